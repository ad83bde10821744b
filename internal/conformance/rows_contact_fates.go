package conformance

import (
	"context"
	"net/http"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var contactFateRows = []Row{
	{
		ID: "contact-archived-get", Area: "contacts",
		Assumption:  "An archived contact is still read by its ID. People report 404.",
		Fake:        "accepted",
		Consequence: "With 404, the provider reports the contact as deleted, archived, or merged.",
		Knobs:       []string{"ArchivedContactsHidden"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := archived(ctx, l)
			if err != nil {
				return "", err
			}
			return contactAnswer(ctx, l, c.ID)
		},
	},
	{
		ID: "contact-archived-search", Area: "contacts",
		Assumption:  "A search still shows an archived contact.",
		Fake:        "shown",
		Consequence: "Absence in a search does not show that a contact was deleted. The provider never takes it for that.",
		Knobs:       []string{"ArchivedContactsHidden"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			shown := func() (int, error) { return count(l.SearchContacts(ctx, withID(c.ID), 1)) }
			if seen, err := l.until(ctx, func() (bool, error) { n, err := shown(); return n > 0, err }); err != nil || seen == "not within a minute" {
				return "the contact was never shown", err
			}
			if err := l.ArchiveContact(ctx, string(c.ID)); err != nil {
				return outcome(err)
			}
			if gone, err := l.until(ctx, func() (bool, error) { n, err := shown(); return n == 0, err }); err != nil || gone != "not within a minute" {
				return "not shown", err
			}
			return "shown", nil
		},
	},
	{
		ID: "contact-archived-same-email", Area: "contacts",
		Assumption:  "A user with the email of an archived one is refused with 409.",
		Fake:        "409 conflict",
		Consequence: "If it is accepted, a create makes a second contact beside the archived one.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := archived(ctx, l)
			if err != nil {
				return "", err
			}
			_, err = l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleUser), Email: intercom.Set(c.Email)})
			return outcome(err)
		},
	},
	{
		ID: "contact-archived-delete", Area: "contacts",
		Assumption:  "An archived contact can be deleted.",
		Fake:        "accepted",
		Consequence: "Destroying an archived contact is an error, and the contact has to be unarchived first.",
		Knobs:       []string{"ArchivedContactsHidden"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := archived(ctx, l)
			if err != nil {
				return "", err
			}
			return outcome(l.DeleteContact(ctx, string(c.ID)))
		},
	},
	{
		ID: "contact-unarchive-deleted", Area: "contacts",
		Assumption:  "Unarchiving a deleted contact answers 404. People report 500.",
		Fake:        "404 not_found",
		Consequence: "The clean-up of an interrupted run reports a contact that is gone.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := deleted(ctx, l)
			if err != nil {
				return "", err
			}
			a, err := l.raw(ctx, http.MethodPost, "/contacts/"+string(c.ID)+"/unarchive", nil)
			if a.status >= http.StatusInternalServerError {
				return "a server error", nil
			}
			return a.said(), err
		},
	},
	{
		ID: "contact-get-after-delete", Area: "contacts",
		Assumption:  "A deleted contact answers 404 with the code not_found.",
		Fake:        "404 not_found",
		Consequence: "The provider does not treat the contact as deleted, and reports an error.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			return afterDelete(ctx, c.ID, l.DeleteContact, l.Contact)
		},
	},
	{
		ID: "contact-email-after-delete", Area: "contacts",
		Assumption:  "The email of a deleted user is free again at once.",
		Fake:        "accepted",
		Consequence: "Replacing a contact fails, and the provider must wait or report it.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := deleted(ctx, l)
			if err != nil {
				return "", err
			}
			_, err = l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleUser), Email: intercom.Set(c.Email)})
			return outcome(err)
		},
	},
	{
		ID: "contact-merged-get", Area: "contacts",
		Assumption:  "A contact that was merged into another one answers 410 contact_merged. People report 404 in stable versions.",
		Fake:        "410 contact_merged",
		Consequence: "With 404, the provider cannot name the contact that holds the data, and reports three possibilities.",
		Knobs:       []string{"MergedContactsNotFound"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			user, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			// Since 2.16, contacts with nothing in common are not merged.
			lead, err := l.CreateContact(ctx, intercom.ContactRequest{Role: intercom.Set(intercom.RoleLead), Email: intercom.Set(user.Email)})
			if err != nil {
				return "", err
			}
			a, err := l.raw(ctx, http.MethodPost, "/contacts/merge", object{"from": string(lead.ID), "into": string(user.ID)})
			switch {
			case err != nil:
				return "", err
			case a.status != http.StatusOK:
				return "", skip("POST /contacts/merge answered %s", a.said())
			}
			return contactAnswer(ctx, l, lead.ID)
		},
	},
}

// archived creates a contact and archives it.
func archived(ctx context.Context, l *Lab) (*intercom.Contact, error) {
	c, err := l.user(ctx)
	if err != nil {
		return nil, err
	}
	return c, l.ArchiveContact(ctx, string(c.ID))
}

// deleted creates a contact and deletes it.
func deleted(ctx context.Context, l *Lab) (*intercom.Contact, error) {
	c, err := l.user(ctx)
	if err != nil {
		return nil, err
	}
	return c, l.DeleteContact(ctx, string(c.ID))
}
