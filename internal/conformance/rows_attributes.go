package conformance

import (
	"context"
	"strings"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var attributeRows = []Row{
	{
		ID: "attribute-list-by-id", Area: "attributes",
		Assumption:  "A list attribute that is set by the option's ID reads back as the label.",
		Fake:        "the label",
		Consequence: "None: the provider accepts labels and IDs.",
		Knobs:       []string{"ShowsLists", "WithListAnswers"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return listValue(ctx, l, func(o intercom.ListOption) string { return o.ID })
		},
	},
	{
		ID: "attribute-list-by-label", Area: "attributes",
		Assumption:  "A list attribute takes the option's label, and reads back as the label.",
		Fake:        "the label",
		Consequence: "None: the provider sends IDs.",
		Knobs:       []string{"ShowsLists", "WithListAnswers"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return listValue(ctx, l, func(o intercom.ListOption) string { return o.Label })
		},
	},
	{
		ID: "attribute-list-shape", Area: "attributes",
		Assumption:  "input_options of a list attribute has list_options, which are objects with id and label.",
		Fake:        "list_options of objects with id and label",
		Consequence: "The provider reads list_items and plain texts, too. In another form, it cannot translate labels.",
		Observe:     listShape,
	},
	{
		ID: "attribute-datetime", Area: "attributes", Permanent: true,
		Assumption:  "A datetime attribute reads back as ISO 8601 text.",
		Fake:        "ISO 8601",
		Consequence: "None: the provider compares instants.",
		Knobs:       []string{"WithInstantAnswers"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			value, err := attributeValue(ctx, l, intercom.DataTypeDatetime, "2027-03-04T05:06:00Z")
			if err != nil {
				return outcome(err)
			}
			text, isText := value.(string)
			if _, err := time.Parse(time.RFC3339, text); isText && err == nil {
				return "ISO 8601", nil
			}
			return jsonType(value), nil
		},
	},
	{
		ID: "attribute-decimal", Area: "attributes", Permanent: true,
		Assumption:  "A decimal attribute reads back as a number.",
		Fake:        "a number",
		Consequence: "None: the provider compares numbers, also as texts.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			value, err := attributeValue(ctx, l, intercom.DataTypeDecimal, 2.5)
			if err != nil {
				return outcome(err)
			}
			return jsonType(value), nil
		},
	},
	{
		ID: "attribute-integer-as-text", Area: "attributes", Permanent: true,
		Assumption:  "An integer that is sent as text is refused.",
		Fake:        "400 parameter_invalid",
		Consequence: "None: the provider sends numbers.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, err := attributeValue(ctx, l, intercom.DataTypeInteger, "12")
			return outcome(err)
		},
	},
	{
		ID: "attribute-unset", Area: "attributes", Permanent: true,
		Assumption:  "An attribute that was never set is shown as null.",
		Fake:        "null",
		Consequence: "The provider takes a missing attribute and null alike.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := attributeValue(ctx, l, intercom.DataTypeString, nil); err != nil {
				return outcome(err)
			}
			value, shown := l.member("ticket_attributes", "Value")
			if !shown {
				return "missing", nil
			}
			return jsonType(value), nil
		},
	},
	{
		ID: "attribute-text-blanks", Area: "attributes", Permanent: true,
		Assumption:  "A text attribute with blanks around its value reads back as it was sent.",
		Fake:        "unchanged",
		Consequence: "The provider accepts blanks as its own.",
		Knobs:       []string{"TrimsText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			const sent = "  blanks  "
			value, err := attributeValue(ctx, l, intercom.DataTypeString, sent)
			if err != nil {
				return outcome(err)
			}
			got, _ := value.(string)
			return changed(sent, got), nil
		},
	},
}

// attributeValue creates a type with one attribute, named Value, and a ticket with the value. It returns the value that a
// read shows.
func attributeValue(ctx context.Context, l *Lab, dataType string, value any) (any, error) {
	kind, _, err := l.typeWith(ctx, intercom.CreateTicketTypeAttributeRequest{Name: "Value", DataType: dataType})
	if err != nil {
		return nil, err
	}
	c, err := l.user(ctx)
	if err != nil {
		return nil, err
	}
	attributes := intercom.Attributes{}
	if value != nil {
		attributes["Value"] = value
	}
	t, err := l.create(ctx, string(kind.ID), string(c.ID), attributes)
	if err != nil {
		return nil, err
	}
	return t.Attributes["Value"], nil
}

