package managedfields

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
)

// Normalized holds Intercom's answers to written values if they differ, by argument name, or by Element's name for an element of a map.
// An answer counts as Intercom's
// form of the value after two writes of the value got the same answer; until then it is drift.
type Normalized map[string]Answer

// Answer is a value that was sent and Intercom's answer, each as JSON text.
type Answer struct {
	Sent      string `json:"sent"`
	Got       string `json:"got"`
	Confirmed bool   `json:"confirmed,omitempty"`
}

// UnmarshalJSON also reads the format of early releases: only the answer, which counted immediately.
func (a *Answer) UnmarshalJSON(data []byte) error {
	var got string
	if json.Unmarshal(data, &got) == nil {
		text := strings.TrimSuffix(strings.TrimPrefix(got, "tftypes.String<"), ">")
		if !strings.HasPrefix(got, "tftypes.String<") {
			quoted, err := json.Marshal(got)
			if err != nil {
				return err
			}
			text = string(quoted)
		}
		*a = Answer{Got: text, Confirmed: true}
		return nil
	}
	type plain Answer
	return json.Unmarshal(data, (*plain)(a))
}

// Accepts reports whether Intercom shows its confirmed form of the value in state.
func (n Normalized) Accepts(name string, state, shown attr.Value) bool {
	a, ok := n[name]
	return ok && a.Confirmed && a.Got == Text(shown) && (a.Sent == "" || a.Sent == Text(state))
}

// Restore returns what Intercom shows of an argument, with the value in state where Intercom shows its confirmed form of it. Each element
// of a map is compared alone.
func (n Normalized) Restore(name string, state, shown attr.Value) attr.Value {
	had, is := state.(types.Map)
	has, too := shown.(types.Map)
	switch {
	case n.Accepts(name, state, shown):
		return state
	case !is || !too:
		return shown
	}
	elements, restored := has.Elements(), false
	for key, value := range had.Elements() {
		if n.Accepts(Element(name, key), Only(state, key), Only(shown, key)) {
			elements[key], restored = value, true
		}
	}
	if !restored {
		return shown
	}
	return types.MapValueMust(has.ElementType(context.Background()), elements)
}

// Element returns the name of a map's element among the arguments, as Terraform writes it.
func Element(argument, key string) string { return fmt.Sprintf("%s[%q]", argument, key) }

// Only returns a map without its other elements.
func Only(value attr.Value, key string) attr.Value {
	m, is := value.(types.Map)
	if !is {
		return value
	}
	elements := m.Elements()
	maps.DeleteFunc(elements, func(other string, _ attr.Value) bool { return other != key })
	return types.MapValueMust(m.ElementType(context.Background()), elements)
}

// Record returns the result of one more write: sent got a different answer, got. known reports whether an earlier write of
// the same value got the same answer. No value is never known: it is no form of another one, Intercom has not stored that.
func (n Normalized) Record(name string, sent, got attr.Value) (a Answer, known bool) {
	a = Answer{Sent: Text(sent), Got: Text(got)}
	before, ok := n[name]
	a.Confirmed = ok && (blank(sent) || !blank(got)) && before.Got == a.Got && (before.Sent == "" || before.Sent == a.Sent)
	return a, a.Confirmed
}

// blank reports whether Intercom can show a value by leaving it out.
func blank(value attr.Value) bool {
	switch v := value.(type) {
	case types.String:
		return v.ValueString() == "" || v.ValueString() == "false" // the values of maps are texts
	case types.Bool:
		return !v.ValueBool()
	case types.Map:
		for _, element := range v.Elements() {
			if !blank(element) {
				return false
			}
		}
		return true
	case types.List:
		return len(v.Elements()) == 0
	case types.Set:
		return len(v.Elements()) == 0
	}
	return value == nil || value.IsNull()
}

// Text returns a value as JSON, because the format in private state must not depend on how a library prints values.
func Text(value attr.Value) string {
	if value == nil || value.IsNull() || value.IsUnknown() {
		return "null"
	}
	switch v := value.(type) {
	case types.String:
		return quote(v.ValueString())
	case timetypes.RFC3339:
		return quote(v.ValueString())
	case types.Bool:
		return fmt.Sprint(v.ValueBool())
	case types.Int64:
		return fmt.Sprint(v.ValueInt64())
	case types.Map:
		texts := map[string]json.RawMessage{}
		for name, element := range v.Elements() {
			texts[name] = json.RawMessage(Text(element))
		}
		data, err := json.Marshal(texts)
		if err == nil {
			return string(data)
		}
	}
	return quote(value.String())
}

func quote(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		return "null"
	}
	return string(data)
}

// Equivalent reports whether two values mean the same, given Intercom's known normalization of text: blanks, line ends, and
// HTML. Times are compared in whole seconds, as Intercom stores them, and without regard to the time zone.
func Equivalent(a, b attr.Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.IsNull() || b.IsNull() || a.IsUnknown() || b.IsUnknown() {
		return a.Equal(b)
	}
	switch x := a.(type) {
	case types.String:
		y, ok := b.(types.String)
		return ok && attrvalue.EquivalentText(x.ValueString(), y.ValueString())
	case timetypes.RFC3339:
		y, ok := b.(timetypes.RFC3339)
		if !ok {
			return false
		}
		first, one := x.ValueRFC3339Time()
		second, other := y.ValueRFC3339Time()
		return !one.HasError() && !other.HasError() && first.Unix() == second.Unix()
	}
	return a.Equal(b)
}
