package ticket

import (
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
)

func ticketIDArgument() schema.StringAttribute {
	return actions.ID("ID of the ticket in Intercom's API, for example `intercom_ticket.example.id`. It is not the number that the Inbox shows.")
}

func skipNotificationsArgument() schema.BoolAttribute {
	return schema.BoolAttribute{MarkdownDescription: "Whether to suppress notifications. Default: `false`.", Optional: true}
}
