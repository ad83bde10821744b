package company_test

import (
	"encoding/json"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func newHarness(t *testing.T, arguments acctest.Block) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, "intercom_company", arguments), s
}

var globex = acctest.Block{"company_id": "globex", "name": "Globex"}

// TestFaults: after lost answers, one company exists and one is deleted; after false or refused answers, it stays in state.
func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method string
		act    intercomtest.Act
		says   string
	}{
		"create, lost":        {"POST", intercomtest.ResetAfter(), ""},
		"create, 502":         {"POST", intercomtest.ActThenHTML(502), ""},
		"create, null":        {"POST", intercomtest.NullBody(), ""},
		"create, 429":         {"POST", intercomtest.TooManyRequests("1", "1"), ""},
		"delete, lost":        {"DELETE", intercomtest.ResetAfter(), ""},
		"delete, HTML":        {"DELETE", intercomtest.HTMLBody200(), ""},
		"delete, a false 404": {"DELETE", intercomtest.LyingNotFound(), "but the company exists"},
		"delete, 403":         {"DELETE", intercomtest.Status(403, "api_plan_restricted", "No."), "403"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			s.Inject(intercomtest.Fault{Method: c.method, Act: c.act, Times: 1})
			object := p.Run(acctest.Object{}, globex)
			if len(s.Companies()) != 2 {
				t.Errorf("%d companies", len(s.Companies()))
			}
			after, diags := p.Destroy(object)
			if acctest.Expect(t, diags, "WARNING", "deletes companies permanently", c.says); acctest.HasError(diags) == after.IsNull() || after.IsNull() != (c.says == "") || after.IsNull() != (len(s.Companies()) == 1) {
				t.Errorf("in state: %v, %d companies, %s", !after.IsNull(), len(s.Companies()), acctest.Text(diags))
			}
		})
	}
}

// TestTaken: the call that creates a company would change an existing one with the same company_id. Both the plan and a
// later create prevent that.
func TestTaken(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t, nil)
	_, diags := p.Plan(acctest.Object{}, acctest.Block{"company_id": "acme", "name": "Mine"})
	acctest.Expect(t, diags, "ERROR", `Company "acme" exists already`, "to = intercom_company.NAME", `id = "`+intercomtest.ExampleCompany+`"`)
}

// TestTwoOfOneID (CASES 2): two resources with one company_id are refused at plan, or before the second POST if the
// company_id was unknown at plan.
func TestTwoOfOneID(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	if _, diags := p.Plan(acctest.Object{}, globex); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	_, diags := p.Plan(acctest.Object{}, globex)
	acctest.Expect(t, diags, "ERROR", "Two resources have the same company_id", "globex")

	late := acctest.NewProtocol(t, s, "intercom_company", nil)
	unknown := acctest.Block{"company_id": acctest.Unknown, "name": "Globex"}
	first, _ := late.Plan(acctest.Object{}, unknown)
	second, _ := late.Plan(acctest.Object{}, unknown)
	walk := late.ApplyWalk()
	if _, diags := walk.ApplyWith(first, globex); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	object, diags := walk.ApplyWith(second, globex)
	acctest.Expect(t, diags, "ERROR", "Two resources have the same company_id")
	if n := s.Count("POST", "/companies"); n != 1 {
		t.Errorf("%d POSTs", n)
	}
	if !object.IsNull() {
		t.Error("the second is in state")
	}
}

// TestOverwritten (CASES 2): if somebody creates a company between the lookup and the POST, the POST changes it, which no
// client can prevent. It is reported and not adopted.
func TestOverwritten(t *testing.T) {
	t.Parallel()
	for name, theirs := range map[string]intercomtest.Company{
		"older":            {CompanyID: "globex", Name: "Theirs", CreatedAt: 1_700_000_000},
		"with a website":   {CompanyID: "globex", Name: "Theirs", Website: "https://theirs.example"},
		"with an industry": {CompanyID: "globex", Name: "Theirs", Industry: "Energy"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			planned, diags := p.Plan(acctest.Object{}, globex)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			s.Before("POST", "/companies", func() { s.AddCompany(theirs) })
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "Intercom changed an existing one", "to = intercom_company.NAME")
			if !object.IsNull() {
				t.Error("somebody else's company is in state")
			}
		})
	}
}

// TestLookUpThatProvesNothing (CASES 2): a gateway's 404 does not prove that the company_id is free.
func TestLookUpThatProvesNothing(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	planned, _ := p.Plan(acctest.Object{}, acctest.Block{"company_id": acctest.Unknown})
	s.Set(intercomtest.Gateway404HTML().On("GET", "/companies"))
	object, diags := p.ApplyWith(planned, globex)
	acctest.Expect(t, diags, "ERROR", "404", "Nothing was changed")
	if n := s.Count("POST", "/companies"); n > 0 {
		t.Errorf("%d POSTs", n)
	}
	if !object.IsNull() {
		t.Error("in state")
	}
}

