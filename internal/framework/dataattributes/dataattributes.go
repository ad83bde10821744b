// Package dataattributes caches what one walk knows about data attributes: those of each model as read once, and those that
// the walk's plan creates or changes. Data attributes, contacts, and companies share the cache.
package dataattributes

import (
	"context"
	"slices"
	"sync"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// walk holds what a walk has read and planned, by model.
type walk struct {
	lists, standard providerdata.Cache[[]intercom.DataAttribute]

	mu      sync.Mutex
	planned map[string][]intercom.DataAttribute
}

// List returns a model's attributes, including archived and standard ones, as first read in this walk or since Invalidate.
// Callers must not change them.
func List(ctx context.Context, r framework.Reader, model string) ([]intercom.DataAttribute, error) {
	return providerdata.Shared[walk](r.Data).lists.Get(ctx, model, func() ([]intercom.DataAttribute, error) { return r.DataAttributes(ctx, model) })
}

// Standard returns a model's attributes that Intercom itself defines. A walk never changes them, so they are read only
// once.
func Standard(ctx context.Context, r framework.Reader, model string) ([]intercom.DataAttribute, error) {
	return providerdata.Shared[walk](r.Data).standard.Get(ctx, model, func() ([]intercom.DataAttribute, error) {
		listed, err := List(ctx, r, model)
		return slices.DeleteFunc(slices.Clone(listed), func(a intercom.DataAttribute) bool { return a.ID != "" }), err
	})
}

// Of returns pointers to the elements of List, without those that belong to the other model.
func Of(ctx context.Context, r framework.Reader, model string) ([]*intercom.DataAttribute, error) {
	var found []*intercom.DataAttribute
	listed, err := List(ctx, r, model)
	for i := range listed {
		if of := listed[i].Model; of == model || of != intercom.ModelContact && of != intercom.ModelCompany {
			found = append(found, &listed[i])
		}
	}
	return found, err
}

// All returns Of for both models.
func All(ctx context.Context, r framework.Reader) ([]*intercom.DataAttribute, error) {
	all, err := Of(ctx, r, intercom.ModelContact)
	if err != nil {
		return nil, err
	}
	ofCompanies, err := Of(ctx, r, intercom.ModelCompany)
	return slices.Concat(all, ofCompanies), err
}

// Invalidate makes the next reads call Intercom, because this walk has written an attribute.
func Invalidate(d *providerdata.Data) {
	lists := &providerdata.Shared[walk](d).lists
	lists.Invalidate(intercom.ModelContact)
	lists.Invalidate(intercom.ModelCompany)
}

// Plan records for later plans what an attribute will be like, by ID if it exists and by name if it is new. Without a
// configured provider, it does nothing.
func Plan(d *providerdata.Data, planned intercom.DataAttribute) {
	if d == nil {
		return
	}
	w := providerdata.Shared[walk](d)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.planned == nil {
		w.planned = map[string][]intercom.DataAttribute{}
	}
	others := slices.DeleteFunc(w.planned[planned.Model], func(a intercom.DataAttribute) bool {
		return a.ID == planned.ID && (a.ID != "" || a.Name == planned.Name)
	})
	w.planned[planned.Model] = append(others, planned)
}

// Planned returns List with the attributes that this walk's plan creates or changes.
func Planned(ctx context.Context, r framework.Reader, model string) ([]intercom.DataAttribute, error) {
	listed, err := List(ctx, r, model)
	if err != nil {
		return nil, err
	}
	w := providerdata.Shared[walk](r.Data)
	w.mu.Lock()
	defer w.mu.Unlock()
	replaced := func(a intercom.DataAttribute) bool {
		return slices.ContainsFunc(w.planned[model], func(p intercom.DataAttribute) bool { return p.ID != "" && p.ID == a.ID })
	}
	return append(slices.DeleteFunc(slices.Clone(listed), replaced), w.planned[model]...), nil
}
