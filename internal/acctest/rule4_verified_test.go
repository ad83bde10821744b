package acctest_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestRule4Verified: the answer to a write is compared with the request. If it disagrees, a read decides, and state shows
// Intercom's values. A create never returns an error together with state.
func TestRule4Verified(t *testing.T) {
	rule(t, "4", func(c *cell) []situation {
		return slices.Concat(updates(c), clearings(c), overtaken(c), destroys(c.subject), completions(c))
	})
}

// wrongAnswers are answers to a write that do not confirm it.
func wrongAnswers() map[string]intercomtest.Behavior {
	return map[string]intercomtest.Behavior{
		"[]": intercomtest.AnswersBody(200, "[]"), "null": intercomtest.AnswersBody(200, "null"), "true": intercomtest.AnswersBody(200, "true"), "{}": intercomtest.AnswersBody(200, "{}"),
		"202": intercomtest.AnswersBody(202, `{"id":"req-77"}`), "error list": intercomtest.AnswersBody(200, `{"type":"error.list","errors":[{"code":"not_found","message":"No"}]}`),
		"another object": intercomtest.AnswersOldest(), "another id": intercomtest.Overrides(map[string]any{"id": "999999999"}), "login page": intercomtest.LoginPage(),
		"500": intercomtest.RefusesAfter(500, "server_error", "Oops"), "page 403": intercomtest.PageAfter(403), "redirect": intercomtest.PageAfter(303),
	}
}

func updates(c *cell) (all []situation) {
	if c.fixed() || c.text == "" {
		return nil // the type's own tests have them, if it can be updated
	}
	answers := wrongAnswers()
	answers["as if it were done"] = intercomtest.Omits("nothing")
	answers["another value"] = intercomtest.Overrides(map[string]any{c.member: "Somebody else's"})
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		all = append(all, situation{"update, answer: " + name, func(c *cell) { c.updates(answers[name], false) }},
			situation{"update, answer: " + name + ", not done", func(c *cell) { c.updates(answers[name].WithoutEffect(), name == "as if it were done") }})
	}
	return append(all, situation{"update, answered and stored otherwise", func(c *cell) {
		c.updates(intercomtest.Stores(map[string]any{c.member: "Somebody else's"}), false)
	}}, situation{"update, ignored each time", (*cell).ignored}, situation{"create and updates, ignored each time", (*cell).neverStored})
}

// overtaken is an update of an argument that an update replaces as a whole, after somebody has changed it.
func overtaken(c *cell) (all []situation) {
	kind := export.Kinds()[c.kind]
	for name, value := range c.sample().Config {
		if _, list := value.([]any); list && !slices.Contains(kind.Whole, name) && !slices.Contains(kind.Immutable, name) {
			c.Errorf("%s: an update replaces %s as a whole, and its metadata does not say so", c.kind, name)
		}
	}
	for _, name := range kind.Whole {
		if _, is := c.sample().Config[name].(bool); is {
			continue // has no third value: the type's own tests have it
		}
		values, ok := c.whole[name]
		if !ok {
			c.Errorf("%s: the rules need two values of %s", c.kind, name)
			continue
		}
		all = append(all, situation{name + " changed since the plan", func(c *cell) { c.overtaken(name, values[0], values[1]) }},
			situation{name + " not managed until now", func(c *cell) { c.takesOver(name, values[0], values[1]) }})
	}
	return all
}

// overtaken plans a value, lets somebody give the argument another one, and expects that the update is refused.
func (c *cell) overtaken(name string, planned, theirs any) {
	o := c.made()
	update := c.planned(o, c.config(acctest.Block{name: planned}))
	walk := c.p.ApplyWalk()
	walk.Read(o) // what the walk remembers of the object is old, too
	c.fresh()
	c.p.Run(o, c.config(acctest.Block{name: theirs}))
	stored := c.live()[c.id(o)]
	after, diags := walk.Apply(update)
	if text := acctest.Text(diags); !strings.Contains(text, "somebody has changed "+name) || !after.State.Equal(o.State) {
		c.wrong("in state %s: %s", shown(after), text)
	}
	if now := c.live()[c.id(o)]; now != stored {
		c.wrong("stored was %s, is %s", stored, now)
	}
}

// takesOver plans a value for an argument that was not managed, and expects that the plan names the one that it replaces.
func (c *cell) takesOver(name string, planned, theirs any) {
	config := c.config(acctest.Block{name: nil})
	if acctest.HasError(c.p.Validate(config)) {
		return // the argument is required
	}
	o := c.made(acctest.Block{name: nil})
	c.fresh()
	c.p.Run(o, c.config(acctest.Block{name: theirs}))
	c.fresh()
	read, diags := c.p.Read(o)
	if acctest.HasError(diags) {
		c.wrong("refresh: %s", acctest.Text(diags))
	}
	if read.Get(name) != "<null>" {
		return // state shows it, and so does the plan
	}
	_, diags = c.p.Plan(read, c.config(acctest.Block{name: planned}))
	if text := acctest.Text(diags); !strings.Contains(text, "that Terraform did not manage") || !strings.Contains(text, name+" = ") {
		c.wrong("the plan does not name what it replaces: %s", text)
	}
}

