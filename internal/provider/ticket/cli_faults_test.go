package ticket_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestFaultsWithTerraform runs the events of the matrix that involve Terraform itself with the real binary, and plans after
// each.
func TestFaultsWithTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	c := acctest.NewCLI(t, s)
	run := func(wantErr bool, args ...string) string {
		t.Helper()
		out, err := c.Run(nil, append(args, "-no-color")...)
		if (err != nil) != wantErr {
			t.Fatalf("terraform %v: %v\n%s", args, err, out)
		}
		return strings.Join(strings.Fields(strings.ReplaceAll(out, "│", "")), " ")
	}
	expect := func(out, words string) {
		t.Helper()
		if !strings.Contains(out, words) {
			t.Errorf("terraform does not say %q:\n%s", words, out)
		}
	}
	meet := func(method, path string, act intercomtest.Act, times int) {
		s.ClearFaults()
		s.Inject(intercomtest.Fault{Method: method, Path: path, Act: act, Times: times})
	}

	// A storm of 429s: everything succeeds, once.
	c.Config(manyTickets)
	meet("POST", "/tickets", intercomtest.TooManyRequestsFor(time.Second), 12)
	run(false, "apply", "-auto-approve")
	if posts := s.Count("POST", "/tickets"); posts != 20 || len(s.Tickets()) != 8 {
		t.Errorf("%d POSTs made %d tickets, want 12 refused and 8 more", posts, len(s.Tickets()))
	}
	s.ClearFaults()
	run(false, "plan", "-detailed-exitcode")

	// A PUT that fails for good after the POST: a warning, and the next apply completes the ticket.
	c.Config(manyTickets + followedUp)
	meet("PUT", "", intercomtest.Status(403, "api_plan_restricted", "No."), 0)
	out := run(false, "apply", "-auto-approve")
	expect(out, "completing the new ticket")
	expect(out, "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.")
	s.ClearFaults()
	expect(run(false, "apply", "-auto-approve"), "Apply complete! Resources: 0 added, 1 changed, 0 destroyed.")
	run(false, "plan", "-detailed-exitcode")

	// If the next answer contradicts a refresh's 404, or a GET contradicts a DELETE's, the ticket stays in state.
	meet("GET", "/tickets/*", intercomtest.LyingNotFound(), 1)
	run(false, "plan", "-detailed-exitcode")
	meet("DELETE", "", intercomtest.LyingNotFound(), 0)
	out = run(true, "destroy", "-auto-approve")
	expect(out, "Intercom answered 404, but the ticket exists")
	if in, listed := len(s.Tickets()), strings.Count(run(false, "state", "list"), "intercom_ticket."); in != 9 || listed != 9 {
		t.Errorf("%d tickets in Intercom, %d in state, want 9", in, listed)
	}
	s.ClearFaults()
	run(false, "plan", "-detailed-exitcode")

	// Ctrl-C while a POST waits for a retry: it is not sent again, and nothing is left behind.
	c.Config(manyTickets + followedUp + strings.ReplaceAll(followedUp, "followed_up", "another"))
	meet("POST", "/tickets", intercomtest.TooManyRequestsFor(time.Hour), 0)
	refused := make(chan struct{}, 1)
	s.OnCall(func(call intercomtest.Call) {
		if call.Method == "POST" {
			refused <- struct{}{}
		}
	})
	running := c.Start(nil, "apply", "-auto-approve", "-no-color")
	<-refused
	if err := running.Interrupt(); err != nil {
		t.Fatal(err)
	}
	if out, err := running.Wait(); err == nil || len(s.Tickets()) != 9 {
		t.Errorf("%v, %d tickets\n%s", err, len(s.Tickets()), out)
	}
	s.ClearFaults()
	expect(run(false, "plan"), "Plan: 1 to add, 0 to change, 0 to destroy.")
	run(false, "destroy", "-auto-approve")
	if left := s.Tickets(); len(left) > 0 {
		t.Errorf("%d tickets left", len(left))
	}
}

const manyTickets = `
resource "intercom_ticket" "many" {
  count          = 8
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Ticket ${count.index}"
}
`

const followedUp = `
resource "intercom_ticket" "followed_up" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "followed_up"
  is_shared      = true
}
`
