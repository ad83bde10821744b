package acctest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const otherWorkspace = "zz9other"

// TestRule1Workspace: nothing is written, refreshed, or imported unless GET /me has shown the workspace that state names
// and the pinned one. An answer's own fields must not contradict it.
func TestRule1Workspace(t *testing.T) {
	rule(t, "1", func(c *cell) (all []situation) {
		for _, op := range operations(c) {
			all = append(all, situation{op.name + ", every wrong form of /me", func(c *cell) {
				troubles := map[string]func(){}
				for name, behavior := range intercomtest.WrongMe() {
					troubles[name] = func() { c.s.Set(behavior) }
				}
				op.refused(c, troubles, func() { c.set(acctest.Block{"workspace_id": pinned(c, op)}) })
			}})
			all = append(all, situation{op.name + ", another workspace's token", func(c *cell) {
				var twin *intercomtest.Workspace
				there := ""
				op.refused(c, map[string]func(){"another token": func() {
					twin = c.s.AddTwinWorkspace(otherWorkspace, c.s.Workspace)
					there = contents(twin)
					c.set(acctest.Block{"access_token": twin.Token, "workspace_id": pinned(c, op)})
				}}, func() {})
				c.same("the other workspace", there, contents(twin))
			}})
		}
		all = append(all, situation{"create, planned for the workspace of an earlier token", func(c *cell) {
			planned := c.planned(acctest.Object{}, c.config())
			twin := c.s.AddTwinWorkspace(otherWorkspace, c.s.Workspace)
			there := contents(twin)
			c.set(acctest.Block{"access_token": twin.Token})
			// Terraform itself stops here, because the planned workspace is another one now.
			if after, diags := c.p.ApplyWalk().Send(planned); !acctest.HasError(diags) || !after.IsNull() {
				c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
			}
			c.same("the other workspace", there, contents(twin))
		}})
		return slices.Concat(all, emptyWorkspace(c), contradictions(c))
	})
}

// pinned returns the workspace to pin if state does not name one.
func pinned(c *cell, op operation) any {
	if op.existing {
		return nil
	}
	return c.s.WorkspaceID
}

// operation is a request from Terraform to the provider.
type operation struct {
	name string
	// existing: it needs an object in state.
	existing bool
	// prepare returns the operation, planned before anything goes wrong.
	prepare func(c *cell) (before acctest.Object, do func() (acctest.Object, []*tfprotov6.Diagnostic))
}

// refused prepares the operation, causes each trouble, and expects an error, no write, and unchanged state.
func (op operation) refused(c *cell, troubles map[string]func(), prepared func()) {
	before, do := op.prepare(c)
	prepared()
	stored := contents(c.s.Workspace)
	for _, name := range slices.Sorted(maps.Keys(troubles)) {
		troubles[name]()
		c.fresh()
		after, diags := do()
		known := len(c.problems)
		c.refused(before, after, diags)
		c.same("the workspace", stored, contents(c.s.Workspace))
		if len(c.problems) > known {
			c.wrong("the problems above are with %s", name)
		}
		c.s.ClearBehaviors()
	}
	c.alike += len(troubles) - 1
}

type outcome = func() (acctest.Object, []*tfprotov6.Diagnostic)

func operations(c *cell) []operation {
	all := []operation{
		{"planned create", false, func(c *cell) (acctest.Object, outcome) {
			return acctest.Object{}, func() (acctest.Object, []*tfprotov6.Diagnostic) {
				_, diags := c.p.Plan(acctest.Object{}, c.config())
				return acctest.Object{}, diags
			}
		}},
		{"create", false, func(c *cell) (acctest.Object, outcome) {
			planned := c.planned(acctest.Object{}, c.config())
			return acctest.Object{}, func() (acctest.Object, []*tfprotov6.Diagnostic) { return c.p.Apply(planned) }
		}},
		{"refresh", true, func(c *cell) (acctest.Object, outcome) {
			o := c.made()
			return o, func() (acctest.Object, []*tfprotov6.Diagnostic) { return c.p.Read(o) }
		}},
		{"import", false, func(c *cell) (acctest.Object, outcome) {
			id := c.id(c.made())
			return acctest.Object{}, func() (acctest.Object, []*tfprotov6.Diagnostic) {
				o, diags := c.p.Import(id, nil)
				if acctest.HasError(diags) {
					o = acctest.Object{}
				}
				return o, diags
			}
		}},
		{"import by identity", true, func(c *cell) (acctest.Object, outcome) {
			identity := c.made().Identity
			return acctest.Object{}, func() (acctest.Object, []*tfprotov6.Diagnostic) {
				o, diags := c.p.Import("", identity)
				if acctest.HasError(diags) {
					o = acctest.Object{}
				}
				return o, diags
			}
		}},
		{"planned destroy", true, func(c *cell) (acctest.Object, outcome) {
			o := c.made()
			return o, func() (acctest.Object, []*tfprotov6.Diagnostic) {
				_, diags := c.p.Plan(o, nil)
				return o, diags
			}
		}},
		{"destroy", true, func(c *cell) (acctest.Object, outcome) {
			o := c.made()
			planned := c.planned(o, nil)
			return o, func() (acctest.Object, []*tfprotov6.Diagnostic) { return c.p.Apply(planned) }
		}},
	}
	if c.leaves {
		all = slices.DeleteFunc(all, func(o operation) bool { return strings.HasSuffix(o.name, "destroy") }) // it makes no call
	}
	if c.fixed() {
		return all
	}
	return append(all,
		operation{"planned update", true, func(c *cell) (acctest.Object, outcome) {
			o := c.made()
			return o, func() (acctest.Object, []*tfprotov6.Diagnostic) {
				_, diags := c.p.Plan(o, c.second())
				return o, diags
			}
		}},
		operation{"update", true, func(c *cell) (acctest.Object, outcome) {
			o := c.made()
			planned := c.planned(o, c.second())
			return o, func() (acctest.Object, []*tfprotov6.Diagnostic) { return c.p.Apply(planned) }
		}},
	)
}

