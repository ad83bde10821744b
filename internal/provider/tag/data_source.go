package tag

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_tag" and "intercom_tags".
var Source = datasources.Of(&Object, datasources.Source[*intercom.Tag]{
	By: []string{"id", "name"}, AnyCase: []string{"name"},
	List: func(ctx context.Context, r framework.Reader) ([]*intercom.Tag, error) {
		return framework.Pointers(all(ctx, r))
	},
})
