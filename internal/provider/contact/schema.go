package contact

import (
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const kept = " Removing this argument does not clear the value in Intercom."

func attributes() map[string]schema.Attribute {
	text := func(description string, m managedfields.Modifier, validators ...validator.String) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, Optional: true, Computed: true,
			Validators: append(validators, schemas.NotEmpty), PlanModifiers: []planmodifier.String{m},
		}
	}
	return map[string]schema.Attribute{
		"role": text("Role of the contact: `user` or `lead`. Intercom's default is `user`. A lead can become a user. A user cannot become a lead."+kept, managedfields.Optional(),
			stringvalidator.OneOf(intercom.RoleUser, intercom.RoleLead)),
		"email": text("Email address of the contact. Intercom stores it in lower case. Two users can have the same email address only if their `external_id` differs. A contact needs an `email` or an `external_id`."+kept,
			managedfields.Optional(), schemas.Email),
		"external_id": text("ID that you chose for the contact. It must be unique among contacts. You cannot set it for a lead, because Intercom assigns the external ID of a lead."+kept,
			managedfields.Optional(), schemas.Identifying),
		"phone":    text("Phone number of the contact.", managedfields.Clearable()),
		"name":     text("Name of the contact.", managedfields.Clearable()),
		"avatar":   text("URL of the contact's avatar image.", managedfields.Clearable()),
		"owner_id": text("ID of the admin who owns the contact.", managedfields.Clearable(), schemas.IsID),
		"unsubscribed_from_emails": schema.BoolAttribute{
			MarkdownDescription: "Whether the contact is unsubscribed from emails." + kept,
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.Bool{managedfields.Optional()},
		},
		"signed_up_at": schema.StringAttribute{
			MarkdownDescription: "Time at which the contact signed up, in RFC 3339 format.",
			CustomType:          timetypes.RFC3339Type{}, Optional: true, Computed: true,
			Validators: []validator.String{schemas.StorableTime}, PlanModifiers: []planmodifier.String{managedfields.Clearable()},
		},
		customattributes.Name: custom.Schema(),
	}
}

// validate refuses arguments that Intercom ignores, because it assigns a lead's external ID itself. It also refuses to
// unarchive a lead, which has no key to find it by.
func validate(m *model) (diags diag.Diagnostics) {
	if isLead(m) && !m.ExternalID.IsNull() && !m.ExternalID.IsUnknown() {
		diags.AddAttributeError(path.Root("external_id"), "A lead cannot have an external_id of your choice",
			"Intercom assigns the external ID of a lead itself and ignores one that is sent. Remove external_id, or set role = \"user\".")
	}
	if isLead(m) && m.OnCreate.ValueString() == schemas.OnCreateUnarchive {
		diags.AddAttributeError(path.Root("on_create"), "A lead cannot be unarchived by a create",
			"Several leads can have the same email address, and Intercom does not show which leads are archived. Remove on_create, or set role = \"user\".")
	}
	return diags
}
