package intercom_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// operations are the client's calls by the effect of a repetition.
var operations = []struct {
	name string
	call func(context.Context, *intercom.Unguarded) error
}{
	{"read", func(ctx context.Context, c *intercom.Unguarded) error {
		_, err := c.Ticket(ctx, "7")
		return err
	}},
	{"search", func(ctx context.Context, c *intercom.Unguarded) error {
		for _, err := range c.SearchTickets(ctx, intercom.Where("id", "=", "7"), 1) {
			return err
		}
		return nil
	}},
	{"create", func(ctx context.Context, c *intercom.Unguarded) error {
		_, err := c.CreateTicket(ctx, intercom.CreateTicketRequest{TicketTypeID: "1"})
		return err
	}},
	{"update", func(ctx context.Context, c *intercom.Unguarded) error {
		_, err := c.UpdateTicket(ctx, "7", intercom.UpdateTicketRequest{StateID: "1"})
		return err
	}},
	{"delete", func(ctx context.Context, c *intercom.Unguarded) error { return c.DeleteTicket(ctx, "7") }},
}

func status(code int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		_, _ = w.Write([]byte(body))
	}
}

// hangUp closes the connection after the request was read, without an answer.
func hangUp(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = conn.Close()
	}
}

func breakOff(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte(`{"type":"ticket","id":"7"`))
	_ = http.NewResponseController(w).Flush()
	hangUp(w, r)
}

func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// trickle sends a byte a second.
func trickle(w http.ResponseWriter, r *http.Request) {
	for {
		_, _ = w.Write([]byte(" "))
		_ = http.NewResponseController(w).Flush()
		select {
		case <-time.After(time.Second):
		case <-r.Context().Done():
			return
		}
	}
}

func upgrade(w http.ResponseWriter, r *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	_, _ = conn.Write([]byte("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"))
	// This side never closes the connection before the client does.
	_, _ = conn.Read(make([]byte, 1))
	_ = conn.Close()
}

const (
	may        = "may have happened"
	not        = "did not happen"
	unreadable = "may have happened, unreadable"
	gone       = "did not happen, not found"
	unsure     = "may have happened, not found"
	another    = "may have happened, another object"
)

func class(err error) string {
	text := not
	if intercom.MayHaveHappened(err) {
		text = may
	}
	if intercom.IsUnreadable(err) {
		text += ", unreadable"
	}
	if intercom.IsOtherObject(err) {
		text += ", another object"
	}
	if intercom.IsNotFound(err) {
		text += ", not found"
	}
	return text
}

// event is a fault of every request.
type event struct {
	name   string
	handle http.HandlerFunc
	pipe   func(*pipe)
	// requests by operation: read, search, create, update, delete.
	requests [5]int
	class    string
}

var (
	always = [5]int{4, 4, 4, 4, 4}
	never  = [5]int{1, 1, 1, 1, 1}
	safe   = [5]int{4, 4, 1, 1, 4}
	// looked: the caller must find out what an unreadable answer to a DELETE means.
	looked = [5]int{4, 4, 1, 1, 1}
)

