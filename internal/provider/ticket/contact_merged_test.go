package ticket_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestMergedBehindTheSearch: a batched refresh takes a search that still shows the ticket's old contact, which answers 404 after its
// merge. The plan reads the ticket before it decides.
func TestMergedBehindTheSearch(t *testing.T) {
	t.Parallel()
	const third = "c3"
	for name, c := range map[string]struct {
		contact acctest.Block
		reading *intercomtest.Fault
		omits   bool
		warns   string
		says    string
	}{
		"the one it was merged into":           {contact: acctest.Block{"id": intercomtest.ExampleSecondContact}},
		"the one it was merged into, by email": {contact: acctest.Block{"email": "grace@example.com"}},
		"another one":                          {contact: acctest.Block{"id": third}, warns: contactIsGone},
		"the ticket is not read":               {contact: acctest.Block{"id": intercomtest.ExampleSecondContact}, reading: &intercomtest.Fault{Method: "GET", Path: "/tickets/*", Act: intercomtest.Status(403, "forbidden", "No.")}, says: "while this cannot be told"},
		"the answer shows no contacts":         {contact: acctest.Block{"id": intercomtest.ExampleSecondContact}, omits: true, says: "while this cannot be told"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				crowd := gather(t, 2)
				crowd.fake.AddContact(intercomtest.Contact{ID: third, Email: "third@example.com", ExternalID: "73"})
				crowd.run(true)
				crowd.fake.Set(intercomtest.Lags(time.Hour, "tickets"), intercomtest.MergedContactsNotFound())
				crowd.fake.MergeContact(intercomtest.ExampleContact, intercomtest.ExampleSecondContact)
				object := crowd.refresh(2)[0]
				if n := crowd.fake.Count("GET", "/tickets/*"); n > 0 {
					t.Fatalf("%d GETs: the refresh is not batched", n)
				}
				if c.reading != nil {
					crowd.fake.Inject(*c.reading)
				}
				if c.omits {
					crowd.fake.Set(intercomtest.Omits("contacts").On("GET", "/tickets/*"))
				}
				plan, diags := crowd.Plan(object, minimal(acctest.Block{"title": "Ticket 0", "contacts": []any{c.contact}}))
				if c.says != "" {
					expectError(t, diags, c.says)
				} else {
					expectNoError(t, diags, c.warns)
				}
				if len(plan.Replaces) > 0 {
					t.Error("replaced")
				}
				if n := crowd.fake.Count("GET", "/tickets/*"); n != 1 {
					t.Errorf("%d GETs, want 1", n)
				}
			})
		})
	}
}
