package teammembers_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	kind = "intercom_team_members"
	// billing has levels, and its only member until a test changes it is former. The example's team has no levels.
	billing, former = "41", "814870"
	ada, grace      = intercomtest.ExampleAdmin, intercomtest.ExampleSecondAdmin
	// tokenAdmin is whose access token the fake has.
	tokenAdmin = "814800"
)

var both = acctest.Block{"team_id": billing, "admin_ids": []any{ada, grace}, "secondary_admin_ids": []any{grace}}

func with(changes acctest.Block) acctest.Block {
	config := maps.Clone(both)
	maps.Copy(config, changes)
	return config
}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: kind, Seed: acctest.Samples[kind].Seed, Keys: []string{"team_id"}, Config: both,
		Second: acctest.Block{"admin_ids": []any{grace}, "secondary_admin_ids": nil}, Replaced: acctest.Block{"team_id": "42"},
		Created: []string{`PUT /teams/41 {"admin_ids":[814860,814861],"admin_priority_level":{"primary_admin_ids":[814860],"secondary_admin_ids":[814861]}}`},
		Updated: []string{`PUT /teams/41 {"admin_ids":[814861],"admin_priority_level":{"primary_admin_ids":[814861],"secondary_admin_ids":[]}}`},
		Drift: func(s *intercomtest.Server, _ acctest.Object) {
			s.UpdateTeam(billing, func(team *intercomtest.Team) { team.AdminIDs, team.SecondaryIDs = []string{grace, former}, nil })
		},
		Restored: []string{`PUT /teams/41 {"admin_ids":[814860,814861],"admin_priority_level":{"primary_admin_ids":[814860],"secondary_admin_ids":[814861]}}`},
		Vanish:   func(s *intercomtest.Server, _ acctest.Object) { s.DeleteTeam(billing) },
	}.Run(t)
}

func newHarness(t *testing.T) (run func() *acctest.Protocol, s *intercomtest.Server) {
	t.Helper()
	s = acctest.Fake(t)
	acctest.Samples[kind].Seed(s)
	return func() *acctest.Protocol { return acctest.NewProtocol(t, s, kind, nil) }, s
}

// members are a team's members as in Intercom, those of the second level after a bar.
func members(s *intercomtest.Server, id string) string {
	team, _ := s.Team(id)
	return strings.Join(slices.Sorted(slices.Values(team.AdminIDs)), " ") + "|" + strings.Join(slices.Sorted(slices.Values(team.SecondaryIDs)), " ")
}

func expectMembers(t *testing.T, s *intercomtest.Server, want string) {
	t.Helper()
	if got := members(s, billing); got != want {
		t.Errorf("the team has %s, want %s", got, want)
	}
}

// TestWithoutLevels: a team that is not balanced gets no levels, and levels for it are refused when planning, also after somebody
// has changed the distribution method.
func TestWithoutLevels(t *testing.T) {
	t.Parallel()
	run, s := newHarness(t)
	config := acctest.Block{"team_id": intercomtest.ExampleTeam, "admin_ids": []any{ada}}
	object := run().Run(acctest.Object{}, config)
	if body := string(s.Calls()[len(s.Calls())-1].Body); body != `{"admin_ids":[814860]}` {
		t.Errorf("sent %s", body)
	}
	leveled := acctest.Block{"team_id": intercomtest.ExampleTeam, "admin_ids": []any{ada}, "secondary_admin_ids": []any{ada}}
	for _, prior := range []acctest.Object{{}, object} {
		_, diags := run().Plan(prior, leveled)
		acctest.Expect(t, diags, "ERROR", "secondary_admin_ids", "the admins of the team have no levels", `"round_robin"`, "remove secondary_admin_ids")
	}
	object = run().Run(acctest.Object{}, both)
	s.UpdateTeam(billing, func(team *intercomtest.Team) { team.Distribution, team.SecondaryIDs = "round_robin", nil })
	p := run()
	read, diags := p.Read(object)
	acctest.Expect(t, diags)
	_, diags = p.Plan(read, both)
	acctest.Expect(t, diags, "ERROR", "the admins of the team have no levels")
	run().Run(read, with(acctest.Block{"secondary_admin_ids": []any{}}))
}

