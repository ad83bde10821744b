package intercomtest

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// Collection holds articles and other collections.
type Collection struct {
	ID           string // decimal
	Name         string
	Description  string
	Icon         string // book-bookmark unless given
	ParentID     string // "" = first level
	HelpCenterID string // that of the parent, or the default one, unless given
	Order        int
	Translations map[string]CollectionText // by locale, without the default one
	CreatedAt    int64                     // Unix seconds
	UpdatedAt    int64                     // Unix seconds
}

// CollectionText are the texts of a collection in one locale.
type CollectionText struct{ Name, Description string }

func (c Collection) clone() Collection {
	c.Translations = maps.Clone(c.Translations)
	return c
}

var collectionKind = &kind[Collection]{
	name: "collections", missing: notFound, clone: Collection.clone, noun: "collection",
	in:    func(w *Workspace) **collection[Collection] { return &w.collections },
	id:    func(c *Collection) *string { return &c.ID },
	fresh: func(w *Workspace) string { return w.count("collection", 165) },
	made:  func(rq *request) Collection { return Collection{Icon: "book-bookmark", CreatedAt: rq.now.Unix()} },
	show:  (*request).showCollection,
	fill:  (*request).fillCollection,
	drop:  (*request).deleteCollection,
	routes: func(k *kind[Collection]) []route {
		return []route{
			at("GET", "/help_center/collections", v2(0), (*request).listCollections), at("POST", "/help_center/collections", v2(0), k.create),
			at("GET", "/help_center/collections/{id}", v2(0), k.get), at("PUT", "/help_center/collections/{id}", v2(0), k.update),
			at("DELETE", "/help_center/collections/{id}", v2(0), k.remove),
		}
	},
}

// AddCollection adds a collection. Its help center and parent must be there.
func (w *Workspace) AddCollection(c Collection) Collection {
	defer w.lock()()
	if parent := w.collections.get(c.ParentID); c.ParentID != "" {
		if parent == nil {
			panic("intercomtest: there is no collection " + c.ParentID)
		}
		c.HelpCenterID = parent.HelpCenterID
	}
	setDefault(&c.HelpCenterID, func() string { return w.defaultHelpCenter().ID })
	if w.helpCenters.get(c.HelpCenterID) == nil {
		panic("intercomtest: there is no help center " + c.HelpCenterID)
	}
	setDefault(&c.Icon, func() string { return "book-bookmark" })
	setDefaultTime(&c.CreatedAt, w.server.now().Unix())
	setDefaultTime(&c.UpdatedAt, c.CreatedAt)
	return w.collections.add(c).clone()
}

// UpdateCollection changes a collection behind Terraform's back. The function must not call the server.
func (w *Workspace) UpdateCollection(id string, change func(*Collection)) {
	defer w.lock()()
	w.collections.update(id, func(c *Collection) {
		c.UpdatedAt = w.server.now().Unix()
		change(c)
	})
}

// DeleteCollection deletes a collection and all that is in it, behind Terraform's back.
func (w *Workspace) DeleteCollection(id string) {
	defer w.lock()()
	w.dropCollection(id)
}

// Collections lists the collections in the order of their creation.
func (w *Workspace) Collections() []Collection {
	defer w.lock()()
	return w.collections.values()
}

// dropCollection deletes a collection and all that is in it.
func (w *Workspace) dropCollection(id string) {
	for _, child := range w.childrenOf(id) {
		w.dropCollection(child.ID)
	}
	w.dropArticlesOf(id, false)
	w.collections.drop(id)
}

// dropArticlesOf deletes the articles of a collection that is deleted, or takes them out of it.
func (w *Workspace) dropArticlesOf(collectionID string, kept bool) {
	for _, a := range slices.Collect(w.articleTexts.all()) {
		switch {
		case !slices.Contains(a.ParentIDs, collectionID):
		case kept || len(a.ParentIDs) > 1:
			w.articleTexts.update(a.ID, func(a *Article) { a.ParentIDs = exclude(a.ParentIDs, collectionID) })
		default:
			w.articleTexts.drop(a.ID)
		}
	}
}

