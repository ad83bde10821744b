package intercomtest

import (
	"net/http"
	"slices"
)

func (t Team) clone() Team {
	t.AdminIDs, t.SecondaryIDs = slices.Clone(t.AdminIDs), slices.Clone(t.SecondaryIDs)
	return t
}

var teamKind = &kind[Team]{
	name: "teams", missing: teamNotFound, clone: Team.clone,
	in:    func(w *Workspace) **collection[Team] { return &w.teams },
	id:    func(t *Team) *string { return &t.ID },
	fresh: func(w *Workspace) string { return w.count("team", 814900) },
	show:  (*request).showTeam,
	routes: func(*kind[Team]) []route {
		return []route{
			at("GET", "/teams", v2(0), (*request).listTeams), at("GET", "/teams/{id}", v2(0), (*request).getTeam),
			at("PUT", "/teams/{id}", preview, (*request).changeTeamMembers),
		}
	},
}

var teamNotFound = fail(http.StatusNotFound, "team_not_found", "Team not found")

// UpdateTeam changes a team outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateTeam(id string, change func(*Team)) {
	defer w.lock()()
	w.teams.update(id, change)
}

// DeleteTeam deletes a team, which the API cannot.
func (w *Workspace) DeleteTeam(id string) {
	defer w.lock()()
	w.teams.drop(id)
}

// DeleteAdmin deletes a teammate, who leaves all teams. The API cannot.
func (w *Workspace) DeleteAdmin(id string) {
	defer w.lock()()
	w.admins = slices.DeleteFunc(slices.Clone(w.admins), func(a *Admin) bool { return a.ID == id })
	for t := range w.teams.all() {
		w.teams.update(t.ID, func(t *Team) {
			t.AdminIDs, t.SecondaryIDs = without(t.AdminIDs, []string{id}), without(t.SecondaryIDs, []string{id})
		})
	}
}

// Team returns a team, and whether there is one with the ID.
func (w *Workspace) Team(id string) (Team, bool) {
	defer w.lock()()
	if t := w.teams.get(id); t != nil {
		return t.clone(), true
	}
	return Team{}, false
}

// Teams returns all teams, oldest first.
func (w *Workspace) Teams() []Team {
	defer w.lock()()
	return w.teams.values()
}

// AppliesTeamsByHalf answers a PUT of a team's members with the conflict after which Intercom has added the new admins, but removed
// none and changed no level.
func AppliesTeamsByHalf() Behavior {
	return Behavior{name: "AppliesTeamsByHalf", method: "PUT", path: "/teams/*", prepare: func(rq *request) { rq.teamsByHalf = true }}
}

// changeTeamMembers replaces a team's members, and the levels of those that the body names.
func (rq *request) changeTeamMembers() reply {
	t := rq.teams.get(rq.ids[0])
	if t == nil {
		return teamNotFound
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
	next := t.clone()
	if rq.teamsByHalf {
		next.AdminIDs = append(next.AdminIDs, without(members, t.AdminIDs)...)
		rq.teams.put(next)
		return fail(http.StatusConflict, "conflict", "The members of this team kept being changed by other requests, so this one is partly applied. Read the team and try again.")
	}
	next.AdminIDs, next.SecondaryIDs = members, second
	return ok(rq.showTeam(rq.teams.put(next)))
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
