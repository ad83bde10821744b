package company

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
)

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Computed: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{MarkdownDescription: description + " Removing it leaves it as it is.", Optional: true, Computed: true, Validators: []validator.Int64{int64validator.AtLeast(0)}}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "An Intercom company. The Inbox shows a company once a contact belongs to it: see `intercom_contact_company`.\n\n" +
			"**Destroying this resource deletes the company**: Intercom archives it at once and removes it, and its connections to contacts, in its own time.\n\n" +
			"What the configuration leaves out is left alone: it never shows as drift and is never changed. Removing an argument that was set clears it in Intercom, where Intercom can.",
		Attributes: map[string]schema.Attribute{
			"id":           framework.Computed("ID of the company in Intercom's API: what `intercom_contact_company` takes."),
			"workspace_id": r.WorkspaceID(),
			"created_at":   r.CreatedAt(),
			"timeouts":     framework.Timeouts(ctx),
			"company_id": schema.StringAttribute{
				MarkdownDescription: "ID that you chose for the company. It can never change: another one **replaces the company**. One that a company has already is an error, and that company is left alone.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"name":          text("Name. Removing it leaves it as it is."),
			"plan":          text("Name of the plan that the company is on."),
			"website":       text("URL of the website."),
			"industry":      text("Industry."),
			"size":          number("Number of employees."),
			"monthly_spend": number("Revenue from the company, in whole units of the workspace's currency."),
			"remote_created_at": schema.StringAttribute{
				MarkdownDescription: "When the company was created on your side, as RFC 3339. Removing it leaves it as it is.",
				CustomType:          timetypes.RFC3339Type{},
				Optional:            true,
				Computed:            true,
			},
			"custom_attributes":   customattributes.Schema("company"),
			"deletion_protection": r.DeletionProtection(),
			"on_destroy": schema.StringAttribute{
				MarkdownDescription: "What destroying does to the company in Intercom: `delete` (default) or `abandon`, which leaves it as it is. A change counts once it is applied.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(framework.OnDestroyDelete, framework.OnDestroyAbandon)},
			},
		},
	}
}
