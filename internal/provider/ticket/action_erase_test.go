package ticket_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// three returns a configuration that names tickets 494 to 496 by ID.
func three(t *testing.T, arguments acctest.Block) (a actor, config acctest.Block) {
	t.Helper()
	a = stage(t, "intercom_tickets_erase", arguments)
	a.fake.AddTicket(intercomtest.Ticket{ID: "495"})
	a.fake.AddTicket(intercomtest.Ticket{ID: "496"})
	return a, erasure(acctest.Block{"ids": []any{"496", "494", "495"}, "expected_count": "3"})
}

func TestErase(t *testing.T) {
	t.Parallel()
	a, config := three(t, nil)
	a.fake.AddTicket(intercomtest.Ticket{ID: "497"})
	acctest.Expect(t, a.Validate(config))
	expectNoError(t, a.Plan(config), "This plan deletes tickets permanently", "If there are 3 of them", "ecahpwf5", "cannot be undone")
	a.expectCalls()
	result := a.play(config)
	acctest.Expect(t, result.Diags)
	a.expectProgress(result, "Erasing 3 tickets of workspace ecahpwf5 for good: 496, 494, 495",
		"Erased ticket 496, 1 of 3 done", "Erased ticket 494, 2 of 3 done", "Erased ticket 495, 3 of 3 done")
	a.expectCalls("GET /me 200", "DELETE /tickets/{id} 200", "DELETE /tickets/{id} 200", "DELETE /tickets/{id} 200")
	if erased := a.fake.Erased(); !slices.Equal(erased, []string{"496", "494", "495"}) {
		t.Errorf("erased %v", erased)
	}
	// Running it again succeeds, because the tickets are gone. It warns, because the ids could be wrong.
	again := a.play(config)
	expectNoError(t, again.Diags, "WARNING", "does not find 496, 494, 495", "the numbers that the Inbox shows are others")
	a.expectProgress(again, "Erasing 3 tickets of workspace ecahpwf5 for good: 496, 494, 495",
		"Not there any more: ticket 496, 1 of 3 done", "Not there any more: ticket 494, 2 of 3 done", "Not there any more: ticket 495, 3 of 3 done")
}

// TestEraseRefuses what the provider's or the action's configuration does not allow, before any DELETE.
func TestEraseRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		provider, config acctest.Block
		meet             func(*intercomtest.Server)
		// late: only Intercom knows, so the plan succeeds.
		late  bool
		says  []string
		calls []string
	}{
		"protected by the provider":        {provider: acctest.Block{"deletion_protection": true}, says: []string{"protected from deletion", "Nothing was changed"}},
		"protection that is not known yet": {provider: acctest.Block{"deletion_protection": acctest.Unknown}, says: []string{"protected from deletion", "not known yet"}},
		"version without DELETE":           {provider: acctest.Block{"api_version": "2.12"}, says: []string{"is 2.12", "2.13 is the first", "2.16"}},
		"count that is another":            {config: acctest.Block{"expected_count": "2"}, late: true, says: []string{"ids has 3, and 2 are expected", "expected_count"}},
		"nothing that narrows the search":  {config: acctest.Block{"ids": nil}, late: true, says: []string{"No tickets selected"}},
		"another workspace token":          {config: acctest.Block{"workspace_id": "other"}, late: true, says: []string{"another workspace", `"other"`, "Nothing was changed", "workspace_id"}, calls: []string{"GET /me 200"}},
		"workspace that cannot be told":    {meet: func(s *intercomtest.Server) { s.RestrictToken(s.Token, "me") }, late: true, says: []string{"403", "Nothing was changed"}, calls: []string{"GET /me 403"}},
		"revoked token":                    {meet: func(s *intercomtest.Server) { s.RevokeToken(s.Token) }, late: true, says: []string{"401", "access_token"}, calls: []string{"GET /me 401"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, config := three(t, c.provider)
			if c.meet != nil {
				c.meet(a.fake)
			}
			config = merged(config, c.config)
			if diags := a.Plan(config); c.late {
				expectNoError(t, diags)
			} else {
				expectError(t, diags, c.says...)
			}
			result := a.play(config)
			expectError(t, result.Diags, c.says...)
			a.expectProgress(result)
			a.expectCalls(c.calls...)
			if left := len(a.fake.Tickets()); left != 3 {
				t.Errorf("%d tickets left", left)
			}
		})
	}
}

// TestCaseEraseUnknownAtPlan: a value that was unknown at validation is checked at invocation. An empty workspace matches
// no workspace, and empty text would match every ticket (CASES.md 1 and 8).
func TestCaseEraseUnknownAtPlan(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change acctest.Block
		says   string
	}{
		"workspace unknown":        {acctest.Block{"workspace_id": acctest.Unknown}, "workspace_id"},
		"workspace empty":          {acctest.Block{"workspace_id": ""}, "workspace_id"},
		"title_contains empty":     {acctest.Block{"ids": nil, "title_contains": ""}, "title_contains"},
		"description empty, state": {acctest.Block{"ids": nil, "description_contains": "", "states": []any{"submitted"}}, "description_contains"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, config := three(t, nil)
			expectError(t, a.play(merged(config, c.change)).Diags, c.says)
			if n := a.fake.Count("DELETE", "") + a.fake.Count("POST", ""); n > 0 || len(a.fake.Tickets()) != 3 {
				t.Errorf("%d calls, %d tickets left", n, len(a.fake.Tickets()))
			}
		})
	}
}

