package intercomtest

import (
	"net/url"
)

// This file has the behaviors of paged lists.

// paging is how behaviors change a page.
type paging struct {
	most    int  // objects on a page; 0 = as requested
	repeats bool // starts with the last object of the page before
	empty   bool
	endless bool
}

func pagingWith(name string, change func(*paging)) Behavior {
	return Behavior{name: name, prepare: func(rq *request) { change(&rq.paging) }}
}

// ShortPages puts at most n objects on a page, whatever per_page requests, like a change of limits.
func ShortPages(n int) Behavior { return pagingWith("ShortPages", func(p *paging) { p.most = n }) }

// RepeatsObjects starts every further page with the last object of the page before: something moved while the client was
// reading.
func RepeatsObjects() Behavior {
	return pagingWith("RepeatsObjects", func(p *paging) { p.repeats = true })
}

// EmptyPage answers one page without objects but with a next page: its objects were filtered after paging. If pages have
// cursors, the next one shows everything that is left. If they have numbers, the objects of the empty page are missing, and
// total_count counts them. It ends after one call unless Times says otherwise.
func EmptyPage() Behavior {
	return pagingWith("EmptyPage", func(p *paging) { p.empty = true }).Times(1)
}

// EndlessCursor has a next page on every page, including the last one: a scroll whose token repeats.
func EndlessCursor() Behavior {
	return pagingWith("EndlessCursor", func(p *paging) { p.endless = true })
}

// NullPages answers lists with "pages": null, as some lists with only one page do.
func NullPages() Behavior {
	return editing("NullPages", func(o object) {
		if _, has := o["pages"]; has {
			o["pages"] = nil
		}
	})
}

// NextAsURL shows pages.next as the URL of the next page, as older lists do.
func NextAsURL() Behavior {
	return Behavior{name: "NextAsURL", answer: func(x *exchange) {
		x.edit(func(o object) {
			pages, _ := o["pages"].(object)
			if next, isObject := pages["next"].(object); isObject {
				query := url.Values{}
				for key, value := range next {
					query.Set(key, idText(value))
				}
				pages["next"] = "https://api.intercom.io" + x.call.Path + "?" + query.Encode()
			}
		})
	}}
}

// NextAsObject shows pages.next as an object, as searches do, in lists that have a URL.
func NextAsObject() Behavior {
	return editing("NextAsObject", func(o object) {
		pages, _ := o["pages"].(object)
		if next, isText := pages["next"].(string); isText {
			shown := object{}
			if u, err := url.Parse(next); err == nil {
				for key := range u.Query() {
					shown[key] = u.Query().Get(key)
				}
			}
			pages["next"] = shown
		}
	})
}

// LargerTotal adds n to total_count: it counts objects that the token may not see.
func LargerTotal(n int) Behavior {
	return editing("LargerTotal", func(o object) {
		if total, has := o["total_count"]; has {
			o["total_count"] = increase(total, n)
		}
	})
}
