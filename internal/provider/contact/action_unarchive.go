package contact

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// actionOn returns the metadata of an action on contacts.
func actionOn(name string) framework.Metadata {
	return framework.Metadata{Name: "contact", Plural: "contacts", Type: name, Permission: metadata.Permission, GoneCodes: metadata.GoneCodes}
}

type unarchiveConfig struct {
	actions.Arguments
	ContactID types.String `tfsdk:"contact_id"`
}

// UnarchiveAction is intercom_contact_unarchive.
var UnarchiveAction = actions.Kind[unarchiveConfig, *unarchiveConfig]{
	Metadata: actionOn("intercom_contact_unarchive"),
	Description: "Unarchives an Intercom contact, which keeps its conversations and tickets. Intercom's settings cannot do this. " +
		"A contact that is not archived stays as it is. A contact that was deleted or merged into another one cannot be unarchived.\n\n" +
		"The action prints the `import` block that takes the contact into state. To unarchive the contact that prevents a create, you can also set `on_create = \"unarchive\"` on the resource.",
	Attributes: map[string]schema.Attribute{
		"contact_id": actions.ID("ID of the contact. If an archived contact prevents a create, Intercom's answer names its ID."),
	},
	Doing: func(c *unarchiveConfig) string { return "unarchiving contact " + c.ContactID.ValueString() },
	Invoke: func(ctx context.Context, r actions.Run, c *unarchiveConfig) diag.Diagnostics {
		id := c.ContactID.ValueString()
		// A read does not show whether a contact is archived, so only the answer to the POST proves the change.
		if diags := r.SendAndConfirm(ctx, func(ctx context.Context) error { return r.UnarchiveContact(ctx, id) }, nil); diags.HasError() {
			return diags
		}
		// The answer can be the one to a contact that was deleted at the same moment.
		found, err := r.Contact(ctx, id)
		if err != nil {
			return r.Failed(err, "Intercom answered that it unarchived the contact, and a read to check that failed.")
		}
		r.Report("Unarchived contact %s (%s). To manage it, import it, with the resource's address as \"to\":\n\n%s", found.ID, intercom.Quote(found.Role, 20), metadata.ImportBlock(id))
		return nil
	},
}

// exists reads the contact that an argument names. It returns an error that blames the argument if the contact is archived,
// deleted, or merged.
func exists(ctx context.Context, r actions.Run, argument, id string) (*intercom.Contact, diag.Diagnostics) {
	found, err := r.Contact(ctx, id)
	if err != nil {
		return nil, r.Blames(argument, err, framework.NothingChanged)
	}
	return found, nil
}

// roleOf names a contact in progress messages, without personal data.
func roleOf(c *intercom.Contact) string {
	return fmt.Sprintf("contact %s (%s)", c.ID, intercom.Quote(c.Role, 20))
}
