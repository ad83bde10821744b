package soak_test

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// tally has the counters of a kind.
type tally struct {
	// misdirected: created, but the create was answered with another create's refusal, which looks like its own.
	misdirected                                                                                       int
	created, adopted, told, imported                                                                  int
	orphans, doubled, forgotten, falselyAdopted, elsewhere, deletes, vague, tainted, unsettled, shown int
}

// telling is what a create reported, and when it was running.
type telling struct {
	resource *resource
	from, to time.Time
	text     string
}

// count runs f exclusively: all resources share the counters.
func (s *soak) count(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func (s *soak) of(r *resource) *tally { return s.tallies[r.kind] }

// fail counts a failure and records what is needed to understand it.
func (s *soak) fail(counter *int, r *resource, format string, args ...any) {
	*counter++
	text := fmt.Sprintf(format, args...)
	if r != nil {
		text = fmt.Sprintf("%s: %s\n%s", r.name(), text, s.story(r))
	}
	s.failures = append(s.failures, fmt.Sprintf("round %d: %s", s.round, text))
}

// owns reports whether an object can be a resource's.
func (s *soak) owns(r *resource, t thing) bool {
	if r.link() {
		return r.tried[t.id]
	}
	return t.marker == r.marker()
}

// living returns the object in Intercom with a resource's ID, if it exists.
func (s *soak) living(k *kind, id string) (thing, bool) {
	all := k.live(s.world.fake.Workspace)
	i := slices.IndexFunc(all, func(t thing) bool { return t.id == id })
	if i < 0 {
		return thing{}, false
	}
	return all[i], true
}

// moved records the state after a call, and checks whether state lost an object that still exists.
func (s *soak) moved(r *resource, doing string, after acctest.Object, diags []*tfprotov6.Diagnostic) {
	was := r.id()
	r.object = after
	is := r.id()
	for part := range strings.SplitSeq(is, "/") {
		r.ids[part] = part != "" && part != trackerTicket
	}
	r.note("%s: %q -> %q %s", doing, was, is, acctest.Text(diags))
	s.checkSecrets(r, doing, diags)
	if was == is {
		return
	}
	_, lives := s.living(r.kind, was)
	s.count(func() {
		key, next := r.typ+"/"+was, r.typ+"/"+is
		if lives && !s.left[key] && !s.counted[key] {
			s.fail(&s.of(r).forgotten, r, "%s: %s lives and has left the state: %s", doing, was, acctest.Text(diags))
			s.counted[key] = true
		}
		delete(s.holders, key)
		if is == "" {
			return
		}
		if other := s.holders[next]; other != nil {
			s.fail(&s.of(r).doubled, r, "%s: %s is in the state of %s already", doing, is, other.name())
		}
		s.holders[next] = r
		delete(s.left, next)
	})
}

// checkSecrets checks that no message shows an access token.
func (s *soak) checkSecrets(r *resource, doing string, diags []*tfprotov6.Diagnostic) {
	if text := acctest.Text(diags); strings.Contains(text, s.world.token) {
		s.count(func() { s.fail(&s.of(r).shown, r, "%s: a message shows the access token", doing) })
	}
}

// created records the state after a create, and what it reported.
func (s *soak) created(r *resource, begun time.Time, after acctest.Object, diags []*tfprotov6.Diagnostic) {
	s.moved(r, "create", after, diags)
	text := acctest.Text(diags)
	mine, lives := s.living(r.kind, r.id())
	s.count(func() {
		s.told = append(s.told, telling{r, begun, time.Now(), text})
		tally := s.of(r)
		adopted := strings.Contains(text, "Adopted ")
		switch {
		case acctest.HasError(diags) && !after.IsNull():
			s.fail(&tally.tainted, r, "a create returned state with an error")
		case !after.IsNull():
			tally.created++
			key := r.typ + "/" + r.id()
			if adopted {
				tally.adopted++
			}
			if lives && (!s.owns(r, mine) || s.foreign[key] && !adopted) {
				s.fail(&tally.falselyAdopted, r, "%s is not what it created, but %+v", key, mine)
			}
		case strings.Contains(text, "may have been created"):
			r.lost = true
			named := strings.Contains(text, r.marker()) || candidate.MatchString(text) || r.leaves // there is no other one
			if date := r.config["date"]; date != nil {
				named = named || strings.Contains(text, fmt.Sprint(date))
			}
			if again := (r.link() || r.leaves) && strings.Contains(text, "You can apply again"); !again && (!named || !strings.Contains(text, "import {")) {
				s.fail(&tally.vague, r, "the error does not say what to look for")
			}
		case strings.Contains(text, "import {"):
			r.lost = true
		}
	})
	r.rename(diags)
}

// candidate is a line of an error that names an object.
var candidate = regexp.MustCompile(`(?m)^  - \S+`)

// covered reports whether a message mentioned an object that is in no state.
func (s *soak) covered(k *kind, t thing) bool {
	id := t.id[strings.LastIndex(t.id, "/")+1:]
	names := regexp.MustCompile(`(^|\W)` + regexp.QuoteMeta(id) + `(\W|$)`)
	return slices.ContainsFunc(s.told, func(said telling) bool {
		if said.resource.typ != k.typ {
			return false
		}
		mine := s.owns(said.resource, t) && strings.Contains(said.text, "may have been created") &&
			(t.created == 0 || t.created >= said.from.Add(-10*time.Second).Unix() && t.created <= said.to.Unix())
		return mine || said.resource.link() == k.link() && !k.link() && names.MatchString(said.text)
	})
}

// audit compares Intercom with the state: an existing object is in one state, was left on purpose, or was mentioned in a
// message.
func (s *soak) audit() {
	for _, k := range s.kinds {
		living := k.live(s.world.fake.Workspace)
		s.count(func() {
			for _, t := range living {
				s.auditOne(k, t)
			}
		})
	}
	w := s.world
	w.mu.Lock()
	unexpected, elsewhere := w.unexpected, w.elsewhere
	w.unexpected, w.elsewhere = nil, nil
	w.mu.Unlock()
	s.count(func() {
		for _, key := range unexpected {
			r := s.holders[key]
			counter := &s.tallies[s.kinds[0]].deletes
			if r != nil {
				counter = &s.of(r).deletes
			}
			s.fail(counter, r, "end of %s, which nobody asked for", key)
		}
		for _, call := range elsewhere {
			s.fail(&s.tallies[s.kinds[0]].elsewhere, nil, "write to another workspace: %s", call)
		}
	})
}

func (s *soak) auditOne(k *kind, t thing) {
	key := k.typ + "/" + t.id
	if k.leaves || s.holders[key] != nil || s.left[key] || s.counted[key] || s.foreign[key] {
		return
	}
	var owners []*resource
	for _, r := range s.resources {
		if r.kind == k && s.owns(r, t) {
			owners = append(owners, r)
		}
	}
	if len(owners) == 0 {
		return // it existed from the start
	}
	s.counted[key] = true
	tally := s.tallies[k]
	if s.covered(k, t) {
		tally.told++
		return
	}
	if s.misdirected(k, t) {
		tally.misdirected++
		return
	}
	counter := &tally.doubled
	for _, r := range owners {
		if r.object.IsNull() {
			counter = &tally.orphans
		}
	}
	s.fail(counter, owners[0], "%s %s is in Intercom, in no state, and nobody was told", k.noun, t.id)
}

// misdirected reports whether the create of an object was answered with another create's refusal.
func (s *soak) misdirected(k *kind, t thing) bool {
	s.world.mu.Lock()
	defer s.world.mu.Unlock()
	return slices.ContainsFunc(s.world.log, func(c intercomtest.Call) bool {
		return c.Method == k.create.method && c.Path == k.create.path && c.Status >= 400 && c.Status < 500 &&
			strings.Contains(c.Fault, "SwapsAnswers") && marked.FindString(string(c.Body)) == t.marker
	})
}

// story returns the history of a resource and the last calls about it.
func (s *soak) story(r *resource) string {
	s.world.mu.Lock()
	defer s.world.mu.Unlock()
	var calls []string
	for _, c := range s.world.log {
		mine := strings.Contains(string(c.Body), r.marker()) || c.Path == "/me" || c.Path == r.look.path
		for segment := range strings.SplitSeq(c.Path, "/") {
			mine = mine || r.ids[segment] || segment == r.marker()
		}
		if mine {
			calls = append(calls, fmt.Sprintf("  %s %-4s %s?%s %d %s %s %s", c.At.UTC().Format("15:04:05.000"), c.Method, c.Path, c.RawQuery, c.Status, c.Fault, short(c.Body), short(c.ResponseBody)))
		}
	}
	lines := strings.Split(strings.Join(r.history, "\n"), "\n")
	lines = append(lines[max(0, len(lines)-100):], calls[max(0, len(calls)-30):]...)
	return "  " + strings.Join(lines, "\n  ") + "\n"
}

func short(body []byte) string {
	text := strings.Join(strings.Fields(string(body)), " ")
	if len(text) > 200 {
		return text[:200] + "…"
	}
	return text
}

func (s *soak) report() string {
	total := 0
	for _, n := range s.world.faults {
		total += n
	}
	var b strings.Builder
	fmt.Fprintf(&b, "seed %d: %d objects, %d rounds, %d calls, %d with faults, %d times stopped\n", s.seed, len(s.resources), s.round, s.world.calls, total, s.stops)
	for _, k := range s.kinds {
		t := s.tallies[k]
		fmt.Fprintf(&b, "  %-18s created %d, adopted %d, told %d, imported %d, misdirected %d; orphans %d, doubled %d, forgotten %d, falsely adopted %d, elsewhere %d, unexpected DELETEs %d, vague %d, tainted %d, unsettled %d, secrets shown %d\n",
			cmp.Or(k.noun, k.typ), t.created, t.adopted, t.told, t.imported, t.misdirected, t.orphans, t.doubled, t.forgotten, t.falselyAdopted, t.elsewhere, t.deletes, t.vague, t.tainted, t.unsettled, t.shown)
	}
	return b.String()
}
