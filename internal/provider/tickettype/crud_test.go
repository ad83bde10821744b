package tickettype_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type:   "intercom_ticket_type",
		Keys:   []string{"id"},
		Config: acctest.Block{"name": "Bug report", "description": "Something is broken.", "category": "Back-office", "icon": "🐛"},
		Second: acctest.Block{"name": "Bug", "description": nil, "is_internal": true},
		Unread: []string{"is_internal"},
		// The old type keeps its name.
		Replaced:  acctest.Block{"category": "Tracker", "name": "Tracked bug"},
		Created:   []string{`POST /ticket_types {"name":"Bug report","description":"Something is broken.","category":"Back-office","icon":"🐛"}`},
		Updated:   []string{`PUT /ticket_types/{id} {"name":"Bug","description":"","is_internal":true}`},
		Destroyed: []string{`PUT /ticket_types/{id} {"archived":true}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateTicketType(o.Get("id"), func(t *intercomtest.TicketType) { t.Archived, t.Icon, t.Internal = true, "🎟️", true })
		},
		Restored: []string{`PUT /ticket_types/{id} {"archived":false,"icon":"🐛"}`},
	}.Run(t)
}
