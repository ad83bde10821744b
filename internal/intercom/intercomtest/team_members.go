package intercomtest

import (
	"net/http"
	"slices"
)

// UpdateTeam changes a team outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateTeam(id string, change func(*Team)) {
	defer w.lock()()
	i := slices.IndexFunc(w.teams, func(t *Team) bool { return t.ID == id })
	next := *w.teams[i]
	change(&next)
	w.replaceTeam(next)
}

// DeleteTeam deletes a team, which the API cannot.
func (w *Workspace) DeleteTeam(id string) {
	defer w.lock()()
	w.teams = slices.DeleteFunc(slices.Clone(w.teams), func(t *Team) bool { return t.ID == id })
}

// DeleteAdmin deletes a teammate, who leaves all teams. The API cannot.
func (w *Workspace) DeleteAdmin(id string) {
	defer w.lock()()
	w.admins = slices.DeleteFunc(slices.Clone(w.admins), func(a *Admin) bool { return a.ID == id })
	for _, t := range w.teams {
		next := *t
		next.AdminIDs, next.SecondaryIDs = without(t.AdminIDs, []string{id}), without(t.SecondaryIDs, []string{id})
		w.replaceTeam(next)
	}
}

// Team returns a team, and whether there is one with the ID.
func (w *Workspace) Team(id string) (Team, bool) {
	defer w.lock()()
	if t := w.team(id); t != nil {
		return *t, true
	}
	return Team{}, false
}

// Teams returns all teams, oldest first.
func (w *Workspace) Teams() []Team {
	defer w.lock()()
	all := make([]Team, len(w.teams))
	for i, t := range w.teams {
		all[i] = *t
	}
	return all
}

// replaceTeam stores a new value, since copies of the workspace share the old one.
func (w *Workspace) replaceTeam(next Team) {
	w.teams = slices.Clone(w.teams)
	w.teams[slices.IndexFunc(w.teams, func(t *Team) bool { return t.ID == next.ID })] = &next
}

// AppliesTeamsByHalf answers a PUT of a team's members with the conflict after which Intercom has added the new admins, but removed
// none and changed no level.
func AppliesTeamsByHalf() Behavior {
	return Behavior{name: "AppliesTeamsByHalf", method: "PUT", path: "/teams/*", prepare: func(rq *request) { rq.teamsByHalf = true }}
}

// changeTeamMembers replaces a team's members, and the levels of those that the body names.
func (rq *request) changeTeamMembers() reply {
	t := rq.team(rq.ids[0])
	if t == nil {
		return fail(http.StatusNotFound, "team_not_found", "Team not found")
	}
	for field := range rq.body {
		if field != "admin_ids" && field != "admin_priority_level" {
			return invalid("Only admin_ids and admin_priority_level can be updated on a team, but the request changed " + field)
		}
	}
	members, valid := ids(rq.body["admin_ids"])
	if !valid || len(members) < 1 || len(members) > 1000 {
		return invalid("admin_ids must contain only numeric admin ids")
	}
	for _, id := range members {
		if rq.admin(id) == nil {
			return invalid("admin_ids names " + id + ", which is no teammate")
		}
	}
	second, problem := rq.levels(t, members)
	if problem.status != 0 {
		return problem
	}
	next := *t
	if rq.teamsByHalf {
		next.AdminIDs = append(slices.Clone(t.AdminIDs), without(members, t.AdminIDs)...)
		rq.replaceTeam(next)
		return fail(http.StatusConflict, "conflict", "The members of this team kept being changed by other requests, so this one is partly applied. Read the team and try again.")
	}
	next.AdminIDs, next.SecondaryIDs = members, second
	rq.replaceTeam(next)
	return ok(rq.showTeam(&next))
}

// levels returns the members of the second level after the request: whoever it does not name keeps the level that they have.
func (rq *request) levels(t *Team, members []string) ([]string, reply) {
	levels, _ := rq.body["admin_priority_level"].(object)
	first, _ := ids(levels["primary_admin_ids"])
	second, _ := ids(levels["secondary_admin_ids"])
	for _, id := range append(slices.Clone(first), second...) {
		if !slices.Contains(members, id) && !slices.Contains(t.AdminIDs, id) {
			return nil, invalid("admin_priority_level names " + id + ", which is on neither the team nor admin_ids")
		}
	}
	if len(second) > 0 && t.Distribution != balanced {
		return nil, invalid("secondary_admin_ids needs a team whose distribution_method is load_balanced")
	}
	var after []string
	for _, id := range members {
		switch {
		case slices.Contains(first, id) && slices.Contains(second, id):
			return nil, invalid("admin_priority_level gives " + id + " more than one priority level")
		case slices.Contains(second, id), !slices.Contains(first, id) && slices.Contains(t.SecondaryIDs, id):
			after = append(after, id)
		}
	}
	return after, reply{}
}

// ids reads a list of integers.
func ids(value any) (found []string, valid bool) {
	list, valid := value.([]any)
	for _, each := range list {
		id := digits(each)
		if id == "" {
			return nil, false
		}
		found = append(found, id)
	}
	return found, valid
}
