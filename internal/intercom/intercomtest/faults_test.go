package intercomtest

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// wire calls a server over its own connection, like the provider.
func wire(ctx context.Context, t *testing.T, s *Server, method, path, body string) (response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.Token)
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Intercom-Version", "2.16")
	transport := &http.Transport{DisableKeepAlives: true}
	c := http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	got, err := c.Do(r)
	if err != nil {
		return response{}, err
	}
	defer func() { _ = got.Body.Close() }()
	return read(got)
}

const hostile = "\x1b]0;owned\a\x00\u202e line\r\n"

// answerFault is a fault with a complete answer.
type answerFault struct {
	act    Act
	status int
	code   string
	acts   bool
	check  func(response) bool // nil: nothing else to check
}

func answerFaults() map[string]answerFault {
	html := func(r response) bool {
		return strings.HasPrefix(r.text, "<html>") && r.header.Get("Content-Type") == "text/html"
	}
	empty := func(r response) bool { return r.text == "" }
	header := func(name, want string) func(response) bool {
		return func(r response) bool { return r.header.Get(name) == want }
	}
	return map[string]answerFault{
		"Status": {Status(503, "service_unavailable", "Down"), 503, "service_unavailable", false, nil},
		"Message": {Message(400, hostile), 400, "parameter_invalid", false, func(r response) bool {
			return r.body["errors"].([]any)[0].(object)["message"] == hostile
		}},
		"HTML":                      {HTML(502), 502, "", false, html},
		"NotFoundHTML":              {NotFoundHTML(), 404, "", false, html},
		"NotFoundEmpty":             {NotFoundEmpty(), 404, "", false, empty},
		"LyingNotFound":             {LyingNotFound(), 404, "ticket_not_found", false, nil},
		"Gone":                      {Gone(), 410, "ticket_not_found", false, nil},
		"NotAuthorized":             {NotAuthorized(), 401, "unauthorized", false, nil},
		"DeletedFalse":              {DeletedFalse(), 200, "", false, func(r response) bool { return r.body["deleted"] == false && r.body["id"] == "626" }},
		"Redirect":                  {Redirect(302, "https://elsewhere.example/"), 302, "", false, header("Location", "https://elsewhere.example/")},
		"TooManyRequests":           {TooManyRequests("soon", "99999999999999999999"), 429, "rate_limit_exceeded", false, header("X-RateLimit-Reset", "soon")},
		"TooManyRequestsWithout":    {TooManyRequests("", ""), 429, "rate_limit_exceeded", false, header("X-RateLimit-Reset", "")},
		"TooManyRequestsRetryAfter": {TooManyRequests("", "7"), 429, "rate_limit_exceeded", false, header("Retry-After", "7")},
		"TooManyRequestsFor":        {TooManyRequestsFor(-time.Hour), 429, "rate_limit_exceeded", false, header("X-RateLimit-Reset", "1795420800")},
		"ActThenStatus":             {ActThenStatus(500), 500, "server_error", true, nil},
		"ActThenHTML":               {ActThenHTML(504), 504, "", true, html},
		"TruncateJSON":              {TruncateJSON(), 200, "", true, func(r response) bool { return r.body == nil && r.text != "" }},
		"EmptyBody":                 {EmptyBody(200), 200, "", true, empty},
		"EmptyBody204":              {EmptyBody(204), 204, "", true, empty},
		"EmptyBody503":              {EmptyBody(503), 503, "", false, empty},
		"NullBody":                  {NullBody(), 200, "", true, func(r response) bool { return r.text == "null" }},
		"HTMLBody200":               {HTMLBody200(), 200, "", true, html},
		"WrongID":                   {WrongID(), 200, "", true, func(r response) bool { return r.body["id"] == "999999999" }},
		"WrongType":                 {WrongType(), 200, "", true, func(r response) bool { return r.body["type"] == "conversation" }},
		"HugeBody":                  {HugeBody(1 << 20), 200, "", true, func(r response) bool { return len(r.text) > 1<<20 && r.body["id"] == "626" }},
		"GzipBomb":                  {GzipBomb(1 << 20), 200, "", true, func(r response) bool { return len(r.text) > 1<<20 && r.body["id"] == "626" }},
		"Normalize":                 {Normalize(func(t *Ticket) { t.Open, t.Shared = false, true }), 200, "", true, func(r response) bool { return r.body["is_shared"] == true }},
		"StaleRead":                 {StaleRead(), 200, "", true, nil},
		"SlowBody":                  {SlowBody(0), 200, "", true, func(r response) bool { return r.body["id"] == "626" }},
	}
}

