package acctest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const (
	guidesDir     = "../../templates/guides"
	contactObject = "contact/" + intercomtest.ExampleContact
)

// theirTickets are the tickets of the person whose data the tests delete.
var theirTickets = []string{"491", "492", "493", "494", "495", "496", "497"}

// deletionReport is deletions.json.
type deletionReport struct {
	Status                  string
	Deleted, Unproved, Left []reportedDeletion
	Runs                    []struct {
		ExitCode *int `json:"exit_code"`
		Errors   []string
	}
}

type reportedDeletion struct {
	Type, ID, Error, Warning string
	ConfirmedAt              time.Time `json:"confirmed_at"`
}

// ids returns the objects of a list as "type/id", sorted.
func ids(deletions []reportedDeletion) []string {
	found := []string{}
	for _, d := range deletions {
		found = append(found, strings.TrimPrefix(d.Type, "intercom_")+"/"+d.ID)
	}
	slices.Sort(found)
	return found
}

// erasure is a person whose data the guide deletes, with the guide's commands.
type erasure struct {
	*acctest.CLI
	t      *testing.T
	s      *intercomtest.Server
	blocks []string
}

func newErasure(t *testing.T) *erasure {
	t.Helper()
	s := acctest.Fake(t)
	for _, id := range theirTickets {
		s.AddTicket(intercomtest.Ticket{ID: id, ContactIDs: []string{intercomtest.ExampleContact}})
	}
	s.AddTicket(intercomtest.Ticket{ID: "700", ContactIDs: []string{intercomtest.ExampleSecondContact}})
	// The action on conversations needs Terraform 1.14. The example of the action is tested on its own.
	commands := slices.DeleteFunc(shellBlocks(t, "erasing-a-person.md"), func(block string) bool {
		return strings.Contains(block, "-invoke=action.intercom_conversations_erase.")
	})
	e := &erasure{acctest.NewCLI(t, s), t, s, commands}
	if len(e.blocks) != 4 {
		t.Fatalf("the guide has %d blocks of commands", len(e.blocks))
	}
	for _, name := range []string{"main.tf", "outputs.tf"} {
		e.Write(name, readFile(t, examplesDir+"/erase-person/"+name))
	}
	e.Write("deletions.sh", readFile(t, examplesDir+"/pipeline/deletions.sh"))
	return e
}

// shellBlocks returns a guide's commands, without those that need a registry.
func shellBlocks(t *testing.T, guide string) (blocks []string) {
	t.Helper()
	for _, m := range regexp.MustCompile("(?s)\n```shell\n(.*?)\n```\n").FindAllStringSubmatch(readFile(t, guidesDir+"/"+guide), -1) {
		blocks = append(blocks, regexp.MustCompile(`(?m)^terraform init.*$`).ReplaceAllString(m[1], ""))
	}
	return blocks
}

