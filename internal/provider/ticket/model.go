package ticket

import (
	"reflect"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// model is the resource as Terraform stores it.
type model struct {
	ID                 types.String      `tfsdk:"id"`
	TicketID           types.String      `tfsdk:"ticket_id"`
	WorkspaceID        types.String      `tfsdk:"workspace_id"`
	Category           types.String      `tfsdk:"category"`
	TicketTypeID       types.String      `tfsdk:"ticket_type_id"`
	Contacts           types.List        `tfsdk:"contacts"`
	Title              types.String      `tfsdk:"title"`
	Description        types.String      `tfsdk:"description"`
	TicketAttributes   types.Map         `tfsdk:"ticket_attributes"`
	CompanyID          types.String      `tfsdk:"company_id"`
	AdminAssigneeID    types.String      `tfsdk:"admin_assignee_id"`
	TeamAssigneeID     types.String      `tfsdk:"team_assignee_id"`
	TicketStateID      types.String      `tfsdk:"ticket_state_id"`
	TicketState        types.Object      `tfsdk:"ticket_state"`
	Open               types.Bool        `tfsdk:"open"`
	IsShared           types.Bool        `tfsdk:"is_shared"`
	SnoozedUntil       timetypes.RFC3339 `tfsdk:"snoozed_until"`
	SkipNotifications  types.Bool        `tfsdk:"skip_notifications"`
	DeletionProtection types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy          types.String      `tfsdk:"on_destroy"`
	CreatedAt          timetypes.RFC3339 `tfsdk:"created_at"`
	UpdatedAt          timetypes.RFC3339 `tfsdk:"updated_at"`
	Timeouts           timeouts.Value    `tfsdk:"timeouts"`
}

var stateTypes = map[string]attr.Type{
	"id": types.StringType, "category": types.StringType, "internal_label": types.StringType, "external_label": types.StringType,
}

// known is what Intercom may have normalised a written value to, by the argument's name. A value that reads as it was
// answered to our own write is no drift.
type known map[string]string

// setComputed takes over what Intercom alone decides.
func (m *model) setComputed(t *intercom.Ticket) {
	m.ID = types.StringValue(string(t.ID))
	m.TicketID = framework.Text(string(t.TicketID))
	m.Category = framework.Text(t.Category)
	m.CreatedAt = framework.Time(t.CreatedAt)
	m.UpdatedAt = framework.Time(t.UpdatedAt)
}

// settle completes what was planned with what Intercom answered to the write: planned values stay as planned, since
// Terraform holds the provider to them, and what was unknown becomes known.
func (m *model) settle(t *intercom.Ticket) {
	m.setComputed(t)
	if m.TicketState.IsUnknown() {
		m.TicketState = stateObject(t.State)
	}
	if m.Open.IsUnknown() {
		m.Open = types.BoolValue(t.Open)
	}
	if m.IsShared.IsUnknown() {
		m.IsShared = types.BoolValue(t.IsShared)
	}
	m.resolveContact(t)
}

// settleFrom makes known what was planned as unknown, where the update turned out to ask nothing of Intercom.
func (m *model) settleFrom(state model) {
	m.TicketState, m.UpdatedAt = state.TicketState, state.UpdatedAt
	if m.Open.IsUnknown() {
		m.Open = state.Open
	}
	if m.IsShared.IsUnknown() {
		m.IsShared = state.IsShared
	}
}

// refresh takes over what Intercom shows now, but only of what is managed, that is not null: the rest never drifts. Where
// Intercom's value means the same as the one in state, or is what it answered when that was written, state stays as it is.
func (m *model) refresh(t *intercom.Ticket, answered known, now time.Time) {
	m.setComputed(t)
	m.TicketState = stateObject(t.State)
	m.Open = types.BoolValue(t.Open)
	m.IsShared = types.BoolValue(t.IsShared)
	if t.TicketType != nil && t.TicketType.ID != "" {
		m.TicketTypeID = types.StringValue(string(t.TicketType.ID))
	}
	m.refreshContact(t)
	shown := textsOf(t)
	for _, f := range m.texts() {
		if value, told := shown[f.name]; told && !f.value.IsNull() && f.value.ValueString() != value && !answered.has(f.name, value) {
			*f.value = framework.Text(value)
		}
	}
	if at, _ := m.SnoozedUntil.ValueRFC3339Time(); !m.SnoozedUntil.IsNull() && !at.Equal(t.SnoozedUntil.Time) &&
		!answered.has("snoozed_until", timeText(t.SnoozedUntil)) && (!t.SnoozedUntil.IsZero() || at.After(now)) {
		m.SnoozedUntil = framework.Time(t.SnoozedUntil)
	}
	m.refreshAttributes(t, answered)
}

// believes reports whether a search's answer can be had for what a GET would show: it is newer than state, or of the same
// second and shows nothing else. updated_at counts whole seconds, and Intercom's search may still show what was there before
// the last of two writes in one. An import has nothing that a search could be held against.
func (m *model) believes(t *intercom.Ticket, answered known, now time.Time) bool {
	if m.UpdatedAt.IsNull() {
		return false
	}
	before, _ := m.UpdatedAt.ValueRFC3339Time()
	if !t.UpdatedAt.Equal(before) {
		return t.UpdatedAt.After(before)
	}
	refreshed := *m
	refreshed.refresh(t, answered, now)
	return reflect.DeepEqual(refreshed, *m)
}

// adopt takes over all that an import finds, and returns the names of the optional arguments among it: the configuration
// may leave those out without their being cleared.
func (m *model) adopt(t *intercom.Ticket) (names []string) {
	shown := textsOf(t)
	for _, f := range m.texts() {
		if value := shown[f.name]; value != "" {
			*f.value = types.StringValue(value)
			names = append(names, f.name)
		}
	}
	if !t.SnoozedUntil.IsZero() {
		m.SnoozedUntil = framework.Time(t.SnoozedUntil)
		names = append(names, "snoozed_until")
	}
	values := map[string]attr.Value{}
	defined := definitions(t.TicketType)
	for name, value := range t.Attributes {
		a, _ := defined.Of(name)
		if text, ok := attrvalue.Text(a, value); ok && !reserved(name) {
			values[name] = types.StringValue(text)
			names = append(names, attributeName(name))
		}
	}
	m.TicketAttributes = types.MapNull(types.StringType)
	if len(values) > 0 {
		m.TicketAttributes = types.MapValueMust(types.StringType, values)
	}
	slices.Sort(names)
	return names
}

// text is an optional argument that Intercom shows as plain text.
type text struct {
	name  string
	value *types.String
}

func (m *model) texts() []text {
	return []text{
		{"title", &m.Title},
		{"description", &m.Description},
		{"admin_assignee_id", &m.AdminAssigneeID},
		{"team_assignee_id", &m.TeamAssigneeID},
		{"ticket_state_id", &m.TicketStateID},
	}
}

// textsOf are the values of model.texts in an answer. The state's is left out where the answer does not tell it.
func textsOf(t *intercom.Ticket) known {
	title, _ := t.Attributes[intercom.TitleAttribute].(string)
	description, _ := t.Attributes[intercom.DescriptionAttribute].(string)
	shown := known{
		"title":             title,
		"description":       description,
		"admin_assignee_id": string(t.AdminAssigneeID),
		"team_assignee_id":  string(t.TeamAssigneeID),
	}
	if t.State.ID != "" {
		shown["ticket_state_id"] = string(t.State.ID)
	}
	return shown
}

// normalised is where Intercom's answer to a write shows text or an instant otherwise than it was written. An answer that
// shows what was there before the write (nothing, on create) is no normalised value but a stale or ignored one, and an id is
// never normalised.
func (m *model) normalised(t *intercom.Ticket, before known) known {
	n := known{}
	note := func(name, answered string) {
		if answered != "" && !before.has(name, answered) {
			n[name] = answered
		}
	}
	shown := textsOf(t)
	for _, f := range m.texts() {
		if (f.name == "title" || f.name == "description") && !f.value.IsNull() && f.value.ValueString() != shown[f.name] {
			note(f.name, shown[f.name])
		}
	}
	if at, _ := m.SnoozedUntil.ValueRFC3339Time(); !m.SnoozedUntil.IsNull() && !at.Equal(t.SnoozedUntil.Time) {
		note("snoozed_until", timeText(t.SnoozedUntil))
	}
	defined := definitions(t.TicketType)
	for name, written := range m.attributes() {
		a, _ := defined.Of(name)
		if text, _ := attrvalue.Text(a, t.Attributes[name]); !written.IsNull() && !attrvalue.Equal(a, written.ValueString(), t.Attributes[name]) {
			note(attributeName(name), text)
		}
	}
	return n
}

// values are the arguments that Intercom may normalise, as state has them.
func (m *model) values() known {
	k := known{"title": m.Title.ValueString(), "description": m.Description.ValueString(), "snoozed_until": m.SnoozedUntil.ValueString()}
	for name, value := range m.attributes() {
		k[attributeName(name)] = value.ValueString()
	}
	return k
}

func (k known) has(name, value string) bool {
	was, ok := k[name]
	return ok && was == value
}

func stateObject(s intercom.TicketState) types.Object {
	return types.ObjectValueMust(stateTypes, map[string]attr.Value{
		"id": framework.Text(string(s.ID)), "category": framework.Text(s.Category),
		"internal_label": framework.Text(s.InternalLabel), "external_label": framework.Text(s.ExternalLabel),
	})
}

func timeText(t intercom.UnixTime) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
