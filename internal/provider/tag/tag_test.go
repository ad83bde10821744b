package tag_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

func TestLife(t *testing.T) {
	acctest.Life{
		Type:      "intercom_tag",
		Keys:      []string{"id"},
		Config:    acctest.Block{"name": "Beta"},
		Second:    acctest.Block{"name": "BETA"},
		Created:   []string{`POST /tags {"name":"Beta"}`},
		Updated:   []string{`POST /tags {"id":"105","name":"BETA"}`},
		Destroyed: []string{`DELETE /tags/{id}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateTag(o.Get("id"), func(t *intercomtest.Tag) { t.Name = "Gamma" })
		},
		Restored: []string{`POST /tags {"id":"105","name":"Beta"}`},
		Vanish:   func(s *intercomtest.Server, o acctest.Object) { s.DeleteTag(o.Get("id")) },
	}.Run(t)
}

func drive(t *testing.T) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, "intercom_tag", nil), s
}

// TestNameTaken: a tag that exists in whatever case is never adopted silently, neither by a plan, nor by a create or rename
// that comes upon it later.
func TestNameTaken(t *testing.T) {
	t.Parallel()
	p, s := drive(t)
	_, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "vip"})
	acctest.Expect(t, diags, "ERROR", `There is a tag named "VIP" already`, "to = intercom_tag.NAME", `id = "7522907"`)

	planned, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "beta"})
	if acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	made := s.AddTag(intercomtest.Tag{Name: "Beta"})
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "already", made.ID)
	if !object.IsNull() || len(s.Tags()) != 2 {
		t.Errorf("in state %s, %d tags", object.State, len(s.Tags()))
	}

	second := acctest.NewProtocol(t, s, "intercom_tag", nil)
	object = second.Run(acctest.Object{}, acctest.Block{"name": "Gamma"})
	_, diags = second.Plan(object, acctest.Block{"name": "BETA"})
	acctest.Expect(t, diags, "ERROR", `There is a tag named "Beta" already`)
	// Of two resources with one name, the second is refused.
	planned, _ = p.Plan(acctest.Object{}, acctest.Block{"name": "Delta"})
	other, _ := p.Plan(acctest.Object{}, acctest.Block{"name": "Delta"})
	if _, diags := p.Apply(planned); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	_, diags = p.Apply(other)
	acctest.Expect(t, diags, "ERROR", `There is a tag named "Delta" already`)
}

// TestDependents: a tag that a segment uses stays, and the error says what to do.
func TestDependents(t *testing.T) {
	t.Parallel()
	p, s := drive(t)
	object := p.Run(acctest.Object{}, acctest.Block{"name": "Beta"})
	s.UpdateTag(object.Get("id"), func(t *intercomtest.Tag) { t.Segments = []string{"Seg 1"} })
	after, diags := p.Destroy(object)
	acctest.Expect(t, diags, "WARNING", "taken off every contact", "ERROR", "tag_has_dependent_objects", "Seg 1", "take the tag out of")
	if after.IsNull() || len(s.Tags()) != 2 {
		t.Errorf("in state: %v, %d tags", !after.IsNull(), len(s.Tags()))
	}
}

// TestTrouble: lost answers make one tag and delete one, lies and refusals keep it in state.
func TestTrouble(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method string
		act    intercomtest.Act
		says   string
	}{
		"create, lost":               {"POST", intercomtest.ResetAfter(), ""},
		"create, 502":                {"POST", intercomtest.ActThenHTML(502), ""},
		"delete, lost":               {"DELETE", intercomtest.ResetAfter(), ""},
		"delete, HTML":               {"DELETE", intercomtest.HTMLBody200(), ""},
		"delete, a 404 that is none": {"DELETE", intercomtest.LyingNotFound(), "but it is"},
		"delete, 403":                {"DELETE", intercomtest.Status(403, "api_plan_restricted", "No."), "403"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := drive(t)
			s.Inject(intercomtest.Fault{Method: c.method, Act: c.act, Times: 1})
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Beta"})
			if len(s.Tags()) != 2 {
				t.Errorf("%d tags", len(s.Tags()))
			}
			after, diags := p.Destroy(object)
			if acctest.Expect(t, diags, c.says); acctest.HasError(diags) == after.IsNull() || after.IsNull() != (c.says == "") || after.IsNull() != (len(s.Tags()) == 1) {
				t.Errorf("in state: %v, %d tags, %s", !after.IsNull(), len(s.Tags()), acctest.Text(diags))
			}
		})
	}
}

// TestLookUp: tags, admins and teams are found by the names that people know.
func TestLookUp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: acctest.Config(s, `
data "intercom_tag" "vip" { name = "VIP" }
data "intercom_tags" "all" {}
data "intercom_admin" "augusta" { email = "augusta@example.com" }
data "intercom_admins" "all" {}
data "intercom_team" "on_call" { name = "On call" }
data "intercom_teams" "all" {}`),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("data.intercom_tag.vip", "id", intercomtest.ExampleTag),
				resource.TestCheckResourceAttr("data.intercom_tags.all", "tags.0.name", "VIP"),
				resource.TestCheckResourceAttr("data.intercom_admin.augusta", "id", intercomtest.ExampleAdmin),
				resource.TestCheckResourceAttr("data.intercom_admin.augusta", "team_ids.0", intercomtest.ExampleTeam),
				resource.TestCheckResourceAttr("data.intercom_admins.all", "admins.#", "3"),
				resource.TestCheckResourceAttr("data.intercom_team.on_call", "admin_ids.#", "2"),
				resource.TestCheckResourceAttr("data.intercom_teams.all", "teams.0.id", intercomtest.ExampleTeam),
			),
		}, {
			Config:      acctest.Config(s, `data "intercom_admin" "x" { email = "agusta@example.com" }`),
			ExpectError: regexp.MustCompile(`(?s)0 admins have the email.*Did you mean "augusta@example.com"\?`),
		}},
	})
}
