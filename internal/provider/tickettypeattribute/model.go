package tickettypeattribute

import (
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                          types.String `tfsdk:"id"`
	TicketTypeID                types.String `tfsdk:"ticket_type_id"`
	Name                        types.String `tfsdk:"name"`
	Description                 types.String `tfsdk:"description"`
	DataType                    types.String `tfsdk:"data_type"`
	ListItems                   types.List   `tfsdk:"list_items"`
	AllowMultipleValues         types.Bool   `tfsdk:"allow_multiple_values"`
	Multiline                   types.Bool   `tfsdk:"multiline"`
	RequiredToCreate            types.Bool   `tfsdk:"required_to_create"`
	RequiredToCreateForContacts types.Bool   `tfsdk:"required_to_create_for_contacts"`
	VisibleOnCreate             types.Bool   `tfsdk:"visible_on_create"`
	VisibleToContacts           types.Bool   `tfsdk:"visible_to_contacts"`
	Archived                    types.Bool   `tfsdk:"archived"`
	Default                     types.Bool   `tfsdk:"default"`
	Drift                       types.Map    `tfsdk:"drift"`
	OnCreate                    types.String `tfsdk:"on_create"`
	OnDestroy                   types.String `tfsdk:"on_destroy"`
}

// labels returns the labels of the options that can be chosen.
func labels(options []intercom.ListOption) types.List {
	items := []attr.Value{}
	for _, o := range options {
		if !o.Archived {
			items = append(items, types.StringValue(o.Label))
		}
	}
	return types.ListValueMust(types.StringType, items)
}

// items returns the labels in list_items.
func (m *model) items() []string {
	labels := make([]string, 0, len(m.ListItems.Elements()))
	for _, e := range m.ListItems.Elements() {
		if s, ok := e.(types.String); ok && !s.IsUnknown() {
			labels = append(labels, s.ValueString())
		}
	}
	return labels
}

func (m *model) createRequest() intercom.CreateTicketTypeAttributeRequest {
	return intercom.CreateTicketTypeAttributeRequest{
		Name: m.Name.ValueString(), Description: m.Description.ValueString(), DataType: m.DataType.ValueString(),
		TicketTypeAttributeOptions: m.optionsFrom(&model{}),
	}
}

// updateRequest returns the changes from state to the plan m and nothing else.
func (m *model) updateRequest(state *model) intercom.UpdateTicketTypeAttributeRequest {
	return intercom.UpdateTicketTypeAttributeRequest{
		Name:                       framework.String(m.Name, state.Name),
		Description:                framework.String(m.Description, state.Description),
		Archived:                   framework.Bool(m.Archived, state.Archived),
		TicketTypeAttributeOptions: m.optionsFrom(state),
	}
}

func (m *model) optionsFrom(state *model) intercom.TicketTypeAttributeOptions {
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

// definition returns the planned attribute, for later plans of tickets.
func (m *model) definition() intercom.TicketTypeAttribute {
	a := intercom.TicketTypeAttribute{
		ID: intercom.ID(m.ID.ValueString()), Name: m.Name.ValueString(), DataType: m.DataType.ValueString(),
		RequiredToCreate: m.RequiredToCreate.ValueBoolPointer(), Archived: m.Archived.ValueBoolPointer(),
	}
	a.InputOptions.AllowMultipleValues = m.AllowMultipleValues.ValueBool()
	labels := m.items()
	if len(labels) != len(m.ListItems.Elements()) {
		// If a label is unknown, the plan of a ticket cannot know the options.
		return a
	}
	for _, label := range labels {
		a.InputOptions.ListOptions = append(a.InputOptions.ListOptions, intercom.ListOption{Label: label})
	}
	return a
}
