package ticketsearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// attributes are the filters of ticket_attributes. A search names an attribute by its ID, a person by its name.
func (f Filters) attributes(ctx context.Context, s *providerdata.Data, diags *diag.Diagnostics) (filters []intercom.Filter) {
	wanted := f.TicketAttributes.Elements()
	if len(wanted) == 0 || len(f.TicketTypeIDs.Elements()) != 1 {
		return nil
	}
	typeID, _ := f.TicketTypeIDs.Elements()[0].(types.String)
	definition, err := s.TicketType(ctx, typeID.ValueString())
	if err != nil {
		diags.Append(providerdiag.AttributeError(path.Root("ticket_type_ids"), "reading ticket type "+typeID.ValueString(), err, "Its attributes are searched by the IDs that it tells."))
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		at := path.Root("ticket_attributes").AtMapKey(name)
		i := slices.IndexFunc(definition.Attributes, func(a intercom.TicketTypeAttribute) bool { return a.Name == name })
		if i < 0 {
			var names []string
			for _, a := range definition.Attributes {
				if !a.BuiltIn {
					names = append(names, a.Name)
				}
			}
			diags.AddAttributeError(at, "Unknown ticket attribute",
				fmt.Sprintf("Ticket type \"%s\" has no attribute \"%s\". %s", intercom.Clean(definition.Name, 80), intercom.Clean(name, 80), providerdiag.Nearest(name, names)))
			continue
		}
		value, _ := wanted[name].(types.String)
		filter, err := attributeFilter(definition.Attributes[i], value.ValueString())
		if err != nil {
			diags.AddAttributeError(at, "Value that the ticket attribute cannot have", err.Error())
			continue
		}
		filters = append(filters, filter)
	}
	return filters
}

// attributeFilter is the condition that the attribute has a value, which is written as text.
func attributeFilter(a intercom.TicketTypeAttribute, text string) (intercom.Filter, error) {
	field := "ticket_attribute." + string(a.ID)
	is := func(value any) intercom.Filter { return intercom.Where(field, "=", value) }
	switch a.DataType {
	case intercom.DataTypeInteger, intercom.DataTypeDecimal:
		if _, err := strconv.ParseFloat(text, 64); err != nil || !json.Valid([]byte(text)) {
			return intercom.Filter{}, errors.New("it takes a number")
		}
		// By the descriptions, a filter's value is text, a whole number or a boolean.
		return is(text), nil
	case intercom.DataTypeBoolean:
		if text != "true" && text != "false" {
			return intercom.Filter{}, errors.New("it takes true or false")
		}
		return is(text == "true"), nil
	case intercom.DataTypeDatetime:
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return intercom.Filter{}, errors.New("it takes an instant as RFC 3339, for example 2026-12-01T09:00:00Z")
		}
		return is(at.Unix()), nil
	case intercom.DataTypeFiles:
		return intercom.Filter{}, errors.New("it takes files, which cannot be searched")
	case intercom.DataTypeList:
		return optionFilter(field, a.InputOptions.ListOptions, text)
	}
	return is(text), nil
}

// optionFilter finds an option by its ID or its label. Which of the two Intercom searches no description says: either will do.
func optionFilter(field string, options []intercom.ListOption, text string) (intercom.Filter, error) {
	labels := make([]string, len(options))
	for i, o := range options {
		if text == o.ID || text == o.Label {
			return intercom.Where(field, "IN", slices.DeleteFunc([]string{o.ID, o.Label}, func(s string) bool { return s == "" })), nil
		}
		labels[i] = o.Label
	}
	if len(options) > 0 {
		return intercom.Filter{}, fmt.Errorf("it has no such option. %s", providerdiag.Nearest(text, labels))
	}
	return intercom.Where(field, "=", text), nil
}
