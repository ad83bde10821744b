package conformance

import (
	"context"
	"net/http"
	"net/url"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const collectionsPath = "/help_center/collections"

var collectionRows = []Row{
	{
		ID: "collection-contents", Area: "help center",
		Assumption:  "A collection is deleted with the collections in it.",
		Fake:        "deleted, too",
		Consequence: "None: the provider does not delete a collection that is not empty without consent.",
		Knobs:       []string{"KeepsContents", "KeepsFullCollections"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			parent, child, err := l.collections(ctx)
			if err != nil {
				return "", err
			}
			if err := l.DeleteCollection(ctx, string(parent.ID)); err != nil {
				return outcome(err)
			}
			switch _, err := l.Collection(ctx, string(child.ID)); {
			case intercom.IsGone(err, "not_found"):
				return "deleted, too", nil
			case err != nil:
				return outcome(err)
			}
			return "kept", nil
		},
	},
	{
		ID: "collection-equal-names", Area: "help center",
		Assumption:  "Two collections can have the same name and parent.",
		Fake:        "accepted",
		Consequence: "The provider could repeat a create whose answer was lost.",
		Knobs:       []string{"RefusesEqualCollections"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			first, err := l.collection(ctx, intercom.CollectionRequest{})
			if err != nil {
				return "", err
			}
			_, err = l.collection(ctx, intercom.CollectionRequest{Name: intercom.Set(first.Name)})
			return outcome(err)
		},
	},
	{
		ID: "collection-empty-description", Area: "help center",
		Assumption:  "An empty text clears the description of a collection, which then reads back as empty text.",
		Fake:        "a text",
		Consequence: "If it is refused, the provider cannot clear a description. Null and empty text are the same to it.",
		Knobs:       []string{"ShowsNullDescriptions", "RefusesEmptyDescriptions"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.collection(ctx, intercom.CollectionRequest{Description: intercom.Set("Money.")})
			if err != nil {
				return "", err
			}
			if _, err := l.UpdateCollection(ctx, string(c.ID), intercom.CollectionRequest{Description: intercom.Set("")}); err != nil {
				return outcome(err)
			}
			value, shown := l.member("description")
			if !shown {
				return "missing", nil
			}
			return jsonType(value), nil
		},
	},
	{
		ID: "collection-child-help-center", Area: "help center",
		Assumption:  "A collection with a parent shows null as its help center.",
		Fake:        "null",
		Consequence: "None: the provider takes the parent's where it is null.",
		Knobs:       []string{"ShowsHelpCenterOfChildren"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, child, err := l.collections(ctx)
			if err != nil {
				return "", err
			}
			if _, err := l.Collection(ctx, string(child.ID)); err != nil {
				return outcome(err)
			}
			value, _ := l.member("help_center_id")
			return jsonType(value), nil
		},
	},
	{
		ID: "collection-fourth-level", Area: "help center",
		Assumption:  "A collection on a fourth level is refused.",
		Fake:        "400 parameter_invalid",
		Consequence: "The provider always refuses it when planning.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, child, err := l.collections(ctx)
			if err != nil {
				return "", err
			}
			third, err := l.collection(ctx, intercom.CollectionRequest{ParentID: intercom.Set(string(child.ID))})
			if err != nil {
				return "", err
			}
			_, err = l.collection(ctx, intercom.CollectionRequest{ParentID: intercom.Set(string(third.ID))})
			return outcome(err)
		},
	},
	{
		ID: "collection-list-after-create", Area: "help center",
		Assumption:  "The list of collections shows a new collection at once.",
		Fake:        "at once",
		Consequence: "The provider must look longer for a collection whose create had no answer.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.collection(ctx, intercom.CollectionRequest{})
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				all, err := l.Collections(ctx)
				for i := range all {
					if all[i].ID == c.ID {
						return true, nil
					}
				}
				return false, err
			})
		},
	},
	{
		ID: "collection-next-page", Area: "help center",
		Assumption:  "The list of collections names the next page with a cursor.",
		Fake:        "an object with starting_after",
		Consequence: "None: the provider follows a cursor, a URL, or the number of the page.",
		Knobs:       []string{"NextAsPage", "NextAsURL"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, _, err := l.collections(ctx); err != nil {
				return "", err
			}
			a, err := l.raw(ctx, http.MethodGet, collectionsPath+"?per_page=1", nil)
			if err != nil || a.status != http.StatusOK {
				return a.said(), err
			}
			next, _ := l.member("pages", "next")
			switch next := next.(type) {
			case string:
				return "a URL", nil
			case object:
				if has(next, "starting_after") {
					return "an object with starting_after", nil
				}
			}
			return jsonType(next), nil
		},
	},
	{
		ID: "collection-other-locales", Area: "help center", Since: "2.16",
		Assumption:  "An update of one translation leaves the others as they are.",
		Fake:        "kept",
		Consequence: "None: the provider sends all translations with each change of one.",
		Knobs:       []string{"ReplacesTranslations"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return translated(ctx, l, func(_, second intercom.CollectionContent) string {
				if name, _ := second.Name.Get(); name == "" {
					return "gone"
				}
				return "kept"
			})
		},
	},
	{
		ID: "collection-partial-locale", Area: "help center", Since: "2.16",
		Assumption:  "An update of a translation's name leaves its description as it is.",
		Fake:        "kept",
		Consequence: "None: the provider sends each translation whole.",
		Knobs:       []string{"ReplacesLocales", "ReplacesTranslations"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return translated(ctx, l, func(first, _ intercom.CollectionContent) string {
				if description, _ := first.Description.Get(); description == "" {
					return "gone"
				}
				return "kept"
			})
		},
	},
	{
		ID: "collection-default-locale", Area: "help center", Since: "2.16",
		Assumption:  "translated_content does not repeat the default locale.",
		Fake:        "absent",
		Consequence: "None: the provider takes the collection's own texts.",
		Knobs:       []string{"RepeatsDefaultLocale"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, locales, err := l.multilingual(ctx)
			if err != nil {
				return "", err
			}
			update := intercom.CollectionRequest{TranslatedContent: map[string]intercom.CollectionText{locales[0]: {Name: l.name("translation")}}}
			shown, err := l.UpdateCollection(ctx, string(c.ID), update)
			if err != nil {
				return outcome(err)
			}
			if _, repeated := shown.TranslatedContent[c.DefaultLocale]; repeated {
				return "repeated", nil
			}
			return "absent", nil
		},
	},
	{
		ID: "redirect-locale", Area: "help center", Since: "2.16",
		Assumption:  "A redirect in a locale that the help center lacks shows the default locale.",
		Fake:        "another locale",
		Consequence: "None: the provider keeps the configured locale in state.",
		Knobs:       []string{"KeepsRedirectLocales"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.collection(ctx, intercom.CollectionRequest{})
			if err != nil {
				return "", err
			}
			h, err := l.helpCenter(ctx)
			if err != nil {
				return "", err
			}
			const locale = "mn"
			redirect, err := l.CreateHelpCenterRedirect(ctx, string(h.ID), intercom.CreateHelpCenterRedirectRequest{
				FromURL: h.URL + "/" + url.PathEscape(l.key()), Locale: locale, TargetType: intercom.RedirectToCollection, TargetID: string(c.ID),
			})
			switch {
			case err != nil:
				return outcome(err)
			case redirect.Locale == locale:
				return "the same locale", nil
			}
			return "another locale", nil
		},
	},
}

