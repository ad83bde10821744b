package ticketsearch

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/text/unicode/norm"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// attributes adds the filters of ticket_attributes. Intercom's search takes an attribute's ID; users write its name.
func (f Filters) attributes(ctx context.Context, r framework.Reader, diags *diag.Diagnostics) (filters []intercom.Filter) {
	wanted := attrvalue.Texts(f.TicketAttributes)
	if len(wanted) == 0 || len(f.TicketTypeIDs.Elements()) != 1 {
		return nil
	}
	typeID, _ := f.TicketTypeIDs.Elements()[0].(types.String)
	definition, err := tickettypes.Get(ctx, r, typeID.ValueString())
	if err != nil {
		diags.Append(providerdiag.AttributeError(path.Root("ticket_type_ids"), "reading ticket type "+typeID.ValueString(), err, "Its attributes are searched by the IDs that it tells."))
		return nil
	}
	defined := attrvalue.Definitions{Argument: "ticket_attributes", Noun: "ticket attribute", Known: true, Owner: "Ticket type " + framework.Label(string(definition.ID), definition.Name)}
	ids := map[string]intercom.ID{}
	for _, a := range definition.Attributes {
		defined.Define(a.Name, attrvalue.OfTicketTypeAttribute(a))
		if _, known := ids[norm.NFC.String(a.Name)]; !known || !intercom.Yes(a.Archived) {
			ids[norm.NFC.String(a.Name)] = a.ID
		}
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		id, ok := ids[name]
		if !ok {
			diags.AddAttributeError(path.Root("ticket_attributes").AtMapKey(name), "Unknown ticket attribute", defined.Unknown(name))
			continue
		}
		t, _ := defined.Of(name)
		value, err := attrvalue.SearchValue(t, wanted[name].ValueString())
		if err != nil {
			diags.Append(defined.Invalid(name, err))
			continue
		}
		operator := "="
		if _, several := value.([]string); several {
			operator = "IN"
		}
		filters = append(filters, intercom.Where("ticket_attribute."+string(id), operator, value))
	}
	return filters
}
