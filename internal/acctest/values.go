package acctest

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// attributes returns the resource's attributes. The provider has no nested blocks, and this driver would not check them.
func (p *Protocol) attributes() []*tfprotov6.SchemaAttribute {
	block := p.schema.ResourceSchemas[p.name].Block
	if len(block.BlockTypes) > 0 {
		p.tb.Fatalf("%s has nested blocks: use nested attributes", p.name)
	}
	return block.Attributes
}

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

// value converts a Go value to a Terraform value of the type.
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
		return p.elements(typ, t.ElementType, v)
	case tftypes.Set:
		return p.elements(typ, t.ElementType, v)
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

func (p *Protocol) elements(typ, element tftypes.Type, v any) tftypes.Value {
	p.tb.Helper()
	given, ok := v.([]any)
	if !ok {
		return tftypes.NewValue(typ, nil)
	}
	values := make([]tftypes.Value, len(given))
	for i := range given {
		values[i] = p.value(element, given[i])
	}
	return tftypes.NewValue(typ, values)
}
