package tickettype

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_ticket_type" and "intercom_ticket_types".
var Source = datasources.Of(&Object, datasources.Source[*intercom.TicketType]{
	By: []string{"id", "name"}, AnyCase: []string{"name"}, Without: []string{"created_at"},
	Descriptions: map[string]string{"category": "Category of the ticket type: `Customer`, `Back-office`, or `Tracker`.", "ticket_type_attributes": "Attributes of the type's tickets."},
	List: func(ctx context.Context, r framework.Reader) ([]*intercom.TicketType, error) {
		return framework.Pointers(tickettypes.List(ctx, r))
	},
})
