package acctest_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestRule6And7Replacement: only a known configured value that means another object plans a replacement, and only for an
// object that this walk has refreshed. The result does not depend on whether the value was known at plan.
func TestRule6And7Replacement(t *testing.T) {
	rule(t, "6 and 7", func(c *cell) []situation {
		all := []situation{
			{"every argument is unknown", func(c *cell) {
				o := c.made()
				config := acctest.Block{}
				for _, name := range c.p.Arguments() {
					config[name] = acctest.Unknown
				}
				c.notReplaced(c.p.Plan(o, with(config, "timeouts", nil)))
			}},
			{"the fake shows other values", func(c *cell) {
				o := c.made()
				c.fresh()
				c.s.Set(intercomtest.EscapesText(), intercomtest.WrapsText("description"), intercomtest.Overrides(map[string]any{"icon": "x", "phone": "1", "plan.name": "x"}))
				read, diags := c.p.Read(o)
				if acctest.HasError(diags) || read.IsNull() {
					c.wrong("refresh: %s", acctest.Text(diags))
				}
				c.notReplaced(c.p.Plan(read, c.config()))
			}},
			{"-replace", func(c *cell) { c.replaces(c.p.PlanReplace, c.config(), true) }},
			{"tainted", func(c *cell) { c.replaces(c.p.PlanTainted, c.config(), true) }},
			{"-replace, the destroy fails", func(c *cell) {
				if c.leaves {
					return // it makes no call
				}
				o := c.made()
				planned, diags := c.p.PlanReplace(o, c.config())
				if acctest.HasError(diags) {
					c.says(diags, "exists already")
					return
				}
				c.fresh()
				c.s.Set(c.destroy.meets(intercomtest.RefusesAfter(403, "forbidden", "No")).WithoutEffect())
				after, diags := c.p.Apply(planned)
				if !acctest.HasError(diags) || c.id(after) != c.id(o) {
					c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
				}
				if n := len(c.writes()); n > 1 {
					c.wrong("writes: %q", c.writes())
				}
			}},
		}
		if c.sample().Replaced == nil {
			return all
		}
		return append(all, replacements()...)
	})
}

// replacements are for types with arguments that identify the object.
func replacements() []situation {
	late := func(c *cell) acctest.Block {
		config := c.config(c.sample().Replaced)
		for name, value := range c.sample().Replaced {
			if value != nil {
				config[name] = acctest.Unknown
			}
		}
		return config
	}
	return []situation{
		{"unknown", func(c *cell) { c.notReplaced(c.p.Plan(c.made(), late(c))) }},
		{"unknown, then the same value", func(c *cell) {
			o := c.made()
			config := c.config()
			for name, value := range c.sample().Replaced {
				if value != nil && config[name] != nil {
					config[name] = acctest.Unknown
				}
			}
			planned := c.planned(o, config)
			c.fresh()
			if after, diags := c.p.ApplyWith(planned, c.config()); acctest.HasError(diags) && !strings.Contains(acctest.Text(diags), "plan again") || c.id(after) != c.id(o) {
				c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
			}
		}},
		{"unknown, then another value", func(c *cell) {
			o := c.made()
			planned := c.planned(o, late(c))
			c.fresh()
			after, diags := c.p.ApplyWith(planned, c.config(c.sample().Replaced))
			c.refused(o, after, diags)
			c.says(diags, "plan again")
		}},
		{"another value, refreshed", func(c *cell) { c.replaces(c.p.Plan, c.config(c.sample().Replaced), false) }},
		{"another value, not refreshed", func(c *cell) {
			o := c.made()
			c.fresh()
			planned, diags := c.p.Plan(o, c.config(c.sample().Replaced))
			if planned.Replace {
				c.wrong("a replacement is planned")
			}
			c.refused(o, o, diags)
			c.says(diags, "plan again")
		}},
	}
}

func (c *cell) notReplaced(planned acctest.Planned, diags []*tfprotov6.Diagnostic) {
	if planned.Replace || len(planned.Replaces) > 0 || acctest.HasError(diags) {
		c.wrong("the plan replaces %v: %s", planned.Replaces, acctest.Text(diags))
	}
}

// replaces replaces the object: one is destroyed and one is created. If an archived object keeps its name and the name
// stays the same, the replacement can be refused.
func (c *cell) replaces(plan func(acctest.Object, acctest.Block) (acctest.Planned, []*tfprotov6.Diagnostic), config acctest.Block, same bool) {
	o := c.made()
	before := c.live()
	planned, diags := plan(o, config)
	if acctest.HasError(diags) && same {
		c.says(diags, "exists already")
		c.refused(o, o, diags)
		return
	}
	if acctest.HasError(diags) || !planned.Replace {
		c.wrong("the plan does not replace: %s", acctest.Text(diags))
		return
	}
	c.fresh()
	after, diags := c.p.Apply(planned)
	if acctest.HasError(diags) && same && strings.Contains(acctest.Text(diags), "exists already") && after.IsNull() {
		return
	}
	if acctest.HasError(diags) || after.IsNull() {
		c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
		return
	}
	if _, live := c.live()[c.id(o)]; live && c.id(after) != c.id(o) && !c.leaves {
		c.wrong("the replaced object is still there")
	}
	wanted := 2
	if c.leaves {
		wanted = 1
	}
	if n := len(c.writes()) - c.completions(); n != wanted {
		c.wrong("writes: %q, want one destroy, unless it leaves the object, and one create", c.writes())
	}
	delete(before, c.id(o))
	for id := range before {
		if _, live := c.live()[id]; !live {
			c.wrong("%s is gone", id)
		}
	}
	c.checkStable(after, config)
}