func TestFaultsThatAnswer(t *testing.T) {
	t.Parallel()
	for name, test := range answerFaults() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := New(t, WithClock(newClock().Now))
			s.AddTicketType(TicketType{})
			s.AddTicket(Ticket{})
			s.Inject(Fault{Method: "PUT", Path: "/tickets/*", Act: test.act})
			r, err := wire(t.Context(), t, s, "PUT", "/tickets/626", `{"open":false}`)
			if err != nil {
				t.Fatal(err)
			}
			r.want(t, test.status, test.code)
			if test.check != nil && !test.check(r) {
				t.Errorf("answer is %d %v %.300s", r.status, r.header, r.text)
			}
			if ticket, _ := s.Ticket("626"); ticket.Open == test.acts {
				t.Errorf("the call has acted: %v, want %v", !ticket.Open, test.acts)
			}
			call := s.Calls()[0]
			if call.Status != test.status || call.Fault == "" || !strings.HasPrefix(name, call.Fault) {
				t.Errorf("logged status %d, fault %q", call.Status, call.Fault)
			}
		})
	}
}

// TestFaultsLeaveErrors: a fault that spoils a successful answer does not change an error.
func TestFaultsLeaveErrors(t *testing.T) {
	t.Parallel()
	for _, act := range []Act{TruncateJSON(), EmptyBody(200), NullBody(), HTMLBody200(), WrongID(), WrongType(), Normalize(func(*Ticket) {}), StaleRead()} {
		s, c, _ := example(t)
		s.Inject(Fault{Act: act})
		c.do("GET", "/tickets/1", "").want(t, 404, "ticket_not_found")
	}
}

func TestFaultsSkipAndEnd(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Inject(Fault{Method: "GET", Path: "/me", Skip: 1, Times: 2, Act: HTML(502)})
	s.Inject(Fault{Path: "/me", Skip: 3, Act: HTML(503)})
	s.Inject(Fault{Path: "/teams", Times: 1, Act: HTML(504)})
	var got []int
	for range 6 {
		got = append(got, c.do("GET", "/me", "").status)
	}
	for range 2 {
		got = append(got, c.do("GET", "/teams", "").status)
	}
	got = append(got, c.do("GET", "/admins", "").status)
	s.ClearFaults()
	got = append(got, c.do("GET", "/me", "").status)
	// The second fault counts only the calls that the first did not take.
	if diff := cmp.Diff([]int{200, 502, 502, 200, 200, 503, 504, 200, 200, 200}, got); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

func TestStaleRead(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Inject(Fault{Method: "GET", Path: "/tickets/*", Act: StaleRead()})
	id := create(t, c, "").at("id").(string)
	c.do("GET", "/tickets/"+id, "").want(t, 404, "ticket_not_found")
	for _, shared := range []bool{true, false} {
		c.do("PUT", "/tickets/"+id, map[bool]string{true: `{"is_shared":true}`, false: `{"is_shared":false}`}[shared]).want(t, 200, "")
		if got := c.do("GET", "/tickets/"+id, "").want(t, 200, "").at("is_shared"); got == shared {
			t.Errorf("the read is not stale: is_shared is %v", got)
		}
	}
	s.ClearFaults()
	if got := c.do("GET", "/tickets/"+id, "").at("is_shared"); got != false {
		t.Errorf("is_shared is %v", got)
	}
}

func TestNormalize(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Inject(Fault{Act: Normalize(func(t *Ticket) { t.Attributes["Version"] = "trimmed" })})
	r := create(t, c, `,"ticket_attributes":{"Version":" trimmed "}`)
	stored, _ := s.Ticket(r.at("id").(string))
	if r.at("ticket_attributes", "Version") != "trimmed" || stored.Attributes["Version"] != "trimmed" {
		t.Errorf("answered %v, stored %v", r.at("ticket_attributes"), stored.Attributes)
	}
}

func TestWrongTypeOfADeletion(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	id := s.AddTicket(Ticket{}).ID
	s.Inject(Fault{Act: WrongType()})
	if got := c.do("DELETE", "/tickets/"+id, "").at("object"); got != "conversation" {
		t.Errorf("object is %v", got)
	}
}
