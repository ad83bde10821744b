package ticket_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// crowd is many tickets in state and a provider that refreshes them, in the time of a synctest bubble.
type crowd struct {
	harness
	t       *testing.T
	handler http.Handler
	objects []acctest.Object
	// busy is the time that Terraform's machine takes for each read, one at a time.
	busy time.Duration
}

// gather creates n tickets and waits until a search shows them.
func gather(t *testing.T, n int, options ...intercomtest.Option) *crowd {
	t.Helper()
	fake := intercomtest.NewServer(options...)
	t.Cleanup(fake.Close)
	intercomtest.SeedExample(fake.Workspace)
	contract.Watch(t, fake)
	fake.URL = "http://127.0.0.1" // never dialled
	c := &crowd{harness{fake: fake, tb: t}, t, fake.Handler(), nil, 0}
	c.run(false)
	configs := make([]acctest.Block, n)
	for i := range configs {
		configs[i] = minimal(acctest.Block{"title": fmt.Sprintf("Ticket %d", i)})
	}
	c.objects = c.RunAll(configs...)
	pass(time.Minute)
	return c
}

// run starts a new provider process.
func (c *crowd) run(batched bool) {
	c.Protocol = acctest.NewProtocol(c.t, c.fake, "intercom_ticket", acctest.Block{"batch_refresh": batched}, provider.WithClient(func(cfg *intercom.Config) {
		cfg.HTTPClient = &http.Client{Transport: acctest.InProcess{Handler: c.handler}}
	}))
	c.fake.ResetCalls()
}

// pass waits, which takes no time in a bubble.
func pass(d time.Duration) { <-time.After(d) }

// refresh reads all tickets with Terraform's -parallelism.
func (c *crowd) refresh(parallelism int) []acctest.Object {
	c.t.Helper()
	read := make([]acctest.Object, len(c.objects))
	slots, processor := make(chan struct{}, parallelism), make(chan struct{}, 1)
	var all sync.WaitGroup
	for i, o := range c.objects {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			processor <- struct{}{}
			pass(c.busy)
			<-processor
			after, diags := c.Read(o)
			if acctest.HasError(diags) {
				c.t.Errorf("ticket %d: %s", i, acctest.Text(diags))
			}
			read[i] = after
		})
	}
	all.Wait()
	return read
}

func (c *crowd) id(i int) string { return c.objects[i].Get("id") }

// rename changes a ticket outside of Terraform.
func (c *crowd) rename(i int, title string) {
	c.fake.UpdateTicket(c.id(i), func(t *intercomtest.Ticket) { t.Attributes[intercomtest.TitleAttribute] = title })
}

// counted fails the test unless there were exactly these searches and GETs, and no other call except one for the workspace.
func (c *crowd) counted(searches, gets int) {
	c.t.Helper()
	s, g, all := c.fake.Count("POST", "/tickets/search"), c.fake.Count("GET", "/tickets/*"), len(c.fake.Calls())-c.fake.Count("GET", "/me")
	if me := c.fake.Count("GET", "/me"); me > 1 {
		c.t.Errorf("%d GET /me", me)
	}
	if s != searches || g != gets || all != searches+gets {
		c.t.Errorf("%d searches, %d GETs, %d calls in all; want %d and %d", s, g, all, searches, gets)
	}
}

// TestBatchedRefreshCalls: one search for concurrent reads, and none unless batch_refresh is set.
func TestBatchedRefreshCalls(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		batched        bool
		n, parallelism int
		latency, busy  time.Duration
		searches, gets int
	}{
		{batched: true, n: 100, parallelism: 10, searches: 10},
		{batched: true, n: 100, parallelism: 10, latency: 50 * time.Millisecond, searches: 10},
		{batched: true, n: 100, parallelism: 50, searches: 2},
		{batched: true, n: 101, parallelism: 10, latency: 50 * time.Millisecond, busy: 20 * time.Millisecond, searches: 10, gets: 1},
		{batched: true, n: 160, parallelism: 160, searches: 2},
		{batched: true, n: 3, parallelism: 1, gets: 3},
		{n: 100, parallelism: 10, gets: 100},
	} {
		t.Run(fmt.Sprintf("%d at %d, batched %v, after %s", c.n, c.parallelism, c.batched, c.latency+c.busy), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				crowd := gather(t, c.n, intercomtest.WithLatency(c.latency))
				crowd.run(c.batched)
				crowd.busy = c.busy
				for i, read := range crowd.refresh(c.parallelism) {
					if !read.State.Equal(crowd.objects[i].State) {
						t.Errorf("ticket %d was not changed, and is read as %s", i, read.State)
					}
				}
				crowd.counted(c.searches, c.gets)
			})
		})
	}
}

