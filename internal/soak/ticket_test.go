package soak_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// ticket is one resource: what its user wants and what Terraform's state has.
type ticket struct {
	name  string
	title string // for life, so that a ticket in Intercom tells whose it is; twins share one
	// config is what is wanted, nil for nothing.
	config  acctest.Block
	last    acctest.Block // config before it became nil
	object  acctest.Object
	tainted bool
	// lost: an error told of a ticket that may be there, and the user imports it before the next apply.
	lost bool

	planned acctest.Planned
	action  string // what is planned: create, update, replace, destroy, or nothing
	settles bool   // it was in state when the settling began
	history []string
}

func (r *ticket) id() string {
	if r.object.IsNull() {
		return ""
	}
	return r.object.Get("id")
}

func (r *ticket) note(format string, args ...any) {
	r.history = append(r.history, fmt.Sprintf(format, args...))
}

// want makes the user's mind up.
func (r *ticket) want(rng *rand.Rand) {
	contacts := []string{intercomtest.ExampleContactEmail, "grace@example.com"}
	switch n := rng.IntN(20); {
	case r.config == nil && n < 10, r.config == nil && r.object.IsNull() && n < 14:
		r.config = acctest.Block{
			"ticket_type_id": intercomtest.ExampleIncidentType, "title": r.title,
			"contacts": []any{acctest.Block{"email": contacts[0]}},
		}
		r.change(rng)
	case r.config == nil:
	case n < 4 && !r.lost:
		r.last, r.config = r.config, nil
	case n < 5 && !r.lost:
		now := r.config["contacts"].([]any)[0].(acctest.Block)["email"]
		if now == contacts[0] {
			contacts[0] = contacts[1]
		}
		r.config["contacts"] = []any{acctest.Block{"email": contacts[0]}}
	case n < 14:
		r.change(rng)
	}
}

// change edits what can be changed in place.
func (r *ticket) change(rng *rand.Rand) {
	set := func(name string, values ...any) { r.config[name] = pick(rng, values) }
	switch rng.IntN(7) {
	case 0:
		set("description", nil, "first", "second")
	case 1:
		set("admin_assignee_id", nil, intercomtest.ExampleAdmin, intercomtest.ExampleSecondAdmin)
		set("team_assignee_id", nil, intercomtest.ExampleTeam)
	case 2:
		set("ticket_state_id", nil, intercomtest.ExampleInProgress, intercomtest.ExampleWaiting, intercomtest.ExampleResolved)
	case 3:
		set("is_shared", nil, true, false)
	case 4:
		set("ticket_attributes", nil, acctest.Block{"Priority": "High"}, acctest.Block{"Priority": "Low", "Seats": "12"})
	case 5:
		set("deletion_protection", nil, true, false)
	case 6:
		set("on_destroy", nil, nil, "close", "abandon")
	}
}

// plan refreshes and plans, as terraform plan does.
func (s *soak) plan(p *acctest.Protocol, r *ticket) {
	r.action = ""
	if r.lost && !s.importLost(p, r) {
		return
	}
	if !r.object.IsNull() {
		read, diags := p.Read(r.object)
		s.moved(r, "refresh", read, diags)
		if acctest.HasError(diags) {
			return
		}
	}
	prior := r.object
	if prior.IsNull() {
		prior, r.tainted = acctest.Object{}, false
	}
	if r.config == nil && prior.IsNull() {
		return
	}
	planned, diags := p.Plan(prior, r.config)
	action := "update"
	switch {
	case acctest.HasError(diags):
		r.note("plan: %s", summary(diags))
		return
	case r.config == nil:
		action = "destroy"
	case prior.IsNull():
		action = "create"
	case len(planned.Replaces) > 0 || r.tainted:
		action = "replace"
		planned, diags = p.Plan(acctest.Object{}, r.config)
		if acctest.HasError(diags) {
			return
		}
	case planned.State.Equal(prior.State):
		return
	}
	r.planned, r.action = planned, action
	r.note("plan: %s", action)
}

// apply carries the plan out.
func (s *soak) apply(w *acctest.Walk, r *ticket) {
	switch r.action {
	case "destroy":
		s.destroy(w, r, r.planned)
	case "replace":
		null := acctest.Object{State: tftypes.NewValue(r.object.State.Type(), nil)}
		s.destroy(w, r, acctest.Planned{Object: null, Config: null.State, Prior: r.object})
		if r.object.IsNull() && !s.stopped.Load() {
			s.create(w, r)
		}
	case "create":
		s.create(w, r)
	case "update":
		after, diags := w.Apply(r.planned)
		s.moved(r, "update", after, diags)
	}
	r.action = ""
}

func (s *soak) create(w *acctest.Walk, r *ticket) {
	begun := time.Now()
	after, diags := w.Apply(r.planned)
	s.moved(r, "create", after, diags)
	r.tainted = acctest.HasError(diags) && !after.IsNull()
	if r.tainted {
		s.count(func() { s.taints++ })
	}
	if text := acctest.Text(diags); acctest.HasError(diags) && strings.Contains(text, "A ticket may have been created") {
		s.told(r, begun, text)
	}
}

