package dataattribute_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestValuesInTheSamePlan: contacts and companies can have values for an attribute, and for an option, that the same plan
// creates. The definitions are read before it is created and again after, even if Intercom lists it late.
func TestValuesInTheSamePlan(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"at once": nil, "lists lag": {intercomtest.Lags(2*time.Hour, "data_attributes")}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			config := func(options, value string) string {
				return acctest.Config(s, strings.NewReplacer("OPTIONS", options, "VALUE", value).Replace(`
resource "intercom_contact" "before" {
  email             = "before@example.com"
  custom_attributes = { plan = "pro" }
}
resource "intercom_data_attribute" "tariff" {
  model      = "contact"
  name       = "tariff"
  data_type  = "list"
  options    = [OPTIONS]
  depends_on = [intercom_contact.before]
}
resource "intercom_data_attribute" "opened" {
  model     = "company"
  name      = "opened"
  data_type = "datetime"
}
resource "intercom_contact" "after" {
  email             = "after@example.com"
  custom_attributes = { (intercom_data_attribute.tariff.name) = "VALUE" }
}
resource "intercom_company" "after" {
  company_id        = "after"
  custom_attributes = { (intercom_data_attribute.opened.name) = "2026-12-01T00:00:00Z" }
}`))
			}
			if behaviors == nil {
				steps := []resource.TestStep{
					{Config: config(`"free", "pro"`, "pro"), Check: resource.TestCheckResourceAttr("intercom_contact.after", "custom_attributes.tariff", "pro")},
					{Config: config(`"free", "pro"`, "pro"), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
					{Config: config(`"free", "pro"`, "team"), ExpectError: regexp.MustCompile(`(?s)there\s+is\s+no\s+option`)},
					{Config: config(`"free", "pro", "team"`, "team"), Check: resource.TestCheckResourceAttr("intercom_contact.after", "custom_attributes.tariff", "team")},
				}
				resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: acctest.Factories(), Steps: steps})
				return
			}
			cli := acctest.NewCLI(t, s)
			cli.Config(strings.SplitN(config(`"free", "pro"`, "pro"), "\n\n", 2)[1])
			s.Set(behaviors...)
			if out, err := cli.Run(nil, "apply", "-auto-approve"); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if n := s.Count("POST", "/data_attributes"); n != 2 {
				t.Errorf("%d attributes were created", n)
			}
		})
	}
}

// TestLookUp: an attribute is found by its ID, its name, or its full name, even if it is Intercom's own.
func TestLookUp(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t, "2.16")
	for _, c := range []struct{ by, value, model, label string }{
		{"id", "1005", "company", "tier"}, {"name", "plan", "contact", "plan"}, {"name", "email", "contact", "Email"}, {"full_name", "plan.name", "company", "Plan"},
	} {
		found, diags := p.Data(acctest.Block{c.by: c.value, "model": c.model})
		if acctest.Expect(t, diags); found.Get("label") != c.label || found.Get("model") != c.model {
			t.Errorf("%s %s: found %s", c.by, c.value, found.State)
		}
	}
	_, diags := p.Data(acctest.Block{"name": "name", "model": "company"})
	acctest.Expect(t, diags, "ERROR", `2 data attributes have the name "name"`, "Their full_names are name, plan.name.")
	_, diags = p.Data(acctest.Block{"name": "tiers", "model": "company"})
	acctest.Expect(t, diags, "ERROR", "0 data attributes", `Did you mean "tier"?`)
}
