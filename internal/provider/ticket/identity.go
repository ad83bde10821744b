package ticket

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const twoIDs = "A ticket has two IDs. Import it by the ID of Intercom's API (the field id of an answer). " +
	"The number that the Inbox shows (#1390; the field ticket_id) is a different one, and the API finds no ticket by it. " +
	"To learn the ID of a ticket that you see in the Inbox, search with POST /tickets/search, by its title or creation time for instance, and take the id whose ticket_id is that number."

var metadata = framework.Metadata{
	Name: "ticket", Plural: "tickets", Type: "intercom_ticket",
	Keys:         []framework.Key{{Name: "id", Description: "ID of the ticket in Intercom's API."}},
	IDHint:       twoIDs,
	Immutable:    []string{"contacts"},
	Irreversible: true,
	GoneCodes:    []string{"ticket_not_found", "not_found"},
	// Versions before 2.13 answer a GET, too, but they are undocumented, so their 404 alone proves nothing.
	Since:      framework.Since{Read: "2.13", Delete: "2.13"},
	Permission: "Read tickets, Write tickets",
	References: map[string]string{
		"ticket_type_id": "intercom_ticket_type", "company_id": "intercom_company", "contacts.id": "intercom_contact",
		"admin_assignee_id": "intercom_admin", "team_assignee_id": "intercom_team", "ticket_state_id": "intercom_ticket_state",
	},
	Records: framework.RecordsTickets,
}

// ImportState implements resource.ResourceWithImportState.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if number, ok := strings.CutPrefix(req.ID, "#"); ok {
		resp.Diagnostics.AddError("Error importing a ticket: not an ID",
			fmt.Sprintf("#%s is the number that the Inbox shows.\n\n%s", intercom.Clean(number, 80), twoIDs))
		return
	}
	r.Base.ImportState(ctx, req, resp)
}

// facts returns what an answer shows about a ticket.
func facts(t *intercom.Ticket) framework.Facts {
	title, _ := t.Attributes[intercom.TitleAttribute].(string)
	f := framework.Facts{ID: framework.ID{string(t.ID)}, Name: title, CreatedAt: t.CreatedAt, UpdatedAt: t.UpdatedAt}
	if t.TicketType != nil {
		f.WorkspaceID = t.TicketType.WorkspaceID
	}
	return f
}

// checkSame returns an error if an answer contradicts what can never change about the ticket in state.
func (m *model) checkSame(t *intercom.Ticket) error {
	created, _ := m.CreatedAt.ValueRFC3339Time()
	known := framework.Facts{ID: m.identity(), WorkspaceID: m.WorkspaceID.ValueString(), CreatedAt: intercom.UnixTime{Time: created}}
	if err := framework.CheckSame(known, facts(t)); err != nil {
		return err
	}
	if number := m.TicketID.ValueString(); number != "" && t.TicketID != "" && string(t.TicketID) != number {
		return &framework.ImpostorError{What: "ticket_id", Known: number, Shown: string(t.TicketID)}
	}
	return nil
}

func (m *model) identity() framework.ID { return framework.ID{m.ID.ValueString()} }

// label names a ticket in messages: by ID, number in the Inbox, and title.
func (m *model) label() string {
	id := m.ID.ValueString()
	if number := m.TicketID.ValueString(); number != "" {
		id += " (#" + number + ")"
	}
	return framework.Label(id, m.Title.ValueString())
}
