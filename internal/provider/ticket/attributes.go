package ticket

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// attributeName is how an attribute is named among the arguments, as Terraform writes it.
func attributeName(name string) string { return fmt.Sprintf("ticket_attributes[%q]", name) }

// reserved reports whether the attribute has an argument of its own.
func reserved(name string) bool {
	return name == intercom.TitleAttribute || name == intercom.DescriptionAttribute
}

// attributes are the elements of ticket_attributes.
func (m *model) attributes() map[string]types.String { return attrvalue.Texts(m.TicketAttributes) }

// definitions are the attributes of a ticket type. Every type has a title and a description, so that one without any attribute
// was not told in full.
func definitions(t *intercom.TicketType) attrvalue.Definitions {
	d := attrvalue.Definitions{Argument: "ticket_attributes", Noun: "ticket attribute"}
	if t == nil || len(t.Attributes) == 0 {
		return d
	}
	d.Known = true
	d.Owner = fmt.Sprintf("Ticket type %s (%s)", t.ID, intercom.Clean(t.Name, 80))
	d.Hint = "If this plan is to make it, take the key from that resource: (intercom_ticket_type_attribute.NAME.name)."
	for _, a := range t.Attributes {
		d.Define(a.Name, attrvalue.OfTicketTypeAttribute(a))
	}
	return d
}

// refreshAttributes takes over what Intercom shows of the attributes that state has.
func (m *model) refreshAttributes(t *intercom.Ticket, answered known) {
	m.TicketAttributes = definitions(t.TicketType).Refresh(m.TicketAttributes, t.Attributes, func(name, shown string) bool {
		return answered.has(attributeName(name), shown)
	})
}
