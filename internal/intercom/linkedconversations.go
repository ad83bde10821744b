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

// LinkConversation links a conversation, or a customer ticket by its id, with a tracker ticket. Its answer is not read: what
// is linked, the ticket shows. Where MayHaveHappened(err), a read of the ticket tells. It needs a version of which
// LinksConversations holds.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/linkconversationtoticket
func (c *Client) LinkConversation(ctx context.Context, ticketID, conversationID string) error {
	path, err := objectPath("tickets", ticketID)
	if err != nil {
		return err
	}
	body := map[string]string{"conversation_id": conversationID}
	return c.do(ctx, call{method: http.MethodPost, path: path + "/linked_conversations", body: body, write: true, accept: nothingMore})
}

// UnlinkConversation undoes LinkConversation. Where nothing is linked, IsNotFound holds of the error.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/unlinkconversationfromticket
func (c *Client) UnlinkConversation(ctx context.Context, ticketID, conversationID string) error {
	path, err := objectPath("tickets", ticketID, "linked_conversations", conversationID)
	if err != nil {
		return err
	}
	return c.do(ctx, call{method: http.MethodDelete, path: path, safe: true, write: true, accept: nothingMore})
}
