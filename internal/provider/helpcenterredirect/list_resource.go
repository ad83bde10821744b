package helpcenterredirect

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_help_center_redirects".
var Source = datasources.Of(&Object, datasources.Source[*intercom.HelpCenterRedirect]{
	List: all,
	Within: datasources.Within[*intercom.HelpCenterRedirect]{
		Argument: "help_center_id", Description: "ID of the help center that has the redirects.",
		Holds: func(h *intercom.HelpCenterRedirect, value string) bool { return string(h.HelpCenterID) == value },
		List:  ofHelpCenter,
	},
	Descriptions: map[string]string{
		"help_center_id": "ID of the help center.",
		"locale":         "Locale of the translation that the redirect leads to.",
	},
})

// all reads the redirects of all help centers: one call for each, once a walk.
func all(ctx context.Context, r framework.Reader) (found []*intercom.HelpCenterRedirect, err error) {
	helpCenters, err := framework.ListOnce(framework.Reader.HelpCenters)(ctx, r)
	for i := range helpCenters {
		redirects, err := ofHelpCenter(ctx, r, string(helpCenters[i].ID))
		if err != nil {
			return nil, err
		}
		found = append(found, redirects...)
	}
	return found, err
}

type listModel struct {
	HelpCenterID types.String `tfsdk:"help_center_id"`
	TargetType   types.String `tfsdk:"target_type"`
	TargetID     types.String `tfsdk:"target_id"`
}

func (m *listModel) wants(h *intercom.HelpCenterRedirect) bool {
	return (m.TargetType.IsNull() || m.TargetType.ValueString() == h.TargetType) && (m.TargetID.IsNull() || m.TargetID.ValueString() == string(h.TargetID))
}

// NewListResource returns list "intercom_help_center_redirect": the redirects of one help center or of all.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[listModel, *intercom.HelpCenterRedirect]{
		Description: "Lists the redirects of Intercom help centers that match all arguments that are set. Without `help_center_id`, the provider makes one call for each help center.",
		Attributes: map[string]schema.Attribute{
			"help_center_id": schema.StringAttribute{MarkdownDescription: "ID of the help center that has the redirects.", Optional: true, Validators: []validator.String{schemas.IsID}},
			"target_type": schema.StringAttribute{
				MarkdownDescription: "What the redirects lead to: `article` or `collection`.", Optional: true,
				Validators: []validator.String{stringvalidator.OneOf(intercom.RedirectToArticle, intercom.RedirectToCollection)},
			},
			"target_id": schema.StringAttribute{MarkdownDescription: "ID of the article or collection that the redirects lead to.", Optional: true, Validators: []validator.String{schemas.IsID}},
		},
		Find: func(ctx context.Context, r framework.Reader, wanted listModel, _ int64) iter.Seq2[*intercom.HelpCenterRedirect, error] {
			return framework.All(func() ([]*intercom.HelpCenterRedirect, error) {
				if id := wanted.HelpCenterID; !id.IsNull() {
					return ofHelpCenter(ctx, r, id.ValueString())
				}
				return all(ctx, r)
			}, wanted.wants)
		},
	})
}
