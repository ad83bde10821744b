package ticket_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCreateExactlyOnce: whatever happens to the POST's answer, there is one ticket in state, or an error describes what
// may exist. There is never a second POST.
func TestCreateExactlyOnce(t *testing.T) {
	t.Parallel()
	const (
		post, search = "POST /tickets ", "POST /tickets/search 200"
		contact      = "GET /contacts/" + intercomtest.ExampleContact + " 200"
	)
	mayBe := []string{"may have been created, but a search does not find it", `"Checkout is down"`, "import {"}
	for name, c := range map[string]struct {
		fault intercomtest.Act
		times int
		// made is the number of tickets in Intercom afterwards, and inState whether one of them is in state.
		made    int
		inState bool
		says    []string
		// posts is the number of POSTs, and searched whether a search preceded the second.
		posts    int
		searched bool
	}{
		"reset after it acted":          {fault: intercomtest.ResetAfter(), times: 1, made: 1, inState: true, posts: 1, searched: true},
		"reset before it acted":         {fault: intercomtest.ResetBefore(), times: 1, posts: 1, searched: true, says: mayBe},
		"acted, then 500":               {fault: intercomtest.ActThenStatus(500), times: 1, made: 1, inState: true, posts: 1, searched: true},
		"acted, then a proxy's 502":     {fault: intercomtest.ActThenHTML(502), times: 1, made: 1, inState: true, posts: 1, searched: true},
		"500 without acting":            {fault: intercomtest.Status(500, "server_error", "Sorry"), times: 1, posts: 1, searched: true, says: mayBe},
		"acted, 200 cut off":            {fault: intercomtest.Truncate(), times: 1, made: 1, inState: true, posts: 1, searched: true},
		"acted, 200 with half the JSON": {fault: intercomtest.TruncateJSON(), times: 1, made: 1, inState: true, posts: 1, searched: true},
		"acted, 200 with null":          {fault: intercomtest.NullBody(), times: 1, made: 1, inState: true, posts: 1, searched: true},
		"acted, 200 with nothing":       {fault: intercomtest.EmptyBody(200), times: 1, made: 1, inState: true, posts: 1, searched: true},
		"acted, 200 with HTML":          {fault: intercomtest.HTMLBody200(), times: 1, made: 1, inState: true, posts: 1, searched: true},
		"acted, 11 MiB":                 {fault: intercomtest.HugeBody(11 << 20), times: 1, made: 1, inState: true, posts: 1, searched: true},
		"429, then well":                {fault: intercomtest.TooManyRequestsFor(3 * time.Second), times: 2, made: 1, inState: true, posts: 3},
		"401":                           {fault: intercomtest.NotAuthorized(), posts: 1, says: []string{"401", "No ticket was created"}},
		"403":                           {fault: intercomtest.Status(403, "api_plan_restricted", "No."), posts: 1, says: []string{"403", "No ticket was created", "Request ID"}},
		"400":                           {fault: intercomtest.Status(400, "parameter_invalid", "No."), posts: 1, says: []string{"400", "No ticket was created"}},
		"redirect":                      {fault: intercomtest.Redirect(307, "https://example.com/tickets"), posts: 1, searched: true, says: append(slices.Clone(mayBe), "307", "not followed")},
		"a proxy's 404":                 {fault: intercomtest.NotFoundHTML(), posts: 1, searched: true, says: append(slices.Clone(mayBe), "404")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			planned := planned(t, d.Protocol, acctest.Object{}, minimal(nil))
			d.fake.ResetCalls()
			d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Act: c.fault, Times: c.times})
			object, diags := d.Apply(planned)
			switch {
			case c.inState && c.searched:
				expectNoError(t, diags, "Adopted a ticket whose creation had no clear answer")
			case c.inState:
				acctest.Expect(t, diags)
			default:
				expectError(t, diags, c.says...)
			}
			if made := d.fake.Tickets(); len(made) != c.made || c.inState && object.Get("id") != made[0].ID {
				t.Errorf("%d tickets in Intercom, want %d; in state %s", len(made), c.made, object.Get("id"))
			}
			calls := d.wire()
			if posts := d.fake.Count("POST", "/tickets"); posts != c.posts {
				t.Errorf("%d POSTs, want %d:\n%s", posts, c.posts, strings.Join(calls, "\n"))
			}
			// The search for recent tickets comes before the POST.
			if searched := slices.Contains(calls[slices.IndexFunc(calls, func(call string) bool { return strings.HasPrefix(call, post) }):], search); searched != c.searched {
				t.Errorf("searched: %v, want %v:\n%s", searched, c.searched, strings.Join(calls, "\n"))
			}
			if c.inState && c.searched && c.posts == 1 && !slices.Contains(calls, contact) {
				t.Errorf("the contact of the ticket that was found was not compared:\n%s", strings.Join(calls, "\n"))
			}
			if !c.inState {
				return
			}
			again, diags := d.Plan(object, minimal(nil))
			if len(diags) > 0 || !again.State.Equal(object.State) {
				t.Errorf("the next plan is not empty: %s", acctest.Text(diags))
			}
		})
	}
}

