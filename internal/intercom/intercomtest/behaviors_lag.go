package intercomtest

import (
	"slices"
	"time"
)

// lag is the delay between writes and the searches and lists of a kind.
type lag struct {
	until int64 // changes up to this time are visible
	since int   // and so is everything before this change
	set   bool
}

func (l lag) none() bool { return !l.set }

func (l lag) sees(m moment) bool { return !l.set || m.at <= l.until || m.serial <= l.since }

// The reads of these areas lag too, although they are by ID, but only if Lags names the area.
const (
	// CompanyTags are the tags in every answer about a company, except the one to a call that tags it.
	CompanyTags = "companies/tags"
	// TeamMembers are the members in every answer about a team, except the one to a change of them.
	TeamMembers = "teams/members"
)

// Lags makes searches and lists of areas (tickets, contacts, companies, tags, ticket_types…; default: all of those) lag behind
// writes by d on the server's clock, while a GET by ID is always up to date. A GET by an external ID is a search. What existed
// before Set is visible at once. After an update they show the old values, and after a deletion the object. So search can miss
// a live contact that a 409 names. On, Skip, and Times have no effect on it.
func Lags(d time.Duration, areas ...string) Behavior {
	lagging := []string{"tickets"}
	for _, k := range allKinds {
		lagging = append(lagging, k.area())
	}
	for _, area := range areas {
		if !slices.Contains(append(lagging, CompanyTags, TeamMembers), area) {
			panic("intercomtest: nothing lags in " + area)
		}
	}
	if len(areas) == 0 {
		areas = lagging
	}
	return Behavior{name: "Lags", lags: areas, lag: d}
}

// lag returns the lag of searches and lists of an area. The most recently set behavior counts.
func (rq *request) lag(area string) lag {
	l := lag{}
	if d := rq.server.searchLag; d > 0 && (area == "tickets" || area == "contacts") {
		l = lag{until: rq.now.Add(-d).UnixNano(), set: true}
	}
	for _, b := range rq.server.behaviors {
		if slices.Contains(b.lags, area) {
			l = lag{until: rq.now.Add(-b.lag).UnixNano(), since: b.since, set: true}
		}
	}
	return l
}
