package intercomtest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// pagesOf reads a list of contacts page by page and returns the IDs, with pages separated by |. It stops after 6.
func pagesOf(t *testing.T, c client) string {
	t.Helper()
	var all []string
	after := ""
	for range 6 {
		r := c.do("POST", "/contacts/search", `{"query":{"field":"role","operator":"=","value":"lead"},"pagination":{"per_page":2`+after+`}}`).want(t, 200, "")
		var ids []string
		for _, e := range elements(r.body) {
			ids = append(ids, e.(object)["id"].(string))
		}
		all = append(all, strings.Join(ids, " "))
		next, more := r.at("pages", "next", "starting_after").(string)
		if !more {
			break
		}
		after = `,"starting_after":"` + next + `"`
	}
	return strings.Join(all, "|")
}

func TestPages(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		set  []Behavior
		want string
	}{
		"as described":        {nil, "e d|c b|a"},
		"short":               {[]Behavior{ShortPages(1)}, "e|d|c|b|a"},
		"repeats":             {[]Behavior{RepeatsObjects()}, "e d|d c b|b a"},
		"empty first":         {[]Behavior{EmptyPage()}, "|e d|c b|a"},
		"empty second":        {[]Behavior{EmptyPage().Skip(1)}, "e d||c b|a"},
		"endless":             {[]Behavior{EndlessCursor()}, "e d|c b|a|||"},
		"no pages":            {[]Behavior{NullPages()}, "e d"},
		"short and repeating": {[]Behavior{ShortPages(1), RepeatsObjects()}, "e|e d|d c|c b|b a"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c, _ := example(t)
			for _, id := range []string{"a", "b", "c", "d", "e"} {
				s.AddContact(Contact{ID: id, Role: "lead"})
			}
			s.Set(test.set...)
			if got := pagesOf(t, c); got != test.want {
				t.Errorf("pages are %q, want %q", got, test.want)
			}
		})
	}
}

func TestCompaniesOfAContact(t *testing.T) {
	t.Parallel()
	seed := func(s *Server) {
		for i := range 11 {
			id := fmt.Sprintf("co%d", i)
			s.AddCompany(Company{ID: id, CompanyID: id})
			s.UpdateContact(ExampleContact, func(c *Contact) { c.CompanyIDs = append(c.CompanyIDs, id) })
		}
	}
	path := "/contacts/" + ExampleContact + "/companies"
	shown := func(_ *Server, r response) any {
		return []any{len(r.at("companies").([]any)), r.at("total_count"), r.at("pages", "next")}
	}
	second := "https://api.intercom.io" + path + "?page=2&per_page=10"
	runBehaviors(t, map[string]behaviorTest{
		"first page":   {seed: seed, method: "GET", path: path, got: shown, want: []any{10, 11.0, second}},
		"second page":  {seed: seed, method: "GET", path: path + "?page=2", got: shown, want: []any{1, 11.0, nil}},
		"all":          {seed: seed, method: "GET", path: path + "?per_page=50", got: shown, want: []any{11, 11.0, nil}},
		"larger total": {seed: seed, set: []Behavior{LargerTotal(2)}, method: "GET", path: path + "?per_page=50", got: shown, want: []any{11, 13.0, nil}},
		"repeats":      {seed: seed, set: []Behavior{RepeatsObjects()}, method: "GET", path: path + "?page=2", got: shown, want: []any{2, 11.0, nil}},
		"empty":        {seed: seed, set: []Behavior{EmptyPage()}, method: "GET", path: path, got: shown, want: []any{0, 11.0, second}},
		"next as object": {
			seed: seed, set: []Behavior{NextAsObject()}, method: "GET", path: path, got: shown, want: []any{10, 11.0, object{"page": "2", "per_page": "10"}},
		},
		"next of a search as URL": {
			set: []Behavior{ShortPages(1), NextAsURL()}, method: "POST", path: "/contacts/search", body: `{"query":{"field":"role","operator":"=","value":"user"}}`,
			got: func(_ *Server, r response) any {
				return strings.HasPrefix(fmt.Sprint(r.at("pages", "next")), "https://api.intercom.io/contacts/search?per_page=1&starting_after=")
			},
			want: true,
		},
	})
}

