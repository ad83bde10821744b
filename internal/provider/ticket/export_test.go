package ticket

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// ReadForRefresh reads as a refresh does whose state has nothing that a search contradicts.
func ReadForRefresh(ctx context.Context, r framework.Reader, client *intercom.Client, id string) (*intercom.Ticket, error) {
	return walkOf(r.Data).readForRefresh(ctx, r, client, id, func(*intercom.Ticket) bool { return true })
}
