package acctest_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestRulePairs combines two faults in each step of an object's life: create, refresh, update, refresh, destroy. Nothing is
// written to another workspace, duplicated, lost, or adopted silently, and nothing is destroyed before the destroy. Every
// pair runs with several types, and every type with many pairs. The selection is the same in every run.
func TestRulePairs(t *testing.T) {
	rule(t, "pairs", func(c *cell) (all []situation) {
		mine := slices.IndexFunc(subjects, func(s subject) bool { return s.name() == c.name() })
		pair := 0
		for i, first := range troubles {
			for _, second := range troubles[i+1:] {
				pair++
				for _, turn := range []int{0, 3} {
					if (pair+turn)%len(subjects) == mine {
						all = append(all, situation{first.name + " + " + second.name, func(c *cell) { c.lives(first, second) }})
						break
					}
				}
			}
		}
		return all
	})
}

// trouble is a fault that starts with a step.
type trouble struct {
	name string
	come func(*cell)
}

func behaves(name string, made func(*cell) intercomtest.Behavior) trouble {
	return trouble{name, func(c *cell) { c.s.Set(made(c)) }}
}

func happens(name string, fault func(*cell) intercomtest.Fault) trouble {
	return trouble{name, func(c *cell) { c.s.Inject(fault(c)) }}
}

var troubles = []trouble{
	behaves("text is trimmed", func(*cell) intercomtest.Behavior { return intercomtest.TrimsText() }),
	behaves("text is escaped", func(*cell) intercomtest.Behavior { return intercomtest.EscapesText() }),
	behaves("lists lag 45 s", func(*cell) intercomtest.Behavior { return intercomtest.Lags(45 * time.Second) }),
	behaves("lists lag 2 h", func(*cell) intercomtest.Behavior { return intercomtest.Lags(2 * time.Hour) }),
	behaves("Date is ahead", func(*cell) intercomtest.Behavior { return intercomtest.DateOff(time.Hour) }),
	behaves("Date is behind", func(*cell) intercomtest.Behavior { return intercomtest.DateOff(-time.Hour) }),
	behaves("created_at is behind", func(*cell) intercomtest.Behavior { return intercomtest.CreatedBehind(4 * time.Second) }),
	behaves("types are left out", func(*cell) intercomtest.Behavior { return intercomtest.Omits("type") }),
	behaves("pages are short", func(*cell) intercomtest.Behavior { return intercomtest.ShortPages(1) }),
	behaves("/me 503", func(*cell) intercomtest.Behavior { return intercomtest.MeStatus(503) }),
	behaves("/me names another workspace", func(*cell) intercomtest.Behavior { return intercomtest.MeOtherWorkspace(otherWorkspace) }),
	behaves("/me 503 once", func(*cell) intercomtest.Behavior { return intercomtest.MeStatus(503).Times(1) }),
	behaves("objects name another workspace", func(*cell) intercomtest.Behavior { return intercomtest.ObjectsOfWorkspace(otherWorkspace) }),
	{"another workspace's token", func(c *cell) { c.set(acctest.Block{"access_token": c.twinToken}) }},
	behaves("create: oldest object", func(*cell) intercomtest.Behavior { return intercomtest.AnswersOldest().Times(1) }),
	behaves("create: twin, no effect", func(c *cell) intercomtest.Behavior { return intercomtest.AnswersTwin(c.twin).WithoutEffect().Times(1) }),
	behaves("create: 202", func(*cell) intercomtest.Behavior { return intercomtest.Accepted("req-77") }),
	happens("create: lost", func(c *cell) intercomtest.Fault {
		return intercomtest.Fault{Method: c.create.method, Path: c.create.path, Act: intercomtest.ResetAfter(), Times: 1}
	}),
	behaves("create: the second is refused", func(c *cell) intercomtest.Behavior {
		return c.create.meets(intercomtest.RefusesAfter(409, "conflict", "Conflict")).Skip(1).WithoutEffect()
	}),
	behaves("create: 403 page after", func(c *cell) intercomtest.Behavior { return c.create.meets(intercomtest.PageAfter(403)).Times(1) }),
	behaves("read: oldest object", func(c *cell) intercomtest.Behavior { return c.read.meets(intercomtest.AnswersOldest()).Times(1) }),
	behaves("read: gateway's 404", func(c *cell) intercomtest.Behavior { return c.read.meets(intercomtest.Gateway404HTML()).Times(1) }),
	behaves("read: Intercom's 404 once", func(c *cell) intercomtest.Behavior {
		return c.read.meets(intercomtest.RefusesAfter(404, c.code(), "Not found")).Times(1)
	}),
	behaves("update: page, no effect", func(c *cell) intercomtest.Behavior {
		return c.change().meets(intercomtest.PageAfter(502)).WithoutEffect().Times(1)
	}),
	behaves("update: 409 page after", func(c *cell) intercomtest.Behavior { return c.change().meets(intercomtest.PageAfter(409)).Times(1) }),
	behaves("destroy: null, no effect", func(c *cell) intercomtest.Behavior {
		return c.destroy.meets(intercomtest.AnswersBody(200, "null")).WithoutEffect().Times(1)
	}),
	behaves("destroy: 404 page after", func(c *cell) intercomtest.Behavior { return c.destroy.meets(intercomtest.PageAfter(404)).Times(1) }),
	happens("destroy: lost", func(c *cell) intercomtest.Fault {
		return intercomtest.Fault{Method: c.destroy.method, Path: c.destroy.path, Act: intercomtest.ResetAfter(), Times: 1}
	}),
	happens("the third call is reset", func(*cell) intercomtest.Fault {
		return intercomtest.Fault{Act: intercomtest.ResetBefore(), Skip: 2, Times: 1}
	}),
	happens("429 once", func(*cell) intercomtest.Fault {
		return intercomtest.Fault{Act: intercomtest.TooManyRequests("1", "1"), Skip: 1, Times: 1}
	}),
}

