package intercomtest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const contactJSON = `"contacts":[{"id":"` + ExampleContact + `"}]`

// example returns a server with the example workspace, a client, and a clock.
func example(t *testing.T, opts ...Option) (*Server, client, *clock) {
	t.Helper()
	now := newClock()
	s := NewServer(append([]Option{WithClock(now.Now)}, opts...)...)
	SeedExample(s.Workspace)
	return s, newClient(t, s), now
}

func create(t *testing.T, c client, fields string) response {
	t.Helper()
	return c.do("POST", "/tickets", `{"ticket_type_id":"1234",`+contactJSON+fields+`}`).want(t, 200, "")
}

func TestCreateStoresEveryKindOfAttribute(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	r := create(t, c, `,"company_id":"c1","created_at":1590000000,"conversation_to_link_id":"9",
		"assignment":{"admin_assignee_id":"814860","team_assignee_id":"814900"},
		"ticket_attributes":{"_default_title_":"Down","Priority":"de1825a0-0164-4070-8ca6-13e22462fa03","Seats":9007199254740993,
		"Due":"2026-12-01T10:00:00+01:00","Regression":false,"Downtime":1.5}`)
	due := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	want := Ticket{
		ID: "626", TicketID: "33", TypeID: "1234", ContactIDs: []string{ExampleContact}, StateID: ExampleSubmitted,
		AdminAssigneeID: ExampleAdmin, TeamAssigneeID: ExampleTeam, CompanyID: "c1", Open: true,
		CreatedAt: 1590000000, UpdatedAt: now.Now().Unix(), LinkedObjects: []LinkedObject{{Type: "conversation", ID: "9"}},
		Attributes: map[string]any{
			TitleAttribute: "Down", "Priority": "de1825a0-0164-4070-8ca6-13e22462fa03", "Seats": int64(9007199254740993),
			"Due": due, "Regression": false, "Downtime": 1.5,
		},
	}
	got, _ := s.Ticket("626")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
	if !strings.Contains(r.text, `"Seats":9007199254740993`) {
		t.Error("an integer above 2^53 lost digits")
	}
	shown := object{
		TitleAttribute: "Down", DescriptionAttribute: nil, "Priority": "High", "Due": "2026-12-01T09:00:00.000Z",
		"Regression": false, "Downtime": 1.5, "Version": nil, "Seats": float64(9007199254740992),
	}
	if diff := cmp.Diff(shown, r.at("ticket_attributes")); diff != "" {
		t.Errorf("shown (-want +got):\n%s", diff)
	}
	if _, shown := r.body["company_id"]; shown {
		t.Error("company_id is in the answer")
	}
}

func TestAnswerForms(t *testing.T) {
	t.Parallel()
	_, c, _ := example(t, WithListAnswers(ListIDs), WithInstantAnswers(InstantUnix))
	r := create(t, c, `,"ticket_attributes":{"Priority":"High","Due":"2026-12-01T09:00:00Z"}`)
	if got := r.at("ticket_attributes", "Priority"); got != "de1825a0-0164-4070-8ca6-13e22462fa03" {
		t.Errorf("the list shows %v", got)
	}
	if got := r.at("ticket_attributes", "Due"); got != float64(1796115600) {
		t.Errorf("the datetime shows %v", got)
	}
}

func TestShapeOfVersions(t *testing.T) {
	t.Parallel()
	_, c, _ := example(t)
	id := create(t, c, `,"assignment":{"admin_assignee_id":"814860"}`).at("id").(string)
	c.do("PUT", "/tickets/"+id, `{"ticket_state_id":"8482"}`).want(t, 200, "")
	tests := []struct {
		version                 string
		state, admin, team, old any
	}{
		{"2.11", "in_progress", "814860", "0", nil},
		{"2.12", "8482", "814860", "0", nil},
		{"2.15", "8482", "814860", "0", nil},
		{"2.16", "8482", 814860.0, 0.0, "8481"},
		{"Preview", "8482", 814860.0, 0.0, "8481"},
	}
	for _, test := range tests {
		c.version = test.version
		r := c.do("GET", "/tickets/"+id, "").want(t, 200, "")
		state := r.at("ticket_state")
		if o, isObject := state.(object); isObject {
			state = o["id"]
		}
		got := []any{state, r.at("admin_assignee_id"), r.at("team_assignee_id"), r.at("previous_ticket_state_id")}
		if diff := cmp.Diff([]any{test.state, test.admin, test.team, test.old}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.version, diff)
		}
	}
}

func TestCreateRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, body string
		status     int
		code       string
	}{
		{"no type", `{` + contactJSON + `}`, 400, "parameter_invalid"},
		{"unknown type", `{"ticket_type_id":"1",` + contactJSON + `}`, 400, "parameter_invalid"},
		{"archived type", `{"ticket_type_id":"1235",` + contactJSON + `}`, 400, "parameter_invalid"},
		{"no contact", `{"ticket_type_id":"1234"}`, 400, "parameter_invalid"},
		{"two contacts", `{"ticket_type_id":"1234","contacts":[{"id":"a"},{"id":"b"}]}`, 400, "parameter_invalid"},
		{"contact twice over", `{"ticket_type_id":"1234","contacts":[{"external_id":"70","email":"ada@example.com"}]}`, 400, "parameter_invalid"},
		{"unknown contact", `{"ticket_type_id":"1234","contacts":[{"id":"nobody"}]}`, 400, "parameter_invalid"},
		{"unknown external id", `{"ticket_type_id":"1234","contacts":[{"external_id":"7"}]}`, 400, "parameter_invalid"},
		{"no email", `{"ticket_type_id":"1234","contacts":[{"email":"ada"}]}`, 400, "parameter_invalid"},
		{"merged contact", `{"ticket_type_id":"1234","contacts":[{"external_id":"71"}]}`, 400, "parameter_invalid"},
		{"extra attribute", `{"ticket_type_id":"1234",` + contactJSON + `,"ticket_attributes":{"Prio":"High"}}`, 400, "parameter_invalid"},
		{"attributes are no object", `{"ticket_type_id":"1234",` + contactJSON + `,"ticket_attributes":[]}`, 400, "parameter_invalid"},
		{"required attribute", `{"ticket_type_id":"1236",` + contactJSON + `,"ticket_attributes":{"Ref":null}}`, 400, "parameter_invalid"},
		{"unknown assignee", `{"ticket_type_id":"1234",` + contactJSON + `,"assignment":{"admin_assignee_id":"1"}}`, 404, "assignee_not_found"},
		{"a team as admin", `{"ticket_type_id":"1234",` + contactJSON + `,"assignment":{"admin_assignee_id":"814900"}}`, 404, "assignee_not_found"},
		{"no JSON", `{`, 400, "parameter_invalid"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, c, _ := example(t)
			s.UpdateTicketType("1235", func(kind *TicketType) { kind.Archived = true })
			s.AddTicketType(TicketType{ID: "1236", Attributes: []Attribute{{Name: "Ref", Required: true}}})
			s.MergeContact(ExampleSecondContact, ExampleContact)
			c.do("POST", "/tickets", test.body).want(t, test.status, test.code)
			if len(s.Tickets()) != 0 || len(s.Contacts()) != 2 {
				t.Error("a refused request has acted")
			}
		})
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	tests := []struct {
		attribute, value string
		want             any // nil: refused
	}{
		{"Seats", `12`, int64(12)},
		{"Seats", `"12"`, nil},
		{"Seats", `1.5`, nil},
		{"Seats", `9223372036854775808`, nil},
		{"Downtime", `2`, 2.0},
		{"Downtime", `1e999`, nil},
		{"Downtime", `"1.5"`, nil},
		{"Regression", `true`, true},
		{"Regression", `"true"`, nil},
		{"Version", `"1.2"`, "1.2"},
		{"Version", `""`, ""},
		{"Version", `1.2`, nil},
		{"Due", `1796115600`, time.Unix(1796115600, 0).UTC()},
		{"Due", `"2026-12-01"`, nil},
		{"Priority", `"High"`, "de1825a0-0164-4070-8ca6-13e22462fa03"},
		{"Priority", `"high"`, nil},
		{"Priority", `["High"]`, nil},
		{"Areas", `["Web","App"]`, []string{"web", "app"}},
		{"Areas", `[]`, []string{}},
		{"Areas", `"Web"`, nil},
		{"Areas", `["Web","?"]`, nil},
		{"Files", `[{"name":"a"}]`, []any{object{"name": "a"}}},
		{"Files", `"a"`, nil},
	}
	for _, test := range tests {
		t.Run(test.attribute+test.value, func(t *testing.T) {
			t.Parallel()
			s, c, _ := example(t)
			s.UpdateTicketType("1234", func(kind *TicketType) {
				kind.Attributes = append(kind.Attributes,
					Attribute{Name: "Areas", DataType: List, Multiple: true, Options: []Choice{{ID: "web", Label: "Web"}, {ID: "app", Label: "App"}}},
					Attribute{Name: "Files", DataType: Files})
			})
			id := s.AddTicket(Ticket{}).ID
			r := c.do("PUT", "/tickets/"+id, fmt.Sprintf(`{"ticket_attributes":{%q:%s}}`, test.attribute, test.value))
			stored, _ := s.Ticket(id)
			if test.want == nil {
				r.want(t, 400, "parameter_invalid")
			} else {
				r.want(t, 200, "")
			}
			if diff := cmp.Diff(test.want, stored.Attributes[test.attribute]); diff != "" {
				t.Errorf("stored (-want +got):\n%s", diff)
			}
		})
	}
}

func TestContactsOfNewTickets(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	for given, want := range map[string]string{
		`{"id":"` + ExampleContact + `"}`: ExampleContact,
		`{"external_id":"70"}`:            ExampleContact,
		`{"email":"ADA@example.com"}`:     ExampleContact,
	} {
		r := c.do("POST", "/tickets", `{"ticket_type_id":1234,"contacts":[`+given+`]}`).want(t, 200, "")
		got := r.at("contacts", "contacts").([]any)[0].(object)
		if got["id"] != want || got["external_id"] != "70" {
			t.Errorf("%s is %v", given, got)
		}
	}
	for range 2 {
		c.do("POST", "/tickets", `{"ticket_type_id":"1234","contacts":[{"email":"new@example.com"}]}`).want(t, 200, "")
	}
	contacts := s.Contacts()
	if len(contacts) != 3 || contacts[2].Email != "new@example.com" || len(contacts[2].ID) != 24 {
		t.Errorf("contacts are %+v", contacts)
	}
}
