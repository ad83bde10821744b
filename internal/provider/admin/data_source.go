// Package admin implements the intercom_admin and intercom_admins data sources.
package admin

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

// Source is data "intercom_admin" and "intercom_admins".
var Source = datasources.Source[intercom.Admin]{
	Metadata: framework.Metadata{Name: "admin", Plural: "admins", Type: "intercom_admin", Permission: "Read admins"},
	By:       []string{"id", "email"}, AnyCase: []string{"email"},
	List: framework.ListOnce(framework.Reader.Admins),
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":                datasources.Text("ID of the admin, for `admin_assignee_id` of a ticket."),
			"email":             datasources.Text("Email address of the admin."),
			"name":              datasources.Text("Name of the admin."),
			"job_title":         datasources.Text("Job title of the admin."),
			"away_mode_enabled": datasources.Bool("Whether the admin is away."),
			"has_inbox_seat":    datasources.Bool("Whether the admin has a paid inbox seat."),
			"team_ids":          datasources.IDList("IDs of the teams that the admin is in."),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, a intercom.Admin) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": types.StringValue(string(a.ID)), "email": types.StringValue(a.Email), "name": types.StringValue(a.Name),
			"job_title": framework.Text(a.JobTitle), "away_mode_enabled": types.BoolValue(a.AwayModeEnabled),
			"has_inbox_seat": types.BoolValue(a.HasInboxSeat), "team_ids": datasources.IDs(a.TeamIDs),
		}, nil
	},
}
