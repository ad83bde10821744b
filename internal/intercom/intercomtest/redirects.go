package intercomtest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// HelpCenterRedirect leads a URL of a help center to an article or collection.
type HelpCenterRedirect struct {
	ID           string // decimal
	HelpCenterID string // the default one unless given
	FromURL      string
	Locale       string // the help center's default one unless given
	TargetType   string // "article" or "collection"
	TargetID     string
	CreatedAt    int64 // Unix seconds
	UpdatedAt    int64 // Unix seconds
}

func (r HelpCenterRedirect) clone() HelpCenterRedirect { return r }

var redirectKind = &kind[HelpCenterRedirect]{
	name: "redirects", missing: notFound, clone: HelpCenterRedirect.clone, noun: "help_center_redirect",
	in:    func(w *Workspace) **collection[HelpCenterRedirect] { return &w.redirects },
	id:    func(r *HelpCenterRedirect) *string { return &r.ID },
	fresh: func(w *Workspace) string { return w.count("redirect", 26) },
	made: func(rq *request) HelpCenterRedirect {
		return HelpCenterRedirect{HelpCenterID: rq.ids[0], CreatedAt: rq.now.Unix(), UpdatedAt: rq.now.Unix()}
	},
	show: (*request).showRedirect,
	fill: (*request).fillRedirect,
	hide: func(rq *request, r *HelpCenterRedirect) reply {
		if r.HelpCenterID != rq.ids[0] {
			return notFound
		}
		return reply{}
	},
	routes: func(k *kind[HelpCenterRedirect]) []route {
		const all, one = "/help_center/help_centers/{id}/redirects", "/help_center/help_centers/{id}/redirects/{id}"
		return []route{
			at("GET", all, v2(16), ofHelpCenter((*request).listRedirects)), at("POST", all, v2(16), ofHelpCenter(k.create)),
			at("GET", one, v2(16), ofHelpCenter(k.get)), at("DELETE", one, v2(16), ofHelpCenter(k.remove)),
		}
	},
}

// AddHelpCenterRedirect adds a redirect.
func (w *Workspace) AddHelpCenterRedirect(r HelpCenterRedirect) HelpCenterRedirect {
	defer w.lock()()
	setDefault(&r.HelpCenterID, func() string { return w.defaultHelpCenter().ID })
	helpCenter := w.helpCenters.get(r.HelpCenterID)
	if helpCenter == nil {
		panic("intercomtest: there is no help center " + r.HelpCenterID)
	}
	setDefault(&r.Locale, func() string { return helpCenter.Locales[0] })
	setDefaultTime(&r.CreatedAt, w.server.now().Unix())
	setDefaultTime(&r.UpdatedAt, r.CreatedAt)
	return w.redirects.add(r).clone()
}

// UpdateHelpCenterRedirect changes a redirect behind Terraform's back, which the API cannot. The function must not call the server.
func (w *Workspace) UpdateHelpCenterRedirect(id string, change func(*HelpCenterRedirect)) {
	defer w.lock()()
	w.redirects.update(id, change)
}

// DeleteHelpCenterRedirect deletes a redirect behind Terraform's back.
func (w *Workspace) DeleteHelpCenterRedirect(id string) {
	defer w.lock()()
	w.redirects.drop(id)
}

// HelpCenterRedirects lists the redirects of all help centers in the order of their creation.
func (w *Workspace) HelpCenterRedirects() []HelpCenterRedirect {
	defer w.lock()()
	return w.redirects.values()
}

// listRedirects shows what was updated last first, 250 at most on a page.
func (rq *request) listRedirects() reply {
	var all []object
	for _, r := range newestFirst(rq.redirects.seen(rq.lag("redirects")), func(r *HelpCenterRedirect) int64 { return r.UpdatedAt }) {
		if r.HelpCenterID == rq.ids[0] {
			all = append(all, rq.showRedirect(r))
		}
	}
	return ok(rq.movingPage(all, 50))
}

func (rq *request) fillRedirect(r *HelpCenterRedirect) reply {
	for name, into := range map[string]*string{"from_url": &r.FromURL, "locale": &r.Locale, "target_type": &r.TargetType} {
		if *into = text(rq.body[name]); *into == "" {
			return fail(http.StatusBadRequest, "parameter_not_found", name+" is required")
		}
	}
	helpCenter, stored := rq.helpCenters.get(rq.ids[0]), r.FromURL
	if rq.content.redirectURL != nil {
		stored = rq.content.redirectURL(r.FromURL)
	}
	r.TargetID = idText(rq.body["target_id"])
	switch {
	case r.TargetID == "":
		return fail(http.StatusBadRequest, "parameter_not_found", "target_id is required")
	case r.TargetType != "article" && r.TargetType != "collection":
		return invalid("target_type must be 'article' or 'collection'")
	case !within(helpCenter.url(), r.FromURL):
		return unprocessable("from_url must be an absolute URL within this help center's URL space")
	case !rq.isRedirectTarget(r):
		return unprocessable("target must be a member of this help center")
	case rq.redirects.find(func(other *HelpCenterRedirect) bool { return other.FromURL == stored }) != nil:
		return fail(http.StatusConflict, "resource_conflict", "A redirect with that URL already exists")
	}
	if !rq.content.redirectLocalesKept && !slices.Contains(helpCenter.Locales, r.Locale) {
		r.Locale = helpCenter.Locales[0]
	}
	r.FromURL = stored
	return reply{}
}

// within reports whether a URL is one of a help center's, with whatever scheme.
func within(helpCenter, from string) bool {
	space, _ := url.Parse(helpCenter)
	u, err := url.Parse(from)
	return err == nil && u.IsAbs() && strings.EqualFold(u.Host, space.Host) && strings.HasPrefix(u.Path+"/", space.Path+"/")
}

// isRedirectTarget reports whether the target is in the redirect's help center.
func (rq *request) isRedirectTarget(r *HelpCenterRedirect) bool {
	if r.TargetType == "article" {
		return opaqueID.MatchString(r.TargetID)
	}
	c := rq.collections.get(r.TargetID)
	return c != nil && c.HelpCenterID == r.HelpCenterID
}

func (rq *request) showRedirect(r *HelpCenterRedirect) object {
	return object{
		"type": "help_center_redirect", "id": r.ID, "help_center_id": r.HelpCenterID, "from_url": r.FromURL, "locale": r.Locale,
		"target_type": r.TargetType, "target_id": r.TargetID, "created_at": r.CreatedAt, "updated_at": r.UpdatedAt,
	}
}