// TestBatchedRefreshTrusts: if a search's answer can be recognized as different from a GET's, it is not used, and a GET
// follows.
func TestBatchedRefreshTrusts(t *testing.T) {
	t.Parallel()
	const n = 10
	for name, c := range map[string]struct {
		// happens runs before the refresh; the search index lags behind it.
		happens func(c *crowd)
		lag     time.Duration
		// answer rewrites the results of a search.
		answer         func(found []any) []any
		searches, gets int
	}{
		"a change that search knows":     {happens: func(c *crowd) { c.rename(3, "Changed"); pass(time.Minute) }, searches: 1},
		"an own write that search lacks": {happens: func(c *crowd) { c.objects[3] = c.Run(c.objects[3], minimal(acctest.Block{"title": "Changed"})) }, lag: 5 * time.Second, searches: 1, gets: 1},
		"another process's write that search lacks": {happens: func(c *crowd) {
			c.objects[3] = c.Run(c.objects[3], minimal(acctest.Block{"title": "Changed"}))
			c.run(true)
		}, lag: 5 * time.Second, searches: 1, gets: 1},
		"one of two writes in a second": {happens: func(c *crowd) {
			pass(time.Until(time.Now().Truncate(time.Second).Add(time.Second)))
			c.rename(3, "Half")
			pass(500 * time.Millisecond)
			c.objects[3] = c.Run(c.objects[3], minimal(acctest.Block{"title": "Changed"}))
			c.run(true)
			pass(4700 * time.Millisecond)
		}, lag: 5 * time.Second, searches: 1, gets: 1},
		"a ticket that search lacks": {answer: func(found []any) []any { return found[:n-1] }, searches: 1, gets: 1},
		"nothing":                    {answer: func([]any) []any { return []any{} }, searches: 1, gets: n},
		"tickets nobody asked for": {answer: func(found []any) []any {
			return append([]any{but(found[0], "id", "9999")}, found[1:]...)
		}, searches: 1, gets: n},
		"each twice":                {answer: func(found []any) []any { return append(found, found...) }, searches: 1},
		"an older twin first":       {answer: func(found []any) []any { return append([]any{but(found[0], "updated_at", 1)}, found...) }, searches: 1},
		"an older twin last":        {answer: func(found []any) []any { return append(found, but(found[0], "updated_at", 1)) }, searches: 1},
		"a ticket without an age":   {answer: func(found []any) []any { return append(found[1:], but(found[0], "updated_at", nil)) }, searches: 1, gets: 1},
		"a ticket that was deleted": {answer: func(found []any) []any { return append(found[1:], but(found[0], "deleted", true)) }, searches: 1, gets: 1},
		"a conversation":            {answer: func(found []any) []any { return append(found[1:], but(found[0], "type", "conversation")) }, searches: 1, gets: n},
		"a ticket without an id":    {answer: func(found []any) []any { return append(found[1:], but(found[0], "id", nil)) }, searches: 4, gets: n},
		"403":                       {happens: failing(intercomtest.Status(403, "api_plan_restricted", "No.")), searches: 1, gets: n},
		"404":                       {happens: failing(intercomtest.Status(404, "not_found", "No.")), searches: 1, gets: n},
		"400":                       {happens: failing(intercomtest.Status(400, "parameter_invalid", "No.")), searches: 1, gets: n},
		"302":                       {happens: failing(intercomtest.Redirect(302, "/tickets/1")), searches: 1, gets: n},
		"500":                       {happens: failing(intercomtest.Status(500, "server_error", "Sorry")), searches: 4, gets: n},
		"502, HTML":                 {happens: failing(intercomtest.HTML(502)), searches: 4, gets: n},
		"200, HTML":                 {happens: failing(intercomtest.HTMLBody200()), searches: 4, gets: n},
		"200, half the JSON":        {happens: failing(intercomtest.TruncateJSON()), searches: 4, gets: n},
		"200, null":                 {happens: failing(intercomtest.NullBody()), searches: 4, gets: n},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				crowd := gather(t, n, intercomtest.WithSearchLag(c.lag))
				if c.answer != nil {
					crowd.handler = rewriting(t, crowd.handler, c.answer)
				}
				crowd.run(true)
				if c.happens != nil {
					c.happens(crowd)
				}
				crowd.fake.ResetCalls()
				read := crowd.refresh(n)
				crowd.counted(c.searches, c.gets)
				for i, read := range read {
					now, _ := crowd.fake.Ticket(crowd.id(i))
					if title := now.Attributes[intercomtest.TitleAttribute]; read.Get("title") != title || read.Get("updated_at") != time.Unix(now.UpdatedAt, 0).UTC().Format(time.RFC3339) {
						t.Errorf("ticket %d is titled %v, and is read as %s", i, title, read.State)
					}
				}
			})
		})
	}
}

