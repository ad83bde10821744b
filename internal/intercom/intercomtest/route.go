package intercomtest

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// route is one method and path of the API and the versions that have it.
type route struct {
	method  string
	pattern []string // segments; "{id}" is an opaque ID, "{any}" any text
	since   version
	handle  func(*request) reply
	stable  bool // Preview lacks it
}

// routes lists the routes of the fake; those of a kind are next to the kind. Versions since 2.13 follow the published
// descriptions. Older versions have none; the changelogs say that 2.9 introduced tickets, and 2.0 contacts and teams.
var routes = slices.Concat(routesOfKinds(), readOnlyRoutes(), []route{
	at("GET", "/me", version{1, 0}, (*request).getMe),
	at("GET", "/admins", version{1, 0}, (*request).listAdmins),
	at("GET", "/admins/{id}", version{1, 0}, (*request).getAdmin),
	at("PUT", "/admins/{id}/away", version{1, 0}, (*request).setAway),
	at("GET", "/contacts/{id}/tags", v2(0), (*request).listContactTags),
	at("POST", "/contacts/{id}/tags", v2(0), (*request).tagContact),
	at("DELETE", "/contacts/{id}/tags/{id}", v2(0), (*request).untagContact),
	at("GET", "/contacts/{id}/companies", v2(0), (*request).listContactCompanies),
	at("POST", "/contacts/{id}/companies", v2(0), (*request).joinCompany),
	at("DELETE", "/contacts/{id}/companies/{id}", v2(0), (*request).leaveCompany),
	at("POST", "/contacts/search", v2(0), (*request).searchContacts),
	at("POST", "/ticket_types/{id}/attributes", v2(9), (*request).createAttribute),
	at("PUT", "/ticket_types/{id}/attributes/{id}", v2(9), (*request).updateAttribute),
	at("GET", "/ticket_states", v2(12), (*request).listTicketStates),
	at("POST", "/tickets", v2(9), (*request).createTicket),
	at("POST", "/tickets/search", v2(9), (*request).searchTickets),
	at("GET", "/tickets/{id}", v2(9), (*request).getTicket),
	at("PUT", "/tickets/{id}", v2(9), (*request).updateTicket),
	at("DELETE", "/tickets/{id}", v2(13), (*request).deleteTicket),
	at("POST", "/tickets/{id}/reply", v2(9), (*request).replyToTicket),
	at("POST", "/tickets/{id}/tags", v2(12), (*request).tagTicket),
	at("DELETE", "/tickets/{id}/tags/{id}", v2(12), (*request).untagTicket),
	at("POST", "/tickets/{id}/linked_conversations", v2(16), (*request).linkConversation),
	at("DELETE", "/tickets/{id}/linked_conversations/{id}", v2(16), (*request).unlinkConversation),
	at("POST", "/tickets/{id}/change_type", v2(16), (*request).changeType),
})

func routesOfKinds() []route {
	var all []route
	for _, k := range allKinds {
		all = append(all, k.served()...)
	}
	return all
}

func at(method, path string, since version, handle func(*request) reply) route {
	return route{method: method, pattern: strings.Split(path, "/"), since: since, handle: handle}
}

// notInPreview is at for a route that Preview lacks.
func notInPreview(method, path string, since version, handle func(*request) reply) route {
	r := at(method, path, since, handle)
	r.stable = true
	return r
}

func (r route) in(v version) bool { return v.atLeast(r.since) && (!r.stable || v != preview) }

// kind is what a route is about: the last of its segments that names a kind of object, alone or with the one before it.
func (r route) kind() string {
	for i, segment := range slices.Backward(r.pattern) {
		isKind := func(k anyKind) bool { return k.area() == segment }
		if both := strings.Join(r.pattern[max(0, i-1):i+1], "/"); slices.ContainsFunc(allKinds, func(k anyKind) bool { return k.area() == both }) {
			return both
		}
		if slices.ContainsFunc(allKinds, isKind) || slices.Contains(otherKinds, segment) {
			return segment
		}
	}
	return ""
}

// otherKinds are stored in their own ways.
var otherKinds = []string{"tickets", "attributes", "linked_conversations"}

// creates reports whether a route creates or links something.
func (r route) creates() bool {
	return r.method == http.MethodPost && strings.HasSuffix(strings.Join(r.pattern, "/"), "/"+r.kind())
}

func (r route) area() string { return r.pattern[1] }

// opaqueID is the format of an ID; anything else in its place is a client's mistake.
var opaqueID = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// reserved are segments that have another meaning for Intercom in the place of an ID.
var reserved = map[string]bool{"search": true, "enqueue": true, "merge": true, "find_by_external_id": true, "activity_logs": true, "deleted": true}

func findRoute(method, path string) (route, []string, bool) {
	segments := strings.Split(path, "/")
	for _, r := range routes {
		if ids, matches := r.match(segments); matches && r.method == method {
			return r, ids, true
		}
	}
	return route{}, nil, false
}

func (r route) match(segments []string) (ids []string, matches bool) {
	if len(segments) != len(r.pattern) {
		return nil, false
	}
	for i, want := range r.pattern {
		got := segments[i]
		switch want {
		case "{id}":
			if !opaqueID.MatchString(got) || reserved[got] {
				return nil, false
			}
			ids = append(ids, got)
		case "{any}":
			text, err := url.PathUnescape(got)
			if err != nil || text == "" || text == "." || text == ".." {
				return nil, false
			}
			ids = append(ids, text)
		default:
			if got != want {
				return nil, false
			}
		}
	}
	return ids, true
}

// wirePath returns the path and query as the client wrote them.
func wirePath(r *http.Request) (path, query string) {
	if strings.HasPrefix(r.RequestURI, "/") {
		path, query, _ = strings.Cut(r.RequestURI, "?")
		return path, query
	}
	return r.URL.EscapedPath(), r.URL.RawQuery // a proxied call, or one that was never on a wire
}
