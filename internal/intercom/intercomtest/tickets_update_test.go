package intercomtest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestUpdate(t *testing.T) {
	t.Parallel()
	soon := newClock().Now().Add(time.Hour).Unix()
	tests := []struct {
		name, body string
		change     func(*Ticket)
	}{
		{"nothing", `{}`, func(*Ticket) {}},
		{"attribute", `{"ticket_attributes":{"Seats":2}}`, func(t *Ticket) { t.Attributes["Seats"] = int64(2) }},
		{"attribute cleared", `{"ticket_attributes":{"Version":null}}`, func(t *Ticket) { delete(t.Attributes, "Version") }},
		{"company", `{"company_id":"c2"}`, func(t *Ticket) { t.CompanyID = "c2" }},
		{"company removed", `{"company_id":null}`, func(t *Ticket) { t.CompanyID = "" }},
		{"shared", `{"is_shared":true}`, func(t *Ticket) { t.Shared = true }},
		{"state", `{"ticket_state_id":"8482"}`, func(t *Ticket) { t.StateID, t.PreviousStateID = "8482", "8481" }},
		{"same state", `{"ticket_state_id":8481}`, func(*Ticket) {}},
		{"resolved", `{"ticket_state_id":"8484"}`, func(t *Ticket) {
			t.StateID, t.PreviousStateID, t.Open, t.SnoozedUntil = "8484", "8481", false, 0
		}},
		{"resolved and open", `{"ticket_state_id":"8484","open":true}`, func(t *Ticket) {
			t.StateID, t.PreviousStateID, t.SnoozedUntil = "8484", "8481", 0
		}},
		{"closed", `{"open":false}`, func(t *Ticket) { t.Open, t.SnoozedUntil = false, 0 }},
		{"snoozed", fmt.Sprintf(`{"snoozed_until":%d}`, soon+1), func(t *Ticket) { t.SnoozedUntil = soon + 1 }},
		{"snoozed into the past", `{"snoozed_until":1673609604}`, func(t *Ticket) {
			t.SnoozedUntil = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC).Unix()
		}},
		{"woken", `{"snoozed_until":null}`, func(t *Ticket) { t.SnoozedUntil = 0 }},
		{"other admin", `{"assignee_id":"814861","admin_id":814860}`, func(t *Ticket) { t.AdminAssigneeID = ExampleSecondAdmin }},
		{"other team", `{"assignee_id":"814900"}`, func(t *Ticket) { t.TeamAssigneeID = ExampleTeam }},
		{"nobody", `{"assignee_id":"0"}`, func(t *Ticket) { t.AdminAssigneeID, t.TeamAssigneeID = "", "" }},
		{"field of 2.13", `{"assignment":{"assignee_id":"814861"}}`, func(*Ticket) {}},
		{"unknown field", `{"title":"x"}`, func(*Ticket) {}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, c, now := example(t)
			want := s.AddTicket(Ticket{
				AdminAssigneeID: ExampleAdmin, CompanyID: "c1", SnoozedUntil: soon,
				Attributes: map[string]any{"Version": "1"},
			})
			now.Advance(time.Minute)
			want.UpdatedAt = now.Now().Unix()
			test.change(&want)
			c.do("PUT", "/tickets/"+want.ID, test.body).want(t, 200, "")
			got, _ := s.Ticket(want.ID)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("stored (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUpdateRefusesAsAWhole(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, id, body string
		status         int
		code           string
	}{
		{"no ticket", "1", `{"open":false}`, 404, "ticket_not_found"},
		{"state of another type", "626", `{"open":false,"ticket_state_id":"9"}`, 400, "ticket_state_id_invalid"},
		{"no state", "626", `{"open":false,"ticket_state_id":0}`, 400, "ticket_state_id_invalid"},
		{"no assignee", "626", `{"open":false,"assignee_id":"1"}`, 404, "assignee_not_found"},
		{"no admin", "626", `{"open":false,"admin_id":1}`, 404, "assignee_not_found"},
		{"extra attribute", "626", `{"open":false,"ticket_attributes":{"x":1}}`, 400, "parameter_invalid"},
		{"bad snooze", "626", `{"open":false,"snoozed_until":"soon"}`, 400, "parameter_invalid"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, c, now := example(t)
			before := s.AddTicket(Ticket{})
			s.AddTicketType(TicketType{States: []State{{ID: "9", Category: Submitted}}})
			now.Advance(time.Minute)
			c.do("PUT", "/tickets/"+test.id, test.body).want(t, test.status, test.code)
			after, _ := s.Ticket(before.ID)
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("a refused update changed:\n%s", diff)
			}
		})
	}
}

