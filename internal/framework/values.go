package framework

import (
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Text is null for text that Intercom leaves empty.
func Text(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

// Time is null for an instant that Intercom leaves empty.
func Time(t intercom.UnixTime) timetypes.RFC3339 {
	if t.IsZero() {
		return timetypes.NewRFC3339Null()
	}
	return timetypes.NewRFC3339TimeValue(t.Time)
}

// TimeAs is Time, written as it was before where it is the same instant.
func TimeAs(before timetypes.RFC3339, t intercom.UnixTime) timetypes.RFC3339 {
	if at, _ := before.ValueRFC3339Time(); !t.IsZero() && at.Equal(t.Time) {
		return before
	}
	return Time(t)
}

// String is the field of an update that brings text from what state has to what is planned; null clears it.
func String(planned, state types.String) (f intercom.Field[string]) {
	if planned.Equal(state) || planned.IsUnknown() {
		return f
	}
	if planned.IsNull() {
		return intercom.Null[string]()
	}
	return intercom.Set(planned.ValueString())
}

// StringOrEmpty is String for a field that is cleared by "".
func StringOrEmpty(planned, state types.String) intercom.Field[string] {
	f := String(planned, state)
	if _, set := f.Get(); !set && !f.IsZero() {
		return intercom.Set("")
	}
	return f
}

// Instant is the field of an update that brings an instant from what state has to what is planned; null clears it.
func Instant(planned, state timetypes.RFC3339) (f intercom.Field[intercom.UnixTime]) {
	to, _ := planned.ValueRFC3339Time()
	from, _ := state.ValueRFC3339Time()
	switch {
	case planned.IsUnknown() || planned.IsNull() == state.IsNull() && to.Equal(from):
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

// Int64 is the field of an update that brings a number from what state has to what is planned; null does not change the value.
func Int64(planned, state types.Int64) (f intercom.Field[int64]) {
	if planned.IsNull() || planned.IsUnknown() || planned.Equal(state) {
		return f
	}
	return intercom.Set(planned.ValueInt64())
}

// Bool is the field of an update that brings a bool from what state has to what is planned; null does not change the value.
func Bool(planned, state types.Bool) (f intercom.Field[bool]) {
	if planned.IsNull() || planned.IsUnknown() || planned.Equal(state) {
		return f
	}
	return intercom.Set(planned.ValueBool())
}
