package ticket

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// act is what the actions on tickets have in common. Its base is no embedded one: what that promotes are a resource's methods.
type act struct {
	base framework.Base
}

// Metadata implements action.Action.
func (a *act) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = a.base.Type
}

// Configure implements action.ActionWithConfigure.
func (a *act) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.base.Data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// writer returns the writes to the access token's workspace, which must be certain.
func (a *act) writer(ctx context.Context, doing, consequence string, diags *diag.Diagnostics) (framework.Writer, bool) {
	client := a.base.Data.Client(diags)
	workspace, err := client.Workspace(ctx)
	var w intercom.Writer
	if err == nil {
		w, err = client.Writer(ctx, workspace.ID)
	}
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, consequence, metadata.Permission))
	}
	return framework.Writer{Writer: w, Data: a.base.Data}, err == nil
}

// report tells the user how far an action is. Terraform no longer listens once it has been stopped.
func report(ctx context.Context, resp *action.InvokeResponse, message string) {
	if ctx.Err() == nil {
		resp.SendProgress(action.InvokeProgressEvent{Message: message})
	}
}

// idArgument is a required argument with an ID.
func idArgument(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{schemas.IsID}}
}

func ticketIDArgument() schema.StringAttribute {
	return idArgument("ID of the ticket in Intercom's API, for example `intercom_ticket.example.id`. It is not the number that the Inbox shows.")
}

func skipNotificationsArgument() schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: "Whether to suppress notifications. Default: `false`.", Optional: true}
}

func timeoutsArgument(ctx context.Context) schema.Attribute {
	return timeouts.AttributesWithOpts(ctx, timeouts.Opts{
		InvokeDescription: "Time limit for the action, including all waiting for Intercom's rate limit, as a duration such as `30s` or `1h30m`. Default: `10m`.",
	})
}
