package tickettypeattribute

import (
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// model is the resource as Terraform stores it.
type model struct {
	ID                          types.String   `tfsdk:"id"`
	WorkspaceID                 types.String   `tfsdk:"workspace_id"`
	TicketTypeID                types.String   `tfsdk:"ticket_type_id"`
	Name                        types.String   `tfsdk:"name"`
	Description                 types.String   `tfsdk:"description"`
	DataType                    types.String   `tfsdk:"data_type"`
	ListItems                   types.List     `tfsdk:"list_items"`
	AllowMultipleValues         types.Bool     `tfsdk:"allow_multiple_values"`
	Multiline                   types.Bool     `tfsdk:"multiline"`
	RequiredToCreate            types.Bool     `tfsdk:"required_to_create"`
	RequiredToCreateForContacts types.Bool     `tfsdk:"required_to_create_for_contacts"`
	VisibleOnCreate             types.Bool     `tfsdk:"visible_on_create"`
	VisibleToContacts           types.Bool     `tfsdk:"visible_to_contacts"`
	Archived                    types.Bool     `tfsdk:"archived"`
	Default                     types.Bool     `tfsdk:"default"`
	OnDestroy                   types.String   `tfsdk:"on_destroy"`
	Timeouts                    timeouts.Value `tfsdk:"timeouts"`
}

// show takes over all that Intercom shows.
func (m *model) show(a *intercom.TicketTypeAttribute) {
	m.ID, m.Name, m.DataType = types.StringValue(string(a.ID)), types.StringValue(a.Name), types.StringValue(a.DataType)
	m.Description = types.StringValue(a.Description)
	m.RequiredToCreate, m.RequiredToCreateForContacts = types.BoolValue(a.RequiredToCreate), types.BoolValue(a.RequiredToCreateForContacts)
	m.VisibleOnCreate, m.VisibleToContacts = types.BoolValue(a.VisibleOnCreate), types.BoolValue(a.VisibleToContacts)
	m.Archived, m.Default = types.BoolValue(a.Archived), types.BoolValue(a.BuiltIn)
	m.ListItems, m.Multiline, m.AllowMultipleValues = types.ListNull(types.StringType), types.BoolNull(), types.BoolNull()
	switch a.DataType {
	case intercom.DataTypeString:
		m.Multiline = types.BoolValue(a.InputOptions.Multiline)
	case intercom.DataTypeFiles:
		m.AllowMultipleValues = types.BoolValue(a.InputOptions.AllowMultipleValues)
	case intercom.DataTypeList:
		m.AllowMultipleValues = types.BoolValue(a.InputOptions.AllowMultipleValues)
		items := []attr.Value{}
		for _, o := range a.InputOptions.ListOptions {
			if !o.Archived {
				items = append(items, types.StringValue(o.Label))
			}
		}
		m.ListItems = types.ListValueMust(types.StringType, items)
	}
}

// items are the labels of list_items.
func (m *model) items() []string {
	labels := make([]string, 0, len(m.ListItems.Elements()))
	for _, e := range m.ListItems.Elements() {
		if s, ok := e.(types.String); ok {
			labels = append(labels, s.ValueString())
		}
	}
	return labels
}

func (m *model) createRequest() intercom.CreateTicketTypeAttributeRequest {
	return intercom.CreateTicketTypeAttributeRequest{
		Name: m.Name.ValueString(), Description: m.Description.ValueString(), DataType: m.DataType.ValueString(),
		TicketTypeAttributeOptions: m.optionsFrom(model{}),
	}
}

// changesFrom is what leads from state to the plan m, and nothing else.
func (m *model) changesFrom(state model) intercom.UpdateTicketTypeAttributeRequest {
	return intercom.UpdateTicketTypeAttributeRequest{
		Name:                       framework.String(m.Name, state.Name),
		Description:                framework.String(m.Description, state.Description),
		Archived:                   framework.Bool(m.Archived, state.Archived),
		TicketTypeAttributeOptions: m.optionsFrom(state),
	}
}

func (m *model) optionsFrom(state model) intercom.TicketTypeAttributeOptions {
	options := intercom.TicketTypeAttributeOptions{
		RequiredToCreate:            framework.Bool(m.RequiredToCreate, state.RequiredToCreate),
		RequiredToCreateForContacts: framework.Bool(m.RequiredToCreateForContacts, state.RequiredToCreateForContacts),
		VisibleOnCreate:             framework.Bool(m.VisibleOnCreate, state.VisibleOnCreate),
		VisibleToContacts:           framework.Bool(m.VisibleToContacts, state.VisibleToContacts),
		Multiline:                   framework.Bool(m.Multiline, state.Multiline),
		AllowMultipleValues:         framework.Bool(m.AllowMultipleValues, state.AllowMultipleValues),
	}
	if labels := m.items(); !slices.Equal(labels, state.items()) {
		options.ListItems = intercom.Set(strings.Join(labels, ","))
	}
	return options
}

// definition is the attribute as the plan makes it, for the plans of tickets that come after it.
func (m *model) definition() intercom.TicketTypeAttribute {
	a := intercom.TicketTypeAttribute{
		ID: intercom.ID(m.ID.ValueString()), Name: m.Name.ValueString(), DataType: m.DataType.ValueString(),
		RequiredToCreate: m.RequiredToCreate.ValueBool(), Archived: m.Archived.ValueBool(),
	}
	a.InputOptions.AllowMultipleValues = m.AllowMultipleValues.ValueBool()
	for _, label := range m.items() {
		a.InputOptions.ListOptions = append(a.InputOptions.ListOptions, intercom.ListOption{Label: label})
	}
	return a
}

func (m *model) label() string {
	return framework.Label(m.TicketTypeID.ValueString()+"/"+m.ID.ValueString(), m.Name.ValueString())
}

func (m *model) abandons() bool {
	return m.OnDestroy.ValueString() == framework.OnDestroyAbandon || m.Default.ValueBool()
}
