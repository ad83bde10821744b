package intercomtest

import (
	"net/http"
	"slices"
)

// Conversation is a conversation of contacts with teammates, without its text.
type Conversation struct {
	ID         string
	ContactIDs []string
	Archived   bool // by the block of a contact
	Title      string
	TagIDs     []string
	AdminID    string // its assignee
	CreatedAt  int64
	UpdatedAt  int64
}

func (c Conversation) clone() Conversation {
	c.ContactIDs, c.TagIDs = slices.Clone(c.ContactIDs), slices.Clone(c.TagIDs)
	return c
}

var conversationKind = &kind[Conversation]{
	name: "conversations", missing: notFound, clone: Conversation.clone, noun: "conversation",
	in:    func(w *Workspace) **collection[Conversation] { return &w.conversations },
	id:    func(c *Conversation) *string { return &c.ID },
	fresh: func(w *Workspace) string { return w.count("conversation", 515) },
	show:  (*request).showConversation,
	drop:  (*request).deleteConversation,
	routes: func(k *kind[Conversation]) []route {
		return []route{
			at("POST", "/conversations/search", v2(0), (*request).searchConversations),
			at("GET", "/conversations/{id}", v2(0), k.get),
			at("DELETE", "/conversations/{id}", v2(9), k.remove),
		}
	},
}

// AddConversation adds a conversation with the contacts.
func (w *Workspace) AddConversation(id string, contactIDs ...string) Conversation {
	defer w.lock()()
	now := w.server.now().Unix()
	return w.conversations.add(Conversation{ID: id, ContactIDs: slices.Clone(contactIDs), CreatedAt: now, UpdatedAt: now}).clone()
}

// Conversations lists the conversations in the order of their creation.
func (w *Workspace) Conversations() []Conversation {
	defer w.lock()()
	return w.conversations.values()
}

// DeleteConversation deletes a conversation outside of Terraform.
func (w *Workspace) DeleteConversation(id string) {
	defer w.lock()()
	w.conversations.drop(id)
}

// UpdateConversation changes a conversation outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateConversation(id string, change func(*Conversation)) {
	defer w.lock()()
	w.conversations.update(id, change)
}

// deleteConversation refuses a retain_metrics that is not a boolean. No answer shows whether the metrics stay.
func (rq *request) deleteConversation(*Conversation) reply {
	if retain := rq.query.Get("retain_metrics"); rq.query.Has("retain_metrics") && retain != "true" && retain != "false" {
		return fail(http.StatusBadRequest, "parameter_invalid", "retain_metrics must be a boolean")
	}
	return reply{}
}

func (rq *request) searchConversations() reply {
	keep, err := parseQuery(rq.body["query"], conversationField)
	if err != nil {
		return invalid(err.Error())
	}
	var hits []hit
	for i, c := range rq.conversations.seen(rq.lag("conversations")) {
		if keep(*c) {
			hits = append(hits, hit{c.CreatedAt, i, func() object { return rq.showConversation(c) }})
		}
	}
	return rq.page(hits, object{"type": "conversation.list"}, "conversations", 20)
}

// conversationField returns the documented fields that the provider searches by.
func conversationField(name string) (field[Conversation], bool) {
	switch name {
	case "id":
		return field[Conversation]{String, func(c Conversation) []any { return []any{c.ID} }}, true
	case "created_at":
		return field[Conversation]{Datetime, func(c Conversation) []any { return []any{c.CreatedAt} }}, true
	case "contact_ids":
		return field[Conversation]{String, func(c Conversation) []any { return anys(c.ContactIDs) }}, true
	}
	return field[Conversation]{}, false
}

// showConversation shows a conversation without its parts.
func (rq *request) showConversation(c *Conversation) object {
	contacts := []object{}
	for _, id := range c.ContactIDs {
		shown := object{"type": "contact", "id": id, "external_id": nil}
		if contact := rq.contacts.get(id); contact != nil && contact.ExternalID != "" {
			shown["external_id"] = contact.ExternalID
		}
		contacts = append(contacts, shown)
	}
	priority := "not_priority"
	if rq.version.atLeast(v2(16)) {
		priority = "none"
	}
	tags := []object{}
	for _, id := range c.TagIDs {
		tags = append(tags, object{"type": "tag", "id": id, "name": rq.tags.get(id).Name})
	}
	shown := object{
		"type": "conversation", "id": c.ID, "title": nil, "created_at": c.CreatedAt, "updated_at": c.UpdatedAt,
		"open": true, "state": "open", "read": true, "priority": priority,
		"contacts": object{"type": "contact.list", "contacts": contacts}, "tags": object{"type": "tag.list", "tags": tags},
		"waiting_since": nil, "snoozed_until": nil,
	}
	if c.Title != "" {
		shown["title"] = c.Title
	}
	if c.AdminID != "" {
		shown["admin_assignee_id"] = number(c.AdminID)
	}
	return shown
}
