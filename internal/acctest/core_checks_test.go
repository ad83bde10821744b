package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func nested(mode tfprotov6.SchemaObjectNestingMode) []*tfprotov6.SchemaAttribute {
	return []*tfprotov6.SchemaAttribute{
		{Name: "set", Type: tftypes.String, Optional: true},
		{Name: "both", Type: tftypes.String, Optional: true, Computed: true},
		{Name: "map", Type: tftypes.Map{ElementType: tftypes.String}, Optional: true},
		{Name: "in", Optional: true, NestedType: &tfprotov6.SchemaObject{Nesting: mode, Attributes: []*tfprotov6.SchemaAttribute{
			{Name: "key", Type: tftypes.String, Optional: true}, {Name: "id", Type: tftypes.String, Optional: true, Computed: true},
		}}},
	}
}

// build makes a value of the attributes like a configuration.
func build(t *testing.T, attributes []*tfprotov6.SchemaAttribute, block Block) tftypes.Value {
	t.Helper()
	p := &Protocol{walks: &walks{tb: t}}
	return p.value((&tfprotov6.SchemaBlock{Attributes: attributes}).ValueType(), block)
}

func pair(key, id any) Block { return Block{"key": key, "id": id} }

// TestPlanValid: what a provider may plan according to core.
func TestPlanValid(t *testing.T) {
	t.Parallel()
	list := tfprotov6.SchemaObjectNestingModeList
	for name, c := range map[string]struct {
		mode                   tfprotov6.SchemaObjectNestingMode
		prior, config, planned Block
		wrong                  int
	}{
		"as configured":                       {list, nil, Block{"set": "a"}, Block{"set": "a", "both": Unknown}, 0},
		"another value":                       {list, nil, Block{"set": "a"}, Block{"set": "b"}, 1},
		"the value before":                    {list, Block{"set": "b"}, Block{"set": "a"}, Block{"set": "b"}, 0},
		"unknown planned as null":             {list, nil, Block{"set": Unknown}, Block{}, 1},
		"known planned as unknown":            {list, nil, Block{"both": "a"}, Block{"both": Unknown}, 1},
		"a value nobody configured":           {list, Block{"set": "a"}, Block{}, Block{"set": "a"}, 1},
		"part of a map":                       {list, Block{"map": Block{"a": "1"}}, Block{"map": Block{"a": "1", "b": "2"}}, Block{"map": Block{"b": "2"}}, 1},
		"computed in a list":                  {list, nil, Block{"in": []any{pair("a", nil)}}, Block{"in": []any{pair("a", Unknown)}}, 0},
		"shorter list":                        {list, nil, Block{"in": []any{pair("a", nil)}}, Block{"in": []any{}}, 1},
		"another value in a list":             {list, nil, Block{"in": []any{pair("a", nil)}}, Block{"in": []any{pair("b", nil)}}, 1},
		"known list for an unknown one":       {list, nil, Block{"in": Unknown}, Block{"in": []any{pair("a", nil)}}, 1},
		"another value in a single":           {tfprotov6.SchemaObjectNestingModeSingle, nil, Block{"in": pair("a", nil)}, Block{"in": pair("b", "c")}, 1},
		"other keys of nested attributes":     {tfprotov6.SchemaObjectNestingModeMap, nil, Block{"in": Block{"x": pair("a", nil)}}, Block{"in": Block{"y": pair("a", nil)}}, 1},
		"another value in a map":              {tfprotov6.SchemaObjectNestingModeMap, nil, Block{"in": Block{"x": pair("a", nil)}}, Block{"in": Block{"x": pair("b", "1")}}, 1},
		"a set with fewer elements":           {tfprotov6.SchemaObjectNestingModeSet, nil, Block{"in": []any{pair("a", nil)}}, Block{"in": []any{}}, 1},
		"a set whose elements are not judged": {tfprotov6.SchemaObjectNestingModeSet, nil, Block{"in": []any{pair("a", nil)}}, Block{"in": []any{pair("b", "1")}}, 0},
	} {
		attributes := nested(c.mode)
		prior := tftypes.NewValue((&tfprotov6.SchemaBlock{Attributes: attributes}).ValueType(), nil)
		if c.prior != nil {
			prior = build(t, attributes, c.prior)
		}
		if got := planValid(attributes, prior, build(t, attributes, c.config), build(t, attributes, c.planned)); len(got) != c.wrong {
			t.Errorf("%s: %q, want %d problems", name, got, c.wrong)
		}
	}
}