func TestClocks(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	s.Set(DateOff(-time.Hour), DateOff(500*time.Hour).Skip(1).Times(1), CreatedBehind(4*time.Second))
	var got []time.Duration
	for range 3 {
		at, err := time.Parse(time.RFC1123, c.do("GET", "/me", "").header.Get("Date"))
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, at.Sub(now.Now()))
	}
	if diff := cmp.Diff([]time.Duration{-time.Hour, 500 * time.Hour, -time.Hour}, got); diff != "" {
		t.Errorf("dates (-want +got):\n%s", diff)
	}
	for path, body := range map[string]string{"/tickets": newTicket, "/contacts": `{"email":"n@example.com"}`, "/companies": `{"company_id":"n"}`} {
		if got := c.do("POST", path, body).want(t, 200, "").at("created_at"); got != float64(now.Now().Unix()-4) {
			t.Errorf("created_at of %s is %v", path, got)
		}
	}
}

func TestLags(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	s.AddTicket(Ticket{ID: "500"})
	s.Set(Lags(time.Minute))
	s.AddTicket(Ticket{ID: "501", CreatedAt: now.Now().Unix()})
	s.UpdateTag(ExampleTag, func(t *Tag) { t.Name = "Renamed" })
	s.AddTag(Tag{ID: "9", Name: "New"})
	s.DeleteContact(ExampleSecondContact)
	s.AddContact(Contact{ID: "c9", Email: "new@example.com"})
	s.UpdateContact(ExampleContact, func(c *Contact) { c.CompanyIDs = []string{ExampleCompany} })
	s.AddCompany(Company{ID: "co9", CompanyID: "new"})
	s.UpdateTicketType(ExampleTaskType, func(t *TicketType) { t.Name = "Renamed" })
	look := func() map[string]any {
		got := map[string]any{}
		for path, body := range map[string]string{
			"/tickets/search":  `{"query":{"field":"open","operator":"=","value":true}}`,
			"/contacts/search": `{"query":{"field":"role","operator":"=","value":"user"}}`,
		} {
			got[path] = members("id")(s, c.do("POST", path, body).want(t, 200, ""))
		}
		for _, path := range []string{"/tags", "/ticket_types", "/companies"} {
			got[path] = members("name")(s, c.do("GET", path, "").want(t, 200, ""))
		}
		return got
	}
	old := look()
	if diff := cmp.Diff(map[string]any{
		"/tickets/search": []any{"500"}, "/contacts/search": []any{"6762f2d8001bb69f9f2193bc", ExampleSecondContact, ExampleContact},
		"/tags": []any{"VIP"}, "/ticket_types": []any{"Incident", "Task"}, "/companies": []any{"Acme"},
	}, old); diff != "" {
		t.Errorf("lagging (-want +got):\n%s", diff)
	}
	c.do("GET", "/tags/9", "").want(t, 200, "")
	c.do("GET", "/contacts/"+ExampleSecondContact, "").want(t, 404, "not_found")
	c.do("POST", "/contacts", `{"email":"new@example.com"}`).want(t, 409, "conflict")
	now.Advance(time.Minute)
	if got := look()["/tags"]; !cmp.Equal(got, []any{"Renamed", "New"}) {
		t.Errorf("a minute later the tags are %v", got)
	}
	if got := look()["/ticket_types"]; !cmp.Equal(got, []any{"Incident", "Renamed"}) {
		t.Errorf("a minute later the types are %v", got)
	}
}

func TestLagOfOneArea(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Set(Lags(time.Hour, "tags"))
	c.do("POST", "/tags", `{"name":"new"}`).want(t, 200, "")
	c.do("POST", "/ticket_types", `{"name":"new"}`).want(t, 200, "")
	if got := len(elements(c.do("GET", "/tags", "").body)); got != 1 {
		t.Errorf("%d tags", got)
	}
	if got := len(elements(c.do("GET", "/ticket_types", "").body)); got != 3 {
		t.Errorf("%d types", got)
	}
}

