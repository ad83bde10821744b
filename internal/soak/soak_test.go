// Package soak runs the provider for a long time against a fake Intercom with every kind of fault, mostly two at once, and
// checks its promise: no object of any kind is ever deleted, duplicated, or lost by accident.
//
// A seed determines what users want and which faults occur. Which call gets which fault also depends on how goroutines are
// scheduled. Time is a bubble of testing/synctest, so hours pass immediately.
package soak_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// parallelism is the number of objects that Terraform works on at once.
const parallelism = 5

// setting reads a number from the environment.
func setting(t *testing.T, name string, standard int) int {
	t.Helper()
	value := os.Getenv(name)
	if value == "" {
		return standard
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// TestSoak runs SOAK_SEEDS seeds starting with SOAK_SEED, each with SOAK_ROUNDS rounds of a plan and an apply of SOAK_N
// objects.
func TestSoak(t *testing.T) {
	t.Parallel()
	first, seeds, n, rounds := setting(t, "SOAK_SEED", 1), setting(t, "SOAK_SEEDS", 1), setting(t, "SOAK_N", 24), setting(t, "SOAK_ROUNDS", 5)
	for seed := first; seed < first+seeds; seed++ {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { run(t, uint64(seed), n, rounds) })
		})
	}
}

type soak struct {
	world     *world
	seed      uint64
	rng       *rand.Rand
	resources []*resource
	kinds     []*kind // those that the provider has
	round     int
	stopped   atomic.Bool
	elsewhere atomic.Bool // the token is another workspace's
	pinned    bool        // the provider's configuration names the workspace

	// The keys of these are types and IDs.
	mu       sync.Mutex
	holders  map[string]*resource // by what is in their state
	left     map[string]bool      // kept by on_destroy
	foreign  map[string]bool      // created by teammates
	counted  map[string]bool      // in no state, and already counted
	told     []telling
	failures []string
	tallies  map[*kind]*tally
	stops    int
}

func newSoak(t *testing.T, seed uint64, rng *rand.Rand, options ...intercomtest.Option) *soak {
	t.Helper()
	return &soak{
		world: newWorld(t, options...), seed: seed, rng: rng, holders: map[string]*resource{}, left: map[string]bool{},
		foreign: map[string]bool{}, counted: map[string]bool{}, tallies: map[*kind]*tally{},
	}
}

func run(t *testing.T, seed uint64, n, rounds int) {
	t.Helper()
	rng := seeded(seed)
	lag := time.Duration(rng.IntN(20)) * time.Second
	s := newSoak(t, seed, rng, intercomtest.WithSearchLag(lag), intercomtest.WithLatency(time.Duration(20+rng.IntN(200))*time.Millisecond),
		intercomtest.WithRateLimit(pick(rng, []int{10_000, 166, 60}), 10*time.Second))
	defer s.world.close()
	s.populate(n)
	for range rounds {
		s.turn()
	}
	s.finish()
	for _, f := range s.failures {
		t.Errorf("seed %d: %s", seed, f)
	}
	t.Log(s.report())
}

// populate creates n resources of all kinds that the provider has, and lets them refer to each other.
func (s *soak) populate(n int) {
	p, end := s.world.run(s.world.fake.Token, false)
	defer end()
	for _, k := range kinds {
		if slices.Contains(p.Types(), k.typ) {
			s.kinds = append(s.kinds, k)
			s.tallies[k] = &tally{}
		}
	}
	byType := map[string][]*resource{}
	for i := range n {
		k := s.kinds[i%len(s.kinds)]
		r := newResource(k, i/len(s.kinds))
		if k.most > 0 && r.n >= k.most {
			continue
		}
		s.resources = append(s.resources, r)
		byType[k.typ] = append(byType[k.typ], r)
	}
	for _, r := range s.resources {
		for _, ref := range r.kind.refs {
			parents := byType[ref.typ]
			switch {
			case ref.argument == "conversation_id":
				r.fixed[ref.argument] = strconv.Itoa(200 + r.n)
				s.world.fake.AddConversation(r.fixed[ref.argument])
			case len(parents) > 0 && (ref.fixed == "" || r.n%2 == 0):
				r.refs[ref.argument] = parents[r.n%len(parents)]
			default:
				r.fixed[ref.argument] = ref.fixed
			}
		}
	}
}

