// Package ticketstate is all that Terraform knows of the states of tickets.
package ticketstate

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Catalog is data "intercom_ticket_state" and "intercom_ticket_states".
var Catalog = datasources.Catalog[intercom.WorkspaceTicketState]{
	Name: "ticket_state", Plural: "ticket_states", Path: "ticket_states", Title: "ticket state", Titles: "ticket states", Label: "internal_label",
	Attributes: map[string]schema.Attribute{
		"id":             datasources.Text("ID of the state, for `ticket_state_id` of a ticket."),
		"category":       datasources.Text("`submitted`, `in_progress`, `waiting_on_customer` or `resolved`."),
		"internal_label": datasources.Text("What teammates see."),
		"external_label": datasources.Text("What the contact sees."),
		"archived":       datasources.Bool("Whether the state is archived."),
		"ticket_type_ids": schema.ListAttribute{
			MarkdownDescription: "IDs of the ticket types that have the state.",
			ElementType:         types.StringType,
			Computed:            true,
		},
	},
	Within:            "ticket_type_id",
	WithinDescription: "ID of the ticket type whose states these are.",
	Belongs: func(s intercom.WorkspaceTicketState, typeID string) bool {
		return slices.ContainsFunc(s.TicketTypes, func(t intercom.TicketType) bool { return string(t.ID) == typeID })
	},
	List: func(ctx context.Context, client *intercom.Client) ([]intercom.WorkspaceTicketState, error) {
		return client.TicketStates(ctx)
	},
	Values: func(s intercom.WorkspaceTicketState) map[string]attr.Value {
		ids := make([]attr.Value, len(s.TicketTypes))
		for i, t := range s.TicketTypes {
			ids[i] = types.StringValue(string(t.ID))
		}
		return map[string]attr.Value{
			"id": types.StringValue(string(s.ID)), "category": types.StringValue(s.Category),
			"internal_label": types.StringValue(s.InternalLabel), "external_label": types.StringValue(s.ExternalLabel),
			"archived": types.BoolValue(s.Archived), "ticket_type_ids": types.ListValueMust(types.StringType, ids),
		}
	},
}
