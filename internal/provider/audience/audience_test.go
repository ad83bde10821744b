package audience_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const kind = "intercom_audience"

func predicate(attribute, of, comparison, value string) acctest.Block {
	return acctest.Block{"attribute": attribute, "type": of, "comparison": comparison, "value": value}
}

var (
	onPlan    = predicate("custom_attributes.plan", "string", "eq", "enterprise")
	atAcme    = predicate("company.name", "string", "contains", "Acme")
	withSeats = predicate("custom_attributes.seats", "integer", "gt", "100")
	users     = predicate("role", "role", "eq", "user")
	leads     = predicate("role", "role", "eq", "lead")

	// enterprise has sorted sets, as an import writes them.
	enterprise = acctest.Block{"name": "Enterprise", "predicates": []any{atAcme, onPlan}, "role_predicates": []any{users}}
)

const (
	sentPlan  = `{"attribute":"custom_attributes.plan","type":"string","comparison":"eq","value":"enterprise"}`
	sentAcme  = `{"attribute":"company.name","type":"string","comparison":"contains","value":"Acme"}`
	sentSeats = `{"attribute":"custom_attributes.seats","type":"integer","comparison":"gt","value":"100"}`
	sentUsers = `{"attribute":"role","type":"role","comparison":"eq","value":"user"}`
)

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: kind, Keys: []string{"id"}, Versions: []string{"2.16", "Preview"},
		Config:  enterprise,
		Second:  acctest.Block{"name": "Large customers", "predicates": []any{withSeats}},
		Created: []string{`POST /audiences {"name":"Enterprise","predicates":[` + sentAcme + `,` + sentPlan + `],"role_predicates":[` + sentUsers + `]}`},
		Updated: []string{`PUT /audiences/{id} {"name":"Large customers","predicates":[` + sentSeats + `]}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateAudience(o.Get("id"), func(a *intercomtest.Audience) { a.Predicates = nil })
		},
		Restored:  []string{`PUT /audiences/{id} {"predicates":[` + sentAcme + `,` + sentPlan + `]}`},
		Destroyed: []string{`DELETE /audiences/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteAudience(o.Get("id")) },
	}.Run(t)
}

func newHarness(t *testing.T, behaviors ...intercomtest.Behavior) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	s.Set(behaviors...)
	return acctest.NewProtocol(t, s, kind, nil), s
}

func with(changes acctest.Block) acctest.Block {
	config := maps.Clone(enterprise)
	maps.Copy(config, changes)
	return config
}

// checkStable checks that a refresh by a new run and the plan after it find no change.
func checkStable(t *testing.T, s *intercomtest.Server, o acctest.Object, config acctest.Block) acctest.Object {
	t.Helper()
	p := acctest.NewProtocol(t, s, kind, nil)
	read, diags := p.Read(o)
	acctest.Expect(t, diags)
	planned, diags := p.Plan(read, config)
	if acctest.Expect(t, diags); !planned.State.Equal(read.State) {
		t.Errorf("the plan is not empty:\n%s\n%s", read.State, planned.State)
	}
	return read
}

// TestVersions: a version without audiences is refused with the one that has them.
func TestVersions(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15"} {
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version})
		says := []string{"ERROR", "API version " + version + " does not support audiences", "2.16"}
		_, diags := p.Plan(acctest.Object{}, enterprise)
		acctest.Expect(t, diags, says...)
		_, diags = p.List(nil, 0)
		acctest.Expect(t, diags, says...)
		for _, source := range []string{kind, "intercom_audiences"} {
			config := acctest.Block{}
			if source == kind {
				config["name"] = "Enterprise"
			}
			_, diags = p.Of(source).Data(config)
			acctest.Expect(t, diags, says...)
		}
		if n := len(s.Calls()); n > 0 {
			t.Errorf("%s: %d calls", version, n)
		}
	}
}

