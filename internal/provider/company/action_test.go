package company_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestNoteAction: notes about companies exist since 2.16. The author is the access token's admin unless the configuration names one.
func TestNoteAction(t *testing.T) {
	t.Parallel()
	for version, has := range map[string]bool{"2.13": false, "2.14": false, "2.15": false, "2.16": true, "Preview": true} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			a := acctest.NewAction(t, s, "intercom_company_note", acctest.Block{"api_version": version})
			config := acctest.Block{"company_id": intercomtest.ExampleCompany, "body": "Renews in May"}
			if !has {
				acctest.Expect(t, a.Plan(config), "ERROR", "does not support notes about companies", "2.16 is the first")
				acctest.Expect(t, a.Invoke(config).Diags, "ERROR", "does not support notes about companies")
				if len(s.Calls()) > 0 {
					t.Error("a call was made")
				}
				return
			}
			acctest.Expect(t, a.Plan(config))
			acctest.Expect(t, a.Invoke(config).Diags)
			config["admin_id"] = intercomtest.ExampleAdmin
			acctest.Expect(t, a.Invoke(config).Diags)
			notes := s.Notes()
			if len(notes) != 2 || notes[0].AdminID == notes[1].AdminID || notes[1].AdminID != intercomtest.ExampleAdmin {
				t.Errorf("%+v", notes)
			}
			config["admin_id"] = "1"
			acctest.Expect(t, a.Invoke(config).Diags, "ERROR", "404 not_found")
			config["company_id"] = "1"
			acctest.Expect(t, a.Invoke(config).Diags, "ERROR", "company_id", "404 company_not_found", "No note was created")
		})
	}
}
