package soak_test

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// world is a fake Intercom behind an in-memory network: in a bubble of testing/synctest, only that lets time pass.
type world struct {
	tb   testing.TB
	fake *intercomtest.Server
	net  *network
	http *http.Server

	// token is the access token of all runs in the workspace. A call that is rolled back writes the fake's.
	token string

	mu sync.Mutex
	// asked are the objects, by type and ID, that a destroy or a replacement is about to end.
	asked map[string]bool
	// faults counts the faulty calls by kind, calls all calls.
	faults     map[string]int
	calls      int
	unexpected []string // ends of objects that nobody requested
	elsewhere  []string // writes to another workspace
	log        []intercomtest.Call
}

func newWorld(tb testing.TB, options ...intercomtest.Option) *world {
	tb.Helper()
	w := &world{
		tb: tb, fake: intercomtest.NewServer(options...), net: &network{conns: make(chan net.Conn), closed: make(chan struct{})},
		asked: map[string]bool{}, faults: map[string]int{},
	}
	w.token = w.fake.Token
	intercomtest.SeedExample(w.fake.Workspace)
	tracker := w.fake.AddTicketType(intercomtest.TicketType{Name: "Problem", Category: intercomtest.Tracker})
	w.fake.AddTicket(intercomtest.Ticket{ID: trackerTicket, TypeID: tracker.ID, ContactIDs: []string{intercomtest.ExampleContact}})
	w.fake.AddAdmin(intercomtest.Admin{ID: former})
	for _, id := range soakTeams {
		w.fake.AddTeam(intercomtest.Team{ID: id, AdminIDs: []string{former}})
	}
	w.fake.URL = "http://127.0.0.1" // never dialled: the provider takes plain HTTP from loopback addresses only
	w.fake.OnCall(w.see)
	w.http = &http.Server{Handler: w.fake.Handler(), ErrorLog: log.New(io.Discard, "", 0)}
	go func() {
		if err := w.http.Serve(w.net); !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
			tb.Error(err)
		}
	}()
	return w
}

func (w *world) close() {
	w.fake.Close()
	_ = w.http.Close() // it closes the network, which cannot fail
}

// see keeps the record and checks that every DELETE was requested.
func (w *world) see(c intercomtest.Call) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.calls++
	if c.Fault != "" {
		w.faults[c.Fault]++
	}
	c.Header, c.ResponseHeader = nil, nil
	w.log = append(w.log, c)
	reads := c.Method == http.MethodGet || strings.HasSuffix(c.Path, "/search") || c.Path == "/companies/list"
	if !reads && c.WorkspaceID != w.fake.WorkspaceID {
		w.elsewhere = append(w.elsewhere, c.Method+" "+c.Path)
	}
	for _, k := range kinds {
		if id := k.ended(c); id != "" && !w.asked[k.typ+"/"+id] && !slices.Contains(w.unexpected, k.typ+"/"+id) {
			w.unexpected = append(w.unexpected, k.typ+"/"+id)
		}
	}
}

// ask records that an object's end is requested, until done is called.
func (w *world) ask(typ, id string) (done func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	key := typ + "/" + id
	w.asked[key] = true
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.asked, key)
	}
}

// run starts a provider with a token, as Terraform does for a plan and again for an apply. It can be pinned to the
// workspace.
func (w *world) run(token string, pinned bool) (p *acctest.Protocol, end func()) {
	arguments := acctest.Block{"access_token": token, "preview": acctest.PreviewOf("intercom_team_members")}
	if pinned {
		arguments["workspace_id"] = w.fake.WorkspaceID
	}
	transport := &http.Transport{DialContext: w.net.dial, MaxIdleConnsPerHost: 2 * parallelism}
	p = acctest.NewProtocol(w.tb, w.fake, "intercom_tag", arguments, provider.WithClient(func(cfg *intercom.Config) {
		cfg.HTTPClient = &http.Client{Transport: transport}
	}))
	return p, transport.CloseIdleConnections
}

// wait lets time pass. In the bubble, it ends as soon as everybody waits.
func (w *world) wait(d time.Duration) { <-time.After(d) }

// network is a listener whose connections never leave the process: operating system connections would not let a bubble's
// time pass.
type network struct {
	conns  chan net.Conn
	once   sync.Once
	closed chan struct{}
}

func (n *network) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case n.conns <- there:
		return here, nil
	case <-n.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements net.Listener.
func (n *network) Accept() (net.Conn, error) {
	select {
	case conn := <-n.conns:
		return conn, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (n *network) Close() error {
	n.once.Do(func() { close(n.closed) })
	return nil
}

// Addr implements net.Listener.
func (n *network) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }
