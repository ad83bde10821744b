package acctest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestExamplesDrift runs the scripts of the nightly report: it passes without drift, and lists what an admin has changed, and who may
// have done it.
func TestExamplesDrift(t *testing.T) {
	t.Parallel()
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Name, Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(readFile(t, examplesDir+"/pipeline/drift.yml")), &workflow); err != nil {
		t.Fatal(err)
	}
	scripts := map[string]string{}
	for _, step := range workflow.Jobs["drift"].Steps {
		scripts[step.Name] = step.Run
	}
	s := acctest.Fake(t)
	c := acctest.NewCLI(t, s)
	c.Config(`provider "intercom" {}

resource "intercom_tag" "a" {
  name = "A"
}

resource "intercom_office_hours_schedule" "eu" {
  name      = "EU support"
  time_zone = "Europe/Dublin"
  hours     = { monday = ["09:00-17:00"] }
}
`)
	if err := os.Mkdir(filepath.Join(c.Dir, "activity"), 0o700); err != nil {
		t.Fatal(err)
	}
	c.Write("activity/main.tf", strings.Replace(readFile(t, examplesDir+"/pipeline/activity/main.tf"), `"terraform-intercom/intercom"`, `"`+provider.Address+`"`, 1))
	if out, err := c.Run(nil, "apply", "-auto-approve", "-no-color"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := func(script string) (summary, out string, err error) {
		t.Helper()
		c.Write("summary.md", "")
		c.Write("outputs", "")
		path := func(name string) string { return filepath.Join(c.Dir, name) }
		out, err = c.StartShell([]string{"GITHUB_STEP_SUMMARY=" + path("summary.md"), "GITHUB_OUTPUT=" + path("outputs")}, "set -e\n"+script, "jq").Wait()
		return readFile(t, path("summary.md")), readFile(t, path("outputs")) + out, err
	}
	if summary, out, err := run(scripts["Plan"]); err != nil || summary != "The workspace is as configured.\n" || strings.Contains(out, "drift=") {
		t.Errorf("%v\n%s%s", err, summary, out)
	}

	for _, tag := range s.Tags() {
		if tag.Name == "A" {
			s.UpdateTag(tag.ID, func(t *intercomtest.Tag) { t.Name = "B" })
		}
	}
	for _, schedule := range s.OfficeHoursSchedules() {
		if schedule.Name == "EU support" {
			s.UpdateOfficeHoursSchedule(schedule.ID, func(o *intercomtest.OfficeHoursSchedule) { o.Name = "Europe" })
		}
	}
	for i, log := range []struct {
		kind, text string
		age        time.Duration
	}{
		{"office_hours_change", "Long ago.", 8 * 24 * time.Hour},
		{"office_hours_change", "Ada changed | `x`\n<b>the</b> [hours](https://example.com).", time.Hour},
		{"admin_login_success", "Ada logged in.", time.Minute},
	} {
		s.AddReadOnly(intercomtest.ActivityLogs, map[string]any{
			"id": string(rune('a' + i)), "activity_type": log.kind, "activity_description": log.text, "created_at": time.Now().Add(-log.age).Unix(),
			"performed_by": map[string]any{"type": "admin", "id": intercomtest.ExampleAdmin, "email": "ada@example.com"},
		})
	}
	summary, out, err := run(scripts["Plan"])
	if err == nil || !strings.HasPrefix(out, "drift=true\n") {
		t.Errorf("%v\n%s", err, out)
	}
	for _, line := range []string{"| `intercom_tag.a` | update |\n", "| `intercom_office_hours_schedule.eu` | update |\n"} {
		if !strings.Contains(summary, line) {
			t.Errorf("the summary does not have %q:\n%s", line, summary)
		}
	}

	who := "cd activity\n" + scripts["Who changed it"]
	summary, out, err = run(who)
	if line := " | ada@example.com | Ada changed x b the /b hours (https://example.com). | office_hours_change |\n"; err != nil || !strings.Contains(summary, line) {
		t.Errorf("the summary does not have %q: %v\n%s%s", line, err, summary, out)
	}
	if strings.Contains(summary, "Long ago") || strings.Contains(summary, "logged in") || strings.Count(summary, "\n| ") != 3 {
		t.Error(summary)
	}
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/admins/activity_logs/search", Act: intercomtest.Status(403, "forbidden", "No.")})
	if summary, out, err := run(who); err != nil || !strings.Contains(summary, "could not be read") || strings.Contains(summary, "ada@") || !strings.Contains(out, "Error") {
		t.Errorf("%v\n%s%s", err, summary, out)
	}
}
