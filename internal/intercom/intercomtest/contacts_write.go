package intercomtest

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// fillContact sets the body's values as Intercom stores them: emails in lower case. An external ID belongs to one contact,
// and an email to one user; leads can share it.
func (rq *request) fillContact(c *Contact) reply {
	if c.ID == "" && rq.body["email"] == nil && rq.body["external_id"] == nil && rq.body["role"] == nil {
		return fail(http.StatusBadRequest, "parameter_invalid", "email, external_id or role is required")
	}
	for name, into := range map[string]*string{
		"role": &c.Role, "external_id": &c.ExternalID, "email": &c.Email, "phone": &c.Phone, "name": &c.Name, "avatar": &c.Avatar,
	} {
		if value, given := rq.body[name]; given {
			*into = text(value)
		}
	}
	c.Email = strings.ToLower(c.Email)
	if value, given := rq.body["owner_id"]; given {
		c.OwnerID = idText(value)
	}
	if at, valid := parseInstant(rq.body["signed_up_at"]); valid {
		c.SignedUpAt = at.Unix()
	} else if _, given := rq.body["signed_up_at"]; given {
		c.SignedUpAt = 0
	}
	fillBool(rq.body, "unsubscribed_from_emails", &c.Unsubscribed)
	custom, problem := rq.fillCustom("contact", c.CustomAttributes)
	if problem != "" {
		return invalid(problem)
	}
	c.CustomAttributes = custom
	other := rq.contacts.find(func(o *Contact) bool {
		return o.ID != c.ID && o.MergedInto == "" &&
			(c.ExternalID != "" && o.ExternalID == c.ExternalID || c.Email != "" && c.Role == "user" && o.Role == "user" && o.Email == c.Email)
	})
	switch {
	case other != nil && rq.hidden(other) && other.Role == "lead":
	case other != nil && rq.hidden(other):
		return fail(http.StatusConflict, "conflict", "An archived contact matching those details already exists with id="+other.ID)
	case other != nil:
		return fail(http.StatusConflict, "conflict", "A contact matching those details already exists with id="+other.ID)
	case c.Role != "user" && c.Role != "lead":
		return invalid("role is not user or lead")
	case c.OwnerID != "" && rq.admin(c.OwnerID) == nil:
		return fail(http.StatusNotFound, "admin_not_found", "Admin not found")
	}
	c.UpdatedAt = rq.now.Unix()
	return reply{}
}

func (rq *request) deleteContact(c *Contact) reply {
	rq.contacts.drop(c.ID)
	return ok(object{"type": "contact", "id": c.ID, "external_id": nullable(c.ExternalID), "deleted": true})
}

// archiveContact archives or unarchives. An archived contact that behaviors hide can be unarchived.
func (rq *request) archiveContact(archived bool) reply {
	c := rq.contacts.get(rq.ids[0])
	if c == nil {
		return noContact
	}
	if refused := rq.whyNoContact(c); refused.status != 0 && (archived || !c.Archived) {
		return refused
	}
	if !archived && !c.Archived && rq.fates.unarchivesOnce {
		return invalid("Contact is not archived")
	}
	rq.contacts.update(c.ID, func(c *Contact) { c.Archived = archived })
	return ok(object{"type": "contact", "id": c.ID, "external_id": nullable(c.ExternalID), "archived": archived})
}

func (rq *request) showAvatar(c *Contact) any {
	if c.Avatar == "" {
		return nil
	}
	return object{"type": "avatar", "image_url": c.Avatar}
}

func (rq *request) showOwner(c *Contact) any {
	switch {
	case c.OwnerID == "":
		return nil
	case rq.version.atLeast(v2(16)):
		return c.OwnerID
	}
	return number(c.OwnerID)
}

func nullableTime(at int64) any {
	if at == 0 {
		return nil
	}
	return at
}

func showCustom(custom map[string]any) object {
	shown := object{}
	maps.Copy(shown, custom)
	return shown
}

func (rq *request) listContactTags() reply {
	c := rq.contacts.get(rq.ids[0])
	if c == nil {
		return noContact
	}
	data := []object{}
	for _, id := range c.TagIDs {
		data = append(data, showTag(rq.tags.get(id)))
	}
	return ok(object{"type": "list", "data": data})
}

func (rq *request) tagContact() reply {
	c, t := rq.contacts.get(rq.ids[0]), rq.tags.get(idText(rq.body["id"]))
	switch {
	case c == nil:
		return noContact
	case t == nil:
		return notFound
	}
	rq.contacts.update(c.ID, func(c *Contact) { c.TagIDs = include(c.TagIDs, t.ID) })
	return ok(showTag(t))
}

func (rq *request) untagContact() reply {
	c, t := rq.contacts.get(rq.ids[0]), rq.tags.get(rq.ids[1])
	switch {
	case c == nil:
		return noContact
	case t == nil || !slices.Contains(c.TagIDs, t.ID):
		return notFound
	}
	rq.contacts.update(c.ID, func(c *Contact) { c.TagIDs = exclude(c.TagIDs, t.ID) })
	return ok(showTag(t))
}

func include(ids []string, id string) []string {
	return append(exclude(ids, id), id)
}

func exclude(ids []string, id string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(other string) bool { return other == id })
}

// fillNumber sets a number from the body.
func fillNumber(body object, name string, into *int64) {
	if n, err := strconv.ParseInt(digits(body[name]), 10, 64); err == nil {
		*into = n
	}
}
