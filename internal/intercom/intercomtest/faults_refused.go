package intercomtest

import (
	"net/http"
	"strconv"
	"time"
)

// This file has the faults with which nothing happens in Intercom and the answer is an error.

// refuse answers with an error list.
func refuse(name string, status int, code, message string) Act {
	return Act{name: name, edit: func(_ *Server, c *Call, a *answer) {
		a.set(c.RequestID, fail(status, code, message))
	}}
}

// page answers with an HTML page.
func page(name string, status int) Act {
	return Act{name: name, edit: func(_ *Server, _ *Call, a *answer) { a.setHTML(status) }}
}

// Status is an error from Intercom's application, which has not acted: 503 service_unavailable in an incident, 400 after a
// change of its validations.
func Status(code int, errorCode, message string) Act {
	return refuse("Status", code, errorCode, message)
}

// Message is an error whose text contains foreign text: a customer's text that Intercom quotes, with terminal escapes or of
// any length.
func Message(code int, message string) Act {
	return refuse("Message", code, "parameter_invalid", message)
}

// HTML is the load balancer's page while no application server is available: 502 or 504 during a deploy.
func HTML(code int) Act { return page("HTML", code) }

// NotFoundHTML is the 404 page of something other than Intercom's API: a wrong base URL, a proxy.
func NotFoundHTML() Act { return page("NotFoundHTML", http.StatusNotFound) }

// NotFoundEmpty is a 404 without a body, as from a proxy that does not know the path.
func NotFoundEmpty() Act {
	return Act{name: "NotFoundEmpty", edit: func(_ *Server, _ *Call, a *answer) { a.status = http.StatusNotFound }}
}

// LyingNotFound is Intercom's own 404 for a ticket that exists: a replica that lags behind, or an app
// that lost the permission to see it.
func LyingNotFound() Act {
	return refuse("LyingNotFound", http.StatusNotFound, noTicket.code, noTicket.text)
}

// Gone is a 410, which Intercom answers for merged contacts and may answer for deleted tickets.
func Gone() Act {
	return refuse("Gone", http.StatusGone, "ticket_not_found", "Ticket has been deleted")
}

// NotAuthorized is a token that fails for one call: revoked, or rotated while Terraform runs.
func NotAuthorized() Act {
	return refuse("NotAuthorized", http.StatusUnauthorized, "unauthorized", "Access Token Invalid")
}

// DeletedFalse is a 200 that says that the ticket was not deleted. No example has it, but the schema has a boolean there,
// so false is possible.
func DeletedFalse() Act {
	return Act{name: "DeletedFalse", edit: func(_ *Server, c *Call, a *answer) {
		_, ids, _ := findRoute(c.Method, c.Path)
		id := ""
		if len(ids) > 0 {
			id = ids[0]
		}
		a.set(c.RequestID, ok(object{"id": id, "object": "ticket", "deleted": false}))
	}}
}

// Redirect is a proxy or a moved host. A client that follows it turns a DELETE into a GET, or sends its token to another
// host.
func Redirect(code int, location string) Act {
	return Act{name: "Redirect", edit: func(_ *Server, _ *Call, a *answer) {
		a.setHTML(code)
		a.header.Set("Location", location)
	}}
}

// TooManyRequests is a 429 with the given headers, "" for none: other apps of the workspace have used up its calls, or a
// proxy has its own limit. reset is X-RateLimit-Reset (Unix seconds, or a broken proxy's version of it), retryAfter is
// Retry-After.
func TooManyRequests(reset, retryAfter string) Act {
	return tooMany(func(time.Time) string { return reset }, retryAfter)
}

// TooManyRequestsFor is a 429 whose X-RateLimit-Reset is ahead of the server's clock by d (behind it if d is negative: the
// client's clock is wrong, or the answer took long).
func TooManyRequestsFor(d time.Duration) Act {
	return tooMany(func(now time.Time) string { return strconv.FormatInt(now.Add(d).Unix(), 10) }, "")
}

func tooMany(reset func(time.Time) string, retryAfter string) Act {
	return Act{name: "TooManyRequests", edit: func(s *Server, c *Call, a *answer) {
		a.set(c.RequestID, fail(http.StatusTooManyRequests, "rate_limit_exceeded", "Exceeded rate limit"))
		a.header.Set("X-RateLimit-Limit", strconv.Itoa(s.limit))
		a.header.Set("X-RateLimit-Remaining", "0")
		if value := reset(c.At); value != "" {
			a.header.Set("X-RateLimit-Reset", value)
		}
		if retryAfter != "" {
			a.header.Set("Retry-After", retryAfter)
		}
	}}
}
