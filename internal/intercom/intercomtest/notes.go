package intercomtest

import (
	"net/http"
	"slices"
	"strings"
)

// Note is an admin's note about a contact or a company.
type Note struct {
	ID        string
	ContactID string
	CompanyID string // Intercom's ID; exactly one of both is set
	AdminID   string // "": nobody's
	Body      string // as it was sent
	CreatedAt int64  // Unix seconds
}

var noteKind = &kind[Note]{
	name: "notes", missing: notFound, clone: func(n Note) Note { return n },
	in:    func(w *Workspace) **collection[Note] { return &w.notes },
	id:    func(n *Note) *string { return &n.ID },
	fresh: func(w *Workspace) string { return w.count("note", 24) },
	show:  (*request).showNote,
	made: func(rq *request) Note {
		n := Note{ContactID: rq.ids[0], CreatedAt: rq.now.Unix()}
		if rq.area() == "companies" {
			n.CompanyID, n.ContactID = n.ContactID, ""
		}
		if n.CompanyID != "" || rq.fates.notesByToken {
			n.AdminID = rq.owner.ID
		}
		return n
	},
	fill: (*request).fillNote,
	routes: func(k *kind[Note]) []route {
		return []route{
			at("GET", "/contacts/{id}/notes", v2(0), (*request).listNotes),
			at("POST", "/contacts/{id}/notes", v2(0), k.create),
			at("GET", "/companies/{id}/notes", v2(15), (*request).listNotes),
			at("POST", "/companies/{id}/notes", v2(16), k.create),
			at("GET", "/notes/{id}", v2(0), k.get),
		}
	},
}

// Notes lists all notes in the order of their creation.
func (w *Workspace) Notes() []Note {
	defer w.lock()()
	return w.notes.values()
}

// listNotes pages by number, the newest first, as the example does.
func (rq *request) listNotes() reply {
	if refused := rq.noSubject(rq.ids[0]); refused.status != 0 {
		return refused
	}
	var all []object
	for _, n := range slices.Backward(rq.notes.seen(rq.lag("notes"))) {
		if about := n.ContactID + n.CompanyID; about == rq.ids[0] {
			all = append(all, rq.showNote(n))
		}
	}
	if rq.fates.notesOldestFirst {
		slices.Reverse(all)
	}
	list, pages := rq.numbered(all, "data", 50)
	pages["next"] = nil // the descriptions have a cursor here, and the pages go by number
	return ok(list)
}

// area returns the first segment of the path.
func (rq *request) area() string { return strings.Split(rq.path, "/")[1] }

// noSubject refuses a contact or company that is not there.
func (rq *request) noSubject(id string) reply {
	if rq.area() == "companies" {
		return companyKind.hidden(rq, rq.companies.get(id))
	}
	return contactKind.hidden(rq, rq.contacts.get(id))
}

// AddNote adds a note outside of Terraform.
func (w *Workspace) AddNote(n Note) Note {
	defer w.lock()()
	setDefaultTime(&n.CreatedAt, w.server.now().Unix())
	return *w.notes.add(n)
}

func (rq *request) fillNote(n *Note) reply {
	if refused := rq.noSubject(n.ContactID + n.CompanyID); refused.status != 0 {
		return refused
	}
	n.Body = text(rq.body["body"])
	if author := idText(rq.body["admin_id"]); author != "" {
		n.AdminID = author
	}
	switch {
	case n.Body == "":
		return fail(http.StatusBadRequest, "parameter_not_found", "body is a required parameter")
	case n.AdminID != "" && rq.admin(n.AdminID) == nil:
		return notFound
	}
	return reply{}
}

func (rq *request) showNote(n *Note) object {
	shown := object{
		"type": "note", "id": n.ID, "body": stored(n.Body), "created_at": n.CreatedAt,
	}
	if rq.fates.notesAsSent {
		shown["body"] = n.Body
	}
	if n.CompanyID != "" {
		shown["company"] = object{"type": "company", "id": n.CompanyID}
	} else {
		shown["contact"] = object{"type": "contact", "id": n.ContactID}
	}
	if a := rq.admin(n.AdminID); a != nil {
		shown["author"] = object{
			"type": "admin", "id": a.ID, "name": a.Name, "email": a.Email, "away_mode_enabled": false, "away_mode_reassign": false,
		}
	}
	return shown
}
