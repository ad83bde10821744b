package dataattribute

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var dataTypes = []string{
	intercom.DataAttributeString, intercom.DataAttributeInteger, intercom.DataAttributeFloat, intercom.DataAttributeBoolean,
	intercom.DataAttributeDate, intercom.DataAttributeDatetime, intercom.DataAttributeList,
}

func attributes() map[string]schema.Attribute {
	fact := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{MarkdownDescription: description, Computed: true, PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()}}
	}
	return map[string]schema.Attribute{
		"model": schema.StringAttribute{
			MarkdownDescription: "What the attribute describes: `contact` or `company`. Changing it **replaces the attribute**, and the new attribute needs a different name.",
			Required:            true,
			Validators:          []validator.String{stringvalidator.OneOf(intercom.ModelContact, intercom.ModelCompany)},
		},
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the attribute, which is the key in `custom_attributes`. Intercom allows letters, digits, currency signs, and hyphens. Changing it **replaces the attribute**: " +
				"Terraform archives the old attribute and creates one without values. The name must be unique among the attributes of contacts and companies, including archived ones.",
			Required:   true,
			Validators: []validator.String{schemas.Identifying},
		},
		"data_type": schema.StringAttribute{
			MarkdownDescription: "Type of the values: `string`, `integer`, `float`, `boolean`, `date`, `datetime`, or `list`. Changing it **replaces the attribute**, and the new attribute needs a different name. " +
				"Stable API versions show `datetime` as `date`, so the provider treats the two as equal for an existing attribute.",
			Required:   true,
			Validators: []validator.String{stringvalidator.OneOf(dataTypes...)},
		},
		"options": schema.ListAttribute{
			MarkdownDescription: "Options of a list, at least two. Required for the data type `list`, and not allowed for other data types. " +
				"You can add and remove options in place. Removing an option does not change the values of contacts and companies. The order does not matter.",
			ElementType: types.StringType,
			Optional:    true,
			Validators: []validator.List{
				listvalidator.SizeAtLeast(2), listvalidator.UniqueValues(), listvalidator.ValueStringsAre(schemas.Identifying),
			},
			PlanModifiers: []planmodifier.List{anyOrder{}},
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description of the attribute for teammates.",
			Optional:            true, Computed: true,
			Validators: []validator.String{schemas.NotEmpty}, PlanModifiers: []planmodifier.String{managedfields.Clearable()},
		},
		"messenger_writable": schema.BoolAttribute{
			MarkdownDescription: "Whether the Messenger can change values. Intercom's default for a new attribute is `false`. Removing this argument does not change the value in Intercom.",
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.Bool{managedfields.Optional()},
		},
		"archived":     schemas.Archived("data attribute", "contacts and companies take no new values for it"),
		"full_name":    schemas.Computed("Name with the path to the value in a contact or company, such as `custom_attributes.plan`."),
		"label":        schemas.Computed("Name that Intercom shows to teammates."),
		"custom":       fact("Whether the workspace defines the attribute. Intercom defines the standard attributes."),
		"api_writable": fact("Whether the API can change values."),
		"ui_writable":  fact("Whether teammates can change values in Intercom."),
	}
}

// validate refuses options without a list, and a list without options.
func validate(config *model) (diags diag.Diagnostics) {
	kind := config.DataType.ValueString()
	switch isList := kind == intercom.DataAttributeList; {
	case config.DataType.IsUnknown() || config.DataType.IsNull():
	case isList && config.Options.IsNull():
		diags.AddAttributeError(path.Root("options"), "Missing options", "An attribute of data type list needs options, at least two.")
	case !isList && !config.Options.IsNull():
		diags.AddAttributeError(path.Root("options"), "Argument of another data type", fmt.Sprintf("An attribute of data type %s has no options: they are for data type list.", kind))
	}
	return diags
}

// anyOrder plans the options in state's order if the configuration only changes the order.
type anyOrder struct{}

func (anyOrder) Description(context.Context) string { return "The order does not matter." }

func (o anyOrder) MarkdownDescription(ctx context.Context) string { return o.Description(ctx) }

func (anyOrder) PlanModifyList(_ context.Context, req planmodifier.ListRequest, resp *planmodifier.ListResponse) {
	if !req.StateValue.IsNull() && !req.ConfigValue.IsNull() && sameOptions(req.ConfigValue, req.StateValue) {
		resp.PlanValue = req.StateValue
	}
}
