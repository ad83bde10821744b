package intercom_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// failWith returns the error of a call with this answer.
func failWith(t *testing.T, code int, header http.Header, body string) *intercom.APIError {
	t.Helper()
	client := newClient(t, intercom.Config{Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(
		func(req *http.Request) (*http.Response, error) {
			resp := respond(req, code, body)
			if header != nil {
				resp.Header = header
			}
			return resp, nil
		})}})
	_, err := client.Ticket(t.Context(), "7")
	var api *intercom.APIError
	if !errors.As(err, &api) {
		t.Fatalf("no *APIError: %v", err)
	}
	assertPresentable(t, err)
	return api
}

func TestErrorKeepsStatusAndWhatIntercomSays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body string
		want       intercom.APIError
		text       string
	}{
		{
			"error.list",
			`{"type":"error.list","request_id":"b3ab1b8c","errors":[{"code":"ticket_not_found","message":"Ticket not found","field":"id"}]}`,
			intercom.APIError{Intercom: true, RequestID: "b3ab1b8c", Details: []intercom.ErrorDetail{{Code: "ticket_not_found", Message: "Ticket not found", Field: "id"}}},
			`GET /tickets/7: 404 Not Found; ticket_not_found: "Ticket not found" (field id) (request id b3ab1b8c)`,
		},
		{
			"nulls",
			`{"type":"error.list","request_id":null,"errors":[{"code":"not_found","message":null,"field":null}]}`,
			intercom.APIError{Intercom: true, RequestID: "of-the-header", Details: []intercom.ErrorDetail{{Code: "not_found"}}},
			"GET /tickets/7: 404 Not Found; not_found (request id of-the-header)",
		},
		{
			"one of two without a code",
			`{"type":"error.list","errors":[{"message":"Gone"},{"code":"x"}]}`,
			intercom.APIError{Intercom: true, RequestID: "of-the-header", Details: []intercom.ErrorDetail{{Message: "Gone"}, {Code: "x"}}},
			`GET /tickets/7: 404 Not Found; "Gone"; x (request id of-the-header)`,
		},
		{"HTML", "<html>\r\n<head>\n\t<title>404</title></head></html>", intercom.APIError{RequestID: "of-the-header"}, ""},
		{"truncated", `{"type":"error.list","errors":[{"co`, intercom.APIError{RequestID: "of-the-header"}, ""},
		{"no error.list", `{"error":"nope"}`, intercom.APIError{RequestID: "of-the-header"}, ""},
		{"no errors", `{"type":"error.list","errors":[]}`, intercom.APIError{RequestID: "of-the-header"}, ""},
		{"no type", `{"errors":[{"code":"not_found","message":"Gone"}]}`, intercom.APIError{RequestID: "of-the-header"}, ""},
		{"another type", `{"type":"list","errors":[{"code":"error.list"}]}`, intercom.APIError{RequestID: "of-the-header"}, ""},
		{"no code", `{"type":"error.list","errors":[{"message":"Gone"}]}`, intercom.APIError{RequestID: "of-the-header"}, ""},
		{"other case", `{"Type":"error.list","ERRORS":[{"Code":"not_found"}]}`, intercom.APIError{RequestID: "of-the-header"}, ""},
		{"in an array", `[{"type":"error.list","errors":[{"code":"x"}]}]`, intercom.APIError{RequestID: "of-the-header"}, ""},
		{"the token in a page", "<pre>Authorization: Bearer " + secret, intercom.APIError{RequestID: "of-the-header"}, ""},
		{
			"empty", "",
			intercom.APIError{RequestID: "of-the-header"},
			"GET /tickets/7: 404 Not Found (request id of-the-header)",
		},
		{
			"hostile", `{"type":"error.list","errors":[{"code":"a\u001b[31mb","message":"one\r\ntwo\u0000\u202ethree","field":"\u001b]0;title\u0007"}]}`,
			intercom.APIError{Intercom: true, RequestID: "of-the-header", Details: []intercom.ErrorDetail{
				{Code: `a\u001b[31mb`, Message: `one two\u0000\u202ethree`, Field: `\u001b]0;title\u0007`},
			}},
			`GET /tickets/7: 404 Not Found; a\u001b[31mb: "one two\u0000\u202ethree" (field \u001b]0;title\u0007) (request id of-the-header)`,
		},
		{
			"the token in it", `{"type":"error.list","errors":[{"code":"` + secret + `","message":"Bearer ` + secret + `","field":"` + secret + `"}]}`,
			intercom.APIError{Intercom: true, RequestID: "of-the-header", Details: []intercom.ErrorDetail{
				{Code: "[access token]", Message: "Bearer [access token]", Field: "[access token]"},
			}},
			`GET /tickets/7: 404 Not Found; [access token]: "Bearer [access token]" (field [access token]) (request id of-the-header)`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := failWith(t, 404, http.Header{"X-Request-Id": {"of-the-header"}, "Content-Type": {"text/html; charset=utf-8"}}, c.body)
			c.want.ContentType, c.want.Size = "text/html; charset=utf-8", len(c.body)
			if c.text == "" {
				c.text = fmt.Sprintf("GET /tickets/7: 404 Not Found; text/html; charset=utf-8, %d bytes (request id of-the-header)", len(c.body))
			}
			c.want.Method, c.want.Path, c.want.StatusCode = "GET", "/tickets/7", 404
			assertEqual(t, shown(got), shown(&c.want))
			if got.Error() != c.text {
				t.Errorf("it says\n  %s, want\n  %s", got, c.text)
			}
		})
	}
}

