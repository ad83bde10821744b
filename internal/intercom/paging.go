package intercom

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
)

// ErrIncomplete is the final error of a list or search that does not show everything, although each of Intercom's answers
// is well-formed.
var ErrIncomplete = errors.New("the list is not complete")

// ErrTooMany is the error of a list that has more objects than were asked for.
var ErrTooMany = errors.New("the list has too many objects")

var (
	errCursor    = fmt.Errorf("%w: it leads back to a page that was answered already", ErrIncomplete)
	errEmptyPage = fmt.Errorf("%w: a page is empty although another follows", ErrIncomplete)
	errNoEnd     = fmt.Errorf("%w: the answer does not tell whether another page follows", ErrIncomplete)
)

// maxPages limits a list that never ends. Intercom pages through far less.
const maxPages = 10_000

// page is a part of a list. next leads to the following page and is empty for the last one.
type page[T any] struct {
	items []T
	next  string
	// total is the number of objects in the whole list, if the answer has it and the list does not move meanwhile.
	total *int
}

// pages yields the objects of all pages, each once, and reads a page only when it is needed. It ends after the first error.
// The error is ErrIncomplete if a page is repeated, an empty page comes in between, or there are fewer objects than the
// total, and errMoved if the total changed: an object that is removed meanwhile pulls another one to an earlier page.
func pages[T any, P interface {
	*T
	described
}](what string, fetch func(cursor string) (page[T], error)) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		found, asked := map[ID]bool{}, map[string]bool{}
		var total *int
		for cursor := ""; ; {
			p, err := fetch(cursor)
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range p.items {
				item := P(&p.items[i])
				_, id := item.self()
				if !found[id] && !yield((*T)(item), nil) {
					return
				}
				found[id] = true
			}
			asked[cursor] = true
			err = p.check(len(found), asked)
			if total != nil && p.total != nil && *total != *p.total {
				err = errMoved
			}
			total = cmp.Or(p.total, total)
			if err != nil {
				yield(nil, fmt.Errorf("%s: %w", what, err))
				return
			}
			if p.next == "" {
				return
			}
			cursor = p.next
		}
	}
}

// check returns an ErrIncomplete if the list ends or continues where it must not.
func (p *page[T]) check(found int, asked map[string]bool) error {
	switch {
	case p.next == "" && p.total != nil && *p.total != found:
		return fmt.Errorf("%w: %d of %d were shown", ErrIncomplete, found, *p.total)
	case p.next == "":
		return nil
	case asked[p.next] || len(asked) >= maxPages:
		return errCursor
	case len(p.items) == 0:
		return errEmptyPage
	}
	return nil
}

// complete collects all objects of a list that must be complete.
func complete[T any](list iter.Seq2[*T, error]) ([]T, error) {
	all := []T{}
	for item, err := range list {
		if err != nil {
			return nil, err
		}
		all = append(all, *item)
	}
	return all, nil
}

// atMost collects all objects of a list that must be complete. It ends with ErrTooMany if there are more than most.
func atMost[T any](list iter.Seq2[*T, error], most int) ([]T, error) {
	return complete(func(yield func(*T, error) bool) {
		found := 0
		for item, err := range list {
			if found++; err == nil && found > most {
				item, err = nil, ErrTooMany
			}
			if !yield(item, err) || err != nil {
				return
			}
		}
	})
}

// linkedPage is a page of a list from a GET.
type linkedPage[T any] struct {
	Items     list[T] `json:"data"`
	Companies list[T] `json:"companies"`
	listEnd
}

// listEnd is what a list shows about its end. Its pages.next is a URL, or an object as in searches.
type listEnd struct {
	TotalCount *int `json:"total_count"`
	HasMore    bool `json:"has_more"`
	Pages      *struct {
		Next       json.RawMessage `json:"next"`
		Page       int             `json:"page"`
		PerPage    int             `json:"per_page"`
		TotalPages int             `json:"total_pages"`
	} `json:"pages"`
}

// marked returns an ErrIncomplete unless the answer shows anything about the list's end. Without that, a page that a gateway or a
// new API version stripped cannot be told from a whole list.
func (e *listEnd) marked() error {
	shows := e.Pages != nil && (len(bytes.TrimSpace(e.Pages.Next)) > 0 || e.Pages.Page > 0 || e.Pages.PerPage > 0 || e.Pages.TotalPages > 0)
	if e.TotalCount == nil && !e.HasMore && !shows {
		return errNoEnd
	}
	return nil
}

// more reports whether the answer shows that the list has more objects than the number that it shows, or not which.
func (e *listEnd) more(shown int) bool {
	next, err := e.next()
	return err != nil || len(next) > 0 || e.TotalCount != nil && *e.TotalCount != shown
}

