package intercom

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"time"
)

// Limits of a search: results on one page, and filters in one group.
const (
	MaxPerPage = 150
	MaxFilters = 15
)

// PerPage returns the page size for reading no more than limit results if one page can hold them. 0 means no limit.
func PerPage(limit int64) int {
	if limit <= 0 || limit > MaxPerPage {
		return MaxPerPage
	}
	return int(limit)
}

// SearchCategories maps the categories of tickets to their names in a search.
var SearchCategories = map[string]string{CategoryCustomer: "request", CategoryBackOffice: "task", CategoryTracker: "tracker"}

// Filter is one condition of a search, or a group of them.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/searchtickets
type Filter struct {
	Field    string `json:"field,omitempty"`
	Operator string `json:"operator"`
	// Value is a string, number, bool, or slice of them; for a group, a []Filter.
	Value any `json:"value"`
}

// Where is a condition. operator is one of = != IN NIN > < ~ !~ ^ $; > and < may include equality.
func Where(field, operator string, value any) Filter {
	return Filter{Field: field, Operator: operator, Value: value}
}

// All matches if each of the filters matches. Intercom accepts up to MaxFilters.
func All(filters ...Filter) Filter { return Filter{Operator: "AND", Value: filters} }

type searchRequest struct {
	Query      Filter     `json:"query"`
	Pagination pagination `json:"pagination"`
	Sort       *sorting   `json:"sort,omitempty"`
	// most ends the search after one page with ErrTooMany if Intercom shows that more objects match. 0 means no limit.
	most int
}

type sorting struct {
	Field string `json:"field"`
	Order string `json:"order"`
}

// newestFirst is the order of a search that accepts one.
var newestFirst = &sorting{Field: "created_at", Order: "descending"}

type pagination struct {
	PerPage       int    `json:"per_page"`
	StartingAfter string `json:"starting_after,omitempty"`
}

type searchPage[T any] struct {
	// Tickets and conversations are under their names, contacts under data.
	Tickets       []T `json:"tickets"`
	Conversations []T `json:"conversations"`
	Data          []T `json:"data"`
	listEnd
}

// SearchTickets yields the matching tickets, newest first, in pages of perPage (at most MaxPerPage). A page is read only
// when it is needed. The iteration ends after the first error. Search lags behind writes: a missing ticket may exist.
func (r Reader) SearchTickets(ctx context.Context, query Filter, perPage int) iter.Seq2[*Ticket, error] {
	return search[Ticket](ctx, r, "/tickets/search", "ticket", searchRequest{Query: query, Pagination: pagination{PerPage: perPage}})
}

// TicketsUpTo returns all tickets of a workspace that a search shows. If there are more than most, the error is ErrTooMany, usually
// after one call.
func (r Reader) TicketsUpTo(ctx context.Context, most int) ([]Ticket, error) {
	req := searchRequest{Query: All(Where("created_at", ">", 0)), Pagination: pagination{PerPage: MaxPerPage}, most: most}
	return atMost(search[Ticket](ctx, r, "/tickets/search", "ticket", req), most)
}

// TicketsByID returns those of up to MaxPerPage tickets that a search finds, in one call and in any order. Search lags
// behind writes: a missing ticket may exist, and a found one may have changed or be gone. Every ID must be a ValidID.
func (r Reader) TicketsByID(ctx context.Context, ids []string) ([]Ticket, error) {
	page, err := searchOnce[Ticket](ctx, r, "/tickets/search", "ticket", searchRequest{Query: Where("id", "IN", ids), Pagination: pagination{PerPage: MaxPerPage}})
	if err != nil {
		return nil, err
	}
	return page.found("ticket"), nil
}

// errHides is the error of a search with only one page that has fewer objects than its total.
var errHides = fmt.Errorf("%w: fewer objects are shown than its total_count says", ErrIncomplete)

func search[T any, P interface {
	*T
	described
}](ctx context.Context, r Reader, path, kind string, req searchRequest) iter.Seq2[*T, error] {
	return pages[T, P]("POST "+path, func(cursor string) (page[T], error) {
		req.Pagination.StartingAfter = cursor
		for pass := 1; ; pass++ {
			p, err := searchPageOf[T, P](ctx, r, path, kind, req)
			// Search lags behind writes, so what was just deleted can be counted for a moment.
			if !errors.Is(err, errHides) || pass == passes || r.c.Wait(ctx, time.Duration(pass)*time.Second) != nil {
				return p, err
			}
		}
	})
}

// searchPageOf reads one page of a search. The total counts only if there is one page: objects that are created or changed while
// several are read change it.
func searchPageOf[T any, P interface {
	*T
	described
}](ctx context.Context, r Reader, path, kind string, req searchRequest) (p page[T], err error) {
	answer, err := searchOnce[T, P](ctx, r, path, kind, req)
	if err != nil {
		return p, err
	}
	first := req.Pagination.StartingAfter == ""
	if req.most > 0 && answer.TotalCount != nil && *answer.TotalCount > req.most {
		return p, fmt.Errorf("POST %s: %w: %d", path, ErrTooMany, *answer.TotalCount)
	}
	if answer.Pages != nil && !first {
		// It is not documented that a page that is requested by cursor shows its number.
		answer.Pages.Page = answer.Pages.TotalPages
	}
	err = answer.marked()
	next, invalid := answer.next()
	p = page[T]{items: answer.found(kind), next: next.Get("starting_after")}
	switch {
	case err != nil || invalid != nil || len(next) > 0 && p.next == "":
		return page[T]{}, fmt.Errorf("POST %s: %w", path, errNoEnd)
	case first && p.next == "" && answer.TotalCount != nil && *answer.TotalCount > len(p.items):
		return page[T]{}, fmt.Errorf("POST %s: %w", path, errHides)
	}
	return p, nil
}

// searchOnce makes the call.
func searchOnce[T any, P interface {
	*T
	described
}](ctx context.Context, r Reader, path, kind string, req searchRequest) (page searchPage[T], err error) {
	err = r.do(ctx, call{method: http.MethodPost, path: path, body: req, idempotent: true, decode: decodeInto(&page, isPage[T, P](kind, req.Query))})
	return page, err
}

// found returns the list that is documented for the kind, or nil if the answer does not have it.
func (p *searchPage[T]) found(kind string) []T {
	switch kind {
	case "ticket":
		return p.Tickets
	case "conversation":
		return p.Conversations
	}
	return p.Data
}

// isPage accepts a page of objects of the kind. If the query names IDs, only those are accepted.
func isPage[T any, P interface {
	*T
	described
}](kind string, query Filter) func(*searchPage[T]) error {
	return func(p *searchPage[T]) error {
		found := p.found(kind)
		if found == nil {
			return fmt.Errorf("%w: it is not a list of kind %s", errBodyInvalid, kind)
		}
		if err := areObjects[T, P](found, kind); err != nil {
			return err
		}
		wanted := query.ids()
		for i := range found {
			if _, id := P(&found[i]).self(); wanted != nil && !slices.Contains(wanted, string(id)) {
				return fmt.Errorf("%w: %s %s", errOtherObject, kind, id)
			}
		}
		return nil
	}
}

// ids returns the IDs that the filter requires, or nil.
func (f Filter) ids() []string {
	ids, _ := f.Value.([]string)
	if f.Field == "id" && f.Operator == "IN" {
		return ids
	}
	group, _ := f.Value.([]Filter)
	for _, inner := range group {
		if ids := inner.ids(); ids != nil && f.Operator == "AND" {
			return ids
		}
	}
	return nil
}
