package framework

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
)

// values are the attributes of an object in state, plan or configuration.
type values map[string]tftypes.Value

func valuesOf(raw tftypes.Value, diags *diag.Diagnostics) values {
	v := map[string]tftypes.Value{}
	if raw.IsNull() || !raw.IsKnown() {
		return v
	}
	if err := raw.As(&v); err != nil {
		diags.AddError("Error reading an object's attributes", fmt.Sprintf("%s. This is a bug in the provider: please report it.", err))
	}
	return v
}

// unset reports whether the attribute is null, as it is in an object that does not exist.
func (v values) unset(name string) bool { return v[name].IsNull() }

// PlanOptional plans the optional arguments that the configuration leaves out: what an import found stays, without being
// managed; what was configured is cleared; everything else is none of Terraform's business. A destroy is left as it is.
func (o Object) PlanOptional(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	config, state, plan := valuesOf(req.Config.Raw, &resp.Diagnostics), valuesOf(req.State.Raw, &resp.Diagnostics), valuesOf(resp.Plan.Raw, &resp.Diagnostics)
	adopted := privatestate.Get[[]string](ctx, req.Private, privatestate.Adopted, &resp.Diagnostics)
	for _, name := range o.Optional {
		if config.unset(name) {
			plan[name] = tftypes.NewValue(plan[name].Type(), nil)
			if slices.Contains(adopted, name) && !state.unset(name) {
				plan[name] = state[name]
			}
		}
	}
	resp.Plan.Raw = tftypes.NewValue(resp.Plan.Raw.Type(), map[string]tftypes.Value(plan))
}

// Created takes a new object into state: shown, a pointer to the resource's model, is the plan with all that Intercom answered.
func (b *Base) Created(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse, shown any) {
	resp.Diagnostics.Append(Set(ctx, &resp.State, shown)...)
	resp.Diagnostics.Append(b.Identify(ctx, resp.State, resp.Identity)...)
	b.settle(ctx, req.Plan, tfsdk.State{}, &resp.State, resp.Private, &resp.Diagnostics)
}

// Updated takes an update's outcome into state: shown, a pointer to the resource's model, is the plan with all that Intercom answered.
func (b *Base) Updated(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse, shown any) {
	resp.Diagnostics.Append(Set(ctx, &resp.State, shown)...)
	b.settle(ctx, req.Plan, req.State, &resp.State, resp.Private, &resp.Diagnostics)
	b.release(ctx, req, resp)
}

// Unchanged takes over an update that asks nothing of Intercom: only Terraform's own arguments changed.
func (b *Base) Unchanged(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	// The framework begins with no state at all.
	resp.State.Raw = req.State.Raw
	keep(req.Plan, &resp.State, &resp.Diagnostics)
	b.release(ctx, req, resp)
}

// settle completes what was planned with what Intercom answered to the write, which state holds in full: planned values stay
// as planned, since Terraform holds the provider to them, and what was unknown becomes known. Where Intercom's answer shows
// text neither as it was sent nor as it was before, it is remembered, so that it is no drift.
func (o Object) settle(ctx context.Context, plan tfsdk.Plan, before tfsdk.State, state *tfsdk.State, private privatestate.Writer, diags *diag.Diagnostics) {
	planned, prior, answered := valuesOf(plan.Raw, diags), valuesOf(before.Raw, diags), valuesOf(state.Raw, diags)
	normalised := map[string]string{}
	for _, name := range o.Normalised {
		if value := planned[name]; value.IsKnown() && !value.IsNull() && !answered.unset(name) && !value.Equal(answered[name]) && !answered[name].Equal(prior[name]) {
			normalised[name] = answered[name].String()
		}
	}
	keep(plan, state, diags)
	privatestate.Set(ctx, private, privatestate.Answered, normalised, diags)
}

// keep overwrites in state what the plan knows.
func keep(plan tfsdk.Plan, state *tfsdk.State, diags *diag.Diagnostics) {
	settled := valuesOf(state.Raw, diags)
	for name, value := range valuesOf(plan.Raw, diags) {
		if value.IsFullyKnown() {
			settled[name] = value
		}
	}
	state.Raw = tftypes.NewValue(plan.Raw.Type(), map[string]tftypes.Value(settled))
}

// release lets go of the adopted arguments that the configuration sets: from now on, leaving them out clears them.
func (b *Base) release(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	configured := valuesOf(req.Config.Raw, &resp.Diagnostics)
	adopted := privatestate.Get[[]string](ctx, req.Private, privatestate.Adopted, &resp.Diagnostics)
	privatestate.Set(ctx, resp.Private, privatestate.Adopted, slices.DeleteFunc(adopted, func(name string) bool { return !configured.unset(name) }), &resp.Diagnostics)
}

// Adopted reports whether an import found the argument and no configuration has set it since.
func (b *Base) Adopted(ctx context.Context, req resource.UpdateRequest, name string, diags *diag.Diagnostics) bool {
	return slices.Contains(privatestate.Get[[]string](ctx, req.Private, privatestate.Adopted, diags), name)
}

// Refresh keeps of what Intercom shows, which resp's state holds in full, only what is managed: an optional argument that is
// not in state never drifts, and neither does what Intercom made of a value that was written. Right after an import
// everything is taken over.
func (o Object) Refresh(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	before, shown := valuesOf(req.State.Raw, &resp.Diagnostics), valuesOf(resp.State.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if privatestate.Get[bool](ctx, req.Private, privatestate.Importing, &resp.Diagnostics) {
		adopted := slices.DeleteFunc(slices.Clone(o.Optional), shown.unset)
		privatestate.Set(ctx, resp.Private, privatestate.Adopted, adopted, &resp.Diagnostics)
		privatestate.Set(ctx, resp.Private, privatestate.Importing, false, &resp.Diagnostics)
		return
	}
	answered := privatestate.Get[map[string]string](ctx, req.Private, privatestate.Answered, &resp.Diagnostics)
	for name, value := range shown {
		if text, ok := answered[name]; ok && text == value.String() || slices.Contains(o.Optional, name) && before.unset(name) {
			shown[name] = before[name]
		}
	}
	resp.State.Raw = tftypes.NewValue(resp.State.Raw.Type(), map[string]tftypes.Value(shown))
}
