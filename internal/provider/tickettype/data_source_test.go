package tickettype_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestDataSources looks types up by name, by id and as a list: 50 data sources make one call.
func TestDataSources(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: acctest.Config(s, `
data "intercom_ticket_type" "by_name" {
  count = 48
  name  = "Incident"
}
data "intercom_ticket_type" "by_id" { id = "1235" }
data "intercom_ticket_types" "all" {}`),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("data.intercom_ticket_type.by_name.47", "id", "1234"),
				resource.TestCheckResourceAttr("data.intercom_ticket_type.by_name.47", "ticket_type_attributes.#", "8"),
				resource.TestCheckResourceAttr("data.intercom_ticket_type.by_id", "name", "Task"),
				resource.TestCheckResourceAttr("data.intercom_ticket_types.all", "ticket_types.#", "2"),
			),
		}},
	})
	// Each command of Terraform's is a process of its own.
	if n, all := s.Count("GET", "/ticket_types"), len(s.Calls()); n != all || n > 5 {
		t.Errorf("%d calls, %d of them for the list", all, n)
	}
}

// TestNotFound: what is not there is answered with what is.
func TestNotFound(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	for config, says := range map[string]string{
		`name = "Incidents"`: `Did you mean "Incident"\? There are "Incident", "Task"`,
		`name = "Zebra"`:     `There are "Incident", "Task"`,
		`id = "9"`:           `0 ticket types have the id "9"`,
		``:                   `Exactly one of these attributes must be configured: \[id,name\]`,
	} {
		resource.Test(t, resource.TestCase{
			ProtoV6ProviderFactories: acctest.Factories(),
			Steps: []resource.TestStep{{
				Config:      acctest.Config(s, fmt.Sprintf("data \"intercom_ticket_type\" \"x\" {\n%s\n}", config)),
				ExpectError: regexp.MustCompile(`(?s)` + regexp.MustCompile(` `).ReplaceAllString(says, `\s+`)),
			}},
		})
	}
}
