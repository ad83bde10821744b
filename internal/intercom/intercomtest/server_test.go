package intercomtest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestUnknownRoutesFailTheTest(t *testing.T) {
	t.Parallel()
	tests := []struct {
		method, path string
		known        bool
	}{
		{"GET", "/tickets/626", true},
		{"GET", "/tickets/5ba682d23d7cf92bef87bfd4", true},
		{"GET", "/contacts/find_by_external_id/a%2Fb%20c", true},
		{"DELETE", "/tickets/", false},
		{"DELETE", "/tickets", false},
		{"DELETE", "/tickets/../contacts/1", false},
		{"DELETE", "/tickets/..", false},
		{"GET", "//tickets/626", false},
		{"GET", "/tickets//626", false},
		{"GET", "/tickets/%2e%2e", false},
		{"GET", "/tickets/1%2f2", false},
		{"GET", "/tickets/1%3Fx", false},
		{"GET", "/tickets/%EF%BC%91", false},
		{"GET", "/tickets/search", false},
		{"GET", "/contacts/find_by_external_id", false},
		{"GET", "/contacts/find_by_external_id/", false},
		{"PATCH", "/tickets/626", false},
		{"GET", "/Tickets/626", false},
		{"GET", "/", false},
	}
	for _, test := range tests {
		t.Run(test.method+" "+test.path, func(t *testing.T) {
			t.Parallel()
			tb := &recorder{TB: t}
			s := New(tb)
			r := newClient(t, s).do(test.method, test.path, "")
			r.want(t, http.StatusNotFound, r.code())
			if known := len(tb.errors) == 0; known != test.known {
				t.Errorf("known is %v, want %v: %q", known, test.known, tb.errors)
			}
		})
	}
}

