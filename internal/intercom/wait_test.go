package intercom_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestWaitAfter429 measures the time between a refused call and its retry, by the headers of the refusal.
func TestWaitAfter429(t *testing.T) {
	t.Parallel()
	// Without a usable header: half a second with jitter, and no call at all for a second.
	const unnamedLeast, unnamedMost = time.Second, 1500 * time.Millisecond
	reset := func(d time.Duration) func(http.Header) {
		return func(h http.Header) { h.Set("X-RateLimit-Reset", strconv.FormatInt(time.Now().Add(d).Unix(), 10)) }
	}
	clockOff := func(off time.Duration) func(http.Header) {
		return func(h http.Header) {
			h.Set("Date", time.Now().Add(off).UTC().Format(http.TimeFormat))
			h.Set("X-RateLimit-Reset", strconv.FormatInt(time.Now().Add(off+8*time.Second).Unix(), 10))
		}
	}
	retryAfter := func(value string) func(http.Header) {
		return func(h http.Header) { h.Set("Retry-After", value) }
	}
	for _, c := range []struct {
		name        string
		headers     func(http.Header)
		least, most time.Duration
	}{
		{"reset in 8 s", reset(8 * time.Second), 8 * time.Second, 11 * time.Second},
		{"reset in 8 s, Intercom's clock an hour ahead", clockOff(time.Hour), 8 * time.Second, 11 * time.Second},
		{"reset in 8 s, Intercom's clock an hour behind", clockOff(-time.Hour), 8 * time.Second, 11 * time.Second},
		{"reset missing", func(http.Header) {}, unnamedLeast, unnamedMost},
		{"reset past", reset(-8 * time.Second), unnamedLeast, unnamedMost},
		{"reset now", reset(0), unnamedLeast, unnamedMost},
		{"reset far away", reset(time.Hour), unnamedLeast, unnamedMost},
		{"reset garbage", func(h http.Header) { h.Set("X-RateLimit-Reset", "soon") }, unnamedLeast, unnamedMost},
		{"reset beyond all numbers", func(h http.Header) { h.Set("X-RateLimit-Reset", "99999999999999999999") }, unnamedLeast, unnamedMost},
		{"reset the largest number", func(h http.Header) { h.Set("X-RateLimit-Reset", "9223372036854775807") }, unnamedLeast, unnamedMost},
		{"reset the smallest number", func(h http.Header) { h.Set("X-RateLimit-Reset", "-9223372036854775808") }, unnamedLeast, unnamedMost},
		{"reset before Retry-After", func(h http.Header) { reset(8 * time.Second)(h); h.Set("Retry-After", "2") }, 8 * time.Second, 11 * time.Second},
		{"Retry-After 8", retryAfter("8"), 8 * time.Second, 11 * time.Second},
		{"Retry-After a date", func(h http.Header) {
			h.Set("Retry-After", time.Now().Add(8*time.Second).UTC().Format(http.TimeFormat))
		}, 8 * time.Second, 11 * time.Second},
		{"Retry-After 0", retryAfter("0"), unnamedLeast, unnamedMost},
		{"Retry-After negative", retryAfter("-5"), unnamedLeast, unnamedMost},
		{"Retry-After a day", retryAfter("86400"), unnamedLeast, unnamedMost},
		{"Retry-After that overflows", retryAfter("9223372036854775807"), unnamedLeast, unnamedMost},
	} {
		for _, op := range operations {
			t.Run(c.name+"/"+op.name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var at []time.Time
					client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(
						func(req *http.Request) (*http.Response, error) {
							at = append(at, time.Now())
							if len(at) > 1 {
								return respond(req, 200, `{"type":"ticket","id":"7","object":"ticket","deleted":`+deleted(op.name)+`,"tickets":[],"total_count":0}`), nil
							}
							resp := respond(req, 429, "")
							c.headers(resp.Header)
							return resp, nil
						})}})
					if err := op.call(t.Context(), client); err != nil {
						t.Fatal(err)
					}
					if len(at) != 2 {
						t.Fatalf("%d requests", len(at))
					}
					if waited := at[1].Sub(at[0]); waited < c.least || waited > c.most {
						t.Errorf("waited %v, want %v to %v", waited, c.least, c.most)
					}
				})
			})
		}
	}
}

