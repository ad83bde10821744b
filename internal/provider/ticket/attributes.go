package ticket

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const attributesArgument = "ticket_attributes"

// attributeName returns an attribute's name among the arguments, as Terraform writes it.
func attributeName(name string) string { return fmt.Sprintf("%s[%q]", attributesArgument, name) }

// isReserved reports whether the attribute has an argument of its own.
func isReserved(name string) bool {
	return name == intercom.TitleAttribute || name == intercom.DescriptionAttribute
}

// isUnmanaged reports whether an import found an attribute and no configuration has set it since. The states of early
// releases name each attribute.
func isUnmanaged(unmanaged []string) func(name string) bool {
	return func(name string) bool {
		return slices.Contains(unmanaged, attributesArgument) || slices.Contains(unmanaged, attributeName(name))
	}
}

// definitions returns the attributes of a ticket type. Every type has a title and a description, so a type without any
// attribute is incomplete.
func definitions(t *intercom.TicketType) attrvalue.Definitions {
	d := attrvalue.Definitions{Argument: attributesArgument, Noun: "ticket attribute"}
	if t == nil || len(t.Attributes) == 0 {
		return d
	}
	d.Known = true
	d.Owner = "Ticket type " + framework.Label(string(t.ID), t.Name)
	d.Hint = "If this configuration creates the attribute, use its resource's name as the key: (intercom_ticket_type_attribute.NAME.name) = …."
	for _, a := range t.Attributes {
		d.Define(a.Name, attrvalue.OfTicketTypeAttribute(a))
	}
	return d
}

// definitionsIn returns the attributes of the type in an answer, or those of the type as it was read if the answer does not show them.
func definitionsIn(t *intercom.Ticket, read *intercom.TicketType) attrvalue.Definitions {
	if shown := definitions(t.TicketType); shown.Known {
		return shown
	}
	return definitions(read)
}

// refreshedAttributes returns state's attributes with Intercom's values.
func (m *model) refreshedAttributes(t *intercom.Ticket, normalized managedfields.Normalized) types.Map {
	if t.Attributes == nil {
		return m.TicketAttributes
	}
	state := attrvalue.Texts(m.TicketAttributes)
	return definitions(t.TicketType).Refresh(m.TicketAttributes, t.Attributes, func(name, shown string) bool {
		return normalized.Accepts(attributeName(name), state[name], framework.Text(shown))
	})
}

// allAttributes returns all values that Intercom shows.
func allAttributes(t *intercom.Ticket) types.Map {
	values, defined := map[string]attr.Value{}, definitions(t.TicketType)
	for name, value := range t.Attributes {
		a, _ := defined.Of(name)
		if text, ok := attrvalue.Text(a, value); ok && !isReserved(name) {
			values[name] = types.StringValue(text)
		}
	}
	if len(values) == 0 {
		return types.MapNull(types.StringType)
	}
	return types.MapValueMust(types.StringType, values)
}

// attributeChanges returns the ticket_attributes to send, including title and description; nil clears.
func (m *model) attributeChanges(state model, unmanaged []string, definition *intercom.TicketType, diags *diag.Diagnostics) intercom.Attributes {
	changes, problems := definitions(definition).Changes(m.TicketAttributes, m.attributesBefore(state, unmanaged), isUnmanaged(unmanaged))
	diags.Append(problems...)
	for name, values := range map[string][2]types.String{
		intercom.TitleAttribute:       {m.Title, state.Title},
		intercom.DescriptionAttribute: {m.Description, state.Description},
	} {
		switch planned := values[0]; {
		case planned.Equal(values[1]):
		case planned.IsNull():
			changes[name] = nil
		default:
			changes[name] = planned.ValueString()
		}
	}
	return changes
}

// attributesBefore returns the state's attributes. A value that the plan keeps is null if the type changes: Intercom carries it over only
// if the new type defines the attribute alike.
func (m *model) attributesBefore(state model, unmanaged []string) types.Map {
	if m.TicketTypeID.Equal(state.TicketTypeID) || state.TicketAttributes.IsNull() {
		return state.TicketAttributes
	}
	values := maps.Clone(state.TicketAttributes.Elements())
	for name := range m.TicketAttributes.Elements() {
		if !isUnmanaged(unmanaged)(name) {
			values[name] = types.StringNull()
		}
	}
	return types.MapValueMust(types.StringType, values)
}

// writesAttributes reports whether a value of ticket_attributes must be sent or cleared, which requires its definition.
func (m *model) writesAttributes(state model, unmanaged []string) bool {
	changes := m.attributeChanges(state, unmanaged, nil, &diag.Diagnostics{})
	return len(slices.DeleteFunc(slices.Collect(maps.Keys(changes)), isReserved)) > 0
}

// planUnsetAttributes plans the attributes if the configuration omits the whole map: those that an import found stay.
func (m *model) planUnsetAttributes(state model, unmanaged []string) {
	kept := map[string]attr.Value{}
	for name, value := range state.TicketAttributes.Elements() {
		if isUnmanaged(unmanaged)(name) {
			kept[name] = value
		}
	}
	m.TicketAttributes = types.MapNull(types.StringType)
	if len(kept) > 0 {
		m.TicketAttributes = types.MapValueMust(types.StringType, kept)
	}
}

// keepSpelling plans the state's value if the configuration has the same value in another spelling, so that the plan is
// empty. defined are the attributes of the state's type, even if the plan has another one: the comparison is with the
// state's text, and the result must be the same while the new type is unknown.
func (m *model) keepSpelling(state model, unmanaged []string, defined attrvalue.Definitions) {
	if managedfields.Equivalent(m.SnoozedUntil, state.SnoozedUntil) {
		m.SnoozedUntil = state.SnoozedUntil
	}
	if m.TicketAttributes.IsNull() || m.TicketAttributes.IsUnknown() || state.TicketAttributes.IsNull() {
		return
	}
	want, have := attrvalue.Texts(m.TicketAttributes), attrvalue.Texts(state.TicketAttributes)
	for name, value := range want {
		before, ok := have[name]
		a, _ := defined.Of(name)
		if value.IsUnknown() || !ok || value.IsNull() != before.IsNull() || !value.IsNull() && !attrvalue.SameText(a, value.ValueString(), before.ValueString()) {
			return
		}
	}
	for name := range have {
		if _, ok := want[name]; !ok && !isUnmanaged(unmanaged)(name) {
			return
		}
	}
	m.TicketAttributes = state.TicketAttributes
}

// releaseAttributes returns the unmanaged names that stay unmanaged. A single attribute stays if the plan keeps it and the
// configuration still omits it.
func releaseAttributes(unmanaged []string, config, plan model) (still []string) {
	set := map[string]bool{}
	for name := range plan.TicketAttributes.Elements() {
		_, ok := config.TicketAttributes.Elements()[name]
		set[attributeName(name)] = ok
	}
	for _, name := range managedfields.Release(unmanaged, framework.Values(&config)) {
		if isSet, single := set[name]; single && !isSet || !isAttributeName(name) {
			still = append(still, name)
		}
	}
	return still
}

func isAttributeName(name string) bool { return strings.HasPrefix(name, attributesArgument+"[") }

// attributeKey returns the attribute in a name from attributeName.
func attributeKey(name string) string {
	key, err := strconv.Unquote(name[len(attributesArgument)+1 : len(name)-1])
	if err != nil {
		return ""
	}
	return key
}
