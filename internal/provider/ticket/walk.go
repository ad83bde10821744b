package ticket

import (
	"context"
	"sync"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	// settling is how long a read can return data from before this walk's own write.
	settling = 10 * time.Second
	// readAgain is the pause before such a read is repeated.
	readAgain = time.Second
)

// never is later than any updated_at: no search is new enough for a ticket that a GET did not find.
var never = time.Unix(1<<40, 0)

// walk is what one walk knows about tickets and their contacts.
type walk struct {
	contacts  providerdata.Cache[*intercom.Contact]
	companies providerdata.Cache[*intercom.Company]
	// lookups are the IDs of the contacts with an email or external ID.
	lookups providerdata.Cache[[]string]
	recent  providerdata.Cache[recentTickets]
	batches batches

	mu     sync.Mutex
	writes map[string]write
	seen   map[string]time.Time // updated_at from a GET
	alike  map[string]int       // creates by createKey
}

func walkOf(d *providerdata.Data) *walk { return providerdata.Shared[walk](d) }

// write is the newest answer to a write of this walk.
type write struct {
	answered time.Time
	updated  time.Time // the ticket's updated_at
}

// recordWrite records the answer to a write, so that a read right after it is not mistaken for a change by somebody else.
// Of two answers, the one with the newer ticket counts.
func (w *walk) recordWrite(t *intercom.Ticket, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.writes == nil {
		w.writes = map[string]write{}
	}
	if t.UpdatedAt.Before(w.writes[string(t.ID)].updated) {
		return
	}
	w.writes[string(t.ID)] = write{answered: now, updated: t.UpdatedAt.Time}
}

// forget drops the writes to a ticket that this walk deleted, because a 404 is now expected.
func (w *walk) forget(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.writes, id)
}

// beginCreate counts the creates of tickets that differ at most in their contacts. isAlone reports whether there was only
// one.
func (w *walk) beginCreate(key string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.alike == nil {
		w.alike = map[string]int{}
	}
	w.alike[key]++
}

func (w *walk) isAlone(key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.alike[key] < 2
}

// readForRefresh reads a ticket in state. If the provider batches refreshes, one search covers concurrent reads, and
// isFresh decides whether the result is as good as a GET's, since search lags behind writes. If the search does not show a
// ticket, or the result is not fresh or older than what this walk knows, a GET reads it: a ticket that a search does not
// find is not necessarily gone.
func (w *walk) readForRefresh(ctx context.Context, r framework.Reader, client *intercom.Client, id string, isFresh func(*intercom.Ticket) bool) (*intercom.Ticket, error) {
	if r.Data.Options().BatchRefresh && intercom.ValidID(id) == nil {
		defer w.batches.begin()()
		if t := w.batches.search(ctx, r, client, id); t != nil && !w.isOlder(t) && isFresh(t) {
			return t, nil
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
	}
	return w.read(ctx, r, client, id)
}

// isOlder reports whether the ticket is older than this walk's newest write to it or last read of it.
func (w *walk) isOlder(t *intercom.Ticket) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return t.UpdatedAt.Before(w.writes[string(t.ID)].updated) || t.UpdatedAt.Before(w.seen[string(t.ID)])
}

// read reads a ticket. Within 10 seconds of this walk's own write to it, an answer that is older than the write (a 404, an
// earlier updated_at) is requested again.
func (w *walk) read(ctx context.Context, r framework.Reader, client *intercom.Client, id string) (*intercom.Ticket, error) {
	for {
		t, err := r.Ticket(ctx, id)
		if !w.isStale(client.Now(), id, t, err) || client.Wait(ctx, readAgain) != nil {
			if r.Data.Options().BatchRefresh {
				w.recordRead(id, t, err)
			}
			return t, err
		}
	}
}

// recordRead records what a GET showed, so that no search can replace it with older data.
func (w *walk) recordRead(id string, t *intercom.Ticket, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seen == nil {
		w.seen = map[string]time.Time{}
	}
	switch {
	case err == nil:
		w.seen[id] = t.UpdatedAt.Time
	case intercom.IsNotFound(err):
		w.seen[id] = never
	}
}

func (w *walk) isStale(now time.Time, id string, t *intercom.Ticket, err error) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	own, wrote := w.writes[id]
	if !wrote || now.Sub(own.answered) >= settling {
		return false
	}
	return intercom.IsNotFound(err) || err == nil && t.UpdatedAt.Before(own.updated)
}
