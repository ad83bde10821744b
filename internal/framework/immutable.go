package framework

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// Immutable describes the plan of an argument that cannot change in place.
type Immutable struct {
	Name, Label string
	ID          ID
	Plan, Prior attr.Value
	// Same reports whether the planned value means the same as the state's.
	Same func() bool
	// Keep plans the state's value. Replace plans a replacement.
	Keep, Replace func()
}

// PlanImmutable plans a replacement only if a known value refers to a different object than state and if the object was
// refreshed since the provider was configured. That is a plan walk, in which the user sees the replacement. An unknown
// value is planned in place, and the update verifies it.
func (b *Base) PlanImmutable(i *Immutable) (diags diag.Diagnostics) {
	switch {
	case !known(i.Plan) || i.Prior.IsNull():
	case i.Same():
		i.Keep()
	case b.Data == nil || b.Data.Walk.IsFresh(b.Claim(i.ID)):
		i.Replace()
	default:
		diags.Append(b.PlanAgain(i.Name, i.Label))
	}
	return diags
}

// PlanAgain stops an apply in which an unknown argument turned out to refer to a different object.
func (b *Base) PlanAgain(name, label string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(path.Root(name), fmt.Sprintf("%s %s must be replaced, which was not planned", capitalized(b.Name), label),
		fmt.Sprintf("%s cannot change in place, and its value was not known when this was planned, or the object was not refreshed. %s\n\n"+
			"What to do: plan again (without -refresh=false). The new plan shows the replacement before it happens.", name, NothingChanged))
}

// recheckImmutable refuses an update if immutable arguments that were unknown now differ from state.
func (r *object[M, T]) recheckImmutable(plan, state *M) diag.Diagnostic {
	values, before := Values(plan), Values(state)
	for _, name := range r.Immutable {
		if known(values[name]) && !before[name].IsNull() && !r.fields().Same(name, values[name], before[name]) {
			return r.PlanAgain(name, r.label(state))
		}
	}
	return nil
}

// known reports whether a value and the elements of a list are known. The attributes of an object count as known, because those that
// Intercom computes must not hide that the others changed.
func known(value attr.Value) bool {
	if value.IsUnknown() {
		return false
	}
	list, ok := value.(interface{ Elements() []attr.Value })
	return !ok || !slices.ContainsFunc(list.Elements(), func(each attr.Value) bool { return !known(each) })
}

// whole reports whether a value has no unknown part.
func whole(value attr.Value) bool {
	var parts []attr.Value
	switch v := value.(type) {
	case interface{ Elements() []attr.Value }:
		parts = v.Elements()
	case interface{ Elements() map[string]attr.Value }:
		parts = slices.Collect(maps.Values(v.Elements()))
	case interface{ Attributes() map[string]attr.Value }:
		parts = slices.Collect(maps.Values(v.Attributes()))
	}
	return !value.IsUnknown() && !slices.ContainsFunc(parts, func(part attr.Value) bool { return !whole(part) })
}

func pick(values map[string]attr.Value, name string) map[string]attr.Value {
	return map[string]attr.Value{name: values[name]}
}
