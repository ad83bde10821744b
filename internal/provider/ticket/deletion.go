package ticket

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// destroyEffect describes what happens to a destroyed ticket. Terraform folds warnings with equal summaries, so a summary
// names no ticket.
type destroyEffect struct {
	summary, does string
	// writes: destroying makes a call to Intercom.
	writes bool
}

var destroyEffects = map[string]destroyEffect{
	schemas.OnDestroyDelete: {
		"This plan deletes tickets permanently",
		"it is deleted with its replies, attributes, uploads, and related content. This cannot be undone; only reporting keeps a trace.", true,
	},
	schemas.OnDestroyClose: {
		"This plan closes tickets and removes them from state",
		"it is closed and stays in Intercom with all that it holds (on_destroy is close).", true,
	},
	schemas.OnDestroyAbandon: {
		"This plan removes tickets from state and leaves them in Intercom",
		"it stays in Intercom as it is (on_destroy is abandon).", false,
	},
}

func (m *model) onDestroy() string {
	if m.OnDestroy.IsNull() {
		return schemas.OnDestroyDelete
	}
	return m.OnDestroy.ValueString()
}

func (m *model) destroyEffect() destroyEffect { return destroyEffects[m.onDestroy()] }

func (e destroyEffect) detail(state model) string {
	return fmt.Sprintf("Ticket %s in workspace %s: %s", state.label(), state.WorkspaceID.ValueString(), e.does)
}

// checkDeletion refuses a deletion that the API version lacks according to the documentation: Intercom answers 404, as if
// the ticket were gone.
func (r *Resource) checkDeletion(state model) diag.Diagnostic {
	version := r.Data.Version()
	if state.onDestroy() != schemas.OnDestroyDelete || version.Has(r.Since.Delete) || !version.Documented() {
		return nil
	}
	return diag.NewErrorDiagnostic(fmt.Sprintf("API version %s cannot delete tickets", version),
		fmt.Sprintf("Ticket %s is to be deleted, and %s is the first version that can. %s\n\nWhat to do: set the provider's api_version to %s, or apply on_destroy = \"close\" or \"abandon\" first.",
			state.label(), r.Since.Delete, framework.StateKept, intercom.DefaultVersion))
}

// Delete does what on_destroy says. On an error, the ticket stays in state: Terraform removes only what is known to be
// done.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if r.Data.Protected(state.DeletionProtection) {
		resp.Diagnostics.Append(r.Protected(path.Root("deletion_protection"), state.label(), "It was to be destroyed.", state.DeletionProtection))
		return
	}
	if !state.destroyEffect().writes {
		r.disown(state)
		return
	}
	ctx, cancel, ok := r.StartOperation(ctx, state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	doing := map[string]string{schemas.OnDestroyDelete: "deleting", schemas.OnDestroyClose: "closing"}[state.onDestroy()] + " ticket " + state.label()
	id := state.ID.ValueString()
	if err := intercom.ValidID(id); err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	if problem := r.checkDeletion(state); problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	w, ok := r.Writer(ctx, state.WorkspaceID.ValueString(), doing, &resp.Diagnostics)
	if !ok {
		return
	}
	deletion := framework.Deletion{
		Base: &r.Base, Doing: doing, WorkspaceID: state.WorkspaceID.ValueString(), Kept: framework.StateKept,
		Remove: func(ctx context.Context) error { return w.DeleteTicket(ctx, id) },
		Read:   func(ctx context.Context) (bool, error) { _, err := w.Ticket(ctx, id); return false, err },
	}
	if state.onDestroy() == schemas.OnDestroyClose {
		deletion.Kept = "It was to be closed (on_destroy is close). " + framework.StateKept
		closing := change{puts: []intercom.UpdateTicketRequest{{Open: intercom.Set(false), SkipNotifications: state.SkipNotifications.ValueBool()}}}
		deletion.Remove = func(ctx context.Context) error { _, err := put(ctx, w, id, closing, true); return err }
		deletion.Read = func(ctx context.Context) (bool, error) {
			t, err := w.Ticket(ctx, id)
			return err == nil && t.Open != nil && !*t.Open, err
		}
	}
	resp.Diagnostics.Append(deletion.Do(ctx)...)
	if !resp.Diagnostics.HasError() {
		r.disown(state)
	}
}

// disown records that this walk stopped managing a ticket, so its replacement is not a duplicate of it.
func (r *Resource) disown(state model) {
	r.Data.Creates.Claim(r.Claim(state.identity()))
	walkOf(r.Data).forget(state.ID.ValueString())
}
