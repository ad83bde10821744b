package framework

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
)

// Create creates the object exactly once. It never returns an error together with state: that would taint the object, and
// the next apply would delete it. A problem after the object exists is a warning.
func (r *object[M, T]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	plan := new(M)
	resp.Diagnostics.Append(Get(ctx, req.Plan, plan)...)
	ctx, cancel, ok := r.StartOperation(ctx, common(plan).Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	w, workspace, ok := r.NewObjectWriter(ctx, &resp.Diagnostics)
	if !ok {
		return
	}
	sent := plan
	if r.kind.WriteOnly != nil {
		config := new(M)
		resp.Diagnostics.Append(Get(ctx, req.Config, config)...)
		sent = clone(plan)
		r.kind.WriteOnly(r.Data, config, sent)
	}
	created, unarchived, problems := r.create(ctx, w, sent)
	resp.Diagnostics.Append(problems...)
	if problems.HasError() {
		return
	}
	r.wrote(plan)
	latest, err := r.completed(ctx, w, sent, created, unarchived)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Warning(fmt.Sprintf("completing the new %s %s", r.Name, r.kind.Facts(created).ID), err,
			fmt.Sprintf("The %s exists and is in state. What could not be set yet shows as a change in the next plan. Apply again to complete it.", r.Name), r.Permission))
	}
	after := clone(plan)
	common(after).WorkspaceID = stringValue(workspace)
	resp.Diagnostics.Append(r.kind.Flatten(ctx, latest, after)...)
	r.setID(after, r.kind.Facts(created).ID)
	if r.kind.Remember != nil {
		resp.Diagnostics.Append(r.kind.Remember(ctx, w.Reads(), Memory{Reader: nothing{}, Writer: resp.Private}, plan, nil, after, latest)...)
	}
	normalized := managedfields.Normalized{}
	for name, differs := range r.settle(plan, after, nil) {
		if err != nil {
			continue
		}
		answer, _ := normalized.Record(name, differs.Sent, differs.Got)
		normalized[name] = answer
		resp.Diagnostics.Append(r.StoredDifferently(path.Root(name), r.label(after), differs))
	}
	resp.Diagnostics.Append(Set(ctx, &resp.State, after)...)
	resp.Diagnostics.Append(r.SetIdentity(ctx, resp.State, resp.Identity)...)
	privatestate.Set(ctx, resp.Private, privatestate.Normalized, normalized, &resp.Diagnostics)
}

// completed sends what the create could not set and returns the updated object. If that fails, it returns the object as
// created.
func (r *object[M, T]) completed(ctx context.Context, w Writer, plan *M, created T, unarchived bool) (T, error) {
	completed, err := created, error(nil)
	switch {
	case unarchived:
		completed, err = r.bring(ctx, w, plan, created)
	case r.kind.Complete != nil:
		completed, err = r.kind.Complete(ctx, w, created, plan)
	}
	if err != nil {
		return created, err
	}
	return completed, nil
}

