package ticket

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/diagnose"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/session"
)

// maxDeletes bounds how often a DELETE whose answer could not be read is sent while the ticket is still there.
const maxDeletes = 3

// fates are what becomes of a destroyed ticket, by on_destroy.
var fates = map[string]struct{ does, how string }{
	onDestroyDelete:  {"erases ticket %s for good", "it is erased with its replies, attributes, uploads and related content. This cannot be undone; only reporting keeps a trace."},
	onDestroyClose:   {"closes ticket %s and forgets it", "it is closed and stays in Intercom with all that it holds; Terraform forgets it (on_destroy is close)."},
	onDestroyAbandon: {"forgets ticket %s", "it stays in Intercom as it is; Terraform forgets it (on_destroy is abandon)."},
}

func (m *model) onDestroy() string {
	if m.OnDestroy.IsNull() {
		return onDestroyDelete
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

// protected refuses what deletion_protection forbids; would says what that is and why.
func protected(at path.Path, state model, would string) diag.Diagnostic {
	whose := "The resource's"
	if state.DeletionProtection.IsNull() {
		whose = "The resource sets none, and the provider's"
	}
	return diag.NewAttributeErrorDiagnostic(at, fmt.Sprintf("Ticket %s is protected from deletion", state.label()),
		fmt.Sprintf("%s %s deletion_protection is true. %s\n\nWhat to do: to let go of the ticket anyway, set deletion_protection = false there, "+
			"apply that, and run this again.", would, whose, nothingChanged))
}

// Delete does what on_destroy says. An error keeps the ticket in state: Terraform forgets only what is known to be done.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if r.session.Protected(state.DeletionProtection) {
		resp.Diagnostics.Append(protected(path.Root("deletion_protection"), state, "It was to be destroyed."))
		return
	}
	if state.onDestroy() == onDestroyAbandon {
		return
	}
	timeout, diags := state.Timeouts.Delete(ctx, defaultTimeout)
	resp.Diagnostics.Append(diags...)
	client := r.session.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()

	id := state.ID.ValueString()
	doing := "deleting ticket " + intercom.Clean(state.label(), 160)
	if err := intercom.ValidID(id); err != nil {
		resp.Diagnostics.Append(diagnose.Error(doing, err, stateKept))
		return
	}
	// Ids of two workspaces can be alike: what another workspace's token would erase is not this ticket.
	var other *session.OtherWorkspaceError
	if err := r.session.CheckWorkspace(ctx, state.WorkspaceID.ValueString()); errors.As(err, &other) || unauthorized(err) {
		resp.Diagnostics.Append(diagnose.Error(doing, err, "Nothing was deleted. "+stateKept))
		return
	}
	if state.onDestroy() == onDestroyClose {
		resp.Diagnostics.Append(r.closeTicket(ctx, client, state, doing)...)
		return
	}
	resp.Diagnostics.Append(r.erase(ctx, client, state, doing)...)
	if !resp.Diagnostics.HasError() {
		r.session.Deleted(id)
	}
}

// erase deletes the ticket, or makes sure that it is gone already.
func (r *Resource) erase(ctx context.Context, client *intercom.Client, state model, doing string) diag.Diagnostics {
	id := state.ID.ValueString()
	for try := 1; ; try++ {
		err := client.DeleteTicket(ctx, id)
		switch {
		case err == nil:
			return nil
		case intercom.IsNotFound(err):
			return r.confirmGone(ctx, client, state, doing, err)
		case !intercom.IsUnreadable(err):
			return diag.Diagnostics{diagnose.Error(doing, err, stateKept)}
		}
		// The answer does not say whether the ticket was deleted, so the ticket is asked for.
		_, readErr := client.Ticket(ctx, id)
		if intercom.IsNotFound(readErr) {
			return r.gone(ctx, client, doing, state.WorkspaceID.ValueString(), readErr)
		}
		if readErr != nil || try == maxDeletes {
			return diag.Diagnostics{diagnose.Error(doing, err, stateKept)}
		}
	}
}

