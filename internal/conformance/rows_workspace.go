package conformance

import (
	"context"
	"net/http"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// noSuchID is an ID that no object has.
const noSuchID = "999999999999"

var workspaceRows = []Row{
	{
		ID: "rate-limit-headers", Area: "transport",
		Assumption:  "Every answer has X-RateLimit-Limit, X-RateLimit-Remaining, and X-RateLimit-Reset.",
		Fake:        "all three",
		Consequence: "Without them, the provider cannot pace its calls and waits for 429 answers.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := l.Me(ctx); err != nil {
				return "", err
			}
			n := 0
			for _, name := range []string{"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"} {
				if l.last().header.Get(name) != "" {
					n++
				}
			}
			return []string{"none", "one", "two", "all three"}[n], nil
		},
	},
	{
		ID: "date-header", Area: "transport",
		Assumption:  "Every answer has a Date header with the time of day.",
		Fake:        "within a minute",
		Consequence: "The provider cannot tell objects that are older than the run from new ones.",
		Knobs:       []string{"DateOff"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := l.Me(ctx); err != nil {
				return "", err
			}
			date, err := http.ParseTime(l.last().header.Get("Date"))
			if err != nil {
				return "no Date", nil
			}
			return apart(date.Sub(l.cfg.Clock.Now()), time.Minute, "within a minute", "more than a minute off"), nil
		},
	},
	{
		ID: "error-list", Area: "transport",
		Assumption:  "A ticket that never existed answers 404 with an error.list and the code ticket_not_found.",
		Fake:        "404 ticket_not_found",
		Consequence: "The provider does not treat the ticket as deleted, and reports an error.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, err := l.Ticket(ctx, noSuchID)
			return outcome(err)
		},
	},
	{
		ID: "unknown-version", Area: "transport",
		Assumption:  "A version that Intercom has not published yet is accepted.",
		Fake:        "accepted",
		Consequence: "The provider must refuse versions that it does not know.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, err := l.at(ctx, "2.99")
			return outcome(err)
		},
	},
	{
		ID: "ticket-states", Area: "transport", Since: "2.12",
		Assumption:  "Every ticket state names the ticket types that have it.",
		Fake:        "all do",
		Consequence: "The data source of ticket states cannot filter by ticket type.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			states, err := l.TicketStates(ctx)
			if err != nil {
				return "", err
			}
			for _, s := range states {
				if s.TicketTypes == nil {
					return "one does not", nil
				}
			}
			return "all do", nil
		},
	},
}

// apart compares the distance between two times with a limit.
func apart(d, limit time.Duration, within, beyond string) string {
	if d.Abs() <= limit {
		return within
	}
	return beyond
}

// withID searches for objects with an ID, because searches and GETs can differ.
func withID(id intercom.ID) intercom.Filter { return intercom.Where("id", "=", string(id)) }
