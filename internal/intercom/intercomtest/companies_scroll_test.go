package intercomtest

import (
	"fmt"
	"testing"
	"time"
)

func TestScrollCompanies(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	for i := range scrollPage {
		s.AddCompany(Company{CompanyID: fmt.Sprint("c-", i)})
	}
	first := c.do("GET", "/companies/scroll", "").want(t, 200, "")
	param := first.at("scroll_param").(string)
	c.do("GET", "/companies/scroll", "").want(t, 400, "scroll_exists")
	c.do("GET", "/companies/scroll?scroll_param=another", "").want(t, 404, "not_found")
	for page, want := range []int{1, 0} {
		got := c.do("GET", "/companies/scroll?scroll_param="+param, "").want(t, 200, "")
		if n := len(got.at("data").([]any)); n != want {
			t.Errorf("page %d has %d companies, want %d", page+2, n, want)
		}
	}
	c.do("GET", "/companies/scroll?scroll_param="+param, "").want(t, 404, "not_found")

	param = c.do("GET", "/companies/scroll", "").want(t, 200, "").at("scroll_param").(string)
	now.Advance(scrollLife + time.Second)
	c.do("GET", "/companies/scroll?scroll_param="+param, "").want(t, 404, "not_found")
	c.do("GET", "/companies/scroll", "").want(t, 200, "")
}

// TestScrollEnds: with ScrollKeepsParam, the empty page has the parameter, and the scroll is open until its minute is over.
func TestScrollEnds(t *testing.T) {
	t.Parallel()
	s, c, now := example(t)
	s.Set(ScrollKeepsParam())
	first := c.do("GET", "/companies/scroll", "").want(t, 200, "")
	next := "/companies/scroll?scroll_param=" + first.at("scroll_param").(string)
	for range 2 {
		empty := c.do("GET", next, "").want(t, 200, "")
		if len(empty.at("data").([]any)) != 0 || empty.at("scroll_param") != first.at("scroll_param") {
			t.Errorf("after the last page: %v", empty.body)
		}
	}
	c.do("GET", "/companies/scroll", "").want(t, 400, "scroll_exists")
	now.Advance(scrollLife + time.Second)
	c.do("GET", next, "").want(t, 404, "not_found")
	c.do("GET", "/companies/scroll", "").want(t, 200, "")
}

// TestSecondScroll: with ScrollReplacesOpen, a second scroll begins, and the first one cannot go on.
func TestSecondScroll(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.Set(ScrollReplacesOpen())
	first := c.do("GET", "/companies/scroll", "").want(t, 200, "").at("scroll_param").(string)
	second := c.do("GET", "/companies/scroll", "").want(t, 200, "").at("scroll_param").(string)
	c.do("GET", "/companies/scroll?scroll_param="+first, "").want(t, 404, "not_found")
	c.do("GET", "/companies/scroll?scroll_param="+second, "").want(t, 200, "")
}
