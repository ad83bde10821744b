package intercomtest

import "strconv"

// showTicket shows a ticket in the format of the request's version. No version's answer has company_id.
func (rq *request) showTicket(rec *record, t Ticket) object {
	kind := rq.types.get(t.TypeID)
	shown := object{
		"type":              "ticket",
		"id":                t.ID,
		"ticket_id":         t.TicketID,
		"category":          kind.Category,
		"ticket_attributes": rq.showAttributes(t, kind),
		"ticket_type":       rq.showType(kind),
		"contacts":          rq.showContacts(t),
		"admin_assignee_id": rq.showAssignee(t.AdminAssigneeID),
		"team_assignee_id":  rq.showAssignee(t.TeamAssigneeID),
		"created_at":        t.CreatedAt,
		"updated_at":        t.UpdatedAt,
		"open":              t.Open,
		"is_shared":         t.Shared,
		"linked_objects":    showLinks(t),
		"ticket_parts":      rq.showParts(rec),
	}
	state := rq.stateOf(t, kind)
	if rq.version.atLeast(v2(12)) {
		shown["ticket_state"] = showState(state)
	} else {
		shown["ticket_state"] = state.Category
		shown["ticket_state_internal_label"] = state.InternalLabel
		shown["ticket_state_external_label"] = state.ExternalLabel
	}
	if t.SnoozedUntil > rq.now.Unix() { // a ticket wakes up by itself
		shown["snoozed_until"] = t.SnoozedUntil
	}
	if rq.version.atLeast(v2(16)) {
		shown["previous_ticket_state_id"] = nullable(t.PreviousStateID)
	}
	return shown
}

func (rq *request) stateOf(t Ticket, kind *TicketType) State {
	for _, s := range kind.States {
		if s.ID == t.StateID {
			return s
		}
	}
	return State{ID: t.StateID, Category: Submitted}
}

// showAttributes shows all of the type's attributes, null if unset, and the archived ones only if a ticket still has a
// value.
func (rq *request) showAttributes(t Ticket, kind *TicketType) object {
	shown := object{}
	for _, a := range kind.Attributes {
		value, set := t.Attributes[a.Name]
		if set || !a.Archived {
			shown[a.Name] = rq.showValue(a, value)
		}
	}
	return shown
}

func (rq *request) showContacts(t Ticket) object {
	contacts := []object{}
	for _, id := range t.ContactIDs {
		c := rq.contacts.get(id)
		if c == nil { // deleted since
			continue
		}
		contacts = append(contacts, object{"type": "contact", "id": id, "external_id": nullable(c.ExternalID)})
	}
	return object{"type": "contact.list", "contacts": contacts}
}

// showAssignee: text up to 2.15, an integer since 2.16; 0 is nobody.
func (rq *request) showAssignee(id string) any {
	setDefault(&id, func() string { return "0" })
	if rq.version.atLeast(v2(16)) {
		return number(id)
	}
	return id
}

func showLinks(t Ticket) object {
	data := []object{}
	for _, l := range t.LinkedObjects {
		data = append(data, object{"type": l.Type, "id": l.ID, "category": nullable(l.Category)})
	}
	return object{"type": "list", "data": data, "total_count": len(data), "has_more": false}
}

func (rq *request) showParts(rec *record) object {
	parts := []object{}
	for _, p := range rec.parts {
		if p.reply != nil {
			parts = append(parts, rq.showReply(p))
			continue
		}
		parts = append(parts, object{
			"type":                  "ticket_part",
			"id":                    strconv.Itoa(p.id),
			"part_type":             p.kind,
			"ticket_state":          p.state,
			"previous_ticket_state": p.previous,
			"created_at":            p.at,
			"updated_at":            p.at,
			"author": object{
				"type": "admin", "id": rq.owner.ID, "name": rq.owner.Name, "email": rq.owner.Email,
			},
			"attachments": []any{},
			"redacted":    false,
		})
	}
	return object{"type": "ticket_part.list", "ticket_parts": parts, "total_count": len(parts)}
}
