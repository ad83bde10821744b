package intercom

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxMessage and maxExcerpt limit, in bytes, how much of an answer becomes part of an error. A line of 70,000 characters
// blanks a diagnostic in Terraform.
const (
	maxMessage = 4 << 10
	maxExcerpt = 512
	maxDetails = 10

	maxContentType = 100
)

var (
	errBodyTooLarge = errors.New("the body is too large")
	errBodyInvalid  = errors.New("the body is not the JSON that was expected")
	// errOtherObject: a proxy or a bug answered about another object. A retry would not help.
	errOtherObject = errors.New("the answer is about another object")
	errNotDeleted  = errors.New("the answer says that it was not deleted")
	errNotArchived = errors.New("the answer says that it was not archived")
	// errNotUnarchived is the error if the answer to an unarchive shows that it did not happen.
	errNotUnarchived = errors.New("the answer says that it was not unarchived")
	// errNotBlocked is the error if the answer to a block shows that it did not happen.
	errNotBlocked = errors.New("the answer says that it was not blocked")
	errGone       = errors.New("the answer says that the ticket was deleted")
	errErrorList  = errors.New("the status is of a success, the body is an error")
)

// ErrorDetail is one element of an error.list.
// https://developers.intercom.com/docs/references/rest-api/errors/error-objects
type ErrorDetail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Field   string `json:"field"`
}

// APIError is an unexpected answer from Intercom, or from a proxy in front of it.
type APIError struct {
	Method, Path string
	// StatusCode is a 2xx if only the body was wrong; Err then describes the problem.
	StatusCode int
	// RequestID is the ID that Intercom's support needs; empty if the answer had none.
	RequestID string
	// Intercom: the body is an error.list with a code, which only Intercom writes.
	Intercom bool
	// Details are the errors of Intercom's error.list, cleaned for a terminal.
	Details []ErrorDetail
	// ContentType (cleaned) and Size (in bytes) describe any other body, which is not quoted because it may have personal
	// data.
	ContentType string
	Size        int
	// Location is the host and path of a redirect, cleaned.
	Location string
	Err      error

	header http.Header
}

// Error implements error: the request, the answer, and the request ID.
func (e *APIError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s", e.Method, e.Path, e.Answer())
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request id %s)", e.RequestID)
	}
	return b.String()
}

// Answer returns the answer without the request: one line of at most maxMessage bytes and an ellipsis.
func (e *APIError) Answer() string {
	parts := []string{strings.TrimSpace(strconv.Itoa(e.StatusCode) + " " + http.StatusText(e.StatusCode))}
	for _, d := range e.Details {
		text := d.Code
		if d.Message != "" {
			text = strings.TrimPrefix(text+": "+quote(d.Message), ": ")
		}
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
	if !e.Intercom && e.Size > 0 {
		parts = append(parts, fmt.Sprintf("%s, %d bytes", cmp.Or(e.ContentType, "no content type"), e.Size))
	}
	return Clean(strings.Join(parts, "; "), maxMessage)
}

// Unwrap returns the problem with a 2xx answer.
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

// TransportError reports that there was no answer.
type TransportError struct {
	Method, Path string
	// Sent: a connection existed, so Intercom may have received the request.
	Sent bool
	Err  error
}

func (e *TransportError) Error() string {
	return fmt.Sprintf("%s %s: no answer: %s", e.Method, e.Path, Clean(e.Err.Error(), maxExcerpt))
}

// Unwrap returns the error of net/http.
func (e *TransportError) Unwrap() error { return e.Err }

// NotSentError reports that the operation ended while its request waited for the rate limit, so nothing was sent.
type NotSentError struct {
	Method, Path string
	Waited       time.Duration
	Err          error
}

func (e *NotSentError) Error() string {
	return fmt.Sprintf("%s %s: not sent after waiting %s for Intercom's rate limit: %s", e.Method, e.Path, e.Waited.Round(time.Second), Clean(e.Err.Error(), maxExcerpt))
}

// Unwrap returns why the operation ended.
func (e *NotSentError) Unwrap() error { return e.Err }

// withoutToken returns err, unless its text quotes an answer that contains the token.
func (c *Client) withoutToken(err error) error {
	if text := err.Error(); c.redactor.Redact(text) != text {
		return &quietError{text: c.redactor.Redact(text), err: err}
	}
	return err
}

type quietError struct {
	text string
	err  error
}

func (e *quietError) Error() string { return e.text }
func (e *quietError) Unwrap() error { return e.err }

// clean makes foreign text safe for an error: without the token, and with Clean.
func (c *Client) clean(s string, limit int) string {
	// The second time is needed because an escape can complete the token.
	return c.redactor.Redact(Clean(c.redactor.Redact(s), limit))
}

// plainID is what a request ID looks like. Anything else is foreign text, which is quoted so that it can be hidden.
var plainID = regexp.MustCompile(`^[0-9A-Za-z._:+/=-]*$`)

// requestID makes a request ID safe for an error and a log line.
func (c *Client) requestID(s string) string {
	cleaned := c.clean(s, maxID)
	if !plainID.MatchString(s) {
		return quote(cleaned)
	}
	return cleaned
}

// newAPIError keeps the parts of an answer that a user can act on.
func (c *Client) newAPIError(cl call, resp *http.Response, body []byte) *APIError {
	e := &APIError{
		Method: cl.method, Path: cl.path, StatusCode: resp.StatusCode, RequestID: c.requestID(resp.Header.Get("X-Request-Id")),
		ContentType: c.clean(resp.Header.Get("Content-Type"), maxContentType), Size: len(body), header: resp.Header,
	}
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		e.Location = c.clean(target(resp.Header.Get("Location")), maxExcerpt)
	}
	list, ok := errorList(body)
	if !ok {
		return e
	}
	e.Intercom = true
	if list.RequestID != "" {
		e.RequestID = c.requestID(list.RequestID)
	}
	for _, d := range list.Errors[:min(len(list.Errors), maxDetails)] {
		e.Details = append(e.Details, ErrorDetail{
			Code: c.clean(d.Code, maxExcerpt), Message: c.clean(d.Message, maxMessage), Field: c.clean(d.Field, maxExcerpt),
		})
	}
	return e
}

type errorListBody struct {
	Type      string        `json:"type"`
	RequestID string        `json:"request_id"`
	Errors    []ErrorDetail `json:"errors"`
}

// errorList decodes Intercom's own error. At least one of its errors must have a code.
func errorList(body []byte) (list errorListBody, ok bool) {
	const kind = "error.list"
	if !bytes.Contains(body, []byte(kind)) {
		// Most bodies are not errors, and decoding a page twice takes long.
		return list, false
	}
	// The body is copied, because unmarshal overwrites unknown names and the caller may still decode the body as an object.
	_, err := unmarshal(bytes.Clone(body), &list)
	return list, err == nil && list.Type == kind && slices.ContainsFunc(list.Errors, func(d ErrorDetail) bool { return d.Code != "" })
}

// target returns the host and path of a URL, without the query, which may contain anything.
func target(location string) string {
	u, err := url.Parse(location)
	if err != nil {
		return "an address that is not a URL"
	}
	return u.Host + u.EscapedPath()
}
