package intercomtest

import (
	"fmt"
	"strings"
	"testing"
)

// TestUndecidedAudiences turns each knob: what the fake does without it, and with it.
func TestUndecidedAudiences(t *testing.T) {
	t.Parallel()
	const (
		one  = "/audiences/" + ExampleAudience
		post = `{"name":"Trials","predicates":[{"attribute":"seats","type":"integer","comparison":"gt","value":"100"},{"attribute":"plan","type":"string","comparison":"eq","value":"pro"}]}`
	)
	used := func(s *Server) {
		s.UpdateArticle(ExampleArticle, func(a *Article) { a.AudienceIDs = []string{ExampleAudience} })
	}
	articleIs := func(s *Server, _ response) any { return fmt.Sprint(s.Article(ExampleArticle).AudienceIDs) }
	group := func(s *Server) {
		s.UpdateAudience(ExampleAudience, func(a *Audience) {
			a.Predicates = append(a.Predicates, map[string]any{"type": "or", "predicates": []any{}})
		})
	}
	none := func(s *Server) { s.UpdateAudience(ExampleAudience, func(a *Audience) { a.Predicates = nil }) }
	count := func(_ *Server, r response) any { return len(r.at("predicates").([]any)) }
	attributes := func(_ *Server, r response) any {
		var all []any
		for _, p := range r.at("predicates").([]any) {
			all = append(all, p.(object)["attribute"], p.(object)["value"])
		}
		return strings.TrimSuffix(fmt.Sprintln(all...), "\n")
	}
	runBehaviors(t, map[string]behaviorTest{
		"a name can be taken twice":          {method: "POST", path: "/audiences", body: `{"name":"VIP Customers"}`, status: 201},
		"a name cannot be taken twice":       {set: []Behavior{RefusesEqualAudiences()}, method: "POST", path: "/audiences", body: `{"name":"VIP Customers"}`, status: 422},
		"it can be kept":                     {set: []Behavior{RefusesEqualAudiences()}, method: "PUT", path: one, body: `{"name":"VIP Customers"}`, status: 200},
		"no role is none":                    {method: "POST", path: "/audiences", body: `{"name":"Trials"}`, status: 201, got: func(s *Server, _ response) any { return len(s.Audiences()[1].RolePredicates) }, want: 0},
		"no role is users":                   {set: []Behavior{DefaultsRoles()}, method: "POST", path: "/audiences", body: `{"name":"Trials"}`, status: 201, got: func(s *Server, _ response) any { return len(s.Audiences()[1].RolePredicates) }, want: 1},
		"an article loses a deleted one":     {seed: used, method: "DELETE", path: one, status: 204, got: articleIs, want: "[]"},
		"an article keeps a deleted one":     {seed: used, set: []Behavior{KeepsAudienceIDs()}, method: "DELETE", path: one, status: 204, got: articleIs, want: "[" + ExampleAudience + "]"},
		"a used one is not deleted":          {seed: used, set: []Behavior{KeepsUsedAudiences()}, method: "DELETE", path: one, status: 422, got: articleIs, want: "[" + ExampleAudience + "]"},
		"one that nothing uses is":           {set: []Behavior{KeepsUsedAudiences()}, method: "DELETE", path: one, status: 204},
		"none are an empty list":             {seed: none, method: "GET", path: one, got: count, want: 0},
		"none are null":                      {seed: none, set: []Behavior{ShowsNullPredicates()}, method: "GET", path: one, got: member("predicates"), want: nil},
		"as sent":                            {method: "POST", path: "/audiences", body: post, status: 201, got: attributes, want: "seats 100 plan pro"},
		"in another order":                   {set: []Behavior{ReversesPredicates()}, method: "POST", path: "/audiences", body: post, status: 201, got: attributes, want: "plan pro seats 100"},
		"numbers are numbers":                {set: []Behavior{ShowsPredicateNumbers()}, method: "POST", path: "/audiences", body: post, status: 201, got: func(_ *Server, r response) any { return r.at("predicates").([]any)[0].(object)["value"] }, want: float64(100)},
		"a group is shown":                   {seed: group, method: "GET", path: one, got: count, want: 2},
		"a group is hidden":                  {seed: group, set: []Behavior{HidesGroups()}, method: "GET", path: one, got: count, want: 1},
		"an update changes only what it has": {method: "PUT", path: one, body: `{"role_predicates":[]}`, got: count, want: 1},
	})
}
