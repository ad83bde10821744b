package acctest

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func (p *Protocol) block() *tfprotov6.SchemaBlock { return p.schema.ResourceSchemas[p.name].Block }

func (p *Protocol) typ() tftypes.Type { return p.schema.ResourceSchemas[p.name].ValueType() }

func (p *Protocol) null() tftypes.Value { return tftypes.NewValue(p.typ(), nil) }

func (p *Protocol) must(err error) {
	p.tb.Helper()
	if err != nil {
		p.tb.Fatal(err)
	}
}

func (p *Protocol) dynamic(typ tftypes.Type, v tftypes.Value) *tfprotov6.DynamicValue {
	p.tb.Helper()
	d, err := tfprotov6.NewDynamicValue(typ, v)
	p.must(err)
	return &d
}

func (p *Protocol) undynamic(d *tfprotov6.DynamicValue) tftypes.Value {
	p.tb.Helper()
	if d == nil {
		return p.null()
	}
	v, err := d.Unmarshal(p.typ())
	p.must(err)
	return v
}

// value converts a Go value to one of Terraform's of the type.
func (p *Protocol) value(typ tftypes.Type, v any) tftypes.Value {
	p.tb.Helper()
	if v == Unknown {
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	}
	switch t := typ.(type) {
	case tftypes.Object:
		given, ok := v.(map[string]any)
		if !ok {
			return tftypes.NewValue(typ, nil)
		}
		values := map[string]tftypes.Value{}
		for name, attribute := range t.AttributeTypes {
			values[name] = p.value(attribute, given[name])
		}
		for name := range given {
			if _, ok := values[name]; !ok {
				p.tb.Fatalf("there is no attribute %s", name)
			}
		}
		return tftypes.NewValue(typ, values)
	case tftypes.List:
		given, ok := v.([]any)
		if !ok {
			return tftypes.NewValue(typ, nil)
		}
		values := make([]tftypes.Value, len(given))
		for i := range given {
			values[i] = p.value(t.ElementType, given[i])
		}
		return tftypes.NewValue(typ, values)
	case tftypes.Map:
		given, ok := v.(map[string]any)
		if !ok {
			return tftypes.NewValue(typ, nil)
		}
		values := map[string]tftypes.Value{}
		for name := range given {
			values[name] = p.value(t.ElementType, given[name])
		}
		return tftypes.NewValue(typ, values)
	}
	if s, ok := v.(string); ok && typ.Is(tftypes.Number) {
		n, _, err := big.ParseFloat(s, 10, 53, big.ToNearestEven)
		p.must(err)
		v = n
	}
	return tftypes.NewValue(typ, v)
}

// proposedNew is Terraform's first guess at the new state, as its core makes it: what is configured, and of what is computed
// and left out what was there before.
func proposedNew(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	var before, configured map[string]tftypes.Value
	if !config.IsKnown() || config.IsNull() || config.As(&configured) != nil {
		return config
	}
	if prior.IsKnown() && !prior.IsNull() && prior.As(&before) != nil {
		before = nil
	}
	proposed := map[string]tftypes.Value{}
	for _, a := range attributes {
		value := configured[a.Name]
		was, existed := before[a.Name]
		switch {
		case value.IsNull() && a.Computed && existed:
			value = was
		case a.NestedType != nil && a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeList && existed:
			value = proposedList(a.NestedType.Attributes, was, value)
		}
		proposed[a.Name] = value
	}
	return tftypes.NewValue(config.Type(), proposed)
}

func proposedList(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	var before, configured []tftypes.Value
	if !config.IsKnown() || config.As(&configured) != nil || prior.As(&before) != nil || len(before) != len(configured) {
		return config
	}
	elements := make([]tftypes.Value, len(configured))
	for i := range configured {
		elements[i] = proposedNew(attributes, before[i], configured[i])
	}
	return tftypes.NewValue(config.Type(), elements)
}
