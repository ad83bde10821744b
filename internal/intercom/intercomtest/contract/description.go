package contract

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// Versions lists the values of the Intercom-Version header that have a published description.
var Versions = []string{"2.13", "2.14", "2.15", "2.16", "Preview"}

// description is one published description, ready to check exchanges against.
type description struct {
	version string
	doc     *openapi3.T
	closed  map[*openapi3.Schema]*openapi3.Schema // schemas that refuse properties they do not list
	mu      sync.Mutex                            // guards closed
}

// loaded caches each description for the life of the process: reading one takes a tenth of a second.
var loaded sync.Map // of func() (*description, error), by directory and version

// describe reads a version's description once.
func describe(dir, version string) (*description, error) {
	once, _ := loaded.LoadOrStore(dir+"\x00"+version, sync.OnceValues(func() (*description, error) {
		return load(dir, version, standing())
	}))
	return once.(func() (*description, error))()
}

// load reads a description and applies the given exceptions.
func load(dir, version string, made []exception) (*description, error) {
	data, err := os.ReadFile(filepath.Join(dir, "intercom-"+strings.ToLower(version)+".yaml"))
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, fmt.Errorf("description of %s: %w", version, err)
	}
	for _, e := range made {
		e.make(doc)
	}
	return &description{version: version, doc: doc, closed: map[*openapi3.Schema]*openapi3.Schema{}}, nil
}

// operation is one method and path of a description.
type operation struct {
	*openapi3.Operation
	method string
	path   string // template
	params map[string]string
}

// find returns the operation of a call. If two templates match, the one with fewer parameters wins: /tickets/search is not
// a ticket.
func (d *description) find(method, path string) (operation, bool) {
	var best operation
	for template, item := range d.doc.Paths.Map() {
		op := item.GetOperation(method)
		params, matches := matchPath(template, path)
		if op != nil && matches && (best.Operation == nil || len(params) < len(best.params)) {
			best = operation{op, method, template, params}
		}
	}
	return best, best.Operation != nil
}

func matchPath(template, path string) (map[string]string, bool) {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return nil, false
	}
	params := map[string]string{}
	for i := range want {
		name, isParam := strings.CutPrefix(want[i], "{")
		switch {
		case isParam && got[i] != "":
			params[strings.TrimSuffix(name, "}")] = got[i]
		case want[i] != got[i]:
			return nil, false
		}
	}
	return params, true
}

// requestSchema returns the schema of an operation's JSON body, or nil if it has none.
func (d *description) requestSchema(op *openapi3.Operation) *openapi3.Schema {
	if op.RequestBody == nil {
		return nil
	}
	return d.schemaOf(op.RequestBody.Value.Content)
}

// responseSchema returns the schema of an answer. The descriptions have few of the errors that every operation can answer,
// and no schema for those of PUT /tickets/{id}: an error without a description must still be an error list. nil means that
// a success is not described.
func (d *description) responseSchema(op *openapi3.Operation, status int) *openapi3.Schema {
	if response := op.Responses.Status(status); response != nil {
		if schema := d.schemaOf(response.Value.Content); schema != nil {
			return schema
		}
	}
	if status >= 400 {
		return d.errorList()
	}
	return nil
}

func (d *description) errorList() *openapi3.Schema {
	return d.close(d.doc.Components.Schemas["error"]).Value
}

func (d *description) schemaOf(content openapi3.Content) *openapi3.Schema {
	media := content.Get("application/json")
	if media == nil || media.Schema == nil {
		return nil
	}
	return d.close(media.Schema).Value
}

// close makes a schema refuse properties that it does not list. Intercom's own schemas refuse nothing, and if Intercom
// ignores a name in a request, its value is lost. Schemas without properties (custom attributes) stay open. allOf and oneOf
// are merged with the properties next to them, because either alone would refuse what the other lists. In the operations
// that are served, the parts of allOf are plain objects.
func (d *description) close(ref *openapi3.SchemaRef) *openapi3.SchemaRef {
	if ref == nil || ref.Value == nil {
		return ref
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.closeLocked(ref)
}

func (d *description) closeLocked(ref *openapi3.SchemaRef) *openapi3.SchemaRef {
	if ref == nil || ref.Value == nil {
		return ref
	}
	if done, known := d.closed[ref.Value]; known {
		return openapi3.NewSchemaRef(ref.Ref, done)
	}
	schema := *ref.Value
	d.closed[ref.Value] = &schema // before its parts, because filters of searches contain filters
	properties := maps.Clone(schema.Properties)
	for _, part := range schema.AllOf {
		if properties == nil {
			properties = openapi3.Schemas{}
		}
		inner := d.closeLocked(part).Value
		maps.Copy(properties, inner.Properties)
		schema.Required = slices.Concat(schema.Required, inner.Required)
	}
	schema.AllOf = nil
	for name, property := range properties {
		properties[name] = d.closeLocked(property)
	}
	schema.Properties = properties
	schema.Items = d.closeLocked(schema.Items)
	schema.OneOf, schema.AnyOf = d.closeAll(schema.OneOf), d.closeAll(schema.AnyOf)
	if len(schema.OneOf) > 0 && len(properties) > 0 {
		schema.OneOf, schema.Properties, properties = eachWith(schema.OneOf, properties), nil, nil
	}
	if additional := schema.AdditionalProperties.Schema; additional != nil {
		schema.AdditionalProperties.Schema = d.closeLocked(additional)
	} else if len(properties) > 0 {
		schema.AdditionalProperties.Has = new(bool)
	}
	return openapi3.NewSchemaRef(ref.Ref, &schema)
}

// eachWith returns closed schemas with further properties.
func eachWith(refs openapi3.SchemaRefs, further openapi3.Schemas) openapi3.SchemaRefs {
	extended := make(openapi3.SchemaRefs, len(refs))
	for i, ref := range refs {
		schema := *ref.Value
		if len(schema.OneOf) > 0 {
			schema.OneOf = eachWith(schema.OneOf, further)
		} else {
			schema.Properties = maps.Clone(schema.Properties)
			if schema.Properties == nil {
				schema.Properties, schema.AdditionalProperties.Has = openapi3.Schemas{}, new(bool)
			}
			maps.Copy(schema.Properties, further)
		}
		extended[i] = openapi3.NewSchemaRef(ref.Ref, &schema)
	}
	return extended
}

func (d *description) closeAll(refs openapi3.SchemaRefs) openapi3.SchemaRefs {
	closed := make(openapi3.SchemaRefs, len(refs))
	for i, ref := range refs {
		closed[i] = d.closeLocked(ref)
	}
	return closed
}