// shown returns everything that a user of the error can see.
func shown(e *intercom.APIError) []any {
	return []any{e.Method, e.Path, e.StatusCode, e.RequestID, e.Details, e.Intercom, e.ContentType, e.Size, e.Location}
}

func TestErrorIsBounded(t *testing.T) {
	t.Parallel()
	line := strings.Repeat("x", 70_000)
	detail := `{"code":"` + line + `","message":"` + line + `","field":"` + line + `"}`
	e := failWith(t, 400, http.Header{"X-Request-Id": {line}}, `{"type":"error.list","errors":[`+detail+strings.Repeat(","+detail, 40)+`]}`)
	if len(e.Answer()) > 4<<10+3 || len(e.Details) != 10 || len(e.RequestID) > 131 {
		t.Errorf("the answer is %d bytes, of %d details, the request id %d", len(e.Answer()), len(e.Details), len(e.RequestID))
	}
	if message := e.Details[9].Message; len(message) > 4<<10+3 || !strings.HasSuffix(message, "x…") {
		t.Errorf("a message is %d bytes and ends in %q", len(message), message[len(message)-5:])
	}
	if e := failWith(t, 400, http.Header{"Content-Type": {line}}, line); len(e.ContentType) != 100+len("…") || e.Size != 70_000 {
		t.Errorf("the content type is %d bytes, the size %d", len(e.ContentType), e.Size)
	}
	if e := failWith(t, 302, http.Header{"Location": {line}}, ""); len(e.Location) != 512+len("…") {
		t.Errorf("the location is %d bytes", len(e.Location))
	}
}

// TestUnreadableAnswerSaysWhatIsWrong checks that the error does not show the body, which may have a customer's data.
func TestUnreadableAnswerSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	e := failWith(t, 200, nil, `{"type":"ticket","id":"7","ticket_attributes":{"Card":"4111 1111"}`)
	if text := e.Error(); !strings.Contains(text, "200 OK; the body is not the JSON that was expected: unexpected end") || strings.Contains(text, "4111") {
		t.Error(text)
	}
	e = failWith(t, 200, nil, `{"type":"error.list","errors":[{"code":"server_error","message":"Oops"}]}`)
	if !e.HasCode("server_error") || e.HasCode("other") || !intercom.IsUnreadable(e) {
		t.Error(e)
	}
}

