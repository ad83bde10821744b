package ticket_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCategoryLeftOut: an answer without a category does not prove that a type has another one, so the ticket changes in place.
func TestCategoryLeftOut(t *testing.T) {
	t.Parallel()
	const bug = "1300"
	changed := minimal(acctest.Block{"ticket_type_id": bug})
	for name, c := range map[string]struct {
		omits    intercomtest.Behavior
		imported bool
	}{
		"of the type":                {omits: intercomtest.Omits("category").On("GET", "/ticket_types/*")},
		"of the ticket":              {omits: intercomtest.Omits("category").On("GET", "/tickets/*")},
		"of the type, imported":      {omits: intercomtest.Omits("category").On("GET", "/ticket_types/*"), imported: true},
		"of the ticket, imported":    {omits: intercomtest.Omits("category").On("GET", "/tickets/*"), imported: true},
		"as text that is not in use": {omits: intercomtest.Overrides(map[string]any{"category": ""}).On("GET", "/ticket_types/*")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			d.fake.AddTicketType(intercomtest.TicketType{ID: bug, Name: "Bug", States: []intercomtest.State{{ID: "9002", Category: intercomtest.Submitted, InternalLabel: "New"}}})
			object := d.Run(acctest.Object{}, minimal(nil))
			d.fake.Set(c.omits)
			if c.imported {
				var diags []*tfprotov6.Diagnostic
				object, diags = d.Import(object.Get("id"), nil)
				expectNoError(t, diags)
			}
			object = refreshed(t, d.Protocol, object)
			plan := planned(t, d.Protocol, object, changed)
			if len(plan.Replaces) > 0 {
				t.Errorf("it would be replaced: %v", plan.Replaces)
			}
			after, diags := d.Apply(plan)
			expectNoError(t, diags)
			if ticket, _ := d.fake.Ticket(object.Get("id")); ticket.TypeID != bug {
				t.Errorf("its type is %s", ticket.TypeID)
			}
			d.fake.ClearBehaviors()
			after = refreshed(t, d.Protocol, after)
			if got := after.Get("category"); got != "Customer" {
				t.Errorf("category %s", got)
			}
			d.fake.UpdateTicket(object.Get("id"), func(tk *intercomtest.Ticket) { tk.TypeID, tk.StateID = intercomtest.ExampleIncidentType, "8481" })
			d.fake.Set(intercomtest.Omits("category"))
			after = refreshed(t, d.Protocol, after)
			if category, typeID := after.Get("category"), after.Get("ticket_type_id"); category != "Customer" || typeID != intercomtest.ExampleIncidentType {
				t.Errorf("after a teammate's change, the category is %s and the type %s", category, typeID)
			}
		})
	}
}
