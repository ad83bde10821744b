package dataconnector

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type withdrawConfig struct {
	actions.Arguments
	DataConnectorID types.String `tfsdk:"data_connector_id"`
}

// WithdrawAction is intercom_data_connector_withdraw.
var WithdrawAction = actions.Kind[withdrawConfig, *withdrawConfig]{
	Metadata: framework.Metadata{
		Name: "data connector", Plural: "data connectors", Type: "intercom_data_connector_withdraw",
		Permission: Object.Permission, Since: Object.Since, GoneCodes: Object.GoneCodes,
	},
	Description: "Withdraws a live Intercom data connector: it becomes a draft, and workflows and Fin no longer call it. This is the emergency stop for a connector, which does not have to be in Terraform's state. " +
		"A draft stays as it is.\n\nIf the connector is a resource with `state = \"live\"`, the next apply publishes it again. Set `state = \"draft\"` there, too.",
	Attributes: map[string]schema.Attribute{"data_connector_id": actions.ID("ID of the data connector, as shown in its URL.")},
	Doing:      func(c *withdrawConfig) string { return "withdrawing data connector " + c.DataConnectorID.ValueString() },
	Invoke: func(ctx context.Context, r actions.Run, c *withdrawConfig) diag.Diagnostics {
		id := c.DataConnectorID.ValueString()
		before, err := read(ctx, r.Reads(), id)
		if err != nil {
			return r.Blames("data_connector_id", err, framework.NothingChanged)
		}
		if before.State == intercom.ConnectorDraft {
			r.Report("Data connector %s is a draft already: nothing was changed", framework.Label(id, before.Name))
			return nil
		}
		diags := r.SendAndConfirm(ctx, func(ctx context.Context) error { return withdraw(ctx, r.Writer, framework.ID{id}) }, func(ctx context.Context) (bool, error) {
			now, err := read(ctx, r.Reads(), id)
			return err == nil && now.State == intercom.ConnectorDraft, err
		})
		if !diags.HasError() {
			r.Report("Withdrew data connector %s: it is a draft now", framework.Label(id, before.Name))
		}
		return diags
	},
}
