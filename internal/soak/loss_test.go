package soak_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// lost are creates that take effect but whose answer never arrives.
var lost = []func() intercomtest.Act{
	intercomtest.ResetAfter, intercomtest.HangAfter, intercomtest.TruncateJSON, intercomtest.NullBody, intercomtest.HTMLBody200,
	func() intercomtest.Act { return intercomtest.EmptyBody(204) },
	func() intercomtest.Act { return intercomtest.ActThenStatus(500) },
	func() intercomtest.Act { return intercomtest.ActThenHTML(502) },
}

// TestCreatesUnderLoss creates 16 objects of each independent kind (200 if SOAK_SEEDS is set) in one apply. One answer in
// eight is lost or is another create's, Intercom trims texts, and its searches and lists lag 45 seconds. In spite of that, no
// object is created twice, or created without being reported.
func TestCreatesUnderLoss(t *testing.T) {
	t.Parallel()
	n := 16
	if os.Getenv("SOAK_SEEDS") != "" {
		n = 200
	}
	synctest.Test(t, func(t *testing.T) { createUnderLoss(t, uint64(setting(t, "SOAK_SEED", 1)), n) })
}

func createUnderLoss(t *testing.T, seed uint64, n int) {
	t.Helper()
	s := newSoak(t, seed, seeded(seed), intercomtest.WithLatency(100*time.Millisecond))
	defer s.world.close()
	p, end := s.world.run(s.world.fake.Token, false)
	defer end()
	for _, k := range kinds {
		if slices.Contains(p.Types(), k.typ) && !k.leaves && (len(k.refs) == 0 || k.typ == "intercom_ticket") {
			s.kinds = append(s.kinds, k)
			s.tallies[k] = &tally{}
		}
	}
	for i := range n {
		for _, k := range s.kinds {
			r := newResource(k, i)
			r.config = k.config(r, r.fresh())
			if k.typ == "intercom_contact" || k.typ == "intercom_company" {
				r.config["name"] = "Loss " + r.marker() + " " // Intercom trims it
			}
			for _, ref := range k.refs {
				r.fixed[ref.argument] = ref.fixed
			}
			s.resources = append(s.resources, r)
		}
	}
	s.planAll(p)
	s.world.fake.Set(intercomtest.TrimsText(), intercomtest.Lags(45*time.Second))
	for range n / 8 {
		for _, k := range s.kinds {
			if skip := s.rng.IntN(n); s.rng.IntN(3) == 0 {
				s.world.fake.Set(intercomtest.SwapsAnswers().On(k.create.method, k.create.path).Skip(skip))
			} else {
				s.world.fake.Inject(intercomtest.Fault{Method: k.create.method, Path: k.create.path, Skip: skip, Times: 1, Act: pick(s.rng, lost)()})
			}
		}
	}
	s.applyAll(p)
	s.calmDown()
	s.audit()
	s.checkLoss(t, n)
}

func (s *soak) checkLoss(t *testing.T, n int) {
	t.Helper()
	for _, k := range s.kinds {
		tally, errors := s.tallies[k], 0
		for _, r := range s.resources {
			if r.kind == k && r.object.IsNull() {
				errors++
			}
		}
		posts := 0
		for _, c := range s.world.log {
			if c.Method == k.create.method && c.Path == k.create.path && strings.Contains(string(c.Body), k.noun+"-") {
				posts++
			}
		}
		t.Logf("%-8s created %d (%d adopted with a warning), %d errors, of which %d left an object; without a word: %d doubled, %d orphans; %d POSTs to %s",
			k.noun, tally.created, tally.adopted, errors, tally.told, tally.doubled, tally.orphans, posts, k.create.path)
		if tally.created+errors != n {
			t.Errorf("%s: %d were created and %d failed, of %d", k.noun, tally.created, errors, n)
		}
		if tally.created < n/2 {
			t.Errorf("%s: only %d of %d were created", k.noun, tally.created, n)
		}
	}
	for _, f := range s.failures {
		t.Error(f)
	}
}
