// Package teammembers implements the intercom_team_members resource and list resource.
package teammembers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const permission = "Manage teams"

// Object is intercom_team_members, the whole membership of a team. A create is an update of the team, which can be repeated.
var Object = framework.Object[model, *intercom.Team]{
	Metadata: framework.Metadata{
		Name: "team membership", Plural: "team memberships", Type: "intercom_team_members",
		Keys:      []framework.Key{{Name: "team_id", Description: "ID of the team."}},
		IDHint:    "It is the ID of the team, which the data source intercom_team shows.",
		Whole:     []string{"admin_ids", "secondary_admin_ids"},
		Immutable: []string{"team_id"}, GoneCodes: []string{"team_not_found"}, Permission: permission,
		Since: framework.Since{Read: intercom.Preview, Write: intercom.Preview, Delete: intercom.Preview}, Preview: intercom.PreviewTeamMembers,
		Gone:       "somebody deleted the team",
		References: map[string]string{"team_id": "intercom_team", "admin_ids": "intercom_admin", "secondary_admin_ids": "intercom_admin"},
	},
	Description: "All admins of an Intercom team. The team itself is made in Intercom's settings: the API can neither create, rename, nor delete teams.\n\n" +
		"The resource owns the whole membership. **An apply removes every admin from the team whom `admin_ids` does not list**, and the plan of a new resource names those whom it would remove. " +
		"A team cannot be emptied.\n\n" +
		"**Destroying this resource leaves the members of the team as they are.** An admin who is deleted in Intercom leaves all teams, which the next plan shows as drift.\n\n" +
		"Intercom must enable this for the workspace: otherwise, it refuses every change with the error `api_plan_restricted`. If the access token acts for a teammate, that teammate must be allowed to manage teams.",
	Attributes: attributes,
	Equivalent: map[string]framework.Equivalence{"secondary_admin_ids": framework.SameSet},
	Validate:   validate,
	Facts: func(t *intercom.Team) framework.Facts {
		return framework.Facts{ID: framework.ID{string(t.ID)}, Name: t.Name}
	},
	Flatten: flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.Team, error) {
		return write(ctx, w, plan, nil)
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.Team, error) {
		return r.Team(ctx, id[0])
	},
	All: func(ctx context.Context, r framework.Reader) ([]*intercom.Team, error) {
		return framework.Pointers(all(ctx, r))
	},
	Update: func(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.Team, error) {
		return write(ctx, w, c.Plan, c.Prior)
	},
	Singleton: true,
	Key: func(plan *model) string {
		return plan.TeamID.ValueString() // "" while it is unknown
	},
	KeyArgument: func(*model) string { return "team_id" },
	Shared:      true,
	Again:       func(*model) bool { return true },
	Immediate:   true,
	Matches:     func(*model, *intercom.Team) bool { return true },
	Differs: func(plan *model, t *intercom.Team) string {
		if m, err := wanted(plan, t); err != nil || !holds(t, m) {
			return "its admins are " + listed(texts(t.AdminIDs))
		}
		return ""
	},
	Find: func(ctx context.Context, r framework.Reader, plan *model) ([]*intercom.Team, error) {
		t, err := r.Team(ctx, plan.TeamID.ValueString())
		if err != nil {
			return nil, err
		}
		if m, unfit := wanted(plan, t); unfit != nil || !holds(t, m) {
			return nil, nil
		}
		return []*intercom.Team{t}, nil
	},
	Refused: func(_ context.Context, _ framework.Reader, _ *model, doing string, err error) diag.Diagnostic {
		kept := "The members of the team were not changed."
		if _, partial := errors.AsType[*framework.PartialError](err); partial {
			kept = "The resource is not in Terraform's state."
		}
		return providerdiag.AttributeError(adminsPath, doing, err, kept, permission)
	},
	CheckPlan: checkPlan,
	Invalidate: func(d *providerdata.Data, _ *model) {
		providerdata.Shared[framework.Listed[intercom.Team]](d).Invalidate("")
	},
}

var all = framework.ListOnce(framework.Reader.TeamsWithMembers)

// write replaces the members. It sends them even if a read shows them already, since that can be the state before the last change.
func write(ctx context.Context, w framework.Writer, plan, prior *model) (*intercom.Team, error) {
	now, err := w.Team(ctx, plan.TeamID.ValueString())
	if err != nil {
		return nil, err
	}
	members, err := wanted(plan, now)
	if err != nil {
		return nil, err
	}
	unchanged := prior != nil && framework.SameSet(plan.AdminIDs, prior.AdminIDs) && framework.SameSet(plan.SecondaryAdminIDs, prior.SecondaryAdminIDs)
	if unchanged && holds(now, members) {
		return now, nil
	}
	return set(ctx, w, now, members)
}

const (
	// maxPuts limits how often a change is sent while Intercom answers that other requests change the same team.
	maxPuts = 3
	// pause is the time between two of them.
	pause = 2 * time.Second
)

// set sends the members. A conflict means that nothing was done or that a part was, which only its text tells: a read decides, unless
// it showed the members before.
func set(ctx context.Context, w framework.Writer, before *intercom.Team, members intercom.TeamMembers) (*intercom.Team, error) {
	var diags diag.Diagnostics
	for try := 1; ; try++ {
		t, err := w.SetTeamMembers(ctx, string(before.ID), members)
		if !conflicts(err) {
			return t, err
		}
		now, readErr := w.Team(ctx, string(before.ID))
		switch {
		case readErr != nil:
			return nil, &framework.PartialError{Err: fmt.Errorf("other requests change the team, and a read to see what was done failed (%s): %w", readErr.Error(), err)}
		case holds(now, members) && !holds(before, members):
			return now, nil
		case try == maxPuts || w.Data.Client(&diags).Wait(ctx, pause) != nil:
			return nil, contested(before, now, err, try)
		}
	}
}

// contested says what the team has after the last conflict.
func contested(before, now *intercom.Team, err error, tries int) error {
	levels := ""
	if now.Levels != nil {
		levels = fmt.Sprintf(", of whom %s have the second level", listed(texts(second(now))))
	}
	failed := &providerdiag.LocalError{
		What: "other requests change the members of the team",
		Next: "look which other program or teammate changes the team, and apply again when it is done.",
		Err: fmt.Errorf("each of %d attempts was answered with a conflict, and a read shows the admins %s%s: %w",
			tries, listed(texts(now.AdminIDs)), levels, err),
	}
	if holds(now, intercom.TeamMembers{AdminIDs: texts(before.AdminIDs), Levels: balanced(before), SecondaryIDs: texts(second(before))}) {
		return failed
	}
	return &framework.PartialError{Err: failed}
}

// conflicts reports whether Intercom answered 409, whatever an earlier attempt did.
func conflicts(err error) bool {
	api, ok := errors.AsType[*intercom.APIError](err)
	return ok && api.Intercom && api.StatusCode == http.StatusConflict
}