// TestNoLevels: an empty set of secondary admins is the same as none.
func TestNoLevels(t *testing.T) {
	t.Parallel()
	run, s := newHarness(t)
	object := run().Run(acctest.Object{}, with(acctest.Block{"secondary_admin_ids": []any{}}))
	s.ResetCalls()
	for _, same := range []any{nil, []any{}} {
		p := run()
		read, diags := p.Read(object)
		acctest.Expect(t, diags)
		object = p.Run(read, with(acctest.Block{"secondary_admin_ids": same}))
	}
	if n := s.Count("PUT", ""); n > 0 {
		t.Errorf("%d PUTs", n)
	}
	expectMembers(t, s, ada+" "+grace+"|")
}

// TestConflict: after a conflict of either kind, a read decides, and what is not done is sent again.
func TestConflict(t *testing.T) {
	t.Parallel()
	nothing := func() intercomtest.Behavior {
		return intercomtest.RefusesAfter(409, "conflict", "The members of this team are being changed by another request. Try again.").On("PUT", "/teams/*").WithoutEffect()
	}
	done := intercomtest.RefusesAfter(409, "conflict", "The members of this team kept being changed.").On("PUT", "/teams/*")
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		// lost: the first PUT is not answered.
		lost bool
		puts int
	}{
		"applied by half":         {intercomtest.AppliesTeamsByHalf().Times(1), false, 2},
		"applied by half, twice":  {intercomtest.AppliesTeamsByHalf().Times(2), false, 3},
		"nothing was done":        {nothing().Times(1), false, 2},
		"nothing was done, twice": {nothing().Times(2), false, 3},
		"all was done in the end": {done, false, 1},
		"no answer, then by half": {intercomtest.AppliesTeamsByHalf().Times(1), true, 3},
	} {
		for _, doing := range []string{"create", "update"} {
			t.Run(name+"/"+doing, func(t *testing.T) {
				t.Parallel()
				run, s := newHarness(t)
				object := acctest.Object{}
				if doing == "update" {
					object = run().Run(object, acctest.Block{"team_id": billing, "admin_ids": []any{former}})
				}
				p := run()
				if doing == "update" {
					object, _ = p.Read(object)
				}
				planned, diags := p.Plan(object, both)
				if acctest.HasError(diags) {
					t.Fatal(acctest.Text(diags))
				}
				s.ResetCalls()
				s.Set(c.behavior)
				if c.lost {
					s.Inject(intercomtest.Fault{Method: "PUT", Path: "/teams/*", Times: 1, Act: intercomtest.ResetBefore()})
				}
				after, diags := p.Apply(planned)
				if acctest.HasError(diags) || strings.Contains(acctest.Text(diags), "Adopted") {
					t.Error(acctest.Text(diags))
				}
				if n := s.Count("PUT", "/teams/*"); n != c.puts || after.IsNull() {
					t.Errorf("%d PUTs, in state %s", n, after.State)
				}
				expectMembers(t, s, ada+" "+grace+"|"+grace)
			})
		}
	}
}

// TestContested: if the conflicts do not end, the error tells what a read shows, and the next apply goes on from there.
func TestContested(t *testing.T) {
	t.Parallel()
	for _, doing := range []string{"create", "update"} {
		for name, half := range map[string]bool{"by half": true, "nothing done": false} {
			t.Run(doing+"/"+name, func(t *testing.T) {
				t.Parallel()
				run, s := newHarness(t)
				object := acctest.Object{}
				if doing == "update" {
					object = run().Run(object, acctest.Block{"team_id": billing, "admin_ids": []any{former}})
				}
				p := run()
				if doing == "update" {
					object, _ = p.Read(object)
				}
				planned, _ := p.Plan(object, both)
				s.ResetCalls()
				shows, state := fmt.Sprintf(`a read shows the admins %q, of whom none`, former), "It stays in Terraform's state as it was"
				s.Set(intercomtest.RefusesAfter(409, "conflict", "Try again.").On("PUT", "/teams/*").WithoutEffect())
				if half {
					s.ClearBehaviors()
					s.Set(intercomtest.AppliesTeamsByHalf())
					shows, state = fmt.Sprintf(`a read shows the admins %q, %q, %q`, ada, grace, former), "A part of the changes was made"
				}
				if doing == "create" {
					state = "The members of the team were not changed"
					if half {
						state = "The resource is not in Terraform's state"
					}
				}
				after, diags := p.Apply(planned)
				acctest.Expect(t, diags, "ERROR", "other requests change the members of the team", "Each of 3 attempts", shows, "conflict", state, "apply again")
				if n := s.Count("PUT", "/teams/*"); n != 3 || after.IsNull() != (doing == "create") {
					t.Errorf("%d PUTs, in state %s", n, after.State)
				}
				if has := after.Get("admin_ids.2"); half && doing == "update" && has != former {
					t.Errorf("state has %s", after.State)
				}
				s.ClearBehaviors()
				p = run()
				if !after.IsNull() {
					after, diags = p.Read(after)
					acctest.Expect(t, diags)
				}
				p.Run(after, both)
				expectMembers(t, s, ada+" "+grace+"|"+grace)
			})
		}
	}
}

