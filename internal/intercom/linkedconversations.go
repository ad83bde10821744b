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

// conversation is what the calls below answer with.
type conversation struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
}

func (c *conversation) self() (kind string, id ID) { return c.Type, c.ID }

// LinkConversation links a conversation, or a customer ticket by its id, with a tracker ticket. Where
// MayHaveHappened(err), a read of the ticket tells. It needs a version of which
// LinksConversations holds.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/linkconversationtoticket
func (c *Client) LinkConversation(ctx context.Context, ticketID, conversationID string) error {
	path, err := objectPath("tickets", ticketID)
	if err != nil {
		return err
	}
	body := map[string]string{"conversation_id": conversationID}
	_, err = one[conversation](ctx, c, call{method: http.MethodPost, path: path + "/linked_conversations", body: body, write: true}, "conversation", "")
	return err
}

// UnlinkConversation undoes LinkConversation. Where nothing is linked, IsNotFound holds of the error.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/unlinkconversationfromticket
func (c *Client) UnlinkConversation(ctx context.Context, ticketID, conversationID string) error {
	path, err := objectPath("tickets", ticketID, "linked_conversations", conversationID)
	if err != nil {
		return err
	}
	_, err = one[conversation](ctx, c, call{method: http.MethodDelete, path: path, safe: true, write: true}, "conversation", "")
	return err
}