// turn is a round: users change their minds, plan, apply, and react to the result; teammates work in Intercom.
func (s *soak) turn() {
	s.round++
	for rank := range ranks {
		for _, r := range s.resources {
			if r.rank() == rank {
				r.want(s.rng)
				r.note("round %d, wanted %v", s.round, r.config)
			}
		}
	}
	s.terraform(s.world.fake.Token, true, s.planAll)
	s.world.wait(time.Duration(5+s.rng.IntN(60)) * time.Second)
	if s.rng.IntN(3) == 0 {
		s.teammates()
	}
	if s.rng.IntN(4) == 0 {
		s.wrongToken()
	}
	s.terraform(s.world.fake.Token, false, s.applyAll)
	for _, r := range s.resources {
		// Not every user does what an error says.
		if r.lost && s.rng.IntN(3) == 0 {
			r.lost = false
		}
	}
	s.world.wait(time.Duration(5+s.rng.IntN(60)) * time.Second)
	s.teammates()
	s.audit()
}

// ranks is the number of ranks of resources.
const ranks = 3

func (s *soak) planAll(p *acctest.Protocol) {
	for rank := range ranks {
		s.walk(rank, func(r *resource) { s.plan(p, r) })
	}
}

// applyAll ends resources that refer to others before those others, and creates them after.
func (s *soak) applyAll(p *acctest.Protocol) {
	w := p.ApplyWalk()
	for rank := ranks - 1; rank >= 0; rank-- {
		s.walk(rank, func(r *resource) { s.unmake(w, r) })
	}
	for rank := range ranks {
		s.walk(rank, func(r *resource) { s.make(w, r) })
	}
}

// wrongToken refreshes and applies the plan with the token of another workspace that has the same IDs. Nothing may change
// there or in state.
func (s *soak) wrongToken() {
	twin := s.world.fake.AddTwinWorkspace(fmt.Sprintf("twin%d", s.round), s.world.fake.Workspace)
	before := everything(twin)
	s.elsewhere.Store(true)
	defer s.elsewhere.Store(false)
	s.terraform(twin.Token, false, func(p *acctest.Protocol) {
		for rank := range ranks {
			s.walk(rank, func(r *resource) {
				if !r.object.IsNull() {
					read, diags := p.Of(r.typ).Read(r.object)
					s.moved(r, "refresh with another workspace's token", read, diags)
				}
			})
		}
		w := p.ApplyWalk()
		for rank := ranks - 1; rank >= 0; rank-- {
			s.walk(rank, func(r *resource) {
				s.unmake(w, r)
				if config := r.written(false); r.action == "update" && config != nil {
					after, diags := w.Of(r.typ).ApplyWith(r.planned, config)
					s.moved(r, "update with another workspace's token", after, diags)
				}
			})
		}
	})
	if after := everything(twin); before != after {
		s.count(func() {
			s.fail(&s.tallies[s.kinds[0]].elsewhere, nil, "another workspace was changed:\n%s\n%s", before, after)
		})
	}
}

// everything returns the content of a workspace.
func everything(w *intercomtest.Workspace) string {
	return fmt.Sprintf("%+v\n%+v\n%+v\n%+v\n%+v\n%+v\n%+v\n%+v\n%+v\n%+v\n%+v\n%+v\n%+v\n%+v\n%+v",
		w.Articles(), w.ConversationAttributes(), w.OfficeHoursExceptions(), w.CustomObjectInstances(), w.Teams(), w.IPAllowlist(),
		w.OfficeHoursSchedules(), w.Audiences(), w.DataConnectors(), w.Collections(), w.Tags(), w.Companies(), w.Contacts(), w.TicketTypes(), w.Tickets())
}

// terraform runs Terraform with its own provider, a storm, and sometimes the user's Ctrl-C.
func (s *soak) terraform(token string, planning bool, do func(*acctest.Protocol)) {
	s.pinned = s.rng.IntN(2) == 0
	p, end := s.world.run(token, s.pinned)
	defer end()
	s.storm(planning)
	defer s.calmDown()
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
	do(p)
	close(over)
	<-ended
	s.stopped.Store(false)
}

// walk runs do for each resource of a rank, several at once. After the user stops the run, nothing new starts.
func (s *soak) walk(rank int, do func(*resource)) {
	queue := make(chan *resource, len(s.resources))
	for _, i := range s.rng.Perm(len(s.resources)) {
		if s.resources[i].rank() == rank {
			queue <- s.resources[i]
		}
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

// teammates delete and change objects outside of Terraform.
func (s *soak) teammates() {
	for _, r := range s.resources {
		id, w := r.id(), s.world.fake.Workspace
		if !slices.ContainsFunc(r.live(w), func(t thing) bool { return t.id == id }) {
			continue
		}
		switch s.rng.IntN(40) {
		case 0:
			if r.remove != nil {
				r.remove(w, id)
				r.note("a teammate deleted %q", id)
			}
		case 1, 2:
			if r.kind.edit != nil {
				r.kind.edit(w, id)
				r.note("a teammate edited %q", id)
			}
		}
	}
}
