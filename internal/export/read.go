package export

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// allAttributes at the end of an import ID requests all keys of an object's free maps.
const allAttributes = "?attributes=all"

// parallel is how many objects are read at the same time: Terraform's default.
const parallel = 10

// object is what was read of one object.
type object struct {
	kind *kind
	// key is the import ID without what it requests, and id the attribute id, "" for an association.
	key, id string
	// title is what people know it by.
	title string
	// unlisted: the list does not have it, but the earlier export did.
	unlisted bool
	state    map[string]tftypes.Value
	// config is what the configuration sets of the state.
	config map[string]tftypes.Value
	// name is the resource's name in the configuration.
	name string
}

// importID is what the import block says.
func (o *object) importID() string {
	if o.kind.fillsMaps {
		return o.key + allAttributes
	}
	return o.key
}

// address is the resource's address.
func (o *object) address() string { return o.kind.Type + "." + o.name }

// read reads the objects of a kind. Problems are kept with the kind; only the end of ctx is an error.
func (e *export) read(ctx context.Context, k *kind) error {
	if k.with != nil {
		return e.readAssociations(ctx, k)
	}
	withResource := !k.fillsMaps
	if err := e.readList(ctx, k, k.filter(), withResource); err != nil {
		k.fail("the list: "+err.Error(), true)
	}
	if !k.broken {
		e.addUnlisted(k)
	}
	e.readEach(ctx, k)
	slices.SortFunc(k.objects, func(a, b *object) int { return compareIDs(a.key, b.key) })
	return ctx.Err()
}

func (k *kind) fail(problem string, broken bool) {
	k.problems, k.broken = append(k.problems, problem), k.broken || broken
}

func (e *export) readList(ctx context.Context, k *kind, config map[string]tftypes.Value, withResource bool) error {
	skipped, err := e.server.list(ctx, k, config, withResource, func(l listedResult) {
		state := fields(l.state)
		k.objects = append(k.objects, &object{kind: k, key: k.importID(l.identity), id: l.identity["id"], title: l.name, state: state})
		e.progress.found(k)
	})
	for _, problem := range skipped {
		k.fail(problem.Error(), false)
	}
	return err
}

// filter leaves out what is archived and what Intercom creates by itself: neither can be created.
func (k *kind) filter() map[string]tftypes.Value {
	config := map[string]tftypes.Value{}
	for _, a := range k.list.Attributes {
		if a.Name == "archived" || a.Name == "default" {
			config[a.Name] = tftypes.NewValue(tftypes.Bool, false)
		}
	}
	return config
}

// filtered reports whether the list leaves out an object because of the filter, such as one that was archived since.
func (k *kind) filtered(state map[string]tftypes.Value) bool {
	for name, wanted := range k.filter() {
		if value, shown := state[name]; shown && !value.Equal(wanted) {
			return true
		}
	}
	return false
}

// addUnlisted adds the objects of the earlier export that the list lacks, which does not mean that they are gone: Intercom does not list
// companies without contacts, its searches lag, and what changes while a list is read can be missed. Without them, an apply would delete
// them.
func (e *export) addUnlisted(k *kind) {
	listed := map[string]bool{}
	for _, o := range k.objects {
		listed[o.key] = true
	}
	for key, name := range e.earlier.objects(k.Type) {
		if !listed[key] {
			k.objects = append(k.objects, &object{kind: k, key: key, title: name, unlisted: true})
		}
	}
}

// readEach reads each of the kind's objects that the list did not show whole, and drops those that cannot be read.
func (e *export) readEach(ctx context.Context, k *kind) {
	var group sync.WaitGroup
	turns := make(chan struct{}, parallel)
	problems := make([]error, len(k.objects))
	for i, o := range k.objects {
		if len(o.state) > 0 {
			continue
		}
		if ctx.Err() != nil {
			break
		}
		turns <- struct{}{}
		group.Go(func() {
			defer func() { <-turns }()
			state, err := e.server.read(ctx, k.Type, o.importID())
			o.state, problems[i] = fields(state), err
		})
	}
	group.Wait()
	var kept []*object
	for i, o := range k.objects {
		if o.unlisted && (errors.Is(problems[i], errGone) || k.filtered(o.state)) {
			continue
		}
		if problems[i] != nil {
			k.fail(fmt.Sprintf("%s %s: %s", o.key, o.title, problems[i]), false)
			continue
		}
		if o.unlisted {
			o.id = text(o.state["id"])
		}
		kept = append(kept, o)
	}
	k.objects = kept
}

// readAssociations lists the associations of each object of one kind, and names them by the objects on both sides. Those with an object
// that is archived, or could not be read, are left out.
func (e *export) readAssociations(ctx context.Context, k *kind) error {
	for _, o := range e.kinds[k.with.typ].objects {
		if has := associated[k.Type]; has != nil && !has(o.state) {
			continue
		}
		config := map[string]tftypes.Value{k.with.argument: tftypes.NewValue(tftypes.String, o.id)}
		if err := e.readList(ctx, k, config, true); err != nil {
			k.fail(fmt.Sprintf("of %s: %s", o.address(), err), true)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	k.objects = slices.DeleteFunc(k.objects, func(o *object) bool {
		titles := make([]string, len(k.Keys))
		for i, key := range k.Keys {
			id, typ := text(o.state[key.Name]), k.References[key.Name]
			titles[i] = id
			if end := e.ids[typ][id]; end != nil {
				titles[i] = end.title
			} else if e.chosen[typ] {
				return true
			}
		}
		o.title = strings.Join(titles, " ")
		return false
	})
	slices.SortFunc(k.objects, func(a, b *object) int { return compareIDs(a.key, b.key) })
	return nil
}

// compareIDs orders IDs by age: Intercom counts up, and so do the digits of an ObjectID.
func compareIDs(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}
