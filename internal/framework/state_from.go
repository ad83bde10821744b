package framework

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type instant = timetypes.RFC3339

func stringValue(s string) types.String { return types.StringValue(s) }

// Difference is a planned value and Intercom's answer.
type Difference struct {
	Sent, Got attr.Value
	// Unsent: state had the planned value before. It is an element of a map of which another one changed.
	Unsent bool
}

// part is the difference of an argument, or of one element of a map: its values are maps with only that element.
type part struct {
	Difference
	argument, name string
	at             path.Path
	of             func(attr.Value) attr.Value
}

// differing returns the elements that differ of two maps, or else the argument.
func (f Fields) differing(argument string, d Difference) (all []part) {
	sent, is := d.Sent.(types.Map)
	got, too := d.Got.(types.Map)
	if is && too {
		keys := sent.Elements()
		maps.Copy(keys, got.Elements())
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			of := func(value attr.Value) attr.Value { return managedfields.Only(value, key) }
			if one := (Difference{Sent: of(sent), Got: of(got)}); !f.Same(argument, one.Sent, one.Got) {
				all = append(all, part{one, argument, managedfields.Element(argument, key), path.Root(argument).AtMapKey(key), of})
			}
		}
	}
	if len(all) == 0 {
		return []part{{d, argument, argument, path.Root(argument), func(value attr.Value) attr.Value { return value }}}
	}
	return all
}

// StateFrom completes what was planned with what Intercom answered to a write. Planned values stay as planned, since Terraform
// holds the provider to them, and what was unknown becomes known. differences are the values that were sent (those that
// prior does not have, or all of a new object) and that the answer shows otherwise. A map of which some values were unknown
// becomes what the answer shows.
func (f Fields) StateFrom(plan, answered, prior map[string]attr.Value) (state map[string]attr.Value, differences map[string]Difference) {
	state, differences = map[string]attr.Value{}, map[string]Difference{}
	for name, planned := range plan {
		got := answered[name]
		state[name] = planned
		if !whole(planned) {
			state[name] = got
			if name == "drift" {
				state[name] = DriftValue(nil)
			}
			continue
		}
		was := prior[name]
		cleared := planned.IsNull() && was != nil && !was.IsNull() && slices.Contains(f.Clearable, name)
		sent := cleared || !planned.IsNull() && (was == nil || !f.Same(name, planned, was))
		if sent && !slices.Contains(f.Terraform, name) && !f.Same(name, planned, got) {
			differences[name] = Difference{Sent: planned, Got: got}
		}
	}
	return state, differences
}

// partly are the values of an update of which a part was made: as planned where Intercom shows that, else what it shows. What is
// not managed, and what only Terraform knows, stays as state has it.
func (f Fields) partly(plan, shown, state map[string]attr.Value) map[string]attr.Value {
	values := map[string]attr.Value{}
	for name, planned := range plan {
		was, got := state[name], shown[name]
		switch {
		case got == nil || slices.Contains(f.Terraform, name) || slices.Contains(f.Immutable, name) || planned.IsNull() && was.IsNull() || f.Same(name, was, got):
			values[name] = was
		case whole(planned) && f.Same(name, planned, got):
			values[name] = planned
		default:
			values[name] = got
		}
	}
	return values
}

// stateFrom is StateFrom for models. after has everything that Intercom answered and becomes the new state.
func (r *object[M, T]) stateFrom(plan, after, prior *M) map[string]Difference {
	var before map[string]attr.Value
	if prior != nil {
		before = Values(prior)
	}
	state, differences := r.fields().StateFrom(Values(plan), Values(after), before)
	SetValues(after, state)
	return differences
}

// keepState completes a plan that sends nothing to Intercom.
func (r *object[M, T]) keepState(after, state *M) {
	values := Values(state)
	for name, planned := range Values(after) {
		if !planned.IsUnknown() {
			values[name] = planned
		}
	}
	SetValues(after, values)
}

// asks reports whether the plan differs from state in what Intercom stores, except for what only Intercom decides, or whether it needs an
// update without that.
func (r *object[M, T]) asks(plan, state *M) bool {
	before := Values(state)
	for name, planned := range Values(plan) {
		if !slices.Contains(r.fields().Terraform, name) && !slices.Contains(r.fields().Computed, name) && !planned.Equal(before[name]) {
			return true
		}
	}
	return r.kind.Resends != nil && r.kind.Resends(plan, state)
}

// StoredDifferently returns the warning for a create whose answer has another value at a path.
func (b *Base) StoredDifferently(at path.Path, label string, d Difference) diag.Diagnostic {
	return diag.NewAttributeWarningDiagnostic(at, fmt.Sprintf("Intercom stored %s of new %s differently", at, b.Plural),
		fmt.Sprintf("Of %s %s, %s was sent, and Intercom answered %s. State has what was sent. If Intercom keeps the other value, the next plan shows it as drift.",
			b.Name, label, quoted(d.Sent), quoted(d.Got)))
}

// NotShown returns the error for an update of a boolean that no answer shows.
func (b *Base) NotShown(at path.Path, label string) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(at, fmt.Sprintf("Intercom does not show %s of %s %s", at, b.Name, label),
		fmt.Sprintf("Intercom answered the update with success, but neither its answer nor a read shows %s, so it may not have changed. State keeps the value from before the update. The next apply sends the new one again.", at))
}

// NotStored returns the error for an update that Intercom did not carry out. ignored: Intercom shows the value from before it.
func (b *Base) NotStored(at path.Path, label string, d Difference, ignored bool) diag.Diagnostic {
	next := "plan again. If somebody else changed it at the same moment, the plan shows that. If this is how Intercom stores the value, apply once more: the provider accepts it when the same value has the same answer twice."
	if ignored {
		next = "plan again, and apply. If Intercom keeps the earlier value each time, it ignores the change: check whether the workspace's plan, the access token's permissions, and the API version allow it, or configure the value that Intercom shows."
	}
	summary, done := "Intercom did not store %s", "was sent"
	if d.Unsent {
		summary, done = "Intercom shows another value of %s", "was in state, and the plan did not change it"
	}
	return diag.NewAttributeErrorDiagnostic(at, fmt.Sprintf("Error updating %s %s: "+summary, b.Name, label, at),
		fmt.Sprintf("%s %s. Intercom's answer and a read after it show %s. State has what Intercom shows. The next plan shows which changes are left.\n\n"+
			"What to do: %s", quoted(d.Sent), done, quoted(d.Got), next))
}

func quoted(value attr.Value) string {
	if value == nil || value.IsNull() {
		return "no value"
	}
	if text, ok := value.(types.String); ok {
		return fmt.Sprintf("%q", intercom.Clean(text.ValueString(), 120))
	}
	return intercom.Clean(value.String(), 120)
}