func readFile(tb testing.TB, path string) string {
	tb.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// run runs commands from the guide and checks the exit code and that they print the words.
func (e *erasure) run(exitCode int, script string, words ...string) {
	e.t.Helper()
	out, err := e.start(script).Wait()
	if got := exitCodeOf(err); got != exitCode {
		e.t.Fatalf("exit code %d, want %d (%v) of\n%s\n%s", got, exitCode, err, script, out)
	}
	flat := strings.Join(strings.Fields(out), " ")
	for _, word := range words {
		if !strings.Contains(flat, word) {
			e.t.Errorf("it does not print %q:\n%s", word, out)
		}
	}
}

func (e *erasure) start(script string) *acctest.Running {
	e.t.Helper()
	return e.StartShell([]string{"TF_CLI_ARGS=-no-color", "TF_CLI_ARGS_apply=-auto-approve -no-color"}, "set -e\n"+script, "jq", "curl")
}

func exitCodeOf(err error) int {
	var exit interface{ ExitCode() int }
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	return -1
}

// report reads deletions.json.
func (e *erasure) report() (report deletionReport) {
	e.t.Helper()
	text := readFile(e.t, filepath.Join(e.Dir, "deletions.json"))
	if err := json.Unmarshal([]byte(text), &report); err != nil {
		e.t.Fatalf("%v\n%s", err, text)
	}
	return report
}

// wants fails the test unless the report has exactly this status and these objects.
func (e *erasure) wants(status string, deleted, unproved, left []string) deletionReport {
	e.t.Helper()
	report := e.report()
	if report.Status != status {
		e.t.Errorf("status %s, want %s", report.Status, status)
	}
	for _, list := range []struct {
		name      string
		got, want []string
	}{{"deleted", ids(report.Deleted), deleted}, {"unproved", ids(report.Unproved), unproved}, {"left", ids(report.Left), left}} {
		if slices.Sort(list.want); !slices.Equal(list.got, list.want) {
			e.t.Errorf("%s: %v, want %v", list.name, list.got, list.want)
		}
	}
	return report
}

// confirmedInTime fails the test unless each time is the time of a DELETE after the plan.
func (e *erasure) confirmedInTime(report deletionReport) {
	e.t.Helper()
	at, singular := map[string]time.Time{}, strings.NewReplacer("/help_center/", "", "/companies/", "company/", "s/", "/", "/", "")
	for _, c := range e.s.Calls() {
		if c.Method == "DELETE" {
			at[singular.Replace(c.Path)] = c.At.Truncate(time.Microsecond)
		}
	}
	for _, d := range report.Deleted {
		sent := at[strings.TrimPrefix(d.Type, "intercom_")+"/"+d.ID]
		if sent.IsZero() || d.ConfirmedAt.Before(sent) || d.ConfirmedAt.Sub(sent) > time.Minute {
			e.t.Errorf("%s %s was confirmed at %s, and its DELETE was sent at %s", d.Type, d.ID, d.ConfirmedAt, sent)
		}
	}
}

// ticketObjects returns tickets in the format of ids.
func ticketObjects(ids ...string) (objects []string) {
	for _, id := range ids {
		objects = append(objects, "ticket/"+id)
	}
	return objects
}

// TestExamplesErasePerson deletes a person's data with the guide's commands. The first run lists the objects and changes
// nothing. The second requires the first, and deletes only what was reviewed. One deletion is refused with 403: the report
// has what Intercom confirmed, with the time, and what remains.
func TestExamplesErasePerson(t *testing.T) {
	t.Parallel()
	e := newErasure(t)
	find, plan, apply, check := e.blocks[0], e.blocks[1], e.blocks[2], e.blocks[3]
	e.run(1, plan, "Nothing was found and reviewed for this email in this state.")
	e.run(0, find, `"contact" = "`+intercomtest.ExampleContact+`"`, `"497" = {`)
	e.run(1, strings.ReplaceAll(plan, " -var deletion_protection=false", ""), "is protected from deletion")
	e.run(1, strings.ReplaceAll(plan, "ada@", "somebody-else@"), "Nothing was found and reviewed for this email in this state.")
	// It is created after the review, so it must not be deleted.
	e.s.AddTicket(intercomtest.Ticket{ID: "701", ContactIDs: []string{intercomtest.ExampleContact}})
	e.run(0, plan, "intercom_ticket 491", "intercom_contact "+intercomtest.ExampleContact)
	if err := onlyReads(e.s, ""); err != nil {
		t.Error(err)
	}

	e.s.Inject(intercomtest.Fault{Method: "DELETE", Path: "/tickets/495", Act: intercomtest.Status(403, "api_plan_restricted", "No")})
	e.run(1, apply, `"status": "failed"`)
	others := slices.DeleteFunc(slices.Clone(theirTickets), func(id string) bool { return id == "495" })
	report := e.wants("failed", ticketObjects(others...), nil, []string{"ticket/495", contactObject})
	e.confirmedInTime(report)
	e.run(1, check, "tickets/494: Intercom says that it does not exist", "The report is not complete")
	// The plan is stale. Nothing happens, and the report still lists what remains and why.
	e.run(1, apply, "Saved plan is stale")
	report = e.wants("failed", ticketObjects(others...), nil, []string{"ticket/495", contactObject})
	for _, left := range report.Left {
		if refused := strings.Contains(left.Error, "api_plan_restricted"); refused != (left.ID == "495") || left.Error == "" {
			t.Errorf("%s %s is left because of: %s", left.Type, left.ID, left.Error)
		}
	}

	e.s.ClearFaults()
	e.run(0, plan+"\n"+apply, `"status": "complete"`)
	all := e.wants("complete", append(ticketObjects(theirTickets...), contactObject), nil, nil)
	e.confirmedInTime(all)
	if len(all.Runs) != 3 || all.Runs[0].ExitCode == nil || *all.Runs[0].ExitCode != 1 {
		t.Errorf("runs: %+v", all.Runs)
	}
	for _, before := range report.Deleted {
		if !slices.Contains(all.Deleted, before) {
			t.Errorf("the second report changed %+v", before)
		}
	}
	e.run(0, check, "contacts/"+intercomtest.ExampleContact+": Intercom says that it does not exist")
	if left := fmt.Sprint(len(e.s.Tickets())); left != "2" {
		t.Errorf("%s tickets are left", left)
	}
	e.run(0, plan+"\n"+apply, `"status": "complete"`) // no changes
}

// TestExamplesErasePersonUnproved deletes the data of a person whose contact somebody archives after the review. Intercom
// answers 404, as for a deleted contact, so the report does not list it as deleted. A check with another workspace's token
// does not either.
func TestExamplesErasePersonUnproved(t *testing.T) {
	t.Parallel()
	e := newErasure(t)
	find, plan, apply, check := e.blocks[0], e.blocks[1], e.blocks[2], e.blocks[3]
	e.run(0, find)
	e.s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.Archived = true })
	e.s.Set(intercomtest.ArchivedContactsHidden())
	e.s.DeleteTicket("494")
	e.run(1, plan+"\n"+apply, `"status": "failed"`)
	report := e.wants("failed", ticketObjects(theirTickets...), []string{contactObject}, nil)
	if len(report.Unproved) != 1 || !strings.Contains(report.Unproved[0].Warning, "archived, or merged") {
		t.Errorf("unproved: %+v", report.Unproved)
	}
	e.run(1, check, "tickets/494: Intercom says that it does not exist", "The report is not complete")
	other := e.s.AddWorkspace("anotherone")
	e.run(1, "export INTERCOM_ACCESS_TOKEN="+other.Token+"\n"+check, "tickets/494: the token belongs to workspace anotherone")
}