// endOf returns what the body shows about the list's end, which is nothing for a bare array.
func endOf(body []byte) (end listEnd, err error) {
	if body = bytes.TrimSpace(body); body[0] == '[' {
		return end, nil
	}
	if _, err = unmarshal(body, &end); err != nil {
		return end, fmt.Errorf("%w: %w", errNoEnd, err)
	}
	return end, nil
}

// everything reads all pages of a list from GETs. It reads a list again whose total changed while it was read.
func everything[T any, P interface {
	*T
	described
}](ctx context.Context, r Reader, path, kind string) ([]T, error) {
	return unmoved(func() ([]T, error) { return complete(linked[T, P](ctx, r, path, "", kind)) })
}

// unmoved reads a list again as long as its total changes while it is read.
func unmoved[T any](read func() ([]T, error)) ([]T, error) {
	for range passes - 1 {
		if found, err := read(); !errors.Is(err, errMoved) {
			return found, err
		}
	}
	return read()
}

// unmarked is everything for a list that is documented to have neither total_count nor pages. It reads on if there are any.
func unmarked[T any, P interface {
	*T
	described
}](ctx context.Context, r Reader, path, kind string) ([]T, error) {
	return unmoved(func() ([]T, error) { return complete(linkedThat[T, P](ctx, r, path, "", kind, (*listEnd).next)) })
}

// linked yields the objects of a list from GETs, and reads a page only when it is needed. first is the query of the first page.
func linked[T any, P interface {
	*T
	described
}](ctx context.Context, r Reader, path, first, kind string) iter.Seq2[*T, error] {
	return linkedThat[T, P](ctx, r, path, first, kind, func(e *listEnd) (url.Values, error) {
		if err := e.marked(); err != nil {
			return nil, err
		}
		return e.next()
	})
}

func linkedThat[T any, P interface {
	*T
	described
}](ctx context.Context, r Reader, path, first, kind string, following func(*listEnd) (url.Values, error)) iter.Seq2[*T, error] {
	return pages[T, P]("GET "+path, func(query string) (page[T], error) {
		var answer linkedPage[T]
		at := path
		if query = cmp.Or(query, first); query != "" {
			at += "?" + query
		}
		err := r.do(ctx, call{method: http.MethodGet, path: at, idempotent: true, decode: decodeInto(&answer, func(p *linkedPage[T]) error {
			if p.Items == nil {
				p.Items = p.Companies
			}
			if p.Items == nil {
				return fmt.Errorf("%w: it is not a list of kind %s", errBodyInvalid, kind)
			}
			return areObjects[T, P](p.Items, kind)
		})})
		if err != nil {
			return page[T]{}, err
		}
		next, err := following(&answer.listEnd)
		if err != nil {
			return page[T]{}, fmt.Errorf("GET %s: %w", path, err)
		}
		return page[T]{items: answer.Items, next: next.Encode(), total: answer.TotalCount}, nil
	})
}

// next returns the parameters for the following page, or none for the last one.
func (e *listEnd) next() (url.Values, error) {
	var next []byte
	last := true
	if e.Pages != nil {
		next = bytes.TrimSpace(e.Pages.Next)
		last = e.Pages.Page >= e.Pages.TotalPages
	}
	switch {
	case len(next) > 0 && !bytes.Equal(next, []byte("null")) && !bytes.Equal(next, []byte(`""`)):
		return nextQuery(next)
	case e.HasMore || !last:
		return nil, errNoEnd
	}
	return nil, nil
}

// nextQuery takes from a page's pages.next only the parameters for the following page. Another host's URL, a path, or a
// token in it would send the request elsewhere.
func nextQuery(next []byte) (url.Values, error) {
	var text string
	var object struct {
		Page          ID `json:"page"`
		PerPage       ID `json:"per_page"`
		StartingAfter ID `json:"starting_after"`
	}
	shown := url.Values{}
	if json.Unmarshal(next, &text) == nil {
		if u, err := url.Parse(text); err == nil {
			shown = u.Query()
		}
	} else if _, err := unmarshal(next, &object); err == nil {
		shown = url.Values{"page": {string(object.Page)}, "per_page": {string(object.PerPage)}, "starting_after": {string(object.StartingAfter)}}
	}
	query := url.Values{}
	for _, name := range []string{"page", "per_page", "starting_after"} {
		if value := shown.Get(name); value != "" {
			query.Set(name, value)
		}
	}
	if !query.Has("page") && !query.Has("starting_after") {
		return nil, errNoEnd
	}
	return query, nil
}
