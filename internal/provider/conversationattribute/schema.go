package conversationattribute

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the attribute, which must be unique, ignoring case. You can change it in place.",
			Required:            true,
			Validators:          []validator.String{schemas.Identifying},
		},
		"data_type": schema.StringAttribute{
			MarkdownDescription: "Type of the values: `" + strings.Join(intercom.ConversationAttributeTypes, "`, `") + "`. Changing it **replaces the attribute**: " +
				"Terraform archives the old attribute and creates one without values.",
			Required:   true,
			Validators: []validator.String{stringvalidator.OneOf(intercom.ConversationAttributeTypes...)},
		},
		"options": schema.MapAttribute{
			MarkdownDescription: "Options of a list, at least two, keyed by names that you choose. The values are the labels. A new label under the same key renames the option, and conversations keep it. " +
				"A new key adds an option. Removing a key **archives the option, and the API cannot unarchive it**. Changing only the key of a label changes nothing in Intercom. " +
				"An import uses the labels as keys. Required for the data type `list`, and not allowed for other data types.",
			ElementType: types.StringType,
			Optional:    true,
			Validators:  []validator.Map{mapvalidator.ValueStringsAre(schemas.Identifying)},
		},
		"option_ids": schema.MapAttribute{
			MarkdownDescription: "IDs of the options of a list, by the keys of `options`.",
			ElementType:         types.StringType,
			Computed:            true,
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description of the attribute for teammates.",
			Optional:            true, Computed: true,
			Validators: []validator.String{schemas.NotEmpty}, PlanModifiers: []planmodifier.String{managedfields.Clearable()},
		},
		"required": schema.BoolAttribute{
			MarkdownDescription: "Whether teammates must set a value before they close a conversation. Removing this argument does not change the value in Intercom.",
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.Bool{managedfields.Optional()},
		},
		"visible_to_team_ids": schema.SetAttribute{
			MarkdownDescription: "IDs of the teams that see the attribute. Removing this argument, or an empty set, shows it to all teams.",
			ElementType:         types.StringType,
			Optional:            true, Computed: true,
			Validators: []validator.Set{setvalidator.ValueStringsAre(schemas.IsID)}, PlanModifiers: []planmodifier.Set{managedfields.Clearable()},
		},
		"multiline": schema.BoolAttribute{
			MarkdownDescription: "Whether a value can have several lines. Only for the data type `string`. Removing this argument does not change the value in Intercom.",
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.Bool{managedfields.Optional()},
		},
		"reference": schema.SingleNestedAttribute{
			MarkdownDescription: "Custom objects that a value refers to. Required for the data type `relationship`, and not allowed for other data types.",
			Optional:            true,
			Attributes: map[string]schema.Attribute{
				"type": schema.StringAttribute{
					MarkdownDescription: "Whether a value refers to `one` object or to `many`.", Required: true,
					Validators: []validator.String{stringvalidator.OneOf("one", "many")},
				},
				"object_type_id": schema.StringAttribute{MarkdownDescription: "ID of the custom object type.", Required: true},
			},
		},
	}
}

// validate refuses arguments of another data type, and a list or a relationship without its own.
func validate(config *model) (diags diag.Diagnostics) {
	kind := config.DataType.ValueString()
	if config.DataType.IsUnknown() || config.DataType.IsNull() {
		return nil
	}
	for _, own := range []struct {
		name, of string
		value    attr.Value
		needed   bool
	}{
		{"options", intercom.ConversationAttributeList, config.Options, true},
		{"multiline", intercom.ConversationAttributeString, config.Multiline, false},
		{"reference", intercom.ConversationAttributeRelationship, config.Reference, true},
	} {
		switch {
		case kind != own.of && !own.value.IsNull():
			diags.AddAttributeError(path.Root(own.name), "Argument of another data type", fmt.Sprintf("An attribute of data type %s has no %s: this argument is for data type %s.", kind, own.name, own.of))
		case kind == own.of && own.needed && own.value.IsNull():
			diags.AddAttributeError(path.Root(own.name), "Missing "+own.name, fmt.Sprintf("An attribute of data type %s needs %s.", kind, own.name))
		}
	}
	return diags
}
