package intercomtest

import "testing"

func TestReportedBehaviors(t *testing.T) {
	t.Parallel()
	s := New(t)
	SeedExample(s.Workspace)
	c := newClient(t, s)
	kept := s.AddTicket(Ticket{})
	c.do("DELETE", "/tickets/"+kept.ID, "").want(t, 200, "")
	c.do("GET", "/tickets/"+kept.ID, "").want(t, 404, "ticket_not_found")
	c.do("DELETE", "/tickets/"+kept.ID, "").want(t, 404, "ticket_not_found")

	s.Set(DeletedTicketsShown(), DeletesTicketsAgain(), AssignsLeadExternalIDs(), KeepsRoles())
	if got := c.do("GET", "/tickets/"+kept.ID, "").want(t, 200, "").at("deleted"); got != true {
		t.Errorf("the deleted ticket answers deleted: %v", got)
	}
	c.do("GET", "/tickets/999999", "").want(t, 404, "ticket_not_found")
	c.do("DELETE", "/tickets/"+kept.ID, "").want(t, 200, "")
	c.do("DELETE", "/tickets/999999", "").want(t, 404, "ticket_not_found")
	if n := len(s.Erased()); n != 1 {
		t.Errorf("%d tickets were erased, want 1", n)
	}
	lead := c.do("POST", "/contacts", `{"role":"lead","external_id":"mine"}`).want(t, 200, "")
	if got := lead.at("external_id"); got == "mine" || got == nil {
		t.Errorf("the lead has the external ID %v, want one of Intercom's", got)
	}
	user := c.do("PUT", "/contacts/"+ExampleContact, `{"role":"lead"}`).want(t, 200, "")
	if got := user.at("role"); got != "user" {
		t.Errorf("the user became a %v", got)
	}
}
