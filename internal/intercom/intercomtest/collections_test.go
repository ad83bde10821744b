package intercomtest

import (
	"fmt"
	"strings"
	"testing"
)

// names are those of the elements of a list, in its order.
func names(r response) string {
	var all []string
	for _, e := range elements(r.body) {
		all = append(all, fmt.Sprint(e.(object)["name"]))
	}
	return strings.Join(all, " ")
}

// TestUndecidedCollections turns each knob: what the fake does without it, and with it.
func TestUndecidedCollections(t *testing.T) {
	t.Parallel()
	const collections = "/help_center/collections"
	// Billing (165) in en, fr, de; Refunds (166) in Billing.
	seed := func(s *Server) {
		s.DeleteCollection(ExampleCollection)
		s.UpdateHelpCenter(DefaultHelpCenter, func(h *HelpCenter) { h.Locales = []string{"en", "fr", "de"} })
		s.AddCollection(Collection{ID: "165", Name: "Billing", Description: "Money", Translations: map[string]CollectionText{
			"fr": {"Facturation", "Argent"}, "de": {"Abrechnung", "Geld"},
		}})
		s.AddCollection(Collection{ID: "166", Name: "Refunds", ParentID: "165"})
	}
	stored := func(s *Server, _ response) any {
		var all []string
		for _, c := range s.Collections() {
			all = append(all, c.Name+"<"+c.ParentID)
		}
		return strings.Join(all, " ")
	}
	french := func(s *Server, _ response) any { return fmt.Sprint(s.Collections()[0].Translations) }
	const put, some = collections + "/165", `{"translated_content":{"fr":{"name":"Factures"}}}`
	const same = `{"name":"Billing","description":""}`
	runBehaviors(t, map[string]behaviorTest{
		"a deletion takes what is inside":    {seed: seed, method: "DELETE", path: put, got: stored, want: ""},
		"a deletion keeps what is inside":    {seed: seed, set: []Behavior{KeepsContents()}, method: "DELETE", path: put, got: stored, want: "Refunds<"},
		"a full collection stays":            {seed: seed, set: []Behavior{KeepsFullCollections()}, method: "DELETE", path: put, status: 422},
		"an empty collection goes":           {seed: seed, set: []Behavior{KeepsFullCollections()}, method: "DELETE", path: collections + "/166", got: stored, want: "Billing<"},
		"equal names":                        {seed: seed, method: "POST", path: collections, body: same, status: 200},
		"no equal names":                     {seed: seed, set: []Behavior{RefusesEqualCollections()}, method: "POST", path: collections, body: same, status: 400},
		"equal names elsewhere":              {seed: seed, set: []Behavior{RefusesEqualCollections()}, method: "POST", path: collections, body: `{"name":"Billing","parent_id":"165"}`, status: 200},
		"an empty description":               {seed: seed, method: "PUT", path: put, body: `{"description":""}`, got: member("description"), want: ""},
		"an empty description as null":       {seed: seed, set: []Behavior{ShowsNullDescriptions()}, method: "PUT", path: put, body: `{"description":""}`, got: member("description"), want: nil},
		"an empty description is refused":    {seed: seed, set: []Behavior{RefusesEmptyDescriptions()}, method: "PUT", path: put, body: `{"description":""}`, status: 400},
		"a child names no help center":       {seed: seed, method: "GET", path: collections + "/166", got: member("help_center_id"), want: nil},
		"a child names its help center":      {seed: seed, set: []Behavior{ShowsHelpCenterOfChildren()}, method: "GET", path: collections + "/166", got: member("help_center_id"), want: 79.0},
		"locales and texts stay":             {seed: seed, method: "PUT", path: put, body: some, got: french, want: "map[de:{Abrechnung Geld} fr:{Factures Argent}]"},
		"locales go":                         {seed: seed, set: []Behavior{ReplacesTranslations()}, method: "PUT", path: put, body: some, got: french, want: "map[fr:{Factures }]"},
		"texts go":                           {seed: seed, set: []Behavior{ReplacesLocales()}, method: "PUT", path: put, body: some, got: french, want: "map[de:{Abrechnung Geld} fr:{Factures }]"},
		"the default locale is not repeated": {seed: seed, method: "GET", path: put, got: member("translated_content", "en"), want: nil},
		"the default locale is repeated":     {seed: seed, set: []Behavior{RepeatsDefaultLocale()}, method: "GET", path: put, got: member("translated_content", "en", "name"), want: "Billing"},
		"one language has no translations": {seed: func(s *Server) {
			seed(s)
			s.UpdateHelpCenter(DefaultHelpCenter, func(h *HelpCenter) { h.Locales = []string{"en"} })
		}, method: "GET", path: put, got: member("translated_content"), want: nil},
		"a fourth level":                      {seed: func(s *Server) { seed(s); s.AddCollection(Collection{ID: "167", Name: "Deep", ParentID: "166"}) }, method: "POST", path: collections, body: `{"name":"x","parent_id":"167"}`, status: 400},
		"moving to another help center":       {seed: seed, method: "PUT", path: put, body: `{"help_center_id":1}`, got: member("help_center_id"), want: 79.0},
		"moving below itself":                 {seed: seed, method: "PUT", path: put, body: `{"parent_id":"166"}`, status: 400},
		"moving to the first level":           {seed: seed, method: "PUT", path: collections + "/166", body: `{"parent_id":null}`, got: stored, want: "Billing< Refunds<"},
		"an unknown locale":                   {seed: seed, method: "PUT", path: put, body: `{"translated_content":{"xx":{"name":"x"}}}`, status: 400},
		"what was updated last comes first":   {seed: seed, method: "GET", path: collections, got: func(_ *Server, r response) any { return names(r) }, want: "Refunds Billing"},
		"the next page has a URL":             {seed: seed, set: []Behavior{NextAsPage()}, method: "GET", path: collections + "?per_page=1", got: member("pages", "next"), want: "https://api.intercom.io" + collections + "?page=2&per_page=1"},
		"the next page has a cursor":          {seed: seed, method: "GET", path: collections + "?per_page=1", got: member("pages", "next", "starting_after"), want: cursorPrefix + "2"},
		"the page of a cursor":                {seed: seed, method: "GET", path: collections + "?per_page=1&starting_after=" + cursorPrefix + "2", got: func(_ *Server, r response) any { return names(r) }, want: "Billing"},
		"a redirect in a locale that is none": {seed: seed, method: "POST", path: "/help_center/help_centers/79/redirects", body: toBilling, got: member("locale"), want: "en"},
		"a redirect keeps its locale":         {seed: seed, set: []Behavior{KeepsRedirectLocales()}, method: "POST", path: "/help_center/help_centers/79/redirects", body: toBilling, got: member("locale"), want: "es"},
	})
}

