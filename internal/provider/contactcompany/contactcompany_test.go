package contactcompany_test

import (
	"strconv"
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

func TestCRUD(t *testing.T) {
	const path = "/contacts/" + intercomtest.ExampleContact + "/companies"
	acctest.CRUDTest{
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

func TestFaults(t *testing.T) {
	acctest.Association{
		Type: "intercom_contact_company", Seed: seed, Config: config, Another: acctest.Block{"company_id": "9"},
		Post: "/contacts/*/companies", Delete: "/contacts/*/companies/*", Get: "/contacts/*/companies",
		Orphan: func(s *intercomtest.Server) { s.DeleteContact(intercomtest.ExampleContact) }, Gone: "deleted, archived, or merged",
		Count: func(s *intercomtest.Server) int { return len(s.Contacts()[0].CompanyIDs) },
	}.Faults(t)
}

// TestCaseElevenCompanies (CASES 3): a contact's companies come in several pages. If Intercom shows fewer than it counts, a
// missing membership is not proof that it is gone.
func TestCaseElevenCompanies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set  []intercomtest.Behavior
		take bool
		says []string
		gone bool
	}{
		"on the second page":         {},
		"an object as the next page": {set: []intercomtest.Behavior{intercomtest.NextAsObject()}},
		"on no page":                 {take: true, says: []string{"WARNING", "removed the contact from the company"}, gone: true},
		"one that is not shown":      {take: true, set: []intercomtest.Behavior{intercomtest.LargerTotal(1)}, says: []string{"ERROR", "list is not complete", "It stays"}},
		"an empty page in between":   {set: []intercomtest.Behavior{intercomtest.EmptyPage()}, says: []string{"ERROR", "list is not complete", "It stays"}},
		"an endless list":            {take: true, set: []intercomtest.Behavior{intercomtest.EndlessCursor()}, says: []string{"ERROR", "It stays"}},
		"no way on":                  {set: []intercomtest.Behavior{intercomtest.NullPages()}, says: []string{"ERROR", "list is not complete", "It stays"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// This does not use acctest.Fake, because the API description has no parameter page, which Intercom's pages.next uses.
			s := intercomtest.New(t)
			intercomtest.SeedExample(s.Workspace)
			seed(s)
			s.UpdateContact(intercomtest.ExampleContact, func(contact *intercomtest.Contact) { contact.CompanyIDs = nil })
			for i := range 10 {
				id := "other" + strconv.Itoa(i)
				s.AddCompany(intercomtest.Company{ID: id, CompanyID: id})
				s.UpdateContact(intercomtest.ExampleContact, func(contact *intercomtest.Contact) { contact.CompanyIDs = append(contact.CompanyIDs, id) })
			}
			p := acctest.NewProtocol(t, s, "intercom_contact_company", nil)
			object := p.Run(acctest.Object{}, config)
			if c.take {
				s.UpdateContact(intercomtest.ExampleContact, func(contact *intercomtest.Contact) { contact.CompanyIDs = contact.CompanyIDs[:10] })
			}
			for _, b := range c.set {
				s.Set(b.On("GET", "/contacts/*/companies"))
			}
			read, diags := p.Read(object)
			if acctest.Expect(t, diags, c.says...); read.IsNull() != c.gone {
				t.Errorf("gone: %v", read.IsNull())
			}
		})
	}
}

// seedListed puts two contacts in a company, and one of them in two.
func seedListed(s *intercomtest.Server) {
	seed(s)
	s.AddCompany(intercomtest.Company{ID: "10", CompanyID: "empty"})
	s.AddContact(intercomtest.Contact{ID: "77", Email: "alone@example.com"})
	s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.CompanyIDs = []string{company, "9"} })
	s.UpdateContact(intercomtest.ExampleSecondContact, func(c *intercomtest.Contact) { c.CompanyIDs = []string{company} })
}

func TestList(t *testing.T) {
	const contact, second = intercomtest.ExampleContact, intercomtest.ExampleSecondContact
	acctest.AssociationList{
		Type: "intercom_contact_company", Keys: []string{"contact_id", "company_id"}, Seed: seedListed,
		By: map[string]acctest.ListedBy{
			"contact": {
				Config: acctest.Block{"contact_id": contact}, Found: map[string]string{contact + "/" + company: "Acme", contact + "/9": "Globex"},
				Calls: []string{"GET /contacts/" + contact + "/companies"}, Method: "GET", Path: "/contacts/*/companies",
				Empty: acctest.Block{"contact_id": "77"}, Missing: acctest.Block{"contact_id": "nobody"}, Says: []string{"404", "GET /contacts/nobody/companies"},
				Take: func(s *intercomtest.Server) {
					s.UpdateContact(contact, func(c *intercomtest.Contact) { c.CompanyIDs = []string{"9"} })
				}, Taken: contact + "/" + company,
			},
			"company": {
				Config: acctest.Block{"company_id": company}, Found: map[string]string{contact + "/" + company: "ada@example.com", second + "/" + company: "grace@example.com"},
				Calls: []string{"GET /companies/" + company + "/contacts"}, Method: "GET", Path: "/companies/*/contacts",
				Empty: acctest.Block{"company_id": "10"}, Missing: acctest.Block{"company_id": "none"}, Says: []string{"404 company_not_found"},
				Take: func(s *intercomtest.Server) {
					s.UpdateContact(contact, func(c *intercomtest.Contact) { c.CompanyIDs = []string{"9"} })
				}, Taken: contact + "/" + company,
			},
		},
	}.Run(t)
}

// TestListIncomplete: a list that does not show everything is an error, whatever hides a part of it.
func TestListIncomplete(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		act    intercomtest.Behavior
		config acctest.Block
	}{
		"companies that are not shown": {intercomtest.LargerTotal(1).On("GET", "/contacts/*/companies"), acctest.Block{"contact_id": intercomtest.ExampleContact}},
		"contacts that are not shown":  {intercomtest.LargerTotal(1).On("GET", "/companies/*/contacts"), acctest.Block{"company_id": company}},
		"no list":                      {intercomtest.AnswersBody(200, `{"type":"list"}`).On("GET", "/contacts/*/companies"), acctest.Block{"contact_id": intercomtest.ExampleContact}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seedListed(s)
			s.Set(c.act)
			_, diags := acctest.NewProtocol(t, s, "intercom_contact_company", nil).List(c.config, 0)
			acctest.Expect(t, diags, "ERROR", "Error listing intercom_contact_company", "There may be more")
		})
	}
}
