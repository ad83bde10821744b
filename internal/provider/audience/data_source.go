package audience

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_audience" and "intercom_audiences".
var Source = datasources.Of(&Object, datasources.Source[*intercom.Audience]{
	By: []string{"id", "name"},
	List: func(ctx context.Context, r framework.Reader) ([]*intercom.Audience, error) {
		return framework.Pointers(all(ctx, r))
	},
	Descriptions: map[string]string{
		"name":            "Name of the audience.",
		"predicates":      "Conditions that people of the audience meet. Null if there are none.",
		"role_predicates": "Conditions on the role of people. Empty if there are none.",
	},
})
