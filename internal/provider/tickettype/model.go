package tickettype

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// model is the resource as Terraform stores it.
type model struct {
	ID          types.String      `tfsdk:"id"`
	WorkspaceID types.String      `tfsdk:"workspace_id"`
	Name        types.String      `tfsdk:"name"`
	Description types.String      `tfsdk:"description"`
	Icon        types.String      `tfsdk:"icon"`
	Category    types.String      `tfsdk:"category"`
	IsInternal  types.Bool        `tfsdk:"is_internal"`
	Archived    types.Bool        `tfsdk:"archived"`
	Attributes  types.List        `tfsdk:"ticket_type_attributes"`
	OnDestroy   types.String      `tfsdk:"on_destroy"`
	CreatedAt   timetypes.RFC3339 `tfsdk:"created_at"`
	Timeouts    timeouts.Value    `tfsdk:"timeouts"`
}

var attributeTypes = types.ObjectType{AttrTypes: map[string]attr.Type{
	"id": types.StringType, "name": types.StringType, "data_type": types.StringType, "archived": types.BoolType,
}}

// show takes over all that Intercom shows.
func (m *model) show(t *intercom.TicketType) {
	m.ID, m.Name, m.Category = types.StringValue(string(t.ID)), types.StringValue(t.Name), types.StringValue(t.Category)
	m.Description, m.Icon = framework.Text(t.Description), framework.Text(t.Icon)
	m.IsInternal, m.Archived = types.BoolValue(t.IsInternal), types.BoolValue(t.Archived)
	m.CreatedAt = framework.Time(t.CreatedAt)
	m.Attributes = attributeList(t)
}

func attributeList(t *intercom.TicketType) types.List {
	shown := make([]attr.Value, len(t.Attributes))
	for i, a := range t.Attributes {
		shown[i] = types.ObjectValueMust(attributeTypes.AttrTypes, map[string]attr.Value{
			"id": types.StringValue(string(a.ID)), "name": types.StringValue(a.Name), "data_type": types.StringValue(a.DataType), "archived": types.BoolValue(a.Archived),
		})
	}
	return types.ListValueMust(attributeTypes, shown)
}

func (m *model) createRequest() intercom.CreateTicketTypeRequest {
	return intercom.CreateTicketTypeRequest{
		Name: m.Name.ValueString(), Description: m.Description.ValueString(), Category: m.Category.ValueString(), Icon: m.Icon.ValueString(),
		IsInternal: framework.Bool(m.IsInternal, types.BoolNull()),
	}
}

// changesFrom is what leads from state to the plan m, and nothing else.
func (m *model) changesFrom(state model) intercom.UpdateTicketTypeRequest {
	return intercom.UpdateTicketTypeRequest{
		Name:        framework.String(m.Name, state.Name),
		Description: framework.StringOrEmpty(m.Description, state.Description),
		Icon:        framework.Kept(m.Icon, state.Icon),
		IsInternal:  framework.Bool(m.IsInternal, state.IsInternal),
		Archived:    framework.Bool(m.Archived, state.Archived),
	}
}

func (m *model) abandons() bool { return m.OnDestroy.ValueString() == framework.OnDestroyAbandon }
