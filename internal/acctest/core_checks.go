package acctest

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The rules by which Terraform's core judges plans and results. Core has them in an internal package; these are the same rules for
// schemas without nested blocks, because this provider has no nested blocks.

// action is core's name for the change.
func (p Planned) action() string {
	switch {
	case p.IsNull():
		return "delete"
	case p.Prior.IsNull():
		return "create"
	case p.Replace || len(p.Replaces) > 0:
		return "replace"
	case p.State.Equal(p.Prior.State):
		return "no-op"
	}
	return "update"
}

// changed returns those of the paths at which something changes; core ignores the others.
func changed(prior, planned tftypes.Value, paths []*tftypes.AttributePath) (differ []string) {
	if prior.IsNull() {
		return nil
	}
	for _, path := range paths {
		before, _, errBefore := tftypes.WalkAttributePath(prior, path)
		after, _, errAfter := tftypes.WalkAttributePath(planned, path)
		was, isBefore := before.(tftypes.Value)
		is, isAfter := after.(tftypes.Value)
		if errBefore != nil || errAfter != nil || !isBefore || !isAfter || !is.IsFullyKnown() || !was.Equal(is) {
			differ = append(differ, path.String())
		}
	}
	return differ
}

// samePlan returns the differences between two plans other than unknown values that the second one knows.
func samePlan(first, second Planned) []string {
	if was, is := first.action(), second.action(); was != is && (was != "update" || is != "no-op") {
		return []string{fmt.Sprintf("the planned action changed from %s to %s %v", was, is, second.Replaces)}
	}
	return compatible(first.State, second.State)
}

// wholly returns the values that are still unknown.
func wholly(v tftypes.Value) (problems []string) {
	_ = tftypes.Walk(v, func(path *tftypes.AttributePath, v tftypes.Value) (bool, error) { // the function returns no error
		if !v.IsKnown() {
			problems = append(problems, fmt.Sprintf("%s is still unknown", path))
		}
		return true, nil
	})
	return problems
}

// planValid returns the contradictions between a plan and the configuration.
func planValid(attributes []*tfprotov6.SchemaAttribute, prior, config, planned tftypes.Value) []string {
	if config.IsNull() != planned.IsNull() {
		return []string{fmt.Sprintf("planned %s, configured %s", planned, config)}
	}
	if planned.IsNull() {
		return nil
	}
	return attributesValid(attributes, prior, config, planned, tftypes.NewAttributePath())
}

func attributesValid(attributes []*tfprotov6.SchemaAttribute, prior, config, planned tftypes.Value, path *tftypes.AttributePath) (problems []string) {
	for _, a := range attributes {
		at := path.WithAttributeName(a.Name)
		problems = append(problems, valueValid(a, field(prior, a.Name), field(config, a.Name), field(planned, a.Name), at)...)
	}
	return problems
}

func valueValid(a *tfprotov6.SchemaAttribute, prior, config, planned tftypes.Value, path *tftypes.AttributePath) []string {
	wrong := func(why string) []string {
		return []string{fmt.Sprintf("%s: %s: planned %s, configured %s, before %s", path, why, planned, config, prior)}
	}
	switch {
	case planned.Equal(config), planned.Equal(prior) && !prior.IsNull() && !config.IsNull():
		return nil
	case a.WriteOnly && planned.IsNull():
		return nil
	case a.WriteOnly:
		return wrong("a write-only argument is in the plan")
	case a.Computed && (!a.Optional || config.IsNull()):
		return nil
	case config.IsNull():
		return wrong("a value for an argument that is neither configured nor computed")
	case a.NestedType == nil:
		return wrong("neither the configured value nor that before")
	case planned.IsNull():
		return wrong("nothing is planned for what is configured")
	case !planned.IsKnown():
		return wrong("unknown although configured")
	}
	return nestedValid(a.NestedType, prior, config, planned, path, wrong)
}

