package contactcompany_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const company = intercomtest.ExampleCompany

var config = acctest.Block{"contact_id": intercomtest.ExampleContact, "company_id": company}

func seed(s *intercomtest.Server) {
	s.AddCompany(intercomtest.Company{ID: "9", CompanyID: "globex", Name: "Globex"})
}

func take(s *intercomtest.Server, _ acctest.Object) {
	s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.CompanyIDs = nil })
}

func TestLife(t *testing.T) {
	const path = "/contacts/" + intercomtest.ExampleContact + "/companies"
	acctest.Life{
		Type:      "intercom_contact_company",
		Keys:      []string{"contact_id", "company_id"},
		Seed:      seed,
		Config:    config,
		Replaced:  acctest.Block{"company_id": "9"},
		Created:   []string{`POST ` + path + ` {"id":"` + company + `"}`},
		Destroyed: []string{`DELETE ` + path + `/` + company},
		Vanish:    take,
	}.Run(t)
}

func TestTrouble(t *testing.T) {
	acctest.Association{
		Type: "intercom_contact_company", Seed: seed, Config: config,
		Count: func(s *intercomtest.Server) int { return len(s.Contacts()[0].CompanyIDs) },
	}.Trouble(t)
}