// TestShown: what Intercom shows otherwise than it was sent is no change, and neither is another order.
func TestShown(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{
		"as sent": nil, "other order": {intercomtest.ReversesPredicates()}, "numbers": {intercomtest.ShowsPredicateNumbers()}, "escaped": {intercomtest.EscapesText()},
		"null": {intercomtest.ShowsNullPredicates()}, "unique names": {intercomtest.RefusesEqualAudiences()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, behaviors...)
			config := with(acctest.Block{"predicates": []any{withSeats, onPlan, predicate("company.name", "string", "contains", "A & B")}})
			object := p.Run(acctest.Object{}, config)
			checkStable(t, s, object, config)
			config["predicates"] = []any{onPlan, predicate("company.name", "string", "contains", "A & B"), withSeats}
			checkStable(t, s, object, config)
			bare := acctest.NewProtocol(t, s, kind, nil).Run(acctest.Object{}, acctest.Block{"name": "Bare", "role_predicates": []any{users}})
			checkStable(t, s, bare, acctest.Block{"name": "Bare", "role_predicates": []any{users}})
			s.ResetCalls()
			imported, diags := acctest.NewProtocol(t, s, kind, nil).Import(object.Get("id"), nil)
			acctest.Expect(t, diags)
			if !strings.Contains(imported.State.String(), `"value":tftypes.String<"100">`) {
				t.Errorf("imported as %s", imported.State)
			}
			if n := s.Count("PUT", ""); n > 0 {
				t.Errorf("%d PUTs", n)
			}
		})
	}
}

// TestEmpty: an empty set of predicates is refused, also where it is known only at apply. A plan warns of what may widen an audience.
func TestEmpty(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	acctest.Expect(t, p.Validate(with(acctest.Block{"predicates": []any{}})), "ERROR", "Audience without conditions", "may include everyone")
	_, diags := p.Plan(acctest.Object{}, with(acctest.Block{"predicates": []any{}}))
	acctest.Expect(t, diags, "ERROR", "Audience without conditions", "may include everyone")
	_, diags = p.Plan(acctest.Object{}, acctest.Block{"name": "Everyone"})
	acctest.Expect(t, diags, "WARNING", "This plan creates audiences without conditions")
	object := acctest.NewProtocol(t, s, kind, nil).Run(acctest.Object{}, enterprise)
	p = acctest.NewProtocol(t, s, kind, nil)
	read, _ := p.Read(object)
	_, diags = p.Plan(read, with(acctest.Block{"predicates": []any{}}))
	acctest.Expect(t, diags, "ERROR", "Audience without conditions")
	planned, diags := p.Plan(read, with(acctest.Block{"role_predicates": []any{}}))
	acctest.Expect(t, diags, "WARNING", "This plan removes conditions of audiences", `"Enterprise"`, "visible to more people")
	object, diags = p.Apply(planned)
	acctest.Expect(t, diags, "WARNING", "This plan removes conditions of audiences")
	if a := s.Audiences()[1]; len(a.RolePredicates) != 0 || len(a.Predicates) != 2 {
		t.Errorf("stored is %+v", a)
	}
	checkStable(t, s, object, with(acctest.Block{"role_predicates": []any{}}))
	for name, missing := range map[string]acctest.Block{"attribute": {"type": "role", "comparison": "eq"}, "comparison": {"attribute": "role", "type": "role"}, "type": {"attribute": "role", "comparison": "eq"}} {
		acctest.Expect(t, p.Validate(with(acctest.Block{"role_predicates": []any{missing}})), "ERROR", "Missing "+name)
	}
}

// TestNoRoles: an empty set of role_predicates is sent, because Intercom may set conditions of its own, and an import shows it.
func TestNoRoles(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.DefaultsRoles())
	config := with(acctest.Block{"role_predicates": []any{}})
	object := p.Run(acctest.Object{}, config)
	if a := s.Audiences()[1]; len(a.RolePredicates) > 0 {
		t.Errorf("stored is %+v", a)
	}
	checkStable(t, s, object, config)
	imported, diags := acctest.NewProtocol(t, s, kind, nil).Import(object.Get("id"), nil)
	if acctest.Expect(t, diags); imported.Get("role_predicates") == "<null>" {
		t.Errorf("imported as %s", imported.State)
	}
}

