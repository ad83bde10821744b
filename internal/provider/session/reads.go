package session

import (
	"context"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	// settling is how long a read can show what was before this run's own write.
	settling = 10 * time.Second
	// readAgain is the pause before such a read is repeated.
	readAgain = time.Second
)

// write is the newest answer to a write of this run.
type write struct {
	answered time.Time
	updated  time.Time // the ticket's updated_at
}

// Wrote remembers the answer to a write, so that a read right after it is not taken for a change by somebody else.
func (s *Session) Wrote(t *intercom.Ticket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.writes == nil {
		s.writes = map[string]write{}
	}
	s.writes[string(t.ID)] = write{answered: s.client.Now(), updated: t.UpdatedAt.Time}
}

// Deleted forgets the writes to a ticket: that it is not found is no longer a surprise.
func (s *Session) Deleted(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.writes, id)
}

// Ticket reads a ticket. Within 10 seconds of this run's own write to it, an answer that is older than that write (a 404, an
// earlier updated_at) is asked for again.
func (s *Session) Ticket(ctx context.Context, id string) (*intercom.Ticket, error) {
	for {
		t, err := s.client.Ticket(ctx, id)
		if !s.stale(id, t, err) || s.client.Wait(ctx, readAgain) != nil {
			return t, err
		}
	}
}

func (s *Session) stale(id string, t *intercom.Ticket, err error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	w, wrote := s.writes[id]
	if !wrote || s.client.Now().Sub(w.answered) >= settling {
		return false
	}
	return intercom.IsNotFound(err) || err == nil && t.UpdatedAt.Before(w.updated)
}
