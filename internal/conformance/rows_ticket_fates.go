package conformance

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var ticketFateRows = []Row{
	{
		ID: "ticket-get-after-delete", Area: "tickets", Since: "2.13",
		Assumption:  "A deleted ticket answers GET with 404 ticket_not_found.",
		Fake:        "404 ticket_not_found",
		Consequence: "Another 404 or an answer with deleted: true is understood. A ticket that is still shown is an error after a destroy.",
		Knobs:       []string{"DeletedTicketsShown"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := deletedTicket(ctx, l)
			if err != nil {
				return "", err
			}
			_, err = l.Ticket(ctx, string(t.ID))
			return outcome(err)
		},
	},
	{
		ID: "ticket-delete-again", Area: "tickets", Since: "2.13",
		Assumption:  "A second DELETE of a ticket answers 404 ticket_not_found.",
		Fake:        "404 ticket_not_found",
		Consequence: "The provider confirms every 404 with a read, so it reports an error if that shows the ticket.",
		Knobs:       []string{"DeletesTicketsAgain"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := deletedTicket(ctx, l)
			if err != nil {
				return "", err
			}
			return outcome(l.DeleteTicket(ctx, string(t.ID)))
		},
	},
	{
		ID: "ticket-update-after-delete", Area: "tickets", Since: "2.13",
		Assumption:  "An update of a deleted ticket answers 404 ticket_not_found.",
		Fake:        "404 ticket_not_found",
		Consequence: "The provider reports the answer. The next refresh decides.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := deletedTicket(ctx, l)
			if err != nil {
				return "", err
			}
			_, err = l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{Open: intercom.Set(true), SkipNotifications: true})
			return outcome(err)
		},
	},
	{
		ID: "ticket-search-after-delete", Area: "tickets", Since: "2.13",
		Assumption:  "A search stops showing a deleted ticket at once.",
		Fake:        "at once",
		Consequence: "The provider never takes a search for a proof, in either direction.",
		Knobs:       []string{"Lags", "WithSearchLag"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			if _, err := l.until(ctx, func() (bool, error) { return l.finds(ctx, t.ID) }); err != nil {
				return "", err
			}
			if err := l.DeleteTicket(ctx, string(t.ID)); err != nil {
				return outcome(err)
			}
			return l.until(ctx, func() (bool, error) {
				found, err := l.finds(ctx, t.ID)
				return !found, err
			})
		},
	},
	{
		ID: "ticket-delete-old-version", Area: "tickets",
		Assumption:  "DELETE of a ticket that exists answers 404 not_found in a version that lacks the call (2.12).",
		Fake:        "404 not_found",
		Consequence: "The provider never takes such a 404 for a deletion. If the call works, it can allow older versions.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			older, err := l.at(ctx, "2.12")
			if err != nil {
				return outcome(err)
			}
			return outcome(older.DeleteTicket(ctx, string(t.ID)))
		},
	},
	{
		ID: "ticket-contact-deleted", Area: "tickets",
		Assumption:  "A ticket whose contact was deleted stays, without contacts.",
		Fake:        "stays, without contacts",
		Consequence: "The provider shows it as drift and never replaces the ticket.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			t, err := l.ticketFor(ctx, string(c.ID), nil)
			if err != nil {
				return "", err
			}
			if err := l.DeleteContact(ctx, string(c.ID)); err != nil {
				return outcome(err)
			}
			t, err = l.Ticket(ctx, string(t.ID))
			switch {
			case err != nil:
				return outcome(err)
			case len(t.Contacts) > 0:
				return "stays, with its contact", nil
			}
			return "stays, without contacts", nil
		},
	},
}

func deletedTicket(ctx context.Context, l *Lab) (*intercom.Ticket, error) {
	t, err := l.ticket(ctx, nil)
	if err != nil {
		return nil, err
	}
	return t, l.DeleteTicket(ctx, string(t.ID))
}
