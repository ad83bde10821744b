package ticket

import (
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// written is the state after a write, and the answer's differences from what was sent, by argument name.
type written struct {
	after      model
	unexpected map[string]framework.Difference
	// hidden are the changed arguments of decisive that the answer does not have, which proves nothing.
	hidden []string
}

// decisive are the arguments whose absence from an answer does not mean false or unassigned.
var decisive = []string{"open", "is_shared", "admin_assignee_id", "team_assignee_id"}

// stateFrom completes a plan with Intercom's answer. Planned values stay as planned, because Terraform requires it, and
// unknown values become known. before is the state before the write, nil for a new ticket. definition is the type as it was read.
func (m *model) stateFrom(t *intercom.Ticket, before *model, definition *intercom.TicketType, now time.Time) (s written) {
	s.after = *m
	plan, shown, was := framework.Values(m), valuesOf(t), map[string]attr.Value(nil)
	if before != nil {
		was = framework.Values(before)
	}
	if m.hasWoken(t, now) {
		delete(shown, "snoozed_until")
	}
	for name, planned := range plan {
		if shown[name] == nil {
			// The answer lacks it, which is not a difference.
			shown[name] = planned
			switch {
			case planned.IsUnknown():
				shown[name] = unshown(planned, was[name])
			case before != nil && slices.Contains(decisive, name) && !planned.Equal(was[name]):
				s.hidden = append(s.hidden, name)
			}
		}
	}
	if m.Drift.IsUnknown() {
		shown["drift"] = m.remainingDrift(before)
	}
	values, differences := fields().StateFrom(plan, shown, was)
	framework.SetValues(&s.after, values)
	s.unexpected = maps.Clone(differences)
	s.after.resolveContact(t)
	maps.Copy(s.unexpected, m.attributeDifferences(t, before, definition))
	return s
}

// unshown returns what state holds for a value that was unknown and that the answer lacks: the value from before, or null.
func unshown(planned, before attr.Value) attr.Value {
	if before != nil {
		return before
	}
	switch planned.(type) {
	case types.Bool:
		return types.BoolNull()
	case types.String:
		return types.StringNull()
	}
	return planned
}

// remainingDrift is the drift of the contact. The drift of the type ends with a change of the type.
func (m *model) remainingDrift(before *model) types.Map {
	if before == nil {
		return framework.DriftValue(nil)
	}
	drift := attrvalue.Texts(before.Drift)
	if contacts, drifts := drift["contacts"]; drifts {
		return framework.DriftValue(map[string]string{"contacts": contacts.ValueString()})
	}
	return framework.DriftValue(nil)
}

// attributeDifferences returns the attributes that were sent and that differ in the answer.
func (m *model) attributeDifferences(t *intercom.Ticket, before *model, definition *intercom.TicketType) map[string]framework.Difference {
	differences, was := map[string]framework.Difference{}, map[string]types.String{}
	if before != nil {
		was = attrvalue.Texts(before.TicketAttributes)
	}
	defined := definitionsIn(t, definition)
	for name, planned := range attrvalue.Texts(m.TicketAttributes) {
		a, takesValue := defined.Of(name)
		shown, told := attrvalue.Shown(t.Attributes, name)
		prior, had := was[name]
		sent := takesValue && (!had && !planned.IsNull() || had && !prior.Equal(planned))
		if !sent || !told || attrvalue.Equal(a, planned.ValueString(), shown) {
			continue
		}
		text, _ := attrvalue.Text(a, shown)
		differences[attributeName(name)] = framework.Difference{Sent: planned, Got: framework.Text(text)}
	}
	return differences
}

// texts returns the arguments whose values Intercom may normalize, by name.
func (m *model) texts() map[string]attr.Value {
	texts := map[string]attr.Value{"title": m.Title, "description": m.Description, "snoozed_until": m.SnoozedUntil}
	for name, value := range attrvalue.Texts(m.TicketAttributes) {
		texts[attributeName(name)] = value
	}
	return texts
}

// isText reports whether Intercom may normalize an argument's value, which is never an ID or a boolean.
func isText(name string) bool {
	return name == "title" || name == "description" || name == "snoozed_until" || isAttributeName(name)
}

// set writes Intercom's value of an argument.
func (m *model) set(name string, value attr.Value) {
	if !isAttributeName(name) {
		framework.SetValues(m, map[string]attr.Value{name: value})
		return
	}
	values := maps.Clone(m.TicketAttributes.Elements())
	values[attributeKey(name)] = value
	m.TicketAttributes = types.MapValueMust(types.StringType, values)
}

// argumentPath returns the path of an argument, or of one attribute.
func argumentPath(name string) path.Path {
	if isAttributeName(name) {
		return path.Root(attributesArgument).AtMapKey(attributeKey(name))
	}
	return path.Root(name)
}
