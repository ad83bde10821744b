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
			"id":        datasources.Text("ID of the team, for `team_assignee_id` of a ticket."),
			"name":      datasources.Text("Name of the team."),
			"admin_ids": datasources.IDList("IDs of the admins in the team."),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, t intercom.Team) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{"id": types.StringValue(string(t.ID)), "name": types.StringValue(t.Name), "admin_ids": datasources.IDs(t.AdminIDs)}, nil
	},
}
