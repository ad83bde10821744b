package company

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Lookup is data "intercom_company".
var Lookup = datasources.Lookup[intercom.Company]{
	Name: "company", Titles: "companies",
	Description: "One Intercom company, by its `id`, `company_id` or `name`.",
	By:          []string{"id", "company_id", "name"},
	Hint:        "The id is Intercom's, the company_id the one that its owner chose. A company_id and a name are compared letter by letter.",
	Attributes: map[string]schema.Attribute{
		"id":                datasources.Text("ID of the company in Intercom's API."),
		"company_id":        datasources.Text("ID that you chose for the company."),
		"name":              datasources.Text("Name."),
		"plan":              datasources.Text("Name of the plan that the company is on."),
		"website":           datasources.Text("URL of the website."),
		"industry":          datasources.Text("Industry."),
		"size":              schema.Int64Attribute{MarkdownDescription: "Number of employees.", Computed: true},
		"monthly_spend":     schema.Int64Attribute{MarkdownDescription: "Revenue from the company, in whole units of the workspace's currency.", Computed: true},
		"remote_created_at": schema.StringAttribute{MarkdownDescription: "When the company was created on your side, as RFC 3339.", CustomType: timetypes.RFC3339Type{}, Computed: true},
		"created_at":        schema.StringAttribute{MarkdownDescription: "When the company was created in Intercom, as RFC 3339.", CustomType: timetypes.RFC3339Type{}, Computed: true},
		"custom_attributes": customattributes.Shown(),
	},
	Find: func(ctx context.Context, client *intercom.Client, by, value string) ([]intercom.Company, error) {
		if by != "id" {
			return client.CompaniesBy(ctx, by, value)
		}
		found, err := client.Company(ctx, value)
		if err != nil {
			return nil, err
		}
		return []intercom.Company{*found}, nil
	},
	Values: func(c intercom.Company) map[string]attr.Value {
		var m model
		m.show(&c)
		return map[string]attr.Value{
			"id": m.ID, "company_id": m.CompanyID, "name": m.Name, "plan": m.Plan, "website": m.Website, "industry": m.Industry,
			"size": m.Size, "monthly_spend": m.MonthlySpend, "remote_created_at": m.RemoteCreatedAt, "created_at": m.CreatedAt,
			"custom_attributes": customattributes.Show(c.CustomAttributes, attrvalue.Definitions{}),
		}
	},
}
