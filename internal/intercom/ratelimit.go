package intercom

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// maxNamedWait is the longest wait that a header can request. Intercom's windows last 10 seconds. A header that requests an
// hour comes from a wrong clock or a proxy and is ignored.
const maxNamedWait = time.Minute

// Limits for a client that does not know the state of the window.
const (
	// probe is the number of calls that may run before a window's first answer shows how many are left.
	probe = 8
	// sharers is the number of runs among which the rest of a shared window is divided: each may run at most this part of it
	// at once.
	sharers = 16
	// spare is the part of a shared window that stays unused, for other clients' calls that no answer has shown yet.
	spare = 32
	// pause follows a 429 that does not say how long to wait.
	pause = time.Second
	// rounding is how much later than X-RateLimit-Reset a window may end, because the header counts whole seconds.
	rounding = time.Second
	// usualWindow is the length of Intercom's windows.
	usualWindow = 10 * time.Second
	// maxWindow limits a window's calls: no run makes more, and arithmetic with a header's number could overflow.
	maxWindow = 1_000_000
)

// pacer starts calls as Intercom's rate limit allows. It knows the limit only from the answers. Calls in a window that this
// client did not make belong to other clients. Without others, the client uses the whole window as fast as it can. With
// others, it runs only as many calls at once as a small part of what is left. Several runs then slow down together as the
// window empties, and the calls that they do not know about fit in what is left.
// https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
type pacer struct {
	clock Clock
	share float64 // maximum part of the window that this client uses

	mu       sync.Mutex
	changed  chan struct{} // closed when a call ends; nil if nobody waits for that
	inFlight int

	known  bool // an answer has shown the window
	resets int64
	limit  int
	end    time.Time // by this machine's clock
	mine   int       // this client's calls in the window, including those that were running when it began
	others int       // other clients' calls in the window, as far as answers have shown

	announced time.Time // end of the last announced wait
}

func newPacer(clock Clock, share float64) *pacer { return &pacer{clock: clock, share: share} }

// wait returns when the next call may start, or with the context's error. After nil, the caller must call done. wait calls
// announce once per window, before it waits for the window's end.
func (p *pacer) wait(ctx context.Context, announce func(limit int, wait time.Duration)) error {
	for ctx.Err() == nil {
		t := p.start()
		if t.started {
			return nil
		}
		var over <-chan time.Time
		if !t.end.IsZero() {
			wait := t.end.Sub(p.clock.Now())
			if t.announce {
				announce(t.limit, wait)
			}
			over = p.clock.After(wait)
		}
		select {
		case <-over:
			p.over(t.end)
		case <-t.changed:
		case <-ctx.Done():
		}
	}
	return context.Cause(ctx)
}

// turn says whether a call has started. If not, the caller waits for a change or, if there is one, the end.
type turn struct {
	started  bool
	changed  <-chan struct{}
	end      time.Time
	announce bool
	limit    int
}

// start takes a call from the window.
func (p *pacer) start() turn {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known && !p.end.After(p.clock.Now()) {
		p.begin()
	}
	if p.mayStart() {
		p.inFlight++
		p.mine++
		return turn{started: true}
	}
	if p.changed == nil {
		p.changed = make(chan struct{})
	}
	t := turn{changed: p.changed, limit: p.limit}
	if p.known {
		t.end = p.end
		t.announce = p.spent() && p.isNews(p.end)
	}
	return t
}

// isNews reports whether to announce a wait until end: no other announced wait is still running.
func (p *pacer) isNews(end time.Time) bool {
	if p.clock.Now().Before(p.announced) {
		return false
	}
	p.announced = end
	return true
}

// refused reports whether to announce the wait after a 429.
func (p *pacer) refused(wait time.Duration) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	end := p.clock.Now().Add(wait)
	if p.known && p.end.After(end) {
		end = p.end
	}
	return p.isNews(end)
}

// mayStart never blocks forever: if it returns false, a call is running or the window has an end.
func (p *pacer) mayStart() bool {
	switch {
	case !p.known:
		return p.inFlight < min(probe, p.allowance())
	case p.spent():
		return false
	case p.others == 0:
		// Only answers show the calls of others. Doubling the calls each round trip finds the others before there are too many
		// calls.
		return p.inFlight < max(probe, p.mine-p.inFlight)
	}
	return p.inFlight < max(1, p.left()/sharers)
}

