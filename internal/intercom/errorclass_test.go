package intercom_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func TestWhatIsGone(t *testing.T) {
	t.Parallel()
	const list = `{"type":"error.list","errors":[{"code":"ticket_not_found","message":"Ticket not found"}]}`
	for name, c := range map[string]struct {
		status        int
		body          string
		codes         []string
		gone, missing bool
	}{
		"404 with the code":       {404, list, []string{"not_found", "ticket_not_found"}, true, true},
		"410 with the code":       {410, list, []string{"ticket_not_found"}, true, true},
		"404 with another code":   {404, list, []string{"not_found"}, false, true},
		"no code is named":        {404, list, nil, false, true},
		"404 of a proxy":          {404, "<html>ticket_not_found</html>", []string{"ticket_not_found"}, false, true},
		"404 without a type":      {404, `{"errors":[{"code":"ticket_not_found"}]}`, []string{"ticket_not_found"}, false, true},
		"404 in another case":     {404, strings.Replace(list, `"type"`, `"Type"`, 1), []string{"ticket_not_found"}, false, true},
		"403 with the code":       {403, list, []string{"ticket_not_found"}, false, false},
		"200 with the code":       {200, list, []string{"ticket_not_found"}, false, false},
		"deleted":                 {200, `{"id":"7","object":"ticket","deleted":true}`, nil, true, true},
		"another one was deleted": {200, `{"id":"8","object":"ticket","deleted":true}`, nil, false, false},
		"merged":                  {410, `{"type":"error.list","errors":[{"code":"contact_merged"},{"code":"not_found"}]}`, []string{"not_found", "contact_merged"}, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := answering(c.status, nil, []byte(c.body)).Ticket(t.Context(), "7")
			if err == nil {
				t.Fatal("no error")
			}
			if got := intercom.IsGone(err, c.codes...); got != c.gone {
				t.Errorf("gone: %v: %v", got, err)
			}
			if got := intercom.IsNotFound(err); got != c.missing {
				t.Errorf("not found: %v: %v", got, err)
			}
		})
	}
}

// TestARepeatedWriteStaysUncertain: an earlier attempt may have done what the last answer refuses.
func TestARepeatedWriteStaysUncertain(t *testing.T) {
	t.Parallel()
	const refusal = `{"type":"error.list","errors":[{"code":"no","message":"No"}]}`
	for name, c := range map[string]struct {
		statuses  []int
		uncertain bool
	}{
		"refused at once":                  {[]int{403}, false},
		"refused after a 500":              {[]int{500, 403}, true},
		"in conflict after a 500":          {[]int{500, 409}, true},
		"gone after a 500":                 {[]int{500, 404}, true},
		"refused after a 429":              {[]int{429, 403}, false},
		"refused after a 500 and then 429": {[]int{500, 429, 403}, true},
		"500 at last":                      {[]int{500, 500, 500, 500}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requests := 0
			client := newClient(t, intercom.Config{Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
				requests++
				return respond(req, c.statuses[requests-1], refusal), nil
			})}})
			_, err := client.UpdateContact(t.Context(), "7", intercom.ContactRequest{})
			var uncertain *intercom.UncertainError
			if errors.As(err, &uncertain) != c.uncertain || requests != len(c.statuses) {
				t.Fatalf("%d requests: %v", requests, err)
			}
			last := c.statuses[len(c.statuses)-1]
			if got, want := intercom.MayHaveHappened(err), c.uncertain || last >= 500; got != want {
				t.Errorf("may have happened: %v", got)
			}
			if (intercom.IsRefusal(err) || intercom.IsConflict(err)) == (c.uncertain || last >= 500) {
				t.Errorf("a refusal: %v", err)
			}
			if intercom.IsNotFound(err) != (last == 404) {
				t.Errorf("not found: %v", err)
			}
			if c.uncertain && (!strings.Contains(err.Error(), "500 Internal") || !strings.Contains(err.Error(), http.StatusText(last))) {
				t.Errorf("it does not tell both answers: %v", err)
			}
			assertPresentable(t, err)
		})
	}
}

