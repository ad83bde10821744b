package intercom

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// maxNamedWait is the longest wait that a header may ask for. Intercom's windows last 10 seconds; a header that names an
// hour comes from a clock that is off or from a proxy, and is not believed.
const maxNamedWait = time.Minute

// How a client that knows too little holds back.
const (
	// probe is how many calls may be under way before the first answer of a window has told what is left of it.
	probe = 8
	// sharers is among how many runs the rest of a shared window is dealt: each has at most this part of it under way.
	sharers = 16
	// spare is the part of a shared window that is left alone, for calls of others that no answer has shown yet.
	spare = 32
	// pause follows a 429 that does not say until when.
	pause = time.Second
	// rounding is how much later than X-RateLimit-Reset a window may end, since that counts whole seconds.
	rounding = time.Second
	// usualWindow is how long Intercom's windows last.
	usualWindow = 10 * time.Second
	// maxWindow bounds a window's calls: no run makes more, and arithmetic with a header's number could overflow.
	maxWindow = 1_000_000
)

// pacer lets calls start as Intercom's rate limit allows, knowing only what the answers tell. What a window has lost beyond
// this client's own calls went to others. Without others the client spends the whole window as fast as it can. With others
// it has no more calls under way than a small part of what is left, so that several runs slow down together as the window
// empties, and what they cannot know of each other stays below what is left.
// https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
type pacer struct {
	clock Clock
	share float64 // of the window that this client uses at most

	mu       sync.Mutex
	changed  chan struct{} // closed when a call is over; nil if none waits for that
	inFlight int

	known  bool // an answer has told of the window
	resets int64
	limit  int
	end    time.Time // by this machine's clock
	mine   int       // calls of this client in the window, with those that were under way when it began
	others int       // calls of others in the window, as far as answers have shown

	announced time.Time // when the wait that was announced last is over
}

func newPacer(clock Clock, share float64) *pacer { return &pacer{clock: clock, share: share} }

// wait returns when the next call may start, or with the context's error. Where it returns nil, done has to follow. It calls
// announce before a wait for the end of a window, once a window.
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

// turn is whether a call has started. If not, it waits until something changed or, where there is one, the end.
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

// isNews reports whether a wait until end is to be announced: no other wait that was announced still lasts.
func (p *pacer) isNews(end time.Time) bool {
	if p.clock.Now().Before(p.announced) {
		return false
	}
	p.announced = end
	return true
}

// refused reports whether the wait that follows a 429 is to be announced.
func (p *pacer) refused(wait time.Duration) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	end := p.clock.Now().Add(wait)
	if p.known && p.end.After(end) {
		end = p.end
	}
	return p.isNews(end)
}

// mayStart never waits for a call that is not there: where it is false, a call is under way or the window has an end.
func (p *pacer) mayStart() bool {
	switch {
	case !p.known:
		return p.inFlight < min(probe, p.allowance())
	case p.spent():
		return false
	case p.others == 0:
		// Others show only in answers: twice as many calls each round trip find them before they are too many.
		return p.inFlight < max(probe, p.mine-p.inFlight)
	}
	return p.inFlight < max(1, p.left()/sharers)
}

// left is how many calls of the window nobody has made yet, as far as answers have shown.
func (p *pacer) left() int { return p.limit - p.mine - p.others }

// spent reports whether this client makes no more calls in the window, whatever calls are under way.
func (p *pacer) spent() bool {
	untouched := 0
	if p.others > 0 {
		untouched = p.limit / spare
	}
	return p.mine >= p.allowance() || p.left() <= untouched
}

// allowance is how many calls of a window are this client's at most, by its share; a window that is not known has no other
// bound than the probe.
func (p *pacer) allowance() int {
	if p.limit == 0 {
		return probe
	}
	return max(1, int(p.share*float64(p.limit)))
}

// done says that a call is over, answered or not, and lets those that wait look at what observe has learnt from it.
func (p *pacer) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.inFlight--
	if p.changed != nil {
		close(p.changed)
		p.changed = nil
	}
}

// over ends the window that was to end then, unless an answer has told of another since.
func (p *pacer) over(end time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known && p.end.Equal(end) {
		p.begin()
	}
}

// begin starts a window of which nothing is known.
func (p *pacer) begin() { p.known, p.mine, p.others = false, p.inFlight, 0 }

// observe learns from an answer; under concurrency it may be one of an older window.
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
		// Nobody counts, or this answer is not Intercom's.
		resets, limit, left, wait = 0, maxWindow, maxWindow, usualWindow
	case !ok || err1 != nil || err2 != nil || limit <= 0 || left < 0:
		return
	}
	limit, left = min(limit, maxWindow), min(left, maxWindow)
	end := now.Add(wait)
	// Less than two seconds apart is the same window, rounded another way.
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

// namedWait is how long Intercom asks to wait: until X-RateLimit-Reset, or Retry-After, which its documentation does not
// name but a proxy may send. ok is false where neither says anything usable.
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

// serverNow is the answer's own Date where it has one: this machine's clock may be off by an hour.
func serverNow(h http.Header, now time.Time) time.Time {
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		return date
	}
	return now
}

func believable(d time.Duration) (time.Duration, bool) {
	return d, d > 0 && d <= maxNamedWait
}
