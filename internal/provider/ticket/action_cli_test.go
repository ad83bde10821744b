package ticket_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

const withActions = `
resource "intercom_ticket" "outage" {
  ticket_type_id = "1234"
  contacts       = [{ email = "ada@example.com" }]
  title          = "Checkout is down"

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.intercom_ticket_assign.on_call, action.intercom_ticket_reply.received]
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
`

// TestActionsWithTerraform triggers actions by a resource and invokes them by hand, with the real binary. Nothing that it prints
// or logs holds the token.
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

	run(false, "destroy", "-auto-approve")
	if log, err := os.ReadFile(trace); err != nil || strings.Contains(string(log), s.Token) {
		t.Errorf("%v, or the log holds the token", err)
	}
}
