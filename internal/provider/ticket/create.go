package ticket

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/diagnose"
)

const (
	// searchFor is how long a ticket whose create was not answered is searched for, since search lags behind writes.
	searchFor = 30 * time.Second
	// searchEvery is the pause between two searches.
	searchEvery = 2 * time.Second
	// maxCreates: after a search that found nothing, the POST is sent once more.
	maxCreates = 2
)

// createOnce creates the ticket exactly once. Where a POST may have happened without an answer, it searches for the ticket
// before anything else, also when the user stops the run.
func (r *Resource) createOnce(ctx context.Context, client *intercom.Client, req intercom.CreateTicketRequest) (*intercom.Ticket, diag.Diagnostic) {
	const doing = "creating a ticket"
	// Of two creates that a search cannot tell apart, nobody could tell later whose ticket is whose. Equal titles are enough: a
	// search does not show all that was sent (company_id), and a ticket may have more attributes than were sent.
	title, _ := req.Attributes[intercom.TitleAttribute].(string)
	done, err := r.session.Creates.Turn(ctx, req.TicketTypeID+"\n"+title)
	if err != nil {
		return nil, diagnose.Error(doing, err, "No ticket was created: another one of the same type and title was still being created.")
	}
	defer done()
	for try := 1; ; try++ {
		since := client.Now()
		t, err := client.CreateTicket(ctx, req)
		if err == nil {
			r.session.Creates.Claim(string(t.ID))
			return t, nil
		}
		if !intercom.MayHaveHappened(err) {
			return nil, refused(doing, err)
		}
		found, searchErr := r.searchCreated(ctx, client, req, since)
		switch {
		case searchErr != nil:
			return nil, diagnose.Error(doing, err, fmt.Sprintf("A ticket may have been created, and the search for it failed (%s). %s", searchErr, lookFor(req, since)))
		case len(found) == 1:
			r.session.Creates.Claim(string(found[0].ID))
			return found[0], nil
		case len(found) > 1:
			return nil, severalFound(doing, err, found)
		case try == maxCreates || ctx.Err() != nil:
			return nil, diagnose.Error(doing, err, "A ticket may have been created, but a search does not find it. "+lookFor(req, since))
		}
	}
}

// searchCreated returns the tickets that may be the one that req created since then: as soon as there are any, or none when
// the time is over. It ignores that the run is being stopped, since a ticket that nobody remembers is worse than a wait.
func (r *Resource) searchCreated(ctx context.Context, client *intercom.Client, req intercom.CreateTicketRequest, since time.Time) ([]*intercom.Ticket, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*searchFor)
	defer cancel()
	// created_at counts whole seconds, and Intercom's clock is known to a second.
	query := intercom.All(
		intercom.Where("ticket_type_id", "=", req.TicketTypeID),
		intercom.Where("created_at", ">", since.Add(-2*time.Second).Unix()),
	)
	for waited := time.Duration(0); ; waited += searchEvery {
		var found []*intercom.Ticket
		for t, err := range client.SearchTickets(ctx, query, intercom.MaxPerPage) {
			if err != nil {
				return nil, err
			}
			same, err := r.created(ctx, client, t, req)
			if err != nil {
				return nil, err
			}
			if same {
				found = append(found, t)
			}
		}
		if len(found) > 0 || waited >= searchFor {
			return found, nil
		}
		if err := client.Wait(ctx, searchEvery); err != nil {
			return nil, err
		}
	}
}

// created reports whether t can be what req created: it belongs to no resource of this run, and has the type, contact and
// all the attributes that were sent.
func (r *Resource) created(ctx context.Context, client *intercom.Client, t *intercom.Ticket, req intercom.CreateTicketRequest) (bool, error) {
	if r.session.Creates.Claimed(string(t.ID)) || t.TicketType != nil && string(t.TicketType.ID) != req.TicketTypeID {
		return false, nil
	}
	if !shows(t, intercom.UpdateTicketRequest{Attributes: req.Attributes}) {
		return false, nil
	}
	wanted := req.Contacts[0]
	for _, c := range t.Contacts {
		if wanted.ID != "" && wanted.ID == string(c.ID) || wanted.ExternalID != "" && wanted.ExternalID == c.ExternalID {
			return true, nil
		}
		if wanted.Email == "" {
			continue
		}
		shown, err := client.Contact(ctx, string(c.ID))
		if err != nil {
			return false, err
		}
		if (contact{ID: types.StringNull(), ExternalID: types.StringNull(), Email: types.StringValue(wanted.Email)}).matches(shown) {
			return true, nil
		}
	}
	return false, nil
}

// refused is the diagnostic of a POST that certainly created nothing.
func refused(doing string, err error) diag.Diagnostic {
	const consequence = "No ticket was created."
	if api, ok := errors.AsType[*intercom.APIError](err); ok {
		for _, d := range api.Details {
			for _, argument := range []string{"ticket_type_id", "contacts", "ticket_attributes", "company_id"} {
				if d.Field == argument {
					return diagnose.AttributeError(path.Root(argument), doing, err, consequence)
				}
			}
		}
		if api.HasCode("assignee_not_found") {
			return diagnose.AttributeError(path.Root("admin_assignee_id"), doing, err, consequence)
		}
	}
	return diagnose.Error(doing, err, consequence)
}

func severalFound(doing string, err error, found []*intercom.Ticket) diag.Diagnostic {
	var b strings.Builder
	b.WriteString("A ticket may have been created, and several new tickets look like it:\n")
	for _, t := range found {
		fmt.Fprintf(&b, "  - id %s (#%s), created %s\n", t.ID, t.TicketID, timeText(t.CreatedAt))
	}
	b.WriteString("None was taken into state. If one of them is this resource's, import it, with the resource's address as \"to\":\n\n")
	fmt.Fprintf(&b, "  import {\n    to = intercom_ticket.NAME\n    id = %q\n  }", string(found[0].ID))
	return diagnose.Error(doing, err, b.String())
}

// lookFor tells where a ticket would be found that may or may not have been created.
func lookFor(req intercom.CreateTicketRequest, since time.Time) string {
	title, _ := req.Attributes[intercom.TitleAttribute].(string)
	return fmt.Sprintf("Before you apply again, look in Intercom for a ticket of type %s titled \"%s\", created at about %s: if it is there, "+
		"delete it or import it, with the resource's address as \"to\" and the ticket's id:\n\n  import {\n    to = intercom_ticket.NAME\n    id = \"ID\"\n  }",
		req.TicketTypeID, intercom.Clean(title, 80), since.UTC().Format(time.RFC3339))
}