// TestLeftOut: conditions that the configuration leaves out are left alone, whether Intercom sets role_predicates of its own or not.
func TestLeftOut(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.DefaultsRoles()}} {
		p, s := newHarness(t, behaviors...)
		config := with(acctest.Block{"role_predicates": nil})
		object := p.Run(acctest.Object{}, config)
		checkStable(t, s, object, config)
		object = acctest.NewProtocol(t, s, kind, nil).Run(object, with(acctest.Block{"predicates": nil, "role_predicates": []any{leads}}))
		a := s.Audiences()[1]
		if len(a.Predicates) != 2 || len(a.RolePredicates) != 1 || a.RolePredicates[0]["value"] != "lead" {
			t.Errorf("stored is %+v", a)
		}
		checkStable(t, s, object, with(acctest.Block{"predicates": nil, "role_predicates": []any{leads}}))
	}
}

// strange are conditions that only Intercom's settings can make.
var strange = map[string]map[string]any{
	"a group":      {"type": "or", "predicates": []any{map[string]any{"attribute": "role", "type": "role", "comparison": "eq", "value": "user"}}},
	"another key":  {"attribute": "custom_attributes.plan", "type": "string", "comparison": "eq", "value": "pro", "negated": true},
	"nested value": {"attribute": "custom_attributes.plan", "type": "string", "comparison": "in", "value": []any{"pro", "team"}},
}

// madeInIntercom is a harness whose answers are not compared with the descriptions, which do not have them.
func madeInIntercom(t *testing.T, behaviors ...intercomtest.Behavior) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := intercomtest.New(t)
	intercomtest.SeedExample(s.Workspace)
	s.Set(behaviors...)
	return acctest.NewProtocol(t, s, kind, nil), s
}

// TestUndescribed: conditions that the API does not describe are no change, and are never removed.
func TestUndescribed(t *testing.T) {
	t.Parallel()
	for name, condition := range strange {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := madeInIntercom(t)
			object := p.Run(acctest.Object{}, enterprise)
			p = acctest.NewProtocol(t, s, kind, nil)
			fresh, _ := p.Read(object)
			planned, diags := p.Plan(fresh, with(acctest.Block{"predicates": []any{onPlan}}))
			acctest.Expect(t, diags)
			s.UpdateAudience(object.Get("id"), func(a *intercomtest.Audience) { a.Predicates = append(a.Predicates, condition) })
			after, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "holds conditions that the API does not describe")
			if after.IsNull() || len(s.Audiences()[1].Predicates) != 3 {
				t.Errorf("stored is %+v", s.Audiences()[1])
			}
			read := checkStable(t, s, object, enterprise)
			if got := read.Get("undescribed.0"); got != "predicates" {
				t.Errorf("undescribed is %s", got)
			}
			p = acctest.NewProtocol(t, s, kind, nil)
			read, _ = p.Read(read)
			_, diags = p.Plan(read, with(acctest.Block{"predicates": []any{onPlan}}))
			acctest.Expect(t, diags, "ERROR", "Conditions that the provider cannot change", "holds conditions that the API does not describe")
			changed := acctest.NewProtocol(t, s, kind, nil).Run(read, with(acctest.Block{"name": "Other", "role_predicates": []any{leads}}))
			if a := s.Audiences()[1]; a.Name != "Other" || len(a.Predicates) != 3 || a.RolePredicates[0]["value"] != "lead" {
				t.Errorf("stored is %+v", a)
			}
			checkStable(t, s, changed, with(acctest.Block{"name": "Other", "role_predicates": []any{leads}}))
		})
	}
}

