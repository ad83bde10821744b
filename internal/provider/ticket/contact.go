package ticket

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var contactTypes = types.ObjectType{AttrTypes: map[string]attr.Type{
	"id": types.StringType, "external_id": types.StringType, "email": types.StringType,
}}

// contact is the one element of contacts.
type contact struct {
	ID, ExternalID, Email types.String
}

// contact returns the element of contacts. All its fields are unknown if the list is.
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

// isUnknown reports whether an argument that identifies the contact is known only after apply.
func (c contact) isUnknown() bool {
	return c.Email.IsUnknown() || c.ID.IsUnknown() || c.ExternalID.IsUnknown()
}

// identifier returns the identifier of a configured contact for a request.
func (c contact) identifier() intercom.ContactIdentifier {
	switch {
	case c.Email.ValueString() != "":
		return intercom.ContactIdentifier{Email: c.Email.ValueString()}
	case !c.ID.IsUnknown() && c.ID.ValueString() != "":
		return intercom.ContactIdentifier{ID: c.ID.ValueString()}
	}
	return intercom.ContactIdentifier{ExternalID: c.ExternalID.ValueString()}
}

// String names the argument that identifies a configured contact.
func (c contact) String() string {
	switch {
	case c.ID.ValueString() != "":
		return "id " + c.ID.String()
	case c.ExternalID.ValueString() != "":
		return "external_id " + c.ExternalID.String()
	}
	return "email " + c.Email.String()
}

// names reports whether the configured contact c is the one in state, according to state.
func (c contact) names(state contact) bool {
	switch {
	case c.ID.ValueString() != "":
		return c.ID.Equal(state.ID)
	case c.ExternalID.ValueString() != "":
		return c.ExternalID.Equal(state.ExternalID)
	}
	return c.Email.ValueString() != "" && attrvalue.EquivalentEmail(c.Email.ValueString(), state.Email.ValueString())
}

// matches reports whether the configured contact c is the one that Intercom shows.
func (c contact) matches(shown *intercom.Contact) bool {
	switch {
	case c.ID.ValueString() != "":
		return c.ID.ValueString() == string(shown.ID)
	case c.ExternalID.ValueString() != "":
		return c.ExternalID.ValueString() == shown.ExternalID
	}
	return c.Email.ValueString() != "" && attrvalue.EquivalentEmail(c.Email.ValueString(), shown.Email)
}

// resolveContact fills in the contact's IDs from the answer to a create.
func (m *model) resolveContact(t *intercom.Ticket) {
	c := m.contact()
	var shown intercom.ContactReference
	if len(t.Contacts) > 0 {
		shown = t.Contacts[0]
	}
	c.fill(framework.Text(string(shown.ID)), framework.Text(shown.ExternalID))
	m.setContact(c)
}

// fill sets the IDs that are unknown.
func (c *contact) fill(id, externalID types.String) {
	if c.ID.IsUnknown() {
		c.ID = id
	}
	if c.ExternalID.IsUnknown() {
		c.ExternalID = externalID
	}
}

// refreshContact keeps the contact, because a refresh cannot decide whether to replace a ticket. It only sets IDs that are
// null. If the ticket no longer shows the contact, it returns the IDs of the shown ones (none for a ticket without
// contacts). Teammates may add others.
func (m *model) refreshContact(t *intercom.Ticket) (shown string, drifts bool) {
	if m.Contacts.IsNull() || t.Contacts == nil {
		return "", false
	}
	c := m.contact()
	ids := make([]string, len(t.Contacts))
	for i, each := range t.Contacts {
		ids[i] = string(each.ID)
		adopts := c.ID.IsNull() && (c.ExternalID.IsNull() || c.ExternalID.ValueString() == each.ExternalID)
		if !adopts && c.ID.ValueString() != ids[i] {
			continue
		}
		if adopts || c.ExternalID.IsNull() && each.ExternalID != "" {
			c.ID = types.StringValue(ids[i])
			if c.ExternalID.IsNull() {
				c.ExternalID = framework.Text(each.ExternalID)
			}
			m.setContact(c)
		}
		return "", false
	}
	return strings.Join(ids, ", "), !c.ID.IsNull() || len(ids) > 0
}

// shownContacts returns the contacts that the last refresh found instead of state's.
func (m *model) shownContacts() []string {
	ids, _ := m.Drift.Elements()["contacts"].(types.String)
	return strings.Split(ids.ValueString(), ", ")
}
