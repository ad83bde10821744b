package ticket_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// querying returns a terraform that supports query.
func querying(t *testing.T) (*acctest.CLI, harness) {
	t.Helper()
	d := harness{fake: acctest.Fake(t)}
	c := acctest.NewCLI(t, d.fake)
	c.SkipBelow("1.14.0")
	c.Config(`provider "intercom" {}`)
	return c, d
}

// TestQueryWithTerraform lists with the real binary: 1,000 tickets take 7 searches and no GET.
func TestQueryWithTerraform(t *testing.T) {
	t.Parallel()
	c, d := querying(t)
	many(d, 1000)
	for limit, searches := range map[int]int{1000: 7, 10: 1} {
		d.fake.ResetCalls()
		c.Write("all.tfquery.hcl", fmt.Sprintf("list \"intercom_ticket\" \"all\" {\n  provider = intercom\n  limit = %d\n}\n", limit))
		out, err := c.Run(nil, "query", "-no-color")
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if listed := strings.Count(out, "list.intercom_ticket.all"); listed != limit || !strings.Contains(out, " Ticket 999") {
			t.Errorf("limit %d: %d listed\n%.2000s", limit, listed, out)
		}
		if calls := len(d.fake.Calls()); d.fake.Count("POST", "/tickets/search") != searches || d.fake.Count("GET", "/me") != 1 || calls != searches+1 {
			t.Errorf("limit %d: %d calls, of which %d search", limit, calls, d.fake.Count("POST", "/tickets/search"))
		}
		if body := string(d.fake.Calls()[1].Body); !strings.Contains(body, fmt.Sprintf(`"per_page":%d`, min(limit, 150))) {
			t.Errorf("limit %d: %s", limit, body)
		}
	}

	// If a list ends with an error, Terraform shows only the error and writes no configuration.
	d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets/search", Skip: 1, Act: intercomtest.Status(403, "api_plan_restricted", "No.")})
	c.Write("all.tfquery.hcl", "list \"intercom_ticket\" \"all\" {\n  provider = intercom\n  limit = 1000\n}\n")
	out, err := c.Run(nil, "query", "-no-color", "-generate-config-out=part.tf")
	if _, written := os.Stat(filepath.Join(c.Dir, "part.tf")); err == nil || written == nil || !strings.Contains(out, "Error listing intercom_ticket: Intercom answered 403") {
		t.Errorf("%v, %v\n%s", err, written, out)
	}
}

// TestQueryThenImport imports what a query finds: the generated configuration plans an import and no change.
func TestQueryThenImport(t *testing.T) {
	t.Parallel()
	c, d := querying(t)
	existing(d)
	many(d, 3)
	d.fake.AddTicket(intercomtest.Ticket{ContactIDs: []string{intercomtest.ExampleSecondContact}, TypeID: intercomtest.ExampleTaskType, StateID: intercomtest.ExampleResolved})
	c.Write("all.tfquery.hcl", "list \"intercom_ticket\" \"all\" {\n  provider = intercom\n  include_resource = true\n}\n")
	if out, err := c.Run(nil, "query", "-no-color", "-generate-config-out=generated.tf"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	generated, err := os.ReadFile(filepath.Join(c.Dir, "generated.tf"))
	if err != nil || strings.Count(string(generated), "import {") != 5 {
		t.Fatalf("%v\n%s", err, generated)
	}
	d.fake.ResetCalls()
	out, err := c.Run(nil, "plan", "-no-color")
	if err != nil || !strings.Contains(out, "Plan: 5 to import, 0 to add, 0 to change, 0 to destroy.") {
		t.Fatalf("%v\n%s", err, out)
	}
	if gets := d.fake.Count("GET", "/tickets/*"); gets != 5 {
		t.Errorf("%d GETs", gets)
	}
	if out, err := c.Run(nil, "apply", "-no-color", "-auto-approve"); err != nil || !strings.Contains(out, "5 imported, 0 added, 0 changed, 0 destroyed") {
		t.Fatalf("%v\n%s", err, out)
	}
	if writes := d.fake.Count("POST", "") + d.fake.Count("PUT", "") + d.fake.Count("DELETE", ""); writes > 0 {
		t.Errorf("%d writes", writes)
	}
	if out, err := c.Run(nil, "plan", "-no-color", "-detailed-exitcode"); err != nil {
		t.Errorf("the plan is not empty: %v\n%s", err, out)
	}
}
