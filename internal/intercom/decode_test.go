package intercom_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// badBody reports whether the client refused an answer because of its body.
func badBody(err error) bool {
	api, ok := errors.AsType[*intercom.APIError](err)
	return ok && api.StatusCode == 200
}

// TestAnOddFieldCostsThatFieldAlone: a value that does not fit never makes its object or list unreadable.
func TestAnOddFieldCostsThatFieldAlone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		body string
		odd  string
	}{
		"fits":                        {`"name":"Ada","avatar":{"image_url":"u"},"signed_up_at":1}`, ""},
		"a time before the year 0":    {`"name":"Ada","signed_up_at":-62169984561}`, "signed_up_at"},
		"a time in milliseconds":      {`"name":"Ada","signed_up_at":1734537561000}`, "signed_up_at"},
		"a time beyond every number":  {`"name":"Ada","signed_up_at":1e400}`, "signed_up_at"},
		"a date without a time":       {`"name":"Ada","signed_up_at":"2026-12-01"}`, "signed_up_at"},
		"a time with an offset":       {`"name":"Ada","signed_up_at":"2026-12-01T09:00:00+02:00"}`, ""},
		"a time that is a word":       {`"name":"Ada","signed_up_at":"yesterday","updated_at":true}`, "signed_up_at updated_at"},
		"a text for an object":        {`"name":"Ada","avatar":"https://example.com/a.png"}`, "avatar"},
		"a list for an object":        {`"name":"Ada","avatar":[]}`, "avatar"},
		"an object in an object":      {`"name":"Ada","avatar":{"image_url":{}}}`, "avatar.image_url"},
		"a number for a text":         {`"name":"Ada","external_id":42}`, ""},
		"a text for a boolean":        {`"name":"Ada","unsubscribed_from_emails":"true"}`, ""},
		"a word for a boolean":        {`"name":"Ada","unsubscribed_from_emails":"yes"}`, "unsubscribed_from_emails"},
		"an object for a text":        {`"name":"Ada","phone":{"number":"+1"}}`, "phone"},
		"a fraction for an ID":        {`"name":"Ada","owner_id":1.5}`, "owner_id"},
		"a list for attributes":       {`"name":"Ada","custom_attributes":["a"]}`, "custom_attributes"},
		"odd values of attributes":    {`"name":"Ada","custom_attributes":{"a":{"b":[1]},"name":{}}}`, ""},
		"a field that nothing reads":  {`"name":"Ada","location":7}`, ""},
		"several in the wrong places": {`"email":{},"name":"Ada","role":[],"created_at":{}}`, "role email created_at"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, odd := watched(t, `{"type":"contact","id":"7",`+c.body)
			contact, err := client.Contact(t.Context(), "7")
			if err != nil {
				t.Fatal(err)
			}
			if contact.Name != "Ada" {
				t.Errorf("the name is %q", contact.Name)
			}
			if got := strings.Join(*odd, " "); got != c.odd {
				t.Errorf("odd fields %q, want %q", got, c.odd)
			}
			list, odd := watched(t, `{"type":"list","data":[{"type":"contact","id":"6"},{"type":"contact","id":"7",`+c.body+`],"total_count":2}`)
			found := 0
			for _, err := range list.SearchContacts(t.Context(), intercom.Where("role", "=", "user"), 5) {
				if err != nil {
					t.Fatal(err)
				}
				found++
			}
			if found != 2 {
				t.Errorf("%d contacts of 2", found)
			}
			if got := strings.ReplaceAll(strings.Join(*odd, " "), "data[].", ""); got != c.odd {
				t.Errorf("odd fields in a list %q, want %q", got, c.odd)
			}
		})
	}
}

// watched returns a client whose calls all get the same answer, and the odd fields that it reported.
func watched(t *testing.T, body string) (*intercom.Unguarded, *[]string) {
	t.Helper()
	odd := new([]string)
	return newClient(t, intercom.Config{
		Clock:      &clock{},
		HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) { return respond(req, 200, body), nil })},
		Observe:    func(_ context.Context, e intercom.Exchange) { *odd = append(*odd, e.Odd...) },
	}), odd
}

// TestOddValuesAreReadWhereTheyTellTheSame: numbers as text, text as numbers, and whole numbers with a zero fraction are
// read.
func TestOddValuesAreReadWhereTheyTellTheSame(t *testing.T) {
	t.Parallel()
	company, err := answering(200, nil, []byte(`{"type":"company","id":"7","company_id":42,"monthly_spend":155.0,"size":"12","user_count":9007199254740993,`+
		`"session_count":"x","plan":"gold","name":true,"remote_created_at":1734537561.9}`)).Company(t.Context(), "7")
	if err != nil {
		t.Fatal(err)
	}
	if company.CompanyID != "42" || company.MonthlySpend == nil || *company.MonthlySpend != 155 || company.Size == nil || *company.Size != 12 || company.UserCount != 9007199254740993 {
		t.Errorf("numbers: %+v", company)
	}
	if company.SessionCount != 0 || company.Plan.Name != "" || company.Name != "true" {
		t.Errorf("odd ones: %+v", company)
	}
	if company.RemoteCreatedAt.Unix() != 1734537561 {
		t.Errorf("a fraction of a second: %v", company.RemoteCreatedAt)
	}
}

