package contact

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type noteConfig struct {
	actions.Arguments
	ContactID types.String `tfsdk:"contact_id"`
	AdminID   types.String `tfsdk:"admin_id"`
	Body      types.String `tfsdk:"body"`
}

// NoteAction is intercom_contact_note.
var NoteAction = actions.Kind[noteConfig, *noteConfig]{
	Metadata: framework.Metadata{
		Name: "note", Plural: "notes about contacts", Type: "intercom_contact_note",
		Permission: metadata.Permission, GoneCodes: metadata.GoneCodes,
	},
	Description: "Adds a note to an Intercom contact. Only teammates see it. Intercom's API can neither change nor delete a note.\n\n" +
		"Each invocation adds one note. If Intercom's answer is lost, the provider reads the contact's notes to find it. It never adds the note again.",
	Attributes: noteAttributes(),
	Doing:      func(c *noteConfig) string { return "adding a note to contact " + c.ContactID.ValueString() },
	Invoke: func(ctx context.Context, r actions.Run, c *noteConfig) diag.Diagnostics {
		found, diags := exists(ctx, r, "contact_id", c.ContactID.ValueString())
		if diags.HasError() {
			return diags
		}
		return actions.Note{
			Area: "contacts", Subject: "contact", ID: string(found.ID),
			Request: intercom.NoteRequest{Body: c.Body.ValueString(), AdminID: c.AdminID.ValueString()},
		}.Create(ctx, r)
	},
}

func noteAttributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{"contact_id": actions.ID("ID of the contact.")}
	maps.Copy(attributes, actions.NoteAttributes("Default: the note has no author."))
	return attributes
}