// change is the call that changes the object. For an object that cannot change, it is the call that creates it.
func (c *cell) change() call {
	if c.fixed() {
		return c.create
	}
	return c.update
}

// lives runs the object's life with both troubles.
func (c *cell) lives(first, second trouble) {
	twin := c.s.AddTwinWorkspace(otherWorkspace, c.s.Workspace)
	c.twinToken = twin.Token
	c.set(acctest.Block{"workspace_id": c.s.WorkspaceID})
	there, before := contents(twin), c.live()
	o := c.born(first, second, before)
	defer func() { c.same("the other workspace", there, contents(twin)) }()
	if o.IsNull() {
		return
	}
	others := c.live()
	delete(others, c.id(o))
	o = c.step(o, first, second, func() (acctest.Object, []*tfprotov6.Diagnostic) { return c.p.Read(o) })
	if !c.fixed() {
		o = c.step(o, first, second, func() (acctest.Object, []*tfprotov6.Diagnostic) {
			planned, diags := c.p.Plan(o, c.second())
			if acctest.HasError(diags) {
				return o, diags
			}
			return c.p.Apply(planned)
		})
		o = c.step(o, first, second, func() (acctest.Object, []*tfprotov6.Diagnostic) { return c.p.Read(o) })
	}
	if added := c.added(others); len(added) != 1 {
		c.wrong("there are %q, want %s only", added, c.id(o))
	}
	c.dies(o, first, second)
	c.untouched(others)
}

// during runs do with the troubles and then removes them.
func (c *cell) during(first, second trouble, do outcome) (acctest.Object, []*tfprotov6.Diagnostic) {
	c.fresh()
	first.come(c)
	second.come(c)
	o, diags := do()
	c.quiet(diags)
	c.s.ClearBehaviors()
	c.s.ClearFaults()
	c.set(acctest.Block{"access_token": c.s.Token})
	return o, diags
}

// born creates the object with the troubles, and again without them if that failed.
func (c *cell) born(first, second trouble, before map[string]string) acctest.Object {
	config := c.config()
	o, diags := c.during(first, second, func() (acctest.Object, []*tfprotov6.Diagnostic) {
		planned, diags := c.p.Plan(acctest.Object{}, config)
		if acctest.HasError(diags) {
			return acctest.Object{}, diags
		}
		return c.p.Apply(planned)
	})
	c.once(before, o, diags)
	if !o.IsNull() {
		return o
	}
	c.again(before)
	made := c.added(before)
	if len(made) == 0 {
		c.wrong("without trouble, nothing is made")
		return o
	}
	// The user imports it.
	c.fresh()
	o, diags = c.p.Import(made[0], nil)
	if acctest.HasError(diags) {
		c.wrong("import: %s", acctest.Text(diags))
	}
	return c.p.Run(o, config)
}

// step runs a step that must neither lose nor destroy the object, nor create another one.
func (c *cell) step(o acctest.Object, first, second trouble, do outcome) acctest.Object {
	before := c.live()
	after, diags := c.during(first, second, do)
	if c.id(after) != c.id(o) {
		c.wrong("in state %s, was %s: %s", shown(after), shown(o), acctest.Text(diags))
		return o
	}
	if added := c.added(before); len(added) > 0 {
		c.wrong("%q were made: %s", added, acctest.Text(diags))
	}
	for id := range before {
		if _, live := c.live()[id]; !live {
			c.wrong("%s is gone: %s", id, acctest.Text(diags))
		}
	}
	for _, write := range c.writes() {
		if strings.HasPrefix(write, "DELETE ") || strings.HasSuffix(write, "/archive") {
			c.wrong("an unexpected %s", write)
		}
	}
	return after
}

// dies destroys the object with the troubles, and then without them.
func (c *cell) dies(o acctest.Object, first, second trouble) {
	id := c.id(o)
	after, diags := c.during(first, second, func() (acctest.Object, []*tfprotov6.Diagnostic) { return c.p.Destroy(o) })
	if c.leaves {
		if !after.IsNull() || acctest.HasError(diags) || len(c.writes()) > 0 || c.live()[id] == "" {
			c.wrong("a destroy that leaves the object: in state %s, writes: %q, live %q: %s", shown(after), c.writes(), c.live()[id], acctest.Text(diags))
		}
		return
	}
	if _, live := c.live()[id]; live && after.IsNull() {
		c.wrong("%s exists, and state has forgotten it: %s", id, acctest.Text(diags))
	}
	if after.IsNull() == acctest.HasError(diags) {
		c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
	}
	if after.IsNull() {
		return
	}
	c.fresh()
	read, diags := c.p.Read(after)
	if acctest.HasError(diags) {
		c.wrong("refresh: %s", acctest.Text(diags))
	}
	if !read.IsNull() {
		_, diags = c.p.Destroy(read)
	}
	if _, live := c.live()[id]; live || acctest.HasError(diags) {
		c.wrong("the next destroy, live %v: %s", live, acctest.Text(diags))
	}
}
