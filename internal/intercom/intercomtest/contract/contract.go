// Package contract checks what tests send over the wire against Intercom's published OpenAPI descriptions: both the
// client's requests and the fake's answers.
//
// The descriptions are not part of this repository. An environment variable names their directory; without it, nothing is
// checked.
package contract

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// DirVariable names the environment variable with the directory of the descriptions: files with names such as
// intercom-2.16.yaml, as in Intercom's repository of OpenAPI descriptions.
const DirVariable = "INTERCOM_OPENAPI_DIR"

// Watch checks every call to the server against the description of the call's version, and fails the test for a violation.
// It does not check a call whose version has no description, or an answer that an injected fault changed.
func Watch(tb testing.TB, s *intercomtest.Server) {
	tb.Helper()
	dir := os.Getenv(DirVariable)
	if dir == "" {
		tb.Logf("contract: calls are not checked: %s is not set", DirVariable)
		return
	}
	s.OnCall(func(c intercomtest.Call) {
		for _, violation := range Check(dir, c) {
			tb.Errorf("contract: version %s: %s %s: %s", c.Version, c.Method, c.Path, violation)
		}
	})
}

// Check returns the violations of the version's description in a call.
func Check(dir string, c intercomtest.Call) []string {
	if !slices.Contains(Versions, c.Version) {
		return nil
	}
	d, err := describe(dir, c.Version)
	if err != nil {
		return []string{err.Error()}
	}
	op, found := d.find(c.Method, c.Path)
	if !found {
		if c.Status < 400 && c.Fault == "" {
			return []string{fmt.Sprintf("answered %d, though the description has no such operation", c.Status)}
		}
		return nil
	}
	violations := d.checkRequest(op, c)
	if c.Fault == "" {
		violations = append(violations, d.checkResponse(op, c)...)
	}
	return violations
}

// Describes reports whether the description of a version has an operation. A path's parameters can have any value.
func Describes(dir, version, method, path string) (bool, error) {
	d, err := describe(dir, version)
	if err != nil {
		return false, err
	}
	_, found := d.find(method, path)
	return found, nil
}

// checkRequest is strict: nothing may be sent that the description does not have.
func (d *description) checkRequest(op operation, c intercomtest.Call) []string {
	var violations []string
	query, err := url.ParseQuery(c.RawQuery)
	if err != nil {
		violations = append(violations, "query: "+err.Error())
	}
	params := slices.Concat(op.Parameters, d.doc.Paths.Value(op.path).Parameters)
	for name := range query {
		if params.GetByInAndName(openapi3.ParameterInQuery, name) == nil && !exploded(params, name) && !d.leadsOn(op, name) && (name != "per_page" || op.path != "/articles") {
			violations = append(violations, "query parameter "+name+" is not described")
		}
	}
	for name, value := range op.params {
		// The contact of a note is typed as an integer, although contacts have hexadecimal IDs, as in the examples of their answers.
		if p := params.GetByInAndName(openapi3.ParameterInPath, name); p != nil && !strings.HasSuffix(op.path, "}/notes") {
			violations = append(violations, visit("path parameter "+name, p.Schema.Value, pathValue(p, value))...)
		}
	}
	schema := d.requestSchema(op.Operation)
	switch {
	case schema == nil && len(c.Body) > 0:
		violations = append(violations, "a body is sent, and none is described")
	case schema != nil && len(c.Body) == 0:
		violations = append(violations, "a body is described, and none is sent")
	case schema != nil:
		if !isJSON(c.Header.Get("Content-Type")) {
			violations = append(violations, "the request's Content-Type is not application/json")
		}
		violations = append(violations, visitJSON("request", schema, c.Body)...)
	}
	return violations
}

// leadsOn reports whether a parameter is one of those that the next page of a list has. Lists that come in pages do not describe
// them all.
func (d *description) leadsOn(op operation, name string) bool {
	schema := d.responseSchema(op.Operation, http.StatusOK)
	return schema != nil && schema.Properties["pages"] != nil && slices.Contains([]string{"page", "per_page", "starting_after"}, name)
}

// exploded reports whether a query parameter is a member of one that is described as an object.
func exploded(params openapi3.Parameters, name string) bool {
	return slices.ContainsFunc(params, func(p *openapi3.ParameterRef) bool {
		if p.Value.In != openapi3.ParameterInQuery || p.Value.Explode == nil || !*p.Value.Explode || p.Value.Schema == nil {
			return false
		}
		return slices.ContainsFunc(p.Value.Schema.Value.OneOf, func(s *openapi3.SchemaRef) bool { return s.Value.Properties[name] != nil })
	})
}

// pathValue converts a path parameter to its schema's type: IDs of admins and teams are integers.
func pathValue(p *openapi3.Parameter, text string) any {
	if number, err := strconv.ParseFloat(text, 64); err == nil && p.Schema.Value.Type.Is(openapi3.TypeInteger) {
		return number
	}
	return text
}

func (d *description) checkResponse(op operation, c intercomtest.Call) []string {
	schema := d.responseSchema(op.Operation, c.Status)
	if query, _ := url.ParseQuery(c.RawQuery); query.Has("external_id") && op.OperationID == "listCustomObjectInstances" && c.Status == http.StatusOK {
		// The text says that the answer is then a single object, and the schema has only the list.
		schema = d.close(d.doc.Components.Schemas["custom_object_instance"]).Value
	}
	if response := op.Responses.Status(c.Status); response != nil && len(response.Value.Content) == 0 {
		if len(c.ResponseBody) > 0 {
			return []string{"the answer has a body, and none is described"}
		}
		return nil
	}
	if schema == nil {
		return []string{fmt.Sprintf("answered %d, which is not described", c.Status)}
	}
	if !isJSON(c.ResponseHeader.Get("Content-Type")) {
		return []string{"the answer's Content-Type is not application/json"}
	}
	violations := visitJSON("response", schema, c.ResponseBody)
	if response := op.Responses.Status(c.Status); response != nil {
		for name, header := range response.Value.Headers {
			value := c.ResponseHeader.Get(name)
			if value == "" {
				violations = append(violations, "header "+name+" is described and missing")
				continue
			}
			violations = append(violations, visit("header "+name, header.Value.Schema.Value, value)...)
		}
	}
	return violations
}

func isJSON(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	return err == nil && media == "application/json"
}

func visitJSON(what string, schema *openapi3.Schema, body []byte) []string {
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return []string{what + ": " + err.Error()}
	}
	return visit(what, schema, value)
}

// visit names each violation by its place in the value and the keyword of the schema. Formats are checked, as far as JSON
// values can have them.
func visit(what string, schema *openapi3.Schema, value any) []string {
	err := schema.VisitJSON(value,
		openapi3.MultiErrors(), openapi3.EnableFormatValidation(), openapi3.DisableSchemaErrorDetails(),
		openapi3.WithStringFormatValidator("uuid", openapi3.NewRegexpFormatValidator(openapi3.FormatOfStringForUUIDOfRFC4122)),
	)
	return describeError(what, err)
}

func describeError(what string, err error) []string {
	var several openapi3.MultiError
	var one *openapi3.SchemaError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &several):
		var texts []string
		for _, each := range several {
			texts = append(texts, describeError(what, each)...)
		}
		return texts
	case errors.As(err, &one):
		text := fmt.Sprintf("%s /%s: %s: %s", what, strings.Join(one.JSONPointer(), "/"), one.SchemaField, one.Reason)
		if one.Origin != nil {
			text += ": " + one.Origin.Error()
		}
		return []string{text}
	}
	return []string{what + ": " + err.Error()}
}
