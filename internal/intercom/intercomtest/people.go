package intercomtest

import (
	"net/http"
	"slices"
	"strconv"
)

// AddAdmin adds a teammate.
func (w *Workspace) AddAdmin(a Admin) Admin {
	defer w.lock()()
	setDefault(&a.ID, func() string {
		return w.freshID("admin", 814860, func(id string) bool { return w.admin(id) != nil })
	})
	number(a.ID)
	setDefault(&a.Name, func() string { return "Admin " + a.ID })
	setDefault(&a.Email, func() string { return "admin" + a.ID + "@example.com" })
	w.admins = append(w.admins, &a)
	return a
}

// AddTeam adds a team.
func (w *Workspace) AddTeam(t Team) Team {
	defer w.lock()()
	setDefault(&t.ID, func() string {
		return w.freshID("team", 814900, func(id string) bool { return w.teams.get(id) != nil })
	})
	number(t.ID)
	setDefault(&t.Name, func() string { return "Team " + t.ID })
	setDefault(&t.Distribution, func() string { return "round_robin" })
	return w.teams.add(t).clone()
}

func (w *Workspace) admin(id string) *Admin {
	i := slices.IndexFunc(w.admins, func(a *Admin) bool { return a.ID == id })
	if i < 0 {
		return nil
	}
	return w.admins[i]
}

// number returns an ID as the integer that some answers show. Other IDs cannot be seeded.
func number(id string) int64 {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		panic("intercomtest: ids of admins, teams and ticket types are decimal, not " + strconv.Quote(id))
	}
	return n
}

func numbers(ids []string) []int64 {
	out := make([]int64, len(ids))
	for i, id := range ids {
		out[i] = number(id)
	}
	return out
}

// getMe shows the token's admin and, in app.id_code, its workspace.
func (rq *request) getMe() reply {
	return ok(object{
		"type":           "admin",
		"id":             rq.owner.ID,
		"email":          rq.owner.Email,
		"name":           rq.owner.Name,
		"email_verified": true,
		"has_inbox_seat": true,
		"app": object{
			"type":                  "app",
			"id_code":               rq.WorkspaceID,
			"name":                  "Workspace " + rq.WorkspaceID,
			"created_at":            1734537243,
			"secure":                false,
			"identity_verification": false,
			"timezone":              "Etc/UTC",
			"region":                rq.server.region,
		},
		"avatar": object{
			"type":      "avatar",
			"image_url": "https://static.intercomassets.com/assets/default-avatars/admins/128.png",
		},
	})
}

func (rq *request) listAdmins() reply {
	admins := []object{}
	for _, a := range rq.admins {
		admins = append(admins, rq.showAdmin(a))
	}
	return ok(object{"type": "admin.list", "admins": admins})
}

func (rq *request) getAdmin() reply {
	a := rq.admin(rq.ids[0])
	if a == nil {
		return fail(http.StatusNotFound, "admin_not_found", "Admin not found")
	}
	return ok(rq.showAdmin(a))
}

func (rq *request) showAdmin(a *Admin) object {
	shown := object{
		"type":               "admin",
		"id":                 a.ID,
		"name":               a.Name,
		"email":              a.Email,
		"away_mode_enabled":  a.AwayModeEnabled,
		"away_mode_reassign": a.AwayModeReassign,
		"has_inbox_seat":     !a.NoSeat,
		"team_ids":           numbers(a.TeamIDs),
	}
	if rq.version.atLeast(v2(14)) {
		shown["away_status_reason_id"] = rq.showAwayReason(a)
	}
	if rq.version.atLeast(v2(16)) {
		shown["role"] = nil
		if a.RoleID != "" {
			shown["role"] = object{"type": "role", "id": a.RoleID, "name": a.RoleName}
		}
	}
	return shown
}

func (rq *request) listTeams() reply {
	teams := []object{}
	for _, t := range rq.teams.seen(rq.lag(TeamMembers)) {
		teams = append(teams, rq.showTeam(t))
	}
	return ok(object{"type": "team.list", "teams": teams})
}

// getTeam finds a team at once, since only its members change.
func (rq *request) getTeam() reply {
	t := rq.teams.get(rq.ids[0])
	if t == nil {
		return teamNotFound
	}
	if seen := rq.teams.seenByID(rq.lag(TeamMembers), t.ID); seen != nil {
		t = seen
	}
	return ok(rq.showTeam(t))
}

// balanced is the distribution of teams with levels.
const balanced = "load_balanced"

// without returns the IDs that are not among others.
func without(ids, others []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(others, id) })
}

func (rq *request) showTeam(t *Team) object {
	shown := object{"type": "team", "id": t.ID, "name": t.Name, "admin_ids": numbers(t.AdminIDs)}
	if rq.version.atLeast(v2(14)) {
		shown["distribution_method"] = t.Distribution
	}
	if t.Distribution == balanced {
		shown["admin_priority_level"] = object{"primary_admin_ids": numbers(without(t.AdminIDs, t.SecondaryIDs)), "secondary_admin_ids": numbers(t.SecondaryIDs)}
		if rq.version.atLeast(v2(14)) {
			shown["assignment_limit"] = 10
		}
	}
	return shown
}
