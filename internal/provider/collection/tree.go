package collection

import (
	"context"
	"maps"
	"sync"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// maxLevels is how deep collections can be in one another. Intercom's help center says so, not its API.
const maxLevels = 3

// place is where a collection is. A parent that is not known yet is unknown.
type place struct {
	parent, helpCenter, defaultLocale string
	unknown                           bool
}

// tree is where the collections of a workspace are, as this walk has read, written, or planned it. What it has not seen is read
// once with the list.
type tree struct {
	listed providerdata.Cache[map[string]place]
	mu     sync.Mutex
	seen   map[string]place
}

func treeOf(d *providerdata.Data) *tree { return providerdata.Shared[tree](d) }

func (t *tree) put(id string, p place) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.seen == nil {
		t.seen = map[string]place{}
	}
	t.seen[id] = p
}

func (t *tree) get(id string) (place, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p, ok := t.seen[id]
	return p, ok
}

// all are the places of all collections.
func (t *tree) all(ctx context.Context, r framework.Reader) (map[string]place, error) {
	listed, err := t.listed.Get(ctx, "", func() (map[string]place, error) {
		collections, err := all(ctx, r)
		places := map[string]place{}
		for i := range collections {
			places[string(collections[i].ID)] = placeOf(&collections[i])
		}
		return places, err
	})
	if err != nil {
		return nil, err
	}
	places := maps.Clone(listed)
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.Copy(places, t.seen)
	return places, nil
}

func placeOf(c *intercom.Collection) place {
	return place{parent: parentOf(c), helpCenter: string(c.HelpCenterID), defaultLocale: c.DefaultLocale}
}

// helpCenterOf is the help center of a collection, or of the collection that it is in, or "" if Intercom does not tell. Each is
// read once a walk.
func (t *tree) helpCenterOf(ctx context.Context, r framework.Reader, id string) string {
	for range maxLevels {
		if id == "" {
			return ""
		}
		p, known := t.get(id)
		if !known {
			c, err := r.Collection(ctx, id)
			if err != nil {
				return "" // what needs the collection itself reports that
			}
			p = placeOf(c)
			t.put(id, p)
		}
		if p.helpCenter != "" {
			return p.helpCenter
		}
		id = p.parent
	}
	return ""
}

// placed completes an answer with the help center of the parent, which it may leave out, and remembers where the collection is.
func placed(ctx context.Context, r framework.Reader, c *intercom.Collection, err error) (*intercom.Collection, error) {
	if err != nil {
		return nil, err
	}
	t := treeOf(r.Data)
	if c.HelpCenterID == "" {
		c.HelpCenterID = intercom.ID(t.helpCenterOf(ctx, r, parentOf(c)))
	}
	t.put(string(c.ID), placeOf(c))
	return c, nil
}

// all reads all collections, once until the walk writes one. Those that name no help center are in that of their parents.
var all = framework.ListOnce(func(r framework.Reader, ctx context.Context) ([]intercom.Collection, error) {
	collections, err := r.Collections(ctx)
	byID := map[string]*intercom.Collection{}
	for i := range collections {
		byID[string(collections[i].ID)] = &collections[i]
	}
	for range maxLevels {
		for i := range collections {
			if parent := byID[parentOf(&collections[i])]; parent != nil && collections[i].HelpCenterID == "" {
				collections[i].HelpCenterID = parent.HelpCenterID
			}
		}
	}
	return collections, err
})
