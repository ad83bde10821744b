package intercom

import (
	"context"
	"net/http"
)

// LinkedObject is a conversation or ticket that is linked to a ticket.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/linked_object
type LinkedObject struct {
	// Type is conversation or ticket.
	Type     string `json:"type"`
	ID       ID     `json:"id"`
	Category string `json:"category"`
}

// MaxLinkedObjects is the maximum number of links that a ticket shows.
const MaxLinkedObjects = 1000

// LinkedObjects are a ticket's links, as far as the answer shows them.
type LinkedObjects struct {
	// Data has at most MaxLinkedObjects elements. It is nil if the answer has no list.
	Data list[LinkedObject] `json:"data"`
	// TotalCount is nil if the answer does not have it.
	TotalCount *int64 `json:"total_count"`
	HasMore    bool   `json:"has_more"`
}

// Complete reports whether Data is known to have all links, so that a missing link does not exist.
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

// UnmarshalJSON accepts the list. It also accepts a bare array, which may be incomplete.
func (l *LinkedObjects) UnmarshalJSON(data []byte) error { return unmarshalForm(l, data) }

func (l *LinkedObjects) form(data []byte) (usual []byte, into any) {
	*l = LinkedObjects{}
	if data[0] == '[' {
		return data, &l.Data
	}
	type plain LinkedObjects
	return data, (*plain)(l)
}

// LinkConversation links a conversation, or a customer ticket by its ID, to a tracker ticket. If MayHaveHappened(err), a
// read of the ticket decides. It needs API version 2.16 or later.
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

// UnlinkConversation undoes LinkConversation. If there is no link, the error satisfies IsNotFound.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/unlinkconversationfromticket
func (w Writer) UnlinkConversation(ctx context.Context, ticketID, conversationID string) error {
	path, err := objectPath("tickets", ticketID, "linked_conversations", conversationID)
	if err != nil {
		return err
	}
	_, err = one[Conversation](ctx, w, call{method: http.MethodDelete, path: path, idempotent: true, write: true}, "conversation", conversationID)
	return err
}
