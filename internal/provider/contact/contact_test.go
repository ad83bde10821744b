package contact_test

import (
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func newHarness(t *testing.T, arguments acctest.Block) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, "intercom_contact", arguments), s
}

var joan = acctest.Block{"email": "joan@example.com", "external_id": "u-1"}

// holds checks the number of writes and of contacts in Intercom.
func holds(t *testing.T, s *intercomtest.Server, posts, deletes, contacts int) {
	t.Helper()
	if n := s.Count("POST", "/contacts"); n != posts {
		t.Errorf("%d POSTs, want %d", n, posts)
	}
	if n := s.Count("DELETE", "/contacts/*"); n != deletes {
		t.Errorf("%d DELETEs, want %d", n, deletes)
	}
	if n := len(s.Contacts()); n != contacts {
		t.Errorf("%d contacts, want %d", n, contacts)
	}
}

// checkStable checks that a refresh and a plan of the same configuration find no change.
func checkStable(t *testing.T, p *acctest.Protocol, object acctest.Object, config acctest.Block) {
	t.Helper()
	read, diags := p.Read(object)
	if acctest.HasError(diags) || read.IsNull() {
		t.Fatalf("refresh: in state: %v\n%s", !read.IsNull(), acctest.Text(diags))
	}
	planned, diags := p.Plan(read, config)
	if acctest.HasError(diags) || !planned.State.Equal(read.State) {
		t.Errorf("the next plan is not empty: %s\nplanned %s\n%s", read.State, planned.State, acctest.Text(diags))
	}
}

// TestFaults: after lost answers, one contact exists and one is deleted; after false or refused answers, it stays in state.
func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method string
		act    intercomtest.Act
		says   string
	}{
		"create, lost":          {"POST", intercomtest.ResetAfter(), ""},
		"create, never arrived": {"POST", intercomtest.ResetBefore(), ""},
		"create, 502":           {"POST", intercomtest.ActThenHTML(502), ""},
		"create, null":          {"POST", intercomtest.NullBody(), ""},
		"create, 429":           {"POST", intercomtest.TooManyRequests("1", "1"), ""},
		"delete, lost":          {"DELETE", intercomtest.ResetAfter(), ""},
		"delete, HTML":          {"DELETE", intercomtest.HTMLBody200(), ""},
		"delete, a false 404":   {"DELETE", intercomtest.LyingNotFound(), "but the contact exists"},
		"delete, 403":           {"DELETE", intercomtest.Status(403, "api_plan_restricted", "No."), "403"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, config := range []acctest.Block{joan, {"email": "joan@example.com"}} {
				p, s := newHarness(t, nil)
				s.Inject(intercomtest.Fault{Method: c.method, Act: c.act, Times: 1})
				object := p.Run(acctest.Object{}, config)
				if len(s.Contacts()) != 3 {
					t.Errorf("%d contacts", len(s.Contacts()))
				}
				after, diags := p.Destroy(object)
				if acctest.Expect(t, diags, "WARNING", "deletes contacts permanently", c.says); acctest.HasError(diags) == after.IsNull() || after.IsNull() != (c.says == "") || after.IsNull() != (len(s.Contacts()) == 2) {
					t.Errorf("in state: %v, %d contacts, %s", !after.IsNull(), len(s.Contacts()), acctest.Text(diags))
				}
			}
		})
	}
}

// TestLostLead: several leads can have one email, so a lead is never created twice while a search may lag for minutes.
func TestLostLead(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.ResetBefore(), Times: 1})
	planned, _ := p.Plan(acctest.Object{}, acctest.Block{"role": "lead", "email": "lead@example.com"})
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "may have been created", `like the configured one, "lead@example.com"`, "to = intercom_contact.NAME")
	if n := s.Count("POST", "/contacts"); n != 1 || !object.IsNull() {
		t.Errorf("%d POSTs, in state: %v", n, !object.IsNull())
	}
}

// TestTaken: an existing contact is not adopted silently; the plan shows how to import it. A conflict that no lookup can
// find, because the external ID is new but the email is not, is an error at apply.
func TestTaken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config acctest.Block
		says   []string
		late   bool
	}{
		"email":       {acctest.Block{"email": "Ada@example.com"}, []string{`AttributeName("email")`, "exists already"}, false},
		"external_id": {acctest.Block{"external_id": "70"}, []string{`AttributeName("external_id")`, "exists already"}, false},
		"both":        {acctest.Block{"external_id": "new", "email": "ada@example.com"}, []string{`AttributeName("external_id")`, "409", "No contact was created"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			planned, diags := p.Plan(acctest.Object{}, c.config)
			if c.late == acctest.HasError(diags) {
				t.Fatalf("found at plan: %v, %s", !c.late, acctest.Text(diags))
			}
			if c.late {
				var object acctest.Object
				if object, diags = p.Apply(planned); !object.IsNull() {
					t.Error("it is in state")
				}
			}
			acctest.Expect(t, diags, append(c.says, "ERROR", "to = intercom_contact.NAME", `id = "`+intercomtest.ExampleContact+`"`)...)
			posts := 0
			if c.late {
				posts = 1
			}
			holds(t, s, posts, 0, 2)
		})
	}
}

