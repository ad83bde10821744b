package intercomtest

import (
	"net/http"
	"slices"
	"strings"
)

var tagKind = &kind[Tag]{
	name: "tags", missing: notFound, clone: Tag.clone,
	in:    func(w *Workspace) **collection[Tag] { return &w.tags },
	id:    func(t *Tag) *string { return &t.ID },
	fresh: func(w *Workspace) string { return w.count("tag", 105) },
	show:  func(_ *request, t *Tag) object { return showTag(t) },
	drop:  (*request).deleteTag,
	routes: func(k *kind[Tag]) []route {
		return []route{
			at("GET", "/tags", version{1, 0}, k.list), at("GET", "/tags/{id}", v2(0), k.get),
			at("POST", "/tags", version{1, 0}, (*request).saveTag), at("DELETE", "/tags/{id}", version{1, 0}, k.remove),
		}
	},
}

// AddTag adds a tag.
func (w *Workspace) AddTag(t Tag) Tag {
	defer w.lock()()
	return *w.tags.add(t)
}

// UpdateTag changes a tag outside of Terraform. The function must not call the server.
func (w *Workspace) UpdateTag(id string, change func(*Tag)) {
	defer w.lock()()
	w.tags.update(id, change)
}

// DeleteTag deletes a tag outside of Terraform.
func (w *Workspace) DeleteTag(id string) {
	defer w.lock()()
	w.dropTag(id)
}

// Tags lists the tags in the order of their creation.
func (w *Workspace) Tags() []Tag {
	defer w.lock()()
	return w.tags.values()
}

// dropTag removes the tag from everything.
func (w *Workspace) dropTag(id string) {
	w.tags.drop(id)
	for _, rec := range w.tickets {
		rec.TagIDs = exclude(rec.TagIDs, id)
	}
	for a := range w.articleTexts.all() {
		if slices.Contains(a.TagIDs, id) {
			w.articleTexts.update(a.ID, func(a *Article) { a.TagIDs = exclude(a.TagIDs, id) })
		}
	}
	for c := range w.companies.all() {
		if slices.Contains(c.TagIDs, id) {
			w.companies.update(c.ID, func(c *Company) { c.TagIDs = exclude(c.TagIDs, id) })
		}
	}
	for c := range w.contacts.all() {
		if slices.Contains(c.TagIDs, id) {
			w.contacts.update(c.ID, func(c *Contact) { c.TagIDs = exclude(c.TagIDs, id) })
		}
	}
}

// saveTag renames the tag with the ID. Without an ID, it creates a tag, or returns the one with the name in any case.
func (rq *request) saveTag() reply {
	name := text(rq.body["name"])
	if name == "" {
		return invalid("invalid tag parameters")
	}
	if companies, given := rq.body["companies"].([]any); given {
		return rq.tagCompanies(name, companies)
	}
	named := rq.tags.find(func(t *Tag) bool { return strings.EqualFold(t.Name, name) })
	id := idText(rq.body["id"])
	switch {
	case id == "" && named != nil:
		return ok(showTag(named))
	case id == "":
		return ok(showTag(rq.tags.add(Tag{Name: name})))
	case rq.tags.get(id) == nil:
		return notFound
	case named != nil && named.ID != id:
		return invalid("A tag with this name already exists")
	}
	return ok(showTag(rq.tags.update(id, func(t *Tag) { t.Name = name })))
}

// deleteTag answers without a body: the documentation has none.
func (rq *request) deleteTag(t *Tag) reply {
	if len(t.Segments) > 0 {
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

// tagging returns what is wrong with a call that tags or untags; its status is 0 if nothing is.
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
