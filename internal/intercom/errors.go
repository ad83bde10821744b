package intercom

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMessage and maxExcerpt bound, in bytes, what of an answer reaches an error: a 70,000-character line blanks a
// diagnostic in Terraform.
const (
	maxMessage = 4 << 10
	maxExcerpt = 512
	maxDetails = 10
)

var (
	errBodyTooLarge = errors.New("the body is too large")
	errBodyInvalid  = errors.New("the body is not the JSON that was expected")
	// errOtherObject: a proxy or a bug answered about something else than was asked; repeating it would not help.
	errOtherObject = errors.New("the answer is about another object")
	errNotDeleted  = errors.New("the answer says that it was not deleted")
	errNotArchived = errors.New("the answer says that it was not archived")
	errGone        = errors.New("the answer says that the ticket was deleted")
)

// ErrorDetail is one element of an error.list.
// https://developers.intercom.com/docs/references/rest-api/errors/error-objects
type ErrorDetail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Field   string `json:"field"`
}

// APIError is an answer of Intercom's, or of a proxy before it, that is not the one hoped for.
type APIError struct {
	Method, Path string
	// StatusCode is a 2xx if the status was well but the body was not; Err then says what was wrong.
	StatusCode int
	// RequestID is what Intercom's support asks for; empty where the answer had none.
	RequestID string
	// Details are the errors of an error.list, cleaned for a terminal.
	Details []ErrorDetail
	// Body is the cleaned start of a body that is no error.list.
	Body string
	// Location is where a redirect wanted to lead, cleaned.
	Location string
	Err      error

	header http.Header
}

// Error implements error: what was asked, what was answered, and the request id.
func (e *APIError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s", e.Method, e.Path, e.Answer())
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request id %s)", e.RequestID)
	}
	return b.String()
}

// Answer is what Intercom said, without the question: one line of at most maxMessage bytes and an ellipsis.
func (e *APIError) Answer() string {
	parts := []string{strings.TrimSpace(strconv.Itoa(e.StatusCode) + " " + http.StatusText(e.StatusCode))}
	for _, d := range e.Details {
		text := strings.Trim(d.Code+": "+d.Message, ": ")
		if d.Field != "" {
			text += " (field " + d.Field + ")"
		}
		parts = append(parts, text)
	}
	if e.Err != nil {
		parts = append(parts, Clean(e.Err.Error(), maxExcerpt))
	}
	if e.Location != "" {
		parts = append(parts, "redirect to "+e.Location+" not followed")
	}
	if e.Body != "" {
		parts = append(parts, "body: "+e.Body)
	}
	return Clean(strings.Join(parts, "; "), maxMessage)
}

// Unwrap returns what was wrong with a 2xx answer.
func (e *APIError) Unwrap() error { return e.Err }

// HasCode reports whether one of the details has the code.
func (e *APIError) HasCode(code string) bool {
	for _, d := range e.Details {
		if d.Code == code {
			return true
		}
	}
	return false
}

// TransportError says that no answer came.
type TransportError struct {
	Method, Path string
	// Sent: a connection was there, so Intercom may have received the request.
	Sent bool
	Err  error
}

func (e *TransportError) Error() string {
	return fmt.Sprintf("%s %s: no answer: %s", e.Method, e.Path, Clean(e.Err.Error(), maxExcerpt))
}

// Unwrap returns the error of net/http.
func (e *TransportError) Unwrap() error { return e.Err }

// canonical is the Link header of a merged contact.
var canonical = regexp.MustCompile(`</contacts/([^>]+)>; *rel="canonical"`)

// MergedInto reports whether the contact that was asked for was merged into another one, and returns that one's ID; it is empty
// where the answer does not tell.
func MergedInto(err error) (id string, merged bool) {
	api, ok := errors.AsType[*APIError](err)
	if !ok || !api.HasCode("contact_merged") {
		return "", false
	}
	if link := canonical.FindStringSubmatch(api.header.Get("Link")); link != nil && ValidID(link[1]) == nil {
		id = link[1]
	}
	return id, true
}

// IsNotFound reports whether Intercom says that the object is not there (404), not there any more (410), or answers a GET
// with deleted: true. A version without the method and a token of another workspace say the same. A contact that was merged is
// not gone, although it is answered with 410, too: what it was lives on in another one.
func IsNotFound(err error) bool {
	if _, merged := MergedInto(err); merged {
		return false
	}
	e, ok := errors.AsType[*APIError](err)
	return ok && (e.StatusCode == http.StatusNotFound || e.StatusCode == http.StatusGone || errors.Is(e.Err, errGone))
}

