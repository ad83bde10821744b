package tickettypeattribute

import (
	"fmt"
	"regexp"

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
	intercom.DataTypeString, intercom.DataTypeList, intercom.DataTypeInteger, intercom.DataTypeDecimal,
	intercom.DataTypeBoolean, intercom.DataTypeDatetime, intercom.DataTypeFiles,
}

func attributes() map[string]schema.Attribute {
	flag := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{MarkdownDescription: description, Optional: true, Computed: true, PlanModifiers: []planmodifier.Bool{managedfields.Optional()}}
	}
	return map[string]schema.Attribute{
		"ticket_type_id": schemas.Reference("ID of the ticket type. Changing it **replaces the attribute**: Terraform archives the old attribute and creates one in the new type."),
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the attribute, which is the key in a ticket's `ticket_attributes`. Tickets keep their values when the name changes. " +
				"The name must be unique among the attributes of the type, including archived ones.",
			Required:   true,
			Validators: []validator.String{schemas.Identifying},
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description of the attribute for teammates and contacts.",
			Required:            true,
		},
		"data_type": schema.StringAttribute{
			MarkdownDescription: "Type of the values: `string`, `list`, `integer`, `decimal`, `boolean`, `datetime`, or `files`. " +
				"Changing it **replaces the attribute**, and the new attribute needs a different name.",
			Required:   true,
			Validators: []validator.String{stringvalidator.OneOf(dataTypes...)},
		},
		"list_items": schema.ListAttribute{
			MarkdownDescription: "Labels of the options, in order. Required for the data type `list`, and not allowed for other data types. A label cannot contain a comma, because Intercom's API separates the labels with commas. " +
				"You can add, reorder, and remove options in place. Tickets keep the value of an option that is removed.",
			ElementType: types.StringType,
			Optional:    true,
			Validators: []validator.List{
				listvalidator.SizeAtLeast(1), listvalidator.UniqueValues(),
				listvalidator.ValueStringsAre(stringvalidator.RegexMatches(regexp.MustCompile(`^[^,\s]([^,]*[^,\s])?$`),
					"must hold no comma (Intercom takes all labels as one text with commas between them) and neither begin nor end with a space")),
			},
		},
		"allow_multiple_values":           flag("Whether a ticket can have several files. Only for the data type `files`."),
		"multiline":                       flag("Whether the text can have several lines. Only for the data type `string`."),
		"required_to_create":              flag("Whether teammates must fill in the attribute to create a ticket."),
		"required_to_create_for_contacts": flag("Whether contacts must fill in the attribute to create a ticket."),
		"visible_on_create":               flag("Whether teammates see the attribute when they create a ticket."),
		"visible_to_contacts":             flag("Whether contacts see the attribute when they create a ticket."),
		"archived":                        schemas.Archived("ticket type attribute", "new tickets do not show it"),
		"default": schema.BoolAttribute{
			MarkdownDescription: "Whether the attribute is built in. The built-in attributes of every type are its title and description.",
			Computed:            true,
			PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
		},
	}
}

// validate refuses options that the data type does not have.
func validate(config *model) (diags diag.Diagnostics) {
	kind := config.DataType.ValueString()
	if config.DataType.IsUnknown() {
		return nil
	}
	for _, option := range []struct {
		name string
		set  bool
		kind string
	}{
		{"list_items", !config.ListItems.IsNull(), intercom.DataTypeList},
		{"allow_multiple_values", !config.AllowMultipleValues.IsNull(), intercom.DataTypeFiles},
		{"multiline", !config.Multiline.IsNull(), intercom.DataTypeString},
	} {
		if option.set && option.kind != kind {
			diags.AddAttributeError(path.Root(option.name), "Argument of another data type",
				fmt.Sprintf("An attribute of data type %s has no %s: that is for data type %s.", kind, option.name, option.kind))
		}
	}
	if kind == intercom.DataTypeList && config.ListItems.IsNull() {
		diags.AddAttributeError(path.Root("list_items"), "Missing options", "An attribute of data type list needs list_items: the labels of its options.")
	}
	return diags
}
