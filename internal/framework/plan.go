package framework

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// ModifyPlan warns of what an apply cannot undo. It refuses, before anything happens, what Intercom, the API version, the
// workspace guard, or deletion_protection would refuse.
func (r *object[M, T]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	ctx, cancel := context.WithTimeout(ctx, DefaultTimeout)
	defer cancel()
	var config, plan, state *M
	if !req.State.Raw.IsNull() {
		state = new(M)
		resp.Diagnostics.Append(Get(ctx, req.State, state)...)
	}
	if req.Plan.Raw.IsNull() {
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(r.planDestroy(ctx, state, req.Private)...)
		}
		return
	}
	config, plan = new(M), new(M)
	resp.Diagnostics.Append(Get(ctx, req.Config, config)...)
	resp.Diagnostics.Append(Get(ctx, resp.Plan, plan)...)
	resp.Diagnostics.Append(r.refuseNulls(config)...) // of what was unknown when it was validated
	if resp.Diagnostics.HasError() {
		return
	}
	if r.kind.Prepare != nil {
		resp.Diagnostics.Append(r.kind.Prepare(ctx, &Plan[M]{Config: config, Plan: plan, Prior: state, Data: r.Data, Private: req.Private})...)
	}
	if state == nil {
		resp.Diagnostics.Append(r.CheckForced(ctx, req.Private)...)
	} else {
		r.planUpdate(ctx, plan, state, resp)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	writes := state == nil || r.asks(plan, state) || len(resp.RequiresReplace) > 0
	if writes && r.Data.Known() {
		resp.Diagnostics.Append(r.checkWrite(ctx, plan, state, len(resp.RequiresReplace) > 0)...)
	}
	if r.kind.Shared && r.Data.Known() && !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(r.checkShared(ctx, plan, state, req.Private, resp)...)
	}
	p := &Plan[M]{Config: config, Plan: plan, Prior: state, Data: r.Data, Replaces: len(resp.RequiresReplace) > 0, Private: req.Private}
	if r.kind.CheckPlan != nil && !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(r.kind.CheckPlan(ctx, p)...)
	}
	if state != nil && !p.Replaces && !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(r.planTakeover(ctx, p)...)
	}
	resp.Diagnostics.Append(Set(ctx, &resp.Plan, plan)...)
}

// planUpdate decides between a change in place and a replacement.
func (r *object[M, T]) planUpdate(ctx context.Context, plan, state *M, resp *resource.ModifyPlanResponse) {
	values, before := Values(plan), Values(state)
	for _, name := range r.Immutable {
		resp.Diagnostics.Append(r.PlanImmutable(&Immutable{
			Name: name, Label: r.label(state), ID: r.idOf(state),
			Plan: values[name], Prior: before[name], Same: func() bool { return r.fields().Same(name, values[name], before[name]) },
			Keep:    func() { SetValues(plan, pick(before, name)) },
			Replace: func() { resp.RequiresReplace.Append(path.Root(name)) },
		})...)
	}
	if !r.asks(plan, state) && len(resp.RequiresReplace) == 0 {
		// A change that only Terraform knows about changes nothing in Intercom.
		r.keepComputed(plan, state)
	}
	label := r.label(state)
	own, planned := r.protection(state), r.protection(plan)
	protected := r.Irreversible && r.Data.Protected(own, planned)
	_, acts := r.verb(state)
	switch {
	case resp.Diagnostics.HasError():
	case len(resp.RequiresReplace) == 0:
		resp.Diagnostics.Append(r.CheckKept(ctx, r.idOf(state), acts, resp.Private)...)
	case protected:
		resp.Diagnostics.Append(r.Protected(resp.RequiresReplace[0], label, "This plan would replace it.", own, planned))
		return
	default:
		if acts {
			resp.Diagnostics.Append(r.CheckDestroyed(ctx, r.idOf(state), resp.Private)...)
		}
		resp.Diagnostics.Append(r.checkDestroy(state)...)
		resp.Diagnostics.Append(r.effects(state, resp.RequiresReplace[0])...)
	}
	note := ""
	if protected {
		note = label
	}
	privatestate.Set(ctx, resp.Private, privatestate.Protected, note, &resp.Diagnostics)
}