// TestLagOfOwnReads: reads by a key that the owner chose lag like lists. Tags of companies and members of teams lag only if they are
// named, and the answers to the calls that change them do not.
func TestLagOfOwnReads(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	c.version = "Preview"
	made := ""
	see := func(when string, external, tags int, members, answered any) {
		t.Helper()
		if got := c.do("GET", "/custom_object_instances/Plan?external_id=new", "").status; got != external {
			t.Errorf("%s: %d by external ID, want %d", when, got, external)
		}
		c.do("GET", "/custom_object_instances/Plan/"+made, "").want(t, 200, "")
		if got := len(c.do("GET", "/companies/"+ExampleCompany, "").at("tags", "tags").([]any)); got != tags {
			t.Errorf("%s: %d tags, want %d", when, got, tags)
		}
		if got := c.do("GET", "/teams/"+ExampleTeam, "").at("admin_ids"); !cmp.Equal(got, members) {
			t.Errorf("%s: members %v, want %v", when, got, members)
		}
		if got := c.do("PUT", "/teams/"+ExampleTeam, `{"admin_ids":[814860]}`).at("admin_ids"); !cmp.Equal(got, answered) {
			t.Errorf("%s: the PUT answers members %v, want %v", when, got, answered)
		}
	}
	one, both := []any{814860.0}, []any{814860.0, 814861.0}
	change := func() {
		made = s.AddCustomObjectInstance(CustomObjectInstance{Type: "Plan", ExternalID: "new"}).ID
		c.do("POST", "/tags", `{"name":"VIP","companies":[{"id":"`+ExampleCompany+`"}]}`).want(t, 200, "")
		c.do("PUT", "/teams/"+ExampleTeam, `{"admin_ids":[814860]}`).want(t, 200, "")
	}
	undo := s.checkpoint()
	s.Set(Lags(time.Minute))
	change()
	see("all searches lag", 404, 1, one, one)
	now.Advance(time.Minute)
	see("a minute later", 200, 1, one, one)
	s.ClearBehaviors()
	undo()
	s.Set(Lags(time.Minute, CompanyTags, TeamMembers))
	change()
	see("these lag", 200, 0, both, one)
	now.Advance(time.Minute)
	see("a minute later", 200, 1, one, one)
}

func TestHiddenContacts(t *testing.T) {
	t.Parallel()
	archive := func(s *Server) { s.UpdateContact(ExampleContact, func(c *Contact) { c.Archived = true }) }
	merge := func(s *Server) { s.MergeContact(ExampleContact, ExampleSecondContact) }
	path := "/contacts/" + ExampleContact
	text := func(_ *Server, r response) any { return r.body["errors"].([]any)[0].(object)["message"] }
	runBehaviors(t, map[string]behaviorTest{
		"archived": {seed: archive, set: []Behavior{ArchivedContactsHidden()}, method: "GET", path: path, status: 404, got: text, want: "User Not Found"},
		"archived, created again": {
			seed: archive, set: []Behavior{ArchivedContactsHidden()}, method: "POST", path: "/contacts", body: `{"email":"ada@example.com"}`,
			status: 409, got: text, want: "An archived contact matching those details already exists with id=" + ExampleContact,
		},
		"merged": {seed: merge, set: []Behavior{MergedContactsNotFound()}, method: "GET", path: path, status: 404, got: text, want: "User Not Found"},
	})
	s, c, _ := example(t)
	merge(s)
	s.Set(MergedContactsNotFound())
	c.version = "Preview"
	r := c.do("GET", path, "").want(t, 410, "contact_merged")
	if got := r.header.Get("Link"); got != "</contacts/"+ExampleSecondContact+`>; rel="canonical"` {
		t.Errorf("Link is %q", got)
	}
}

// TestDeletedTagLeavesEverything: a deleted tag is no longer on any contact or ticket.
func TestDeletedTagLeavesEverything(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	id := s.AddTicket(Ticket{TagIDs: []string{ExampleTag}}).ID
	path := "/contacts/" + ExampleContact + "/tags"
	c.do("POST", path, `{"id":"`+ExampleTag+`"}`).want(t, 200, "")
	if got := c.do("DELETE", "/tags/"+ExampleTag, "").want(t, 200, "").text; got != "" {
		t.Errorf("the deletion was answered %q; the descriptions have no body", got)
	}
	if got := len(elements(c.do("GET", path, "").want(t, 200, "").body)); got != 0 {
		t.Errorf("the contact has %d tags", got)
	}
	ticket, _ := s.Ticket(id)
	if len(ticket.TagIDs)+len(s.Contacts()[0].TagIDs) != 0 {
		t.Errorf("the ticket has %v, the contact %v", ticket.TagIDs, s.Contacts()[0].TagIDs)
	}
}

// TestWorkspaceOfObjects: every object with a workspace ID has the one in /me.
func TestWorkspaceOfObjects(t *testing.T) {
	t.Parallel()
	_, c, _ := example(t, WithWorkspace("w9"))
	for path, key := range map[string]string{
		"/contacts/" + ExampleContact: "workspace_id", "/ticket_types/1234": "workspace_id", "/companies/" + ExampleCompany: "app_id",
	} {
		if got := c.do("GET", path, "").want(t, 200, "").at(key); got != "w9" {
			t.Errorf("%s of %s is %v", key, path, got)
		}
	}
	r := c.do("GET", "/ticket_types/1234", "")
	for _, a := range r.at("ticket_type_attributes", "data").([]any) {
		if got := a.(object)["workspace_id"]; got != "w9" {
			t.Errorf("workspace_id of an attribute is %v", got)
		}
	}
}