func TestUpdateOf213(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	id := s.AddTicket(Ticket{}).ID
	c.version = "2.13"
	c.do("PUT", "/tickets/"+id, `{"assignee_id":"814860"}`).want(t, 200, "")
	if got, _ := s.Ticket(id); got.AdminAssigneeID != "" {
		t.Error("2.13 took a field that came later")
	}
	c.do("PUT", "/tickets/"+id, `{"assignment":{"admin_id":"814860","assignee_id":"814861"}}`).want(t, 200, "")
	if got, _ := s.Ticket(id); got.AdminAssigneeID != ExampleSecondAdmin {
		t.Errorf("assigned to %q", got.AdminAssigneeID)
	}
	c.do("PUT", "/tickets/"+id, `{"assignment":{"admin_id":"1"}}`).want(t, 404, "assignee_not_found")
	create(t, c, `,"assignment":{"admin_assignee_id":"814860"}`)
	if got := s.Tickets()[1]; got.AdminAssigneeID != "" {
		t.Error("2.13 took the assignment of a new ticket")
	}
}

func TestSnoozeEnds(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	id := s.AddTicket(Ticket{SnoozedUntil: now.Now().Add(time.Hour).Unix()}).ID
	if _, snoozed := c.do("GET", "/tickets/"+id, "").body["snoozed_until"]; !snoozed {
		t.Error("the ticket is not snoozed")
	}
	now.Advance(time.Hour)
	if _, snoozed := c.do("GET", "/tickets/"+id, "").body["snoozed_until"]; snoozed {
		t.Error("the ticket is snoozed still")
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	first, second := s.AddTicket(Ticket{}), s.AddTicket(Ticket{})
	r := c.do("DELETE", "/tickets/"+second.ID, "").want(t, 200, "")
	if diff := cmp.Diff(object{"id": second.ID, "object": "ticket", "deleted": true}, r.body); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	s.DeleteTicket(first.ID)
	for _, id := range []string{first.ID, second.ID} {
		c.do("DELETE", "/tickets/"+id, "").want(t, 404, "ticket_not_found")
		c.do("GET", "/tickets/"+id, "").want(t, 404, "ticket_not_found")
		c.do("PUT", "/tickets/"+id, `{}`).want(t, 404, "ticket_not_found")
	}
	if diff := cmp.Diff([]string{second.ID}, s.Erased()); diff != "" || len(s.Tickets()) != 0 {
		t.Errorf("erased (-want +got):\n%s\nleft: %v", diff, s.Tickets())
	}
	if next := s.AddTicket(Ticket{}); next.ID == first.ID || next.ID == second.ID {
		t.Error("an id was given out again")
	}
}

func TestChangeType(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	target := s.AddTicketType(TicketType{ID: "1236", Attributes: []Attribute{
		{Name: "Priority", DataType: List, Options: []Choice{{ID: "h", Label: "High"}}},
		{Name: "Seats", DataType: Decimal},
		{Name: "Version"},
		{Name: "Areas", DataType: List, Multiple: true, Options: []Choice{{ID: "1", Label: "Web"}}},
	}})
	s.UpdateTicketType("1234", func(kind *TicketType) {
		areas := Attribute{ID: "9", Name: "Areas", DataType: List, Multiple: true, Options: []Choice{{ID: "2", Label: "Web"}}}
		kind.Attributes = append(kind.Attributes, areas)
	})
	ticket := s.AddTicket(Ticket{Attributes: map[string]any{
		"Priority": "High", "Seats": 3, "Version": "1", "Downtime": 1.0, TitleAttribute: "x", "Areas": []string{"Web"},
	}})
	if diff := cmp.Diff([]string{ticket.ID}, find(t, c, leaf("ticket_attribute.9", "=", `"Web"`))); diff != "" {
		t.Errorf("found by an option (-want +got):\n%s", diff)
	}
	path := "/tickets/" + ticket.ID + "/change_type"
	for body, code := range map[string]string{
		`{"ticket_state_id":"8481"}`:                                                            "parameter_not_found",
		`{"ticket_type_id":"1236"}`:                                                             "parameter_not_found",
		`{"ticket_type_id":"1","ticket_state_id":"8481"}`:                                       "parameter_invalid",
		`{"ticket_type_id":"1234","ticket_state_id":"8481"}`:                                    "parameter_invalid",
		`{"ticket_type_id":"1235","ticket_state_id":"8481"}`:                                    "parameter_invalid",
		`{"ticket_type_id":"1236","ticket_state_id":"8485"}`:                                    "parameter_invalid",
		`{"ticket_type_id":"1236","ticket_state_id":"8481","ticket_attributes":{"Downtime":1}}`: "parameter_invalid",
	} {
		c.do("POST", path, body).want(t, 400, code)
	}
	c.do("POST", "/tickets/1/change_type", `{"ticket_type_id":"1236","ticket_state_id":"8481"}`).want(t, 404, "not_found")
	c.do("POST", path, `{"ticket_type_id":"1236","ticket_state_id":"8482","ticket_attributes":{"Version":"2"}}`).want(t, 200, "")
	got, _ := s.Ticket(ticket.ID)
	want := map[string]any{"Priority": "h", "Version": "2", TitleAttribute: "x", "Areas": []string{"1"}}
	if diff := cmp.Diff(want, got.Attributes); diff != "" || got.TypeID != target.ID || got.StateID != ExampleInProgress {
		t.Errorf("type %s, state %s, attributes (-want +got):\n%s", got.TypeID, got.StateID, diff)
	}
}
