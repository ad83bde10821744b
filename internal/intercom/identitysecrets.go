package intercom

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// identitySecretKind is the type of an identity verification secret in answers.
const identitySecretKind = "identity_verification_secret"

// IdentitySecret is a key with which an app's server signs the user_hash of a user for the Messenger.
// https://developers.intercom.com/docs/references/preview/rest-api/api.intercom.io/identity-verification-secrets
type IdentitySecret struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// The platforms are nil if the answer does not show them.
	SupportsWeb     *bool    `json:"supports_web"`
	SupportsIOS     *bool    `json:"supports_ios"`
	SupportsAndroid *bool    `json:"supports_android"`
	CreatedAt       UnixTime `json:"created_at"`
	// Secret is in the answer to a create and in no other.
	Secret Hidden `json:"secret"`
}

func (s *IdentitySecret) self() (kind string, id ID) { return s.Type, s.ID }

// Hidden is a secret text from an answer. Printing or encoding it does not show it.
type Hidden string

// Reveal returns the secret, or "".
func (h Hidden) Reveal() string { return string(h) }

// Format implements fmt.Formatter for all verbs.
func (h Hidden) Format(f fmt.State, _ rune) { fmt.Fprint(f, "[secret]") }

// MarshalJSON hides the secret.
func (h Hidden) MarshalJSON() ([]byte, error) { return []byte(`"[secret]"`), nil }

// IdentitySecretRequest is a new identity verification secret. At least one platform must be true.
type IdentitySecretRequest struct {
	Name            string `json:"name"`
	SupportsWeb     bool   `json:"supports_web"`
	SupportsIOS     bool   `json:"supports_ios"`
	SupportsAndroid bool   `json:"supports_android"`
}

// IdentitySecrets reads all identity verification secrets, without their values. Only Preview has them. The list is the only evidence that
// one is gone, so it must call itself a list.
// https://developers.intercom.com/docs/references/preview/rest-api/api.intercom.io/identity-verification-secrets/listidentityverificationsecrets
func (r Reader) IdentitySecrets(ctx context.Context) ([]IdentitySecret, error) {
	return allThat[IdentitySecret](ctx, r, "/secure_mode_secrets", identitySecretKind, PreviewIdentitySecrets, func(a *answer) error {
		var shown struct {
			Type string `json:"type"`
		}
		if json.Unmarshal(a.body, &shown) != nil || shown.Type != "list" {
			return fmt.Errorf("%w: it is not a list", errBodyInvalid)
		}
		return nil
	})
}

// CreateIdentitySecret makes a secret. Its value is in this answer and can never be read again. If MayHaveHappened(err), a secret whose value
// is lost may exist. An answer without the value is such an error, too.
// https://developers.intercom.com/docs/references/preview/rest-api/api.intercom.io/identity-verification-secrets/createidentityverificationsecret
func (w Writer) CreateIdentitySecret(ctx context.Context, req IdentitySecretRequest) (*IdentitySecret, error) {
	return created(ctx, w, call{method: http.MethodPost, path: "/secure_mode_secrets", area: PreviewIdentitySecrets, body: req, write: true}, identitySecretKind, func(s *IdentitySecret) error {
		if s.Secret == "" {
			return fmt.Errorf("%w: it has no value of secret %s", errBodyInvalid, s.ID)
		}
		return nil
	})
}

// DeleteIdentitySecret deletes a secret. Users whose hash is signed with it are signed out at their next request. Its 404 has the code
// identity_verification_secret_not_found.
// https://developers.intercom.com/docs/references/preview/rest-api/api.intercom.io/identity-verification-secrets/deleteidentityverificationsecret
func (w Writer) DeleteIdentitySecret(ctx context.Context, id string) error {
	path, err := objectPath("secure_mode_secrets", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, area: PreviewIdentitySecrets, idempotent: true, write: true, decode: func(a *answer) error {
		if a.status != http.StatusNoContent || len(bytes.TrimSpace(a.body)) > 0 {
			return fmt.Errorf("%w: it is not an empty 204", errBodyInvalid)
		}
		return nil
	}})
}
