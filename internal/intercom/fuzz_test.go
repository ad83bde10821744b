package intercom_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Forms from the published examples, and similar ones.
var ticketSeeds = []string{
	`{"type":"ticket","id":"630","ticket_id":"37","ticket_attributes":{"_default_title_":"Attempt 8","_default_description_":null,"Seats":12.5},` +
		`"ticket_state":{"type":"ticket_state","id":"8546","category":"submitted","internal_label":"Submitted","external_label":"Submitted"},` +
		`"ticket_type":{"type":"ticket_type","id":"1371","category":"Back-office","ticket_type_attributes":{"type":"list","data":[]}},` +
		`"contacts":{"type":"contact.list","contacts":[{"type":"contact","id":"6762f2d81bb69f9f2193bc08","external_id":null}]},` +
		`"admin_assignee_id":0,"team_assignee_id":"0","created_at":1734537561,"updated_at":"1734537561","snoozed_until":"2026-12-01T09:00:00Z","open":true,"is_shared":false}`,
	`{"id":7,"ticket_state":"in_progress","contacts":[{"id":1}],"ticket_attributes":{"File":{"name":"f"},"Many":["a",1,null]}}`,
	`{"id":"5ba682d23d7cf92bef87bfd4","object":"ticket","deleted":true}`,
	`{"type":"ticket","id":"1","ticket_type":null,"contacts":null,"ticket_state":null,"ticket_attributes":null,"snoozed_until":null}`,
	`null`, `{}`, `[]`, `{"ID":"1","Id":2}`, `{"id":"../contacts/1"}`, `{"id":1e3}`, `{"created_at":1e300}`, "{\"id\":\"\x1b\"}", `{"id":"1"`,
}

func FuzzTicket(f *testing.F) {
	for _, seed := range ticketSeeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var ticket intercom.Ticket
		if json.Unmarshal(body, &ticket) == nil {
			assertSoundTicket(t, &ticket)
		}
		client := answering(200, nil, body)
		got, err := client.Ticket(t.Context(), "7")
		switch {
		case err != nil:
			assertPresentable(t, err)
			if intercom.MayHaveHappened(err) == intercom.IsNotFound(err) {
				t.Errorf("a 200 is neither unusable nor a deletion: %v", err)
			}
		case got.ID != "7" || got.Type != "" && got.Type != "ticket" || got.Deleted:
			t.Errorf("taken for ticket 7: %+v", got)
		}
		created, err := client.CreateTicket(t.Context(), intercom.CreateTicketRequest{})
		if err == nil && intercom.ValidID(string(created.ID)) != nil {
			t.Errorf("created with the id %q", created.ID)
		}
	})
}

// assertSoundTicket checks that times fit RFC 3339, that an ID of zero is empty, and that the decoded ticket can be encoded
// and decoded again.
func assertSoundTicket(t *testing.T, ticket *intercom.Ticket) {
	t.Helper()
	for _, at := range []intercom.UnixTime{ticket.CreatedAt, ticket.UpdatedAt, ticket.SnoozedUntil} {
		if !at.IsZero() && (at.Unix() == 0 || at.Year() < 1 || at.Year() > 9999) {
			t.Errorf("a time is %v", at)
		}
	}
	admin, _ := ticket.AdminAssigneeID.Get()
	team, _ := ticket.TeamAssigneeID.Get()
	for _, id := range []intercom.ID{ticket.ID, ticket.TicketID, admin, team, ticket.State.ID} {
		if id == "0" {
			t.Error("an id is 0")
		}
	}
	// The type's options are read in many forms but never sent, and neither are the assignees.
	ticket.TicketType, ticket.AdminAssigneeID, ticket.TeamAssigneeID = nil, intercom.Shown[intercom.ID]{}, intercom.Shown[intercom.ID]{}
	again, err := json.Marshal(ticket)
	if err != nil {
		t.Fatal(err)
	}
	var second intercom.Ticket
	if err := json.Unmarshal(again, &second); err != nil {
		t.Fatalf("%s: %v", again, err)
	}
	if !reflect.DeepEqual(ticket, &second) {
		t.Errorf("read again it differs: %s", cmp.Diff(ticket, &second))
	}
}

