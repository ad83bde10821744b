package providerdata

import (
	"context"
	"sync"
)

// CreateGuard keeps one object from becoming two resources. It knows the IDs that already belong to a resource of the walk,
// and lets identical creates run one after the other. The zero CreateGuard is empty.
type CreateGuard struct {
	mu    sync.Mutex
	ids   map[string]bool
	turns map[string]chan struct{}
}

// Claim records that id belongs to a resource of this walk, and reports whether it was free.
func (g *CreateGuard) Claim(id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ids == nil {
		g.ids = map[string]bool{}
	}
	free := !g.ids[id]
	g.ids[id] = true
	return free
}

// Claimed reports whether id belongs to a resource of this walk, or did before this walk deleted it.
func (g *CreateGuard) Claimed(id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.ids[id]
}

// Lock waits until no identical create is running. It returns a function that releases the lock, or the context's error.
func (g *CreateGuard) Lock(ctx context.Context, key string) (release func(), err error) {
	g.mu.Lock()
	if g.turns == nil {
		g.turns = map[string]chan struct{}{}
	}
	turn, ok := g.turns[key]
	if !ok {
		turn = make(chan struct{}, 1)
		g.turns[key] = turn
	}
	g.mu.Unlock()
	select {
	case turn <- struct{}{}:
		return func() { <-turn }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
