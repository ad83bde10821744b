package ticket

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const twoIDs = "A ticket has two ids. The one to import by is the id of Intercom's API (the field id of an answer). " +
	"The number that the Inbox shows (#1390; the field ticket_id) is another one, and the API finds no ticket by it. " +
	"To learn the id of a ticket that you see in the Inbox, search with POST /tickets/search, by its title or creation time for instance, and take the id whose ticket_id is that number."

var object = framework.Object{
	Name: "ticket", Type: "intercom_ticket",
	Key:    []framework.Key{{Name: "id", Description: "ID of the ticket in Intercom's API."}},
	IDHint: twoIDs,
}

// ImportState implements resource.ResourceWithImportState.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if number, ok := strings.CutPrefix(req.ID, "#"); ok {
		resp.Diagnostics.AddError("Error importing a ticket: not an id",
			fmt.Sprintf("#%s is the number that the Inbox shows.\n\n%s", intercom.Clean(number, 80), twoIDs))
		return
	}
	r.Base.ImportState(ctx, req, resp)
}
