package admin_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// TestLookUp: an admin is found by ID or by email, in any case (CASES 8).
func TestLookUp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddAdmin(intercomtest.Admin{ID: "1", Email: "twice@example.com"})
	s.AddAdmin(intercomtest.Admin{ID: "2", Email: "Twice@example.com"})
	p := acctest.NewProtocol(t, s, "intercom_admin", nil)
	for _, config := range []acctest.Block{
		{"id": intercomtest.ExampleAdmin}, {"email": "augusta@example.com"}, {"email": "Augusta@Example.COM"},
	} {
		found, diags := p.Data(config)
		acctest.Expect(t, diags)
		for name, want := range map[string]string{
			"id": intercomtest.ExampleAdmin, "email": "augusta@example.com", "name": "Augusta King", "team_ids.0": intercomtest.ExampleTeam, "away_mode_enabled": "false",
		} {
			if got := found.Get(name); got != want {
				t.Errorf("%v: %s is %s, not %s", config, name, got, want)
			}
		}
	}
	for email, says := range map[string]string{
		"agusta@example.com": `Did you mean "augusta@example.com"?`,
		"TWICE@example.com":  "Their ids are 1, 2.",
	} {
		_, diags := p.Data(acctest.Block{"email": email})
		acctest.Expect(t, diags, "ERROR", "admins have the email", says)
	}
}

// TestAll shows all admins in Intercom's order.
func TestAll(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	all, diags := acctest.NewProtocol(t, s, "intercom_admins", nil).Data(acctest.Block{})
	acctest.Expect(t, diags)
	if all.Get("admins.2.id") == "<none>" || all.Get("admins.3.id") != "<none>" {
		t.Errorf("not 3 admins: %s", all.State)
	}
}

// TestRefused: if the token may not read admins, the error names the missing permission, for all data sources alike.
func TestRefused(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.Set(intercomtest.RefusesAfter(403, "api_plan_restricted", "No").On("GET", "/admins"))
	p := acctest.NewProtocol(t, s, "intercom_admin", nil)
	for range 3 {
		_, diags := p.Data(acctest.Block{"email": "augusta@example.com"})
		acctest.Expect(t, diags, "ERROR", "Intercom answered 403", "Read admins")
	}
	if n := s.Count("GET", "/admins"); n != 1 {
		t.Errorf("%d calls, not 1", n)
	}
}

// TestAway: the reason for being away is shown from 2.14, and the role from 2.16.
func TestAway(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15", "2.16", "Preview"} {
		s := acctest.Fake(t)
		s.AddAdmin(intercomtest.Admin{ID: "1", Email: "away@example.com", AwayModeEnabled: true, AwayModeReassign: true, AwayReasonID: "2", RoleID: "5", RoleName: "Support Agent", NoSeat: true})
		found, diags := acctest.NewProtocol(t, s, "intercom_admin", acctest.Block{"api_version": version}).Data(acctest.Block{"id": "1"})
		acctest.Expect(t, diags)
		wants := map[string]string{"away_mode_enabled": "true", "away_mode_reassign": "true", "has_inbox_seat": "false", "away_status_reason_id": "2", "role.name": "Support Agent", "role.id": "5"}
		if version == "2.13" {
			wants["away_status_reason_id"] = "<null>"
		}
		if version < "2.16" {
			delete(wants, "role.id")
			delete(wants, "role.name")
			wants["role"] = "<null>"
		}
		for name, want := range wants {
			if got := found.Get(name); got != want {
				t.Errorf("%s: %s is %s, not %s", version, name, got, want)
			}
		}
	}
}
