package ticket_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestDataSource(t *testing.T) {
	t.Parallel()
	d := harness{fake: acctest.Fake(t)}
	made := existing(d)
	value := func(name string, check knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue("data.intercom_ticket.one", tfjsonpath.New(name), check)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: acctest.Config(d.fake, `data "intercom_ticket" "one" { id = "`+made.ID+`" }`),
			ConfigStateChecks: []statecheck.StateCheck{
				value("ticket_id", knownvalue.StringExact(made.TicketID)),
				value("category", knownvalue.StringExact("Customer")),
				value("ticket_type_id", knownvalue.StringExact("1234")),
				value("title", knownvalue.StringExact("Made by hand")),
				value("description", knownvalue.Null()),
				value("open", knownvalue.Bool(true)),
				value("snoozed_until", knownvalue.StringExact("2036-12-01T09:00:00Z")),
				value("ticket_state", knownvalue.ObjectPartial(map[string]knownvalue.Check{"category": knownvalue.StringExact("submitted")})),
				value("contacts", knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectExact(map[string]knownvalue.Check{
					"id": knownvalue.StringExact(intercomtest.ExampleContact), "external_id": knownvalue.StringExact("70"),
				})})),
				value("ticket_attributes", knownvalue.MapExact(map[string]knownvalue.Check{
					"Priority": knownvalue.StringExact("High"), "Seats": knownvalue.StringExact("3"), "Regression": knownvalue.StringExact("true"),
					"Downtime": knownvalue.StringExact("1.5"), "Due": knownvalue.StringExact("2036-12-01T09:00:00Z"),
				})),
			},
		}},
	})
}

func TestDataSourceNotFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arguments, says string
	}{
		"no such ticket":    {says: `(?s)404.*If 1390 is the number that\s+the Inbox shows`},
		"another workspace": {arguments: `workspace_id = "other"`, says: "another workspace"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{{
					Config:      acctest.Config(acctest.Fake(t), `data "intercom_ticket" "one" { id = "1390" }`, c.arguments),
					ExpectError: regexp.MustCompile(c.says),
				}},
			})
		})
	}
}

// TestDataSourceAll: the matching tickets, newest first, with one call per page and none per ticket.
func TestDataSourceAll(t *testing.T) {
	t.Parallel()
	d := harness{fake: acctest.Fake(t)}
	existing(d)
	many(d, 309)
	p := acctest.NewProtocol(t, d.fake, "intercom_tickets", nil)
	for name, c := range map[string]struct {
		config             acctest.Block
		found, calls, page int
		first              string
	}{
		"all":              {nil, 310, 3, 150, "Ticket 308"},
		"the newest ten":   {acctest.Block{"limit": 10}, 10, 1, 10, "Ticket 308"},
		"a page":           {acctest.Block{"limit": 150}, 150, 1, 150, "Ticket 308"},
		"more than a page": {acctest.Block{"limit": 151}, 151, 2, 150, "Ticket 308"},
		"some":             {acctest.Block{"title_contains": "Ticket 29"}, 11, 1, 150, "Ticket 299"},
		"none":             {acctest.Block{"open": false}, 0, 1, 150, ""},
	} {
		d.fake.ResetCalls()
		data, diags := p.Data(c.config)
		acctest.Expect(t, diags)
		calls := d.fake.Calls()
		if len(calls) != c.calls || d.fake.Count("POST", "/tickets/search") != c.calls || !strings.Contains(string(calls[0].Body), fmt.Sprintf(`"per_page":%d`, c.page)) {
			t.Errorf("%s: the calls %q, the first %s", name, d.wire(), calls[0].Body)
		}
		first, beyond := data.Get("tickets.0.title"), data.Get(fmt.Sprintf("tickets.%d.title", c.found))
		if beyond != "<none>" || c.found > 0 && (first != c.first || data.Get(fmt.Sprintf("tickets.%d.title", c.found-1)) == "<none>") {
			t.Errorf("%s: the first is %s, and there is %s", name, first, beyond)
		}
	}
	all, _ := p.Data(acctest.Block{"title_contains": "by hand"})
	for path, want := range map[string]string{"ticket_type_id": "1234", "ticket_attributes.Priority": "High", "contacts.0.external_id": "70", "ticket_state.category": "submitted", "admin_assignee_id": "814860"} {
		if got := all.Get("tickets.0." + path); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}

// TestDataSourceAllRefused: if something cannot be read, the result is an error, never a shorter list.
func TestDataSourceAllRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		provider, config acctest.Block
		says             string
	}{
		"another workspace":    {provider: acctest.Block{"workspace_id": "other"}, says: "another workspace"},
		"token not known":      {provider: acctest.Block{"access_token": acctest.Unknown}, says: "access_token"},
		"an unknown attribute": {config: acctest.Block{"ticket_type_ids": []any{"1234"}, "ticket_attributes": acctest.Block{"Prio": "x"}}, says: "Unknown ticket attribute"},
		"the second page":      {says: "Error searching tickets: Intercom answered 403"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := harness{fake: acctest.Fake(t)}
			many(d, 151)
			d.fake.Inject(intercomtest.Fault{Method: "POST", Skip: 1, Act: intercomtest.Status(403, "api_plan_restricted", "No.")})
			data, diags := acctest.NewProtocol(t, d.fake, "intercom_tickets", c.provider).Data(c.config)
			expectError(t, diags, c.says)
			if got := data.Get("tickets.0.id"); got != "<none>" && got != "<null>" {
				t.Errorf("ticket %s is in state", got)
			}
		})
	}
}
