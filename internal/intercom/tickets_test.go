package intercom_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

// sent returns a client whose calls all get the same answer, and records the requests.
func sent(t *testing.T, cfg intercom.Config, body string) (client *intercom.Unguarded, calls *[]string) {
	t.Helper()
	calls = new([]string)
	cfg.HTTPClient = &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
		payload := []byte{}
		if req.Body != nil {
			var err error
			if payload, err = io.ReadAll(req.Body); err != nil {
				t.Error(err)
			}
		}
		*calls = append(*calls, strings.TrimSpace(fmt.Sprintf("%s %s %s", req.Method, req.URL.RequestURI(), payload)))
		return respond(req, 200, body), nil
	})}
	return newClient(t, cfg), calls
}

func TestRequestsAreWhatTheVersionTakes(t *testing.T) {
	t.Parallel()
	const ticket = `{"type":"ticket","id":"7"}`
	at := intercom.UnixTime{Time: time.Unix(1663597223, 0)}
	full := intercom.UpdateTicketRequest{
		Attributes: intercom.Attributes{"Priority": "High", "Seats": nil}, StateID: "8481", CompanyID: intercom.Null[string](),
		Open: intercom.Set(false), IsShared: intercom.Set(true), SnoozedUntil: intercom.Set(at), AssigneeID: "814860", SkipNotifications: true,
	}
	type ctxClient = func(context.Context, *intercom.Unguarded) error
	update := func(req intercom.UpdateTicketRequest) ctxClient {
		return func(ctx context.Context, c *intercom.Unguarded) error {
			_, err := c.UpdateTicket(ctx, "7", req)
			return err
		}
	}
	create := func(req intercom.CreateTicketRequest) ctxClient {
		return func(ctx context.Context, c *intercom.Unguarded) error {
			_, err := c.CreateTicket(ctx, req)
			return err
		}
	}
	reply := func(req intercom.ReplyRequest) ctxClient {
		return func(ctx context.Context, c *intercom.Unguarded) error {
			_, err := c.ReplyToTicket(ctx, "7", req)
			return err
		}
	}
	const fields = `"ticket_attributes":{"Priority":"High","Seats":null},"ticket_state_id":"8481","company_id":null,"open":false,"is_shared":true,"snoozed_until":1663597223,`
	for _, c := range []struct {
		name    string
		version intercom.Version
		call    ctxClient
		answer  string
		want    string
	}{
		{"read", "2.16", operations[0].call, ticket, "GET /tickets/7"},
		{"delete", "2.16", operations[4].call, `{"id":"7","object":"ticket","deleted":true}`, "DELETE /tickets/7"},
		{"update, all", "2.16", update(full), ticket, `PUT /tickets/7 {` + fields + `"assignee_id":"814860","skip_notifications":true}`},
		{"update, all, 2.13", "2.13", update(full), ticket, `PUT /tickets/7 {` + fields + `"skip_notifications":true,"assignment":{"assignee_id":"814860"}}`},
		{"update, nothing", "2.16", update(intercom.UpdateTicketRequest{}), ticket, "PUT /tickets/7 {}"},
		{"update, nothing, 2.13", "2.13", update(intercom.UpdateTicketRequest{}), ticket, "PUT /tickets/7 {}"},
		{"update, unassign", "2.16", update(intercom.UpdateTicketRequest{AssigneeID: intercom.Unassigned}), ticket, `PUT /tickets/7 {"assignee_id":"0"}`},
		{"update, wake", "2.16", update(intercom.UpdateTicketRequest{SnoozedUntil: intercom.Null[intercom.UnixTime]()}), ticket, `PUT /tickets/7 {"snoozed_until":null}`},
		{
			"create", "2.16",
			create(intercom.CreateTicketRequest{TicketTypeID: "1", Contacts: []intercom.ContactIdentifier{{Email: "a@example.com"}}}),
			ticket, `POST /tickets {"ticket_type_id":"1","contacts":[{"email":"a@example.com"}]}`,
		},
		{
			"create, all", "2.16",
			create(intercom.CreateTicketRequest{
				TicketTypeID: "1", Contacts: []intercom.ContactIdentifier{{ID: "a"}, {ExternalID: "b"}}, CompanyID: "c",
				Attributes: intercom.Attributes{intercom.TitleAttribute: "T"}, Assignment: &intercom.Assignment{AdminAssigneeID: "2", TeamAssigneeID: "3"}, SkipNotifications: true,
			}),
			ticket, `POST /tickets {"ticket_type_id":"1","contacts":[{"id":"a"},{"external_id":"b"}],"ticket_attributes":{"_default_title_":"T"},` +
				`"company_id":"c","assignment":{"admin_assignee_id":"2","team_assignee_id":"3"},"skip_notifications":true}`,
		},
		{
			"change type", "2.16",
			func(ctx context.Context, c *intercom.Unguarded) error {
				_, err := c.ChangeTicketType(ctx, "7", intercom.ChangeTicketTypeRequest{TicketTypeID: "1", TicketStateID: "2"})
				return err
			},
			ticket, `POST /tickets/7/change_type {"ticket_type_id":"1","ticket_state_id":"2"}`,
		},
		{"reply", "2.16", reply(intercom.ReplyRequest{MessageType: intercom.ReplyComment, Body: "<p>A & b</p>", AdminID: "5"}), `{"type":"ticket_part","id":"9"}`, `POST /tickets/7/reply {"type":"admin","message_type":"comment","body":"\u003cp\u003eA \u0026 b\u003c/p\u003e","admin_id":"5"}`},
		{
			"reply, all", "2.13",
			reply(intercom.ReplyRequest{MessageType: intercom.ReplyNote, Body: "Hi", AdminID: "5", AttachmentURLs: []string{"https://example.com/a.png"}, SkipNotifications: true}),
			`{"type":"ticket_part","id":"9"}`,
			`POST /tickets/7/reply {"type":"admin","message_type":"note","body":"Hi","admin_id":"5","attachment_urls":["https://example.com/a.png"],"skip_notifications":true}`,
		},
		{
			"search", "2.16",
			func(ctx context.Context, c *intercom.Unguarded) error {
				query := intercom.All(intercom.Where("contact_ids", "=", "a"), intercom.Where("created_at", ">", 5))
				for _, err := range c.SearchTickets(ctx, query, intercom.MaxPerPage) {
					return err
				}
				return nil
			},
			`{"type":"ticket.list","tickets":[],"pages":null,"total_count":0}`,
			`POST /tickets/search {"query":{"operator":"AND","value":[{"field":"contact_ids","operator":"=","value":"a"},` +
				`{"field":"created_at","operator":"\u003e","value":5}]},"pagination":{"per_page":150}}`,
		},
	} {
		client, calls := sent(t, intercom.Config{Version: c.version}, c.answer)
		if err := c.call(t.Context(), client); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		assertEqual(t, *calls, []string{c.want})
	}
	if (intercom.UpdateTicketRequest{SkipNotifications: true}).IsZero() != true || full.IsZero() {
		t.Error("an update that changes nothing is not told from one that does")
	}
}

