package intercomtest

import (
	"slices"
	"time"
)

// lag is by how much searches and lists of a kind follow behind writes.
type lag struct {
	until int64 // changes up to this instant are seen
	since int   // and all that came before this change
	set   bool
}

func (l lag) none() bool { return !l.set }

func (l lag) sees(m moment) bool { return !l.set || m.at <= l.until || m.serial <= l.since }

// Lags makes searches and lists of areas (tickets, contacts, companies, tags, ticket_types…; all unless
// given) follow writes d later by the server's clock, while a GET by ID is always up to date. What was
// there before Set is seen at once. After an update they show the old values, after a deletion the
// object. So a live contact that a 409 names can be missing from search.
// On, Skip and Times do not matter to it.
func Lags(d time.Duration, areas ...string) Behavior {
	lagging := []string{"tickets"}
	for _, k := range allKinds {
		lagging = append(lagging, k.area())
	}
	for _, area := range areas {
		if !slices.Contains(lagging, area) {
			panic("intercomtest: nothing lags in " + area)
		}
	}
	if len(areas) == 0 {
		areas = lagging
	}
	return Behavior{name: "Lags", lags: areas, lag: d}
}

// lag is that of searches and lists of an area; the behavior that was set last counts.
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