const toBilling = `{"from_url":"https://intercom.help/help-ecahpwf5/old","locale":"es","target_type":"collection","target_id":"165"}`

func TestRedirectsBelongToAHelpCenter(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	other := s.AddHelpCenter(HelpCenter{})
	s.AddCollection(Collection{ID: "165", Name: "Billing"})
	const path = "/help_center/help_centers/79/redirects"
	c.do("POST", "/help_center/help_centers/"+other.ID+"/redirects", toBilling).want(t, 422, "data_invalid")
	id := c.do("POST", path, toBilling).want(t, 200, "").at("id").(string)
	c.do("GET", path+"/"+id, "").want(t, 200, "")
	c.do("GET", "/help_center/help_centers/"+other.ID+"/redirects/"+id, "").want(t, 404, "not_found")
	c.do("POST", path, toBilling).want(t, 409, "resource_conflict")
	s.DeleteHelpCenter("79")
	c.do("GET", path+"/"+id, "").want(t, 404, "not_found")
	if got := len(s.Collections()) + len(s.HelpCenterRedirects()); got != 0 {
		t.Errorf("%d objects outlive their help center", got)
	}
}

// TestArticlesOfACollection: they are deleted with it unless they are in another one, or leave it, or keep it.
func TestArticlesOfACollection(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		set    []Behavior
		status int
		want   string
	}{
		"deleted": {nil, 200, "[Shared[166]]"}, "kept": {[]Behavior{KeepsContents()}, 200, "[Own[] Shared[166]]"},
		"refused": {[]Behavior{KeepsFullCollections()}, 422, "[Own[165] Shared[165 166]]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c, _ := example(t)
			s.AddCollection(Collection{ID: "165", Name: "Billing"})
			s.AddCollection(Collection{ID: "166", Name: "Refunds"})
			s.AddArticle(Article{ID: "1", ArticleText: ArticleText{Title: "Own"}, ParentIDs: []string{"165"}})
			s.AddArticle(Article{ID: "2", ArticleText: ArticleText{Title: "Shared"}, ParentIDs: []string{"165", "166"}})
			s.Set(test.set...)
			if got := c.do("DELETE", "/help_center/collections/165", ""); got.status != test.status {
				t.Errorf("answered %d: %s", got.status, got.text)
			}
			var left []string
			for _, a := range s.Articles() {
				if a.ID == "1" || a.ID == "2" {
					left = append(left, fmt.Sprint(a.Title, a.ParentIDs))
				}
			}
			if got := fmt.Sprint(left); got != test.want {
				t.Errorf("articles are %s, want %s", got, test.want)
			}
		})
	}
}
