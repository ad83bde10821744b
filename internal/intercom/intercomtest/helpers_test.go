package intercomtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// clock is a time of day that advances only when a test advances it.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// client calls a server without a network.
type client struct {
	t       *testing.T
	server  *Server
	version string
	token   string
	header  http.Header
}

func newClient(t *testing.T, s *Server) client {
	t.Helper()
	t.Cleanup(s.Close)
	return client{t: t, server: s, version: "2.16", token: s.Token, header: http.Header{"Accept": {"application/json"}}}
}

// response is an answer with its body decoded.
type response struct {
	status int
	header http.Header
	text   string
	body   object
}

func (c client) do(method, path, body string) response {
	c.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header = c.header.Clone()
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	if c.version != "" {
		r.Header.Set("Intercom-Version", c.version)
	}
	w := httptest.NewRecorder()
	c.server.Handler().ServeHTTP(w, r)
	got, err := read(w.Result())
	if err != nil {
		c.t.Fatal(err)
	}
	return got
}

func read(got *http.Response) (response, error) {
	data, err := io.ReadAll(got.Body)
	res := response{status: got.StatusCode, header: got.Header, text: string(data)}
	_ = json.Unmarshal(data, &res.body) // not all answers are JSON: the test looks at what it expects
	return res, err
}

// want fails unless the answer has a status and, for an error list, a code.
func (r response) want(t *testing.T, status int, code string) response {
	t.Helper()
	if r.status != status || r.code() != code {
		t.Fatalf("answered %d %q, want %d %q: %s", r.status, r.code(), status, code, r.text)
	}
	return r
}

func (r response) code() string {
	list, _ := r.body["errors"].([]any)
	if len(list) == 0 {
		return ""
	}
	return fmt.Sprint(list[0].(object)["code"])
}

// at returns a value in the body: r.at("app", "id_code").
func (r response) at(keys ...string) any {
	var v any = r.body
	for _, key := range keys {
		o, _ := v.(object)
		v = o[key]
	}
	return v
}

// recorder is a testing.TB that records its errors.
type recorder struct {
	testing.TB
	mu     sync.Mutex
	errors []string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}
