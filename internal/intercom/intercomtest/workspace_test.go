package intercomtest

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTicketTypes(t *testing.T) {
	t.Parallel()
	_, c, _ := example(t)
	r := c.do("GET", "/ticket_types/1234", "").want(t, 200, "")
	names := map[string]string{}
	for _, item := range r.at("ticket_type_attributes", "data").([]any) {
		a := item.(object)
		names[a["name"].(string)] = a["data_type"].(string)
		if a["name"] == "Priority" {
			options := a["input_options"].(object)["list_options"].([]any)
			if first := options[0].(object); first["label"] != "Low" || first["id"] != "de1825a0-0164-4070-8ca6-13e22462fa01" {
				t.Errorf("first option is %v", first)
			}
		}
	}
	want := map[string]string{
		TitleAttribute: String, DescriptionAttribute: String, "Priority": List, "Seats": Integer, "Due": Datetime,
		"Regression": Boolean, "Version": String, "Downtime": Decimal,
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("attributes (-want +got):\n%s", diff)
	}
	if got := len(c.do("GET", "/ticket_types", "").want(t, 200, "").at("data").([]any)); got != 2 {
		t.Errorf("%d types", got)
	}
	c.do("GET", "/ticket_types/1", "").want(t, 404, "not_found")
}

func TestTicketStates(t *testing.T) {
	t.Parallel()
	_, c, _ := example(t)
	got := map[string]int{}
	for _, item := range c.do("GET", "/ticket_states", "").want(t, 200, "").at("data").([]any) {
		s := item.(object)
		got[s["id"].(string)] = len(s["ticket_types"].(object)["data"].([]any))
	}
	want := map[string]int{"8481": 2, "8482": 2, "8483": 2, "8484": 2, "8485": 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("types of each state (-want +got):\n%s", diff)
	}
}

func TestPeople(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	if got := s.AddAdmin(Admin{}); got.ID == ExampleAdmin || got.ID == ExampleSecondAdmin || got.Email == "" {
		t.Errorf("added admin %+v", got)
	}
	if got := s.AddTeam(Team{}); got.ID == ExampleTeam || got.Name == "" {
		t.Errorf("added team %+v", got)
	}
	if got := len(c.do("GET", "/admins", "").want(t, 200, "").at("admins").([]any)); got != 4 {
		t.Errorf("%d admins, want the owner, two seeded and one added", got)
	}
	if got := len(c.do("GET", "/teams", "").want(t, 200, "").at("teams").([]any)); got != 2 {
		t.Errorf("%d teams", got)
	}
	if got := c.do("GET", "/admins/814860", "").want(t, 200, "").at("name"); got != "Augusta King" {
		t.Errorf("admin is %v", got)
	}
	if got := c.do("GET", "/teams/814900", "").want(t, 200, "").at("admin_ids"); !cmp.Equal(got, []any{814860.0, 814861.0}) {
		t.Errorf("members are %v", got)
	}
	c.do("GET", "/admins/1", "").want(t, 404, "admin_not_found")
	c.do("GET", "/teams/1", "").want(t, 404, "team_not_found")
}

func TestContacts(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	ticket := s.AddTicket(Ticket{ContactIDs: []string{ExampleSecondContact}})
	deleted := s.AddTicket(Ticket{ContactIDs: []string{ExampleSecondContact}})
	s.DeleteTicket(deleted.ID)
	s.AddContact(Contact{ExternalID: "a/b c"})
	for path, want := range map[string]string{
		"/contacts/" + ExampleContact:               "70",
		"/contacts/find_by_external_id/70":          "70",
		"/contacts/find_by_external_id/a%2Fb%20c":   "a/b c",
		"/contacts/find_by_external_id/%61%2fb%20c": "a/b c",
	} {
		if got := c.do("GET", path, "").want(t, 200, "").at("external_id"); got != want {
			t.Errorf("%s is %v", path, got)
		}
	}
	c.do("GET", "/contacts/1", "").want(t, 404, "not_found")

	s.UpdateContact(ExampleContact, func(c *Contact) { c.ExternalID = "72" })
	s.MergeContact(ExampleSecondContact, ExampleContact)
	for _, path := range []string{"/contacts/" + ExampleSecondContact, "/contacts/find_by_external_id/71"} {
		r := c.do("GET", path, "").want(t, 410, "contact_merged")
		if got := r.header.Get("Link"); got != `</contacts/`+ExampleContact+`>; rel="canonical"` {
			t.Errorf("Link is %s", got)
		}
	}
	contact := c.do("GET", "/tickets/"+ticket.ID, "").at("contacts", "contacts").([]any)[0].(object)
	if contact["id"] != ExampleContact || contact["external_id"] != "72" {
		t.Errorf("the ticket's contact is %v", contact)
	}
	c.do("GET", "/tickets/"+deleted.ID, "").want(t, 404, "ticket_not_found")
}