func FuzzTicketType(f *testing.F) {
	for _, seed := range []string{
		`{"type":"ticket_type","id":"7","name":"Bug","category":"Customer","archived":false,"workspace_id":"ecahpwf5",` +
			`"ticket_type_attributes":{"type":"list","data":[{"type":"ticket_type_attribute","id":"210","name":"Priority","data_type":"list",` +
			`"input_options":{"allow_multiple_values":false,"list_options":[{"id":"f5cd1e62","label":"Low"}]},"required_to_create":false,"archived":false}]},` +
			`"ticket_states":{"type":"list","data":[{"id":"1","category":"submitted"}]}}`,
		`{"id":7,"ticket_type_attributes":{"ticket_type_attributes":[{"id":1,"input_options":null}]},"ticket_states":null}`,
		`{"id":"7","ticket_type_attributes":[{"input_options":{"list_items":"Low,High"}}]}`,
		`{"list_options":["a",{"label":"b"},null,7]}`, `{"list_items":[{"id":{},"name":"x"}]}`, `null`, `[]`, `7`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := answering(200, nil, body).TicketType(t.Context(), "7")
		switch {
		case err != nil:
			assertPresentable(t, err)
		case got.ID != "7" || got.Type != "" && got.Type != "ticket_type":
			t.Errorf("taken for type 7: %+v", got)
		default:
			for _, a := range got.Attributes {
				assertSoundOptions(t, a.InputOptions, body)
			}
		}
		// Options never make a type unreadable, whatever they are.
		var options intercom.InputOptions
		if json.Valid(body) {
			if err := json.Unmarshal(body, &options); err != nil {
				t.Errorf("options: %v", err)
			}
			assertSoundOptions(t, options, body)
		}
	})
}

func assertSoundOptions(t *testing.T, options intercom.InputOptions, body []byte) {
	t.Helper()
	if len(options.ListOptions) > len(body) {
		t.Errorf("%d options of %d bytes", len(options.ListOptions), len(body))
	}
	for _, o := range options.ListOptions {
		if o.Label == "" {
			t.Errorf("an option without a label: %+v", options)
		}
	}
}

func FuzzErrorBody(f *testing.F) {
	for _, seed := range []struct {
		code int
		body string
	}{
		{404, `{"type":"error.list","request_id":"b3ab1b8c","errors":[{"code":"ticket_not_found","message":"Ticket not found","field":null}]}`},
		{401, `{"type":"error.list","request_id":null,"errors":[{"code":"unauthorized","message":"Access Token Invalid"}]}`},
		{400, `{"errors":[{"code":7}]}`},
		{502, "<html><h1>502 Bad Gateway</h1>"},
		{500, ""},
		{503, "\x1b]0;x\x07\r\n\u202e"},
		{200, "null"},
		{302, secret},
		{429, "[]"},
		{418, `{"errors":[{"message":"` + secret + `"}]}`},
	} {
		f.Add(seed.code, "of-the-header", []byte(seed.body))
	}
	f.Fuzz(func(t *testing.T, code int, header string, body []byte) {
		// 429 leads to a wait, and HTTP statuses have three digits.
		if code < 100 || code > 999 || code == 429 {
			return
		}
		_, err := answering(code, http.Header{"X-Request-Id": {header}, "Location": {header}}, body).Ticket(t.Context(), "7")
		if err == nil {
			if code < 200 || code > 299 {
				t.Fatalf("%d is not an error", code)
			}
			return
		}
		assertPresentable(t, err)
		var api *intercom.APIError
		if !errors.As(err, &api) || api.StatusCode != code || len(api.Details) > 10 {
			t.Fatalf("%d becomes %#v", code, err)
		}
		if gone := code == 404 || code == 410; code > 299 && intercom.IsNotFound(err) != gone {
			t.Errorf("%d: not found is %v", code, !gone)
		}
		if refused := intercom.IsRefusal(err) || intercom.IsConflict(err); refused && (!api.Intercom || code < 400 || code > 499) {
			t.Errorf("%d is a refusal: %v", code, err)
		} else if intercom.MayHaveHappened(err) == refused && !intercom.IsGone(err) {
			t.Errorf("%d: refused is %v, and so is may have happened", code, refused)
		}
		for _, d := range api.Details {
			assertClean(t, d.Code, 512)
			assertClean(t, d.Message, 4<<10)
			assertClean(t, d.Field, 512)
		}
		assertClean(t, api.ContentType, 100)
		assertClean(t, api.RequestID, 128)
		assertClean(t, api.Location, 512)
	})
}

