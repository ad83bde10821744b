package intercom_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// TestCompaniesAreAllListedOrItIsAnError: what moves to a later page meanwhile comes once, and the end of what Intercom pages
// through is not taken for the end of the companies.
func TestCompaniesAreAllListedOrItIsAnError(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pages, overlap, perPage, want, requests int
		fails                                   bool
	}{
		"one page":             {pages: 1, perPage: 150, want: 50, requests: 1},
		"three pages":          {pages: 3, perPage: 150, want: 150, requests: 3},
		"some move meanwhile":  {pages: 3, overlap: 2, perPage: 150, want: 146, requests: 3},
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
				if want := fmt.Sprintf("page=%d&per_page=%d", requests, size); req.Method != "POST" || req.URL.Path != "/companies/list" || req.URL.RawQuery != want {
					t.Errorf("%s %s", req.Method, req.URL)
				}
				companies := make([]string, size)
				for i := range companies {
					companies[i] = fmt.Sprintf(`{"type":"company","id":"%d"}`, requests*(size-c.overlap)+i)
				}
				return respond(req, 200, fmt.Sprintf(`{"type":"list","data":[%s],"pages":{"total_pages":%d}}`, strings.Join(companies, ","), c.pages)), nil
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
