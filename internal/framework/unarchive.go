package framework

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// unarchives reports whether a create unarchives an object that has the planned object's key.
func (r *object[M, T]) unarchives(plan *M) bool {
	return r.kind.Unarchive != nil && onCreate(plan) == schemas.OnCreateUnarchive
}

// archivedAlike returns the archived object for a create to unarchive: the only candidate with the planned object's key. It
// returns nil without a diagnostic if no candidate has the key, or if only Intercom's refusal will show it.
func (r *object[M, T]) archivedAlike(ctx context.Context, reader Reader, plan *M, candidates []T) (*T, diag.Diagnostic) {
	if r.kind.Archived == nil {
		return nil, nil
	}
	var alike []T
	for _, each := range candidates {
		if !r.kind.Matches(plan, each) {
			continue
		}
		now, err := r.kind.Read(ctx, reader, r.kind.Facts(each).ID)
		_, absent := errors.AsType[*AbsentError](err)
		switch {
		case absent || intercom.IsGone(err, r.GoneCodes...) || err == nil && !r.kind.Matches(plan, now):
			continue
		case err != nil:
			return nil, providerdiag.Error("looking for archived "+r.Plural, err, NothingChanged, r.Permission)
		case !intercom.Yes(r.kind.Archived(now)) || r.Data.Walk.IsFresh(r.Claim(r.kind.Facts(now).ID)):
			return nil, r.keyTaken(plan, now)
		}
		alike = append(alike, now)
	}
	switch len(alike) {
	case 0:
		return nil, nil
	case 1:
		if differs := r.beyondUpdate(plan, alike[0]); differs != "" {
			return nil, r.notUnarchivable(plan, alike[0], differs)
		}
		return &alike[0], nil
	}
	var labels strings.Builder
	for _, each := range alike {
		facts := r.kind.Facts(each)
		labels.WriteString("\n  - " + Label(facts.ID.String(), facts.Name))
	}
	return nil, diag.NewAttributeErrorDiagnostic(path.Root(r.kind.KeyArgument(plan)), fmt.Sprintf("%d archived %s have the %s %q", len(alike), r.Plural, r.keyName(plan), r.key(plan)),
		fmt.Sprintf("on_create is unarchive, and the provider cannot tell which of these is meant:%s\n\n%s\n\nWhat to do: import one of them, with the resource's address as \"to\":\n\n%s",
			labels.String(), NothingChanged, r.ImportBlock(r.kind.Facts(alike[0]).ID.String())))
}

// archivedInTheWay returns the ID of the archived object that a refused create names, or nil. Intercom shows it nowhere
// else.
func (r *object[M, T]) archivedInTheWay(ctx context.Context, reader Reader, conflict error) ID {
	if r.kind.Existing == nil {
		return nil
	}
	id := r.kind.Existing(conflict)
	if id == "" {
		return nil
	}
	if _, err := r.kind.Read(ctx, reader, ID{id}); !intercom.IsGone(err, r.GoneCodes...) {
		return nil
	}
	return ID{id}
}

