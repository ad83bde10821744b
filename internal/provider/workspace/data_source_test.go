package workspace_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestDataSource(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t, intercomtest.WithWorkspace("ecahpwf5"), intercomtest.WithRegion("EU"))
	p := acctest.NewProtocol(t, s, "intercom_workspace", nil)
	for range 50 {
		shown, diags := p.Data(acctest.Block{})
		acctest.Expect(t, diags)
		for name, want := range map[string]string{"id": "ecahpwf5", "region": "EU", "identity_verification": "false"} {
			if got := shown.Get(name); got != want {
				t.Errorf("%s is %s, not %s", name, got, want)
			}
		}
		for _, name := range []string{"name", "timezone", "created_at"} {
			if got := shown.Get(name); got == "<null>" || got == "" {
				t.Errorf("%s is %q", name, got)
			}
		}
	}
	if n := s.Count("GET", "/me"); n != 1 {
		t.Errorf("%d calls, not 1", n)
	}
}

// TestDataSourceRefused: unless GET /me shows the workspace, the read is an error.
func TestDataSourceRefused(t *testing.T) {
	t.Parallel()
	for says, behavior := range map[string]intercomtest.Behavior{
		"answered: 401": intercomtest.MeStatus(401),
		"Read admins":   intercomtest.MeStatus(403),
		"404":           intercomtest.Gateway404HTML().On("GET", "/me"),
		"no workspace":  intercomtest.MeNullApp(),
		"confirmed":     intercomtest.LoginPage().On("GET", "/me"),
	} {
		s := acctest.Fake(t)
		s.Set(behavior)
		_, diags := acctest.NewProtocol(t, s, "intercom_workspace", nil).Data(acctest.Block{})
		acctest.Expect(t, diags, "ERROR", "reading the workspace of the access token: the workspace could not be confirmed", says)
	}
}

// TestDataSourcePinned: a token for another workspace than the pinned one is refused.
func TestDataSourcePinned(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t, intercomtest.WithWorkspace("ecahpwf5"))
	_, diags := acctest.NewProtocol(t, s, "intercom_workspace", acctest.Block{"workspace_id": "other"}).Data(acctest.Block{})
	acctest.Expect(t, diags, "ERROR", "the access token belongs to another workspace", "ecahpwf5")
}
