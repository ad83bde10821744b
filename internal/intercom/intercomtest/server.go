package intercomtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Server is an Intercom: one or more workspaces at one address. It embeds the default Workspace with its seeders and
// queries.
type Server struct {
	*Workspace

	URL string // base URL without a trailing slash; empty unless the server listens

	now           func() time.Time
	region        string
	limit         int
	window        time.Duration
	searchLag     time.Duration
	latency       time.Duration
	listAnswers   ListAnswers
	instantAnswer InstantAnswers
	callerIP      string
	unknownRoute  func(Call)

	closing sync.Once
	done    chan struct{} // closed by Close, which releases hanging calls

	mu        sync.Mutex // guards everything below and all workspaces
	tokens    map[string]*grant
	counters  map[string]int
	buckets   map[string]*bucket
	faults    []*armedFault
	calls     []*Call
	hooks     []func(Call)
	behaviors []*armedBehavior
	befores   []before
	previous  map[string]answer // the last answer to a POST, by workspace and path
}

// grant is what one access token may do.
type grant struct {
	workspace  *Workspace
	restricted map[string]bool // areas that answer 403
	revoked    bool
}

// New starts an Intercom on a loopback port; it stops when the test ends. A call to a route that Intercom does not have (or
// that this fake does not know) is a mistake of the client: it gets Intercom's 404 and fails the test.
func New(tb testing.TB, opts ...Option) *Server {
	tb.Helper()
	s := NewServer(opts...)
	s.unknownRoute = func(c Call) {
		tb.Errorf("intercomtest: unknown route %s %s", c.Method, c.Path)
	}
	listener := httptest.NewServer(s.Handler())
	s.URL = listener.URL
	tb.Cleanup(func() {
		s.Close()
		listener.Close()
	})
	return s
}

// NewServer returns an Intercom that does not listen: serve Handler, and call Close before you stop whatever serves it.
func NewServer(opts ...Option) *Server {
	s := &Server{
		now:      time.Now,
		region:   "US",
		callerIP: CallerIP,
		limit:    defaultLimit,
		window:   defaultWindow,
		done:     make(chan struct{}),
		tokens:   map[string]*grant{},
		counters: map[string]int{},
		buckets:  map[string]*bucket{},
		previous: map[string]answer{},
	}
	s.Workspace = s.newWorkspace("ecahpwf5", "tok_intercomtest")
	for _, opt := range opts {
		opt(s)
	}
	s.tokens[s.Token] = &grant{workspace: s.Workspace}
	return s
}

// Handler serves the API. It reads the path as written on the wire: net/http's ServeMux would redirect "//" and "..", which
// would hide a client that builds wrong paths.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(s.serve)
}

// Close releases calls that a fault holds open, so that a listener can be closed. It can be called more than once.
func (s *Server) Close() {
	s.closing.Do(func() { close(s.done) })
}

// AddWorkspace adds a second customer of Intercom with separate data. Its token sees nothing of the others, like a wrong
// token in Terraform's configuration.
func (s *Server) AddWorkspace(id string) *Workspace {
	w := s.newWorkspace(id, "tok_intercomtest_"+id)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[w.Token] = &grant{workspace: w}
	return w
}

// RestrictToken makes areas of the API ("tickets", "ticket_types", "me": the path's first segment) answer 403
// api_plan_restricted for a token, like a plan or an app without the permission. The areas replace those of an earlier
// call; none removes the restriction.
func (s *Server) RestrictToken(token string, areas ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.mustGrant(token)
	g.restricted = map[string]bool{}
	for _, area := range areas {
		g.restricted[area] = true
	}
}

// RevokeToken makes a token answer 401, as if an app were uninstalled while Terraform runs.
func (s *Server) RevokeToken(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mustGrant(token).revoked = true
}

func (s *Server) mustGrant(token string) *grant {
	g, ok := s.tokens[token]
	if !ok {
		panic("intercomtest: no such token")
	}
	return g
}

// next counts things of a kind. IDs are based on it, so they are the same in every run.
func (s *Server) next(kind string, first int) int {
	s.counters[kind]++
	return first + s.counters[kind] - 1
}

// uuid returns the next GUID of the server, which is the format of request IDs and list options.
func (s *Server) uuid(kind string) string {
	n := s.next("uuid."+kind, 1)
	return fmt.Sprintf("%08x-0000-4000-8000-%012x", 0x1c0de, n)
}
