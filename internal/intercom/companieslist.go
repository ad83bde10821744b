package intercom

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"
)

// maxCompanies is how many companies Intercom pages through. maxCompaniesPerPage is no limit of Intercom's, which no
// description states: other lists show as many where nothing is asked for.
const (
	maxCompanies        = 10_000
	maxCompaniesPerPage = 50
)

const (
	// beyond is the cursor of the page after the last one that Intercom shows.
	beyond = "beyond"
	// again precedes the cursor of a page that is read once more.
	again = "again "
)

var (
	errTooMany = fmt.Errorf("%w: it ends at %d companies, and there are more", ErrIncomplete, maxCompanies)
	errShorter = fmt.Errorf("%w: it became shorter while it was read, so that a company can be missing", ErrIncomplete)
)

// Companies yields the companies that have contacts, those that were active last first, a page of perPage at most at a time
// and no page before it is asked for. It ends after the first error. What changes places meanwhile is yielded once.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/companies/listallcompanies
func (r Reader) Companies(ctx context.Context, perPage int) iter.Seq2[*Company, error] {
	return func(yield func(*Company, error) bool) {
		l := companyList{Reader: r, perPage: min(perPage, maxCompaniesPerPage), seen: map[ID]bool{}}
		pages("POST /companies/list", func(cursor string) (page[Company], error) { return l.page(ctx, cursor) })(yield)
	}
}

// companyList is one reading of the list, whose pages go by number while companies change places.
type companyList struct {
	Reader
	perPage int
	seen    map[ID]bool
	// moved: a company came twice. One that was active moved to the front and pushed the others on, and may be on a page that
	// was read before it was there.
	moved bool
	total *int
}

// page reads the page of a cursor. Where companies moved, the first pages follow the last one, until one shows nothing new.
func (l *companyList) page(ctx context.Context, cursor string) (page[Company], error) {
	if cursor == beyond {
		return page[Company]{}, fmt.Errorf("POST /companies/list: %w", errTooMany)
	}
	digits, repeated := strings.CutPrefix(cursor, again)
	number := 1
	if digits != "" {
		number, _ = strconv.Atoi(digits) // it is the number below
	}
	answer, err := l.companies(ctx, number, l.perPage)
	if err != nil {
		return page[Company]{}, err
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
	case number < answer.Pages.TotalPages && number*l.perPage >= maxCompanies:
		p.next = beyond
	case number < answer.Pages.TotalPages && (fresh || !repeated):
		p.next = prefix + strconv.Itoa(number+1)
	case l.moved && !repeated:
		p.next = again + "1"
	}
	return p, nil
}

type companiesPage struct {
	Data       []Company `json:"data"`
	TotalCount *int      `json:"total_count"`
	Pages      struct {
		TotalPages int `json:"total_pages"`
	} `json:"pages"`
}

func (r Reader) companies(ctx context.Context, number, perPage int) (companiesPage, error) {
	var page companiesPage
	err := r.do(ctx, call{
		method: http.MethodPost, path: fmt.Sprintf("/companies/list?page=%d&per_page=%d", number, perPage), idempotent: true,
		decode: decodeInto(&page, func(p *companiesPage) error {
			if p.Data == nil || len(p.Data) > 0 && p.Pages.TotalPages == 0 {
				return fmt.Errorf("%w: it is no page of a list of companies", errBodyInvalid)
			}
			return areObjects(p.Data, "company")
		}),
	})
	return page, err
}