// TestLeavers: the plan of a new resource names whom it removes, and every plan warns if the token's own admin would leave.
func TestLeavers(t *testing.T) {
	t.Parallel()
	const others, own = "This plan removes admins from teams", "This plan removes the access token's own admin from teams"
	run, s := newHarness(t)
	s.AddAdmin(intercomtest.Admin{ID: tokenAdmin})
	_, diags := run().Plan(acctest.Object{}, with(acctest.Block{"admin_ids": []any{former, ada, grace}}))
	acctest.Expect(t, diags)
	_, diags = run().Plan(acctest.Object{}, both)
	if acctest.Expect(t, diags, "WARNING", others, `"814870"`, `41 "Billing"`); strings.Contains(acctest.Text(diags), own) {
		t.Error(acctest.Text(diags))
	}
	s.UpdateTeam(billing, func(team *intercomtest.Team) { team.AdminIDs = append(slices.Clone(team.AdminIDs), tokenAdmin) })
	_, diags = run().Plan(acctest.Object{}, both)
	acctest.Expect(t, diags, "WARNING", others, own, `Admin "814800"`)
	_, diags = run().Plan(acctest.Object{}, with(acctest.Block{"admin_ids": []any{ada, acctest.Unknown}, "secondary_admin_ids": nil}))
	acctest.Expect(t, diags)

	p := run()
	object, diags := p.Import(billing, nil)
	acctest.Expect(t, diags)
	planned, diags := p.Plan(object, both)
	if acctest.Expect(t, diags, "WARNING", own); strings.Contains(acctest.Text(diags), others) {
		t.Errorf("an update shows whom it removes: %s", acctest.Text(diags))
	}
	_, diags = p.Apply(planned)
	if acctest.HasError(diags) {
		t.Error(acctest.Text(diags))
	}
	expectMembers(t, s, ada+" "+grace+"|"+grace)
}

// TestDeletedAdmin: an admin who is deleted in Intercom is drift. To add them again is refused by Intercom, of which the plan warns.
func TestDeletedAdmin(t *testing.T) {
	t.Parallel()
	run, s := newHarness(t)
	object := run().Run(acctest.Object{}, both)
	s.DeleteAdmin(grace)
	p := run()
	read, diags := p.Read(object)
	if acctest.Expect(t, diags); read.IsNull() || read.Get("admin_ids.1") != "<none>" {
		t.Errorf("in state %s", read.State)
	}
	planned, diags := p.Plan(read, both)
	acctest.Expect(t, diags, "WARNING", "adds admins to teams that the workspace does not have", `"814861"`, "remove them from admin_ids")
	after, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "Intercom answered 400", "It stays in Terraform's state"); !after.State.Equal(read.State) {
		t.Errorf("in state %s", after.State)
	}
	run().Run(read, with(acctest.Block{"admin_ids": []any{ada}, "secondary_admin_ids": nil}))
	_, diags = run().Plan(acctest.Object{}, with(acctest.Block{"team_id": "42"}))
	acctest.Expect(t, diags, "WARNING", "that the workspace does not have")
}