func TestValuesThatJSONCannotHoldBecomeNoRequest(t *testing.T) {
	t.Parallel()
	client, calls := sent(t, intercom.Config{}, "{}")
	_, err := client.CreateTicket(t.Context(), intercom.CreateTicketRequest{Attributes: intercom.Attributes{"Price": math.NaN()}})
	if err == nil || !strings.Contains(err.Error(), "POST /tickets") || intercom.MayHaveHappened(err) || len(*calls) != 0 {
		t.Errorf("%v, %v", *calls, err)
	}
}

// TestIDsThatAreNoneNeverBecomeARequest: DELETE /tickets/ or /contacts/1 would be a different request than intended.
func TestIDsThatAreNoneNeverBecomeARequest(t *testing.T) {
	t.Parallel()
	for _, id := range []string{
		"", ".", "..", "../contacts/1", "1/../2", "1?x", "1#x", "%2f", "1%00", "１２", "1 ", " 1", "1\n", "\x00", "a\u202eb", "é", "1;2", "1:2",
		strings.Repeat("1", 129),
	} {
		client, calls := sent(t, intercom.Config{}, "{}")
		errs := map[string]error{"delete": client.DeleteTicket(t.Context(), id)}
		_, errs["read"] = client.Ticket(t.Context(), id)
		_, errs["update"] = client.UpdateTicket(t.Context(), id, intercom.UpdateTicketRequest{})
		_, errs["change type"] = client.ChangeTicketType(t.Context(), id, intercom.ChangeTicketTypeRequest{})
		_, errs["ticket type"] = client.TicketType(t.Context(), id)
		_, errs["contact"] = client.Contact(t.Context(), id)
		_, errs["ticket type of an update"] = client.UpdateTicketType(t.Context(), id, intercom.UpdateTicketTypeRequest{})
		_, errs["ticket type of a new attribute"] = client.CreateTicketTypeAttribute(t.Context(), id, intercom.CreateTicketTypeAttributeRequest{})
		_, errs["ticket type of an attribute"] = client.UpdateTicketTypeAttribute(t.Context(), id, "1", intercom.UpdateTicketTypeAttributeRequest{})
		_, errs["attribute"] = client.UpdateTicketTypeAttribute(t.Context(), "1", id, intercom.UpdateTicketTypeAttributeRequest{})
		_, errs["tag"] = client.Tag(t.Context(), id)
		_, errs["renamed tag"] = client.RenameTag(t.Context(), id, "x")
		errs["deleted tag"] = client.DeleteTag(t.Context(), id)
		_, errs["tagged ticket"] = client.TagTicket(t.Context(), id, "1", "1")
		errs["untagged ticket"] = client.UntagTicket(t.Context(), id, "1", "1")
		errs["tag of an untagged ticket"] = client.UntagTicket(t.Context(), "1", id, "1")
		_, errs["ticket replied to"] = client.ReplyToTicket(t.Context(), id, intercom.ReplyRequest{})
		errs["linking ticket"] = client.LinkConversation(t.Context(), id, "1")
		errs["unlinking ticket"] = client.UnlinkConversation(t.Context(), id, "1")
		errs["unlinked conversation"] = client.UnlinkConversation(t.Context(), "1", id)
		for name, err := range errs {
			var invalid *intercom.InvalidIDError
			if !errors.As(err, &invalid) || invalid.ID != id || intercom.MayHaveHappened(err) {
				t.Errorf("%s %q: %v", name, id, err)
				continue
			}
			assertPresentable(t, err)
		}
		if len(*calls) != 0 {
			t.Errorf("%q becomes %v", id, *calls)
		}
	}
	for _, id := range []string{"1", "0", "5ba682d23d7cf92bef87bfd4", "a-b_C", strings.Repeat("1", 128)} {
		if err := intercom.ValidID(id); err != nil {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestAnswersThatAreNotTheOneAskedFor(t *testing.T) {
	t.Parallel()
	const broken, another, refused, goneText = "not the JSON", "another object", "not deleted", "was deleted"
	remove := operations[4].call
	read := operations[0].call
	for _, c := range []struct {
		call         func(context.Context, *intercom.Unguarded) error
		answer, want string
	}{
		{remove, `{"id":"7","object":"ticket","deleted":true}`, ""},
		{remove, `{"id":7,"type":"ticket","deleted":true}`, ""},
		{remove, `{"id":7,"deleted":true}`, broken},
		{remove, `{"id":"7","object":"ticket","deleted":false}`, refused},
		{remove, `{"id":"7","object":"ticket","deleted":null}`, broken},
		{remove, `{"type":"ticket","id":"7"}`, broken},
		{remove, `{"ID":"7","object":"ticket","deleted":true}`, broken},
		{remove, `{"id":"7","object":"ticket","DELETED":true}`, broken},
		{remove, `{"id":"8","object":"ticket","deleted":true}`, another},
		{remove, `{"id":"7","object":"contact","deleted":true}`, another},
		{remove, `{"object":"ticket","deleted":true}`, broken},
		{remove, `{"deleted":"yes","id":"7"}`, broken},
		{remove, `[]`, broken},
		{read, `{"id":"7"}`, ""},
		{read, `{"type":"ticket","id":7}`, ""},
		{read, `{"id":"7","object":"ticket","deleted":true}`, goneText},
		{read, `{"deleted":true}`, goneText},
		{read, `{"type":"contact","id":"7","deleted":true}`, another},
		{read, `{"id":"8","deleted":true}`, another},
		{read, `{"type":"ticket"}`, broken},
		{read, `{"type":"ticket","id":"../7"}`, broken},
		{read, `{"type":"error.list","errors":[]}`, broken},
		{typeOf, `{"type":"ticket_type","id":"7"}`, ""},
		{typeOf, `{"id":"8"}`, another},
		{typeOf, `{"type":"ticket","id":"7"}`, another},
		{typeOf, `{}`, broken},
		{contactOf, `{"type":"contact","id":"7"}`, ""},
		{contactOf, `{"type":"contact","id":"8"}`, another},
		{contactOf, `{"type":"company","id":"7"}`, another},
		{contactOf, `null`, broken},
		{me, `{"type":"admin","id":"1","app":{"id_code":"ecahpwf5"}}`, ""},
		{me, `{"type":"admin","id":"1","app":null}`, broken},
		{me, `{"id":"1","app":{"id_code":"ecahpwf5"}}`, ""},
		{me, `{"type":"admin","id":"1","app":{"id_code":""}}`, broken},
		{me, `{"type":"admin","id":"1","app":{"ID_CODE":"ecahpwf5"}}`, broken},
		{me, `{"type":"contact","id":"1","app":{"id_code":"ecahpwf5"}}`, another},
		{changeType, `{"type":"ticket","id":"7"}`, ""},
		{changeType, `{"type":"ticket","id":"8"}`, another},
		{replied, `{"type":"ticket_part","id":"8"}`, ""},
		{replied, `{"type":"ticket","id":"7"}`, another},
		{replied, `{"type":"ticket_part"}`, broken},
		{operations[2].call, `{"type":"ticket","id":"../contacts/1"}`, broken},
		{operations[2].call, `{"type":"ticket","id":"7"}`, ""},
		{operations[2].call, `{"id":"req-77"}`, broken},
		{operations[2].call, `{"type":"job","id":"7"}`, another},
		{operations[2].call, `{"Type":"ticket","id":"7"}`, broken},
		{operations[2].call, `{"type":"ticket","id":"0"}`, broken},
		{operations[1].call, `{"type":"ticket.list","total_count":0}`, broken},
		{operations[1].call, `{"type":"ticket.list","tickets":null,"total_count":0}`, broken},
		{operations[1].call, `{"type":"ticket.list","tickets":[],"total_count":0}`, ""},
		{operations[1].call, `{"tickets":[],"pages":{"total_pages":0,"page":1}}`, ""},
		{operations[1].call, `{}`, broken},
		{operations[1].call, `{"type":"ticket.list","tickets":[{"id":"1"},{}]}`, broken},
		{operations[1].call, `{"type":"ticket.list","tickets":[{"id":"1","type":"contact"}]}`, another},
	} {
		client, _ := sent(t, intercom.Config{Clock: &clock{}}, c.answer)
		err := c.call(t.Context(), client)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.answer, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, want an error that says %q", c.answer, err, c.want)
		}
		if intercom.IsNotFound(err) != (c.want == goneText) || intercom.IsOtherObject(err) != (c.want == another) || intercom.IsUnreadable(err) != (c.want == broken) {
			t.Errorf("%s is of the wrong class: %v", c.answer, err)
		}
	}
}

func changeType(ctx context.Context, c *intercom.Unguarded) error {
	_, err := c.ChangeTicketType(ctx, "7", intercom.ChangeTicketTypeRequest{})
	return err
}

func replied(ctx context.Context, c *intercom.Unguarded) error {
	_, err := c.ReplyToTicket(ctx, "7", intercom.ReplyRequest{})
	return err
}

func typeOf(ctx context.Context, c *intercom.Unguarded) error {
	_, err := c.TicketType(ctx, "7")
	return err
}

func contactOf(ctx context.Context, c *intercom.Unguarded) error {
	_, err := c.Contact(ctx, "7")
	return err
}

func me(ctx context.Context, c *intercom.Unguarded) error {
	_, err := c.Me(ctx)
	return err
}

func TestCRUDOfATicketInEveryVersion(t *testing.T) {
	t.Parallel()
	for _, version := range contract.Versions {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			fake := intercomtest.New(t)
			contract.Watch(t, fake)
			kind := fake.AddTicketType(intercomtest.TicketType{Name: "Incident", Attributes: []intercomtest.Attribute{
				{Name: "Priority", DataType: intercomtest.List, Options: []intercomtest.Choice{{Label: "High"}}},
				{Name: "Seats", DataType: intercomtest.Integer},
			}})
			admin, contact := fake.AddAdmin(intercomtest.Admin{}), fake.AddContact(intercomtest.Contact{ExternalID: "ext", Email: "ada@example.com"})
			client := newClient(t, intercom.Config{BaseURL: fake.URL, Token: fake.Token, Version: intercom.Version(version)})
			ctx := t.Context()

			owner, err := client.Me(ctx)
			if err != nil || owner.Workspace.ID != fake.WorkspaceID {
				t.Fatalf("%+v, %v", owner, err)
			}
			read, err := client.Contact(ctx, contact.ID)
			if err != nil || read.Email != contact.Email || read.ExternalID != "ext" {
				t.Fatalf("%+v, %v", read, err)
			}
			ticketType, err := client.TicketType(ctx, kind.ID)
			if err != nil || ticketType.Name != "Incident" || len(ticketType.States) != 4 {
				t.Fatalf("%+v, %v", ticketType, err)
			}
			option := ticketType.Attributes[2].InputOptions.ListOptions[0]
			created, err := client.CreateTicket(ctx, intercom.CreateTicketRequest{
				TicketTypeID: kind.ID, Contacts: []intercom.ContactIdentifier{{ID: contact.ID}},
				Attributes: intercom.Attributes{intercom.TitleAttribute: "T", "Priority": option.ID, "Seats": 12},
			})
			if err != nil {
				t.Fatal(err)
			}
			id := string(created.ID)
			updated, err := client.UpdateTicket(ctx, id, intercom.UpdateTicketRequest{
				StateID: string(ticketType.States[1].ID), AssigneeID: admin.ID,
			})
			if err != nil || updated.State.ID != ticketType.States[1].ID {
				t.Fatalf("%+v, %v", updated, err)
			}
			if assigned, shown := updated.AdminAssigneeID.Get(); !shown || string(assigned) != admin.ID {
				t.Errorf("assigned to %q", assigned)
			}
			got, err := client.Ticket(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			assertEqual(t, got, updated)
			if len(got.Contacts) != 1 || got.Contacts[0].ExternalID != "ext" || got.Attributes[intercom.TitleAttribute] != "T" || got.CreatedAt.IsZero() {
				t.Errorf("%+v", got)
			}
			if client.Version().ChangesTicketType() {
				other := fake.AddTicketType(intercomtest.TicketType{Name: "Other"})
				changed, err := client.ChangeTicketType(ctx, id, intercom.ChangeTicketTypeRequest{TicketTypeID: other.ID, TicketStateID: other.States[0].ID})
				if err != nil || string(changed.TicketType.ID) != other.ID {
					t.Errorf("%+v, %v", changed, err)
				}
			}
			posted, err := client.ReplyToTicket(ctx, id, intercom.ReplyRequest{MessageType: intercom.ReplyNote, Body: "Is 1 < 2?", AdminID: admin.ID})
			if err != nil {
				t.Fatal(err)
			}
			if got, err = client.Ticket(ctx, id); err != nil {
				t.Fatal(err)
			}
			assertEqual(t, got.Parts[len(got.Parts)-1], *posted)
			if posted.PartType != intercom.ReplyNote || posted.Body != "<p>Is 1 &lt; 2?</p>" || string(posted.Author.ID) != admin.ID || posted.CreatedAt.IsZero() {
				t.Errorf("%+v", posted)
			}
			if err := client.DeleteTicket(ctx, id); err != nil {
				t.Fatal(err)
			}
			assertEqual(t, fake.Erased(), []string{id})
			if _, err := client.Ticket(ctx, id); !intercom.IsNotFound(err) {
				t.Errorf("a read after the deletion says %v", err)
			}
			if err := client.DeleteTicket(ctx, id); !intercom.IsNotFound(err) {
				t.Errorf("a second deletion says %v", err)
			}
		})
	}
}

func TestSearchYieldsEveryPageAndNoneBeforeItIsAskedFor(t *testing.T) {
	t.Parallel()
	fake := intercomtest.New(t)
	contract.Watch(t, fake)
	kind := fake.AddTicketType(intercomtest.TicketType{})
	contact := fake.AddContact(intercomtest.Contact{})
	want := map[string]bool{}
	for range 7 {
		want[fake.AddTicket(intercomtest.Ticket{TypeID: kind.ID, ContactIDs: []string{contact.ID}}).ID] = true
	}
	client := newClient(t, intercom.Config{BaseURL: fake.URL, Token: fake.Token})
	query := intercom.Where("ticket_type_id", "=", kind.ID)
	got := map[string]bool{}
	for ticket, err := range client.SearchTickets(t.Context(), query, 3) {
		if err != nil {
			t.Fatal(err)
		}
		got[string(ticket.ID)] = true
	}
	assertEqual(t, got, want)
	if n := fake.Count("POST", "/tickets/search"); n != 3 {
		t.Errorf("%d pages for 7 tickets", n)
	}
	fake.ResetCalls()
	seen := 0
	for _, err := range client.SearchTickets(t.Context(), query, 3) {
		if err != nil {
			t.Fatal(err)
		}
		if seen++; seen == 3 {
			break
		}
	}
	if n := fake.Count("POST", "/tickets/search"); n != 1 {
		t.Errorf("%d pages for 3 tickets", n)
	}
}

// TestSearchThatLeadsInACircleEnds with an error: it neither runs forever nor counts as complete.
func TestSearchThatLeadsInACircleEnds(t *testing.T) {
	t.Parallel()
	for _, circle := range []int{1, 2, 3} {
		requests := 0
		client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
			requests++
			cursor := strconv.Itoa(requests % circle)
			return respond(req, 200, `{"type":"ticket.list","tickets":[{"id":"`+strconv.Itoa(requests)+`"}],"pages":{"next":{"starting_after":"c`+cursor+`"}}}`), nil
		})}})
		var last error
		n := 0
		for _, err := range client.SearchTickets(t.Context(), intercom.Where("id", ">", "0"), 1) {
			last = err
			n++
		}
		if last == nil || requests != circle+1 || n != circle+2 {
			t.Errorf("circle of %d: %d requests, %d results, %v", circle, requests, n, last)
		}
	}
}
