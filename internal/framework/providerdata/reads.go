package providerdata

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

// never is later than any updated_at: no search is new enough for a ticket that a GET did not find.
var never = time.Unix(1<<40, 0)

// write is the newest answer to a write of this run.
type write struct {
	answered time.Time
	updated  time.Time // the ticket's updated_at
}

// Wrote remembers the answer to a write, so that a read right after it is not taken for a change by somebody else.
func (s *Data) Wrote(t *intercom.Ticket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.writes == nil {
		s.writes = map[string]write{}
	}
	s.writes[string(t.ID)] = write{answered: s.client.Now(), updated: t.UpdatedAt.Time}
}

// Deleted forgets the writes to a ticket: that it is not found is no longer a surprise.
func (s *Data) Deleted(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.writes, id)
}

// Refreshed reads a ticket that is in state. Where the provider batches refreshes, tickets that are read at once are searched
// for together, and believes decides whether what the search shows can be had for the ticket: search lags behind writes. A
// ticket that the search does not show, or that is not believed, or is older than what this run knows, is read by Ticket: what
// a search does not find is not gone.
func (s *Data) Refreshed(ctx context.Context, id string, believes func(*intercom.Ticket) bool) (*intercom.Ticket, error) {
	if s.batchRefresh && intercom.ValidID(id) == nil {
		defer s.batches.begin()()
		if t := s.search(ctx, id); t != nil && !s.older(t) && believes(t) {
			return t, nil
		}
	}
	return s.Ticket(ctx, id)
}

// older reports whether the ticket is older than this run's newest write to it, or than what it read.
func (s *Data) older(t *intercom.Ticket) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return t.UpdatedAt.Before(s.writes[string(t.ID)].updated) || t.UpdatedAt.Before(s.seen[string(t.ID)])
}

// Ticket reads a ticket. Within 10 seconds of this run's own write to it, an answer that is older than that write (a 404, an
// earlier updated_at) is asked for again.
func (s *Data) Ticket(ctx context.Context, id string) (*intercom.Ticket, error) {
	for {
		t, err := s.client.Ticket(ctx, id)
		if !s.stale(id, t, err) || s.client.Wait(ctx, readAgain) != nil {
			if s.batchRefresh {
				s.saw(id, t, err)
			}
			return t, err
		}
	}
}

// saw remembers what a GET showed, so that no search takes this run back before it.
func (s *Data) saw(id string, t *intercom.Ticket, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seen == nil {
		s.seen = map[string]time.Time{}
	}
	switch {
	case err == nil:
		s.seen[id] = t.UpdatedAt.Time
	case intercom.IsNotFound(err):
		s.seen[id] = never
	}
}

func (s *Data) stale(id string, t *intercom.Ticket, err error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	w, wrote := s.writes[id]
	if !wrote || s.client.Now().Sub(w.answered) >= settling {
		return false
	}
	return intercom.IsNotFound(err) || err == nil && t.UpdatedAt.Before(w.updated)
}
