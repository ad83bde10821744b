package tag

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_tag": all tags.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[struct{}, *intercom.Tag]{
		Description: "Lists all Intercom tags.",
		Find: func(ctx context.Context, r framework.Reader, _ struct{}, _ int64) iter.Seq2[*intercom.Tag, error] {
			return framework.All(func() ([]*intercom.Tag, error) { return framework.Pointers(all(ctx, r)) }, nil)
		},
	})
}
