package ticket

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// fates are what becomes of a destroyed ticket, by on_destroy.
var fates = map[string]struct{ does, how string }{
	framework.OnDestroyDelete:  {"erases ticket %s for good", "it is erased with its replies, attributes, uploads and related content. This cannot be undone; only reporting keeps a trace."},
	onDestroyClose:             {"closes ticket %s and forgets it", "it is closed and stays in Intercom with all that it holds; Terraform forgets it (on_destroy is close)."},
	framework.OnDestroyAbandon: {"forgets ticket %s", "it stays in Intercom as it is; Terraform forgets it (on_destroy is abandon)."},
}

func (m *model) onDestroy() string {
	if m.OnDestroy.IsNull() {
		return framework.OnDestroyDelete
	}
	return m.OnDestroy.ValueString()
}

func fate(state model) string {
	return fmt.Sprintf("in workspace %s, %s", state.WorkspaceID.ValueString(), fates[state.onDestroy()].how)
}

// label names a ticket to a person: by id, number in the Inbox and title.
func (m *model) label() string {
	label := m.ID.ValueString()
	if number := m.TicketID.ValueString(); number != "" {
		label += " (#" + number + ")"
	}
	if title := m.Title.ValueString(); title != "" {
		label += fmt.Sprintf(" \"%s\"", intercom.Clean(title, 80))
	}
	return label
}

// Delete does what on_destroy says. An error keeps the ticket in state: Terraform forgets only what is known to be done.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if r.Session.Protected(state.DeletionProtection) {
		resp.Diagnostics.Append(r.Protected(path.Root("deletion_protection"), state.label(), state.DeletionProtection, "It was to be destroyed."))
		return
	}
	if state.onDestroy() == framework.OnDestroyAbandon {
		return
	}
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}

	id := state.ID.ValueString()
	doing := "deleting ticket " + intercom.Clean(state.label(), 160)
	if err := intercom.ValidID(id); err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	if state.onDestroy() == onDestroyClose {
		resp.Diagnostics.Append(r.closeTicket(ctx, client, state, doing)...)
		return
	}
	resp.Diagnostics.Append(framework.Delete(ctx, r.Session, doing, state.WorkspaceID.ValueString(),
		func(ctx context.Context) error { return client.DeleteTicket(ctx, id) },
		func(ctx context.Context) error { _, err := client.Ticket(ctx, id); return err })...)
	if !resp.Diagnostics.HasError() {
		r.Session.Deleted(id)
	}
}

// foreign is an error if the ticket that was read is another workspace's with the same id. The workspace that an answer
// names is a hint; GET /me decides.
func (r *Resource) foreign(ctx context.Context, doing, workspaceID string, t *intercom.Ticket) diag.Diagnostic {
	if t.TicketType == nil || t.TicketType.WorkspaceID == "" || t.TicketType.WorkspaceID == workspaceID {
		return nil
	}
	var other *providerdata.OtherWorkspaceError
	if err := r.Session.CheckWorkspace(ctx, workspaceID); errors.As(err, &other) {
		return providerdiag.Error(doing, err, framework.StateKept)
	}
	return nil
}

// closeTicket closes the ticket; one that is gone needs no closing.
func (r *Resource) closeTicket(ctx context.Context, client *intercom.Client, state model, doing string) diag.Diagnostics {
	if err := r.Session.CheckWorkspace(ctx, state.WorkspaceID.ValueString()); framework.WrongToken(err) {
		return diag.Diagnostics{providerdiag.Error(doing, err, "It was not closed. "+framework.StateKept)}
	}
	req := intercom.UpdateTicketRequest{Open: intercom.Set(false), SkipNotifications: state.SkipNotifications.ValueBool()}
	_, err := putOnce(ctx, client, state.ID.ValueString(), req)
	if err == nil {
		return nil
	}
	if intercom.IsNotFound(err) {
		if _, readErr := client.Ticket(ctx, state.ID.ValueString()); intercom.IsNotFound(readErr) {
			return framework.Gone(ctx, r.Session, doing, state.WorkspaceID.ValueString(), readErr)
		}
	}
	return diag.Diagnostics{providerdiag.Error(doing, err, "It was to be closed (on_destroy is close). "+framework.StateKept)}
}
