package intercomtest

import (
	"net/http"
	"slices"
	"strings"
)

// AddTag adds a tag.
func (w *Workspace) AddTag(t Tag) Tag {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	return *w.tags.add(t)
}

// UpdateTag changes a tag behind Terraform's back. The function must not call the server.
func (w *Workspace) UpdateTag(id string, change func(*Tag)) {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	w.tags.update(id, change)
}

// DeleteTag deletes a tag behind Terraform's back.
func (w *Workspace) DeleteTag(id string) {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	w.dropTag(id)
}

// Tags lists the tags in the order of their creation.
func (w *Workspace) Tags() []Tag {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	return w.tags.values()
}

// dropTag takes the tag off everything.
func (w *Workspace) dropTag(id string) {
	w.tags.drop(id)
	for _, rec := range w.tickets {
		rec.TagIDs = exclude(rec.TagIDs, id)
	}
	for c := range w.contacts.all() {
		if slices.Contains(c.TagIDs, id) {
			w.contacts.update(c.ID, func(c *Contact) { c.TagIDs = exclude(c.TagIDs, id) })
		}
	}
}

func (rq *request) listTags() reply {
	data := []object{}
	for _, t := range rq.tags.seen(rq.lag("tags")) {
		data = append(data, showTag(t))
	}
	return ok(object{"type": "list", "data": data})
}

func (rq *request) getTag() reply {
	if t := rq.tags.get(rq.ids[0]); t != nil {
		return ok(showTag(t))
	}
	return fail(http.StatusNotFound, "not_found", "Resource Not Found")
}

// saveTag renames the tag with the id; without one it creates a tag, or returns the one with the name in whatever case.
func (rq *request) saveTag() reply {
	name := text(rq.body["name"])
	if name == "" {
		return invalid("invalid tag parameters")
	}
	named := rq.tags.find(func(t *Tag) bool { return strings.EqualFold(t.Name, name) })
	id := idText(rq.body["id"])
	switch {
	case id == "" && named != nil:
		return ok(showTag(named))
	case id == "":
		return ok(showTag(rq.tags.add(Tag{Name: name})))
	case rq.tags.get(id) == nil:
		return fail(http.StatusNotFound, "not_found", "Resource Not Found")
	case named != nil && named.ID != id:
		return invalid("A tag with this name already exists")
	}
	return ok(showTag(rq.tags.update(id, func(t *Tag) { t.Name = name })))
}

func (rq *request) deleteTag() reply {
	t := rq.tags.get(rq.ids[0])
	switch {
	case t == nil:
		return fail(http.StatusNotFound, "not_found", "Resource Not Found")
	case len(t.Segments) > 0:
		return fail(http.StatusBadRequest, "tag_has_dependent_objects",
			"Unable to delete Tag with dependent objects. Segments: "+strings.Join(t.Segments, ", ")+".")
	}
	rq.dropTag(t.ID)
	return reply{status: http.StatusOK, empty: true}
}

func showTag(t *Tag) object { return object{"type": "tag", "id": t.ID, "name": t.Name} }

func (rq *request) tagTicket() reply {
	rec, t := rq.ticket(rq.ids[0]), rq.tags.get(idText(rq.body["id"]))
	if problem := rq.tagging(rec, t); problem.status != 0 {
		return problem
	}
	rec.TagIDs = include(rec.TagIDs, t.ID)
	return rq.tagged(t)
}

func (rq *request) untagTicket() reply {
	rec, t := rq.ticket(rq.ids[0]), rq.tags.get(rq.ids[1])
	if rec != nil && !slices.Contains(rec.TagIDs, rq.ids[1]) {
		t = nil
	}
	if problem := rq.tagging(rec, t); problem.status != 0 {
		return problem
	}
	rec.TagIDs = exclude(rec.TagIDs, t.ID)
	return rq.tagged(t)
}

// tagging is what is wrong with a call that tags or untags; its status is 0 if nothing is.
func (rq *request) tagging(rec *record, t *Tag) reply {
	switch {
	case rq.admin(idText(rq.body["admin_id"])) == nil:
		return fail(http.StatusBadRequest, "parameter_not_found", "admin_id is a required parameter")
	case rec == nil:
		return fail(http.StatusNotFound, "ticket_not_found", "Ticket not found")
	case t == nil:
		return fail(http.StatusNotFound, "tag_not_found", "Tag not found")
	}
	return reply{}
}

func (rq *request) tagged(t *Tag) reply {
	shown := showTag(t)
	shown["applied_at"] = rq.now.Unix()
	shown["applied_by"] = object{"type": "admin", "id": idText(rq.body["admin_id"])}
	return ok(shown)
}
