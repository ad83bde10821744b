// Package team is all that Terraform knows of a workspace's teams.
package team

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Catalog is data "intercom_team" and "intercom_teams".
var Catalog = datasources.Catalog[intercom.Team]{
	Name: "team", Plural: "teams", Path: "teams", Title: "team", Titles: "teams", Label: "name",
	Attributes: map[string]schema.Attribute{
		"id":   datasources.Text("ID of the team, for `team_assignee_id` of a ticket."),
		"name": datasources.Text("Name of the team."),
		"admin_ids": schema.ListAttribute{
			MarkdownDescription: "IDs of the admins in the team.",
			ElementType:         types.StringType,
			Computed:            true,
		},
	},
	List: func(ctx context.Context, client *intercom.Client) ([]intercom.Team, error) { return client.Teams(ctx) },
	Values: func(t intercom.Team) map[string]attr.Value {
		return map[string]attr.Value{"id": types.StringValue(string(t.ID)), "name": types.StringValue(t.Name), "admin_ids": datasources.IDs(t.AdminIDs)}
	},
}
