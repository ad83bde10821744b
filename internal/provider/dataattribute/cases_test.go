package dataattribute_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestRefusedWhenPlanning: what Intercom would refuse is refused before anything happens.
func TestRefusedWhenPlanning(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change acctest.Block
		says   []string
	}{
		"no options":          {acctest.Block{"data_type": "list"}, []string{"needs options"}},
		"one option":          {acctest.Block{"data_type": "list", "options": []any{"a"}}, []string{"at least 2"}},
		"twice":               {acctest.Block{"data_type": "list", "options": []any{"a", "a"}}, []string{"duplicate"}},
		"not a list":          {acctest.Block{"options": []any{"a", "b"}}, []string{"has no options"}},
		"unknown type":        {acctest.Block{"data_type": "options"}, []string{"data_type"}},
		"conversation":        {acctest.Block{"model": "conversation"}, []string{"model"}},
		"outer blank":         {acctest.Block{"name": "tariff "}, []string{"must not begin or end with a blank"}},
		"taken":               {acctest.Block{"name": "beta"}, []string{`Data attribute "beta" exists already`, "contact/beta", "to = intercom_data_attribute.NAME", `id = "1003"`}},
		"taken by companies":  {acctest.Block{"name": "tier"}, []string{`Data attribute "tier" exists already`, "company/tier", `id = "1005"`}},
		"taken by an old one": {acctest.Block{"name": "old"}, []string{`Data attribute "old" exists already`, "which is archived", "unarchives", `id = "77"`}},
		"standard":            {acctest.Block{"name": "email"}, []string{`"email" is a standard attribute`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, "2.16")
			s.AddDataAttribute(intercomtest.DataAttribute{ID: "77", Model: "company", Name: "old", DataType: "string", Archived: true})
			diags := p.Validate(config(c.change))
			if !acctest.HasError(diags) {
				_, diags = p.Plan(acctest.Object{}, config(c.change))
			}
			acctest.Expect(t, diags, append(c.says, "ERROR")...)
			if n := s.Count("POST", "") + s.Count("PUT", ""); n > 0 {
				t.Errorf("%d writes", n)
			}
		})
	}
}

// TestTakenMeanwhile: an attribute that takes the name between plan and apply is not adopted.
func TestTakenMeanwhile(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, "2.16")
	planned, diags := p.Plan(acctest.Object{}, config(nil))
	acctest.Expect(t, diags)
	s.Before("POST", "/data_attributes", func() {
		s.AddDataAttribute(intercomtest.DataAttribute{Model: "company", Name: "tariff", DataType: "string"})
	})
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "You already have 'tariff' in your company data")
	if !object.IsNull() {
		t.Errorf("in state: %s", object.State)
	}
}

// TestRefusedByIntercom: if only Intercom knows that a name is invalid, nothing is created.
func TestRefusedByIntercom(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		strict bool
		fails  bool
	}{"!nv@l!d": {false, true}, "price_plan": {false, false}, "price plan": {true, true}, "price-plan-€": {true, false}} {
		p, s := newHarness(t, "2.16")
		if c.strict {
			s.Set(intercomtest.RefusesBlankNames())
		}
		planned, diags := p.Plan(acctest.Object{}, config(acctest.Block{"name": name}))
		acctest.Expect(t, diags)
		object, diags := p.Apply(planned)
		if acctest.HasError(diags) != c.fails || object.IsNull() != c.fails {
			t.Errorf("%s: in state %s: %s", name, object.State, acctest.Text(diags))
		}
	}
}

// TestReplaceKeepsName: an archived attribute keeps its name, so no new one can have it.
func TestReplaceKeepsName(t *testing.T) {
	t.Parallel()
	for name, plan := range map[string]func(p *acctest.Protocol, o acctest.Object) string{
		"-replace": func(p *acctest.Protocol, o acctest.Object) string {
			_, diags := p.PlanReplace(o, config(nil))
			return acctest.Text(diags)
		},
		"data type": func(p *acctest.Protocol, o acctest.Object) string {
			_, diags := p.Plan(o, config(acctest.Block{"data_type": "integer"}))
			return acctest.Text(diags)
		},
		"model": func(p *acctest.Protocol, o acctest.Object) string {
			_, diags := p.Plan(o, config(acctest.Block{"model": "company"}))
			return acctest.Text(diags)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, "2.16")
			object, diags := p.Read(p.Run(acctest.Object{}, config(nil)))
			acctest.Expect(t, diags)
			s.ResetCalls()
			text := plan(p, object)
			for _, words := range []string{"ERROR", "exists already", "choose another name", "terraform untaint"} {
				if !strings.Contains(text, words) {
					t.Errorf("%q is missing in:\n%s", words, text)
				}
			}
			if n := s.Count("PUT", "") + s.Count("POST", ""); n > 0 {
				t.Errorf("%d writes", n)
			}
		})
	}
}

// TestDateAndDatetime: changing one to the other plans nothing, whether Intercom distinguishes them or not.
func TestDateAndDatetime(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.16", "Preview"} {
		for _, shown := range []string{"date", "datetime"} {
			p, s := newHarness(t, version)
			s.Set(intercomtest.ShowsDatetimesAs(shown))
			wanted := config(acctest.Block{"data_type": "datetime"})
			object := p.Run(acctest.Object{}, wanted)
			if got := object.Get("data_type"); got != "datetime" {
				t.Errorf("%s shows %s: state has %s", version, shown, got)
			}
			checkStable(t, p, object, wanted)
			checkStable(t, p, object, config(acctest.Block{"data_type": "date"}))
		}
	}
}

