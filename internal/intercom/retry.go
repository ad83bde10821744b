package intercom

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/avast/retry-go/v5"
)

// Limits of retries. A 429 proves that nothing happened, so the client waits as long as the caller's context lasts, for up
// to maxRateLimited answers. Everything else is tried at most maxTries times.
const (
	maxTries       = 4
	maxRateLimited = 60
	firstDelay     = 500 * time.Millisecond
	maxDelay       = 10 * time.Second
)

// do makes the call and retries it if that cannot duplicate an effect:
//
//   - 429: always, after the end of the window that Intercom names;
//   - nothing was written (connection refused, DNS): always;
//   - a broken connection, 408, 5xx, or an unreadable 200: only if the call is idempotent.
//
// The wait ends with the context; the error then wraps both the context's error and the last answer's.
func (c *Client) do(ctx context.Context, cl call) error {
	var payload []byte
	if cl.body != nil {
		var err error
		if payload, err = json.Marshal(cl.body); err != nil {
			return fmt.Errorf("%s %s: %w", cl.method, cl.path, err)
		}
	}
	var attempts, limited, failed int
	var last, earlier error
	var waited time.Duration
	again := func(err error) bool {
		if rateLimited(err) {
			limited++
			return limited < maxRateLimited
		}
		failed++
		return failed < maxTries && repeatable(cl, err)
	}
	err := retry.New(
		retry.Context(ctx),
		retry.Attempts(0),
		retry.RetryIf(again),
		retry.DelayType(func(_ uint, err error, _ retry.DelayContext) time.Duration {
			wait := c.delay(err, limited, failed)
			if rateLimited(err) && c.pacer.refused(wait) {
				c.pausing(ctx, Pause{Method: cl.method, Path: cl.path, Wait: wait})
			}
			return wait
		}),
		retry.WithTimer(c.clock),
	).Do(func() error {
		begin := c.clock.Now()
		if err := c.pacer.wait(ctx, func(limit int, wait time.Duration) {
			c.pausing(ctx, Pause{Method: cl.method, Path: cl.path, Limit: limit, Wait: wait})
		}); err != nil {
			waited = c.clock.Now().Sub(begin)
			return retry.Unrecoverable(err)
		}
		defer c.pacer.done()
		attempts++
		if MayHaveHappened(last) {
			earlier = last
		}
		last = c.attempt(ctx, cl, payload, attempts)
		return last
	})
	if err == nil {
		return nil
	}
	switch {
	case last == nil && waited >= time.Second:
		return &NotSentError{Method: cl.method, Path: cl.path, Waited: waited, Err: context.Cause(ctx)}
	case last == nil:
		return &TransportError{Method: cl.method, Path: cl.path, Err: context.Cause(ctx)}
	}
	if cl.write && earlier != nil && !MayHaveHappened(last) {
		last = &UncertainError{Last: last, Earlier: earlier}
	}
	if ctx.Err() != nil && !errors.Is(last, ctx.Err()) {
		return fmt.Errorf("%w (stopped: %w)", last, context.Cause(ctx))
	}
	return last
}

// repeatable decides about every error except a 429.
func repeatable(cl call, err error) bool {
	if transport, ok := errors.AsType[*TransportError](err); ok {
		return !certificateRefused(err) && (cl.idempotent || !transport.Sent)
	}
	api, ok := errors.AsType[*APIError](err)
	if !ok || !cl.idempotent {
		return false
	}
	for _, lasting := range []error{errOtherObject, errBodyTooLarge, context.DeadlineExceeded} {
		// A body that was too large or too slow would be so again.
		if errors.Is(err, lasting) {
			return false
		}
	}
	// The caller must find out what an unreadable answer to a DELETE means: the object may be gone.
	return api.StatusCode >= 500 || api.StatusCode == http.StatusRequestTimeout ||
		api.unreadable() && cl.method != http.MethodDelete && !cl.checked
}

func rateLimited(err error) bool {
	api, ok := errors.AsType[*APIError](err)
	return ok && api.StatusCode == http.StatusTooManyRequests
}

// certificateRefused: a retry would get the same certificate, or the same server without TLS.
func certificateRefused(err error) bool {
	var (
		verification *tls.CertificateVerificationError
		authority    x509.UnknownAuthorityError
		hostname     x509.HostnameError
		invalid      x509.CertificateInvalidError
		notTLS       tls.RecordHeaderError
	)
	return errors.As(err, &verification) || errors.As(err, &authority) || errors.As(err, &hostname) ||
		errors.As(err, &invalid) || errors.As(err, &notTLS)
}

// delay is the time until the next attempt: what Intercom requests, or else a time that doubles with each failure, plus a
// random part of up to a quarter so that parallel calls do not retry at the same time.
func (c *Client) delay(err error, limited, failed int) time.Duration {
	if api, ok := errors.AsType[*APIError](err); ok {
		if named, ok := namedWait(api.header, c.clock.Now()); ok && (rateLimited(err) || api.StatusCode == http.StatusServiceUnavailable) {
			return jitter(named)
		}
	}
	n := failed
	if rateLimited(err) {
		n = limited
	}
	return jitter(min(maxDelay, time.Duration(float64(firstDelay)*math.Pow(2, float64(min(n, 10)-1)))))
}

func jitter(d time.Duration) time.Duration {
	return d + rand.N(d/4+time.Millisecond) //nolint:gosec // it only spreads out calls
}
