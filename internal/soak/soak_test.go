// Package soak runs the provider for long against a fake Intercom where everything goes wrong, and holds it to its promise:
// no ticket is ever deleted, duplicated or forgotten by mistake.
//
// A seed fixes what users want and what goes wrong; which call meets which fault also depends on how goroutines take turns.
// Time is a bubble's of testing/synctest: hours of it pass at once.
package soak_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// parallelism is how many tickets Terraform works on at once.
const parallelism = 5

// TestSoak runs SOAK_SEEDS seeds from SOAK_SEED on, each SOAK_ROUNDS rounds of a plan and an apply of SOAK_N tickets.
func TestSoak(t *testing.T) {
	t.Parallel()
	setting := func(name string, standard int) int {
		if value := os.Getenv(name); value != "" {
			n, err := strconv.Atoi(value)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return n
		}
		return standard
	}
	first, seeds, n, rounds := setting("SOAK_SEED", 1), setting("SOAK_SEEDS", 2), setting("SOAK_N", 16), setting("SOAK_ROUNDS", 5)
	for seed := first; seed < first+seeds; seed++ {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { run(t, uint64(seed), n, rounds) })
		})
	}
}

type soak struct {
	world   *world
	seed    uint64
	rng     *rand.Rand
	tickets []*ticket
	round   int
	stopped atomic.Bool

	mu        sync.Mutex
	holders   map[string]*ticket // by the id in their state
	had       map[string]*ticket // also by ids that have left it
	left      map[string]bool    // tickets that on_destroy spared
	counted   map[string]bool    // tickets that are in no state, and were counted
	importing map[string]bool
	hints     []hint
	failures  []string

	toldOf, imports, taints, stops                            int
	orphans, duplicates, forgotten, deletes, vague, unsettled int
}

func run(t *testing.T, seed uint64, n, rounds int) {
	t.Helper()
	rng := seeded(seed)
	lag := time.Duration(rng.IntN(20)) * time.Second
	s := &soak{
		world: newWorld(t, intercomtest.WithSearchLag(lag), intercomtest.WithLatency(time.Duration(20+rng.IntN(200))*time.Millisecond),
			intercomtest.WithRateLimit(pick(rng, []int{10_000, 166, 60}), 10*time.Second)),
		seed: seed, rng: rng, holders: map[string]*ticket{}, had: map[string]*ticket{}, left: map[string]bool{}, counted: map[string]bool{}, importing: map[string]bool{},
	}
	defer s.world.close()
	for i := range n {
		r := &ticket{name: fmt.Sprintf("intercom_ticket.t[%d]", i), title: fmt.Sprintf("Soak %d", i)}
		if i%3 == 0 {
			r.title = fmt.Sprintf("Soak, twins %d", i%2) // nobody can tell these apart
		}
		s.tickets = append(s.tickets, r)
	}
	for range rounds {
		s.turn()
	}
	s.finish()
	for _, f := range s.failures {
		t.Errorf("seed %d: %s", seed, f)
	}
	t.Log(s.report())
}

// turn is a round: users change their minds, plan, apply, and deal with what came of it; teammates work in Intercom.
func (s *soak) turn() {
	s.round++
	for _, r := range s.tickets {
		r.want(s.rng)
		r.note("round %d, wanted %v", s.round, r.config)
	}
	s.terraform(func(p *acctest.Protocol) func(*ticket) {
		return func(r *ticket) { s.plan(p, r) }
	})
	s.world.wait(time.Duration(5+s.rng.IntN(60)) * time.Second)
	if s.rng.IntN(3) == 0 {
		s.teammates()
	}
	s.terraform(func(p *acctest.Protocol) func(*ticket) {
		walk := p.ApplyWalk()
		return func(r *ticket) { s.apply(walk, r) }
	})
	s.world.fake.ClearFaults()
	for _, r := range s.tickets {
		// Not everybody does what an error says.
		if r.lost && s.rng.IntN(3) == 0 {
			r.lost = false
		}
	}
	s.world.wait(time.Duration(5+s.rng.IntN(60)) * time.Second)
	s.teammates()
	s.audit()
}

// terraform is a run of Terraform's: a provider of its own, with which begin returns what to do for each ticket, a storm, and
// perhaps the user's Ctrl-C.
func (s *soak) terraform(begin func(*acctest.Protocol) func(*ticket)) {
	p, end := s.world.run()
	defer end()
	do := begin(p)
	s.world.storm(s.rng, len(s.tickets), s.ids())
	defer s.world.fake.ClearFaults()
	over, ended := make(chan struct{}), make(chan struct{})
	ctrlC := time.Duration(0)
	if s.rng.IntN(4) == 0 {
		ctrlC = time.Duration(1 + s.rng.Int64N(int64(time.Minute)))
	}
	go func() {
		defer close(ended)
		if ctrlC == 0 {
			return
		}
		select {
		case <-time.After(ctrlC):
			s.stopped.Store(true)
			s.count(func() { s.stops++ })
			p.Stop()
		case <-over:
		}
	}()
	s.walk(do)
	close(over)
	<-ended
	s.stopped.Store(false)
}

// ids are those in state, and some that new tickets will have.
func (s *soak) ids() (ids []string) {
	highest := 0
	for _, r := range s.tickets {
		if id := r.id(); id != "" {
			ids = append(ids, id)
			n, _ := strconv.Atoi(id)
			highest = max(highest, n)
		}
	}
	for i := range len(s.tickets) / 2 {
		ids = append(ids, strconv.Itoa(highest+1+i))
	}
	return ids
}

// walk does something for each ticket, several at once; what was not begun when the user stopped the run is not begun.
func (s *soak) walk(do func(*ticket)) {
	queue := make(chan *ticket, len(s.tickets))
	for _, i := range s.rng.Perm(len(s.tickets)) {
		queue <- s.tickets[i]
	}
	close(queue)
	var all sync.WaitGroup
	for range parallelism {
		all.Go(func() {
			for r := range queue {
				if !s.stopped.Load() {
					do(r)
				}
			}
		})
	}
	all.Wait()
}

// teammates delete and change tickets behind Terraform's back.
func (s *soak) teammates() {
	for _, r := range s.tickets {
		id := r.id()
		if _, lives := s.world.fake.Ticket(id); !lives {
			continue
		}
		switch s.rng.IntN(40) {
		case 0:
			s.world.fake.DeleteTicket(id)
			r.note("a teammate deleted %q", id)
		case 1, 2:
			s.world.fake.UpdateTicket(id, func(t *intercomtest.Ticket) {
				t.Attributes[intercomtest.DescriptionAttribute] = "A teammate was here."
			})
		}
	}
}
