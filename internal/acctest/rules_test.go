package acctest_test

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// openFailures are cells in which a safety rule does not hold yet, with the reason. The list may only shrink: a cell that
// passes must be removed from it.
var openFailures = map[string]string{}

// situation is a case of a rule for one subject.
type situation struct {
	name string
	run  func(*cell)
}

// hostileToken has characters that URLs, HTML and JSON escape.
const hostileToken = `dG9r&8f3a<x>"y+/9b1c2d3e4f==`

func byName(a, b situation) int { return strings.Compare(a.name, b.name) }

// rule runs the situations of one of DESIGN.md's safety rules for every registered resource type. It fails for a type
// without data or without a situation. At the end, it reports how many cells ran.
func rule(t *testing.T, number string, situations func(*cell) []situation) {
	t.Helper()
	t.Parallel()
	var planned, ran, alike atomic.Int64
	t.Cleanup(func() {
		t.Logf("rule %s: %d cells", number, ran.Load()+alike.Load())
		if only := flag.Lookup("test.run").Value.String(); ran.Load() != planned.Load() && !strings.Contains(only, "/") {
			t.Errorf("rule %s: %d of %d cells ran", number, ran.Load(), planned.Load())
		}
	})
	for _, kind := range acctest.NewUnconfigured(t, "intercom_tag").Types() {
		of := slices.DeleteFunc(slices.Clone(subjects), func(s subject) bool { return s.kind != kind })
		if len(of) == 0 {
			t.Errorf("%s has no data for the tests of the safety rules: add it to subjects", kind)
		}
		for _, s := range of {
			t.Run(s.name(), func(t *testing.T) {
				t.Parallel()
				all := situations(&cell{T: t, subject: s})
				if len(all) == 0 {
					t.Errorf("rule %s has no situation for it", number)
				}
				planned.Add(int64(len(all)))
				for _, one := range all {
					t.Run(one.name, func(t *testing.T) {
						c := newCell(t, s)
						defer func() { ran.Add(1); alike.Add(int64(c.alike)) }()
						defer c.judge("rule " + number + "/" + s.name() + "/" + one.name)
						one.run(c)
					})
				}
			})
		}
	}
}

// cell is one situation of one subject, with its own fake and driver.
type cell struct {
	*testing.T
	subject
	clock     *acctest.Clock
	s         *intercomtest.Server
	p         *acctest.Protocol
	arguments acctest.Block
	twinToken string // of another workspace with the same IDs
	problems  []string
	// alike is the number of further cells that this one runs. They change nothing, so they can share its fake.
	alike int
}

func newCell(t *testing.T, s subject) *cell {
	t.Helper()
	clock := acctest.NewClock(time.Now())
	c := &cell{T: t, subject: s, clock: clock, s: acctest.Fake(t, intercomtest.WithClock(clock.Now), intercomtest.WithToken(hostileToken))}
	if seed := acctest.Samples[s.kind].Seed; seed != nil {
		seed(c.s)
	}
	if s.seed != nil {
		s.seed(c.s)
	}
	c.arguments = acctest.Block{"base_url": c.s.URL, "access_token": c.s.Token, "preview": acctest.PreviewOf(s.kind)}
	c.p = acctest.NewProtocol(t, c.s, s.kind, nil, acctest.WithClock(clock))
	c.p.Tolerate("Provider")
	return c
}

// wrong records a failure. A cell reports all of them, unless it is known to be open.
func (c *cell) wrong(format string, arguments ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, arguments...))
}

// judge reports the recorded failures, and violations of the rules of Terraform's core.
func (c *cell) judge(name string) {
	c.Helper()
	c.problems = append(c.problems, c.p.Violations()...)
	reason, open := openFailures[name]
	switch {
	case open && len(c.problems) == 0:
		c.Errorf("%s passes: remove it from openFailures, where it is for %q", name, reason)
	case !open:
		for _, problem := range c.problems {
			c.Error(problem)
		}
	}
}

