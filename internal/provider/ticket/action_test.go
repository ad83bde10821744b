package ticket_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// actor is a fake Intercom with ticket 494 and one of the provider's actions.
type actor struct {
	*acctest.Action
	fake *intercomtest.Server
	t    *testing.T
}

func stage(t *testing.T, name string, arguments acctest.Block) actor {
	t.Helper()
	s := acctest.Fake(t)
	s.AddTicket(intercomtest.Ticket{ID: "494", ContactIDs: []string{intercomtest.ExampleContact}})
	return actor{acctest.NewAction(t, s, name, arguments), s, t}
}

// play invokes the action. No output may contain the token.
func (a actor) play(config acctest.Block) acctest.Invoked {
	a.t.Helper()
	result := a.Invoke(config)
	if strings.Contains(acctest.Text(result.Diags)+strings.Join(result.Progress, "\n"), a.fake.Token) {
		a.t.Error("the token was shown")
	}
	return result
}

func (a actor) expectCalls(want ...string) {
	a.t.Helper()
	if got := (harness{fake: a.fake}).wire(); !slices.Equal(got, want) {
		a.t.Errorf("calls\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (a actor) expectProgress(result acctest.Invoked, want ...string) {
	a.t.Helper()
	if !slices.Equal(result.Progress, want) {
		a.t.Errorf("progress %q, want %q", result.Progress, want)
	}
}

func reply(changes acctest.Block) acctest.Block {
	return merged(acctest.Block{"ticket_id": "494", "admin_id": intercomtest.ExampleAdmin, "message_type": "comment", "body": "It works again."}, changes)
}

func erasure(changes acctest.Block) acctest.Block {
	return merged(acctest.Block{"workspace_id": "ecahpwf5", "ids": []any{"494"}, "expected_count": "1"}, changes)
}

// ids returns n different IDs.
func ids(n int) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = fmt.Sprint(1000 + i)
	}
	return all
}

// TestActionsBeforeApply: actions make no call at validation and plan, or if the provider's configuration is unknown or for
// another workspace.
func TestActionsBeforeApply(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]acctest.Block{
		"intercom_ticket_close":  {"ticket_id": "494"},
		"intercom_ticket_reopen": {"ticket_id": "494"},
		"intercom_ticket_assign": {"ticket_id": "494", "admin_assignee_id": intercomtest.ExampleAdmin},
		"intercom_ticket_reply":  reply(nil),
		"intercom_tickets_erase": erasure(nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := stage(t, name, nil)
			unknown := acctest.Block{}
			for argument := range config {
				unknown[argument] = acctest.Unknown
			}
			for _, each := range []acctest.Block{config, unknown} {
				acctest.Expect(t, a.Validate(each))
				expectNoError(t, a.Plan(each))
			}

			late := acctest.NewUnconfiguredAction(t, name)
			acctest.Expect(t, late.Configure(acctest.Block{"base_url": a.fake.URL, "access_token": acctest.Unknown}))
			expectNoError(t, late.Plan(config))
			expectError(t, late.Invoke(config).Diags, "not known yet", "access_token")
			a.expectCalls()

			a.Action = acctest.NewAction(t, a.fake, name, acctest.Block{"workspace_id": "other"})
			expectError(t, a.play(config).Diags, "another workspace", "workspace_id")
			a.expectCalls("GET /me 200")
		})
	}
}

// TestActionsValidate: a configuration that cannot work is refused without a call, also if it becomes known only when the action is
// invoked.
func TestActionsValidate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		action string
		config acctest.Block
		says   string
	}{
		"Inbox number":          {"intercom_ticket_close", acctest.Block{"ticket_id": "#33"}, "must be one of Intercom's IDs"},
		"path":                  {"intercom_ticket_reopen", acctest.Block{"ticket_id": "../contacts/1"}, "must be one of Intercom's IDs"},
		"state":                 {"intercom_ticket_close", acctest.Block{"ticket_id": "494", "ticket_state_id": ""}, "must be one of Intercom's IDs"},
		"nobody to assign to":   {"intercom_ticket_assign", acctest.Block{"ticket_id": "494"}, "admin_assignee_id"},
		"0 is nobody":           {"intercom_ticket_assign", acctest.Block{"ticket_id": "494", "team_assignee_id": "0"}, "team_assignee_id"},
		"kind of reply":         {"intercom_ticket_reply", reply(acctest.Block{"message_type": "quick_reply"}), `"comment" "note"`},
		"empty reply":           {"intercom_ticket_reply", reply(acctest.Block{"body": ""}), "body"},
		"author":                {"intercom_ticket_reply", reply(acctest.Block{"admin_id": "ada@example.com"}), "must be one of Intercom's IDs"},
		"file to attach":        {"intercom_ticket_reply", reply(acctest.Block{"attachment_urls": []any{"file:///etc/passwd"}}), "http"},
		"kind of reply unset":   {"intercom_ticket_reply", reply(acctest.Block{"message_type": nil}), "message_type"},
		"too many attachments":  {"intercom_ticket_reply", reply(acctest.Block{"attachment_urls": slices.Repeat([]any{"https://example.com/a.png"}, 11)}), "at most 10"},
		"timeout":               {"intercom_ticket_reply", reply(acctest.Block{"timeouts": acctest.Block{"invoke": "soon"}}), "invoke"},
		"no ids":                {"intercom_tickets_erase", erasure(acctest.Block{"ids": []any{}}), "at least 1"},
		"id with a query":       {"intercom_tickets_erase", erasure(acctest.Block{"ids": []any{"1?x"}}), "must be one of Intercom's IDs"},
		"same id twice":         {"intercom_tickets_erase", erasure(acctest.Block{"ids": []any{"494", "494"}, "expected_count": "2"}), "duplicate"},
		"too many ids":          {"intercom_tickets_erase", erasure(acctest.Block{"ids": ids(1001), "expected_count": "1001"}), "at most 1000"},
		"other count":           {"intercom_tickets_erase", erasure(acctest.Block{"expected_count": "2"}), "ids has 1, and 2 are expected"},
		"nothing named":         {"intercom_tickets_erase", erasure(acctest.Block{"ids": nil}), "No tickets selected"},
		"named in two ways":     {"intercom_tickets_erase", erasure(acctest.Block{"states": []any{"resolved"}}), "selected in two ways"},
		"attributes of no type": {"intercom_tickets_erase", erasure(acctest.Block{"ids": nil, "ticket_attributes": acctest.Block{"Priority": "High"}}), "ticket_type_ids"},
		"unknown search":        {"intercom_tickets_erase", erasure(acctest.Block{"ids": nil, "states": acctest.Unknown}), ""},
		"search":                {"intercom_tickets_erase", erasure(acctest.Block{"ids": nil, "states": []any{"resolved"}, "updated_before": "2026-01-01T00:00:00Z"}), ""},
		"too many":              {"intercom_tickets_erase", erasure(acctest.Block{"expected_count": "1001"}), "between 1 and 1000"},
		"unknown ids":           {"intercom_tickets_erase", erasure(acctest.Block{"ids": acctest.Unknown, "expected_count": "2"}), ""},
		"unknown id":            {"intercom_tickets_erase", erasure(acctest.Block{"ids": []any{acctest.Unknown, "494"}, "expected_count": "2"}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := acctest.NewUnconfiguredAction(t, c.action).Validate(c.config)
			if c.says == "" {
				acctest.Expect(t, diags)
				return
			}
			expectError(t, diags, c.says)
			a := stage(t, c.action, nil)
			expectError(t, a.play(c.config).Diags, c.says)
			a.expectCalls()
		})
	}
}