// TestMerged: the data of a merged contact is in another one. The merged one stays in state, and the other is never
// deleted.
func TestMerged(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, joan)
	s.MergeContact(object.Get("id"), intercomtest.ExampleContact)
	for _, doing := range []func(acctest.Object) (acctest.Object, []*tfprotov6.Diagnostic){p.Read, p.Destroy} {
		after, diags := doing(object)
		if acctest.Expect(t, diags, "ERROR", "410", "was merged into the contact "+intercomtest.ExampleContact); after.IsNull() {
			t.Error("it left the state")
		}
	}
	if _, diags := p.Import(object.Get("id"), nil); !acctest.HasError(diags) {
		t.Error("a merged contact was imported")
	}
	if len(s.Contacts()) != 3 {
		t.Errorf("%d contacts", len(s.Contacts()))
	}
}

// TestProtection: both the contact's deletion_protection and the provider's refuse a destroy.
func TestProtection(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arguments, config acctest.Block
		protected         bool
	}{
		"own":               {nil, acctest.Block{"deletion_protection": true}, true},
		"provider's":        {acctest.Block{"deletion_protection": true}, nil, true},
		"lifted by its own": {acctest.Block{"deletion_protection": true}, acctest.Block{"deletion_protection": false}, false},
		"still abandoned":   {nil, acctest.Block{"on_destroy": "abandon"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, c.arguments)
			config := acctest.Block{"external_id": "u-1"}
			maps.Copy(config, c.config)
			object := p.Run(acctest.Object{}, config)
			after, diags := p.Destroy(object)
			if acctest.HasError(diags) != c.protected || after.IsNull() == c.protected {
				t.Errorf("in state: %v, %s", !after.IsNull(), acctest.Text(diags))
			}
			want := 0
			if !c.protected && c.config["on_destroy"] == nil {
				want = 1
			}
			if n := s.Count("DELETE", ""); n != want {
				t.Errorf("%d DELETEs, want %d", n, want)
			}
		})
	}
}

// TestRefusedWhenPlanning: what Intercom would refuse is refused before anything happens. For an unknown value, the plan
// only reads the workspace.
func TestRefusedWhenPlanning(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config acctest.Block
		says   []string
	}{
		"nobody":             {acctest.Block{"name": "Joan"}, []string{"At least one of these attributes must be configured: [email,external_id]"}},
		"role":               {acctest.Block{"email": "a@example.com", "role": "admin"}, []string{"role"}},
		"unknown attribute":  {acctest.Block{"email": "a@example.com", "custom_attributes": map[string]any{"plam": "pro"}}, []string{`no custom attribute "plam"`, `Did you mean "plan"?`}},
		"a word as a number": {acctest.Block{"email": "a@example.com", "custom_attributes": map[string]any{"seats": "many"}}, []string{"whole number", `"seats"`}},
		"a date as text":     {acctest.Block{"email": "a@example.com", "custom_attributes": map[string]any{"renews_at": "tomorrow"}}, []string{"RFC 3339"}},
		"not a bool":         {acctest.Block{"email": "a@example.com", "custom_attributes": map[string]any{"beta": "yes"}}, []string{"true or false"}},
		"unknown":            {acctest.Block{"email": acctest.Unknown, "custom_attributes": acctest.Unknown}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			diags := p.Validate(c.config)
			if !acctest.HasError(diags) {
				_, diags = p.Plan(acctest.Object{}, c.config)
			}
			acctest.Expect(t, diags, c.says...)
			asked := s.Count("GET", "/me") + s.Count("GET", "/data_attributes") + s.Count("POST", "/contacts/search")
			if asked != len(s.Calls()) || c.says == nil && s.Count("GET", "/me") != len(s.Calls()) {
				t.Errorf("calls %v", s.Calls())
			}
			if n := s.Count("POST", "/contacts"); n > 0 {
				t.Errorf("%d POSTs", n)
			}
		})
	}
}

// TestProtectedAtApply: Terraform does not plan a destroy for -replace and taint, so the refusal must come at apply.
func TestProtectedAtApply(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	planned, _ := p.Plan(p.Run(acctest.Object{}, joan), nil)
	after, diags := acctest.NewProtocol(t, s, "intercom_contact", acctest.Block{"deletion_protection": true}).Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "is protected from deletion"); after.IsNull() || s.Count("DELETE", "") > 0 {
		t.Errorf("in state: %v, %d DELETEs", !after.IsNull(), s.Count("DELETE", ""))
	}
}
