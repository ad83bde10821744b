package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// The kinds of objects that a run creates.
const (
	kindContact    = "contact"
	kindCompany    = "company"
	kindTag        = "tag"
	kindTicket     = "ticket"
	kindType       = "ticket_type"
	kindCollection = "collection"
	kindRedirect   = "redirect"
	kindAttribute  = "ticket_type_attribute"
	kindConnector  = "data_connector"
	kindSchedule   = "office_hours_schedule"
	kindException  = "office_hours_exception" // goes with its schedule
	kindField      = "data_attribute"
	kindTalkField  = "conversation_attribute"
	kindAudience   = "audience"
	kindArticle    = "article"
	kindInstance   = "custom_object_instance"
)

const (
	// namedType is the segment for the custom object type that the configuration names.
	namedType = "$type"
	// markedType is the segment for a custom object type whose identifier has the mark of the run, so that there is none.
	markedType = "$marked"
)

// recipients is the domain of every email in a run. It cannot receive mail (RFC 2606).
const recipients = "@example.invalid"

// rule allows requests with one method and path. A segment such as "{contact}" stands for the ID of an object of the kind
// that the run created, and "*" for any segment. See also namedType and markedType.
type rule struct {
	method, path string
	makes        string // kind of the object that it creates
	permanent    bool   // the object cannot be deleted
	unlinks      bool   // it deletes no object
	read         bool
	check        func(*gate, object) error // refuses bodies
}

// object is a decoded body.
type object = map[string]any

