package intercomtest

import (
	"html"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// maxAttachments is the maximum number of a reply's attachments.
const maxAttachments = 10

// Reply is a comment or note that was posted on a ticket through the API.
type Reply struct {
	Type              string // "comment" or "note"
	Body              string // as it was sent
	AdminID           string // "": the contact's
	ContactID         string // "": the admin's
	AttachmentURLs    []string
	SkipNotifications bool
}

// Replies lists a ticket's replies in the order of their arrival.
func (w *Workspace) Replies(ticketID string) []Reply {
	defer w.lock()()
	replies := []Reply{}
	for _, p := range w.mustTicket(ticketID).parts {
		if p.reply != nil {
			replies = append(replies, *p.reply)
		}
	}
	return replies
}

// AddReply posts a reply outside of Terraform.
func (w *Workspace) AddReply(ticketID string, r Reply) {
	defer w.lock()()
	w.addReply(w.mustTicket(ticketID), r)
}

func (w *Workspace) addReply(rec *record, r Reply) part {
	w.store(rec, rec.clone())
	rec.parts = append(rec.parts, part{id: w.server.next("part", 175), kind: r.Type, at: w.server.now().Unix(), reply: &r})
	return rec.parts[len(rec.parts)-1]
}

// replyToTicket takes what an admin or a contact can post, but for quick replies. Its 404 is not a missing ticket's elsewhere.
func (rq *request) replyToTicket() reply {
	rec := rq.ticket(rq.ids[0])
	given := Reply{Type: text(rq.body["message_type"]), Body: text(rq.body["body"]), AdminID: idText(rq.body["admin_id"])}
	given.SkipNotifications, _ = rq.body["skip_notifications"].(bool)
	urls, _ := rq.body["attachment_urls"].([]any)
	for _, url := range urls {
		given.AttachmentURLs = append(given.AttachmentURLs, text(url))
	}
	byContact := text(rq.body["type"]) == "user"
	if byContact {
		given.AdminID, given.ContactID = "", rq.replyingContact()
	}
	switch {
	case rec == nil:
		return notFound
	case byContact && given.Type != "comment":
		return invalid("message_type is invalid")
	case byContact && given.ContactID == "":
		return fail(http.StatusNotFound, "not_found", "User Not Found")
	case byContact:
	case text(rq.body["type"]) != "admin" || !slices.Contains([]string{"comment", "note"}, given.Type):
		return invalid("type or message_type is invalid")
	case rq.admin(given.AdminID) == nil:
		return fail(http.StatusBadRequest, "parameter_not_found", "Admin not found")
	}
	switch {
	case given.Body == "":
		return fail(http.StatusBadRequest, "parameter_not_found", "Body is required")
	case len(urls) > maxAttachments:
		return invalid("attachment_urls can hold up to 10 URLs")
	}
	return ok(rq.showReply(rq.addReply(rec, given)))
}

// replyingContact is the ID of the contact that a reply names, or "".
func (rq *request) replyingContact() string {
	id, externalID, email := idText(rq.body["intercom_user_id"]), text(rq.body["user_id"]), strings.ToLower(text(rq.body["email"]))
	found := rq.contacts.find(func(c *Contact) bool {
		named := id != "" && c.ID == id || externalID != "" && c.ExternalID == externalID || email != "" && c.Email == email
		return named && c.MergedInto == "" && !rq.hidden(c)
	})
	if found == nil {
		return ""
	}
	return found.ID
}

// showAuthor shows every contact as user: the descriptions have no lead here. One that was deleted since has no name.
func (rq *request) showAuthor(r *Reply) object {
	if a := rq.admin(r.AdminID); a != nil {
		return object{"type": "admin", "id": a.ID, "name": a.Name, "email": a.Email}
	}
	shown := object{"type": "user", "id": r.ContactID, "name": nil}
	c := rq.contacts.get(r.ContactID)
	if c != nil {
		shown["name"] = nullable(c.Name)
	}
	if c != nil && c.Email != "" {
		shown["email"] = c.Email
	}
	return shown
}

func (rq *request) showReply(p part) object {
	attachments := []object{}
	for _, url := range p.reply.AttachmentURLs {
		attachments = append(attachments, object{"type": "upload", "name": path.Base(url), "url": url})
	}
	return object{
		"type": "ticket_part", "id": strconv.Itoa(p.id), "part_type": p.kind, "body": stored(p.reply.Body), "created_at": p.at, "updated_at": p.at,
		"author":      rq.showAuthor(p.reply),
		"attachments": attachments, "redacted": false,
	}
}

var (
	tag   = regexp.MustCompile(`<[a-zA-Z/][^>]*>`)
	frame = regexp.MustCompile(`</?(html|body)>`)
	lines = regexp.MustCompile(`>\s+<`)
)

// stored returns the stored HTML of a body. The examples show that text becomes a paragraph, and that HTML loses its outer
// element and is split into lines.
func stored(body string) string {
	if !tag.MatchString(body) {
		return "<p>" + html.EscapeString(body) + "</p>"
	}
	return strings.TrimSpace(lines.ReplaceAllString(strings.TrimSpace(frame.ReplaceAllString(body, "")), ">\n<"))
}
