// Package tickettype is all that Terraform knows of Intercom's ticket types.
package tickettype

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var (
	_ resource.ResourceWithConfigure   = (*Resource)(nil)
	_ resource.ResourceWithIdentity    = (*Resource)(nil)
	_ resource.ResourceWithImportState = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan  = (*Resource)(nil)
)

var object = framework.Object{
	Name: "ticket type", Type: "intercom_ticket_type",
	Key:        []framework.Key{{Name: "id", Description: "ID of the ticket type."}},
	IDHint:     "The data source intercom_ticket_types lists the ids of all ticket types.",
	Optional:   []string{"description", "icon", "is_internal"},
	Normalised: []string{"name", "description", "icon"},
}

// Resource is intercom_ticket_type.
type Resource struct{ framework.Base }

// NewResource returns the resource.
func NewResource() resource.Resource { return &Resource{framework.Base{Object: object}} }

// Create makes the type with one POST. One that is to be archived from the start is archived by a PUT.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	workspace := r.Workspace(ctx, &resp.Diagnostics)
	if resp.Diagnostics.Append(r.nameTaken(ctx, plan.Name)...); resp.Diagnostics.HasError() {
		return
	}
	shown, problem := r.creation(client, plan).Do(ctx, client)
	if problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	r.Session.ChangedTicketType(string(shown.ID))
	archived := plan.Archived.ValueBool()
	plan.WorkspaceID = workspace
	plan.show(shown)
	r.Created(ctx, req, resp, &plan)
	if !archived || resp.Diagnostics.HasError() {
		return
	}
	if _, err := client.UpdateTicketType(ctx, string(shown.ID), intercom.UpdateTicketTypeRequest{Archived: intercom.Set(true)}); err != nil {
		// An error would taint it, and the next apply would make another.
		resp.Diagnostics.Append(providerdiag.Warning("archiving the new ticket type "+string(shown.ID), err,
			"The ticket type exists and is in state. Apply again to archive it."))
	}
}

// Read refreshes what is managed. A type that somebody archived is still there.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	shown, err := framework.Fetch(ctx, &r.Base, client, req.Private, &resp.Diagnostics, func() (*intercom.TicketType, error) {
		return r.Session.TicketType(ctx, state.ID.ValueString())
	})
	if err != nil {
		r.NotRead(ctx, req, resp, framework.Label(state.ID.ValueString(), state.Name.ValueString()), err)
		return
	}
	state.show(shown)
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &state)...)
	r.Refresh(ctx, req, resp)
}

// Update sends what changed, and nothing if only Terraform's own arguments did.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Update, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	change := plan.changesFrom(state)
	if change == (intercom.UpdateTicketTypeRequest{}) {
		r.Unchanged(ctx, req, resp)
		return
	}
	id := state.ID.ValueString()
	doing := "updating ticket type " + intercom.Clean(id, 40)
	if err := r.Session.CheckWorkspace(ctx, state.WorkspaceID.ValueString()); err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	shown, err := client.UpdateTicketType(ctx, id, change)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	r.Session.ChangedTicketType(id)
	plan.show(shown)
	r.Updated(ctx, req, resp, &plan)
}

// Delete archives the type: Intercom cannot delete one. A type that is gone needs no archiving.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if state.abandons() || resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	id := state.ID.ValueString()
	doing := fmt.Sprintf("archiving ticket type %s", framework.Label(id, state.Name.ValueString()))
	resp.Diagnostics.Append(framework.Delete(ctx, r.Session, doing, state.WorkspaceID.ValueString(), func(ctx context.Context) error {
		_, err := client.UpdateTicketType(ctx, id, intercom.UpdateTicketTypeRequest{Archived: intercom.Set(true)})
		return err
	}, func(ctx context.Context) error { _, err := client.TicketType(ctx, id); return err })...)
	r.Session.ChangedTicketType(id)
}
