package intercomtest

import (
	"fmt"
	"testing"
)

// TestTeamMembers: the members are replaced, and an admin whom the body gives no level keeps the one that they have.
func TestTeamMembers(t *testing.T) {
	t.Parallel()
	const team = "/teams/7"
	seed := func(s *Server) {
		for _, id := range []string{"1", "2", "3"} {
			s.AddAdmin(Admin{ID: id})
		}
		s.AddTeam(Team{ID: "7", Distribution: balanced, AdminIDs: []string{"1", "2"}, SecondaryIDs: []string{"2"}})
		s.AddTeam(Team{ID: "8", AdminIDs: []string{"1"}})
	}
	stored := func(s *Server, _ response) any {
		found, _ := s.Team("7")
		return fmt.Sprint(found.AdminIDs, found.SecondaryIDs)
	}
	runBehaviors(t, map[string]behaviorTest{
		"levels are kept":        {seed: seed, version: "Preview", method: "PUT", path: team, body: `{"admin_ids":[2,3]}`, got: stored, want: "[2 3] [2]"},
		"levels are set":         {seed: seed, version: "Preview", method: "PUT", path: team, body: `{"admin_ids":[2,3],"admin_priority_level":{"primary_admin_ids":[2],"secondary_admin_ids":[3]}}`, got: stored, want: "[2 3] [3]"},
		"one who leaves":         {seed: seed, version: "Preview", method: "PUT", path: team, body: `{"admin_ids":[2],"admin_priority_level":{"primary_admin_ids":[1,2]}}`, got: stored, want: "[2] []"},
		"nobody":                 {seed: seed, version: "Preview", method: "PUT", path: team, body: `{"admin_ids":[]}`, status: 400},
		"a stranger":             {seed: seed, version: "Preview", method: "PUT", path: team, body: `{"admin_ids":[99]}`, status: 400},
		"a stranger's level":     {seed: seed, version: "Preview", method: "PUT", path: team, body: `{"admin_ids":[1],"admin_priority_level":{"secondary_admin_ids":[3]}}`, status: 400},
		"two levels":             {seed: seed, version: "Preview", method: "PUT", path: team, body: `{"admin_ids":[1],"admin_priority_level":{"primary_admin_ids":[1],"secondary_admin_ids":[1]}}`, status: 400},
		"a level without levels": {seed: seed, version: "Preview", method: "PUT", path: "/teams/8", body: `{"admin_ids":[1],"admin_priority_level":{"secondary_admin_ids":[1]}}`, status: 400},
		"another field":          {seed: seed, version: "Preview", method: "PUT", path: team, body: `{"admin_ids":[1],"name":"x"}`, status: 400},
		"no such team":           {seed: seed, version: "Preview", method: "PUT", path: "/teams/9", body: `{"admin_ids":[1]}`, status: 404},
		"applied by half":        {seed: seed, set: []Behavior{AppliesTeamsByHalf()}, version: "Preview", method: "PUT", path: team, body: `{"admin_ids":[3]}`, status: 409, got: stored, want: "[1 2 3] [2]"},
	})
}