// collection makes a collection in the default help center.
func (l *Lab) collection(ctx context.Context, req intercom.CollectionRequest) (*intercom.Collection, error) {
	if req.Name.IsZero() {
		req.Name = intercom.Set(l.name("collection"))
	}
	return l.CreateCollection(ctx, intercom.CreateCollectionRequest{CollectionRequest: req})
}

// collections makes a collection and one in it.
func (l *Lab) collections(ctx context.Context) (parent, child *intercom.Collection, err error) {
	if parent, err = l.collection(ctx, intercom.CollectionRequest{}); err != nil {
		return nil, nil, err
	}
	child, err = l.collection(ctx, intercom.CollectionRequest{ParentID: intercom.Set(string(parent.ID))})
	return parent, child, err
}

// helpCenter is the default help center.
func (l *Lab) helpCenter(ctx context.Context) (*intercom.HelpCenter, error) {
	all, err := l.HelpCenters(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if len(all) == 1 || all[i].Default != nil && *all[i].Default {
			return &all[i], nil
		}
	}
	return nil, skip("no help center is known as the default one")
}

// multilingual makes a collection, and tells the locales that it can be translated to.
func (l *Lab) multilingual(ctx context.Context) (c *intercom.Collection, locales []string, err error) {
	if c, err = l.collection(ctx, intercom.CollectionRequest{}); err != nil {
		return nil, nil, err
	}
	locales, err = l.otherLocales(ctx, c.DefaultLocale)
	return c, locales, err
}

// otherLocales are the languages of the default help center beside the default one. A row needs two.
func (l *Lab) otherLocales(ctx context.Context, main string) (locales []string, err error) {
	h, err := l.helpCenter(ctx)
	if err != nil {
		return nil, err
	}
	for _, locale := range h.Locales {
		if locale != main {
			locales = append(locales, locale)
		}
	}
	if main == "" || len(locales) < 2 {
		return nil, skip("the default help center has fewer than three languages")
	}
	return locales, nil
}

// translated gives a collection two translations, sends another name for the first one, and looks at both.
func translated(ctx context.Context, l *Lab, look func(first, second intercom.CollectionContent) string) (string, error) {
	c, locales, err := l.multilingual(ctx)
	if err != nil {
		return "", err
	}
	both := map[string]intercom.CollectionText{
		locales[0]: {Name: l.name("first"), Description: "First."}, locales[1]: {Name: l.name("second"), Description: "Second."},
	}
	if _, err := l.UpdateCollection(ctx, string(c.ID), intercom.CollectionRequest{TranslatedContent: both}); err != nil {
		return outcome(err)
	}
	a, err := l.raw(ctx, http.MethodPut, collectionsPath+"/"+string(c.ID), object{"translated_content": object{locales[0]: object{"name": l.name("first again")}}})
	if err != nil || a.status != http.StatusOK {
		return a.said(), err
	}
	shown, err := l.Collection(ctx, string(c.ID))
	if err != nil {
		return outcome(err)
	}
	return look(shown.TranslatedContent[locales[0]], shown.TranslatedContent[locales[1]]), nil
}
