package contract

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// Example is one published example of a request or an answer.
type Example struct {
	Version   string // as in the Intercom-Version header
	Method    string
	Path      string // template, as in the description
	Operation string // operationId
	Status    int    // of an answer; 0 is a request
	Name      string // as in the description
	JSON      []byte
}

// String names an example for a test.
func (e Example) String() string {
	kind := "request"
	if e.Status != 0 {
		kind = strconv.Itoa(e.Status)
	}
	return e.Version + " " + e.Method + " " + e.Path + " " + kind + " " + e.Name
}

// ticketArea are the paths that tickets and what is around them, data attributes, conversation attributes, data connectors, office hours, help centers, audiences, IP allowlists, articles, notes, subscriptions, away modes, and what the API only reads, are read and written through.
var ticketArea = regexp.MustCompile(`^/(tickets|ticket_types)(/.*)?$|^/ticket_states$|^/me$|^/contacts(/\{\w+\}(/companies|/notes|/subscriptions(/\{\w+\})?)?|/merge(/preview)?)?$|^/companies(/\{\w+\}(/notes|/contacts)?)?$|^/admins/\{\w+\}/away$|^/data_attributes(/\{\w+\})?$|^/office_hours_schedules(/.*)?$|^/conversations/attributes(/.*)?$|^/data_connectors(/.*)?$|^/audiences(/\{\w+\})?$|^/ip_allowlist$|^/help_center/.*$|^/articles(/\{\w+\}(/.*)?)?$|^/(admins|admins/activity_logs|teams|teams/\{\w+\}|brands|emails|macros|segments|subscription_types|away_status_reasons|export/workflows/\{\w+\}|secure_mode_secrets(/.*)?|custom_object_instances/.*)$`)

// Examples yields every example of the ticket area, of all versions, in a fixed order. The client must decode each of them,
// even those that violate Intercom's own schemas.
func Examples(tb testing.TB, dir string) []Example {
	tb.Helper()
	var all []Example
	for _, version := range Versions {
		d, err := describe(dir, version)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, d.examples(tb)...)
	}
	slices.SortFunc(all, func(a, b Example) int {
		return slices.Compare([]string{a.String()}, []string{b.String()})
	})
	return all
}

func (d *description) examples(tb testing.TB) []Example {
	tb.Helper()
	var found []Example
	for path, item := range d.doc.Paths.Map() {
		if !ticketArea.MatchString(path) {
			continue
		}
		for method, op := range item.Operations() {
			at := Example{Version: d.version, Method: method, Path: path, Operation: op.OperationID}
			if op.RequestBody != nil {
				found = append(found, collect(tb, at, op.RequestBody.Value.Content)...)
			}
			for code, response := range op.Responses.Map() {
				status, err := strconv.Atoi(code)
				if err != nil {
					tb.Fatalf("%s %s: status %s", method, path, code)
				}
				at.Status = status
				found = append(found, collect(tb, at, response.Value.Content)...)
			}
		}
	}
	return found
}

func collect(tb testing.TB, at Example, content openapi3.Content) []Example {
	tb.Helper()
	var found []Example
	for _, media := range content {
		for name, example := range media.Examples {
			data, err := json.Marshal(example.Value.Value)
			if err != nil {
				tb.Fatalf("%s %s: %v", at, name, err)
			}
			at.Name, at.JSON = name, data
			found = append(found, at)
		}
	}
	return found
}
