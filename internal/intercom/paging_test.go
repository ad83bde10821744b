package intercom_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// paged returns a client whose GETs get the answer for their query.
func paged(t *testing.T, pages map[string]string) (client *intercom.Unguarded, asked *[]string) {
	t.Helper()
	asked = new([]string)
	return newClient(t, intercom.Config{Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
		if req.URL.Host != "api.intercom.io" || !strings.HasPrefix(req.URL.Path, "/contacts/7/") {
			t.Errorf("asked %s", req.URL)
		}
		*asked = append(*asked, req.URL.RawQuery)
		body, ok := pages[req.URL.RawQuery]
		if !ok {
			t.Errorf("asked for the page %q", req.URL.RawQuery)
		}
		return respond(req, 200, body), nil
	})}}), asked
}

func TestListsOfAContactAreCompleteOrAnError(t *testing.T) {
	t.Parallel()
	const one, two, three = `{"type":"company","id":"1"}`, `{"type":"company","id":"2"}`, `{"type":"company","id":"3"}`
	incomplete := intercom.ErrIncomplete
	for name, c := range map[string]struct {
		pages    map[string]string
		requests int
		want     string
		err      error
	}{
		"none":               {map[string]string{"": `{"type":"list","data":[],"total_count":0}`}, 1, "", nil},
		"one page":           {map[string]string{"": `{"data":[` + one + `,` + two + `],"pages":{"next":null},"total_count":2}`}, 1, "1 2", nil},
		"no pages, no total": {map[string]string{"": `{"data":[` + one + `]}`}, 1, "", incomplete},
		"none, and no end":   {map[string]string{"": `{"data":[],"pages":null}`}, 1, "", incomplete},
		"under companies":    {map[string]string{"": `{"companies":[` + one + `],"total_count":1}`}, 1, "1", nil},
		"a URL": {map[string]string{
			"":                  `{"data":[` + one + `],"pages":{"next":"https://evil.example/tickets/9?page=2&per_page=1&access_token=x"},"total_count":2}`,
			"page=2&per_page=1": `{"data":[` + two + `],"pages":{"next":null},"total_count":2}`,
		}, 2, "1 2", nil},
		"an object": {map[string]string{
			"":                      `{"data":[` + one + `],"pages":{"next":{"starting_after":"a&b"}}}`,
			"starting_after=a%26b":  `{"data":[` + two + `],"pages":{"next":{"page":3,"per_page":1}}}`,
			"page=3&per_page=1":     `{"data":[` + three + `],"pages":{"page":3,"per_page":1,"total_pages":3}}`,
			"page=3&starting_after": "",
		}, 3, "1 2 3", nil},
		"one moves to the next page": {map[string]string{
			"":       `{"data":[` + one + `,` + two + `],"pages":{"next":{"page":2}},"total_count":3}`,
			"page=2": `{"data":[` + two + `,` + three + `],"pages":{},"total_count":3}`,
		}, 2, "1 2 3", nil},
		"too few":        {map[string]string{"": `{"data":[` + one + `],"total_count":2}`}, 1, "", incomplete},
		"too many":       {map[string]string{"": `{"data":[` + one + `,` + two + `],"total_count":1}`}, 1, "", incomplete},
		"twice the same": {map[string]string{"": `{"data":[` + one + `,` + one + `],"total_count":2}`}, 1, "", incomplete},
		"a smaller total on each second page": {map[string]string{
			"":       `{"data":[` + one + `,` + two + `],"pages":{"next":{"page":2}},"total_count":3}`,
			"page=2": `{"data":[],"pages":{},"total_count":2}`,
		}, 6, "", incomplete},
		"more, but no link":   {map[string]string{"": `{"data":[` + one + `],"has_more":true}`}, 1, "", incomplete},
		"not the last page":   {map[string]string{"": `{"data":[` + one + `],"pages":{"page":1,"total_pages":2}}`}, 1, "", incomplete},
		"a link without page": {map[string]string{"": `{"data":[` + one + `],"pages":{"next":"https://api.intercom.io/contacts"}}`}, 1, "", incomplete},
		"an invalid link":     {map[string]string{"": `{"data":[` + one + `],"pages":{"next":7}}`}, 1, "", incomplete},
		"an empty page": {map[string]string{
			"":       `{"data":[` + one + `],"pages":{"next":{"page":2}}}`,
			"page=2": `{"data":[],"pages":{"next":{"page":3}}}`,
		}, 2, "", incomplete},
		"a circle": {map[string]string{
			"":       `{"data":[` + one + `],"pages":{"next":{"page":2}}}`,
			"page=2": `{"data":[` + two + `],"pages":{"next":"?page=2"}}`,
		}, 2, "", incomplete},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, asked := paged(t, c.pages)
			found, err := client.ContactCompanies(t.Context(), "7")
			ids := []string{}
			for _, company := range found {
				ids = append(ids, string(company.ID))
			}
			if !errors.Is(err, c.err) || c.err == nil && err != nil {
				t.Errorf("%v, want %v", err, c.err)
			}
			if got := strings.Join(ids, " "); got != c.want {
				t.Errorf("companies %s, want %s", got, c.want)
			}
			if err == nil && found == nil {
				t.Error("no companies are nil, as if they were not shown")
			}
			if len(*asked) != c.requests {
				t.Errorf("asked for %q", *asked)
			}
		})
	}
}

