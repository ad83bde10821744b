package contact

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// model is the resource as Terraform stores it.
type model struct {
	ID                     types.String      `tfsdk:"id"`
	WorkspaceID            types.String      `tfsdk:"workspace_id"`
	Role                   types.String      `tfsdk:"role"`
	Email                  types.String      `tfsdk:"email"`
	ExternalID             types.String      `tfsdk:"external_id"`
	Phone                  types.String      `tfsdk:"phone"`
	Name                   types.String      `tfsdk:"name"`
	Avatar                 types.String      `tfsdk:"avatar"`
	OwnerID                types.String      `tfsdk:"owner_id"`
	UnsubscribedFromEmails types.Bool        `tfsdk:"unsubscribed_from_emails"`
	SignedUpAt             timetypes.RFC3339 `tfsdk:"signed_up_at"`
	CustomAttributes       types.Map         `tfsdk:"custom_attributes"`
	DeletionProtection     types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy              types.String      `tfsdk:"on_destroy"`
	CreatedAt              timetypes.RFC3339 `tfsdk:"created_at"`
	Timeouts               timeouts.Value    `tfsdk:"timeouts"`
}

// show takes over all that Intercom shows but the custom attributes.
func (m *model) show(c *intercom.Contact) {
	m.ID, m.Role = types.StringValue(string(c.ID)), framework.Text(c.Role)
	m.Email, m.ExternalID = framework.Text(c.Email), framework.Text(c.ExternalID)
	m.Phone, m.Name, m.Avatar = framework.Text(c.Phone), framework.Text(c.Name), framework.Text(c.Avatar.ImageURL)
	m.OwnerID = framework.Text(string(c.OwnerID))
	m.UnsubscribedFromEmails = types.BoolValue(c.UnsubscribedFromEmails)
	m.SignedUpAt, m.CreatedAt = framework.TimeAs(m.SignedUpAt, c.SignedUpAt), framework.Time(c.CreatedAt)
}

// changesFrom is what leads from state, the zero model for a new contact, to the plan m, and nothing else.
func (m *model) changesFrom(state model, custom intercom.Attributes) intercom.ContactRequest {
	return intercom.ContactRequest{
		Role:                   framework.Kept(m.Role, state.Role),
		ExternalID:             framework.Kept(m.ExternalID, state.ExternalID),
		Email:                  framework.Kept(m.Email, state.Email),
		Phone:                  framework.String(m.Phone, state.Phone),
		Name:                   framework.String(m.Name, state.Name),
		Avatar:                 framework.String(m.Avatar, state.Avatar),
		OwnerID:                framework.String(m.OwnerID, state.OwnerID),
		UnsubscribedFromEmails: framework.Bool(m.UnsubscribedFromEmails, state.UnsubscribedFromEmails),
		SignedUpAt:             framework.Instant(m.SignedUpAt, state.SignedUpAt),
		CustomAttributes:       custom,
	}
}

// label names a contact to a person: by id, and by what people know it by.
func (m *model) label() string {
	for _, name := range []types.String{m.Email, m.ExternalID, m.Name} {
		if name.ValueString() != "" {
			return framework.Label(m.ID.ValueString(), intercom.Clean(name.ValueString(), 80))
		}
	}
	return m.ID.ValueString()
}

func (m *model) onDestroy() string {
	if m.OnDestroy.IsNull() {
		return framework.OnDestroyDelete
	}
	return m.OnDestroy.ValueString()
}
