package conformance

import (
	"context"
	"encoding/json"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Categories of states.
const (
	submitted = "submitted"
	resolved  = "resolved"
)

var ticketChangeRows = []Row{
	{
		ID: "ticket-snooze-future", Area: "tickets",
		Assumption:  "snoozed_until in the future reads back as it was sent.",
		Fake:        "the same instant",
		Consequence: "The provider accepts another instant after two applies. Until then, it shows as drift.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return snoozed(ctx, l, l.cfg.Clock.Now().Add(49*time.Hour).Truncate(time.Minute))
		},
	},
	{
		ID: "ticket-snooze-past", Area: "tickets",
		Assumption:  "snoozed_until in the past becomes an instant in the future.",
		Fake:        "an instant in the future",
		Consequence: "The provider cannot tell a snooze that is over from one that was refused.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return snoozed(ctx, l, l.cfg.Clock.Now().Add(-49*time.Hour).Truncate(time.Minute))
		},
	},
	{
		ID: "ticket-snooze-null", Area: "tickets",
		Assumption:  "snoozed_until null ends the snooze.",
		Fake:        "cleared",
		Consequence: "The provider cannot end a snooze, except by closing the ticket.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := snooze(ctx, l, l.cfg.Clock.Now().Add(49*time.Hour))
			if err != nil {
				return outcome(err)
			}
			t, err = l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{SnoozedUntil: intercom.Null[intercom.UnixTime](), SkipNotifications: true})
			switch {
			case err != nil:
				return outcome(err)
			case t.SnoozedUntil.IsZero():
				return "cleared", nil
			}
			return "kept", nil
		},
	},
	{
		ID: "ticket-resolve", Area: "tickets", Since: "2.12",
		Assumption:  "A ticket in a resolved state is closed.",
		Fake:        "closed",
		Consequence: "The provider must send open as well, or the next plan shows drift.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := inState(ctx, l, nil, resolved)
			if err != nil {
				return "", err
			}
			return openOrClosed(t), nil
		},
	},
	{
		ID: "ticket-leave-resolved", Area: "tickets", Since: "2.12",
		Assumption:  "A ticket that leaves a resolved state is opened.",
		Fake:        "open",
		Consequence: "The provider must send open as well, or the next plan shows drift.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := inState(ctx, l, nil, resolved)
			if err != nil {
				return "", err
			}
			if t, err = inState(ctx, l, t, submitted); err != nil {
				return "", err
			}
			return openOrClosed(t), nil
		},
	},
	{
		ID: "ticket-close-keeps-state", Area: "tickets",
		Assumption:  "open false closes a ticket and does not change its state.",
		Fake:        "closed, submitted",
		Consequence: "The provider must plan the state together with open.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			t, err = l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{Open: intercom.Set(false), SkipNotifications: true})
			if err != nil {
				return outcome(err)
			}
			state := "another state"
			if t.State.Category == submitted || t.State.Category == resolved {
				state = t.State.Category
			}
			return openOrClosed(t) + ", " + state, nil
		},
	},
	{
		ID: "ticket-unassign", Area: "tickets",
		Assumption:  "The assignee \"0\" takes a ticket from its admin.",
		Fake:        "unassigned",
		Consequence: "The provider cannot unassign tickets.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			for _, assignee := range []string{l.admin, intercom.Unassigned} {
				t, err = l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{AssigneeID: assignee, SkipNotifications: true})
				if err != nil {
					return outcome(err)
				}
			}
			switch admin, shown := t.AdminAssigneeID.Get(); {
			case !shown:
				return "the answer does not show the assignee", nil
			case admin != "":
				return "assigned", nil
			}
			return "unassigned", nil
		},
	},
	{
		ID: "ticket-assignee-type", Area: "tickets", Since: "2.16",
		Assumption:  "admin_assignee_id is a number from 2.16 on, also where nobody is assigned.",
		Fake:        "a number",
		Consequence: "None: the provider reads numbers, texts, and null.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := l.ticket(ctx, nil); err != nil {
				return "", err
			}
			value, shown := l.member("admin_assignee_id")
			if !shown {
				return "missing", nil
			}
			return jsonType(value), nil
		},
	},
}

func snooze(ctx context.Context, l *Lab, at time.Time) (*intercom.Ticket, error) {
	t, err := l.ticket(ctx, nil)
	if err != nil {
		return nil, err
	}
	return l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{
		SnoozedUntil: intercom.Set(intercom.UnixTime{Time: at}), SkipNotifications: true,
	})
}

func snoozed(ctx context.Context, l *Lab, at time.Time) (string, error) {
	t, err := snooze(ctx, l, at)
	switch {
	case err != nil:
		return outcome(err)
	case t.SnoozedUntil.IsZero():
		return "not snoozed", nil
	case t.SnoozedUntil.Equal(at):
		return "the same instant", nil
	case t.SnoozedUntil.After(l.cfg.Clock.Now()):
		return "an instant in the future", nil
	}
	return "an instant in the past", nil
}

// inState moves a ticket, or a new one, to a state of the category.
func inState(ctx context.Context, l *Lab, t *intercom.Ticket, category string) (*intercom.Ticket, error) {
	kind, err := l.ticketType(ctx)
	if err != nil {
		return nil, err
	}
	if t == nil {
		if t, err = l.ticket(ctx, nil); err != nil {
			return nil, err
		}
	}
	for _, s := range kind.States {
		if s.Category == category {
			return l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{StateID: string(s.ID), SkipNotifications: true})
		}
	}
	return nil, skip("the ticket type has no %s state", category)
}

func openOrClosed(t *intercom.Ticket) string {
	switch {
	case t.Open == nil:
		return "the answer does not show open"
	case *t.Open:
		return "open"
	}
	return "closed"
}

// jsonType is the type of a decoded value.
func jsonType(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "a text"
	case float64, json.Number:
		return "a number"
	case bool:
		return "true or false"
	case []any:
		return "a list"
	}
	return "an object"
}
