package ticket

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const shown = `{"type":"ticket","id":"626","ticket_id":"33","category":"Customer","open":true,"is_shared":true,
	"created_at":1790000000,"updated_at":1790000000,"contacts":{"contacts":[{"type":"contact","id":"6762f2d81bb69f9f2193bc54","external_id":"70"}]},
	"ticket_attributes":{"_default_title_":"Checkout is down","_default_description_":"Since 09:40 UTC.","Priority":"High","Seats":12,"Due":null},
	"ticket_state":{"type":"ticket_state","id":"8481","category":"submitted","internal_label":"Submitted","external_label":"Submitted"},
	"ticket_type":{"type":"ticket_type","id":"1234","name":"Incident","ticket_type_attributes":{"type":"list","data":[
		{"id":"2001","name":"Priority","data_type":"list"},{"id":"2002","name":"Seats","data_type":"integer"},{"id":"2003","name":"Due","data_type":"datetime"}]}}}`

// BenchmarkModel measures an answer's cost on its way into state: an import copies it, and a refresh compares it.
func BenchmarkModel(b *testing.B) {
	var t intercom.Ticket
	if err := json.Unmarshal([]byte(shown), &t); err != nil {
		b.Fatal(err)
	}
	var state model
	state.take(&t, true)
	state.refresh(&t, nil, true, time.Now()) // the contact's external ID follows here
	b.Run("take", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			imported := state
			imported.take(&t, true)
		}
	})
	b.Run("refresh", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			refreshed := state
			refreshed.refresh(&t, nil, true, time.Now())
		}
	})
	b.Run("isFreshIn", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if !state.isFreshIn(&t, nil, true, time.Now()) {
				b.Fatal("state differs from what it was made of")
			}
		}
	})
}
