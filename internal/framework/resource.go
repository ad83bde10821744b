package framework

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
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
	w, workspace, ok := r.NewObjectWriter(ctx, common(plan).WorkspaceID.ValueString(), &resp.Diagnostics)
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
	done, err := r.turn(ctx, plan)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error("creating "+r.article(), err, fmt.Sprintf("No %s was created.", r.Name), r.Permission))
		return
	}
	defer done()
	created, unarchived, problems := r.create(ctx, w, sent)
	resp.Diagnostics.Append(problems...)
	if problems.HasError() {
		return
	}
	r.wrote(plan)
	r.Data.Walk.RecordCreate(r.Claim(r.kind.Facts(created).ID))
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
	for name, differs := range r.stateFrom(plan, after, nil) {
		if err != nil {
			continue
		}
		for _, p := range r.fields().differing(name, differs) {
			normalized[p.name], _ = normalized.Record(p.name, p.Sent, p.Got)
			resp.Diagnostics.Append(r.StoredDifferently(p.at, r.label(after), p.Difference))
		}
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
	if err == nil {
		err = CheckSame(r.kind.Facts(created), r.kind.Facts(completed))
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
		shown, err = readListed(ctx, &r.Base, r.facts(state).CreatedAt.Time, func() (T, error) { return r.read(ctx, reader, state) })
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

// read reads the object of a state. If that can lag and does not find the object, or finds another one, ReadOwn decides. An import
// does not know the attribute id yet.
func (r *object[M, T]) read(ctx context.Context, reader Reader, state *M) (T, error) {
	shown, err := r.kind.Read(ctx, reader, r.idOf(state))
	if r.kind.ReadOwn == nil || Values(state)["id"].IsNull() || err != nil && r.ProveMissing(err) != nil {
		return shown, err
	}
	if err == nil {
		if found, diags := r.prior(ctx, shown); diags.HasError() || Values(found)["id"].Equal(Values(state)["id"]) {
			return shown, nil
		}
	}
	return r.kind.ReadOwn(ctx, reader, state)
}

// readOwn reads the object of a state after a write.
func (r *object[M, T]) readOwn(ctx context.Context, reader Reader, state *M) (T, error) {
	if r.kind.ReadOwn == nil {
		return r.kind.Read(ctx, reader, r.idOf(state))
	}
	return r.kind.ReadOwn(ctx, reader, state)
}

// refreshed writes the result of a read to state.
func (r *object[M, T]) refreshed(ctx context.Context, reader Reader, req resource.ReadRequest, resp *resource.ReadResponse, state *M, shown T) (diags diag.Diagnostics) {
	after := clone(state)
	diags.Append(r.kind.Flatten(ctx, shown, after)...)
	isImport, option := Importing(ctx, req.Private, &diags)
	if r.kind.Recall != nil {
		diags.Append(r.kind.Recall(ctx, reader, Memory{req.Private, resp.Private, isImport, option}, state, after, shown)...)
	}
	if isImport {
		if option == ImportAll && r.kind.FlattenMaps != nil {
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
	resp.Diagnostics.Append(r.checkDestroy(state).Errors()...)
	ctx, cancel, ok := r.StartOperation(ctx, common(state).Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	id, workspace := r.idOf(state), common(state).WorkspaceID.ValueString()
	if !r.kind.Shared && !r.Keys[len(r.Keys)-1].Text {
		// A create in this walk must not adopt this object or fail because of it: it may be its replacement. Where the ID is a text that
		// the owner chose, the replacement has the same one.
		r.Data.Creates.Claim(r.Claim(id))
	}
	doing := fmt.Sprintf("%s %s %s", verb.Doing, r.Name, r.label(state))
	w, ok := r.Writer(ctx, workspace, doing, &resp.Diagnostics)
	if !ok {
		return
	}
	done, err := r.turn(ctx, state)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, StateKept, r.Permission))
		return
	}
	defer done()
	if r.Data.Walk.Created(r.Claim(id)) {
		resp.Diagnostics.AddWarning(fmt.Sprintf("Kept %s that this run has just created", r.Plural),
			fmt.Sprintf("%s %s was to be destroyed, but this run has created it before that: for another resource, or for this one, which is replaced with create_before_destroy. It stays as the create left it. "+
				"If the resource has another address now, a moved block tells Terraform so.", capitalized(r.Name), r.label(state)))
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
				return r.kind.Remove(ctx, w, req.Private, state)
			}
			return verb.Do(ctx, w, id)
		},
		Read: func(ctx context.Context) (bool, error) {
			r.wrote(state)
			shown, err := r.readOwn(ctx, w.Reads(), state)
			return err == nil && verb.Done != nil && verb.Done(shown), err
		},
	}
	if verb.OnDestroy == schemas.OnDestroyDelete {
		deletion.Gone = r.Gone
	}
	resp.Diagnostics.Append(deletion.Do(ctx)...)
	r.wrote(state)
}

// turn waits until no other resource of this walk creates or destroys an object with the same natural key or ID. A resource that is
// destroyed and one that is created can have the same: the same resource at another address.
func (r *object[M, T]) turn(ctx context.Context, m *M) (done func(), err error) {
	var names []string
	if r.key(m) != "" {
		names = append(names, r.claimOfKey(m))
	}
	if id := r.idOf(m); !slices.Contains(id, "") { // else Intercom chooses it
		names = append(names, r.Claim(id))
	}
	done = func() {}
	for _, name := range names {
		release, err := r.Data.Creates.Lock(ctx, name)
		if err != nil {
			done()
			return nil, err
		}
		before := done
		done = func() { release(); before() }
	}
	return done, nil
}

// verb returns what on_destroy does, if anything.
func (r *object[M, T]) verb(state *M) (Verb[T], bool) {
	wanted := onDestroy(state)
	if wanted == schemas.OnDestroyAbandon || wanted == "" && r.kind.Singleton || r.kind.Keeps != nil && r.kind.Keeps(state) {
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
	if r.kind.Invalidate != nil {
		r.kind.Invalidate(r.Data, m)
	}
}
