package acctest_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// eachListed runs a test with an object of each type that has a complete list, and with the provider's batch_refresh.
func eachListed(t *testing.T, test func(c *cell, object acctest.Object)) {
	t.Helper()
	for _, s := range subjects {
		if s.all.method == "" {
			continue
		}
		t.Run(s.name(), func(t *testing.T) {
			t.Parallel()
			c := newCell(t, s)
			object := c.made()
			if c.lists != nil {
				c.lists(c, c.id(object))
			}
			<-c.clock.After(10 * time.Minute) // a search shows it
			c.set(acctest.Block{"batch_refresh": true})
			test(c, object)
			for _, problem := range append(c.problems, c.p.Violations()...) {
				t.Error(problem)
			}
		})
	}
}

// shownText is a member of an answer with another value, and where state shows what of it. If nothing of the object can change in
// place, that is the attribute drift.
func (c *cell) shownText() (member string, value any, at, text string) {
	const other = "Somebody else's"
	switch {
	case c.shows.member != "":
		return c.shows.member, c.shows.value, c.shows.at, c.shows.text
	case c.member != "":
		return cmp.Or(c.listed, c.member), other, c.text, other
	}
	member = slices.Sorted(maps.Keys(c.immutable))[0]
	return member, other, "drift." + member, other
}

// TestBatchedRefresh: with batch_refresh, a list that shows no change replaces the reads. Everything else is read
// individually, because a list can lag, leave out values, or fail, and it does not prove absence.
func TestBatchedRefresh(t *testing.T) {
	t.Parallel()
	shows := func(b func(c *cell) intercomtest.Behavior) func(*cell) {
		return func(c *cell) { c.s.Set(c.all.meets(b(c))) }
	}
	fails := func(act intercomtest.Act) func(*cell) {
		return func(c *cell) { c.s.Inject(intercomtest.Fault{Method: c.all.method, Path: c.all.path, Act: act}) }
	}
	for name, meet := range map[string]func(*cell){
		"another value": shows(func(c *cell) intercomtest.Behavior {
			member, value, _, _ := c.shownText()
			return intercomtest.Overrides(map[string]any{member: value})
		}),
		"a value left out": shows(func(c *cell) intercomtest.Behavior {
			member, _, _, _ := c.shownText()
			return intercomtest.Omits(member)
		}),
		"another ID": shows(func(c *cell) intercomtest.Behavior {
			return intercomtest.Overrides(map[string]any{strings.TrimSuffix(c.listed, c.member) + "id": "987654321"})
		}),
		"nothing": shows(func(c *cell) intercomtest.Behavior {
			key := "data"
			if c.all.path == "/teams" {
				key = "teams"
			}
			return intercomtest.Overrides(map[string]any{key: []any{}})
		}),
		"500":    fails(intercomtest.Status(500, "server_error", "Sorry")),
		"403":    fails(intercomtest.Status(403, "forbidden", "No.")),
		"404":    fails(intercomtest.Status(404, "not_found", "No.")),
		"a page": fails(intercomtest.HTMLBody200()),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachListed(t, func(c *cell, object acctest.Object) {
				meet(c)
				read, diags := c.p.Read(object)
				if acctest.HasError(diags) || !read.State.Equal(object.State) || c.count(c.read) < 1 || c.count(c.read) > 1+c.above {
					c.wrong("%d reads, and state is %s, was %s: %s", c.count(c.read), shown(read), shown(object), acctest.Text(diags))
				}
			})
		})
	}
}

// TestBatchedRefreshReadsNone: a refresh that finds no change reads no object individually. An object that a teammate
// changed is read, and so is an imported one.
func TestBatchedRefreshReadsNone(t *testing.T) {
	t.Parallel()
	eachListed(t, func(c *cell, object acctest.Object) {
		c.checkStable(object, c.config())
		if c.count(c.all) == 0 || c.count(c.read) > 0 {
			c.wrong("no change: %d lists and %d reads", c.count(c.all), c.count(c.read))
		}
		c.fresh()
		member, value, at, text := c.shownText()
		change := intercomtest.Overrides(map[string]any{member: value})
		c.s.Set(c.all.meets(change), c.read.meets(change))
		if read, diags := c.p.Read(object); read.Get(at) != text {
			c.wrong("a change is not shown: %s: %s", shown(read), acctest.Text(diags))
		}
		c.s.ClearBehaviors()
		c.fresh()
		if _, diags := c.p.Import(c.id(object), nil); acctest.HasError(diags) || c.count(c.read) == 0 {
			c.wrong("import: %d reads: %s", c.count(c.read), acctest.Text(diags))
		}
		if c.vanish == nil {
			return
		}
		c.fresh()
		c.vanish(c, c.id(object))
		if read, diags := c.p.Read(object); !read.IsNull() || !strings.Contains(acctest.Text(diags), "gone from Intercom") {
			c.wrong("it is gone, and state is %s: %s", shown(read), acctest.Text(diags))
		}
	})
}

// TestBatchedRefreshInAnotherWorkspace: a list is not read with another workspace's token.
func TestBatchedRefreshInAnotherWorkspace(t *testing.T) {
	t.Parallel()
	eachListed(t, func(c *cell, object acctest.Object) {
		c.s.Set(intercomtest.MeStatus(403))
		read, diags := c.p.Read(object)
		c.refused(object, read, diags)
		if n := c.count(c.all); n > 0 {
			c.wrong("%d lists", n)
		}
	})
}

// TestBatchedRefreshOfOthers: for a type without such a list, batch_refresh does not change the calls of a refresh.
func TestBatchedRefreshOfOthers(t *testing.T) {
	t.Parallel()
	for _, s := range subjects {
		if s.all.method != "" || s.kind == "intercom_ticket" {
			continue
		}
		t.Run(s.name(), func(t *testing.T) {
			t.Parallel()
			c := newCell(t, s)
			object := c.made()
			calls := func(batched bool) map[string]int {
				c.set(acctest.Block{"batch_refresh": batched})
				c.fresh()
				if _, diags := c.p.Read(object); acctest.HasError(diags) {
					t.Fatal(acctest.Text(diags))
				}
				all := map[string]int{}
				for _, call := range c.s.Calls() {
					all[call.Method+" "+call.Path]++
				}
				return all
			}
			if single, batched := calls(false), calls(true); !maps.Equal(single, batched) {
				t.Errorf("%v, and batched %v: the rules' data do not name its list", single, batched)
			}
		})
	}
}
