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

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
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

func TestFaults(t *testing.T) {
	acctest.Association{
		Type: "intercom_ticket_tag", Seed: seed, Config: config, Another: acctest.Block{"ticket_id": "495"},
		Post: "/tickets/*/tags", Delete: "/tickets/*/tags/*", Get: "/tickets/*", Untold: true,
		Orphan: func(s *intercomtest.Server) { s.DeleteTicket("494") }, Gone: "somebody deleted the ticket or the tag",
		Count: tags,
	}.Faults(t)
}

func tags(s *intercomtest.Server) int {
	ticket, _ := s.Ticket("494")
	return len(ticket.TagIDs)
}

// TestTagging: the ticket has the tag from create to destroy, even if somebody removes it in between.
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
	if acctest.Expect(t, diags, "ERROR", "but the ticket tag exists"); after.IsNull() {
		t.Error("a false 404 removed it from state")
	}
	s.ClearFaults()
	s.DeleteTag(intercomtest.ExampleTag)
	if read, _ := acctest.NewProtocol(t, s, "intercom_ticket_tag", nil).Read(after); !read.IsNull() {
		t.Error("the tag is gone, but the resource is still in state")
	}
	for argument, value := range map[string]string{"ticket_id": "9", "tag_id": "9", "admin_id": "9"} {
		wrong := acctest.Block{"ticket_id": "494", "tag_id": "9", "admin_id": intercomtest.ExampleAdmin}
		wrong[argument] = value
		planned, _ := p.Plan(acctest.Object{}, wrong)
		_, diags := p.Apply(planned)
		acctest.Expect(t, diags, "ERROR", argument, "The ticket was not tagged")
	}
}

func newHarness(t *testing.T) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	seed(s)
	return acctest.NewProtocol(t, s, "intercom_ticket_tag", nil), s
}

// TestCaseGenerated (CASES 5): the output of -generate-config-out after an import has no admin_id. It is valid and changes
// nothing. A destroy says what to do, and works after an admin_id was applied.
func TestCaseGenerated(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	p.Run(acctest.Object{}, config)
	imported, diags := p.Import("494/"+intercomtest.ExampleTag, nil)
	acctest.Expect(t, diags)
	generated := acctest.Block{"ticket_id": "494", "tag_id": intercomtest.ExampleTag}
	acctest.Expect(t, p.Validate(generated))
	planned, diags := p.Plan(imported, generated)
	if acctest.Expect(t, diags); !planned.State.Equal(imported.State) {
		t.Errorf("planned %s", planned.State)
	}
	s.ResetCalls()
	_, diags = p.Plan(imported, nil)
	acctest.Expect(t, diags, "ERROR", "admin_id", "set admin_id and apply, then destroy", "destroy = false")
	moved := acctest.Block{"ticket_id": "495", "tag_id": intercomtest.ExampleTag, "admin_id": intercomtest.ExampleAdmin}
	_, diags = p.Plan(imported, moved)
	acctest.Expect(t, diags, "ERROR", "admin_id", "set admin_id and apply, then destroy")

	object := p.Run(imported, config)
	if n := s.Count("POST", "/tickets/*/tags"); n != 0 || object.Get("admin_id") != intercomtest.ExampleAdmin {
		t.Errorf("%d POSTs, admin_id %s", n, object.Get("admin_id"))
	}
	if after, diags := p.Destroy(object); acctest.HasError(diags) || !after.IsNull() || tags(s) != 0 {
		t.Errorf("%d tags: %s", tags(s), acctest.Text(diags))
	}
}

// TestAdminMissing: tagging requires an admin. If there is none, the plan fails, or the apply if the admin was unknown,
// before anything happens.
func TestAdminMissing(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	without := acctest.Block{"ticket_id": "494", "tag_id": intercomtest.ExampleTag}
	_, diags := p.Plan(acctest.Object{}, without)
	acctest.Expect(t, diags, "ERROR", "admin_id is missing", "Nothing was changed")

	p = acctest.NewProtocol(t, s, "intercom_ticket_tag", nil)
	later := acctest.Block{"ticket_id": "494", "tag_id": intercomtest.ExampleTag, "admin_id": acctest.Unknown}
	planned, diags := p.Plan(acctest.Object{}, later)
	acctest.Expect(t, diags)
	object, diags := p.ApplyWith(planned, without)
	if acctest.Expect(t, diags, "ERROR", "admin_id is missing"); !object.IsNull() || tags(s) != 0 {
		t.Errorf("in state: %v, %d tags", !object.IsNull(), tags(s))
	}
}

