package acctest_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestRule2Create: a create creates exactly one object, or reports that one may exist. It takes no other object into state,
// and sends no second POST if that could create a second object.
func TestRule2Create(t *testing.T) {
	rule(t, "2", func(c *cell) (all []situation) {
		for _, name := range slices.Sorted(maps.Keys(createTroubles(c.subject))) {
			trouble := createTroubles(c.subject)[name]
			all = append(all, situation{name, func(c *cell) {
				c.creates(func() { trouble(c) })
			}})
		}
		for _, status := range []int{400, 403, 404, 409, 422} {
			if status == http.StatusConflict && c.readDecides {
				continue
			}
			all = append(all, situation{fmt.Sprintf("Intercom refuses with %d what it did", status), func(c *cell) { c.refusedAfter(status) }})
		}
		if !c.singleton {
			all = append(all, situation{"two creates swap their answers", (*cell).swapped})
		}
		all = append(all, situation{"another address, created first", func(c *cell) { c.handedOver(true) }},
			situation{"another address, destroyed first", func(c *cell) { c.handedOver(false) }},
			situation{"another address, destroyed in the next run", (*cell).handedOverLater})
		return append(all, situation{"nothing is wrong", func(c *cell) {
			after, diags := c.creates(func() {})
			if diags = c.unexpected(diags); after.IsNull() || len(diags) > 0 {
				c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
			}
		}})
	})
}

// handedOver creates an object at another address in the run that destroys it at the first one, as a changed key of for_each does. What
// is in state at the end must exist.
func (c *cell) handedOver(createdFirst bool) {
	o := c.made()
	c.fresh()
	read, diags := c.p.Read(o)
	if acctest.HasError(diags) {
		c.wrong("refresh: %s", acctest.Text(diags))
	}
	planned, diags := c.p.Plan(acctest.Object{}, c.config())
	if acctest.HasError(diags) {
		return // refused
	}
	walk := c.p.ApplyWalk()
	var created, destroyed acctest.Object
	var text string
	steps := []func(){
		func() { created, diags = walk.Apply(planned); text += acctest.Text(diags) },
		func() {
			destroyed, diags = walk.Apply(acctest.Planned{Object: acctest.Object{State: null(read), Private: read.Private}, Prior: read})
			text += acctest.Text(diags)
		},
	}
	if !createdFirst {
		slices.Reverse(steps)
	}
	for _, step := range steps {
		step()
	}
	for address, left := range map[string]acctest.Object{"new": created, "first": destroyed} {
		if left.IsNull() {
			continue
		}
		if _, exists := c.live()[c.id(left)]; !exists {
			c.wrong("the %s address has %s in state, which does not exist: %s", address, shown(left), text)
		}
	}
}

// handedOverLater is handedOver if the run ends before the destroy. The next run must not destroy what it keeps in state.
func (c *cell) handedOverLater() {
	first := c.made()
	c.fresh()
	planned, diags := c.p.Plan(acctest.Object{}, c.config())
	if acctest.HasError(diags) {
		return // refused
	}
	created, diags := c.p.Apply(planned)
	if acctest.HasError(diags) || c.id(created) != c.id(first) {
		return // another object
	}
	c.fresh()
	kept, _ := c.p.Read(created)
	old, _ := c.p.Read(first)
	_, diags = c.p.Plan(kept, c.config())
	destroy, more := c.p.Another().Plan(old, nil)
	if !acctest.HasError(append(diags, more...)) {
		_, diags = c.p.Apply(destroy)
	}
	if _, exists := c.live()[c.id(kept)]; !exists {
		c.wrong("%s is in state and does not exist: %s", shown(kept), acctest.Text(diags))
	}
}

