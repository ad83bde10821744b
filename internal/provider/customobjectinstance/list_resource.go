package customobjectinstance

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type listModel struct {
	Type types.String `tfsdk:"type"`
}

// NewListResource returns list "intercom_custom_object_instance": the instances of one type.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[listModel, *instance]{
		Order: "newest first",
		Description: fmt.Sprintf("Lists the instances of an Intercom custom object type, in Intercom's order. Instances without an `external_id` are left out, because Terraform cannot manage them. Requires API version %s or later.",
			intercom.ListsCustomObjects),
		Attributes: map[string]schema.Attribute{
			"type": schema.StringAttribute{MarkdownDescription: "Identifier of the custom object type.", Required: true, Validators: []validator.String{schemas.IsID}},
		},
		Find: func(ctx context.Context, r framework.Reader, wanted listModel, _ int64) iter.Seq2[*instance, error] {
			return func(yield func(*instance, error) bool) {
				if !r.Version().Has(intercom.ListsCustomObjects) {
					yield(nil, &providerdiag.LocalError{
						What: "the API version cannot list them", Next: fmt.Sprintf("set the provider's api_version to %s or later.", intercom.ListsCustomObjects),
						Err: fmt.Errorf("API version %s does not list custom object instances. %s is the first that does", r.Version(), intercom.ListsCustomObjects),
					})
					return
				}
				for c, err := range r.CustomObjectInstances(ctx, wanted.Type.ValueString()) {
					if (err != nil || c.ExternalID != "") && !yield(c, err) {
						return
					}
				}
			}
		},
	})
}