// TestCaseUntagged (CASES 10): a teammate removed the tag, and Intercom answers the DELETE with some 404. If it is
// Intercom's own answer, and the ticket and the tag can be read or are gone, the destroy succeeds. If not, the tag stays in
// state.
func TestCaseUntagged(t *testing.T) {
	t.Parallel()
	const untag = "/tickets/*/tags/*"
	for name, c := range map[string]struct {
		set  []intercomtest.Behavior
		also func(*intercomtest.Server)
		done bool
	}{
		"not_found":             {set: []intercomtest.Behavior{intercomtest.RefusesAfter(404, "not_found", "Resource Not Found").On("DELETE", untag)}, done: true},
		"tag_not_found":         {done: true},
		"the tag is gone":       {also: func(s *intercomtest.Server) { s.DeleteTag(intercomtest.ExampleTag) }, done: true},
		"the ticket is gone":    {also: func(s *intercomtest.Server) { s.DeleteTicket("494") }, done: true},
		"the ticket is there":   {set: []intercomtest.Behavior{intercomtest.RefusesAfter(404, "ticket_not_found", "Ticket not found").On("DELETE", untag)}},
		"the admin is not":      {set: []intercomtest.Behavior{intercomtest.RefusesAfter(404, "admin_not_found", "Admin not found").On("DELETE", untag)}},
		"the ticket is hidden":  {set: []intercomtest.Behavior{intercomtest.Gateway404HTML().On("GET", "/tickets/494")}},
		"the tag is unreadable": {set: []intercomtest.Behavior{intercomtest.MeStatus(500).On("GET", "/tags/*")}},
		"a proxy's 404":         {set: []intercomtest.Behavior{intercomtest.Gateway404Empty().On("DELETE", untag)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, config)
			s.UpdateTicket("494", func(ticket *intercomtest.Ticket) { ticket.TagIDs = nil })
			if c.also != nil {
				c.also(s)
			}
			s.Set(c.set...)
			after, diags := p.Destroy(object)
			if after.IsNull() != c.done || acctest.HasError(diags) == c.done {
				t.Errorf("in state: %v, with %s", !after.IsNull(), acctest.Text(diags))
			}
		})
	}
}

// TestReadsOnce: a refresh of many tags on one ticket reads it once, and a 404 is read again.
func TestReadsOnce(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.AddTag(intercomtest.Tag{ID: "9", Name: "Beta"})
	var objects []acctest.Object
	for _, tag := range []string{intercomtest.ExampleTag, "9"} {
		objects = append(objects, p.Run(acctest.Object{}, acctest.Block{"ticket_id": "494", "tag_id": tag, "admin_id": intercomtest.ExampleAdmin}))
	}
	s.ResetCalls()
	for _, object := range objects {
		_, diags := p.Read(object)
		acctest.Expect(t, diags)
	}
	if n := s.Count("GET", "/tickets/494"); n != 1 {
		t.Errorf("the ticket was read %d times", n)
	}
	late := acctest.NewProtocol(t, s, "intercom_ticket_tag", nil)
	s.Set(intercomtest.RefusesAfter(404, "ticket_not_found", "Ticket not found").On("GET", "/tickets/494").Times(1))
	if read, diags := late.Read(objects[0]); acctest.HasError(diags) || read.IsNull() {
		t.Errorf("one 404 of a replica that lags behind: %s", acctest.Text(diags))
	}
}

// TestDestroyInUnknownVersion: a version that the provider does not know may lack the DELETE, and answers with 404 then. The code
// tag_not_found is no such answer.
func TestDestroyInUnknownVersion(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	p := acctest.NewProtocol(t, s, "intercom_ticket_tag", acctest.Block{"api_version": "2.17"})
	p.Tolerate("Provider")
	object := p.Run(acctest.Object{}, config)
	s.Inject(intercomtest.Fault{Method: "DELETE", Times: 1, Act: intercomtest.Status(404, "not_found", "Not found")})
	kept, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "API version 2.17 may lack the operation", "stays in Terraform's state")
	if kept.IsNull() || tags(s) != 1 {
		t.Errorf("in state: %v, %d tags", !kept.IsNull(), tags(s))
	}
	s.UpdateTicket("494", func(ticket *intercomtest.Ticket) { ticket.TagIDs = nil })
	if gone, diags := p.Destroy(object); !gone.IsNull() {
		t.Errorf("taking off what is not on: %s", acctest.Text(diags))
	}
}
