package export

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// configurable keeps of a state what a configuration can set: no computed attribute, no secret, no timeouts.
func configurable(attributes []*tfprotov6.SchemaAttribute, state map[string]tftypes.Value) map[string]tftypes.Value {
	config := map[string]tftypes.Value{}
	for _, a := range attributes {
		value, shown := state[a.Name]
		if !shown || value.IsNull() || !a.Optional && !a.Required || a.Sensitive || a.WriteOnly || a.Name == "timeouts" {
			value = tftypes.NewValue(a.ValueType(), nil)
		} else if a.NestedType != nil {
			value = nestedConfig(a.NestedType, value)
		}
		config[a.Name] = value
	}
	return config
}

// nestedConfig does the same for each object inside a value.
func nestedConfig(of *tfprotov6.SchemaObject, value tftypes.Value) tftypes.Value {
	one := func(v tftypes.Value) tftypes.Value {
		if v.IsNull() {
			return v
		}
		return tftypes.NewValue(v.Type(), configurable(of.Attributes, fields(v)))
	}
	switch of.Nesting {
	case tfprotov6.SchemaObjectNestingModeSingle:
		return one(value)
	case tfprotov6.SchemaObjectNestingModeMap:
		all := map[string]tftypes.Value{}
		for key, v := range fields(value) {
			all[key] = one(v)
		}
		return tftypes.NewValue(value.Type(), all)
	}
	var all []tftypes.Value
	for _, v := range elements(value) {
		all = append(all, one(v))
	}
	return tftypes.NewValue(value.Type(), all)
}

// place is where a value is in a resource.
type place struct {
	object *object
	// path are the names of the attributes, and keys those of the maps on the way: translations and body, fr.
	path, keys []string
}

func (p place) at(name string) place {
	p.path = append(slices.Clone(p.path), name)
	return p
}

func (p place) key(name string) place {
	p.keys = append(slices.Clone(p.keys), name)
	return p
}

// attributes writes what is set, the required arguments first.
func (e *export) attributes(of []*tfprotov6.SchemaAttribute, values map[string]tftypes.Value, p place) []hclwrite.ObjectAttrTokens {
	var all []hclwrite.ObjectAttrTokens
	for _, required := range []bool{true, false} {
		for _, a := range of {
			if v := values[a.Name]; a.Required == required && v.Type() != nil && !v.IsNull() {
				all = append(all, hclwrite.ObjectAttrTokens{Name: hclwrite.TokensForIdentifier(a.Name), Value: e.value(a.NestedType, v, p.at(a.Name))})
			}
		}
	}
	return all
}

// value writes a value.
func (e *export) value(of *tfprotov6.SchemaObject, v tftypes.Value, p place) hclwrite.Tokens {
	object := func(v tftypes.Value, p place) hclwrite.Tokens {
		return hclwrite.TokensForObject(e.attributes(of.Attributes, fields(v), p))
	}
	switch typ := v.Type(); {
	case v.IsNull():
		return hclwrite.TokensForValue(cty.NullVal(cty.DynamicPseudoType))
	case typ.Is(tftypes.String):
		return e.text(text(v), p)
	case typ.Is(tftypes.Bool):
		var b bool
		_ = v.As(&b)
		return hclwrite.TokensForValue(cty.BoolVal(b))
	case typ.Is(tftypes.Number):
		n := new(big.Float)
		_ = v.As(&n)
		return hclwrite.TokensForValue(cty.NumberVal(n))
	case typ.Is(tftypes.Map{}):
		return hclwrite.TokensForObject(e.entries(of, v, p))
	case of != nil && of.Nesting == tfprotov6.SchemaObjectNestingModeSingle:
		return object(v, p)
	case typ.Is(tftypes.Object{}):
		if of != nil {
			return object(v, p)
		}
		return hclwrite.TokensForObject(e.entries(nil, v, p))
	}
	var all []hclwrite.Tokens
	for _, element := range elements(v) {
		all = append(all, e.value(of, element, p))
	}
	return hclwrite.TokensForTuple(all)
}

// entries writes a map, its keys in order.
func (e *export) entries(of *tfprotov6.SchemaObject, v tftypes.Value, p place) []hclwrite.ObjectAttrTokens {
	all := fields(v)
	keys := make([]string, 0, len(all))
	for key := range all {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var entries []hclwrite.ObjectAttrTokens
	for _, key := range keys {
		entries = append(entries, hclwrite.ObjectAttrTokens{Name: e.key(key, p), Value: e.value(of, all[key], p.key(key))})
	}
	return entries
}

// text writes a string: a reference if it is an ID or a name, a file if it is long, a variable if the workspace's own, or else as it is.
func (e *export) text(s string, p place) hclwrite.Tokens {
	if reference, ok := e.reference(s, p); ok {
		return reference
	}
	if reference, before, ok := e.nameOf(s, p); ok && len(p.keys) == 0 {
		return interpolated(before, reference, "")
	}
	if long(s, p) {
		return e.bodyFile(s, p)
	}
	if tokens, ok := e.below(s, p); ok {
		return tokens
	}
	if e.options.Variables {
		if tokens, ok := e.variables.url(s); ok {
			return tokens
		}
	}
	return hclwrite.TokensForValue(cty.StringVal(s))
}

// bodies are the arguments that hold a text of any length.
var bodies = []string{"body", "body_markdown"}

// long reports whether a text goes to a file of its own.
func long(s string, p place) bool {
	isBody := slices.Contains(bodies, p.path[len(p.path)-1])
	return len(s) > 1000 || isBody && (len(s) > 80 || strings.ContainsAny(s, "\r\n"))
}
