package contact_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

func TestCRUD(t *testing.T) {
	crud := acctest.CRUDTest{
		Type: "intercom_contact",
		Keys: []string{"id"},
		Config: acctest.Block{
			"email": "Joan@Example.com", "external_id": "u-1", "name": "Joan Clarke", "phone": "+441234567890", "avatar": "https://example.com/joan.png",
			"signed_up_at":      "2026-11-01T09:00:00Z",
			"custom_attributes": map[string]any{"plan": "pro", "seats": "12", "score": "0.5", "beta": "true", "renews_at": "2026-12-01T00:00:00Z"},
		},
		// Intercom stores emails in lower case and shows values that nobody set. An import leaves free maps null.
		Unread: []string{"email", "role", "unsubscribed_from_emails", "custom_attributes"},
		Second: acctest.Block{
			"name": "Joan E. L. Murray", "phone": nil, "avatar": nil, "role": "user", "unsubscribed_from_emails": true, "signed_up_at": nil,
			"custom_attributes": map[string]any{"plan": "free", "seats": "12", "score": nil, "beta": "false"},
		},
		Created: []string{`POST /contacts {"email":"Joan@Example.com","external_id":"u-1","name":"Joan Clarke","phone":"+441234567890","avatar":"https://example.com/joan.png","signed_up_at":1793523600,
			"custom_attributes":{"plan":"pro","seats":12,"score":0.5,"beta":true,"renews_at":1796083200}}`},
		Updated: []string{`PUT /contacts/{id} {"name":"Joan E. L. Murray","phone":null,"avatar":null,"role":"user","unsubscribed_from_emails":true,"signed_up_at":null,
			"custom_attributes":{"plan":"free","score":null,"beta":false,"renews_at":null}}`},
		Destroyed: []string{`DELETE /contacts/{id}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateContact(o.Get("id"), func(c *intercomtest.Contact) {
				c.Name, c.OwnerID, c.Unsubscribed = "Somebody else", intercomtest.ExampleAdmin, true
				c.CustomAttributes = map[string]any{"plan": "free", "seats": c.CustomAttributes["seats"], "score": c.CustomAttributes["score"], "beta": true, "renews_at": c.CustomAttributes["renews_at"]}
			})
		},
		Restored: []string{`PUT /contacts/{id} {"name":"Joan Clarke","custom_attributes":{"plan":"pro"}}`},
		Vanish:   func(s *intercomtest.Server, o acctest.Object) { s.DeleteContact(o.Get("id")) },
	}
	t.Run("user", crud.Run)
	lead := acctest.CRUDTest{
		Type: "intercom_contact", Keys: crud.Keys, Vanish: crud.Vanish,
		Config:    acctest.Block{"role": "lead", "email": "lead@example.com", "signed_up_at": "2026-11-01T10:00:00+01:00", "owner_id": intercomtest.ExampleAdmin, "on_destroy": "archive"},
		Unread:    []string{"on_destroy", "unsubscribed_from_emails", "signed_up_at"},
		Second:    acctest.Block{"owner_id": nil},
		Created:   []string{`POST /contacts {"role":"lead","email":"lead@example.com","signed_up_at":1793523600,"owner_id":"814860"}`},
		Updated:   []string{`PUT /contacts/{id} {"owner_id":null}`},
		Destroyed: []string{`POST /contacts/{id}/archive`},
		Versions:  []string{"2.16", "Preview"},
	}
	t.Run("lead", lead.Run)
	lead.Versions = []string{"2.13", "2.14", "2.15"}
	lead.Created = []string{`POST /contacts {"role":"lead","email":"lead@example.com","signed_up_at":1793523600,"owner_id":814860}`}
	t.Run("lead until 2.15", lead.Run)
}
