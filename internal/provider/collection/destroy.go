package collection

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// named is how many of the objects in a collection an error names.
const named = 10

// sharedFor is how old an inventory can be that shows an empty collection. Destroys that run close together share one.
const sharedFor = 10 * time.Second

// contents are the objects that are in collections. They are read once for destroys that run close together, and again before one is
// refused: what Terraform managed of them may be gone by then.
type contents struct {
	providerdata.Cache[*inventory]

	mu        sync.Mutex
	forgotten *inventory
}

// inventory has objects by the ID of the collection that each is in, and the labels of those that may be in any collection, because
// the answer does not show where they are.
type inventory struct {
	inside map[string][]content
	untold []string
	taken  time.Time
}

// content is a collection or an article that a list shows in a collection.
type content struct {
	label string
	// parents reads the collections that it is in now.
	parents func(context.Context, framework.Reader) ([]string, error)
}

// checkContents refuses to delete a collection that is not empty.
func checkContents(ctx context.Context, r framework.Reader, state *model) diag.Diagnostics {
	if state.ForceDestroy.ValueBool() {
		return nil
	}
	id, cache := state.ID.ValueString(), providerdata.Shared[contents](r.Data)
	label := framework.Label(id, state.Name.ValueString())
	inside, err := cache.in(ctx, r, id)
	if err == nil {
		inside, err = stillThere(ctx, r, id, inside)
	}
	switch {
	case err != nil:
		return diag.Diagnostics{providerdiag.Error(fmt.Sprintf("looking for what is in collection %s before deleting it", label), err,
			"The collection was not deleted. "+framework.StateKept, permission)}
	case len(inside) == 0:
		return nil
	}
	holds := fmt.Sprintf("It holds %d objects", len(inside))
	if len(inside) == 1 {
		holds = "It holds 1 object"
	}
	labels := make([]string, 0, named)
	for _, each := range inside[:min(named, len(inside))] {
		labels = append(labels, each.label)
	}
	list := strings.Join(labels, "\n  - ")
	if more := len(inside) - named; more > 0 {
		list += fmt.Sprintf("\n  - and %d more", more)
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("force_destroy"), fmt.Sprintf("Error deleting collection %s: it is not empty", label),
		fmt.Sprintf("Intercom does not document what happens to what is in a collection that is deleted. %s that Terraform does not destroy before it:\n  - %s\n\n"+
			"The collection was not deleted. %s\n\nWhat to do: move or delete them in Intercom, or import them. To delete the collection all the same, apply force_destroy = true first.",
			holds, list, framework.StateKept))}
}

// stillThere leaves out the first objects that are not in the collection any more, as their own reads show: the lists lag behind the
// destroys of this walk.
func stillThere(ctx context.Context, r framework.Reader, id string, inside []content) ([]content, error) {
	for i, each := range inside {
		parents, err := each.parents(ctx, r)
		if err != nil && !framework.IsMissing(err) {
			return nil, err
		}
		if err == nil && slices.Contains(parents, id) {
			return inside[i:], nil
		}
	}
	return nil, nil
}

// in returns the objects in a collection. If it finds none, although an object does not show where it is, that is an error.
func (c *contents) in(ctx context.Context, r framework.Reader, id string) ([]content, error) {
	read := func() (*inventory, error) { return takeInventory(ctx, r) }
	all, err := c.Get(ctx, "", read)
	if err == nil && (len(all.inside[id]) > 0 || r.Data.Now().Sub(all.taken) > sharedFor) {
		c.forget(all)
		all, err = c.Get(ctx, "", read)
	}
	if err != nil {
		return nil, err
	}
	if inside := all.inside[id]; len(inside) > 0 || len(all.untold) == 0 {
		return inside, nil
	}
	return nil, &providerdiag.LocalError{
		What: "Intercom did not show where everything is",
		Next: "look at the collection in Intercom, then run this again. If it is empty, or to delete it all the same, apply force_destroy = true first.",
		Err: fmt.Errorf("the lists of collections and articles have objects without parent_id or parent_ids, so that they may be in this collection (%d in all): %s",
			len(all.untold), strings.Join(all.untold[:min(named, len(all.untold))], ", ")),
	}
}

// forget drops an inventory that is too old, so that the next destroy takes another. Several destroys can find the same one too old:
// only the first drops it.
func (c *contents) forget(old *inventory) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.forgotten != old {
		c.forgotten = old
		c.Invalidate("")
	}
}

func takeInventory(ctx context.Context, r framework.Reader) (*inventory, error) {
	all := &inventory{inside: map[string][]content{}}
	collections, err := r.Collections(ctx)
	if err != nil {
		return nil, err
	}
	for i := range collections {
		c := &collections[i]
		parent, shown := c.ParentID.Get()
		all.add(content{"collection " + label(c.ID, c.Name), func(ctx context.Context, r framework.Reader) ([]string, error) {
			now, err := r.Collection(ctx, string(c.ID))
			if err != nil {
				return nil, err
			}
			if read, shown := now.ParentID.Get(); shown {
				return []string{string(read)}, nil
			}
			return []string{string(parent)}, nil // as the list shows it
		}}, shown, string(parent))
	}
	articles, err := r.Articles(ctx)
	for i := range articles {
		a := &articles[i]
		parents, shown := parentsOf(a, r.Version())
		all.add(content{"article " + label(a.ID, a.Title), func(ctx context.Context, r framework.Reader) ([]string, error) {
			now, err := r.Article(ctx, string(a.ID))
			if err != nil {
				return nil, err
			}
			if read, shown := parentsOf(now, r.Version()); shown {
				return read, nil
			}
			return parents, nil // as the list shows them
		}}, shown, parents...)
	}
	all.taken = r.Data.Now()
	return all, err
}

func (i *inventory) add(c content, shown bool, parents ...string) {
	for _, parent := range parents {
		i.inside[parent] = append(i.inside[parent], c)
	}
	if !shown {
		i.untold = append(i.untold, c.label)
	}
}

// parentsOf are the collections that an article is in by any of its fields, and whether it shows all of them. Before 2.16, the two
// fields can disagree, and then parent_ids is the empty one. From 2.16 on, parent_id has only one of several.
func parentsOf(a *intercom.Article, version intercom.Version) (ids []string, shown bool) {
	several, hasSeveral := a.ParentIDs.Get()
	one, hasOne := a.ParentID.Get()
	for _, id := range several {
		ids = append(ids, string(id))
	}
	if one != "" && !slices.Contains(ids, string(one)) {
		ids = append(ids, string(one))
	}
	if version.Has(parentIDs) {
		return ids, several != nil || hasSeveral && hasOne && one == ""
	}
	return ids, hasOne || len(several) > 0
}

// parentIDs is the first API version whose articles can be in several collections.
const parentIDs = "2.16"

func label(id intercom.ID, name string) string { return framework.Label(string(id), name) }
