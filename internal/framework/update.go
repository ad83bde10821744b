package framework

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
)

// Update sends what changed, or nothing if only Terraform's own arguments changed. It compares the answer with the request.
func (r *object[M, T]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	config, plan, state := new(M), new(M), new(M)
	resp.Diagnostics.Append(Get(ctx, req.Config, config)...)
	resp.Diagnostics.Append(Get(ctx, req.Plan, plan)...)
	resp.Diagnostics.Append(Get(ctx, req.State, state)...)
	resp.Diagnostics.Append(r.SetIdentity(ctx, req.State, resp.Identity)...)
	ctx, cancel, ok := r.StartOperation(ctx, common(plan).Timeouts.Update, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	doing := fmt.Sprintf("updating %s %s", r.Name, r.label(state))
	if problem := r.recheckImmutable(plan, state); problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	unmanaged := privatestate.Get[[]string](ctx, req.Private, privatestate.Unmanaged, &resp.Diagnostics)
	normalized := privatestate.Get[managedfields.Normalized](ctx, req.Private, privatestate.Normalized, &resp.Diagnostics)
	after := clone(plan)
	if r.asks(plan, state) {
		w, ok := r.Writer(ctx, common(state).WorkspaceID.ValueString(), doing, &resp.Diagnostics)
		if !ok {
			return
		}
		if problems := r.refuseStale(ctx, w, plan, state, normalized); problems.HasError() {
			resp.Diagnostics.Append(problems...)
			return
		}
		shown, err := r.kind.Update(ctx, w, Change[M]{config, plan, state, func(name string) bool { return slices.Contains(unmanaged, name) }, req.Private})
		r.wrote(state)
		switch {
		case errors.Is(err, ErrUnchanged):
			r.keepState(after, state)
		case err != nil:
			resp.Diagnostics.Append(r.failedUpdate(ctx, w, req.Private, plan, state, after, err)...)
			resp.Diagnostics.Append(Set(ctx, &resp.State, after)...)
			return
		default:
			resp.Diagnostics.Append(r.verified(ctx, w, Memory{Reader: req.Private, Writer: resp.Private}, plan, state, after, shown, &normalized)...)
			if resp.Diagnostics.HasError() {
				resp.Diagnostics.Append(Set(ctx, &resp.State, after)...)
				privatestate.Set(ctx, resp.Private, privatestate.Normalized, normalized, &resp.Diagnostics)
				return
			}
		}
	} else {
		r.keepState(after, state)
	}
	resp.Diagnostics.Append(Set(ctx, &resp.State, after)...)
	privatestate.Set(ctx, resp.Private, privatestate.Unmanaged, managedfields.Release(unmanaged, Values(config)), &resp.Diagnostics)
	privatestate.Set(ctx, resp.Private, privatestate.Normalized, normalized, &resp.Diagnostics)
	privatestate.EndPlan(ctx, resp.Private, &resp.Diagnostics)
}

// failedUpdate reports an update that failed. after becomes what state is to hold: what it had, or, after the first of several
// calls, what a read shows.
func (r *object[M, T]) failedUpdate(ctx context.Context, w Writer, private privatestate.Reader, plan, state, after *M, err error) diag.Diagnostics {
	kept := StateKept
	SetValues(after, Values(state))
	if _, partial := errors.AsType[*PartialError](err); partial {
		kept = "A part of the changes was made. The next plan shows what is left."
		reading, cancel := context.WithTimeout(context.WithoutCancel(ctx), searchStopped)
		defer cancel()
		shown, readErr := r.readOwn(reading, w.Reads(), state)
		if readErr == nil && CheckSame(r.facts(state), r.kind.Facts(shown)) == nil {
			now := clone(plan)
			problems := r.flattenUpdate(reading, w, private, plan, state, now, shown)
			for name, value := range r.fields().partly(Values(plan), Values(now), Values(state)) {
				if !problems.HasError() {
					SetValues(after, map[string]attr.Value{name: value})
				}
			}
			SetValues(after, r.unconfirmed(ctx, shown, plan, state))
		}
	}
	return diag.Diagnostics{providerdiag.Error(fmt.Sprintf("updating %s %s", r.Name, r.label(state)), err, kept, r.Permission)}
}

// verified completes an update in after with what Intercom answered. Where the answer disagrees with what was asked, one
// read decides; if that disagrees too, it is an error, and after shows what is there.
func (r *object[M, T]) verified(ctx context.Context, w Writer, memory Memory, plan, state, after *M, shown T, normalized *managedfields.Normalized) (diags diag.Diagnostics) {
	doing := fmt.Sprintf("updating %s %s", r.Name, r.label(state))
	if err := CheckSame(r.facts(state), r.kind.Facts(shown)); err != nil {
		diags.Append(providerdiag.Error(doing, err, "The change may have been applied. The next plan shows what is there. "+StateKept, r.Permission))
		SetValues(after, Values(state))
		return diags
	}
	kept := managedfields.Normalized{}
	maps.Copy(kept, *normalized)
	for name, planned := range Values(plan) {
		if was := Values(state)[name]; !r.fields().Same(name, planned, was) {
			delete(kept, name)
			for _, p := range r.fields().differing(name, Difference{Sent: planned, Got: was}) {
				delete(kept, p.name)
			}
		}
	}
	diags.Append(r.flattenUpdate(ctx, w, memory.Reader, plan, state, after, shown)...)
	notes, remembered := r.remember(ctx, w, memory, plan, state, after, shown)
	known := maps.Clone(kept)
	differences := r.stateFrom(plan, after, state)
	unexpected := r.unexplained(differences, state, *normalized, known)
	if len(unexpected) > 0 || len(r.hiddenFlags(ctx, shown, plan, state)) > 0 {
		again, err := r.readOwn(ctx, w.Reads(), state)
		if err != nil {
			diags.Append(providerdiag.Error(doing, err, "Intercom's answer to the update shows something else than was sent, and a read to check failed. The next plan shows what is there.", r.Permission))
			SetValues(after, Values(state))
			return diags
		}
		shown = again
		SetValues(after, Values(plan))
		diags.Append(r.flattenUpdate(ctx, w, memory.Reader, plan, state, after, again)...)
		notes, remembered = r.remember(ctx, w, memory, plan, state, after, again)
		known = maps.Clone(kept) // what the read refutes is no form of a value
		differences = r.stateFrom(plan, after, state)
		unexpected = r.unexplained(differences, state, *normalized, known)
	}
	for key, value := range remembered {
		diags.Append(memory.SetKey(ctx, key, value)...)
	}
	diags.Append(notes...)
	*normalized = known
	for _, p := range unexpected {
		diags.Append(r.NotStored(p.at, r.label(after), p.Difference, r.fields().Same(p.argument, p.Got, p.of(Values(state)[p.argument]))))
		differs := differences[p.argument]
		SetValues(after, map[string]attr.Value{p.argument: known.Restore(p.argument, differs.Sent, differs.Got)})
	}
	hidden := r.hiddenFlags(ctx, shown, plan, state)
	for _, name := range hidden {
		diags.Append(r.NotShown(path.Root(name), r.label(after)))
	}
	if len(unexpected) > 0 || len(hidden) > 0 {
		SetValues(after, r.unconfirmed(ctx, shown, plan, state))
	}
	return diags
}

// hiddenFlags returns the booleans that the plan changes and an answer does not show, which it must.
func (r *object[M, T]) hiddenFlags(ctx context.Context, shown T, plan, state *M) (names []string) {
	for name := range r.unconfirmed(ctx, shown, plan, state) {
		if slices.Contains(r.fields().Flags, name) {
			names = append(names, name)
		}
	}
	return names
}

// flattenUpdate copies what Intercom shows after an update into after, which has the plan, with what the update clears and
// Intercom still shows.
func (r *object[M, T]) flattenUpdate(ctx context.Context, w Writer, private privatestate.Reader, plan, state, after *M, shown T) diag.Diagnostics {
	diags := r.kind.Flatten(ctx, shown, after)
	if r.kind.Uncleared != nil && !diags.HasError() {
		unmanaged := privatestate.Get[[]string](ctx, private, privatestate.Unmanaged, &diags)
		r.kind.Uncleared(ctx, w.Reads(), Change[M]{Plan: plan, Prior: state, Unmanaged: func(name string) bool { return slices.Contains(unmanaged, name) }}, shown, after)
	}
	return diags
}

// remember calls Remember, and returns what it writes to private state: only the last of two answers counts.
func (r *object[M, T]) remember(ctx context.Context, w Writer, memory Memory, plan, state, after *M, shown T) (diag.Diagnostics, written) {
	keys := written{}
	if r.kind.Remember == nil {
		return nil, keys
	}
	memory.Writer = keys
	return r.kind.Remember(ctx, w.Reads(), memory, plan, state, after, shown), keys
}

// written is a private state that is not kept yet.
type written map[string][]byte

// SetKey implements privatestate.Writer.
func (p written) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = value
	return nil
}

