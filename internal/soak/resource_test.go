package soak_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// resource is one resource: what its user wants, and Terraform's state.
type resource struct {
	*kind
	n int
	// refs are the resources that its arguments name; fixed are the IDs for those without a resource.
	refs  map[string]*resource
	fixed map[string]string
	// generation makes new names, because an archived object keeps its name.
	generation int
	// config is what the user wants, without refs; nil for nothing.
	config acctest.Block
	last   acctest.Block // config before it became nil
	object acctest.Object
	// lost: an error reported an object that may exist, and the user imports it before the next apply.
	lost bool
	// tried are the IDs of links that it tried to create.
	tried map[string]bool
	// ids are the parts of the IDs that it has had.
	ids map[string]bool

	planned acctest.Planned
	action  string // what is planned: create, update, replace, destroy, or nothing
	blocked bool   // something that refers to it could not be destroyed
	settles bool   // it was in state when settling began
	history []string
}

func newResource(k *kind, n int) *resource {
	return &resource{kind: k, n: n, refs: map[string]*resource{}, fixed: map[string]string{}, tried: map[string]bool{}, ids: map[string]bool{}}
}

// marker shows in Intercom whose object it is.
func (r *resource) marker() string { return fmt.Sprintf("%s-%d", r.noun, r.n) }

// fresh returns a name with the marker that no earlier generation had.
func (r *resource) fresh() string {
	if r.generation == 0 {
		return r.marker()
	}
	return fmt.Sprintf("%s.g%d", r.marker(), r.generation)
}

func (r *resource) name() string { return fmt.Sprintf("%s.%s", r.typ, r.marker()) }

func (r *resource) id() string { return r.kind.id(r.object) }

func (r *resource) note(format string, args ...any) {
	r.history = append(r.history, fmt.Sprintf(format, args...))
}

// want chooses what the user wants. What a wanted resource refers to is wanted, too.
func (r *resource) want(rng *rand.Rand) {
	for _, parent := range r.refs {
		if parent.config == nil && r.config != nil {
			r.last, r.config = r.config, nil
		}
		if parent.config == nil {
			return
		}
	}
	switch n := rng.IntN(20); {
	case r.config == nil && r.object.IsNull() && n < 17:
		r.config = r.kind.config(r, r.fresh())
		r.edit(rng)
	case r.config == nil && !r.object.IsNull() && r.last != nil && n < 10:
		// The destroy was refused, or failed.
		r.config = r.last
		r.unprotect()
	case r.config == nil:
	case n < 3 && !r.lost:
		r.last, r.config = r.config, nil
		r.generation++
	case n < 5 && !r.lost && r.another != nil:
		r.another(r, rng)
	case n < 14:
		r.edit(rng)
	}
}

// edit changes what can be changed in place.
func (r *resource) edit(rng *rand.Rand) {
	if len(r.changes) > 0 {
		argument := pick(rng, slices.Sorted(maps.Keys(r.changes)))
		r.config[argument] = pick(rng, r.changes[argument])
	}
}

// unprotect acts as a user who wants to destroy the object: protection ends after an apply without it, and not in the plan
// that would replace the object.
func (r *resource) unprotect() {
	for _, argument := range []string{"deletion_protection", "on_destroy"} {
		if _, set := r.config[argument]; set {
			r.config[argument] = nil
		}
	}
	for _, argument := range []string{"company_id", "external_id"} {
		// A contact's external ID changes in place.
		if r.config[argument] != nil && !r.object.IsNull() && r.typ != "intercom_contact" {
			r.config[argument] = r.object.Get(argument)
		}
	}
	if r.refs["contacts"] != nil && !r.object.IsNull() {
		r.fixed["contacts"] = r.object.Get("contacts.0.id")
		delete(r.refs, "contacts")
	}
}

// written returns the configuration with its refs, or nil if a ref is not available. While planning, refs that are about to
// be created are unknown.
func (r *resource) written(planning bool) acctest.Block {
	if r.config == nil {
		return nil
	}
	config := maps.Clone(r.config)
	for _, ref := range r.kind.refs {
		parent := r.refs[ref.argument]
		switch {
		case parent == nil:
			ref.set(config, r.fixed[ref.argument])
		case planning && (parent.action == "create" || parent.action == "replace"):
			ref.set(config, acctest.Unknown)
		case parent.object.IsNull():
			return nil
		default:
			ref.set(config, parent.object.Get("id"))
		}
	}
	return config
}