// createTroubles are the faults of a create, by name.
func createTroubles(s subject) map[string]func(*cell) {
	all := map[string]func(*cell){}
	behave := func(name string, made func() []intercomtest.Behavior) {
		all[name] = func(c *cell) { c.s.Set(made()...) }
	}
	for name, answer := range map[string]func() intercomtest.Behavior{
		"answer: oldest object": intercomtest.AnswersOldest,
		"answer: newest object": intercomtest.AnswersNewest,
		"answer: twin":          func() intercomtest.Behavior { return intercomtest.AnswersTwin(s.twin) },
		"answer: 202":           func() intercomtest.Behavior { return intercomtest.Accepted("req-77") },
		"answer: no type":       func() intercomtest.Behavior { return s.create.meets(intercomtest.Omits("type")) },
		"answer: null":          func() intercomtest.Behavior { return s.create.meets(intercomtest.AnswersBody(200, "null")) },
		"answer: []":            func() intercomtest.Behavior { return s.create.meets(intercomtest.AnswersBody(200, "[]")) },
		"answer: {}":            func() intercomtest.Behavior { return s.create.meets(intercomtest.AnswersBody(200, "{}")) },
		"answer: names in caps": func() intercomtest.Behavior {
			return s.create.meets(intercomtest.AnswersBody(200, `{"TYPE":"x","ID":"7"}`))
		},
		"login page":         func() intercomtest.Behavior { return s.create.meets(intercomtest.LoginPage()) },
		"refused after: 403": func() intercomtest.Behavior { return s.create.meets(intercomtest.RefusesAfter(403, "forbidden", "No")) },
		"refused after: 409": func() intercomtest.Behavior {
			return s.create.meets(intercomtest.RefusesAfter(409, "conflict", "Conflict"))
		},
		"refused after: 400": func() intercomtest.Behavior {
			return s.create.meets(intercomtest.RefusesAfter(400, "parameter_invalid", "Bad"))
		},
		"refused after: 404": func() intercomtest.Behavior {
			return s.create.meets(intercomtest.RefusesAfter(404, "not_found", "Not found"))
		},
		"refused after: 422": func() intercomtest.Behavior {
			return s.create.meets(intercomtest.RefusesAfter(422, "parameter_invalid", "Bad"))
		},
		"refused after: 425": func() intercomtest.Behavior {
			return s.create.meets(intercomtest.RefusesAfter(425, "too_early", "Early"))
		},
		"page after: 303": func() intercomtest.Behavior { return s.create.meets(intercomtest.PageAfter(http.StatusSeeOther)) },
		"page after: 400": func() intercomtest.Behavior { return s.create.meets(intercomtest.PageAfter(400)) },
		"page after: 403": func() intercomtest.Behavior { return s.create.meets(intercomtest.PageAfter(403)) },
		"page after: 404": func() intercomtest.Behavior { return s.create.meets(intercomtest.PageAfter(404)) },
		"page after: 408": func() intercomtest.Behavior { return s.create.meets(intercomtest.PageAfter(408)) },
		"page after: 409": func() intercomtest.Behavior { return s.create.meets(intercomtest.PageAfter(409)) },
		"page after: 499": func() intercomtest.Behavior { return s.create.meets(intercomtest.PageAfter(499)) },
		"page after: 502": func() intercomtest.Behavior { return s.create.meets(intercomtest.PageAfter(502)) },
		"error list after: 500": func() intercomtest.Behavior {
			return s.create.meets(intercomtest.RefusesAfter(500, "server_error", "Oops"))
		},
		"200 with an error list": func() intercomtest.Behavior {
			return s.create.meets(intercomtest.AnswersBody(200, `{"type":"error.list","errors":[{"code":"not_found","message":"No"}]}`))
		},
	} {
		definite := strings.HasPrefix(name, "refused after: 4") && name != "refused after: 425"
		if (s.update.method == "" || s.untyped || s.singleton || s.leaves) && name == "answer: no type" {
			// Without an effect, it would be a plausible answer about the requested object.
			behave(name, func() []intercomtest.Behavior { return []intercomtest.Behavior{answer()} })
			continue
		}
		behave(name+", without effect", func() []intercomtest.Behavior { return []intercomtest.Behavior{answer().WithoutEffect()} })
		if page, _ := strings.CutPrefix(name, "page after: "); page != name && page != "403" && page != "409" {
			// Other pages are handled the same way: one form of each is enough.
			behave(name, func() []intercomtest.Behavior { return []intercomtest.Behavior{answer()} })
			continue
		}
		behave(name+", once, without effect", func() []intercomtest.Behavior { return []intercomtest.Behavior{answer().WithoutEffect().Times(1)} })
		if definite {
			// What Intercom itself refuses at the first attempt has not happened. As a second answer, it proves nothing.
			continue
		}
		behave(name, func() []intercomtest.Behavior { return []intercomtest.Behavior{answer()} })
		behave(name+", once", func() []intercomtest.Behavior { return []intercomtest.Behavior{answer().Times(1)} })
		behave(name+", lists lag", func() []intercomtest.Behavior {
			return []intercomtest.Behavior{intercomtest.Lags(2 * time.Hour), answer()}
		})
	}
	for name, previous := range map[string]intercomtest.Behavior{"": intercomtest.AnswersPrevious(), ", without effect": intercomtest.AnswersPrevious().WithoutEffect()} {
		if s.singleton {
			continue // nothing else was made before
		}
		all["answer: previous"+name] = func(c *cell) {
			c.p.Run(acctest.Object{}, c.config(c.other))
			c.s.Set(previous)
		}
	}
	lost := func(c *cell, times int) {
		c.s.Inject(intercomtest.Fault{Method: s.create.method, Path: s.create.path, Act: intercomtest.ResetAfter(), Times: times})
	}
	all["lost"] = func(c *cell) { lost(c, 1) }
	all["lost each time"] = func(c *cell) { lost(c, 0) }
	for _, d := range []time.Duration{20 * time.Second, 45 * time.Second, 2 * time.Hour} {
		all[fmt.Sprintf("lost, lists lag %s", d)] = func(c *cell) {
			c.s.Set(intercomtest.Lags(d))
			lost(c, 1)
		}
	}
	all["lost, text is trimmed and escaped"] = func(c *cell) {
		c.s.Set(intercomtest.TrimsText(), intercomtest.EscapesText())
		lost(c, 1)
	}
	for _, status := range []int{400, 403, 404, 409, 422} {
		all[fmt.Sprintf("lost, then refused with %d", status)] = func(c *cell) {
			c.s.Set(intercomtest.Lags(2*time.Hour), s.create.meets(intercomtest.RefusesAfter(status, "conflict", "Conflict")).Skip(1).WithoutEffect())
			lost(c, 1)
		}
	}
	clocks(s, all, lost)
	return all
}