// TestOptions: the order of options does not matter, whether Intercom keeps it or not. If Intercom keeps an option that was
// left out, that is an error, and the same answer to the same PUT is then accepted.
func TestOptions(t *testing.T) {
	t.Parallel()
	list := func(options ...any) acctest.Block {
		return config(acctest.Block{"data_type": "list", "options": options})
	}
	for name, behaviors := range map[string][]intercomtest.Behavior{"in order": nil, "sorted": {intercomtest.SortsOptions()}} {
		p, s := newHarness(t, "2.16")
		s.Set(behaviors...)
		object := p.Run(acctest.Object{}, list("pro", "free"))
		checkStable(t, p, object, list("pro", "free"))
		checkStable(t, p, object, list("free", "pro"))
		object = p.Run(object, list("team", "pro"))
		if checkStable(t, p, object, list("team", "pro")); s.Count("PUT", "") != 1 {
			t.Errorf("%s: %d updates", name, s.Count("PUT", ""))
		}
		imported, diags := acctest.NewProtocol(t, s, kind, nil).Import(object.Get("id"), nil)
		acctest.Expect(t, diags)
		checkStable(t, p, imported, list("pro", "team"))
	}
	p, s := newHarness(t, "2.16")
	object := p.Run(acctest.Object{}, list("a", "b"))
	s.Set(intercomtest.AppendsOptions())
	planned, diags := p.Plan(object, list("a", "c"))
	acctest.Expect(t, diags)
	object, diags = p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "Intercom did not store options", `["a","b","c"]`)
	if object.Get("options.1") != "b" {
		t.Errorf("state has %s", object.State)
	}
	planned, diags = p.Plan(object, list("a", "c"))
	acctest.Expect(t, diags)
	object, diags = p.Apply(planned)
	acctest.Expect(t, diags)
	checkStable(t, p, object, list("a", "c"))
}

// TestInUse: Intercom does not archive an attribute that something depends on. It stays in state.
func TestInUse(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, "2.16")
	object := p.Run(acctest.Object{}, config(nil))
	s.UpdateDataAttribute(object.Get("id"), func(a *intercomtest.DataAttribute) { a.Dependents = []string{"Active"} })
	after, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "422 data_invalid", "has a dependant object")
	if after.IsNull() {
		t.Error("it left the state")
	}
}

// TestCreateLost: a create whose answer is lost creates one attribute.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	for _, act := range []intercomtest.Act{intercomtest.ResetAfter(), intercomtest.ResetBefore(), intercomtest.ActThenStatus(500)} {
		p, s := newHarness(t, "2.16")
		s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
		object := p.Run(acctest.Object{}, config(nil))
		all := s.DataAttributes()
		if last := all[len(all)-1]; len(all) != 8 || last.ID != object.Get("id") || last.Name != "tariff" {
			t.Errorf("%d attributes, the last %+v, in state %s", len(all), last, object.Get("id"))
		}
	}
}

// TestNoProof: lists without Intercom's own attributes prove nothing. A different created_at means a different object.
func TestNoProof(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]intercomtest.Behavior{
		"empty":      intercomtest.AnswersBody(200, `{"type":"list","data":[]}`),
		"created_at": intercomtest.Overrides(map[string]any{"data.9.created_at": 1700000000}),
	} {
		p, s := newHarness(t, "2.16")
		object := p.Run(acctest.Object{}, config(nil))
		s.Set(b.On("GET", "/data_attributes"))
		after, diags := acctest.NewProtocol(t, s, kind, nil).Read(object)
		acctest.Expect(t, diags, "ERROR", "stays in Terraform's state")
		if after.IsNull() {
			t.Errorf("%s: it left the state", name)
		}
	}
}

// TestIncompleteLists: lists without Intercom's own attributes do not prove that one is gone.
func TestIncompleteLists(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, "2.16")
	object := p.Run(acctest.Object{}, config(nil))
	s.Set(intercomtest.AnswersBody(200, `{"type":"list","data":[]}`).On("GET", "/data_attributes"))
	after, diags := p.Read(object)
	acctest.Expect(t, diags, "ERROR", "the lists of data attributes are not complete", "run it again")
	if said := acctest.Text(diags); strings.Contains(said, "proxy") || after.IsNull() {
		t.Errorf("state has %s, and it said: %s", after.State, said)
	}
}

// TestImportRefused: standard attributes have no ID, and what does not exist cannot be imported.
func TestImportRefused(t *testing.T) {
	t.Parallel()
	for id, says := range map[string]string{
		"contact/email": "it is a standard attribute", "contact/nothing": "it does not exist", "ticket/plan": "neither the ID of a data attribute nor a model and a name", "4711": "it does not exist",
	} {
		p, _ := newHarness(t, "2.16")
		_, diags := p.Import(id, nil)
		acctest.Expect(t, diags, "ERROR", says, "intercom_data_attributes")
	}
}
