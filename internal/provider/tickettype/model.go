package tickettype

import (
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID          types.String      `tfsdk:"id"`
	Name        types.String      `tfsdk:"name"`
	Description types.String      `tfsdk:"description"`
	Icon        types.String      `tfsdk:"icon"`
	Category    types.String      `tfsdk:"category"`
	IsInternal  types.Bool        `tfsdk:"is_internal"`
	Archived    types.Bool        `tfsdk:"archived"`
	Attributes  types.List        `tfsdk:"ticket_type_attributes"`
	Drift       types.Map         `tfsdk:"drift"`
	OnCreate    types.String      `tfsdk:"on_create"`
	OnDestroy   types.String      `tfsdk:"on_destroy"`
	CreatedAt   timetypes.RFC3339 `tfsdk:"created_at"`
}

var (
	attributeType = types.ObjectType{AttrTypes: map[string]attr.Type{
		"id": types.StringType, "name": types.StringType, "data_type": types.StringType, "archived": types.BoolType,
	}}
	categories = []string{intercom.CategoryCustomer, intercom.CategoryBackOffice, intercom.CategoryTracker}
)

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the ticket type. It must be unique among ticket types, including archived ones. Intercom does not distinguish upper and lower case in names.",
			Required:            true,
			Validators:          []validator.String{schemas.Identifying},
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description of the ticket type.",
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.String{managedfields.Clearable()},
		},
		"icon": schema.StringAttribute{
			MarkdownDescription: "Icon of the ticket type, an emoji. Intercom's default is 🎟️. Removing this argument does not change the icon in Intercom.",
			Optional:            true, Computed: true,
			Validators:    []validator.String{stringvalidator.LengthAtLeast(1)},
			PlanModifiers: []planmodifier.String{managedfields.Optional()},
		},
		"category": schema.StringAttribute{
			MarkdownDescription: "Category of the ticket type: `Customer` for tickets that are shared with customers, `Back-office` for internal tickets, `Tracker` for problems that affect several customers. " +
				"If you leave it out, a new type is `Customer`. Changing it **replaces the ticket type**: Terraform archives the old type, which keeps its tickets, and the new type needs a different name.",
			Optional: true, Computed: true,
			Validators:    []validator.String{stringvalidator.OneOf(categories...)},
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		"is_internal": schema.BoolAttribute{
			MarkdownDescription: "Whether the tickets are for internal use only. Removing this argument does not change the value in Intercom.",
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.Bool{managedfields.Optional()},
		},
		"archived": schemas.Archived("ticket type", "no new tickets can have it"),
		"ticket_type_attributes": schema.ListNestedAttribute{
			MarkdownDescription: "Attributes of the type's tickets, as read in the last refresh. `intercom_ticket_type_attribute` manages them.",
			Computed:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id":        schema.StringAttribute{MarkdownDescription: "ID of the attribute.", Computed: true},
				"name":      schema.StringAttribute{MarkdownDescription: "Name of the attribute.", Computed: true},
				"data_type": schema.StringAttribute{MarkdownDescription: "Type of the attribute's values.", Computed: true},
				"archived":  schema.BoolAttribute{MarkdownDescription: "Whether the attribute is archived.", Computed: true},
			}},
		},
	}
}
