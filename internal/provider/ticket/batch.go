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
	// pause is how often a batch checks for further readers. Terraform starts reads a millisecond or two apart, because its
	// own work between them takes CPU time.
	pause = 5 * time.Millisecond
	// maxPauses limits the wait for the next expected reader. On a busy machine they come far apart, and a search costs one
	// call for any number of tickets.
	maxPauses = 20
	// maxSearches is the number of searches after which a walk lists the tickets of the workspace instead, if there are at most
	// listable of them. The list then costs at most as many calls as the searches before it.
	maxSearches = listable / intercom.MaxPerPage
	listable    = 1500
)

// batches answers concurrent reads of tickets with one search.
type batches struct {
	mu sync.Mutex
	// gathering is the batch that the next reader joins, or nil.
	gathering *batch
	// reading is the current number of readers, and most is the recent maximum of it, an estimate of Terraform's -parallelism.
	// The first batch expects as many as fit in a search.
	reading, most int
	// failed: a search failed, so this walk tries no other.
	failed bool
	// searches counts the searches. After maxSearches, listing fills all, by ID. all stays nil if the workspace has too many tickets.
	searches int
	listing  sync.Once
	all      map[string]*intercom.Ticket
}

// batch is one search and its waiting readers.
type batch struct {
	tickets map[string]*intercom.Ticket // by ID; nil until found
	readers int
	send    context.CancelFunc // ends the gathering
	cancel  context.CancelFunc // ends the search, too
	done    chan struct{}      // closed when tickets has everything that was found
}

// begin counts a reader until the returned function is called.
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

// search returns the ticket from a search, or nil if the search does not show it or was not made.
func (s *batches) search(ctx context.Context, r framework.Reader, client *intercom.Client, id string) *intercom.Ticket {
	if all := s.listed(); all != nil {
		return all[id]
	}
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

// join adds the caller to the gathering batch, or to a new one.
func (s *batches) join(ctx context.Context, r framework.Reader, client *intercom.Client, id string) *batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed {
		return nil
	}
	b := s.gathering
	if b == nil {
		// The first reader may be stopped or have less time than the others.
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

// leave removes a reader from the batch: it has its ticket, or was stopped. The last one ends the search.
func (s *batches) leave(b *batch) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b.readers--
	if b.readers == 0 {
		b.cancel()
		s.closed(b)
	}
}

// closed keeps further readers out of the batch. The caller holds the lock.
func (s *batches) closed(b *batch) {
	if s.gathering == b {
		s.gathering = nil
	}
}

// run gathers readers, searches, and wakes the readers.
func (s *batches) run(gathering, searching context.Context, r framework.Reader, client *intercom.Client, b *batch) {
	defer close(b.done)
	defer b.cancel()
	ids := s.gather(gathering, client, b)
	if len(ids) == 1 || searching.Err() != nil {
		// For a single reader, a GET costs no more and does not lag.
		return
	}
	found, err := s.find(searching, r, ids)
	if err != nil && searching.Err() == nil {
		s.mu.Lock()
		s.failed = true
		s.mu.Unlock()
		tflog.Warn(searching, "A search for tickets failed, so each is read by a GET from now on", framework.LogError(err))
	}
	for id := range b.tickets {
		b.tickets[id] = found[id]
	}
}

// find returns tickets by ID: those with the ids, or after maxSearches all tickets of the workspace.
func (s *batches) find(ctx context.Context, r framework.Reader, ids []string) (map[string]*intercom.Ticket, error) {
	s.mu.Lock()
	s.searches++
	list := s.searches > maxSearches
	s.mu.Unlock()
	if list {
		s.listing.Do(func() { s.list(ctx, r) })
		if all := s.listed(); all != nil {
			return all, nil
		}
	}
	found, err := r.TicketsByID(ctx, ids)
	return newest(found), err
}

// list fills all.
func (s *batches) list(ctx context.Context, r framework.Reader) {
	found, err := r.TicketsUpTo(ctx, listable)
	if err != nil {
		tflog.Info(ctx, "The tickets of the workspace were not listed, so searches for the tickets in state go on", framework.LogError(err))
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = newest(found)
}

func (s *batches) listed() map[string]*intercom.Ticket {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all
}

// newest returns tickets by ID, without deleted ones. If a ticket was found more than once, the newest counts.
func newest(found []intercom.Ticket) map[string]*intercom.Ticket {
	byID := make(map[string]*intercom.Ticket, len(found))
	for i, t := range found {
		twin := byID[string(t.ID)]
		if !t.Deleted && (twin == nil || twin.UpdatedAt.Before(t.UpdatedAt.Time)) {
			byID[string(t.ID)] = &found[i]
		}
	}
	return byID
}

// gather waits until all expected readers have come, or none has come for a while. It returns the ids that they want.
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