// ignored updates an object that Intercom answers unchanged each time, which is never taken for Intercom's form of a value.
func (c *cell) ignored() {
	o := c.made()
	config := c.second()
	config[c.text] = "Changed here"
	for range 3 {
		c.fresh()
		read, diags := c.p.Read(o)
		if acctest.HasError(diags) {
			c.wrong("refresh: %s", acctest.Text(diags))
			return
		}
		planned := c.planned(read, config)
		c.s.Set(c.update.meets(intercomtest.Overrides(map[string]any{c.member: "Somebody else's"}).WithoutEffect()))
		o, diags = c.p.Apply(planned)
		c.s.ClearBehaviors()
		if !acctest.HasError(diags) {
			c.wrong("believed: %s", acctest.Text(diags))
			return
		}
	}
}

// neverStored: no answer of Intercom to the create, to a read, or to an update shows the text. No value is no form of the text, so that no apply
// accepts that.
func (c *cell) neverStored() {
	if slices.Contains(c.telling, c.text) || c.text == "name" || c.listed != "" || c.leaves {
		return // every object has it, or its answers show it elsewhere, or a create is an update of what is there
	}
	config := c.config(acctest.Block{c.text: "Changed here"})
	none := intercomtest.Overrides(map[string]any{c.member: nil})
	c.s.Set(c.create.meets(none), c.update.meets(none), c.read.meets(none), c.all.meets(none))
	o, diags := c.p.Apply(c.planned(acctest.Object{}, config))
	c.says(diags, "WARNING")
	for range 3 {
		c.fresh()
		read, diags := c.p.Read(o)
		if acctest.HasError(diags) {
			c.wrong("refresh: %s", acctest.Text(diags))
			return
		}
		if o, diags = c.p.Apply(c.planned(read, config)); !acctest.HasError(diags) {
			c.wrong("believed: %s", acctest.Text(diags))
			return
		}
	}
}

// updates updates the object and compares state with Intercom. A plausible answer is believed until the next refresh.
func (c *cell) updates(b intercomtest.Behavior, plausible bool) {
	o := c.made()
	config := c.second()
	config[c.text] = "Changed here"
	planned := c.planned(o, config)
	before := c.live()
	c.fresh()
	c.s.Set(c.update.meets(b))
	after, diags := c.p.Apply(planned)
	c.s.ClearBehaviors()
	c.quiet(diags)
	if c.id(after) != c.id(o) {
		c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
		return
	}
	refused := acctest.HasError(diags) && c.live()[c.id(o)] == before[c.id(o)]
	sent := c.sent(c.update)
	if n := len(c.added(before)); n > 0 {
		c.wrong("%d objects more", n)
	}
	stored := c.live()[c.id(o)]
	wanted := "Changed here"
	if !acctest.HasError(diags) && !strings.Contains(stored, wanted) && !plausible {
		c.wrong("no error, and stored is %s: %s", stored, acctest.Text(diags))
	}
	if text := after.Get(c.text); !acctest.HasError(diags) && text != wanted {
		c.wrong("state has %q, want %q", text, wanted)
	}
	// The next run finds the actual values and completes the change.
	c.fresh()
	read, diags := c.p.Read(after)
	if acctest.HasError(diags) || read.IsNull() {
		c.wrong("refresh: %s", acctest.Text(diags))
		return
	}
	again, diags := c.p.Plan(read, config)
	if acctest.HasError(diags) || again.Replace {
		c.wrong("the next plan: %s", acctest.Text(diags))
		return
	}
	done, diags := c.p.Apply(again)
	if acctest.HasError(diags) || !strings.Contains(c.live()[c.id(o)], wanted) {
		c.wrong("the next apply: stored is %s: %s", c.live()[c.id(o)], acctest.Text(diags))
	}
	if again := c.sent(c.update); refused && !slices.Equal(sent, again) {
		c.wrong("nothing of %s was done, and the next apply sends only %s", sent, again)
	}
	c.checkStable(done, config)
}

