package intercom_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// reads returns a client whose reads are answered by steps, one after another, and then by the last step.
func reads(t *testing.T, steps ...func(*http.Response)) (read func(), requests *atomic.Int64) {
	t.Helper()
	requests = new(atomic.Int64)
	client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(
		func(req *http.Request) (*http.Response, error) {
			n := int(requests.Add(1))
			resp := respond(req, 200, `{"type":"ticket","id":"7"}`)
			steps[min(n, len(steps))-1](resp)
			return resp, nil
		})}})
	return func() {
		if _, err := client.Ticket(t.Context(), "7"); err != nil {
			t.Error(err)
		}
	}, requests
}

func wait(d time.Duration) { <-time.After(d) }

func TestAnswerOfAnOlderWindowDoesNotCount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		read, requests := reads(t,
			func(r *http.Response) { windowed(r, 100, 0, 10*time.Second); wait(15 * time.Second) },
			func(r *http.Response) { windowed(r, 100, 90, 10*time.Second) },
		)
		var late sync.WaitGroup
		late.Go(read)
		wait(14 * time.Second)
		read()
		late.Wait()
		start := time.Now()
		read()
		if took := time.Since(start); took != 0 || requests.Load() != 3 {
			t.Errorf("a call waits %v for a window that is over", took)
		}
	})
}

func TestAnswerOfANewerWindowCountsAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		read, _ := reads(t,
			func(r *http.Response) { wait(2 * time.Second); windowed(r, 100, 90, 10*time.Second) },
			func(r *http.Response) { wait(time.Second); windowed(r, 100, 0, 5*time.Second) },
			func(r *http.Response) { windowed(r, 100, 80, 9*time.Second) },
		)
		start := time.Now()
		var early sync.WaitGroup
		early.Go(read)
		synctest.Wait()
		read()
		// The second answer ended the five-second window; the first answer, at two seconds, describes the next one.
		read()
		if took := time.Since(start); took != 2*time.Second {
			t.Errorf("the third call came after %v", took)
		}
		early.Wait()
	})
}

func TestTheWindowsEndIsTheEarliestThatAnAnswerNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wait(900 * time.Millisecond)
		read, _ := reads(t,
			// The Date header counts whole seconds, so this wait can seem up to a second longer than the other one.
			func(r *http.Response) { windowed(r, 100, 50, 8*time.Second) },
			func(r *http.Response) { wait(100 * time.Millisecond); windowed(r, 100, 0, 7*time.Second) },
			func(r *http.Response) { windowed(r, 100, 99, 9*time.Second) },
		)
		read()
		read()
		start := time.Now()
		read()
		if took := time.Since(start); took != 8*time.Second {
			t.Errorf("waited %v: seven seconds by the header, and one for its rounding", took)
		}
	})
}

func TestARefusedCallStopsTheOthersUntilTheReset(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		read, requests := reads(t,
			func(r *http.Response) { windowed(r, 100, 99, 10*time.Second) },
			func(r *http.Response) { r.StatusCode = 429; windowed(r, 100, 40, 8*time.Second) },
			func(r *http.Response) { windowed(r, 100, 99, 10*time.Second) },
		)
		read()
		start := time.Now()
		var refused sync.WaitGroup
		refused.Go(read)
		synctest.Wait()
		read()
		if took := time.Since(start); took < 8*time.Second || took > 9*time.Second {
			t.Errorf("another call was made after %v", took)
		}
		refused.Wait()
		if requests.Load() != 4 {
			t.Errorf("%d requests", requests.Load())
		}
	})
}

// TestHeadersThatMakeNoSenseHoldNothingUp: such headers are not Intercom's.
func TestHeadersThatMakeNoSenseHoldNothingUp(t *testing.T) {
	t.Parallel()
	for name, headers := range map[string][3]string{
		"limit 0":            {"0", "0", "946684805"},
		"limit negative":     {"-1", "0", "946684805"},
		"limit garbage":      {"many", "0", "946684805"},
		"remaining negative": {"100", "-1", "946684805"},
		"remaining garbage":  {"100", "few", "946684805"},
		"remaining missing":  {"100", "", "946684805"},
		"reset past":         {"100", "0", "946684799"},
		"reset far away":     {"100", "0", "946699999"},
		"reset garbage":      {"100", "0", "soon"},
		"all missing":        {"", "", ""},
		"limit endless":      {"9223372036854775807", "9223372036854775807", "946684805"},
		"limit fractional":   {"100.5", "0", "946684805"},
		"remaining above it": {"100", "200", "946684805"},
		"reset fractional":   {"100", "0", "946684805.5"},
		"reset negative":     {"100", "0", "-946684805"},
		"reset endless":      {"100", "0", "9223372036854775807"},
		"limit very large":   {"2000000000", "1999999990", "946684805"},
		"limit overflows":    {"9223372036854775808", "5", "946684805"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				read, requests := reads(t, func(r *http.Response) {
					for i, header := range []string{"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"} {
						r.Header.Set(header, headers[i])
					}
				})
				start := time.Now()
				for range 20 {
					read()
				}
				if took := time.Since(start); took != 0 || requests.Load() != 20 {
					t.Errorf("%d requests took %v", requests.Load(), took)
				}
			})
		})
	}
}