// plan refreshes and plans, like terraform plan.
func (s *soak) plan(all *acctest.Protocol, r *resource) {
	r.action, r.blocked = "", false
	p := all.Of(r.typ)
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
		prior = acctest.Object{}
	}
	config := r.written(true)
	if config == nil && (prior.IsNull() || r.config != nil) {
		return
	}
	planned, diags := p.Plan(prior, config)
	s.checkSecrets(r, "plan", diags)
	r.rename(diags)
	switch {
	case acctest.HasError(diags):
		r.note("plan: %s", acctest.Text(diags))
		r.lost = r.lost || r.leaves && strings.Contains(acctest.Text(diags), "import {")
		return
	case config == nil:
		r.action = "destroy"
	case prior.IsNull():
		r.action = "create"
	case planned.Replace:
		r.action = "replace"
	case planned.State.Equal(prior.State):
		return
	default:
		r.action = "update"
	}
	r.planned = planned
	r.note("plan: %s %s", r.action, summary(diags))
}

// rename acts as a user who chooses another name if one is taken.
func (r *resource) rename(diags []*tfprotov6.Diagnostic) {
	text := acctest.Text(diags)
	if r.config == nil || r.link() || r.lost || !strings.Contains(text, "exists already") && !strings.Contains(text, "existing one") {
		return
	}
	r.generation++
	next := r.kind.config(r, r.fresh())
	for _, argument := range []string{"name", "company_id", "external_id", "email", "date"} {
		if value, has := next[argument]; has {
			r.config[argument] = value
		}
	}
}

// unmake applies the plan's deletion, if it has one.
func (s *soak) unmake(w *acctest.Walk, r *resource) {
	if r.action != "destroy" && r.action != "replace" || r.object.IsNull() {
		return
	}
	for _, child := range s.resources {
		for _, parent := range child.refs {
			if parent == r && (child.action == "destroy" || child.action == "replace") && !child.object.IsNull() {
				r.note("%s: a destroy of %s failed before", r.action, child.name())
				return
			}
		}
	}
	prior := r.object
	protected := prior.Get("deletion_protection") == "true"
	spared := r.leaves || prior.Get("on_destroy") == "abandon" || r.typ == "intercom_ticket" && prior.Get("on_destroy") == "close"
	if !protected && !spared && !s.elsewhere.Load() {
		defer s.world.ask(r.typ, r.id())()
	}
	key := r.typ + "/" + r.id()
	if spared {
		s.count(func() { s.left[key] = true })
	}
	null := acctest.Object{State: tftypes.NewValue(prior.State.Type(), nil), Private: r.planned.Private}
	after, diags := w.Of(r.typ).Apply(acctest.Planned{Object: null, Config: null.State, Prior: prior})
	s.moved(r, r.action+": delete", after, diags)
	if spared && !after.IsNull() {
		s.count(func() { delete(s.left, key) })
	}
	if after.IsNull() {
		r.generation++
	}
}

// make applies the rest of the plan.
func (s *soak) make(w *acctest.Walk, r *resource) {
	defer func() { r.action = "" }()
	if r.action != "create" && r.action != "update" && (r.action != "replace" || !r.object.IsNull()) {
		return
	}
	config := r.written(false)
	if config == nil {
		r.note("%s: what it refers to is not there", r.action)
		return
	}
	planned := r.planned
	if r.action != "update" {
		planned.Prior, planned.Replace, planned.Replaces = acctest.Object{}, false, nil
		if r.link() {
			r.tried[s.wanted(r, config)] = true
		}
	}
	begun := time.Now()
	after, diags := w.Of(r.typ).ApplyWith(planned, config)
	if r.action == "update" {
		s.moved(r, "update", after, diags)
		return
	}
	s.created(r, begun, after, diags)
}

// wanted returns the ID of the link that a configuration creates.
func (s *soak) wanted(r *resource, config acctest.Block) string {
	return fmt.Sprint(config[r.keys[0]], "/", config[r.keys[1]])
}

// importLost acts as a user who checks Intercom, as the error said, and imports what exists. It returns false while that
// fails.
func (s *soak) importLost(p *acctest.Protocol, r *resource) bool {
	for _, t := range r.live(s.world.fake.Workspace) {
		free, key := false, r.typ+"/"+t.id
		s.count(func() { free = s.owns(r, t) && s.holders[key] == nil && (r.leaves || !s.left[key]) && !s.foreign[key] })
		if !free || !r.object.IsNull() {
			continue
		}
		id := t.id
		if r.importID != nil {
			id = r.importID(s.world.fake.Workspace, id)
		}
		imported, diags := p.Import(id, nil)
		if acctest.HasError(diags) {
			r.note("import %s: %s", t.id, summary(diags))
			return false
		}
		s.moved(r, "import", imported, diags)
		s.count(func() { s.of(r).imported++ })
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
