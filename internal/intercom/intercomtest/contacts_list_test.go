package intercomtest

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestListContacts(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	for i := range 9 {
		s.AddContact(Contact{ID: fmt.Sprintf("c%d", i)})
	}
	var got []int
	path := "/contacts"
	for range 2 {
		r := c.do("GET", path, "").want(t, 200, "")
		got = append(got, len(elements(r.body)))
		next, _ := r.at("pages", "next", "starting_after").(string)
		path = "/contacts?starting_after=" + next
	}
	got = append(got, len(elements(c.do("GET", "/contacts?per_page=50", "").want(t, 200, "").body)))
	if diff := cmp.Diff([]int{10, 1, 11}, got); diff != "" {
		t.Errorf("contacts on pages (-want +got):\n%s", diff)
	}
	c.do("GET", "/contacts?per_page=x", "").want(t, 400, "parameter_invalid")
}

func TestUnarchive(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Set(ArchivedContactsHidden())
	path := "/contacts/" + ExampleContact
	c.do("POST", path+"/archive", "").want(t, 200, "")
	c.do("POST", path+"/archive", "").want(t, 404, "not_found")
	if got := c.do("POST", path+"/unarchive", "").want(t, 200, "").at("archived"); got != false {
		t.Errorf("archived is %v", got)
	}
	c.do("GET", path, "").want(t, 200, "")
	c.do("POST", "/contacts/c9/unarchive", "").want(t, 404, "not_found")
}

func TestUpdateCompany(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	r := c.do("PUT", "/companies/"+ExampleCompany, `{"name":"Renamed","company_id":"other"}`).want(t, 200, "")
	if got := s.Companies()[0]; got.Name != "Renamed" || got.CompanyID != "acme" || r.at("name") != "Renamed" {
		t.Errorf("stored %+v, answered %v", got, r.at("name"))
	}
	c.do("PUT", "/companies/none", `{"name":"Renamed"}`).want(t, 404, "company_not_found")
}
