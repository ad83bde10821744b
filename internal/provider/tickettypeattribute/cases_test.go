package tickettypeattribute_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func textOf(changes acctest.Block) acctest.Block {
	config := acctest.Block{"ticket_type_id": "1234", "name": "New", "description": "", "data_type": "string"}
	maps.Copy(config, changes)
	return config
}

// TestCaseTypeWithoutAttributes is CASES 3: "ticket type answered without attributes": refresh, destroy, create, and plan
// are errors, and state is kept. The same is true for null instead of the list. A complete list that lacks the attribute
// proves that it is gone.
func TestCaseTypeWithoutAttributes(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]intercomtest.Behavior{
		"absent": intercomtest.Omits("ticket_type_attributes"),
		"null":   intercomtest.Overrides(map[string]any{"ticket_type_attributes": nil}),
		"more":   intercomtest.Overrides(map[string]any{"ticket_type_attributes": map[string]any{"type": "list", "data": []any{}, "has_more": true}}),
		"part":   intercomtest.Overrides(map[string]any{"ticket_type_attributes": map[string]any{"type": "list", "data": []any{}, "total_count": 11}}),
		"text":   intercomtest.Overrides(map[string]any{"ticket_type_attributes": "none"}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, textOf(nil))
			s.Set(b.On("GET", "/ticket_types/*"))
			s.ResetCalls()
			after, diags := p.Read(object)
			acctest.Expect(t, diags, "ERROR", "stays in Terraform's state")
			if after.IsNull() {
				t.Error("it left the state")
			}
			_, diags = p.Plan(acctest.Object{}, textOf(acctest.Block{"name": "Other"}))
			acctest.Expect(t, diags, "ERROR", "Nothing was changed")
			if n := s.Count("POST", ""); n > 0 {
				t.Errorf("%d POSTs", n)
			}
		})
	}
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, textOf(nil))
	s.Set(intercomtest.Overrides(map[string]any{"ticket_type_attributes": map[string]any{"type": "list", "data": []any{}}}).On("GET", "/ticket_types/*"))
	after, diags := p.Read(object)
	acctest.Expect(t, diags, "WARNING", "does not exist in Intercom any more")
	if !after.IsNull() {
		t.Error("an attribute that a complete list lacks is still in state")
	}
}

// TestCaseCreateAnsweredWithAnother is CASES 2: an answer about another attribute or type is not believed. The type, which
// does not lag, shows what was created, so a second POST is sent only if nothing was.
func TestCaseCreateAnsweredWithAnother(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		posts    int
	}{
		"existing attribute":  {intercomtest.AnswersOldest(), 1},
		"other type":          {intercomtest.AnswersTwin(map[string]any{"ticket_type_id": 99}), 1},
		"other data type":     {intercomtest.AnswersTwin(map[string]any{"data_type": "list"}), 1},
		"202":                 {intercomtest.Accepted("req-77"), 1},
		"403 page after":      {intercomtest.PageAfter(403), 1},
		"existing, none made": {intercomtest.AnswersOldest().WithoutEffect(), 2},
		"202, none made":      {intercomtest.Accepted("req-77").WithoutEffect(), 2},
		"502 page, none made": {intercomtest.PageAfter(502).WithoutEffect(), 2},
		"425 page after":      {intercomtest.PageAfter(425), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			s.Set(c.behavior.On("POST", "/ticket_types/*/attributes").Times(1))
			object := p.Run(acctest.Object{}, textOf(nil))
			kind, _ := s.TicketType("1234")
			last := kind.Attributes[len(kind.Attributes)-1]
			if len(kind.Attributes) != 9 || last.ID != object.Get("id") || object.Get("ticket_type_id") != "1234" {
				t.Errorf("%d attributes, the last %+v, in state %s", len(kind.Attributes), last, object.State)
			}
			if n := s.Count("POST", ""); n != c.posts {
				t.Errorf("%d POSTs, want %d", n, c.posts)
			}
		})
	}
}

// TestCaseNotDone is CASES 4: Intercom answers an archive and a rename but does not carry them out.
func TestCaseNotDone(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, textOf(nil))
	s.Set(intercomtest.Stores(map[string]any{"archived": false, "name": "New"}).On("PUT", "/ticket_types/*/attributes/*"))
	planned, _ := p.Plan(object, textOf(acctest.Block{"name": "Newer"}))
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", `"Newer" was sent`)
	if after.Get("name") != "New" {
		t.Errorf("state has the name %s", after.Get("name"))
	}
	after, diags = p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "archived is false")
	if after.IsNull() {
		t.Error("it left the state")
	}
	if n := s.Count("PUT", ""); n != 2 {
		t.Errorf("%d writes", n)
	}
}