// TestAfterARestTheWindowIsUnknownAgain: what was left of the last window does not show what others have used since.
func TestAfterARestTheWindowIsUnknownAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		read, requests := reads(t, func(r *http.Response) {
			wait(time.Millisecond)
			windowed(r, 1000, 1000, 8*time.Second)
		})
		for range 100 {
			read()
		}
		wait(20 * time.Second)
		requests.Store(0)
		var together sync.WaitGroup
		for range 50 {
			together.Go(read)
		}
		synctest.Wait()
		if n := requests.Load(); n != 8 {
			t.Errorf("%d calls before the first answer", n)
		}
		together.Wait()
		if n := requests.Load(); n != 50 {
			t.Errorf("%d calls in all", n)
		}
	})
}

// TestCallsOfAFreshWindowGrowWithItsAnswers: only answers show the calls of others, and five runs of fifty calls exceed a
// window.
func TestCallsOfAFreshWindowGrowWithItsAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		end := time.Now().Add(10 * time.Second)
		read, requests := reads(t, func(r *http.Response) {
			wait(time.Second)
			windowed(r, 1000, 1000, time.Until(end))
		})
		var together sync.WaitGroup
		for range 100 {
			together.Go(read)
		}
		wait(500 * time.Millisecond)
		for _, want := range []int64{8, 16, 32, 64, 100} {
			if n := requests.Load(); n != want {
				t.Errorf("%d calls so far, want %d", n, want)
			}
			wait(time.Second)
		}
		together.Wait()
	})
}

// TestAWaitForTheRateLimitIsAnnouncedOnceAWindow, however many calls wait.
func TestAWaitForTheRateLimitIsAnnouncedOnceAWindow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status, limit int
	}{
		"nothing is left": {200, 100},
		"refused":         {429, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				var pauses []intercom.Pause
				requests := 0
				client := newClient(t, intercom.Config{
					HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
						mu.Lock()
						defer mu.Unlock()
						resp := respond(req, 200, `{"type":"ticket","id":"7"}`)
						if requests++; requests == 1 {
							resp.StatusCode = c.status
							windowed(resp, 100, 0, 8*time.Second)
						}
						return resp, nil
					})},
					Pausing: func(_ context.Context, p intercom.Pause) { pauses = append(pauses, p) },
				})
				var calls sync.WaitGroup
				for range 10 {
					calls.Go(func() {
						if _, err := client.Ticket(t.Context(), "7"); err != nil {
							t.Error(err)
						}
					})
					synctest.Wait()
				}
				calls.Wait()
				if len(pauses) != 1 {
					t.Fatalf("announced %+v", pauses)
				}
				p := pauses[0]
				if p.Method != "GET" || p.Path != "/tickets/7" || p.Limit != c.limit || p.Wait < 8*time.Second || p.Wait > 11*time.Second {
					t.Errorf("announced %+v", p)
				}
			})
		})
	}
}

// TestAnOperationThatEndsWhileItWaitsSaysSo: the request was not sent, so the error must not say that Intercom did not
// answer.
func TestAnOperationThatEndsWhileItWaitsSaysSo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		requests := 0
		client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
			requests++
			resp := respond(req, 200, `{"type":"ticket","id":"7"}`)
			windowed(resp, 100, 0, 9*time.Second)
			return resp, nil
		})}})
		if _, err := client.Ticket(t.Context(), "7"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		_, err := client.CreateTicket(ctx, intercom.CreateTicketRequest{})
		unsent, ok := errors.AsType[*intercom.NotSentError](err)
		if !ok || unsent.Waited != 5*time.Second || !errors.Is(err, context.DeadlineExceeded) || intercom.MayHaveHappened(err) {
			t.Errorf("%#v", err)
		}
		if want := "POST /tickets: not sent after waiting 5s for Intercom's rate limit: context deadline exceeded"; err.Error() != want {
			t.Errorf("%s, want %s", err, want)
		}
		if requests != 1 {
			t.Errorf("%d requests", requests)
		}
	})
}
