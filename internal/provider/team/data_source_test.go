package team_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// TestLookUp: a team is found by ID or name.
func TestLookUp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddTeam(intercomtest.Team{ID: "1", Name: "Billing"})
	s.AddTeam(intercomtest.Team{ID: "2", Name: "Billing"})
	p := acctest.NewProtocol(t, s, "intercom_team", nil)
	for _, config := range []acctest.Block{{"id": intercomtest.ExampleTeam}, {"name": "On call"}, {"name": "on call"}} {
		found, diags := p.Data(config)
		acctest.Expect(t, diags)
		for name, want := range map[string]string{"id": intercomtest.ExampleTeam, "name": "On call", "admin_ids.1": intercomtest.ExampleSecondAdmin} {
			if got := found.Get(name); got != want {
				t.Errorf("%v: %s is %s, not %s", config, name, got, want)
			}
		}
	}
	for name, says := range map[string]string{"On-call": `0 teams have the name "On-call"`, "Billing": `2 teams have the name "Billing"`} {
		_, diags := p.Data(acctest.Block{"name": name})
		acctest.Expect(t, diags, "ERROR", says)
	}
	all, diags := acctest.NewProtocol(t, s, "intercom_teams", nil).Data(acctest.Block{})
	acctest.Expect(t, diags)
	if got := all.Get("teams.0.id"); got != intercomtest.ExampleTeam {
		t.Errorf("the first team is %s", got)
	}
}

// TestLookUpDecomposed: Terraform composes the letters of a configuration, and Intercom may have a name with decomposed ones. A name in
// the same spelling takes precedence.
func TestLookUpDecomposed(t *testing.T) {
	t.Parallel()
	const composed, decomposed = "\u00c9quipe", "E\u0301quipe"
	s := acctest.Fake(t)
	s.AddTeam(intercomtest.Team{ID: "1", Name: decomposed})
	p := acctest.NewProtocol(t, s, "intercom_team", nil)
	for _, name := range []string{composed, "\u00e9quipe"} {
		found, diags := p.Data(acctest.Block{"name": name})
		acctest.Expect(t, diags)
		if got := found.Get("id"); got != "1" {
			t.Errorf("%q is team %s", name, got)
		}
	}
	s.AddTeam(intercomtest.Team{ID: "2", Name: composed})
	found, diags := acctest.NewProtocol(t, s, "intercom_team", nil).Data(acctest.Block{"name": composed})
	acctest.Expect(t, diags)
	if got := found.Get("id"); got != "2" {
		t.Errorf("the same spelling is team %s", got)
	}
}

// TestBalanced: a balanced team shows its limit, from 2.14, and the levels of its admins. Other teams have none.
func TestBalanced(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15", "2.16", "Preview"} {
		s := acctest.Fake(t)
		s.AddTeam(intercomtest.Team{
			ID: "1", Name: "Balanced", Distribution: "load_balanced", AdminIDs: []string{intercomtest.ExampleAdmin, intercomtest.ExampleSecondAdmin}, SecondaryIDs: []string{intercomtest.ExampleSecondAdmin},
		})
		p := acctest.NewProtocol(t, s, "intercom_team", acctest.Block{"api_version": version})
		method, limit, plain := "load_balanced", "10", "round_robin"
		if version == "2.13" {
			method, limit, plain = "<null>", "<null>", "<null>"
		}
		for id, wants := range map[string]map[string]string{
			"1": {
				"distribution_method": method, "assignment_limit": limit, "primary_admin_ids.0": intercomtest.ExampleAdmin, "primary_admin_ids.1": "<none>",
				"secondary_admin_ids.0": intercomtest.ExampleSecondAdmin,
			},
			intercomtest.ExampleTeam: {"distribution_method": plain, "assignment_limit": "<null>", "primary_admin_ids": "<null>", "secondary_admin_ids": "<null>"},
		} {
			found, diags := p.Data(acctest.Block{"id": id})
			acctest.Expect(t, diags)
			for name, want := range wants {
				if got := found.Get(name); got != want {
					t.Errorf("%s, team %s: %s is %s, not %s", version, id, name, got, want)
				}
			}
		}
	}
}