func FuzzSearchPage(f *testing.F) {
	for _, seed := range []string{
		`{"type":"ticket.list","pages":{"type":"pages","page":1,"per_page":5,"total_pages":1},"total_count":1,"tickets":[` + ticketSeeds[0] + `]}`,
		`{"type":"ticket.list","tickets":[{"id":"1"}],"pages":{"next":{"per_page":1,"starting_after":"WzE3M10="}}}`,
		`{"type":"ticket.list","tickets":null,"pages":null}`, `{"tickets":[{}]}`, `{"tickets":[null]}`, `null`, `{"type":"error.list"}`, `[]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		failed := false
		requests := 0
		client, _ := intercom.New(intercom.Config{Token: secret, Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(
			func(req *http.Request) (*http.Response, error) {
				requests++
				return respond(req, 200, string(body)), nil
			})}})
		for ticket, err := range intercom.Unguard(client).SearchTickets(t.Context(), intercom.Where("id", ">", "0"), 1) {
			switch {
			case failed:
				t.Fatal("something follows the error")
			case err != nil:
				failed = true
				assertPresentable(t, err)
			case intercom.ValidID(string(ticket.ID)) != nil || ticket.Type != "" && ticket.Type != "ticket":
				t.Errorf("yields %+v", ticket)
			}
		}
		// A repeated page is noticed; an unreadable one is requested four times.
		if requests > 4 {
			t.Errorf("%d requests", requests)
		}
	})
}

var validID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)

func FuzzObjectPath(f *testing.F) {
	for _, seed := range []string{
		"7", "5ba682d23d7cf92bef87bfd4", "", ".", "..", "../contacts/1", "1/../2", "1?x", "1#x", "%2f", "%2e%2e", "１２", "1\n", "\x00", "1;v=1", "//evil.example",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		got, err := intercom.ObjectPath("tickets", id)
		if valid := validID.MatchString(id) && !strings.HasSuffix(id, "\n"); valid != (err == nil) {
			t.Fatalf("%q: %v", id, err)
		}
		if err != nil {
			assertPresentable(t, err)
			return
		}
		u, err := url.Parse("https://api.intercom.io" + got)
		if err != nil {
			t.Fatal(err)
		}
		if u.Host != "api.intercom.io" || u.Path != "/tickets/"+id || u.EscapedPath() != u.Path || path.Clean(u.Path) != u.Path || u.RawQuery != "" || u.Fragment != "" {
			t.Errorf("%q becomes %s", id, u)
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{
		"", "Ticket not found", "a\x1b[31mb\x1b]0;t\x07", "one\r\ntwo\tthree\x00", "\u202egnp.exe\u2066\u200f", "\xff\xfe", "Größe 🎫", strings.Repeat("x", 70_000),
		" \u2028\u0085\u00a0 ", "\U000e0041",
	} {
		f.Add(seed, 512)
		f.Add(seed, 3)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if limit < 0 || limit > 1<<20 {
			return
		}
		got := intercom.Clean(s, limit)
		assertClean(t, got, limit)
		// Clean and short text does not change.
		if len(got) <= limit && intercom.Clean(got, limit) != got {
			t.Errorf("%q is cleaned again to %q", got, intercom.Clean(got, limit))
		}
		if len(s) <= limit && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0 && got != s {
			t.Errorf("%q becomes %q", s, got)
		}
	})
}

func assertClean(t *testing.T, s string, limit int) {
	t.Helper()
	if len(s) > limit+len("…") || len(s) > limit && !strings.HasSuffix(s, "…") {
		t.Errorf("%d bytes, at most %d", len(s), limit)
	}
	if !utf8.ValidString(s) {
		t.Errorf("not UTF-8: %q", s)
	}
	if i := strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsPrint(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
	}); i >= 0 {
		t.Errorf("not fit for a terminal: %q", s)
	}
}

// answering returns a client whose calls all get the same answer.
func answering(code int, header http.Header, body []byte) *intercom.Unguarded {
	client, err := intercom.New(intercom.Config{Token: secret, Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(
		func(req *http.Request) (*http.Response, error) {
			resp := respond(req, code, "")
			resp.Body = io.NopCloser(strings.NewReader(string(body)))
			if header != nil {
				resp.Header = header
			}
			return resp, nil
		})}})
	if err != nil {
		panic(err)
	}
	return intercom.Unguard(client)
}
