package identitysecret

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
)

// NewListResource returns list "intercom_identity_verification_secret": all secrets, without their values.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[struct{}, *secret]{
		Description: "Lists all identity verification secrets of the Intercom workspace, without their values.",
		Find: func(ctx context.Context, r framework.Reader, _ struct{}, _ int64) iter.Seq2[*secret, error] {
			return framework.All(func() ([]*secret, error) { return all(ctx, r) }, nil)
		},
	})
}
