package intercom

import (
	"context"
	"net/http"
)

// What a reply can be: everybody on the ticket sees a comment, only teammates see a note.
const (
	ReplyComment = "comment"
	ReplyNote    = "note"
)

// MaxAttachmentURLs is how many attachments a reply takes.
const MaxAttachmentURLs = 10

// TicketPart is an entry of a ticket's history: a reply or an event. A ticket shows 500 at most.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/ticket_part
type TicketPart struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	// PartType is ReplyComment or ReplyNote for a reply, and something else for an event.
	PartType string `json:"part_type"`
	// Body is HTML, also where text was sent; empty for an event.
	Body      string           `json:"body"`
	Author    TicketPartAuthor `json:"author"`
	CreatedAt UnixTime         `json:"created_at"`
}

func (p *TicketPart) self() (kind string, id ID) { return p.Type, p.ID }

// TicketPartAuthor is who wrote a part: Type is admin, bot, team or user.
type TicketPartAuthor struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
}

// ReplyRequest is the body of POST /tickets/{id}/reply in the name of an admin.
type ReplyRequest struct {
	// MessageType is ReplyComment or ReplyNote.
	MessageType string `json:"message_type"`
	// Body is text or HTML.
	Body    string `json:"body"`
	AdminID string `json:"admin_id"`
	// AttachmentURLs are MaxAttachmentURLs at most, of images.
	AttachmentURLs    []string `json:"attachment_urls,omitempty"`
	SkipNotifications bool     `json:"skip_notifications,omitempty"`
}

// ReplyToTicket posts a comment or a note and returns the part that it became. There are no idempotency keys: where
// MayHaveHappened(err), the parts of the ticket may tell.
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