// sent returns the names of what the calls of a kind have set, sorted.
func (c *cell) sent(of call) []string {
	names := map[string]bool{}
	for _, each := range c.s.Calls() {
		var body map[string]any
		if each.Is(of.method, of.path) && json.Unmarshal(each.Body, &body) == nil {
			for name := range body {
				names[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func destroys(s subject) (all []situation) {
	if s.leaves {
		return []situation{{"destroy", func(c *cell) { c.dies(c.made(), trouble{come: func(*cell) {}}, trouble{come: func(*cell) {}}) }}}
	}
	answers := wrongAnswers()
	switch {
	case s.singleton:
		answers["enabled: true"] = intercomtest.Overrides(map[string]any{"enabled": true})
	case s.untags:
		answers["tagged: true"] = intercomtest.Overrides(map[string]any{"companies.0.tagged": true})
	case s.destroy.method == "DELETE":
		answers["names in capitals"] = intercomtest.AnswersBody(200, `{"ID":"1","DELETED":true}`)
		if s.kind == "intercom_tag" || s.kind == "intercom_audience" || s.kind == "intercom_identity_verification_secret" {
			// Intercom answers without a body, so the answer cannot show another object.
			answers["another object"] = intercomtest.AnswersBody(200, `{"type":"tag","id":"7522907","name":"VIP"}`)
			answers["another id"] = intercomtest.AnswersBody(200, `{"object":"tag","id":"999999999","deleted":true}`)
		}
		switch {
		case s.archives:
			answers["archived: false"] = intercomtest.Overrides(map[string]any{"archived": false})
		case s.update.method != "":
			answers["deleted: false"] = intercomtest.AnswersBody(200, `{"object":"tag","id":"105","deleted":false}`)
			if s.kind != "intercom_tag" && s.kind != "intercom_audience" {
				answers["deleted: false"] = intercomtest.Overrides(map[string]any{"deleted": false})
			}
		}
	default:
		answers["archived: false"] = intercomtest.Overrides(map[string]any{"archived": false})
	}
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		all = append(all, situation{"destroy, answer: " + name, func(c *cell) { c.destroys(answers[name]) }},
			situation{"destroy, answer: " + name + ", not done", func(c *cell) { c.destroys(answers[name].WithoutEffect()) }})
	}
	return append(all, situation{"destroy, lost", func(c *cell) {
		c.s.Inject(intercomtest.Fault{Method: s.destroy.method, Path: s.destroy.path, Act: intercomtest.ResetAfter(), Times: 1})
		c.destroys(intercomtest.Omits("nothing"))
	}})
}

// destroys destroys the object: what is removed from state is gone, and what still exists stays in state with an error.
func (c *cell) destroys(b intercomtest.Behavior) {
	o := c.made()
	planned := c.planned(o, nil)
	others := c.live()
	delete(others, c.id(o))
	c.fresh()
	c.s.Set(c.destroy.meets(b))
	after, diags := c.p.Apply(planned)
	c.s.ClearBehaviors()
	c.quiet(diags)
	_, live := c.live()[c.id(o)]
	if after.IsNull() == acctest.HasError(diags) {
		c.wrong("in state %s: %s", shown(after), acctest.Text(diags))
	}
	if live && after.IsNull() {
		c.wrong("it exists, and state has forgotten it: %s", acctest.Text(diags))
	}
	c.untouched(others)
	if after.IsNull() {
		return
	}
	c.fresh()
	read, diags := c.p.Read(after)
	if acctest.HasError(diags) {
		c.wrong("refresh: %s", acctest.Text(diags))
	}
	if read.IsNull() {
		return
	}
	if done, diags := c.p.Destroy(read); acctest.HasError(diags) || !done.IsNull() {
		c.wrong("the next destroy: %s", acctest.Text(diags))
	}
	if _, live := c.live()[c.id(o)]; live {
		c.wrong("it survives the next destroy")
	}
}

// completions are creates in which a second call sets what the POST cannot.
func completions(c *cell) (all []situation) {
	if _, ok := c.sample().Config["archived"]; !ok {
		return nil
	}
	answers := wrongAnswers()
	answers["as if it were done"] = intercomtest.Omits("nothing")
	if len(c.keys) == 1 { // attributes of ticket types show none
		answers["another created_at"] = intercomtest.Overrides(map[string]any{"created_at": 1000000000})
	}
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		all = append(all, situation{"create, the second call's answer: " + name, func(c *cell) {
			config := c.config(acctest.Block{"archived": true})
			planned := c.planned(acctest.Object{}, config)
			before := c.live()
			c.fresh()
			c.s.Set(c.update.meets(answers[name]).WithoutEffect())
			after, diags := c.p.Apply(planned)
			c.s.ClearBehaviors()
			made := c.added(before)
			if acctest.HasError(diags) || len(made) != 1 || c.id(after) != made[0] {
				c.wrong("made %q, in state %s: %s", made, shown(after), acctest.Text(diags))
				return
			}
			if name != "as if it were done" {
				c.says(diags, "WARNING")
			}
			read, diags := c.p.Read(after)
			next, more := c.p.Plan(read, config)
			if acctest.HasError(diags) || acctest.HasError(more) || next.Replace || next.State.Equal(read.State) {
				c.wrong("the next plan does not complete it: %s%s", acctest.Text(diags), acctest.Text(more))
			}
		}})
	}
	return all
}