// TestProtectedByThePlan (CASES 5): deletion_protection already protects when it comes together with a new company_id.
func TestProtectedByThePlan(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, globex)
	object, _ = p.Read(object)
	_, diags := p.Plan(object, acctest.Block{"company_id": "globex-2", "deletion_protection": true})
	acctest.Expect(t, diags, "ERROR", "is protected from deletion", "would replace it")
	if n := s.Count("DELETE", ""); n > 0 {
		t.Errorf("%d DELETEs", n)
	}
}

// TestOuterBlanks (CASES 5): Intercom trims an ID, so an ID with outer blanks would be replaced at every apply.
func TestOuterBlanks(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t, nil)
	for _, id := range []string{"z2 ", " z2", "", "\tz2"} {
		acctest.Expect(t, p.Validate(acctest.Block{"company_id": id}), "ERROR", "company_id", "must not begin or end with a blank")
	}
}

// TestImportLeavesUnmanagedAttributes (CASES 5): Intercom adds creation_source to companies. Neither an import nor a change
// of another attribute checks or sends it.
func TestImportLeavesUnmanagedAttributes(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	made := s.AddCompany(intercomtest.Company{CompanyID: "z", Name: "Z", CustomAttributes: map[string]any{"tier": "1", "seats": json.Number("4"), "creation_source": "api"}})
	object, diags := p.Import(made.ID, nil)
	if acctest.HasError(diags) || object.Get("custom_attributes") != "<null>" {
		t.Fatalf("%s\n%s", object.State, acctest.Text(diags))
	}
	config := acctest.Block{"company_id": "z", "name": "Z", "custom_attributes": map[string]any{"tier": "2"}}
	object = p.Run(object, config)
	for _, c := range s.Calls() {
		if c.Method == "POST" && string(c.Body) != `{"company_id":"z","custom_attributes":{"tier":"2"}}` {
			t.Errorf("sent %s", c.Body)
		}
	}
	object, _ = p.Read(object)
	if planned, diags := p.Plan(object, config); acctest.HasError(diags) || !planned.State.Equal(object.State) {
		t.Errorf("planned %s\n%s", planned.State, acctest.Text(diags))
	}
	all, diags := acctest.NewProtocol(t, s, "intercom_company", nil).Import(made.ID+"?attributes=all", nil)
	if acctest.HasError(diags) || all.Get("custom_attributes.seats") != "4" {
		t.Errorf("all attributes: %s\n%s", all.State, acctest.Text(diags))
	}
}

// TestGoneBeforeUpdate: the POST of an update would create the company again with another ID, so it is not sent.
func TestGoneBeforeUpdate(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, globex)
	planned, _ := p.Plan(object, acctest.Block{"company_id": "globex", "name": "Other"})
	s.DeleteCompany(object.Get("id"))
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "updating company", "404")
	if n := s.Count("POST", "/companies"); n != 1 || after.IsNull() || len(s.Companies()) != 1 {
		t.Errorf("%d POSTs, in state: %v, %d companies", n, !after.IsNull(), len(s.Companies()))
	}
}

// TestProtection: both a destroy and a replacement are refused.
func TestProtection(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, acctest.Block{"deletion_protection": true})
	object := p.Run(acctest.Object{}, globex)
	_, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "is protected from deletion", "provider's")
	object, _ = p.Read(object)
	_, diags = p.Plan(object, acctest.Block{"company_id": "globex-2"})
	acctest.Expect(t, diags, "ERROR", "is protected from deletion")
	abandoned := p.Run(object, acctest.Block{"company_id": "globex", "name": "Globex", "deletion_protection": false, "on_destroy": "abandon"})
	if after, diags := p.Destroy(abandoned); acctest.HasError(diags) || !after.IsNull() {
		t.Errorf("abandon: %s", acctest.Text(diags))
	}
	if n := s.Count("DELETE", ""); n > 0 || len(s.Companies()) != 2 {
		t.Errorf("%d DELETEs, %d companies", n, len(s.Companies()))
	}
}

// TestProtectedAtApply: Terraform does not plan a destroy for -replace and taint, so the refusal must come at apply.
func TestProtectedAtApply(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	planned, _ := p.Plan(p.Run(acctest.Object{}, globex), nil)
	after, diags := acctest.NewProtocol(t, s, "intercom_company", acctest.Block{"deletion_protection": true}).Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "is protected from deletion"); after.IsNull() || s.Count("DELETE", "") > 0 {
		t.Errorf("in state: %v, %d DELETEs", !after.IsNull(), s.Count("DELETE", ""))
	}
}