// failing makes every search fail.
func failing(act intercomtest.Act) func(*crowd) {
	return func(c *crowd) { c.fake.Inject(intercomtest.Fault{Path: "/tickets/search", Act: act}) }
}

// failingOnce makes one search fail, after so many that succeed.
func failingOnce(after int, act intercomtest.Act) func(*crowd) {
	return func(c *crowd) {
		c.fake.Inject(intercomtest.Fault{Path: "/tickets/search", Skip: after, Times: 1, Act: act})
	}
}

// rewriting returns a handler whose searches return changed results.
func rewriting(t *testing.T, handler http.Handler, change func(found []any) []any) http.Handler {
	t.Helper()
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.URL.Path != "/tickets/search" {
			handler.ServeHTTP(w, req)
			return
		}
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, req)
		var page map[string]any
		if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil {
			t.Error(err)
		}
		page["tickets"] = change(page["tickets"].([]any))
		if err := json.NewEncoder(w).Encode(page); err != nil {
			t.Error(err)
		}
	})
}

// but returns a ticket of an answer with another value for a field.
func but(ticket any, field string, value any) any {
	changed := maps.Clone(ticket.(map[string]any))
	changed[field] = value
	return changed
}

// TestBatchedRefreshGivesUp: after one failed search, a run makes no other.
func TestBatchedRefreshGivesUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		crowd := gather(t, 20)
		crowd.run(true)
		crowd.fake.Inject(intercomtest.Fault{Path: "/tickets/search", Act: intercomtest.Status(403, "api_plan_restricted", "No."), Times: 1})
		crowd.refresh(10)
		crowd.counted(1, 20)
	})
}

// TestBatchedRefreshLists: a walk that has searched ten times lists the tickets of a workspace that has at most 1,500 of them. Tickets
// that the list cannot show are read alone, and without a list, the searches go on.
func TestBatchedRefreshLists(t *testing.T) {
	t.Parallel()
	const n, parallelism = 200, 10
	for name, c := range map[string]struct {
		others         int
		happens        func(c *crowd)
		searches, gets int
	}{
		"few tickets":     {searches: 12},
		"1,500 tickets":   {others: 1300, searches: 20},
		"too many":        {others: 1301, searches: 21},
		"403":             {happens: failingOnce(10, intercomtest.Status(403, "api_plan_restricted", "No.")), searches: 21},
		"404 on page two": {happens: failingOnce(11, intercomtest.Status(404, "not_found", "No.")), searches: 22},
		"an own write that the list lacks": {happens: func(c *crowd) {
			c.objects[n-1] = c.Run(c.objects[n-1], minimal(acctest.Block{"title": "Changed"}))
		}, searches: 12, gets: 1},
		"a deleted ticket": {happens: func(c *crowd) {
			c.fake.DeleteTicket(c.id(n - 1))
			pass(time.Minute)
		}, searches: 12, gets: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				crowd := gather(t, n, intercomtest.WithSearchLag(5*time.Second))
				others := len(crowd.fake.Tickets()) - n
				for ; others < c.others; others++ {
					crowd.fake.AddTicket(intercomtest.Ticket{})
				}
				pass(time.Minute)
				crowd.run(true)
				if c.happens != nil {
					c.happens(crowd)
				}
				crowd.fake.ResetCalls()
				for i, read := range crowd.refresh(parallelism) {
					now, exists := crowd.fake.Ticket(crowd.id(i))
					if exists != !read.IsNull() || exists && read.Get("title") != now.Attributes[intercomtest.TitleAttribute] {
						t.Errorf("ticket %d is read as %s", i, read.State)
					}
				}
				crowd.counted(c.searches, c.gets)
			})
		})
	}
}

