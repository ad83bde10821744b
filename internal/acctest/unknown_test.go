package acctest_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// knownFailures are cases in which the provider breaks a rule of Terraform's core, with the rule. The list may only shrink:
// a case that passes must be removed from it.
var knownFailures = map[string]string{}

// TestUnknown: every argument of every resource type can be unknown in a plan, at create, at update, and if it turns out to
// mean another object. The apply with the known value keeps what was planned. An unknown value never replaces an object
// whose data would be lost.
func TestUnknown(t *testing.T) {
	t.Parallel()
	types := acctest.NewUnconfigured(t, "intercom_tag").Types()
	for _, kind := range slices.Sorted(maps.Keys(acctest.Samples)) {
		if !slices.Contains(types, kind) {
			t.Errorf("%s has a sample, and is not registered", kind)
		}
	}
	for name := range knownFailures {
		if kind, _, _ := strings.Cut(name, "/"); !slices.Contains(types, kind) {
			t.Errorf("the known failure %s is of no registered type", name)
		}
	}
	for _, kind := range types {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			sample, ok := acctest.Samples[kind]
			if !ok {
				t.Fatalf("%s has no sample: add one to acctest.Samples", kind)
			}
			u := unknown{kind, sample, map[string]bool{}}
			for _, argument := range acctest.NewUnconfigured(t, kind).Arguments() {
				u.argument(t, argument)
			}
			if sample.Replaced != nil {
				u.replaced(t)
			}
			for name := range knownFailures {
				if of, _, _ := strings.Cut(name, "/"); of == kind && !u.seen[name] {
					t.Errorf("the known failure %s is not a case", name)
				}
			}
		})
	}
}

// unknown is the test of one resource type.
type unknown struct {
	kind   string
	sample acctest.Sample
	seen   map[string]bool
}

// argument tests one argument as unknown, and each part of it.
func (u unknown) argument(t *testing.T, name string) {
	t.Helper()
	first, second := maps.Clone(u.sample.Config), maps.Clone(u.sample.Config)
	maps.Copy(second, u.sample.Second)
	if apart, ok := u.sample.Apart[name]; ok {
		maps.Copy(first, apart)
		maps.Copy(second, apart)
	}
	if first[name] == nil {
		t.Errorf("the sample of %s does not set %s", u.kind, name)
		return
	}
	for at, value := range parts(first[name]) {
		u.check(t, name+at+"/create", nil, with(first, name, value), first)
	}
	for at, value := range parts(second[name]) {
		u.check(t, name+at+"/update", first, with(second, name, value), second)
	}
	u.alone(t, name, first, second)
}

// alone tests the argument as unknown at an update that changes nothing else, and each value of a map.
func (u unknown) alone(t *testing.T, name string, first, second acctest.Block) {
	t.Helper()
	for turns, value := range map[string]any{"same": first[name], "other": second[name]} {
		u.check(t, name+"/alone/"+turns, first, with(first, name, acctest.Unknown), with(first, name, value))
	}
	values, _ := first[name].(acctest.Block)
	others, _ := second[name].(acctest.Block)
	for key := range values {
		if other, ok := others[key]; ok {
			u.check(t, name+"."+key+"/alone", first, with(first, name, with(values, key, acctest.Unknown)), with(first, name, with(values, key, other)))
		}
	}
}

// replaced tests arguments that identify the object as unknown at update. An error that asks to plan again is correct, too.
func (u unknown) replaced(t *testing.T) {
	t.Helper()
	config := maps.Clone(u.sample.Config)
	maps.Copy(config, u.sample.Replaced)
	late := maps.Clone(config)
	for name, value := range u.sample.Replaced {
		if value != nil {
			late[name] = acctest.Unknown
		}
	}
	u.check(t, "replaced", u.sample.Config, late, config)
}

// parts returns the value as unknown, and the value with each of its parts unknown, by path.
func parts(value any) map[string]any {
	all := map[string]any{"": acctest.Unknown}
	switch v := value.(type) {
	case acctest.Block:
		for key := range v {
			all["."+key] = with(v, key, acctest.Unknown)
		}
	case []any:
		for i, element := range v {
			for at, part := range parts(element) {
				elements := slices.Clone(v)
				elements[i] = part
				all[fmt.Sprint(".", i, at)] = elements
			}
		}
	}
	return all
}

func with(block acctest.Block, name string, value any) acctest.Block {
	block = maps.Clone(block)
	block[name] = value
	return block
}

// check plans late from before, and applies it with the values of config.
func (u unknown) check(t *testing.T, name string, before, late, config acctest.Block) {
	t.Helper()
	name = u.kind + "/" + name
	u.seen[name] = true
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		problem := u.try(t, before, late, config)
		reason, known := knownFailures[name]
		switch {
		case problem != "" && !known:
			t.Error(problem)
		case problem == "" && known:
			t.Errorf("it passes: remove it from knownFailures, where it is for %q", reason)
		}
	})
}

func (u unknown) try(t *testing.T, before, late, config acctest.Block) string {
	t.Helper()
	s := acctest.Fake(t)
	if u.sample.Seed != nil {
		u.sample.Seed(s)
	}
	p := acctest.NewProtocol(t, s, u.kind, nil)
	object := acctest.Object{}
	if before != nil {
		object, _ = p.Read(p.Run(object, before))
	}
	p.Tolerate("Provider")
	if diags := p.Validate(late); acctest.HasError(diags) {
		return "validating: " + acctest.Text(diags)
	}
	planned, diags := p.Plan(object, late)
	if acctest.HasError(diags) {
		return "planning: " + acctest.Text(diags)
	}
	if planned.Replace && !u.sample.Link {
		return "an unknown value plans a replacement"
	}
	after, diags := p.ApplyWith(planned, config)
	if broken := p.Violations(); len(broken) > 0 {
		return strings.Join(broken, "\n")
	}
	if acctest.HasError(diags) {
		if text := acctest.Text(diags); !strings.Contains(text, "plan again") {
			return "applying: " + text
		}
		return ""
	}
	if after.IsNull() {
		return "nothing is in state after the apply"
	}
	read, diags := p.Read(after)
	if acctest.HasError(diags) {
		return "reading: " + acctest.Text(diags)
	}
	settled, diags := p.Plan(read, config)
	if acctest.HasError(diags) || !settled.State.Equal(read.State) {
		return fmt.Sprintf("the next plan is not empty: %s\n%s\n%s", acctest.Text(diags), read.State, settled.State)
	}
	return ""
}
