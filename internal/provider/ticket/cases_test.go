package ticket_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseWorkspaceNotConfirmed: unless GET /me shows the ticket's workspace, nothing is written, and the ticket stays in
// state (CASES.md 1).
func TestCaseWorkspaceNotConfirmed(t *testing.T) {
	t.Parallel()
	for name, wrong := range intercomtest.WrongMe() {
		for _, mode := range []string{"delete", "close"} {
			t.Run(name+"/"+mode, func(t *testing.T) {
				t.Parallel()
				d := newHarness(t, nil)
				object := d.Run(acctest.Object{}, minimal(acctest.Block{"on_destroy": mode}))
				d.fake.Set(wrong)
				next := harness{acctest.NewProtocol(t, d.fake, "intercom_ticket", nil), d.fake, t}
				d.fake.ResetCalls()
				for what, diags := range map[string][]*tfprotov6.Diagnostic{
					"refresh": second(next.Read(object)),
					"plan":    second(next.Plan(object, minimal(acctest.Block{"title": "New", "on_destroy": mode}))),
					"destroy": second(next.Plan(object, nil)),
					"delete":  second(next.Apply(acctest.Planned{Object: null(t, object), Config: null(t, object).State, Prior: object})),
				} {
					if !acctest.HasError(diags) {
						t.Errorf("%s: no error", what)
					}
				}
				if _, diags := next.Plan(acctest.Object{}, minimal(nil)); acctest.HasError(diags) != (name != "another workspace") {
					t.Errorf("create, for which any certain workspace will do: %s", acctest.Text(diags))
				}
				if others := len(d.fake.Calls()) - d.fake.Count("GET", "/me") - d.fake.Count("GET", "/ticket_types/*"); others > 0 {
					t.Errorf("calls %q", next.wire())
				}
			})
		}
	}
}

func second[T any](_ T, diags []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic { return diags }

// TestCaseStateWithoutWorkspace: an empty workspace in state never means "any" (CASES.md 1).
func TestCaseStateWithoutWorkspace(t *testing.T) {
	t.Parallel()
	for _, workspace := range []any{"", nil} {
		d := newHarness(t, nil)
		object := with(t, d.Run(acctest.Object{}, minimal(nil)), "workspace_id", workspace)
		_, diags := d.Read(object)
		expectError(t, diags, "the state names no workspace")
		after, diags := d.Apply(acctest.Planned{Object: null(t, object), Config: null(t, object).State, Prior: object})
		if expectError(t, diags, "the state names no workspace"); after.IsNull() || d.fake.Count("DELETE", "") > 0 {
			t.Errorf("%v: the ticket was deleted", workspace)
		}
	}
}

// TestCaseOtherTicket: an answer with another workspace, number, or creation time belongs to another ticket (CASES.md 1,
// and rule 1).
func TestCaseOtherTicket(t *testing.T) {
	t.Parallel()
	for name, values := range map[string]map[string]any{
		"workspace":  {"ticket_type.workspace_id": "other"},
		"ticket_id":  {"ticket_id": "999999"},
		"created_at": {"created_at": 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(nil))
			plan := planned(t, d.Protocol, object, minimal(acctest.Block{"title": "New"}))
			d.fake.Set(intercomtest.Overrides(values).On("", "/tickets/*"))
			kept, diags := d.Read(object)
			if expectError(t, diags, "state"); kept.IsNull() || !kept.State.Equal(object.State) {
				t.Errorf("state changed to %s", kept.State)
			}
			after, diags := d.Apply(plan)
			if expectError(t, diags, "The change may have been applied"); !after.State.Equal(object.State) {
				t.Errorf("the update left %s", after.State)
			}
		})
	}
}

// TestCaseContactDrift: a ticket that shows another contact, or none, is never replaced for that reason. A warning and the
// attribute drift show it (CASES.md 5).
func TestCaseContactDrift(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(d harness, id string)
		drift  string
	}{
		"merged": {func(d harness, id string) {
			d.fake.MergeContact(intercomtest.ExampleContact, intercomtest.ExampleSecondContact)
		}, intercomtest.ExampleSecondContact},
		"no contacts": {func(d harness, id string) {
			d.fake.UpdateTicket(id, func(tk *intercomtest.Ticket) { tk.ContactIDs = nil })
		}, ""},
		"another contact": {func(d harness, id string) {
			d.fake.UpdateTicket(id, func(tk *intercomtest.Ticket) { tk.ContactIDs = []string{intercomtest.ExampleSecondContact} })
		}, intercomtest.ExampleSecondContact},
	} {
		for _, contact := range []acctest.Block{{"email": "ada@example.com"}, {"id": intercomtest.ExampleContact}, {"external_id": "70"}} {
			t.Run(fmt.Sprint(name, contact), func(t *testing.T) {
				t.Parallel()
				d := newHarness(t, nil)
				config := minimal(acctest.Block{"contacts": []any{contact}})
				object := d.Run(acctest.Object{}, config)
				c.change(d, object.Get("id"))
				read, diags := d.Read(object)
				expectNoError(t, diags, "differ from the configuration in what cannot change in place", "contacts")
				if got := read.Get("drift.contacts"); got != c.drift {
					t.Errorf("drift is %q, want %q", got, c.drift)
				}
				plan, diags := d.Plan(read, config)
				expectNoError(t, diags)
				if len(plan.Replaces) > 0 || !plan.State.Equal(read.State) {
					t.Errorf("it would be changed, replaced for %v: %s", plan.Replaces, plan.State)
				}
			})
		}
	}
}

