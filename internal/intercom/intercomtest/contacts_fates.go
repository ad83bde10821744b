package intercomtest

import (
	"net/http"
	"slices"
)

// blockContact blocks a contact and archives its conversations. Nothing unblocks it.
func (rq *request) blockContact() reply {
	c := rq.contacts.get(rq.ids[0])
	if refused := rq.refusesContact(c); refused.status != 0 {
		return refused
	}
	if c.Blocked && rq.fates.blocksOnce {
		return invalid("Contact is blocked already")
	}
	rq.contacts.update(c.ID, func(c *Contact) { c.Blocked = true })
	for _, talk := range rq.conversations.values() {
		if slices.Contains(talk.ContactIDs, c.ID) {
			rq.conversations.update(talk.ID, func(talk *Conversation) { talk.Archived = true })
		}
	}
	return ok(object{"type": "contact", "id": c.ID, "external_id": nullable(c.ExternalID), "blocked": true})
}

// merging returns the contacts that a merge names, or refuses it.
func (rq *request) merging() (from, into *Contact, refused reply) {
	from, into = rq.contacts.get(idText(rq.body["from"])), rq.contacts.get(idText(rq.body["into"]))
	for _, c := range []*Contact{from, into} {
		if refused := rq.refusesContact(c); refused.status != 0 {
			return nil, nil, refused
		}
	}
	return from, into, reply{}
}

func shareSomething(a, b *Contact) bool {
	return a.Email != "" && a.Email == b.Email || a.Phone != "" && a.Phone == b.Phone
}

// mergeContacts merges a lead into a user and answers with the user. Other roles are not documented. Contacts that share nothing
// are refused since 2.16.
func (rq *request) mergeContacts() reply {
	from, into, refused := rq.merging()
	switch {
	case refused.status != 0:
		return refused
	case from.Role != "lead" || into.Role != "user":
		return invalid("from is not a lead, or into is not a user")
	case rq.version.atLeast(v2(16)) && !shareSomething(from, into) && rq.body["skip_duplicate_validation"] != true:
		return fail(http.StatusBadRequest, "invalid_merge",
			"Contacts can only be merged when they are duplicates (matching email or phone). Pass skip_duplicate_validation=true to override this check.")
	}
	rq.merge(from.ID, into.ID)
	return ok(rq.showContactAlone(into))
}

// previewMerge shows what mergeContacts would do.
func (rq *request) previewMerge() reply {
	from, into, refused := rq.merging()
	no := func(code, message string) reply {
		return ok(object{"allowed": false, "reasons": []object{{"code": code, "message": message}}})
	}
	switch {
	case refused.status != 0:
		return refused
	case from.Role != "lead" || into.Role != "user":
		return no("invalid_merge_role_pair", "from must be a lead and into a user.")
	case !shareSomething(from, into) && rq.body["skip_duplicate_validation"] != true:
		return no("no_shared_identifier", "These contacts don't share a common identifier.")
	}
	var changes []object
	if from.Name != "" {
		outcome, value := "adopted", from.Name
		if into.Name != "" {
			outcome, value = "discarded", into.Name
		}
		changes = append(changes, object{"field": "name", "outcome": outcome, "from_value": from.Name, "into_value": nullable(into.Name), "new_into_value": value})
	}
	counts := object{}
	for name, count := range map[string]func(id string) int{
		"conversations": func(id string) (n int) {
			for _, talk := range rq.conversations.values() {
				if slices.Contains(talk.ContactIDs, id) {
					n++
				}
			}
			return n
		},
		"tickets": func(id string) (n int) {
			for _, rec := range rq.tickets {
				if !rec.gone && slices.Contains(rec.ContactIDs, id) {
					n++
				}
			}
			return n
		},
		"tags": func(id string) int { return len(rq.contacts.get(id).TagIDs) },
		"notes": func(id string) (n int) {
			for _, note := range rq.notes.values() {
				if note.ContactID == id {
					n++
				}
			}
			return n
		},
	} {
		counts[name] = object{"from": count(from.ID), "into": count(into.ID)}
	}
	return ok(object{"allowed": true, "summary": object{
		"attribute_changes": object{"attributes": changes, "total_count": len(changes)}, "reassignments": counts,
	}})
}

// refusesContact is contactKind's hidden, for its own handlers.
func (rq *request) refusesContact(c *Contact) reply {
	if c == nil {
		return noContact
	}
	return rq.whyNoContact(c)
}
