package ticket

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// lookBehind is how much older than Intercom's clock a ticket can be that a lookup finds for a create.
const lookBehind = time.Minute

// creation creates a ticket exactly once.
type creation struct {
	*Resource
	w       framework.Writer
	plan    *model
	request intercom.CreateTicketRequest
	// definition is the type whose attributes are sent.
	definition *intercom.TicketType
	// key distinguishes creates without a call: the type and the title.
	key string
	// nearly are tickets that a lookup found and that differ only in their contact's email.
	nearly map[string]*intercom.Ticket
}

func newCreation(ctx context.Context, r *Resource, w framework.Writer, plan *model, diags *diag.Diagnostics) *creation {
	c := &creation{Resource: r, w: w, plan: plan, nearly: map[string]*intercom.Ticket{}}
	if plan.writesAttributes(model{}, nil) {
		c.definition = readDefinition(ctx, w.Reads(), plan.TicketTypeID, diags)
	}
	c.request = plan.createRequest(c.definition, w.AssignsOnCreate(), diags)
	c.key = createKey(c.request.TicketTypeID, c.request.Attributes[intercom.TitleAttribute])
	return c
}

// createKey is equal for all tickets that can be equal. Titles that Intercom may store differently have the same key.
func createKey(typeID string, title any) string {
	text, _ := title.(string)
	return typeID + "\n" + attrvalue.TextKey(text)
}

// do creates the ticket, unless an equal one was created recently.
func (c *creation) do(ctx context.Context) (*intercom.Ticket, diag.Diagnostics) {
	recent, err := recentOf(ctx, c.w, c.request.TicketTypeID)
	if err != nil {
		return nil, diag.Diagnostics{providerdiag.Error("looking for recent tickets", err, "No ticket was created.", c.Permission)}
	}
	if !c.plan.AllowDuplicate.ValueBool() {
		if problem := c.refuseDuplicate(ctx, recent); problem != nil {
			return nil, diag.Diagnostics{problem}
		}
	}
	walkOf(c.Data).beginCreate(c.key)
	client := c.Data.Client(&diag.Diagnostics{})
	since := client.ServerTime()
	if recent.Newest.After(since) {
		since = recent.Newest
	}
	title, _ := c.request.Attributes[intercom.TitleAttribute].(string)
	created, diags := framework.Creation[*intercom.Ticket]{
		Base:  &c.Base,
		Key:   c.key,
		Post:  func(ctx context.Context) (*intercom.Ticket, error) { return c.w.CreateTicket(ctx, c.request) },
		Facts: facts,
		Differs: func(ctx context.Context, t *intercom.Ticket, complete bool) (string, error) {
			return c.differs(ctx, t, complete || !walkOf(c.Data).isAlone(c.key))
		},
		Before:  recent.Snapshot,
		Find:    func(ctx context.Context) ([]*intercom.Ticket, error) { return c.find(ctx, since) },
		Refused: c.refused,
		Wanted:  fmt.Sprintf("of type %s titled %q", c.request.TicketTypeID, intercom.Clean(title, 80)),
	}.Do(ctx, client)
	if diags.HasError() && len(c.nearly) > 0 {
		diags.Append(c.candidates("None of these tickets was taken into state:", ""))
	}
	return created, diags
}

// find searches for tickets created since then that may be the requested one.
func (c *creation) find(ctx context.Context, since time.Time) (found []*intercom.Ticket, err error) {
	query := intercom.All(
		intercom.Where("ticket_type_id", "=", c.request.TicketTypeID),
		intercom.Where("created_at", ">", max(0, since.Add(-lookBehind).Unix())),
	)
	for t, err := range c.w.SearchTickets(ctx, query, intercom.MaxPerPage) {
		if err != nil {
			return nil, err
		}
		if !t.Deleted {
			found = append(found, t)
		}
	}
	return found, nil
}

// candidates lists new tickets whose contact has another email than the configured one. Intercom may know the contact by
// both. consequence introduces them, and otherwise is what to do if none of them is this resource's.
func (c *creation) candidates(consequence, otherwise string) diag.Diagnostic {
	var b strings.Builder
	ids := slices.Sorted(maps.Keys(c.nearly))
	for _, id := range ids {
		t := c.nearly[id]
		fmt.Fprintf(&b, "  - %s, created at %s\n", framework.Label(id, facts(t).Name), t.CreatedAt.Format(time.RFC3339))
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("contacts"), "New tickets are like it, but their contact has another email",
		fmt.Sprintf("Intercom may know the contact by both emails. %s\n%s\nIf one of them is this resource's, import it, with the resource's address as \"to\".%s\n\n%s", consequence, b.String(), otherwise, c.ImportBlock(ids[0])))
}

// refused returns the diagnostic for a POST that definitely created nothing.
func (c *creation) refused(doing string, err error) diag.Diagnostic {
	const consequence = "No ticket was created."
	if api, ok := errors.AsType[*intercom.APIError](err); ok {
		for _, d := range api.Details {
			if argument := d.Field; slices.Contains([]string{"ticket_type_id", "contacts", attributesArgument, "company_id"}, argument) {
				return providerdiag.AttributeError(path.Root(argument), doing, err, consequence, c.Permission)
			}
		}
		if a := c.request.Assignment; a != nil && api.HasCode("assignee_not_found") {
			argument := "admin_assignee_id"
			if a.AdminAssigneeID == "" {
				argument = "team_assignee_id"
			}
			return providerdiag.AttributeError(path.Root(argument), doing, err, consequence, c.Permission)
		}
	}
	return providerdiag.Error(doing, err, consequence, c.Permission)
}
