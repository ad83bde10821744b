package intercomtest

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

var (
	noTicket   = fail(http.StatusNotFound, "ticket_not_found", "Ticket not found")
	noAssignee = fail(http.StatusNotFound, "assignee_not_found", "Assignee not found")
	noState    = fail(http.StatusBadRequest, "ticket_state_id_invalid",
		"Ticket state id is not valid or is not associated with the ticket type")
)

// createTicket checks everything before it creates a contact or a ticket.
func (rq *request) createTicket() reply {
	kind := rq.types.get(idText(rq.body["ticket_type_id"]))
	if kind == nil || kind.Archived {
		return invalid("Ticket type not found")
	}
	contact, problem := rq.contactForTicket()
	if problem != "" {
		return invalid(problem)
	}
	next := Ticket{TypeID: kind.ID, StateID: kind.States[0].ID, Open: true, Attributes: map[string]any{}}
	if problem := setAttributes(&next, kind, rq.body["ticket_attributes"]); problem != "" {
		return invalid(problem)
	}
	if missing := unsetRequired(next, kind); len(missing) > 0 {
		return invalid("Missing required ticket attributes: " + strings.Join(missing, ", "))
	}
	if rq.version.atLeast(v2(14)) { // older versions ignore both, as Rails ignores parameters that are not permitted
		if assignment, given := rq.body["assignment"].(object); given {
			admin, team := idText(assignment["admin_assignee_id"]), idText(assignment["team_assignee_id"])
			if !rq.assign(&next, admin, rq.admin(admin) != nil, false) || !rq.assign(&next, team, false, rq.teams.get(team) != nil) {
				return noAssignee
			}
		}
		if id := idText(rq.body["conversation_to_link_id"]); id != "" {
			next.LinkedObjects = []LinkedObject{{Type: "conversation", ID: id}}
		}
	}
	next.CompanyID = idText(rq.body["company_id"])
	next.CreatedAt, next.UpdatedAt = rq.now.Unix(), rq.now.Unix()
	if at, given := parseInstant(rq.body["created_at"]); given {
		next.CreatedAt = at.Unix()
	}
	if contact.ID == "" {
		contact = *rq.addContact(contact)
	}
	next.ContactIDs = []string{contact.ID}
	return rq.committed(nil, next)
}

// contactForTicket returns the one contact of a new ticket. A contact without an ID does not exist yet: Intercom creates
// one for an unknown email, and only for that.
func (rq *request) contactForTicket() (Contact, string) {
	list, _ := rq.body["contacts"].([]any)
	if len(list) != 1 {
		return Contact{}, "contacts must hold exactly one contact"
	}
	given, _ := list[0].(object)
	if len(given) != 1 {
		return Contact{}, "a contact is given by exactly one of id, external_id, email"
	}
	var found *Contact
	for key, value := range given {
		text := idText(value)
		found = rq.contacts.find(func(c *Contact) bool {
			same := key == "id" && c.ID == text || key == "external_id" && c.ExternalID == text ||
				key == "email" && strings.EqualFold(c.Email, text)
			return same && text != "" && c.MergedInto == ""
		})
		if found == nil && key == "email" && strings.Contains(text, "@") {
			return Contact{Email: text}, ""
		}
	}
	if found == nil {
		return Contact{}, "Contact not found"
	}
	return *found, ""
}

// setAttributes applies the attributes of a request. The error text is Intercom's.
func setAttributes(t *Ticket, kind *TicketType, given any) string {
	if given == nil {
		return ""
	}
	attributes, isObject := given.(object)
	if !isObject {
		return "ticket_attributes must be an object"
	}
	var extra []string
	for name, value := range attributes {
		a, known := kind.attribute(name)
		if !known {
			extra = append(extra, name)
			continue
		}
		stored, err := parseValue(a, value)
		if err != nil {
			return "Invalid value for ticket attribute " + name + ": " + err.Error()
		}
		if stored == nil {
			delete(t.Attributes, name)
		} else {
			t.Attributes[name] = stored
		}
	}
	if len(extra) > 0 {
		slices.Sort(extra)
		return "Extra attributes provided that are not found on ticket type: " + strings.Join(extra, ", ")
	}
	return ""
}

func unsetRequired(t Ticket, kind *TicketType) []string {
	var missing []string
	for _, a := range kind.Attributes {
		if _, set := t.Attributes[a.Name]; a.Required && !a.Archived && !set {
			missing = append(missing, a.Name)
		}
	}
	return missing
}

