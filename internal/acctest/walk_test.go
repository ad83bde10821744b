package acctest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestReplace: a normal replacement, a forced one, and that of a tainted object first delete and then create, in one apply
// walk.
func TestReplace(t *testing.T) {
	t.Parallel()
	sample := acctest.Samples["intercom_contact_tag"]
	other := with(sample.Config, "tag_id", sample.Replaced["tag_id"])
	for name, c := range map[string]struct {
		plan   func(*acctest.Protocol, acctest.Object) acctest.Planned
		config acctest.Block
	}{
		"required": {func(p *acctest.Protocol, o acctest.Object) acctest.Planned {
			planned, _ := p.Plan(o, other)
			return planned
		}, other},
		"forced": {func(p *acctest.Protocol, o acctest.Object) acctest.Planned {
			planned, _ := p.PlanReplace(o, sample.Config)
			return planned
		}, sample.Config},
		"tainted": {func(p *acctest.Protocol, o acctest.Object) acctest.Planned {
			planned, _ := p.PlanTainted(o, sample.Config)
			return planned
		}, sample.Config},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			sample.Seed(s)
			p := acctest.NewProtocol(t, s, "intercom_contact_tag", nil)
			object, _ := p.Read(p.Run(acctest.Object{}, sample.Config))
			planned := c.plan(p, object)
			if !planned.Replace {
				t.Error("the plan replaces nothing")
			}
			s.ResetCalls()
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) || after.Get("tag_id") != c.config["tag_id"] {
				t.Errorf("tag %s in state: %s", after.Get("tag_id"), acctest.Text(diags))
			}
			var methods []string
			for _, call := range s.Calls() {
				if strings.Contains(call.Path, "/tags") && call.Method != "GET" {
					methods = append(methods, call.Method)
				}
			}
			if want := []string{"DELETE", "POST"}; !slices.Equal(methods, want) {
				t.Errorf("calls %q, want %q", methods, want)
			}
		})
	}
}

// TestWalks: each apply has its own provider, which all objects of the walk share.
func TestWalks(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "intercom_tag", nil)
	apply := func(w *acctest.Walk, names ...string) (asked int) {
		s.ResetCalls()
		for _, name := range names {
			planned, diags := p.Plan(acctest.Object{}, acctest.Block{"name": name})
			acctest.Expect(t, diags)
			s.ResetCalls()
			_, diags = w.Apply(planned)
			acctest.Expect(t, diags)
			asked += s.Count("GET", "/me")
		}
		return asked
	}
	if n := apply(p.ApplyWalk(), "One", "Two"); n != 1 {
		t.Errorf("one walk asked %d times for its workspace, want once", n)
	}
	if n := apply(p.ApplyWalk(), "Three") + apply(p.ApplyWalk(), "Four"); n != 2 {
		t.Errorf("two walks asked %d times for their workspace, want twice", n)
	}
}

// TestNoOp: a plan without changes is not applied, and the object does not change.
func TestNoOp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "intercom_tag", nil)
	object, _ := p.Read(p.Run(acctest.Object{}, acctest.Block{"name": "Beta"}))
	planned, _ := p.Plan(object, acctest.Block{"name": "Beta"})
	planned.Private = []byte(`{"planned":"not kept"}`)
	s.ResetCalls()
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags)
	if n := len(s.Calls()); n > 0 {
		t.Errorf("%d calls", n)
	}
	if string(after.Private) != string(object.Private) {
		t.Errorf("private state %s", after.Private)
	}
}
