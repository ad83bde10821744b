package ticket

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// maxPuts bounds how often a PUT whose effect a GET does not show is sent.
const maxPuts = 3

// apply makes the change, and returns the ticket as it is afterwards, or as a read shows it if the change failed halfway.
func (r *Resource) apply(ctx context.Context, client *intercom.Client, state model, c change) (*intercom.Ticket, diag.Diagnostics) {
	var diags diag.Diagnostics
	id := state.ID.ValueString()
	doing := "updating ticket " + intercom.Clean(id, 40)
	if err := r.Session.CheckWorkspace(ctx, state.WorkspaceID.ValueString()); err != nil {
		diags.Append(providerdiag.Error(doing, err, framework.StateKept))
		return nil, diags
	}
	latest, err := r.changeType(ctx, client, id, c)
	if err == nil {
		var t *intercom.Ticket
		if t, err = put(ctx, client, id, c); t != nil {
			latest = t
		}
	}
	if err == nil {
		return latest, nil
	}
	consequence := framework.StateKept
	if intercom.IsNotFound(err) && blame(err, c) == nil {
		consequence += " The next plan reads whether it is gone."
	}
	if latest != nil {
		consequence = "Part of the change was made before this failed; state shows it. Apply again to complete it."
		if t, readErr := client.Ticket(ctx, id); readErr == nil {
			latest = t
		}
	}
	if at := blame(err, c); at != nil {
		diags.Append(providerdiag.AttributeError(*at, doing, err, consequence))
	} else {
		diags.Append(providerdiag.Error(doing, err, consequence))
	}
	return latest, diags
}

// blame is the argument that an error's code names.
func blame(err error, c change) *path.Path {
	var api *intercom.APIError
	if !errors.As(err, &api) {
		return nil
	}
	at := path.Root("ticket_state_id")
	if api.HasCode("ticket_state_id_invalid") {
		return &at
	}
	if api.HasCode("assignee_not_found") {
		at = path.Root("admin_assignee_id")
		if len(c.puts) > 0 && c.puts[0].AssigneeID == "" {
			at = path.Root("team_assignee_id")
		}
		return &at
	}
	return nil
}

// put sends the PUTs of a change, and returns the last answer; nil if there was none.
func put(ctx context.Context, client *intercom.Client, id string, c change) (latest *intercom.Ticket, err error) {
	for _, req := range c.puts {
		t, err := putOnce(ctx, client, id, req)
		if err != nil {
			return latest, err
		}
		latest = t
	}
	return latest, nil
}

// putOnce sends a PUT; where its answer is lost, a GET tells whether it took effect before it is sent again.
func putOnce(ctx context.Context, client *intercom.Client, id string, req intercom.UpdateTicketRequest) (*intercom.Ticket, error) {
	for try := 1; ; try++ {
		t, err := client.UpdateTicket(ctx, id, req)
		if err == nil || !intercom.MayHaveHappened(err) || intercom.IsOtherObject(err) {
			return t, err
		}
		shown, readErr := client.Ticket(ctx, id)
		if readErr == nil && shows(shown, req) {
			return shown, nil
		}
		if try == maxPuts || readErr != nil {
			return nil, err
		}
		if client.Wait(ctx, time.Duration(try)*time.Second) != nil {
			return nil, err
		}
	}
}

// shows reports whether the ticket is as the request asked. What no answer tells (company_id) counts as not shown.
func shows(t *intercom.Ticket, req intercom.UpdateTicketRequest) bool {
	defined := definitions(t.TicketType)
	for name, sent := range req.Attributes {
		a, _ := defined.Of(name)
		if wanted, _ := attrvalue.Text(a, sent); !attrvalue.Equal(a, wanted, t.Attributes[name]) {
			return false
		}
	}
	if open, ok := req.Open.Get(); ok && open != t.Open {
		return false
	}
	if shared, ok := req.IsShared.Get(); ok && shared != t.IsShared {
		return false
	}
	if until, _ := req.SnoozedUntil.Get(); !req.SnoozedUntil.IsZero() && !until.Equal(t.SnoozedUntil.Time) {
		return false
	}
	assigned := req.AssigneeID == "" || req.AssigneeID == string(t.AdminAssigneeID) || req.AssigneeID == string(t.TeamAssigneeID) ||
		req.AssigneeID == intercom.Unassigned && t.AdminAssigneeID == "" && t.TeamAssigneeID == ""
	return assigned && req.CompanyID.IsZero() && (req.StateID == "" || req.StateID == string(t.State.ID))
}

// settleLate decides what was unknown when planning: a contact that turns out to be another, or a type that cannot be
// changed in place, would replace the ticket, and a replacement must be planned.
func (r *Resource) settleLate(ctx context.Context, plan *model, state model) (diags diag.Diagnostics) {
	if !plan.Contacts.Equal(state.Contacts) {
		configured, known := plan.contact(), state.contact()
		given := configured
		if given.ID.IsUnknown() {
			given.ID = types.StringNull()
		}
		if given.ExternalID.IsUnknown() {
			given.ExternalID = types.StringNull()
		}
		same, err := r.sameContact(ctx, given, known)
		switch {
		case err != nil:
			diags.Append(providerdiag.AttributeError(path.Root("contacts"), "comparing the configured contact with ticket "+state.ID.ValueString()+"'s", err, framework.NothingChanged))
		case !same:
			diags.AddAttributeError(path.Root("contacts"), "The contact turned out to be another one",
				fmt.Sprintf("It was not known when planning. Another contact replaces ticket %s, which erases it for good: plan again to see that before it happens. %s", state.label(), framework.NothingChanged))
		}
		if configured.ID.IsUnknown() {
			configured.ID = known.ID
		}
		if configured.ExternalID.IsUnknown() {
			configured.ExternalID = known.ExternalID
		}
		plan.setContact(configured)
	}
	if why, err := r.cannotChangeType(ctx, *plan, state); err != nil || why != "" {
		if err != nil {
			diags.Append(providerdiag.AttributeError(path.Root("ticket_type_id"), "reading ticket type "+plan.TicketTypeID.ValueString(), err, framework.NothingChanged))
			return diags
		}
		diags.AddAttributeError(path.Root("ticket_type_id"), "The ticket type cannot be changed in place",
			fmt.Sprintf("It was not known when planning. %s The ticket would be replaced, which erases it for good: plan again to see that before it happens. %s", why, framework.NothingChanged))
	}
	return diags
}
