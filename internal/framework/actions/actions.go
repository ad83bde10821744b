// Package actions has the common parts of actions: their metadata, the workspace that they write to, their progress, and
// arguments that several of them have.
package actions

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

// Action is embedded in every action. It does not embed Base, because that would promote a resource's methods.
type Action struct {
	Base framework.Base
}

// New returns the Action with the metadata.
func New(metadata framework.Metadata) Action { return Action{framework.Base{Metadata: metadata}} }

// Metadata implements action.Action.
func (a *Action) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = a.Base.Type
}

// Configure implements action.ActionWithConfigure.
func (a *Action) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.Base.Data = providerdata.FromProviderData(req.ProviderData, &resp.Diagnostics)
}

// Writer returns a Writer for the access token's workspace, which must be confirmed.
func (a *Action) Writer(ctx context.Context, doing, consequence string, diags *diag.Diagnostics) (framework.Writer, bool) {
	client := a.Base.Data.Client(diags)
	workspace, err := client.Workspace(ctx)
	var w intercom.Writer
	if err == nil {
		w, err = client.Writer(ctx, workspace.ID)
	}
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, consequence, a.Base.Permission))
	}
	return framework.Writer{Writer: w, Data: a.Base.Data}, err == nil
}

// Report tells the user about the progress of an action. Terraform no longer listens after it has been stopped.
func Report(ctx context.Context, resp *action.InvokeResponse, message string) {
	if ctx.Err() == nil {
		resp.SendProgress(action.InvokeProgressEvent{Message: message})
	}
}

// ID returns a required argument with an ID.
func ID(description string) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Required: true, Validators: []validator.String{schemas.IsID}}
}

// Timeouts returns the argument timeouts.
func Timeouts(ctx context.Context) schema.Attribute {
	return timeouts.AttributesWithOpts(ctx, timeouts.Opts{
		InvokeDescription: "Time limit for the action, including all waiting for Intercom's rate limit, as a duration such as `30s` or `1h30m`. Default: `10m`.",
	})
}
