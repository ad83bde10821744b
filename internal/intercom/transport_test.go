package intercom_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestConnectionsAreKeptForTerraformsParallelism: concurrent calls need one connection each, and later ones need no new
// connection.
func TestConnectionsAreKeptForTerraformsParallelism(t *testing.T) {
	t.Parallel()
	const parallel, rounds = 60, 5
	var opened atomic.Int64
	var mu sync.Mutex
	arrived, together := 0, make(chan struct{})
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		release := together
		if arrived++; arrived%parallel == 0 {
			close(together)
			together = make(chan struct{})
		}
		mu.Unlock()
		<-release
		status(200, `{"type":"ticket","id":"7"}`)(w, r)
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	transport := intercom.NewTransport()
	defer transport.CloseIdleConnections()
	httpClient := &http.Client{Transport: transport}
	for range rounds {
		var wg sync.WaitGroup
		for range parallel {
			wg.Go(func() {
				resp, err := httpClient.Get(server.URL)
				if err != nil {
					t.Error(err)
					return
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
			})
		}
		wg.Wait()
	}
	if opened.Load() != parallel {
		t.Errorf("%d connections for %d calls at a time", opened.Load(), parallel)
	}
}

func TestTransportSpeaksTLS12OrLaterThroughTheProxyOfTheEnvironment(t *testing.T) {
	t.Parallel()
	transport := intercom.NewTransport()
	if transport.TLSClientConfig.MinVersion != tls.VersionTLS12 || transport.TLSClientConfig.InsecureSkipVerify {
		t.Error("TLS 1.1 or a forged certificate would do")
	}
	if transport.Proxy == nil || !transport.ForceAttemptHTTP2 {
		t.Error("no proxy of the environment, or no HTTP/2")
	}
}

// TestBadTLSIsAnErrorAtOnce: nothing was sent, and a retry would have the same result.
func TestBadTLSIsAnErrorAtOnce(t *testing.T) {
	t.Parallel()
	quiet := func(s *httptest.Server) { s.Config.ErrorLog = discard }
	forged := httptest.NewUnstartedServer(status(200, `{"type":"ticket","id":"7"}`))
	quiet(forged)
	forged.StartTLS()
	defer forged.Close()
	plain := httptest.NewUnstartedServer(status(200, `{"type":"ticket","id":"7"}`))
	quiet(plain)
	plain.Start()
	defer plain.Close()
	for name, url := range map[string]string{
		"certificate of an unknown authority": forged.URL,
		"no TLS at all":                       strings.Replace(plain.URL, "http:", "https:", 1),
	} {
		for _, op := range operations {
			exchanges := 0
			client := newClient(t, intercom.Config{
				BaseURL: url, Clock: &clock{}, Observe: func(context.Context, intercom.Exchange) { exchanges++ },
			})
			err := op.call(t.Context(), client)
			var transportErr *intercom.TransportError
			if !errors.As(err, &transportErr) || exchanges != 1 || intercom.MayHaveHappened(err) {
				t.Errorf("%s, %s: %d attempts, %v", name, op.name, exchanges, err)
			}
		}
	}
}

// TestWriteCutOffOverHTTP2IsNotRepeated: Intercom uses HTTP/2, where a stream can end without its connection.
func TestWriteCutOffOverHTTP2IsNotRepeated(t *testing.T) {
	t.Parallel()
	var requests atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("%s, not HTTP/2", r.Proto)
		}
		requests.Add(1)
		panic(http.ErrAbortHandler)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	for _, op := range operations {
		requests.Store(0)
		client := newClient(t, intercom.Config{BaseURL: server.URL, HTTPClient: server.Client(), Clock: &clock{}})
		err := op.call(t.Context(), client)
		want := int64(4)
		if op.name == "create" || op.name == "update" {
			want = 1
		}
		if !intercom.MayHaveHappened(err) || requests.Load() != want {
			t.Errorf("%s: %d requests, %v", op.name, requests.Load(), err)
		}
	}
}

// elsewhere records requests to a server that must not get any.
type elsewhere struct {
	mu       sync.Mutex
	requests int
	tokens   int
}

func (e *elsewhere) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	dump, _ := httputil.DumpRequest(r, true)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.requests++
	e.tokens += bytes.Count(dump, []byte(secret))
	_, _ = w.Write([]byte(`{"type":"ticket","id":"7","object":"ticket","deleted":true,"tickets":[]}`))
}

