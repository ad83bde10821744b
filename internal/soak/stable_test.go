package soak_test

import (
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// finish clears the faults. After that, a refresh and an apply lead to what is wanted and an empty plan, and a destroy
// leads to nothing.
func (s *soak) finish() {
	s.world.wait(time.Minute)
	s.calm(func(p *acctest.Protocol, r *resource) {
		read, diags := p.Of(r.typ).Read(r.object)
		s.moved(r, "last refresh", read, diags)
		if acctest.HasError(diags) {
			s.count(func() { s.fail(&s.of(r).unsettled, r, "the last refresh failed") })
		}
	})
	s.audit()
	for _, r := range s.resources {
		r.settles, r.lost = !r.object.IsNull(), false
		if r.config == nil && r.settles {
			r.config = r.last // its destroy failed, or was refused
		}
	}
	for _, unprotect := range []bool{false, true} {
		s.applyUntilStable(unprotect)
	}
	for _, r := range s.resources {
		r.config = nil
	}
	s.apply()
	for _, r := range s.resources {
		if !r.object.IsNull() {
			s.count(func() { s.fail(&s.of(r).unsettled, r, "it could not be destroyed") })
		}
	}
	s.audit()
}

// applyUntilStable applies until there are no changes.
func (s *soak) applyUntilStable(unprotect bool) {
	for _, r := range s.resources {
		if unprotect && r.config != nil && !r.object.IsNull() {
			r.unprotect()
		}
	}
	for range 3 {
		s.apply()
	}
	p, end := s.world.run(s.world.fake.Token, false)
	defer end()
	s.planAll(p)
	for _, r := range s.resources {
		if r.settles && (r.action != "" || r.object.IsNull()) {
			s.count(func() { s.fail(&s.of(r).unsettled, r, "the plan is not empty with all well: %s", r.action) })
			r.settles = false
		}
	}
}

// apply plans and applies without faults.
func (s *soak) apply() {
	p, end := s.world.run(s.world.fake.Token, false)
	defer end()
	s.planAll(p)
	s.applyAll(p)
}

// calm walks over everything in state, without faults and in its own run.
func (s *soak) calm(do func(*acctest.Protocol, *resource)) {
	p, end := s.world.run(s.world.fake.Token, false)
	defer end()
	for rank := range ranks {
		s.walk(rank, func(r *resource) {
			if !r.object.IsNull() {
				do(p, r)
			}
		})
	}
}