func TestTagsOfAContactComeFromEveryPage(t *testing.T) {
	t.Parallel()
	client, _ := paged(t, map[string]string{
		"":       `{"type":"list","data":[{"type":"tag","id":"1"}],"pages":{"next":{"page":2}},"total_count":2}`,
		"page=2": `{"type":"list","data":[{"type":"tag","id":"2"}],"total_count":2}`,
	})
	tags, err := client.ContactTags(t.Context(), "7")
	if err != nil || len(tags) != 2 || tags[1].ID != "2" {
		t.Errorf("%+v, %v", tags, err)
	}
	for _, body := range []string{`{}`, `{"data":null}`, `null`, `{"type":"list"}`, `{"data":[{"type":"company","id":"1"}]}`} {
		client, _ := sent(t, intercom.Config{Clock: &clock{}}, body)
		if tags, err := client.ContactTags(t.Context(), "7"); err == nil {
			t.Errorf("%s is taken for %+v", body, tags)
		}
	}
}

func TestASearchYieldsATicketOnce(t *testing.T) {
	t.Parallel()
	requests := 0
	client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
		requests++
		if requests == 1 {
			return respond(req, 200, `{"type":"ticket.list","tickets":[{"id":"1"},{"id":"2"},{"id":"1"}],"pages":{"next":{"starting_after":"a"}}}`), nil
		}
		return respond(req, 200, `{"type":"ticket.list","tickets":[{"id":"2"},{"id":"3"}],"total_count":3}`), nil
	})}})
	got := ""
	for ticket, err := range client.SearchTickets(t.Context(), intercom.Where("open", "=", true), 3) {
		if err != nil {
			t.Fatal(err)
		}
		got += " " + string(ticket.ID)
	}
	if got != " 1 2 3" {
		t.Errorf("yields%s", got)
	}
}

