package collection

import (
	"context"
	"iter"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type listModel struct {
	HelpCenterID types.String `tfsdk:"help_center_id"`
	ParentID     types.String `tfsdk:"parent_id"`
	NameContains types.String `tfsdk:"name_contains"`
}

func (m *listModel) wants(c *intercom.Collection) bool {
	return (m.HelpCenterID.IsNull() || m.HelpCenterID.ValueString() == string(c.HelpCenterID)) &&
		(m.ParentID.IsNull() || m.ParentID.ValueString() == parentOf(c)) &&
		strings.Contains(strings.ToLower(c.Name), strings.ToLower(m.NameContains.ValueString()))
}

// NewListResource returns list "intercom_collection".
func NewListResource() list.ListResource { return framework.NewListResource(&Object, listing()) }

func listing() framework.Listing[listModel, *intercom.Collection] {
	return framework.Listing[listModel, *intercom.Collection]{
		Description: "Lists the Intercom collections that match all arguments that are set, most recently updated first.",
		Order:       "most recently updated first",
		Attributes: map[string]schema.Attribute{
			"help_center_id": schema.StringAttribute{MarkdownDescription: "ID of the help center that the collections are in.", Optional: true, Validators: []validator.String{schemas.IsID}},
			"parent_id":      schema.StringAttribute{MarkdownDescription: "ID of the collection that the collections are right below.", Optional: true, Validators: []validator.String{schemas.IsID}},
			"name_contains":  schema.StringAttribute{MarkdownDescription: "Text that the collections' names contain, in upper or lower case.", Optional: true},
		},
		Find: func(ctx context.Context, r framework.Reader, wanted listModel, _ int64) iter.Seq2[*intercom.Collection, error] {
			return framework.All(func() ([]*intercom.Collection, error) { return framework.Pointers(all(ctx, r)) }, wanted.wants)
		},
	}
}