func deleted(operation string) string { return strconv.FormatBool(operation == "delete") }

func TestRetryAfterOf503IsWaitedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(
			func(req *http.Request) (*http.Response, error) {
				if at = append(at, time.Now()); len(at) > 1 {
					return respond(req, 200, `{"type":"ticket","id":"7"}`), nil
				}
				resp := respond(req, 503, "")
				resp.Header.Set("Retry-After", "20")
				return resp, nil
			})}})
		if _, err := client.Ticket(t.Context(), "7"); err != nil {
			t.Fatal(err)
		}
		if waited := at[1].Sub(at[0]); waited < 20*time.Second || waited > 25*time.Second {
			t.Errorf("waited %v", waited)
		}
	})
}

func TestWaitsDifferSoThatParallelCallsDoNotComeBackTogether(t *testing.T) {
	t.Parallel()
	waits := map[time.Duration]bool{}
	for range 20 {
		c := &clock{}
		client := newClient(t, intercom.Config{Clock: c, HTTPClient: &http.Client{Transport: answers(
			func(req *http.Request) (*http.Response, error) { return respond(req, 500, ""), nil })}})
		_, err := client.Ticket(t.Context(), "7")
		if err == nil {
			t.Fatal("no error")
		}
		waits[c.Now().Sub(time.Time{})] = true
	}
	if len(waits) < 15 {
		t.Errorf("20 calls waited only %d different times", len(waits))
	}
}

// TestCanceledContextEndsTheWaitAtOnce: the error shows the reason for the wait, and that it was stopped.
func TestCanceledContextEndsTheWaitAtOnce(t *testing.T) {
	t.Parallel()
	for _, op := range operations {
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				requests := 0
				client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(
					func(req *http.Request) (*http.Response, error) {
						requests++
						resp := respond(req, 429, `{"type":"error.list","errors":[{"code":"rate_limit_exceeded"}]}`)
						resp.Header.Set("Retry-After", "30")
						return resp, nil
					})}})
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(3*time.Second, cancel)
				start := time.Now()
				err := op.call(ctx, client)
				if took := time.Since(start); took != 3*time.Second {
					t.Errorf("stopped after %v, want 3 s", took)
				}
				var api *intercom.APIError
				if !errors.Is(err, context.Canceled) || !errors.As(err, &api) || !api.HasCode("rate_limit_exceeded") {
					t.Errorf("the error does not tell both causes: %v", err)
				}
				if requests != 1 || intercom.MayHaveHappened(err) {
					t.Errorf("%d requests, %v", requests, err)
				}
			})
		})
	}
}

// TestCanceledContextEndsTheWaitForTheWindow: a call that waits for its turn was not sent.
func TestCanceledContextEndsTheWaitForTheWindow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		requests := 0
		client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(
			func(req *http.Request) (*http.Response, error) {
				requests++
				resp := respond(req, 200, `{"type":"ticket","id":"7"}`)
				windowed(resp, 100, 0, 8*time.Second)
				return resp, nil
			})}})
		if _, err := client.Ticket(t.Context(), "7"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		stop := errors.New("interrupted")
		time.AfterFunc(time.Second, func() { cancel(stop) })
		start := time.Now()
		_, err := client.CreateTicket(ctx, intercom.CreateTicketRequest{})
		if took := time.Since(start); took != time.Second || requests != 1 {
			t.Errorf("stopped after %v and %d requests", took, requests)
		}
		if !errors.Is(err, stop) || intercom.MayHaveHappened(err) {
			t.Errorf("the call that was never made says: %v", err)
		}
		// The window's end, plus the second that its header may be early.
		if _, err := client.Ticket(t.Context(), "7"); err != nil || time.Since(start) != 9*time.Second {
			t.Errorf("the next call came after %v: %v", time.Since(start), err)
		}
	})
}

// windowed adds current rate-limit headers.
func windowed(resp *http.Response, limit, left int, resets time.Duration) {
	resp.Header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	resp.Header.Set("X-RateLimit-Limit", strconv.Itoa(limit))
	resp.Header.Set("X-RateLimit-Remaining", strconv.Itoa(left))
	resp.Header.Set("X-RateLimit-Reset", strconv.FormatInt(time.Now().Add(resets).Unix(), 10))
}

