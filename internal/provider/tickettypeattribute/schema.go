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
		"ticket_type_id": schemas.Reference("ID of the ticket type. Changing it archives the attribute there and creates another one."),
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the attribute: the key in a ticket's `ticket_attributes`. Tickets keep their values when it changes. " +
				"No other attribute of the type may have it, not even an archived one.",
			Required:   true,
			Validators: []validator.String{schemas.Identifying},
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description of the attribute for teammates and contacts.",
			Required:            true,
		},
		"data_type": schema.StringAttribute{
			MarkdownDescription: "Type of the values: `string`, `list`, `integer`, `decimal`, `boolean`, `datetime` or `files`. " +
				"It can never change: another one **replaces the attribute**, and the new one needs another name.",
			Required:   true,
			Validators: []validator.String{stringvalidator.OneOf(dataTypes...)},
		},
		"list_items": schema.ListAttribute{
			MarkdownDescription: "Labels of the options, in order; only for the data type `list`, which needs them. A label cannot hold a comma, since Intercom takes them as one text with commas between. " +
				"Options can be added, reordered and removed in place; tickets keep a removed one.",
			ElementType: types.StringType,
			Optional:    true,
			Validators: []validator.List{
				listvalidator.SizeAtLeast(1), listvalidator.UniqueValues(),
				listvalidator.ValueStringsAre(stringvalidator.RegexMatches(regexp.MustCompile(`^[^,\s]([^,]*[^,\s])?$`),
					"must hold no comma (Intercom takes all labels as one text with commas between them) and neither begin nor end with a space")),
			},
		},
		"allow_multiple_values":           flag("Whether a ticket can have several files; only for the data type `files`."),
		"multiline":                       flag("Whether the text can have several lines; only for the data type `string`."),
		"required_to_create":              flag("Whether teammates must fill it in to create a ticket."),
		"required_to_create_for_contacts": flag("Whether contacts must fill it in to create a ticket."),
		"visible_on_create":               flag("Whether teammates see it when they create a ticket."),
		"visible_to_contacts":             flag("Whether contacts see it when they create a ticket."),
		"archived":                        schemas.Archived("ticket type attribute", "new tickets do not show it"),
		"default": schema.BoolAttribute{
			MarkdownDescription: "Whether the attribute is built in: every type has its title and description.",
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
