package ticket

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var contactTypes = types.ObjectType{AttrTypes: map[string]attr.Type{
	"id": types.StringType, "external_id": types.StringType, "email": types.StringType,
}}

// contact is the one element of contacts.
type contact struct {
	ID, ExternalID, Email types.String
}

// contact returns the element of contacts; all of it is unknown where the list is.
func (m *model) contact() contact {
	if len(m.Contacts.Elements()) == 1 {
		if object, ok := m.Contacts.Elements()[0].(types.Object); ok && !object.IsUnknown() && !object.IsNull() {
			text := func(name string) types.String {
				s, _ := object.Attributes()[name].(types.String)
				return s
			}
			return contact{ID: text("id"), ExternalID: text("external_id"), Email: text("email")}
		}
	}
	return contact{ID: types.StringUnknown(), ExternalID: types.StringUnknown(), Email: types.StringUnknown()}
}

func (m *model) setContact(c contact) {
	m.Contacts = types.ListValueMust(contactTypes, []attr.Value{types.ObjectValueMust(contactTypes.AttrTypes, map[string]attr.Value{
		"id": c.ID, "external_id": c.ExternalID, "email": c.Email,
	})})
}

// unsettled reports whether an argument that names the contact is known only after apply.
func (c contact) unsettled() bool {
	return c.Email.IsUnknown() || c.ID.IsUnknown() || c.ExternalID.IsUnknown()
}

// identifier is how a configured contact is named in a request.
func (c contact) identifier() intercom.ContactIdentifier {
	switch {
	case c.Email.ValueString() != "":
		return intercom.ContactIdentifier{Email: c.Email.ValueString()}
	case !c.ID.IsUnknown() && c.ID.ValueString() != "":
		return intercom.ContactIdentifier{ID: c.ID.ValueString()}
	}
	return intercom.ContactIdentifier{ExternalID: c.ExternalID.ValueString()}
}

// names reports whether the configured contact c is, by what state remembers, the one in state.
func (c contact) names(state contact) bool {
	switch {
	case c.ID.ValueString() != "":
		return c.ID.Equal(state.ID)
	case c.ExternalID.ValueString() != "":
		return c.ExternalID.Equal(state.ExternalID)
	}
	return c.Email.ValueString() != "" && strings.EqualFold(c.Email.ValueString(), state.Email.ValueString())
}

// matches reports whether the configured contact c is the one that Intercom shows.
func (c contact) matches(shown *intercom.Contact) bool {
	switch {
	case c.ID.ValueString() != "":
		return c.ID.ValueString() == string(shown.ID)
	case c.ExternalID.ValueString() != "":
		return c.ExternalID.ValueString() == shown.ExternalID
	}
	return c.Email.ValueString() != "" && strings.EqualFold(c.Email.ValueString(), shown.Email)
}

// resolveContact fills in the ids that the ticket's answer tells of the contact it was created for.
func (m *model) resolveContact(t *intercom.Ticket) {
	c := m.contact()
	if !c.ID.IsUnknown() && !c.ExternalID.IsUnknown() {
		return
	}
	var shown intercom.ContactReference
	if len(t.Contacts) > 0 {
		shown = t.Contacts[0]
	}
	if c.ID.IsUnknown() {
		c.ID = framework.Text(string(shown.ID))
	}
	if c.ExternalID.IsUnknown() {
		c.ExternalID = framework.Text(shown.ExternalID)
	}
	m.setContact(c)
}

// refreshContact keeps the contact as long as it is among the ticket's: teammates may add others.
func (m *model) refreshContact(t *intercom.Ticket) {
	if len(t.Contacts) == 0 {
		return
	}
	if !m.Contacts.IsNull() {
		c := m.contact()
		for _, shown := range t.Contacts {
			if c.ID.ValueString() == string(shown.ID) {
				if shown.ExternalID != c.ExternalID.ValueString() {
					c.ExternalID = framework.Text(shown.ExternalID)
					m.setContact(c)
				}
				return
			}
		}
	}
	// The external id follows with the next refresh: a configuration that Terraform generates from an import must name the
	// contact in one way only.
	m.setContact(contact{ID: framework.Text(string(t.Contacts[0].ID)), ExternalID: types.StringNull(), Email: types.StringNull()})
}
