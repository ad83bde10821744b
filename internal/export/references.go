package export

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// naturalKeys are the arguments by which a data source finds one object, the best first: what another workspace has, too, before
// what is only in this one.
var naturalKeys = []string{"default", "email", "name", "full_name", "display_name", "internal_label", "title", "identifier"}

// dataBlock is a data source in the output.
type dataBlock struct {
	typ, name string
	arguments map[string]hclwrite.Tokens
}

// source is what is known of a data source type: its arguments, and all objects of its kind.
type source struct {
	// required are the arguments that must be set besides a natural key.
	required []string
	optional map[string]bool
	items    []map[string]tftypes.Value
}

// refersTo returns the type whose ID the value at p is, or "".
func refersTo(p place) string {
	typ := p.object.kind.References[strings.Join(p.path, ".")]
	before, argument, found := strings.Cut(typ, "{")
	if !found {
		return typ
	}
	argument, after, _ := strings.Cut(argument, "}")
	return before + text(p.object.state[argument]) + after
}

// reference writes an ID as a reference to the exported object or to a data source. An ID that neither can name stays as it is, and
// the README lists it, unless it is of an object that only this workspace can have.
func (e *export) reference(id string, p place) (hclwrite.Tokens, bool) {
	typ := refersTo(p)
	if typ == "" || id == "" {
		return nil, false
	}
	if o := e.ids[typ][id]; o != nil {
		return traversal(o.kind.Type, o.name, "id"), true
	}
	if name, ok := e.dataSource(typ, id, p); ok {
		return traversal("data", typ, name, "id"), true
	}
	if uncopied[p.object.kind.Type] != "" {
		return nil, false
	}
	e.literals = append(e.literals, literal{p.object.address(), strings.Join(p.path, "."), id, typ})
	return nil, false
}

// below writes a URL below that of a data source which the object refers to, such as its help center, with a reference: another
// workspace has another one.
func (e *export) below(s string, p place) (hclwrite.Tokens, bool) {
	if !strings.Contains(s, "://") {
		return nil, false
	}
	for _, argument := range slices.Sorted(maps.Keys(p.object.kind.References)) {
		typ, id := p.object.kind.References[argument], text(p.object.state[argument])
		if id == "" || e.kinds[typ] != nil || e.source(typ) == nil {
			continue
		}
		base := text(e.source(typ).item(id)["url"])
		after, found := strings.CutPrefix(s, base)
		if !found || base == "" || !strings.HasPrefix(after, "/") {
			continue
		}
		if name, ok := e.dataSource(typ, id, p); ok {
			return interpolated("", traversal("data", typ, name, "url"), after), true
		}
	}
	return nil, false
}

func traversal(root string, names ...string) hclwrite.Tokens {
	t := hcl.Traversal{hcl.TraverseRoot{Name: root}}
	for _, name := range names {
		t = append(t, hcl.TraverseAttr{Name: name})
	}
	return hclwrite.TokensForTraversal(t)
}

// dataSource returns the name of a data source that finds the object with the ID.
func (e *export) dataSource(typ, id string, p place) (string, bool) {
	keys := []string{typ, id}
	s := e.source(typ)
	if s == nil {
		return "", false
	}
	config, arguments, scope := map[string]tftypes.Value{}, map[string]hclwrite.Tokens{}, map[string]string{}
	for _, name := range s.required {
		value := p.object.state[name]
		if text(value) == "" {
			return "", false
		}
		config[name], scope[name] = value, text(value)
		arguments[name] = e.text(text(value), place{object: p.object, path: []string{name}})
		keys = append(keys, text(value))
	}
	key := strings.Join(keys, "/")
	if name, known := e.data[key]; known {
		return name, name != ""
	}
	e.data[key] = ""
	argument, value, title := s.find(id, scope)
	if argument == "" {
		return "", false
	}
	config[argument] = value
	// The data source itself decides: it may find more than the list shows.
	state, err := e.server.data(e.ctx, typ, config)
	if err != nil && !errors.Is(err, errNoMatch) {
		e.failLookUp(typ, err)
	}
	if err != nil || text(state["id"]) != id {
		return "", false
	}
	arguments[argument] = e.lookup(typ, argument, value, title)
	name := e.names.give("data."+typ, strings.Join(keys[1:], "/"), title)
	e.data[key] = name
	e.blocks = append(e.blocks, dataBlock{typ, name, arguments})
	return name, true
}

