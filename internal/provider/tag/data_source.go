package tag

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Catalog is data "intercom_tag" and "intercom_tags".
var Catalog = datasources.Catalog[intercom.Tag]{
	Name: "tag", Plural: "tags", Path: "tags", Title: "tag", Titles: "tags", Label: "name",
	Attributes: map[string]schema.Attribute{"id": datasources.Text("ID of the tag."), "name": datasources.Text("Name of the tag.")},
	List:       func(ctx context.Context, client *intercom.Client) ([]intercom.Tag, error) { return client.Tags(ctx) },
	Values: func(t intercom.Tag) map[string]attr.Value {
		return map[string]attr.Value{"id": types.StringValue(string(t.ID)), "name": types.StringValue(t.Name)}
	},
}
