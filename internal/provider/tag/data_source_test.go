package tag_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestLookUp: a tag is found by its ID or name. A name in another case matches if only one tag has it.
func TestLookUp(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.AddTag(intercomtest.Tag{ID: "1", Name: "Research & development"})
	for _, id := range []string{"2", "3"} {
		s.AddTag(intercomtest.Tag{ID: id, Name: map[string]string{"2": "Twice", "3": "TWICE"}[id]})
	}
	for _, c := range []struct{ by, value, id string }{
		{"id", intercomtest.ExampleTag, intercomtest.ExampleTag},
		{"name", "VIP", intercomtest.ExampleTag},
		{"name", "vip", intercomtest.ExampleTag},
		{"name", "Research & Development", "1"},
		{"name", "TWICE", "3"},
	} {
		found, diags := p.Data(acctest.Block{c.by: c.value})
		acctest.Expect(t, diags)
		if found.Get("id") != c.id {
			t.Errorf("%s %s: found %s, not %s", c.by, c.value, found.Get("id"), c.id)
		}
	}
	_, diags := p.Data(acctest.Block{"name": "twice"})
	acctest.Expect(t, diags, "ERROR", `2 tags have the name "twice"`, "Their ids are 2, 3.")
	_, diags = p.Data(acctest.Block{"name": "VIPs"})
	acctest.Expect(t, diags, "ERROR", `0 tags have the name "VIPs"`, `Did you mean "VIP"?`)
	_, diags = p.Data(acctest.Block{"id": "9"})
	acctest.Expect(t, diags, "ERROR", `0 tags have the id "9"`)
}

// TestLookUpEscaped: Intercom may show a name HTML-escaped.
func TestLookUpEscaped(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.AddTag(intercomtest.Tag{ID: "1", Name: "Research & development"})
	s.Set(intercomtest.EscapesText())
	found, diags := p.Data(acctest.Block{"name": "Research & development"})
	acctest.Expect(t, diags)
	if found.Get("id") != "1" {
		t.Errorf("found %s", found.Get("id"))
	}
}

// TestLookUpOfNew: a data source that depends on a tag that this walk creates finds it, although it read the list before.
func TestLookUpOfNew(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	planned, _ := p.Plan(acctest.Object{}, acctest.Block{"name": "Beta"})
	w := p.ApplyWalk()
	if _, diags := w.Data(acctest.Block{"name": "Beta"}); !acctest.HasError(diags) {
		t.Error("found before it was created")
	}
	made, diags := w.Apply(planned)
	acctest.Expect(t, diags)
	found, diags := w.Data(acctest.Block{"name": "Beta"})
	acctest.Expect(t, diags)
	if found.Get("id") != made.Get("id") {
		t.Errorf("found %s, not %s", found.Get("id"), made.Get("id"))
	}
}