// unarchive unarchives an object for a create. A read shows whether it is unarchived, even if the answer was lost, and
// whether it is the planned one. If a conflict's name led to a different object, that object is archived again.
func (r *object[M, T]) unarchive(ctx context.Context, w Writer, plan *M, id ID) (now T, diags diag.Diagnostics) {
	doing := fmt.Sprintf("unarchiving %s %s", r.Name, id)
	fail := func(err error, consequence string) (T, diag.Diagnostics) {
		return now, diag.Diagnostics{providerdiag.AttributeError(path.Root(r.kind.KeyArgument(plan)), doing, err, consequence, r.Permission)}
	}
	if slices.Contains(r.idOf(plan), "") { // else the create has the turn already
		done, err := r.Data.Creates.Lock(ctx, r.Claim(id))
		if err != nil {
			return fail(err, NothingChanged)
		}
		defer done()
	}
	if !r.Data.Creates.Claim(r.Claim(id)) {
		return now, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(r.kind.KeyArgument(plan)), fmt.Sprintf("Archived %s %s is not free", r.Name, id),
			fmt.Sprintf("on_create is unarchive, and another resource of this run has it, or this run has archived it (-replace). It was not unarchived for this resource, which is not in Terraform's state.\n\n"+
				"What to do: if two resources have the same %s, remove one. Otherwise apply again.", r.keyName(plan)))}
	}
	meant := clone(plan)
	r.setID(meant, id)
	err := r.kind.Unarchive(ctx, w, id)
	r.wrote(meant)
	if err != nil && !intercom.MayHaveHappened(err) {
		if _, disagrees := errors.AsType[*NotDoneError](err); !disagrees {
			return fail(err, fmt.Sprintf("%s %s stays archived, and is not in Terraform's state.", capitalized(r.Name), id))
		}
	}
	// The run may be stopping, but an untracked object is worse than a wait.
	looking, cancel := context.WithTimeout(context.WithoutCancel(ctx), searchStopped)
	defer cancel()
	now, readErr := ReadWithRetry(looking, w.Data.Client(&diags), func() (T, error) { return r.kind.Read(looking, w.Reads(), id) })
	if readErr != nil {
		return fail(cmp.Or(err, readErr), fmt.Sprintf("It may be unarchived, but a read could not confirm it. It is not in Terraform's state. "+
			"Look at it in Intercom. If it is still archived, apply again. Otherwise import it, with the resource's address as \"to\":\n\n%s", r.ImportBlock(id.String())))
	}
	if r.kind.Archived != nil {
		if unchanged := CheckArchived(r.kind.Archived(now), false); unchanged != nil {
			return fail(cmp.Or(err, unchanged), "A read does not show that it is unarchived. It is not in Terraform's state.")
		}
	}
	if other := r.other(w, plan, now); other != "" {
		return now, diag.Diagnostics{r.archiveAgain(looking, w, plan, now, other)}
	}
	r.Data.Walk.RecordCreate(r.Claim(id)) // a destroy that waits for the turn must keep it
	facts := r.kind.Facts(now)
	diags.AddWarning(fmt.Sprintf("Unarchived %s instead of creating new ones", r.Plural),
		fmt.Sprintf("%s %s in workspace %s was archived and has the configured %s. The provider unarchived it, changes it to the configuration, and takes it into state (on_create is unarchive).",
			capitalized(r.Name), Label(id.String(), facts.Name), w.Workspace().ID, r.keyName(plan)))
	return now, diags
}

// other returns why an unarchived object is not the planned one, or "".
func (r *object[M, T]) other(w Writer, plan *M, shown T) string {
	switch named := r.kind.Facts(shown).WorkspaceID; {
	case named != "" && named != w.Workspace().ID:
		return "its workspace is " + named
	case !r.kind.Matches(plan, shown):
		return "its " + r.keyName(plan) + " is another one"
	}
	return r.beyondUpdate(plan, shown)
}

// beyondUpdate returns the difference from the plan that no update can change, or "".
func (r *object[M, T]) beyondUpdate(plan *M, shown T) string {
	prior, diags := r.prior(context.Background(), shown) // it makes no call
	if diags.HasError() {
		return "it cannot be read: " + diags[0].Summary()
	}
	planned, has := Values(plan), Values(prior)
	for _, name := range r.Immutable {
		if known(planned[name]) && !planned[name].IsNull() && !r.fields().Same(name, planned[name], has[name]) {
			return fmt.Sprintf("its %s is %s, which cannot change", name, quoted(has[name]))
		}
	}
	return ""
}

