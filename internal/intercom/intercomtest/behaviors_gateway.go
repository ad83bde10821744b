package intercomtest

import (
	"net/http"
)

// This file has the behaviors of proxies in front of Intercom, and Intercom's own refusals. They take part in every call,
// including GET /me, unless On chooses some.

// gateway answers in Intercom's place, so nothing happens.
func gateway(name string, answer func(*exchange)) Behavior {
	return Behavior{name: name, instead: true, answer: answer}
}

// Gateway404HTML is the 404 page of a proxy that does not know a path: a wrong base URL, a deploy.
func Gateway404HTML() Behavior {
	return gateway("Gateway404HTML", func(x *exchange) { x.setHTML(http.StatusNotFound) })
}

// Gateway404Empty is a proxy's 404 without a body.
func Gateway404Empty() Behavior {
	return gateway("Gateway404Empty", func(x *exchange) { x.status, x.answer.body = http.StatusNotFound, nil })
}

// Gateway404JSON is the 404 of an API gateway that speaks JSON, but not Intercom's error.list.
func Gateway404JSON() Behavior {
	return gateway("Gateway404JSON", func(x *exchange) {
		x.status = http.StatusNotFound
		x.replaceBody(object{"message": "no Route matched with those values"})
	})
}

// LoginRedirect is a single sign-on that sends clients to its login page: 302 to HTML on another host.
func LoginRedirect() Behavior {
	return gateway("LoginRedirect", func(x *exchange) {
		x.setHTML(http.StatusFound)
		x.header.Set("Location", "https://login.example.com/saml?continue="+x.call.Path)
	})
}

// LoginPage is the login page itself, with which a portal answers any call: 200 and HTML.
func LoginPage() Behavior {
	return gateway("LoginPage", func(x *exchange) { x.setHTML(http.StatusOK) })
}

// RefusesAfter acts and then refuses with Intercom's error list: a retry within Intercom conflicts with its first try
// (409), a permission is checked too late (403), or a validation runs after the commit (400). WithoutEffect turns it into a
// plain refusal.
func RefusesAfter(status int, code, message string) Behavior {
	return Behavior{name: "RefusesAfter", answer: func(x *exchange) {
		x.set(x.call.RequestID, fail(status, code, message))
		x.redirect()
	}}
}

// PageAfter acts and then answers with a page: a gateway that timed out (408, 499), that saw the token too early (425), or
// that redirects the client (303).
func PageAfter(status int) Behavior {
	return Behavior{name: "PageAfter", answer: func(x *exchange) {
		x.setHTML(status)
		x.redirect()
	}}
}

// AnswersBody acts and then answers with the given status and body: {"deleted": false}, [], null, true, names in another
// case.
func AnswersBody(status int, body string) Behavior {
	return Behavior{name: "AnswersBody", answer: func(x *exchange) {
		x.status, x.answer.body = status, []byte(body)
		x.header.Set("Content-Type", "application/json; charset=utf-8")
	}}
}

// redirect adds a Location to an answer that needs one.
func (x *exchange) redirect() {
	if x.status/100 == 3 {
		x.header.Set("Location", x.call.Path)
	}
}
