package providerdata

import (
	"context"
	"errors"
	"net/http"
	"sync"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Cache stores what was read for a key, so that a walk reads it once for all objects. It stores successes and 403s: a
// thousand resources must not each try what a token may not read. It stores no other error, and in particular no 404. The
// zero Cache is empty.
type Cache[V any] struct {
	mu      sync.Mutex
	entries map[string]*entry[V]
}

type entry[V any] struct {
	turn  chan struct{} // holds one token; the goroutine that takes it reads
	done  bool
	value V
	err   error
}

// Get returns the result of the first call of read for the key. Concurrent callers wait for it.
func (c *Cache[V]) Get(ctx context.Context, key string, read func() (V, error)) (value V, err error) {
	e := c.entry(key)
	select {
	case <-e.turn:
	case <-ctx.Done():
		return value, context.Cause(ctx)
	}
	defer func() { e.turn <- struct{}{} }()
	if e.done {
		return e.value, e.err
	}
	value, err = read()
	if err == nil || forbidden(err) {
		e.value, e.err, e.done = value, err, true
	}
	return value, err
}

// Invalidate makes the next Get of the key read again, because this walk has changed it.
func (c *Cache[V]) Invalidate(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.entries, key)
}

func (c *Cache[V]) entry(key string) *entry[V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries == nil {
		c.entries = map[string]*entry[V]{}
	}
	e, ok := c.entries[key]
	if !ok {
		e = &entry[V]{turn: make(chan struct{}, 1)}
		e.turn <- struct{}{}
		c.entries[key] = e
	}
	return e
}

func forbidden(err error) bool {
	api, ok := errors.AsType[*intercom.APIError](err)
	return ok && api.StatusCode == http.StatusForbidden
}