// typeWith creates a ticket type with an attribute.
func (l *Lab) typeWith(ctx context.Context, req intercom.CreateTicketTypeAttributeRequest) (*intercom.TicketType, *intercom.TicketTypeAttribute, error) {
	kind, err := l.newType(ctx)
	if err != nil {
		return nil, nil, err
	}
	req.Description = l.name("attribute")
	a, err := l.CreateTicketTypeAttribute(ctx, string(kind.ID), req)
	return kind, a, err
}

// listAttribute returns a list attribute and its type: an existing one, or a new one with the consent. The type's answer is
// the last one.
func listAttribute(ctx context.Context, l *Lab) (typeID string, a *intercom.TicketTypeAttribute, err error) {
	types, err := l.TicketTypes(ctx)
	if err != nil {
		return "", nil, err
	}
	for i := range types {
		if !usable(&types[i]) {
			continue
		}
		for j := range types[i].Attributes {
			if a := &types[i].Attributes[j]; a.DataType == intercom.DataTypeList && !intercom.Yes(a.Archived) && !a.InputOptions.AllowMultipleValues {
				return readAttribute(ctx, l, string(types[i].ID), a.Name)
			}
		}
	}
	if !l.cfg.AllowPermanent {
		return "", nil, skip("no consent: no ticket type has a list attribute, and making one needs -allow-permanent")
	}
	kind, made, err := l.typeWith(ctx, intercom.CreateTicketTypeAttributeRequest{
		Name: "Level", DataType: intercom.DataTypeList,
		TicketTypeAttributeOptions: intercom.TicketTypeAttributeOptions{ListItems: intercom.Set("Low,High")},
	})
	if err != nil {
		return "", nil, err
	}
	return readAttribute(ctx, l, string(kind.ID), made.Name)
}

func readAttribute(ctx context.Context, l *Lab, typeID, name string) (string, *intercom.TicketTypeAttribute, error) {
	kind, err := l.TicketType(ctx, typeID)
	if err != nil {
		return "", nil, err
	}
	for i := range kind.Attributes {
		if kind.Attributes[i].Name == name {
			return typeID, &kind.Attributes[i], nil
		}
	}
	return "", nil, skip("the ticket type does not show its list attribute")
}

// listValue sets a list attribute to one of its options, and returns what a read shows.
func listValue(ctx context.Context, l *Lab, sent func(intercom.ListOption) string) (string, error) {
	typeID, a, err := listAttribute(ctx, l)
	if err != nil {
		return "", err
	}
	for _, option := range a.InputOptions.ListOptions {
		if option.Archived || option.ID == option.Label || sent(option) == "" {
			continue
		}
		c, err := l.user(ctx)
		if err != nil {
			return "", err
		}
		t, err := l.create(ctx, typeID, string(c.ID), intercom.Attributes{a.Name: sent(option)})
		if err != nil {
			return outcome(err)
		}
		switch t.Attributes[a.Name] {
		case option.Label:
			return "the label", nil
		case option.ID:
			return "the ID", nil
		}
		return jsonType(t.Attributes[a.Name]), nil
	}
	return "", skip("the list attribute shows no option with an ID and a label")
}

// listShape inspects the answer itself, because the client reads every form.
func listShape(ctx context.Context, l *Lab) (string, error) {
	_, a, err := listAttribute(ctx, l)
	if err != nil {
		return "", err
	}
	attributes, _ := l.member("ticket_type_attributes", "data")
	list, _ := attributes.([]any)
	for _, item := range list {
		attribute, _ := item.(object)
		options, _ := attribute["input_options"].(object)
		if attribute["name"] != a.Name {
			continue
		}
		for _, name := range []string{"list_options", "list_items"} {
			if options[name] != nil {
				return name + " of " + elementShape(options[name]), nil
			}
		}
		return "neither list_options nor list_items", nil
	}
	return "no list of attributes", nil
}

func elementShape(value any) string {
	list, isList := value.([]any)
	if !isList || len(list) == 0 {
		return jsonType(value)
	}
	o, isObject := list[0].(object)
	if !isObject {
		return jsonType(list[0])
	}
	var members []string
	for _, name := range []string{"id", "label", "name", "value"} {
		if has(o, name) {
			members = append(members, name)
		}
	}
	return "objects with " + strings.Join(members, " and ")
}
