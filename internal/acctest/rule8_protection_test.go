package acctest_test

import (
	"slices"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestRule8Protection: deletion_protection in state, in the plan, or as the provider's default protects every object whose
// deletion Intercom cannot undo. Other objects do not have the argument.
func TestRule8Protection(t *testing.T) {
	rule(t, "8", func(c *cell) []situation {
		all := []situation{{"the argument", func(c *cell) {
			if has := slices.Contains(c.p.Arguments(), "deletion_protection"); has != c.irreversible {
				c.wrong("deletion_protection is an argument: %v, want %v", has, c.irreversible)
			}
		}}}
		if !c.irreversible {
			return all
		}
		for name, protect := range protections {
			all = append(all, protected(name, protect)...)
		}
		all = append(all, protectedByPlan(c)...)
		slices.SortFunc(all, byName)
		return all
	})
}

// protections create a protected object and return its configuration.
var protections = map[string]func(*cell) (acctest.Object, acctest.Block){
	"in state": func(c *cell) (acctest.Object, acctest.Block) {
		config := acctest.Block{"deletion_protection": true}
		return c.made(config), c.config(config)
	},
	"by default": func(c *cell) (acctest.Object, acctest.Block) {
		c.set(acctest.Block{"deletion_protection": true})
		config := acctest.Block{"deletion_protection": nil}
		return c.made(config), c.config(config)
	},
}

func protected(name string, protect func(*cell) (acctest.Object, acctest.Block)) []situation {
	return []situation{
		{name + ": destroy", func(c *cell) {
			o, _ := protect(c)
			_, diags := c.p.Plan(o, nil)
			c.refused(o, o, diags)
			c.says(diags, "is protected from deletion")
		}},
		{name + ": destroy, without a plan that refuses", func(c *cell) {
			o, _ := protect(c)
			c.s.ResetCalls()
			after, diags := c.p.Apply(acctest.Planned{Object: acctest.Object{State: null(o), Private: o.Private}, Config: null(o), Prior: o})
			c.refused(o, after, diags)
			c.says(diags, "is protected from deletion")
		}},
		{name + ": -replace", func(c *cell) {
			o, config := protect(c)
			_, diags := c.p.PlanReplace(o, config)
			c.refused(o, o, diags)
			c.says(diags, "is protected from deletion")
		}},
		{name + ": -replace, with another change", func(c *cell) {
			o, config := protect(c)
			_, diags := c.p.PlanReplace(o, c.changed(config))
			c.refused(o, o, diags)
			c.says(diags, "is protected from deletion")
		}},
		{name + ": tainted", func(c *cell) {
			o, config := protect(c)
			planned, diags := c.p.PlanTainted(o, config)
			if acctest.HasError(diags) {
				c.refused(o, o, diags)
				return
			}
			c.s.ResetCalls()
			after, diags := c.p.Apply(planned)
			c.refused(o, after, diags)
			c.says(diags, "is protected from deletion")
		}},
		{name + ": update", func(c *cell) {
			o, config := protect(c)
			config = c.changed(config)
			after, diags := c.p.Apply(c.planned(o, config))
			if acctest.HasError(diags) {
				c.wrong("update: %s", acctest.Text(diags))
			}
			c.checkStable(after, config)
		}},
	}
}

// changed changes a configuration in place: its text, or else what the sample changes. Where nothing of the object can be updated, what
// a destroy does.
func (c *cell) changed(config acctest.Block) acctest.Block {
	if c.text != "" {
		return with(config, c.text, "Another")
	}
	config = with(config, "on_destroy", "abandon")
	for name, value := range c.sample().Second {
		if name != "deletion_protection" && name != "on_destroy" && name != "timeouts" {
			config = with(config, name, value)
		}
	}
	return config
}

// protectedByPlan: the plan's protection counts, even if state has none.
func protectedByPlan(c *cell) []situation {
	all := []situation{
		{"in plan: -replace", func(c *cell) {
			o := c.made()
			_, diags := c.p.PlanReplace(o, c.config(acctest.Block{"deletion_protection": true}))
			c.refused(o, o, diags)
			c.says(diags, "is protected from deletion")
		}},
		{"in state, not in plan: -replace", func(c *cell) {
			o := c.made(acctest.Block{"deletion_protection": true})
			_, diags := c.p.PlanReplace(o, c.config())
			c.refused(o, o, diags)
			c.says(diags, "is protected from deletion")
		}},
		{"unknown in plan: -replace", func(c *cell) {
			o := c.made()
			_, diags := c.p.PlanReplace(o, c.config(acctest.Block{"deletion_protection": acctest.Unknown}))
			c.refused(o, o, diags)
		}},
		{"lifted, then destroy", func(c *cell) {
			o := c.p.Run(c.made(acctest.Block{"deletion_protection": true}), c.config())
			c.fresh()
			if after, diags := c.p.Destroy(o); acctest.HasError(diags) || !after.IsNull() {
				c.wrong("destroy: %s", acctest.Text(diags))
			}
		}},
		{"by default after the plan: destroy", func(c *cell) {
			o := c.made(acctest.Block{"deletion_protection": nil})
			planned := c.planned(o, nil)
			c.set(acctest.Block{"deletion_protection": true})
			c.s.ResetCalls()
			after, diags := c.p.Apply(planned)
			c.refused(o, after, diags)
		}},
	}
	if c.sample().Replaced == nil {
		return all
	}
	for name, change := range map[string][2]acctest.Block{
		"in state": {{"deletion_protection": true}, {"deletion_protection": true}}, "in plan": {{}, {"deletion_protection": true}},
		"in state, not in plan": {{"deletion_protection": true}, {}}, "unknown in plan": {{}, {"deletion_protection": acctest.Unknown}},
	} {
		all = append(all, situation{name + ": replace", func(c *cell) {
			o := c.made(change[0])
			_, diags := c.p.Plan(o, c.config(c.sample().Replaced, change[1]))
			c.refused(o, o, diags)
			c.says(diags, "is protected from deletion")
		}})
	}
	return all
}
