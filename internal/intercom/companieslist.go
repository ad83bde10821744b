package intercom

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"
)

// maxCompanies is the number of companies that Intercom pages through. maxCompaniesPerPage is not a documented limit: it is
// the default of other lists.
const (
	maxCompanies        = 10_000
	maxCompaniesPerPage = 50
)

const (
	// beyond is the cursor of the page after the last one that Intercom shows.
	beyond = "beyond"
	// again is the prefix of the cursor of a page that is read again.
	again = "again "
)

var (
	errTooMany = fmt.Errorf("%w: it ends at %d companies, and there are more", ErrIncomplete, maxCompanies)
	errShorter = fmt.Errorf("%w: it became shorter while it was read, so that a company can be missing", ErrIncomplete)
)

// Companies yields the companies that have contacts, the most recently active first, in pages of at most perPage. A page is
// read only when it is needed. The iteration ends after the first error. A company that moves meanwhile is yielded once.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/companies/listallcompanies
func (r Reader) Companies(ctx context.Context, perPage int) iter.Seq2[*Company, error] {
	return func(yield func(*Company, error) bool) {
		l := companyList{Reader: r, perPage: min(perPage, maxCompaniesPerPage), seen: map[ID]bool{}}
		pages("POST /companies/list", func(cursor string) (page[Company], error) { return l.page(ctx, cursor) })(yield)
	}
}

// CompaniesUpTo returns all companies that have contacts. If there are more than most, the error is ErrTooMany, usually after one call.
func (r Reader) CompaniesUpTo(ctx context.Context, most int) ([]Company, error) {
	l := companyList{Reader: r, perPage: maxCompaniesPerPage, seen: map[ID]bool{}}
	return atMost(pages("POST /companies/list", func(cursor string) (page[Company], error) {
		p, err := l.page(ctx, cursor)
		if err == nil && l.total != nil && *l.total > most {
			return page[Company]{}, fmt.Errorf("POST /companies/list: %w: %d", ErrTooMany, *l.total)
		}
		return p, err
	}), most)
}

// companyList is one pass over the list. Its pages have numbers, and companies can move between them.
type companyList struct {
	Reader
	perPage int
	seen    map[ID]bool
	// moved: a company came twice. A company that became active moved to the front and shifted the others, so it may be on a
	// page that was read before the move.
	moved bool
	total *int
}

// page reads the page of a cursor. If companies moved, it reads the first pages again after the last one, until a page
// shows nothing new.
func (l *companyList) page(ctx context.Context, cursor string) (page[Company], error) {
	if cursor == beyond {
		return page[Company]{}, fmt.Errorf("POST /companies/list: %w", errTooMany)
	}
	digits, repeated := strings.CutPrefix(cursor, again)
	number := 1
	if digits != "" {
		number, _ = strconv.Atoi(digits) // becomes the number below
	}
	answer, err := l.companies(ctx, number, l.perPage)
	if err != nil {
		return page[Company]{}, err
	}
	switch shown := answer.Pages.Page; {
	case shown != nil && *shown != number:
		return page[Company]{}, fmt.Errorf("POST /companies/list: %w: page %d was answered instead of page %d", ErrIncomplete, *shown, number)
	case shown == nil && answer.lastPage() > 1:
		return page[Company]{}, fmt.Errorf("POST /companies/list: %w: the answer does not tell which page it is", ErrIncomplete)
	}
	if l.total != nil && answer.TotalCount != nil && *answer.TotalCount < *l.total {
		return page[Company]{}, fmt.Errorf("POST /companies/list: %w", errShorter)
	}
	l.total = answer.TotalCount
	fresh := false
	for _, c := range answer.Data {
		l.moved = l.moved || l.seen[c.ID]
		fresh = fresh || !l.seen[c.ID]
		l.seen[c.ID] = true
	}
	p := page[Company]{items: answer.Data}
	switch prefix := cursor[:len(cursor)-len(digits)]; {
	case number < answer.lastPage() && number*l.perPage >= maxCompanies:
		p.next = beyond
	case number < answer.lastPage() && (fresh || !repeated):
		p.next = prefix + strconv.Itoa(number+1)
	case l.moved && !repeated:
		p.next = again + "1"
	}
	return p, nil
}

type companiesPage struct {
	Data []Company `json:"data"`
	// TotalCount may include the companies without contacts, which no page shows, so it does not tell whether one is missing.
	TotalCount *int `json:"total_count"`
	Pages      struct {
		Page       *int `json:"page"`
		TotalPages *int `json:"total_pages"`
	} `json:"pages"`
}

// lastPage is the number of the last page, or 0 if the answer does not show it.
func (p *companiesPage) lastPage() int {
	if p.Pages.TotalPages == nil {
		return 0
	}
	return *p.Pages.TotalPages
}

func (r Reader) companies(ctx context.Context, number, perPage int) (companiesPage, error) {
	var page companiesPage
	err := r.do(ctx, call{
		method: http.MethodPost, path: fmt.Sprintf("/companies/list?page=%d&per_page=%d", number, perPage), idempotent: true,
		decode: decodeInto(&page, func(p *companiesPage) error {
			last := p.lastPage()
			if p.Data == nil || last == 0 && len(p.Data) > 0 || p.Pages.TotalPages == nil && p.TotalCount == nil {
				return fmt.Errorf("%w: it is not a page of a list of companies", errBodyInvalid)
			}
			return areObjects(p.Data, "company")
		}),
	})
	return page, err
}
