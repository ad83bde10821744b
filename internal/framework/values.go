package framework

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Text returns null for text that is empty in Intercom.
func Text(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

// Always is Text for what every object has, such as a name: where an answer leaves it out, the value stays as it was before.
func Always(shown string, before types.String) types.String {
	if shown == "" && !before.IsUnknown() {
		return before
	}
	return Text(shown)
}

// Flag is a boolean of Intercom's. Where an answer leaves it out, the value stays as it was before.
func Flag(shown *bool, before types.Bool) types.Bool {
	if shown == nil && !before.IsUnknown() {
		return before
	}
	return types.BoolPointerValue(shown)
}

// Time returns null for a time that is empty in Intercom.
func Time(t intercom.UnixTime) timetypes.RFC3339 {
	if t.IsZero() {
		return timetypes.NewRFC3339Null()
	}
	return timetypes.NewRFC3339TimeValue(t.Time)
}

// TimeAs is Time, but keeps the earlier spelling of the same time.
func TimeAs(before timetypes.RFC3339, t intercom.UnixTime) timetypes.RFC3339 {
	if at, _ := before.ValueRFC3339Time(); !t.IsZero() && at.Equal(t.Time) {
		return before
	}
	return Time(t)
}

// String is the update's field that changes text from the state's to the planned value; null clears it.
func String(planned, state types.String) (f intercom.Field[string]) {
	if planned.Equal(state) || planned.IsUnknown() {
		return f
	}
	if planned.IsNull() {
		return intercom.Null[string]()
	}
	return intercom.Set(planned.ValueString())
}

// StringOrEmpty is String for a field that "" clears.
func StringOrEmpty(planned, state types.String) intercom.Field[string] {
	f := String(planned, state)
	if _, set := f.Get(); !set && !f.IsZero() {
		return intercom.Set("")
	}
	return f
}

// Instant is the update's field that changes a time from the state's to the planned value; null clears it. A time that differs only
// in its fraction of a second is no change: whole seconds are sent.
func Instant(planned, state timetypes.RFC3339) (f intercom.Field[intercom.UnixTime]) {
	to, _ := planned.ValueRFC3339Time()
	from, _ := state.ValueRFC3339Time()
	switch {
	case planned.IsUnknown() || planned.IsNull() == state.IsNull() && to.Unix() == from.Unix():
		return f
	case planned.IsNull():
		return intercom.Null[intercom.UnixTime]()
	}
	return intercom.Set(intercom.UnixTime{Time: to})
}

// Kept is String for a field that cannot be cleared: null does not change the value.
func Kept(planned, state types.String) (f intercom.Field[string]) {
	if planned.IsNull() {
		return f
	}
	return String(planned, state)
}

// Int64 is the update's field that changes a number from the state's to the planned value; null does not change it.
func Int64(planned, state types.Int64) (f intercom.Field[int64]) {
	if planned.IsNull() || planned.IsUnknown() || planned.Equal(state) {
		return f
	}
	return intercom.Set(planned.ValueInt64())
}

// Bool is the update's field that changes a bool from the state's to the planned value; null does not change it.
func Bool(planned, state types.Bool) (f intercom.Field[bool]) {
	if planned.IsNull() || planned.IsUnknown() || planned.Equal(state) {
		return f
	}
	return intercom.Set(planned.ValueBool())
}

// IDSet are IDs as a set of text. Nil, where an answer does not show them, is what was there before.
func IDSet(shown []intercom.ID, before types.Set) types.Set {
	switch {
	case shown == nil && before.IsUnknown():
		return types.SetNull(types.StringType)
	case shown == nil:
		return before
	}
	values := make([]attr.Value, len(shown))
	for i, id := range shown {
		values[i] = types.StringValue(string(id))
	}
	return types.SetValueMust(types.StringType, values)
}

// SameSet is the Equivalence of sets of which no value means the same as no elements.
func SameSet(a, b attr.Value) bool {
	x, _ := a.(types.Set)
	y, _ := b.(types.Set)
	none := len(x.Elements()) == 0 && len(y.Elements()) == 0 && !x.IsUnknown() && !y.IsUnknown()
	return none || a.Equal(b)
}

// Texts are the elements of a set of text, sorted.
func Texts(set types.Set) []string {
	texts := make([]string, 0, len(set.Elements()))
	for _, element := range set.Elements() {
		text, _ := element.(types.String)
		texts = append(texts, text.ValueString())
	}
	slices.Sort(texts)
	return texts
}
