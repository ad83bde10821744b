package intercomtest

import (
	"strings"
	"testing"
)

func TestTextAndValues(t *testing.T) {
	t.Parallel()
	create := `{"ticket_type_id":"1234","contacts":[{"email":"ada@example.com"}],
		"ticket_attributes":{"_default_title_":" a<b ","_default_description_":"c  d \u00c9","Version":" 1 ","Priority":"High"}}`
	firstContact := func(_ *Server, r response) any { return r.at("contacts", "contacts").([]any)[0] }
	tests := map[string]behaviorTest{
		"trims":                    {set: []Behavior{TrimsText()}, got: member("ticket_attributes", TitleAttribute), want: "a<b"},
		"trims values":             {set: []Behavior{TrimsText()}, got: member("ticket_attributes", "Version"), want: "1"},
		"escapes":                  {set: []Behavior{EscapesText()}, got: member("ticket_attributes", TitleAttribute), want: " a&lt;b "},
		"wraps what was trimmed":   {set: []Behavior{TrimsText(), WrapsText(TitleAttribute)}, got: member("ticket_attributes", TitleAttribute), want: "<p>a<b</p>"},
		"wraps nothing else":       {set: []Behavior{WrapsText(TitleAttribute)}, got: member("ticket_attributes", "Version"), want: " 1 "},
		"keeps blanks":             {set: []Behavior{WrapsText(TitleAttribute), SpacesText()}, got: member("ticket_attributes", "_default_description_"), want: "c &nbsp;d \u00c9"},
		"decomposes":               {set: []Behavior{DecomposesText()}, got: member("ticket_attributes", "_default_description_"), want: "c  d E\u0301"},
		"names":                    {set: []Behavior{EscapesText("name")}, got: member("ticket_type", "name"), want: "Incident"},
		"list by ID":               {set: []Behavior{ShowsLists(ListIDs)}, got: member("ticket_attributes", "Priority"), want: "de1825a0-0164-4070-8ca6-13e22462fa03"},
		"list by label":            {set: []Behavior{ShowsLists(ListLabels)}, got: member("ticket_attributes", "Priority"), want: "High"},
		"contact without ID":       {set: []Behavior{HidesContactExternalID()}, got: firstContact, want: object{"type": "contact", "id": ExampleContact}},
		"email of another":         {set: []Behavior{ResolvesEmail("ada@example.com", "grace@example.com")}, got: firstContact, want: object{"type": "contact", "id": ExampleSecondContact, "external_id": "71"}},
		"without linked objects":   {set: []Behavior{Omits("linked_objects")}, got: member("linked_objects"), want: nil},
		"more linked objects":      {set: []Behavior{Overrides(map[string]any{"linked_objects.has_more": true})}, got: member("linked_objects", "has_more"), want: true},
		"without contacts":         {set: []Behavior{Omits("contacts")}, got: member("contacts"), want: nil},
		"without type":             {set: []Behavior{Omits("ticket_type")}, got: member("ticket_type"), want: nil},
		"without created_at":       {set: []Behavior{Omits("created_at")}, got: member("created_at"), want: nil},
		"another workspace's type": {set: []Behavior{ObjectsOfWorkspace("zz9other")}, got: member("ticket_type", "workspace_id"), want: "zz9other"},
	}
	for name, test := range tests {
		test.method, test.path, test.body = "POST", "/tickets", create
		tests[name] = test
	}
	runBehaviors(t, tests)
}

func TestAnswersOfOtherAreas(t *testing.T) {
	t.Parallel()
	runBehaviors(t, map[string]behaviorTest{
		"type without attributes": {
			set: []Behavior{Omits("ticket_type_attributes")}, method: "GET", path: "/ticket_types/1234", got: member("ticket_type_attributes"),
		},
		"types of a list without attributes": {
			set: []Behavior{Omits("ticket_type_attributes")}, method: "GET", path: "/ticket_types",
			got: members("ticket_type_attributes"), want: []any{nil, nil},
		},
		"another name in an answer only": {
			set: []Behavior{Overrides(map[string]any{"name": "theirs"})}, method: "POST", path: "/tags", body: `{"name":"mine"}`,
			got: func(s *Server, r response) any { return []any{r.at("name"), s.Tags()[1].Name} }, want: []any{"theirs", "mine"},
		},
		"another name for good": {
			set: []Behavior{Stores(map[string]any{"name": "theirs"})}, method: "POST", path: "/tags", body: `{"name":"mine"}`,
			got: func(s *Server, r response) any { return []any{r.at("name"), s.Tags()[1].Name} }, want: []any{"theirs", "theirs"},
		},
		"archived in truth only": {
			set: []Behavior{Overrides(map[string]any{"archived": false})}, method: "PUT", path: "/ticket_types/1234", body: `{"archived":true}`,
			got: archivedType, want: []any{false, true},
		},
		"archived in the answer only": {
			set: []Behavior{NotDone().On("PUT", "")}, method: "PUT", path: "/ticket_types/1234", body: `{"archived":true}`,
			got: archivedType, want: []any{true, false},
		},
		"not archived": {
			set: []Behavior{Stores(map[string]any{"archived": false})}, method: "PUT", path: "/ticket_types/1234", body: `{"archived":true}`,
			got: archivedType, want: []any{false, false},
		},
		"not asked for, not stored": {
			set: []Behavior{Stores(map[string]any{"archived": true})}, method: "PUT", path: "/ticket_types/1234", body: `{"name":"x"}`,
			got: archivedType, want: []any{false, false},
		},
		"objects of another workspace": {
			set: []Behavior{ObjectsOfWorkspace("zz9other")}, method: "GET", path: "/companies/" + ExampleCompany, got: member("app_id"), want: "zz9other",
		},
	})
}