// TestMadeInIntercom: what Intercom's settings can make and no argument can say is imported, listed, and looked up, and plans no
// change.
func TestMadeInIntercom(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.HidesGroups()}, {intercomtest.ShowsNullPredicates(), intercomtest.ShowsPredicateNumbers()}} {
		p, s := madeInIntercom(t, behaviors...)
		ids := map[string]acctest.Block{s.AddAudience(intercomtest.Audience{Name: "Empty"}).ID: {"name": "Empty"}}
		for name, condition := range strange {
			ids[s.AddAudience(intercomtest.Audience{Name: name, Predicates: []map[string]any{condition}}).ID] = acctest.Block{"name": name}
		}
		ids[s.AddAudience(intercomtest.Audience{Name: "No value", Predicates: []map[string]any{{"attribute": "email", "type": "string", "comparison": "known", "value": nil}}}).ID] = acctest.Block{"name": "No value"}
		ids[s.AddAudience(intercomtest.Audience{Name: "Twice", Predicates: []map[string]any{
			{"attribute": "score", "type": "float", "comparison": "eq", "value": 1.5}, {"attribute": "score", "type": "float", "comparison": "eq", "value": "1.5"},
		}}).ID] = acctest.Block{"name": "Twice", "predicates": []any{predicate("score", "float", "eq", "1.5")}}
		listed, diags := p.List(nil, 0)
		acctest.Expect(t, diags)
		if len(listed) != len(ids)+1 {
			t.Errorf("%d listed", len(listed))
		}
		for id, config := range ids {
			imported, diags := acctest.NewProtocol(t, s, kind, nil).Import(id, nil)
			acctest.Expect(t, diags)
			checkStable(t, s, imported, config)
		}
		_, diags = p.Of("intercom_audiences").Data(acctest.Block{})
		acctest.Expect(t, diags)
	}
}

// TestAttributes: a plan warns of custom attributes that the workspace lacks, unless it creates them.
func TestAttributes(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	renewal := with(acctest.Block{"predicates": []any{predicate("custom_attributes.renewal", "string", "eq", "soon")}})
	_, diags := p.Plan(acctest.Object{}, renewal)
	acctest.Expect(t, diags, "WARNING", "custom attributes that the workspace does not have", `"custom_attributes.renewal"`)
	p = acctest.NewProtocol(t, s, kind, nil)
	_, diags = p.Of("intercom_data_attribute").Plan(acctest.Object{}, acctest.Block{"model": "contact", "name": "renewal", "data_type": "string"})
	acctest.Expect(t, diags)
	_, diags = p.Plan(acctest.Object{}, renewal)
	acctest.Expect(t, diags)
	s.Inject(intercomtest.Fault{Method: "GET", Path: "/data_attributes", Act: intercomtest.Status(403, "forbidden", "Access denied")})
	_, diags = acctest.NewProtocol(t, s, kind, nil).Plan(acctest.Object{}, renewal)
	acctest.Expect(t, diags)
}

// TestCreateLost: a create whose answer is lost creates one audience, whether Intercom enforces unique names or not.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"equal names": nil, "unique names": {intercomtest.RefusesEqualAudiences()}} {
		for lost, act := range map[string]intercomtest.Act{"after": intercomtest.ResetAfter(), "500": intercomtest.ActThenStatus(500)} {
			t.Run(name+", "+lost, func(t *testing.T) {
				t.Parallel()
				p, s := newHarness(t, behaviors...)
				s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
				planned, diags := p.Plan(acctest.Object{}, enterprise)
				acctest.Expect(t, diags)
				object, diags := p.Apply(planned)
				acctest.Expect(t, diags, "WARNING", "Adopted")
				if all := s.Audiences(); s.Count("POST", "") != 1 || len(all) != 2 || all[1].ID != object.Get("id") {
					t.Errorf("%v, in state %s", all, object.Get("id"))
				}
			})
		}
	}
}