func TestDeletionOfATag(t *testing.T) {
	t.Parallel()
	const broken, another, refused = "not the JSON", "another object", "not deleted"
	for _, c := range []struct {
		status     int
		body, want string
	}{
		{200, "", ""},
		{204, "", ""},
		{200, " \n", ""},
		{200, `{}`, broken},
		{200, `{"ID":"7","DELETED":true}`, broken},
		{200, `{"id":"7","object":"tag","deleted":true}`, ""},
		{200, `{"type":"tag","id":7}`, ""},
		{200, `{"id":"8","deleted":true}`, another},
		{200, `{"type":"contact","id":"7"}`, another},
		{200, `{"id":"7","deleted":false}`, refused},
		{200, `{"errors":[]}`, broken},
		{200, `{"errors":null}`, broken},
		{200, `[]`, broken},
		{200, `null`, broken},
		{200, `true`, broken},
		{200, "<html>", broken},
		{202, "", broken},
		{202, `{}`, broken},
		{204, `{}`, broken},
		{205, "", broken},
		{200, `{"type":"error.list","errors":[{"code":"x"}]}`, "is an error"},
	} {
		err := answering(c.status, nil, []byte(c.body)).DeleteTag(t.Context(), "7")
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%d %q: %v", c.status, c.body, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%d %q: %v, want an error that says %q", c.status, c.body, err, c.want)
		case err != nil && !intercom.MayHaveHappened(err):
			t.Errorf("%d %q cannot have happened: %v", c.status, c.body, err)
		}
	}
}

func TestLinkIsAnsweredWithTheConversation(t *testing.T) {
	t.Parallel()
	for body, ok := range map[string]bool{
		`{"type":"conversation","id":"9"}`: true, `{"type":"conversation","id":"7"}`: false, `{"type":"ticket","id":"9"}`: false, `{"type":"conversation"}`: false,
	} {
		client := answering(200, nil, []byte(body))
		for name, err := range map[string]error{
			"link": client.LinkConversation(t.Context(), "7", "9"), "unlink": client.UnlinkConversation(t.Context(), "7", "9"),
		} {
			if (err == nil) != ok {
				t.Errorf("%s, %s: %v", name, body, err)
			}
		}
	}
}

// TestAnAcceptedCreationIsNoCreation: a 202 is only a promise, and a body that is not clearly a ticket may come from a
// proxy.
func TestAnAcceptedCreationIsNoCreation(t *testing.T) {
	t.Parallel()
	const ticket = `{"type":"ticket","id":"7"}`
	for _, c := range []struct {
		status int
		body   string
		ok     bool
	}{
		{200, ticket, true},
		{201, ticket, true},
		{202, ticket, false},
		{203, ticket, false},
		{206, ticket, false},
		{202, `{"id":"req-77"}`, false},
		{200, `{"id":"req-77"}`, false},
		{204, "", false},
	} {
		_, err := answering(c.status, nil, []byte(c.body)).CreateTicket(t.Context(), intercom.CreateTicketRequest{})
		if (err == nil) != c.ok {
			t.Errorf("%d %s: %v", c.status, c.body, err)
		}
		if err != nil && (!intercom.MayHaveHappened(err) || !intercom.IsUnreadable(err)) {
			t.Errorf("%d %s is of the wrong class: %v", c.status, c.body, err)
		}
	}
}

// TestAnAnswerToTheGuardSaysNothingOfTheObject: the guard's 404 is not about the object, and the guarded request was not
// made.
func TestAnAnswerToTheGuardSaysNothingOfTheObject(t *testing.T) {
	t.Parallel()
	for _, inner := range []error{
		&intercom.APIError{StatusCode: 404, Intercom: true, Details: []intercom.ErrorDetail{{Code: "not_found"}}},
		&intercom.APIError{StatusCode: 403, Intercom: true}, &intercom.APIError{StatusCode: 409, Intercom: true},
		&intercom.APIError{StatusCode: 410, Intercom: true, Details: []intercom.ErrorDetail{{Code: "contact_merged"}}},
		&intercom.APIError{StatusCode: 500}, &intercom.APIError{StatusCode: 200},
		&intercom.TransportError{Sent: true, Err: errors.New("x")},
	} {
		err := error(&intercom.UnconfirmedWorkspaceError{Err: inner})
		if got := class(err); got != not {
			t.Errorf("%v: %s", err, got)
		}
		if _, merged := intercom.MergedInto(err); merged || intercom.IsGone(err, "not_found") || intercom.IsRefusal(err) || intercom.IsConflict(err) {
			t.Errorf("%v is taken for the object's", err)
		}
		if !errors.Is(err, inner) {
			t.Errorf("%v does not unwrap", err)
		}
	}
}
