package intercom

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// passes is how often a list that moves while it is read is read again.
const passes = 3

var errMoved = fmt.Errorf("%w: it changed each time it was read", ErrIncomplete)

// moving reads all pages of a list that Intercom sorts by updated_at, newest first. What is edited meanwhile moves to the front
// and pushes the others to later pages; what is deleted pulls them to earlier ones, where they are missed. So a reading counts
// only if total_count stayed the same and as many objects were shown. Without total_count, what moved to the front or to an earlier
// page is missed without a trace: several pages count only if the reading before showed the same objects in the same order.
// Otherwise the list is read again. A page that shows nothing about the list's end is ErrIncomplete. The path may have a query.
func moving[T any, P interface {
	*T
	described
}](ctx context.Context, r Reader, path, kind string) ([]T, error) {
	last := errMoved
	var before []ID
	for range passes {
		pass := movingPass[T, P]{Reader: r, path: path, kind: kind, seen: map[ID]bool{}}
		found, err := complete(pages[T, P]("GET "+path, func(query string) (page[T], error) { return pass.page(ctx, query) }))
		var ids []ID
		for i := range found {
			_, id := P(&found[i]).self()
			ids = append(ids, id)
		}
		switch proved := pass.total != nil || pass.pages == 1 || slices.Equal(ids, before); {
		case err == nil && !pass.moved && proved:
			return found, nil
		case err != nil && (!pass.moved || !errors.Is(err, ErrIncomplete)):
			return nil, err
		}
		before, last = ids, cmp.Or(err, fmt.Errorf("GET %s: %w", path, errMoved))
	}
	return nil, last
}

// movingPass is one reading of a list.
type movingPass[T any, P interface {
	*T
	described
}] struct {
	Reader
	path, kind string
	pages      int
	seen       map[ID]bool
	total      *int
	moved      bool
}

func (m *movingPass[T, P]) page(ctx context.Context, query string) (page[T], error) {
	var answer linkedPage[T]
	err := m.do(ctx, call{method: http.MethodGet, path: withQuery(m.path, query), idempotent: true, decode: decodeInto(&answer, func(p *linkedPage[T]) error {
		if p.Items == nil {
			return fmt.Errorf("%w: it is no list of the kind %s", errBodyInvalid, m.kind)
		}
		return areObjects[T, P](p.Items, m.kind)
	})})
	if err != nil {
		return page[T]{}, err
	}
	if err := answer.marked(); err != nil {
		return page[T]{}, fmt.Errorf("GET %s: %w", m.path, err)
	}
	next, err := answer.following()
	if err != nil {
		return page[T]{}, fmt.Errorf("GET %s: %w", m.path, err)
	}
	for i := range answer.Items {
		_, id := P(&answer.Items[i]).self()
		m.seen[id] = true
	}
	m.pages++
	if m.total != nil && answer.TotalCount != nil {
		m.moved = m.moved || *m.total != *answer.TotalCount
	}
	m.total = cmp.Or(answer.TotalCount, m.total)
	m.moved = m.moved || next == nil && m.total != nil && *m.total != len(m.seen)
	return page[T]{items: answer.Items, next: next.Encode(), total: m.total}, nil
}

// following is next for lists that may number their pages without a link to the next one.
func (e *listEnd) following() (url.Values, error) {
	next, err := e.next()
	if err != nil && e.Pages != nil && e.Pages.Page > 0 && e.Pages.Page < e.Pages.TotalPages && !e.linked() {
		return url.Values{"page": {strconv.Itoa(e.Pages.Page + 1)}}, nil
	}
	return next, err
}

// linked reports whether pages.next is something, readable or not.
func (e *listEnd) linked() bool {
	next := strings.TrimSpace(string(e.Pages.Next))
	return next != "" && next != "null" && next != `""`
}

// withQuery adds parameters to a path, where they replace those that it has already.
func withQuery(path, query string) string {
	if query == "" {
		return path
	}
	bare, own, _ := strings.Cut(path, "?")
	values, _ := url.ParseQuery(own) // of this package's own making
	added, _ := url.ParseQuery(query)
	maps.Copy(values, added)
	return bare + "?" + values.Encode()
}
