package acctest_test

import (
	"maps"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// clearings remove attributes from a map, which Intercom ignores.
func clearings(c *cell) (all []situation) {
	config := c.config()
	for _, argument := range []string{"ticket_attributes", "custom_attributes"} {
		values, has := config[argument].(acctest.Block)
		if !has {
			continue
		}
		seats := seatsIn(argument)
		changed, _ := c.second()[argument].(acctest.Block)
		for name, left := range map[string]any{
			"an attribute removed": without(values, seats), "an attribute set to null": with(values, seats, nil), "all attributes removed": nil,
			"an attribute removed and others changed": without(changed, seats),
		} {
			all = append(all, situation{name + ", ignored", func(c *cell) { c.keepsCleared(argument, left) }})
		}
		all = append(all, situation{"an attribute removed, and the answer shows none", func(c *cell) { c.hidesCleared(argument, without(values, seats)) }})
	}
	return all
}

// keepsCleared applies a configuration without the attribute again and again: it is never believed to be cleared, and stays in state.
func (c *cell) keepsCleared(argument string, left any) {
	o := c.made()
	config := c.config(acctest.Block{argument: left})
	for range 3 {
		planned := c.planned(o, config)
		c.fresh()
		c.s.Set(intercomtest.KeepsCleared())
		after, diags := c.p.Apply(planned)
		c.s.ClearBehaviors()
		if text := acctest.Text(diags); !acctest.HasError(diags) || !strings.Contains(text, argument) || !strings.Contains(text, seatsIn(argument)) {
			c.wrong("believed: %s", text)
		}
		if value := after.Get(argument + "." + seatsIn(argument)); value != "12" && value != "25" {
			c.wrong("the attribute is not in state: %s", shown(after))
		}
		c.fresh()
		if o, diags = c.p.Read(after); acctest.HasError(diags) {
			c.wrong("refresh: %s", acctest.Text(diags))
			return
		}
	}
	done, diags := c.p.Apply(c.planned(o, config))
	if acctest.HasError(diags) {
		c.wrong("the next apply: %s", acctest.Text(diags))
	}
	c.checkStable(done, config)
}

// hidesCleared applies the configuration while answers show no attributes, which decides nothing.
func (c *cell) hidesCleared(argument string, left any) {
	planned := c.planned(c.made(), c.config(acctest.Block{argument: left}))
	c.fresh()
	c.s.Set(c.update.meets(intercomtest.Omits(argument)))
	done, diags := c.p.Apply(planned)
	c.s.ClearBehaviors()
	if acctest.HasError(diags) {
		c.wrong("not believed: %s", acctest.Text(diags))
	}
	c.checkStable(done, c.config(acctest.Block{argument: left}))
}

// seatsIn is the key of the attribute that is cleared.
func seatsIn(argument string) string {
	return map[string]string{"ticket_attributes": "Seats", "custom_attributes": "seats"}[argument]
}

func without(values acctest.Block, name string) acctest.Block {
	left := maps.Clone(values)
	delete(left, name)
	return left
}