// TestCaseReplaceKeepsName is CASES 5: "-replace of a ticket type or attribute": the archived one keeps the name.
func TestCaseReplaceKeepsName(t *testing.T) {
	t.Parallel()
	for name, plan := range map[string]func(p *acctest.Protocol, o acctest.Object) string{
		"-replace": func(p *acctest.Protocol, o acctest.Object) string {
			_, diags := p.PlanReplace(o, textOf(nil))
			return acctest.Text(diags)
		},
		"tainted": func(p *acctest.Protocol, o acctest.Object) string {
			_, diags := p.PlanTainted(o, textOf(nil))
			return acctest.Text(diags)
		},
		"data type": func(p *acctest.Protocol, o acctest.Object) string {
			_, diags := p.Plan(o, textOf(acctest.Block{"data_type": "integer"}))
			return acctest.Text(diags)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, textOf(nil))
			object, diags := p.Read(object)
			acctest.Expect(t, diags)
			s.ResetCalls()
			text := plan(p, object)
			for _, words := range []string{"ERROR", "exists already", "choose another name", "terraform untaint"} {
				if !strings.Contains(text, words) {
					t.Errorf("%q is missing in:\n%s", words, text)
				}
			}
			if strings.Contains(text, "import {") {
				t.Errorf("the advice is to import what state has:\n%s", text)
			}
			if n := s.Count("PUT", "") + s.Count("POST", ""); n > 0 {
				t.Errorf("%d writes", n)
			}
		})
	}
}

// TestUnknownType: the plan of an attribute whose type will be created looks up nothing.
func TestUnknownType(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	planned, diags := p.Plan(acctest.Object{}, textOf(acctest.Block{"ticket_type_id": acctest.Unknown}))
	acctest.Expect(t, diags)
	if n := s.Count("GET", "/ticket_types/*") + s.Count("GET", "/ticket_types"); n > 0 {
		t.Errorf("%d look-ups", n)
	}
	object, diags := p.ApplyWith(planned, textOf(acctest.Block{"ticket_type_id": "1234"}))
	acctest.Expect(t, diags)
	if object.Get("ticket_type_id") != "1234" {
		t.Errorf("in state: %s", object.State)
	}
}

// TestDataTypeDrift is rule 6: a data type that differs in Intercom does not cause a replacement.
func TestDataTypeDrift(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, textOf(acctest.Block{"data_type": "integer"}))
	behind(s, object.Get("id"), func(a *intercomtest.Attribute) { a.DataType = "decimal" })
	object, diags := p.Read(object)
	acctest.Expect(t, diags, "WARNING", "cannot change in place")
	planned, diags := p.Plan(object, textOf(acctest.Block{"data_type": "integer"}))
	acctest.Expect(t, diags)
	if planned.Replace || object.Get("drift.data_type") != "decimal" {
		t.Errorf("replaces: %v, drift %s", planned.Replace, object.Get("drift"))
	}
}

// TestDataTypeLeftOut: an answer without a data type replaces nothing, and leaves what depends on the data type as it is.
func TestDataTypeLeftOut(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]acctest.Block{
		"list": textOf(acctest.Block{"data_type": "list", "list_items": []any{"a", "b"}}),
		"text": textOf(acctest.Block{"multiline": true}), "files": textOf(acctest.Block{"data_type": "files"}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, config)
			of, _ := s.TicketType("1234")
			s.Set(intercomtest.Omits(fmt.Sprintf("ticket_type_attributes.data.%d.data_type", len(of.Attributes)-1)).On("GET", "/ticket_types/*"))
			read, diags := p.Read(object)
			if acctest.Expect(t, diags); !read.State.Equal(object.State) {
				t.Errorf("the refresh differs:\n%s\n%s", object.State, read.State)
			}
			imported, diags := p.Import("1234/"+object.Get("id"), nil)
			acctest.Expect(t, diags)
			planned, diags := p.Plan(imported, config)
			if acctest.Expect(t, diags); planned.Replace {
				t.Error("it would be replaced")
			}
			after, diags := p.Apply(planned)
			acctest.Expect(t, diags)
			s.ClearBehaviors()
			after, diags = p.Read(after)
			acctest.Expect(t, diags)
			if again, diags := p.Plan(after, config); len(diags) > 0 || !again.State.Equal(after.State) {
				t.Errorf("the next plan is not empty: %s\n%s\n%s", acctest.Text(diags), after.State, again.State)
			}
			if n := s.Count("PUT", ""); n > 0 {
				t.Errorf("%d PUTs", n)
			}
		})
	}
}
