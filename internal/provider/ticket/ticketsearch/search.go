package ticketsearch

import (
	"context"
	"iter"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Search is what Filters ask of Intercom.
type Search struct {
	query      intercom.Filter
	conditions framework.Conditions[*intercom.Ticket]
}

// Search makes the query. It reads the ticket type where attributes are given, and nothing else. The Search is not valid if
// diags has an error.
func (f Filters) Search(ctx context.Context, r framework.Reader, diags *diag.Diagnostics) Search {
	conditions := f.conditions()
	return Search{query: conditions.Query(f.attributes(ctx, r, diags)...), conditions: conditions}
}

// Tickets yields the tickets that match, newest first, limit of them where that is above 0. No page is read before a ticket
// of it is asked for, and none is larger than the limit. A ticket that is deleted by now is left out. It ends after the first
// error.
func (s Search) Tickets(ctx context.Context, r framework.Reader, limit int64) iter.Seq2[*intercom.Ticket, error] {
	return func(yield func(*intercom.Ticket, error) bool) {
		found := int64(0)
		for t, err := range s.conditions.Matching(r.SearchTickets(ctx, s.query, intercom.PerPage(limit))) {
			if err == nil && t.Deleted {
				continue
			}
			found++
			if !yield(t, err) || found == limit {
				return
			}
		}
	}
}

// conditions are those of all arguments but ticket_attributes.
func (f Filters) conditions() (c framework.Conditions[*intercom.Ticket]) {
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
		c.Where(argument, field, "IN", values)
	}
	oneOf(f.IDs, "id", nil)
	oneOf(f.TicketTypeIDs, "ticket_type_id", nil)
	oneOf(f.Categories, "category", intercom.SearchCategories)
	oneOf(f.States, "state", nil)
	oneOf(f.ContactIDs, "contact_ids", nil)
	c.Where(f.AdminAssigneeID, "admin_assignee_id", "=", f.AdminAssigneeID.ValueString())
	c.Where(f.TeamAssigneeID, "team_assignee_id", "=", f.TeamAssigneeID.ValueString())
	c.Where(f.Open, "open", "=", f.Open.ValueBool())
	c.Where(f.TitleContains, "title", "~", f.TitleContains.ValueString())
	c.Where(f.DescriptionContains, "description", "~", f.DescriptionContains.ValueString())
	// The descriptions leave open whether > and < include equality ("Greater (or equal) than").
	const slack = time.Second
	created := func(t *intercom.Ticket) intercom.UnixTime { return t.CreatedAt }
	c.Within(f.CreatedAfter, "created_at", false, slack, created)
	c.Within(f.CreatedBefore, "created_at", true, slack, created)
	updated := func(t *intercom.Ticket) intercom.UnixTime { return t.UpdatedAt }
	c.Within(f.UpdatedAfter, "updated_at", false, slack, updated)
	c.Within(f.UpdatedBefore, "updated_at", true, slack, updated)
	snoozed := func(t *intercom.Ticket) intercom.UnixTime { return t.SnoozedUntil }
	c.Within(f.SnoozedUntilAfter, "snoozed_until", false, slack, snoozed)
	c.Within(f.SnoozedUntilBefore, "snoozed_until", true, slack, snoozed)
	return c
}