// TestCaseTicketWithoutContacts: for an imported ticket without contacts, state records the configured one, and the ticket
// is never replaced (CASES.md 5).
func TestCaseTicketWithoutContacts(t *testing.T) {
	t.Parallel()
	for _, contact := range []acctest.Block{{"email": "ada@example.com"}, {"id": intercomtest.ExampleContact}, {"external_id": "70"}} {
		d := newHarness(t, nil)
		made := d.fake.AddTicket(intercomtest.Ticket{TypeID: intercomtest.ExampleIncidentType, Attributes: map[string]any{"_default_title_": "Checkout is down"}})
		d.fake.UpdateTicket(made.ID, func(tk *intercomtest.Ticket) { tk.ContactIDs = nil })
		object, diags := d.Import(made.ID, nil)
		acctest.Expect(t, diags)
		config := minimal(acctest.Block{"contacts": []any{contact}})
		object = d.Run(object, config)
		if writes := d.fake.Count("PUT", "") + d.fake.Count("DELETE", ""); writes > 0 {
			t.Errorf("%v: the calls %q", contact, d.wire())
		}
		object = refreshed(t, d.Protocol, object)
		if plan := planned(t, d.Protocol, object, config); len(plan.Replaces) > 0 || !plan.State.Equal(object.State) {
			t.Errorf("%v: the plan is not empty: %v %s", contact, plan.Replaces, plan.State)
		}
	}
}

// TestCaseEmailChangesInTheSameApply: a managed contact whose email changes is still the ticket's contact (CASES.md 5).
func TestCaseEmailChangesInTheSameApply(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	object := refreshed(t, d.Protocol, d.Run(acctest.Object{}, minimal(nil)))
	config := minimal(acctest.Block{"contacts": []any{acctest.Block{"email": "ada.new@example.com"}}})
	plan := planned(t, d.Protocol, object, config)
	if len(plan.Replaces) > 0 || !plan.State.Equal(object.State) {
		t.Fatalf("planned %v %s", plan.Replaces, plan.State)
	}
	contactBecomes(intercomtest.ExampleContact, "ada.new@example.com")(d)
	object = refreshed(t, d.Protocol, object)
	if plan := planned(t, d.Protocol, object, config); len(plan.Replaces) > 0 || !plan.State.Equal(object.State) {
		t.Errorf("the next plan: %v %s", plan.Replaces, plan.State)
	}
}

// TestCaseUnknownType: a type that is known only at apply changes in place if possible, and stops the apply if not (rule
// 7).
func TestCaseUnknownType(t *testing.T) {
	t.Parallel()
	for typeID, c := range map[string]struct {
		says string
		puts int
	}{intercomtest.ExampleIncidentType: {}, "1300": {}, intercomtest.ExampleTaskType: {says: "must be replaced, which was not planned"}} {
		t.Run(typeID, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, acctest.Block{"api_version": "2.16"})
			d.fake.AddTicketType(intercomtest.TicketType{ID: "1300", Name: "Bug", States: []intercomtest.State{{ID: "9002", Category: intercomtest.Submitted, InternalLabel: "New"}}})
			object := refreshed(t, d.Protocol, d.Run(acctest.Object{}, minimal(nil)))
			late := planned(t, d.Protocol, object, minimal(acctest.Block{"ticket_type_id": acctest.Unknown}))
			after, diags := d.ApplyWith(late, minimal(acctest.Block{"ticket_type_id": typeID}))
			if c.says != "" {
				expectError(t, diags, c.says, "plan again")
				return
			}
			expectNoError(t, diags)
			if got := after.Get("ticket_type_id"); got != typeID {
				t.Errorf("type %s", got)
			}
		})
	}
}

// TestCaseTypeDrift: if a teammate changed the type, the plan shows drift that an update reverts, if the API version
// supports it. If not, state keeps the configured type, and a warning and the attribute drift show the other one (rule 6).
func TestCaseTypeDrift(t *testing.T) {
	t.Parallel()
	for version, kept := range map[string]bool{"2.15": true, "2.16": false} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, acctest.Block{"api_version": version})
			d.fake.AddTicketType(intercomtest.TicketType{ID: "1300", Name: "Bug", States: []intercomtest.State{{ID: "8481", Category: intercomtest.Submitted, InternalLabel: "New"}}})
			object := d.Run(acctest.Object{}, minimal(nil))
			d.fake.UpdateTicket(object.Get("id"), func(tk *intercomtest.Ticket) { tk.TypeID = "1300" })
			read, diags := d.Read(object)
			expectNoError(t, diags)
			if warned := strings.Contains(acctest.Text(diags), "differ from the configuration"); warned != kept || (read.Get("drift.ticket_type_id") == "1300") != kept {
				t.Errorf("warned: %v, drift %s", warned, read.Get("drift"))
			}
			plan, diags := d.Plan(read, minimal(nil))
			expectNoError(t, diags)
			if len(plan.Replaces) > 0 || plan.State.Equal(read.State) != kept {
				t.Errorf("planned %v\n%s", plan.Replaces, plan.State)
			}
		})
	}
}

// TestCaseCloseNotDone: a close that is answered open: true is not believed (CASES.md 4).
func TestCaseCloseNotDone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		on   string
		done bool
	}{"answer and read": {on: "", done: false}, "answer only": {on: "PUT", done: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(acctest.Block{"on_destroy": "close"}))
			plan := planned(t, d.Protocol, object, nil)
			d.fake.Set(intercomtest.Overrides(map[string]any{"open": true}).On(c.on, "/tickets/*"))
			after, diags := d.Apply(plan)
			if acctest.HasError(diags) == c.done || after.IsNull() != c.done {
				t.Errorf("left the state: %v\n%s", after.IsNull(), acctest.Text(diags))
			}
		})
	}
}
