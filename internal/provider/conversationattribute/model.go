package conversationattribute

import (
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                 types.String      `tfsdk:"id"`
	Name               types.String      `tfsdk:"name"`
	DataType           types.String      `tfsdk:"data_type"`
	Options            types.Map         `tfsdk:"options"`
	OptionIDs          types.Map         `tfsdk:"option_ids"`
	Description        types.String      `tfsdk:"description"`
	Required           types.Bool        `tfsdk:"required"`
	VisibleToTeamIDs   types.Set         `tfsdk:"visible_to_team_ids"`
	Multiline          types.Bool        `tfsdk:"multiline"`
	Reference          types.Object      `tfsdk:"reference"`
	CreatedAt          timetypes.RFC3339 `tfsdk:"created_at"`
	Drift              types.Map         `tfsdk:"drift"`
	DeletionProtection types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy          types.String      `tfsdk:"on_destroy"`
}

var referenceTypes = map[string]attr.Type{"type": types.StringType, "object_type_id": types.StringType}

func (m *model) referenceOf(a *intercom.ConversationAttribute) types.Object {
	if a.DataType != intercom.ConversationAttributeRelationship || a.Reference == nil {
		return types.ObjectNull(referenceTypes)
	}
	return types.ObjectValueMust(referenceTypes, map[string]attr.Value{
		"type": types.StringValue(a.Reference.Type), "object_type_id": types.StringValue(a.Reference.ObjectTypeID),
	})
}

func (m *model) createRequest() intercom.CreateConversationAttributeRequest {
	request := intercom.CreateConversationAttributeRequest{DataType: m.DataType.ValueString(), UpdateConversationAttributeRequest: m.updateRequest(&model{})}
	labels := labelsOf(m.Options)
	for _, key := range keysOf(labels) {
		request.Options = append(request.Options, intercom.OptionLabel{Label: labels[key]})
	}
	return request
}

// updateRequest is what leads from state to the plan m, and nothing else. Options have calls of their own.
func (m *model) updateRequest(state *model) intercom.UpdateConversationAttributeRequest {
	change := intercom.UpdateConversationAttributeRequest{
		Name:        framework.String(m.Name, state.Name),
		Description: framework.StringOrEmpty(m.Description, state.Description),
		Required:    framework.Bool(m.Required, state.Required),
		Multiline:   framework.Bool(m.Multiline, state.Multiline),
	}
	if !m.VisibleToTeamIDs.IsUnknown() && !framework.SameSet(m.VisibleToTeamIDs, state.VisibleToTeamIDs) {
		change.VisibleToTeamIDs = intercom.Set(framework.Texts(m.VisibleToTeamIDs))
	}
	if !m.Reference.IsNull() && !m.Reference.Equal(state.Reference) {
		texts := m.Reference.Attributes()
		change.Reference = &intercom.ConversationAttributeReference{Type: textOf(texts["type"]), ObjectTypeID: textOf(texts["object_type_id"])}
	}
	return change
}

func textOf(value attr.Value) string {
	text, _ := value.(types.String)
	return text.ValueString()
}
