package ticket_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

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
