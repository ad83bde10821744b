package tickettype

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "An Intercom ticket type: which attributes and states its tickets have.\n\n" +
			"Intercom cannot delete a ticket type. **Destroying this resource archives it**: it takes no new tickets, and those that it has stay.\n\n" +
			"What the configuration leaves out is left alone: it never shows as drift and is never changed. Removing an argument that was set clears it in Intercom, where Intercom can.",
		Attributes: map[string]schema.Attribute{
			"id":           framework.Computed("ID of the ticket type."),
			"workspace_id": r.WorkspaceID(),
			"created_at":   r.CreatedAt(),
			"timeouts":     framework.Timeouts(ctx),
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the ticket type. No other type may have it, not even an archived one.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"description": schema.StringAttribute{
				MarkdownDescription: "Description of the ticket type.",
				Optional:            true,
				Computed:            true,
			},
			"icon": schema.StringAttribute{
				MarkdownDescription: "Icon of the ticket type: an emoji. Intercom's default is 🎟️. Removing it leaves it as it is.",
				Optional:            true,
				Computed:            true,
			},
			"category": schema.StringAttribute{
				MarkdownDescription: "`Customer` (default) for tickets that are shared with customers, `Back-office` for internal ones, `Tracker` for one problem that several customers have. " +
					"Changing it **replaces the ticket type**: the old one is archived with its tickets, and the new one needs another name.",
				Optional:   true,
				Computed:   true,
				Default:    stringdefault.StaticString(intercom.CategoryCustomer),
				Validators: []validator.String{stringvalidator.OneOf(intercom.CategoryCustomer, intercom.CategoryBackOffice, intercom.CategoryTracker)},
			},
			"is_internal": schema.BoolAttribute{
				MarkdownDescription: "Whether the tickets are for internal use only. Intercom calls this a limited attribute. Removing it leaves it as it is.",
				Optional:            true,
				Computed:            true,
			},
			"archived":   r.Archived("it takes no new tickets"),
			"on_destroy": r.ArchivedOnDestroy(),
			"ticket_type_attributes": schema.ListNestedAttribute{
				MarkdownDescription: "Attributes of the type's tickets, as the last refresh saw them. `intercom_ticket_type_attribute` manages them.",
				Computed:            true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"id":        schema.StringAttribute{MarkdownDescription: "ID of the attribute.", Computed: true},
					"name":      schema.StringAttribute{MarkdownDescription: "Name of the attribute.", Computed: true},
					"data_type": schema.StringAttribute{MarkdownDescription: "Type of its values.", Computed: true},
					"archived":  schema.BoolAttribute{MarkdownDescription: "Whether the attribute is archived.", Computed: true},
				}},
			},
		},
	}
}
