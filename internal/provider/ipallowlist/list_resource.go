package ipallowlist

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
)

// NewListResource returns list "intercom_ip_allowlist": the workspace's allowlist, if somebody has set it up.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[struct{}, shown]{
		Description: "Lists the IP allowlist of the Intercom workspace. The list is empty if the allowlist is not enabled and has no addresses.",
		Find: func(ctx context.Context, r framework.Reader, _ struct{}, _ int64) iter.Seq2[shown, error] {
			return framework.All(func() ([]shown, error) {
				found, err := ofToken(ctx, r)
				return []shown{found}, err
			}, shown.isSet)
		},
	})
}
