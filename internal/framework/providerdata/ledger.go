package providerdata

import (
	"context"
	"sync"
)

// Ledger is what one run knows of its creates, so that a create whose answer was lost is never taken for another one's: the
// ids that belong to a resource already, and whose turn it is among identical creates. The zero Ledger is empty.
type Ledger struct {
	mu    sync.Mutex
	ids   map[string]bool
	turns map[string]chan struct{}
}

// Claim records that id belongs to a resource of this run, and reports whether it was free.
func (l *Ledger) Claim(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ids == nil {
		l.ids = map[string]bool{}
	}
	free := !l.ids[id]
	l.ids[id] = true
	return free
}

// Claimed reports whether id belongs to a resource of this run.
func (l *Ledger) Claimed(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ids[id]
}

// Turn waits until no identical create is under way and returns what ends this one's turn, or the context's error.
func (l *Ledger) Turn(ctx context.Context, key string) (release func(), err error) {
	l.mu.Lock()
	if l.turns == nil {
		l.turns = map[string]chan struct{}{}
	}
	turn, ok := l.turns[key]
	if !ok {
		turn = make(chan struct{}, 1)
		l.turns[key] = turn
	}
	l.mu.Unlock()
	select {
	case turn <- struct{}{}:
		return func() { <-turn }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
