package ticket_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestWrongProvider: a provider that is configured for another version, region, or workspace than the ticket's deletes
// nothing, keeps the ticket in state, and explains what is wrong.
func TestWrongProvider(t *testing.T) {
	t.Parallel()
	wrong := map[string]struct {
		provider func(d harness) acctest.Block
		says     map[string]string // by operation; "" if the operation succeeds
	}{
		"version": {
			provider: func(harness) acctest.Block { return acctest.Block{"api_version": "2.12"} },
			says:     map[string]string{"refresh": "", "destroy": "cannot delete tickets", "replace": "cannot delete tickets", "import": "", "refresh of one that is gone": "nconfirmed 404"},
		},
		"region, where the token is not known": {
			provider: func(d harness) acctest.Block {
				return acctest.Block{"base_url": acctest.Fake(d.tb).URL, "access_token": "another"}
			},
			says: map[string]string{"refresh": "region", "destroy": "region", "replace": "region", "import": "region", "refresh of one that is gone": "region"},
		},
		"region, where the token is another workspace": {
			provider: func(d harness) acctest.Block {
				eu := acctest.Fake(d.tb, intercomtest.WithWorkspace("eu"), intercomtest.WithRegion("EU"))
				return acctest.Block{"base_url": eu.URL, "access_token": eu.Token}
			},
			says: map[string]string{"refresh": "another workspace", "destroy": "another workspace", "replace": "another workspace", "import": "it does not exist", "refresh of one that is gone": "another workspace"},
		},
		"host, which finds nothing": {
			provider: func(d harness) acctest.Block {
				proxy := acctest.Fake(d.tb)
				proxy.Inject(intercomtest.Fault{Act: intercomtest.NotFoundHTML()})
				return acctest.Block{"base_url": proxy.URL, "access_token": proxy.Token}
			},
			says: map[string]string{"refresh": "base_url", "destroy": "base_url", "replace": "base_url", "import": "404", "refresh of one that is gone": "base_url"},
		},
		"workspace": {
			provider: func(d harness) acctest.Block {
				other := d.fake.AddWorkspace("other")
				intercomtest.SeedExample(other)
				return acctest.Block{"access_token": other.Token}
			},
			says: map[string]string{"refresh": "another workspace", "destroy": "another workspace", "replace": "another workspace", "import": "it does not exist", "refresh of one that is gone": "another workspace"},
		},
	}
	for name, c := range wrong {
		for op, says := range c.says {
			t.Run(name+"/"+op, func(t *testing.T) {
				t.Parallel()
				d := newHarness(t, nil)
				object := d.Run(acctest.Object{}, minimal(nil))
				left := 1
				if op == "refresh of one that is gone" {
					d.fake.DeleteTicket(object.Get("id"))
					left = 0
				}
				other := acctest.NewProtocol(t, d.fake, "intercom_ticket", c.provider(d))
				d.fake.ResetCalls()
				after, diags := playWrong(t, other, op, object)
				if says == "" {
					expectNoError(t, diags)
				} else {
					expectError(t, diags, says)
				}
				if after.IsNull() && op != "import" {
					t.Error("the ticket left the state")
				}
				if tickets, erased := d.fake.Tickets(), d.fake.Erased(); len(tickets) != left || len(erased) > 0 {
					t.Errorf("%d tickets, erased %v", len(tickets), erased)
				}
				if n := d.fake.Count("POST", "/tickets") + d.fake.Count("PUT", ""); n > 0 {
					t.Errorf("%d writes", n)
				}
			})
		}
	}
}

func playWrong(t *testing.T, p *acctest.Protocol, op string, object acctest.Object) (acctest.Object, []*tfprotov6.Diagnostic) {
	t.Helper()
	switch op {
	case "destroy":
		return p.Destroy(object)
	case "replace":
		// Terraform deletes first. If the plan already refuses it, nothing is applied.
		if _, diags := p.Plan(object, minimal(acctest.Block{"contacts": []any{acctest.Block{"email": "grace@example.com"}}})); acctest.HasError(diags) {
			t.Logf("refused when planning: %s", acctest.Text(diags))
		}
		return p.Apply(acctest.Planned{Object: null(t, object), Config: null(t, object).State, Prior: object})
	case "import":
		return p.Import(object.Get("id"), nil)
	}
	return p.Read(object)
}

// TestProtectedInEveryWay: no DELETE is sent for a protected ticket, whatever would delete it.
func TestProtectedInEveryWay(t *testing.T) {
	t.Parallel()
	protected := minimal(acctest.Block{"deletion_protection": true})
	for name, end := range map[string]func(d harness, object acctest.Object) []*tfprotov6.Diagnostic{
		"destroy, refreshed": func(d harness, object acctest.Object) []*tfprotov6.Diagnostic {
			object, diags := d.Read(object)
			acctest.Expect(d.tb, diags)
			_, diags = d.Destroy(object)
			return diags
		},
		"destroy or removed from the configuration, -refresh=false": func(d harness, object acctest.Object) []*tfprotov6.Diagnostic {
			_, diags := d.Destroy(object)
			return diags
		},
		"taint or -replace": func(d harness, object acctest.Object) []*tfprotov6.Diagnostic {
			_, diags := d.Apply(acctest.Planned{Object: null(d.tb, object), Config: null(d.tb, object).State, Prior: object})
			return diags
		},
		"replacement": func(d harness, object acctest.Object) []*tfprotov6.Diagnostic {
			_, diags := d.Plan(refreshed(d.tb, d.Protocol, object), minimal(acctest.Block{"deletion_protection": true, "contacts": []any{acctest.Block{"email": "grace@example.com"}}}))
			return diags
		},
		"replacement that takes the protection away with it": func(d harness, object acctest.Object) []*tfprotov6.Diagnostic {
			_, diags := d.Plan(refreshed(d.tb, d.Protocol, object), minimal(acctest.Block{"deletion_protection": false, "contacts": []any{acctest.Block{"email": "grace@example.com"}}}))
			return diags
		},
		"imported into a protecting configuration, destroyed": func(d harness, object acctest.Object) []*tfprotov6.Diagnostic {
			imported, diags := d.Import(object.Get("id"), nil)
			acctest.Expect(d.tb, diags)
			_, diags = d.Destroy(d.Run(imported, protected))
			return diags
		},
		"imported under a protecting provider, destroyed": func(d harness, object acctest.Object) []*tfprotov6.Diagnostic {
			d.Protocol = acctest.NewProtocol(d.tb, d.fake, "intercom_ticket", acctest.Block{"deletion_protection": true})
			imported, diags := d.Import(object.Get("id"), nil)
			acctest.Expect(d.tb, diags)
			_, diags = d.Destroy(imported)
			return diags
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, protected)
			expectError(t, end(d, object), "is protected from deletion")
			if n := d.fake.Count("DELETE", ""); n > 0 || len(d.fake.Tickets()) != 1 {
				t.Errorf("%d DELETEs, %d tickets left", n, len(d.fake.Tickets()))
			}
		})
	}
}
