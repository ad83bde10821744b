package contract

import (
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// descriptions returns the directory of the descriptions, and skips the test without one.
func descriptions(t *testing.T) string {
	t.Helper()
	dir := os.Getenv(DirVariable)
	if dir == "" {
		t.Skipf("%s is not set", DirVariable)
	}
	return dir
}

// neitherSentNorRead are examples that violate their schemas in what the client does not send or read, such as the request
// of a bad request, the notes of a company, the metadata of activity logs, and numbers for IDs that are text.
var neitherSentNorRead = regexp.MustCompile(`/tags|PUT /contacts/|POST /contacts/.*/companies|/companies.* bad_request|/(collections|articles) request bad_request|Preview .* /companies.* 200|/data_attributes.* request (invalid_data_type|too_few_options)|/contacts/.*/(notes|subscriptions) request|GET /admins/activity_logs 200`)

// TestPublishedExamplesKeepToDescriptions: every example follows its description, with the exceptions. If one does not, an
// exception is missing, or Intercom has published something new.
func TestPublishedExamplesKeepToDescriptions(t *testing.T) {
	t.Parallel()
	dir := descriptions(t)
	loose := map[string]*description{}
	for _, version := range Versions {
		d, err := load(dir, version, exceptions)
		if err != nil {
			t.Fatal(err)
		}
		loose[version] = d
	}
	for _, e := range Examples(t, dir) {
		if neitherSentNorRead.MatchString(e.String()) {
			continue
		}
		for _, violation := range loose[e.Version].checkExample(t, e) {
			t.Errorf("%s: %s", e, violation)
		}
	}
}

func (d *description) checkExample(t *testing.T, e Example) []string {
	t.Helper()
	op := d.doc.Paths.Value(e.Path).GetOperation(e.Method)
	schema, what := d.requestSchema(op), "request"
	if e.Status != 0 {
		schema, what = d.responseSchema(op, e.Status), "response"
	}
	if schema == nil {
		t.Fatalf("%s: no schema", e)
	}
	return visitJSON(what, schema, e.JSON)
}

// TestPublishedExamples: the decoder is tested with these, so none may be missing.
func TestPublishedExamples(t *testing.T) {
	t.Parallel()
	examples := Examples(t, descriptions(t))
	found := map[string]int{}
	for i, e := range examples {
		if i > 0 && examples[i-1].String() >= e.String() {
			t.Errorf("%s comes after %s", e, examples[i-1])
		}
		if !json.Valid(e.JSON) || e.Operation == "" {
			t.Errorf("%s: operation %q, JSON %s", e, e.Operation, e.JSON)
		}
		found[e.Version+" "+e.Operation]++
	}
	for _, version := range Versions {
		for _, operation := range []string{
			"createTicket", "getTicket", "updateTicket", "deleteTicket", "searchTickets",
			"listTicketTypes", "getTicketType", "listTicketStates", "identifyAdmin", "ShowContact",
		} {
			if found[version+" "+operation] == 0 {
				t.Errorf("no example of %s on %s", operation, version)
			}
		}
	}
	if found["2.16 changeTicketType"] == 0 || found["2.15 changeTicketType"] != 0 {
		t.Error("change_type came with 2.16")
	}
}

// TestExceptionsAreNeeded: an exception without evidence must be removed, because it would hide mistakes.
func TestExceptionsAreNeeded(t *testing.T) {
	t.Parallel()
	dir := descriptions(t)
	strict, loose := map[string]*description{}, map[string]*description{}
	for _, version := range Versions {
		var problems [2]error
		strict[version], problems[0] = load(dir, version, nil)
		loose[version], problems[1] = load(dir, version, exceptions)
		if err := errors.Join(problems[:]...); err != nil {
			t.Fatal(err)
		}
	}
	examples := map[string]Example{}
	for _, e := range Examples(t, dir) {
		examples[e.String()] = e
	}
	for _, e := range exceptions {
		version := cmp.Or(e.example.Version, "2.16")
		original := strict[version].doc.Components.Schemas[e.schema].Value.Properties[e.property]
		if e.source.schema != "" {
			lent := e.source.lends(strict[version].doc.Components.Schemas, e.property)
			if original != nil || lent == nil || !strings.Contains(lent.Value.Description, e.text) {
				t.Errorf("%s.%s: the exception is not needed, or %s does not say %q", e.schema, e.property, e.source.schema, e.text)
			}
			continue
		}
		if e.text != "" {
			if original.Value.Nullable || !strings.Contains(original.Value.Description, e.text) {
				t.Errorf("%s.%s: the description does not say %q", e.schema, e.property, e.text)
			}
			continue
		}
		example, published := examples[e.example.String()]
		if !published {
			t.Errorf("%s.%s: there is no example %s", e.schema, e.property, e.example)
			continue
		}
		properties := loose[version].doc.Components.Schemas[e.schema].Value.Properties
		loosened := properties[e.property]
		if original == nil {
			delete(properties, e.property)
		} else {
			properties[e.property] = original
		}
		without := &description{version: version, doc: loose[version].doc, closed: map[*openapi3.Schema]*openapi3.Schema{}}
		if len(without.checkExample(t, example)) == 0 {
			t.Errorf("%s.%s: the exception is not needed by %s", e.schema, e.property, example)
		}
		properties[e.property] = loosened
	}
}
