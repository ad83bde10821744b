package collection_test

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	kind    = "intercom_collection"
	path    = "/help_center/collections"
	english = intercomtest.DefaultHelpCenter
)

var billing = acctest.Block{"name": "Billing", "description": "Money.", "translations": acctest.Block{"fr": acctest.Block{"name": "Facturation", "description": "Argent."}}}

// multilingual gives the default help center three languages, and adds collection 9 and another help center, 80.
func multilingual(s *intercomtest.Server) {
	s.DeleteCollection(intercomtest.ExampleCollection)
	s.UpdateHelpCenter(english, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr", "de"} })
	s.AddCollection(intercomtest.Collection{ID: "9", Name: "Everything"})
	s.AddHelpCenter(intercomtest.HelpCenter{ID: "80", Identifier: "other", Locales: []string{"en", "fr"}})
}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: kind, Keys: []string{"id"}, Seed: multilingual,
		Config:  billing,
		Created: []string{`POST ` + path + ` {"name":"Billing","description":"Money.","translated_content":{"fr":{"name":"Facturation","description":"Argent."}}}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateCollection(o.Get("id"), func(c *intercomtest.Collection) {
				c.Name, c.Translations = "Money", map[string]intercomtest.CollectionText{"fr": {Name: "Argent", Description: "Argent."}, "de": {Name: "Geld"}}
			})
		},
		Restored: []string{`PUT ` + path + `/{id} {"name":"Billing","translated_content":{"de":{"name":"Geld","description":""},"fr":{"name":"Facturation","description":"Argent."}}}`},
		Second:   acctest.Block{"name": "Bills", "description": nil, "parent_id": "9", "translations": acctest.Block{"fr": acctest.Block{"name": "Factures"}}},
		Updated: []string{
			`PUT ` + path + `/{id} {"name":"Bills","description":"","parent_id":"9","translated_content":{"de":{"name":"Geld","description":""},"fr":{"name":"Factures","description":""}}}`,
		},
		Replaced:  acctest.Block{"help_center_id": "80", "parent_id": nil},
		Destroyed: []string{`DELETE ` + path + `/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteCollection(o.Get("id")) },
	}.Run(t)
}

func newHarness(t *testing.T, behaviors ...intercomtest.Behavior) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	multilingual(s)
	s.Set(behaviors...)
	return acctest.NewProtocol(t, s, kind, nil), s
}

func with(changes acctest.Block) acctest.Block {
	config := maps.Clone(billing)
	maps.Copy(config, changes)
	return config
}
