package company_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseUnknownValues (CASES 5: coralogix#520, aws#34225): a value that is known only at apply is planned as unknown and
// replaces nothing. The apply refuses it if it refers to another company.
func TestCaseUnknownValues(t *testing.T) {
	t.Parallel()
	known := with(globex, acctest.Block{"plan": "Gold", "size": 3, "website": "https://globex.example", "custom_attributes": map[string]any{"tier": "1"}})
	for name := range known {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			unknown := with(known, acctest.Block{name: acctest.Unknown})
			planned, diags := p.Plan(acctest.Object{}, unknown)
			if acctest.HasError(diags) || planned.Get(name) != "<unknown>" {
				t.Fatalf("planned %s\n%s", planned.State, acctest.Text(diags))
			}
			object, diags := p.ApplyWith(planned, known)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			object, _ = p.Read(object)
			planned, diags = p.Plan(object, unknown)
			if acctest.HasError(diags) || len(planned.Replaces) > 0 {
				t.Fatalf("planned to replace %v\n%s", planned.Replaces, acctest.Text(diags))
			}
			same, diags := p.ApplyWith(planned, known)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			checkStable(t, p, same, known)
			if name == "company_id" {
				other, diags := p.ApplyWith(planned, with(known, acctest.Block{name: "globex-2"}))
				if acctest.Expect(t, diags, "ERROR", "must be replaced, which was not planned", "plan again"); other.Get("id") != object.Get("id") {
					t.Errorf("state %s", other.State)
				}
			}
			holds(t, s, 1, 0, 2)
		})
	}
}

// TestCaseOtherCompanyID (rules 5 and 6): if a company's company_id has changed in Intercom, the company is not replaced,
// and an update changes it without creating a second one.
func TestCaseOtherCompanyID(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, globex)
	s.UpdateCompany(object.Get("id"), func(c *intercomtest.Company) { c.CompanyID = "globex-new" })
	read, diags := p.Read(object)
	acctest.Expect(t, diags, "WARNING", "differ from the configuration in what cannot change in place", "globex-new")
	if read.Get("company_id") != "globex" || read.Get("drift.company_id") != "globex-new" {
		t.Errorf("state %s", read.State)
	}
	checkStable(t, p, read, globex)
	after := p.Run(read, with(globex, acctest.Block{"name": "Other"}))
	if c := s.Companies()[1]; c.Name != "Other" || c.ID != after.Get("id") {
		t.Errorf("the company is %v", c)
	}
	holds(t, s, 2, 0, 2)
	gone, diags := p.Destroy(after)
	if acctest.HasError(diags) || !gone.IsNull() || len(s.Companies()) != 1 {
		t.Errorf("destroy: %s", acctest.Text(diags))
	}
}

// TestCaseDeletedWhileUpdating: a company can be deleted between the read and the POST, which then creates another one. The
// error says so, and state keeps the old one for the next refresh.
func TestCaseDeletedWhileUpdating(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, globex)
	planned, _ := p.Plan(object, with(globex, acctest.Block{"name": "Other"}))
	s.Before("POST", "/companies", func() { s.DeleteCompany(object.Get("id")) })
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "another object may have been created", "look for it in Intercom", "has created another one with company_id \"globex\"")
	if !after.State.Equal(object.State) {
		t.Errorf("state %s", after.State)
	}
	read, _ := p.Read(after)
	_, diags = p.Plan(read, globex)
	acctest.Expect(t, diags, "ERROR", `Company "globex" exists already`, s.Companies()[1].ID)
	holds(t, s, 2, 0, 2)
}

// TestReplace: another company_id deletes one company and creates one. If another company has the new company_id, that is
// an error after the deletion, and the other company does not change.
func TestReplace(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object, _ := p.Read(p.Run(acctest.Object{}, globex))
	other := acctest.Block{"company_id": "globex-2", "name": "Globex"}
	planned, diags := p.Plan(object, other)
	if acctest.HasError(diags) || len(planned.Replaces) == 0 {
		t.Fatalf("planned to replace %v\n%s", planned.Replaces, acctest.Text(diags))
	}
	after, diags := p.Apply(planned)
	if acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	checkStable(t, p, after, other)
	holds(t, s, 2, 1, 2)

	after, _ = p.Read(after)
	_, diags = p.Plan(after, acctest.Block{"company_id": "acme"})
	acctest.Expect(t, diags, "ERROR", `Company "acme" exists already`)
	holds(t, s, 2, 1, 2)
}
