package collection

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// named is how many of the objects in a collection an error names.
const named = 10

// contents are the objects that are in collections, as people are told of them, by the collection's ID. They are read once for
// all destroys of a walk, and again before one is refused: what Terraform managed of them may be gone by then.
type contents struct {
	providerdata.Cache[map[string][]string]
}

// checkContents refuses to delete a collection that is not empty.
func checkContents(ctx context.Context, r framework.Reader, state *model) diag.Diagnostics {
	if state.ForceDestroy.ValueBool() {
		return nil
	}
	id, cache := state.ID.ValueString(), providerdata.Shared[contents](r.Data)
	label := framework.Label(id, state.Name.ValueString())
	inside, err := cache.in(ctx, r, id)
	if err == nil && len(inside) > 0 {
		cache.Invalidate("")
		inside, err = cache.in(ctx, r, id)
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
	list := strings.Join(inside[:min(named, len(inside))], "\n  - ")
	if more := len(inside) - named; more > 0 {
		list += fmt.Sprintf("\n  - and %d more", more)
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("force_destroy"), fmt.Sprintf("Error deleting collection %s: it is not empty", label),
		fmt.Sprintf("Intercom does not document what happens to what is in a collection that is deleted. %s that Terraform does not destroy before it:\n  - %s\n\n"+
			"The collection was not deleted. %s\n\nWhat to do: move or delete them in Intercom, or import them. To delete the collection all the same, apply force_destroy = true first.",
			holds, list, framework.StateKept))}
}

// in are the objects in a collection.
func (c *contents) in(ctx context.Context, r framework.Reader, id string) ([]string, error) {
	inside, err := c.Get(ctx, "", func() (map[string][]string, error) {
		found := map[string][]string{}
		collections, err := r.Collections(ctx)
		for i := range collections {
			parent := parentOf(&collections[i])
			found[parent] = append(found[parent], "collection "+label(collections[i].ID, collections[i].Name))
		}
		if err != nil {
			return nil, err
		}
		articles, err := r.Articles(ctx)
		for i := range articles {
			a := &articles[i]
			parents, _ := a.Parents()
			if one, shown := a.ParentID.Get(); shown && !slices.Contains(parents, string(one)) {
				parents = append(parents, string(one)) // before 2.16, the two forms can disagree: it counts as in both collections
			}
			for _, parent := range parents {
				found[parent] = append(found[parent], "article "+label(a.ID, a.Title))
			}
		}
		return found, err
	})
	return inside[id], err
}

func label(id intercom.ID, name string) string { return framework.Label(string(id), name) }
