package company_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestLookUp finds a company by each of its identifiers, with all custom attributes.
func TestLookUp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddCompany(intercomtest.Company{
		ID: "6762f07a1bb69f9f2193bb01", CompanyID: "globex", Name: "Globex", Plan: "Pro", CustomAttributes: map[string]any{"tier": "gold", "seats": 7},
	})
	for _, id := range []string{"6762f07a1bb69f9f2193bb02", "6762f07a1bb69f9f2193bb03"} {
		s.AddCompany(intercomtest.Company{ID: id, Name: "Twice"})
	}
	p := acctest.NewProtocol(t, s, "intercom_company", nil)
	for _, config := range []acctest.Block{{"id": "6762f07a1bb69f9f2193bb01"}, {"company_id": "globex"}, {"name": "Globex"}} {
		found, diags := p.Data(config)
		acctest.Expect(t, diags)
		for name, want := range map[string]string{
			"id": "6762f07a1bb69f9f2193bb01", "company_id": "globex", "name": "Globex", "plan": "Pro", "website": "<null>",
			"custom_attributes.tier": "gold", "custom_attributes.seats": "7",
		} {
			if got := found.Get(name); got != want {
				t.Errorf("%v: %s is %s, not %s", config, name, got, want)
			}
		}
	}
	for _, c := range []struct{ by, value string }{
		{"company_id", "nobody"}, {"name", "globex"}, {"id", "6762f07a1bb69f9f2193bbff"},
	} {
		_, diags := p.Data(acctest.Block{c.by: c.value})
		acctest.Expect(t, diags, "ERROR", "0 companies have the "+c.by+` "`+c.value+`"`, "compared letter by letter")
	}
	_, diags := p.Data(acctest.Block{"name": "Twice"})
	acctest.Expect(t, diags, "ERROR", `2 companies have the name "Twice"`, "6762f07a1bb69f9f2193bb02", "6762f07a1bb69f9f2193bb03")
}

// TestLookUpAnswersAnother: an answer about another company is neither accepted nor treated as "none".
func TestLookUpAnswersAnother(t *testing.T) {
	t.Parallel()
	for by, says := range map[string]string{"company_id": "the answer is about another object", "name": "Intercom answered with another company"} {
		s := acctest.Fake(t)
		s.Set(intercomtest.Overrides(map[string]any{by: "other"}).On("GET", "/companies"))
		_, diags := acctest.NewProtocol(t, s, "intercom_company", nil).Data(acctest.Block{by: map[string]string{"company_id": "acme", "name": "Acme"}[by]})
		acctest.Expect(t, diags, "ERROR", says, intercomtest.ExampleCompany)
	}
}
