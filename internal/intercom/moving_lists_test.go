package intercom_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// collectionsPage is a page of collections with the IDs. Without a total, the answer does not tell one.
func collectionsPage(total int, pages string, ids ...string) string {
	var items []string
	for _, id := range ids {
		items = append(items, `{"id":"`+id+`","name":"n"}`)
	}
	body := `{"type":"list","data":[` + strings.Join(items, ",") + `],"pages":` + pages
	if total > 0 {
		body += fmt.Sprintf(`,"total_count":%d`, total)
	}
	return body + "}"
}

// TestMovingListsAreReadAgain: a list counts only if nothing moved while it was read. Each answer has the query that it is for.
func TestMovingListsAreReadAgain(t *testing.T) {
	t.Parallel()
	const first, last, number = `{"next":"https://api.intercom.io/x?page=2"}`, `{"next":null}`, `{"page":1,"per_page":2,"total_pages":2}`
	type exchange struct{ query, body string }
	moved := []exchange{{"", collectionsPage(4, first, "a", "b")}, {"page=2", collectionsPage(4, last, "b", "d")}}
	complete := []exchange{{"", collectionsPage(4, first, "a", "b")}, {"page=2", collectionsPage(4, last, "c", "d")}}
	totalless := func(a, b, c, d string) []exchange {
		return []exchange{{"", collectionsPage(0, first, a, b)}, {"page=2", collectionsPage(0, last, c, d)}}
	}
	for name, c := range map[string]struct {
		exchanges []exchange
		want      string
		err       error
	}{
		"one page":               {[]exchange{{"", collectionsPage(1, `{"page":1,"per_page":20,"total_pages":1}`, "a")}}, "a", nil},
		"no end at all":          {[]exchange{{"", collectionsPage(0, `null`, "a")}}, "", intercom.ErrIncomplete},
		"pages that say nothing": {[]exchange{{"", collectionsPage(0, `{}`)}}, "", intercom.ErrIncomplete},
		"a total alone":          {[]exchange{{"", collectionsPage(1, `null`, "a")}}, "a", nil},
		"pages alone":            {[]exchange{{"", collectionsPage(0, last, "a")}}, "a", nil},
		"a link":                 {complete, "a b c d", nil},
		"a cursor":               {[]exchange{{"", collectionsPage(2, `{"next":{"per_page":1,"starting_after":"WzE="}}`, "a")}, {"per_page=1&starting_after=WzE%3D", collectionsPage(2, last, "b")}}, "a b", nil},
		"numbers without link":   {[]exchange{{"", collectionsPage(4, number, "a", "b")}, {"page=2", collectionsPage(4, `{"page":2,"total_pages":2}`, "c", "d")}}, "a b c d", nil},
		"numbers and a link that is none": {
			[]exchange{{"", collectionsPage(4, `{"next":7,"page":1,"total_pages":2}`, "a", "b")}}, "", intercom.ErrIncomplete,
		},
		"one is missing, then none":        {append(moved, complete...), "a b c d", nil},
		"one comes twice, none is missing": {[]exchange{{"", collectionsPage(3, first, "a", "b")}, {"page=2", collectionsPage(3, last, "b", "c")}}, "a b c", nil},
		"one comes twice, without a total": {append([]exchange{{"", collectionsPage(0, first, "a", "b")}, {"page=2", collectionsPage(0, last, "b", "c")}}, complete...), "a b c d", nil},
		"without a total":                  {slices.Concat(totalless("a", "b", "c", "d"), totalless("a", "b", "c", "d")), "a b c d", nil},
		"an edit without a total":          {slices.Concat(totalless("a", "b", "c", "d"), totalless("e", "a", "b", "c"), totalless("e", "a", "b", "c")), "e a b c", nil},
		"edits without a total":            {slices.Concat(totalless("a", "b", "c", "d"), totalless("e", "a", "b", "c"), totalless("d", "e", "a", "b")), "", intercom.ErrIncomplete},
		"a deletion hides another one":     {append([]exchange{{"", collectionsPage(4, first, "a", "b")}, {"page=2", collectionsPage(3, last, "d")}}, complete...), "a b c d", nil},
		"it never shows all":               {append(append(append([]exchange{}, moved...), moved...), moved...), "", intercom.ErrIncomplete},
		"it never ends":                    {[]exchange{{"", collectionsPage(4, first, "a")}, {"page=2", collectionsPage(4, first, "b")}}, "", intercom.ErrIncomplete},
		"an object of another kind":        {[]exchange{{"", `{"data":[{"type":"article","id":"7"}]}`}}, "", errNotAList},
		"an object whose ID is none":       {[]exchange{{"", `{"data":[{"id":"../7"}]}`}}, "", errNotAList},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			left := c.exchanges
			client := newClient(t, intercom.Config{Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
				if len(left) == 0 || req.URL.RawQuery != left[0].query || req.URL.Path != "/help_center/collections" {
					t.Errorf("asked %s, with %v to come", req.URL, left)
					return respond(req, 500, ""), nil
				}
				body := left[0].body
				left = left[1:]
				return respond(req, 200, body), nil
			})}})
			found, err := client.Collections(t.Context())
			var ids []string
			for i := range found {
				ids = append(ids, string(found[i].ID))
			}
			assertEqual(t, strings.Join(ids, " "), c.want)
			assertEqual(t, len(left), 0)
			switch {
			case c.err == nil && err != nil, c.err != nil && err == nil:
				t.Errorf("the error is %v, want %v", err, c.err)
			case c.err != nil && !errors.Is(c.err, errNotAList) && !errors.Is(err, c.err):
				t.Errorf("the error is %v, want %v", err, c.err)
			}
		})
	}
}

// errNotAList stands for any error of an answer that is no list of collections.
var errNotAList = errors.New("not a list")
