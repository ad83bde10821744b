package intercom_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// mutable is a connection that a network can silence: what is written disappears, and nothing arrives any more.
type mutable struct {
	net.Conn
	silent atomic.Bool
}

func (c *mutable) Write(b []byte) (int, error) {
	if c.silent.Load() {
		return len(b), nil
	}
	return c.Conn.Write(b)
}

// TestSilentHTTP2ConnectionIsReplaced: a network that forgets a connection without a word would otherwise swallow every try, and
// each POST would count as sent.
func TestSilentHTTP2ConnectionIsReplaced(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &pipe{conns: make(chan net.Conn), closed: make(chan struct{})}
		server := &httptest.Server{Listener: p, EnableHTTP2: true, Config: &http.Server{
			ErrorLog: discard,
			Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.ProtoMajor != 2 {
					t.Errorf("%s, not HTTP/2", r.Proto)
				}
				status(200, `{"type":"ticket","id":"7"}`)(w, r)
			}),
		}}
		server.StartTLS()
		transport := intercom.NewTransport()
		transport.TLSClientConfig.RootCAs = server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
		var mu sync.Mutex
		var dialed []*mutable
		transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := p.dial(ctx, network, address)
			if err != nil {
				return nil, err
			}
			mu.Lock()
			defer mu.Unlock()
			dialed = append(dialed, &mutable{Conn: conn})
			return dialed[len(dialed)-1], nil
		}
		client := newClient(t, intercom.Config{BaseURL: "https://example.com", HTTPClient: &http.Client{Transport: transport}})
		if _, err := client.Ticket(t.Context(), "7"); err != nil {
			t.Fatal(err)
		}
		dialed[0].silent.Store(true)
		start := time.Now()
		if _, err := client.Ticket(t.Context(), "7"); err != nil {
			t.Errorf("a new connection works, but %v", err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("the second try began only after %s", took)
		}
		if len(dialed) != 2 {
			t.Errorf("%d connections", len(dialed))
		}
		transport.CloseIdleConnections()
		_ = dialed[0].Close()
		server.Close()
	})
}
