package tag_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type:      "intercom_tag",
		Keys:      []string{"id"},
		Config:    acctest.Block{"name": "Beta"},
		Second:    acctest.Block{"name": "BETA"},
		Created:   []string{`POST /tags {"name":"Beta"}`},
		Updated:   []string{`POST /tags {"id":"105","name":"BETA"}`},
		Destroyed: []string{`DELETE /tags/{id}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateTag(o.Get("id"), func(t *intercomtest.Tag) { t.Name = "Gamma" })
		},
		Restored: []string{`POST /tags {"id":"105","name":"Beta"}`},
		Vanish:   func(s *intercomtest.Server, o acctest.Object) { s.DeleteTag(o.Get("id")) },
	}.Run(t)
}

func newHarness(t *testing.T) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, "intercom_tag", nil), s
}

// TestNameTaken: a tag that exists in any case is never adopted silently: not by a plan, and not by a create or rename that
// finds it later.
func TestNameTaken(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	_, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "vip"})
	acctest.Expect(t, diags, "ERROR", `Tag "vip" exists already`, `"VIP"`, "to = intercom_tag.NAME", `id = "7522907"`)

	planned, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "beta"})
	if acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	made := s.AddTag(intercomtest.Tag{Name: "Beta"})
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "exists already", made.ID)
	if !object.IsNull() {
		t.Errorf("in state: %s", object.State)
	}
	if n := len(s.Tags()); n != 2 {
		t.Errorf("%d tags", n)
	}

	second := acctest.NewProtocol(t, s, "intercom_tag", nil)
	object = second.Run(acctest.Object{}, acctest.Block{"name": "Gamma"})
	_, diags = second.Plan(object, acctest.Block{"name": "BETA"})
	acctest.Expect(t, diags, "ERROR", `Tag "beta" exists already`)
}

// TestTwoOfOneName: if two resources have one name, the second is refused at plan or before its POST.
func TestTwoOfOneName(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	if _, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "Delta"}); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	_, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "delta"})
	acctest.Expect(t, diags, "ERROR", "Two resources have the same name")

	late := acctest.NewProtocol(t, s, "intercom_tag", nil)
	first, _ := late.Plan(acctest.Object{}, acctest.Block{"name": acctest.Unknown})
	other, _ := late.Plan(acctest.Object{}, acctest.Block{"name": acctest.Unknown})
	walk := late.ApplyWalk()
	if _, diags := walk.ApplyWith(first, acctest.Block{"name": "Delta"}); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	object, diags := walk.ApplyWith(other, acctest.Block{"name": "DELTA"})
	acctest.Expect(t, diags, "ERROR", "Two resources have the same name")
	if !object.IsNull() {
		t.Error("the second is in state")
	}
	if n := s.Count("POST", "/tags"); n != 1 {
		t.Errorf("%d POSTs", n)
	}
}

// TestOuterBlanks (CASES 2): Intercom trims a name. A name with blanks would be created and then reported as taken.
func TestOuterBlanks(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	for _, name := range []string{"n4 tag ", " n4 tag", ""} {
		acctest.Expect(t, p.Validate(acctest.Block{"name": name}), "ERROR", "must not begin or end with a blank")
	}
}

// TestTwins (CASES 1): another workspace's token finds a tag with the same ID. Its data never reaches state, and nothing is
// written there, whatever its /me answers.
func TestTwins(t *testing.T) {
	t.Parallel()
	for name, me := range intercomtest.WrongMe() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Beta"})
			twin := s.AddTwinWorkspace("other", s.Workspace)
			twin.UpdateTag(object.Get("id"), func(t *intercomtest.Tag) { t.Name = "Theirs" })
			s.Set(me)
			wrong := acctest.NewProtocol(t, s, "intercom_tag", acctest.Block{"access_token": twin.Token})
			read, diags := wrong.Read(object)
			acctest.Expect(t, diags, "ERROR", "reading tag", "workspace")
			if got := read.Get("name"); got != "Beta" {
				t.Errorf("state has the name %s", got)
			}
			after, diags := wrong.Destroy(object)
			acctest.Expect(t, diags, "ERROR", "workspace")
			if after.IsNull() {
				t.Error("the tag left the state")
			}
			if n := s.Count("DELETE", ""); n > 0 {
				t.Errorf("%d DELETEs", n)
			}
			_, diags = wrong.Plan(acctest.Object{}, acctest.Block{"name": "New"})
			if name != "another workspace" {
				acctest.Expect(t, diags, "ERROR", "could not be confirmed")
			}
		})
	}
}

// TestUnprovenDeletion (CASES 4): only an answer that says that the tag was deleted, or a read that does not find it,
// proves the deletion.
func TestUnprovenDeletion(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]intercomtest.Behavior{
		"deleted: false": intercomtest.AnswersBody(200, `{"id":"105","object":"tag","deleted":false}`),
		"another ID":     intercomtest.AnswersBody(200, `{"id":"106","object":"tag","deleted":true}`),
		"an error.list":  intercomtest.AnswersBody(200, `{"type":"error.list","errors":[{"code":"server_error","message":"No."}]}`),
		"[]":             intercomtest.AnswersBody(200, `[]`),
		"null":           intercomtest.AnswersBody(200, `null`),
		"true":           intercomtest.AnswersBody(200, `true`),
		"202":            intercomtest.AnswersBody(202, `{}`),
		"other names":    intercomtest.AnswersBody(200, `{"ID":"105","DELETED":true,"errors":[]}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Beta"})
			s.Set(answer.On("DELETE", "/tags/*").WithoutEffect())
			after, diags := p.Destroy(object)
			acctest.Expect(t, diags, "ERROR", "deleting tag")
			if after.IsNull() {
				t.Error("a tag that exists left the state")
			}
			s.ClearBehaviors()
			s.Set(answer.On("DELETE", "/tags/*"))
			if after, diags := p.Destroy(object); acctest.HasError(diags) || !after.IsNull() {
				t.Errorf("deleted, and a read proves it: %s", acctest.Text(diags))
			}
		})
	}
}