// TestNameCut: where Intercom shortens a name, the error names the audience that it made, and no plan for another workspace creates it.
func TestNameCut(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.Set(intercomtest.Stores(map[string]any{"name": "Pros"}).On("POST", "/audiences"))
	planned, diags := p.Plan(acctest.Object{}, enterprise)
	acctest.Expect(t, diags)
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "Intercom answered with a new one", `"Pros"`, "Applying again would create another one", "import {", `id = "`+s.Audiences()[len(s.Audiences())-1].ID+`"`); !object.IsNull() || s.Count("POST", "/audiences") != 1 {
		t.Errorf("in state %s, Intercom has %v", object.State, s.Audiences())
	}
}

// TestNameTaken: a name that an audience already has is refused at plan, whether Intercom would refuse it or not.
func TestNameTaken(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.RefusesEqualAudiences()}} {
		p, _ := newHarness(t, behaviors...)
		_, diags := p.Plan(acctest.Object{}, with(acctest.Block{"name": "VIP Customers"}))
		acctest.Expect(t, diags, "ERROR", `"VIP Customers" exists already`, "to = intercom_audience.NAME", `id = "788"`)
	}
}

// TestUsed: the plan says what the destroy of an audience means for the articles that are for it, whatever becomes of them.
func TestUsed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behaviors []intercomtest.Behavior
		ids       int
		kept      bool
	}{
		"the article is for everyone": {nil, 0, false},
		"the article keeps the ID":    {[]intercomtest.Behavior{intercomtest.KeepsAudienceIDs()}, 1, false},
		"it is not deleted":           {[]intercomtest.Behavior{intercomtest.KeepsUsedAudiences()}, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, c.behaviors...)
			s.UpdateArticle(intercomtest.ExampleArticle, func(a *intercomtest.Article) { a.AudienceIDs = []string{intercomtest.ExampleAudience} })
			object, diags := p.Import(intercomtest.ExampleAudience, nil)
			acctest.Expect(t, diags)
			after, diags := p.Destroy(object)
			acctest.Expect(t, diags, "WARNING", "This plan deletes audiences permanently", "visible to everyone")
			if after.IsNull() == c.kept || acctest.HasError(diags) != c.kept || len(s.Audiences()) == 1 != c.kept {
				t.Errorf("in state %v: %s", !after.IsNull(), acctest.Text(diags))
			}
			if a := s.Article(intercomtest.ExampleArticle); len(a.AudienceIDs) != c.ids {
				t.Errorf("the article is for %v", a.AudienceIDs)
			}
		})
	}
}

// TestProtection: a protected audience is not destroyed, and one that is abandoned stays as it is.
func TestProtection(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, with(acctest.Block{"deletion_protection": true, "on_destroy": "abandon"}))
	after, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "is protected from deletion")
	if after.IsNull() {
		t.Error("it is not in state")
	}
	object = acctest.NewProtocol(t, s, kind, nil).Run(object, with(acctest.Block{"deletion_protection": false, "on_destroy": "abandon"}))
	after, diags = acctest.NewProtocol(t, s, kind, nil).Destroy(object)
	if acctest.Expect(t, diags, "WARNING", "leaves them in Intercom"); !after.IsNull() || s.Count("DELETE", "") > 0 || len(s.Audiences()) != 2 {
		t.Errorf("in state %s", after.State)
	}
}

// TestDeleteAnswers: only the documented 204 without a body proves a deletion by itself. Otherwise, a read decides.
func TestDeleteAnswers(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]intercomtest.Behavior{
		"an empty 200": intercomtest.AnswersBody(200, ""), "an empty 202": intercomtest.AnswersBody(202, ""), "an object": intercomtest.AnswersBody(200, `{"id":"788","object":"audience","deleted":true}`),
	} {
		for effect, b := range map[string]intercomtest.Behavior{"done": b, "not done": b.WithoutEffect()} {
			t.Run(name+", "+effect, func(t *testing.T) {
				t.Parallel()
				p, s := newHarness(t)
				object, _ := p.Import(intercomtest.ExampleAudience, nil)
				s.Set(b.On("DELETE", ""))
				after, diags := p.Destroy(object)
				if live := len(s.Audiences()) == 1; live == after.IsNull() || live != acctest.HasError(diags) {
					t.Errorf("it exists: %v, in state: %v, %s", live, !after.IsNull(), acctest.Text(diags))
				}
			})
		}
	}
}

