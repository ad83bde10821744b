package soak_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// count runs f alone: what it counts, all tickets share.
func (s *soak) count(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// fail counts a failure and keeps what it takes to understand it.
func (s *soak) fail(counter *int, r *ticket, format string, args ...any) {
	*counter++
	text := fmt.Sprintf(format, args...)
	if r != nil {
		text = fmt.Sprintf("%s (%s): %s\n%s", r.name, r.title, text, s.story(r))
	}
	s.failures = append(s.failures, fmt.Sprintf("round %d: %s", s.round, text))
}

// story is what became of a resource, and the calls about its title or the tickets that it had.
func (s *soak) story(r *ticket) string {
	s.world.mu.Lock()
	defer s.world.mu.Unlock()
	var b strings.Builder
	for _, line := range r.history {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	ids := map[string]bool{}
	for _, c := range s.world.log {
		id, _, _ := strings.Cut(strings.TrimPrefix(c.Path, "/tickets/"), "/")
		mine := c.Path == "/tickets" && strings.Contains(string(c.Body), fmt.Sprintf("%q", r.title))
		if mine {
			for _, t := range s.world.fake.Tickets() {
				if t.Attributes[intercomtest.TitleAttribute] == r.title {
					ids[t.ID] = true
				}
			}
		}
		for _, line := range r.history {
			mine = mine || id != "" && strings.Contains(line, fmt.Sprintf("%q", id))
		}
		if mine || ids[id] || c.Path == "/tickets/search" && c.Fault != "" {
			fmt.Fprintf(&b, "  %s %-4s %-20s %d %-14s %s\n", c.At.UTC().Format("15:04:05.000"), c.Method, c.Path, c.Status, c.Fault, short(c.Body))
		}
	}
	return b.String()
}

func short(body []byte) string {
	if len(body) > 200 {
		return string(body[:200]) + "…"
	}
	return string(body)
}

// covered reports whether an error told of the ticket.
func (s *soak) covered(t intercomtest.Ticket) bool {
	created := time.Unix(t.CreatedAt, 0)
	return slices.ContainsFunc(s.hints, func(h hint) bool {
		return slices.Contains(h.ids, t.ID) ||
			h.title == t.Attributes[intercomtest.TitleAttribute] && h.typeID == t.TypeID && !created.Before(h.from.Add(-3*time.Second)) && !created.After(h.to)
	})
}

// audit compares Intercom with the state: a ticket that lives is in one state, or was left on purpose, or was told of.
func (s *soak) audit() {
	tickets := s.world.fake.Tickets()
	s.count(func() {
		for _, t := range tickets {
			if s.holders[t.ID] != nil || s.left[t.ID] || s.counted[t.ID] {
				continue
			}
			s.counted[t.ID] = true
			if s.covered(t) {
				s.toldOf++
				continue
			}
			owners := slices.DeleteFunc(slices.Clone(s.tickets), func(r *ticket) bool {
				return r.title != t.Attributes[intercomtest.TitleAttribute]
			})
			counter := &s.duplicates
			for _, r := range owners {
				if r.object.IsNull() {
					counter = &s.orphans
				}
			}
			s.fail(counter, owners[0], "ticket %s is in Intercom, in no state, and nobody was told", t.ID)
		}
		w := s.world
		w.mu.Lock()
		unexpected := w.unexpected
		w.unexpected = nil
		w.mu.Unlock()
		for _, id := range unexpected {
			s.fail(&s.deletes, s.had[id], "DELETE of ticket %s, which nobody asked for", id)
		}
	})
}

// finish clears the faults: then a refresh and an apply lead to what is wanted and an empty plan, and a destroy to nothing.
func (s *soak) finish() {
	s.world.fake.ClearFaults()
	s.world.wait(time.Minute)
	s.calm(func(p *acctest.Protocol, r *ticket) {
		read, diags := p.Read(r.object)
		s.moved(r, "last refresh", read, diags)
		if acctest.HasError(diags) {
			s.count(func() { s.fail(&s.unsettled, r, "the last refresh failed: %s", acctest.Text(diags)) })
		}
	})
	s.audit()
	for _, unprotect := range []bool{true, false} {
		s.settle(unprotect)
	}
	s.plans(func(r *ticket) { r.config = nil })
	s.applies()
	s.calm(func(_ *acctest.Protocol, r *ticket) {
		if !r.object.IsNull() {
			s.count(func() { s.fail(&s.unsettled, r, "it could not be destroyed") })
		}
	})
	s.audit()
	s.count(func() {
		for _, t := range s.world.fake.Tickets() {
			if !s.left[t.ID] && !s.counted[t.ID] {
				s.fail(&s.unsettled, nil, "ticket %s is left after the last destroy", t.ID)
			}
		}
	})
}

// settle applies until nothing is to be done: once, and what a create's warning left over a second time.
func (s *soak) settle(unprotect bool) {
	s.plans(func(r *ticket) {
		r.settles = true
		if r.config == nil {
			r.config = r.last // its destroy failed, or was refused
		}
		if unprotect {
			// Protection ends once that is applied, and not in the plan that would replace the ticket.
			r.config["contacts"] = []any{acctest.Block{"id": r.object.Get("contacts.0.id")}}
			r.config["deletion_protection"], r.config["on_destroy"] = nil, nil
		}
		r.lost = false
	})
	for range 2 {
		s.applies()
		s.plans(func(*ticket) {})
	}
	for _, r := range s.tickets {
		if !r.settles {
			continue
		}
		r.settles = false
		if r.action != "" || r.object.IsNull() {
			s.count(func() { s.fail(&s.unsettled, r, "the plan is not empty with all well: %s", r.action) })
		}
	}
}

// plans is a plan without faults, of all that is in state and of what such a plan or its apply left outside.
func (s *soak) plans(want func(*ticket)) {
	s.calm(func(p *acctest.Protocol, r *ticket) {
		want(r)
		s.plan(p, r)
	})
}

// applies carries out what plans planned.
func (s *soak) applies() {
	p, end := s.world.run()
	defer end()
	walk := p.ApplyWalk()
	s.walk(func(r *ticket) { s.apply(walk, r) })
}

// calm walks over all that is in state, without faults and in a run of its own.
func (s *soak) calm(do func(*acctest.Protocol, *ticket)) {
	p, end := s.world.run()
	defer end()
	s.walk(func(r *ticket) {
		if !r.object.IsNull() {
			do(p, r)
		}
	})
}

func (s *soak) report() string {
	var kinds []string
	total := 0
	for _, kind := range slices.Sorted(maps.Keys(s.world.faults)) {
		kinds = append(kinds, fmt.Sprintf("%s %d", kind, s.world.faults[kind]))
		total += s.world.faults[kind]
	}
	return fmt.Sprintf("seed %d: %d tickets, %d rounds, %d calls, %d faults (%s)\n"+
		"  told %d, imported %d, tainted %d, stopped %d\n"+
		"  orphans %d, duplicates %d, forgotten %d, unexpected DELETEs %d, vague errors %d, unsettled %d",
		s.seed, len(s.tickets), s.round, s.world.calls, total, strings.Join(kinds, ", "),
		s.toldOf, s.imports, s.taints, s.stops, s.orphans, s.duplicates, s.forgotten, s.deletes, s.vague, s.unsettled)
}
