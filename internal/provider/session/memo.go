package session

import (
	"context"
	"sync"
)

// memo keeps what was read once for each key, the errors too: a thousand resources must not each try again what a token may
// not read. What failed because its caller was stopped is read anew by the next.
type memo[K comparable, V any] struct {
	mu      sync.Mutex
	entries map[K]*entry[V]
}

type entry[V any] struct {
	turn  chan struct{} // holds one token: who takes it reads
	done  bool
	value V
	err   error
}

func (m *memo[K, V]) get(ctx context.Context, key K, read func() (V, error)) (V, error) {
	m.mu.Lock()
	if m.entries == nil {
		m.entries = map[K]*entry[V]{}
	}
	e, ok := m.entries[key]
	if !ok {
		e = &entry[V]{turn: make(chan struct{}, 1)}
		e.turn <- struct{}{}
		m.entries[key] = e
	}
	m.mu.Unlock()

	select {
	case <-e.turn:
	case <-ctx.Done():
		var zero V
		return zero, context.Cause(ctx)
	}
	defer func() { e.turn <- struct{}{} }()
	if !e.done {
		value, err := read()
		if err != nil && ctx.Err() != nil {
			return value, err
		}
		e.value, e.err, e.done = value, err, true
	}
	return e.value, e.err
}
