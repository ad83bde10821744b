package ticket

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	// recentFor is the maximum age of a ticket that an earlier run may have created and lost track of.
	recentFor = 24 * time.Hour
	// maxRecent limits how many of them are read: the newest four pages.
	maxRecent = 4 * intercom.MaxPerPage
)

// recentTickets are the newest tickets that existed before the walk's first create.
type recentTickets struct {
	framework.Snapshot
	byKey map[string][]*intercom.Ticket
}

// recentOf searches for them, once per walk.
func recentOf(ctx context.Context, w framework.Writer) (recentTickets, error) {
	return walkOf(w.Data).recent.Get(ctx, "", func() (recentTickets, error) {
		since := w.Data.Client(&diag.Diagnostics{}).Now().Add(-recentFor)
		var all []*intercom.Ticket
		for t, err := range w.SearchTickets(ctx, intercom.All(intercom.Where("created_at", ">", max(0, since.Unix()))), intercom.MaxPerPage) {
			if err != nil {
				return recentTickets{}, err
			}
			if all = append(all, t); len(all) == maxRecent {
				break
			}
		}
		recent := recentTickets{framework.SnapshotOf(all, facts), map[string][]*intercom.Ticket{}}
		for _, t := range all {
			if t.TicketType != nil && !t.Deleted && (t.CreatedAt.IsZero() || !t.CreatedAt.Before(since)) {
				key := createKey(string(t.TicketType.ID), t.Attributes[intercom.TitleAttribute])
				recent.byKey[key] = append(recent.byKey[key], t)
			}
		}
		return recent, nil
	})
}

// refuseDuplicate refuses to create a ticket equal to a recent one that belongs to no resource of this walk: an earlier run
// may have created it and lost the answer. A read of the ticket confirms that it exists, since search lags.
func (c *creation) refuseDuplicate(ctx context.Context, recent recentTickets) diag.Diagnostic {
	var equal []*intercom.Ticket
	for _, t := range recent.byKey[c.key] {
		id := framework.ID{string(t.ID)}
		if c.Data.Creates.Claimed(c.Claim(id)) {
			continue
		}
		differs, err := c.differs(ctx, t, true)
		if err == nil && differs == "" {
			t, err = c.w.Ticket(ctx, string(t.ID))
			if framework.IsMissing(err) {
				continue
			}
			if err == nil {
				differs, err = c.differs(ctx, t, true)
			}
		}
		if err != nil {
			return providerdiag.Error("looking for equal tickets", err, "No ticket was created.", c.Permission)
		}
		if differs == "" {
			equal = append(equal, t)
		}
	}
	if len(equal) == 0 {
		return nil
	}
	var b strings.Builder
	for _, t := range equal {
		fmt.Fprintf(&b, "  - %s, created at %s\n", framework.Label(string(t.ID), facts(t).Name), t.CreatedAt.Format(time.RFC3339))
	}
	return diag.NewErrorDiagnostic("An equal ticket was created in the last 24 hours",
		fmt.Sprintf("An earlier run may have created it and lost track of it:\n%s\nNo ticket was created.\n\n"+
			"What to do: if it is this resource's, import it, with the resource's address as \"to\". If another one is wanted, set allow_duplicate = true.\n\n%s", b.String(), c.ImportBlock(string(equal[0].ID))))
}
