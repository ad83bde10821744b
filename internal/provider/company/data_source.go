package company

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewDataSourceAll returns data "intercom_companies": the companies that Intercom lists.
func NewDataSourceAll() datasource.DataSource { return datasources.NewFound(Source, listing()) }

// Source is data "intercom_company".
var Source = datasources.Of(&Object, datasources.Source[*intercom.Company]{
	By:           []string{"id", "company_id", "name"},
	Hint:         "The id is Intercom's, the company_id the one that its owner chose. A company_id and a name are compared letter by letter.",
	Descriptions: map[string]string{customattributes.Name: customattributes.Shown},
	Find: func(ctx context.Context, r framework.Reader, by, value string) ([]*intercom.Company, error) {
		if by == "id" {
			return datasources.Single(r.Company(ctx, value))
		}
		return framework.Pointers(r.CompaniesBy(ctx, by, value))
	},
})
