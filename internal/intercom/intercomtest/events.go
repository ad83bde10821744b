package intercomtest

import (
	"maps"
	"net/http"
	"slices"
	"time"
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
		return []route{at("POST", "/events", v2(0), (*request).submitEvent), at("GET", "/events", v2(0), (*request).summarizeEvents)}
	},
}

// Events lists the events in the order in which they were submitted.
func (w *Workspace) Events() []Event {
	defer w.lock()()
	return w.events.values()
}

// summarizeEvents counts the events of a contact by their names. The published descriptions have this answer whether or not the
// request says summary=true.
func (rq *request) summarizeEvents() reply {
	id, external, email := rq.query.Get("intercom_user_id"), rq.query.Get("user_id"), rq.query.Get("email")
	if rq.query.Get("type") != "user" || id+external+email == "" {
		return invalid("type must be user, and one of user_id, intercom_user_id, and email is required")
	}
	c := rq.contacts.find(func(c *Contact) bool {
		is := id != "" && c.ID == id || external != "" && c.ExternalID == external || email != "" && c.Email == email
		return is && !rq.hidden(c) && c.MergedInto == ""
	})
	if c == nil {
		return noContact
	}
	items := map[string]object{}
	for e := range rq.events.all() {
		if e.ContactID != c.ID {
			continue
		}
		at, item := time.Unix(e.CreatedAt, 0).UTC().Format("2006-01-02T15:04:05.000-07:00"), items[e.Name]
		if item == nil {
			item = object{"name": e.Name, "first": at, "count": 0, "description": ""}
			items[e.Name] = item
		}
		item["count"], item["last"] = item["count"].(int)+1, at
	}
	events := []object{}
	for _, name := range slices.Sorted(maps.Keys(items)) {
		events = append(events, items[name])
	}
	return ok(object{"type": "event.summary", "email": c.Email, "intercom_user_id": c.ID, "user_id": c.ExternalID, "events": events})
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