// TestAListWithinAnObjectIsWholeOrAbsent: a missing element would look as if it had been removed.
func TestAListWithinAnObjectIsWholeOrAbsent(t *testing.T) {
	t.Parallel()
	for contacts, want := range map[string]int{
		`[{"id":"a"},{"id":"b","external_id":{}}]`:              2,
		`{"contacts":[{"id":"a"},{"id":"b","external_id":[]}]}`: 2,
		`[{"id":"a"},7]`: 0, `[{"id":"a"},{"id":{}}]`: 0, `7`: 0, `"a"`: 0, `{"contacts":7}`: 0, `{"data":[7]}`: 0, `null`: 0,
	} {
		ticket, err := answering(200, nil, []byte(`{"id":"7","category":"Customer","contacts":`+contacts+`,"linked_objects":{"data":[{"id":1}],"total_count":1,"has_more":{}}}`)).Ticket(t.Context(), "7")
		if err != nil {
			t.Errorf("%s: %v", contacts, err)
			continue
		}
		if len(ticket.Contacts) != want {
			t.Errorf("%s: %d contacts, want %d", contacts, len(ticket.Contacts), want)
		}
		if ticket.Category != "Customer" {
			t.Errorf("%s: %+v", contacts, ticket)
		}
		if ticket.LinkedObjects.Complete() {
			t.Error("links of which nothing tells whether there are more are complete")
		}
	}
}

// TestWhatDecidesIsNotLeftOut: fields that identify an object, say whether it exists, or say whether a list is complete
// must be readable.
func TestWhatDecidesIsNotLeftOut(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	for name, call := range map[string]struct {
		bodies []string
		do     func(*intercom.Unguarded) error
	}{
		"ticket": {
			[]string{`"id":1.5`, `"id":{}`, `"id":"7","type":7`, `"id":"7","deleted":{}`, `"id":"7","open":"perhaps"`, `"id":"7","admin_assignee_id":[]`},
			func(c *intercom.Unguarded) error { _, err := c.Ticket(ctx, "7"); return err },
		},
		"ticket type": {
			[]string{`"id":"7","archived":{}`, `"id":"7","archived":"x"`},
			func(c *intercom.Unguarded) error { _, err := c.TicketType(ctx, "7"); return err },
		},
		"deletion": {
			[]string{`"id":"7","object":"contact","deleted":{}`, `"id":"7","object":{},"deleted":true`, `"id":"7","type":{},"deleted":true`},
			func(c *intercom.Unguarded) error { return c.DeleteContact(ctx, "7") },
		},
		"list": {
			[]string{`"data":[7]`, `"data":[{"id":{}}]`, `"data":[{"id":"1"}],"has_more":{}`, `"data":[{"id":"1"}],"total_count":"many"`, `"data":[{"id":"1"}],"pages":"x"`, `"data":[{"id":"1"}],"pages":{"total_pages":[]}`},
			func(c *intercom.Unguarded) error { _, err := c.Tags(ctx); return err },
		},
		"paged list": {
			[]string{`"data":[7]`, `"data":[{"id":"1"}],"has_more":{}`, `"data":[{"id":"1"}],"total_count":{}`, `"data":[{"id":"1"}],"pages":7`},
			func(c *intercom.Unguarded) error { _, err := c.ContactTags(ctx, "7"); return err },
		},
		"search": {
			[]string{`"tickets":[7]`, `"tickets":[{"id":[]}]`, `"tickets":[{"id":"1"}],"pages":[]`, `"tickets":[{"id":"1"}],"has_more":{}`},
			func(c *intercom.Unguarded) error {
				for _, err := range c.SearchTickets(ctx, intercom.Where("open", "=", true), 5) {
					return err
				}
				return nil
			},
		},
	} {
		for _, body := range call.bodies {
			if err := call.do(answering(200, nil, []byte("{"+body+"}"))); !badBody(err) && !errors.Is(err, intercom.ErrIncomplete) {
				t.Errorf("%s {%s}: %v", name, body, err)
			}
		}
	}
}

// TestAdminsOfOtherTypes: the list of admins has bots, and a type that is not known yet does not make it unreadable. A list of
// something else is no list of admins.
func TestAdminsOfOtherTypes(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{
		`{"type":"admin","id":"1"},{"type":"bot","id":"2"},{"type":"operator","id":"3"},{"id":"4"}`: 4,
		`{"type":"bot","id":"2"}`:                         1,
		`{"type":"tag","id":"1"},{"type":"tag","id":"2"}`: 0,
	} {
		found, err := answering(200, nil, []byte(`{"type":"admin.list","admins":[`+body+`]}`)).Admins(t.Context())
		if len(found) != want || (err == nil) != (want > 0) {
			t.Errorf("%s: %d admins, %v", body, len(found), err)
		}
	}
}

