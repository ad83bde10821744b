package acctest

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// Association tests a resource that only connects two objects, with faults.
type Association struct {
	Type   string
	Seed   func(*intercomtest.Server)
	Config Block
	// Another changes Config to another pair of existing objects.
	Another Block
	// Post and Delete are the paths of the writes, and Get is the path of the read that shows the association, as for
	// intercomtest.Behavior.On. Both writes can be a POST with the same path: UntagsByPost.
	Post, Delete, Get string
	UntagsByPost      bool
	// Untold: that read does not show the association, only that its objects exist.
	Untold bool
	// Orphan deletes an object that is connected, and Gone is the refresh's message after that.
	Orphan func(*intercomtest.Server)
	Gone   string
	// Count returns the number of connections.
	Count func(*intercomtest.Server) int
}

// outcome is the expected result of a write with a fault: success, an error that changes nothing, or either, as long as
// state is correct.
type outcome int

const (
	done outcome = iota
	refused
	truth
)

// faultCase is a behavior of Intercom and the expected outcomes of a create and a destroy with it.
type faultCase struct {
	act             []intercomtest.Behavior
	fault           intercomtest.Act
	create, destroy outcome
	// says is in the error.
	says string
}

// faultCases are the behaviors for a write at the path.
func (a Association) faultCases(method, path string) map[string]faultCase {
	here := func(behaviors ...intercomtest.Behavior) []intercomtest.Behavior {
		for i := range behaviors {
			behaviors[i] = behaviors[i].On(method, path)
		}
		return behaviors
	}
	// If no read shows the association, an unclear answer is an error.
	read := done
	if a.Untold {
		read = refused
	}
	return map[string]faultCase{
		"lost":                       {fault: intercomtest.ResetAfter()},
		"not sent":                   {fault: intercomtest.ResetBefore()},
		"502 afterwards":             {fault: intercomtest.ActThenHTML(502)},
		"null":                       {fault: intercomtest.NullBody()},
		"empty":                      {fault: intercomtest.EmptyBody(200)},
		"cut":                        {fault: intercomtest.TruncateJSON()},
		"429":                        {fault: intercomtest.TooManyRequests("1", "1")},
		"another object":             {act: here(intercomtest.AnswersNewest()), create: read, destroy: read},
		"nothing that exists":        {act: here(intercomtest.AnswersTwin(nil)), create: read, destroy: read},
		"another object, not done":   {act: here(intercomtest.AnswersNewest().WithoutEffect()), create: refused, destroy: refused, says: "another object"},
		"queued by a gateway":        {act: here(intercomtest.Accepted("req-77")), create: read, destroy: read},
		"queued, not done":           {act: here(intercomtest.Accepted("req-77").WithoutEffect()), create: refused, destroy: refused, says: "req-77"},
		"an empty list, not done":    {act: here(intercomtest.AnswersBody(200, "[]").WithoutEffect()), create: refused, destroy: refused, says: "200"},
		"a page after it":            {act: here(intercomtest.PageAfter(425)), create: read, destroy: read},
		"a proxy's 404":              {act: here(intercomtest.Gateway404HTML()), create: refused, destroy: refused, says: "404"},
		"an API gateway's 404":       {act: here(intercomtest.Gateway404JSON()), create: refused, destroy: refused, says: "404"},
		"a 404 about something else": {act: here(intercomtest.RefusesAfter(404, "admin_not_found", "Not found").WithoutEffect()), create: refused, destroy: refused, says: "admin_not_found"},
		"403":                        {fault: intercomtest.Status(403, "api_plan_restricted", "No."), create: refused, destroy: refused, says: "403"},
	}
}

// Faults runs it with answers that are lost, unreadable, or about something else, at the create and at the destroy, alone
// and together with a read that fails, too.
func (a Association) Faults(t *testing.T) {
	t.Helper()
	t.Parallel()
	for name, c := range a.faultCases("POST", a.Post) {
		t.Run("create, "+name, func(t *testing.T) { t.Parallel(); a.create(t, c) })
		for read, behavior := range a.reads() {
			c.create = truth
			t.Run("create, "+name+", then "+read, func(t *testing.T) { t.Parallel(); a.create(t, c, behavior) })
		}
	}
	for name, c := range a.faultCases(a.deletes(), a.Delete) {
		t.Run("destroy, "+name, func(t *testing.T) { t.Parallel(); a.destroy(t, c) })
		for read, behavior := range a.reads() {
			c.destroy = truth
			t.Run("destroy, "+name+", then "+read, func(t *testing.T) { t.Parallel(); a.destroy(t, c, behavior) })
		}
	}
	for read, behavior := range a.reads() {
		t.Run("refresh, "+read, func(t *testing.T) { t.Parallel(); a.refresh(t, behavior) })
	}
	t.Run("known late", func(t *testing.T) { t.Parallel(); a.late(t) })
	t.Run("orphan", func(t *testing.T) { t.Parallel(); a.orphan(t) })
	t.Run("nothing there", func(t *testing.T) { t.Parallel(); a.nothingThere(t) })
	t.Run("one pair, two resources", func(t *testing.T) { t.Parallel(); a.twice(t) })
}

