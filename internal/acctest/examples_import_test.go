package acctest_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestExamplesImportBlocks imports tickets as in the guide's example for versions without terraform query: nothing is
// written to Intercom, and the next plan is empty.
func TestExamplesImportBlocks(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	for _, title := range []string{"Checkout is down", "Two \"lines\"\nand ${more}", ""} {
		s.AddTicket(intercomtest.Ticket{
			TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleContact},
			Attributes: map[string]any{intercomtest.TitleAttribute: title, "Priority": "High"},
		})
	}
	before := s.Tickets()
	e := readExample(t, filepath.Join(examplesDir, "import-blocks"))
	c := acctest.NewCLI(t, s)
	for name, text := range e.files {
		c.Write(name, text)
	}
	run := func(wants string, args ...string) string {
		t.Helper()
		out, err := c.Run(nil, args...)
		if err != nil || !strings.Contains(out, wants) {
			t.Fatalf("terraform %v: %v\n%s", args, err, out)
		}
		return out
	}
	run("0 added, 0 changed, 0 destroyed.", "apply", "-auto-approve", "-no-color")
	c.Write("imports.tf", run("import {", "output", "-raw", "imports"))
	run("Plan: 3 to import, 0 to add, 0 to change, 0 to destroy.", "plan", "-generate-config-out=tickets.tf", "-no-color")
	// Newer versions of Terraform need the argument to generate a configuration, and every version refuses it beside one (CASES 9).
	const explicit = "provider = intercom\n"
	imports := readFile(t, filepath.Join(c.Dir, "imports.tf"))
	if !strings.Contains(imports, explicit) {
		t.Errorf("the import blocks do not have %q", explicit)
	}
	c.Write("imports.tf", strings.ReplaceAll(imports, explicit, ""))
	if err := os.Remove(filepath.Join(c.Dir, "find.tf")); err != nil {
		t.Fatal(err)
	}
	run("Plan: 3 to import, 0 to add, 0 to change, 0 to destroy.", "plan", "-no-color")
	run("3 imported, 0 added, 0 changed, 0 destroyed.", "apply", "-auto-approve", "-no-color")
	run("No changes.", "plan", "-detailed-exitcode", "-no-color")
	if err := onlyReads(s, ""); err != nil {
		t.Error(err)
	}
	if !reflect.DeepEqual(s.Tickets(), before) {
		t.Error("a ticket was changed")
	}

	guide, err := os.ReadFile("../../templates/guides/bulk-import.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(guide), e.files["find.tf"]) {
		t.Error("the guide shows another find.tf")
	}
}
