package ticket

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// model is the resource as Terraform stores it.
type model struct {
	framework.Common
	ID                 types.String      `tfsdk:"id"`
	TicketID           types.String      `tfsdk:"ticket_id"`
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
	AllowDuplicate     types.Bool        `tfsdk:"allow_duplicate"`
	DeletionProtection types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy          types.String      `tfsdk:"on_destroy"`
	Drift              types.Map         `tfsdk:"drift"`
	CreatedAt          timetypes.RFC3339 `tfsdk:"created_at"`
	UpdatedAt          timetypes.RFC3339 `tfsdk:"updated_at"`
}

var stateTypes = map[string]attr.Type{
	"id": types.StringType, "category": types.StringType, "internal_label": types.StringType, "external_label": types.StringType,
}

// valuesOf returns the attributes in an answer. It leaves out those that the answer lacks, and also the contact and the
// ticket's attributes, which have their own rules.
func valuesOf(t *intercom.Ticket) map[string]attr.Value {
	shown := map[string]attr.Value{
		"id": types.StringValue(string(t.ID)), "ticket_id": framework.Text(string(t.TicketID)), "category": framework.Text(t.Category),
		"ticket_state": stateObject(t.State), "snoozed_until": framework.Time(t.SnoozedUntil), "created_at": framework.Time(t.CreatedAt), "updated_at": framework.Time(t.UpdatedAt),
	}
	for name, flag := range map[string]*bool{"open": t.Open, "is_shared": t.IsShared} {
		if flag != nil {
			shown[name] = types.BoolValue(*flag)
		}
	}
	for name, assignee := range map[string]intercom.Shown[intercom.ID]{"admin_assignee_id": t.AdminAssigneeID, "team_assignee_id": t.TeamAssigneeID} {
		if id, told := assignee.Get(); told {
			shown[name] = framework.Text(string(id))
		}
	}
	if t.TicketType != nil && t.TicketType.ID != "" {
		shown["ticket_type_id"] = types.StringValue(string(t.TicketType.ID))
	}
	if t.State.ID != "" {
		shown["ticket_state_id"] = types.StringValue(string(t.State.ID))
	}
	if t.Attributes != nil {
		title, _ := t.Attributes[intercom.TitleAttribute].(string)
		description, _ := t.Attributes[intercom.DescriptionAttribute].(string)
		shown["title"], shown["description"] = framework.Text(title), framework.Text(description)
	}
	return shown
}

// refresh updates the managed values with Intercom's. A value stays as in state if it means the same. It returns the
// differences that a refresh never writes to state: the contact, and a type that the ticket cannot be changed back from in
// place.
func (m *model) refresh(t *intercom.Ticket, normalized managedfields.Normalized, changesType bool, now time.Time) (drift map[string]string) {
	drift = map[string]string{}
	shown := valuesOf(t)
	if typeID, told := shown["ticket_type_id"]; told && !m.TicketTypeID.IsNull() && !m.TicketTypeID.Equal(typeID) &&
		(!changesType || isOtherCategory(t.Category, m.Category)) {
		drift["ticket_type_id"] = string(t.TicketType.ID)
		// The category belongs to the type that state keeps.
		delete(shown, "ticket_type_id")
		delete(shown, "category")
	}
	if t.Category == "" {
		delete(shown, "category")
	}
	if t.State.ID == "" && (t.State.Category == "" || framework.Text(t.State.Category).Equal(m.TicketState.Attributes()["category"])) {
		// Versions before 2.12 answer only the category, which says nothing about the ID and the labels.
		delete(shown, "ticket_state")
	}
	if m.hasWoken(t, now) {
		delete(shown, "snoozed_until")
	}
	values, _ := fields().Refresh(framework.Values(m), shown, normalized)
	framework.SetValues(m, values)
	m.TicketAttributes = m.refreshedAttributes(t, normalized)
	if contacts, differs := m.refreshContact(t); differs {
		drift["contacts"] = contacts
	}
	m.Drift = framework.DriftValue(drift)
	return drift
}

// hasWoken reports whether the ticket is no longer snoozed because its time has passed.
func (m *model) hasWoken(t *intercom.Ticket, now time.Time) bool {
	until, _ := m.SnoozedUntil.ValueRFC3339Time()
	return !m.SnoozedUntil.IsNull() && !m.SnoozedUntil.IsUnknown() && t.SnoozedUntil.IsZero() && !until.After(now)
}

// take copies everything that Intercom shows, as an import does. A generated configuration must identify the contact in
// only one way, so the external ID follows with the next refresh. all includes the attributes.
func (m *model) take(t *intercom.Ticket, all bool) {
	framework.SetValues(m, valuesOf(t))
	if m.Contacts.IsNull() && len(t.Contacts) > 0 {
		m.setContact(contact{ID: framework.Text(string(t.Contacts[0].ID)), ExternalID: types.StringNull(), Email: types.StringNull()})
	}
	m.TicketAttributes = types.MapNull(types.StringType)
	if all {
		m.TicketAttributes = allAttributes(t)
	}
	m.Drift = framework.DriftValue(nil)
}

// isFreshIn reports whether a search's answer is as good as a GET's: it is newer than state, or from the same second and
// equal to state. updated_at counts whole seconds, and after two writes in one second, search may still show the first. An
// import has no state to compare a search with.
func (m *model) isFreshIn(t *intercom.Ticket, normalized managedfields.Normalized, changesType bool, now time.Time) bool {
	if m.UpdatedAt.IsNull() || m.checkSame(t) != nil {
		return false
	}
	before, _ := m.UpdatedAt.ValueRFC3339Time()
	if !t.UpdatedAt.Equal(before) {
		return t.UpdatedAt.After(before)
	}
	refreshed := *m
	refreshed.refresh(t, normalized, changesType, now)
	was := framework.Values(m)
	for name, value := range framework.Values(&refreshed) {
		if !value.Equal(was[name]) {
			return false
		}
	}
	return true
}

func stateObject(s intercom.TicketState) types.Object {
	return types.ObjectValueMust(stateTypes, map[string]attr.Value{
		"id": framework.Text(string(s.ID)), "category": framework.Text(s.Category),
		"internal_label": framework.Text(s.InternalLabel), "external_label": framework.Text(s.ExternalLabel),
	})
}
