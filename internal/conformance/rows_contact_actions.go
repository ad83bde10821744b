package conformance

import (
	"context"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var contactActionRows = []Row{
	{
		ID: "contact-block-twice", Area: "contacts",
		Assumption:  "Blocking a blocked contact changes nothing and is accepted.",
		Fake:        "accepted",
		Consequence: "A second run of the action that blocks a contact ends with an error, and no read shows that the contact is blocked.",
		Knobs:       []string{"RefusesSecondBlock"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			if err := l.BlockContact(ctx, string(c.ID)); err != nil {
				return "", err
			}
			return outcome(l.BlockContact(ctx, string(c.ID)))
		},
	},
	{
		ID: "contact-unarchive-live", Area: "contacts",
		Assumption:  "Unarchiving a contact that is not archived changes nothing and is accepted.",
		Fake:        "accepted",
		Consequence: "A second run of the action that unarchives a contact ends with an error.",
		Knobs:       []string{"RefusesSecondUnarchive"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			return outcome(l.UnarchiveContact(ctx, string(c.ID)))
		},
	},
	{
		ID: "contact-subscription-detach-absent", Area: "contacts",
		Assumption:  "Removing a subscription that a contact does not have answers 404.",
		Fake:        "404 not_found",
		Consequence: "None: the provider accepts 404 and success.",
		Knobs:       []string{"DetachesTwice"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			types, err := l.SubscriptionTypes(ctx)
			if err != nil {
				return outcome(err)
			}
			if len(types) == 0 {
				return "", skip("the workspace has no subscription type, and the API cannot create one")
			}
			c, err := l.user(ctx)
			if err != nil {
				return "", err
			}
			return outcome(l.DetachSubscription(ctx, string(c.ID), string(types[0].ID)))
		},
	},
	{
		ID: "note-text", Area: "notes",
		Assumption:  "The plain text of a note reads back as a paragraph of escaped HTML.",
		Fake:        "escaped, in a paragraph",
		Consequence: "None: the provider compares the text without tags and blanks.",
		Knobs:       []string{"NotesAsSent", "EscapesText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			const text = "Call back & ask"
			n, err := l.note(ctx, intercom.NoteRequest{Body: text, AdminID: l.admin})
			if err != nil {
				return outcome(err)
			}
			return changed(text, n.Body), nil
		},
	},
	{
		ID: "note-author", Area: "notes",
		Assumption:  "A contact's note without admin_id has no author.",
		Fake:        "nobody",
		Consequence: "None: the provider accepts any author if the configuration has none. Its documentation says that there is none.",
		Knobs:       []string{"NotesByToken"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			n, err := l.note(ctx, intercom.NoteRequest{Body: "Without an author"})
			switch {
			case err != nil:
				return outcome(err)
			case n.Author.ID == "":
				return "nobody", nil
			case string(n.Author.ID) == l.admin:
				return "the token's admin", nil
			}
			return "somebody else", nil
		},
	},
	{
		ID: "note-list-after-create", Area: "notes",
		Assumption:  "The list of a contact's notes shows a new note at once.",
		Fake:        "at once",
		Consequence: "The provider must look longer for a note whose create had no answer. It never adds a second one.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			n, err := l.note(ctx, intercom.NoteRequest{Body: "Listed"})
			if err != nil {
				return outcome(err)
			}
			return l.until(ctx, func() (bool, error) {
				all, err := l.Notes(ctx, "contacts", string(n.Contact.ID))
				return len(all) > 0, err
			})
		},
	},
	{
		ID: "note-order", Area: "notes",
		Assumption:  "The list of a contact's notes has the newest first.",
		Fake:        "the newest first",
		Consequence: "None: the provider reads all pages, in any order.",
		Knobs:       []string{"NotesOldestFirst"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			first, err := l.note(ctx, intercom.NoteRequest{Body: "First"})
			if err != nil {
				return outcome(err)
			}
			contact := string(first.Contact.ID)
			if err := sleep(ctx, l.cfg.Clock, 2*time.Second); err != nil {
				return "", err
			}
			second, err := l.CreateNote(ctx, "contacts", contact, intercom.NoteRequest{Body: "Second"})
			if err != nil {
				return outcome(err)
			}
			var all []intercom.Note
			if _, err := l.until(ctx, func() (bool, error) { all, err = l.Notes(ctx, "contacts", contact); return len(all) == 2, err }); err != nil {
				return "", err
			}
			switch {
			case len(all) != 2:
				return "not both notes", nil
			case all[0].ID == second.ID:
				return "the newest first", nil
			}
			return "the oldest first", nil
		},
	},
}

// note creates a contact and a note about it.
func (l *Lab) note(ctx context.Context, req intercom.NoteRequest) (*intercom.Note, error) {
	c, err := l.user(ctx)
	if err != nil {
		return nil, err
	}
	n, err := l.CreateNote(ctx, "contacts", string(c.ID), req)
	if err == nil && n.Contact == nil {
		n.Contact = &intercom.NoteSubject{ID: c.ID}
	}
	return n, err
}
