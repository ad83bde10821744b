package intercom_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestCompaniesAreAllListedOrItIsAnError: a company that moves to a later page meanwhile is listed once, and the last page
// that Intercom offers is not mistaken for the end of the list.
func TestCompaniesAreAllListedOrItIsAnError(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pages, overlap, perPage, want, requests int
		fails                                   bool
	}{
		"one page":             {pages: 1, perPage: 150, want: 50, requests: 1},
		"three pages":          {pages: 3, perPage: 150, want: 150, requests: 3},
		"some move meanwhile":  {pages: 3, overlap: 2, perPage: 150, want: 146, requests: 4},
		"as many as there are": {pages: 200, perPage: 150, want: 10_000, requests: 200},
		"more than are paged":  {pages: 201, perPage: 150, want: 10_000, requests: 200, fails: true},
		"a small page":         {pages: 2, perPage: 7, want: 14, requests: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requests := 0
			client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
				requests++
				size := min(c.perPage, 50)
				number := (requests-1)%c.pages + 1 // after a move, the first page is read again
				if want := fmt.Sprintf("page=%d&per_page=%d", number, size); req.Method != "POST" || req.URL.Path != "/companies/list" || req.URL.RawQuery != want {
					t.Errorf("%s %s", req.Method, req.URL)
				}
				companies := make([]string, size)
				for i := range companies {
					companies[i] = fmt.Sprintf(`{"type":"company","id":"%d"}`, number*(size-c.overlap)+i)
				}
				return respond(req, 200, fmt.Sprintf(`{"type":"list","data":[%s],"pages":{"page":%d,"total_pages":%d}}`, strings.Join(companies, ","), number, c.pages)), nil
			})}})
			found, failed := 0, false
			for _, err := range client.Companies(t.Context(), c.perPage) {
				if err != nil {
					failed = true
					continue
				}
				found++
			}
			if found != c.want || failed != c.fails || requests != c.requests {
				t.Errorf("%d companies with %d requests, failed: %v", found, requests, failed)
			}
		})
	}
	client := newClient(t, intercom.Config{Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
		return respond(req, 200, `{"type":"list","data":[{"type":"company","id":"1"}]}`), nil
	})}})
	for _, err := range client.Companies(t.Context(), 1) {
		if err == nil {
			t.Error("a page that does not say how many there are is taken for the last one")
		}
	}
}

// TestCompaniesThatMoveAreListed: a company that becomes active while the list is read moves to the front, to a page that
// was already read, and is still listed. If a company vanishes, another one moves to a page that was already read, which is
// an error.
func TestCompaniesThatMoveAreListed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pages    []string // by request: IDs, and the total
		want     string
		requests int
		fails    bool
	}{
		"the last one moves to the front":       {pages: []string{"1 2/5", "2 3/5", "4/5", "5 1/5", "2 3/5"}, want: "1 2 3 4 5", requests: 5},
		"nothing is new where it is read twice": {pages: []string{"1 2/4", "2 3/4", "4 1/4", "1 2/4"}, want: "1 2 3 4", requests: 4},
		"one vanishes":                          {pages: []string{"1 2/5", "4 5/4"}, want: "1 2", requests: 2, fails: true},
		"one is new":                            {pages: []string{"1 2/5", "2 3/6", "4 5/6", "6 1/6", "2 3/6"}, want: "1 2 3 4 5 6", requests: 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requests := 0
			client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
				requests++
				ids, total, _ := strings.Cut(c.pages[min(requests, len(c.pages))-1], "/")
				var companies []string
				for id := range strings.FieldsSeq(ids) {
					companies = append(companies, fmt.Sprintf(`{"type":"company","id":%q}`, id))
				}
				return respond(req, 200, fmt.Sprintf(`{"type":"list","data":[%s],"total_count":%s,"pages":{"page":%s,"total_pages":3}}`, strings.Join(companies, ","), total, req.URL.Query().Get("page"))), nil
			})}})
			var found []string
			var failed error
			for company, err := range client.Companies(t.Context(), 2) {
				if failed = err; err == nil {
					found = append(found, string(company.ID))
				}
			}
			if got := strings.Join(found, " "); got != c.want {
				t.Errorf("listed %s, want %s", got, c.want)
			}
			if requests != c.requests {
				t.Errorf("%d requests, want %d", requests, c.requests)
			}
			if errors.Is(failed, intercom.ErrIncomplete) != c.fails {
				t.Errorf("failed: %v", failed)
			}
		})
	}
}

// TestAnotherPageOfCompaniesIsNotTheOneAskedFor: a server that ignores the number answers the first page each time, and the companies
// of the others would be missing.
func TestAnotherPageOfCompaniesIsNotTheOneAskedFor(t *testing.T) {
	t.Parallel()
	for name, number := range map[string]string{"always the first": `"page":1,`, "no number": ``} {
		client, calls := sent(t, intercom.Config{}, `{"type":"list","data":[{"type":"company","id":"1"},{"type":"company","id":"2"}],"pages":{`+number+`"total_pages":3},"total_count":6}`)
		var last error
		for _, err := range client.Companies(t.Context(), 2) {
			last = err
		}
		if !errors.Is(last, intercom.ErrIncomplete) {
			t.Errorf("%s: %d requests, %v", name, len(*calls), last)
		}
	}
}