// TestCreateSearchLags: an answer is lost, and search shows the ticket late or too late. A second POST would duplicate it
// (CASES.md 2).
func TestCreateSearchLags(t *testing.T) {
	t.Parallel()
	for lag, found := range map[time.Duration]bool{5 * time.Second: true, 45 * time.Second: true, 5 * time.Minute: false} {
		t.Run(lag.String(), func(t *testing.T) {
			t.Parallel()
			clock := acctest.NewClock(time.Now())
			s := acctest.Fake(t, intercomtest.WithClock(clock.Now), intercomtest.WithSearchLag(lag))
			d := harness{acctest.NewProtocol(t, s, "intercom_ticket", nil, acctest.WithClock(clock)), s, t}
			s.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Act: intercomtest.ResetAfter(), Times: 1})
			object, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, minimal(nil)))
			made := s.Tickets()
			if len(made) != 1 || s.Count("POST", "/tickets") != 1 {
				t.Fatalf("%d tickets, %d POSTs", len(made), s.Count("POST", "/tickets"))
			}
			if !found {
				expectError(t, diags, "may have been created, but a search does not find it")
			} else if expectNoError(t, diags, "Adopted a ticket"); object.Get("id") != made[0].ID {
				t.Errorf("in state %s", object.Get("id"))
			}
		})
	}
}

// TestCreateIdentical: identical tickets, and every second answer is lost. Each resource gets its own ticket.
func TestCreateIdentical(t *testing.T) {
	t.Parallel()
	const n = 10
	d := newHarness(t, nil)
	plan := planned(t, d.Protocol, acctest.Object{}, minimal(nil))
	for i := range n / 2 {
		d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Skip: 2 * i, Times: 1, Act: intercomtest.ResetAfter()})
	}
	walk := d.ApplyWalk()
	var mu sync.Mutex
	ids := map[string]bool{}
	var all sync.WaitGroup
	for range n {
		all.Go(func() {
			object, diags := walk.Apply(plan)
			mu.Lock()
			defer mu.Unlock()
			expectNoError(t, diags)
			ids[object.Get("id")] = true
		})
	}
	all.Wait()
	if made := len(d.fake.Tickets()); made != n || len(ids) != n {
		t.Errorf("%d tickets in Intercom and %d in state, want %d", made, len(ids), n)
	}
}

// TestCreateSeveralFound: if a search finds several possible tickets, none is adopted.
func TestCreateSeveralFound(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	plan := planned(t, d.Protocol, acctest.Object{}, minimal(nil))
	var twin intercomtest.Ticket
	d.fake.Before("POST", "/tickets", func() { twin = twinOf(d) })
	d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Act: intercomtest.ResetAfter(), Times: 1})
	object, diags := d.Apply(plan)
	expectError(t, diags, "cannot tell which of these", twin.ID, "import {")
	if !object.IsNull() || d.fake.Count("POST", "/tickets") != 1 {
		t.Errorf("in state %s, %d POSTs", object.State, d.fake.Count("POST", "/tickets"))
	}
}

// TestCreateSearchFails: without a search, nothing is known, so nothing more is sent.
func TestCreateSearchFails(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	plan := planned(t, d.Protocol, acctest.Object{}, minimal(nil))
	d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Act: intercomtest.ResetAfter(), Times: 1})
	d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets/search", Skip: 1, Act: intercomtest.Status(403, "api_plan_restricted", "No.")})
	_, diags := d.Apply(plan)
	expectError(t, diags, "the search for it failed", "Before you apply again")
	if posts := d.fake.Count("POST", "/tickets"); posts != 1 {
		t.Errorf("%d POSTs", posts)
	}
}

