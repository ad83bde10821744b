package ticket_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCompanyIsSentAgain: no answer shows the company, so an update that was ignored in part leaves it to the next apply.
func TestCompanyIsSentAgain(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	object := d.Run(acctest.Object{}, minimal(nil))
	before, _ := d.fake.Ticket(object.Get("id"))
	d.fake.Inject(intercomtest.Fault{Method: "PUT", Times: 1, Act: intercomtest.Normalize(func(tk *intercomtest.Ticket) { *tk = before })})
	config := minimal(acctest.Block{"title": "New", "company_id": intercomtest.ExampleCompany})
	after, diags := d.Apply(planned(t, d.Protocol, object, config))
	expectError(t, diags, "Intercom did not store title")
	d.fake.ResetCalls()
	d.Run(refreshed(t, d.Protocol, after), config)
	if err := sent(d.fake, "PUT", `{"ticket_attributes":{"_default_title_":"New"},"company_id":"`+intercomtest.ExampleCompany+`"}`); err != nil {
		t.Error(err)
	}
}
