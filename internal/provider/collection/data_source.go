package collection

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_collection".
var Source = datasources.Of(&Object, datasources.Source[*intercom.Collection]{
	By: []string{"id", "name"}, Narrow: []string{"parent_id", "help_center_id"},
	List: func(ctx context.Context, r framework.Reader) ([]*intercom.Collection, error) {
		return framework.Pointers(all(ctx, r))
	},
	Descriptions: map[string]string{
		"parent_id":      "ID of the collection that this one is in. Null on the first level.",
		"help_center_id": "ID of the help center that the collection is in.",
		"translations":   "Texts of the collection in the other languages of the help center, keyed by locale.",
	},
})

// NewDataSourceAll returns data "intercom_collections".
func NewDataSourceAll() datasource.DataSource { return datasources.NewFound(Source, listing()) }
