package providerdata

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

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
	// failed: a search failed, and no other is tried in this run.
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
func (b *batches) begin() (end func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.reading++
	b.most = max(b.most, b.reading)
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.reading--
	}
}

// search returns the ticket as a search shows it, or nil where that does not show it or was not made.
func (s *Data) search(ctx context.Context, id string) *intercom.Ticket {
	b := s.join(ctx, id)
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
func (s *Data) join(ctx context.Context, id string) *batch {
	s.batches.mu.Lock()
	defer s.batches.mu.Unlock()
	if s.batches.failed {
		return nil
	}
	b := s.batches.gathering
	if b == nil {
		// Who comes first may be stopped while others are not.
		searching, cancel := context.WithCancel(context.WithoutCancel(ctx))
		gathering, send := context.WithCancel(searching)
		b = &batch{tickets: map[string]*intercom.Ticket{}, send: send, cancel: cancel, done: make(chan struct{})}
		s.batches.gathering = b
		go s.run(gathering, searching, b)
	}
	b.readers++
	b.tickets[id] = nil
	if len(b.tickets) == intercom.MaxPerPage || b.readers >= s.batches.most {
		s.closed(b)
		b.send()
	}
	return b
}

// leave takes a reader out of the batch: it has what it waited for, or was stopped. The last one ends the search.
func (s *Data) leave(b *batch) {
	s.batches.mu.Lock()
	defer s.batches.mu.Unlock()
	b.readers--
	if b.readers == 0 {
		b.cancel()
		s.closed(b)
	}
}

// closed keeps further readers out of the batch. The lock is held.
func (s *Data) closed(b *batch) {
	if s.batches.gathering == b {
		s.batches.gathering = nil
	}
}

// run gathers readers, searches, and lets the readers go on.
func (s *Data) run(gathering, searching context.Context, b *batch) {
	defer close(b.done)
	defer b.cancel()
	ids := s.gather(gathering, b)
	if len(ids) == 1 || searching.Err() != nil {
		// A GET costs a lone reader no more, and lags behind nothing.
		return
	}
	found, err := s.client.TicketsByID(searching, ids)
	if err != nil && searching.Err() == nil {
		s.batches.mu.Lock()
		s.batches.failed = true
		s.batches.mu.Unlock()
		tflog.Warn(searching, "A search for tickets failed, so each is read by a GET from now on", map[string]any{"error": err.Error()})
	}
	for i, t := range found {
		twin, wanted := b.tickets[string(t.ID)]
		if wanted && !t.Deleted && (twin == nil || twin.UpdatedAt.Before(t.UpdatedAt.Time)) {
			b.tickets[string(t.ID)] = &found[i]
		}
	}
}

// gather waits until all readers who are expected have come, or none has for a while, and returns the ids that they want.
func (s *Data) gather(ctx context.Context, b *batch) []string {
	for before, pauses := 1, 0; pauses < maxPauses && s.client.Wait(ctx, pause) == nil; pauses++ {
		s.batches.mu.Lock()
		now := b.readers
		s.batches.mu.Unlock()
		if now != before {
			before, pauses = now, 0
		}
	}
	s.batches.mu.Lock()
	defer s.batches.mu.Unlock()
	s.closed(b)
	s.batches.most = s.batches.reading
	return slices.Collect(maps.Keys(b.tickets))
}
