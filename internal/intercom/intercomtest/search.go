package intercomtest

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
)

// The documented limits of every search.
const (
	maxFilters = 15 // in one AND or OR group
	maxNesting = 2  // nested groups
	maxPerPage = 150
)

// hit is an object that a search found and its position in the order, newest first.
type hit struct {
	created int64
	serial  int
	show    func() object
}

// cursor names the last hit of a page. It holds a position in the order and not a number of hits, so an object that is
// created between two pages does not move anything.
type cursor struct {
	Created int64 `json:"c"`
	Serial  int   `json:"s"`
	Page    int   `json:"p"`
}

func (rq *request) searchTickets() reply {
	keep, err := parseQuery(rq.body["query"], rq.ticketField)
	if err != nil {
		return invalid(err.Error())
	}
	var hits []hit
	for i, rec := range rq.tickets {
		t, existed := rec.asOf(rq.lag("tickets"))
		if existed && keep(t) {
			hits = append(hits, hit{t.CreatedAt, i, func() object { return rq.showTicket(rec, t) }})
		}
	}
	return rq.page(hits, object{"type": "ticket.list"}, "tickets", 20)
}

// searchContacts leaves out merged contacts, as documented.
func (rq *request) searchContacts() reply {
	keep, err := parseQuery(rq.body["query"], contactField)
	if err != nil {
		return invalid(err.Error())
	}
	if refused := rq.checkSort(); refused.status != 0 {
		return refused
	}
	return rq.pageOfContacts(keep, 50)
}

// checkSort refuses an invalid order, as documented, and one that this fake does not support: it sorts the newest first.
func (rq *request) checkSort() reply {
	sort, given := rq.body["sort"].(object)
	if !given || !rq.version.atLeast(v2(16)) {
		return reply{}
	}
	switch order := cmp.Or(text(sort["order"]), "descending"); {
	case order != "ascending" && order != "descending":
		return fail(http.StatusBadRequest, "invalid_sort_order", fmt.Sprintf("Invalid sort order '%s'. Must be one of: ascending, descending", order))
	case order == "ascending" || text(sort["field"]) != "created_at":
		return invalid("this fake sorts by created_at, descending")
	}
	return reply{}
}

// listContacts has 10 per page by default, although the examples do not say so.
func (rq *request) listContacts() reply {
	pagination := object{}
	for _, name := range []string{"per_page", "starting_after"} {
		if rq.query.Has(name) {
			pagination[name] = rq.query.Get(name)
		}
	}
	if n := pagination["per_page"]; n != nil {
		pagination["per_page"] = json.Number(n.(string))
	}
	rq.body = object{"pagination": pagination}
	return rq.pageOfContacts(func(Contact) bool { return true }, 10)
}

func (rq *request) pageOfContacts(keep func(Contact) bool, perPage int) reply {
	var hits []hit
	for i, c := range rq.contacts.seen(rq.lag("contacts")) {
		if c.MergedInto == "" && !rq.hidden(c) && keep(*c) {
			hits = append(hits, hit{c.CreatedAt, i, func() object { return rq.showContact(c) }})
		}
	}
	return rq.page(hits, object{"type": "list"}, "data", perPage)
}

