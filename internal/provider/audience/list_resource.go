package audience

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_audience": all audiences.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[struct{}, *intercom.Audience]{
		Description: "Lists all Intercom audiences.",
		Find: func(ctx context.Context, r framework.Reader, _ struct{}, _ int64) iter.Seq2[*intercom.Audience, error] {
			return framework.All(func() ([]*intercom.Audience, error) { return framework.Pointers(all(ctx, r)) }, nil)
		},
	})
}