// TestCreateStopped: on the user's Ctrl-C, the running POST finishes, and its ticket is saved to state.
func TestCreateStopped(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]*intercomtest.Act{"answered": nil, "answer lost": new(intercomtest.ResetAfter())} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			d := harness{acctest.NewProtocol(t, s, "intercom_ticket", nil), s, t}
			plan := planned(t, d.Protocol, acctest.Object{}, minimal(acctest.Block{"is_shared": true}))
			if act != nil {
				s.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Act: *act, Times: 1})
			}
			s.OnCall(func(c intercomtest.Call) {
				if c.Method == "POST" && c.Path == "/tickets" {
					d.Stop()
				}
			})
			object, diags := d.Apply(plan)
			if acctest.HasError(diags) {
				t.Errorf("an error would taint the ticket:\n%s", acctest.Text(diags))
			}
			if made := s.Tickets(); len(made) != 1 || object.Get("id") != made[0].ID {
				t.Errorf("%d tickets in Intercom, in state %s", len(made), object.Get("id"))
			}
		})
	}
}

// TestCreateFollowUpFails: the ticket exists, so it is in state and not tainted. The next apply completes it.
func TestCreateFollowUpFails(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]intercomtest.Act{
		"500":   intercomtest.Status(500, "server_error", "Sorry"),
		"403":   intercomtest.Status(403, "api_plan_restricted", "No."),
		"reset": intercomtest.ResetBefore(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			config := minimal(acctest.Block{"is_shared": true, "ticket_state_id": intercomtest.ExampleInProgress, "snoozed_until": "2036-12-01T09:00:00Z"})
			d.fake.Inject(intercomtest.Fault{Method: "PUT", Act: fault})
			object, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, config))
			expectNoError(t, diags, "completing the new ticket", "exists and is in state", "Apply again")
			if object.Get("id") != d.fake.Tickets()[0].ID {
				t.Fatalf("in state: %s", object.Get("id"))
			}
			d.fake.ClearFaults()
			d.fake.ResetCalls()
			object, diags = d.Read(object)
			acctest.Expect(t, diags)
			object = d.Run(object, config)
			if err := sent(d.fake, "PUT", `{"ticket_state_id":"8482","is_shared":true,"snoozed_until":2111734800}`); err != nil {
				t.Error(err)
			}
			again, diags := d.Plan(object, config)
			if len(diags) > 0 || !again.State.Equal(object.State) {
				t.Errorf("the plan after completing it is not empty: %s", acctest.Text(diags))
			}
		})
	}
}

// TestCreateInNoWorkspace: a ticket is created only if its workspace is confirmed.
func TestCreateInNoWorkspace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arguments acctest.Block
		meet      func(d harness)
		says, so  string
	}{
		"/me fails":        {meet: func(d harness) { d.fake.Inject(intercomtest.Fault{Path: "/me", Act: intercomtest.HTML(502)}) }, says: "502", so: "Nothing was changed"},
		"another is named": {arguments: acctest.Block{"workspace_id": "other"}, says: "another workspace", so: "Nothing was changed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			plan := planned(t, d.Protocol, acctest.Object{}, minimal(nil))
			second := harness{acctest.NewProtocol(t, d.fake, "intercom_ticket", c.arguments), d.fake, t}
			if c.meet != nil {
				c.meet(second)
			}
			object, diags := second.Apply(plan)
			expectError(t, diags, c.says, c.so)
			if n := d.fake.Count("POST", ""); n > 0 || !object.IsNull() {
				t.Errorf("%d POSTs, in state %s", n, object.State)
			}
			if c.arguments != nil {
				_, diags := second.Plan(acctest.Object{}, minimal(nil))
				expectError(t, diags, c.says)
			}
		})
	}
}

// TestRefusedAtItsPath: if Intercom names the argument that it refuses, the diagnostic does, too.
func TestRefusedAtItsPath(t *testing.T) {
	t.Parallel()
	for code, at := range map[string]string{"ticket_state_id_invalid": "ticket_state_id", "assignee_not_found": "admin_assignee_id"} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(nil))
			d.fake.Inject(intercomtest.Fault{Method: "PUT", Act: intercomtest.Status(404, code, "No.")})
			_, diags := d.Apply(planned(t, d.Protocol, object, minimal(acctest.Block{"admin_assignee_id": "814861", "ticket_state_id": "8482"})))
			expectError(t, diags, fmt.Sprintf("[AttributeName(%q)]", at), code, "Request ID")
		})
	}
	d := newHarness(t, nil)
	_, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, minimal(acctest.Block{"admin_assignee_id": "999"})))
	expectError(t, diags, `[AttributeName("admin_assignee_id")]`, "No ticket was created")
}

// twinOf adds a ticket equal to minimal's.
func twinOf(d harness) intercomtest.Ticket {
	return d.fake.AddTicket(intercomtest.Ticket{
		TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleContact},
		Attributes: map[string]any{"_default_title_": "Checkout is down"},
	})
}
