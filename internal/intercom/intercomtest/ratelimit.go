package intercomtest

import (
	"net/http"
	"strconv"
	"time"
)

// The default is above an app's real limit (1,666 in 10 seconds), so that tests that are not about rate limits never reach
// it, but the headers are always present.
const (
	defaultLimit  = 10_000
	defaultWindow = 10 * time.Second
)

// bucket counts the calls of one token in one window.
type bucket struct {
	start time.Time
	spent int
}

// spend takes one call from the token's window and sets the headers of Intercom's answers in h. It returns false if the
// window has no calls left: then the call is refused and does nothing.
func (s *Server) spend(token string, h http.Header) bool {
	start := s.now().Truncate(s.window)
	b := s.buckets[token]
	if b == nil || !b.start.Equal(start) {
		b = &bucket{start: start}
		s.buckets[token] = b
	}
	allowed := b.spent < s.limit
	if allowed {
		b.spent++
	}
	end := start.Add(s.window + time.Second - 1) // whole seconds, rounded up: never too early
	h.Set("X-RateLimit-Limit", strconv.Itoa(s.limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(s.limit-b.spent))
	h.Set("X-RateLimit-Reset", strconv.FormatInt(end.Unix(), 10))
	return allowed
}

// SetRateLimit changes what WithRateLimit set, and starts a window.
func (s *Server) SetRateLimit(limit int, window time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limit, s.window = limit, window
	clear(s.buckets)
}
