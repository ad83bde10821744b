package tickettag_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

var config = acctest.Block{"ticket_id": "494", "tag_id": intercomtest.ExampleTag, "admin_id": intercomtest.ExampleAdmin}

func seed(s *intercomtest.Server) {
	for _, id := range []string{"494", "495"} {
		s.AddTicket(intercomtest.Ticket{ID: id, ContactIDs: []string{intercomtest.ExampleContact}})
	}
}

func TestLife(t *testing.T) {
	acctest.Life{
		Type: "intercom_ticket_tag", Seed: seed, Keys: []string{"ticket_id", "tag_id"},
		Config:    config,
		Unread:    []string{"admin_id"},
		Second:    acctest.Block{"admin_id": intercomtest.ExampleSecondAdmin},
		Replaced:  acctest.Block{"ticket_id": "495"},
		Created:   []string{`POST /tickets/494/tags {"id":"7522907","admin_id":"814860"}`},
		Destroyed: []string{`DELETE /tickets/494/tags/7522907 {"admin_id":"814861"}`},
		Vanish:    func(s *intercomtest.Server, _ acctest.Object) { s.DeleteTicket("494") },
	}.Run(t)
}

// TestTagging: the ticket has the tag from create to destroy, whoever took it off in between.
func TestTagging(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	p := acctest.NewProtocol(t, s, "intercom_ticket_tag", nil)
	s.Inject(intercomtest.Fault{Method: "POST", Act: intercomtest.ResetAfter(), Times: 1})
	object := p.Run(acctest.Object{}, config)
	if ticket, _ := s.Ticket("494"); len(ticket.TagIDs) != 1 {
		t.Errorf("tags %v", ticket.TagIDs)
	}
	s.UpdateTicket("494", func(ticket *intercomtest.Ticket) { ticket.TagIDs = nil })
	if _, diags := p.Destroy(object); len(diags) > 0 {
		t.Errorf("taking off what is not on: %s", acctest.Text(diags))
	}
	s.Inject(intercomtest.Fault{Method: "DELETE", Act: intercomtest.LyingNotFound()})
	after, diags := p.Destroy(p.Run(acctest.Object{}, config))
	if acctest.Expect(t, diags, "ERROR", "but it is"); after.IsNull() {
		t.Error("a 404 that is none let go of it")
	}
	s.ClearFaults()
	s.DeleteTag(intercomtest.ExampleTag)
	if read, _ := acctest.NewProtocol(t, s, "intercom_ticket_tag", nil).Read(after); !read.IsNull() {
		t.Error("the tag is gone, and the resource is not")
	}
	for argument, value := range map[string]string{"ticket_id": "9", "tag_id": "9", "admin_id": "9"} {
		wrong := acctest.Block{"ticket_id": "494", "tag_id": "9", "admin_id": intercomtest.ExampleAdmin}
		wrong[argument] = value
		planned, _ := p.Plan(acctest.Object{}, wrong)
		_, diags := p.Apply(planned)
		acctest.Expect(t, diags, "ERROR", argument, "tagging ticket")
	}
}
