package intercom

import (
	"context"
	"net/http"
)

// Note is a teammate's note about a contact or a company. It cannot be changed or deleted.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/notes/note
type Note struct {
	Type      string   `json:"type"`
	ID        ID       `json:"id"`
	CreatedAt UnixTime `json:"created_at"`
	// Contact or Company is what the note is about.
	Contact *NoteSubject `json:"contact"`
	Company *NoteSubject `json:"company"`
	Author  NoteAuthor   `json:"author"`
	// Body is HTML, even if text was sent.
	Body string `json:"body"`
}

func (n *Note) self() (kind string, id ID) { return n.Type, n.ID }

// NoteSubject names the contact or company that a note is about.
type NoteSubject struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
}

// NoteAuthor is the admin who wrote a note.
type NoteAuthor struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
}

// CompanyNotes is the first API version that creates notes about companies.
const CompanyNotes Version = "2.16"

// NoteRequest is the body of a POST of a note.
type NoteRequest struct {
	Body string `json:"body"`
	// AdminID is the author. Empty: see the subject's API page.
	AdminID string `json:"admin_id,omitempty"`
}

// Notes lists all notes about an object of the area "contacts" or "companies".
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/notes/listnotes
func (r Reader) Notes(ctx context.Context, area, id string) ([]Note, error) {
	path, err := objectPath(area, id)
	if err != nil {
		return nil, err
	}
	return moving[Note](ctx, r, path+"/notes?per_page=50", "note")
}

// CreateNote adds a note about an object of the area "contacts" or "companies". There are no idempotency keys: if
// MayHaveHappened(err), Notes may show the result.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/notes/createnote
func (w Writer) CreateNote(ctx context.Context, area, id string, req NoteRequest) (*Note, error) {
	path, err := objectPath(area, id)
	if err != nil {
		return nil, err
	}
	return created[Note](ctx, w, call{method: http.MethodPost, path: path + "/notes", body: req, write: true}, "note")
}
