package ticket_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestDestroyDecides is a table of faults: whether the ticket is removed from state, what remains in Intercom, and which
// calls were made.
func TestDestroyDecides(t *testing.T) {
	t.Parallel()
	const me, del, get = "GET /me 200", "DELETE /tickets/{id} ", "GET /tickets/{id} "
	erasedBefore := func(d harness, id string) { d.fake.DeleteTicket(id) }
	for name, c := range map[string]struct {
		version string
		meet    func(d harness, id string)
		fault   *intercomtest.Act
		times   int
		// done: the ticket is removed from state without an error.
		done  bool
		left  int
		says  []string
		calls []string
		// maybe lists calls that may follow: the DELETE and the operation end at the same time.
		maybe []string
	}{
		"200 deleted":                  {done: true, calls: []string{me, del + "200"}},
		"gone since the refresh":       {meet: erasedBefore, done: true, calls: []string{me, del + "404", get + "404"}},
		"gone, 404 with an empty body": {meet: erasedBefore, fault: new(intercomtest.NotFoundEmpty()), done: true, calls: []string{me, del + "404", get + "404"}},
		"gone, 404 with an HTML body":  {meet: erasedBefore, fault: new(intercomtest.NotFoundHTML()), done: true, calls: []string{me, del + "404", get + "404"}},
		"gone, 410":                    {meet: erasedBefore, fault: new(intercomtest.Gone()), done: true, calls: []string{me, del + "410", get + "404"}},
		"a 404 that lies":              {fault: new(intercomtest.LyingNotFound()), left: 1, says: []string{"but the ticket exists", "api_version", "Request ID"}, calls: []string{me, del + "404", get + "200"}},
		"a version without DELETE":     {version: "2.12", left: 1, says: []string{"API version 2.12 cannot delete tickets", "2.16"}},
		"deleted: false":               {fault: new(intercomtest.DeletedFalse()), left: 1, says: []string{"was not deleted"}, calls: []string{me, del + "200", get + "200"}},
		"answers of a queue, 202":      {fault: new(intercomtest.EmptyBody(202)), done: true, calls: []string{me, del + "202", get + "404", get + "404"}},
		"another ticket was deleted":   {fault: new(intercomtest.WrongID()), done: true, calls: []string{me, del + "200", get + "404", get + "404"}},
		"401":                          {fault: new(intercomtest.NotAuthorized()), left: 1, says: []string{"401", "unauthorized", "access_token", "Request ID"}, calls: []string{me, del + "401"}},
		"403 api_plan_restricted":      {fault: new(intercomtest.Status(403, "api_plan_restricted", "Active subscription needed.")), left: 1, says: []string{"api_plan_restricted", "Active subscription needed.", "Request ID"}, calls: []string{me, del + "403"}},
		"400 intercom_version_invalid": {fault: new(intercomtest.Status(400, "intercom_version_invalid", "Requested resource is not available in current API version")), left: 1, says: []string{"api_version to 2.16"}, calls: []string{me, del + "400"}},
		"500 for good":                 {fault: new(intercomtest.Status(500, "server_error", "Sorry")), left: 1, says: []string{"500", "Request ID"}, calls: []string{me, del + "500", del + "500", del + "500", del + "500", get + "200"}},
		"502 HTML once":                {fault: new(intercomtest.HTML(502)), times: 1, done: true, calls: []string{me, del + "502", del + "200"}},
		"reset before it acted":        {fault: new(intercomtest.ResetBefore()), times: 1, done: true, calls: []string{me, del + "0", del + "200"}},
		"reset after it acted":         {fault: new(intercomtest.ResetAfter()), times: 1, done: true, calls: []string{me, del + "0", del + "404", get + "404"}},
		"truncated JSON, acted":        {fault: new(intercomtest.TruncateJSON()), times: 1, done: true, calls: []string{me, del + "200", get + "404", get + "404"}},
		"body cut off, acted":          {fault: new(intercomtest.Truncate()), times: 1, done: true, calls: []string{me, del + "200", get + "404", get + "404"}},
		"HTML with 200, acted":         {fault: new(intercomtest.HTMLBody200()), times: 1, done: true, calls: []string{me, del + "200", get + "404", get + "404"}},
		"rate limited":                 {fault: new(intercomtest.TooManyRequests("", "")), times: 3, done: true, calls: []string{me, del + "429", del + "429", del + "429", del + "200"}},
		"never answers":                {fault: new(intercomtest.Hang()), left: 1, says: []string{"no answer", "deadline", "raise the resource's timeouts", "stays in Terraform's state"}, calls: []string{me, del + "0"}, maybe: []string{get + "200"}},
		"redirect":                     {fault: new(intercomtest.Redirect(302, "/me")), left: 1, says: []string{"302", "redirect to /me not followed", "base_url"}, calls: []string{me, del + "302", get + "200"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, acctest.Block{"api_version": "2.16"})
			object := d.Run(acctest.Object{}, minimal(acctest.Block{"timeouts": acctest.Block{"delete": "2s"}}))
			id := object.Get("id")
			if c.meet != nil {
				c.meet(d, id)
			}
			version := "2.16"
			if c.version != "" {
				version = c.version
			}
			second := harness{acctest.NewProtocol(t, d.fake, "intercom_ticket", acctest.Block{"api_version": version}), d.fake, t}
			planned, diags := second.Plan(object, nil)
			if c.version != "" {
				expectError(t, diags, c.says...)
				if text := acctest.Text(diags); strings.Contains(text, "permanently") {
					t.Errorf("the plan also announces a deletion (CASES 10): %s", text)
				}
				planned = acctest.Planned{Object: null(t, object), Config: null(t, object).State, Prior: object}
			} else {
				expectNoError(t, diags, "This plan deletes tickets permanently", id, "cannot be undone")
			}
			d.fake.ResetCalls()
			if c.fault != nil {
				d.fake.Inject(intercomtest.Fault{Method: "DELETE", Act: *c.fault, Times: c.times})
			}
			after, diags := second.Apply(planned)
			if c.done {
				expectNoError(t, diags)
			} else {
				expectError(t, diags, c.says...)
			}
			if after.IsNull() != c.done {
				t.Errorf("left the state: %v, want %v", after.IsNull(), c.done)
			}
			if left := len(d.fake.Tickets()); left != c.left {
				t.Errorf("%d tickets left in Intercom, want %d", left, c.left)
			}
			if got := second.wire(); !slices.Equal(got, c.calls) && !slices.Equal(got, slices.Concat(c.calls, c.maybe)) {
				t.Errorf("calls\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.calls, "\n"))
			}
		})
	}
}

