package intercomtest

import (
	"maps"
	"net/http"
	"slices"
	"sync"
)

// This file has the behaviors with which an answer is about something else than what the call created or requested. Those
// without a path of their own take part in creates and links; with On, they also take part in reads, updates, and
// deletions. WithoutEffect reverts what the call did.

// AnswersOldest answers with the oldest other object of the kind: a cache that mixes up answers.
func AnswersOldest() Behavior {
	return answersOther("AnswersOldest", func(others []object) object { return others[0] })
}

// AnswersNewest answers with the newest other object of the kind: the application reads back the last row, and somebody
// else created one in between.
func AnswersNewest() Behavior {
	return answersOther("AnswersNewest", func(others []object) object { return others[len(others)-1] })
}

// AnswersObject answers with the object of the kind that has the ID, such as a seeded twin with another contact, company,
// or type. If there is none, only the ID differs.
func AnswersObject(id string) Behavior {
	return answersOther("AnswersObject", func(others []object) object {
		if i := slices.IndexFunc(others, func(o object) bool { return o["id"] == id }); i >= 0 {
			return others[i]
		}
		return object{"id": id}
	})
}

// AnswersTwin answers with a copy of the created object with an unused ID and other values. The keys are paths into the
// answer, such as "contacts.contacts.0.id".
func AnswersTwin(values map[string]any) Behavior {
	return answering("AnswersTwin", func(o object) {
		o["id"] = unknownID
		overwrite(o, values)
	})
}

// unknownID is an ID that no object has.
const unknownID = "999999999"

// answering returns a behavior that changes the answers to creates and links.
func answering(name string, change func(object)) Behavior {
	return Behavior{name: name, creates: true, answer: func(x *exchange) { x.edit(change) }}
}

// answersOther answers about another object of the kind, or about one that never existed if there is none.
func answersOther(name string, pick func([]object) object) Behavior {
	return Behavior{name: name, creates: true, answer: func(x *exchange) {
		x.edit(func(o object) {
			others := slices.DeleteFunc(x.existing(x.route.kind()), func(other object) bool { return other["id"] == o["id"] })
			other := object{"id": unknownID}
			if len(others) > 0 {
				other = pick(others)
			}
			_, deletion := o["deleted"]
			_, archive := o["archived"]
			if deletion || archive && x.call.Method == http.MethodPost && !x.route.creates() || len(other) == 1 {
				o["id"] = other["id"] // the object has no other identifiers
				return
			}
			clear(o)
			maps.Copy(o, other)
		})
	}}
}

// existing returns the objects of a kind as a GET shows them, oldest first. For a request about an attribute, those are its
// ticket type's attributes.
func (rq *request) existing(kind string) []object {
	out := []object{}
	show := func(shown object) { out = append(out, generic(shown).(object)) }
	for _, k := range allKinds {
		if k.area() == kind {
			for _, shown := range k.existing(rq) {
				show(shown)
			}
		}
	}
	switch kind {
	case "tickets":
		for _, rec := range rq.tickets {
			if !rec.gone {
				show(rq.showTicket(rec, rec.Ticket))
			}
		}
	case "attributes":
		if t := rq.types.get(rq.ids[0]); t != nil {
			for i, a := range t.Attributes {
				show(rq.showAttribute(t, a, i))
			}
		}
	case "linked_conversations":
		for c := range rq.conversations.all() {
			show(rq.showConversation(c))
		}
	}
	return out
}

// Accepted answers a create with 202 and the ID of a job: a gateway that queues writes.
func Accepted(id string) Behavior {
	return Behavior{name: "Accepted", creates: true, answer: func(x *exchange) {
		x.edit(func(o object) {
			clear(o)
			o["id"] = id
		})
		if x.request != nil && x.status == http.StatusOK {
			x.status = http.StatusAccepted
		}
	}}
}

// AnswersPrevious answers a create with the answer of the create before it (for the same workspace and path): a cache that
// treats POSTs as equal. The first create gets its own answer.
func AnswersPrevious() Behavior {
	return Behavior{name: "AnswersPrevious", creates: true, answer: func(x *exchange) {
		if x.request == nil {
			return
		}
		if last, had := x.server.previous[x.WorkspaceID+x.call.Path]; had {
			x.status, x.answer.body = last.status, last.body
		}
	}}
}

// SwapsAnswers gives two concurrent creates each other's answer: a proxy that mixes up connections. It ends after two calls
// unless Times says otherwise. The first call waits for the second, or until its client leaves or the server closes, so the
// client must make two concurrently.
func SwapsAnswers() Behavior {
	return Behavior{name: "SwapsAnswers", creates: true, times: 2, pair: &pair{}}
}

// pair connects two calls.
type pair struct {
	mu      sync.Mutex
	waiting chan answer // of the first call, until the second has arrived
	first   answer
}

func (p *pair) swap(s *Server, r *http.Request, a *answer) {
	p.mu.Lock()
	if other := p.waiting; other != nil {
		first := p.first
		p.waiting = nil
		p.mu.Unlock()
		other <- *a
		a.status, a.body = first.status, first.body
		return
	}
	mine := make(chan answer, 1)
	p.waiting, p.first = mine, *a
	p.mu.Unlock()
	select {
	case second := <-mine:
		a.status, a.body = second.status, second.body
		return
	case <-r.Context().Done():
	case <-s.done:
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.waiting == mine {
		p.waiting = nil
	}
}