// emptyWorkspace: a state that names no workspace never means "any".
func emptyWorkspace(c *cell) (all []situation) {
	of := map[string]func(*cell, acctest.Object) (acctest.Object, []*tfprotov6.Diagnostic){
		"refresh": func(c *cell, o acctest.Object) (acctest.Object, []*tfprotov6.Diagnostic) { return c.p.Read(o) },
		"planned destroy": func(c *cell, o acctest.Object) (acctest.Object, []*tfprotov6.Diagnostic) {
			_, diags := c.p.Plan(o, nil)
			return o, diags
		},
		"destroy": func(c *cell, o acctest.Object) (acctest.Object, []*tfprotov6.Diagnostic) {
			return c.p.Apply(acctest.Planned{Object: acctest.Object{State: null(o), Private: o.Private}, Config: null(o), Prior: o})
		},
	}
	if c.leaves {
		delete(of, "planned destroy")
		delete(of, "destroy")
	}
	if !c.fixed() {
		of["planned update"] = func(c *cell, o acctest.Object) (acctest.Object, []*tfprotov6.Diagnostic) {
			_, diags := c.p.Plan(o, c.second())
			return o, diags
		}
	}
	for _, name := range slices.Sorted(maps.Keys(of)) {
		all = append(all, situation{name + ", workspace_id is empty in state", func(c *cell) {
			o := altered(c.made(), "workspace_id", "")
			c.fresh()
			after, diags := of[name](c, o)
			c.refused(o, after, diags)
		}})
	}
	return all
}

// contradictions are answers that name another workspace or show another object.
func contradictions(c *cell) (all []situation) {
	answers := map[string]intercomtest.Behavior{}
	if c.namesWorkspace {
		answers["names another workspace"] = intercomtest.ObjectsOfWorkspace(otherWorkspace)
	}
	if c.created {
		answers["another created_at"] = intercomtest.Overrides(map[string]any{"created_at": 1700000000})
	}
	if !c.unlisted {
		answers["another object"] = intercomtest.AnswersOldest()
	}
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		all = append(all, situation{"refresh, the answer: " + name, func(c *cell) {
			o := c.made()
			c.fresh()
			c.s.Set(c.read.meets(answers[name]))
			after, diags := c.p.Read(o)
			c.refused(o, after, diags)
		}})
		if c.fixed() {
			continue
		}
		all = append(all, situation{"update, the answer: " + name, func(c *cell) {
			o := c.made()
			planned := c.planned(o, c.second())
			c.fresh()
			c.s.Set(c.update.meets(answers[name]))
			after, diags := c.p.Apply(planned)
			if !acctest.HasError(diags) || c.id(after) != c.id(o) || after.Get("workspace_id") != c.s.WorkspaceID {
				c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
			}
		}})
	}
	if c.namesWorkspace {
		all = append(all, situation{"create, every answer names another workspace", func(c *cell) {
			planned := c.planned(acctest.Object{}, c.config())
			c.fresh()
			c.s.Set(intercomtest.ObjectsOfWorkspace(otherWorkspace))
			after, diags := c.p.Apply(planned)
			if !acctest.HasError(diags) || !after.IsNull() {
				c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
			}
			c.says(diags, "may ", otherWorkspace)
		}})
	}
	return all
}