// TestTeammateInBetween: an admin whom a teammate adds after the plan is not removed by an update that does not show it.
func TestTeammateInBetween(t *testing.T) {
	t.Parallel()
	run, s := newHarness(t)
	object := run().Run(acctest.Object{}, both)
	p := run()
	object, _ = p.Read(object)
	planned, _ := p.Plan(object, with(acctest.Block{"admin_ids": []any{ada}, "secondary_admin_ids": nil}))
	s.UpdateTeam(billing, func(team *intercomtest.Team) { team.AdminIDs = append(slices.Clone(team.AdminIDs), former) })
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "somebody has changed admin_ids", `"814870"`, "plan again")
	expectMembers(t, s, ada+" "+grace+" "+former+"|"+grace)
	p = run()
	read, diags := p.Read(after)
	acctest.Expect(t, diags)
	planned, _ = p.Plan(read, with(acctest.Block{"admin_ids": []any{ada, grace, former}, "secondary_admin_ids": []any{former}}))
	s.UpdateTeam(billing, func(team *intercomtest.Team) { team.AdminIDs = []string{ada, former} })
	_, diags = p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "somebody has changed admin_ids", "plan again") // who was removed does not come back
	p = run()
	read, diags = p.Read(read)
	acctest.Expect(t, diags)
	p.Run(read, with(acctest.Block{"admin_ids": []any{ada}, "secondary_admin_ids": nil}))
	expectMembers(t, s, ada+"|")
}

// TestUpdateVerified: an update is believed if the answer shows what was sent. Otherwise a read decides.
func TestUpdateVerified(t *testing.T) {
	t.Parallel()
	other := map[string]any{"admin_ids": []any{814870}}
	for name, c := range map[string]struct {
		answer intercomtest.Behavior
		fails  bool
	}{
		"other members":           {intercomtest.Overrides(other), false},
		"other members, not done": {intercomtest.Overrides(other).WithoutEffect(), true},
		"as it was, not done":     {intercomtest.Omits("nothing").WithoutEffect(), false},
		"no members":              {intercomtest.Omits("admin_ids"), true},
		"other levels":            {intercomtest.Overrides(map[string]any{"admin_priority_level.secondary_admin_ids": []any{814860}}), false},
		"another team":            {intercomtest.Overrides(map[string]any{"id": "42"}), true},
		"{}":                      {intercomtest.AnswersBody(200, "{}").WithoutEffect(), true},
		"500":                     {intercomtest.RefusesAfter(500, "server_error", "Oops"), true},
		"403 page":                {intercomtest.PageAfter(403), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run, s := newHarness(t)
			object := run().Run(acctest.Object{}, both)
			p := run()
			object, _ = p.Read(object)
			config := with(acctest.Block{"admin_ids": []any{grace}, "secondary_admin_ids": nil})
			planned, _ := p.Plan(object, config)
			s.Set(c.answer.On("PUT", "/teams/*"))
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) != c.fails || after.IsNull() {
				t.Errorf("fails: %v, in state %s: %s", acctest.HasError(diags), after.State, acctest.Text(diags))
			}
			s.ClearBehaviors()
			p = run()
			read, diags := p.Read(after)
			acctest.Expect(t, diags)
			p.Run(read, config)
			expectMembers(t, s, grace+"|")
		})
	}
}

// TestHiddenLevels: an answer that does not show the levels says nothing about them.
func TestHiddenLevels(t *testing.T) {
	t.Parallel()
	run, s := newHarness(t)
	object := run().Run(acctest.Object{}, both)
	s.Set(intercomtest.Omits("admin_priority_level").On("GET", "/teams/*"))
	p := run()
	read, diags := p.Read(object)
	if acctest.Expect(t, diags); read.Get("secondary_admin_ids.0") != grace {
		t.Errorf("in state %s", read.State)
	}
	p.Run(read, with(acctest.Block{"secondary_admin_ids": nil}))
	expectMembers(t, s, ada+" "+grace+"|")
}