// set changes the configuration's arguments for this and all later walks, and opens a new plan walk.
func (c *cell) set(arguments acctest.Block) {
	c.Helper()
	c.arguments = maps.Clone(c.arguments)
	maps.Copy(c.arguments, arguments)
	if diags := c.p.Configure(c.arguments); acctest.HasError(diags) {
		c.Fatal(acctest.Text(diags))
	}
}

// fresh opens a new plan walk and resets the calls.
func (c *cell) fresh() {
	c.Helper()
	c.set(nil)
	c.s.ResetCalls()
}

func (c *cell) sample() acctest.Sample { return acctest.Samples[c.kind] }

// config returns the subject's first configuration with the changes.
func (c *cell) config(changes ...acctest.Block) acctest.Block {
	config := maps.Clone(c.sample().Config)
	for _, each := range append([]acctest.Block{c.changes}, changes...) {
		maps.Copy(config, each)
	}
	return config
}

// second returns a configuration that updates the object in place.
func (c *cell) second() acctest.Block {
	changes := maps.Clone(c.sample().Second)
	for _, name := range []string{"archived", "on_destroy", "deletion_protection"} {
		delete(changes, name)
	}
	return c.config(changes, c.changes)
}

// links reports whether the object only connects two others.
func (c *cell) links() bool { return c.sample().Link }

// hasList reports whether the type has a list resource. Intercom does not show the tags of a ticket.
func (c *cell) hasList() bool { return c.kind != "intercom_ticket_tag" }

// list lists the objects of the type, or the associations of one of the objects that an object connects.
func (c *cell) list(object acctest.Object) ([]acctest.Listed, []*tfprotov6.Diagnostic) {
	config := acctest.Block{}
	if c.links() {
		config[c.keys[0]] = object.Get(c.keys[0])
	}
	return c.p.List(config, 0)
}

// fixed is whether nothing of the object can be updated.
func (c *cell) fixed() bool { return c.links() || c.update.method == "" }

// made creates the object and refreshes it, so that the plan walk has read it.
func (c *cell) made(changes ...acctest.Block) acctest.Object {
	c.Helper()
	object, diags := c.p.Read(c.p.Run(acctest.Object{}, c.config(changes...)))
	if acctest.HasError(diags) {
		c.Fatalf("preparing: %s", acctest.Text(diags))
	}
	c.s.ResetCalls()
	return object
}

// planned returns a plan that must succeed.
func (c *cell) planned(prior acctest.Object, config acctest.Block) acctest.Planned {
	c.Helper()
	planned, diags := c.p.Plan(prior, config)
	if acctest.HasError(diags) {
		c.Fatalf("planning: %s", acctest.Text(diags))
	}
	return planned
}

// id returns the import ID of the object in state.
func (c *cell) id(o acctest.Object) string {
	if o.IsNull() {
		return ""
	}
	parts := make([]string, len(c.keys))
	for i, key := range c.keys {
		parts[i] = o.Get(key)
	}
	return strings.Join(parts, "/")
}

// live returns the objects of the kind that exist and are not archived, by import ID.
func (c *cell) live() map[string]string { return c.objects(c.s.Workspace) }

// writes returns the calls that change something.
func (c *cell) writes() (calls []string) {
	for _, call := range c.s.Calls() {
		if call.Method != "GET" && !strings.HasSuffix(call.Path, "/search") {
			calls = append(calls, call.Method+" "+call.Path)
		}
	}
	return calls
}

// count counts calls.
func (c *cell) count(of call) int { return c.s.Count(of.method, of.path) }

// contents returns everything in a workspace.
func contents(w *intercomtest.Workspace) string {
	return fmt.Sprintf("%+v %+v %+v %+v %+v %+v %+v %+v %+v %+v %+v %+v %+v %+v", w.IdentitySecrets(), w.Teams(), w.Audiences(), w.IPAllowlist(), w.Tags(), w.Contacts(), w.Companies(), w.DataAttributes(), w.ConversationAttributes(), w.DataConnectors(), w.TicketTypes(), w.Tickets(), w.OfficeHoursSchedules(), w.OfficeHoursExceptions())
}

