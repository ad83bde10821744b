package acctest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestRule5Drift: Intercom's known normalizations are not changes. Another value is drift until two writes had the same
// answer. A refresh never overwrites what cannot change in place.
func TestRule5Drift(t *testing.T) {
	rule(t, "5", func(c *cell) []situation {
		return slices.Concat(forms(c), otherValues(c), elements(c), immutables(c.subject), absent(c.subject))
	})
}

// absent are answers to a read that leave out what every object has: a refresh must not take it for empty. People and companies, and
// exceptions of office hours, may have no name.
func absent(s subject) (all []situation) {
	members := []string{"title", "data_type", "time_zone_name", "exception_date", "state", "http_method", "from_url"}
	if !slices.Contains([]string{"intercom_contact", "intercom_company", "intercom_office_hours_exception"}, s.kind) {
		members = append(members, "name")
	}
	for _, member := range members {
		all = append(all, situation{"refresh without " + member, func(c *cell) {
			o := c.made()
			c.fresh()
			c.s.Set(c.read.meets(intercomtest.Omits(member)))
			read, diags := c.p.Read(o)
			if !acctest.HasError(diags) && !read.State.Equal(o.State) {
				c.wrong("refreshed as %s: %s", shown(read), acctest.Text(diags))
			}
		}})
	}
	return all
}

// forms are Intercom's known normalizations. A link has no values, and must ignore how its objects look.
func forms(c *cell) (all []situation) {
	wraps := []intercomtest.Behavior{intercomtest.WrapsText()}
	if c.member != "" {
		wrap := intercomtest.WrapsText(c.member)
		wraps = []intercomtest.Behavior{c.create.meets(wrap), c.read.meets(wrap)}
		if c.update != c.create {
			wraps = append(wraps, c.update.meets(wrap))
		}
	}
	text := map[string]any{}
	if c.text != "" && !c.rewrites {
		text[c.text] = `Fish & <chips> "to go"`
	}
	for name, behaviors := range map[string][]intercomtest.Behavior{
		"trims": {intercomtest.TrimsText()}, "escapes": {intercomtest.EscapesText()}, "wraps": wraps,
		"trims and escapes": {intercomtest.TrimsText(), intercomtest.EscapesText()}, "escapes and wraps": append([]intercomtest.Behavior{intercomtest.EscapesText()}, wraps...),
	} {
		if c.untags && strings.Contains(name, "wraps") {
			all = append(all, refusedForms(name, behaviors)...)
			continue
		}
		all = append(all, situation{"create, text: " + name, func(c *cell) {
			c.s.Set(behaviors...)
			o, diags := c.p.Apply(c.planned(acctest.Object{}, c.config(text)))
			if diags = c.unexpected(diags); o.IsNull() || len(diags) > 0 {
				c.wrong("in state %s: %s", shown(o), acctest.Text(diags))
				return
			}
			c.checkStable(o, c.config(text))
		}}, situation{"update and destroy, text: " + name, func(c *cell) {
			o := c.made()
			c.s.Set(behaviors...)
			config := c.second()
			maps.Copy(config, text)
			o, diags := c.p.Apply(c.planned(o, config))
			if acctest.HasError(diags) {
				c.wrong("update: %s", acctest.Text(diags))
				return
			}
			o = c.checkStable(o, config)
			if after, diags := c.p.Destroy(o); acctest.HasError(diags) || !after.IsNull() {
				c.wrong("destroy: %s", acctest.Text(diags))
			}
		}})
	}
	if c.equivalent != nil {
		all = append(all, situation{"values written another way", func(c *cell) {
			c.checkStable(c.made(c.equivalent), c.config(c.equivalent))
		}}, situation{"values written another way, later", func(c *cell) {
			o := c.made()
			c.fresh()
			planned := c.planned(o, c.config(c.equivalent))
			c.fresh()
			if after, diags := c.p.Apply(planned); acctest.HasError(diags) || planned.Replace {
				c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
			} else {
				c.checkStable(after, c.config(c.equivalent))
			}
		}})
	}
	slices.SortFunc(all, byName)
	return all
}

// refusedForms: a write names another object by its name, and Intercom shows that in a form which may not be the stored one. So
// nothing is sent.
func refusedForms(name string, behaviors []intercomtest.Behavior) []situation {
	return []situation{{"create, text: " + name, func(c *cell) {
		before := c.live()
		c.s.Set(behaviors...)
		o, diags := c.p.Apply(c.planned(acctest.Object{}, c.config()))
		c.says(diags, "ERROR")
		if !o.IsNull() || !maps.Equal(before, c.live()) || c.count(c.create) > 0 {
			c.wrong("in state %s, %d writes: %s", shown(o), c.count(c.create), acctest.Text(diags))
		}
	}}, {"destroy, text: " + name, func(c *cell) {
		o := c.made()
		before := c.live()
		c.s.ResetCalls()
		c.s.Set(behaviors...)
		after, diags := c.p.Destroy(o)
		c.refused(o, after, diags)
		if !maps.Equal(before, c.live()) {
			c.wrong("there are %v: %s", c.live(), acctest.Text(diags))
		}
	}}}
}

