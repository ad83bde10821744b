package intercomtest

import (
	"slices"
	"strconv"
)

// record is a ticket with its past. Searches lag behind, and a fault can answer old values, so every version of a ticket is
// kept.
type record struct {
	Ticket
	gone  bool
	parts []part
	past  []snapshot // the last one is the current one
}

// snapshot is a ticket as stored from a point in time on.
type snapshot struct {
	moment
	ticket Ticket
	gone   bool
}

// part is an entry in a ticket's history that answers show.
type part struct {
	id       int
	kind     string
	state    string
	previous string
	at       int64
	reply    *Reply // nil for an event
}

// AddTicket adds a ticket that Terraform did not create. By default, it gets the workspace's first type, a new contact, and
// the type's first state. Searches see it after its UpdatedAt.
func (w *Workspace) AddTicket(t Ticket) Ticket {
	defer w.lock()()
	t = t.clone()
	now := w.server.now()
	first := w.types.find(func(*TicketType) bool { return true })
	if first == nil {
		panic("intercomtest: a ticket needs a ticket type: add one first")
	}
	setDefault(&t.TypeID, func() string { return first.ID })
	kind := w.mustType(t.TypeID)
	setDefault(&t.StateID, func() string { return kind.States[0].ID })
	if len(t.ContactIDs) == 0 {
		t.ContactIDs = []string{w.addContact(Contact{}).ID}
	}
	t.Open = w.stateCategory(t.StateID) != Resolved
	setDefaultTime(&t.CreatedAt, now.Unix())
	setDefaultTime(&t.UpdatedAt, t.CreatedAt)
	w.normalizeTicket(&t)
	rec := w.insert(t)
	rec.past[0].at = min(t.UpdatedAt*1e9, now.UnixNano())
	return rec.clone()
}

// UpdateTicket changes a ticket outside of Terraform, as a teammate in the Inbox does. The function
// must not call the server.
func (w *Workspace) UpdateTicket(id string, change func(*Ticket)) {
	defer w.lock()()
	rec := w.mustTicket(id)
	next := rec.clone()
	change(&next)
	w.normalizeTicket(&next)
	w.store(rec, next)
}

// DeleteTicket deletes a ticket outside of Terraform. Erased does not list it.
func (w *Workspace) DeleteTicket(id string) {
	defer w.lock()()
	w.erase(w.mustTicket(id))
}

// Ticket returns a ticket as stored now, or false if it never existed or is deleted.
func (w *Workspace) Ticket(id string) (Ticket, bool) {
	defer w.lock()()
	rec := w.ticket(id)
	if rec == nil {
		return Ticket{}, false
	}
	return rec.clone(), true
}

// Tickets lists the tickets that exist, in the order of their creation.
func (w *Workspace) Tickets() []Ticket {
	defer w.lock()()
	out := []Ticket{}
	for _, rec := range w.tickets {
		if !rec.gone {
			out = append(out, rec.clone())
		}
	}
	return out
}

// Erased lists the IDs of the tickets that were deleted through the API, in order.
func (w *Workspace) Erased() []string {
	defer w.lock()()
	return slices.Clone(w.erased)
}

// ticket returns one that exists.
func (w *Workspace) ticket(id string) *record {
	if rec := w.byID[id]; rec != nil && !rec.gone {
		return rec
	}
	return nil
}

func (w *Workspace) mustTicket(id string) *record {
	rec := w.ticket(id)
	if rec == nil {
		panic("intercomtest: no ticket " + id)
	}
	return rec
}

func (w *Workspace) mustType(id string) *TicketType {
	t := w.types.get(id)
	if t == nil {
		panic("intercomtest: no ticket type " + id)
	}
	return t
}

// insert gives a ticket its IDs and stores it. A deleted ticket's ID is never used again.
func (w *Workspace) insert(t Ticket) *record {
	taken := func(id string) bool { return w.byID[id] != nil }
	setDefault(&t.ID, func() string { return w.freshID("ticket", 626, taken) })
	setDefault(&t.TicketID, func() string { return strconv.Itoa(w.server.next("inbox", 33)) })
	if taken(t.ID) {
		panic("intercomtest: ticket " + t.ID + " exists already")
	}
	rec := &record{Ticket: t}
	w.tickets, w.byID[t.ID] = append(w.tickets, rec), rec
	w.addPart(rec, t.StateID)
	rec.past = []snapshot{{moment: w.server.moment(), ticket: t.clone()}}
	return rec
}

// store replaces a ticket's values; updated_at changes with every write.
func (w *Workspace) store(rec *record, next Ticket) {
	now := w.server.now()
	if next.StateID != rec.StateID {
		next.PreviousStateID = rec.StateID
	}
	if next.UpdatedAt == rec.UpdatedAt {
		next.UpdatedAt = now.Unix()
	}
	previous := rec.StateID
	rec.Ticket = next
	if next.StateID != previous {
		w.addPart(rec, previous)
	}
	rec.past = append(rec.past, snapshot{moment: w.server.moment(), ticket: next.clone()})
}

func (w *Workspace) erase(rec *record) {
	rec.gone = true
	rec.past = append(rec.past, snapshot{moment: w.server.moment(), ticket: rec.clone(), gone: true})
}

// addPart records a state change; the examples show one for a ticket's creation, too.
func (w *Workspace) addPart(rec *record, previousState string) {
	rec.parts = append(rec.parts, part{
		id: w.server.next("part", 175), kind: "ticket_state_updated_by_admin", at: rec.UpdatedAt,
		state: w.stateCategory(rec.StateID), previous: w.stateCategory(previousState),
	})
}

func (w *Workspace) stateCategory(id string) string {
	for _, s := range w.allStates() {
		if s.ID == id {
			return s.Category
		}
	}
	return Submitted
}

// asOf returns the ticket as a lagging search sees it, or false if it did not exist then.
func (rec *record) asOf(l lag) (Ticket, bool) {
	for _, s := range slices.Backward(rec.past) {
		if l.sees(s.moment) {
			return s.ticket, !s.gone
		}
	}
	return Ticket{}, false
}