// lookup writes the argument that finds an object: a variable if it is the workspace's own.
func (e *export) lookup(typ, argument string, value tftypes.Value, title string) hclwrite.Tokens {
	switch {
	case argument == "default":
		return hclwrite.TokensForValue(cty.True)
	case e.options.Variables && (argument == "email" || argument == "identifier"):
		return e.variables.reference(strings.TrimPrefix(typ, prefix)+"_"+slug(title)+"_"+argument, text(value), "The "+argument+" of "+strings.TrimPrefix(typ, prefix)+" "+title+".")
	}
	return hclwrite.TokensForValue(cty.StringVal(text(value)))
}

// source reads all objects of a data source's kind, once. Records have none: there can be many thousands, each of which would be a
// search in every plan.
func (e *export) source(typ string) *source {
	if s, known := e.sources[typ]; known {
		return s
	}
	e.sources[typ] = nil
	if k := e.kinds[typ]; k != nil && k.Records != "" {
		return nil
	}
	schema := e.server.schema.DataSourceSchemas[typ]
	plural, list := e.plural(typ)
	if schema == nil || plural == "" {
		return nil
	}
	s := &source{optional: map[string]bool{}}
	for _, a := range schema.Block.Attributes {
		if a.Required {
			s.required = append(s.required, a.Name)
		}
		if a.Optional {
			s.optional[a.Name] = true
		}
	}
	state, err := e.server.data(e.ctx, plural, nil)
	if err != nil {
		e.failLookUp(typ, err)
		return nil
	}
	for _, item := range elements(state[list]) {
		s.items = append(s.items, fields(item))
	}
	e.sources[typ] = s
	return s
}

// plural returns the data source that lists all objects of a type, and its attribute with the list.
func (e *export) plural(typ string) (name, list string) {
	singular := strings.TrimPrefix(typ, prefix)
	names := []string{singular + "s"}
	if stem, ok := strings.CutSuffix(singular, "y"); ok {
		names = append(names, stem+"ies")
	}
	for _, plural := range names {
		schema := e.server.schema.DataSourceSchemas[prefix+plural]
		if schema == nil || slices.ContainsFunc(schema.Block.Attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Required }) {
			continue
		}
		return prefix + plural, plural
	}
	return "", ""
}

// item returns the object with the ID, or nothing.
func (s *source) item(id string) map[string]tftypes.Value {
	for _, one := range s.items {
		if text(one["id"]) == id {
			return one
		}
	}
	return nil
}

// find returns an argument with a value that only the object with the ID has, among those within the scope, and what people know
// the object by.
func (s *source) find(id string, scope map[string]string) (argument string, value tftypes.Value, title string) {
	item := s.item(id)
	var others []map[string]tftypes.Value
	for _, one := range s.items {
		if text(one["id"]) != id && within(one, scope) {
			others = append(others, one)
		}
	}
	for _, name := range naturalKeys {
		v, shown := item[name]
		if !shown || !s.optional[name] || v.IsNull() {
			continue
		}
		if isDefault := false; name == "default" && (v.As(&isDefault) != nil || !isDefault) || name != "default" && text(v) == "" {
			continue
		}
		if !slices.ContainsFunc(others, func(other map[string]tftypes.Value) bool {
			return other[name].Equal(v) || strings.EqualFold(text(other[name]), text(v)) && text(v) != ""
		}) {
			return name, v, titleOf(item)
		}
	}
	return "", tftypes.Value{}, ""
}

// within reports whether an item may be what the required arguments select.
func within(item map[string]tftypes.Value, scope map[string]string) bool {
	for name, value := range scope {
		if one := text(item[name]); one != "" && one != value {
			return false
		}
		if many := elements(item[name+"s"]); len(many) > 0 && !slices.ContainsFunc(many, func(v tftypes.Value) bool { return text(v) == value }) {
			return false
		}
	}
	return true
}

// titleOf returns what people know an object by.
func titleOf(item map[string]tftypes.Value) string {
	for _, name := range []string{"name", "display_name", "internal_label", "title", "email", "identifier"} {
		if s := text(item[name]); s != "" {
			return s
		}
	}
	return ""
}
