package intercomtest

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// Call is one exchange as seen by Intercom. Status 0 means that no answer was sent. If a fault cuts off, pads, or slows an
// answer, the record has the whole answer.
type Call struct {
	Method         string
	Path           string // as written on the wire, still escaped
	RawQuery       string
	Version        string // the Intercom-Version header
	RequestID      string
	Header         http.Header // without Authorization's value
	Body           []byte
	Status         int
	ResponseHeader http.Header
	ResponseBody   []byte
	At             time.Time // by the server's clock
	Fault          string    // names of the behaviors and the fault that took part, joined by +
	Authorized     bool      // Intercom accepts the token
	WorkspaceID    string    // of the token
	RemoteAddr     string
}

// Is reports whether the call has the method and the path, as in Count.
func (c Call) Is(method, pattern string) bool { return matchCall(method, pattern, c.Method, c.Path) }

// Calls lists the calls since the start or the last ResetCalls in the order of their arrival. A call that is still held
// open has Status 0.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	calls := make([]Call, len(s.calls))
	for i, c := range s.calls {
		calls[i] = *c
	}
	return calls
}

// ResetCalls forgets the calls so far, so that a test can count those of its next step.
func (s *Server) ResetCalls() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
}

// Count counts the calls with a method and a path. In the pattern, a * stands for one segment ("/tickets/*"). An empty
// method or pattern matches any.
func (s *Server) Count(method, pattern string) int {
	n := 0
	for _, c := range s.Calls() {
		if c.Is(method, pattern) {
			n++
		}
	}
	return n
}

// OnCall adds a function that sees every call when its answer is ready, before the client gets it. The function can query
// the server.
func (s *Server) OnCall(hook func(Call)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hooks = append(s.hooks, hook)
}

// arrive records a call before anything is done with it, so that a hanging call is visible.
func (s *Server) arrive(r *http.Request, body []byte) *Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	path, query := wirePath(r)
	c := &Call{
		Method: r.Method, Path: path, RawQuery: query, Version: r.Header.Get("Intercom-Version"),
		RequestID: s.uuid("request"), Header: r.Header.Clone(), Body: body, At: s.now(), RemoteAddr: r.RemoteAddr,
	}
	if c.Header.Get("Authorization") != "" {
		c.Header.Set("Authorization", "[removed]")
	}
	if g := s.tokens[bearer(r)]; g != nil {
		c.Authorized, c.WorkspaceID = !g.revoked, g.workspace.WorkspaceID
	}
	s.calls = append(s.calls, c)
	return c
}

// answered completes the record and calls the hooks.
func (s *Server) answered(c *Call, a *answer, fault string) {
	s.mu.Lock()
	c.Fault = strings.Trim(c.Fault+"+"+fault, "+")
	if a != nil {
		c.Status, c.ResponseHeader, c.ResponseBody = a.status, a.header.Clone(), slices.Clone(a.body)
	}
	hooks, seen := slices.Clone(s.hooks), *c
	s.mu.Unlock()
	for _, hook := range hooks {
		hook(seen)
	}
}

func matchCall(method, pattern, gotMethod, gotPath string) bool {
	if method != "" && method != gotMethod {
		return false
	}
	if pattern == "" {
		return true
	}
	want, got := strings.Split(pattern, "/"), strings.Split(gotPath, "/")
	return slices.EqualFunc(want, got, func(w, g string) bool { return w == "*" && g != "" || w == g })
}
