package intercomtest

import "strings"

// tagCompanies tags or untags companies by the name of a tag, and creates the tag if none has the name. Since 2.16, the answer shows
// the companies, and leaves out those that do not exist. Before, it is only the tag, and one that does not exist is a 404.
func (rq *request) tagCompanies(name string, companies []any) reply {
	var found []*Company
	untag := map[string]bool{}
	for _, each := range companies {
		o, _ := each.(object)
		id, companyID := idText(o["id"]), text(o["company_id"])
		c := rq.companies.find(func(c *Company) bool { return id != "" && c.ID == id || companyID != "" && c.CompanyID == companyID })
		switch {
		case c != nil:
			found = append(found, c)
			untag[c.ID], _ = o["untag"].(bool)
		case !rq.version.atLeast(v2(16)):
			return companyNotFound
		}
	}
	t := rq.tags.find(func(t *Tag) bool { return strings.EqualFold(t.Name, name) })
	switch {
	case t == nil && rq.untagsKnown && len(found) > 0 && untag[found[0].ID]:
		return notFound
	case t == nil:
		t = rq.tags.add(Tag{Name: name})
	}
	shown := showTag(t)
	answered := []object{}
	for _, c := range found {
		rq.companies.update(c.ID, func(c *Company) {
			if untag[c.ID] {
				c.TagIDs = exclude(c.TagIDs, t.ID)
			} else {
				c.TagIDs = include(c.TagIDs, t.ID)
			}
		})
		answered = append(answered, object{"id": c.ID, "tagged": !untag[c.ID]})
	}
	if rq.version.atLeast(v2(16)) {
		shown["companies"], shown["users"] = answered, []object{}
	}
	return ok(shown)
}

// seenTags returns the IDs of the tags that answers about a company show.
func (rq *request) seenTags(c *Company) []string {
	l := rq.lag(CompanyTags)
	if l.none() {
		return c.TagIDs
	}
	if seen := rq.companies.seenByID(l, c.ID); seen != nil {
		return seen.TagIDs
	}
	return nil
}

// showTags shows the tags with these IDs that exist.
func (rq *request) showTags(ids []string) []object {
	shown := []object{}
	for _, id := range ids {
		if t := rq.tags.get(id); t != nil {
			shown = append(shown, showTag(t))
		}
	}
	return shown
}
