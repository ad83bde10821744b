// Package team implements the intercom_team and intercom_teams data sources.
package team

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_team" and "intercom_teams".
var Source = datasources.Source[intercom.Team]{
	Metadata: framework.Metadata{Name: "team", Plural: "teams", Type: "intercom_team", Permission: "Read admins"},
	By:       []string{"id", "name"}, AnyCase: []string{"name"},
	List: framework.ListOnce(framework.Reader.Teams),
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":                  datasources.Text("ID of the team, for `team_assignee_id` of a ticket."),
			"name":                datasources.Text("Name of the team."),
			"admin_ids":           datasources.IDList("IDs of the admins in the team."),
			"distribution_method": datasources.Text("How conversations are assigned in the team, such as `round_robin` or `load_balanced`. Null before API version 2.14."),
			"assignment_limit":    datasources.Number("Number of conversations that an admin of the team can have. Null unless `distribution_method` is `load_balanced`."),
			"primary_admin_ids":   datasources.IDList("IDs of the admins with the first priority level. Null unless `distribution_method` is `load_balanced`."),
			"secondary_admin_ids": datasources.IDList("IDs of the admins with the second priority level. Null unless `distribution_method` is `load_balanced`."),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, t intercom.Team) (map[string]attr.Value, diag.Diagnostics) {
		primary, secondary := types.ListNull(types.StringType), types.ListNull(types.StringType)
		if t.Levels != nil {
			primary, secondary = datasources.IDs(t.Levels.Primary), datasources.IDs(t.Levels.Secondary)
		}
		return map[string]attr.Value{
			"id": types.StringValue(string(t.ID)), "name": types.StringValue(t.Name), "admin_ids": datasources.IDs(t.AdminIDs),
			"distribution_method": framework.Text(t.DistributionMethod), "assignment_limit": types.Int64PointerValue(t.AssignmentLimit),
			"primary_admin_ids": primary, "secondary_admin_ids": secondary,
		}, nil
	},
}
