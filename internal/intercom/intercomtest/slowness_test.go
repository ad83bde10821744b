package intercomtest

import (
	"context"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// TestSlowness: an answer takes the configured time, and a client that leaves does not wait for it.
func TestSlowness(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		opts   []Option
		faults []Fault
		leave  time.Duration // 0: stays
		want   time.Duration
	}{
		{"latency", []Option{WithLatency(3 * time.Second)}, nil, 0, 3 * time.Second},
		{"latency, client leaves", []Option{WithLatency(3 * time.Second)}, nil, time.Second, time.Second},
		{"slow body", nil, []Fault{{Act: SlowBody(time.Second)}}, 0, 44 * time.Second},
		{"slow body, client leaves", nil, []Fault{{Act: SlowBody(time.Second)}}, 5 * time.Second, 5 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := NewServer(test.opts...)
				s.AddTicketType(TicketType{})
				s.AddTicket(Ticket{ID: "62"})
				for _, f := range test.faults {
					s.Inject(f)
				}
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if test.leave > 0 {
					time.AfterFunc(test.leave, cancel)
				}
				r := httptest.NewRequestWithContext(ctx, "DELETE", "/tickets/62", nil)
				r.Header.Set("Authorization", "Bearer "+s.Token)
				r.Header.Set("Intercom-Version", "2.16")
				start := time.Now()
				func() {
					defer func() {
						if left := recover() != nil; left != (test.leave > 0) {
							t.Errorf("the answer broke off: %v", left)
						}
					}()
					s.Handler().ServeHTTP(httptest.NewRecorder(), r)
				}()
				if took := time.Since(start); took != test.want {
					t.Errorf("took %s, want %s", took, test.want)
				}
				if len(s.Erased()) != 1 {
					t.Error("the call has not acted")
				}
			})
		})
	}
}
