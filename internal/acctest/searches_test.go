package acctest_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// search is a data source for a search. The ticket's has its own tests.
type search struct {
	// kind is the list resource with the same results, and plural the attribute with the results.
	kind, plural string
	path         string
	// all is how many objects the example workspace and seedLists have, and pages the number of calls that show them.
	all, pages int
	// some is an argument with a value that one object (from one) has, and none with a value that no object has. If asked is
	// set, Intercom itself compares the value, and other has values of an answer about other objects.
	some, none acctest.Block
	one        func(*intercomtest.Server) string
	asked      bool
	other      map[string]any
}

var searches = []search{
	{
		kind: "intercom_contact", plural: "contacts", path: "/contacts/search", all: 162, pages: 2,
		some: acctest.Block{"email_domain": "Other.example"}, none: acctest.Block{"email": "nobody@example.com"},
		one: func(s *intercomtest.Server) string {
			return s.AddContact(intercomtest.Contact{Email: "somebody@other.example", Name: "Somebody"}).ID
		},
		asked: true, other: map[string]any{"email": "grace@example.com"},
	},
	{
		kind: "intercom_company", plural: "companies", path: "/companies/list", all: 120, pages: 3,
		some: acctest.Block{"plan": "Enterprise"}, none: acctest.Block{"name_contains": "Nobody"},
		one: func(s *intercomtest.Server) string {
			company := s.AddCompany(intercomtest.Company{Name: "Globex", Plan: "Enterprise"})
			s.AddContact(intercomtest.Contact{Email: "hank@globex.example", CompanyIDs: []string{company.ID}})
			return company.ID
		},
		other: map[string]any{"plan": nil},
	},
}

func (c search) name() string { return "intercom_" + c.plural }

// read returns the IDs in a data source's result, in order.
func (c search) read(t *testing.T, s *intercomtest.Server, config acctest.Block) (ids []string, diags []*tfprotov6.Diagnostic) {
	t.Helper()
	data, diags := acctest.NewProtocol(t, s, c.name(), nil).Data(config)
	for i := 0; !data.IsNull(); i++ {
		id := data.Get(fmt.Sprintf("%s.%d.id", c.plural, i))
		if id == "<none>" || id == "<null>" {
			break
		}
		ids = append(ids, id)
	}
	return ids, diags
}

// eachSearch runs a test for each search, on a fake with many objects.
func eachSearch(t *testing.T, test func(*testing.T, search, *intercomtest.Server)) {
	t.Helper()
	for _, c := range searches {
		t.Run(c.name(), func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seedLists(s)
			test(t, c, s)
		})
	}
}

// TestSearches: the result is the same as the list resource's, in the same order, with one call per page, even if objects
// move between pages meanwhile.
func TestSearches(t *testing.T) {
	t.Parallel()
	eachSearch(t, func(t *testing.T, c search, s *intercomtest.Server) {
		t.Helper()
		listed, diags := acctest.NewProtocol(t, s, c.kind, nil).List(nil, 0)
		acctest.Expect(t, diags)
		var want []string
		for _, each := range listed {
			want = append(want, each.Get("id"))
		}
		s.ResetCalls()
		got, diags := c.read(t, s, nil)
		acctest.Expect(t, diags)
		if !slices.Equal(got, want) || len(got) != c.all {
			t.Errorf("found %d, want %d as the list resource", len(got), c.all)
		}
		if n := s.Count("POST", c.path); n != c.pages {
			t.Errorf("%d calls, want %d", n, c.pages)
		}
		s.Set(intercomtest.RepeatsObjects(), intercomtest.ShortPages(40))
		again, diags := c.read(t, s, nil)
		acctest.Expect(t, diags)
		if !slices.Equal(slices.Compact(slices.Sorted(slices.Values(again))), slices.Sorted(slices.Values(want))) || len(again) != c.all {
			t.Errorf("found %d where pages repeat objects, want %d", len(again), c.all)
		}
	})
}

// TestSearchesLimited: a limit returns the first objects that match and reads no larger page than needed.
func TestSearchesLimited(t *testing.T) {
	t.Parallel()
	eachSearch(t, func(t *testing.T, c search, s *intercomtest.Server) {
		t.Helper()
		all, diags := c.read(t, s, nil)
		acctest.Expect(t, diags)
		s.ResetCalls()
		some, diags := c.read(t, s, acctest.Block{"limit": 3})
		acctest.Expect(t, diags)
		if !slices.Equal(some, all[:3]) {
			t.Errorf("found %q, want %q", some, all[:3])
		}
		if calls := s.Calls(); s.Count("POST", c.path) != 1 || !strings.Contains(string(calls[0].Body)+calls[0].RawQuery, "per_page") {
			t.Errorf("%d calls", len(calls))
		}
		one := c.one(s)
		few, diags := c.read(t, s, acctest.Block{"limit": 1})
		if acctest.Expect(t, diags); len(few) != 1 {
			t.Errorf("found %q", few)
		}
		config := acctest.Block{"limit": 500}
		maps.Copy(config, c.some)
		if found, diags := c.read(t, s, config); !slices.Equal(found, []string{one}) {
			t.Errorf("found %q, want %s: %s", found, one, acctest.Text(diags))
		}
		acctest.Expect(t, acctest.NewProtocol(t, s, c.name(), nil).ValidateData(acctest.Block{"limit": 0}), "ERROR", "must be at least 1")
	})
}

