package intercom

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
)

// UncertainError is the outcome of a repeated write: an earlier attempt may have taken effect, whatever the last answer
// says.
type UncertainError struct{ Last, Earlier error }

func (e *UncertainError) Error() string {
	return e.Last.Error() + "; an earlier attempt may have taken effect: " + e.Earlier.Error()
}

// Unwrap returns the error of the last attempt.
func (e *UncertainError) Unwrap() error { return e.Last }

// canonical matches the Link header of a merged contact.
var canonical = regexp.MustCompile(`</contacts/([^>]+)>; *rel="canonical"`)

// MergedInto reports whether the requested contact was merged into another one. It returns the other one's ID, or "" if the
// answer does not have it.
func MergedInto(err error) (id string, merged bool) {
	api := answerOf(err)
	if api == nil || !api.HasCode("contact_merged") {
		return "", false
	}
	if link := canonical.FindStringSubmatch(api.header.Get("Link")); link != nil && ValidID(link[1]) == nil {
		id = link[1]
	}
	return id, true
}

// answerOf returns the answer to the failed request, or nil. It ignores the answer to GET /me: its 404 says nothing about
// the object, and the actual request was not made.
func answerOf(err error) *APIError {
	if unconfirmed(err) {
		return nil
	}
	e, _ := errors.AsType[*APIError](err)
	return e
}

func unconfirmed(err error) bool {
	_, ok := errors.AsType[*UnconfirmedWorkspaceError](err)
	return ok
}

// IsGone reports whether Intercom itself answers that the object is gone: its own 404 or 410 with one of the codes, or a
// GET that answers deleted: true for the same ticket. A version without the operation and another workspace's token can get
// the same answer. A merged contact is not gone: its data is in another contact.
func IsGone(err error, codes ...string) bool {
	if _, merged := MergedInto(err); merged {
		return false
	}
	e := answerOf(err)
	switch {
	case e == nil:
		return false
	case errors.Is(e.Err, errGone):
		return true
	case e.StatusCode != http.StatusNotFound && e.StatusCode != http.StatusGone:
		return false
	}
	return e.Intercom && slices.ContainsFunc(codes, e.HasCode)
}

// IsNotFound reports whether the answer has status 404 or 410, whoever wrote it, or deleted: true. It is for the answer to
// a DELETE, which a read confirms. A merged contact is not gone: its data is in another contact.
func IsNotFound(err error) bool {
	if _, merged := MergedInto(err); merged {
		return false
	}
	e := answerOf(err)
	return e != nil && (e.StatusCode == http.StatusNotFound || e.StatusCode == http.StatusGone || errors.Is(e.Err, errGone))
}

// refusals are the statuses with which Intercom definitely refuses a request.
var refusals = []int{
	http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotAcceptable,
	http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity,
}

// IsRefusal reports whether Intercom itself definitely refused the request, so that nothing happened.
func IsRefusal(err error) bool {
	e := certain(err)
	return e != nil && e.Intercom && slices.Contains(refusals, e.StatusCode)
}

// IsConflict reports whether Intercom itself refused the request because of another object (409).
func IsConflict(err error) bool {
	e := certain(err)
	return e != nil && e.Intercom && e.StatusCode == http.StatusConflict
}

// certain returns the answer if it decides the result of the request, which means that no earlier attempt may have taken
// effect.
func certain(err error) *APIError {
	if _, uncertain := errors.AsType[*UncertainError](err); uncertain {
		return nil
	}
	return answerOf(err)
}

// MayHaveHappened reports whether a failed request may nevertheless have taken effect. It may, unless nothing was sent or
// Intercom itself refused it. A status alone proves nothing: a proxy can answer 403 after it forwarded a request.
func MayHaveHappened(err error) bool {
	if _, uncertain := errors.AsType[*UncertainError](err); uncertain {
		return true
	}
	if api := answerOf(err); api != nil {
		return !IsRefusal(err) && !IsConflict(err) && api.StatusCode != http.StatusTooManyRequests && !errors.Is(api.Err, errGone)
	}
	transport, ok := errors.AsType[*TransportError](err)
	return ok && transport.Sent && !unconfirmed(err)
}

// unreadable reports whether the status was a success but the body could not be used.
func (e *APIError) unreadable() bool {
	said := errors.Is(e.Err, errNotDeleted) || errors.Is(e.Err, errNotArchived) || errors.Is(e.Err, errNotUnarchived) || errors.Is(e.Err, errNotBlocked) || errors.Is(e.Err, errGone)
	return e.StatusCode >= 200 && e.StatusCode < 300 && !said
}

// IsOtherObject reports whether the answer was about another object than the requested one: something between this machine
// and Intercom mixes up answers, so none can be believed.
func IsOtherObject(err error) bool { return errors.Is(err, errOtherObject) && !unconfirmed(err) }

// IsUnreadable reports whether the answer was a 2xx with an unusable body, so only a read can show what happened.
func IsUnreadable(err error) bool {
	e := answerOf(err)
	return e != nil && e.unreadable() && !IsOtherObject(err)
}
