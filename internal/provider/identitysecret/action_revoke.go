package identitysecret

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
)

type revokeConfig struct {
	actions.Arguments
	SecretID types.String `tfsdk:"identity_verification_secret_id"`
}

const secretID = "identity_verification_secret_id"

// RevokeAction is intercom_identity_verification_secret_revoke.
var RevokeAction = actions.Kind[revokeConfig, *revokeConfig]{
	Metadata: framework.Metadata{
		Name: Object.Name, Plural: Object.Plural, Type: "intercom_identity_verification_secret_revoke",
		Irreversible: true, Preview: Object.Preview, Since: Object.Since, Permission: Object.Permission,
	},
	Description: "Revokes an identity verification secret of the Intercom workspace, for example one that leaked and that is not in Terraform's state. Intercom deletes it.\n\n" +
		"~> **Users whose `user_hash` is signed with the secret are signed out on their next request.** The secret cannot be restored.\n\n" +
		"If the secret is a resource, remove the resource instead. An ID that no secret has is an error, because the secret that leaked may still be valid.",
	Attributes: map[string]schema.Attribute{secretID: actions.ID("ID of the secret. The data source `intercom_identity_verification_secrets` lists the IDs of all secrets.")},
	Doing: func(c *revokeConfig) string {
		return "revoking identity verification secret " + c.SecretID.ValueString()
	},
	Warn: func(c *revokeConfig) (summary, detail string) {
		return "This plan revokes identity verification secrets permanently", fmt.Sprintf("Secret %s of workspace %s is deleted. %s", c.SecretID, c.WorkspaceID, Object.Destroy[0].Detail)
	},
	Invoke: func(ctx context.Context, r actions.Run, c *revokeConfig) diag.Diagnostics {
		id := c.SecretID.ValueString()
		found, err := read(ctx, r.Reads(), id)
		if _, absent := errors.AsType[*framework.AbsentError](err); absent {
			err = &providerdiag.LocalError{What: "it does not exist", Next: "check the ID: the data source intercom_identity_verification_secrets lists all secrets. If somebody has revoked it already, remove the action.", Err: err}
		}
		if err != nil {
			return r.Blames(secretID, err, framework.NothingChanged)
		}
		diags := r.SendAndConfirm(ctx, func(ctx context.Context) error { return r.DeleteIdentitySecret(ctx, id) }, func(ctx context.Context) (bool, error) {
			invalidate(r.Data)
			_, err := read(ctx, r.Reads(), id)
			if _, absent := errors.AsType[*framework.AbsentError](err); absent {
				return true, nil
			}
			return false, err
		})
		if !diags.HasError() {
			r.Report("Revoked identity verification secret %s", framework.Label(id, found.Name))
		}
		return diags
	},
}
