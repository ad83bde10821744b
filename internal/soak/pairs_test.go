package soak_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

type behavior = intercomtest.Behavior

// another has the values of another object, for an answer that is otherwise correct.
var another = map[string]any{"name": "Another", "email": "another@example.com", "external_id": "another", "company_id": "another", "category": "Tracker", "ticket_attributes._default_title_": "Another"}

// anywhere can happen to any call: an answer in Intercom's place, a refusal, an answer that is lost or changed.
var anywhere = []func() behavior{
	intercomtest.Gateway404HTML, intercomtest.Gateway404Empty, intercomtest.Gateway404JSON, intercomtest.LoginRedirect, intercomtest.LoginPage,
	func() behavior { return intercomtest.TrimsText() },
	func() behavior { return intercomtest.EscapesText() },
	func() behavior { return intercomtest.WrapsText() },
	func() behavior { return intercomtest.ObjectsOfWorkspace("zz9other") },
	func() behavior { return intercomtest.RefusesAfter(403, "api_plan_restricted", "No").WithoutEffect() },
	func() behavior { return intercomtest.RefusesAfter(409, "conflict", "Conflict").WithoutEffect() },
	func() behavior { return intercomtest.RefusesAfter(400, "parameter_invalid", "No").WithoutEffect() },
	func() behavior { return intercomtest.RefusesAfter(500, "server_error", "Sorry") },
	func() behavior { return intercomtest.PageAfter(303) },
	func() behavior { return intercomtest.PageAfter(404) },
	func() behavior { return intercomtest.PageAfter(425) },
	func() behavior { return intercomtest.PageAfter(499) },
	func() behavior { return intercomtest.DateOff(-time.Hour) },
	func() behavior { return intercomtest.DateOff(time.Hour) },
	func() behavior { return intercomtest.Omits("created_at", "type") },
}

// made is what else the answer to a create can be about.
var made = []func() behavior{
	intercomtest.AnswersOldest, intercomtest.AnswersNewest, intercomtest.AnswersPrevious, intercomtest.SwapsAnswers,
	func() behavior { return intercomtest.AnswersTwin(another) },
	func() behavior { return intercomtest.Accepted("req-77") },
	func() behavior { return intercomtest.CreatedBehind(4 * time.Second) },
	func() behavior { return intercomtest.AnswersBody(201, `{"id":"req-77"}`) },
	func() behavior { return intercomtest.AnswersBody(200, `[]`) },
}

// about is what else the answer to a read, an update, or a deletion can be about.
var about = []func() behavior{
	intercomtest.AnswersOldest, intercomtest.AnswersNewest,
	func() behavior { return intercomtest.Omits("ticket_type_attributes", "linked_objects") },
	func() behavior { return intercomtest.Overrides(map[string]any{"archived": false}) },
	func() behavior { return intercomtest.Overrides(map[string]any{"name": "Theirs"}) },
	func() behavior { return intercomtest.AnswersBody(200, `true`) },
	func() behavior { return intercomtest.AnswersBody(200, `{"ID":"1","DELETED":true}`) },
	func() behavior { return intercomtest.AnswersBody(202, `{}`) },
}

// ended is what can happen to the answer to a deletion in addition. deleted would turn another answer into a deletion's.
var ended = append([]func() behavior{
	func() behavior { return intercomtest.Overrides(map[string]any{"deleted": false}) },
}, about...)

// listed is what can happen to a list or search.
var listed = []func() behavior{
	intercomtest.NullPages, intercomtest.NextAsURL, intercomtest.NextAsObject, intercomtest.EmptyPage, intercomtest.RepeatsObjects,
	func() behavior { return intercomtest.ShortPages(2) },
	func() behavior { return intercomtest.LargerTotal(1) },
	func() behavior { return intercomtest.Omits("pages", "total_count") },
}

// stage is a call of an operation and what can happen to it, in addition to what can happen to all calls.
type stage struct {
	target
	with []func() behavior
}

// pairs are consecutive calls: a fault in one hides what the other would have shown.
func pairs(rng *rand.Rand, k *kind) [][2]stage {
	create, look := stage{k.create, made}, stage{k.look, listed}
	read, change, end, me := stage{k.read, about}, stage{k.change, about}, stage{k.end, ended}, stage{target: target{"GET", "/me"}}
	return [][2]stage{
		{create, look},
		{create, look},
		{create, create},
		{create, create},
		{create, read},
		{look, create},
		{read, read},
		{change, read},
		{change, read},
		{end, read},
		{end, read},
		{end, end},
		{pick(rng, []stage{create, read, end}), me},
	}
}