// TestDestroyInAnotherWorkspace: the same ids with another workspace's token. No ticket is deleted in either workspace or
// removed from state.
func TestDestroyInAnotherWorkspace(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	object := d.Run(acctest.Object{}, minimal(nil))
	other := d.fake.AddWorkspace("other")
	intercomtest.SeedExample(other)
	other.AddTicket(intercomtest.Ticket{ID: object.Get("id"), TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleContact}})
	for name, arguments := range map[string]acctest.Block{
		"not pinned":               {"access_token": other.Token},
		"pinned to the ticket's":   {"access_token": other.Token, "workspace_id": d.fake.WorkspaceID},
		"pinned to the other's":    {"access_token": other.Token, "workspace_id": "other"},
		"own token, pinned to the": {"workspace_id": "other"},
	} {
		t.Log(name)
		second := acctest.NewProtocol(t, d.fake, "intercom_ticket", arguments)
		if read, diags := second.Read(object); acctest.HasError(diags) {
			expectError(t, diags, "another workspace", "state")
		} else {
			t.Errorf("the refresh succeeded: %s", read.State)
		}
		after, diags := second.Destroy(object)
		expectError(t, diags, "another workspace", "stays in Terraform's state")
		if after.IsNull() {
			t.Error("the ticket left the state")
		}
		_, diags = second.Plan(object, minimal(acctest.Block{"title": "Other"}))
		expectError(t, diags, "another workspace")
		after, diags = second.Apply(acctest.Planned{Object: null(t, object), Config: null(t, object).State, Prior: object})
		expectError(t, diags, "another workspace")
		if after.IsNull() {
			t.Error("a forced destroy removed the ticket from state")
		}
	}
	if erased := append(d.fake.Erased(), other.Erased()...); len(erased) > 0 {
		t.Errorf("erased %v", erased)
	}
	if n := d.fake.Count("DELETE", "") + d.fake.Count("PUT", ""); n > 0 {
		t.Errorf("%d writes were sent", n)
	}
}