// otherValues: Intercom stores another value than the one that was sent.
func otherValues(c *cell) []situation {
	if c.text == "" || c.rewrites {
		return nil
	}
	return []situation{{"update, stored otherwise each time", func(c *cell) {
		o := c.made()
		config := c.second()
		config[c.text] = "As I want it"
		c.fresh()
		c.s.Set(intercomtest.Stores(map[string]any{c.member: "As Intercom has it"}))
		after, diags := c.p.Apply(c.planned(o, config))
		if !acctest.HasError(diags) || after.Get(c.text) != "As Intercom has it" {
			c.wrong("the first time: state has %q: %s", after.Get(c.text), acctest.Text(diags))
		}
		c.fresh()
		read, _ := c.p.Read(after)
		planned := c.planned(read, config)
		if planned.State.Equal(read.State) {
			c.wrong("the first time shows no drift")
		}
		after, diags = c.p.Apply(planned)
		if acctest.HasError(diags) || after.Get(c.text) != "As I want it" {
			c.wrong("the second time: state has %q: %s", after.Get(c.text), acctest.Text(diags))
		}
		c.checkStable(after, config)
		// A third value is drift again.
		c.s.ClearBehaviors()
		at := c.listed
		if at == "" {
			at = c.member
		}
		c.s.Set(c.read.meets(intercomtest.Overrides(map[string]any{at: "Somebody else's"})))
		c.fresh()
		read, _ = c.p.Read(after)
		if planned := c.planned(read, config); planned.State.Equal(read.State) || planned.Replace {
			c.wrong("another value shows no drift, or replaces: %s", shown(read))
		}
	}}}
}

// elements: Intercom stores one element of a map differently each time. After two equal answers that is its form, and stays so when
// another element changes.
func elements(c *cell) []situation {
	attributes, ok := c.config()["custom_attributes"].(acctest.Block)
	if !ok {
		return nil
	}
	own := map[string]string{"intercom_contact": "plan", "intercom_company": "tier", "intercom_custom_object_instance": "title"}[c.kind]
	if attributes[own] == nil {
		return []situation{{"one element of a map is stored otherwise", func(c *cell) { c.wrong("no element for this test") }}}
	}
	with := func(seats string) acctest.Block {
		changed := maps.Clone(attributes)
		changed["seats"] = seats
		return acctest.Block{"custom_attributes": changed}
	}
	at := "custom_attributes." + own
	return []situation{{"one element of a map is stored otherwise", func(c *cell) {
		c.s.Set(intercomtest.Stores(map[string]any{at: "Otherwise"}))
		o, diags := c.p.Apply(c.planned(acctest.Object{}, c.config()))
		acctest.Expect(c.T, diags, "WARNING", own)
		c.fresh()
		read, _ := c.p.Read(o)
		if read.Get(at) != "Otherwise" {
			c.wrong("the first time shows no drift: %s", shown(read))
		}
		o, diags = c.p.Apply(c.planned(read, c.config()))
		if acctest.HasError(diags) {
			c.wrong("the second time: %s", acctest.Text(diags))
		}
		read = c.checkStable(o, c.config())
		o, diags = c.p.Apply(c.planned(read, c.config(with("13"))))
		if acctest.HasError(diags) || o.Get(at) != attributes[own] || o.Get("custom_attributes.seats") != "13" {
			c.wrong("another element changes: state has %s: %s", shown(o), acctest.Text(diags))
		}
		c.checkStable(o, c.config(with("13")))
		c.s.Set(c.read.meets(intercomtest.Overrides(map[string]any{"custom_attributes.seats": 14})))
		c.fresh()
		if read, diags = c.p.Read(o); read.Get(at) != attributes[own] || read.Get("custom_attributes.seats") != "14" {
			c.wrong("a teammate changes another element: state has %s: %s", shown(read), acctest.Text(diags))
		}
		// An element that Intercom does not store is the only one in the error.
		c.s.ClearBehaviors()
		c.s.Set(intercomtest.Stores(map[string]any{at: "Otherwise", "custom_attributes.seats": 15}))
		o, diags = c.p.Apply(c.planned(o, c.config(with("16"))))
		if o.Get(at) != attributes[own] || o.Get("custom_attributes.seats") != "15" {
			c.wrong("an element is not stored: state has %s", shown(o))
		}
		if text := acctest.Text(diags); !strings.Contains(text, "seats") || strings.Contains(text, "Otherwise") {
			c.wrong("an element is not stored: %s", text)
		}
	}}}
}

// immutables: an argument that cannot change in place has another value in Intercom.
func immutables(s subject) (all []situation) {
	for _, name := range slices.Sorted(maps.Keys(s.immutable)) {
		all = append(all, situation{"refresh shows another " + name, func(c *cell) {
			o := c.made()
			c.fresh()
			c.s.Set(c.read.meets(s.immutable[name]))
			after, diags := c.p.Read(o)
			if acctest.HasError(diags) || after.Get(name) != o.Get(name) || after.Get("drift") == "<null>" {
				c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
				return
			}
			c.says(diags, "WARNING")
			planned, diags := c.p.Plan(after, c.config())
			if acctest.HasError(diags) || planned.Replace || len(planned.Replaces) > 0 {
				c.wrong("the plan replaces %v: %s", planned.Replaces, acctest.Text(diags))
			}
			c.s.ClearBehaviors()
			c.fresh()
			if read, diags := c.p.Read(after); acctest.HasError(diags) || read.Get("drift") != "<null>" {
				c.wrong("drift stays %s: %s", read.Get("drift"), acctest.Text(diags))
			}
		}})
	}
	return all
}
