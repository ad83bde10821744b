package ticket_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const withActions = `
resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"
}

# Newer versions of Terraform report a cycle if the ticket itself has the triggers.
resource "terraform_data" "received" {
  triggers_replace = intercom_ticket.outage.id

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.intercom_ticket_assign.on_call]
    }
    action_trigger {
      events  = [after_create]
      actions = [action.intercom_ticket_reply.received]
    }
  }
}

action "intercom_ticket_assign" "on_call" {
  config {
    ticket_id        = intercom_ticket.outage.id
    team_assignee_id = "814900"
  }
}

action "intercom_ticket_reply" "received" {
  config {
    ticket_id    = intercom_ticket.outage.id
    admin_id     = "814860"
    message_type = "comment"
    body         = "We are looking into it."
  }
}

action "intercom_ticket_close" "outage" {
  config {
    ticket_id = intercom_ticket.outage.id
  }
}

action "intercom_tickets_erase" "old" {
  config {
    workspace_id   = "ecahpwf5"
    ids            = ["501", "502", "503", "504"]
    expected_count = 4
  }
}
`

// TestActionsWithTerraform triggers actions through a resource and invokes them directly, with the real binary. No output
// or log contains the token.
func TestActionsWithTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	c := acctest.NewCLI(t, s)
	c.SkipBelow("1.14.0")
	c.Config(withActions)
	trace := filepath.Join(c.Dir, "trace.log")
	run := func(wantErr bool, args ...string) string {
		t.Helper()
		out, err := c.Run([]string{"TF_LOG=TRACE", "TF_LOG_PATH=" + trace}, append(args, "-no-color")...)
		if (err != nil) != wantErr {
			t.Fatalf("terraform %v: %v\n%s", args, err, out)
		}
		if strings.Contains(out, s.Token) {
			t.Errorf("terraform %v printed the token", args)
		}
		return strings.Join(strings.Fields(strings.ReplaceAll(out, "│", "")), " ")
	}
	expect := func(out string, words ...string) {
		t.Helper()
		for _, w := range words {
			if !strings.Contains(out, w) {
				t.Errorf("terraform does not say %q:\n%s", w, out)
			}
		}
	}

	out := run(false, "apply", "-auto-approve")
	made := s.Tickets()[0]
	expect(out, "Assigned ticket "+made.ID, "Posted comment", "on ticket "+made.ID)
	if replies := s.Replies(made.ID); made.TeamAssigneeID != "814900" || len(replies) != 1 {
		t.Errorf("assigned to %q, replies %v", made.TeamAssigneeID, replies)
	}
	run(false, "plan", "-detailed-exitcode")

	expect(run(false, "apply", "-auto-approve", "-invoke=action.intercom_ticket_close.outage"), "Closed ticket "+made.ID)
	if closed, _ := s.Ticket(made.ID); closed.Open {
		t.Error("the ticket is open")
	}
	run(false, "plan", "-detailed-exitcode")

	for _, id := range []string{"501", "502", "503", "504"} {
		s.AddTicket(intercomtest.Ticket{ID: id})
	}
	s.Inject(intercomtest.Fault{Method: "DELETE", Path: "/tickets/503", Times: 1, Act: intercomtest.Message(403, "Bearer "+s.Token)})
	expect(run(true, "apply", "-auto-approve", "-invoke=action.intercom_tickets_erase.old"),
		"Erasing 4 tickets of workspace ecahpwf5 for good: 501, 502, 503, 504", "Erased ticket 502, 2 of 4 done", "Error erasing ticket 503", "Left, as far as is known: 503, 504.")
	expect(run(false, "apply", "-auto-approve", "-invoke=action.intercom_tickets_erase.old"), "does not find 501, 502", "Erased ticket 504, 4 of 4 done")
	if erased := s.Erased(); !slices.Equal(erased, []string{"501", "502", "503", "504"}) {
		t.Errorf("erased %v", erased)
	}
	run(false, "destroy", "-auto-approve")
	if log, err := os.ReadFile(trace); err != nil || strings.Contains(string(log), s.Token) {
		t.Errorf("%v, or the log holds the token", err)
	}
}

// TestInterruptedErasure: the user presses Ctrl-C during a DELETE. The DELETE finishes, Terraform does not report the
// action as complete, and the message lists the remaining tickets.
func TestInterruptedErasure(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	c := acctest.NewCLI(t, s)
	c.SkipBelow("1.14.0")
	c.Config(withActions)
	for _, id := range []string{"501", "502", "503", "504"} {
		s.AddTicket(intercomtest.Ticket{ID: id})
	}
	deleting, stopped := make(chan struct{}), make(chan struct{})
	s.OnCall(func(call intercomtest.Call) {
		if call.Path == "/tickets/502" {
			close(deleting)
			<-stopped
		}
	})
	log := filepath.Join(c.Dir, "trace.log")
	run := c.Start([]string{"TF_LOG=TRACE", "TF_LOG_PATH=" + log}, "apply", "-auto-approve", "-no-color", "-invoke=action.intercom_tickets_erase.old")
	<-deleting
	until := func(there func() bool) {
		for range time.Tick(10 * time.Millisecond) {
			if there() || t.Context().Err() != nil {
				return
			}
		}
	}
	// After an interruption, Terraform shows only the first report.
	until(func() bool { return strings.Contains(run.Printed(), "Erased ticket 501") })
	if err := run.Interrupt(); err != nil {
		t.Fatal(err)
	}
	// The answer to the DELETE waits until the provider has received the interruption.
	until(func() bool {
		text, _ := os.ReadFile(log)
		return strings.Contains(string(text), "tf_rpc=StopProvider")
	})
	close(stopped)
	out, err := run.Wait()
	words := strings.Join(strings.Fields(strings.ReplaceAll(out, "│", "")), " ")
	erased := s.Erased()
	// The provider may receive it a moment before it reacts.
	if len(erased) < 2 || len(erased) > 3 {
		t.Fatalf("erased %v", erased)
	}
	if err == nil || !strings.Contains(words, fmt.Sprintf("%d of 4 tickets are erased. Left, as far as is known: ", len(erased))) {
		t.Errorf("%v\n%s", err, out)
	}
}