// TestPermission: a 403 names the permission that the token lacks.
func TestPermission(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.Inject(intercomtest.Fault{Path: "/audiences/*", Act: intercomtest.Status(403, "forbidden", "Access denied")})
	_, diags := p.Import(intercomtest.ExampleAudience, nil)
	acctest.Expect(t, diags, "ERROR", "403", "Read and write audiences")
}

// TestPages: a list of several pages is complete, or an error, and batch_refresh reads no audience by itself.
func TestPages(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, enterprise)
	for range 118 {
		s.AddAudience(intercomtest.Audience{Name: "Another"})
	}
	all, diags := p.Of(kind).List(nil, 0)
	if acctest.Expect(t, diags); len(all) != 120 {
		t.Errorf("%d listed", len(all))
	}
	s.ResetCalls()
	batched := acctest.NewProtocol(t, s, kind, acctest.Block{"batch_refresh": true})
	if read, diags := batched.Read(object); read.IsNull() || acctest.HasError(diags) || s.Count("GET", "/audiences/*") != 0 || s.Count("GET", "/audiences") != 3 {
		t.Errorf("%d reads, %d pages: %s", s.Count("GET", "/audiences/*"), s.Count("GET", "/audiences"), acctest.Text(diags))
	}
	for name, b := range map[string]intercomtest.Behavior{
		"a repeated page": intercomtest.Overrides(map[string]any{"page": 1}), "no number of pages": intercomtest.Omits("total_pages"), "too few pages": intercomtest.Overrides(map[string]any{"total_pages": 1}),
		"more in total": intercomtest.LargerTotal(1), "no data": intercomtest.Omits("data"), "an odd number of pages": intercomtest.Overrides(map[string]any{"total_pages": "many"}),
	} {
		s.ClearBehaviors()
		s.Set(b.On("GET", "/audiences"))
		if _, diags := acctest.NewProtocol(t, s, kind, nil).List(nil, 0); !acctest.HasError(diags) {
			t.Errorf("%s is taken for the whole list", name)
		}
	}
}

// TestLongOfArticle: an article of the same configuration refers to the audience, which is created first and destroyed last.
func TestLongOfArticle(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	c := acctest.NewCLI(t, s)
	c.Config(`
resource "intercom_audience" "enterprise" {
  name       = "Enterprise"
  predicates = [{ attribute = "custom_attributes.plan", type = "string", comparison = "eq", value = "enterprise" }]
}

resource "intercom_article" "sso" {
  title        = "Single sign-on"
  body         = "<p>Ask us.</p>"
  author_id    = "` + intercomtest.ExampleAdmin + `"
  audience_ids = [intercom_audience.enterprise.id]
}
`)
	for _, step := range [][]string{{"apply", "-no-color", "-auto-approve"}, {"plan", "-no-color", "-detailed-exitcode"}} {
		if out, err := c.Run(nil, step...); err != nil {
			t.Fatalf("%v: %v\n%s", step, err, out)
		}
	}
	audience := s.Audiences()[1].ID
	for _, a := range s.Articles() {
		if a.Title == "Single sign-on" && (len(a.AudienceIDs) != 1 || a.AudienceIDs[0] != audience) {
			t.Errorf("the article is for %v, not %s", a.AudienceIDs, audience)
		}
	}
	if out, err := c.Run(nil, "destroy", "-no-color", "-auto-approve"); err != nil || len(s.Audiences()) != 1 {
		t.Errorf("%v\n%s", err, out)
	}
}
