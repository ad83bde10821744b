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
			"id":                    datasources.Text("ID of the admin, for `admin_assignee_id` of a ticket."),
			"email":                 datasources.Text("Email address of the admin."),
			"name":                  datasources.Text("Name of the admin."),
			"job_title":             datasources.Text("Job title of the admin."),
			"away_mode_enabled":     datasources.Bool("Whether the admin is away."),
			"away_mode_reassign":    datasources.Bool("Whether new conversations go to others while the admin is away."),
			"away_status_reason_id": datasources.Text("ID of the reason that the admin gives for being away, for `data.intercom_away_status_reason`. Null before API version 2.14."),
			"role":                  datasources.Object("Role of the admin. Null before API version 2.16, and if the admin has none.", role()),
			"has_inbox_seat":        datasources.Bool("Whether the admin has a paid inbox seat."),
			"team_ids":              datasources.IDList("IDs of the teams that the admin is in."),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, a intercom.Admin) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": types.StringValue(string(a.ID)), "email": types.StringValue(a.Email), "name": types.StringValue(a.Name),
			"job_title": framework.Text(a.JobTitle), "away_mode_enabled": types.BoolValue(a.AwayModeEnabled), "away_mode_reassign": types.BoolValue(a.AwayModeReassign),
			"away_status_reason_id": framework.Text(string(a.AwayStatusReasonID)), "role": roleValue(a.Role),
			"has_inbox_seat": types.BoolValue(a.HasInboxSeat), "team_ids": datasources.IDs(a.TeamIDs),
		}, nil
	},
}

func role() map[string]schema.Attribute {
	return map[string]schema.Attribute{"id": datasources.Text("ID of the role."), "name": datasources.Text("Name of the role.")}
}

func roleValue(r *intercom.Role) attr.Value {
	typ := datasources.Types(role())
	if r == nil {
		return types.ObjectNull(typ)
	}
	return types.ObjectValueMust(typ, map[string]attr.Value{"id": framework.Text(string(r.ID)), "name": framework.Text(r.Name)})
}
