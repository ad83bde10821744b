package dataattribute

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
	Model    types.String `tfsdk:"model"`
	Archived types.Bool   `tfsdk:"archived"`
}

func (m *listModel) wants(a *intercom.DataAttribute) bool {
	return (m.Model.IsNull() || m.Model.ValueString() == a.Model) && m.Archived.ValueBool() == intercom.Yes(a.Archived)
}

// NewListResource returns list "intercom_data_attribute": the custom attributes of contacts and companies.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[listModel, *intercom.DataAttribute]{
		Description: "Lists the custom data attributes of an Intercom workspace that match all arguments that are set.",
		Attributes: map[string]schema.Attribute{
			"model": schema.StringAttribute{
				MarkdownDescription: "What the attributes describe: `contact` or `company`.", Optional: true,
				Validators: []validator.String{stringvalidator.OneOf(intercom.ModelContact, intercom.ModelCompany)},
			},
			"archived": schema.BoolAttribute{MarkdownDescription: "Whether to list archived attributes (`true`) or others (`false`, default).", Optional: true},
		},
		Find: func(ctx context.Context, r framework.Reader, wanted listModel, _ int64) iter.Seq2[*intercom.DataAttribute, error] {
			return framework.All(func() ([]*intercom.DataAttribute, error) { return custom(ctx, r) }, wanted.wants)
		},
	})
}
