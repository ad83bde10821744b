package intercom

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// maxBody is the largest body that is read, in bytes after decompression. A ticket with 1,000 linked objects is far
// smaller.
const maxBody = 10 << 20

// Exchange describes one request and its answer to Observe, without headers and bodies.
type Exchange struct {
	Method, Path string
	// Attempt counts from 1; a higher number is a retry.
	Attempt int
	// Status is 0 if there was no answer.
	Status    int
	RequestID string
	Duration  time.Duration
	// Odd are the paths of the fields, such as tickets[].created_at, whose values do not fit and count as absent.
	Odd []string
}

// Pause describes a wait for the rate limit to Pausing.
type Pause struct {
	// Method and Path are from the first waiting request; others may wait with it.
	Method, Path string
	// Limit is the number of calls that Intercom allows in a window, or 0 if a 429 did not say.
	Limit int
	// Wait is the remaining time of the window.
	Wait time.Duration
}

// call is one request and the rules for its failures.
type call struct {
	method string
	path   string
	// area is the one of PreviewAreas that the call belongs to, if any.
	area string
	body any
	// idempotent: sending it twice changes nothing more than sending it once.
	idempotent bool
	// write: Ctrl-C does not interrupt it once it has started, because its effect would be unknown.
	write bool
	// checked: the caller uses a read to find out what an unreadable answer means, such as that of a DELETE, so the call is
	// not retried.
	checked bool
	// decode decodes and checks a 2xx answer.
	decode decoder
}

// answer is a 2xx answer.
type answer struct {
	status int
	body   []byte
	odd    []string // paths that its decoder found, as in Exchange
}

// decoder decodes and checks an answer.
type decoder func(a *answer) error

// attempt makes one exchange. Its error is an *APIError if Intercom answered and a *TransportError if not.
func (c *Client) attempt(ctx context.Context, cl call, payload []byte, n int) error {
	ctx, cancel := c.attemptContext(ctx, cl.write)
	defer cancel()
	// Without a connection, nothing can have been written, which decides whether a POST may be retried. If a RoundTripper does
	// not report its connections, the request counts as written.
	var connecting atomic.Bool
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { connecting.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { connecting.Store(false) },
	})
	req, err := http.NewRequestWithContext(traced, cl.method, c.base.String()+cl.path, bytes.NewReader(payload))
	if err != nil {
		return &TransportError{Method: cl.method, Path: cl.path, Err: err}
	}
	c.setHeaders(req, c.VersionOf(cl.area), payload != nil)

	start := c.clock.Now()
	exchange := Exchange{Method: cl.method, Path: cl.path, Attempt: n}
	defer func() {
		exchange.Duration = c.clock.Now().Sub(start)
		c.observe(ctx, exchange)
	}()
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return &TransportError{Method: cl.method, Path: cl.path, Sent: !connecting.Load(), Err: c.withoutToken(err)}
	}
	defer resp.Body.Close()
	c.pacer.observe(resp)
	received := c.clock.Now()
	body, err := readBody(resp)
	exchange.Status, exchange.RequestID = resp.StatusCode, c.requestID(resp.Header.Get("X-Request-Id"))
	success := resp.StatusCode >= 200 && resp.StatusCode <= 299
	if success && err == nil {
		a := &answer{status: resp.StatusCode, body: body}
		if err = cl.accepted(a); err == nil {
			exchange.Odd = a.odd
			c.learnTime(resp, received)
			return nil
		}
	}
	failure := c.newAPIError(cl, resp, body)
	if success {
		failure.Err = c.withoutToken(err)
	}
	if failure.Intercom {
		c.learnTime(resp, received)
	}
	exchange.RequestID = failure.RequestID
	return failure
}

// accepted decodes and checks a 2xx answer. An error body is an error with any status.
func (cl call) accepted(a *answer) error {
	if _, ok := errorList(a.body); ok {
		return errErrorList
	}
	return cl.decode(a)
}

// learnTime reads Intercom's time from one of its own answers.
func (c *Client) learnTime(resp *http.Response, received time.Time) {
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		c.offsets.add(date.Sub(received))
		c.dates.add(date)
	}
}

func readBody(resp *http.Response) ([]byte, error) {
	if resp.StatusCode < http.StatusOK {
		// What follows a 101 is not a body, and no context would stop reading it.
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if len(body) > maxBody {
		return body[:maxBody], fmt.Errorf("%w: more than %d MiB", errBodyTooLarge, maxBody>>20)
	}
	return body, err
}

// attemptContext limits one exchange. A write continues after Ctrl-C, but never past the deadline that the user set for the
// operation.
func (c *Client) attemptContext(ctx context.Context, write bool) (context.Context, context.CancelFunc) {
	if !write {
		return context.WithTimeout(ctx, c.attemptTimeout)
	}
	timeout := c.attemptTimeout
	if deadline, ok := ctx.Deadline(); ok {
		timeout = min(timeout, time.Until(deadline))
	}
	return context.WithTimeout(context.WithoutCancel(ctx), timeout)
}

func (c *Client) setHeaders(req *http.Request, version Version, hasBody bool) {
	req.Header.Set("Authorization", "Bearer "+c.token)
	// Without it, an unsupported method can answer 406.
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Intercom-Version", string(version))
	req.Header.Set("User-Agent", c.userAgent)
	if hasBody {
		req.Header.Set("Content-Type", "application/json")
	}
}

// decodeInto returns a decoder for 200s and 201s with the JSON of a T, which valid then checks. A 202 is a promise for
// later, and a 206 is a part.
func decodeInto[T any](out *T, valid func(*T) error) decoder {
	return func(a *answer) error {
		if a.status != http.StatusOK && a.status != http.StatusCreated {
			return fmt.Errorf("%w: the status is neither 200 nor 201", errBodyInvalid)
		}
		var decoded T
		// A Decoder would ignore data after the value.
		odd, err := unmarshal(a.body, &decoded)
		if err != nil {
			return fmt.Errorf("%w: %w", errBodyInvalid, err)
		}
		if err := valid(&decoded); err != nil {
			return err
		}
		*out, a.odd = decoded, odd
		return nil
	}
}
