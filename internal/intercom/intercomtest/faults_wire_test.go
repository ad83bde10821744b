package intercomtest

import (
	"context"
	"errors"
	"io"
	"syscall"
	"testing"
)

// TestFaultsOfTheConnection: after these faults, the client cannot know whether the call has acted.
func TestFaultsOfTheConnection(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		act  Act
		acts bool
		err  error
	}{
		{"ResetBefore", ResetBefore(), false, syscall.ECONNRESET},
		{"ResetAfter", ResetAfter(), true, syscall.ECONNRESET},
		{"Hang", Hang(), false, context.Canceled},
		{"HangAfter", HangAfter(), true, context.Canceled},
		{"Truncate", Truncate(), true, io.ErrUnexpectedEOF},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := New(t)
			s.AddTicketType(TicketType{})
			s.AddTicket(Ticket{})
			s.Inject(Fault{Act: test.act})
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			s.OnCall(func(Call) {
				if errors.Is(test.err, context.Canceled) {
					leave()
				}
			})
			_, err := wire(ctx, t, s, "DELETE", "/tickets/626", "")
			if !errors.Is(err, test.err) {
				t.Errorf("error is %v, want %v", err, test.err)
			}
			if acted := len(s.Erased()) == 1; acted != test.acts {
				t.Errorf("the call has acted: %v, want %v", acted, test.acts)
			}
			if call := s.Calls()[0]; call.Fault != test.name || (call.Status == 0) == (test.name == "Truncate") {
				t.Errorf("logged status %d, fault %q", call.Status, call.Fault)
			}
		})
	}
}

// TestHangEndsWithTheServer: a call that hangs is in the log, and ends with the server.
func TestHangEndsWithTheServer(t *testing.T) {
	t.Parallel()
	s := New(t)
	s.Inject(Fault{Act: Hang()})
	s.OnCall(func(Call) {
		if s.Count("GET", "/me") != 1 {
			t.Error("the call that hangs is not in the log")
		}
		go s.Close()
	})
	if got, err := wire(t.Context(), t, s, "GET", "/me", ""); err == nil {
		t.Errorf("answered %d", got.status)
	}
}
