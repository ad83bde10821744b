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

// Search is the query that Filters make.
type Search struct {
	query      intercom.Filter
	conditions framework.Conditions[*intercom.Ticket]
}

// Search builds the query. It reads the ticket type if attributes are given, and nothing else. The Search is not valid if
// diags has an error.
func (f Filters) Search(ctx context.Context, r framework.Reader, diags *diag.Diagnostics) Search {
	conditions := f.conditions()
	return Search{query: conditions.Query(f.attributes(ctx, r, diags)...), conditions: conditions}
}

// Tickets yields the matching tickets, newest first, at most limit of them if limit is above 0. A page is read only when
// one of its tickets is requested, and no page is larger than the limit. Deleted tickets are left out. The iteration ends
// after the first error.
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

// conditions returns the conditions of all arguments except ticket_attributes.
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
	// The documentation does not say whether > and < include equality ("Greater (or equal) than").
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
