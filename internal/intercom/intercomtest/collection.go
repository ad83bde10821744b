package intercomtest

import (
	"iter"
	"slices"
)

// collection holds the objects of one kind in the order of their creation, with all their earlier states, because searches
// and lists can lag behind. Objects are changed only with put and update, so no earlier state is missing.
type collection[T any] struct {
	server *Server
	id     func(*T) *string
	fresh  func() string // the next ID; called again while it is taken
	clone  func(T) T
	items  []*item[T] // including deleted ones
	byID   map[string]*item[T]
}

// item is one object and its past. Its last state is the current one.
type item[T any] struct {
	value *T
	gone  bool
	past  []state[T]
}

// state is an object's value from a point in time on.
type state[T any] struct {
	moment
	value T
	gone  bool
}

// moment is a time (Unix nanoseconds) and its position among all changes of the server, because a test's clock can stand
// still.
type moment struct {
	at     int64
	serial int
}

func (s *Server) moment() moment {
	return moment{s.now().UnixNano(), s.next("change", 1)}
}

// all yields the objects that exist, oldest first.
func (c *collection[T]) all() iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, it := range c.items {
			if !it.gone && !yield(it.value) {
				return
			}
		}
	}
}

// values returns copies of the objects that exist, oldest first.
func (c *collection[T]) values() []T {
	out := []T{}
	for v := range c.all() {
		out = append(out, c.clone(*v))
	}
	return out
}

// get returns the object with an ID, or nil.
func (c *collection[T]) get(id string) *T {
	if it := c.byID[id]; it != nil {
		return it.value
	}
	return nil
}

// find returns the oldest object for which is returns true, or nil.
func (c *collection[T]) find(is func(*T) bool) *T {
	for v := range c.all() {
		if is(v) {
			return v
		}
	}
	return nil
}

// add stores a new object and gives it an ID if it has none. Seeding an ID twice is a mistake in the test.
func (c *collection[T]) add(v T) *T {
	id := c.id(&v)
	for *id == "" || *id != "" && c.byID[*id] != nil {
		if *id != "" {
			panic("intercomtest: " + *id + " exists already")
		}
		if next := c.fresh(); c.byID[next] == nil {
			*id = next
		}
	}
	it := &item[T]{value: &v}
	c.items, c.byID[*id] = append(c.items, it), it
	c.note(it)
	return &v
}

// put replaces the object that has the ID of v.
func (c *collection[T]) put(v T) *T {
	it := c.byID[*c.id(&v)]
	*it.value = v
	c.note(it)
	return it.value
}

// update changes an object and returns it. It must exist.
func (c *collection[T]) update(id string, change func(*T)) *T {
	v := c.get(id)
	if v == nil {
		panic("intercomtest: there is no " + id)
	}
	next := c.clone(*v)
	change(&next)
	return c.put(next)
}

// drop deletes an object, if it exists.
func (c *collection[T]) drop(id string) {
	if it := c.byID[id]; it != nil {
		it.gone = true
		delete(c.byID, id)
		c.note(it)
	}
}

func (c *collection[T]) note(it *item[T]) {
	it.past = append(it.past, state[T]{c.server.moment(), c.clone(*it.value), it.gone})
}

// seen returns the objects that a lagging search or list sees.
func (c *collection[T]) seen(l lag) []*T {
	if l.none() {
		return slices.Collect(c.all())
	}
	var out []*T
	for _, it := range c.items {
		for i, s := range slices.Backward(it.past) {
			if l.sees(s.moment) {
				if !s.gone {
					out = append(out, &it.past[i].value)
				}
				break
			}
		}
	}
	return out
}

// seenByID returns the object with an ID as a lagging read sees it, or nil.
func (c *collection[T]) seenByID(l lag, id string) *T {
	for _, v := range c.seen(l) {
		if *c.id(v) == id {
			return v
		}
	}
	return nil
}

// copied returns a copy that shares nothing with c.
func (c *collection[T]) copied() *collection[T] {
	next := *c
	next.items, next.byID = nil, map[string]*item[T]{}
	for _, it := range c.items {
		v := c.clone(*it.value)
		other := &item[T]{value: &v, gone: it.gone, past: slices.Clone(it.past)}
		next.items = append(next.items, other)
		if !it.gone {
			next.byID[*c.id(&v)] = other
		}
	}
	return &next
}