// TestCompatible: an unknown value may become known, and nothing else may change.
func TestCompatible(t *testing.T) {
	t.Parallel()
	list, set := tfprotov6.SchemaObjectNestingModeList, tfprotov6.SchemaObjectNestingModeSet
	for name, c := range map[string]struct {
		mode            tfprotov6.SchemaObjectNestingMode
		planned, actual Block
		wrong           int
	}{
		"unknown became known":  {list, Block{"both": Unknown, "in": Unknown}, Block{"both": "a", "in": []any{pair("a", nil)}}, 0},
		"unknown became null":   {list, Block{"both": Unknown}, Block{}, 0},
		"known changed":         {list, Block{"set": "a"}, Block{"set": "b"}, 1},
		"known became unknown":  {list, Block{"set": "a"}, Block{"set": Unknown}, 1},
		"null became a value":   {list, Block{}, Block{"set": "a"}, 1},
		"a key came, one went":  {list, Block{"map": Block{"a": "1"}}, Block{"map": Block{"b": "1"}}, 2},
		"list grew":             {list, Block{"in": []any{}}, Block{"in": []any{pair("a", nil)}}, 1},
		"known in a list":       {list, Block{"in": []any{pair("a", Unknown)}}, Block{"in": []any{pair("b", "1")}}, 1},
		"set got known":         {set, Block{"in": []any{pair("a", Unknown), pair("b", "2")}}, Block{"in": []any{pair("b", "2"), pair("a", "1")}}, 0},
		"set has other element": {set, Block{"in": []any{pair("a", Unknown)}}, Block{"in": []any{pair("b", "1")}}, 2},
	} {
		attributes := nested(c.mode)
		if got := compatible(build(t, attributes, c.planned), build(t, attributes, c.actual)); len(got) != c.wrong {
			t.Errorf("%s: %q, want %d problems", name, got, c.wrong)
		}
	}
}

// TestProposedNew: computed values that the configuration omits stay, in each kind of nesting, and the configuration does
// not change.
func TestProposedNew(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mode                tfprotov6.SchemaObjectNestingMode
		prior, config, want any
	}{
		"single": {tfprotov6.SchemaObjectNestingModeSingle, pair("a", "1"), pair("b", nil), pair("b", "1")},
		"list by index": {
			tfprotov6.SchemaObjectNestingModeList,
			[]any{pair("a", "1")},
			[]any{pair("b", nil), pair("a", nil)},
			[]any{pair("b", "1"), pair("a", nil)},
		},
		"map by key": {
			tfprotov6.SchemaObjectNestingModeMap,
			Block{"x": pair("a", "1")},
			Block{"x": pair("b", nil), "y": pair("a", nil)},
			Block{"x": pair("b", "1"), "y": pair("a", nil)},
		},
		"set by value": {
			tfprotov6.SchemaObjectNestingModeSet,
			[]any{pair("a", "1"), pair("b", "2")},
			[]any{pair("b", nil), pair("c", nil)},
			[]any{pair("b", "2"), pair("c", nil)},
		},
		"unknown": {tfprotov6.SchemaObjectNestingModeList, []any{pair("a", "1")}, Unknown, Unknown},
		"removed": {tfprotov6.SchemaObjectNestingModeList, []any{pair("a", "1")}, nil, nil},
	} {
		attributes := nested(c.mode)
		config := build(t, attributes, Block{"set": nil, "in": c.config})
		got := proposedNew(attributes, build(t, attributes, Block{"set": "a", "both": "b", "in": c.prior}), config)
		if want := build(t, attributes, Block{"both": "b", "in": c.want}); !got.Equal(want) {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if !config.Equal(build(t, attributes, Block{"in": c.config})) {
			t.Errorf("%s changed the configuration: %s", name, config)
		}
	}
}
