// Package collection implements the intercom_collection resource, data sources, and list resource.
package collection

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const permission = "Read and write articles"

// Object is intercom_collection. Collections can have equal names, so that a POST is never sent twice.
var Object = framework.Object[model, *intercom.Collection]{
	Metadata: framework.Metadata{
		Name: "collection", Plural: "collections", Type: "intercom_collection",
		Keys:      []framework.Key{{Name: "id", Description: "ID of the collection."}},
		IDHint:    "The data source intercom_collections lists the IDs of all collections.",
		Immutable: []string{"help_center_id"}, Irreversible: true,
		GoneCodes: []string{"not_found", "collection_not_found"}, Permission: permission, ReadPermission: "Read and list articles",
		References: map[string]string{"parent_id": "intercom_collection", "help_center_id": "intercom_help_center"},
	},
	Description: "A collection of an Intercom help center. It holds articles and other collections, on up to three levels.\n\n" +
		"**Destroying this resource deletes the collection.** Intercom does not document what happens to the articles and collections in it, " +
		"so the provider refuses to delete a collection that is not empty, unless `force_destroy` is true.\n\n" +
		"Intercom's API cannot change the order or the icon of a collection. The teammate who owns the access token needs Intercom's permission to manage knowledge base content.\n\n" + schemas.LeftAlone,
	Attributes:    attributes,
	Equivalent:    map[string]framework.Equivalence{"translations": sameTranslations, "description": sameText},
	TerraformOnly: []string{"force_destroy"},
	Validate:      validate,
	Facts: func(c *intercom.Collection) framework.Facts {
		return framework.Facts{ID: framework.ID{string(c.ID)}, Name: c.Name, WorkspaceID: c.WorkspaceID, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
	},
	Flatten: flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.Collection, error) {
		helpCenter := ""
		if plan.HelpCenterID.ValueString() == "" {
			helpCenter = treeOf(w.Data).helpCenterOf(ctx, w.Reads(), plan.ParentID.ValueString())
		}
		c, err := w.CreateCollection(ctx, plan.createRequest(helpCenter))
		return placed(ctx, w.Reads(), c, err)
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.Collection, error) {
		c, err := r.Collection(ctx, id[0])
		return placed(ctx, r, c, err)
	},
	All: func(ctx context.Context, r framework.Reader) ([]*intercom.Collection, error) {
		listed, err := framework.Pointers(all(ctx, r))
		for _, c := range listed {
			treeOf(r.Data).put(string(c.ID), placeOf(c))
		}
		return listed, err
	},
	Update: update,
	Destroy: []framework.Verb[*intercom.Collection]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes collections permanently", Detail: "Intercom does not document what happens to articles and collections that are still in it. Unless force_destroy is true, the provider does not delete it while there are any.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.DeleteCollection(ctx, id[0])
		},
	}},
	CheckContents: checkContents,
	Label:         func(m *model) string { return m.Name.ValueString() },
	Alike: func(m *model) string {
		return m.Name.ValueString() + "\n" + m.ParentID.ValueString() + "\n" + m.HelpCenterID.ValueString()
	},
	KeyArgument: func(*model) string { return "name" },
	Matches:     func(m *model, c *intercom.Collection) bool { return differs(m, c) == "" },
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.Collection, error) {
		return framework.Pointers(all(ctx, r))
	},
	Snapshot:  recent,
	Differs:   differs,
	KeyTaken:  keyTaken,
	CheckPlan: checkPlan,
	Invalidate: func(d *providerdata.Data, _ *model) {
		providerdata.Shared[framework.Listed[intercom.Collection]](d).Invalidate("")
	},
}

// sameText takes an empty text for none.
func sameText(a, b attr.Value) bool {
	x, _ := a.(types.String)
	y, _ := b.(types.String)
	return !a.IsUnknown() && !b.IsUnknown() && attrvalue.EquivalentText(x.ValueString(), y.ValueString())
}

// update sends what changed. Translations are sent with those of all other locales.
func update(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.Collection, error) {
	id := c.Prior.ID.ValueString()
	request := c.Plan.updateRequest(c.Prior)
	if len(c.Plan.changedTranslations(c.Prior)) > 0 {
		current, err := w.Collection(ctx, id)
		if err != nil {
			return nil, err
		}
		request.TranslatedContent = c.Plan.allTranslations(c.Prior, current)
	}
	if request.IsZero() {
		return nil, framework.ErrUnchanged
	}
	shown, err := w.UpdateCollection(ctx, id, request)
	if shown, err = placed(ctx, w.Reads(), shown, err); err != nil {
		return nil, err
	}
	if _, set := request.ParentID.Get(); !set && !request.ParentID.IsZero() && parentOf(shown) != "" {
		again, err := w.Collection(ctx, id)
		if err == nil && parentOf(again) != "" {
			return nil, &framework.NotDoneError{Shown: "its parent_id is " + intercom.Quote(parentOf(again), 40)}
		}
	}
	return shown, nil
}

func parentOf(c *intercom.Collection) string {
	parent, _ := c.ParentID.Get()
	return string(parent)
}

// recently is how far back an equal collection may be the outcome of an earlier run.
const recently = 24 * time.Hour

// recent lists the collections of the last day before the first one is created, so that none of them is taken for a new one.
func recent(ctx context.Context, r framework.Reader, _ *model) (found []*intercom.Collection, err error) {
	since := r.Data.Now().Add(-recently)
	listed, err := framework.Pointers(all(ctx, r))
	for _, c := range listed {
		if c.CreatedAt.IsZero() || !c.CreatedAt.Before(since) {
			found = append(found, c)
		}
	}
	return found, err
}

// differs says what a collection shows otherwise than it was asked for.
func differs(m *model, c *intercom.Collection) string {
	parent, placed := c.ParentID.Get()
	helpCenter := m.HelpCenterID.ValueString()
	switch {
	case !attrvalue.EquivalentText(m.Name.ValueString(), c.Name):
		return fmt.Sprintf("its name is %q", intercom.Clean(c.Name, 80))
	case placed && string(parent) != m.ParentID.ValueString():
		return "its parent_id is " + intercom.Quote(string(parent), 40)
	case helpCenter != "" && c.HelpCenterID != "" && string(c.HelpCenterID) != helpCenter:
		return "its help center is " + intercom.Quote(string(c.HelpCenterID), 40)
	}
	return ""
}

// keyTaken refuses to create a collection like one that was created recently.
func keyTaken(b *framework.Base, _ *model, c *intercom.Collection) diag.Diagnostic {
	at := "recently"
	if !c.CreatedAt.IsZero() {
		at = "at " + c.CreatedAt.Format(time.RFC3339)
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("name"), "An equal collection was created recently",
		fmt.Sprintf("Collection %s was created %s with the same name and parent. An earlier run may have created it and lost Intercom's answer. No collection was created.\n\n"+
			"What to do: import it, with the resource's address as \"to\". If you want another collection like it, give it another name and rename it later.\n\n%s",
			framework.Label(string(c.ID), c.Name), at, b.ImportBlock(string(c.ID))))
}
