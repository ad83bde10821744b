package linkedconversation_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

var config = acctest.Block{"ticket_id": "494", "conversation_id": "204"}

func seed(s *intercomtest.Server) {
	tracker := s.AddTicketType(intercomtest.TicketType{Name: "Problem", Category: intercomtest.Tracker})
	for _, id := range []string{"494", "495"} {
		s.AddTicket(intercomtest.Ticket{ID: id, TypeID: tracker.ID, ContactIDs: []string{intercomtest.ExampleContact}})
	}
	s.AddConversation("204")
	s.AddConversation("205")
}

func unlink(s *intercomtest.Server, _ acctest.Object) {
	s.UpdateTicket("494", func(t *intercomtest.Ticket) { t.LinkedObjects = nil })
}

func TestLife(t *testing.T) {
	acctest.Life{
		Type: "intercom_ticket_linked_conversation", Seed: seed, Keys: []string{"ticket_id", "conversation_id"},
		Versions:  []string{"2.16", "Preview"},
		Config:    config,
		Replaced:  acctest.Block{"conversation_id": "205"},
		Created:   []string{`POST /tickets/494/linked_conversations {"conversation_id":"204"}`},
		Destroyed: []string{`DELETE /tickets/494/linked_conversations/204`},
		Vanish:    unlink,
	}.Run(t)
}

func TestTrouble(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	old := acctest.NewProtocol(t, s, "intercom_ticket_linked_conversation", acctest.Block{"api_version": "2.15"})
	_, diags := old.Plan(acctest.Object{}, config)
	acctest.Expect(t, diags, "ERROR", "2.15", "2.16 is the first that has")

	p := acctest.NewProtocol(t, s, "intercom_ticket_linked_conversation", nil)
	for _, act := range []intercomtest.Act{intercomtest.ResetAfter(), intercomtest.ResetBefore(), intercomtest.ActThenStatus(500), intercomtest.TruncateJSON(), intercomtest.NullBody(), intercomtest.EmptyBody(200)} {
		s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
		object := p.Run(acctest.Object{}, config)
		if ticket, _ := s.Ticket("494"); len(ticket.LinkedObjects) != 1 {
			t.Errorf("links %v", ticket.LinkedObjects)
		}
		s.ClearFaults()
		unlink(s, object)
		if _, diags := p.Destroy(object); acctest.HasError(diags) {
			t.Errorf("unlinking what is not linked: %s", acctest.Text(diags))
		}
	}
	// Linking what is linked already, as after a run that was killed, is no error.
	made, _ := p.Plan(acctest.Object{}, config)
	for range 2 {
		if object, diags := p.Apply(made); acctest.HasError(diags) || object.IsNull() {
			t.Errorf("linking: %s", acctest.Text(diags))
		}
	}
	s.Inject(intercomtest.Fault{Method: "DELETE", Act: intercomtest.LyingNotFound()})
	after, diags := p.Destroy(p.Run(acctest.Object{}, config))
	if acctest.Expect(t, diags, "ERROR", "but it is"); after.IsNull() {
		t.Error("a 404 that is none let go of it")
	}
	planned, _ := p.Plan(acctest.Object{}, acctest.Block{"ticket_id": "495", "conversation_id": "204"})
	_, diags = p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "already_linked_to_tracker", "only have one tracker")
}
