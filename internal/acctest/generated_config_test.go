package acctest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestGeneratedHours: whatever office hours Intercom has, the configuration that Terraform generates for their imports
// plans no change. (Terraform 1.14 generates the same for every kind from a list: TestListsWithTerraform.)
func TestGeneratedHours(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedLists(s)
	c := acctest.NewCLI(t, s)
	blocks, total := "", 0
	for _, o := range s.OfficeHoursSchedules() {
		blocks += fmt.Sprintf("import {\n  to = intercom_office_hours_schedule.s%s\n  id = %q\n}\n", o.ID, o.ID)
		total++
	}
	for _, e := range s.OfficeHoursExceptions() {
		blocks += fmt.Sprintf("import {\n  to = intercom_office_hours_exception.e%s\n  id = \"%s/%s\"\n}\n", e.ID, e.ScheduleID, e.ID)
		total++
	}
	c.Config(blocks)
	if out, err := c.Run(nil, "plan", "-no-color", "-generate-config-out=generated.tf"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s.ResetCalls()
	out, err := c.Run(nil, "apply", "-no-color", "-auto-approve")
	if err != nil || !strings.Contains(out, fmt.Sprintf("Resources: %d imported, 0 added, 0 changed, 0 destroyed", total)) {
		generated, _ := os.ReadFile(filepath.Join(c.Dir, "generated.tf"))
		t.Fatalf("%v\n%s\n%s", err, out, generated)
	}
	if err := onlyReads(s, ""); err != nil {
		t.Errorf("the import wrote: %v", err)
	}
	if out, err := c.Run(nil, "plan", "-no-color", "-detailed-exitcode"); err != nil {
		t.Errorf("the plan is not empty: %v\n%s", err, out)
	}
}
