package tickettypeattribute

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var dataTypes = []string{
	intercom.DataTypeString, intercom.DataTypeList, intercom.DataTypeInteger, intercom.DataTypeDecimal,
	intercom.DataTypeBoolean, intercom.DataTypeDatetime, intercom.DataTypeFiles,
}

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	flag := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{MarkdownDescription: description, Optional: true, Computed: true}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "An attribute of an Intercom ticket type: one field of its tickets.\n\n" +
			"Intercom cannot delete an attribute. **Destroying this resource archives it**: new tickets do not show it, and older ones keep their values. " +
			"The built-in attributes `_default_title_` and `_default_description_` can be imported and changed; destroying such a resource leaves the attribute as it is.\n\n" +
			"What the configuration leaves out is left alone: it never shows as drift and is never changed.",
		Attributes: map[string]schema.Attribute{
			"id":             framework.Computed("ID of the attribute."),
			"workspace_id":   r.WorkspaceID(),
			"timeouts":       framework.Timeouts(ctx),
			"ticket_type_id": framework.Parent("ID of the ticket type. Changing it archives the attribute there and creates another one."),
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the attribute: the key in a ticket's `ticket_attributes`. Tickets keep their values when it changes. " +
					"No other attribute of the type may have it, not even an archived one.",
				Required:   true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "Description of the attribute for teammates and contacts.",
				Required:            true,
			},
			"data_type": schema.StringAttribute{
				MarkdownDescription: "Type of the values: `string`, `list`, `integer`, `decimal`, `boolean`, `datetime` or `files`. " +
					"It can never change: another one **replaces the attribute**, and the new one needs another name.",
				Required:      true,
				Validators:    []validator.String{stringvalidator.OneOf(dataTypes...)},
				PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
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
			"allow_multiple_values":           flag("Whether a ticket can have several values; only for the data types `list` and `files`."),
			"multiline":                       flag("Whether the text can have several lines; only for the data type `string`."),
			"required_to_create":              flag("Whether teammates must fill it in to create a ticket."),
			"required_to_create_for_contacts": flag("Whether contacts must fill it in to create a ticket."),
			"visible_on_create":               flag("Whether teammates see it when they create a ticket."),
			"visible_to_contacts":             flag("Whether contacts see it when they create a ticket."),
			"archived":                        r.Archived("new tickets do not show it"),
			"default": schema.BoolAttribute{
				MarkdownDescription: "Whether the attribute is built in: every type has its title and description.",
				Computed:            true,
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
			"on_destroy": r.ArchivedOnDestroy(),
		},
	}
}

// ValidateConfig refuses options that the data type does not have.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
	kind := config.DataType.ValueString()
	if resp.Diagnostics.HasError() || config.DataType.IsUnknown() {
		return
	}
	for _, option := range []struct {
		name  string
		set   bool
		kinds []string
	}{
		{"list_items", !config.ListItems.IsNull(), []string{intercom.DataTypeList}},
		{"allow_multiple_values", !config.AllowMultipleValues.IsNull(), []string{intercom.DataTypeList, intercom.DataTypeFiles}},
		{"multiline", !config.Multiline.IsNull(), []string{intercom.DataTypeString}},
	} {
		if option.set && !slices.Contains(option.kinds, kind) {
			resp.Diagnostics.AddAttributeError(path.Root(option.name), "Option of another data type",
				fmt.Sprintf("An attribute of data type %s has no %s: that is for %s.", kind, option.name, option.kinds))
		}
	}
	if kind == intercom.DataTypeList && config.ListItems.IsNull() {
		resp.Diagnostics.AddAttributeError(path.Root("list_items"), "Missing options", "An attribute of data type list needs list_items: the labels of its options.")
	}
}