func TestTypesChangeBehindTickets(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	ticket := s.AddTicket(Ticket{Attributes: map[string]any{"Version": "1", "Seats": 2}})
	now.Advance(time.Minute)
	s.UpdateTicketType("1234", func(kind *TicketType) {
		for i := range kind.Attributes {
			switch kind.Attributes[i].Name {
			case "Version":
				kind.Attributes[i].Name = "Release"
			case "Seats", "Downtime":
				kind.Attributes[i].Archived = true
			}
		}
	})
	shown := c.do("GET", "/tickets/"+ticket.ID, "").at("ticket_attributes").(object)
	_, downtime := shown["Downtime"]
	_, version := shown["Version"]
	if shown["Release"] != "1" || shown["Seats"] != 2.0 || downtime || version {
		t.Errorf("attributes are %v", shown)
	}
	s.UpdateTicket(ticket.ID, func(t *Ticket) { t.Shared = true }) // a value of an archived attribute stays
	c.do("PUT", "/tickets/"+ticket.ID, `{"ticket_attributes":{"Seats":3}}`).want(t, 400, "parameter_invalid")
	if got, _ := s.Ticket(ticket.ID); got.Attributes["Seats"] != int64(2) {
		t.Errorf("attributes are %v", got.Attributes)
	}
}

func TestSeedsAreCompleted(t *testing.T) {
	t.Parallel()
	now := newClock()
	s := NewServer(WithClock(now.Now))
	kind := s.AddTicketType(TicketType{Attributes: []Attribute{{ID: "196", Name: "A", DataType: List, Options: []Choice{{Label: "x"}}}, {Name: "B"}}})
	if kind.ID != "88" || kind.Category != Customer || len(kind.States) != 4 || kind.States[0].ID != "8481" || len(kind.Attributes) != 4 {
		t.Errorf("type is %+v", kind)
	}
	ids := map[string]bool{}
	for _, a := range kind.Attributes {
		ids[a.ID] = true
	}
	if len(ids) != 4 || kind.Attributes[2].Options[0].ID == "" {
		t.Errorf("attributes are %+v", kind.Attributes)
	}
	custom := s.AddTicketType(TicketType{States: []State{{ID: "8485", Category: Submitted}, {Category: Resolved}}})
	if got := custom.States[1]; got.ID == "8485" || got.InternalLabel != Resolved || got.ExternalLabel != Resolved {
		t.Errorf("states are %+v", custom.States)
	}
	ticket := s.AddTicket(Ticket{TypeID: custom.ID, StateID: custom.States[1].ID})
	if ticket.Open || ticket.ID != "626" || ticket.TicketID != "33" || len(ticket.ContactIDs) != 1 || ticket.CreatedAt != now.Now().Unix() {
		t.Errorf("ticket is %+v", ticket)
	}
	ticket.ContactIDs[0] = "changed"
	if stored, _ := s.Ticket(ticket.ID); stored.ContactIDs[0] == "changed" {
		t.Error("a returned ticket shares memory with the stored one")
	}
}

// TestSeedsThatCannotBe: a seed that Intercom could not store is a mistake in its test.
func TestSeedsThatCannotBe(t *testing.T) {
	t.Parallel()
	for name, seed := range map[string]func(*Server){
		"admin's id":          func(s *Server) { s.AddAdmin(Admin{ID: "ada"}) },
		"team's id":           func(s *Server) { s.AddTeam(Team{ID: "on-call"}) },
		"type's id":           func(s *Server) { s.AddTicketType(TicketType{ID: "incident"}) },
		"type twice":          func(s *Server) { s.AddTicketType(TicketType{ID: "1234"}) },
		"contact twice":       func(s *Server) { s.AddContact(Contact{ID: ExampleContact}) },
		"ticket twice":        func(s *Server) { s.AddTicket(Ticket{ID: "1"}); s.AddTicket(Ticket{ID: "1"}) },
		"unknown type":        func(s *Server) { s.AddTicket(Ticket{TypeID: "1"}) },
		"unknown state":       func(s *Server) { s.AddTicket(Ticket{StateID: "1"}) },
		"unknown contact":     func(s *Server) { s.AddTicket(Ticket{ContactIDs: []string{"1"}}) },
		"unknown attribute":   func(s *Server) { s.AddTicket(Ticket{Attributes: map[string]any{"x": 1}}) },
		"value":               func(s *Server) { s.AddTicket(Ticket{Attributes: map[string]any{"Seats": "x"}}) },
		"assignee":            func(s *Server) { s.AddTicket(Ticket{AdminAssigneeID: "ada"}) },
		"missing ticket":      func(s *Server) { s.UpdateTicket("1", func(*Ticket) {}) },
		"missing type":        func(s *Server) { s.UpdateTicketType("1", func(*TicketType) {}) },
		"missing contact":     func(s *Server) { s.UpdateContact("1", func(*Contact) {}) },
		"missing token":       func(s *Server) { s.RevokeToken("x") },
		"ticket without type": func(s *Server) { s.AddWorkspace("empty").AddTicket(Ticket{}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _, _ := example(t)
			defer func() {
				if text, _ := recover().(string); !strings.HasPrefix(text, "intercomtest: ") {
					t.Errorf("panic is %q", text)
				}
			}()
			seed(s)
		})
	}
}
