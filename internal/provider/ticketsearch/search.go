package ticketsearch

import (
	"context"
	"iter"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/session"
)

// Search is what Filters ask of Intercom.
type Search struct {
	query intercom.Filter
	holds []func(*intercom.Ticket) bool
}

// Search makes the query. It reads the ticket type where attributes are given, and nothing else. The Search is not valid if
// diags has an error.
func (f Filters) Search(ctx context.Context, s *session.Session, diags *diag.Diagnostics) Search {
	var search Search
	var filters []intercom.Filter
	for _, c := range f.conditions() {
		filters = append(filters, c.filter)
		if c.holds != nil {
			search.holds = append(search.holds, c.holds)
		}
	}
	filters = append(filters, f.attributes(ctx, s, diags)...)
	if len(filters) == 0 {
		// A search needs a condition. This one every ticket meets.
		filters = append(filters, intercom.Where("created_at", ">", 0))
	}
	search.query = intercom.All(filters...)
	return search
}

// Tickets yields the tickets that match, newest first, limit of them where that is above 0. No page is read before a ticket
// of it is asked for, and none is larger than the limit. It ends after the first error.
func (s Search) Tickets(ctx context.Context, client *intercom.Client, limit int64) iter.Seq2[*intercom.Ticket, error] {
	return func(yield func(*intercom.Ticket, error) bool) {
		found := int64(0)
		for t, err := range client.SearchTickets(ctx, s.query, intercom.PerPage(limit)) {
			if err == nil && !s.matches(t) {
				continue
			}
			found++
			if !yield(t, err) || found == limit {
				return
			}
		}
	}
}

// matches reports whether the ticket is one of those meant: a page can show tickets that are erased by now, and more than the
// instants that were asked for.
func (s Search) matches(t *intercom.Ticket) bool {
	for _, holds := range s.holds {
		if !holds(t) {
			return false
		}
	}
	return !t.Deleted
}

// condition is one argument that is set: what Intercom is asked, and, if not nil, what must then hold of a ticket.
type condition struct {
	filter intercom.Filter
	holds  func(*intercom.Ticket) bool
}

// conditions are those of all arguments but ticket_attributes.
func (f Filters) conditions() (all []condition) {
	where := func(argument attr.Value, field, operator string, value any) {
		if !argument.IsNull() {
			all = append(all, condition{filter: intercom.Where(field, operator, value)})
		}
	}
	oneOf := func(argument types.List, field string, spelt map[string]string) {
		var values []string
		for _, element := range argument.Elements() {
			text, _ := element.(types.String)
			value := text.ValueString()
			if other, ok := spelt[value]; ok {
				value = other
			}
			values = append(values, value)
		}
		where(argument, field, "IN", values)
	}
	oneOf(f.IDs, "id", nil)
	oneOf(f.TicketTypeIDs, "ticket_type_id", nil)
	oneOf(f.Categories, "category", intercom.SearchCategories)
	oneOf(f.States, "state", nil)
	oneOf(f.ContactIDs, "contact_ids", nil)
	where(f.AdminAssigneeID, "admin_assignee_id", "=", f.AdminAssigneeID.ValueString())
	where(f.TeamAssigneeID, "team_assignee_id", "=", f.TeamAssigneeID.ValueString())
	where(f.Open, "open", "=", f.Open.ValueBool())
	where(f.TitleContains, "title", "~", f.TitleContains.ValueString())
	where(f.DescriptionContains, "description", "~", f.DescriptionContains.ValueString())
	created := func(t *intercom.Ticket) intercom.UnixTime { return t.CreatedAt }
	updated := func(t *intercom.Ticket) intercom.UnixTime { return t.UpdatedAt }
	snoozed := func(t *intercom.Ticket) intercom.UnixTime { return t.SnoozedUntil }
	for _, bound := range []struct {
		argument timetypes.RFC3339
		of       func(*intercom.Ticket) intercom.UnixTime
		field    string
		before   bool
	}{
		{f.CreatedAfter, created, "created_at", false},
		{f.CreatedBefore, created, "created_at", true},
		{f.UpdatedAfter, updated, "updated_at", false},
		{f.UpdatedBefore, updated, "updated_at", true},
		{f.SnoozedUntilAfter, snoozed, "snoozed_until", false},
		{f.SnoozedUntilBefore, snoozed, "snoozed_until", true},
	} {
		if !bound.argument.IsNull() {
			at, _ := bound.argument.ValueRFC3339Time()
			all = append(all, within(bound.field, at, bound.before, bound.of))
		}
	}
	return all
}

// within holds before the instant, or at it and later. The descriptions leave open whether > and < include equality ("Greater
// (or equal) than"), and so Intercom is asked for a second more.
func within(field string, at time.Time, before bool, of func(*intercom.Ticket) intercom.UnixTime) condition {
	filter := intercom.Where(field, ">", at.Unix()-1)
	if before {
		filter = intercom.Where(field, "<", at.Unix()+1)
	}
	return condition{filter, func(t *intercom.Ticket) bool {
		shown := of(t)
		return !shown.IsZero() && shown.Before(at) == before
	}}
}