// TestNothingDependsOnAConversationsAssignees: what the provider only shows of a conversation costs no conversation.
func TestNothingDependsOnAConversationsAssignees(t *testing.T) {
	t.Parallel()
	client, odd := watched(t, `{"type":"conversation","id":"7","state":"open","open":"perhaps","admin_assignee_id":{},"team_assignee_id":1.5}`)
	conversation, err := client.Conversation(t.Context(), "7")
	if err != nil || conversation.State != "open" || conversation.Open != nil || conversation.AdminAssigneeID != "" {
		t.Fatalf("%+v, %v", conversation, err)
	}
	if got, want := strings.Join(*odd, " "), "open admin_assignee_id team_assignee_id"; got != want {
		t.Errorf("logged %q, want %q", got, want)
	}
}

// FuzzEveryObject: an object of the right kind, with a readable answer to what is never left out, is read whatever the rest
// of it is.
func FuzzEveryObject(f *testing.F) {
	for _, seed := range append(ticketSeeds,
		`{"name":7,"email":[],"avatar":"x","owner_id":{},"signed_up_at":-62169984561,"custom_attributes":"x","team_ids":[{}],"admin_ids":7}`,
		`{"monthly_spend":155.0,"plan":[],"size":"x","ticket_type_attributes":{"data":[7]},"ticket_states":"x","input_options":7,"data_type":{}}`,
		`{"author":7,"body":{},"part_type":[],"linked_objects":{"data":[{"id":{}}]},"ticket_parts":{"ticket_parts":[null,7]},"ticket_types":{"id":[]}}`,
		`{"app":{"name":7,"created_at":"x"},"custom":"x","external_label":{}}`,
	) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var object map[string]any
		if json.Unmarshal(body, &object) != nil || object == nil {
			return
		}
		for _, exact := range []string{"deleted", "archived", "open", "admin_assignee_id", "team_assignee_id"} {
			delete(object, exact)
		}
		object["id"] = "7"
		workspace, _ := object["app"].(map[string]any)
		if workspace == nil {
			workspace = map[string]any{}
		}
		workspace["id_code"] = "w"
		object["app"] = workspace
		ctx := t.Context()
		for kind, call := range map[string]func(c, lists *intercom.Unguarded) error{
			"ticket":       func(c, _ *intercom.Unguarded) error { _, err := c.Ticket(ctx, "7"); return err },
			"ticket_type":  func(c, _ *intercom.Unguarded) error { _, err := c.TicketType(ctx, "7"); return err },
			"contact":      func(c, _ *intercom.Unguarded) error { _, err := c.Contact(ctx, "7"); return err },
			"company":      func(c, _ *intercom.Unguarded) error { _, err := c.Company(ctx, "7"); return err },
			"conversation": func(c, _ *intercom.Unguarded) error { _, err := c.Conversation(ctx, "7"); return err },
			"tag":          func(c, _ *intercom.Unguarded) error { _, err := c.Tag(ctx, "7"); return err },
			"ticket_part": func(c, _ *intercom.Unguarded) error {
				_, err := c.ReplyToTicket(ctx, "7", intercom.ReplyRequest{})
				return err
			},
			"ticket_type_attribute": func(c, _ *intercom.Unguarded) error {
				_, err := c.UpdateTicketTypeAttribute(ctx, "7", "7", intercom.UpdateTicketTypeAttributeRequest{})
				return err
			},
			"admin":          func(c, _ *intercom.Unguarded) error { _, err := c.Me(ctx); return err },
			"team":           func(_, lists *intercom.Unguarded) error { return one(lists.Teams(ctx)) },
			"bot":            func(_, lists *intercom.Unguarded) error { return one(lists.Admins(ctx)) },
			"ticket_state":   func(_, lists *intercom.Unguarded) error { return one(lists.TicketStates(ctx)) },
			"data_attribute": func(_, lists *intercom.Unguarded) error { return one(lists.DataAttributes(ctx, "contact")) },
		} {
			object["type"] = kind
			alone, err := json.Marshal(object)
			if err != nil {
				t.Fatal(err)
			}
			listed := slices.Concat([]byte(`{"type":"list","data":[`), alone, []byte(`]}`))
			if err := call(answering(200, nil, alone), answering(200, nil, listed)); err != nil {
				t.Errorf("%s %s: %v", kind, alone, err)
			}
		}
	})
}

func one[T any](found []T, err error) error {
	if err == nil && len(found) != 1 {
		return fmt.Errorf("%d objects instead of one", len(found))
	}
	return err
}