// TestExamplesErasePersonKilled kills a run before its end: the report lists what was confirmed until then, and the rest as
// remaining.
func TestExamplesErasePersonKilled(t *testing.T) {
	t.Parallel()
	e := newErasure(t)
	e.run(0, e.blocks[0]+"\n"+e.blocks[1]+"\n"+e.blocks[2])
	lines := strings.SplitAfter(readFile(t, filepath.Join(e.Dir, "deletions.jsonl")), "\n")
	first := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, `"apply_complete"`) })
	e.Write("deletions.jsonl", strings.Join(lines[:first+1], "")+lines[first+1][:20])
	e.run(1, "sh deletions.sh report")
	report := e.report()
	if report.Status != "failed" || len(report.Deleted) != 1 || len(report.Left) != len(theirTickets) {
		t.Errorf("%+v", report)
	}
}

// TestExamplesErasePersonInterrupted presses Ctrl-C while the last ticket waits for the rate limit: Terraform stops, and
// the script still writes the report.
func TestExamplesErasePersonInterrupted(t *testing.T) {
	t.Parallel()
	e := newErasure(t)
	e.run(0, e.blocks[0]+"\n"+e.blocks[1])
	e.s.Inject(intercomtest.Fault{Method: "DELETE", Path: "/tickets/*", Skip: len(theirTickets) - 1, Act: intercomtest.TooManyRequestsFor(time.Hour)})
	refused := make(chan struct{}, 1)
	e.s.OnCall(func(c intercomtest.Call) {
		if c.Method == "DELETE" && c.Status == 429 {
			refused <- struct{}{}
		}
	})
	running := e.start(e.blocks[2])
	<-refused
	if err := running.Interrupt(); err != nil {
		t.Fatal(err)
	}
	if out, err := running.Wait(); err == nil {
		t.Fatalf("it was not interrupted:\n%s", out)
	}
	report := e.report()
	if deleted, inIntercom := len(report.Deleted), len(e.s.Tickets()); report.Status != "failed" || deleted != len(theirTickets)-1 || inIntercom != 2 {
		t.Errorf("status %s, %d deleted, %d tickets in Intercom", report.Status, deleted, inIntercom)
	}
}