// notUnarchivable refuses to unarchive an object that an update cannot turn into the planned one.
func (r *object[M, T]) notUnarchivable(plan *M, shown T, differs string) diag.Diagnostic {
	facts := r.kind.Facts(shown)
	return diag.NewAttributeErrorDiagnostic(path.Root(r.kind.KeyArgument(plan)), fmt.Sprintf("Archived %s %s is not like the configured one", r.Name, Label(facts.ID.String(), facts.Name)),
		fmt.Sprintf("on_create is unarchive, and it has the configured %s, but %s. %s\n\nWhat to do: configure the value that it has, or choose another %s.", r.keyName(plan), differs, NothingChanged, r.keyName(plan)))
}

// archiveAgain archives an object that turned out to be a different one, and reports it.
func (r *object[M, T]) archiveAgain(ctx context.Context, w Writer, plan *M, shown T, why string) diag.Diagnostic {
	facts := r.kind.Facts(shown)
	state := "The provider archived it again."
	for _, verb := range r.kind.Destroy {
		if verb.OnDestroy != schemas.OnDestroyArchive {
			continue
		}
		if err := verb.Do(ctx, w, facts.ID); err != nil {
			state = fmt.Sprintf("The provider tried to archive it again, and that failed (%s): archive it in Intercom.", err)
		}
	}
	return diag.NewAttributeErrorDiagnostic(path.Root(r.kind.KeyArgument(plan)), fmt.Sprintf("Error unarchiving %s %s: it is another one than the configured one", r.Name, facts.ID),
		fmt.Sprintf("Intercom named it as the archived %s with the configured %s, but %s. %s It is not in Terraform's state.\n\n"+
			"What to do: look at it in Intercom, and correct the configuration or the %s.", r.Name, r.keyName(plan), why, state, r.Name))
}

// prior returns an object as state would hold it.
func (r *object[M, T]) prior(ctx context.Context, shown T) (*M, diag.Diagnostics) {
	m := nullModel[M](r.kind.ShownAttributes(ctx))
	diags := r.kind.Flatten(ctx, shown, m)
	r.setID(m, r.kind.Facts(shown).ID)
	return m, diags
}

// bring updates an unarchived object to the plan and returns it. It does not change what Intercom decides or what the
// configuration leaves out.
func (r *object[M, T]) bring(ctx context.Context, w Writer, plan *M, shown T) (T, error) {
	prior, diags := r.prior(ctx, shown)
	if diags.HasError() {
		return shown, fmt.Errorf("%s: %s", diags[0].Summary(), diags[0].Detail())
	}
	target, has := clone(plan), Values(prior)
	kept := map[string]attr.Value{}
	for name, value := range Values(plan) {
		if (value.IsUnknown() || value.IsNull()) && !slices.Contains(r.fields().Terraform, name) {
			kept[name] = has[name]
		}
	}
	SetValues(target, kept)
	updated, err := r.kind.Update(ctx, w, Change[M]{Config: plan, Plan: target, Prior: prior, Unmanaged: func(string) bool { return false }})
	r.wrote(target)
	if errors.Is(err, ErrUnchanged) {
		return shown, nil
	}
	return updated, err
}

// planUnarchive warns of the archived object that a create will unarchive. ok is false if the create does not unarchive
// anything.
func (r *object[M, T]) planUnarchive(ctx context.Context, reader Reader, plan *M, candidates []T, workspace string) (_ diag.Diagnostic, ok bool) {
	if !r.unarchives(plan) {
		return nil, false
	}
	archived, problem := r.archivedAlike(ctx, reader, plan, candidates)
	if archived == nil {
		return problem, problem != nil
	}
	facts := r.kind.Facts(*archived)
	return diag.NewWarningDiagnostic(fmt.Sprintf("This plan unarchives %s", r.Plural),
		fmt.Sprintf("%s %s in workspace %s is archived and has the configured %s. It is unarchived, changed to the configuration, and taken into state (on_create is unarchive). No new one is created.",
			capitalized(r.Name), Label(facts.ID.String(), facts.Name), workspace, r.keyName(plan))), true
}