// Read refreshes the managed arguments.
func (r *object[M, T]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state := new(M)
	resp.Diagnostics.Append(Get(ctx, req.State, state)...)
	resp.Diagnostics.Append(r.SetIdentity(ctx, req.State, resp.Identity)...)
	ctx, cancel, ok := r.StartOperation(ctx, common(state).Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	id, workspace := r.idOf(state), common(state).WorkspaceID.ValueString()
	doing := fmt.Sprintf("reading %s %s", r.Name, r.label(state))
	reader, ok := r.Reader(ctx, workspace, doing, &resp.Diagnostics)
	if !ok {
		return
	}
	shown, listed := r.listed(ctx, reader, req, state)
	if !listed {
		var err error
		shown, err = ReadWithRetry(ctx, r.Data.Client(&resp.Diagnostics), func() (T, error) { return r.kind.Read(ctx, reader, id) })
		if err == nil {
			err = CheckSame(r.facts(state), r.kind.Facts(shown))
		}
		if err != nil {
			r.HandleReadError(ctx, req, resp, workspace, r.label(state), err)
			return
		}
		r.Data.Walk.RecordAnswer(r.Type)
	}
	r.Data.Walk.RecordRead(r.Claim(id))
	r.Data.Creates.Claim(r.Claim(id))
	resp.Diagnostics.Append(r.refreshed(ctx, reader, req, resp, state, shown)...)
}

// refreshed writes the result of a read to state.
func (r *object[M, T]) refreshed(ctx context.Context, reader Reader, req resource.ReadRequest, resp *resource.ReadResponse, state *M, shown T) (diags diag.Diagnostics) {
	after := clone(state)
	diags.Append(r.kind.Flatten(ctx, shown, after)...)
	isImport, all := Importing(ctx, req.Private, &diags)
	if r.kind.Recall != nil {
		diags.Append(r.kind.Recall(ctx, reader, Memory{req.Private, resp.Private, isImport}, state, after, shown)...)
	}
	if isImport {
		if all && r.kind.FlattenMaps != nil {
			diags.Append(r.kind.FlattenMaps(ctx, reader, shown, after)...)
		}
		if r.kind.Imported != nil {
			diags.Append(r.kind.Imported(shown)...)
		}
		diags.Append(Set(ctx, &resp.State, after)...)
		r.RecordImport(ctx, resp, r.fields().Managed, Values(after))
		return diags
	}
	normalized := privatestate.Get[managedfields.Normalized](ctx, req.Private, privatestate.Normalized, &diags)
	values, drift := r.fields().Refresh(Values(state), Values(after), normalized)
	if len(r.Immutable) > 0 {
		values["drift"] = DriftValue(drift)
	}
	SetValues(after, values)
	if len(drift) > 0 {
		diags.Append(r.DriftWarning(r.label(after), drift))
	}
	return append(diags, Set(ctx, &resp.State, after)...)
}

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
		shown, err := r.kind.Update(ctx, w, Change[M]{config, plan, state, func(name string) bool { return slices.Contains(unmanaged, name) }, req.Private})
		r.wrote(state)
		switch {
		case errors.Is(err, ErrUnchanged):
			r.keepState(after, state)
		case err != nil:
			resp.Diagnostics.Append(r.failedUpdate(ctx, w, plan, state, after, err)...)
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
	privatestate.Set(ctx, resp.Private, privatestate.Protected, nil, &resp.Diagnostics)
}

// failedUpdate reports an update that failed. after becomes what state is to hold: what it had, or, after the first of several
// calls, what a read shows.
func (r *object[M, T]) failedUpdate(ctx context.Context, w Writer, plan, state, after *M, err error) diag.Diagnostics {
	kept := StateKept
	SetValues(after, Values(state))
	if _, partial := errors.AsType[*PartialError](err); partial {
		kept = "A part of the changes was made. The next plan shows what is left."
		reading, cancel := context.WithTimeout(context.WithoutCancel(ctx), searchStopped)
		defer cancel()
		shown, readErr := r.kind.Read(reading, w.Reads(), r.idOf(state))
		if readErr == nil && CheckSame(r.facts(state), r.kind.Facts(shown)) == nil {
			now := clone(plan)
			problems := r.kind.Flatten(ctx, shown, now)
			for name, value := range r.fields().partly(Values(plan), Values(now), Values(state)) {
				if !problems.HasError() {
					SetValues(after, map[string]attr.Value{name: value})
				}
			}
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
	known := managedfields.Normalized{}
	for name, answer := range *normalized {
		if r.fields().Same(name, Values(plan)[name], Values(state)[name]) {
			known[name] = answer
		}
	}
	diags.Append(r.kind.Flatten(ctx, shown, after)...)
	var notes diag.Diagnostics
	if r.kind.Remember != nil {
		notes = r.kind.Remember(ctx, w.Reads(), memory, plan, state, after, shown)
	}
	unexpected := r.unexplained(r.settle(plan, after, state), *normalized, known)
	if len(unexpected) > 0 {
		again, err := r.kind.Read(ctx, w.Reads(), r.idOf(state))
		if err != nil {
			diags.Append(providerdiag.Error(doing, err, "Intercom's answer to the update shows something else than was sent, and a read to check failed. The next plan shows what is there.", r.Permission))
			SetValues(after, Values(state))
			return diags
		}
		SetValues(after, Values(plan))
		diags.Append(r.kind.Flatten(ctx, again, after)...)
		if r.kind.Remember != nil {
			notes = r.kind.Remember(ctx, w.Reads(), memory, plan, state, after, again)
		}
		unexpected = r.unexplained(r.settle(plan, after, state), *normalized, known)
	}
	diags.Append(notes...)
	*normalized = known
	for name, differs := range unexpected {
		diags.Append(r.NotStored(path.Root(name), r.label(after), differs))
		SetValues(after, map[string]attr.Value{name: differs.Got})
	}
	return diags
}

// unexplained returns the differences that no earlier write had, and records the others as Intercom's form of the value.
func (r *object[M, T]) unexplained(all map[string]Difference, before, known managedfields.Normalized) map[string]Difference {
	unexpected := map[string]Difference{}
	for name, differs := range all {
		answer, seen := before.Record(name, differs.Sent, differs.Got)
		known[name] = answer
		if !seen {
			unexpected[name] = differs
		}
	}
	return unexpected
}

// Delete does what on_destroy says. On an error, the object stays in state: Terraform removes only what is known to be
// done.
func (r *object[M, T]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state := new(M)
	resp.Diagnostics.Append(Get(ctx, req.State, state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if own := r.protection(state); r.Irreversible && r.Data.Protected(own) {
		resp.Diagnostics.Append(r.Protected(protectionPath, r.label(state), "It was to be destroyed.", own))
		return
	}
	verb, ok := r.verb(state)
	if !ok {
		return
	}
	resp.Diagnostics.Append(r.checkDestroy(state)...)
	ctx, cancel, ok := r.StartOperation(ctx, common(state).Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	id, workspace := r.idOf(state), common(state).WorkspaceID.ValueString()
	if !r.kind.Shared {
		// A create in this walk must not adopt this object or fail because of it: it may be its replacement.
		r.Data.Creates.Claim(r.Claim(id))
	}
	doing := fmt.Sprintf("%s %s %s", verb.Doing, r.Name, r.label(state))
	w, ok := r.Writer(ctx, workspace, doing, &resp.Diagnostics)
	if !ok {
		return
	}
	if r.kind.CheckContents != nil {
		resp.Diagnostics.Append(r.kind.CheckContents(ctx, w.Reads(), state)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	deletion := Deletion{
		Base: &r.Base, Doing: doing, WorkspaceID: workspace, Kept: StateKept,
		Remove: func(ctx context.Context) error {
			if verb.Do == nil {
				return r.kind.Remove(ctx, w, state)
			}
			return verb.Do(ctx, w, id)
		},
		Read: func(ctx context.Context) (bool, error) {
			r.wrote(state)
			shown, err := r.kind.Read(ctx, w.Reads(), id)
			return err == nil && verb.Done != nil && verb.Done(shown), err
		},
	}
	if verb.OnDestroy == schemas.OnDestroyDelete {
		deletion.Gone = r.Gone
	}
	resp.Diagnostics.Append(deletion.Do(ctx)...)
	r.wrote(state)
}

// verb returns what on_destroy does, if anything.
func (r *object[M, T]) verb(state *M) (Verb[T], bool) {
	wanted := onDestroy(state)
	if wanted == schemas.OnDestroyAbandon || r.kind.Keeps != nil && r.kind.Keeps(state) {
		return Verb[T]{}, false
	}
	for _, v := range r.kind.Destroy {
		if v.OnDestroy == wanted {
			return v, true
		}
	}
	return r.kind.Destroy[0], true
}

func (r *object[M, T]) wrote(m *M) {
	if r.kind.Wrote != nil {
		r.kind.Wrote(r.Data, m)
	}
}
