package intercomtest

import (
	"strconv"
	"strings"
)

// This file has what no description decides of help centers and what is in them: each is the other reading of what the fake does.

// contentRules are what behaviors make of help centers and what is in them.
type contentRules struct {
	contentsKept, fullStay, namesUnique, descriptionsFilled, descriptionsNull, helpCentersShown bool
	translationsReplaced, localesReplaced, mainLocaleRepeated, redirectLocalesKept              bool
	redirectURL                                                                                 func(string) string
}

func contentWith(name string, change func(*contentRules)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.content) }}
}

// KeepsContents moves what is in a deleted collection to the first level. Otherwise it is deleted, too.
func KeepsContents() Behavior {
	return contentWith("KeepsContents", func(c *contentRules) { c.contentsKept = true })
}

// KeepsFullCollections refuses to delete a collection that is not empty.
func KeepsFullCollections() Behavior {
	return contentWith("KeepsFullCollections", func(c *contentRules) { c.fullStay = true })
}

// RefusesEqualCollections refuses a second collection with the same name and parent. Otherwise names are free.
func RefusesEqualCollections() Behavior {
	return contentWith("RefusesEqualCollections", func(c *contentRules) { c.namesUnique = true })
}

// RefusesEmptyDescriptions refuses "" as the description of a collection. Otherwise that clears it.
func RefusesEmptyDescriptions() Behavior {
	return contentWith("RefusesEmptyDescriptions", func(c *contentRules) { c.descriptionsFilled = true })
}

// ShowsNullDescriptions shows null for a description that is empty, as the example of the list. Otherwise "" is shown, as in the
// example of a create.
func ShowsNullDescriptions() Behavior {
	return contentWith("ShowsNullDescriptions", func(c *contentRules) { c.descriptionsNull = true })
}

// ShowsHelpCenterOfChildren shows the help center of a collection with a parent. Otherwise it is null, as in the example of the
// list.
func ShowsHelpCenterOfChildren() Behavior {
	return contentWith("ShowsHelpCenterOfChildren", func(c *contentRules) { c.helpCentersShown = true })
}

// ReplacesTranslations makes translated_content of a PUT replace all locales. Otherwise those that it lacks stay.
func ReplacesTranslations() Behavior {
	return contentWith("ReplacesTranslations", func(c *contentRules) { c.translationsReplaced = true })
}

// ReplacesLocales makes a locale of translated_content replace all its texts. Otherwise those that it lacks stay.
func ReplacesLocales() Behavior {
	return contentWith("ReplacesLocales", func(c *contentRules) { c.localesReplaced = true })
}

// RepeatsDefaultLocale shows the default locale in translated_content, too.
func RepeatsDefaultLocale() Behavior {
	return contentWith("RepeatsDefaultLocale", func(c *contentRules) { c.mainLocaleRepeated = true })
}

// KeepsRedirectLocales shows the locale that a redirect was created with. Otherwise it is the default one where the help center
// does not have the locale.
func KeepsRedirectLocales() Behavior {
	return contentWith("KeepsRedirectLocales", func(c *contentRules) { c.redirectLocalesKept = true })
}

// NextAsPage shows pages.next as the URL of a page with a number, as users saw it in lists of content. Otherwise it is an object
// with starting_after, as described. NextAsURL makes a URL of that.
func NextAsPage() Behavior {
	return Behavior{name: "NextAsPage", answer: func(x *exchange) {
		x.edit(func(o object) {
			pages, _ := o["pages"].(object)
			if next, isObject := pages["next"].(object); isObject {
				number, _ := strings.CutPrefix(text(next["starting_after"]), cursorPrefix)
				pages["next"] = "https://api.intercom.io" + x.call.Path + "?page=" + number + "&per_page=" + digits(next["per_page"])
			}
		})
	}}
}

// cursorPrefix precedes the number of a page in a cursor, which clients must not understand.
const cursorPrefix = "WzE3MzQ1MzczMDkwMDAs"

// movingPage is numbered for a list whose next page has a cursor.
func (rq *request) movingPage(all []object, perPage int) object {
	if after, is := strings.CutPrefix(rq.query.Get("starting_after"), cursorPrefix); is {
		rq.query.Set("page", after)
		rq.query.Del("starting_after")
	}
	if asked, err := strconv.Atoi(rq.query.Get("per_page")); err == nil && asked > 250 {
		rq.query.Set("per_page", "250")
	}
	list, pages := rq.numbered(all, "data", perPage)
	if pages["next"] != nil {
		number, _ := pages["page"].(int)
		pages["next"] = object{"per_page": pages["per_page"], "starting_after": cursorPrefix + strconv.Itoa(number+1)}
	}
	return list
}

// WritesRedirectURLs stores the URL of a new redirect in another form, in which URLs are unique: with the host in lower case, or only the
// path. Otherwise it is stored as it was sent.
func WritesRedirectURLs(form func(string) string) Behavior {
	return contentWith("WritesRedirectURLs", func(c *contentRules) { c.redirectURL = form })
}
