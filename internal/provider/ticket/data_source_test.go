package ticket_test

import (
	"regexp"
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
	d := driver{fake: acctest.Fake(t)}
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
		"another workspace": {arguments: `workspace_id = "other"`, says: "another workspace's"},
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
