package intercom

import (
	"context"
	"net/http"
)

// The kinds of a reply: everybody on the ticket sees a comment, but only teammates see a note.
const (
	ReplyComment = "comment"
	ReplyNote    = "note"
)

// MaxAttachmentURLs is the maximum number of a reply's attachments.
const MaxAttachmentURLs = 10

// TicketPart is an entry in a ticket's history: a reply or an event. A ticket shows at most 500.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/ticket_part
type TicketPart struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	// PartType is ReplyComment or ReplyNote for a reply, and something else for an event.
	PartType string `json:"part_type"`
	// Body is HTML, even if text was sent; empty for an event.
	Body      string           `json:"body"`
	Author    TicketPartAuthor `json:"author"`
	CreatedAt UnixTime         `json:"created_at"`
}

func (p *TicketPart) self() (kind string, id ID) { return p.Type, p.ID }

// TicketPartAuthor is the author of a part. Type is admin, bot, team, or user.
type TicketPartAuthor struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
}

// ReplyRequest is the body of POST /tickets/{id}/reply on behalf of an admin.
type ReplyRequest struct {
	// MessageType is ReplyComment or ReplyNote.
	MessageType string `json:"message_type"`
	// Body is text or HTML.
	Body    string `json:"body"`
	AdminID string `json:"admin_id"`
	// AttachmentURLs has at most MaxAttachmentURLs URLs of images.
	AttachmentURLs    []string `json:"attachment_urls,omitempty"`
	SkipNotifications bool     `json:"skip_notifications,omitempty"`
}

// ReplyToTicket posts a comment or a note and returns the new part. There are no idempotency keys: if MayHaveHappened(err),
// the parts of the ticket may show the result.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/replyticket
func (w Writer) ReplyToTicket(ctx context.Context, ticketID string, req ReplyRequest) (*TicketPart, error) {
	path, err := objectPath("tickets", ticketID)
	if err != nil {
		return nil, err
	}
	body := struct {
		Type string `json:"type"`
		ReplyRequest
	}{"admin", req}
	return created[TicketPart](ctx, w, call{method: http.MethodPost, path: path + "/reply", body: body, write: true}, "ticket_part")
}