// TestAnAnswerWithoutAnEndIsNotAWholeList: a stripped answer must not look like an empty search, or like a workspace without companies.
func TestAnAnswerWithoutAnEndIsNotAWholeList(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"type":"ticket.list"}`, `{"tickets":[],"data":[]}`, `{"type":"ticket.list","data":[],"tickets":null,"pages":null}`} {
		client, _ := sent(t, intercom.Config{Clock: &clock{}}, body)
		var search, companies error
		for _, err := range client.SearchTickets(t.Context(), intercom.Where("open", "=", true), 3) {
			search = err
		}
		if !errors.Is(search, intercom.ErrIncomplete) && !intercom.IsUnreadable(search) {
			t.Errorf("%s is taken for a whole search: %v", body, search)
		}
		for _, err := range client.Companies(t.Context(), 3) {
			companies = err
		}
		if companies == nil {
			t.Errorf("%s is taken for all companies", body)
		}
	}
}

// TestASearchWithAnEmptyPageInBetweenIsNotComplete: the cursor shows that there is more.
func TestASearchWithAnEmptyPageInBetweenIsNotComplete(t *testing.T) {
	t.Parallel()
	client, _ := sent(t, intercom.Config{}, `{"type":"ticket.list","tickets":[],"pages":{"next":{"starting_after":"a"}}}`)
	var last error
	for _, err := range client.SearchTickets(t.Context(), intercom.Where("open", "=", true), 3) {
		last = err
	}
	if !errors.Is(last, intercom.ErrIncomplete) {
		t.Error(last)
	}
}

func TestOnlyIntercomSaysThatACompanyIsUnknown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		body   string
		fails  bool
	}{
		{404, `{"type":"error.list","errors":[{"code":"company_not_found","message":"Company Not Found"}]}`, false},
		{404, `{"type":"error.list","errors":[{"code":"not_found"}]}`, false},
		{404, `{"type":"error.list","errors":[{"code":"intercom_version_invalid"}]}`, true},
		{404, `{"errors":[{"code":"company_not_found"}]}`, true},
		{404, "<html>", true},
		{403, `{"type":"error.list","errors":[{"code":"company_not_found"}]}`, true},
	} {
		found, err := answering(c.status, nil, []byte(c.body)).CompaniesBy(t.Context(), "company_id", "x")
		if (err != nil) != c.fails || len(found) > 0 {
			t.Errorf("%d %s: %v, %v", c.status, c.body, found, err)
		}
	}
}

// TestAListThatIsNotPagedShowsAll, or it is an error, because a missing element would count as deleted.
func TestAListThatIsNotPagedShowsAll(t *testing.T) {
	t.Parallel()
	for end, complete := range map[string]bool{
		``: true, `,"total_count":1`: true, `,"pages":{"next":null,"page":1,"total_pages":1}`: true, `,"pages":null,"has_more":false`: true,
		`,"total_count":2`: false, `,"has_more":true`: false, `,"pages":{"next":"https://api.intercom.io/tags?page=2"}`: false,
		`,"pages":{"next":{"page":2}}`: false, `,"pages":{"page":1,"total_pages":2}`: false, `,"pages":{"next":7}`: false,
	} {
		client, calls := sent(t, intercom.Config{}, `{"type":"list","data":[{"type":"tag","id":"1"}]`+end+`}`)
		tags, err := client.Tags(t.Context())
		if errors.Is(err, intercom.ErrIncomplete) == complete || (err == nil) != complete || (len(tags) == 1) != complete {
			t.Errorf("%s: %v, %v", end, tags, err)
		}
		if len(*calls) != 1 {
			t.Errorf("%s: calls %q", end, *calls)
		}
	}
}

// TestListsUpTo: a list that is too long ends after the page that shows its total or, without a total, at the limit.
func TestListsUpTo(t *testing.T) {
	t.Parallel()
	const contact, company = `{"type":"contact","id":"1"}`, `{"type":"company","id":"1"}`
	for name, c := range map[string]struct {
		pages  []string
		found  int
		length error
	}{
		"few":       {[]string{`{"type":"list","data":[ONE],"total_count":1,"pages":{"page":1,"total_pages":1}}`}, 1, nil},
		"none":      {[]string{`{"type":"list","data":[],"total_count":0,"pages":{"page":1,"total_pages":0}}`}, 0, nil},
		"too many":  {[]string{`{"type":"list","data":[ONE],"total_count":3,"pages":{"page":1,"total_pages":3,"next":{"starting_after":"a"}}}`}, 0, intercom.ErrTooMany},
		"no total":  {[]string{`{"type":"list","data":[ONE,TWO,THREE],"pages":{"page":1,"total_pages":1}}`}, 0, intercom.ErrTooMany},
		"two pages": {[]string{`{"type":"list","data":[ONE],"total_count":2,"pages":{"page":1,"total_pages":2,"next":{"starting_after":"a"}}}`, `{"type":"list","data":[TWO],"total_count":2,"pages":{"page":2,"total_pages":2}}`}, 2, nil},
	} {
		for kind, one := range map[string]string{"contacts": contact, "companies": company} {
			t.Run(name+" "+kind, func(t *testing.T) {
				t.Parallel()
				calls := 0
				client := newClient(t, intercom.Config{Clock: &clock{}, HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
					calls++
					if calls > len(c.pages) {
						t.Fatalf("page %d of %d", calls, len(c.pages))
					}
					body := strings.NewReplacer("ONE", one, "TWO", strings.Replace(one, "1", "2", 1), "THREE", strings.Replace(one, "1", "3", 1)).Replace(c.pages[calls-1])
					return respond(req, 200, body), nil
				})}})
				found, err := 0, error(nil)
				if kind == "contacts" {
					var all []intercom.Contact
					all, err = client.ContactsUpTo(t.Context(), 2)
					found = len(all)
				} else {
					var all []intercom.Company
					all, err = client.CompaniesUpTo(t.Context(), 2)
					found = len(all)
				}
				if found != c.found || !errors.Is(err, c.length) || calls != len(c.pages) {
					t.Errorf("%d found with %d calls: %v", found, calls, err)
				}
			})
		}
	}
}
