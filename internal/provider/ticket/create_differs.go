package ticket

import (
	"context"
	"maps"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// differs returns how a ticket differs from the requested one, or "". A missing field is not a difference. If complete is
// set, it may make calls to check whether an email belongs to the ticket's contact.
func (c *creation) differs(ctx context.Context, t *intercom.Ticket, complete bool) (string, error) {
	if t.Type != "ticket" {
		return "its type is " + quote(t.Type), nil
	}
	if t.TicketType != nil {
		if named := t.TicketType.WorkspaceID; named != "" && named != c.w.Workspace().ID {
			return "its workspace is " + quote(named), nil
		}
		if typeID := string(t.TicketType.ID); typeID != "" && typeID != c.request.TicketTypeID {
			return "its ticket type is " + quote(typeID), nil
		}
	}
	if what := differentAttributes(t, c.request.Attributes, c.definition); what != "" {
		return what, nil
	}
	if t.Contacts == nil {
		return "", nil
	}
	return c.differentContact(ctx, t, complete)
}

// differentAttributes names an attribute whose value differs from the one that was sent, or returns "".
func differentAttributes(t *intercom.Ticket, sent intercom.Attributes, definition *intercom.TicketType) string {
	defined := definitionsIn(t, definition)
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		shown, told := attrvalue.Shown(t.Attributes, name)
		a, _ := defined.Of(name)
		if isReserved(name) {
			a = attrvalue.Type{Kind: attrvalue.String}
		}
		if wanted, _ := attrvalue.Text(a, sent[name]); told && !attrvalue.Equal(a, wanted, shown) {
			return "its " + quote(name) + " has another value"
		}
	}
	return ""
}

// differentContact returns a message if the ticket has another contact, or "".
func (c *creation) differentContact(ctx context.Context, t *intercom.Ticket, complete bool) (string, error) {
	wanted := c.request.Contacts[0]
	if len(t.Contacts) == 0 {
		return "it has no contacts", nil
	}
	configured := contact{ID: framework.Text(wanted.ID), ExternalID: framework.Text(wanted.ExternalID), Email: framework.Text(wanted.Email)}
	for _, shown := range t.Contacts {
		switch {
		case wanted.ID != "":
			if wanted.ID == string(shown.ID) {
				return "", nil
			}
			continue
		case wanted.ExternalID != "" && shown.ExternalID != "":
			if wanted.ExternalID == shown.ExternalID {
				return "", nil
			}
			continue
		case !complete:
			return "", nil
		}
		whole, err := readContact(ctx, c.w.Reads(), string(shown.ID))
		switch {
		case framework.IsMissing(err):
			continue
		case err != nil:
			return "", err
		case configured.matches(whole):
			return "", nil
		case wanted.Email != "":
			c.nearly[string(t.ID)] = t
		}
	}
	return "its contact is " + quote(string(t.Contacts[0].ID)), nil
}

func quote(s string) string { return intercom.Quote(s, 80) }