// keepComputed plans the state's values for what Intercom decides.
func (r *object[M, T]) keepComputed(plan, state *M) {
	before := Values(state)
	for name, value := range Values(plan) {
		if value.IsUnknown() && slices.Contains(r.fields().Computed, name) {
			SetValues(plan, pick(before, name))
		}
	}
}

// checkWrite refuses a planned write that cannot succeed.
func (r *object[M, T]) checkWrite(ctx context.Context, plan, state *M, replaces bool) (diags diag.Diagnostics) {
	if problem := r.CheckVersion(r.Since.Write); problem != nil {
		return diag.Diagnostics{problem}
	}
	doing := fmt.Sprintf("planning %s", r.article())
	client := r.Data.Client(&diags)
	workspace, err := client.Workspace(ctx)
	if err == nil && state != nil {
		err = r.Data.ConfirmWorkspace(ctx, common(state).WorkspaceID.ValueString())
	}
	if err != nil {
		return diag.Diagnostics{providerdiag.Error(doing, err, NothingChanged, r.Permission)}
	}
	if state == nil && common(plan).WorkspaceID.IsUnknown() {
		common(plan).WorkspaceID = stringValue(workspace.ID) // an apply with a token of another workspace is refused
	}
	key := r.key(plan)
	if key == "" || replaces && state != nil {
		return diags
	}
	own := ID(nil)
	if state != nil {
		argument := r.kind.KeyArgument(plan)
		own = r.idOf(state)
		if r.key(state) == key || r.fields().Same(argument, Values(plan)[argument], Values(state)[argument]) {
			return diags
		}
	} else if !r.Data.Walk.Plan(r.claimOfKey(plan)) {
		return diag.Diagnostics{r.twice(plan)}
	}
	if !r.kind.FindAtPlan {
		return diags
	}
	reader, err := client.Reader(ctx, workspace.ID)
	var found []T
	switch {
	case err != nil:
	case r.kind.SnapshotAtPlan:
		var all snapshot[T]
		all, err = r.snapshot(ctx, Reader{reader, r.Data}, plan)
		found = all.objects
	default:
		found, err = r.kind.Find(ctx, Reader{reader, r.Data}, plan)
	}
	if err != nil {
		return diag.Diagnostics{providerdiag.AttributeError(path.Root(r.kind.KeyArgument(plan)), "looking for existing "+r.Plural, err, NothingChanged, r.Permission)}
	}
	if state == nil {
		if notice, ok := r.planUnarchive(ctx, Reader{reader, r.Data}, plan, found, workspace.ID); ok {
			return append(diags, notice)
		}
	}
	if problem := r.refuseTaken(ctx, Reader{reader, r.Data}, plan, found, own); problem != nil {
		diags.Append(problem)
	}
	return diags
}

// checkShared refuses a new resource with the key of a resource that is in state and stays. A forced replacement plans the
// old object first; its private state tells the plan of the new object about the key.
func (r *object[M, T]) checkShared(ctx context.Context, plan, state *M, private privatestate.Reader, resp *resource.ModifyPlanResponse) (diags diag.Diagnostics) {
	key := r.key(plan)
	twice := false
	switch {
	case key == "" || state != nil && len(resp.RequiresReplace) > 0:
		return nil
	case state != nil:
		r.Data.Walk.Plan("has " + r.claimOfKey(plan))
		twice = r.Data.Walk.Planned(r.claimOfKey(plan))
		privatestate.Set(ctx, resp.Private, privatestate.Holds, key, &diags)
	default:
		twice = r.Data.Walk.Planned("has "+r.claimOfKey(plan)) && privatestate.Get[string](ctx, private, privatestate.Holds, &diags) != key
		privatestate.Set(ctx, resp.Private, privatestate.Holds, nil, &diags)
	}
	if twice {
		diags.Append(r.twice(plan))
	}
	return diags
}

