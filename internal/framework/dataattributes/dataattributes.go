// Package dataattributes keeps what one walk knows of data attributes: those of each model as they were read once, and as the
// walk's plan makes or changes them. The attributes, and the contacts and companies that have values for them, share it.
package dataattributes

import (
	"context"
	"slices"
	"sync"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// walk is what a walk has read and plans, by model.
type walk struct {
	lists, standard providerdata.Cache[[]intercom.DataAttribute]

	mu      sync.Mutex
	planned map[string][]intercom.DataAttribute
}

// List returns a model's attributes, archived ones and Intercom's own included, as they were first read in this walk, or since
// Invalidate. They must not be changed.
func List(ctx context.Context, r framework.Reader, model string) ([]intercom.DataAttribute, error) {
	return providerdata.Shared[walk](r.Data).lists.Get(ctx, model, func() ([]intercom.DataAttribute, error) { return r.DataAttributes(ctx, model) })
}

// Standard are a model's attributes that Intercom itself defines. A walk changes none of them, so that they are read once.
func Standard(ctx context.Context, r framework.Reader, model string) ([]intercom.DataAttribute, error) {
	return providerdata.Shared[walk](r.Data).standard.Get(ctx, model, func() ([]intercom.DataAttribute, error) {
		listed, err := List(ctx, r, model)
		return slices.DeleteFunc(slices.Clone(listed), func(a intercom.DataAttribute) bool { return a.ID != "" }), err
	})
}

// Of returns pointers to what List returns, without what shows that it is of the other model.
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

// All is Of for both models.
func All(ctx context.Context, r framework.Reader) ([]*intercom.DataAttribute, error) {
	all, err := Of(ctx, r, intercom.ModelContact)
	if err != nil {
		return nil, err
	}
	ofCompanies, err := Of(ctx, r, intercom.ModelCompany)
	return slices.Concat(all, ofCompanies), err
}

// Invalidate makes the next reads ask Intercom, because this walk has written an attribute.
func Invalidate(d *providerdata.Data) {
	lists := &providerdata.Shared[walk](d).lists
	lists.Invalidate(intercom.ModelContact)
	lists.Invalidate(intercom.ModelCompany)
}

// Plan tells the plans that come after it what an attribute will be like: one that exists by its ID, a new one by its name.
// Without a configured provider nobody asks.
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

// Planned is List, with the attributes that this walk's plan makes or changes in place of those that Intercom has.
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
