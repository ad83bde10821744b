package managedfields_test

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
)

// TestTwoEqualAnswers: an answer counts as Intercom's form of a value after the same value got it twice.
func TestTwoEqualAnswers(t *testing.T) {
	t.Parallel()
	sent, got, other := types.StringValue("Gold"), types.StringValue("GOLD"), types.StringValue("Silver")
	first, known := managedfields.Normalized{}.Record("plan", sent, got)
	if known {
		t.Error("the first answer is believed")
	}
	n := managedfields.Normalized{"plan": first}
	if n.Accepts("plan", sent, got) {
		t.Error("the first answer is not drift")
	}
	if _, known := n.Record("plan", other, got); known {
		t.Error("the same answer to another value is believed")
	}
	if _, known := n.Record("plan", sent, other); known {
		t.Error("another answer to the same value is believed")
	}
	second, known := n.Record("plan", sent, got)
	if !known {
		t.Error("the second equal answer is not believed")
	}
	n["plan"] = second
	if !n.Accepts("plan", sent, got) {
		t.Error("Intercom's form is drift")
	}
	if n.Accepts("plan", other, got) {
		t.Error("Intercom's form of another value is accepted")
	}
	if n.Accepts("plan", sent, other) {
		t.Error("another value is accepted")
	}
	if n.Accepts("name", sent, got) {
		t.Error("another argument's form is accepted")
	}
}

// TestIgnored: no value is no form of another one, but Intercom can leave out what is empty or false.
func TestIgnored(t *testing.T) {
	t.Parallel()
	texts := func(values map[string]attr.Value) types.Map { return types.MapValueMust(types.StringType, values) }
	set := func(values ...attr.Value) types.Set { return types.SetValueMust(types.StringType, values) }
	text := types.StringValue
	for name, c := range map[string]struct {
		sent, got attr.Value
		want      bool
	}{
		"text":                      {text("Gold"), types.StringNull(), true},
		"text, empty":               {text("Gold"), text(""), true},
		"text in another form":      {text("Gold"), text("GOLD"), false},
		"empty text":                {text(""), types.StringNull(), false},
		"number":                    {types.Int64Value(0), types.Int64Null(), true},
		"true":                      {types.BoolValue(true), types.BoolNull(), true},
		"true as false":             {types.BoolValue(true), types.BoolValue(false), true},
		"false":                     {types.BoolValue(false), types.BoolNull(), false},
		"set":                       {set(text("a")), set(), true},
		"another set":               {set(text("a")), set(text("b")), false},
		"no answer":                 {text("Gold"), nil, true},
		"element":                   {texts(map[string]attr.Value{"plan": text("Gold")}), texts(nil), true},
		"element in another form":   {texts(map[string]attr.Value{"plan": text("Gold")}), texts(map[string]attr.Value{"plan": text("GOLD")}), false},
		"empty element, left out":   {texts(map[string]attr.Value{"plan": text("")}), texts(nil), false},
		"element false, left out":   {texts(map[string]attr.Value{"vip": text("false")}), texts(nil), false},
		"element cleared, not gone": {texts(map[string]attr.Value{"plan": types.StringNull()}), texts(map[string]attr.Value{"plan": text("Gold")}), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first, _ := managedfields.Normalized{}.Record("plan", c.sent, c.got)
			if _, known := (managedfields.Normalized{"plan": first}).Record("plan", c.sent, c.got); known == c.want {
				t.Errorf("known: %v", known)
			}
		})
	}
}

// TestReadsEarlierReleases: formats that earlier releases wrote, as plain text or as their library printed them, can be
// read.
func TestReadsEarlierReleases(t *testing.T) {
	t.Parallel()
	var n managedfields.Normalized
	if err := json.Unmarshal([]byte(`{"name":"tftypes.String<\"GOLD\">","title":"GOLD"}`), &n); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"name", "title"} {
		if !n.Accepts(name, types.StringValue("Gold"), types.StringValue("GOLD")) {
			t.Errorf("%s: %+v", name, n[name])
		}
	}
	data, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	var again managedfields.Normalized
	if err := json.Unmarshal(data, &again); err != nil || !again.Accepts("name", types.StringValue("Gold"), types.StringValue("GOLD")) {
		t.Errorf("written again as %s: %v", data, err)
	}
}

// TestEquivalent: blanks, line ends, HTML, and time zones are ignored; everything else matters.
func TestEquivalent(t *testing.T) {
	t.Parallel()
	text, instant := types.StringValue, timetypes.NewRFC3339ValueMust
	for name, c := range map[string]struct {
		a, b attr.Value
		want bool
	}{
		"blanks":         {text("a "), text("a"), true},
		"line ends":      {text("a\r\nb"), text("a\nb"), true},
		"HTML":           {text("a & b"), text("<p>a &amp; b</p>"), true},
		"case":           {text("a"), text("A"), false},
		"null and empty": {types.StringNull(), text(""), false},
		"both null":      {types.StringNull(), types.StringNull(), true},
		"unknown":        {types.StringUnknown(), text("a"), false},
		"time zones":     {instant("2026-12-01T09:00:00Z"), instant("2026-12-01T10:00:00+01:00"), true},
		"fractions":      {instant("2026-12-01T09:00:00.123Z"), instant("2026-12-01T09:00:00Z"), true},
		"instants":       {instant("2026-12-01T09:00:00Z"), instant("2026-12-01T09:00:01Z"), false},
		"numbers":        {types.Int64Value(1), types.Int64Value(1), true},
		"other numbers":  {types.Int64Value(1), types.Int64Value(2), false},
		"other types":    {text("1"), types.Int64Value(1), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := managedfields.Equivalent(c.a, c.b); got != c.want {
				t.Errorf("%v", got)
			}
			if got := managedfields.Equivalent(c.b, c.a); got != c.want {
				t.Errorf("the other way round: %v", got)
			}
		})
	}
}

// TestText: private state holds JSON, whatever a library prints.
func TestText(t *testing.T) {
	t.Parallel()
	for want, value := range map[string]attr.Value{
		`"a\"b"`:                 types.StringValue(`a"b`),
		`true`:                   types.BoolValue(true),
		`12`:                     types.Int64Value(12),
		`null`:                   types.StringNull(),
		`"2026-12-01T09:00:00Z"`: timetypes.NewRFC3339ValueMust("2026-12-01T09:00:00Z"),
		`{"k":"v","n":null}`:     types.MapValueMust(types.StringType, map[string]attr.Value{"k": types.StringValue("v"), "n": types.StringNull()}),
	} {
		if got := managedfields.Text(value); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
