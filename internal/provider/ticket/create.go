package ticket

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// creation is how the ticket is created exactly once.
func (r *Resource) creation(client *intercom.Client, req intercom.CreateTicketRequest) framework.Creation[*intercom.Ticket] {
	title, _ := req.Attributes[intercom.TitleAttribute].(string)
	return framework.Creation[*intercom.Ticket]{
		Base: &r.Base,
		// Equal titles are enough: a search does not show all that was sent (company_id), and a ticket may have more attributes
		// than were sent.
		Turn:   req.TicketTypeID + "\n" + title,
		Create: func(ctx context.Context) (*intercom.Ticket, error) { return client.CreateTicket(ctx, req) },
		Find: func(ctx context.Context, since time.Time) ([]*intercom.Ticket, error) {
			return findCreated(ctx, client, req, since)
		},
		Shown: func(t *intercom.Ticket) (id, details string) {
			return string(t.ID), fmt.Sprintf("(#%s), created %s", t.TicketID, timeText(t.CreatedAt))
		},
		Refused: refused,
		Wanted:  fmt.Sprintf("of type %s titled \"%s\"", req.TicketTypeID, intercom.Clean(title, 80)),
	}
}

// findCreated searches for the tickets that may be the one that req created since then.
func findCreated(ctx context.Context, client *intercom.Client, req intercom.CreateTicketRequest, since time.Time) (found []*intercom.Ticket, err error) {
	// created_at counts whole seconds, and Intercom's clock is known to a second.
	query := intercom.All(
		intercom.Where("ticket_type_id", "=", req.TicketTypeID),
		intercom.Where("created_at", ">", since.Add(-2*time.Second).Unix()),
	)
	for t, err := range client.SearchTickets(ctx, query, intercom.MaxPerPage) {
		if err != nil {
			return nil, err
		}
		same, err := created(ctx, client, t, req)
		if err != nil {
			return nil, err
		}
		if same {
			found = append(found, t)
		}
	}
	return found, nil
}

// created reports whether t can be what req created: it has the type, contact and all the attributes that were sent.
func created(ctx context.Context, client *intercom.Client, t *intercom.Ticket, req intercom.CreateTicketRequest) (bool, error) {
	if t.TicketType != nil && string(t.TicketType.ID) != req.TicketTypeID {
		return false, nil
	}
	if !shows(t, intercom.UpdateTicketRequest{Attributes: req.Attributes}) {
		return false, nil
	}
	wanted := req.Contacts[0]
	for _, c := range t.Contacts {
		if wanted.ID != "" && wanted.ID == string(c.ID) || wanted.ExternalID != "" && wanted.ExternalID == c.ExternalID {
			return true, nil
		}
		if wanted.Email == "" {
			continue
		}
		shown, err := client.Contact(ctx, string(c.ID))
		if err != nil {
			return false, err
		}
		if (contact{ID: types.StringNull(), ExternalID: types.StringNull(), Email: types.StringValue(wanted.Email)}).matches(shown) {
			return true, nil
		}
	}
	return false, nil
}

// refused is the diagnostic of a POST that certainly created nothing.
func refused(doing string, err error) diag.Diagnostic {
	const consequence = "No ticket was created."
	if api, ok := errors.AsType[*intercom.APIError](err); ok {
		for _, d := range api.Details {
			for _, argument := range []string{"ticket_type_id", "contacts", "ticket_attributes", "company_id"} {
				if d.Field == argument {
					return providerdiag.AttributeError(path.Root(argument), doing, err, consequence)
				}
			}
		}
		if api.HasCode("assignee_not_found") {
			return providerdiag.AttributeError(path.Root("admin_assignee_id"), doing, err, consequence)
		}
	}
	return providerdiag.Error(doing, err, consequence)
}
