package dataconnector

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type listModel struct {
	State types.String `tfsdk:"state"`
}

// NewListResource returns list "intercom_data_connector".
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[listModel, *intercom.DataConnector]{
		Description: "Lists the data connectors of an Intercom workspace. With `include_resource`, the provider reads each connector with one or two calls.",
		Attributes: map[string]schema.Attribute{
			"state": schema.StringAttribute{
				MarkdownDescription: "State that the connectors must have: `draft` or `live`.", Optional: true,
				Validators: []validator.String{stringvalidator.OneOf(intercom.ConnectorDraft, intercom.ConnectorLive)},
			},
		},
		Find: func(ctx context.Context, r framework.Reader, wanted listModel, _ int64) iter.Seq2[*intercom.DataConnector, error] {
			return framework.All(func() ([]*intercom.DataConnector, error) { return framework.Pointers(all(ctx, r)) }, func(c *intercom.DataConnector) bool {
				return wanted.State.IsNull() || wanted.State.ValueString() == c.State
			})
		},
		Complete: func(ctx context.Context, r framework.Reader, listed *intercom.DataConnector) (*intercom.DataConnector, error) {
			return read(ctx, r, string(listed.ID))
		},
	})
}