// TestBatchedRefreshNeverGoesBack: a lagging search does not overwrite what this run knows about a ticket.
func TestBatchedRefreshNeverGoesBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		crowd := gather(t, 10, intercomtest.WithSearchLag(time.Minute))
		pass(time.Hour)
		crowd.run(true)
		crowd.objects[1] = crowd.Run(crowd.objects[1], minimal(acctest.Block{"title": "Written"}))
		crowd.rename(2, "Read")
		crowd.fake.DeleteTicket(crowd.id(3))
		for _, i := range []int{2, 3} {
			if _, diags := crowd.Read(crowd.objects[i]); acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
		}
		read := crowd.refresh(10)
		if read[1].Get("title") != "Written" || read[2].Get("title") != "Read" || !read[3].IsNull() {
			t.Errorf("read as\n%s\n%s\n%s", read[1].State, read[2].State, read[3].State)
		}
	})
}

// TestRefreshWhileTicketsChange: people change and delete tickets while Terraform refreshes them, and search lags by 5
// seconds. Without batches, a refresh shows the current tickets. With batches, it shows tickets as they were at some time
// in the last 5 seconds, and never older than state.
func TestRefreshWhileTicketsChange(t *testing.T) {
	t.Parallel()
	const n, lag, rounds = 20, 5 * time.Second, 30
	for _, batched := range []bool{true, false} {
		t.Run(fmt.Sprintf("batched %v", batched), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				rng := rand.New(rand.NewPCG(1, 2))
				crowd := gather(t, n, intercomtest.WithSearchLag(lag))
				past := newPast(crowd)
				var changes, shown int
				for range rounds {
					for range rng.IntN(6) {
						past.change(rng.IntN(n), rng.IntN(10) == 0)
						changes++
						pass(time.Duration(rng.IntN(900)) * time.Millisecond)
					}
					pass(time.Duration(rng.IntN(4000)) * time.Millisecond)
					crowd.run(batched)
					now := time.Now()
					oldest := now
					if batched {
						oldest = now.Add(-lag)
					}
					for i, read := range crowd.refresh(10) {
						if !past.had(i, read, oldest) {
							t.Fatalf("at %s ticket %d is read as %s; it was\n%v", now, i, read.State, past.of[i])
						}
						if !read.IsNull() && !read.State.Equal(crowd.objects[i].State) {
							shown++
						}
						if !read.IsNull() {
							crowd.objects[i] = read
						}
					}
				}
				if changes < 60 || shown < 20 {
					t.Errorf("%d changes, %d of them were shown: too few to tell anything", changes, shown)
				}
			})
		})
	}
}

// past records how a crowd's tickets were, and until when.
type past struct {
	crowd *crowd
	of    map[int][]version
}

type version struct {
	title string // "" if deleted
	since time.Time
}

func newPast(c *crowd) *past {
	p := &past{c, map[int][]version{}}
	for i, o := range c.objects {
		p.of[i] = []version{{o.Get("title"), time.Time{}}}
	}
	return p
}

// change renames or deletes a ticket that still exists.
func (p *past) change(i int, deletes bool) {
	now := version{fmt.Sprintf("Changed at %s", time.Now()), time.Now()}
	switch {
	case p.of[i][len(p.of[i])-1].title == "":
		return
	case deletes:
		now.title = ""
		p.crowd.fake.DeleteTicket(p.crowd.id(i))
	default:
		p.crowd.rename(i, now.title)
	}
	p.of[i] = append(p.of[i], now)
}

// had reports whether the ticket was as read at any time since then, and is not older than state.
func (p *past) had(i int, read acctest.Object, then time.Time) bool {
	title := ""
	if !read.IsNull() {
		title = read.Get("title")
	}
	before := p.crowd.objects[i].Get("title")
	for _, was := range slices.Backward(p.of[i]) {
		if was.title == title {
			return true
		}
		if was.title == before || !was.since.After(then) {
			return false
		}
	}
	return false
}
