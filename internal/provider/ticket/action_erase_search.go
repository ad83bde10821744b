package ticket

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// find returns the tickets that a search finds, if the number is as expected.
func (a *EraseAction) find(ctx context.Context, w framework.Writer, config eraseModel, diags *diag.Diagnostics) (found []actions.Target) {
	search := config.Search(ctx, w.Reads(), diags)
	if diags.HasError() {
		return nil
	}
	seen := map[string]bool{}
	for t, err := range search.Tickets(ctx, w.Reads(), actions.MaxErased+1) {
		if err != nil {
			diags.Append(providerdiag.Error("searching for the tickets to erase", err, framework.NothingChanged))
			return nil
		}
		// Pages shift while they are read if somebody creates a ticket.
		if id := string(t.ID); !seen[id] {
			seen[id] = true
			found = append(found, actions.Target{ID: id, Label: fmt.Sprintf("%s (#%s)", id, t.TicketID)})
		}
	}
	a.CheckCount(found, config.ExpectedCount.ValueInt64(), diags)
	return found
}

// recheck returns a problem unless the ticket matches all arguments now: the search index may be minutes old. It runs right
// before each deletion and not for all tickets up front, because the result for the last ticket would be outdated again. If
// the ticket is gone, its deletion finds that out.
func (m *eraseModel) recheck(ctx context.Context, w framework.Writer, t actions.Target, doing, left string) diag.Diagnostic {
	now, err := w.Ticket(ctx, t.ID)
	switch {
	case framework.IsMissing(err):
		return nil
	case err != nil:
		return providerdiag.Error(doing, err, left)
	}
	if name := m.mismatch(now); name != "" {
		return diag.NewAttributeErrorDiagnostic(path.Root(name), fmt.Sprintf("Error %s: it does not match %s", doing, name),
			fmt.Sprintf("The search found it, but a read shows that it does not match now: it was changed, or the search has yet to notice that it was. It was not erased.\n\n%s", left))
	}
	return nil
}

// mismatch returns the name of an argument that the ticket does not match, or "".
func (m *eraseModel) mismatch(t *intercom.Ticket) string {
	contacts := make([]string, len(t.Contacts))
	for i, c := range t.Contacts {
		contacts[i] = string(c.ID)
	}
	typeID := ""
	if t.TicketType != nil {
		typeID = string(t.TicketType.ID)
	}
	for _, argument := range []struct {
		name    string
		matches bool
	}{
		{"ticket_type_ids", oneOf(m.TicketTypeIDs, typeID)},
		{"categories", oneOf(m.Categories, t.Category)},
		{"states", oneOf(m.States, t.State.Category)},
		{"contact_ids", oneOf(m.ContactIDs, contacts...)},
		{"admin_assignee_id", assigned(m.AdminAssigneeID, t.AdminAssigneeID)},
		{"team_assignee_id", assigned(m.TeamAssigneeID, t.TeamAssigneeID)},
		{"open", m.Open.IsNull() || t.Open != nil && m.Open.ValueBool() == *t.Open},
		{"title_contains", contains(m.TitleContains, t.Attributes[intercom.TitleAttribute])},
		{"description_contains", contains(m.DescriptionContains, t.Attributes[intercom.DescriptionAttribute])},
		{"created_after", bounded(m.CreatedAfter, t.CreatedAt, false)},
		{"created_before", bounded(m.CreatedBefore, t.CreatedAt, true)},
		{"updated_after", bounded(m.UpdatedAfter, t.UpdatedAt, false)},
		{"updated_before", bounded(m.UpdatedBefore, t.UpdatedAt, true)},
		{"snoozed_until_after", bounded(m.SnoozedUntilAfter, t.SnoozedUntil, false)},
		{"snoozed_until_before", bounded(m.SnoozedUntilBefore, t.SnoozedUntil, true)},
		{"ticket_attributes", m.matchesAttributes(t)},
	} {
		if !argument.matches {
			return argument.name
		}
	}
	return ""
}

func (m *eraseModel) matchesAttributes(t *intercom.Ticket) bool {
	defined := definitions(t.TicketType)
	for name, value := range attrvalue.Texts(m.TicketAttributes) {
		a, _ := defined.Of(name)
		if shown, _ := attrvalue.Shown(t.Attributes, name); !attrvalue.Equal(a, value.ValueString(), shown) {
			return false
		}
	}
	return true
}

// oneOf reports whether one of the shown values is in the list. A null list has every value.
func oneOf(list types.List, shown ...string) bool {
	return list.IsNull() || slices.ContainsFunc(shown, func(each string) bool {
		return slices.ContainsFunc(list.Elements(), types.StringValue(each).Equal)
	})
}

func assigned(wanted types.String, assignee intercom.Shown[intercom.ID]) bool {
	id, shown := assignee.Get()
	return wanted.IsNull() || shown && (wanted.ValueString() == string(id) || wanted.ValueString() == intercom.Unassigned && id == "")
}

func contains(wanted types.String, shown any) bool {
	text, _ := shown.(string)
	return attrvalue.ContainsText(text, wanted.ValueString())
}

// bounded reports whether a time is before the bound, or at or after it.
func bounded(bound timetypes.RFC3339, shown intercom.UnixTime, before bool) bool {
	at, _ := bound.ValueRFC3339Time()
	return bound.IsNull() || !shown.IsZero() && shown.Before(at) == before
}