func (s *soak) destroy(w *acctest.Walk, r *ticket, planned acctest.Planned) {
	prior := r.object
	protected := prior.Get("deletion_protection") == "true"
	spared := prior.Get("on_destroy") == "close" || prior.Get("on_destroy") == "abandon"
	// A replacement without another contact is a deletion that nobody asked for.
	if asked := r.action == "destroy" || r.tainted || s.otherContact(r); asked && !protected && !spared {
		defer s.world.ask(r.id())()
	}
	if spared {
		s.count(func() { s.left[prior.Get("id")] = true })
	}
	after, diags := w.Apply(planned)
	s.moved(r, r.action+": delete", after, diags)
	if spared && !after.IsNull() {
		s.count(func() { delete(s.left, prior.Get("id")) })
	}
	if after.IsNull() {
		r.tainted = false
	}
}

// otherContact reports whether the contact that is wanted is not the ticket's.
func (s *soak) otherContact(r *ticket) bool {
	t, lives := s.world.fake.Ticket(r.id())
	wanted := r.config["contacts"].([]any)[0].(acctest.Block)
	for _, c := range s.world.fake.Contacts() {
		if lives && c.ID == t.ContactIDs[0] {
			return wanted["email"] != c.Email && wanted["id"] != c.ID
		}
	}
	return true
}

// moved takes over what a call left in state, and looks whether state lost a ticket that lives.
func (s *soak) moved(r *ticket, doing string, after acctest.Object, diags []*tfprotov6.Diagnostic) {
	was := r.id()
	r.object = after
	is := r.id()
	r.note("%s: %q -> %q %s", doing, was, is, summary(diags))
	if was == is {
		return
	}
	s.count(func() {
		if _, lives := s.world.fake.Ticket(was); lives && !s.left[was] && !s.counted[was] {
			s.fail(&s.forgotten, r, "%s: ticket %s lives and has left the state: %s", doing, was, acctest.Text(diags))
			s.counted[was] = true
		}
		delete(s.holders, was)
		if is == "" {
			return
		}
		if other := s.holders[is]; other != nil {
			s.fail(&s.duplicates, r, "%s: ticket %s is in the state of %s already", doing, is, other.name)
		}
		s.holders[is], s.had[is] = r, r
	})
}

// importLost is the user who looks in Intercom, as the error said, and imports what is there. It is false as long as that
// fails.
func (s *soak) importLost(p *acctest.Protocol, r *ticket) bool {
	for _, t := range s.world.fake.Tickets() {
		free := false
		s.count(func() { free = s.holders[t.ID] == nil && !s.left[t.ID] && !s.importing[t.ID] && s.covered(t) })
		if !free || t.Attributes[intercomtest.TitleAttribute] != r.title {
			continue
		}
		s.count(func() { s.importing[t.ID] = true })
		imported, diags := p.Import(t.ID, nil)
		s.count(func() { delete(s.importing, t.ID) })
		if acctest.HasError(diags) {
			r.note("import %s: %s", t.ID, summary(diags))
			return false
		}
		s.moved(r, "import", imported, diags)
		s.count(func() { s.imports++ })
		break
	}
	r.lost = false
	return true
}

func summary(diags []*tfprotov6.Diagnostic) string {
	var all []string
	for _, d := range diags {
		all = append(all, d.Severity.String()+" "+d.Summary)
	}
	return strings.Join(all, "; ")
}

// hint is what an error told of a ticket that may be there.
type hint struct {
	title, typeID string
	ids           []string
	from, to      time.Time
}

var (
	listedID = regexp.MustCompile(`(?m)^  - id (\d+) \(#`)
	lookFor  = regexp.MustCompile(`look in Intercom for a ticket of type (\d+) titled "([^"]*)", created at about (\S+):`)
)

// told notes the error that tells of a ticket which may be there, and fails unless it says what to look for and what to do.
func (s *soak) told(r *ticket, begun time.Time, text string) {
	h := hint{to: time.Now().Add(time.Second)}
	for _, m := range listedID.FindAllStringSubmatch(text, -1) {
		h.ids = append(h.ids, m[1])
	}
	if m := lookFor.FindStringSubmatch(text); m != nil {
		h.typeID, h.title = m[1], m[2]
		h.from, _ = time.Parse(time.RFC3339, m[3])
	}
	s.count(func() {
		named := len(h.ids) > 1 || h.title == r.title && h.typeID == intercomtest.ExampleIncidentType && !h.from.Before(begun.Add(-5*time.Second))
		if !named || !strings.Contains(text, "import {") {
			s.fail(&s.vague, r, "the error does not say what to look for:\n%s", text)
		}
		s.hints = append(s.hints, h)
	})
	r.lost = true
}