func (a Association) deletes() string {
	if a.UntagsByPost {
		return "POST"
	}
	return "DELETE"
}

// reads are answers to the read that prove nothing.
func (a Association) reads() map[string]intercomtest.Behavior {
	return map[string]intercomtest.Behavior{
		"a proxy's 404":        intercomtest.Gateway404HTML().On("GET", a.Get),
		"an API gateway's 404": intercomtest.Gateway404JSON().On("GET", a.Get),
		"a login page":         intercomtest.LoginPage().On("GET", a.Get),
		"403":                  intercomtest.RefusesAfter(403, "api_plan_restricted", "No.").On("GET", a.Get),
		"an empty object":      intercomtest.AnswersBody(200, "{}").On("GET", a.Get),
	}
}

func (a Association) meet(s *intercomtest.Server, method string, c faultCase, reads ...intercomtest.Behavior) {
	s.Set(c.act...)
	if c.act == nil {
		s.Inject(intercomtest.Fault{Method: method, Act: c.fault, Times: 1})
	}
	s.Set(reads...)
}

func (a Association) create(t *testing.T, c faultCase, reads ...intercomtest.Behavior) {
	t.Helper()
	s := a.fake(t)
	a.meet(s, "POST", c, reads...)
	p := NewProtocol(t, s, a.Type, nil)
	planned, diags := p.Plan(Object{}, a.Config)
	if HasError(diags) {
		t.Fatalf("planning: %s", Text(diags))
	}
	object, diags := p.Apply(planned)
	if object.IsNull() != HasError(diags) {
		t.Errorf("in state: %v, with %s", !object.IsNull(), Text(diags))
	}
	if n := a.Count(s); !object.IsNull() && n != 1 {
		t.Errorf("in state, and there are %d: %s", n, Text(diags))
	}
	c.create.holds(t, diags, c.says)
}

func (a Association) destroy(t *testing.T, c faultCase, reads ...intercomtest.Behavior) {
	t.Helper()
	s := a.fake(t)
	object := NewProtocol(t, s, a.Type, nil).Run(Object{}, a.Config)
	a.meet(s, a.deletes(), c, reads...)
	after, diags := NewProtocol(t, s, a.Type, nil).Destroy(object)
	if after.IsNull() == HasError(diags) {
		t.Errorf("in state: %v, with %s", !after.IsNull(), Text(diags))
	}
	if n := a.Count(s); after.IsNull() && n != 0 {
		t.Errorf("not in state, and there are %d: %s", n, Text(diags))
	}
	c.destroy.holds(t, diags, c.says)
}

func (want outcome) holds(t *testing.T, diags []*tfprotov6.Diagnostic, says string) {
	t.Helper()
	switch {
	case want == done && HasError(diags):
		t.Errorf("not done: %s", Text(diags))
	case want == refused:
		Expect(t, diags, "ERROR", says)
	}
}

// refresh: what a read does not prove stays in state, with an error.
func (a Association) refresh(t *testing.T, read intercomtest.Behavior) {
	t.Helper()
	s := a.fake(t)
	object := NewProtocol(t, s, a.Type, nil).Run(Object{}, a.Config)
	s.Set(read)
	after, diags := NewProtocol(t, s, a.Type, nil).Read(object)
	Expect(t, diags, "ERROR", "It stays in Terraform's state")
	if after.IsNull() {
		t.Error("it left the state")
	}
}

