package contact_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseWorkspaceNotConfirmed (CASES 1: a contact, /me 302): unless GET /me shows the state's workspace, nothing is
// planned, sent, or saved to state, at plan or at apply.
func TestCaseWorkspaceNotConfirmed(t *testing.T) {
	t.Parallel()
	for name, wrong := range intercomtest.WrongMe() {
		for _, onDestroy := range []string{"delete", "archive"} {
			t.Run(name+", "+onDestroy, func(t *testing.T) {
				t.Parallel()
				p, s := newHarness(t, nil)
				config := maps.Clone(joan)
				config["on_destroy"] = onDestroy
				object := p.Run(acctest.Object{}, config)
				changed := maps.Clone(config)
				changed["name"] = "Joan"
				update, _ := p.Plan(object, changed)
				destroy, _ := p.Plan(object, nil)
				create, _ := p.Plan(acctest.Object{}, acctest.Block{"email": "new@example.com"})
				s.ResetCalls()
				s.Set(wrong, intercomtest.ObjectsOfWorkspace("zz9other"))
				for step, planned := range map[string]acctest.Planned{"update": update, "destroy": destroy} {
					after, diags := p.Apply(planned)
					if !acctest.HasError(diags) || !after.State.Equal(object.State) {
						t.Errorf("%s: state %s\n%s", step, after.State, acctest.Text(diags))
					}
				}
				if after, diags := p.Read(object); !acctest.HasError(diags) || !after.State.Equal(object.State) {
					t.Errorf("refresh: state %s\n%s", after.State, acctest.Text(diags))
				}
				if _, diags := p.Plan(object, changed); !acctest.HasError(diags) {
					t.Error("an update was planned")
				}
				if _, diags := p.Plan(object, nil); !acctest.HasError(diags) {
					t.Error("a destroy was planned")
				}
				if name != "another workspace" { // a new contact may be in any workspace
					if after, diags := p.Apply(create); !acctest.HasError(diags) || !after.IsNull() {
						t.Errorf("create: %s", acctest.Text(diags))
					}
				}
				holds(t, s, 0, 0, 3)
				if n := s.Count("PUT", "") + s.Count("POST", "/contacts/*/archive"); n > 0 {
					t.Errorf("%d writes", n)
				}
			})
		}
	}
}

// TestCaseOtherWorkspacesContact (CASES 1): the other workspace has a contact with the same ID, and its /me works.
func TestCaseOtherWorkspacesContact(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, joan)
	s.WorkspaceID = "another1"
	s.ResetCalls()
	other := acctest.NewProtocol(t, s, "intercom_contact", nil)
	renamed := acctest.Block{"email": "joan@example.com", "external_id": "u-1", "name": "Joan"}
	for step, do := range map[string]func() (acctest.Object, string){
		"refresh": func() (acctest.Object, string) { o, d := other.Read(object); return o, acctest.Text(d) },
		"destroy": func() (acctest.Object, string) { o, d := other.Destroy(object); return o, acctest.Text(d) },
		"update":  func() (acctest.Object, string) { _, d := other.Plan(object, renamed); return object, acctest.Text(d) },
	} {
		after, text := do()
		if !after.State.Equal(object.State) {
			t.Errorf("%s: state %s", step, after.State)
		}
		if want := "another workspace"; !strings.Contains(text, want) {
			t.Errorf("%s does not say %q: %s", step, want, text)
		}
	}
	holds(t, s, 0, 0, 3)
}

// TestCaseStateWithoutWorkspace (CASES 1: workspace_id = ""): an empty workspace never means "any".
func TestCaseStateWithoutWorkspace(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	made := p.Run(acctest.Object{}, joan)
	object, diags := p.Upgrade(0, []byte(`{"id":"`+made.Get("id")+`","workspace_id":"","email":"joan@example.com","on_destroy":"delete"}`), 0, nil)
	if acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	s.ResetCalls()
	_, diags = p.Read(object)
	acctest.Expect(t, diags, "ERROR", "the state names no workspace")
	_, diags = p.Plan(object, nil)
	acctest.Expect(t, diags, "ERROR", "the state names no workspace")
	holds(t, s, 0, 0, 3)
}
