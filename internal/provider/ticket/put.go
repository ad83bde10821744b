package ticket

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// maxPuts limits how often a PUT is sent whose effect a GET does not show.
const maxPuts = 3

// notDoneError reports that Intercom answered a write with success, but neither the answer nor a read shows its effect.
type notDoneError struct{ what string }

// notShown ends what missing returns for a field that the answer does not have, which proves nothing.
const notShown = " is not shown"

func (e *notDoneError) Error() string {
	if strings.HasSuffix(e.what, notShown) {
		return "Intercom answered with success, but neither its answer nor a read shows whether it was carried out: " + e.what
	}
	return "Intercom answered with success, but did not carry it out: a read shows that " + e.what
}

// put sends the PUTs of a change. It returns the last answer, or nil if there was none. If verify is set, the answer to
// each PUT, or else a read, must show the requested values.
func put(ctx context.Context, w framework.Writer, id string, c change, verify bool) (latest *intercom.Ticket, err error) {
	for _, req := range c.puts {
		t, err := putOnce(ctx, w, id, req)
		if err == nil && verify {
			err = checkWorkspace(w, t)
		}
		if err != nil {
			return latest, err
		}
		latest = t
		if !verify || missing(t, req) == "" {
			continue
		}
		if t, err = w.Ticket(ctx, id); err != nil {
			return latest, err
		}
		latest = t
		if what := missing(t, req); what != "" {
			return latest, &notDoneError{what}
		}
	}
	return latest, nil
}

// checkWorkspace returns an error if the answer to a write names another workspace than the confirmed one.
func checkWorkspace(w framework.Writer, t *intercom.Ticket) error {
	if named := facts(t).WorkspaceID; named != "" && named != w.Workspace().ID {
		return &intercom.WorkspaceMismatchError{Token: named, Expected: w.Workspace().ID}
	}
	return nil
}

// putOnce sends a PUT. If its answer is lost, a GET decides whether it took effect before it is sent again.
func putOnce(ctx context.Context, w framework.Writer, id string, req intercom.UpdateTicketRequest) (*intercom.Ticket, error) {
	client := w.Data.Client(&diag.Diagnostics{})
	for try := 1; ; try++ {
		t, err := w.UpdateTicket(ctx, id, req)
		if err == nil || !intercom.MayHaveHappened(err) || intercom.IsOtherObject(err) {
			return t, err
		}
		shown, readErr := w.Ticket(ctx, id)
		// No answer shows the company.
		if readErr == nil && req.CompanyID.IsZero() && missing(shown, req) == "" {
			return shown, nil
		}
		if try == maxPuts || readErr != nil || !isRepeatable(err) {
			return nil, err
		}
		if client.Wait(ctx, time.Duration(try)*time.Second) != nil {
			return nil, err
		}
	}
}

// isRepeatable reports whether sending a request again may lead to another answer.
func isRepeatable(err error) bool {
	api, answered := errors.AsType[*intercom.APIError](err)
	return !answered || api.StatusCode >= http.StatusInternalServerError || api.StatusCode == http.StatusRequestTimeout || intercom.IsUnreadable(err)
}

// missing returns how an answer differs from the request, or "".
func missing(t *intercom.Ticket, req intercom.UpdateTicketRequest) string {
	defined := definitions(t.TicketType)
	for name, sent := range req.Attributes {
		a, _ := defined.Of(name)
		shown, _ := attrvalue.Shown(t.Attributes, name)
		if wanted, _ := attrvalue.Text(a, sent); !attrvalue.Equal(a, wanted, shown) {
			return intercom.Clean(name, 80) + " has another value"
		}
	}
	if open, asked := req.Open.Get(); asked && t.Open == nil {
		return "open" + notShown
	} else if asked && open != *t.Open {
		return map[bool]string{true: "the ticket is still closed", false: "the ticket is still open"}[open]
	}
	if shared, asked := req.IsShared.Get(); asked && t.IsShared == nil {
		return "is_shared" + notShown
	} else if asked && shared != *t.IsShared {
		return "is_shared has another value"
	}
	if until, _ := req.SnoozedUntil.Get(); !req.SnoozedUntil.IsZero() && until.Unix() != t.SnoozedUntil.Unix() {
		return "snoozed_until has another value"
	}
	if !isAssigned(t, req.AssigneeID) {
		if t.AdminAssigneeID.IsZero() || t.TeamAssigneeID.IsZero() {
			return "an assignee" + notShown
		}
		return "the ticket is assigned to somebody else"
	}
	if req.StateID != "" && t.State.ID != "" && req.StateID != string(t.State.ID) {
		return "the ticket is in the state " + intercom.Clean(string(t.State.ID), 40)
	}
	return ""
}

// isAssigned reports whether an answer shows that a ticket is assigned to an admin or a team, or to none.
func isAssigned(t *intercom.Ticket, assignee string) bool {
	admin, showsAdmin := t.AdminAssigneeID.Get()
	team, showsTeam := t.TeamAssigneeID.Get()
	return assignee == "" || assignee == string(admin) || assignee == string(team) ||
		assignee == intercom.Unassigned && showsAdmin && showsTeam && admin == "" && team == ""
}

// attributePath returns the argument that an error's code blames.
func attributePath(err error, c change) (at path.Path, blames bool) {
	api, ok := errors.AsType[*intercom.APIError](err)
	switch {
	case !ok:
		return at, false
	case api.HasCode("ticket_state_id_invalid"):
		return path.Root("ticket_state_id"), true
	case api.HasCode("assignee_not_found") && len(c.puts) > 0 && c.puts[0].AssigneeID == "":
		return path.Root("team_assignee_id"), true
	case api.HasCode("assignee_not_found"):
		return path.Root("admin_assignee_id"), true
	}
	return at, false
}
