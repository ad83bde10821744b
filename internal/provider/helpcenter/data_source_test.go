package helpcenter_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// TestLookUp: a help center is found by its ID, identifier, or name, and from 2.16 as the default one.
func TestLookUp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddHelpCenter(intercomtest.HelpCenter{ID: "80", Identifier: "other", DisplayName: "Other", CustomDomain: "help.example.com", Locales: []string{"en", "pt-BR"}})
	s.AddHelpCenter(intercomtest.HelpCenter{ID: "81", DisplayName: "Other"})
	for _, version := range []string{"2.13", "2.16", "Preview"} {
		p := acctest.NewProtocol(t, s, "intercom_help_center", acctest.Block{"api_version": version})
		locale, main := "pt-BR", "false"
		if version == "2.13" {
			locale, main = "<null>", "<null>"
		}
		for _, config := range []acctest.Block{{"id": "80"}, {"identifier": "other"}} {
			found, diags := p.Data(config)
			acctest.Expect(t, diags)
			for name, want := range map[string]string{"id": "80", "url": "https://help.example.com", "locales.1": locale, "default": main, "website_turned_on": "true", "workspace_id": s.WorkspaceID} {
				if got := found.Get(name); got != want {
					t.Errorf("%s, %v: %s is %s, not %s", version, config, name, got, want)
				}
			}
		}
		_, diags := p.Data(acctest.Block{"display_name": "Other"})
		acctest.Expect(t, diags, "ERROR", `2 help centers have the display_name "Other"`, "80, 81")
		found, diags := p.Data(acctest.Block{"default": true})
		if version == "2.13" {
			acctest.Expect(t, diags, "ERROR", "before 2.16 do not tell")
		} else if acctest.Expect(t, diags); found.Get("id") != intercomtest.DefaultHelpCenter {
			t.Errorf("the default one is %s", found.State)
		}
		acctest.Expect(t, p.ValidateData(acctest.Block{"default": false}), "ERROR", "default")
		acctest.Expect(t, p.ValidateData(acctest.Block{"default": true, "id": "80"}), "ERROR", "default")
		all, diags := p.Of("intercom_help_centers").Data(acctest.Block{})
		if acctest.Expect(t, diags); all.Get("help_centers.2.id") != "81" {
			t.Errorf("all: %s", all.State)
		}
	}
}
