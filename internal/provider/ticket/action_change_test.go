package ticket_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestChangeActions(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		action   string
		version  string
		before   func(*intercomtest.Ticket)
		config   acctest.Block
		bodies   []string
		progress string
		after    intercomtest.Ticket
	}{
		"close": {
			action: "close", bodies: []string{`{"open":false}`}, progress: "Closed ticket 494",
			after: intercomtest.Ticket{StateID: "8481"},
		},
		"close as resolved, silently": {
			action: "close", config: acctest.Block{"ticket_state_id": "8484", "skip_notifications": true},
			bodies: []string{`{"ticket_state_id":"8484","open":false,"skip_notifications":true}`}, progress: "Closed ticket 494",
			after: intercomtest.Ticket{StateID: "8484"},
		},
		"reopen": {
			action: "reopen", before: func(tk *intercomtest.Ticket) { tk.Open = false },
			bodies: []string{`{"open":true}`}, progress: "Reopened ticket 494",
			after: intercomtest.Ticket{StateID: "8481", Open: true},
		},
		"reopen in progress": {
			action: "reopen", before: func(tk *intercomtest.Ticket) { tk.Open, tk.StateID = false, "8484" }, config: acctest.Block{"ticket_state_id": "8482"},
			bodies: []string{`{"ticket_state_id":"8482","open":true}`}, progress: "Reopened ticket 494",
			after: intercomtest.Ticket{StateID: "8482", Open: true},
		},
		"assign to an admin": {
			action: "assign", config: acctest.Block{"admin_assignee_id": "814861"},
			bodies: []string{`{"assignee_id":"814861"}`}, progress: "Assigned ticket 494",
			after: intercomtest.Ticket{StateID: "8481", Open: true, AdminAssigneeID: "814861"},
		},
		"assign to an admin and a team": {
			action: "assign", config: acctest.Block{"admin_assignee_id": "814861", "team_assignee_id": "814900"},
			bodies: []string{`{"assignee_id":"814861"}`, `{"assignee_id":"814900"}`}, progress: "Assigned ticket 494",
			after: intercomtest.Ticket{StateID: "8481", Open: true, AdminAssigneeID: "814861", TeamAssigneeID: "814900"},
		},
		"assign in 2.13": {
			action: "assign", version: "2.13", config: acctest.Block{"team_assignee_id": "814900"},
			bodies: []string{`{"assignment":{"assignee_id":"814900"}}`}, progress: "Assigned ticket 494",
			after: intercomtest.Ticket{StateID: "8481", Open: true, TeamAssigneeID: "814900"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			arguments := acctest.Block{}
			if c.version != "" {
				arguments["api_version"] = c.version
			}
			a := stage(t, "intercom_ticket_"+c.action, arguments)
			if c.before != nil {
				a.fake.UpdateTicket("494", c.before)
			}
			result := a.play(merged(acctest.Block{"ticket_id": "494"}, c.config))
			acctest.Expect(t, result.Diags)
			a.expectProgress(result, c.progress)
			if err := sent(a.fake, "PUT", c.bodies...); err != nil {
				t.Error(err)
			}
			if n := len(a.fake.Calls()) - a.fake.Count("GET", "/me"); n != len(c.bodies) {
				t.Errorf("%d calls", n)
			}
			got, _ := a.fake.Ticket("494")
			got = intercomtest.Ticket{StateID: got.StateID, Open: got.Open, AdminAssigneeID: got.AdminAssigneeID, TeamAssigneeID: got.TeamAssigneeID}
			if diff := cmp.Diff(c.after, got); diff != "" {
				t.Errorf("stored (-want +got):\n%s", diff)
			}
		})
	}
}

// TestChangeActionMeets faults: after a lost answer, a GET decides, and the PUT is sent again only if the GET shows no
// effect.
func TestChangeActionMeets(t *testing.T) {
	t.Parallel()
	const put, get = "PUT /tickets/{id} ", "GET /tickets/{id} "
	for name, c := range map[string]struct {
		config acctest.Block
		fault  *intercomtest.Act
		times  int
		done   bool
		open   bool
		says   []string
		calls  []string
	}{
		"401":                      {fault: new(intercomtest.NotAuthorized()), open: true, says: []string{"closing ticket 494", "401", "access_token", "Nothing was changed"}, calls: []string{put + "401"}},
		"403 that repeats a token": {fault: new(intercomtest.Message(403, "Bearer tok_intercomtest")), open: true, says: []string{"403"}, calls: []string{put + "403"}},
		"404":                      {config: acctest.Block{"ticket_id": "9"}, open: true, says: []string{`[AttributeName("ticket_id")]`, "404 ticket_not_found", "Request ID"}, calls: []string{put + "404"}},
		"404 that lies":            {fault: new(intercomtest.LyingNotFound()), open: true, says: []string{"404"}, calls: []string{put + "404"}},
		"state of another type":    {config: acctest.Block{"ticket_state_id": "1"}, open: true, says: []string{`[AttributeName("ticket_state_id")]`, "ticket_state_id_invalid"}, calls: []string{put + "400"}},
		"429":                      {fault: new(intercomtest.TooManyRequests("", "")), times: 2, done: true, calls: []string{put + "429", put + "429", put + "200"}},
		"500 for good":             {fault: new(intercomtest.Status(500, "server_error", "Sorry")), open: true, says: []string{"500", "The change may have been applied"}, calls: []string{put + "500", get + "200", put + "500", get + "200", put + "500", get + "200"}},
		"502 HTML once":            {fault: new(intercomtest.HTML(502)), times: 1, done: true, calls: []string{put + "502", get + "200", put + "200"}},
		"reset before it acted":    {fault: new(intercomtest.ResetBefore()), times: 1, done: true, calls: []string{put + "0", get + "200", put + "200"}},
		"reset after it acted":     {fault: new(intercomtest.ResetAfter()), times: 1, done: true, calls: []string{put + "0", get + "200"}},
		"HTML with 200, acted":     {fault: new(intercomtest.HTMLBody200()), times: 1, done: true, calls: []string{put + "200", get + "200"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := stage(t, "intercom_ticket_close", nil)
			if c.fault != nil {
				a.fake.Inject(intercomtest.Fault{Method: "PUT", Act: *c.fault, Times: c.times})
			}
			result := a.play(merged(acctest.Block{"ticket_id": "494"}, c.config))
			if c.done {
				acctest.Expect(t, result.Diags)
				a.expectProgress(result, "Closed ticket 494")
			} else {
				expectError(t, result.Diags, c.says...)
				a.expectProgress(result)
			}
			a.expectCalls(append([]string{"GET /me 200"}, c.calls...)...)
			if got, _ := a.fake.Ticket("494"); got.Open != c.open {
				t.Errorf("open is %v", got.Open)
			}
		})
	}
}

// TestAssignHalfway: the admin is assigned, but the team does not exist.
func TestAssignHalfway(t *testing.T) {
	t.Parallel()
	a := stage(t, "intercom_ticket_assign", nil)
	result := a.play(acctest.Block{"ticket_id": "494", "admin_assignee_id": "814861", "team_assignee_id": "1"})
	expectError(t, result.Diags, "assignee_not_found", "Part of the change was made")
	if got, _ := a.fake.Ticket("494"); got.AdminAssigneeID != "814861" {
		t.Errorf("assigned to %q", got.AdminAssigneeID)
	}
}
