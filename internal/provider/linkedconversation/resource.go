// Package linkedconversation is all that Terraform knows of the conversations that are linked with tracker tickets.
package linkedconversation

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/diagnose"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/lifecycle"
)

var (
	_ resource.ResourceWithConfigure   = (*Resource)(nil)
	_ resource.ResourceWithIdentity    = (*Resource)(nil)
	_ resource.ResourceWithImportState = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan  = (*Resource)(nil)
)

var object = lifecycle.Object{
	Name: "linked conversation", Type: "intercom_ticket_linked_conversation",
	Key: []lifecycle.Key{
		{Name: "ticket_id", Description: "ID of the tracker ticket in Intercom's API."},
		{Name: "conversation_id", Description: "ID of the conversation."},
	},
	IDHint: "Both are ids of Intercom's API: the ticket's is not the number that the Inbox shows, the conversation's is the last part of its URL in the Inbox.",
}

// maxLinks bounds how often a POST whose effect the ticket does not show is sent.
const maxLinks = 2

// Resource is intercom_ticket_linked_conversation.
type Resource struct{ lifecycle.Base }

// NewResource returns the resource.
func NewResource() resource.Resource { return &Resource{lifecycle.Base{Object: object}} }

type model struct {
	TicketID       types.String   `tfsdk:"ticket_id"`
	ConversationID types.String   `tfsdk:"conversation_id"`
	WorkspaceID    types.String   `tfsdk:"workspace_id"`
	Timeouts       timeouts.Value `tfsdk:"timeouts"`
}

func (m *model) label() string {
	return m.TicketID.ValueString() + "/" + m.ConversationID.ValueString()
}

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A conversation, or a customer ticket, that is linked with a tracker ticket. It takes API version 2.16 or later.\n\n" +
			"A conversation can be linked with one tracker ticket, and a ticket with 2,500 conversations. Of a ticket with 1,000 links or more, Intercom does not show all: there, a refresh does not notice that a link is gone.",
		Attributes: map[string]schema.Attribute{
			"ticket_id":       lifecycle.Parent("ID of the ticket in Intercom's API. Its ticket type's category is `Tracker`."),
			"conversation_id": lifecycle.Parent("ID of the conversation, or of the customer ticket."),
			"workspace_id":    r.WorkspaceID(),
			"timeouts":        lifecycle.Timeouts(ctx),
		},
	}
}

// ModifyPlan refuses what the API version lacks.
func (r *Resource) ModifyPlan(_ context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Session.Known() && !r.Session.Version().LinksConversations() && !req.Plan.Raw.Equal(req.State.Raw) {
		resp.Diagnostics.AddError("API version without linked conversations",
			fmt.Sprintf("The provider's api_version is %s, which cannot link conversations with tickets. Set api_version to %s; 2.16 is the first that can.", r.Session.Version(), intercom.DefaultVersion))
	}
}

// Create links the conversation. Where the answer is lost, the ticket tells.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	plan.WorkspaceID = r.Workspace(ctx, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if err := r.link(ctx, client, plan.TicketID.ValueString(), plan.ConversationID.ValueString()); err != nil {
		resp.Diagnostics.Append(diagnose.Error("linking conversation "+plan.ConversationID.ValueString()+" with ticket "+plan.TicketID.ValueString(), err,
			"Apply again: what is linked already is no error."))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(r.Identify(ctx, resp.State, resp.Identity)...)
}

// link links the conversation. What the answer does not tell, the ticket does, also when the user stops the run.
func (r *Resource) link(ctx context.Context, client *intercom.Client, ticketID, conversationID string) error {
	for try := 1; ; try++ {
		err := client.LinkConversation(ctx, ticketID, conversationID)
		api, _ := errors.AsType[*intercom.APIError](err)
		linkedAlready := api != nil && api.HasCode("already_linked_to_tracker")
		if err == nil || !linkedAlready && !intercom.MayHaveHappened(err) {
			return err
		}
		readErr := r.linked(context.WithoutCancel(ctx), client, ticketID, conversationID)
		_, absent := errors.AsType[*lifecycle.AbsentError](readErr)
		switch {
		case readErr == nil:
			return nil
		case !absent || linkedAlready || try == maxLinks || ctx.Err() != nil:
			return err
		}
	}
}

// linked is an *AbsentError if the ticket shows no link with the conversation.
func (r *Resource) linked(ctx context.Context, client *intercom.Client, ticketID, conversationID string) error {
	t, err := client.Ticket(ctx, ticketID)
	if err == nil && len(t.LinkedObjects) < intercom.MaxLinkedObjects && !slices.ContainsFunc(t.LinkedObjects, func(o intercom.LinkedObject) bool { return string(o.ID) == conversationID }) {
		err = &lifecycle.AbsentError{What: fmt.Sprintf("ticket %s is not linked with conversation %s", ticketID, conversationID)}
	}
	return err
}

// Read makes sure that the ticket still shows the link.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	_, err := lifecycle.Fetch(ctx, &r.Base, client, req.Private, &resp.Diagnostics, func() (bool, error) {
		return true, r.linked(ctx, client, state.TicketID.ValueString(), state.ConversationID.ValueString())
	})
	if err != nil {
		r.NotRead(ctx, req, resp, state.label(), err)
		return
	}
	r.Refresh(ctx, req, resp)
}

// Update takes over Terraform's own arguments: there are no others to change.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
}

// Delete unlinks the conversation. One that is not linked needs nothing.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	ticketID, conversationID := state.TicketID.ValueString(), state.ConversationID.ValueString()
	resp.Diagnostics.Append(lifecycle.Delete(ctx, r.Session, fmt.Sprintf("unlinking conversation %s from ticket %s", conversationID, ticketID), state.WorkspaceID.ValueString(),
		func(ctx context.Context) error { return client.UnlinkConversation(ctx, ticketID, conversationID) },
		func(ctx context.Context) error { return r.linked(ctx, client, ticketID, conversationID) })...)
}
