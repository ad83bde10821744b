package attrvalue

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/text/unicode/norm"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Definitions are the attributes that can be keys of a map of strings, such as ticket_attributes. Terraform composes the letters of
// every key (NFC), and Intercom may not: the two are matched, and requests have Intercom's own spelling.
type Definitions struct {
	// Argument is the map's name.
	Argument string
	// Noun is an element's name in messages: "ticket attribute". Owner is what defines it: "Ticket type 627 (Incident)".
	Noun, Owner string
	// Hint ends the message about an unknown attribute.
	Hint string
	// Known is false if the definitions cannot be read; values are then sent as text.
	Known bool

	// names are composed. types and spelling, which has Intercom's own, are by such a name.
	names    []string
	types    map[string]Type
	spelling map[string]string
}

// Define adds a definition. An attribute that is not archived takes precedence over an archived one with the same name.
func (d *Definitions) Define(name string, t Type) {
	if d.types == nil {
		d.types, d.spelling = map[string]Type{}, map[string]string{}
	}
	composed := norm.NFC.String(name)
	before, ok := d.types[composed]
	if !ok {
		d.names = append(d.names, composed)
	}
	if !ok || before.Archived {
		d.types[composed], d.spelling[composed] = t, name
	}
}

// Of returns the type of an attribute. takesValue is false if the attribute is undefined or archived.
func (d Definitions) Of(name string) (t Type, takesValue bool) {
	if !d.Known {
		return Type{}, true
	}
	t, ok := d.types[norm.NFC.String(name)]
	return t, ok && !t.Archived
}

// Shown returns Intercom's value of an attribute, and whether the answer has one. The name's letters may be composed.
func Shown(values map[string]any, name string) (value any, shown bool) {
	if value, shown = values[name]; shown {
		return value, true
	}
	for each, value := range values {
		if norm.NFC.String(each) == norm.NFC.String(name) {
			return value, true
		}
	}
	return nil, false
}

// Texts returns the elements of a map of strings.
func Texts(m types.Map) map[string]types.String {
	texts := make(map[string]types.String, len(m.Elements()))
	for name, value := range m.Elements() {
		if s, ok := value.(types.String); ok {
			texts[name] = s
		}
	}
	return texts
}

// Changes returns the values to send so that the prior state becomes the plan; nil clears. A key that only the prior state
// has is cleared, unless it is null or unmanaged reports that the configuration never set it. Nothing is sent for an unchanged
// value of an attribute that was renamed, archived, or removed, because Intercom would refuse the whole request. A new value of one is
// an error. The names are Intercom's.
func (d Definitions) Changes(planned, prior types.Map, unmanaged func(name string) bool) (map[string]any, diag.Diagnostics) {
	var diags diag.Diagnostics
	changes := map[string]any{}
	before, after := Texts(prior), Texts(planned)
	own := func(name string) string { return cmp.Or(d.spelling[name], name) }
	for _, name := range slices.Sorted(maps.Keys(after)) {
		value := after[name]
		if was, ok := before[name]; value.IsUnknown() || ok && was.Equal(value) {
			continue
		}
		encoded, problem := d.encode(name, value)
		switch {
		case problem == nil:
			changes[own(name)] = encoded
		case !value.IsNull():
			diags.Append(problem)
		}
	}
	for name, value := range before {
		_, kept := after[name]
		if _, takesValue := d.Of(name); !kept && takesValue && !value.IsNull() && (unmanaged == nil || !unmanaged(name)) {
			changes[own(name)] = nil
		}
	}
	return changes, diags
}

// Uncleared returns the map after, which shows the planned keys, together with the keys that Changes clears and that Intercom
// still shows a value of. An answer without attributes decides nothing.
func (d Definitions) Uncleared(planned, prior, after types.Map, unmanaged func(name string) bool, shown map[string]any) types.Map {
	changes, _ := d.Changes(planned, prior, unmanaged)
	values, kept := maps.Clone(after.Elements()), Texts(planned)
	for name, value := range changes {
		t, _ := d.Of(name)
		key := norm.NFC.String(name)
		if _, planned := kept[key]; planned || value != nil || Equal(t, "", shown[name]) {
			continue
		}
		if text, ok := Text(t, shown[name]); ok {
			values[key] = types.StringValue(text)
		}
	}
	if len(values) == len(after.Elements()) {
		return after
	}
	return types.MapValueMust(types.StringType, values)
}