// TestRefreshNotFound checks when a refresh believes a 404.
func TestRefreshNotFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version string
		meet    func(d harness)
		removed bool
		says    []string
		me      int
	}{
		"gone":                        {removed: true, says: []string{"Tickets are gone from Intercom", "create a new one"}, me: 1},
		"version of old":              {version: "2.12", says: []string{"nconfirmed 404", "2.12"}, me: 1},
		"unknown version":             {version: "3.0", says: []string{"could not be confirmed", "intercom_version_invalid"}, me: 1},
		"a gateway, empty":            {meet: func(d harness) { d.fake.Set(intercomtest.Gateway404Empty().On("", "/tickets/*")) }, says: []string{"nconfirmed 404"}, me: 1},
		"a gateway, HTML":             {meet: func(d harness) { d.fake.Set(intercomtest.Gateway404HTML().On("", "/tickets/*")) }, says: []string{"nconfirmed 404"}, me: 1},
		"a gateway, JSON":             {meet: func(d harness) { d.fake.Set(intercomtest.Gateway404JSON().On("", "/tickets/*")) }, says: []string{"nconfirmed 404"}, me: 1},
		"token revoked":               {meet: func(d harness) { d.fake.RevokeToken(d.fake.Token) }, says: []string{"401", "access_token"}, me: 1},
		"workspace cannot be asked":   {meet: func(d harness) { d.fake.RestrictToken(d.fake.Token, "me") }, says: []string{"could not be confirmed", "Read admins"}, me: 1},
		"not Intercom's API":          {meet: func(d harness) { d.fake.Inject(intercomtest.Fault{Act: intercomtest.NotFoundHTML()}) }, says: []string{"base_url", "base_url"}, me: 1},
		"/me answers 401":             {meet: func(d harness) { d.fake.Inject(intercomtest.Fault{Path: "/me", Act: intercomtest.NotAuthorized()}) }, says: []string{"401"}, me: 1},
		"/me fails, asked once a run": {meet: func(d harness) { d.fake.Inject(intercomtest.Fault{Path: "/me", Act: intercomtest.HTML(502)}) }, says: []string{"could not be confirmed", "502"}, me: 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(nil))
			d.fake.DeleteTicket(object.Get("id"))
			version := "2.16"
			if c.version != "" {
				version = c.version
			}
			if c.meet != nil {
				c.meet(d)
			}
			d.fake.ResetCalls()
			second := acctest.NewProtocol(t, d.fake, "intercom_ticket", acctest.Block{"api_version": version})
			for range 3 {
				read, diags := second.Read(object)
				acctest.Expect(t, diags, c.says...)
				if read.IsNull() != c.removed {
					t.Errorf("left the state: %v, want %v", read.IsNull(), c.removed)
				}
			}
			if n := d.fake.Count("GET", "/me"); n != c.me {
				t.Errorf("%d GET /me, want %d", n, c.me)
			}
		})
	}
}

// TestProtection: everything that would delete a protected ticket is refused, at plan if Terraform plans it, and always at
// apply. No DELETE is sent.
func TestProtection(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		own      any
		provider any
		refused  bool
		// says is how protection ends (CASES 8): the provider's in one run, the resource's in two.
		says string
	}{
		"resource protects":                         {own: true, refused: true, says: "in the resource, apply that, and run this again"},
		"provider protects":                         {provider: true, refused: true, says: "in the provider block (or INTERCOM_DELETION_PROTECTION), or in the resource, and run this again"},
		"resource overrides the provider":           {own: false, provider: true},
		"resource protects, the provider does not":  {own: true, provider: false, refused: true, says: "in the resource, apply that, and run this again"},
		"nobody protects":                           {},
		"the provider's value is not known in time": {provider: acctest.Unknown, refused: true, says: "in the provider block"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for what, change := range map[string]acctest.Block{"destroy": nil, "replacement": {"contacts": []any{acctest.Block{"email": "grace@example.com"}}}} {
				d := newHarness(t, acctest.Block{"deletion_protection": c.provider})
				object := d.Run(acctest.Object{}, minimal(acctest.Block{"deletion_protection": c.own}))
				var plan acctest.Block
				if change != nil {
					plan = minimal(merged(acctest.Block{"deletion_protection": c.own}, change))
				}
				if _, diags := d.Plan(refreshed(t, d.Protocol, object), plan); c.refused {
					expectError(t, diags, "is protected from deletion", "deletion_protection = false "+c.says, object.Get("id"))
				} else {
					expectNoError(t, diags, "cannot be undone")
				}
				// A taint or -replace reaches the provider as a deletion that it did not plan.
				if after, diags := d.Apply(acctest.Planned{Object: null(t, object), Config: null(t, object).State, Prior: object}); c.refused {
					expectError(t, diags, "is protected from deletion")
					if after.IsNull() {
						t.Errorf("%s: the ticket left the state", what)
					}
				}
				if n := d.fake.Count("DELETE", ""); c.refused && n > 0 {
					t.Errorf("%s: %d DELETEs were sent", what, n)
				}
			}
		})
	}
}