// TestSearchesFindNone: if nothing matches, the result is an empty list, not an error.
func TestSearchesFindNone(t *testing.T) {
	t.Parallel()
	eachSearch(t, func(t *testing.T, c search, s *intercomtest.Server) {
		t.Helper()
		data, diags := acctest.NewProtocol(t, s, c.name(), nil).Data(c.none)
		acctest.Expect(t, diags)
		if first := data.Get(c.plural + ".0"); first != "<none>" {
			t.Errorf("the list is %s, not empty", first)
		}
	})
}

// TestSearchesConfirm: an object that no longer has the searched value is left out. An answer with only such objects
// belongs to another search, which is an error if Intercom compares the values.
func TestSearchesConfirm(t *testing.T) {
	t.Parallel()
	eachSearch(t, func(t *testing.T, c search, s *intercomtest.Server) {
		t.Helper()
		var want []string
		if one := c.one(s); c.asked {
			want = append(want, one)
			s.AddContact(intercomtest.Contact{Email: "newer@other.example"}) // it comes first
		}
		s.Set(intercomtest.Overrides(prefixed("data.0.", c.other)).On("POST", c.path))
		found, diags := c.read(t, s, c.some)
		if !slices.Equal(found, want) {
			t.Errorf("found %q, want %q: %s", found, want, acctest.Text(diags))
		}
		acctest.Expect(t, diags)
		s.ClearBehaviors()
		s.Set(intercomtest.Overrides(c.other).On("POST", c.path))
		found, diags = c.read(t, s, c.some)
		if len(found) > 0 || acctest.HasError(diags) != c.asked {
			t.Errorf("found %q: %s", found, acctest.Text(diags))
		}
		if c.asked {
			acctest.Expect(t, diags, "Error searching "+c.plural, "only with objects that have other values", "run it again")
		}
	})
}

func prefixed(by string, values map[string]any) map[string]any {
	all := map[string]any{}
	for name, value := range values {
		all[by+name] = value
	}
	return all
}

// TestSearchesUnknown: an argument can be unknown at validation. Terraform then delays the read. A read without the value
// is an error and makes no call.
func TestSearchesUnknown(t *testing.T) {
	t.Parallel()
	eachSearch(t, func(t *testing.T, c search, s *intercomtest.Server) {
		t.Helper()
		p := acctest.NewProtocol(t, s, c.name(), nil)
		for _, name := range []string{"limit", "created_after", "name_contains"} {
			config := acctest.Block{name: acctest.Unknown}
			acctest.Expect(t, p.ValidateData(config))
			_, diags := p.Data(config)
			acctest.Expect(t, diags, "ERROR", "known only after apply", "What to do")
		}
		if n := len(s.Calls()); n > 0 {
			t.Errorf("%d calls", n)
		}
		acctest.Expect(t, p.ValidateData(acctest.Block{"created_after": "yesterday"}), "ERROR", "RFC3339")
	})
}

// TestSearchesFail: an unreadable page, the first or the second, is an error, and never a shorter list. The provider waits
// for the rate limit.
func TestSearchesFail(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]struct {
		act   intercomtest.Act
		times int
		says  string
	}{
		"429":             {intercomtest.TooManyRequestsFor(5 * time.Second), 1, ""},
		"429 each time":   {intercomtest.TooManyRequests("", ""), 0, "429"},
		"403":             {intercomtest.Status(403, "api_plan_restricted", "No."), 0, "403"},
		"HTML":            {intercomtest.HTMLBody200(), 0, "200"},
		"HTML of a 502":   {intercomtest.HTML(502), 0, "502"},
		"truncated":       {intercomtest.TruncateJSON(), 0, "200"},
		"another kind":    {intercomtest.WrongTypes(), 0, "another object"},
		"a page of no ID": {intercomtest.WrongIDs("../me"), 0, "another object"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachSearch(t, func(t *testing.T, c search, s *intercomtest.Server) {
				t.Helper()
				for page := range 2 {
					s.ClearFaults()
					s.Inject(intercomtest.Fault{Method: "POST", Path: c.path, Skip: page, Times: trouble.times, Act: trouble.act})
					found, diags := c.read(t, s, nil)
					switch {
					case trouble.says == "" && len(found) != c.all:
						t.Errorf("page %d: found %d, want %d: %s", page+1, len(found), c.all, acctest.Text(diags))
					case trouble.says != "" && len(found) > 0:
						t.Errorf("page %d: found %d", page+1, len(found))
					case trouble.says != "":
						acctest.Expect(t, diags, "Error searching "+c.plural, trouble.says, "What to do")
					}
				}
			})
		})
	}
}

// TestSearchesIncomplete: a list that does not end, or has an empty page in between, is not treated as complete.
func TestSearchesIncomplete(t *testing.T) {
	t.Parallel()
	eachSearch(t, func(t *testing.T, c search, s *intercomtest.Server) {
		t.Helper()
		for name, trouble := range map[string]intercomtest.Behavior{"an empty page": intercomtest.EmptyPage(), "more, and no cursor": intercomtest.Overrides(map[string]any{"pages": map[string]any{"page": 1, "total_pages": 9}}).Times(1)} {
			if name == "more, and no cursor" && c.kind == "intercom_company" {
				continue // its pages have numbers
			}
			s.ClearBehaviors()
			s.Set(trouble.On("POST", c.path))
			found, diags := c.read(t, s, nil)
			if acctest.Expect(t, diags, "ERROR", "the list is not complete"); len(found) > 0 {
				t.Errorf("%s: found %d", name, len(found))
			}
		}
	})
}
