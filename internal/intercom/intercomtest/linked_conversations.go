package intercomtest

import (
	"net/http"
	"slices"
)

func (rq *request) linkConversation() reply {
	rec, id := rq.ticket(rq.ids[0]), idText(rq.body["conversation_id"])
	switch {
	case rec == nil:
		return fail(http.StatusNotFound, "ticket_not_found", "Ticket not found")
	case rq.types.get(rec.TypeID).Category != Tracker:
		return fail(http.StatusBadRequest, "invalid_ticket_type", "Only tracker tickets support linking conversations")
	case id == "":
		return fail(http.StatusBadRequest, "parameter_not_found", "conversation_id not specified")
	case rq.conversations.get(id) == nil:
		return fail(http.StatusNotFound, "conversation_not_found", "Conversation not found")
	case slices.ContainsFunc(rq.tickets, func(other *record) bool { return !other.gone && linkOf(other, id) >= 0 }):
		return fail(http.StatusBadRequest, "already_linked_to_tracker", "A conversation can only have one tracker ticket")
	}
	next := rec.clone()
	next.LinkedObjects = append(next.LinkedObjects, LinkedObject{Type: "conversation", ID: id})
	rq.store(rec, next)
	return ok(rq.showConversation(rq.conversations.get(id)))
}

func (rq *request) unlinkConversation() reply {
	rec := rq.ticket(rq.ids[0])
	switch {
	case rec == nil:
		return fail(http.StatusNotFound, "ticket_not_found", "Ticket not found")
	case rq.types.get(rec.TypeID).Category != Tracker:
		return fail(http.StatusBadRequest, "invalid_ticket_type", "Only tracker tickets support unlinking conversations")
	case linkOf(rec, rq.ids[1]) < 0:
		return fail(http.StatusNotFound, "conversation_not_found", "Conversation is not linked to this ticket")
	}
	next := rec.clone()
	next.LinkedObjects = slices.Delete(next.LinkedObjects, linkOf(rec, rq.ids[1]), linkOf(rec, rq.ids[1])+1)
	rq.store(rec, next)
	return ok(rq.showConversation(&Conversation{ID: rq.ids[1], CreatedAt: rq.now.Unix()}))
}

// linkOf returns the index of the conversation in the ticket's links, or -1.
func linkOf(rec *record, id string) int {
	return slices.IndexFunc(rec.LinkedObjects, func(o LinkedObject) bool { return o.Type == "conversation" && o.ID == id })
}
