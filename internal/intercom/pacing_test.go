package intercom_test

import (
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// dealing describes how Intercom limits the calls of one app.
type dealing struct {
	limit     int           // calls in each window of ten seconds
	phase     time.Duration // how far windows are from multiples of ten seconds
	latency   time.Duration // of one round trip, plus or minus half
	roundDown bool          // X-RateLimit-Reset may be up to a second early
	silent    bool          // sends no rate-limit headers
	share     float64       // maximum share of a client; 0 is all
}

const window = 10 * time.Second

// dealer is an http.RoundTripper that stands in for Intercom within the process, so a minute takes no time in a synctest
// bubble.
type dealer struct {
	dealing

	mu      sync.Mutex
	random  *rand.Rand
	start   time.Time // of the window
	spent   int       // in the window
	refused int
	open    int // running calls
	most    int // maximum of running calls
	fullest int // maximum of calls in a window
}

func newDealer(d dealing) *dealer { return &dealer{dealing: d, random: rand.New(rand.NewPCG(1, 2))} }

func (d *dealer) RoundTrip(req *http.Request) (*http.Response, error) {
	there, back := d.arrive()
	<-time.After(there)
	resp := d.answer(req)
	<-time.After(back)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open--
	return resp, nil
}

func (d *dealer) arrive() (there, back time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open++
	d.most = max(d.most, d.open)
	latency := d.latency/2 + time.Duration(d.random.Int64N(int64(d.latency)))
	there = time.Duration(d.random.Int64N(int64(latency)))
	return there, latency - there
}

func (d *dealer) answer(req *http.Request) *http.Response {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	if start := now.Add(-d.phase).Truncate(window).Add(d.phase); !start.Equal(d.start) {
		d.start, d.spent = start, 0
	}
	status, body := http.StatusOK, `{"type":"ticket","id":"1"}`
	if d.spent < d.limit {
		d.spent++
		d.fullest = max(d.fullest, d.spent)
	} else {
		d.refused++
		status, body = http.StatusTooManyRequests, `{"type":"error.list","errors":[{"code":"rate_limit_exceeded"}]}`
	}
	header := http.Header{"Date": {now.UTC().Format(http.TimeFormat)}}
	if !d.silent {
		end := d.start.Add(window)
		if !d.roundDown {
			end = end.Add(time.Second - 1)
		}
		header.Set("X-RateLimit-Limit", strconv.Itoa(d.limit))
		header.Set("X-RateLimit-Remaining", strconv.Itoa(d.limit-d.spent))
		header.Set("X-RateLimit-Reset", strconv.FormatInt(end.Unix(), 10))
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: req}
}

// run makes calls with this parallelism, as one run of Terraform does.
func (d *dealer) run(t *testing.T, calls, parallelism int) {
	t.Helper()
	client, err := intercom.New(intercom.Config{Token: "pacing-token", HTTPClient: &http.Client{Transport: d}, RateLimitShare: d.share})
	if err != nil {
		t.Error(err)
		return
	}
	unguarded := intercom.Unguard(client)
	todo := make(chan struct{}, calls)
	for range calls {
		todo <- struct{}{}
	}
	close(todo)
	var wg sync.WaitGroup
	for range parallelism {
		wg.Go(func() {
			for range todo {
				if _, err := unguarded.Ticket(t.Context(), "1"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// TestPacingSpendsTheWindowAndHasNoCallRefused compares whole runs with the ideal: the number of seconds in which the limit
// allows that many calls. Concurrent runs do not know about each other, so they may get one 429 per hundred calls.
func TestPacingSpendsTheWindowAndHasNoCallRefused(t *testing.T) {
	t.Parallel()
	const fast, slow = 100 * time.Millisecond, 500 * time.Millisecond
	for _, c := range []struct {
		name                     string
		dealing                  dealing
		runs, calls, parallelism int
		mostTime                 float64 // relative to the ideal
		mostRefused              float64 // in percent of the calls
	}{
		{"one run", dealing{limit: 167, latency: fast}, 1, 1000, 10, 1.1, 0},
		{"one run, 50 at a time", dealing{limit: 167, latency: fast}, 1, 1000, 50, 1.1, 0},
		{"one run, slow answers", dealing{limit: 167, latency: slow}, 1, 1000, 10, 1.1, 0},
		{"one run, from the middle of a window", dealing{limit: 167, latency: fast, phase: 4700 * time.Millisecond}, 1, 1000, 10, 1.1, 0},
		{"one run, 1,666 a window", dealing{limit: 1666, latency: fast}, 1, 10_000, 50, 1.1, 0},
		{"two runs", dealing{limit: 167, latency: fast}, 2, 500, 10, 1.2, 1},
		{"five runs", dealing{limit: 167, latency: fast}, 5, 200, 10, 1.2, 1},
		{"five runs, 50 at a time", dealing{limit: 167, latency: fast}, 5, 200, 50, 1.2, 1},
		{"five runs, slow answers", dealing{limit: 167, latency: slow}, 5, 200, 10, 1.2, 1},
		{"five runs, from the middle of a window", dealing{limit: 167, latency: fast, phase: 4700 * time.Millisecond}, 5, 200, 10, 1.2, 1},
		{"five runs, 1,666 a window", dealing{limit: 1666, latency: fast}, 5, 2000, 50, 1.2, 1},
		{"one run, reset named too early", dealing{limit: 167, latency: fast, phase: 4700 * time.Millisecond, roundDown: true}, 1, 1000, 10, 1.1, 0},
		{"five runs, reset named too early", dealing{limit: 167, latency: fast, phase: 4700 * time.Millisecond, roundDown: true}, 5, 200, 10, 1.2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := newDealer(c.dealing)
				start := time.Now()
				var wg sync.WaitGroup
				for range c.runs {
					wg.Go(func() { d.run(t, c.calls, c.parallelism) })
				}
				wg.Wait()
				took, calls := time.Since(start), c.runs*c.calls
				ideal := time.Duration(calls) * window / time.Duration(d.limit)
				ratio, refused := float64(took)/float64(ideal), 100*float64(d.refused)/float64(calls)
				t.Logf("%d calls in %v, %.2f times the ideal %v; %d refused (%.2f %%)", calls, took, ratio, ideal, d.refused, refused)
				if ratio > c.mostTime {
					t.Errorf("took %.2f times the ideal, at most %.2f was to be", ratio, c.mostTime)
				}
				if refused > c.mostRefused {
					t.Errorf("%.2f %% of the calls were refused, at most %.2f %% was to be", refused, c.mostRefused)
				}
			})
		})
	}
}

// TestPacingKeepsToItsShare: a client takes its share of a window and few calls more: those that were running when the
// window began.
func TestPacingKeepsToItsShare(t *testing.T) {
	t.Parallel()
	for share, most := range map[float64]int{0.25: 41, 0.5: 83} {
		synctest.Test(t, func(t *testing.T) {
			d := newDealer(dealing{limit: 167, latency: 100 * time.Millisecond, share: share})
			start := time.Now()
			d.run(t, 3*most, 10)
			if d.fullest > most+1 {
				t.Errorf("share %v: %d calls in a window, at most %d were to be", share, d.fullest, most)
			}
			if took := time.Since(start); took > 4*window {
				t.Errorf("share %v: %v for what three windows hold", share, took)
			}
		})
	}
}
