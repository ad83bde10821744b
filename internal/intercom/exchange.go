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

// maxBody is the largest body that is read, in bytes after decompression; a ticket with 1,000 linked objects stays far
// below it.
const maxBody = 10 << 20

// Exchange is what Observe learns of one request and its answer: never a header, never a body.
type Exchange struct {
	Method, Path string
	// Attempt counts from 1; above that the request is a repetition.
	Attempt int
	// Status is 0 where no answer came.
	Status    int
	RequestID string
	Duration  time.Duration
	// Odd are the paths of the fields, such as tickets[].created_at, whose values do not fit and are taken for absent.
	Odd []string
}

// Pause is what Pausing learns of a wait for the rate limit.
type Pause struct {
	// Method and Path are of the first request that waits; others may wait with it.
	Method, Path string
	// Limit is how many calls Intercom allows in a window, or 0 where a 429 did not tell.
	Limit int
	// Wait is how long the window lasts from now on.
	Wait time.Duration
}

// call is one request to make, with what may be done when it fails.
type call struct {
	method string
	path   string
	body   any
	// idempotent: sending it a second time changes nothing more than the first time did.
	idempotent bool
	// write: Ctrl-C does not break it off while it is under way, since its effect would stay unknown.
	write bool
	// checked: the caller reads what an unreadable answer does not tell, as that of a DELETE, so that it is not repeated.
	checked bool
	// decode decodes and checks a 2xx answer.
	decode decoder
}

// answer is a 2xx answer.
type answer struct {
	status int
	body   []byte
	odd    []string // what its decoder found, as in Exchange
}

// decoder decodes and checks an answer.
type decoder func(a *answer) error

// attempt makes one exchange. Its error is an *APIError if Intercom answered and a *TransportError if not.
func (c *Client) attempt(ctx context.Context, cl call, payload []byte, n int) error {
	ctx, cancel := c.attemptContext(ctx, cl.write)
	defer cancel()
	// While there is no connection yet nothing can have been written: this decides whether a POST may be repeated. A
	// RoundTripper that tells nothing of its connections is taken to have written.
	var connecting atomic.Bool
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { connecting.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { connecting.Store(false) },
	})
	req, err := http.NewRequestWithContext(traced, cl.method, c.base.String()+cl.path, bytes.NewReader(payload))
	if err != nil {
		return &TransportError{Method: cl.method, Path: cl.path, Err: err}
	}
	c.setHeaders(req, payload != nil)

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
	exchange.Status, exchange.RequestID = resp.StatusCode, c.clean(resp.Header.Get("X-Request-Id"), maxID)
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

// accepted decodes and checks a 2xx answer. An error is one under any status.
func (cl call) accepted(a *answer) error {
	if _, ok := errorList(a.body); ok {
		return errErrorList
	}
	return cl.decode(a)
}

// learnTime takes from one of Intercom's own answers what time it is there.
func (c *Client) learnTime(resp *http.Response, received time.Time) {
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		c.offsets.add(date.Sub(received))
		c.dates.add(date)
	}
}

func readBody(resp *http.Response) ([]byte, error) {
	if resp.StatusCode < http.StatusOK {
		// What follows a 101 is no body, and no context would end the reading of it.
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if len(body) > maxBody {
		return body[:maxBody], fmt.Errorf("%w: more than %d MiB", errBodyTooLarge, maxBody>>20)
	}
	return body, err
}

// attemptContext bounds one exchange. A write outlives Ctrl-C, but never the deadline that the user gave the operation.
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

func (c *Client) setHeaders(req *http.Request, hasBody bool) {
	req.Header.Set("Authorization", "Bearer "+c.token)
	// Without it an unsupported method can answer 406.
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Intercom-Version", string(c.version))
	req.Header.Set("User-Agent", c.userAgent)
	if hasBody {
		req.Header.Set("Content-Type", "application/json")
	}
}

// decodeInto returns an decoder of 200s and 201s with the JSON of a T, which valid then checks. A 202 promises something for
// later, a 206 is a part.
func decodeInto[T any](out *T, valid func(*T) error) decoder {
	return func(a *answer) error {
		if a.status != http.StatusOK && a.status != http.StatusCreated {
			return fmt.Errorf("%w: the status is neither 200 nor 201", errBodyInvalid)
		}
		var decoded T
		// No Decoder: that one would ignore what trails the value.
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
