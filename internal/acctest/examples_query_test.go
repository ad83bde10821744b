package acctest_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// seedListed adds the objects that the examples of lists find.
func seedListed(s *intercomtest.Server) {
	intercomtest.SeedExisting(s.Workspace)
	s.AddTicket(intercomtest.Ticket{
		TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleContact}, CreatedAt: 1700000000,
		Attributes: map[string]any{intercomtest.TitleAttribute: "Checkout is down", "Priority": "High"},
	})
	acme := s.AddCompany(intercomtest.Company{CompanyID: "acme-1", Name: "Acme"})
	s.AddContact(intercomtest.Contact{Email: "alan@acme.example", CompanyIDs: []string{acme.ID}, CreatedAt: 1700000000})
}

// query runs an example of terraform query. Each of its lists must find something.
func (e example) query(t *testing.T) {
	t.Helper()
	s := acctest.Fake(t)
	seedListed(s)
	c := e.querying(t, s)
	out, err := c.Run(nil, "query", "-no-color")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, text := range e.queries {
		for _, list := range regexp.MustCompile(`(?m)^list "(\w+)" "(\w+)"`).FindAllStringSubmatch(text, -1) {
			if address := "list." + list[1] + "." + list[2]; !strings.Contains(out, address) {
				t.Errorf("%s finds nothing:\n%s", address, out)
			}
		}
	}
}

// querying returns a terraform with the example's files, or with only a provider if the example has only queries.
func (e example) querying(t *testing.T, s *intercomtest.Server) *acctest.CLI {
	t.Helper()
	c := acctest.NewCLI(t, s)
	c.SkipBelow("1.14.0")
	if len(e.files) == 0 {
		c.Config(`provider "intercom" {}`)
	}
	for name, text := range e.files {
		c.Write(name, text)
	}
	for name, text := range e.queries {
		c.Write(name, text)
	}
	return c
}

// TestExamplesBulkImport imports 300 tickets as in the example: a page holds half of them, a plan reads each once, nothing
// is written, and the next plan is empty.
func TestExamplesBulkImport(t *testing.T) {
	t.Parallel()
	const n = 300
	s := acctest.Fake(t, intercomtest.WithRateLimit(1_000_000, 0))
	for i := range n {
		ticket := intercomtest.Ticket{
			TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{[]string{intercomtest.ExampleContact, intercomtest.ExampleSecondContact}[i%2]},
			Shared: i%5 == 0, Attributes: map[string]any{intercomtest.TitleAttribute: fmt.Sprintf("Incident \"%d\" ${x}", i), "Priority": "High"},
		}
		switch i % 4 {
		case 0:
			ticket.AdminAssigneeID, ticket.Attributes["Seats"], ticket.Attributes["Due"] = intercomtest.ExampleAdmin, i, "2036-12-01T09:00:00Z"
		case 1:
			ticket.TeamAssigneeID, ticket.StateID, ticket.Attributes[intercomtest.DescriptionAttribute] = intercomtest.ExampleTeam, intercomtest.ExampleInProgress, "Two\nlines."
		}
		s.AddTicket(ticket)
	}
	before := s.Tickets()
	c := readExample(t, filepath.Join(examplesDir, "bulk-import")).querying(t, s)
	run := func(wants string, args ...string) {
		t.Helper()
		s.ResetCalls()
		if out, err := c.Run(nil, append(args, "-no-color")...); err != nil || !strings.Contains(out, wants) {
			t.Fatalf("terraform %v: %v\n%s", args, err, out[max(0, len(out)-6000):])
		}
		if err := onlyReads(s, ""); err != nil {
			t.Errorf("terraform %v wrote: %v", args, err)
		}
	}
	run("list.intercom_ticket.incident", "query")
	run("", "query", "-generate-config-out=tickets.tf")
	if calls := len(s.Calls()); calls != 3 || s.Count("POST", "/tickets/search") != 2 {
		t.Errorf("the query made %d calls", calls)
	}
	run(fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", n), "plan", "-out=plan.out")
	if gets, calls := s.Count("GET", "/tickets/*"), len(s.Calls()); gets != n || calls != n+1 {
		t.Errorf("the plan made %d calls, %d of them GETs of a ticket", calls, gets)
	}
	run(fmt.Sprintf("Resources: %d imported, 0 added, 0 changed, 0 destroyed.", n), "apply", "plan.out")
	run("No changes.", "plan", "-detailed-exitcode")
	if !reflect.DeepEqual(s.Tickets(), before) {
		t.Error("a ticket was changed")
	}
}
