package intercomtest

import (
	"net/http"
	"time"
)

const (
	// scrollPage is how many companies a page of a scroll has.
	scrollPage = 100
	// scrollLife is how long a scroll stays open without being used.
	scrollLife = time.Minute
)

// scroll is a workspace's only scroll over its companies.
type scroll struct {
	param string
	ids   []string // of the companies that are left
	used  time.Time
}

// scrollCompanies answers page by page. Only one scroll can be open, for a minute after its last use. After the last page comes
// an empty one, without a parameter to go on with. Behaviors change both.
func (rq *request) scrollCompanies() reply {
	param, open := rq.query.Get("scroll_param"), rq.scroll
	if open != nil && rq.now.Sub(open.used) > scrollLife {
		open, rq.scroll = nil, nil
	}
	switch {
	case param == "" && open != nil && !rq.scrolls.replaced:
		return fail(http.StatusBadRequest, "scroll_exists", "scroll already exists for this workspace")
	case param != "" && (open == nil || open.param != param):
		return fail(http.StatusNotFound, "not_found", "scroll parameter not found")
	case param == "":
		open = &scroll{param: rq.server.uuid("scroll")}
		for c := range rq.companies.all() {
			open.ids = append(open.ids, c.ID)
		}
		rq.scroll = open
	}
	answer, data := object{"type": "list", "pages": nil, "total_count": nil}, []object{}
	size := scrollPage
	if rq.paging.most > 0 {
		size = min(size, rq.paging.most)
	}
	if len(open.ids) == 0 && !rq.scrolls.keepsParam {
		rq.scroll = nil
	} else {
		open.used, answer["scroll_param"] = rq.now, open.param
	}
	for _, id := range open.ids[:min(len(open.ids), size)] {
		if c := rq.companies.get(id); c != nil {
			data = append(data, rq.showCompany(c))
		}
	}
	open.ids = open.ids[min(len(open.ids), size):]
	answer["data"] = data
	return ok(answer)
}