// TestRedirectIsAnErrorAndCarriesTheTokenNowhere, whatever its status and target.
func TestRedirectIsAnErrorAndCarriesTheTokenNowhere(t *testing.T) {
	t.Parallel()
	other := &elsewhere{}
	otherPort := httptest.NewServer(other)
	t.Cleanup(func() {
		otherPort.Close()
		if other.requests != 0 || other.tokens != 0 {
			t.Errorf("%d requests with %d tokens reached another server", other.requests, other.tokens)
		}
	})
	for _, target := range []string{
		strings.Replace(otherPort.URL, "127.0.0.1", "localhost", 1) + "/tickets/7", // another host
		otherPort.URL + "/tickets/7", // another port, and http instead of https
		"https" + strings.TrimPrefix(otherPort.URL, "http") + "/tickets/7",
		"/tickets/8", // the same host
		"",
		"//evil.example/%zz?token=" + secret, // not a URL
		"//evil.example/" + secret,
	} {
		for _, status := range []int{301, 302, 303, 307, 308, 300, 304, 305} {
			for _, op := range operations {
				t.Run(fmt.Sprintf("%d/%s/%s", status, target, op.name), func(t *testing.T) {
					t.Parallel()
					var methods []string
					origin := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						methods = append(methods, r.Method)
						w.Header().Set("Location", target)
						w.WriteHeader(status)
					}))
					client := newClient(t, intercom.Config{BaseURL: origin.URL, HTTPClient: origin.Client(), Clock: &clock{}})
					err := op.call(t.Context(), client)
					// Close waits for the handlers.
					origin.Close()
					var api *intercom.APIError
					if !errors.As(err, &api) || api.StatusCode != status || intercom.IsNotFound(err) || !intercom.MayHaveHappened(err) {
						t.Fatalf("the redirect is taken for something else: %v", err)
					}
					assertPresentable(t, err)
					want := strings.TrimPrefix(strings.TrimPrefix(target, "https://"), "http://")
					want = strings.TrimPrefix(strings.Replace(want, secret, "[access token]", 1), "//")
					if strings.Contains(target, "%zz") {
						want = "an address that is not a URL"
					}
					if api.Location != want {
						t.Errorf("the error does not name %s: %v", want, err)
					}
					if len(methods) != 1 {
						t.Errorf("requests: %v", methods)
					}
				})
			}
		}
	}
}

// TestTokenInABrokenAnswerIsHidden: net/http quotes a header that it cannot parse.
func TestTokenInABrokenAnswerIsHidden(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, httpClient := newPipe(t, func(w http.ResponseWriter, r *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\nX-Echo: \x1b" + r.Header.Get("Authorization") + "\r\n\r\n"))
				_ = conn.Close()
			}
		})
		client := newClient(t, intercom.Config{BaseURL: "http://127.0.0.1", HTTPClient: httpClient})
		_, err := client.Ticket(t.Context(), "7")
		if err == nil || !strings.Contains(err.Error(), "[access token]") {
			t.Fatalf("no error that quotes the header: %v", err)
		}
		assertPresentable(t, err)
	})
}

// TestGzipBombIsCutAt10MiB: the size after decompression counts.
func TestGzipBombIsCutAt10MiB(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	w, err := gzip.NewWriterLevel(&bomb, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	spaces := bytes.Repeat([]byte(" "), 1<<20)
	for range 11 {
		_, _ = w.Write(spaces)
	}
	_, _ = w.Write([]byte(`{"type":"ticket","id":"7"}`))
	_ = w.Close()
	for code, requests := range map[int]int64{200: 1, 404: 1} {
		synctest.Test(t, func(t *testing.T) {
			var n atomic.Int64
			_, httpClient := newPipe(t, func(w http.ResponseWriter, _ *http.Request) {
				n.Add(1)
				w.Header().Set("Content-Encoding", "gzip")
				w.WriteHeader(code)
				_, _ = w.Write(bomb.Bytes())
			})
			_, err := newClient(t, intercom.Config{BaseURL: "http://127.0.0.1", HTTPClient: httpClient}).Ticket(t.Context(), "7")
			if err == nil || n.Load() != requests || intercom.IsNotFound(err) != (code == 404) {
				t.Fatalf("%d: %d requests, %v", code, n.Load(), err)
			}
			if code == 200 && !strings.Contains(err.Error(), "10 MiB") {
				t.Errorf("the error does not name the cause: %v", err)
			}
			assertPresentable(t, err)
		})
	}
}

// endless is a body that never ends.
type endless struct{ read int }

func (e *endless) Read(b []byte) (int, error) {
	if e.read += len(b); e.read > 64<<20 {
		return 0, errors.New("far too much was read")
	}
	return len(b), nil
}

func TestBodyIsReadUpTo10MiBAndNoFurther(t *testing.T) {
	t.Parallel()
	body := &endless{}
	client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
		resp := respond(req, 200, "")
		resp.Body = io.NopCloser(body)
		return resp, nil
	})}})
	_, err := client.CreateTicket(t.Context(), intercom.CreateTicketRequest{})
	if !intercom.IsUnreadable(err) || !strings.Contains(err.Error(), "10 MiB") || body.read > 11<<20 {
		t.Errorf("%d bytes were read: %v", body.read, err)
	}
}
