package contact

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	text := func(description string, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Computed: true, Validators: append(validators, stringvalidator.LengthAtLeast(1))}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "An Intercom contact: a user or a lead.\n\n" +
			"**Destroying this resource erases the contact for good.** Set `deletion_protection`, or `on_destroy` to `archive` or `abandon`, where that must not happen.\n\n" +
			"What the configuration leaves out is left alone: it never shows as drift and is never changed. Removing an argument that was set clears it in Intercom, where Intercom can.",
		Attributes: map[string]schema.Attribute{
			"id":           framework.Computed("ID of the contact in Intercom's API."),
			"workspace_id": r.WorkspaceID(),
			"created_at":   r.CreatedAt(),
			"timeouts":     framework.Timeouts(ctx),
			"role":         text("`user` or `lead`. Intercom's default is `user`. Removing it leaves it as it is.", stringvalidator.OneOf(intercom.RoleUser, intercom.RoleLead)),
			"email": text("Email address. Intercom keeps it in lower case. No two users can have the same. Removing it leaves it as it is. " +
				"A contact needs an `email` or an `external_id`."),
			"external_id": text("ID that you chose for the contact. No two contacts can have the same. Removing it leaves it as it is."),
			"phone":       text("Phone number."),
			"name":        text("Name."),
			"avatar":      text("URL of an image."),
			"owner_id":    text("ID of the admin who owns the account.", framework.IsID),
			"unsubscribed_from_emails": schema.BoolAttribute{
				MarkdownDescription: "Whether the contact is unsubscribed from emails. Removing it leaves it as it is.",
				Optional:            true,
				Computed:            true,
			},
			"signed_up_at": schema.StringAttribute{
				MarkdownDescription: "When the contact signed up, as RFC 3339.",
				CustomType:          timetypes.RFC3339Type{},
				Optional:            true,
				Computed:            true,
			},
			"custom_attributes":   customattributes.Schema("contact"),
			"deletion_protection": r.DeletionProtection(),
			"on_destroy": schema.StringAttribute{
				MarkdownDescription: "What destroying does to the contact in Intercom: `delete` (default) erases it for good, `archive` archives it, `abandon` leaves it as it is. A change counts once it is applied.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(framework.OnDestroyDelete, framework.OnDestroyArchive, framework.OnDestroyAbandon)},
			},
		},
	}
}

// ConfigValidators implements resource.ResourceWithConfigValidators.
func (r *Resource) ConfigValidators(context.Context) []resource.ConfigValidator {
	return []resource.ConfigValidator{resourcevalidator.AtLeastOneOf(path.MatchRoot("email"), path.MatchRoot("external_id"))}
}