// rules are all requests that a run makes. The allowlist, secrets, admins, and teams have none.
var rules = []rule{
	reading(http.MethodGet, "/me"),
	reading(http.MethodGet, "/contacts/*"), reading(http.MethodGet, "/contacts/find_by_external_id/*"),
	reading(http.MethodGet, "/contacts/*/companies"), reading(http.MethodGet, "/contacts/*/tags"),
	reading(http.MethodPost, "/contacts/search"),
	reading(http.MethodGet, "/companies"), reading(http.MethodGet, "/companies/*"), reading(http.MethodPost, "/companies/list"),
	reading(http.MethodGet, "/tags"), reading(http.MethodGet, "/tags/*"),
	reading(http.MethodGet, "/tickets/*"), reading(http.MethodPost, "/tickets/search"),
	reading(http.MethodGet, "/help_center/collections"), reading(http.MethodGet, "/help_center/collections/*"),
	reading(http.MethodGet, "/help_center/help_centers"), reading(http.MethodGet, "/help_center/help_centers/*/redirects/*"),
	reading(http.MethodGet, "/ticket_types"), reading(http.MethodGet, "/ticket_types/*"), reading(http.MethodGet, "/ticket_states"),
	reading(http.MethodGet, "/data_connectors/*"),
	reading(http.MethodGet, "/contacts/*/notes"), reading(http.MethodGet, "/subscription_types"),
	reading(http.MethodGet, "/office_hours_schedules"), reading(http.MethodGet, "/office_hours_schedules/*"),
	reading(http.MethodGet, "/data_attributes"), reading(http.MethodGet, "/conversations/attributes"), reading(http.MethodGet, "/conversations/attributes/*"),
	reading(http.MethodGet, "/audiences/*"),
	reading(http.MethodGet, "/custom_object_instances/"+namedType), reading(http.MethodGet, "/custom_object_instances/"+namedType+"/*"),
	reading(http.MethodGet, "/custom_object_instances/"+markedType), reading(http.MethodGet, "/events"),
	reading(http.MethodGet, "/articles"), reading(http.MethodGet, "/articles/*"), reading(http.MethodGet, "/articles/*/draft"),

	{method: http.MethodPost, path: "/contacts", makes: kindContact, check: checkContact},
	{method: http.MethodPut, path: "/contacts/{contact}", check: checkContact},
	{method: http.MethodDelete, path: "/contacts/{contact}"},
	{method: http.MethodPost, path: "/contacts/{contact}/archive"},
	{method: http.MethodPost, path: "/contacts/{contact}/unarchive"},
	{method: http.MethodPost, path: "/contacts/{contact}/block"},
	{method: http.MethodPost, path: "/contacts/{contact}/notes", check: checkNote},
	{method: http.MethodDelete, path: "/contacts/{contact}/subscriptions/*", unlinks: true},
	{method: http.MethodPost, path: "/contacts/merge", check: checkMerge},
	{method: http.MethodPost, path: "/contacts/{contact}/tags", check: mine(kindTag, "id")},
	{method: http.MethodDelete, path: "/contacts/{contact}/tags/{tag}", unlinks: true},
	{method: http.MethodPost, path: "/contacts/{contact}/companies", check: mine(kindCompany, "id")},
	{method: http.MethodDelete, path: "/contacts/{contact}/companies/{company}", unlinks: true},

	{method: http.MethodPost, path: "/companies", makes: kindCompany, check: own("company_id")},
	{method: http.MethodDelete, path: "/companies/{company}"},
	{method: http.MethodPost, path: "/tags", makes: kindTag, check: checkTag},
	{method: http.MethodDelete, path: "/tags/{tag}"},

	{method: http.MethodPost, path: "/tickets", makes: kindTicket, check: checkTicket},
	{method: http.MethodPut, path: "/tickets/{ticket}", check: checkTicket},
	{method: http.MethodDelete, path: "/tickets/{ticket}"},
	{method: http.MethodPost, path: "/tickets/{ticket}/reply", check: checkReply},

	{method: http.MethodPost, path: "/help_center/collections", makes: kindCollection, check: mine(kindCollection, "parent_id")},
	{method: http.MethodPut, path: "/help_center/collections/{collection}", check: mine(kindCollection, "parent_id")},
	{method: http.MethodDelete, path: "/help_center/collections/{collection}"},
	{method: http.MethodPost, path: "/help_center/help_centers/*/redirects", makes: kindRedirect, check: mine(kindCollection, "target_id")},
	{method: http.MethodDelete, path: "/help_center/help_centers/*/redirects/{redirect}"},

	{method: http.MethodPost, path: "/data_connectors", makes: kindConnector, check: checkConnector},
	{method: http.MethodPatch, path: "/data_connectors/{data_connector}", check: checkConnector},
	{method: http.MethodDelete, path: "/data_connectors/{data_connector}"},

	{method: http.MethodPost, path: "/office_hours_schedules", makes: kindSchedule},
	{method: http.MethodPut, path: "/office_hours_schedules/{office_hours_schedule}"},
	{method: http.MethodDelete, path: "/office_hours_schedules/{office_hours_schedule}"},
	{method: http.MethodPost, path: "/office_hours_schedules/{office_hours_schedule}/office_hours_exceptions", makes: kindException},
	{method: http.MethodPut, path: "/office_hours_schedules/{office_hours_schedule}/office_hours_exceptions/{office_hours_exception}"},

	{method: http.MethodPost, path: "/data_attributes", makes: kindField, permanent: true, check: own("name")},
	{method: http.MethodPut, path: "/data_attributes/{data_attribute}"},
	{method: http.MethodPost, path: "/conversations/attributes", makes: kindTalkField, permanent: true, check: checkTalkField},
	{method: http.MethodDelete, path: "/conversations/attributes/{conversation_attribute}"},
	{method: http.MethodPost, path: "/conversations/attributes/{conversation_attribute}/options", permanent: true},

	{method: http.MethodPost, path: "/audiences", makes: kindAudience},
	{method: http.MethodPut, path: "/audiences/{audience}"},
	{method: http.MethodDelete, path: "/audiences/{audience}"},

	{method: http.MethodPost, path: "/articles", makes: kindArticle, check: checkArticle},
	{method: http.MethodPut, path: "/articles/{article}", check: checkArticle},
	{method: http.MethodPut, path: "/articles/{article}/draft", check: checkArticle},
	{method: http.MethodDelete, path: "/articles/{article}"},

	{method: http.MethodPost, path: "/custom_object_instances/" + namedType, makes: kindInstance, check: checkInstance},
	{method: http.MethodDelete, path: "/custom_object_instances/" + namedType + "/{" + kindInstance + "}"},

	{method: http.MethodPost, path: "/events", permanent: true, check: checkEvent},

	{method: http.MethodPost, path: "/ticket_types", makes: kindType, permanent: true},
	{method: http.MethodPut, path: "/ticket_types/{ticket_type}"},
	{method: http.MethodPost, path: "/ticket_types/{ticket_type}/attributes", makes: kindAttribute, permanent: true},
	{method: http.MethodPut, path: "/ticket_types/{ticket_type}/attributes/{ticket_type_attribute}"},
}

