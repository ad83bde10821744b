package intercomtest

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const newTicket = `{"ticket_type_id":"1234","contacts":[{"id":"` + ExampleContact + `"}]}`

// seedTwo adds a ticket that is older and one that is newer than the test's.
func seedTwo(s *Server) {
	s.AddTicket(Ticket{ID: "500"})
	s.AddTicket(Ticket{ID: "501"})
}

// idAndTickets returns the ID in the answer and the number of tickets.
func idAndTickets(s *Server, r response) any { return []any{r.at("id"), len(s.Tickets())} }

func TestAnswersToCreates(t *testing.T) {
	t.Parallel()
	tests := map[string]behaviorTest{
		"oldest":                 {set: []Behavior{AnswersOldest()}, want: []any{"500", 3}},
		"oldest, without effect": {set: []Behavior{AnswersOldest().WithoutEffect()}, want: []any{"500", 2}},
		"newest":                 {set: []Behavior{AnswersNewest()}, want: []any{"501", 3}},
		"newest, without effect": {set: []Behavior{AnswersNewest().WithoutEffect()}, want: []any{"501", 2}},
		"twin":                   {set: []Behavior{AnswersTwin(nil)}, want: []any{unknownID, 3}},
		"202":                    {set: []Behavior{Accepted("req-77")}, status: 202, want: []any{"req-77", 3}},
		"202, without effect":    {set: []Behavior{Accepted("req-77").WithoutEffect()}, status: 202, want: []any{"req-77", 2}},
		"one with the ID":        {set: []Behavior{AnswersObject("501")}, want: []any{"501", 3}},
		"two behaviors":          {set: []Behavior{AnswersOldest(), NotDone().On("POST", "/tickets")}, want: []any{"500", 2}},
	}
	for name, test := range tests {
		test.seed, test.method, test.path, test.body, test.got = seedTwo, "POST", "/tickets", newTicket, idAndTickets
		tests[name] = test
	}
	runBehaviors(t, tests)
}

func TestAnswersOfEveryKind(t *testing.T) {
	t.Parallel()
	onAll := []Behavior{AnswersOldest()}
	runBehaviors(t, map[string]behaviorTest{
		"contact":     {set: onAll, method: "POST", path: "/contacts", body: `{"email":"n@example.com"}`, got: member("id"), want: ExampleContact},
		"company":     {set: onAll, method: "POST", path: "/companies", body: `{"company_id":"n"}`, got: member("company_id"), want: "acme"},
		"tag":         {set: onAll, method: "POST", path: "/tags", body: `{"name":"n"}`, got: member("name"), want: "VIP"},
		"ticket type": {set: onAll, method: "POST", path: "/ticket_types", body: `{"name":"n"}`, got: member("id"), want: ExampleIncidentType},
		"attribute": {
			set: onAll, method: "POST", path: "/ticket_types/1234/attributes", body: `{"name":"n","description":"","data_type":"string"}`,
			got: member("name"), want: TitleAttribute,
		},
		"link": {
			seed: func(s *Server) { s.AddTag(Tag{ID: "9", Name: "Mine"}) }, set: onAll,
			method: "POST", path: "/contacts/" + ExampleContact + "/tags", body: `{"id":"9"}`, got: member("id"), want: ExampleTag,
		},
		"twin of another contact": {
			set:    []Behavior{AnswersTwin(map[string]any{"contacts.contacts.0.id": ExampleSecondContact})},
			method: "POST", path: "/tickets", body: newTicket,
			got: func(_ *Server, r response) any {
				return r.at("contacts", "contacts").([]any)[0].(object)["id"]
			},
			want: ExampleSecondContact,
		},
		"without type": {set: []Behavior{Omits("type").On("POST", "/tags")}, method: "POST", path: "/tags", body: `{"name":"n"}`, got: member("type")},
		"GET": {
			seed: seedTwo, set: []Behavior{AnswersOldest().On("GET", "/tickets/*")}, method: "GET", path: "/tickets/501", got: member("id"), want: "500",
		},
		"PUT": {
			seed: seedTwo, set: []Behavior{AnswersNewest().On("PUT", "")}, method: "PUT", path: "/tickets/500", body: `{"open":false}`,
			got: func(s *Server, r response) any { first, _ := s.Ticket("500"); return []any{r.at("id"), first.Open} }, want: []any{"501", false},
		},
		"DELETE": {
			seed: seedTwo, set: []Behavior{AnswersObject("501").On("DELETE", "")}, method: "DELETE", path: "/tickets/500",
			got:  func(s *Server, r response) any { return []any{r.body, s.Erased()} },
			want: []any{object{"id": "501", "object": "ticket", "deleted": true}, []string{"500"}},
		},
	})
}

func TestAnswersPrevious(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Set(AnswersPrevious())
	var got []any
	for _, name := range []string{"one", "two"} {
		got = append(got, c.do("POST", "/tags", `{"name":"`+name+`"}`).want(t, 200, "").at("name"))
	}
	if diff := cmp.Diff([]any{"one", "one"}, got); diff != "" || len(s.Tags()) != 3 {
		t.Errorf("%d tags, answers (-want +got):\n%s", len(s.Tags()), diff)
	}
}

func TestSwapsAnswers(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Set(SwapsAnswers())
	var got sync.Map
	var wait sync.WaitGroup
	for _, name := range []string{"one", "two"} {
		wait.Go(func() { got.Store(name, c.do("POST", "/tags", `{"name":"`+name+`"}`).at("name")) })
	}
	wait.Wait()
	for asked, want := range map[string]string{"one": "two", "two": "one"} {
		if answered, _ := got.Load(asked); answered != want {
			t.Errorf("%s was answered %v", asked, answered)
		}
	}
	if got := c.do("POST", "/tags", `{"name":"three"}`).at("name"); got != "three" {
		t.Errorf("the third was answered %v", got)
	}
}
