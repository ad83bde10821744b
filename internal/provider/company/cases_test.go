package company_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// with returns a configuration with additional arguments.
func with(config, more acctest.Block) acctest.Block {
	all := maps.Clone(config)
	maps.Copy(all, more)
	return all
}

// TestCaseWorkspaceNotConfirmed (CASES 1): unless GET /me shows the state's workspace, nothing is planned, sent, or saved
// to state, at plan or at apply.
func TestCaseWorkspaceNotConfirmed(t *testing.T) {
	t.Parallel()
	for name, wrong := range intercomtest.WrongMe() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			object := p.Run(acctest.Object{}, globex)
			changed := with(globex, acctest.Block{"name": "Other"})
			update, _ := p.Plan(object, changed)
			destroy, _ := p.Plan(object, nil)
			read, _ := p.Read(object)
			replace, _ := p.Plan(read, acctest.Block{"company_id": "globex-2"})
			s.ResetCalls()
			s.Set(wrong, intercomtest.ObjectsOfWorkspace("zz9other"))
			for step, planned := range map[string]acctest.Planned{"update": update, "destroy": destroy, "replace": replace} {
				after, diags := p.Apply(planned)
				if !acctest.HasError(diags) || !after.State.Equal(object.State) {
					t.Errorf("%s: state %s\n%s", step, after.State, acctest.Text(diags))
				}
			}
			if after, diags := p.Read(object); !acctest.HasError(diags) || !after.State.Equal(object.State) {
				t.Errorf("refresh: state %s\n%s", after.State, acctest.Text(diags))
			}
			if _, diags := p.Plan(object, changed); !acctest.HasError(diags) {
				t.Error("an update was planned")
			}
			if _, diags := p.Plan(object, nil); !acctest.HasError(diags) {
				t.Error("a destroy was planned")
			}
			holds(t, s, 0, 0, 2)
		})
	}
}

// TestCaseUnprovenAbsence (CASES 3; 2.30 stands for any undocumented version): only Intercom's own answer, for the state's
// workspace, removes a company from state.
func TestCaseUnprovenAbsence(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		vanished  bool
		version   string
		behaviors []intercomtest.Behavior
		says      string
	}{
		"HTML":                   {false, "2.16", []intercomtest.Behavior{intercomtest.Gateway404HTML().On("", "/companies/*")}, "Unconfirmed 404"},
		"empty":                  {false, "2.16", []intercomtest.Behavior{intercomtest.Gateway404Empty().On("", "/companies/*")}, "Unconfirmed 404"},
		"a gateway's JSON":       {false, "2.16", []intercomtest.Behavior{intercomtest.Gateway404JSON().On("", "/companies/*")}, "Unconfirmed 404"},
		"another object's code":  {false, "2.16", []intercomtest.Behavior{intercomtest.RefusesAfter(404, "ticket_not_found", "Ticket not found").WithoutEffect().On("", "/companies/*")}, "Unconfirmed 404"},
		"gone, /me redirects":    {true, "2.16", []intercomtest.Behavior{intercomtest.LoginRedirect().On("GET", "/me")}, "workspace"},
		"gone, /me is HTML":      {true, "2.16", []intercomtest.Behavior{intercomtest.LoginPage().On("GET", "/me")}, "workspace"},
		"gone, unknown version":  {true, "2.30", nil, "does not know API version 2.30"},
		"HTML, unknown version":  {false, "2.30", []intercomtest.Behavior{intercomtest.Gateway404HTML().On("", "/companies/*")}, "Unconfirmed 404"},
		"empty, /me 503":         {false, "2.16", []intercomtest.Behavior{intercomtest.Gateway404Empty().On("", "/companies/*"), intercomtest.MeStatus(503)}, "workspace"},
		"gone, /me null, old":    {true, "2.10", []intercomtest.Behavior{intercomtest.MeNullApp()}, "workspace"},
		"HTML, an older version": {false, "2.10", []intercomtest.Behavior{intercomtest.Gateway404HTML().On("", "/companies/*")}, "Unconfirmed 404"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			object := p.Run(acctest.Object{}, globex)
			planned, _ := p.Plan(object, nil)
			if c.vanished {
				s.DeleteCompany(object.Get("id"))
			}
			left := len(s.Companies())
			s.ResetCalls()
			s.Set(c.behaviors...)
			other := acctest.NewProtocol(t, s, "intercom_company", acctest.Block{"api_version": c.version})
			read, diags := other.Read(object)
			if acctest.Expect(t, diags, "ERROR", c.says); !read.State.Equal(object.State) {
				t.Errorf("after the refresh: %s", read.State)
			}
			after, diags := other.Apply(planned)
			if acctest.Expect(t, diags, "ERROR", c.says); after.IsNull() {
				t.Error("after the destroy, it is not in state")
			}
			if n := s.Count("DELETE", "/companies/*"); n > 1 || len(s.Companies()) != left {
				t.Errorf("%d DELETEs, %d companies", n, len(s.Companies()))
			}
		})
	}
}