// TestInterruptLetsAWriteFinish: Terraform cancels the context on the first Ctrl-C.
func TestInterruptLetsAWriteFinish(t *testing.T) {
	t.Parallel()
	for _, op := range operations {
		write := op.name != "read" && op.name != "search"
		for _, c := range []struct {
			name     string
			answer   time.Duration // how long Intercom takes
			deadline time.Duration // of the operation
			ends     time.Duration
			finishes bool
		}{
			{"answered in time", 20 * time.Second, time.Hour, 20 * time.Second, true},
			{"no answer for 30 s", 40 * time.Second, time.Hour, 30 * time.Second, false},
			{"the operation's deadline comes first", 20 * time.Second, 10 * time.Second, 10 * time.Second, false},
		} {
			t.Run(op.name+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var requests atomic.Int64
					_, httpClient := newPipe(t, func(w http.ResponseWriter, r *http.Request) {
						requests.Add(1)
						_, _ = io.Copy(io.Discard, r.Body)
						select {
						case <-time.After(c.answer):
							status(200, `{"type":"ticket","id":"7","object":"ticket","deleted":`+deleted(op.name)+`}`)(w, r)
						case <-r.Context().Done():
						}
					})
					client := newClient(t, intercom.Config{BaseURL: "http://127.0.0.1", HTTPClient: httpClient})
					ctx, cancel := context.WithTimeout(t.Context(), c.deadline)
					time.AfterFunc(time.Second, cancel)
					start := time.Now()
					err := op.call(ctx, client)
					ends := c.ends
					if !write {
						ends = time.Second
					}
					if took := time.Since(start); took != ends {
						t.Errorf("ended after %v, want %v: %v", took, ends, err)
					}
					if finished := err == nil; finished != (write && c.finishes) {
						t.Errorf("finished: %v: %v", finished, err)
					}
					if err != nil && write && !intercom.MayHaveHappened(err) {
						t.Errorf("a write without an answer did not happen? %v", err)
					}
					if requests.Load() != 1 {
						t.Errorf("%d requests", requests.Load())
					}
				})
			})
		}
	}
}

func TestNothingIsSentOnceTheContextIsOver(t *testing.T) {
	t.Parallel()
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	expired, cancelExpired := context.WithDeadline(t.Context(), time.Unix(1, 0))
	defer cancelExpired()
	for _, ctx := range []context.Context{canceled, expired} {
		for _, op := range operations {
			client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(
				func(*http.Request) (*http.Response, error) {
					t.Errorf("%s: a request was made", op.name)
					return nil, errors.New("unexpected")
				})}})
			if err := op.call(ctx, client); !errors.Is(err, ctx.Err()) || intercom.MayHaveHappened(err) {
				t.Errorf("%s: %v", op.name, err)
			}
		}
	}
}

func TestWithoutRateLimitHeadersNoCallIsHeldBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDealer(dealing{limit: 1 << 30, latency: 100 * time.Millisecond, silent: true})
		start := time.Now()
		d.run(t, 2000, 50)
		// The first eight run alone, then up to twice as many each time: 2,000 in 40 rounds of at most 150 ms, and a few more.
		if took := time.Since(start); d.most != 50 || took > 8*time.Second {
			t.Errorf("at most %d at a time, %v in all", d.most, took)
		}
	})
}

// TestAStuckCallHoldsUpNoOther: few calls run before a window's first answer, but calls that never get one make room for
// others.
func TestAStuckCallHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var n atomic.Int64
		client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(
			func(req *http.Request) (*http.Response, error) {
				if n.Add(1) <= 8 {
					<-req.Context().Done()
					return nil, req.Context().Err()
				}
				resp := respond(req, 200, `{"type":"ticket","id":"7"}`)
				windowed(resp, 100, 90, 8*time.Second)
				return resp, nil
			})}})
		start := time.Now()
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				if _, err := client.Ticket(t.Context(), "7"); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if took := time.Since(start); took > 32*time.Second {
			t.Errorf("took %v: eight attempts of 30 s at the same time, and a repetition", took)
		}
	})
}
