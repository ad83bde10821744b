// Package linkedconversation is all that Terraform knows of the conversations that are linked with tracker tickets.
package linkedconversation

import (
	"context"
	"fmt"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Association is intercom_ticket_linked_conversation.
var Association = association.Association{
	Object: framework.Object{
		Name: "linked conversation", Type: "intercom_ticket_linked_conversation",
		Key: []framework.Key{
			{Name: "ticket_id", Description: "ID of the ticket in Intercom's API. Its ticket type's category is `Tracker`."},
			{Name: "conversation_id", Description: "ID of the conversation, or of the customer ticket."},
		},
		IDHint: "Both are ids of Intercom's API: the ticket's is not the number that the Inbox shows, the conversation's is the last part of its URL in the Inbox.",
	},
	Description: "A conversation, or a customer ticket, that is linked with a tracker ticket. It takes API version 2.16 or later.\n\n" +
		"A conversation can be linked with one tracker ticket, and a ticket with 2,500 conversations. Of a ticket with 1,000 links or more, Intercom does not show all: " +
		"there, a refresh does not notice that a link is gone.",
	Attaching: "linking ticket %s with conversation %s",
	Detaching: "unlinking ticket %s from conversation %s",
	Attach: func(ctx context.Context, client *intercom.Client, ticketID, conversationID string) error {
		return client.LinkConversation(ctx, ticketID, conversationID)
	},
	Detach: func(ctx context.Context, client *intercom.Client, ticketID, conversationID string) error {
		return client.UnlinkConversation(ctx, ticketID, conversationID)
	},
	Attached:        linked,
	AttachedAlready: "already_linked_to_tracker",
	Since:           "2.16",
	Has:             intercom.Version.LinksConversations,
}

func linked(ctx context.Context, client *intercom.Client, ticketID, conversationID string) error {
	t, err := client.Ticket(ctx, ticketID)
	if err == nil && t.LinkedObjects.Complete() && !slices.ContainsFunc(t.LinkedObjects.Data, func(o intercom.LinkedObject) bool { return string(o.ID) == conversationID }) {
		err = &framework.AbsentError{What: fmt.Sprintf("ticket %s is not linked with conversation %s", ticketID, conversationID)}
	}
	return err
}
