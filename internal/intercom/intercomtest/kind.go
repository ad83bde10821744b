package intercomtest

// kind describes how the objects of one area are stored, shown, and served. Its handlers list, get, create, update, and
// remove do what every object has in common. If one does not fit, the kind's routes name another handler.
type kind[T any] struct {
	name    string // as in paths; identifies the kind for Lags, NotDone, and answers about other objects
	in      func(*Workspace) **collection[T]
	id      func(*T) *string
	fresh   func(*Workspace) string
	clone   func(T) T // shares no memory with its argument
	missing reply     // for an ID that no object has
	show    func(*request, *T) object
	made    func(*request) T         // a new object before fill; nil: the zero T
	fill    func(*request, *T) reply // sets a body's values; its status is 0 if nothing is wrong
	hide    func(*request, *T) reply // refuses an existing object; nil or status 0: does not
	drop    func(*request, *T) reply // refuses or answers a deletion; nil or status 0: the kind does it
	noun    string                   // object of the answer to a deletion
	routes  func(*kind[T]) []route
}

// anyKind is a kind of any type of object.
type anyKind interface {
	area() string
	served() []route
	attach(*Workspace)
	copyTo(next, from *Workspace)
	existing(*request) []object
}

// allKinds lists the kinds: a new object adds its line here.
var allKinds = []anyKind{
	tagKind, ticketTypeKind, contactKind, companyKind, scheduleKind, exceptionKind, dataAttributeKind, conversationAttributeKind, connectorKind,
	conversationKind, noteKind, subscriptionKind, eventKind, helpCenterKind, collectionKind, redirectKind, articleKind, audienceKind, allowlistKind,
	identitySecretKind, instanceKind, teamKind,
}

func (k *kind[T]) area() string { return k.name }

func (k *kind[T]) served() []route { return k.routes(k) }

func (k *kind[T]) attach(w *Workspace) {
	*k.in(w) = &collection[T]{
		server: w.server, id: k.id, fresh: func() string { return k.fresh(w) }, clone: k.clone, byID: map[string]*item[T]{},
	}
}

func (k *kind[T]) copyTo(next, from *Workspace) { *k.in(next) = (*k.in(from)).copied() }

// existing returns the objects as a GET shows them, oldest first.
func (k *kind[T]) existing(rq *request) []object {
	var out []object
	for v := range k.of(rq).all() {
		if k.hidden(rq, v).status == 0 {
			out = append(out, k.show(rq, v))
		}
	}
	return out
}

func (k *kind[T]) of(rq *request) *collection[T] { return *k.in(rq.Workspace) }

func (k *kind[T]) hidden(rq *request, v *T) reply {
	switch {
	case v == nil:
		return k.missing
	case k.hide == nil:
		return reply{}
	}
	return k.hide(rq, v)
}

func (k *kind[T]) list(rq *request) reply {
	data := []object{}
	for _, v := range k.of(rq).seen(rq.lag(k.name)) {
		data = append(data, k.show(rq, v))
	}
	return ok(object{"type": "list", "data": data})
}

// ownID returns the last ID of the path; the IDs before it name the parents.
func (rq *request) ownID() string { return rq.ids[len(rq.ids)-1] }

func (k *kind[T]) get(rq *request) reply { return k.answer(rq, k.of(rq).get(rq.ownID())) }

// answer shows an object, or returns why it is not shown.
func (k *kind[T]) answer(rq *request, v *T) reply {
	if refused := k.hidden(rq, v); refused.status != 0 {
		return refused
	}
	return ok(k.show(rq, v))
}

func (k *kind[T]) create(rq *request) reply {
	var v T
	if k.made != nil {
		v = k.made(rq)
	}
	if problem := k.fill(rq, &v); problem.status != 0 {
		return problem
	}
	return ok(k.show(rq, k.of(rq).add(v)))
}

// update is all or nothing.
func (k *kind[T]) update(rq *request) reply {
	v := k.of(rq).get(rq.ownID())
	if refused := k.hidden(rq, v); refused.status != 0 {
		return refused
	}
	next := k.clone(*v)
	if problem := k.fill(rq, &next); problem.status != 0 {
		return problem
	}
	return ok(k.show(rq, k.of(rq).put(next)))
}

func (k *kind[T]) remove(rq *request) reply {
	v := k.of(rq).get(rq.ownID())
	if refused := k.hidden(rq, v); refused.status != 0 {
		return refused
	}
	if k.drop != nil {
		if answer := k.drop(rq, v); answer.status != 0 {
			return answer
		}
	}
	k.of(rq).drop(*k.id(v))
	return ok(object{"id": *k.id(v), "object": k.noun, "deleted": true})
}
