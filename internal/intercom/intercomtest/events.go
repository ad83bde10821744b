package intercomtest

import (
	"maps"
	"net/http"
	"slices"
)

// Event is a data event of a contact.
type Event struct {
	ID        string // no answer shows it
	Name      string
	ContactID string
	CreatedAt int64 // Unix seconds
	Metadata  map[string]string
}

var eventKind = &kind[Event]{
	name: "events", missing: notFound,
	clone: func(e Event) Event {
		e.Metadata = maps.Clone(e.Metadata)
		return e
	},
	in:    func(w *Workspace) **collection[Event] { return &w.events },
	id:    func(e *Event) *string { return &e.ID },
	fresh: func(w *Workspace) string { return w.count("event", 1) },
	show:  func(_ *request, e *Event) object { return object{"type": "event", "id": e.ID, "event_name": e.Name} },
	routes: func(*kind[Event]) []route {
		return []route{at("POST", "/events", v2(0), (*request).submitEvent)}
	},
}

// Events lists the events in the order in which they were submitted.
func (w *Workspace) Events() []Event {
	defer w.lock()()
	return w.events.values()
}

// submitEvent answers 202 without a body. It ignores an event that a contact with an external ID has, with the same name and time,
// and drops metadata after the tenth key.
func (rq *request) submitEvent() reply {
	e := Event{Name: text(rq.body["event_name"])}
	fillNumber(rq.body, "created_at", &e.CreatedAt)
	c := rq.contacts.find(func(c *Contact) bool {
		id, external := text(rq.body["id"]), text(rq.body["user_id"])
		return !rq.hidden(c) && (id != "" && c.ID == id || external != "" && c.ExternalID == external)
	})
	switch {
	case e.Name == "" || e.CreatedAt == 0:
		return fail(http.StatusBadRequest, "parameter_not_found", "event_name and created_at are required")
	case c == nil || c.MergedInto != "":
		return noContact
	}
	e.ContactID = c.ID
	if metadata, given := rq.body["metadata"].(object); given {
		e.Metadata = map[string]string{}
		for _, key := range slices.Sorted(maps.Keys(metadata)) {
			if len(e.Metadata) < 10 {
				e.Metadata[key] = text(metadata[key])
			}
		}
	}
	accepted := reply{status: http.StatusAccepted, empty: true}
	same := func(o *Event) bool {
		return o.Name == e.Name && o.ContactID == e.ContactID && o.CreatedAt == e.CreatedAt
	}
	if c.ExternalID != "" && !rq.fates.eventsKept && rq.events.find(same) != nil {
		return accepted
	}
	rq.events.add(e)
	return accepted
}
