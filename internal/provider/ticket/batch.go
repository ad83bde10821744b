package ticket

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	// pause is how often a batch looks whether further readers have come. Terraform starts reads a millisecond or two apart, since
	// what it does between two of them takes processor time.
	pause = 5 * time.Millisecond
	// maxPauses bounds the wait for the next of those who are expected. On a busy machine they come far apart, and a search for a
	// few costs a call as one for all does.
	maxPauses = 20
)

// batches answers concurrent reads of tickets with one search.
type batches struct {
	mu sync.Mutex
	// gathering is the batch that the next reader joins, or nil.
	gathering *batch
	// reading is how many readers there are, and most how many there lately were at once: Terraform's -parallelism, which it
	// does not tell. The first batch expects as many as fit in.
	reading, most int
	// failed: a search failed, and no other is tried in this walk.
	failed bool
}

// batch is one search and those who wait for it.
type batch struct {
	tickets map[string]*intercom.Ticket // by id: nil until found
	readers int
	send    context.CancelFunc // ends the gathering
	cancel  context.CancelFunc // ends the search, too
	done    chan struct{}      // closed when tickets has all that was found
}

// begin counts a reader until the function that it returns is called.
func (s *batches) begin() (end func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.most == 0 {
		s.most = intercom.MaxPerPage
	}
	s.reading++
	s.most = max(s.most, s.reading)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.reading--
	}
}

// search returns the ticket as a search shows it, or nil where that does not show it or was not made.
func (s *batches) search(ctx context.Context, r framework.Reader, client *intercom.Client, id string) *intercom.Ticket {
	b := s.join(ctx, r, client, id)
	if b == nil {
		return nil
	}
	defer s.leave(b)
	select {
	case <-b.done:
		return b.tickets[id]
	case <-ctx.Done():
		return nil
	}
}

// join makes the caller a reader of the batch that is gathering, or of a new one.
func (s *batches) join(ctx context.Context, r framework.Reader, client *intercom.Client, id string) *batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed {
		return nil
	}
	b := s.gathering
	if b == nil {
		// Who comes first may be stopped, or have less time, while others go on.
		searching, cancel := context.WithTimeout(context.WithoutCancel(ctx), framework.DefaultTimeout)
		gathering, send := context.WithCancel(searching)
		b = &batch{tickets: map[string]*intercom.Ticket{}, send: send, cancel: cancel, done: make(chan struct{})}
		s.gathering = b
		go s.run(gathering, searching, r, client, b)
	}
	b.readers++
	b.tickets[id] = nil
	if len(b.tickets) == intercom.MaxPerPage || b.readers >= s.most {
		s.closed(b)
		b.send()
	}
	return b
}

// leave takes a reader out of the batch: it has what it waited for, or was stopped. The last one ends the search.
func (s *batches) leave(b *batch) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b.readers--
	if b.readers == 0 {
		b.cancel()
		s.closed(b)
	}
}

// closed keeps further readers out of the batch. The lock is held.
func (s *batches) closed(b *batch) {
	if s.gathering == b {
		s.gathering = nil
	}
}

// run gathers readers, searches, and lets the readers go on.
func (s *batches) run(gathering, searching context.Context, r framework.Reader, client *intercom.Client, b *batch) {
	defer close(b.done)
	defer b.cancel()
	ids := s.gather(gathering, client, b)
	if len(ids) == 1 || searching.Err() != nil {
		// A GET costs a lone reader no more, and lags behind nothing.
		return
	}
	found, err := r.TicketsByID(searching, ids)
	if err != nil && searching.Err() == nil {
		s.mu.Lock()
		s.failed = true
		s.mu.Unlock()
		tflog.Warn(searching, "A search for tickets failed, so each is read by a GET from now on", map[string]any{"error": intercom.HidePersonalData(err.Error())})
	}
	for i, t := range found {
		twin, wanted := b.tickets[string(t.ID)]
		if wanted && !t.Deleted && (twin == nil || twin.UpdatedAt.Before(t.UpdatedAt.Time)) {
			b.tickets[string(t.ID)] = &found[i]
		}
	}
}

// gather waits until all readers who are expected have come, or none has for a while, and returns the ids that they want.
func (s *batches) gather(ctx context.Context, client *intercom.Client, b *batch) []string {
	for before, pauses := 1, 0; pauses < maxPauses && client.Wait(ctx, pause) == nil; pauses++ {
		s.mu.Lock()
		now := b.readers
		s.mu.Unlock()
		if now != before {
			before, pauses = now, 0
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed(b)
	s.most = s.reading
	return slices.Collect(maps.Keys(b.tickets))
}