// unexpected returns the diagnostics without the warning that every create of the kind has.
func (c *cell) unexpected(diags []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	return slices.DeleteFunc(slices.Clone(diags), func(d *tfprotov6.Diagnostic) bool {
		return c.warns != "" && d.Severity == tfprotov6.DiagnosticSeverityWarning && d.Summary == c.warns
	})
}

// refused expects an error, no write, and unchanged state.
func (c *cell) refused(before, after acctest.Object, diags []*tfprotov6.Diagnostic) {
	if !acctest.HasError(diags) {
		c.wrong("no error: %s", acctest.Text(diags))
	}
	c.kept(before, after)
	c.quiet(diags)
}

// kept expects no write and unchanged state.
func (c *cell) kept(before, after acctest.Object) {
	if calls := c.writes(); len(calls) > 0 {
		c.wrong("writes: %q", calls)
	}
	if before.IsNull() != after.IsNull() || !before.IsNull() && !after.State.Equal(before.State) {
		c.wrong("state is %s, was %s", shown(after), shown(before))
	}
}

// quiet expects that the diagnostics do not contain 12 consecutive characters of the token in any form.
func (c *cell) quiet(diags []*tfprotov6.Diagnostic) {
	text := acctest.Text(diags)
	for _, form := range formsOf(c.s.Token) {
		for i := 0; i+12 <= len(form); i++ {
			if part := form[i : i+12]; strings.Contains(text, part) {
				c.wrong("the diagnostics have %q of the token: %s", part, text)
				return
			}
		}
	}
}

// says expects one of the alternatives in the diagnostics.
func (c *cell) says(diags []*tfprotov6.Diagnostic, alternatives ...string) {
	text := acctest.Text(diags)
	if !slices.ContainsFunc(alternatives, func(words string) bool { return strings.Contains(text, words) }) {
		c.wrong("the diagnostics say none of %q: %s", alternatives, text)
	}
}

// same expects that two texts are equal.
func (c *cell) same(what, before, after string) {
	if before != after {
		c.wrong("%s changed:\n%s\n%s", what, before, after)
	}
}

// checkStable expects that a refresh and a plan of config find no change.
func (c *cell) checkStable(o acctest.Object, config acctest.Block) acctest.Object {
	c.Helper()
	c.fresh()
	read, diags := c.p.Read(o)
	if acctest.HasError(diags) || read.IsNull() {
		c.wrong("refresh: %s", acctest.Text(diags))
		return o
	}
	planned, diags := c.p.Plan(read, config)
	if acctest.HasError(diags) || !planned.State.Equal(read.State) {
		c.wrong("the next plan is not empty: %s\n%s\n%s", acctest.Text(diags), shown(read), shown(planned.Object))
	}
	return read
}

// altered returns an object whose state has another value of a string attribute.
func altered(o acctest.Object, name, value string) acctest.Object {
	attributes := map[string]tftypes.Value{}
	if o.State.As(&attributes) != nil {
		return o
	}
	attributes[name] = tftypes.NewValue(tftypes.String, value)
	o.State = tftypes.NewValue(o.State.Type(), attributes)
	return o
}

func null(o acctest.Object) tftypes.Value { return tftypes.NewValue(o.State.Type(), nil) }

// shown returns an object's state, for messages.
func shown(o acctest.Object) string {
	attributes := map[string]tftypes.Value{}
	if o.IsNull() || o.State.As(&attributes) != nil {
		return "nothing"
	}
	var values []string
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		if value := o.Get(name); value != "<null>" && name != "timeouts" {
			values = append(values, name+"="+value)
		}
	}
	return strings.Join(values, ", ")
}
