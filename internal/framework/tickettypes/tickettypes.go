// Package tickettypes caches what one walk knows about ticket types: each type as read once, and the attributes that the
// walk's plan creates or changes. Tickets, ticket types, and their attributes share the cache.
package tickettypes

import (
	"context"
	"slices"
	"sync"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// walk is the cache of one walk. A type that was not found is read again.
type walk struct {
	types providerdata.Cache[*intercom.TicketType]
	lists providerdata.Cache[[]intercom.TicketType]

	mu      sync.Mutex
	planned map[string][]intercom.TicketTypeAttribute // by type ID
}

// Get returns a ticket type as first read in this walk or since Invalidate. Callers must not change it.
func Get(ctx context.Context, r framework.Reader, id string) (*intercom.TicketType, error) {
	return providerdata.Shared[walk](r.Data).types.Get(ctx, id, func() (*intercom.TicketType, error) { return r.TicketType(ctx, id) })
}

// List returns all ticket types, including archived ones, as first read in this walk or since Invalidate.
func List(ctx context.Context, r framework.Reader) ([]intercom.TicketType, error) {
	return providerdata.Shared[walk](r.Data).lists.Get(ctx, "", func() ([]intercom.TicketType, error) { return r.TicketTypes(ctx) })
}

// Invalidate makes the next reads call Intercom, because this walk has written the type or one of its attributes.
func Invalidate(d *providerdata.Data, id string) {
	w := providerdata.Shared[walk](d)
	w.types.Invalidate(id)
	w.lists.Invalidate("")
	providerdata.Shared[framework.Listed[intercom.WorkspaceTicketState]](d).Invalidate("") // each state lists its types
}

// PlanAttribute records for later plans what an attribute of a type will be like, by ID if it exists and by name if it is
// new. The last plan of an attribute counts. Without a configured provider, it does nothing.
func PlanAttribute(d *providerdata.Data, typeID string, planned intercom.TicketTypeAttribute) {
	if d == nil {
		return
	}
	w := providerdata.Shared[walk](d)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.planned == nil {
		w.planned = map[string][]intercom.TicketTypeAttribute{}
	}
	others := slices.DeleteFunc(w.planned[typeID], func(a intercom.TicketTypeAttribute) bool {
		return a.ID == planned.ID && (a.ID != "" || a.Name == planned.Name)
	})
	w.planned[typeID] = append(others, planned)
}

// Planned returns Get with the attributes that this walk's plan creates or changes.
func Planned(ctx context.Context, r framework.Reader, id string) (*intercom.TicketType, error) {
	t, err := Get(ctx, r, id)
	if err != nil {
		return nil, err
	}
	w := providerdata.Shared[walk](r.Data)
	w.mu.Lock()
	defer w.mu.Unlock()
	changes := w.planned[id]
	if len(changes) == 0 {
		return t, nil
	}
	planned := *t
	planned.Attributes = slices.DeleteFunc(slices.Clone(t.Attributes), func(a intercom.TicketTypeAttribute) bool {
		return slices.ContainsFunc(changes, func(p intercom.TicketTypeAttribute) bool { return p.ID != "" && p.ID == a.ID })
	})
	for _, p := range changes {
		planned.Attributes = append(planned.Attributes, withOptions(p, t.Attributes))
	}
	return &planned, nil
}

// withOptions returns a planned attribute, which has only labels, with what the type shows of its options: their IDs, and as archived those
// that the plan does not have.
func withOptions(planned intercom.TicketTypeAttribute, live []intercom.TicketTypeAttribute) intercom.TicketTypeAttribute {
	i := slices.IndexFunc(live, func(a intercom.TicketTypeAttribute) bool {
		return a.ID == planned.ID || planned.ID == "" && a.Name == planned.Name
	})
	if i < 0 || len(planned.InputOptions.ListOptions) == 0 {
		return planned
	}
	options := slices.Clone(planned.InputOptions.ListOptions)
	for _, shown := range live[i].InputOptions.ListOptions {
		same := slices.IndexFunc(options, func(o intercom.ListOption) bool {
			return o.ID == "" && !shown.Archived && attrvalue.EquivalentText(o.Label, shown.Label)
		})
		if same >= 0 {
			options[same].ID = shown.ID
			continue
		}
		shown.Archived = true
		options = append(options, shown)
	}
	planned.InputOptions.ListOptions = options
	return planned
}