func nestedValid(nested *tfprotov6.SchemaObject, prior, config, planned tftypes.Value, path *tftypes.AttributePath, wrong func(string) []string) (problems []string) {
	switch nested.Nesting {
	case tfprotov6.SchemaObjectNestingModeSingle:
		return attributesValid(nested.Attributes, prior, config, planned, path)
	case tfprotov6.SchemaObjectNestingModeList:
		before, configured, is := list(prior), list(config), list(planned)
		if !config.IsKnown() || len(configured) != len(is) {
			return wrong("another number of elements than configured")
		}
		for i := range is {
			was := tftypes.NewValue(is[i].Type(), nil)
			if i < len(before) {
				was = before[i]
			}
			problems = append(problems, attributesValid(nested.Attributes, was, configured[i], is[i], path.WithElementKeyInt(i))...)
		}
	case tfprotov6.SchemaObjectNestingModeMap:
		before, configured, is := fields(prior), fields(config), fields(planned)
		if !config.IsKnown() || !slices.Equal(slices.Sorted(maps.Keys(configured)), slices.Sorted(maps.Keys(is))) {
			return wrong("other keys than configured")
		}
		for key := range is {
			was, existed := before[key]
			if !existed {
				was = tftypes.NewValue(is[key].Type(), nil)
			}
			problems = append(problems, attributesValid(nested.Attributes, was, configured[key], is[key], path.WithElementKeyString(key))...)
		}
	case tfprotov6.SchemaObjectNestingModeSet:
		// Elements of a set cannot be told apart, so only their number matters. Unknown ones may turn out to be equal.
		if config.IsFullyKnown() && planned.IsFullyKnown() && len(list(config)) != len(list(planned)) {
			return wrong("another number of elements than configured")
		}
	default:
		return wrong("a kind of nesting that this driver does not know")
	}
	return problems
}

// compatible returns the differences between planned and actual other than unknown values that became known.
func compatible(planned, actual tftypes.Value) []string {
	return valueCompatible(planned, actual, tftypes.NewAttributePath())
}

func valueCompatible(planned, actual tftypes.Value, path *tftypes.AttributePath) (problems []string) {
	typ := planned.Type()
	switch {
	case !planned.IsKnown(), planned.Equal(actual):
		return nil
	case planned.IsNull(), actual.IsNull(), !actual.IsKnown(), !isContainer(typ):
		return []string{fmt.Sprintf("%s: was %s, is %s", path, planned, actual)}
	case typ.Is(tftypes.Set{}):
		return setCompatible(list(planned), list(actual), path)
	case typ.Is(tftypes.List{}), typ.Is(tftypes.Tuple{}):
		was, is := list(planned), list(actual)
		if len(was) != len(is) {
			return []string{fmt.Sprintf("%s: had %d elements, has %d", path, len(was), len(is))}
		}
		for i := range was {
			problems = append(problems, valueCompatible(was[i], is[i], path.WithElementKeyInt(i))...)
		}
		return problems
	}
	was, is := fields(planned), fields(actual)
	for _, key := range slices.Sorted(maps.Keys(was)) {
		at := path.WithElementKeyString(key)
		if typ.Is(tftypes.Object{}) {
			at = path.WithAttributeName(key)
		}
		if now, exists := is[key]; exists {
			problems = append(problems, valueCompatible(was[key], now, at)...)
		} else {
			problems = append(problems, fmt.Sprintf("%s: was %s, is gone", at, was[key]))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(is)) {
		if _, existed := was[key]; !existed {
			problems = append(problems, fmt.Sprintf("%s: was absent, is %s", path.WithElementKeyString(key), is[key]))
		}
	}
	return problems
}

// setCompatible requires a counterpart for each element on either side. Unknown elements may have become one.
func setCompatible(planned, actual []tftypes.Value, path *tftypes.AttributePath) (problems []string) {
	if len(actual) > len(planned) {
		problems = append(problems, fmt.Sprintf("%s: had %d elements, has %d", path, len(planned), len(actual)))
	}
	for _, was := range planned {
		if !slices.ContainsFunc(actual, func(is tftypes.Value) bool { return len(valueCompatible(was, is, path)) == 0 }) {
			problems = append(problems, fmt.Sprintf("%s: the element %s is gone", path, was))
		}
	}
	for _, is := range actual {
		if !slices.ContainsFunc(planned, func(was tftypes.Value) bool { return len(valueCompatible(was, is, path)) == 0 }) {
			problems = append(problems, fmt.Sprintf("%s: the element %s is new", path, is))
		}
	}
	return problems
}

func isContainer(typ tftypes.Type) bool {
	return typ.Is(tftypes.Object{}) || typ.Is(tftypes.Map{}) || typ.Is(tftypes.List{}) || typ.Is(tftypes.Tuple{}) || typ.Is(tftypes.Set{})
}