func TestClassOfAnError(t *testing.T) {
	t.Parallel()
	wrap := func(err error) error { return fmt.Errorf("creating: %w", err) }
	for _, c := range []struct {
		err  error
		want string
	}{
		{&intercom.APIError{StatusCode: 404, Intercom: true}, gone},
		{&intercom.APIError{StatusCode: 404}, unsure},
		{&intercom.APIError{StatusCode: 410, Intercom: true}, unsure},
		{&intercom.APIError{StatusCode: 403, Intercom: true}, not},
		{&intercom.APIError{StatusCode: 403}, may},
		{&intercom.APIError{StatusCode: 409, Intercom: true}, not},
		{&intercom.APIError{StatusCode: 409}, may},
		{&intercom.APIError{StatusCode: 429}, not},
		{&intercom.APIError{StatusCode: 301}, may},
		{&intercom.APIError{StatusCode: 425, Intercom: true}, may},
		{&intercom.UncertainError{Last: &intercom.APIError{StatusCode: 403, Intercom: true}, Earlier: errors.New("x")}, may},
		{&intercom.UncertainError{Last: &intercom.APIError{StatusCode: 404, Intercom: true}, Earlier: errors.New("x")}, unsure},
		{&intercom.WorkspaceMismatchError{Token: "a", Expected: "b"}, not},
		{&intercom.UnconfirmedWorkspaceError{Err: errors.New("x")}, not},
		{&intercom.APIError{StatusCode: 408}, may},
		{&intercom.APIError{StatusCode: 500}, may},
		{&intercom.APIError{StatusCode: 599}, may},
		{&intercom.APIError{StatusCode: 200}, unreadable},
		{&intercom.APIError{StatusCode: 299}, unreadable},
		{&intercom.TransportError{Sent: true, Err: errors.New("x")}, may},
		{&intercom.TransportError{Err: errors.New("x")}, not},
		{&intercom.InvalidIDError{ID: ".."}, not},
		{errors.New("x"), not},
		{nil, not},
	} {
		if got := class(c.err); got != c.want {
			t.Errorf("%v: %s, want %s", c.err, got, c.want)
		}
		if c.err == nil {
			continue
		}
		if got := class(wrap(c.err)); got != c.want {
			t.Errorf("%v, wrapped: %s, want %s", c.err, got, c.want)
		}
	}
}

func TestContactMergedIntoAnother(t *testing.T) {
	t.Parallel()
	for link, want := range map[string]string{
		`</contacts/abc-1>; rel="canonical"`:                            "abc-1",
		`</contacts/abc-1>; rel="next"`:                                 "",
		`</contacts/../tickets/1>; rel="canonical"`:                     "",
		`</contacts/` + strings.Repeat("a", 129) + `>; rel="canonical"`: "",
		"": "",
	} {
		c := answering(http.StatusGone, http.Header{"Link": {link}}, []byte(`{"type":"error.list","errors":[{"code":"contact_merged","message":"Merged"}]}`))
		_, err := c.Contact(t.Context(), "71")
		if id, merged := intercom.MergedInto(err); !merged || id != want {
			t.Errorf("%s: merged into %q, %t, want %q", link, id, merged, want)
		}
		if intercom.IsNotFound(err) {
			t.Errorf("%s: a merged contact is gone", link)
		}
	}
	if _, merged := intercom.MergedInto(&intercom.APIError{StatusCode: http.StatusGone}); merged {
		t.Error("a contact that is gone was merged")
	}
}

func TestCleanKeepsGoodTextAndEscapesTheRest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		given string
		limit int
		want  string
	}{
		{"", 10, ""},
		{"Ticket not found", 100, "Ticket not found"},
		{"Größe 东京 🎫", 100, "Größe 东京 🎫"},
		{" \t a \r\n\r\n b \n", 100, "a b"},
		{"a\x1b[31mb", 100, `a\u001b[31mb`},
		{"a\x00b\x7fc", 100, `a\u0000b\u007fc`},
		{"a\u202eb\u2066c\u200fd", 100, `a\u202eb\u2066c\u200fd`},
		{"a\u2028b\u0085c\u00a0d\ufeffe", 100, `a\u2028b\u0085c\u00a0d\ufeffe`},
		{"a\xff\xfeb", 100, `a\ufffd\ufffdb`},
		{"abcdef", 6, "abcdef"},
		{"abcdefg", 6, "abcdef…"},
		{"äöü", 3, "ä…"},
		{"abcde\x00", 6, "abcde…"},
		{"abc", 0, "…"},
	} {
		if got := intercom.Clean(c.given, c.limit); got != c.want {
			t.Errorf("Clean(%q, %d) is %q, want %q", c.given, c.limit, got, c.want)
		}
	}
}
