package conformance

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var contactRows = []Row{
	{
		ID: "contact-email-case", Area: "contacts",
		Assumption:  "An email is stored in lower case.",
		Fake:        "in lower case",
		Consequence: "The provider must compare emails as they were sent.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			sent := strings.Replace(l.email(), "conformance", "CONFORMANCE", 1)
			c, err := l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleUser), Email: intercom.Set(sent)})
			if err != nil {
				return "", err
			}
			switch c.Email {
			case strings.ToLower(sent):
				return "in lower case", nil
			case sent:
				return "as it was sent", nil
			}
			return "as another text", nil
		},
	},
	{
		ID: "contact-same-email", Area: "contacts",
		Assumption:  "A second user with an email is refused with 409.",
		Fake:        "409 conflict",
		Consequence: "A create that is repeated after an unclear answer makes a second user.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			first, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			_, err = l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleUser), Email: intercom.Set(first.Email)})
			return outcome(err)
		},
	},
	{
		ID: "contact-same-email-other-external-id", Area: "contacts",
		Assumption:  "A second user with an email is refused, also with another external ID.",
		Fake:        "409 conflict",
		Consequence: "The email of a user is not a natural key. The provider must look for external IDs only.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			email := l.email()
			for range 2 {
				_, err := l.CreateContact(ctx, intercom.ContactRequest{
					Role: intercom.Set(intercom.RoleUser), Email: intercom.Set(email), ExternalID: intercom.Set(l.key()),
				})
				if err != nil {
					return outcome(err)
				}
			}
			return "accepted", nil
		},
	},
	{
		ID: "contact-same-external-id", Area: "contacts",
		Assumption:  "A second user with an external ID is refused with 409.",
		Fake:        "409 conflict",
		Consequence: "A create that is repeated after an unclear answer makes a second user.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			key := l.key()
			for range 2 {
				_, err := l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleUser), ExternalID: intercom.Set(key)})
				if err != nil {
					return outcome(err)
				}
			}
			return "accepted", nil
		},
	},
	{
		ID: "lead-same-email", Area: "contacts",
		Assumption:  "Leads can share an email.",
		Fake:        "accepted",
		Consequence: "An email identifies a lead, and the provider can find the one of a create whose answer was lost.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			email := l.email()
			for range 2 {
				_, err := l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleLead), Email: intercom.Set(email)})
				if err != nil {
					return outcome(err)
				}
			}
			return "accepted", nil
		},
	},
	{
		ID: "lead-external-id", Area: "contacts",
		Assumption:  "The external ID of a lead is kept. People report that Intercom assigns one and ignores the one that was sent.",
		Fake:        "kept",
		Consequence: "The provider refuses external_id for leads. If it is kept, it can allow it.",
		Knobs:       []string{"AssignsLeadExternalIDs"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			key := l.key()
			c, err := l.CreateContact(ctx, intercom.ContactRequest{
				Role: intercom.Set(intercom.RoleLead), Email: intercom.Set(l.email()), ExternalID: intercom.Set(key),
			})
			switch {
			case err != nil:
				return outcome(err)
			case c.ExternalID == key:
				return "kept", nil
			case c.ExternalID == "":
				return "dropped", nil
			}
			return "replaced by another one", nil
		},
	},
	{
		ID: "contact-user-to-lead", Area: "contacts",
		Assumption:  "An update of a user's role to lead is accepted. People report that a user cannot become a lead.",
		Fake:        "becomes a lead",
		Consequence: "The provider refuses the change when planning. If it is possible, it can update in place.",
		Knobs:       []string{"KeepsRoles"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			c, err = l.UpdateContact(ctx, string(c.ID), intercom.ContactRequest{Role: intercom.Set(intercom.RoleLead)})
			switch {
			case err != nil:
				return outcome(err)
			case c.Role == intercom.RoleLead:
				return "becomes a lead", nil
			}
			return "stays a user", nil
		},
	},
	{
		ID: "contact-name-blanks", Area: "contacts",
		Assumption:  "Blanks around a name are removed.",
		Fake:        "trimmed",
		Consequence: "The provider accepts both: a name that differs in blanks only is not drift.",
		Observe:     func(ctx context.Context, l *Lab) (string, error) { return contactName(ctx, l, "  ", "blanks", "  ") },
	},
	{
		ID: "contact-name-html", Area: "contacts",
		Assumption:  "A name with <, >, and & reads back as it was sent.",
		Fake:        "unchanged",
		Consequence: "The provider accepts an escaped name as its own. Any other text shows as drift.",
		Knobs:       []string{"EscapesText"},
		Observe:     func(ctx context.Context, l *Lab) (string, error) { return contactName(ctx, l, "", "a <b> & c", "") },
	},
	{
		ID: "contact-search-after-create", Area: "contacts",
		Assumption:  "A search finds a new contact at once.",
		Fake:        "at once",
		Consequence: "The provider looks for up to a minute, and reads by external ID where it can.",
		Knobs:       []string{"Lags", "WithSearchLag"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				n, err := count(l.SearchContacts(ctx, withID(c.ID), 1))
				return n > 0, err
			})
		},
	},
	{
		ID: "contact-external-id-after-create", Area: "contacts", Since: "2.13",
		Assumption:  "A read by external ID finds a new contact at once.",
		Fake:        "at once",
		Consequence: "Absence there proves nothing, and the provider must not create a second time.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			key := l.key()
			if _, err := l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleUser), ExternalID: intercom.Set(key)}); err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				_, err := l.ContactByExternalID(ctx, key)
				if intercom.IsNotFound(err) {
					return false, nil
				}
				return err == nil, err
			})
		},
	},
}

// contactName creates a contact with a name between blanks, and returns how it changed.
func contactName(ctx context.Context, l *Lab, before, what, after string) (string, error) {
	sent := before + l.name(what) + after
	c, err := l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleUser), Email: intercom.Set(l.email()), Name: intercom.Set(sent)})
	if err != nil {
		return "", err
	}
	return changed(sent, c.Name), nil
}

// contactAnswer reads a contact and describes the answer.
func contactAnswer(ctx context.Context, l *Lab, id intercom.ID) (string, error) {
	_, err := l.Contact(ctx, string(id))
	if _, merged := intercom.MergedInto(err); merged {
		if api, ok := errors.AsType[*intercom.APIError](err); ok && api.StatusCode != http.StatusGone {
			return outcome(err)
		}
		return "410 contact_merged", nil
	}
	return outcome(err)
}