// assign assigns to an admin or a team; "0" removes both. It returns false for an assignee that does not exist.
func (rq *request) assign(t *Ticket, id string, isAdmin, isTeam bool) bool {
	switch {
	case id == "":
	case id == "0":
		t.AdminAssigneeID, t.TeamAssigneeID = "", ""
	case isAdmin:
		t.AdminAssigneeID = id
	case isTeam:
		t.TeamAssigneeID = id
	default:
		return false
	}
	return true
}

// getTicket never lags: only searches do. The answer to a GET of a deleted ticket is not documented; here, it is the
// DELETE's 404.
func (rq *request) getTicket() reply {
	rec := rq.ticket(rq.ids[0])
	switch {
	case rec == nil && rq.deletedShown && rq.byID[rq.ids[0]] != nil:
		return ok(object{"type": "ticket", "id": rq.ids[0], "deleted": true})
	case rec == nil:
		return noTicket
	}
	if rq.stale {
		if len(rec.past) < 2 {
			return noTicket
		}
		return ok(rq.showTicket(rec, rec.past[len(rec.past)-2].ticket))
	}
	return ok(rq.showTicket(rec, rec.Ticket))
}

// updateTicket is all or nothing: a request with one bad field changes nothing.
func (rq *request) updateTicket() reply {
	rec := rq.ticket(rq.ids[0])
	if rec == nil {
		return noTicket
	}
	next, kind := rec.clone(), rq.types.get(rec.TypeID)
	if problem := setAttributes(&next, kind, rq.body["ticket_attributes"]); problem != "" {
		return invalid(problem)
	}
	if id, given := rq.body["ticket_state_id"]; given && rq.version.atLeast(v2(12)) {
		state, known := kind.state(idText(id))
		if !known {
			return noState
		}
		// Not documented: a resolved ticket is closed, and leaving resolved opens it again. An explicit open in the same request
		// takes precedence.
		if state.Category == Resolved {
			next.Open, next.SnoozedUntil = false, 0
		} else if rq.stateCategory(next.StateID) == Resolved {
			next.Open = true
		}
		next.StateID = state.ID
	}
	if !rq.updateAssignee(&next) {
		return noAssignee
	}
	if company, given := rq.body["company_id"]; given { // null removes it
		next.CompanyID = idText(company)
	}
	if shared, given := rq.body["is_shared"].(bool); given {
		next.Shared = shared
	}
	if until, given := rq.body["snoozed_until"]; given {
		at, valid := parseInstant(until)
		if until != nil && !valid {
			return invalid("snoozed_until is not a time")
		}
		next.SnoozedUntil = rq.snooze(until, at)
	}
	if open, given := rq.body["open"].(bool); given {
		next.Open = open
		if !open { // "Closing a ticket will also unsnooze it."
			next.SnoozedUntil = 0
		}
	}
	return rq.committed(rec, next)
}

// updateAssignee reads the acting admin and the assignee: two fields, which 2.13 has inside assignment. If either does not
// exist, the answer is a 404 that differs from that of a missing ticket.
func (rq *request) updateAssignee(next *Ticket) bool {
	fields := rq.body
	if !rq.version.atLeast(v2(14)) {
		fields, _ = rq.body["assignment"].(object)
	}
	actor := idText(fields["admin_id"])
	if actor != "" && rq.admin(actor) == nil {
		return false
	}
	id := idText(fields["assignee_id"])
	return rq.assign(next, id, rq.admin(id) != nil, rq.teams.get(id) != nil)
}

// snooze moves a past time to nine o'clock of the next day: the examples send a past time, and that is the answer.
func (rq *request) snooze(given any, at time.Time) int64 {
	if given == nil {
		return 0
	}
	if at.After(rq.now) {
		return at.Unix()
	}
	day := rq.now.UTC().AddDate(0, 0, 1)
	return time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, time.UTC).Unix()
}

// committed stores a new ticket or new values of one, and answers with what is stored.
func (rq *request) committed(rec *record, next Ticket) reply {
	if rq.normalize != nil {
		rq.normalize(&next)
		rq.normalizeTicket(&next)
	}
	if rec == nil {
		rec = rq.insert(next)
	} else {
		rq.store(rec, next)
	}
	return ok(rq.showTicket(rec, rec.Ticket))
}

// deleteTicket deletes permanently. The answer is the documented one, which has "object" where others have "type".
func (rq *request) deleteTicket() reply {
	rec := rq.ticket(rq.ids[0])
	switch {
	case rec == nil && rq.deletesAgain && rq.byID[rq.ids[0]] != nil:
		return ok(object{"id": rq.ids[0], "object": "ticket", "deleted": true})
	case rec == nil:
		return noTicket
	}
	rq.erase(rec)
	rq.erased = append(rq.erased, rec.ID)
	return ok(object{"id": rec.ID, "object": "ticket", "deleted": true})
}