// TestUnansweredDeletion: if only a read shows that the tag is gone, a single answer from a replica proves nothing.
func TestUnansweredDeletion(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, acctest.Block{"name": "Beta"})
	s.Set(intercomtest.LoginPage().On("DELETE", "/tags/*"), intercomtest.RefusesAfter(404, "not_found", "Not Found").On("GET", "/tags/*").Times(1))
	after, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "deleting tag")
	if after.IsNull() {
		t.Error("a tag that exists left the state")
	}
	s.ClearBehaviors()
	if after, diags := p.Destroy(object); acctest.HasError(diags) || !after.IsNull() {
		t.Errorf("deleted, and the answer says so: %s", acctest.Text(diags))
	}
}

// TestDependents: a tag that a segment uses is not deleted, and the error says what to do.
func TestDependents(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, acctest.Block{"name": "Beta"})
	s.UpdateTag(object.Get("id"), func(t *intercomtest.Tag) { t.Segments = []string{"Seg 1"} })
	after, diags := p.Destroy(object)
	acctest.Expect(t, diags, "WARNING", "removed from every contact", "ERROR", "tag_has_dependent_objects", "Seg 1", "remove the tag from")
	if after.IsNull() || len(s.Tags()) != 2 {
		t.Errorf("in state: %v, %d tags", !after.IsNull(), len(s.Tags()))
	}
}

// TestFaults: after lost answers, one tag exists and one is deleted; after false or refused answers, it stays in state.
func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method string
		act    intercomtest.Act
		says   string
	}{
		"create, lost":        {"POST", intercomtest.ResetAfter(), ""},
		"create, 502":         {"POST", intercomtest.ActThenHTML(502), ""},
		"delete, lost":        {"DELETE", intercomtest.ResetAfter(), ""},
		"delete, HTML":        {"DELETE", intercomtest.HTMLBody200(), ""},
		"delete, a false 404": {"DELETE", intercomtest.LyingNotFound(), "but the tag exists"},
		"delete, 403":         {"DELETE", intercomtest.Status(403, "api_plan_restricted", "No."), "403"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			s.Inject(intercomtest.Fault{Method: c.method, Act: c.act, Times: 1})
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Beta"})
			if len(s.Tags()) != 2 {
				t.Errorf("%d tags", len(s.Tags()))
			}
			after, diags := p.Destroy(object)
			if acctest.Expect(t, diags, c.says); acctest.HasError(diags) == after.IsNull() || after.IsNull() != (c.says == "") || after.IsNull() != (len(s.Tags()) == 1) {
				t.Errorf("in state: %v, %d tags, %s", !after.IsNull(), len(s.Tags()), acctest.Text(diags))
			}
		})
	}
}