// late: IDs that are known only at apply are planned in place. If they are the same, nothing happens; if not, the apply
// stops. A known different pair replaces the association, if it was refreshed.
func (a Association) late(t *testing.T) {
	t.Helper()
	s := a.fake(t)
	object := NewProtocol(t, s, a.Type, nil).Run(Object{}, a.Config)
	other, unknown := maps.Clone(a.Config), maps.Clone(a.Config)
	maps.Copy(other, a.Another)
	for name := range a.Another {
		unknown[name] = Unknown
	}
	p := NewProtocol(t, s, a.Type, nil)
	read, _ := p.Read(object)
	planned, diags := p.Plan(read, unknown)
	if Expect(t, diags); len(planned.Replaces) > 0 {
		t.Errorf("planned to replace %v", planned.Replaces)
	}
	s.ResetCalls()
	same, diags := p.ApplyWith(planned, a.Config)
	if Expect(t, diags); !same.State.Equal(object.State) || len(s.Calls()) > 0 {
		t.Errorf("the same pair made %s with %d calls", same.State, len(s.Calls()))
	}
	after, diags := p.ApplyWith(planned, other)
	if Expect(t, diags, "ERROR", "must be replaced, which was not planned", "plan again"); !after.State.Equal(object.State) || a.Count(s) != 1 {
		t.Errorf("another pair made %s of it", after.State)
	}
	p = NewProtocol(t, s, a.Type, nil)
	_, diags = p.Plan(read, other)
	Expect(t, diags, "ERROR", "plan again")
	read, _ = p.Read(object)
	planned, diags = p.Plan(read, other)
	if Expect(t, diags); !planned.Replace {
		t.Error("no replacement is planned")
	}
	if after, diags = p.Apply(planned); HasError(diags) || after.IsNull() {
		t.Errorf("replacing: %s", Text(diags))
	}
}

// orphan: when the object that has it is deleted, the association is gone for the refresh and the destroy.
func (a Association) orphan(t *testing.T) {
	t.Helper()
	s := a.fake(t)
	object := NewProtocol(t, s, a.Type, nil).Run(Object{}, a.Config)
	a.Orphan(s)
	p := NewProtocol(t, s, a.Type, nil)
	read, diags := p.Read(object)
	if Expect(t, diags, "WARNING", a.Gone); HasError(diags) || !read.IsNull() {
		t.Errorf("still in state: %s", Text(diags))
	}
	if after, diags := p.Destroy(object); HasError(diags) || !after.IsNull() {
		t.Errorf("still in state after a destroy: %s", Text(diags))
	}
}

// nothingThere: an argument that refers to nothing creates no state.
func (a Association) nothingThere(t *testing.T) {
	t.Helper()
	s := a.fake(t)
	p := NewProtocol(t, s, a.Type, nil)
	for _, name := range slices.Sorted(maps.Keys(a.Config)) {
		wrong := maps.Clone(a.Config)
		wrong[name] = "none"
		planned, _ := p.Plan(Object{}, wrong)
		after, diags := p.Apply(planned)
		if Expect(t, diags, "ERROR", "Intercom answered 40"); !after.IsNull() {
			t.Error("what is not there is in state")
		}
	}
}

// twice: two resources of one configuration cannot have the same pair, whether both are new, one is in state, or the pair
// is known only at apply. Replacing the only one is not a second one.
func (a Association) twice(t *testing.T) {
	t.Helper()
	s := a.fake(t)
	p := NewProtocol(t, s, a.Type, nil)
	first, _ := p.Plan(Object{}, a.Config)
	_, diags := p.Plan(Object{}, a.Config)
	Expect(t, diags, "ERROR", "Two resources have the same")

	unknown := maps.Clone(a.Config)
	for name := range unknown {
		unknown[name] = Unknown
	}
	late, diags := p.Plan(Object{}, unknown)
	Expect(t, diags)
	walk := p.ApplyWalk()
	object, diags := walk.Apply(first)
	Expect(t, diags)
	second, diags := walk.ApplyWith(late, a.Config)
	if Expect(t, diags, "ERROR", "Two resources have the same"); !second.IsNull() || a.Count(s) != 1 {
		t.Errorf("the second in state: %v, %d connections", !second.IsNull(), a.Count(s))
	}

	p = NewProtocol(t, s, a.Type, nil)
	read, _ := p.Read(object)
	_, diags = p.Plan(read, a.Config)
	Expect(t, diags)
	_, diags = p.Plan(Object{}, a.Config)
	Expect(t, diags, "ERROR", "Two resources have the same")
	p = NewProtocol(t, s, a.Type, nil)
	_, diags = p.Plan(Object{}, a.Config)
	Expect(t, diags)
	_, diags = p.Plan(read, a.Config)
	Expect(t, diags, "ERROR", "Two resources have the same")

	p = NewProtocol(t, s, a.Type, nil)
	forced, diags := p.PlanReplace(read, a.Config)
	Expect(t, diags)
	object, diags = p.Apply(forced)
	if Expect(t, diags); object.IsNull() || a.Count(s) != 1 {
		t.Errorf("replaced: in state: %v, %d connections", !object.IsNull(), a.Count(s))
	}
	p = NewProtocol(t, s, a.Type, nil)
	read, _ = p.Read(object)
	_, diags = p.PlanTainted(read, a.Config)
	Expect(t, diags)
}

func (a Association) fake(t *testing.T) *intercomtest.Server {
	t.Helper()
	s := Fake(t)
	a.Seed(s)
	return s
}