// TestOnDestroy tests every on_destroy except delete.
func TestOnDestroy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mode  string
		calls []string
		open  bool
		warns string
	}{
		{"close", []string{"GET /me 200", "GET /me 200", "PUT /tickets/{id} 200"}, false, "stays in Intercom with all that it holds"},
		{"abandon", nil, true, "stays in Intercom as it is"},
	} {
		t.Run(c.mode, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(acctest.Block{"on_destroy": c.mode}))
			second := harness{acctest.NewProtocol(t, d.fake, "intercom_ticket", nil), d.fake, t}
			d.fake.ResetCalls()
			after, diags := second.Destroy(object)
			expectNoError(t, diags, c.warns, "from state")
			if !after.IsNull() {
				t.Error("the ticket stayed in state")
			}
			ticket, ok := d.fake.Ticket(object.Get("id"))
			if !ok || ticket.Open != c.open {
				t.Errorf("in Intercom: %v, open %v; want it there, open %v", ok, ticket.Open, c.open)
			}
			if got := second.wire(); !slices.Equal(got, c.calls) {
				t.Errorf("calls %q, want %q", got, c.calls)
			}
		})
	}
	t.Run("close one that is gone", func(t *testing.T) {
		t.Parallel()
		d := newHarness(t, nil)
		object := d.Run(acctest.Object{}, minimal(acctest.Block{"on_destroy": "close"}))
		d.fake.DeleteTicket(object.Get("id"))
		after, diags := d.Destroy(object)
		expectNoError(t, diags)
		if !after.IsNull() {
			t.Error("the ticket stayed in state")
		}
	})
	t.Run("close meets a 404 that lies", func(t *testing.T) {
		t.Parallel()
		d := newHarness(t, nil)
		object := d.Run(acctest.Object{}, minimal(acctest.Block{"on_destroy": "close"}))
		d.fake.Inject(intercomtest.Fault{Method: "PUT", Act: intercomtest.LyingNotFound()})
		after, diags := d.Destroy(object)
		expectError(t, diags, "It was to be closed", "404")
		if after.IsNull() {
			t.Error("the ticket left the state")
		}
	})
	t.Run("close fails", func(t *testing.T) {
		t.Parallel()
		d := newHarness(t, nil)
		object := d.Run(acctest.Object{}, minimal(acctest.Block{"on_destroy": "close"}))
		d.fake.Inject(intercomtest.Fault{Method: "PUT", Act: intercomtest.Status(403, "api_plan_restricted", "No.")})
		after, diags := d.Destroy(object)
		expectError(t, diags, "It was to be closed", "api_plan_restricted")
		if after.IsNull() {
			t.Error("the ticket left the state")
		}
	})
}

// TestNoIDNoCall: an ID that Intercom cannot have never becomes part of a request.
func TestNoIDNoCall(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	object := d.Run(acctest.Object{}, minimal(nil))
	for _, id := range []any{nil, "", "..", "../contacts/1", "1?x", "%2f", "１２", "1\n2", "a b"} {
		broken := with(t, object, "id", id)
		d.fake.ResetCalls()
		_, diags := d.Read(broken)
		expectError(t, diags, "is not an id of Intercom's")
		after, diags := d.Apply(acctest.Planned{Object: null(t, object), Config: null(t, object).State, Prior: broken})
		expectError(t, diags, "is not an id of Intercom's", "stays in Terraform's state")
		if after.IsNull() {
			t.Errorf("%q: the ticket left the state", id)
		}
		if calls := d.wire(); len(calls) > 0 {
			t.Errorf("%q: calls %q", id, calls)
		}
	}
}
