package actions

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Arguments are the arguments of every action of a Kind. Its model embeds them.
type Arguments struct {
	WorkspaceID types.String   `tfsdk:"workspace_id"`
	Timeouts    timeouts.Value `tfsdk:"timeouts"`
}

func (a *Arguments) common() *Arguments { return a }

// Kind describes an action that makes one change. M is the model of its configuration, a struct that embeds Arguments.
type Kind[M any, P interface {
	*M
	common() *Arguments
}] struct {
	// Metadata: where a change is Irreversible, workspace_id is required. Since.Write is the first API version with the action.
	framework.Metadata
	// Description is Markdown. The API version and the permissions are added.
	Description string
	// Attributes are the arguments besides Arguments.
	Attributes map[string]schema.Attribute
	// Doing is a clause for messages: "blocking contact 1".
	Doing func(config *M) string
	// Check refuses a configuration as far as it is known. version is empty while the provider is not configured. Optional.
	Check func(config *M, version intercom.Version) diag.Diagnostics
	// Warn returns what a plan says about the effect: a summary, the same for all, and a detail. Optional.
	Warn func(config *M) (summary, detail string)
	// Preview adds to the warnings of a plan whose configuration is known. It must not write. Optional.
	Preview func(ctx context.Context, r framework.Reader, config *M) diag.Diagnostics
	// Invoke makes the change in the confirmed workspace.
	Invoke func(ctx context.Context, r Run, config *M) diag.Diagnostics
}

var (
	_ action.ActionWithConfigure      = (*kindAction[struct{ Arguments }, *struct{ Arguments }])(nil)
	_ action.ActionWithModifyPlan     = (*kindAction[struct{ Arguments }, *struct{ Arguments }])(nil)
	_ action.ActionWithValidateConfig = (*kindAction[struct{ Arguments }, *struct{ Arguments }])(nil)
)

type kindAction[M any, P interface {
	*M
	common() *Arguments
}] struct {
	Action
	kind Kind[M, P]
}

// New returns a new action of the kind.
func (k Kind[M, P]) New() action.Action { return &kindAction[M, P]{New(k.Metadata), k} }

// Schema implements action.Action.
func (a *kindAction[M, P]) Schema(ctx context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"workspace_id": schema.StringAttribute{
			MarkdownDescription: "ID of the workspace, as shown in Intercom's URLs. If the access token belongs to a different workspace, the action changes nothing.",
			Required:            a.kind.Irreversible,
			Optional:            !a.kind.Irreversible,
			Validators:          []validator.String{schemas.IsID},
		},
		"timeouts": Timeouts(ctx),
	}
	maps.Copy(attributes, a.kind.Attributes)
	resp.Schema = schema.Schema{MarkdownDescription: a.Base.Describe(a.kind.Description), Attributes: attributes}
}

// ValidateConfig implements action.ActionWithValidateConfig.
func (a *kindAction[M, P]) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	var config M
	if resp.Diagnostics.Append(req.Config.Get(ctx, &config)...); !resp.Diagnostics.HasError() && a.kind.Check != nil {
		resp.Diagnostics.Append(a.kind.Check(&config, "")...)
	}
}

// refuses returns what is known to prevent the invocation.
func (a *kindAction[M, P]) refuses(config *M) (diags diag.Diagnostics) {
	if !a.Base.Data.Known() {
		return nil
	}
	if problem := a.Base.CheckVersion(a.Base.Since.Write); problem != nil {
		return diag.Diagnostics{problem}
	}
	if a.kind.Check != nil {
		diags.Append(a.kind.Check(config, a.Base.Data.Version())...)
	}
	return diags
}

// ModifyPlan refuses what the invocation would certainly refuse, and warns of the effect.
func (a *kindAction[M, P]) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if resp.Diagnostics.Append(a.refuses(&config)...); resp.Diagnostics.HasError() {
		return
	}
	if a.kind.Warn != nil {
		summary, detail := a.kind.Warn(&config)
		resp.Diagnostics.AddWarning(summary, detail)
	}
	if a.kind.Preview == nil || !a.Base.Data.Known() || !req.Config.Raw.IsFullyKnown() {
		return
	}
	if w, ok := a.writer(ctx, P(&config).common(), a.kind.Doing(&config), &resp.Diagnostics); ok {
		resp.Diagnostics.Append(a.kind.Preview(ctx, w.Reads(), &config)...)
	}
}

// writer returns a Writer for workspace_id, or for the access token's workspace.
func (a *kindAction[M, P]) writer(ctx context.Context, common *Arguments, doing string, diags *diag.Diagnostics) (framework.Writer, bool) {
	if common.WorkspaceID.IsNull() {
		return a.Writer(ctx, doing, framework.NothingChanged, diags)
	}
	w, err := a.Base.Data.Client(diags).Writer(ctx, common.WorkspaceID.ValueString())
	if err != nil {
		diags.Append(providerdiag.AttributeError(path.Root("workspace_id"), doing, err, framework.NothingChanged, a.Base.Permission))
	}
	return framework.Writer{Writer: w, Data: a.Base.Data}, err == nil
}

// Invoke implements action.Action.
func (a *kindAction[M, P]) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config M
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	common := P(&config).common()
	ctx, cancel, ok := a.Base.StartOperation(ctx, common.Timeouts.Invoke, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	if resp.Diagnostics.Append(a.refuses(&config)...); resp.Diagnostics.HasError() {
		return
	}
	doing := a.kind.Doing(&config)
	if w, ok := a.writer(ctx, common, doing, &resp.Diagnostics); ok {
		run := Run{Writer: w, Base: &a.Base, Doing: doing, report: func(message string) { Report(ctx, resp, message) }}
		resp.Diagnostics.Append(a.kind.Invoke(ctx, run, &config)...)
	}
}

// Run is one invocation of an action of a Kind.
type Run struct {
	framework.Writer
	Base *framework.Base
	// Doing is the clause for messages.
	Doing  string
	report func(string)
}

// Report tells the user about the progress.
func (r Run) Report(format string, values ...any) { r.report(fmt.Sprintf(format, values...)) }

// Failed describes an error. consequence describes the state of things.
func (r Run) Failed(err error, consequence string) diag.Diagnostics {
	return diag.Diagnostics{providerdiag.Error(r.Doing, err, consequence, r.Base.Permission)}
}

// Blames is Failed with the argument to blame.
func (r Run) Blames(argument string, err error, consequence string) diag.Diagnostics {
	return diag.Diagnostics{providerdiag.AttributeError(path.Root(argument), r.Doing, err, consequence, r.Base.Permission)}
}
