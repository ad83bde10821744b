package intercom

import (
	"context"
	"net/http"
)

// LinkedObject is a conversation or ticket that a ticket is linked with.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/linked_object
type LinkedObject struct {
	// Type is conversation or ticket.
	Type     string `json:"type"`
	ID       ID     `json:"id"`
	Category string `json:"category"`
}

// MaxLinkedObjects is how many of its links a ticket shows.
const MaxLinkedObjects = 1000

// LinkedObjects are what a ticket is linked with, as far as the answer shows it.
type LinkedObjects struct {
	// Data is nil where the answer has no list, and MaxLinkedObjects at most.
	Data list[LinkedObject] `json:"data"`
	// TotalCount is nil where the answer does not count.
	TotalCount *int64 `json:"total_count"`
	HasMore    bool   `json:"has_more"`
}

// Complete reports whether Data positively holds all links, so that one that is missing there does not exist.
func (l LinkedObjects) Complete() bool {
	if l.Data == nil || l.HasMore || l.TotalCount == nil || *l.TotalCount != int64(len(l.Data)) {
		return false
	}
	seen := map[LinkedObject]bool{}
	for _, o := range l.Data {
		if o.ID == "" || seen[o] {
			return false
		}
		seen[o] = true
	}
	return true
}

// UnmarshalJSON accepts the list and, of which nothing tells whether it is complete, a bare array.
func (l *LinkedObjects) UnmarshalJSON(data []byte) error { return unmarshalForm(l, data) }

func (l *LinkedObjects) form(data []byte) (usual []byte, into any) {
	*l = LinkedObjects{}
	if data[0] == '[' {
		return data, &l.Data
	}
	type plain LinkedObjects
	return data, (*plain)(l)
}

// LinkConversation links a conversation, or a customer ticket by its id, with a tracker ticket. Where
// MayHaveHappened(err), a read of the ticket tells. It needs API version 2.16 or later.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/linkconversationtoticket
func (w Writer) LinkConversation(ctx context.Context, ticketID, conversationID string) error {
	path, err := objectPath("tickets", ticketID)
	if err != nil {
		return err
	}
	body := map[string]string{"conversation_id": conversationID}
	_, err = one[Conversation](ctx, w, call{method: http.MethodPost, path: path + "/linked_conversations", body: body, write: true}, "conversation", conversationID)
	return err
}

// UnlinkConversation undoes LinkConversation. Where nothing is linked, IsNotFound holds of the error.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/unlinkconversationfromticket
func (w Writer) UnlinkConversation(ctx context.Context, ticketID, conversationID string) error {
	path, err := objectPath("tickets", ticketID, "linked_conversations", conversationID)
	if err != nil {
		return err
	}
	_, err = one[Conversation](ctx, w, call{method: http.MethodDelete, path: path, idempotent: true, write: true}, "conversation", conversationID)
	return err
}
