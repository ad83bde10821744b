package ticket_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestChangeTypeSendsWhatIsNotCarriedOver: Intercom carries a value over only to an attribute of the same type. What the new type defines
// otherwise is sent again, and only that.
func TestChangeTypeSendsWhatIsNotCarriedOver(t *testing.T) {
	t.Parallel()
	d := newHarness(t, acctest.Block{"api_version": "2.16"})
	d.fake.AddTicketType(intercomtest.TicketType{
		ID: "1300", Name: "Bug", States: []intercomtest.State{{ID: "9002", Category: intercomtest.Submitted, InternalLabel: "New"}},
		Attributes: []intercomtest.Attribute{
			{ID: "3001", Name: "Seats", DataType: intercomtest.Decimal},
			{ID: "3002", Name: "Due", DataType: intercomtest.Datetime},
			{ID: "3003", Name: "Version", DataType: intercomtest.List, Options: []intercomtest.Choice{{ID: "v-1", Label: "v1"}}},
		},
	})
	config := minimal(attributes("Seats", "5", "Due", "2036-12-01T09:00:00Z", "Version", "v1"))
	object := refreshed(t, d.Protocol, d.Run(acctest.Object{}, config))
	config["ticket_type_id"] = "1300"
	d.fake.ResetCalls()
	object, diags := d.Apply(planned(t, d.Protocol, object, config))
	acctest.Expect(t, diags)
	if err := sentTo(d.fake, "PUT", "/tickets/"+object.Get("id"), `{"ticket_attributes":{"Seats":5,"Version":"v-1"}}`); err != nil {
		t.Error(err)
	}
	object, diags = d.Read(object)
	acctest.Expect(t, diags)
	if plan := planned(t, d.Protocol, object, config); !plan.State.Equal(object.State) {
		t.Errorf("the next plan is not empty:\n%s\n%s", object.State, plan.State)
	}
}

// TestChangeTypeNotCarriedOver: what is lost with a change of the type is not in state.
func TestChangeTypeNotCarriedOver(t *testing.T) {
	t.Parallel()
	d := newHarness(t, acctest.Block{"api_version": "2.16"})
	d.fake.AddTicketType(intercomtest.TicketType{
		ID: "1300", Name: "Bug", States: []intercomtest.State{{ID: "9002", Category: intercomtest.Submitted, InternalLabel: "New"}},
		Attributes: []intercomtest.Attribute{{ID: "3001", Name: "Seats", DataType: intercomtest.Decimal}},
	})
	config := minimal(attributes("Seats", "5"))
	object := refreshed(t, d.Protocol, d.Run(acctest.Object{}, config))
	config["ticket_type_id"] = "1300"
	plan := planned(t, d.Protocol, object, config)
	d.fake.Set(intercomtest.Stores(map[string]any{"ticket_attributes.Seats": nil}).On("PUT", "/tickets/*"))
	object, diags := d.Apply(plan)
	expectError(t, diags, `did not store ticket_attributes["Seats"]`)
	if got := object.Get("ticket_attributes.Seats"); got == "5" {
		t.Errorf("state has %s", got)
	}
}

// TestChangeTypeAfterImport: the state that an import found belongs to the old type, so the new type's first one is sent.
func TestChangeTypeAfterImport(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	d.fake.AddTicketType(intercomtest.TicketType{ID: "1300", Name: "Bug", States: []intercomtest.State{{ID: "9002", Category: intercomtest.Submitted}}})
	made := d.Run(acctest.Object{}, minimal(nil))
	object, diags := d.Import(made.Get("id"), nil)
	expectNoError(t, diags)
	config := minimal(acctest.Block{"ticket_type_id": "1300"})
	object = d.Run(refreshed(t, d.Protocol, object), config)
	if err := sentTo(d.fake, "POST", "/tickets/"+made.Get("id")+"/change_type", `{"ticket_type_id":"1300","ticket_state_id":"9002"}`); err != nil {
		t.Error(err)
	}
	object = refreshed(t, d.Protocol, object)
	if plan := planned(t, d.Protocol, object, config); !plan.State.Equal(object.State) {
		t.Errorf("the next plan is not empty:\n%s\n%s", object.State, plan.State)
	}
}