// TestEraseMeets faults with the second of three tickets: it stops there and lists the remaining tickets, unless the ticket
// turns out to be gone.
func TestEraseMeets(t *testing.T) {
	t.Parallel()
	const del, get = "DELETE /tickets/{id} ", "GET /tickets/{id} "
	for name, c := range map[string]struct {
		meet   func(*intercomtest.Server)
		fault  *intercomtest.Act
		times  int
		done   bool
		erased []string
		says   []string
		calls  []string // for the second and third ticket
	}{
		"gone already":             {meet: func(s *intercomtest.Server) { s.DeleteTicket("494") }, done: true, erased: []string{"496", "495"}, says: []string{"does not find 494."}, calls: []string{del + "404", get + "404", del + "200"}},
		"gone, 410":                {meet: func(s *intercomtest.Server) { s.DeleteTicket("494") }, fault: new(intercomtest.Gone()), times: 1, done: true, erased: []string{"496", "495"}, says: []string{"does not find 494."}, calls: []string{del + "410", get + "404", del + "200"}},
		"404 that lies":            {fault: new(intercomtest.LyingNotFound()), says: []string{"erasing ticket 494", "but the ticket exists"}, calls: []string{del + "404", get + "200"}},
		"deleted: false":           {fault: new(intercomtest.DeletedFalse()), says: []string{"was not deleted"}, calls: []string{del + "200", get + "200"}},
		"another was deleted":      {fault: new(intercomtest.WrongID()), times: 1, done: true, erased: []string{"496", "494", "495"}, calls: []string{del + "200", get + "404", get + "404", del + "200"}},
		"401":                      {fault: new(intercomtest.NotAuthorized()), says: []string{"401", "access_token", "Request ID"}, calls: []string{del + "401"}},
		"403 that repeats a token": {fault: new(intercomtest.Message(403, "Bearer tok_intercomtest")), says: []string{"403"}, calls: []string{del + "403"}},
		"400 of the version":       {fault: new(intercomtest.Status(400, "intercom_version_invalid", "No.")), says: []string{"api_version to 2.16"}, calls: []string{del + "400"}},
		"429":                      {fault: new(intercomtest.TooManyRequests("", "")), times: 2, done: true, erased: []string{"496", "494", "495"}, calls: []string{del + "429", del + "429", del + "200", del + "200"}},
		"500 for good":             {fault: new(intercomtest.Status(500, "server_error", "Sorry")), says: []string{"500", "Request ID"}, calls: []string{del + "500", del + "500", del + "500", del + "500", get + "200"}},
		"502 HTML once":            {fault: new(intercomtest.HTML(502)), times: 1, done: true, erased: []string{"496", "494", "495"}, calls: []string{del + "502", del + "200", del + "200"}},
		"reset before it acted":    {fault: new(intercomtest.ResetBefore()), times: 1, done: true, erased: []string{"496", "494", "495"}, calls: []string{del + "0", del + "200", del + "200"}},
		"reset after it acted":     {fault: new(intercomtest.ResetAfter()), times: 1, done: true, erased: []string{"496", "494", "495"}, calls: []string{del + "0", del + "404", get + "404", del + "200"}},
		"HTML with 200, acted":     {fault: new(intercomtest.HTMLBody200()), times: 1, done: true, erased: []string{"496", "494", "495"}, calls: []string{del + "200", get + "404", get + "404", del + "200"}},
		"redirect":                 {fault: new(intercomtest.Redirect(302, "/me")), says: []string{"302", "not followed"}, calls: []string{del + "302", get + "200"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, config := three(t, nil)
			if c.meet != nil {
				c.meet(a.fake)
			}
			if c.fault != nil {
				a.fake.Inject(intercomtest.Fault{Method: "DELETE", Path: "/tickets/*", Skip: 1, Times: c.times, Act: *c.fault})
			}
			result := a.play(config)
			a.expectCalls(append([]string{"GET /me 200", del + "200"}, c.calls...)...)
			if c.erased == nil {
				c.erased = []string{"496"}
			}
			if erased := a.fake.Erased(); !slices.Equal(erased, c.erased) {
				t.Errorf("erased %v, want %v", erased, c.erased)
			}
			if c.done {
				expectNoError(t, result.Diags, c.says...)
				if last := result.Progress[len(result.Progress)-1]; last != "Erased ticket 495, 3 of 3 done" {
					t.Errorf("progress ends with %q", last)
				}
				return
			}
			expectError(t, result.Diags, append(c.says, "1 of 3 tickets are erased. Left, as far as is known: 494, 495. To go on, invoke the action again as it is")...)
			if strings.Contains(acctest.Text(result.Diags), "Terraform's state") {
				t.Error("an action has no state")
			}
			if last := result.Progress[len(result.Progress)-1]; last != "Erased ticket 496, 1 of 3 done" {
				t.Errorf("progress ends with %q", last)
			}
		})
	}
}

// TestStoppedErasure: Ctrl-C during a call. A running DELETE finishes, no other one starts, and the message lists what
// remains.
func TestStoppedErasure(t *testing.T) {
	t.Parallel()
	for method, c := range map[string]struct {
		says  []string
		calls []string
	}{
		"GET":    {says: []string{"stopped", "Nothing was changed"}, calls: []string{"GET /me 200"}},
		"DELETE": {says: []string{"stopped", "1 of 3 tickets are erased. Left, as far as is known: 494, 495."}, calls: []string{"GET /me 200", "DELETE /tickets/{id} 200"}},
	} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			a, config := three(t, nil)
			a.fake.OnCall(func(call intercomtest.Call) {
				if call.Method == method {
					a.Stop()
				}
			})
			expectError(t, a.play(config).Diags, c.says...)
			a.expectCalls(c.calls...)
			// The same configuration continues where the first run stopped.
			again := acctest.NewAction(t, a.fake, "intercom_tickets_erase", nil)
			expectNoError(t, again.Invoke(config).Diags)
			if left := a.fake.Tickets(); len(left) > 0 {
				t.Errorf("%d tickets left", len(left))
			}
		})
	}
}
