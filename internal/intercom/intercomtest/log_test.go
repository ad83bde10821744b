package intercomtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCallLog(t *testing.T) {
	t.Parallel()
	now := newClock()
	s := NewServer(WithClock(now.Now))
	var hooked []Call
	s.OnCall(func(c Call) {
		if s.Count("", "") == 0 {
			t.Error("a hook cannot query the server")
		}
		hooked = append(hooked, c)
	})
	c := newClient(t, s)
	c.do("PUT", "/tickets/1?full=1", `{"open":true}`)
	c.do("GET", "/tickets/1", "")
	c.do("GET", "/me", "")
	if diff := cmp.Diff(s.Calls(), hooked); diff != "" {
		t.Errorf("the hook saw other calls:\n%s", diff)
	}
	put := s.Calls()[0]
	if put.Path != "/tickets/1" || put.RawQuery != "full=1" || string(put.Body) != `{"open":true}` ||
		put.Status != 404 || put.Version != "2.16" || !put.At.Equal(now.Now()) || !strings.Contains(string(put.ResponseBody), "ticket_not_found") {
		t.Errorf("logged %+v", put)
	}
	for _, test := range []struct {
		method, pattern string
		want            int
	}{
		{"", "", 3},
		{"GET", "", 2},
		{"", "/tickets/*", 2},
		{"GET", "/tickets/*", 1},
		{"GET", "/*", 1},
		{"GET", "/tickets", 0},
		{"DELETE", "", 0},
	} {
		if got := s.Count(test.method, test.pattern); got != test.want {
			t.Errorf("Count(%q, %q) is %d, want %d", test.method, test.pattern, got, test.want)
		}
	}
	s.ResetCalls()
	if len(s.Calls()) != 0 {
		t.Error("calls are left")
	}
}

// TestClientRequestsWithoutAWire: a transport that calls the handler directly passes the client's request, which has no
// RequestURI and may have no body.
func TestClientRequestsWithoutAWire(t *testing.T) {
	t.Parallel()
	s := NewServer()
	for path, want := range map[string]string{"/me": "/me", "/tickets/1%2f2": "/tickets/1%2f2", "//me": "//me"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://fake"+path+"?a=b", nil)
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		s.Handler().ServeHTTP(w, r)
		calls := s.Calls()
		if got := calls[len(calls)-1]; got.Path != want || got.RawQuery != "a=b" || got.Status != http.StatusUnauthorized {
			t.Errorf("%s is logged as %s?%s with status %d", path, got.Path, got.RawQuery, got.Status)
		}
	}
}

func TestConcurrentCalls(t *testing.T) {
	t.Parallel()
	s := New(t)
	SeedExample(s.Workspace)
	c := newClient(t, s)
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			body := fmt.Sprintf(`{"ticket_type_id":"1234","contacts":[{"email":"u%d@example.com"}]}`, i%5)
			c.do("POST", "/tickets", body).want(t, 200, "")
			s.UpdateTicket(s.Tickets()[0].ID, func(t *Ticket) { t.Open = !t.Open })
			c.do("POST", "/tickets/search", `{"query":{"field":"open","operator":"=","value":true}}`).want(t, 200, "")
		})
	}
	group.Wait()
	if got := len(s.Tickets()); got != 20 {
		t.Errorf("%d tickets", got)
	}
	if got := len(s.Contacts()); got != 7 {
		t.Errorf("%d contacts, want the two seeded and five new", got)
	}
}
