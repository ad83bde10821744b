package company_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: "intercom_company",
		Keys: []string{"id"},
		Config: acctest.Block{
			"company_id": "globex", "name": "Globex", "plan": "Gold", "website": "https://globex.example", "industry": "Energy", "size": 120, "monthly_spend": 49,
			"remote_created_at": "2026-11-01T09:00:00Z", "custom_attributes": map[string]any{"tier": "1", "seats": "12"},
		},
		Second:   acctest.Block{"name": "Globex Corporation", "plan": nil, "industry": nil, "size": 121, "custom_attributes": map[string]any{"tier": "1"}},
		Replaced: acctest.Block{"company_id": "globex-2"},
		Unread:   []string{"custom_attributes"},
		Created: []string{`POST /companies {"company_id":"globex","name":"Globex","plan":"Gold","website":"https://globex.example","industry":"Energy","size":120,"monthly_spend":49,
			"remote_created_at":1793523600,"custom_attributes":{"tier":"1","seats":12}}`},
		Updated:   []string{`POST /companies {"company_id":"globex","name":"Globex Corporation","plan":"","industry":"","size":121,"custom_attributes":{"seats":null}}`},
		Destroyed: []string{`DELETE /companies/{id}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateCompany(o.Get("id"), func(c *intercomtest.Company) { c.Name, c.Size = "Initech", 3 })
		},
		Restored: []string{`POST /companies {"company_id":"globex","name":"Globex","size":120}`},
		Vanish:   func(s *intercomtest.Server, o acctest.Object) { s.DeleteCompany(o.Get("id")) },
	}.Run(t)
}
