package intercom_test

import (
	"context"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// secret is the token of every client here. It must not be in an error or reach another host.
const secret = "dG9rOnNlY3JldC1hY2Nlc3MtdG9rZW4"

func newClient(tb testing.TB, cfg intercom.Config) *intercom.Unguarded {
	tb.Helper()
	if cfg.Token == "" {
		cfg.Token = secret
	}
	client, err := intercom.New(cfg)
	if err != nil {
		tb.Fatal(err)
	}
	return intercom.Unguard(client)
}

// clock is an intercom.Clock whose waits end immediately. Its time is the sum of the waits.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	over := make(chan time.Time, 1)
	over <- c.now
	return over
}

// answers is an http.RoundTripper that never leaves the process.
type answers func(*http.Request) (*http.Response, error)

func (a answers) RoundTrip(req *http.Request) (*http.Response, error) { return a(req) }

// pipe is a network with one server for a synctest bubble: net/http at both ends, but no socket, because waiting for a
// socket does not let the bubble's time pass.
type pipe struct {
	conns  chan net.Conn
	closed chan struct{}

	mu    sync.Mutex
	dials int
	// refuse is the error of every attempt to connect; hang makes attempts never end.
	refuse error
	hang   bool
	// reset is the error of every read at the client's end.
	reset error
}

// newPipe serves handler until the test ends. base is the server's URL for the client.
func newPipe(t *testing.T, handler http.HandlerFunc) (p *pipe, client *http.Client) {
	t.Helper()
	p = &pipe{conns: make(chan net.Conn), closed: make(chan struct{})}
	server := &http.Server{Handler: handler}
	var serving sync.WaitGroup
	serving.Go(func() { _ = server.Serve(p) })
	transport := &http.Transport{DialContext: p.dial}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		_ = server.Close()
		serving.Wait()
	})
	return p, &http.Client{Transport: transport}
}

func (p *pipe) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	p.mu.Lock()
	p.dials++
	p.mu.Unlock()
	if p.hang {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if p.refuse != nil {
		return nil, p.refuse
	}
	near, far := net.Pipe()
	select {
	case p.conns <- far:
		return &resetting{Conn: near, err: p.reset}, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipe) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipe) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	return nil
}

func (p *pipe) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// resetting is a connection whose reads at the client return an error, if there is one.
type resetting struct {
	net.Conn
	err error
}

func (c *resetting) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if c.err != nil {
		return 0, c.err
	}
	return n, err
}
