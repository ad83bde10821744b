// Package linkedconversation implements the intercom_ticket_linked_conversation resource.
package linkedconversation

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	TicketID       types.String `tfsdk:"ticket_id"`
	ConversationID types.String `tfsdk:"conversation_id"`
}

// Object is intercom_ticket_linked_conversation.
var Object = association.New(association.Association[model]{
	Metadata: framework.Metadata{
		Name: "linked conversation", Plural: "linked conversations", Type: "intercom_ticket_linked_conversation",
		Keys: []framework.Key{
			{Name: "ticket_id", Description: "ID of the tracker ticket in Intercom's API. The category of its ticket type must be `Tracker`."},
			{Name: "conversation_id", Description: "ID of the conversation or customer ticket."},
		},
		IDHint:    "Both are IDs of Intercom's API: the ticket's is not the number that the Inbox shows, and the conversation's is the last part of its URL in the Inbox.",
		GoneCodes: []string{"not_found", "ticket_not_found"}, Permission: "Read tickets, Write tickets",
		Since:      framework.Since{Read: "2.9", Write: "2.16", Delete: "2.16"},
		Gone:       "somebody unlinked the conversation, or deleted the ticket",
		References: map[string]string{"ticket_id": "intercom_ticket", "conversation_id": "intercom_conversation"},
		Records:    framework.RecordsTickets,
	},
	Description: "A link between a tracker ticket and a conversation or customer ticket. Destroying this resource removes the link. It deletes neither of the two.\n\n" +
		"A conversation can be linked with one tracker ticket, and a tracker ticket with 2,500 conversations. If a ticket has 1,000 or more links, Intercom does not show all of them. " +
		"A refresh then cannot detect that a link was removed.",
	ID: func(m *model) framework.ID {
		return framework.ID{m.TicketID.ValueString(), m.ConversationID.ValueString()}
	},
	Attach: func(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
		err := w.LinkConversation(ctx, id[0], id[1])
		if api, ok := errors.AsType[*intercom.APIError](err); ok && api.HasCode("already_linked_to_tracker") {
			// The tracker ticket can be this one or another one.
			if shown, readErr := linked(ctx, w.Reads(), id); readErr == nil && shown {
				return nil
			}
		}
		return err
	},
	Detach: func(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
		return w.UnlinkConversation(ctx, id[0], id[1])
	},
	Attached:      linked,
	DetachedCodes: []string{"not_found", "conversation_not_found"},
})

// linked searches for the conversation in the ticket's links. Only a complete list proves that it is not linked, and a list
// at Intercom's maximum is never complete.
func linked(ctx context.Context, r framework.Reader, id framework.ID) (bool, error) {
	ticket, err := r.Ticket(ctx, id[0])
	if err != nil {
		return false, err
	}
	links := ticket.LinkedObjects
	switch {
	case slices.ContainsFunc(links.Data, func(o intercom.LinkedObject) bool { return string(o.ID) == id[1] }):
		return true, nil
	case len(links.Data) >= intercom.MaxLinkedObjects:
		return false, nil
	case !links.Complete():
		return false, incomplete(id[0])
	}
	return false, &framework.AbsentError{What: fmt.Sprintf("ticket %s is not linked with conversation %s", id[0], id[1])}
}

func incomplete(ticketID string) error {
	return fmt.Errorf("GET /tickets/%s: %w: the answer does not show all conversations that the ticket is linked with", ticketID, intercom.ErrIncomplete)
}