// confirmGone believes a DELETE's 404 only if a GET agrees: a version without the method answers the same.
func (r *Resource) confirmGone(ctx context.Context, client *intercom.Client, state model, doing string, deleteErr error) diag.Diagnostics {
	_, err := client.Ticket(ctx, state.ID.ValueString())
	switch {
	case err == nil:
		return diag.Diagnostics{diag.NewErrorDiagnostic(fmt.Sprintf("Error %s: Intercom says it is not there, but it is", doing),
			diagnose.Detail(deleteErr, fmt.Sprintf("The ticket was not deleted: a GET still finds it. %s\n\n"+
				"The usual cause is an api_version that has no DELETE /tickets/{id}: the provider's is %s, and %s has it.", stateKept, client.Version(), intercom.DefaultVersion)))}
	case !intercom.IsNotFound(err):
		return diag.Diagnostics{diagnose.Error(doing, err, "DELETE was answered as if the ticket were gone, but that could not be confirmed. "+stateKept)}
	}
	return r.gone(ctx, client, doing, state.WorkspaceID.ValueString(), err)
}

// askAgain reads a ticket that a read did not find. A replica that lags behind answers as if the ticket were gone, and one
// that leaves the state by mistake would be created a second time.
func askAgain(ctx context.Context, client *intercom.Client, id string) (*intercom.Ticket, error) {
	if err := client.Wait(ctx, time.Second); err != nil {
		return nil, err
	}
	return client.Ticket(ctx, id)
}

// gone decides whether a ticket that Intercom does not find is gone. It is not if the version may lack the method, or if the
// token is another workspace's. Where the workspace cannot be told, the 404 is believed with a warning.
func (r *Resource) gone(ctx context.Context, client *intercom.Client, doing, workspaceID string, notFound error) diag.Diagnostics {
	if !client.Version().DeletesTickets() {
		return diag.Diagnostics{diag.NewErrorDiagnostic(fmt.Sprintf("Error %s: a 404 that cannot be believed", doing),
			diagnose.Detail(notFound, fmt.Sprintf("The provider's api_version is %s, whose description has not all methods for tickets: what it lacks it answers with 404, as if the ticket were gone. "+
				"%s Set api_version to %s.", client.Version(), stateKept, intercom.DefaultVersion)))}
	}
	err := r.session.CheckWorkspace(ctx, workspaceID)
	var other *session.OtherWorkspaceError
	switch {
	case err == nil:
		tflog.Info(ctx, "The ticket is gone already", map[string]any{"workspace_id": workspaceID})
		return nil
	case errors.As(err, &other) || unauthorized(err):
		return diag.Diagnostics{diagnose.Error(doing, err, "Intercom does not find the ticket, which says nothing with this token. "+stateKept)}
	case intercom.IsNotFound(err):
		// Every token has a /me: what does not find it is not Intercom's API, but a proxy or a base_url with a wrong path.
		return diag.Diagnostics{diagnose.Error(doing, err, "Neither the ticket nor GET /me is found, so that this is not Intercom's API: check the provider's base_url. "+stateKept)}
	}
	return diag.Diagnostics{diagnose.Warning(doing, err,
		"Intercom does not find the ticket and so it leaves Terraform's state, although GET /me could not confirm that the access token is of the ticket's workspace.")}
}

// foreign is an error if the ticket that was read is another workspace's with the same id. The workspace that an answer
// names is a hint; GET /me decides.
func (r *Resource) foreign(ctx context.Context, doing, workspaceID string, t *intercom.Ticket) diag.Diagnostic {
	if t.TicketType == nil || t.TicketType.WorkspaceID == "" || t.TicketType.WorkspaceID == workspaceID {
		return nil
	}
	var other *session.OtherWorkspaceError
	if err := r.session.CheckWorkspace(ctx, workspaceID); errors.As(err, &other) {
		return diagnose.Error(doing, err, stateKept)
	}
	return nil
}

// closeTicket closes the ticket; one that is gone needs no closing.
func (r *Resource) closeTicket(ctx context.Context, client *intercom.Client, state model, doing string) diag.Diagnostics {
	req := intercom.UpdateTicketRequest{Open: intercom.Set(false), SkipNotifications: state.SkipNotifications.ValueBool()}
	_, err := putOnce(ctx, client, state.ID.ValueString(), req)
	if err == nil {
		return nil
	}
	if intercom.IsNotFound(err) {
		if _, readErr := client.Ticket(ctx, state.ID.ValueString()); intercom.IsNotFound(readErr) {
			return r.gone(ctx, client, doing, state.WorkspaceID.ValueString(), readErr)
		}
	}
	return diag.Diagnostics{diagnose.Error(doing, err, "It was to be closed (on_destroy is close). "+stateKept)}
}

func unauthorized(err error) bool {
	var api *intercom.APIError
	return errors.As(err, &api) && api.StatusCode == http.StatusUnauthorized
}
