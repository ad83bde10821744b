package framework

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
)

var fields = Fields{
	Managed: []string{"name", "note"}, Clearable: []string{"note"}, Immutable: []string{"kind"}, Filled: []string{"title", "kind"}, Terraform: []string{"timeouts"}, Computed: []string{"id"},
}

func text(s string) attr.Value { return types.StringValue(s) }

var none attr.Value = types.StringNull()

// TestRefresh: managed values drift, a value that means the same stays as written, and an immutable value stays.
func TestRefresh(t *testing.T) {
	t.Parallel()
	accepted := managedfields.Normalized{"name": {Sent: `"Gold"`, Got: `"GOLD"`, Confirmed: true}}
	for name, c := range map[string]struct {
		attribute   string
		state, show attr.Value
		normalized  managedfields.Normalized
		want        attr.Value
		drift       string
	}{
		"drift":                          {"name", text("a"), text("b"), nil, text("b"), ""},
		"cleared in Intercom":            {"name", text("a"), none, nil, none, ""},
		"not managed":                    {"name", none, text("b"), nil, none, ""},
		"the same, written differently":  {"name", text("a "), text("a"), nil, text("a "), ""},
		"Intercom's form":                {"name", text("Gold"), text("GOLD"), accepted, text("Gold"), ""},
		"Intercom's form of another":     {"name", text("Silver"), text("GOLD"), accepted, text("GOLD"), ""},
		"Terraform's own":                {"timeouts", text("5m"), none, nil, text("5m"), ""},
		"computed":                       {"id", text("1"), text("2"), nil, text("2"), ""},
		"computed, unknown":              {"id", none, text("2"), nil, text("2"), ""},
		"every object has it":            {"title", text("a"), text(""), nil, text("a"), ""},
		"every object has it, null":      {"title", text("a"), none, nil, text("a"), ""},
		"every object has it, imported":  {"title", none, text(""), nil, text(""), ""},
		"immutable, every object has it": {"kind", text("a"), text(""), nil, text("a"), ""},
		"immutable":                      {"kind", text("a"), text("b"), nil, text("a"), "b"},
		"immutable, the same":            {"kind", text("a"), text("a"), nil, text("a"), ""},
		"immutable, imported":            {"kind", none, text("b"), nil, text("b"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after, drift := fields.Refresh(map[string]attr.Value{c.attribute: c.state}, map[string]attr.Value{c.attribute: c.show}, c.normalized)
			if !after[c.attribute].Equal(c.want) {
				t.Errorf("state is %s, want %s", after[c.attribute], c.want)
			}
			if drift[c.attribute] != c.drift {
				t.Errorf("drift is %q, want %q", drift[c.attribute], c.drift)
			}
		})
	}
}

// TestStateFrom: planned values stay as planned, and what was sent is compared with the answer.
func TestStateFrom(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		attribute           string
		prior, plan, answer attr.Value
		want                attr.Value
		differs             bool
	}{
		"done":                        {"name", text("a"), text("b"), text("b"), text("b"), false},
		"done, written differently":   {"name", text("a"), text("b "), text("b"), text("b "), false},
		"not done":                    {"name", text("a"), text("b"), text("a"), text("b"), true},
		"somebody else's":             {"name", text("a"), text("b"), text("c"), text("b"), true},
		"not sent":                    {"name", text("a"), text("a"), text("c"), text("a"), false},
		"cleared":                     {"note", text("a"), none, none, none, false},
		"not cleared":                 {"note", text("a"), none, text("a"), none, true},
		"unchanged":                   {"name", text("a"), none, text("a"), none, false},
		"unknown":                     {"id", text("1"), types.StringUnknown(), text("2"), text("2"), false},
		"new":                         {"name", nil, text("b"), text("b"), text("b"), false},
		"new, stored differently":     {"name", nil, text("b"), text("c"), text("b"), true},
		"new, not set":                {"name", nil, none, text("c"), none, false},
		"Terraform's own, not stored": {"timeouts", nil, text("5m"), none, text("5m"), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			prior := map[string]attr.Value{}
			if c.prior != nil {
				prior[c.attribute] = c.prior
			}
			state, differences := fields.StateFrom(map[string]attr.Value{c.attribute: c.plan}, map[string]attr.Value{c.attribute: c.answer}, prior)
			if !state[c.attribute].Equal(c.want) {
				t.Errorf("state is %s, want %s", state[c.attribute], c.want)
			}
			if _, differs := differences[c.attribute]; differs != c.differs {
				t.Errorf("differs: %v", differs)
			}
		})
	}
}

// TestKnown: a value is known if all of it is known.
func TestKnown(t *testing.T) {
	t.Parallel()
	list := func(elements ...attr.Value) attr.Value { return types.ListValueMust(types.StringType, elements) }
	for name, c := range map[string]struct {
		value attr.Value
		want  bool
	}{
		"text":            {text("a"), true},
		"null":            {none, true},
		"unknown":         {types.StringUnknown(), false},
		"list":            {list(text("a")), true},
		"unknown in list": {list(text("a"), types.StringUnknown()), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := known(c.value); got != c.want {
				t.Errorf("%v", got)
			}
		})
	}
}

// TestStateFromPartlyUnknown: a map of which one value was unknown becomes what Intercom answered, and is no difference.
func TestStateFromPartlyUnknown(t *testing.T) {
	t.Parallel()
	ids := func(added attr.Value) types.Map {
		return types.MapValueMust(types.StringType, map[string]attr.Value{"kept": types.StringValue("1"), "added": added})
	}
	answered := map[string]attr.Value{"ids": ids(types.StringValue("2"))}
	state, differences := Fields{}.StateFrom(map[string]attr.Value{"ids": ids(types.StringUnknown())}, answered, map[string]attr.Value{"ids": types.MapNull(types.StringType)})
	if !state["ids"].Equal(answered["ids"]) || len(differences) > 0 {
		t.Errorf("state as %v, with the differences %v", state["ids"], differences)
	}
}

// TestLabel: an object is named by what it has of ID and name.
func TestLabel(t *testing.T) {
	t.Parallel()
	for want, c := range map[string][2]string{"42": {"42", ""}, `42 "Refunds"`: {"42", "Refunds"}, `"Refunds"`: {"", "Refunds"}, "": {}} {
		if got := Label(c[0], c[1]); got != want {
			t.Errorf("the ID %q and the name %q make %s, want %s", c[0], c[1], got, want)
		}
	}
}