// DropEqual removes from changes the keys that are not in the prior state and whose value Intercom already shows. It calls
// shown only if there are such keys. A false that is to be cleared is sent: it may be a value.
func (d Definitions) DropEqual(changes map[string]any, planned, prior types.Map, shown func() (intercom.Attributes, error)) error {
	before, after := Texts(prior), Texts(planned)
	added := slices.DeleteFunc(slices.Collect(maps.Keys(changes)), func(name string) bool {
		key := norm.NFC.String(name)
		_, had := before[key]
		_, has := after[key]
		return had || !has
	})
	if len(added) == 0 {
		return nil
	}
	now, err := shown()
	if err != nil {
		return err
	}
	for _, name := range added {
		t, _ := d.Of(name)
		planned := after[norm.NFC.String(name)]
		if Equal(t, planned.ValueString(), now[name]) && (!planned.IsNull() || now[name] != false) {
			delete(changes, name)
		}
	}
	return nil
}

// Refresh returns state with Intercom's current values of its keys; other attributes are not managed. A value stays as it
// was written if it means the same, or if normalized recognizes it as Intercom's form of it. A value also stays if Intercom
// no longer shows it because its attribute no longer takes values.
func (d Definitions) Refresh(state types.Map, shown map[string]any, normalized func(name, text string) bool) types.Map {
	changed := false
	values := maps.Clone(state.Elements())
	for name, value := range Texts(state) {
		t, takesValue := d.Of(name)
		written := value.ValueString()
		now, _ := Shown(shown, name)
		if Equal(t, written, now) {
			continue
		}
		text, ok := Text(t.readAs(written, now), now)
		if !ok && !takesValue || normalized != nil && normalized(name, text) {
			continue
		}
		values[name], changed = types.StringNull(), true
		if ok {
			values[name] = types.StringValue(text)
		}
	}
	if !changed {
		return state
	}
	return types.MapValueMust(types.StringType, values)
}

// Check refuses at plan attributes that are undefined or archived, and values of the wrong type. It checks only what
// differs from the prior state: an attribute that somebody changed outside of Terraform does not block the object.
func (d Definitions) Check(planned, prior types.Map) (diags diag.Diagnostics) {
	if !d.Known {
		return nil
	}
	before, after := Texts(prior), Texts(planned)
	for _, name := range slices.Sorted(maps.Keys(after)) {
		value := after[name]
		if was, ok := before[name]; ok && was.Equal(value) {
			continue
		}
		if _, problem := d.encode(name, value); problem != nil {
			diags.Append(problem)
		}
	}
	return diags
}

// encode converts a value for Intercom; nil clears. It refuses a value of the wrong type, and any value of an attribute that is undefined or
// archived.
func (d Definitions) encode(name string, value types.String) (any, diag.Diagnostic) {
	t, takesValue := d.Of(name)
	switch {
	case t.Archived:
		return nil, diag.NewAttributeErrorDiagnostic(d.path(name), "Archived "+d.Noun, fmt.Sprintf("%s is archived and takes no values.", d.label(name)))
	case !takesValue:
		return nil, diag.NewAttributeErrorDiagnostic(d.path(name), "Unknown "+d.Noun, d.Unknown(name))
	case value.IsUnknown() || value.IsNull():
		return nil, nil
	}
	encoded, err := Encode(t, value.ValueString())
	if err != nil {
		return nil, d.Invalid(name, err)
	}
	return encoded, nil
}

// Unknown reports that an attribute is undefined, and lists the defined ones.
func (d Definitions) Unknown(name string) string {
	var names []string
	for _, each := range d.names {
		if t := d.types[each]; !t.Archived && !t.BuiltIn {
			names = append(names, each)
		}
	}
	return strings.TrimSpace(fmt.Sprintf("%s has no %s %s. %s %s", d.Owner, d.Noun, intercom.Quote(name, 80), providerdiag.Nearest(name, names), d.Hint))
}

// Invalid returns the error for a value that Encode or SearchValue refuses.
func (d Definitions) Invalid(name string, err error) diag.Diagnostic {
	label := d.label(name)
	if t, _ := d.Of(name); t.Kind != "" {
		label += fmt.Sprintf(" (type %s)", t.Kind)
	}
	return diag.NewAttributeErrorDiagnostic(d.path(name), "Invalid "+d.Noun+" value", fmt.Sprintf("%s %s.", label, err))
}

func (d Definitions) path(name string) path.Path { return path.Root(d.Argument).AtMapKey(name) }

func (d Definitions) label(name string) string {
	return fmt.Sprintf("The %s %s", d.Noun, intercom.Quote(name, 80))
}
