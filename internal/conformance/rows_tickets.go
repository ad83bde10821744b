package conformance

import (
	"context"
	"net/http"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var ticketRows = []Row{
	{
		ID: "ticket-get-after-create", Area: "tickets",
		Assumption:  "A new ticket is read by its ID at once.",
		Fake:        "accepted",
		Consequence: "A refresh after a create can take the ticket for deleted.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			_, err = l.Ticket(ctx, string(t.ID))
			return outcome(err)
		},
	},
	{
		ID: "ticket-search-after-create", Area: "tickets",
		Assumption:  "A search finds a new ticket at once.",
		Fake:        "at once",
		Consequence: "The provider looks for up to a minute, and never creates a second ticket.",
		Knobs:       []string{"Lags", "WithSearchLag"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) { return l.finds(ctx, t.ID) })
		},
	},
	{
		ID: "ticket-created-at", Area: "tickets",
		Assumption:  "created_at of a new ticket is the Date of the answer.",
		Fake:        "within 2 seconds",
		Consequence: "The provider can mistake a new ticket for an old one. It allows for a difference.",
		Knobs:       []string{"DateOff", "CreatedBehind"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			date, err := http.ParseTime(l.last().header.Get("Date"))
			if err != nil {
				return "no Date", nil
			}
			if d := date.Sub(t.CreatedAt.Time); d.Abs() > 10*time.Second {
				return "more than 10 seconds apart", nil
			} else if d.Abs() > 2*time.Second {
				return "within 10 seconds", nil
			}
			return "within 2 seconds", nil
		},
	},
	{
		ID: "ticket-two-ids", Area: "tickets",
		Assumption:  "id and ticket_id of a ticket are different.",
		Fake:        "different",
		Consequence: "None: the provider uses id only.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			switch {
			case err != nil:
				return "", err
			case t.ID == t.TicketID:
				return "equal", nil
			case t.TicketID == "":
				return "no ticket_id", nil
			}
			return "different", nil
		},
	},
	{
		ID: "ticket-unknown-email", Area: "tickets",
		Assumption:  "A ticket for an email that no contact has makes a user with that email.",
		Fake:        "a user",
		Consequence: "The provider's documentation of contacts is wrong.",
		Observe:     ticketForEmail,
	},
	{
		ID: "ticket-contact-external-id", Area: "tickets",
		Assumption:  "The contact of a ticket is shown with its external_id.",
		Fake:        "shown",
		Consequence: "The provider cannot recognize the contact by external ID, and reads it.",
		Knobs:       []string{"HidesContactExternalID"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleUser), ExternalID: intercom.Set(l.key())})
			if err != nil {
				return "", err
			}
			t, err := l.ticketFor(ctx, string(c.ID), nil)
			switch {
			case err != nil:
				return "", err
			case len(t.Contacts) != 1:
				return "another number of contacts", nil
			case t.Contacts[0].ExternalID == c.ExternalID:
				return "shown", nil
			}
			return "not shown", nil
		},
	},
	{
		ID: "ticket-no-contact", Area: "tickets",
		Assumption:  "A ticket without contacts is refused.",
		Fake:        "400 parameter_invalid",
		Consequence: "The provider can allow tickets without contacts.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			kind, err := l.ticketType(ctx)
			if err != nil {
				return "", err
			}
			_, err = l.CreateTicket(ctx, intercom.CreateTicketRequest{
				TicketTypeID: string(kind.ID), Contacts: []intercom.ContactIdentifier{}, SkipNotifications: true,
				Attributes: intercom.Attributes{intercom.TitleAttribute: l.name("without contacts")},
			})
			return outcome(err)
		},
	},
	{
		ID: "ticket-unknown-attribute", Area: "tickets",
		Assumption:  "An attribute that the type does not have is refused.",
		Fake:        "400 parameter_invalid",
		Consequence: "Intercom drops the value, and the provider reports it as drift.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, err := l.ticket(ctx, intercom.Attributes{l.name("unknown"): "value"})
			return outcome(err)
		},
	},
	{
		ID: "ticket-company-of-others", Area: "tickets",
		Assumption:  "A company that the contact does not belong to is accepted. People report 400.",
		Fake:        "accepted",
		Consequence: "The provider cannot see it when planning: the error comes from the apply.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			company, err := l.company(ctx)
			if err != nil {
				return "", err
			}
			_, err = l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{CompanyID: intercom.Set(string(company.ID)), SkipNotifications: true})
			return outcome(err)
		},
	},
	{
		ID: "ticket-company-shown", Area: "tickets",
		Assumption:  "No answer shows the company of a ticket.",
		Fake:        "not shown",
		Consequence: "The provider can detect drift of company_id.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := companyTicket(ctx, l); err != nil {
				return "", err
			}
			if _, shown := l.member("company_id"); shown {
				return "shown", nil
			}
			return "not shown", nil
		},
	},
	{
		ID: "ticket-company-null", Area: "tickets",
		Assumption:  "company_id null is accepted and removes the company.",
		Fake:        "accepted",
		Consequence: "The provider cannot clear company_id.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := companyTicket(ctx, l)
			if err != nil {
				return "", err
			}
			_, err = l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{CompanyID: intercom.Null[string](), SkipNotifications: true})
			return outcome(err)
		},
	},
}

// finds reports whether a search finds the ticket.
func (l *Lab) finds(ctx context.Context, id intercom.ID) (bool, error) {
	n, err := count(l.SearchTickets(ctx, withID(id), 1))
	return n > 0, err
}

// companyTicket creates a ticket with a company of its contact.
func companyTicket(ctx context.Context, l *Lab) (*intercom.Ticket, error) {
	c, err := l.user(ctx)
	if err != nil {
		return nil, err
	}
	company, err := l.company(ctx)
	if err != nil {
		return nil, err
	}
	if err := l.AddContactToCompany(ctx, string(c.ID), string(company.ID)); err != nil {
		return nil, err
	}
	t, err := l.ticketFor(ctx, string(c.ID), nil)
	if err != nil {
		return nil, err
	}
	return l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{CompanyID: intercom.Set(string(company.ID)), SkipNotifications: true})
}

func ticketForEmail(ctx context.Context, l *Lab) (string, error) {
	kind, err := l.ticketType(ctx)
	if err != nil {
		return "", err
	}
	t, err := l.CreateTicket(ctx, intercom.CreateTicketRequest{
		TicketTypeID: string(kind.ID), Contacts: []intercom.ContactIdentifier{{Email: l.email()}}, SkipNotifications: true,
		Attributes: intercom.Attributes{intercom.TitleAttribute: l.name("for an email")},
	})
	switch {
	case err != nil:
		return outcome(err)
	case len(t.Contacts) != 1:
		return "no contact", nil
	}
	c, err := l.Contact(ctx, string(t.Contacts[0].ID))
	switch {
	case err != nil:
		return outcome(err)
	case c.Role != intercom.RoleUser && c.Role != intercom.RoleLead:
		return "a contact with another role", nil
	}
	return "a " + c.Role, nil
}