// TestCaseGoneInOldVersion (CASES 3): GET /companies/{id} is older than tickets, so a deleted company is removed from state
// in versions before 2.13, too. A second resource that still exists does not change that.
func TestCaseGoneInOldVersion(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.0", "2.4", "2.10", "2.12", "2.13", "Preview"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, acctest.Block{"api_version": version})
			object := p.Run(acctest.Object{}, globex)
			planned, _ := p.Plan(object, nil)
			s.DeleteCompany(object.Get("id"))
			read, diags := p.Read(object)
			if acctest.Expect(t, diags, "WARNING", "Companies are gone from Intercom"); !read.IsNull() {
				t.Errorf("in state: %s", read.State)
			}
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) || !after.IsNull() {
				t.Errorf("destroy: state %s\n%s", after.State, acctest.Text(diags))
			}
			holds(t, s, 1, 1, 1)
		})
	}
}

// TestCaseNotDeleted (CASES 4: deleted: false for a company): the error is about a company, and it stays in state.
func TestCaseNotDeleted(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"deleted: false": `{"object":"company","id":"{id}","deleted":false}`, "another ID": `{"object":"company","id":"999","deleted":true}`,
		"error.list": `{"type":"error.list","errors":[{"code":"conflict","message":"No"}]}`, "list": `[]`, "null": `null`, "true": `true`,
		"another case": `{"OBJECT":"company","ID":"{id}","DELETED":true}`, "a contact": `{"type":"contact","id":"{id}","deleted":true}`,
		"deleted: null": `{"object":"company","id":"{id}","deleted":null}`,
	} {
		for effect, left := range map[bool]int{false: 2, true: 1} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				p, s := newHarness(t, nil)
				object := p.Run(acctest.Object{}, globex)
				answer := intercomtest.AnswersBody(200, strings.ReplaceAll(body, "{id}", object.Get("id"))).On("DELETE", "/companies/*")
				if !effect {
					answer = answer.WithoutEffect()
				}
				s.Set(answer)
				s.Inject(intercomtest.Fault{Method: "DELETE", Act: intercomtest.HTML(502), Times: 1})
				after, diags := p.Destroy(object)
				if acctest.HasError(diags) == effect || after.IsNull() != effect {
					t.Errorf("happened: %v, in state: %v\n%s", effect, !after.IsNull(), acctest.Text(diags))
				}
				if text := acctest.Text(diags); !effect && (!strings.Contains(text, "Error deleting company") || strings.Contains(text, "ticket")) {
					t.Errorf("the error is %s", text)
				}
				if n := s.Count("DELETE", "/companies/*"); n > 4 || len(s.Companies()) != left {
					t.Errorf("%d DELETEs, %d companies", n, len(s.Companies()))
				}
			})
		}
	}
}

// TestCaseStoredOtherwise (CASES 4: "POST's answer shows somebody else's text"): state shows Intercom's value with an
// error, then drift. It is accepted after the same value gets the same answer twice.
func TestCaseStoredOtherwise(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, with(globex, acctest.Block{"size": 3}))
	wanted := with(globex, acctest.Block{"name": "Globex Corp.", "size": 7})
	s.Set(intercomtest.Stores(map[string]any{"name": "GLOBEX", "size": 5}))
	planned, _ := p.Plan(object, wanted)
	once, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "Intercom did not store name", "Intercom did not store size")
	if once.Get("name") != "GLOBEX" || once.Get("size") != "5" {
		t.Errorf("state %s", once.State)
	}
	read, _ := p.Read(once)
	if again, _ := p.Plan(read, wanted); again.State.Equal(read.State) {
		t.Error("no drift")
	}
	checkStable(t, p, p.Run(read, wanted), wanted)
	holds(t, s, 3, 0, 2)
}

// TestCaseAnswerOtherwise (CASES 4): if only the answer disagrees, the read decides. An answer about another company is an
// error and does not change state.
func TestCaseAnswerOtherwise(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		fails    bool
	}{
		"somebody else's text": {intercomtest.Overrides(map[string]any{"name": "Somebody else"}), false},
		"another company":      {intercomtest.AnswersOldest(), true},
		"another workspace":    {intercomtest.Overrides(map[string]any{"app_id": "zz9other"}), true},
		"another created_at":   {intercomtest.Overrides(map[string]any{"created_at": 1_600_000_000}), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			object := p.Run(acctest.Object{}, globex)
			wanted := with(globex, acctest.Block{"name": "Globex Corp."})
			s.Set(c.behavior.On("POST", "/companies"))
			planned, _ := p.Plan(object, wanted)
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) != c.fails || c.fails && !after.State.Equal(object.State) {
				t.Errorf("state %s\n%s", after.State, acctest.Text(diags))
			}
			s.ClearBehaviors()
			read, _ := p.Read(after)
			checkStable(t, p, p.Run(read, wanted), wanted)
			holds(t, s, 2, 0, 2)
		})
	}
}