func events() []event {
	const refusal = `{"type":"error.list","errors":[{"code":"refused","message":"No"}]}`
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	reset := &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
	return []event{
		{"connection refused", nil, func(p *pipe) { p.refuse = refused }, always, not},
		{"name unknown", nil, func(p *pipe) {
			p.refuse = &net.DNSError{Err: "no such host", Name: "api.intercom.io", IsNotFound: true}
		}, always, not},
		{"connecting takes too long", nil, func(p *pipe) { p.hang = true }, always, not},
		{"connection closed after the request", hangUp, nil, safe, may},
		{"connection reset after the request", hangUp, func(p *pipe) { p.reset = reset }, safe, may},
		{"no answer in time", hang, nil, safe, may},
		{"408", status(408, `{"type":"error.list","errors":[{"code":"request_timeout"}]}`), nil, safe, may},
		{"500", status(500, `{"type":"error.list","errors":[{"code":"server_error"}]}`), nil, safe, may},
		{"502 of a proxy", status(502, "<html><h1>502 Bad Gateway</h1></html>"), nil, safe, may},
		{"503", status(503, ""), nil, safe, may},
		{"504", status(504, ""), nil, safe, may},
		{"200, truncated", status(200, `{"type":"ticket","id":"7`), nil, looked, unreadable},
		{"200, broken off", breakOff, nil, looked, unreadable},
		{"200, HTML", status(200, "<html>Welcome to the hotel's network</html>"), nil, looked, unreadable},
		{"200, empty", status(200, ""), nil, looked, unreadable},
		{"200, null", status(200, "null"), nil, looked, unreadable},
		{"200, followed by more", status(200, `{"type":"ticket","id":"7"}{}`), nil, looked, unreadable},
		{"204", status(204, ""), nil, looked, unreadable},
		{"200, another type", status(200, `{"type":"conversation","object":"conversation","id":"7","deleted":true,"tickets":[{"type":"conversation","id":"7"}]}`), nil, never, another},
		{"200, a byte a second", trickle, nil, never, unreadable},
		{"200, over 10 MiB", status(200, strings.Repeat(" ", 10<<20+1)), nil, never, unreadable},
		{"400", status(400, `{"type":"error.list","errors":[{"code":"parameter_invalid"}]}`), nil, never, not},
		{"401", status(401, refusal), nil, never, not},
		{"403", status(403, refusal), nil, never, not},
		{"404", status(404, refusal), nil, never, gone},
		{"405", status(405, refusal), nil, never, not},
		{"406", status(406, refusal), nil, never, not},
		{"409", status(409, refusal), nil, never, not},
		{"413", status(413, refusal), nil, never, not},
		{"415", status(415, refusal), nil, never, not},
		{"422", status(422, refusal), nil, never, not},
		{"410", status(410, refusal), nil, never, unsure},
		{"400 of a proxy", status(400, "<html>"), nil, never, may},
		{"401 of a proxy", status(401, "<html>"), nil, never, may},
		{"403 of a proxy", status(403, "<html>"), nil, never, may},
		{"404 of a proxy", status(404, "<html>"), nil, never, unsure},
		{"409 of a proxy", status(409, "<html>"), nil, never, may},
		{"422 of a proxy", status(422, "<html>"), nil, never, may},
		{"418", status(418, refusal), nil, never, may},
		{"425", status(425, refusal), nil, never, may},
		{"499", status(499, refusal), nil, never, may},
		{"302", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/elsewhere", http.StatusFound) }, nil, never, may},
		{"304", status(304, ""), nil, never, may},
		{"101", upgrade, nil, never, may},
		{"429", status(429, ""), nil, [5]int{60, 60, 60, 60, 60}, not},
	}
}

func TestWhatIsRepeatedAndWhatMayHaveHappened(t *testing.T) {
	t.Parallel()
	for _, e := range events() {
		for i, op := range operations {
			t.Run(e.name+"/"+op.name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var arrived atomic.Int64
					p, httpClient := newPipe(t, func(w http.ResponseWriter, r *http.Request) {
						arrived.Add(1)
						// net/http notices that a client left only after the body is read.
						_, _ = io.Copy(io.Discard, r.Body)
						e.handle(w, r)
					})
					if e.pipe != nil {
						e.pipe(p)
					}
					var exchanges int
					client := newClient(t, intercom.Config{
						BaseURL: "http://127.0.0.1", HTTPClient: httpClient,
						Observe: func(_ context.Context, x intercom.Exchange) {
							exchanges++
							if x.Attempt != exchanges {
								t.Errorf("exchange %d says that it is attempt %d", exchanges, x.Attempt)
							}
						},
					})
					err := op.call(t.Context(), client)
					if err == nil {
						t.Fatal("no error")
					}
					if exchanges != e.requests[i] {
						t.Errorf("%d attempts, want %d: %v", exchanges, e.requests[i], err)
					}
					if e.handle != nil && int(arrived.Load()) != e.requests[i] {
						t.Errorf("%d requests arrived, want %d", arrived.Load(), e.requests[i])
					}
					if got := class(err); got != e.class {
						t.Errorf("it %s, want: %s: %v", got, e.class, err)
					}
					assertPresentable(t, err)
				})
			})
		}
	}
}

func TestAnswerAboutAnotherTicketIsAnErrorAndNotRepeated(t *testing.T) {
	t.Parallel()
	for i, body := range []string{
		`{"type":"ticket","id":"8","object":"ticket","deleted":true}`,
		`{"type":"contact","id":"7","object":"contact","deleted":true}`,
		`{"type":"ticket","id":"8"}`,
	} {
		for _, op := range operations {
			if op.name == "create" || op.name == "search" || op.name == "delete" && i == 2 {
				continue
			}
			t.Run(fmt.Sprintf("%s/%d", op.name, i), func(t *testing.T) {
				t.Parallel()
				requests := 0
				client := newClient(t, intercom.Config{Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(
					func(req *http.Request) (*http.Response, error) {
						requests++
						return respond(req, 200, body), nil
					})}})
				err := op.call(t.Context(), client)
				if requests != 1 || !intercom.IsOtherObject(err) || intercom.IsNotFound(err) {
					t.Errorf("%d requests, %v", requests, err)
				}
			})
		}
	}
}

// TestSuccessAfterARepetition: earlier failures do not affect the result.
func TestSuccessAfterARepetition(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var n atomic.Int64
		_, httpClient := newPipe(t, func(w http.ResponseWriter, r *http.Request) {
			switch n.Add(1) {
			case 1:
				hangUp(w, r)
			case 2:
				status(502, "<html>")(w, r)
			case 3:
				status(200, `{"type":"ticket","id":"7"`)(w, r)
			default:
				status(200, `{"type":"ticket","id":"7","category":"Tracker"}`)(w, r)
			}
		})
		client := newClient(t, intercom.Config{BaseURL: "http://127.0.0.1", HTTPClient: httpClient})
		start := time.Now()
		ticket, err := client.Ticket(t.Context(), "7")
		if err != nil || ticket.Category != "Tracker" || n.Load() != 4 {
			t.Fatalf("%+v, %v after %d requests", ticket, err, n.Load())
		}
		// 0.5 s, 1 s, 2 s, and up to a quarter more of each.
		if took := time.Since(start); took < 3500*time.Millisecond || took > 4500*time.Millisecond {
			t.Errorf("the three waits took %v", took)
		}
	})
}

// TestWithoutTracesOfTheConnectionAWriteIsNotRepeated: a RoundTripper that does not report whether anything was written may
// have written all of it.
func TestWithoutTracesOfTheConnectionAWriteIsNotRepeated(t *testing.T) {
	t.Parallel()
	requests := 0
	client := newClient(t, intercom.Config{Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(
		func(*http.Request) (*http.Response, error) {
			requests++
			return nil, errors.New("lost")
		})}})
	_, err := client.CreateTicket(t.Context(), intercom.CreateTicketRequest{})
	if requests != 1 || !intercom.MayHaveHappened(err) {
		t.Errorf("%d requests, %v", requests, err)
	}
}
