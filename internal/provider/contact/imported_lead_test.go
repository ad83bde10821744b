package contact_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestImportedLead: Terraform writes the configuration of an import and of a list from the values that they show. Both leave
// out the external ID of a lead, which no configuration may set.
func TestImportedLead(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	for role, inConfig := range map[string]bool{"lead": false, "user": true} {
		c := s.AddContact(intercomtest.Contact{Role: role, Email: role + "@example.com", ExternalID: "assigned-" + role})
		imported, diags := p.Import(c.ID, nil)
		acctest.Expect(t, diags)
		listed, diags := p.List(acctest.Block{"role": role, "email": c.Email}, 0)
		acctest.Expect(t, diags)
		if len(listed) != 1 {
			t.Fatalf("%d contacts listed", len(listed))
		}
		for how, o := range map[string]acctest.Object{"import": imported, "list": listed[0].Object} {
			if got := o.Get("external_id"); (got == c.ExternalID) != inConfig {
				t.Errorf("%s of a %s: external_id %q", how, role, got)
			}
		}
		config := acctest.Block{"role": role, "email": c.Email}
		if inConfig {
			config["external_id"] = c.ExternalID
		}
		acctest.Expect(t, p.Validate(config))
		object := p.Run(imported, config)
		object, diags = p.Read(object)
		acctest.Expect(t, diags)
		checkStable(t, p, object, config)
	}
	holds(t, s, 0, 0, 4)
}