// CheckVersion refuses what the API version lacks according to the documentation.
func (b *Base) CheckVersion(since intercom.Version) diag.Diagnostic {
	version, since := b.Data.VersionOf(b.Preview), cmp.Or(since, firstVersion)
	if !b.lacks(version, since) {
		return nil
	}
	if since == intercom.Preview && b.Preview != "" {
		return diag.NewErrorDiagnostic(fmt.Sprintf("API version %s does not support %s", version, b.Plural),
			fmt.Sprintf("Only %s does. Add %q to the provider's argument preview, or to the environment variable INTERCOM_PREVIEW: the provider then uses %s for %s only. %s",
				intercom.Preview, b.Preview, intercom.Preview, b.Plural, NothingChanged))
	}
	if version.Has(since) {
		return diag.NewErrorDiagnostic(fmt.Sprintf("API version %s does not support %s", version, b.Plural),
			fmt.Sprintf("Versions %s to %s do. Set the provider's api_version to %s. %s", since, intercom.DefaultVersion, intercom.DefaultVersion, NothingChanged))
	}
	newest := intercom.DefaultVersion
	if !newest.Has(since) {
		newest = intercom.Preview
	}
	return diag.NewErrorDiagnostic(fmt.Sprintf("API version %s does not support %s", version, b.Plural),
		fmt.Sprintf("%s is the first version that does. Set the provider's api_version to %s. %s", since, newest, NothingChanged))
}

// planDestroy warns of the effects of a destroy, or refuses it.
func (r *object[M, T]) planDestroy(ctx context.Context, state *M, private privatestate.Reader) (diags diag.Diagnostics) {
	own := r.protection(state)
	if r.Irreversible && r.Data.Protected(own) {
		return diag.Diagnostics{r.Protected(protectionPath, r.label(state), "This plan would destroy it.", own)}
	}
	if diags = r.checkDestroy(state); diags.HasError() {
		return diags
	}
	if _, acts := r.verb(state); acts && r.Data.Known() {
		if problem := r.CheckVersion(r.Since.Delete); problem != nil {
			return diag.Diagnostics{problem}
		}
		if err := r.Data.ConfirmWorkspace(ctx, common(state).WorkspaceID.ValueString()); err != nil {
			return diag.Diagnostics{providerdiag.Error(fmt.Sprintf("planning to destroy %s %s", r.Name, r.label(state)), err, StateKept, r.Permission)}
		}
		diags.Append(r.CheckDestroyed(ctx, r.idOf(state), private)...)
	}
	return append(diags, r.effects(state, path.Empty())...)
}

// checkDestroy runs the object's own check, unless the destroy makes no call.
func (r *object[M, T]) checkDestroy(state *M) diag.Diagnostics {
	if _, acts := r.verb(state); !acts || r.kind.CheckDestroy == nil {
		return nil
	}
	return r.kind.CheckDestroy(state)
}

// effects warns of what removing an object means in Intercom.
func (r *object[M, T]) effects(state *M, at path.Path) (diags diag.Diagnostics) {
	verb, acts := r.verb(state)
	summary, detail := fmt.Sprintf("This plan removes %s from state and leaves them in Intercom", r.Plural), "It stays in Intercom as it is."
	switch {
	case acts:
		summary, detail = verb.Effect, verb.Detail
	case r.kind.Keeps != nil && r.kind.Keeps(state):
		detail = "It is built in: Intercom can neither delete nor archive it."
	}
	if summary == "" {
		return diags
	}
	text := fmt.Sprintf("%s %s in workspace %s: %s", capitalized(r.Name), r.label(state), common(state).WorkspaceID.ValueString(), detail)
	if at.Equal(path.Empty()) {
		diags.AddWarning(summary, text)
	} else {
		diags.AddAttributeWarning(at, summary, text+" A new one is created in its place.")
	}
	return diags
}

// WithReader calls check with a Reader of the workspace if the provider's configuration is known.
func (p *Plan[M]) WithReader(ctx context.Context, check func(context.Context, Reader) diag.Diagnostics) diag.Diagnostics {
	if !p.Data.Known() {
		return nil
	}
	var diags diag.Diagnostics
	reader, err := p.Data.Client(&diags).PinnedReader(ctx)
	if err != nil {
		return diag.Diagnostics{providerdiag.Error("planning", err, NothingChanged)}
	}
	return check(ctx, Reader{reader, p.Data})
}
