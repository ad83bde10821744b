// Package helpcenter implements the intercom_help_center and intercom_help_centers data sources.
package helpcenter

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_help_center" and "intercom_help_centers".
var Source = datasources.Source[intercom.HelpCenter]{
	Metadata: framework.Metadata{Name: "help center", Plural: "help centers", Type: "intercom_help_center", Permission: "Read and list articles"},
	By:       []string{"id", "identifier", "display_name"}, Flag: "default",
	FlagHint: "API versions before 2.16 do not tell which help center is the default one. Look it up by its id or its identifier.",
	List:     framework.ListOnce(framework.Reader.HelpCenters),
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":                datasources.Text("ID of the help center."),
			"identifier":        datasources.Text("Part of the help center's URL that identifies it."),
			"display_name":      datasources.Text("Name of the help center, which only teammates see."),
			"url":               datasources.Text("URL of the help center."),
			"custom_domain":     datasources.Text("Custom domain of the help center. Null if it has none."),
			"website_turned_on": datasources.Bool("Whether the help center is public."),
			"default":           datasources.Bool("Whether it is the default help center of the workspace. Null before API version 2.16."),
			"locales":           schema.ListAttribute{MarkdownDescription: "Locales that the help center is available in. Null before API version 2.16.", ElementType: types.StringType, Computed: true},
			"created_at":        schema.StringAttribute{MarkdownDescription: "Time at which the help center was created, in RFC 3339 format.", Computed: true, CustomType: timetypes.RFC3339Type{}},
			"workspace_id":      datasources.Text("ID of the workspace that the help center is in."),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, h intercom.HelpCenter) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": types.StringValue(string(h.ID)), "identifier": framework.Text(h.Identifier), "display_name": framework.Text(h.DisplayName),
			"url": framework.Text(h.URL), "custom_domain": framework.Text(h.CustomDomain), "website_turned_on": types.BoolValue(h.WebsiteTurnedOn),
			"default": types.BoolPointerValue(h.Default), "locales": datasources.Texts(h.Locales), "created_at": framework.Time(h.CreatedAt), "workspace_id": framework.Text(h.WorkspaceID),
		}, nil
	},
}