func TestVersions(t *testing.T) {
	t.Parallel()
	const gone, invalid = "not_found", "intercom_version_invalid"
	tests := []struct {
		version             string
		me, get, del, retyp int
		code                string
	}{
		{"", 200, 404, 404, 404, ""},
		{"1.4", 200, 404, 404, 404, ""},
		{"2.8", 200, 404, 404, 404, ""},
		{"2.9", 200, 200, 404, 404, ""},
		{"2.12", 200, 200, 404, 404, ""},
		{"2.13", 200, 200, 200, 404, ""},
		{"2.15", 200, 200, 200, 404, ""},
		{"2.16", 200, 200, 200, 200, ""},
		{"2.17", 200, 200, 200, 200, ""},
		{"Preview", 200, 200, 200, 200, ""},
		{"1.5", 400, 400, 400, 400, invalid},
		{"3.0", 400, 400, 400, 400, invalid},
		{"2", 400, 400, 400, 400, invalid},
		{"2.016", 400, 400, 400, 400, invalid},
		{"2.-1", 400, 400, 400, 400, invalid},
		{"2.100", 400, 400, 400, 400, invalid},
		{"preview", 400, 400, 400, 400, invalid},
	}
	for _, test := range tests {
		t.Run(test.version, func(t *testing.T) {
			t.Parallel()
			s := NewServer()
			SeedExample(s.Workspace)
			s.AddTicketType(TicketType{ID: "1236"})
			ticket := s.AddTicket(Ticket{})
			c := newClient(t, s)
			c.version = test.version
			check := func(method, path, body string, status int) {
				t.Helper()
				want := test.code
				if want == "" && status == http.StatusNotFound {
					want = gone
				}
				c.do(method, path, body).want(t, status, want)
			}
			check("GET", "/me", "", test.me)
			check("GET", "/tickets/"+ticket.ID, "", test.get)
			check("POST", "/tickets/"+ticket.ID+"/change_type", `{"ticket_type_id":"1236","ticket_state_id":"8481"}`, test.retyp)
			check("DELETE", "/tickets/"+ticket.ID, "", test.del)
			if _, left := s.Ticket(ticket.ID); left == (test.del == 200) {
				t.Errorf("the ticket is there: %v", left)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	s := NewServer(WithToken("first"), WithWorkspace("one"), WithRegion("EU"))
	c := newClient(t, s)
	me := c.do("GET", "/me", "").want(t, 200, "")
	if me.at("app", "id_code") != "one" || me.at("app", "region") != "EU" {
		t.Errorf("app is %v", me.at("app"))
	}
	for _, token := range []string{"", "firs", "first ", "FIRST"} {
		c.token = token
		r := c.do("GET", "/me", "").want(t, 401, "unauthorized")
		if r.header.Get("X-RateLimit-Limit") != "" {
			t.Error("an answer without authorization has rate-limit headers")
		}
	}

	c.token = "first"
	s.RestrictToken("first", "contacts", "me")
	c.do("GET", "/me", "").want(t, 403, "api_plan_restricted")
	c.do("GET", "/contacts/1", "").want(t, 403, "api_plan_restricted")
	c.do("GET", "/admins", "").want(t, 200, "")
	s.RestrictToken("first")
	c.do("GET", "/me", "").want(t, 200, "")

	s.AddToken("rotated")
	s.RevokeToken("first")
	c.do("GET", "/me", "").want(t, 401, "unauthorized")
	c.token = "rotated"
	if got := c.do("GET", "/me", "").at("app", "id_code"); got != "one" {
		t.Errorf("the new token opens %v", got)
	}
	for _, call := range s.Calls() {
		if text := fmt.Sprint(call); strings.Contains(text, "first") || strings.Contains(text, "rotated") {
			t.Errorf("the log holds a token: %s", text)
		}
	}
}

func TestWorkspacesAreApart(t *testing.T) {
	t.Parallel()
	s := NewServer()
	s.AddTicketType(TicketType{})
	ticket := s.AddTicket(Ticket{})
	other := s.AddWorkspace("other")
	c := newClient(t, s)
	c.token = other.Token
	if got := c.do("GET", "/me", "").at("app", "id_code"); got != "other" {
		t.Errorf("workspace is %v", got)
	}
	c.do("GET", "/tickets/"+ticket.ID, "").want(t, 404, "ticket_not_found")
	c.do("DELETE", "/tickets/"+ticket.ID, "").want(t, 404, "ticket_not_found")
	other.AddTicketType(TicketType{})
	other.AddTicket(Ticket{ID: ticket.ID})
	c.do("DELETE", "/tickets/"+ticket.ID, "").want(t, 200, "")
	if len(s.Tickets()) != 1 || len(other.Tickets()) != 0 || len(s.Erased()) != 0 || len(other.Erased()) != 1 {
		t.Error("a deletion crossed the workspaces")
	}
	if call := s.Calls()[0]; call.WorkspaceID != "other" || !call.Authorized {
		t.Errorf("the call is logged for %q", call.WorkspaceID)
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	now := newClock()
	s := NewServer(WithClock(now.Now))
	c := newClient(t, s)
	r := c.do("GET", "/tickets/1", "").want(t, 404, "ticket_not_found")
	if got := r.header.Get("Date"); got != "Mon, 23 Nov 2026 09:00:00 GMT" {
		t.Errorf("Date is %s", got)
	}
	id := r.header.Get("X-Request-Id")
	if id == "" || r.at("request_id") != id || s.Calls()[0].RequestID != id {
		t.Errorf("request ids differ: %q, %v, %q", id, r.at("request_id"), s.Calls()[0].RequestID)
	}
	if other := NewServer(); newClient(t, other).do("GET", "/me", "").header.Get("X-Request-Id") != id {
		t.Error("request ids are not the same in every run")
	}
	c.header = http.Header{}
	c.version = "2.12"
	c.do("DELETE", "/tickets/1", "").want(t, 406, "")
	c.do("GET", "/tickets/1", "").want(t, 404, "ticket_not_found")
}

func TestRateLimit(t *testing.T) {
	t.Parallel()
	now := newClock()
	now.Advance(3500 * time.Millisecond)
	s := NewServer(WithClock(now.Now), WithRateLimit(2, 10*time.Second))
	s.AddToken("other app")
	s.AddTicketType(TicketType{})
	ticket := s.AddTicket(Ticket{})
	c := newClient(t, s)
	limits := func(r response) string {
		return strings.Join([]string{r.header.Get("X-RateLimit-Limit"), r.header.Get("X-RateLimit-Remaining"), r.header.Get("X-RateLimit-Reset")}, " ")
	}
	end := fmt.Sprint(time.Date(2026, 11, 23, 9, 0, 10, 0, time.UTC).Unix())
	for _, want := range []string{"2 1 " + end, "2 0 " + end} {
		if got := limits(c.do("GET", "/me", "").want(t, 200, "")); got != want {
			t.Errorf("headers are %s, want %s", got, want)
		}
	}
	refused := c.do("DELETE", "/tickets/"+ticket.ID, "").want(t, 429, "rate_limit_exceeded")
	if got := limits(refused); got != "2 0 "+end {
		t.Errorf("headers of the refusal are %s", got)
	}
	if len(s.Erased()) != 0 {
		t.Error("a refused call has acted")
	}
	other := c
	other.token = "other app"
	other.do("GET", "/me", "").want(t, 200, "")
	now.Advance(6500 * time.Millisecond)
	c.do("GET", "/me", "").want(t, 200, "")
}

func TestRateWindowsOfPartsOfASecond(t *testing.T) {
	t.Parallel()
	now := newClock()
	s := NewServer(WithClock(now.Now), WithRateLimit(1, 200*time.Millisecond))
	c := newClient(t, s)
	reset := c.do("GET", "/me", "").header.Get("X-RateLimit-Reset")
	if want := fmt.Sprint(now.Now().Unix() + 1); reset != want {
		t.Errorf("reset is %s, want %s: a reset that is rounded down is too early", reset, want)
	}
}