// unconfirmed returns the state's values of everything that the plan changes and an answer does not show: it leaves both values as
// they are. If an answer shows that one value was not stored, nothing shows whether these were, and state must not have them, so that
// the next apply sends them again.
func (r *object[M, T]) unconfirmed(ctx context.Context, shown T, plan, state *M) map[string]attr.Value {
	values := map[string]attr.Value{}
	fromPlan, fromState := clone(plan), clone(state)
	diags := r.kind.Flatten(ctx, shown, fromPlan)
	diags.Append(r.kind.Flatten(ctx, shown, fromState)...)
	if diags.HasError() {
		return values
	}
	before, ofPlan, ofState := Values(state), Values(fromPlan), Values(fromState)
	for name, planned := range Values(plan) {
		was := before[name]
		hidden := whole(planned) && ofPlan[name].Equal(planned) && ofState[name].Equal(was)
		if hidden && !slices.Contains(r.fields().Terraform, name) && !r.fields().Same(name, planned, was) {
			values[name] = was
		}
	}
	return values
}

// unexplained returns the differences that no earlier write had, and records the others as Intercom's form of the value. The value
// from before the write is no form of another one: Intercom has ignored the write. Each element of a map counts alone.
func (r *object[M, T]) unexplained(all map[string]Difference, state *M, before, known managedfields.Normalized) (unexpected []part) {
	for name, differs := range all {
		for _, p := range r.fields().differing(name, differs) {
			was := p.of(Values(state)[name])
			answer, seen := before.Record(p.name, p.Sent, p.Got)
			if seen || !r.fields().Same(name, p.Got, was) {
				known[p.name] = answer
			}
			if p.Unsent = r.fields().Same(name, p.Sent, was); !seen {
				unexpected = append(unexpected, p)
			}
		}
	}
	return unexpected
}
