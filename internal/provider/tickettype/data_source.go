package tickettype

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Catalog is data "intercom_ticket_type" and "intercom_ticket_types".
var Catalog = datasources.Catalog[intercom.TicketType]{
	Name: "ticket_type", Plural: "ticket_types", Path: "ticket_types", Title: "ticket type", Titles: "ticket types", Label: "name",
	Attributes: map[string]schema.Attribute{
		"id":          datasources.Text("ID of the ticket type."),
		"name":        datasources.Text("Name of the ticket type."),
		"description": datasources.Text("Description of the ticket type."),
		"icon":        datasources.Text("Icon of the ticket type."),
		"category":    datasources.Text("`Customer`, `Back-office` or `Tracker`."),
		"is_internal": datasources.Bool("Whether the tickets are for internal use only."),
		"archived":    datasources.Bool("Whether the ticket type is archived: it takes no new tickets."),
		"ticket_type_attributes": schema.ListNestedAttribute{
			MarkdownDescription: "Attributes of the type's tickets.",
			Computed:            true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id":        datasources.Text("ID of the attribute."),
				"name":      datasources.Text("Name of the attribute."),
				"data_type": datasources.Text("Type of its values."),
				"archived":  datasources.Bool("Whether the attribute is archived."),
			}},
		},
	},
	List: func(ctx context.Context, client *intercom.Client) ([]intercom.TicketType, error) {
		return client.TicketTypes(ctx)
	},
	Values: func(t intercom.TicketType) map[string]attr.Value {
		return map[string]attr.Value{
			"id": types.StringValue(string(t.ID)), "name": types.StringValue(t.Name), "description": framework.Text(t.Description),
			"icon": framework.Text(t.Icon), "category": types.StringValue(t.Category), "is_internal": types.BoolValue(t.IsInternal),
			"archived": types.BoolValue(t.Archived), "ticket_type_attributes": attributeList(&t),
		}
	},
}
