package contact_test

import (
	"maps"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func drive(t *testing.T, arguments acctest.Block) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, "intercom_contact", arguments), s
}

var joan = acctest.Block{"email": "joan@example.com", "external_id": "u-1"}

// TestTrouble: lost answers make one contact and erase one; lies and refusals keep it in state.
func TestTrouble(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method string
		act    intercomtest.Act
		says   string
	}{
		"create, lost":               {"POST", intercomtest.ResetAfter(), ""},
		"create, never arrived":      {"POST", intercomtest.ResetBefore(), ""},
		"create, 502":                {"POST", intercomtest.ActThenHTML(502), ""},
		"create, null":               {"POST", intercomtest.NullBody(), ""},
		"create, 429":                {"POST", intercomtest.TooManyRequests("1", "1"), ""},
		"delete, lost":               {"DELETE", intercomtest.ResetAfter(), ""},
		"delete, HTML":               {"DELETE", intercomtest.HTMLBody200(), ""},
		"delete, a 404 that is none": {"DELETE", intercomtest.LyingNotFound(), "but it is"},
		"delete, 403":                {"DELETE", intercomtest.Status(403, "api_plan_restricted", "No."), "403"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, config := range []acctest.Block{joan, {"email": "joan@example.com"}} {
				p, s := drive(t, nil)
				s.Inject(intercomtest.Fault{Method: c.method, Act: c.act, Times: 1})
				object := p.Run(acctest.Object{}, config)
				if len(s.Contacts()) != 3 {
					t.Errorf("%d contacts", len(s.Contacts()))
				}
				after, diags := p.Destroy(object)
				if acctest.Expect(t, diags, "WARNING", "for good", c.says); acctest.HasError(diags) == after.IsNull() || after.IsNull() != (c.says == "") || after.IsNull() != (len(s.Contacts()) == 2) {
					t.Errorf("in state: %v, %d contacts, %s", !after.IsNull(), len(s.Contacts()), acctest.Text(diags))
				}
			}
		})
	}
}

// TestLostLead: of leads there can be several with one email, so that none is created twice where a search may lag for minutes.
func TestLostLead(t *testing.T) {
	t.Parallel()
	p, s := drive(t, nil)
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.ResetBefore(), Times: 1})
	planned, _ := p.Plan(acctest.Object{}, acctest.Block{"role": "lead", "email": "lead@example.com"})
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "may have been created", "with email lead@example.com", "to = intercom_contact.NAME")
	if n := s.Count("POST", "/contacts"); n != 1 || !object.IsNull() {
		t.Errorf("%d POSTs, in state: %v", n, !object.IsNull())
	}
}

// TestTaken: a contact that exists is not adopted silently; the error says how to import it.
func TestTaken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config acctest.Block
		blames string
	}{
		"email":       {acctest.Block{"email": "Ada@example.com"}, `AttributeName("email")`},
		"external_id": {acctest.Block{"external_id": "70"}, `AttributeName("external_id")`},
		"both":        {acctest.Block{"external_id": "new", "email": "ada@example.com"}, `AttributeName("external_id")`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := drive(t, nil)
			planned, _ := p.Plan(acctest.Object{}, c.config)
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", c.blames, "409", "to = intercom_contact.NAME", `id = "`+intercomtest.ExampleContact+`"`)
			if !object.IsNull() || len(s.Contacts()) != 2 {
				t.Errorf("in state: %v, %d contacts", !object.IsNull(), len(s.Contacts()))
			}
		})
	}
}