// left is the number of remaining calls in the window, as far as answers have shown.
func (p *pacer) left() int { return p.limit - p.mine - p.others }

// spent reports whether this client makes no more calls in the window, whatever calls are running.
func (p *pacer) spent() bool {
	untouched := 0
	if p.others > 0 {
		untouched = p.limit / spare
	}
	return p.mine >= p.allowance() || p.left() <= untouched
}

// allowance is the maximum number of this client's calls in a window, by its share. An unknown window is limited only by
// probe.
func (p *pacer) allowance() int {
	if p.limit == 0 {
		return probe
	}
	return max(1, int(p.share*float64(p.limit)))
}

// done records that a call ended, answered or not, and wakes the waiting calls so that they use what observe has learned.
func (p *pacer) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.inFlight--
	if p.changed != nil {
		close(p.changed)
		p.changed = nil
	}
}

// over ends the window that was due to end then, unless an answer has shown a different one since.
func (p *pacer) over(end time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known && p.end.Equal(end) {
		p.begin()
	}
}

// begin starts a window about which nothing is known.
func (p *pacer) begin() { p.known, p.mine, p.others = false, p.inFlight, 0 }

// observe learns from an answer, which can belong to an older window if calls run concurrently.
func (p *pacer) observe(resp *http.Response) {
	now := p.clock.Now()
	limit, err1 := strconv.Atoi(resp.Header.Get("X-RateLimit-Limit"))
	left, err2 := strconv.Atoi(resp.Header.Get("X-RateLimit-Remaining"))
	resets, _ := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
	wait, ok := resetWait(resp.Header, now)
	wait += rounding

	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		if !ok {
			resets, wait = p.resets, pause
		}
		// Nothing is left, whichever limit it was.
		p.begin()
		p.known, p.resets, p.limit, p.end = true, resets, 0, now.Add(wait)
		return
	case resp.Header.Get("X-RateLimit-Limit") == "":
		if p.known {
			return
		}
		// There is no limit, or this answer is not from Intercom.
		resets, limit, left, wait = 0, maxWindow, maxWindow, usualWindow
	case !ok || err1 != nil || err2 != nil || limit <= 0 || left < 0:
		return
	}
	limit, left = min(limit, maxWindow), min(left, maxWindow)
	end := now.Add(wait)
	// Ends less than two seconds apart are the same window, rounded differently.
	switch {
	case !p.known || resets >= p.resets+2:
		if p.known {
			p.begin()
		}
		p.known, p.resets, p.limit, p.end = true, resets, limit, end
	case resets <= p.resets-2:
		return
	case end.Before(p.end):
		p.end = end
	}
	p.others = max(p.others, p.limit-left-p.mine)
}

// namedWait returns how long Intercom asks to wait: until X-RateLimit-Reset, or Retry-After, which its documentation does
// not mention but a proxy may send. ok is false if neither is usable.
func namedWait(h http.Header, now time.Time) (time.Duration, bool) {
	if d, ok := resetWait(h, now); ok {
		return d, true
	}
	value := h.Get("Retry-After")
	if seconds, err := strconv.ParseInt(value, 10, 32); err == nil {
		return believable(time.Duration(seconds) * time.Second)
	}
	if at, err := http.ParseTime(value); err == nil {
		return believable(at.Sub(serverNow(h, now)))
	}
	return 0, false
}

func resetWait(h http.Header, now time.Time) (time.Duration, bool) {
	unix, err := strconv.ParseInt(h.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil {
		return 0, false
	}
	return believable(time.Unix(unix, 0).Sub(serverNow(h, now)))
}

// serverNow returns the answer's Date if it has one, because this machine's clock may be off by an hour.
func serverNow(h http.Header, now time.Time) time.Time {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		return date
	}
	return now
}

func believable(d time.Duration) (time.Duration, bool) {
	return d, d > 0 && d <= maxNamedWait
}