// TestRefused: what Intercom refuses for every team is refused before a call, and its refusals say what is missing.
func TestRefused(t *testing.T) {
	t.Parallel()
	run, s := newHarness(t)
	many := make([]any, 1001)
	for i := range many {
		many[i] = fmt.Sprint(i + 1)
	}
	for says, config := range map[string]acctest.Block{
		"A team cannot be emptied":                with(acctest.Block{"admin_ids": []any{}, "secondary_admin_ids": nil}),
		"these are 1001":                          with(acctest.Block{"admin_ids": many, "secondary_admin_ids": nil}),
		`"814870" is in secondary_admin_ids, but`: with(acctest.Block{"secondary_admin_ids": []any{former}}),
		`"augusta@example.com"`:                   with(acctest.Block{"admin_ids": []any{"augusta@example.com", grace}}),
		"must be one of Intercom's IDs":           with(acctest.Block{"team_id": "a/b"}),
	} {
		acctest.Expect(t, run().Validate(config), "ERROR", says)
	}
	for _, unknown := range []acctest.Block{{"admin_ids": acctest.Unknown}, {"admin_ids": []any{acctest.Unknown}}, {"secondary_admin_ids": acctest.Unknown}, {"secondary_admin_ids": []any{acctest.Unknown}}} {
		acctest.Expect(t, run().Validate(with(unknown)))
	}
	_, diags := run().Plan(acctest.Object{}, with(acctest.Block{"team_id": "99"}))
	acctest.Expect(t, diags, "ERROR", "team_id", "404 team_not_found", "Nothing was changed")
	for code, says := range map[string]string{"api_plan_restricted": "does not allow this", "forbidden": "Manage teams"} {
		p := run()
		planned, _ := p.Plan(acctest.Object{}, both)
		s.Set(intercomtest.RefusesAfter(403, code, "No.").On("PUT", "/teams/*").WithoutEffect())
		object, diags := p.Apply(planned)
		if acctest.Expect(t, diags, "ERROR", "admin_ids", "403 "+code, says, "were not changed"); !object.IsNull() {
			t.Errorf("in state %s", object.State)
		}
		s.ClearBehaviors()
	}
	expectMembers(t, s, former+"|")
}

// TestWithoutPreview: without the area, everything is refused before a call with the name of the argument.
func TestWithoutPreview(t *testing.T) {
	t.Parallel()
	run, s := newHarness(t)
	object := run().Run(acctest.Object{}, both)
	s.ResetCalls()
	without := func() *acctest.Protocol { return acctest.NewProtocol(t, s, kind, acctest.Block{"preview": nil}) }
	_, diags := without().Plan(acctest.Object{}, both)
	acctest.Expect(t, diags, "ERROR", "API version 2.16 does not support team memberships", `"team_members" to the provider's argument preview`)
	_, diags = without().List(nil, 0)
	acctest.Expect(t, diags, "ERROR", "API version 2.16 does not support team memberships")
	if read, diags := without().Read(object); acctest.HasError(diags) || read.Get("admin_ids.1") != grace {
		t.Errorf("every version shows the members: %s", acctest.Text(diags))
	}
	if s.Count("PUT", "") > 0 {
		t.Error("something was written")
	}
}

// TestTwice: a team has one owner.
func TestTwice(t *testing.T) {
	t.Parallel()
	run, _ := newHarness(t)
	p := run()
	if _, diags := p.Plan(acctest.Object{}, both); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	_, diags := p.Plan(acctest.Object{}, both)
	acctest.Expect(t, diags, "ERROR", "team_id", "Two resources have the same team_id")
	object := run().Run(acctest.Object{}, both)
	p = run()
	object, _ = p.Read(object)
	if _, diags = p.Plan(object, both); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	_, diags = p.Plan(acctest.Object{}, both)
	acctest.Expect(t, diags, "ERROR", "Two resources have the same team_id")
}

// TestEmptyTeam: a team without members is no membership that a configuration could describe. It is not listed, and an import shows it.
func TestEmptyTeam(t *testing.T) {
	t.Parallel()
	run, s := newHarness(t)
	s.UpdateTeam(billing, func(team *intercomtest.Team) { team.AdminIDs = nil })
	found, diags := run().List(nil, 0)
	if acctest.Expect(t, diags); len(found) != 2 || found[0].Get("team_id") != intercomtest.ExampleTeam {
		t.Errorf("listed %d", len(found))
	}
	object, diags := run().Import(billing, nil)
	acctest.Expect(t, diags)
	run().Run(object, both)
	expectMembers(t, s, ada+" "+grace+"|"+grace)
}
