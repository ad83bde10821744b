package ticket

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
	// maxRecent limits how many of them are read in one search for all types: the newest four pages.
	maxRecent = 4 * intercom.MaxPerPage
	// untold is the title of a ticket whose answer does not show it.
	untold = "\x00"
	// createdTogether is how long before a ticket Intercom may have created a contact for it.
	createdTogether = 10 * time.Second
)

// recentTickets are the newest tickets that existed before the walk's first create of them.
type recentTickets struct {
	framework.Snapshot
	byKey map[string][]*intercom.Ticket
	// cut: there may be more.
	cut bool
}

// recentOf returns the recent tickets of a type: those that one search for all types shows, or, if there are too many, one for the type.
func recentOf(ctx context.Context, w framework.Writer, typeID string) (recentTickets, error) {
	all, err := searchRecent(ctx, w, "")
	if err != nil || !all.cut {
		return all, err
	}
	ofType, err := searchRecent(ctx, w, typeID)
	if all.Newest.After(ofType.Newest) {
		ofType.Newest = all.Newest
	}
	return ofType, err
}

// searchRecent searches once per walk, for all types if typeID is empty.
func searchRecent(ctx context.Context, w framework.Writer, typeID string) (recentTickets, error) {
	return walkOf(w.Data).recent.Get(ctx, typeID, func() (recentTickets, error) {
		since := w.Data.Client(&diag.Diagnostics{}).Now().Add(-recentFor)
		filters := []intercom.Filter{intercom.Where("created_at", ">", max(0, since.Unix()))}
		if typeID != "" {
			filters = append(filters, intercom.Where("ticket_type_id", "=", typeID))
		}
		var all []*intercom.Ticket
		for t, err := range w.SearchTickets(ctx, intercom.All(filters...), intercom.MaxPerPage) {
			if err != nil {
				return recentTickets{}, err
			}
			if all = append(all, t); typeID == "" && len(all) == maxRecent {
				break
			}
		}
		recent := recentTickets{framework.SnapshotOf(all, facts), map[string][]*intercom.Ticket{}, typeID == "" && len(all) == maxRecent}
		for _, t := range all {
			if !t.Deleted && (t.CreatedAt.IsZero() || !t.CreatedAt.Before(since)) {
				recent.file(t)
			}
		}
		return recent, nil
	})
}

// file files a ticket by what it shows.
func (r recentTickets) file(t *intercom.Ticket) {
	typeID := ""
	if t.TicketType != nil {
		typeID = string(t.TicketType.ID)
	}
	title, told := t.Attributes[intercom.TitleAttribute]
	if !told {
		title = untold
	}
	key := createKey(typeID, title)
	r.byKey[key] = append(r.byKey[key], t)
}

// like returns the tickets that may have a type and a title. What a ticket does not show is not a difference.
func (r recentTickets) like(typeID string, title any) (found []*intercom.Ticket) {
	for _, key := range []string{createKey(typeID, title), createKey(typeID, untold), createKey("", title), createKey("", untold)} {
		found = append(found, r.byKey[key]...)
	}
	return found
}

// refuseDuplicate refuses to create a ticket equal to a recent one that belongs to no resource of this walk: an earlier run
// may have created it and lost the answer. A read of the ticket confirms that it exists, since search lags.
func (c *creation) refuseDuplicate(ctx context.Context, recent recentTickets) diag.Diagnostic {
	var equal []*intercom.Ticket
	for _, t := range recent.like(c.request.TicketTypeID, c.request.Attributes[intercom.TitleAttribute]) {
		id := framework.ID{string(t.ID)}
		if c.Data.Creates.Claimed(c.Claim(id)) {
			continue
		}
		differs, err := c.differs(ctx, t, true)
		if err == nil && (differs == "" || c.nearly[string(t.ID)] != nil) {
			delete(c.nearly, string(t.ID))
			t, err = c.w.Ticket(ctx, string(t.ID))
			if framework.IsMissing(err) {
				continue
			}
			if err == nil {
				differs, err = c.differs(ctx, t, true)
			}
			if err == nil && c.nearly[string(t.ID)] != nil {
				err = c.checkNearly(ctx, t)
			}
		}
		if err != nil {
			return providerdiag.Error("looking for equal tickets", err, "No ticket was created.", c.Permission)
		}
		if differs == "" {
			equal = append(equal, t)
		}
	}
	if len(equal) == 0 && len(c.nearly) > 0 {
		return c.candidates("No ticket was created, because an earlier run may have created one of these and lost track of it:", " If another one is wanted, set allow_duplicate = true.")
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

// checkNearly drops a ticket from nearly unless its contact may also have the configured email, which Intercom does not show then: no
// contact shows it, and the ticket's was not created for the ticket, or it would have the email that was sent.
func (c *creation) checkNearly(ctx context.Context, t *intercom.Ticket) error {
	_, err := lookUpContact(ctx, c.w.Reads(), c.plan.contact())
	hidden := errors.Is(err, errNobody) || isForbidden(err)
	existed := slices.ContainsFunc(t.Contacts, func(each intercom.ContactReference) bool {
		whole, err := readContact(ctx, c.w.Reads(), string(each.ID)) // which differs has read
		return err == nil && whole.CreatedAt.Before(t.CreatedAt.Add(-createdTogether))
	})
	if !hidden || !existed {
		delete(c.nearly, string(t.ID))
	}
	if hidden {
		return nil
	}
	return err
}
