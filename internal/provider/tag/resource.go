// Package tag implements the intercom_tag resource, data sources, and list resource.
package tag

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                 types.String `tfsdk:"id"`
	Name               types.String `tfsdk:"name"`
	DeletionProtection types.Bool   `tfsdk:"deletion_protection"`
	OnDestroy          types.String `tfsdk:"on_destroy"`
}

// Object is intercom_tag. Its POST returns the existing tag with the name, in any case, so sending it twice creates one
// tag.
var Object = framework.Object[model, *intercom.Tag]{
	Metadata: framework.Metadata{
		Name: "tag", Plural: "tags", Type: "intercom_tag",
		Keys:         []framework.Key{{Name: "id", Description: "ID of the tag."}},
		IDHint:       "The data source intercom_tags lists the IDs of all tags.",
		Irreversible: true, GoneCodes: []string{"not_found", "tag_not_found"}, Permission: "Read tags, Write tags",
	},
	Description: "An Intercom tag.\n\n" +
		"**Destroying this resource deletes the tag** and removes it from every contact, company, conversation, ticket, and article. Intercom refuses to delete a tag that a segment or another object depends on.",
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{"name": schema.StringAttribute{
			MarkdownDescription: "Name of the tag. Intercom does not distinguish upper and lower case in names. If another tag already has this name, the plan fails and does not change that tag.",
			Required:            true,
			Validators:          []validator.String{schemas.Identifying},
		}}
	},
	Facts: func(t *intercom.Tag) framework.Facts {
		return framework.Facts{ID: framework.ID{string(t.ID)}, Name: t.Name}
	},
	Flatten: func(_ context.Context, t *intercom.Tag, m *model) diag.Diagnostics {
		m.ID, m.Name = types.StringValue(string(t.ID)), types.StringValue(t.Name)
		return nil
	},
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.Tag, error) {
		return w.CreateTag(ctx, plan.Name.ValueString())
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.Tag, error) {
		return r.Tag(ctx, id[0])
	},
	All: func(ctx context.Context, r framework.Reader) ([]*intercom.Tag, error) {
		return framework.Pointers(all(ctx, r))
	},
	Update: func(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.Tag, error) {
		return w.RenameTag(ctx, c.Prior.ID.ValueString(), c.Plan.Name.ValueString())
	},
	Destroy: []framework.Verb[*intercom.Tag]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes tags permanently", Detail: "It is removed from every contact, company, conversation, and ticket that has it.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error { return w.DeleteTag(ctx, id[0]) },
	}},
	Label:       func(m *model) string { return m.Name.ValueString() },
	Key:         func(m *model) string { return strings.ToLower(m.Name.ValueString()) },
	KeyArgument: func(*model) string { return "name" },
	Matches:     func(m *model, t *intercom.Tag) bool { return m.isNamed(t.Name) },
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.Tag, error) {
		return framework.Pointers(all(ctx, r))
	},
	FindAtPlan: true,
	Snapshot: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.Tag, error) {
		return framework.Pointers(all(ctx, r))
	},
	Again: func(*model) bool { return true },
	Differs: func(m *model, t *intercom.Tag) string {
		if !m.isNamed(t.Name) {
			return "its name is " + intercom.Quote(t.Name, 80)
		}
		return ""
	},
	Invalidate: func(d *providerdata.Data, _ *model) {
		providerdata.Shared[framework.Listed[intercom.Tag]](d).Invalidate("")
	},
}

// isNamed reports whether a name is the model's, in Intercom's comparison, however Intercom shows it.
func (m *model) isNamed(name string) bool {
	return attrvalue.EquivalentText(strings.ToLower(m.Name.ValueString()), strings.ToLower(name))
}

// all reads all tags, once per walk.
func all(ctx context.Context, r framework.Reader) ([]intercom.Tag, error) {
	return providerdata.Shared[framework.Listed[intercom.Tag]](r.Data).Get(ctx, "", func() ([]intercom.Tag, error) { return r.Tags(ctx) })
}