// page returns a page of the hits. The last page has no pages.next.
func (rq *request) page(hits []hit, list object, key string, perPage int) reply {
	after := cursor{Created: math.MaxInt64, Page: 1}
	if pagination, given := rq.body["pagination"].(object); given {
		if wanted, set := pagination["per_page"]; set && wanted != nil {
			n, err := strconv.Atoi(digits(wanted))
			if err != nil || n < 1 || n > maxPerPage {
				return invalid("per_page must be between 1 and 150")
			}
			perPage = n
		}
		if text, set := pagination["starting_after"]; set && text != nil {
			var err error
			if after, err = parseCursor(text); err != nil {
				return invalid("starting_after is not a cursor")
			}
		}
	}
	newestFirst := func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.created, a.created), cmp.Compare(b.serial, a.serial))
	}
	slices.SortFunc(hits, newestFirst)
	if rq.paging.most > 0 {
		perPage = min(perPage, rq.paging.most)
	}
	from := slices.IndexFunc(hits, func(h hit) bool {
		return newestFirst(h, hit{created: after.Created, serial: after.Serial}) > 0
	})
	if from < 0 {
		from = len(hits)
	}
	to := min(from+perPage, len(hits))
	switch {
	case rq.paging.empty:
		to = from
	case rq.paging.repeats && from > 0:
		from--
	}
	shown := []object{}
	for _, h := range hits[from:to] {
		shown = append(shown, h.show())
	}
	pages := object{
		"type": "pages", "page": after.Page, "per_page": perPage, "total_pages": (len(hits) + perPage - 1) / perPage,
	}
	if to < len(hits) || rq.paging.endless {
		next := cursor{Created: after.Created, Serial: after.Serial, Page: after.Page + 1}
		if to > from {
			next.Created, next.Serial = hits[to-1].created, hits[to-1].serial
		}
		pages["next"] = object{"per_page": perPage, "starting_after": next.text()}
	}
	list[key], list["pages"], list["total_count"] = shown, pages, len(hits)
	return ok(list)
}

func (c cursor) text() string {
	return base64.URLEncoding.EncodeToString(fmt.Appendf(nil, `{"c":%d,"s":%d,"p":%d}`, c.Created, c.Serial, c.Page))
}

func parseCursor(value any) (cursor, error) {
	text, _ := value.(string)
	data, err := base64.URLEncoding.DecodeString(text)
	if err != nil {
		return cursor{}, err
	}
	var c cursor
	err = json.Unmarshal(data, &c)
	return c, err
}

// field is one searchable field of a T. Its type determines the operators.
type field[T any] struct {
	kind   string
	values func(T) []any // string, int64, float64 or bool; several for a list
}

// parseQuery turns a query into a predicate, or returns why Intercom would refuse it.
func parseQuery[T any](query any, lookup func(string) (field[T], bool)) (func(T) bool, error) {
	q, isObject := query.(object)
	if !isObject {
		return nil, errors.New("query is a required parameter")
	}
	return parseFilter(q, lookup, 0)
}

func parseFilter[T any](q object, lookup func(string) (field[T], bool), depth int) (func(T) bool, error) {
	operator, _ := q["operator"].(string)
	if _, isLeaf := q["field"]; isLeaf {
		return parseLeaf(q, operator, lookup)
	}
	list, isList := q["value"].([]any)
	if operator != "AND" && operator != "OR" || !isList {
		return nil, errors.New("a group of filters has the operator AND or OR and a list of filters as its value")
	}
	if len(list) > maxFilters {
		return nil, fmt.Errorf("a group has at most %d filters", maxFilters)
	}
	if depth == maxNesting {
		return nil, fmt.Errorf("at most %d groups can be nested", maxNesting)
	}
	var parts []func(T) bool
	for _, item := range list {
		inner, isObject := item.(object)
		if !isObject {
			return nil, errors.New("a filter is an object")
		}
		part, err := parseFilter(inner, lookup, depth+1)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return func(t T) bool {
		if operator == "AND" {
			return !slices.ContainsFunc(parts, func(part func(T) bool) bool { return !part(t) })
		}
		return slices.ContainsFunc(parts, func(part func(T) bool) bool { return part(t) })
	}, nil
}

func parseLeaf[T any](q object, operator string, lookup func(string) (field[T], bool)) (func(T) bool, error) {
	name, _ := q["field"].(string)
	f, known := lookup(name)
	if !known {
		return nil, errors.New("Invalid search field: " + name)
	}
	test, err := parseTest(f.kind, operator, q["value"])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return func(t T) bool { return test(f.values(t)) }, nil
}
