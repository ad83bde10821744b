package ticket_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// decisive are the fields that an answer can lack and that do not mean false or unassigned then.
var decisive = []string{"open", "is_shared", "admin_assignee_id", "team_assignee_id"}

// TestAbsentFieldsDecideNothing: a change that no answer shows is an error, and a read decides if only the answer to the change lacks
// the field.
func TestAbsentFieldsDecideNothing(t *testing.T) {
	t.Parallel()
	for at, values := range map[string][2]any{
		"open": {true, false}, "is_shared": {true, false}, "admin_assignee_id": {intercomtest.ExampleAdmin, nil},
		"team_assignee_id": {intercomtest.ExampleTeam, nil},
	} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			for _, done := range []bool{false, true} {
				d := newHarness(t, nil)
				object := d.Run(acctest.Object{}, minimal(acctest.Block{at: values[0]}))
				plan := planned(t, d.Protocol, object, minimal(acctest.Block{at: values[1]}))
				if done {
					d.fake.Set(intercomtest.Omits(decisive...).On("PUT", "/tickets/*"))
				} else {
					d.fake.Set(intercomtest.NotDone().On("PUT", "/tickets/*"), intercomtest.Omits(decisive...))
				}
				after, diags := d.Apply(plan)
				if done {
					expectNoError(t, diags)
					continue
				}
				expectError(t, diags, "does not show")
				if got, want := after.Get(at), object.Get(at); got != want {
					t.Errorf("state has %s, want %s from before", got, want)
				}
			}
		})
	}
}

// TestAbsentOpenClosesNothing: a ticket stays in state unless an answer or a read shows that it is closed.
func TestAbsentOpenClosesNothing(t *testing.T) {
	t.Parallel()
	for name, behavior := range map[string]intercomtest.Behavior{
		"absent": intercomtest.Omits("open"), "null": intercomtest.Overrides(map[string]any{"open": nil}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(acctest.Block{"on_destroy": "close"}))
			d.fake.Set(intercomtest.NotDone().On("PUT", "/tickets/*"), behavior)
			after, diags := d.Destroy(object)
			expectError(t, diags, "open is not shown")
			if after.IsNull() {
				t.Error("the ticket left the state")
			}
			d.fake.ClearBehaviors()
			d.fake.Set(behavior.On("PUT", "/tickets/*"))
			after, diags = d.Destroy(object)
			expectNoError(t, diags)
			if ticket, _ := d.fake.Ticket(object.Get("id")); !after.IsNull() || ticket.Open {
				t.Errorf("a read shows that it is closed: %+v", ticket)
			}
		})
	}
}

// TestRefreshKeepsWhatAnAnswerLacks: an absent field is no drift.
func TestRefreshKeepsWhatAnAnswerLacks(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	object := d.Run(acctest.Object{}, minimal(acctest.Block{"is_shared": true, "admin_assignee_id": intercomtest.ExampleAdmin, "team_assignee_id": intercomtest.ExampleTeam}))
	d.fake.Set(intercomtest.Omits(decisive...))
	after, diags := d.Read(object)
	expectNoError(t, diags)
	for _, at := range decisive {
		if got, want := after.Get(at), object.Get(at); got != want {
			t.Errorf("%s is %s, want %s", at, got, want)
		}
	}
}
