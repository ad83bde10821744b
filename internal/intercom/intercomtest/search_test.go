package intercomtest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func find(t *testing.T, c client, query string) []string {
	t.Helper()
	r := c.do("POST", "/tickets/search", `{"query":`+query+`}`).want(t, 200, "")
	ids := []string{}
	for _, item := range r.at("tickets").([]any) {
		ids = append(ids, item.(object)["id"].(string))
	}
	return ids
}

func leaf(field, operator, value string) string {
	return fmt.Sprintf(`{"field":%q,"operator":%q,"value":%s}`, field, operator, value)
}

func TestSearchFields(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.AddTicket(Ticket{
		ID: "a", TypeID: "1234", CreatedAt: 100, UpdatedAt: 150, ContactIDs: []string{ExampleContact}, AdminAssigneeID: ExampleAdmin,
		Attributes: map[string]any{TitleAttribute: "Checkout is down", "Priority": "High", "Seats": 5, "Regression": true, "Due": 900},
	})
	s.AddTicket(Ticket{
		ID: "b", TypeID: "1235", CreatedAt: 200, UpdatedAt: 250, ContactIDs: []string{ExampleSecondContact}, TeamAssigneeID: ExampleTeam,
		StateID: ExampleResolved, Attributes: map[string]any{TitleAttribute: "Ship it", DescriptionAttribute: "now"},
	})
	both, none := []string{"b", "a"}, []string{}
	a, b := []string{"a"}, []string{"b"}
	tests := []struct {
		query string
		want  []string
	}{
		{leaf("id", "=", `"a"`), a},
		{leaf("id", "!=", `"a"`), b},
		{leaf("id", "IN", `["a","b","c"]`), both},
		{leaf("id", "NIN", `["a"]`), b},
		{leaf("id", "IN", `[]`), none},
		{leaf("created_at", ">", `200`), b},
		{leaf("created_at", ">", `"200"`), b},
		{leaf("created_at", ">", `201`), none},
		{leaf("created_at", "<", `100`), a},
		{leaf("created_at", ">=", `100`), both},
		{leaf("updated_at", "<=", `150`), a},
		{leaf("updated_at", "=", `250`), b},
		{leaf("snoozed_until", "<", `9999999999`), none},
		{leaf("title", "=", `"Checkout is down"`), a},
		{leaf("title", "~", `"CHECKOUT"`), a},
		{leaf("title", "!~", `"checkout"`), b},
		{leaf("title", "^", `"ship"`), b},
		{leaf("title", "$", `"down"`), a},
		{leaf("description", "=", `"now"`), b},
		{leaf("category", "=", `"request"`), a},
		{leaf("category", "=", `"task"`), b},
		{leaf("ticket_type_id", "=", `1235`), b},
		{leaf("contact_ids", "=", `"`+ExampleContact+`"`), a},
		{leaf("contact_ids", "NIN", `["`+ExampleContact+`"]`), b},
		{leaf("teammate_ids", "=", `"814860"`), a},
		{leaf("admin_assignee_id", "=", `"0"`), b},
		{leaf("team_assignee_id", "=", `"814900"`), b},
		{leaf("open", "=", `true`), a},
		{leaf("open", "!=", `"true"`), b},
		{leaf("state", "=", `"resolved"`), b},
		{leaf("ticket_attribute.2001", "=", `"High"`), a},
		{leaf("ticket_attribute.2001", "=", `"de1825a0-0164-4070-8ca6-13e22462fa03"`), a},
		{leaf("ticket_attribute.2002", ">", `5`), a},
		{leaf("ticket_attribute.2002", "<", `4`), none},
		{leaf("ticket_attribute.2003", "=", `900`), a},
		{leaf("ticket_attribute.2004", "=", `true`), a},
		{`{"operator":"AND","value":[]}`, both},
		{`{"operator":"OR","value":[]}`, none},
		{`{"operator":"AND","value":[` + leaf("open", "=", `true`) + `,` + leaf("id", "=", `"b"`) + `]}`, none},
		{`{"operator":"OR","value":[` + leaf("open", "=", `true`) + `,` + leaf("id", "=", `"b"`) + `]}`, both},
		{`{"operator":"AND","value":[{"operator":"OR","value":[` + leaf("id", "=", `"a"`) + `]}]}`, a},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, find(t, c, test.query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
}

func TestSearchRefuses(t *testing.T) {
	t.Parallel()
	_, c, _ := example(t)
	open := leaf("open", "=", "true")
	deep := `{"operator":"AND","value":[{"operator":"AND","value":[{"operator":"AND","value":[` + open + `]}]}]}`
	wide := `{"operator":"AND","value":[` + strings.Repeat(open+",", 15) + open + `]}`
	for _, body := range []string{
		`{}`,
		`{"query":[]}`,
		`{"query":{}}`,
		`{"query":{"operator":"XOR","value":[]}}`,
		`{"query":{"operator":"AND","value":["open"]}}`,
		`{"query":` + deep + `}`,
		`{"query":` + wide + `}`,
		`{"query":` + leaf("ticket_id", "=", `"33"`) + `}`,
		`{"query":` + leaf("ticket_attribute.1", "=", `"x"`) + `}`,
		`{"query":` + leaf("open", ">", `true`) + `}`,
		`{"query":` + leaf("title", "<", `"x"`) + `}`,
		`{"query":` + leaf("created_at", "~", `1`) + `}`,
		`{"query":` + leaf("created_at", ">", `"foobar"`) + `}`,
		`{"query":` + leaf("id", "IN", `"a"`) + `}`,
		`{"query":` + open + `,"pagination":{"per_page":151}}`,
		`{"query":` + open + `,"pagination":{"per_page":0}}`,
		`{"query":` + open + `,"pagination":{"starting_after":"?"}}`,
	} {
		c.do("POST", "/tickets/search", body).want(t, 400, "parameter_invalid")
	}
}

func TestSearchPages(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	for range 45 {
		now.Advance(time.Second / 2)
		s.AddTicket(Ticket{})
	}
	var seen []string
	after := "null"
	for page := 1; ; page++ {
		r := c.do("POST", "/tickets/search", `{"query":`+leaf("open", "=", "true")+`,"pagination":{"starting_after":`+after+`}}`).want(t, 200, "")
		if r.at("pages", "page") != float64(page) || r.at("pages", "per_page") != 20.0 {
			t.Fatalf("pages are %v", r.at("pages"))
		}
		for _, item := range r.at("tickets").([]any) {
			seen = append(seen, item.(object)["id"].(string))
		}
		next, more := r.at("pages", "next", "starting_after").(string)
		if !more {
			break
		}
		after = fmt.Sprintf("%q", next)
		now.Advance(time.Second)
		s.AddTicket(Ticket{}) // an object that is created between two pages moves nothing
		s.DeleteTicket(seen[len(seen)-1])
	}
	var want []string
	for i := 44; i >= 0; i-- {
		want = append(want, fmt.Sprint(626+i))
	}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Errorf("pages together (-want +got):\n%s", diff)
	}
}

func TestSearchLag(t *testing.T) {
	t.Parallel()
	s, c, now := example(t, WithSearchLag(10*time.Second))
	old := s.AddTicket(Ticket{ID: "old", CreatedAt: now.Now().Add(-time.Hour).Unix()})
	now.Advance(time.Minute)
	s.UpdateTicket(old.ID, func(t *Ticket) { t.Open = false })
	id := create(t, c, "").at("id").(string)
	all, open := leaf("created_at", ">", "0"), leaf("open", "=", "true")
	if diff := cmp.Diff([]string{"old"}, find(t, c, open)); diff != "" {
		t.Errorf("at once (-want +got):\n%s", diff)
	}
	c.do("GET", "/tickets/"+id, "").want(t, 200, "") // a GET does not lag
	now.Advance(10 * time.Second)
	if diff := cmp.Diff([]string{id}, find(t, c, open)); diff != "" {
		t.Errorf("after the lag (-want +got):\n%s", diff)
	}
	s.DeleteTicket(id)
	if diff := cmp.Diff([]string{id, "old"}, find(t, c, all)); diff != "" {
		t.Errorf("just deleted (-want +got):\n%s", diff)
	}
	now.Advance(10 * time.Second)
	if diff := cmp.Diff([]string{"old"}, find(t, c, all)); diff != "" {
		t.Errorf("deleted before the lag (-want +got):\n%s", diff)
	}
}

func TestSearchContacts(t *testing.T) {
	t.Parallel()
	s, c, now := example(t, WithSearchLag(10*time.Second))
	s.MergeContact(ExampleSecondContact, ExampleContact)
	c.do("POST", "/tickets", `{"ticket_type_id":"1234","contacts":[{"email":"new@example.com"}]}`).want(t, 200, "")
	count := func(field, value string) int {
		r := c.do("POST", "/contacts/search", `{"query":`+leaf(field, "=", value)+`}`).want(t, 200, "")
		return len(r.at("data").([]any))
	}
	now.Advance(5 * time.Second)
	if count("email", `"new@example.com"`) != 0 {
		t.Error("a new contact is found at once")
	}
	now.Advance(5 * time.Second)
	for value, want := range map[string]int{`"new@example.com"`: 1, `"ada@example.com"`: 1, `"grace@example.com"`: 0, `"nobody@example.com"`: 0} {
		if got := count("email", value); got != want {
			t.Errorf("%s is found %d times, want %d", value, got, want)
		}
	}
	for field, value := range map[string]string{
		"external_id": `"70"`, "id": `"` + ExampleContact + `"`, "name": `"Ada Lovelace"`,
	} {
		if got := count(field, value); got != 1 {
			t.Errorf("by %s: found %d", field, got)
		}
	}
	if count("role", `"user"`) != 2 || count("created_at", fmt.Sprint(newClock().Now().Unix())) != 2 || count("updated_at", "1") != 0 {
		t.Error("a field does not find what it should")
	}
	c.do("POST", "/contacts/search", `{"query":`+leaf("shoe_size", "=", "46")+`}`).want(t, 400, "parameter_invalid")
	for order, code := range map[string]string{"descending": "", "desc": "invalid_sort_order", "ascending": "parameter_invalid"} {
		status := map[bool]int{true: 200, false: 400}[code == ""]
		c.do("POST", "/contacts/search", `{"query":`+leaf("role", "=", `"user"`)+`,"sort":{"field":"created_at","order":"`+order+`"}}`).want(t, status, code)
	}
}

// TestSearchContactsByDay: for contacts, a time means its whole day, and a tag does not accept a list.
func TestSearchContactsByDay(t *testing.T) {
	t.Parallel()
	const day = 86400
	s, c, _ := example(t)
	s.AddContact(Contact{CreatedAt: 10*day + 5000, Email: "a@one.example", OwnerID: ExampleAdmin, TagIDs: []string{ExampleTag}})
	for query, want := range map[string]int{
		leaf("created_at", ">", fmt.Sprint(10*day)) + "," + leaf("created_at", "<", fmt.Sprint(20*day)):   0,
		leaf("created_at", ">", fmt.Sprint(10*day-1)) + "," + leaf("created_at", "<", fmt.Sprint(11*day)): 1,
		leaf("created_at", "<", fmt.Sprint(11*day-1)):                                                     0,
		leaf("created_at", "=", fmt.Sprint(10*day+80000)):                                                 1,
		leaf("email_domain", "=", `"one.example"`):                                                        1,
		leaf("owner_id", "=", `"`+ExampleAdmin+`"`):                                                       1,
		leaf("tag_id", "=", `"`+ExampleTag+`"`):                                                           1,
	} {
		r := c.do("POST", "/contacts/search", `{"query":{"operator":"AND","value":[`+query+`]}}`).want(t, 200, "")
		if got := len(r.at("data").([]any)); got != want {
			t.Errorf("%s: found %d, want %d", query, got, want)
		}
	}
	for _, query := range []string{leaf("created_at", ">=", "5"), leaf("created_at", "IN", "[5]"), leaf("tag_id", "IN", `["5"]`)} {
		c.do("POST", "/contacts/search", `{"query":`+query+`}`).want(t, 400, "parameter_invalid")
	}
}

// TestListCompanies: pages have numbers, the newest company comes first, and companies without contacts never appear.
func TestListCompanies(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	for i := range 33 {
		company := s.AddCompany(Company{CompanyID: fmt.Sprint(i)})
		if i > 0 {
			s.AddContact(Contact{CompanyIDs: []string{company.ID}})
		}
	}
	for query, want := range map[string]string{"": "32 to 18 of 3", "?page=3": "2 to 1 of 3", "?page=2&per_page=20": "12 to 1 of 2", "?page=4": "none of 3"} {
		r := c.do("POST", "/companies/list"+query, "").want(t, 200, "")
		data, got := r.at("data").([]any), "none"
		if len(data) > 0 {
			got = fmt.Sprintf("%s to %s", data[0].(object)["company_id"], data[len(data)-1].(object)["company_id"])
		}
		if got += fmt.Sprintf(" of %v", r.at("pages", "total_pages")); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
}
