package intercom

import (
	"context"
	"fmt"
	"net/http"
	"slices"
)

// Me is the access token's admin, with the workspace.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/identifyadmin
type Me struct {
	Type      string    `json:"type"`
	ID        ID        `json:"id"`
	Name      string    `json:"name"`
	Email     string    `json:"email"`
	Workspace Workspace `json:"app"`
}

// Workspace is an Intercom workspace, "app" in the API's older terms.
type Workspace struct {
	// ID is the id_code in Intercom's URLs.
	ID        string   `json:"id_code"`
	Name      string   `json:"name"`
	Region    string   `json:"region"`
	Timezone  string   `json:"timezone"`
	CreatedAt UnixTime `json:"created_at"`
	// IdentityVerification is nil if the answer does not show it.
	IdentityVerification *bool `json:"identity_verification"`
}

// Me reads the access token's admin.
func (r Reader) Me(ctx context.Context) (*Me, error) {
	var me Me
	err := r.do(ctx, call{method: http.MethodGet, path: "/me", idempotent: true, decode: only200(decodeInto(&me, func(me *Me) error {
		if me.Type != "" && me.Type != "admin" {
			return otherObject(me.Type, me.ID)
		}
		if me.Workspace.ID == "" {
			return fmt.Errorf("%w: it names no workspace (app.id_code)", errBodyInvalid)
		}
		return nil
	}))})
	if err != nil {
		return nil, err
	}
	return &me, nil
}

// Admin is a teammate.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/admin
type Admin struct {
	Type            string `json:"type"`
	ID              ID     `json:"id"`
	Name            string `json:"name"`
	Email           string `json:"email"`
	JobTitle        string `json:"job_title"`
	AwayModeEnabled bool   `json:"away_mode_enabled"`
	// AwayModeReassign is whether new conversations go to others while the admin is away.
	AwayModeReassign bool `json:"away_mode_reassign"`
	// AwayStatusReasonID is absent before 2.14.
	AwayStatusReasonID ID   `json:"away_status_reason_id"`
	HasInboxSeat       bool `json:"has_inbox_seat"`
	TeamIDs            []ID `json:"team_ids"`
	// Role is nil before 2.16, and if the admin has none.
	Role *Role `json:"role"`
}

// Role is a set of permissions of admins.
type Role struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
}

// self leaves the type to Admins: Intercom lists bots, and perhaps more, among the admins.
func (a *Admin) self() (kind string, id ID) { return "admin", a.ID }

// Admins reads all admins. What the list has besides is taken for admins, too, but a list without a single one is another list.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/listadmins
func (r Reader) Admins(ctx context.Context) ([]Admin, error) {
	found, err := all[Admin](ctx, r, "/admins", "admin")
	others := slices.DeleteFunc(slices.Clone(found), func(a Admin) bool { return a.Type == "admin" || a.Type == "bot" || a.Type == "" })
	if len(others) > 0 && len(others) == len(found) {
		return nil, fmt.Errorf("GET /admins: %w", otherObject(others[0].Type, others[0].ID))
	}
	return found, err
}

// Team is a group of admins.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/teams/team
type Team struct {
	Type     string `json:"type"`
	ID       ID     `json:"id"`
	Name     string `json:"name"`
	AdminIDs []ID   `json:"admin_ids"`
	// DistributionMethod is how conversations are assigned (load_balanced, round_robin, and others). It is absent before 2.14.
	DistributionMethod string `json:"distribution_method"`
	// AssignmentLimit and the levels are shown only for balanced teams.
	AssignmentLimit *int64      `json:"assignment_limit"`
	Levels          *TeamLevels `json:"admin_priority_level"`
}

// Balanced is the distribution method of teams whose admins have levels.
const Balanced = "load_balanced"

// TeamLevels are the priority levels of a balanced team's admins.
type TeamLevels struct {
	Primary   []ID `json:"primary_admin_ids"`
	Secondary []ID `json:"secondary_admin_ids"`
}

func (t *Team) self() (kind string, id ID) { return t.Type, t.ID }

// Teams reads all teams.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/teams/listteams
func (r Reader) Teams(ctx context.Context) ([]Team, error) {
	return all[Team](ctx, r, "/teams", "team")
}