// childrenOf are the collections right below one.
func (w *Workspace) childrenOf(id string) (children []*Collection) {
	for c := range w.collections.all() {
		if c.ParentID == id {
			children = append(children, c)
		}
	}
	return children
}

// levelsBelow is how many levels there are from a collection on, itself included.
func (w *Workspace) levelsBelow(id string) int {
	deepest := 0
	for _, child := range w.childrenOf(id) {
		deepest = max(deepest, w.levelsBelow(child.ID))
	}
	return 1 + deepest
}

// level is 1 for a collection without a parent.
func (w *Workspace) level(c *Collection) int {
	level := 1
	for ; c != nil && c.ParentID != "" && level < 10; level++ {
		c = w.collections.get(c.ParentID)
	}
	return level
}

// listCollections shows what was updated last first.
func (rq *request) listCollections() reply {
	var all []object
	for _, c := range newestFirst(rq.collections.seen(rq.lag("collections")), func(c *Collection) int64 { return c.UpdatedAt }) {
		all = append(all, rq.showCollection(c))
	}
	return ok(rq.movingPage(all, 20))
}

// newestFirst sorts by the time of the last update; of those that are equal, the one that was added last comes first.
func newestFirst[T any](items []*T, updatedAt func(*T) int64) []*T {
	items = slices.Clone(items)
	slices.Reverse(items)
	slices.SortStableFunc(items, func(a, b *T) int { return cmp.Compare(updatedAt(b), updatedAt(a)) })
	return items
}

// fillCollection takes over what the body says. That a fourth level, a parent of another help center, or a cycle is refused is
// this fake's reading: the descriptions are silent.
func (rq *request) fillCollection(c *Collection) reply {
	if value, given := rq.body["name"]; given || c.ID == "" {
		if c.Name = text(value); c.Name == "" {
			return fail(http.StatusBadRequest, "parameter_not_found", "Name is a required parameter.")
		}
	}
	if problem := rq.placeCollection(c); problem.status != 0 {
		return problem
	}
	if rq.content.namesUnique {
		same := func(other *Collection) bool {
			return other.Name == c.Name && other.ParentID == c.ParentID && other.HelpCenterID == c.HelpCenterID && other.ID != c.ID
		}
		if rq.collections.find(same) != nil {
			return invalid("Name has already been taken")
		}
	}
	if value, given := rq.body["description"]; given {
		if c.Description = text(value); c.Description == "" && rq.content.descriptionsFilled {
			return invalid("description can't be blank")
		}
	}
	if problem := rq.translateCollection(c); problem.status != 0 {
		return problem
	}
	c.UpdatedAt = rq.now.Unix()
	return reply{}
}

// placeCollection sets the help center of a new collection and the parent. A PUT ignores help_center_id.
func (rq *request) placeCollection(c *Collection) reply {
	parentID, moves := c.ParentID, false
	if value, given := rq.body["parent_id"]; given {
		parentID, moves = idText(value), true
	}
	parent := rq.collections.get(parentID)
	helpCenter := rq.defaultHelpCenter()
	switch id := idText(rq.body["help_center_id"]); {
	case c.ID != "":
		helpCenter = rq.helpCenters.get(c.HelpCenterID)
	case id != "":
		helpCenter = rq.helpCenters.get(id)
	case parent != nil:
		helpCenter = rq.helpCenters.get(parent.HelpCenterID)
	}
	levels := 1
	if c.ID != "" {
		levels = rq.levelsBelow(c.ID)
	}
	switch {
	case helpCenter == nil:
		return invalid("help_center_id does not exist")
	case parentID != "" && parent == nil:
		return invalid("parent_id does not exist")
	case parent == nil:
	case parent.HelpCenterID != helpCenter.ID:
		return invalid("parent_id is in another help center")
	case moves && rq.isBelow(parent, c.ID):
		return invalid("parent_id leads back to the collection")
	case rq.level(parent)+levels > 3:
		return invalid("collections have three levels at most")
	}
	c.ParentID, c.HelpCenterID = parentID, helpCenter.ID
	if c.ID == "" || moves {
		c.Order = len(rq.childrenOf(parentID)) + 1
	}
	return reply{}
}