// TestMerged: a contact that was merged lives on in another one. It does not leave the state, and nothing erases the other.
func TestMerged(t *testing.T) {
	t.Parallel()
	p, s := drive(t, nil)
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

// TestProtection: neither the contact's own deletion_protection nor the provider's lets a destroy through.
func TestProtection(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		arguments, config acctest.Block
		protected         bool
	}{
		"own":                  {nil, acctest.Block{"deletion_protection": true}, true},
		"provider's":           {acctest.Block{"deletion_protection": true}, nil, true},
		"lifted by its own":    {acctest.Block{"deletion_protection": true}, acctest.Block{"deletion_protection": false}, false},
		"abandon all the same": {nil, acctest.Block{"on_destroy": "abandon"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := drive(t, c.arguments)
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

// TestRefusedWhenPlanning: what Intercom would refuse is refused before anything happens, and an unknown value asks nothing.
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
			p, s := drive(t, nil)
			diags := p.Validate(c.config)
			if !acctest.HasError(diags) {
				_, diags = p.Plan(acctest.Object{}, c.config)
			}
			acctest.Expect(t, diags, c.says...)
			if n := len(s.Calls()) - s.Count("GET", "/data_attributes"); n > 0 || c.says == nil && len(s.Calls()) > 0 {
				t.Errorf("%d calls", len(s.Calls()))
			}
		})
	}
}

// TestWrongWorkspace: another workspace's token neither changes nor erases the contact that has the same id there.
func TestWrongWorkspace(t *testing.T) {
	t.Parallel()
	p, s := drive(t, nil)
	object := p.Run(acctest.Object{}, joan)
	s.WorkspaceID = "another1"
	other := acctest.NewProtocol(t, s, "intercom_contact", nil)
	s.ResetCalls()
	after, diags := other.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "another workspace")
	planned, _ := other.Plan(object, acctest.Block{"email": "joan@example.com", "external_id": "u-1", "name": "Joan"})
	changed, diags := other.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "another workspace")
	if after.IsNull() || changed.IsNull() || s.Count("DELETE", "")+s.Count("PUT", "") > 0 {
		t.Errorf("in state: %v, %v, calls %v", !after.IsNull(), !changed.IsNull(), s.Calls())
	}
}

// TestProtectedAtApply: Terraform plans no destroy for -replace and taint, so that the refusal has to come when it is carried out.
func TestProtectedAtApply(t *testing.T) {
	t.Parallel()
	p, s := drive(t, nil)
	planned, _ := p.Plan(p.Run(acctest.Object{}, joan), nil)
	after, diags := acctest.NewProtocol(t, s, "intercom_contact", acctest.Block{"deletion_protection": true}).Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "is protected from deletion"); after.IsNull() || s.Count("DELETE", "") > 0 {
		t.Errorf("in state: %v, %d DELETEs", !after.IsNull(), s.Count("DELETE", ""))
	}
}

// TestLookUp finds a contact by each of its names, and says so where there is none or more than one.
func TestLookUp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	for range 2 {
		s.AddContact(intercomtest.Contact{Role: "lead", Email: "twice@example.com"})
	}
	check := func(of string) resource.TestCheckFunc {
		return resource.TestCheckResourceAttr("data.intercom_contact."+of, "id", intercomtest.ExampleContact)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: acctest.Config(s, `
data "intercom_contact" "id" { id = "`+intercomtest.ExampleContact+`" }
data "intercom_contact" "email" { email = "Ada@Example.com" }
data "intercom_contact" "external_id" { external_id = "70" }`),
			Check: resource.ComposeAggregateTestCheckFunc(check("id"), check("email"), check("external_id"),
				resource.TestCheckResourceAttr("data.intercom_contact.email", "name", "Ada Lovelace"), resource.TestCheckResourceAttr("data.intercom_contact.email", "role", "user")),
		}, {
			Config:      acctest.Config(s, `data "intercom_contact" "x" { email = "nobody@example.com" }`),
			ExpectError: regexp.MustCompile(`0 contacts have the email "nobody@example.com"`),
		}, {
			Config:      acctest.Config(s, `data "intercom_contact" "x" { external_id = "nobody" }`),
			ExpectError: regexp.MustCompile(`0 contacts have the external_id "nobody"`),
		}, {
			Config:      acctest.Config(s, `data "intercom_contact" "x" { email = "twice@example.com" }`),
			ExpectError: regexp.MustCompile(`(?s)2 contacts have the email.*Their\s+ids\s+are`),
		}},
	})
}