// storm sets the faults of a run: pairs of faults, and faults that last.
func (s *soak) storm(planning bool) {
	rng, fake := s.rng, s.world.fake
	s.calmDown()
	if rng.IntN(25) == 0 {
		fake.Inject(intercomtest.Fault{Act: pick(rng, outages)()})
		return
	}
	if rng.IntN(3) == 0 {
		fake.Set(intercomtest.Lags(time.Duration(rng.IntN(90)) * time.Second))
	}
	s.lies()
	for range rng.IntN(2 + len(s.resources)/2) {
		k := pick(rng, s.resources).kind
		if planning && rng.IntN(2) == 0 {
			continue // if no plan can survive it, it does not test the apply
		}
		pair, skip := pick(rng, pairs(rng, k)), max(0, rng.IntN(5)-2)
		for _, half := range pair {
			s.half(half, skip)
		}
		if rng.IntN(4) == 0 {
			s.between(k)
		}
	}
	if rng.IntN(30) == 0 {
		fake.Inject(intercomtest.Fault{Times: 1, Skip: rng.IntN(20), Act: pick(rng, costly)()})
	}
}

func (s *soak) calmDown() {
	s.world.fake.ClearFaults()
	s.world.fake.ClearBehaviors()
}

// half sets one fault of a pair.
func (s *soak) half(at stage, skip int) {
	rng, fake := s.rng, s.world.fake
	times := 1 + rng.IntN(2)
	if rng.IntN(40) == 0 {
		times = 20 // longer than anyone retries
	}
	set := func(b behavior) { fake.Set(b.On(at.method, at.path).Skip(skip).Times(times)) }
	switch n := rng.IntN(10); {
	case at.path == "/me" && n < 6:
		wrong := intercomtest.WrongMe()
		if !s.pinned {
			// Without a pin, a new object is in whatever workspace GET /me names.
			delete(wrong, "another workspace")
		}
		set(wrong[pick(rng, slices.Sorted(maps.Keys(wrong)))])
	case n < 4:
		fake.Inject(intercomtest.Fault{Method: at.method, Path: at.path, Skip: skip, Times: times, Act: pick(rng, disturbances)()})
	case n < 6 || at.with == nil:
		set(pick(rng, anywhere)())
	default:
		set(pick(rng, at.with)())
	}
}

// lies are Intercom's own 404s for objects that exist. Nobody can detect a lie that everything else agrees with, so each
// object is affected at most once per run, and an attribute together with its ticket type, which shows it.
func (s *soak) lies() {
	lied := map[string]bool{}
	for _, r := range s.resources {
		id := r.id()
		first, _, _ := strings.Cut(id, "/")
		if id == "" || r.link() || lied[r.area+first] || s.rng.IntN(12) != 0 {
			continue
		}
		lied[r.area+first] = true
		own := id[strings.LastIndex(id, "/")+1:]
		at := target{pick(s.rng, []string{"GET", "GET", "DELETE", "PUT"}), r.path(id)}
		if r.refs["ticket_type_id"] != nil || r.fixed["ticket_type_id"] != "" {
			at = target{"PUT", "/ticket_types/" + first + "/attributes/" + own}
		}
		s.world.fake.Set(intercomtest.RefusesAfter(pick(s.rng, []int{404, 404, 410}), r.missing, "Not Found").WithoutEffect().On(at.method, at.path).Times(1))
	}
}

// between lets a teammate create an object with the key of one that is about to be created, after the provider's check.
func (s *soak) between(k *kind) {
	var wanted []*resource
	for _, r := range s.resources {
		if r.kind == k && r.object.IsNull() && r.config != nil && k.foreign != nil {
			wanted = append(wanted, r)
		}
	}
	if len(wanted) == 0 {
		return
	}
	r := pick(s.rng, wanted)
	name := r.fresh()
	s.world.fake.Before(k.create.method, k.create.path, func() {
		w := s.world.fake.Workspace
		for _, t := range k.live(w) {
			if t.marker == r.marker() {
				return
			}
		}
		id := k.foreign(w, name)
		s.count(func() { s.foreign[k.typ+"/"+id] = true })
	})
}