// isBelow reports whether a collection is the one with the ID or in it.
func (rq *request) isBelow(c *Collection, id string) bool {
	for range 10 {
		switch {
		case c == nil || id == "":
			return false
		case c.ID == id:
			return true
		}
		c = rq.collections.get(c.ParentID)
	}
	return false
}

// translateCollection takes over texts by locale. Those of the default locale are those of the collection itself, where the body
// does not give them beside.
func (rq *request) translateCollection(c *Collection) reply {
	given, problem := rq.translations()
	if problem.status != 0 || len(given) == 0 {
		return problem
	}
	next := maps.Clone(c.Translations)
	if next == nil || rq.content.translationsReplaced {
		next = map[string]CollectionText{}
	}
	main := rq.helpCenters.get(c.HelpCenterID).Locales[0]
	for locale, content := range given {
		t := next[locale]
		if rq.content.localesReplaced {
			t = CollectionText{}
		}
		for name, into := range map[string]*string{"name": &t.Name, "description": &t.Description} {
			if value, has := content[name]; has {
				*into = text(value)
			}
		}
		if locale != main {
			next[locale] = t
			continue
		}
		if _, beside := rq.body["name"]; !beside && t.Name != "" {
			c.Name = t.Name
		}
		if _, beside := rq.body["description"]; !beside {
			c.Description = t.Description
		}
	}
	c.Translations = next
	return reply{}
}

// deleteCollection: nothing says what becomes of what is in a collection. The fake deletes it, which is the worst.
func (rq *request) deleteCollection(c *Collection) reply {
	children := rq.childrenOf(c.ID)
	article := rq.articleTexts.find(func(a *Article) bool { return slices.Contains(a.ParentIDs, c.ID) })
	switch {
	case (len(children) > 0 || article != nil) && rq.content.fullStay:
		return unprocessable("The collection is not empty")
	case rq.content.contentsKept:
		rq.dropArticlesOf(c.ID, true)
		for _, child := range children {
			rq.collections.update(child.ID, func(child *Collection) { child.ParentID, child.UpdatedAt = "", rq.now.Unix() })
		}
	default:
		rq.dropCollection(c.ID)
	}
	return reply{}
}

// showCollection follows the examples: there is no type, and a collection with a parent does not name its help center.
func (rq *request) showCollection(c *Collection) object {
	helpCenter := rq.helpCenters.get(c.HelpCenterID)
	shown := object{
		"id": c.ID, "workspace_id": rq.WorkspaceID, "name": c.Name, "description": c.Description, "icon": c.Icon, "order": c.Order, "parent_id": nil,
		"help_center_id": number(c.HelpCenterID), "url": nil, "created_at": c.CreatedAt, "updated_at": c.UpdatedAt,
	}
	if c.ParentID != "" {
		shown["parent_id"] = c.ParentID
		if !rq.content.helpCentersShown {
			shown["help_center_id"] = nil
		}
	}
	if c.Description == "" && rq.content.descriptionsNull {
		shown["description"] = nil
	}
	if helpCenter == nil { // a search that lags behind its deletion
		return shown
	}
	main := helpCenter.Locales[0]
	shown["url"] = helpCenter.url() + "/" + main + "/collections/" + c.ID + "-" + slug(c.Name)
	if helpCenter.multilingual() {
		shown["default_locale"], shown["translated_content"] = main, rq.showCollectionTexts(c, helpCenter)
	}
	return shown
}

func (rq *request) showCollectionTexts(c *Collection, h *HelpCenter) object {
	texts := object{"type": nil}
	show := func(locale string, t CollectionText) {
		texts[locale] = object{"type": "group_content", "name": t.Name, "description": t.Description}
	}
	for locale, t := range c.Translations {
		if slices.Contains(h.Locales, locale) {
			show(locale, t)
		}
	}
	if rq.content.mainLocaleRepeated {
		show(h.Locales[0], CollectionText{c.Name, c.Description})
	}
	return texts
}

// slug is a name as URLs have it.
func slug(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < '0' || r > '9' && r < 'a' || r > 'z' && r < 0x80 }), "-")
}
