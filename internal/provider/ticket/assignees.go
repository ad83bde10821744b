package ticket

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// assignee is an admin or a team that a ticket is assigned to. argument is admin_assignee_id or team_assignee_id.
type assignee struct{ argument, id string }

func (a assignee) String() string {
	return strings.TrimSuffix(a.argument, "_assignee_id") + " " + intercom.Clean(a.id, 40)
}

// assigneeChanges returns the values of assignee_id to send, in order. Removing one assignee removes both, so the other one
// is then assigned again.
func (m *model) assigneeChanges(state model) (assignees []string) {
	removes := m.AdminAssigneeID.IsNull() && !state.AdminAssigneeID.IsNull() || m.TeamAssigneeID.IsNull() && !state.TeamAssigneeID.IsNull()
	if removes {
		assignees = append(assignees, intercom.Unassigned)
	}
	for _, pair := range [][2]types.String{{m.AdminAssigneeID, state.AdminAssigneeID}, {m.TeamAssigneeID, state.TeamAssigneeID}} {
		if !pair[0].IsNull() && (removes || !pair[0].Equal(pair[1])) {
			assignees = append(assignees, pair[0].ValueString())
		}
	}
	return assignees
}

// keepAssignee completes a change that removes an assignee and with it another one that is not managed: that one is
// assigned again. Only a read shows it, so nothing is written if the read fails.
func (u *update) keepAssignee(ctx context.Context, w framework.Writer, c change) (change, error) {
	unassigns := slices.ContainsFunc(c.puts, func(r intercom.UpdateTicketRequest) bool { return r.AssigneeID == intercom.Unassigned })
	admin := u.plan.AdminAssigneeID.IsNull() && u.state.AdminAssigneeID.IsNull()
	team := u.plan.TeamAssigneeID.IsNull() && u.state.TeamAssigneeID.IsNull()
	if !unassigns || !admin && !team {
		return c, nil
	}
	t, err := u.current(ctx, w)
	if err != nil {
		return c, err
	}
	adminID, showsAdmin := t.AdminAssigneeID.Get()
	teamID, showsTeam := t.TeamAssigneeID.Get()
	switch {
	case admin && !showsAdmin || team && !showsTeam:
		return c, errors.New("a read does not show who the ticket is assigned to, and unassigning it would remove an assignee that is not managed")
	case admin && adminID != "":
		c.restores = assignee{"admin_assignee_id", string(adminID)}
	case team && teamID != "":
		c.restores = assignee{"team_assignee_id", string(teamID)}
	}
	return c, nil
}

// restore assigns the ticket again to the assignee that the change removed with another one. The answer, or else a read,
// must show it.
func (c change) restore(ctx context.Context, w framework.Writer, id string, skipNotifications bool) (*intercom.Ticket, error) {
	if c.restores.id == "" {
		return nil, nil
	}
	again := intercom.UpdateTicketRequest{AssigneeID: c.restores.id, SkipNotifications: skipNotifications}
	repairing, cancel := framework.Repairing(ctx)
	defer cancel()
	return put(repairing, w, id, change{puts: []intercom.UpdateTicketRequest{again}}, true)
}

// lost reports that a failed change has removed an assignee that is not managed, or may have. No later plan would show it.
func (c change) lost(latest *intercom.Ticket, err error) (message string, removed bool) {
	removed = latest != nil && !isAssigned(latest, c.restores.id)
	if !removed && (latest != nil || c.restores.id == "" || !intercom.MayHaveHappened(err)) {
		return "", false
	}
	what := "has removed it with the other assignee. Assign"
	if !removed {
		what = "may have removed it with the other assignee. If it has, assign"
	}
	return fmt.Sprintf(" The ticket was assigned to %s, which this configuration does not manage. Intercom %s the ticket again in Intercom, or set %s = %q and apply.",
		c.restores, what, c.restores.argument, c.restores.id), removed
}