// clocks are wrong clocks, with and without an answer.
func clocks(s subject, all map[string]func(*cell), lost func(*cell, int)) {
	for name, clock := range map[string]func() intercomtest.Behavior{
		"Date an hour behind":     func() intercomtest.Behavior { return intercomtest.DateOff(-time.Hour) },
		"Date an hour ahead":      func() intercomtest.Behavior { return intercomtest.DateOff(time.Hour) },
		"one Date a day ahead":    func() intercomtest.Behavior { return intercomtest.DateOff(24 * time.Hour).Times(1) },
		"one Date a day behind":   func() intercomtest.Behavior { return intercomtest.DateOff(-24 * time.Hour).Times(1) },
		"created_at 4 s behind":   func() intercomtest.Behavior { return intercomtest.CreatedBehind(4 * time.Second) },
		"the POST's Date is wild": func() intercomtest.Behavior { return s.create.meets(intercomtest.DateOff(-72 * time.Hour)) },
	} {
		all[name] = func(c *cell) { c.s.Set(clock()) }
		all[name+", lost"] = func(c *cell) {
			c.s.Set(clock())
			lost(c, 1)
		}
		all[name+", answer: oldest object"] = func(c *cell) { c.s.Set(clock(), intercomtest.AnswersOldest()) }
		all[name+", answer: oldest object, lists lag"] = func(c *cell) {
			c.s.Set(clock(), intercomtest.Lags(2*time.Hour), intercomtest.AnswersOldest())
		}
	}
}

// creates plans, causes trouble, applies, and checks rule 2. Then it applies again without the trouble.
func (c *cell) creates(trouble func()) (acctest.Object, []*tfprotov6.Diagnostic) {
	planned := c.planned(acctest.Object{}, c.config())
	trouble()
	c.fresh()
	before := c.live()
	after, diags := c.p.Apply(planned)
	c.once(before, after, diags)
	c.s.ClearBehaviors()
	c.s.ClearFaults()
	if after.IsNull() {
		c.again(before)
	} else if read, problems := c.p.Read(after); acctest.HasError(problems) {
		c.wrong("refresh: %s", acctest.Text(problems))
	} else if planned, problems := c.p.Plan(read, c.config()); !read.IsNull() && (acctest.HasError(problems) || planned.Replace) {
		c.wrong("the next plan: replaces %v, %s", planned.Replaces, acctest.Text(problems))
	}
	return after, diags
}

