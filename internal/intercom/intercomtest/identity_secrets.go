package intercomtest

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
)

// RefusesUsedSecretNames refuses a name that another secret has, or had before it was deleted. No description decides this.
func RefusesUsedSecretNames() Behavior {
	return Behavior{name: "RefusesUsedSecretNames", prepare: func(rq *request) { rq.secretNamesStay = true }}
}

// IdentitySecret signs the hashes of users for the Messenger.
type IdentitySecret struct {
	ID                string // decimal
	Name              string
	Web, IOS, Android bool
	CreatedAt         int64  // Unix seconds
	Secret            string // only the answer to the create shows it
}

var identitySecretKind = &kind[IdentitySecret]{
	name: "secure_mode_secrets", clone: func(s IdentitySecret) IdentitySecret { return s },
	missing: fail(http.StatusNotFound, "identity_verification_secret_not_found", "Identity verification secret not found"),
	in:      func(w *Workspace) **collection[IdentitySecret] { return &w.secrets },
	id:      func(s *IdentitySecret) *string { return &s.ID },
	fresh:   func(w *Workspace) string { return w.count("identity secret", 102) },
	show:    func(_ *request, s *IdentitySecret) object { return showIdentitySecret(s) },
	made:    func(rq *request) IdentitySecret { return IdentitySecret{CreatedAt: rq.now.Unix()} },
	fill:    (*request).fillIdentitySecret,
	routes: func(k *kind[IdentitySecret]) []route {
		return []route{
			at("GET", "/secure_mode_secrets", preview, k.list), at("POST", "/secure_mode_secrets", preview, showingSecret(k.create)),
			at("DELETE", "/secure_mode_secrets/{id}", preview, withoutBody(k.remove)),
		}
	},
}

// AddIdentitySecret adds a secret.
func (w *Workspace) AddIdentitySecret(s IdentitySecret) IdentitySecret {
	defer w.lock()()
	setDefaultTime(&s.CreatedAt, w.server.now().Unix())
	return *w.secrets.add(s)
}

// DeleteIdentitySecret deletes a secret outside of Terraform.
func (w *Workspace) DeleteIdentitySecret(id string) {
	defer w.lock()()
	w.secrets.drop(id)
}

// IdentitySecrets lists the secrets in the order of their creation.
func (w *Workspace) IdentitySecrets() []IdentitySecret {
	defer w.lock()()
	return w.secrets.values()
}

func (rq *request) fillIdentitySecret(s *IdentitySecret) reply {
	s.Name = text(rq.body["name"])
	s.Web, s.IOS, s.Android = rq.body["supports_web"] == true, rq.body["supports_ios"] == true, rq.body["supports_android"] == true
	switch {
	case s.Name == "":
		return fail(http.StatusUnprocessableEntity, "parameter_invalid", "name is required")
	case !s.Web && !s.IOS && !s.Android:
		return fail(http.StatusUnprocessableEntity, "parameter_invalid", "at least one platform must be enabled")
	case rq.secretNamesStay && slices.ContainsFunc(rq.secrets.items, func(other *item[IdentitySecret]) bool { return other.value.Name == s.Name }):
		return fail(http.StatusUnprocessableEntity, "parameter_invalid", "name has already been taken")
	}
	return reply{}
}

// showingSecret gives a new secret its value and shows it, which no later answer does.
func showingSecret(create func(*request) reply) func(*request) reply {
	return func(rq *request) reply {
		answer := create(rq)
		shown, made := answer.value.(object)
		if !made {
			return answer
		}
		id, _ := shown["id"].(string)
		bits := sha256.Sum256([]byte(rq.WorkspaceID + "/" + id))
		shown["secret"] = rq.secrets.update(id, func(s *IdentitySecret) { s.Secret = base64.RawURLEncoding.EncodeToString(bits[:]) }).Secret
		answer.status = http.StatusCreated
		return answer
	}
}

// withoutBody answers with an empty 204 where handle succeeds.
func withoutBody(handle func(*request) reply) func(*request) reply {
	return func(rq *request) reply {
		if answer := handle(rq); answer.status != http.StatusOK {
			return answer
		}
		return reply{status: http.StatusNoContent, empty: true}
	}
}

func showIdentitySecret(s *IdentitySecret) object {
	return object{
		"type": "identity_verification_secret", "id": s.ID, "name": s.Name, "supports_web": s.Web, "supports_ios": s.IOS, "supports_android": s.Android, "created_at": s.CreatedAt,
	}
}
