package providerdata

import (
	"context"
	"sync"
)

// memo keeps what was read once for each key, the errors too: a thousand resources must not each try again what a token may
// not read. What failed because its caller was stopped is read anew by the next.
type memo struct {
	mu      sync.Mutex
	entries map[string]*entry
}

type entry struct {
	turn  chan struct{} // holds one token: who takes it reads
	done  bool
	value any
	err   error
}

// Once returns what read returned when it was first called for key in this run, however many ask at once. key is a path of
// Intercom's API, of which all of a run's reads have the same T.
func Once[T any](ctx context.Context, s *Data, key string, read func() (T, error)) (T, error) {
	e := s.reads.entry(key)
	var zero T
	select {
	case <-e.turn:
	case <-ctx.Done():
		return zero, context.Cause(ctx)
	}
	defer func() { e.turn <- struct{}{} }()
	if !e.done {
		value, err := read()
		if err != nil && ctx.Err() != nil {
			return zero, err
		}
		e.value, e.err, e.done = value, err, true
	}
	value, _ := e.value.(T)
	return value, e.err
}

// Changed makes the next Once of key read anew, since this run has written what it shows.
func (s *Data) Changed(key string) {
	s.reads.mu.Lock()
	defer s.reads.mu.Unlock()
	delete(s.reads.entries, key)
}

// ChangedTicketType is Changed for all that shows a ticket type: itself, the list of types, and the states with their types.
func (s *Data) ChangedTicketType(id string) {
	for _, key := range []string{"ticket_types/" + id, "ticket_types", "ticket_states"} {
		s.Changed(key)
	}
}

func (m *memo) entry(key string) *entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.entries == nil {
		m.entries = map[string]*entry{}
	}
	e, ok := m.entries[key]
	if !ok {
		e = &entry{turn: make(chan struct{}, 1)}
		e.turn <- struct{}{}
		m.entries[key] = e
	}
	return e
}
