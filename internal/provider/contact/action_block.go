package contact

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type blockConfig struct {
	actions.Arguments
	ContactID        types.String `tfsdk:"contact_id"`
	ConfirmContactID types.String `tfsdk:"confirm_contact_id"`
}

// BlockAction is intercom_contact_block.
var BlockAction = actions.Kind[blockConfig, *blockConfig]{
	Metadata: irreversible(actionOn("intercom_contact_block")),
	Description: "Blocks an Intercom contact, for example a sender of spam. Intercom archives all conversations of the contact.\n\n" +
		"~> **This cannot be undone through the API:** it has no operation that unblocks a contact, and no answer shows whether a contact is blocked. " +
		"The action blocks nothing unless the access token belongs to `workspace_id` and `confirm_contact_id` repeats `contact_id`.",
	Attributes: map[string]schema.Attribute{
		"contact_id":         actions.ID("ID of the contact."),
		"confirm_contact_id": actions.ID("The same ID again. Write it out in place of a reference, so that a wrong reference blocks nobody."),
	},
	Doing: func(c *blockConfig) string { return "blocking contact " + c.ContactID.ValueString() },
	Check: func(c *blockConfig, _ intercom.Version) (diags diag.Diagnostics) {
		if !c.ContactID.IsUnknown() && !c.ConfirmContactID.IsUnknown() && !c.ContactID.Equal(c.ConfirmContactID) {
			diags.AddAttributeError(path.Root("confirm_contact_id"), "confirm_contact_id is not contact_id",
				fmt.Sprintf("contact_id is %s, and confirm_contact_id is %s. %s\n\nWhat to do: check which contact you want to block, and write its ID in both.", c.ContactID, c.ConfirmContactID, framework.NothingChanged))
		}
		return diags
	},
	Warn: func(c *blockConfig) (summary, detail string) {
		return "This plan blocks contacts permanently", fmt.Sprintf("Contact %s of workspace %s is blocked, and its conversations are archived. The API cannot unblock it.", c.ContactID, c.WorkspaceID)
	},
	Invoke: func(ctx context.Context, r actions.Run, c *blockConfig) diag.Diagnostics {
		found, diags := exists(ctx, r, "contact_id", c.ContactID.ValueString())
		if diags.HasError() {
			return diags
		}
		if diags = r.SendAndConfirm(ctx, func(ctx context.Context) error { return r.BlockContact(ctx, string(found.ID)) }, nil); !diags.HasError() {
			r.Report("Blocked %s and archived its conversations", roleOf(found))
		}
		return diags
	},
}

func irreversible(m framework.Metadata) framework.Metadata {
	m.Irreversible = true
	return m
}
