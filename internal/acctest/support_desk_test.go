package acctest_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

// changed is the changes to the support desk, one argument of each kind of object.
var changed = strings.NewReplacer(
	`"A step on a customer's way to going live."`, `"A step on the way to going live."`,
	`["Preparation", "Launch"]`, `["Preparation", "Launch", "After"]`,
	`name = "Onboarding"
}

resource "intercom_company"`, `name = "In onboarding"
}

resource "intercom_company"`,
	`"Pro"`, `"Enterprise"`,
	`"Ada Byron"`, `"Ada King"`,
	`"Roll out the new importer"`, `"Roll out the new importer everywhere"`,
	`data.intercom_admin.lead.id
  skip_notifications`, `null
  skip_notifications`,
	`"How far the customer is."`, `"How far the onboarding is."`,
	`"Single sign-on"`, `"SSO"`,
	`"Customers in onboarding"`, `"New customers"`,
	`"09:00-17:30"`, `"08:30-17:30"`,
	`Day,
2027-01-01`, `Day,11:00-12:00 13:00-14:00
2027-01-01`,
	`{{import_id}}"`, `{{import_id}}/progress"`,
	`["augusta@example.com", "murray@example.com"]`, `["augusta@example.com"]`,
)

// TestExamplesSupportDesk runs the support desk: apply, a change of each kind in place, and a destroy that leaves only what
// Intercom cannot delete, so the example cannot be applied again under the same names. The framework fails a step whose
// next plan is not empty.
func TestExamplesSupportDesk(t *testing.T) {
	t.Parallel()
	liveSupportDesk(t, string(intercom.DefaultVersion))
}

// TestLongSupportDesk runs it on the oldest and on the newest version. What a version lacks is refused at plan.
func TestLongSupportDesk(t *testing.T) {
	t.Parallel()
	for _, version := range []string{contract.Versions[0], contract.Versions[len(contract.Versions)-1]} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			liveSupportDesk(t, version)
		})
	}
}

func liveSupportDesk(t *testing.T, version string) {
	t.Helper()
	e := readExample(t, examplesDir+"/support-desk")
	s := acctest.Fake(t)
	s.AddConversation("204")
	argument := fmt.Sprintf("api_version = %q", version)
	linking := maps.Clone(e.files)
	linking["linking.auto.tfvars"] = `conversations = ["204"]`
	other := map[string]string{}
	for name, text := range linking {
		other[name] = changed.Replace(text)
	}
	var refused *regexp.Regexp
	changes := inPlace{"intercom_ticket", "intercom_ticket_type", "intercom_ticket_type_attribute", "intercom_tag", "intercom_contact", "intercom_company"}
	settings := inPlace{
		"intercom_data_attribute", "intercom_conversation_attribute", "intercom_audience", "intercom_office_hours_schedule", "intercom_office_hours_exception", "intercom_data_connector",
		"intercom_team_members",
	}
	if !intercom.Version(version).Has("2.16") {
		settings = nil
		for _, files := range []map[string]string{e.files, linking, other} {
			delete(files, "settings.tf")
		}
		refused = regexp.MustCompile(`(?s)API\s+version\s+` + version + `\s+does\s+not\s+support.*2\.16\s+is\s+the\s+first`)
		other["linking.auto.tfvars"] = ""
	}
	resource.Test(t, resource.TestCase{Steps: withProvider(
		resource.TestStep{ConfigDirectory: directory(t, s, e.files, argument), ConfigStateChecks: after(func(state *tfjson.State) error {
			if n := len(tickets(state)); n != 31 {
				return fmt.Errorf("%d tickets in state", n)
			}
			return nil
		})},
		resource.TestStep{ConfigDirectory: directory(t, s, linking, argument), ExpectError: refused},
		resource.TestStep{
			ConfigDirectory:  directory(t, s, other, argument),
			ConfigPlanChecks: before(append(changes, settings...)),
		},
		resource.TestStep{ConfigDirectory: directory(t, s, other, argument), Destroy: true},
		// The destroy archived the ticket types and their attributes, and the next apply unarchives them.
		resource.TestStep{ConfigDirectory: directory(t, s, other, argument), ConfigStateChecks: after(func(*tfjson.State) error {
			for _, ticketType := range s.TicketTypes() {
				for _, a := range ticketType.Attributes {
					if ticketType.Archived || a.Archived {
						return fmt.Errorf("archived: %s %v, %s %v", ticketType.Name, ticketType.Archived, a.Name, a.Archived)
					}
				}
			}
			return nil
		})},
		resource.TestStep{ConfigDirectory: directory(t, s, other, argument), Destroy: true},
	)})
	for _, ticketType := range s.TicketTypes() {
		if strings.HasPrefix(ticketType.Name, "Onboarding") && !ticketType.Archived {
			t.Errorf("%s is not archived", ticketType.Name)
		}
	}
	if left := len(s.Tickets()); left > 0 || len(s.Contacts()) != 2 || len(s.Companies()) != 1 || len(s.Tags()) != 1 {
		t.Errorf("left: %d tickets, %d contacts, %d companies, %d tags", left, len(s.Contacts()), len(s.Companies()), len(s.Tags()))
	}
	// It was applied twice, but what the destroy archived was created once.
	links := 2
	if refused != nil {
		links = 0
	}
	if team, _ := s.Team(intercomtest.ExampleTeam); settings != nil && !slices.Equal(team.AdminIDs, []string{intercomtest.ExampleAdmin}) {
		t.Errorf("the team has %v", team.AdminIDs)
	}
	if hours, holidays, audiences, connectors := len(s.OfficeHoursSchedules()), len(s.OfficeHoursExceptions()), len(s.Audiences()), len(s.DataConnectors()); hours != 1 || holidays != 1 || audiences != 1 || connectors != 1 {
		t.Errorf("left: %d schedules, %d exceptions, %d audiences, %d data connectors", hours, holidays, audiences, connectors)
	}
	for path, want := range map[string]int{"/tickets": 2 * 31, "/tickets/*/linked_conversations": links, "/ticket_types": 2, "/ticket_types/*/attributes": 2} {
		if n := s.Count("POST", path); n != want {
			t.Errorf("%d calls of POST %s, want %d", n, path, want)
		}
	}
}
