package intercom

import (
	"bytes"
	"context"
	"encoding/json"
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
}

// call is one request to make, with what may be done when it fails.
type call struct {
	method string
	path   string
	body   any
	// safe: sending it a second time changes nothing more than the first time did.
	safe bool
	// write: Ctrl-C does not break it off while it is under way, since its effect would stay unknown.
	write bool
	// accept decodes and checks the body of a 2xx answer.
	accept func(body []byte) error
}

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
	c.learn(resp)
	body, err := readBody(resp)
	exchange.Status, exchange.RequestID = resp.StatusCode, Clean(resp.Header.Get("X-Request-Id"), maxID)
	success := resp.StatusCode >= 200 && resp.StatusCode <= 299
	if success && err == nil {
		err = cl.accept(body)
	}
	if success && err == nil {
		return nil
	}
	failure := c.newAPIError(cl, resp, body)
	if success {
		failure.Err = c.withoutToken(err)
	}
	exchange.RequestID = failure.RequestID
	return failure
}

// learn takes from an answer's headers how much of the rate limit is left and what time it is at Intercom's.
func (c *Client) learn(resp *http.Response) {
	c.pacer.observe(resp)
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		c.ahead.Store(int64(date.Sub(c.clock.Now())))
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

// decodeInto returns an accept function for answers of type T, which valid then checks.
func decodeInto[T any](out *T, valid func(*T) error) func([]byte) error {
	return func(body []byte) error {
		var decoded T
		// Unmarshal, not a Decoder: that one would ignore what trails the value.
		if err := json.Unmarshal(body, &decoded); err != nil {
			return fmt.Errorf("%w: %w", errBodyInvalid, err)
		}
		if err := valid(&decoded); err != nil {
			return err
		}
		*out = decoded
		return nil
	}
}
