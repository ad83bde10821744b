package conformance

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var ticketTypeRows = []Row{
	{
		ID: "type-built-in", Area: "ticket types", Permanent: true,
		Assumption:  "A new ticket type has the built-in title and description.",
		Fake:        "both",
		Consequence: "Tickets of a new type cannot have a title or a description.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.newType(ctx)
			if err != nil {
				return outcome(err)
			}
			n := 0
			for _, a := range t.Attributes {
				if a.Name == intercom.TitleAttribute || a.Name == intercom.DescriptionAttribute {
					n++
				}
			}
			return []string{"none", "one", "both"}[min(n, 2)], nil
		},
	},
	{
		ID: "type-same-name", Area: "ticket types", Permanent: true,
		Assumption:  "A second ticket type with a name is refused.",
		Fake:        "400 parameter_invalid",
		Consequence: "The name is not a natural key. The provider never creates a type twice.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.newType(ctx)
			if err != nil {
				return "", err
			}
			_, err = l.CreateTicketType(ctx, intercom.CreateTicketTypeRequest{Name: t.Name, Category: intercom.CategoryCustomer})
			return outcome(err)
		},
	},
	{
		ID: "type-archived-ticket", Area: "ticket types", Permanent: true,
		Assumption:  "A ticket of an archived type is refused.",
		Fake:        "400 parameter_invalid",
		Consequence: "The provider's warning about archived types is wrong.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.newType(ctx)
			if err != nil {
				return "", err
			}
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			if _, err := l.UpdateTicketType(ctx, string(t.ID), intercom.UpdateTicketTypeRequest{Archived: intercom.Set(true)}); err != nil {
				return outcome(err)
			}
			_, err = l.create(ctx, string(t.ID), string(c.ID), nil)
			return outcome(err)
		},
	},
	{
		ID: "type-list-after-create", Area: "ticket types", Permanent: true,
		Assumption:  "The list of ticket types shows a new type at once.",
		Fake:        "at once",
		Consequence: "Absence in the list does not show that a create failed.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.newType(ctx)
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				types, err := l.TicketTypes(ctx)
				for i := range types {
					if types[i].ID == t.ID {
						return true, nil
					}
				}
				return false, err
			})
		},
	},
	{
		ID: "attribute-required", Area: "ticket types", Permanent: true,
		Assumption:  "A ticket without a required attribute is refused.",
		Fake:        "400 parameter_invalid",
		Consequence: "The provider's check when planning is stricter than Intercom.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			kind, _, err := l.typeWith(ctx, intercom.CreateTicketTypeAttributeRequest{
				Name: "Value", DataType: intercom.DataTypeString,
				TicketTypeAttributeOptions: intercom.TicketTypeAttributeOptions{RequiredToCreate: intercom.Set(true)},
			})
			if err != nil {
				return outcome(err)
			}
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			_, err = l.create(ctx, string(kind.ID), string(c.ID), nil)
			return outcome(err)
		},
	},
	{
		ID: "attribute-same-name", Area: "ticket types", Permanent: true,
		Assumption:  "A second attribute of a type with a name is refused.",
		Fake:        "400 parameter_invalid",
		Consequence: "The name is not a natural key. The provider never creates an attribute twice.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			req := intercom.CreateTicketTypeAttributeRequest{Name: "Value", DataType: intercom.DataTypeString}
			kind, _, err := l.typeWith(ctx, req)
			if err != nil {
				return "", err
			}
			req.Description = l.name("attribute")
			_, err = l.CreateTicketTypeAttribute(ctx, string(kind.ID), req)
			return outcome(err)
		},
	},
	{
		ID: "attribute-archived", Area: "ticket types", Permanent: true,
		Assumption:  "An archived attribute is still shown by its type.",
		Fake:        "shown, archived",
		Consequence: "The provider takes an attribute that is missing for removed.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			kind, a, err := l.typeWith(ctx, intercom.CreateTicketTypeAttributeRequest{Name: "Value", DataType: intercom.DataTypeString})
			if err != nil {
				return "", err
			}
			archive := intercom.UpdateTicketTypeAttributeRequest{Archived: intercom.Set(true)}
			if _, err := l.UpdateTicketTypeAttribute(ctx, string(kind.ID), string(a.ID), archive); err != nil {
				return outcome(err)
			}
			if kind, err = l.TicketType(ctx, string(kind.ID)); err != nil {
				return "", err
			}
			for _, shown := range kind.Attributes {
				if shown.ID == a.ID && intercom.Yes(shown.Archived) {
					return "shown, archived", nil
				} else if shown.ID == a.ID {
					return "shown, not archived", nil
				}
			}
			return "not shown", nil
		},
	},
	{
		ID: "attribute-option-removed", Area: "ticket types", Permanent: true,
		Assumption:  "An option that list_items leaves out is archived, and the others keep their IDs.",
		Fake:        "archived, the others as before",
		Consequence: "Values of tickets change when an option is added or removed.",
		Observe:     optionRemoved,
	},
	{
		ID: "attribute-renamed", Area: "ticket types", Permanent: true,
		Assumption:  "A ticket keeps its value under the new name of an attribute.",
		Fake:        "kept",
		Consequence: "The provider shows the value as removed, and sets it again.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			kind, a, err := l.typeWith(ctx, intercom.CreateTicketTypeAttributeRequest{Name: "Value", DataType: intercom.DataTypeString})
			if err != nil {
				return "", err
			}
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			t, err := l.create(ctx, string(kind.ID), string(c.ID), intercom.Attributes{"Value": "kept"})
			if err != nil {
				return "", err
			}
			rename := intercom.UpdateTicketTypeAttributeRequest{Name: intercom.Set("Other")}
			if _, err := l.UpdateTicketTypeAttribute(ctx, string(kind.ID), string(a.ID), rename); err != nil {
				return outcome(err)
			}
			if t, err = l.Ticket(ctx, string(t.ID)); err != nil {
				return "", err
			}
			if t.Attributes["Other"] == "kept" {
				return "kept", nil
			}
			return "lost", nil
		},
	},
}

func optionRemoved(ctx context.Context, l *Lab) (string, error) {
	kind, a, err := l.typeWith(ctx, intercom.CreateTicketTypeAttributeRequest{
		Name: "Level", DataType: intercom.DataTypeList,
		TicketTypeAttributeOptions: intercom.TicketTypeAttributeOptions{ListItems: intercom.Set("Low,Medium,High")},
	})
	if err != nil {
		return outcome(err)
	}
	id := map[string]string{}
	for _, o := range a.InputOptions.ListOptions {
		id[o.Label] = o.ID
	}
	a, err = l.UpdateTicketTypeAttribute(ctx, string(kind.ID), string(a.ID), intercom.UpdateTicketTypeAttributeRequest{
		TicketTypeAttributeOptions: intercom.TicketTypeAttributeOptions{ListItems: intercom.Set("Low,High")},
	})
	if err != nil {
		return outcome(err)
	}
	removed, others := "removed", "as before"
	for _, o := range a.InputOptions.ListOptions {
		switch {
		case o.Label == "Medium" && o.Archived:
			removed = "archived"
		case o.Label == "Medium":
			removed = "kept"
		case o.ID != id[o.Label]:
			others = "with other IDs"
		}
	}
	return removed + ", the others " + others, nil
}
