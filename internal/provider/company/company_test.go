package company_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func drive(t *testing.T, arguments acctest.Block) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, "intercom_company", arguments), s
}

var globex = acctest.Block{"company_id": "globex", "name": "Globex"}

// TestTrouble: lost answers make one company and delete one; lies and refusals keep it in state.
func TestTrouble(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method string
		act    intercomtest.Act
		says   string
	}{
		"create, lost":               {"POST", intercomtest.ResetAfter(), ""},
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
			p, s := drive(t, nil)
			s.Inject(intercomtest.Fault{Method: c.method, Act: c.act, Times: 1})
			object := p.Run(acctest.Object{}, globex)
			if len(s.Companies()) != 2 {
				t.Errorf("%d companies", len(s.Companies()))
			}
			after, diags := p.Destroy(object)
			if acctest.Expect(t, diags, "WARNING", "deletes company", c.says); acctest.HasError(diags) == after.IsNull() || after.IsNull() != (c.says == "") || after.IsNull() != (len(s.Companies()) == 1) {
				t.Errorf("in state: %v, %d companies, %s", !after.IsNull(), len(s.Companies()), acctest.Text(diags))
			}
		})
	}
}

// TestTaken: the call that creates a company would change the one that has the company_id, so neither a plan nor a create that
// comes upon it later lets it happen.
func TestTaken(t *testing.T) {
	t.Parallel()
	p, s := drive(t, nil)
	_, diags := p.Plan(acctest.Object{}, acctest.Block{"company_id": "acme", "name": "Mine"})
	acctest.Expect(t, diags, "ERROR", `company_id "acme" already`, "to = intercom_company.NAME", `id = "`+intercomtest.ExampleCompany+`"`)

	planned, _ := p.Plan(acctest.Object{}, globex)
	twin, _ := p.Plan(acctest.Object{}, globex)
	if _, diags := p.Apply(planned); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	object, diags := p.Apply(twin)
	acctest.Expect(t, diags, "ERROR", `company_id "globex" already`)
	if n := s.Count("POST", "/companies"); n != 1 || !object.IsNull() || s.Companies()[0].Name != "Acme" {
		t.Errorf("%d POSTs, in state: %v, %+v", n, !object.IsNull(), s.Companies())
	}
}

// TestGoneBeforeUpdate: the POST of an update would create the company anew under another id, and so is not sent.
func TestGoneBeforeUpdate(t *testing.T) {
	t.Parallel()
	p, s := drive(t, nil)
	object := p.Run(acctest.Object{}, globex)
	planned, _ := p.Plan(object, acctest.Block{"company_id": "globex", "name": "Other"})
	s.DeleteCompany(object.Get("id"))
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "updating company", "404")
	if n := s.Count("POST", "/companies"); n != 1 || after.IsNull() || len(s.Companies()) != 1 {
		t.Errorf("%d POSTs, in state: %v, %d companies", n, !after.IsNull(), len(s.Companies()))
	}
}

// TestProtection: neither a destroy nor a replacement gets through.
func TestProtection(t *testing.T) {
	t.Parallel()
	p, s := drive(t, acctest.Block{"deletion_protection": true})
	object := p.Run(acctest.Object{}, globex)
	_, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "is protected from deletion", "the provider's")
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

// TestProtectedAtApply: Terraform plans no destroy for -replace and taint, so that the refusal has to come when it is carried out.
func TestProtectedAtApply(t *testing.T) {
	t.Parallel()
	p, s := drive(t, nil)
	planned, _ := p.Plan(p.Run(acctest.Object{}, globex), nil)
	after, diags := acctest.NewProtocol(t, s, "intercom_company", acctest.Block{"deletion_protection": true}).Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "is protected from deletion"); after.IsNull() || s.Count("DELETE", "") > 0 {
		t.Errorf("in state: %v, %d DELETEs", !after.IsNull(), s.Count("DELETE", ""))
	}
}

// TestLookUp finds a company by each of its names.
func TestLookUp(t *testing.T) {
	t.Parallel()
	_, s := drive(t, nil)
	for range 2 {
		s.AddCompany(intercomtest.Company{Name: "Twice"})
	}
	check := func(of string) resource.TestCheckFunc {
		return resource.TestCheckResourceAttr("data.intercom_company."+of, "id", intercomtest.ExampleCompany)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: acctest.Config(s, `
data "intercom_company" "id" { id = "`+intercomtest.ExampleCompany+`" }
data "intercom_company" "company_id" { company_id = "acme" }
data "intercom_company" "name" { name = "Acme" }`),
			Check: resource.ComposeAggregateTestCheckFunc(check("id"), check("company_id"), check("name")),
		}, {
			Config:      acctest.Config(s, `data "intercom_company" "x" { company_id = "nobody" }`),
			ExpectError: regexp.MustCompile(`0 companies have the company_id "nobody"`),
		}, {
			Config:      acctest.Config(s, `data "intercom_company" "x" { name = "Twice" }`),
			ExpectError: regexp.MustCompile(`2 companies have the name "Twice"`),
		}},
	})
}
