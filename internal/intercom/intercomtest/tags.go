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
	return *w.addTag(t)
}

func (w *Workspace) addTag(t Tag) *Tag {
	setDefault(&t.ID, func() string { return w.freshID("tag", 105, func(id string) bool { return w.tag(id) != nil }) })
	w.tags = append(w.tags, &t)
	return &t
}

// UpdateTag changes a tag behind Terraform's back. The function must not call the server.
func (w *Workspace) UpdateTag(id string, change func(*Tag)) {
	w.server.mu.Lock()
	defer w.server.mu.Unlock()
	change(w.tag(id))
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
	out := make([]Tag, len(w.tags))
	for i, t := range w.tags {
		out[i] = *t
	}
	return out
}

func (w *Workspace) tag(id string) *Tag {
	return w.findTag(func(t *Tag) bool { return t.ID == id })
}

func (w *Workspace) findTag(is func(*Tag) bool) *Tag {
	if i := slices.IndexFunc(w.tags, is); i >= 0 {
		return w.tags[i]
	}
	return nil
}

// dropTag takes the tag off everything.
func (w *Workspace) dropTag(id string) {
	w.tags = slices.DeleteFunc(w.tags, func(t *Tag) bool { return t.ID == id })
	for _, rec := range w.tickets {
		rec.TagIDs = slices.DeleteFunc(slices.Clone(rec.TagIDs), func(tag string) bool { return tag == id })
	}
}

func (rq *request) listTags() reply {
	data := []object{}
	for _, t := range rq.tags {
		data = append(data, showTag(t))
	}
	return ok(object{"type": "list", "data": data})
}

func (rq *request) getTag() reply {
	if t := rq.tag(rq.ids[0]); t != nil {
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
	named := rq.findTag(func(t *Tag) bool { return strings.EqualFold(t.Name, name) })
	id := idText(rq.body["id"])
	switch {
	case id == "" && named != nil:
		return ok(showTag(named))
	case id == "":
		return ok(showTag(rq.addTag(Tag{Name: name})))
	case rq.tag(id) == nil:
		return fail(http.StatusNotFound, "not_found", "Resource Not Found")
	case named != nil && named.ID != id:
		return invalid("A tag with this name already exists")
	}
	rq.tag(id).Name = name
	return ok(showTag(rq.tag(id)))
}

func (rq *request) deleteTag() reply {
	t := rq.tag(rq.ids[0])
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
	rec, t := rq.ticket(rq.ids[0]), rq.tag(idText(rq.body["id"]))
	if problem := rq.tagging(rec, t); problem.status != 0 {
		return problem
	}
	if !slices.Contains(rec.TagIDs, t.ID) {
		rec.TagIDs = append(rec.TagIDs, t.ID)
	}
	return rq.tagged(t)
}

func (rq *request) untagTicket() reply {
	rec, t := rq.ticket(rq.ids[0]), rq.tag(rq.ids[1])
	if rec != nil && !slices.Contains(rec.TagIDs, rq.ids[1]) {
		t = nil
	}
	if problem := rq.tagging(rec, t); problem.status != 0 {
		return problem
	}
	rec.TagIDs = slices.DeleteFunc(slices.Clone(rec.TagIDs), func(id string) bool { return id == t.ID })
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