func reading(method, path string) rule { return rule{method: method, path: path, read: true} }

// errForbidden says that a run may not make this request. The row has a mistake.
var errForbidden = errors.New("the conformance program does not make this request")

// ruleFor returns the rule that allows a request, based on method and path.
func (g *gate) ruleFor(method, path string) (rule, error) {
	segments := strings.Split(path, "/")
	for _, r := range rules {
		if r.method == method && g.matches(r, segments) {
			return r, nil
		}
	}
	return rule{}, fmt.Errorf("%w: %s %s", errForbidden, method, path)
}

func (g *gate) matches(r rule, segments []string) bool {
	pattern := strings.Split(r.path, "/")
	if len(pattern) != len(segments) {
		return false
	}
	for i, want := range pattern {
		kind, isOwn := strings.CutPrefix(want, "{")
		switch {
		case isOwn && !g.owns(strings.TrimSuffix(kind, "}"), segments[i]):
			return false
		case want == "*" && segments[i] == "":
			return false
		case want == namedType && (g.objectType == "" || segments[i] != g.objectType):
			return false
		case want == markedType && (g.mark == "" || !g.marked([]byte(segments[i]))):
			return false
		case want == namedType || want == markedType:
		case !isOwn && want != "*" && want != segments[i]:
			return false
		}
	}
	return true
}

// checkBody refuses a body that a request must not have.
func (g *gate) checkBody(r rule, body object, payload []byte) error {
	switch {
	case r.permanent && !g.permanent:
		return fmt.Errorf("%w: %s %s makes what Intercom cannot delete, without consent", errForbidden, r.method, r.path)
	case r.makes != "" && !g.marked(payload):
		return fmt.Errorf("%w: %s %s makes an object without the mark of the run", errForbidden, r.method, r.path)
	case r.check != nil:
		return r.check(g, body)
	}
	return nil
}

// marked reports whether text has the mark of the run, in any case.
func (g *gate) marked(text []byte) bool {
	return bytes.Contains(bytes.ToLower(text), []byte(g.mark))
}

// pathOf is where the object with a path is read. A data connector that was never published may have a draft alone, and a data
// attribute is only in the list.
func pathOf(object string) string {
	switch {
	case strings.HasPrefix(object, "/data_connectors/"):
		return object + "?state_version=" + intercom.ConnectorDraft
	case isListed(object):
		return path.Dir(object) + "?include_archived=true"
	}
	return object
}

// isListed reports whether only a list shows the object with a path.
func isListed(object string) bool { return strings.HasPrefix(object, "/data_attributes/") }

// element returns the object with a path as its own answer, if only a list shows it.
func (a answer) element(object string) answer {
	if !isListed(object) || a.status != http.StatusOK {
		return a
	}
	var list struct {
		Data []json.RawMessage `json:"data"`
	}
	_ = json.Unmarshal(a.body, &list) // what is no list has no elements
	for _, element := range list.Data {
		if creationOf(element).id == path.Base(object) {
			return answer{status: a.status, header: a.header, body: element}
		}
	}
	return answer{status: http.StatusNotFound, header: a.header}
}
