package acctest

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// proposedNew is Terraform's first guess at the new state, as its core builds it: the configured values, and the prior
// values of computed attributes that the configuration omits.
func proposedNew(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	proposed := map[string]tftypes.Value{}
	for _, a := range attributes {
		was, value := field(prior, a.Name), field(config, a.Name)
		switch {
		case a.WriteOnly:
			value = tftypes.NewValue(value.Type(), nil)
		case a.Computed && value.IsNull():
			// A block in state with arguments that only a configuration can set was configured before.
			if !a.Optional || a.NestedType == nil || !hasArguments(a.NestedType, was) {
				value = was
			}
		case a.NestedType != nil:
			value = proposedNested(a.NestedType, was, value)
		}
		proposed[a.Name] = value
	}
	return tftypes.NewValue(config.Type(), proposed)
}

func proposedNested(nested *tfprotov6.SchemaObject, prior, config tftypes.Value) tftypes.Value {
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	switch nested.Nesting {
	case tfprotov6.SchemaObjectNestingModeSingle:
		return proposedNew(nested.Attributes, prior, config)
	case tfprotov6.SchemaObjectNestingModeMap:
		before, proposed := fields(prior), map[string]tftypes.Value{}
		for key, element := range fields(config) {
			was, existed := before[key]
			if !existed {
				was = tftypes.NewValue(element.Type(), nil)
			}
			proposed[key] = proposedNew(nested.Attributes, was, element)
		}
		return tftypes.NewValue(config.Type(), proposed)
	}
	before, proposed := slices.Clone(list(prior)), slices.Clone(list(config)) // a Value returns its own slice
	for i, element := range proposed {
		match := i
		if nested.Nesting == tfprotov6.SchemaObjectNestingModeSet {
			match = slices.IndexFunc(before, func(was tftypes.Value) bool { return derives(nested.Attributes, was, element) })
		}
		if match < 0 || match >= len(before) {
			continue
		}
		proposed[i] = proposedNew(nested.Attributes, before[match], element)
		if nested.Nesting == tfprotov6.SchemaObjectNestingModeSet {
			before = slices.Delete(before, match, match+1)
		}
	}
	return tftypes.NewValue(config.Type(), proposed)
}

// derives reports whether prior is config with only computed values added, which is how core matches an element of a set.
func derives(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) bool {
	if prior.Equal(config) {
		return true
	}
	for _, a := range attributes {
		was, value := field(prior, a.Name), field(config, a.Name)
		switch {
		case was.Equal(value), a.Computed && value.IsNull():
		case a.NestedType != nil && a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle && derives(a.NestedType.Attributes, was, value):
		default:
			return false
		}
	}
	return true
}

// hasArguments reports whether a value contains something that no provider could have computed.
func hasArguments(nested *tfprotov6.SchemaObject, v tftypes.Value) bool {
	if v.IsNull() || !v.IsKnown() {
		return false
	}
	elements := []tftypes.Value{v}
	switch nested.Nesting {
	case tfprotov6.SchemaObjectNestingModeMap:
		elements = nil
		for _, element := range fields(v) {
			elements = append(elements, element)
		}
	case tfprotov6.SchemaObjectNestingModeList, tfprotov6.SchemaObjectNestingModeSet:
		elements = list(v)
	}
	for _, element := range elements {
		for _, a := range nested.Attributes {
			value := field(element, a.Name)
			if !value.IsNull() && (!a.Computed || a.NestedType != nil && hasArguments(a.NestedType, value)) {
				return true
			}
		}
	}
	return false
}

// field returns an object's attribute: null in a null object, unknown in an unknown one.
func field(object tftypes.Value, name string) tftypes.Value {
	typ := object.Type().(tftypes.Object).AttributeTypes[name]
	switch {
	case !object.IsKnown():
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	case object.IsNull():
		return tftypes.NewValue(typ, nil)
	}
	return fields(object)[name]
}

// fields returns the elements of an object or a map, or nothing if it is null or unknown.
func fields(v tftypes.Value) (values map[string]tftypes.Value) {
	if !v.IsKnown() || v.As(&values) != nil {
		return nil
	}
	return values
}

// list returns the elements of a list or a set, or nothing if it is null or unknown.
func list(v tftypes.Value) (values []tftypes.Value) {
	if !v.IsKnown() || v.As(&values) != nil {
		return nil
	}
	return values
}