// once checks that a create created one object, or reported that it may have.
func (c *cell) once(before map[string]string, after acctest.Object, diags []*tfprotov6.Diagnostic) {
	made := c.added(before)
	text, id := acctest.Text(diags), c.id(after)
	if acctest.HasError(diags) == !after.IsNull() {
		c.wrong("in state %s, with: %s", shown(after), text)
	}
	if id != "" && !slices.Contains(made, id) {
		c.wrong("in state is %s, and made were %q: %s", id, made, text)
	}
	for _, each := range made {
		if each != id && !strings.Contains(text, each) && !strings.Contains(text, "may have") && !strings.Contains(text, "may be") && !strings.Contains(text, "may exist") {
			c.wrong("%s was created but not reported; in state is %q: %s", each, id, text)
		}
	}
	c.untouched(before)
	// The client retries what cannot create a second object, and the create does so once.
	posts, most := c.count(c.create), 8
	if c.subject.once {
		most = 1
	}
	if posts > most || len(c.writes()) > posts+c.completions() {
		c.wrong("%d creates, writes: %q", posts, c.writes())
	}
	c.quiet(diags)
}

// refusedAfter: what Intercom itself refuses counts as refused, even if it had an effect. The next apply must not duplicate
// it.
func (c *cell) refusedAfter(status int) {
	planned := c.planned(acctest.Object{}, c.config())
	before := c.live()
	c.fresh()
	c.s.Set(c.create.meets(intercomtest.RefusesAfter(status, "conflict", "Conflict")))
	after, diags := c.p.Apply(planned)
	c.s.ClearBehaviors()
	if !acctest.HasError(diags) || !after.IsNull() || len(c.added(before)) != 1 || c.count(c.create) != 1 {
		c.wrong("%d creates made %q, in state %s: %s", c.count(c.create), c.added(before), shown(after), acctest.Text(diags))
	}
	c.again(before)
}

// completions returns the number of updates that belong to a create.
func (c *cell) completions() int {
	if !c.completes {
		return 0
	}
	return c.count(c.update)
}

// added returns the objects that did not exist before.
func (c *cell) added(before map[string]string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(c.live())), func(id string) bool { _, had := before[id]; return had })
}

// untouched expects that all objects that existed before have not changed.
func (c *cell) untouched(before map[string]string) {
	live := c.live()
	for id, was := range before {
		if live[id] != was {
			c.wrong("%s was %s, is %s", id, was, live[id])
		}
	}
}

// again applies the configuration again, as a user does after an error. It must not silently create a second object.
func (c *cell) again(before map[string]string) {
	had := c.added(before)
	c.fresh()
	planned, diags := c.p.Plan(acctest.Object{}, c.config())
	if acctest.HasError(diags) {
		return
	}
	after, diags := c.p.Apply(planned)
	if made := c.added(before); len(made) > 1 && len(made) > len(had) {
		c.wrong("the next apply makes a second object, %q: %s", made, acctest.Text(diags))
	}
	if id := c.id(after); id != "" && !slices.Contains(c.added(before), id) {
		c.wrong("the next apply takes %s into state, which was there before", id)
	}
}

// swapped creates two objects concurrently, and each gets the other's answer.
func (c *cell) swapped() {
	first, second := c.planned(acctest.Object{}, c.config()), c.planned(acctest.Object{}, c.config(c.other))
	before := c.live()
	c.fresh()
	c.s.Set(intercomtest.SwapsAnswers())
	walk := c.p.ApplyWalk()
	var objects [2]acctest.Object
	var diags [2][]*tfprotov6.Diagnostic
	var both sync.WaitGroup
	for i, planned := range []acctest.Planned{first, second} {
		both.Go(func() { objects[i], diags[i] = walk.Apply(planned) })
	}
	both.Wait()
	made, text := c.added(before), acctest.Text(slices.Concat(diags[0], diags[1]))
	for i, o := range objects {
		if id := c.id(o); id != "" && (!slices.Contains(made, id) || i > 0 && id == c.id(objects[0])) {
			c.wrong("in state are %q and %q, made were %q", c.id(objects[0]), id, made)
		}
		for name, value := range map[int]acctest.Block{0: c.config(), 1: c.config(c.other)}[i] {
			if text, isText := value.(string); isText && !o.IsNull() && !strings.Contains(c.live()[c.id(o)], text) && slices.Contains(c.telling, name) {
				c.wrong("%s has not %s %q: %s", c.id(o), name, text, c.live()[c.id(o)])
			}
		}
	}
	for _, id := range made {
		if id != c.id(objects[0]) && id != c.id(objects[1]) && !strings.Contains(text, id) && !strings.Contains(text, "may have") {
			c.wrong("%s was created but not reported: %s", id, text)
		}
	}
}
