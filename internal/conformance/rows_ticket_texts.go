package conformance

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	titleConsequence       = "The provider accepts blanks and escapes as its own. Any other text shows as drift until two applies got the same answer."
	descriptionConsequence = "The provider accepts a paragraph and escapes as its own. Any other text shows as drift until two applies got the same answer."
)

var ticketTextRows = []Row{
	{
		ID: "ticket-title-blanks", Area: "tickets",
		Assumption: "A title with blanks around it reads back as it was sent.", Fake: "unchanged", Consequence: titleConsequence,
		Knobs: []string{"TrimsText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return ticketText(ctx, l, intercom.TitleAttribute, "  "+l.name("blanks")+"  ")
		},
	},
	{
		ID: "ticket-title-html", Area: "tickets",
		Assumption: "A title with <, >, and & reads back as it was sent.", Fake: "unchanged", Consequence: titleConsequence,
		Knobs: []string{"EscapesText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return ticketText(ctx, l, intercom.TitleAttribute, l.name("a <b> & c"))
		},
	},
	{
		ID: "ticket-title-unicode", Area: "tickets",
		Assumption: "A title with emoji and composed letters reads back as it was sent.", Fake: "unchanged", Consequence: titleConsequence,
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return ticketText(ctx, l, intercom.TitleAttribute, l.name("cafe\u0301 🎟️"))
		},
	},
	{
		ID: "ticket-title-empty", Area: "tickets",
		Assumption:  "An empty title is stored as an empty text.",
		Fake:        "unchanged",
		Consequence: "The provider treats an empty title and null alike.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			return ticketUpdate(ctx, l, t, intercom.TitleAttribute, "")
		},
	},
	{
		ID: "ticket-description-text", Area: "tickets",
		Assumption: "A description of one line reads back as it was sent.", Fake: "unchanged", Consequence: descriptionConsequence,
		Knobs: []string{"WrapsText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return ticketText(ctx, l, intercom.DescriptionAttribute, "One line of text.")
		},
	},
	{
		ID: "ticket-description-lines", Area: "tickets",
		Assumption: "A description with line breaks and an empty line reads back as it was sent.", Fake: "unchanged", Consequence: descriptionConsequence,
		Knobs: []string{"WrapsText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return ticketText(ctx, l, intercom.DescriptionAttribute, "First line.\nSecond line.\n\nThird line.")
		},
	},
	{
		ID: "ticket-description-html", Area: "tickets",
		Assumption: "A description with HTML reads back as it was sent.", Fake: "unchanged", Consequence: descriptionConsequence,
		Knobs: []string{"WrapsText", "EscapesText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return ticketText(ctx, l, intercom.DescriptionAttribute, "<p>A <b>bold</b> word &amp; a <a href=\"https://example.com\">link</a></p>")
		},
	},
	{
		ID: "ticket-description-newline-at-end", Area: "tickets",
		Assumption: "A description that ends with a line break, as a heredoc does, reads back as it was sent.", Fake: "unchanged",
		Consequence: descriptionConsequence,
		Knobs:       []string{"WrapsText", "TrimsText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return ticketText(ctx, l, intercom.DescriptionAttribute, "A heredoc.\n")
		},
	},
	{
		ID: "ticket-note-text", Area: "tickets",
		Assumption:  "The text of a note becomes a paragraph, with <, >, and & escaped.",
		Fake:        "escaped, in a paragraph",
		Consequence: "The provider does not recognize its own note after an unclear answer, and reports it.",
		Knobs:       []string{"EscapesText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			t, err := l.ticket(ctx, nil)
			if err != nil {
				return "", err
			}
			const sent = "a < b & c"
			part, err := l.ReplyToTicket(ctx, string(t.ID), intercom.ReplyRequest{
				MessageType: intercom.ReplyNote, Body: sent, AdminID: l.admin, SkipNotifications: true,
			})
			if err != nil {
				return outcome(err)
			}
			return changed(sent, part.Body), nil
		},
	},
}

// ticketText creates a ticket with a text, and returns how the text changed.
func ticketText(ctx context.Context, l *Lab, attribute, sent string) (string, error) {
	t, err := l.ticket(ctx, intercom.Attributes{attribute: sent})
	if err != nil {
		return "", err
	}
	return shownText(t, attribute, sent), nil
}

// ticketUpdate sets a text of a ticket, and returns how it changed.
func ticketUpdate(ctx context.Context, l *Lab, t *intercom.Ticket, attribute, sent string) (string, error) {
	t, err := l.UpdateTicket(ctx, string(t.ID), intercom.UpdateTicketRequest{
		Attributes: intercom.Attributes{attribute: sent}, SkipNotifications: true,
	})
	if err != nil {
		return outcome(err)
	}
	return shownText(t, attribute, sent), nil
}

func shownText(t *intercom.Ticket, attribute, sent string) string {
	switch got := t.Attributes[attribute].(type) {
	case string:
		return changed(sent, got)
	case nil:
		return "null"
	}
	return "in another form"
}