// MayHaveHappened reports whether a request that failed may nevertheless have taken effect: it was sent and no answer
// came, or the answer (5xx, 408, an unreadable 200) does not tell.
func MayHaveHappened(err error) bool {
	if api, ok := errors.AsType[*APIError](err); ok {
		return api.StatusCode >= 500 || api.StatusCode == http.StatusRequestTimeout || api.unreadable()
	}
	transport, ok := errors.AsType[*TransportError](err)
	return ok && transport.Sent
}

// unreadable: the status was well, but the body could not be used.
func (e *APIError) unreadable() bool {
	return e.StatusCode >= 200 && e.StatusCode < 300 && !errors.Is(e.Err, errNotDeleted) && !errors.Is(e.Err, errGone)
}

// IsOtherObject reports whether the answer was about another object than the one asked for: something between this machine
// and Intercom mixes answers up, and none is to be believed.
func IsOtherObject(err error) bool { return errors.Is(err, errOtherObject) }

// IsUnreadable reports whether the answer was a 2xx whose body could not be used, so that only a read can tell what
// happened.
func IsUnreadable(err error) bool {
	e, ok := errors.AsType[*APIError](err)
	return ok && e.unreadable() && !IsOtherObject(err)
}

// tokenHider replaces the token in what was answered, as it is and as a URL or base64 spells it: a proxy's error page or
// redirect may repeat the whole request.
func tokenHider(token string) *strings.Replacer {
	const hidden = "[access token]"
	return strings.NewReplacer(
		token, hidden, url.QueryEscape(token), hidden, url.PathEscape(token), hidden,
		base64.StdEncoding.EncodeToString([]byte(token)), hidden, base64.URLEncoding.EncodeToString([]byte(token)), hidden,
	)
}

// withoutToken is err, unless its text quotes an answer that holds the token.
func (c *Client) withoutToken(err error) error {
	if text := err.Error(); c.hideToken(text) != text {
		return &quietError{text: c.hideToken(text), err: err}
	}
	return err
}

type quietError struct {
	text string
	err  error
}

func (e *quietError) Error() string { return e.text }
func (e *quietError) Unwrap() error { return e.err }

// newAPIError keeps of an answer what a user can act on.
func (c *Client) newAPIError(cl call, resp *http.Response, body []byte) *APIError {
	// Once more at the end: an escape can complete what was almost the token.
	clean := func(s string, limit int) string { return c.hideToken(Clean(c.hideToken(s), limit)) }
	e := &APIError{
		Method: cl.method, Path: cl.path, StatusCode: resp.StatusCode,
		RequestID: clean(resp.Header.Get("X-Request-Id"), maxID), header: resp.Header,
	}
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		e.Location = clean(resp.Header.Get("Location"), maxExcerpt)
	}
	var list struct {
		RequestID string        `json:"request_id"`
		Errors    []ErrorDetail `json:"errors"`
	}
	if json.Unmarshal(body, &list) != nil || len(list.Errors) == 0 {
		if resp.StatusCode < 200 || resp.StatusCode > 299 {
			e.Body = clean(string(body[:min(len(body), 4*maxExcerpt)]), maxExcerpt)
		}
		return e
	}
	if list.RequestID != "" {
		e.RequestID = clean(list.RequestID, maxID)
	}
	for _, d := range list.Errors[:min(len(list.Errors), maxDetails)] {
		e.Details = append(e.Details, ErrorDetail{
			Code: clean(d.Code, maxExcerpt), Message: clean(d.Message, maxMessage), Field: clean(d.Field, maxExcerpt),
		})
	}
	return e
}

// Clean makes foreign text fit for a terminal and a diagnostic: valid UTF-8 on one line, control, format and bidirectional
// characters escaped, at most limit bytes and an ellipsis.
func Clean(s string, limit int) string {
	var b strings.Builder
	space := false
	for _, r := range strings.TrimSpace(s) {
		if r == '\n' || r == '\r' || r == '\t' || r == ' ' {
			space = true
			continue
		}
		text := string(r)
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			text = fmt.Sprintf(`\u%04x`, r)
		}
		if space {
			text = " " + text
			space = false
		}
		if b.Len()+len(text) > limit {
			return b.String() + "…"
		}
		b.WriteString(text)
	}
	return b.String()
}
