package identitysecret_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const revoke = kind + "_revoke"

// TestRevoke: a revocation deletes one secret, which a plan names, and no other.
func TestRevoke(t *testing.T) {
	t.Parallel()
	config := acctest.Block{"workspace_id": "ecahpwf5", "identity_verification_secret_id": intercomtest.ExampleIdentitySecret}
	s := acctest.Fake(t)
	s.AddIdentitySecret(intercomtest.IdentitySecret{ID: "7", Name: "Apps", IOS: true})
	a := acctest.NewAction(t, s, revoke, nil)
	acctest.Expect(t, a.Plan(config), "WARNING", "This plan revokes identity verification secrets permanently", `"102"`, "signed out on their next request")
	if n := s.Count("DELETE", ""); n > 0 {
		t.Errorf("the plan deletes %d", n)
	}
	result := a.Invoke(config)
	acctest.Expect(t, result.Diags)
	if all := s.IdentitySecrets(); len(all) != 1 || all[0].ID != "7" || !strings.Contains(strings.Join(result.Progress, "\n"), `Revoked identity verification secret 102 "Production Web"`) {
		t.Errorf("left %v, reported %q", all, result.Progress)
	}
}

// TestRevokeUnknown: an ID that no secret has is an error, since the secret that leaked may still be valid.
func TestRevokeUnknown(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	result := acctest.NewAction(t, s, revoke, nil).Invoke(acctest.Block{"workspace_id": "ecahpwf5", "identity_verification_secret_id": "9"})
	if acctest.Expect(t, result.Diags, "ERROR", "identity_verification_secret_id", "it does not exist", "Nothing was changed", "intercom_identity_verification_secrets"); s.Count("DELETE", "") > 0 {
		t.Error("something was deleted")
	}
}

// TestRevokeConfirmed: a 404, or an answer that cannot be read, counts only as far as the list confirms it.
func TestRevokeConfirmed(t *testing.T) {
	t.Parallel()
	config := acctest.Block{"workspace_id": "ecahpwf5", "identity_verification_secret_id": intercomtest.ExampleIdentitySecret}
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		says     []string
		left     int
	}{
		"deleted, 404":     {intercomtest.RefusesAfter(404, "identity_verification_secret_not_found", "No"), nil, 0},
		"not deleted, 404": {intercomtest.RefusesAfter(404, "identity_verification_secret_not_found", "No").WithoutEffect(), []string{"ERROR", "404", "Nothing was changed"}, 1},
		"deleted, page":    {intercomtest.PageAfter(502), nil, 0},
		"not deleted, 200": {intercomtest.AnswersBody(200, "{}").WithoutEffect(), []string{"ERROR", "does not show the change"}, 1},
		"forbidden":        {intercomtest.RefusesAfter(403, "forbidden", "No").WithoutEffect(), []string{"ERROR", "403", "Nothing was changed"}, 1},
	} {
		s := acctest.Fake(t)
		s.Set(c.behavior.On("DELETE", path+"/*"))
		result := acctest.NewAction(t, s, revoke, nil).Invoke(config)
		if acctest.Expect(t, result.Diags, c.says...); len(s.IdentitySecrets()) != c.left {
			t.Errorf("%s: left %v", name, s.IdentitySecrets())
		}
	}
}

// TestRevokeVersion: without Preview, the plan is refused with the argument that allows it.
func TestRevokeVersion(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	a := acctest.NewAction(t, s, revoke, acctest.Block{"preview": nil})
	config := acctest.Block{"workspace_id": "ecahpwf5", "identity_verification_secret_id": intercomtest.ExampleIdentitySecret}
	acctest.Expect(t, a.Plan(config), "ERROR", `"identity_verification_secrets" to the provider's argument preview`)
	acctest.Expect(t, a.Invoke(config).Diags, "ERROR", `"identity_verification_secrets" to the provider's argument preview`)
	if n := len(s.Calls()); n > 0 {
		t.Errorf("%d calls", n)
	}
}
