package ticket

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// change is what to send to Intercom to bring a ticket from its state to the plan.
type change struct {
	// typeID is the new type, or empty. stateID is the ticket's state in the new type; empty means the type's first state.
	typeID, stateID string
	// puts are sent in order. There are several only if an admin and a team are assigned, because a PUT takes one assignee.
	puts []intercom.UpdateTicketRequest
	// restores is an assignee that the puts remove with another one. It is assigned again after them.
	restores assignee
}

func (c change) isZero() bool { return c.typeID == "" && len(c.puts) == 0 }

// dropEqual removes from the first PUT the attributes that prior lacks and that Intercom already shows as planned.
func (c change) dropEqual(defined attrvalue.Definitions, planned, prior types.Map, shown func() (intercom.Attributes, error)) (change, error) {
	if len(c.puts) == 0 {
		return c, nil
	}
	err := defined.DropEqual(c.puts[0].Attributes, planned, prior, shown)
	if c.puts[0].IsZero() {
		c.puts = c.puts[1:]
	}
	return c, err
}

// createRequest returns the POST for a planned ticket.
func (m *model) createRequest(definition *intercom.TicketType, assigns bool, diags *diag.Diagnostics) intercom.CreateTicketRequest {
	req := intercom.CreateTicketRequest{
		TicketTypeID:      m.TicketTypeID.ValueString(),
		Contacts:          []intercom.ContactIdentifier{m.contact().identifier()},
		CompanyID:         m.CompanyID.ValueString(),
		SkipNotifications: m.SkipNotifications.ValueBool(),
	}
	blank := model{Title: types.StringNull(), Description: types.StringNull(), TicketAttributes: types.MapNull(types.StringType)}
	req.Attributes = m.attributeChanges(blank, nil, definition, diags)
	for name, value := range req.Attributes {
		if value == nil {
			delete(req.Attributes, name)
		}
	}
	if assigns && (!m.AdminAssigneeID.IsNull() || !m.TeamAssigneeID.IsNull()) {
		req.Assignment = &intercom.Assignment{AdminAssigneeID: m.AdminAssigneeID.ValueString(), TeamAssigneeID: m.TeamAssigneeID.ValueString()}
	}
	return req
}

// completing returns what a POST could not set for a planned ticket.
func (m *model) completing(t *intercom.Ticket, sent intercom.CreateTicketRequest) change {
	before := *m
	before.TicketStateID = framework.Text(string(t.State.ID))
	before.Open, before.IsShared = types.BoolPointerValue(t.Open), types.BoolPointerValue(t.IsShared)
	before.SnoozedUntil = framework.Time(t.SnoozedUntil)
	if sent.Assignment == nil {
		admin, _ := t.AdminAssigneeID.Get()
		team, _ := t.TeamAssigneeID.Get()
		before.AdminAssigneeID, before.TeamAssigneeID = framework.Text(string(admin)), framework.Text(string(team))
	}
	if m.SnoozedUntil.IsNull() {
		before.SnoozedUntil = m.SnoozedUntil
	}
	if m.AdminAssigneeID.IsNull() {
		before.AdminAssigneeID = m.AdminAssigneeID
	}
	if m.TeamAssigneeID.IsNull() {
		before.TeamAssigneeID = m.TeamAssigneeID
	}
	return m.expandUpdate(before, nil, nil, &diag.Diagnostics{})
}

// expandUpdate returns the changes from state to the plan m and nothing else. It does not clear attributes that an import
// found and the configuration omits, and it sends nothing for attributes that the new type lacks.
func (m *model) expandUpdate(state model, unmanaged []string, definition *intercom.TicketType, diags *diag.Diagnostics) (c change) {
	var first intercom.UpdateTicketRequest
	if !m.TicketTypeID.Equal(state.TicketTypeID) {
		c.typeID = m.TicketTypeID.ValueString()
		if !slices.Contains(unmanaged, "ticket_state_id") { // what an import found is a state of the old type
			c.stateID = m.TicketStateID.ValueString()
		}
	} else if !m.TicketStateID.Equal(state.TicketStateID) {
		first.StateID = m.TicketStateID.ValueString()
	}
	first.Attributes = m.attributeChanges(state, unmanaged, definition, diags)
	first.CompanyID = framework.String(m.CompanyID, state.CompanyID)
	first.Open = framework.Bool(m.Open, state.Open)
	first.IsShared = framework.Bool(m.IsShared, state.IsShared)
	first.SnoozedUntil = framework.Instant(m.SnoozedUntil, state.SnoozedUntil)
	requests := []intercom.UpdateTicketRequest{first}
	for i, assignee := range m.assigneeChanges(state) {
		if i == 0 {
			requests[0].AssigneeID = assignee
			continue
		}
		requests = append(requests, intercom.UpdateTicketRequest{AssigneeID: assignee})
	}
	for _, r := range requests {
		if !r.IsZero() {
			r.SkipNotifications = m.SkipNotifications.ValueBool()
			c.puts = append(c.puts, r)
		}
	}
	return c
}

// notSent are the arguments that no update sends alone, or ever: another contact replaces the ticket.
var notSent = []string{"contacts", "skip_notifications", "allow_duplicate", "deletion_protection", "on_destroy", "timeouts", "workspace_id"}

// differs reports whether the plan m requires a change in Intercom, as far as it is known. What is unknown may be a change.
func (m *model) differs(state model, unmanaged []string) bool {
	for name, value := range framework.Values(m) {
		if value.IsUnknown() && !slices.Contains(notSent, name) && !slices.Contains(fields().Computed, name) {
			return true
		}
	}
	for _, value := range m.TicketAttributes.Elements() {
		if value.IsUnknown() {
			return true
		}
	}
	return !m.expandUpdate(state, unmanaged, nil, &diag.Diagnostics{}).isZero()
}
