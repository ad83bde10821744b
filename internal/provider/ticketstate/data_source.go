// Package ticketstate implements the intercom_ticket_state and intercom_ticket_states data sources.
package ticketstate

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_ticket_state" and "intercom_ticket_states".
var Source = datasources.Source[intercom.WorkspaceTicketState]{
	Metadata: framework.Metadata{Name: "ticket state", Plural: "ticket states", Type: "intercom_ticket_state", Permission: "Read tickets"},
	By:       []string{"id", "internal_label"}, AnyCase: []string{"internal_label"},
	List: framework.ListOnce(framework.Reader.TicketStates),
	Within: datasources.Within[intercom.WorkspaceTicketState]{
		Argument: "ticket_type_id", Description: "ID of the ticket type that has the states.",
		Holds: func(s intercom.WorkspaceTicketState, typeID string) bool {
			return slices.Contains(typeIDs(s), intercom.ID(typeID))
		},
	},
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":              datasources.Text("ID of the state, for `ticket_state_id` of a ticket."),
			"category":        datasources.Text("Category of the state: `submitted`, `in_progress`, `waiting_on_customer`, or `resolved`."),
			"internal_label":  datasources.Text("Label that teammates see."),
			"external_label":  datasources.Text("Label that contacts see."),
			"archived":        datasources.Bool("Whether the state is archived."),
			"ticket_type_ids": datasources.IDList("IDs of the ticket types that have the state."),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, s intercom.WorkspaceTicketState) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": types.StringValue(string(s.ID)), "category": types.StringValue(s.Category),
			"internal_label": types.StringValue(s.InternalLabel), "external_label": types.StringValue(s.ExternalLabel),
			"archived": types.BoolValue(s.Archived), "ticket_type_ids": datasources.IDs(typeIDs(s)),
		}, nil
	},
}

func typeIDs(s intercom.WorkspaceTicketState) []intercom.ID {
	return datasources.Each(s.TicketTypes, func(t intercom.TicketType) intercom.ID { return t.ID })
}
