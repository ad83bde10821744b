package ticket

import (
	"context"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// WritesAnswered reports whether a read that shows a ticket of the age is asked for again, after the answers to two writes that
// came in this order. All ages are Unix times of updated_at.
func WritesAnswered(first, second, read int64) (again bool) {
	var w walk
	now := time.Unix(1000, 0)
	ticket := func(updated int64) *intercom.Ticket {
		return &intercom.Ticket{ID: "7", UpdatedAt: intercom.UnixTime{Time: time.Unix(updated, 0)}}
	}
	w.recordWrite(ticket(first), now)
	w.recordWrite(ticket(second), now)
	return w.isStale(now, "7", ticket(read), nil)
}

// ReadForRefresh reads as a refresh does whose state has nothing that a search contradicts.
func ReadForRefresh(ctx context.Context, r framework.Reader, client *intercom.Client, id string) (*intercom.Ticket, error) {
	return walkOf(r.Data).readForRefresh(ctx, r, client, id, func(*intercom.Ticket) bool { return true })
}
