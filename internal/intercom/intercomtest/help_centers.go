package intercomtest

import (
	"maps"
	"slices"
)

// HelpCenter is a public site for articles.
type HelpCenter struct {
	ID           string // decimal
	Identifier   string
	DisplayName  string
	CustomDomain string
	Off          bool     // website_turned_on is false
	Default      bool     // the first one of a workspace
	Locales      []string // the first is the default one; en unless given
	CreatedAt    int64    // Unix seconds
	UpdatedAt    int64    // Unix seconds
}

func (h HelpCenter) clone() HelpCenter {
	h.Locales = slices.Clone(h.Locales)
	return h
}

// url is where readers find the help center.
func (h *HelpCenter) url() string {
	if h.CustomDomain != "" {
		return "https://" + h.CustomDomain
	}
	return "https://intercom.help/" + h.Identifier
}

// multilingual help centers show translations; others do not, whatever is stored.
func (h *HelpCenter) multilingual() bool { return len(h.Locales) > 1 }

// DefaultHelpCenter is the ID of the help center that every workspace has from the start.
const DefaultHelpCenter = "79"

var helpCenterKind = &kind[HelpCenter]{
	name: "help_centers", missing: notFound, clone: HelpCenter.clone,
	in:    func(w *Workspace) **collection[HelpCenter] { return &w.helpCenters },
	id:    func(h *HelpCenter) *string { return &h.ID },
	fresh: func(w *Workspace) string { return w.count("help center", 80) },
	show:  (*request).showHelpCenter,
	routes: func(k *kind[HelpCenter]) []route {
		return []route{at("GET", "/help_center/help_centers", v2(0), k.list), at("GET", "/help_center/help_centers/{id}", v2(0), k.get)}
	},
}

// addDefaultHelpCenter gives a new workspace its help center, in English alone.
func (w *Workspace) addDefaultHelpCenter() {
	w.helpCenters.add(HelpCenter{
		ID: DefaultHelpCenter, Identifier: "help-" + w.WorkspaceID, DisplayName: "Help Center", Default: true, Locales: []string{"en"}, CreatedAt: 1734537243, UpdatedAt: 1734537243,
	})
}

// AddHelpCenter adds a help center, which the API cannot.
func (w *Workspace) AddHelpCenter(h HelpCenter) HelpCenter {
	defer w.lock()()
	if len(h.Locales) == 0 {
		h.Locales = []string{"en"}
	}
	setDefault(&h.ID, func() string {
		return w.freshID("help center", 80, func(id string) bool { return w.helpCenters.get(id) != nil })
	})
	number(h.ID)
	setDefault(&h.Identifier, func() string { return "help-" + h.ID })
	setDefault(&h.DisplayName, func() string { return "Help Center " + h.ID })
	setDefaultTime(&h.CreatedAt, w.server.now().Unix())
	setDefaultTime(&h.UpdatedAt, h.CreatedAt)
	return w.helpCenters.add(h).clone()
}

// UpdateHelpCenter changes a help center behind Terraform's back. The function must not call the server.
func (w *Workspace) UpdateHelpCenter(id string, change func(*HelpCenter)) {
	defer w.lock()()
	w.helpCenters.update(id, change)
}

// DeleteHelpCenter deletes a help center with its collections and redirects, which the API cannot.
func (w *Workspace) DeleteHelpCenter(id string) {
	defer w.lock()()
	for _, c := range slices.Collect(w.collections.all()) {
		if c.HelpCenterID == id {
			w.collections.drop(c.ID)
		}
	}
	for _, r := range slices.Collect(w.redirects.all()) {
		if r.HelpCenterID == id {
			w.redirects.drop(r.ID)
		}
	}
	w.helpCenters.drop(id)
}

// HelpCenters lists the help centers in the order of their creation.
func (w *Workspace) HelpCenters() []HelpCenter {
	defer w.lock()()
	return w.helpCenters.values()
}

// defaultHelpCenter is where a collection goes that names none, or nil.
func (w *Workspace) defaultHelpCenter() *HelpCenter {
	return w.helpCenters.find(func(h *HelpCenter) bool { return h.Default })
}

// ofHelpCenter does nothing below a help center that is not there.
func ofHelpCenter(handle func(*request) reply) func(*request) reply {
	return func(rq *request) reply {
		if rq.helpCenters.get(rq.ids[0]) == nil {
			return notFound
		}
		return handle(rq)
	}
}

// showHelpCenter has no type, as no answer of Intercom's has.
func (rq *request) showHelpCenter(h *HelpCenter) object {
	shown := object{
		"id": h.ID, "workspace_id": rq.WorkspaceID, "identifier": h.Identifier, "display_name": h.DisplayName, "website_turned_on": !h.Off,
		"url": h.url(), "custom_domain": nil, "created_at": h.CreatedAt, "updated_at": h.UpdatedAt,
	}
	if h.CustomDomain != "" {
		shown["custom_domain"] = h.CustomDomain
	}
	if rq.version.atLeast(v2(16)) {
		shown["default"], shown["locales"] = h.Default, h.Locales
	}
	return shown
}

// contentLocales are the 37 that translations can be in.
var contentLocales = []string{
	"ar", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "mn", "nb", "nl", "pl",
	"pt", "ro", "ru", "sl", "sr", "sv", "tr", "vi", "pt-BR", "zh-CN", "zh-TW",
}

// translations are those of a body, by locale, and whether it has any; null is none. A locale that Intercom does not have makes
// a problem. A "type" is no locale.
func (rq *request) translations() (given map[string]object, problem reply) {
	body, _ := rq.body["translated_content"].(object)
	given = map[string]object{}
	for _, locale := range slices.Sorted(maps.Keys(body)) {
		content, isObject := body[locale].(object)
		switch {
		case locale == "type" || body[locale] == nil:
		case !isObject || !slices.Contains(contentLocales, locale):
			return nil, invalid("translated_content has the unknown locale " + locale)
		default:
			given[locale] = content
		}
	}
	return given, reply{}
}