func archivedType(s *Server, r response) any {
	stored, _ := s.TicketType(ExampleIncidentType)
	return []any{r.at("archived"), stored.Archived}
}

func TestGatewaysAndRefusals(t *testing.T) {
	t.Parallel()
	text := func(_ *Server, r response) any { return r.text }
	isHTML := func(_ *Server, r response) any { return strings.HasPrefix(r.text, "<html>") }
	codeAndTags := func(s *Server, r response) any { return []any{r.code(), len(s.Tags())} }
	tests := map[string]behaviorTest{
		"404 HTML":        {set: []Behavior{Gateway404HTML()}, status: 404, got: isHTML, want: true},
		"404 empty":       {set: []Behavior{Gateway404Empty()}, status: 404, got: text, want: ""},
		"404 JSON":        {set: []Behavior{Gateway404JSON()}, status: 404, got: member("message"), want: "no Route matched with those values"},
		"302":             {set: []Behavior{LoginRedirect()}, status: 302, got: func(_ *Server, r response) any { return r.header.Get("Location") }, want: "https://login.example.com/saml?continue=/tags"},
		"login":           {set: []Behavior{LoginPage()}, got: isHTML, want: true},
		"nothing is done": {set: []Behavior{LoginPage()}, got: codeAndTags, want: []any{"", 1}},
		"a body":          {set: []Behavior{AnswersBody(202, `true`)}, status: 202, got: text, want: "true"},
	}
	for _, status := range []int{303, 400, 403, 404, 408, 409, 425, 499} {
		name := string(rune('0'+status/100)) + string(rune('0'+status/10%10)) + string(rune('0'+status%10))
		tests[name+" after"] = behaviorTest{set: []Behavior{RefusesAfter(status, "refused", "No")}, status: status, got: codeAndTags, want: []any{"refused", 2}}
		tests[name+" without effect"] = behaviorTest{set: []Behavior{RefusesAfter(status, "refused", "No").WithoutEffect()}, status: status, got: codeAndTags, want: []any{"refused", 1}}
		tests[name+" page after"] = behaviorTest{set: []Behavior{PageAfter(status)}, status: status, got: isHTML, want: true}
	}
	for name, test := range tests {
		test.method, test.path, test.body = "POST", "/tags", `{"name":"n"}`
		tests[name] = test
	}
	runBehaviors(t, tests)
}

func TestWrongMe(t *testing.T) {
	t.Parallel()
	appOf := member("app", "id_code")
	tests := map[string]behaviorTest{
		"401": {status: 401}, "403": {status: 403}, "404": {status: 404}, "500": {status: 500}, "503": {status: 503}, "302": {status: 302},
		"HTML": {}, "without app": {}, "app is null": {}, "another workspace": {want: "zz9other"},
	}
	for name, b := range WrongMe() {
		test, known := tests[name]
		if !known {
			t.Errorf("%s is not tested", name)
		}
		test.set, test.method, test.path, test.got = []Behavior{b}, "GET", "/me", appOf
		tests[name] = test
	}
	runBehaviors(t, tests)
}

func TestTwinWorkspace(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.AddTicket(Ticket{ID: "500"})
	twin := s.AddTwinWorkspace("twin", s.Workspace)
	c.token = twin.Token
	c.do("GET", "/tickets/500", "").want(t, 200, "")
	if got := c.do("GET", "/contacts/"+ExampleContact, "").want(t, 200, "").at("workspace_id"); got != "twin" {
		t.Errorf("workspace_id is %v", got)
	}
	c.do("DELETE", "/tickets/500", "").want(t, 200, "")
	if _, there := s.Ticket("500"); !there {
		t.Error("the ticket of the first workspace is gone")
	}
}
