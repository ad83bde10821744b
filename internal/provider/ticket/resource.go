// Package ticket is all that Terraform knows of Intercom's tickets.
package ticket

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var (
	_ resource.ResourceWithConfigValidators = (*Resource)(nil)
	_ resource.ResourceWithConfigure        = (*Resource)(nil)
	_ resource.ResourceWithIdentity         = (*Resource)(nil)
	_ resource.ResourceWithImportState      = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan       = (*Resource)(nil)
	_ resource.ResourceWithMoveState        = (*Resource)(nil)
	_ resource.ResourceWithValidateConfig   = (*Resource)(nil)
)

// Resource is intercom_ticket.
type Resource struct{ framework.Base }

// NewResource returns the resource.
func NewResource() resource.Resource { return &Resource{framework.Base{Object: object}} }

// Create makes the ticket with one POST, and with a PUT for what a POST cannot set. From the POST's answer on the ticket is
// in state, whatever happens to the PUT.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}

	workspace := r.Workspace(ctx, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	definition := r.definition(ctx, plan, model{}, nil, &resp.Diagnostics)
	request := plan.createRequest(definition, client.AssignsOnCreate(), &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	created, problem := r.creation(client, request).Do(ctx, client)
	if problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}

	planned := plan
	plan.WorkspaceID = workspace
	plan.settle(created)
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &plan)...)
	resp.Diagnostics.Append(r.Identify(ctx, resp.State, resp.Identity)...)
	if resp.Diagnostics.HasError() {
		return
	}
	follow := planned.completing(created, request)
	latest, err := put(ctx, client, string(created.ID), follow)
	if err != nil {
		// An error would taint the ticket, and the next apply would erase it for good.
		resp.Diagnostics.Append(providerdiag.Warning("completing the new ticket "+string(created.ID), err,
			"The ticket exists and is in state. What could not be set yet shows as a change in the next plan; apply again to complete it."))
	}
	if latest == nil {
		latest = created
	}
	r.Session.Wrote(latest)
	plan = planned
	plan.WorkspaceID = workspace
	plan.settle(latest)
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &plan)...)
	privatestate.Set(ctx, resp.Private, privatestate.Answered, plan.normalised(latest, nil), &resp.Diagnostics)
}

// Read refreshes what is managed, or takes over everything right after an import. A ticket that is gone for certain leaves
// the state.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}

	id := state.ID.ValueString()
	if state.WorkspaceID.IsNull() {
		// A moved ticket: the provider that it comes from knows no workspaces. As with an import, it is the token's.
		workspace, err := r.Session.Workspace(ctx)
		if err != nil {
			resp.Diagnostics.Append(providerdiag.Error("moving ticket "+id, err, framework.StateKept))
			return
		}
		state.WorkspaceID = types.StringValue(workspace.ID)
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workspace_id"), state.WorkspaceID)...)
	}
	// Terraform wants the identity even of a resource that turns out to be gone.
	resp.Diagnostics.Append(r.Identify(ctx, resp.State, resp.Identity)...)
	answered := privatestate.Get[known](ctx, req.Private, privatestate.Answered, &resp.Diagnostics)
	t, err := framework.Fetch(ctx, &r.Base, client, req.Private, &resp.Diagnostics, func() (*intercom.Ticket, error) {
		return r.Session.Refreshed(ctx, id, func(t *intercom.Ticket) bool { return state.believes(t, answered, client.Now()) })
	})
	if err != nil {
		r.NotRead(ctx, req, resp, state.label(), err)
		return
	}
	if problem := r.foreign(ctx, "reading ticket "+id, state.WorkspaceID.ValueString(), t); problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	r.Claim(id)
	state.refresh(t, answered, client.Now())
	if privatestate.Get[bool](ctx, req.Private, privatestate.Importing, &resp.Diagnostics) {
		privatestate.Set(ctx, resp.Private, privatestate.Adopted, state.adopt(t), &resp.Diagnostics)
		privatestate.Set(ctx, resp.Private, privatestate.Importing, false, &resp.Diagnostics)
	}
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &state)...)
}

// Update sends what changed, and nothing if only Terraform's own arguments did.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var config, plan, state model
	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Update, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}

	// A state written before Terraform knew identities has none yet.
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	adopted := privatestate.Get[[]string](ctx, req.Private, privatestate.Adopted, &resp.Diagnostics)
	if resp.Diagnostics.Append(r.settleLate(ctx, &plan, state)...); resp.Diagnostics.HasError() {
		return
	}
	change := plan.changesFrom(state, adopted, r.definition(ctx, plan, state, adopted, &resp.Diagnostics), &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	// Only with the plan in state: after a failed update the names are still needed for what state still has.
	adopted = config.stillAdopted(plan, adopted)
	if change.isZero() {
		plan.settleFrom(state)
		resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &plan)...)
		privatestate.Set(ctx, resp.Private, privatestate.Adopted, adopted, &resp.Diagnostics)
		return
	}
	latest, problems := r.apply(ctx, client, state, change)
	resp.Diagnostics.Append(problems...)
	if latest == nil {
		return
	}
	if problems.HasError() {
		state.refresh(latest, nil, client.Now())
		resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &state)...)
		return
	}
	r.Session.Wrote(latest)
	plan.settle(latest)
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &plan)...)
	privatestate.Set(ctx, resp.Private, privatestate.Adopted, adopted, &resp.Diagnostics)
	privatestate.Set(ctx, resp.Private, privatestate.Answered, plan.normalised(latest, state.values()), &resp.Diagnostics)
}

// definition reads the ticket type if attributes are to be written. A token that may not read types is no obstacle.
func (r *Resource) definition(ctx context.Context, m, state model, adopted []string, diags *diag.Diagnostics) *intercom.TicketType {
	if !m.writesAttributes(state, adopted) {
		return nil
	}
	t, err := r.Session.TicketType(ctx, m.TicketTypeID.ValueString())
	if err != nil && !unreadableType(err) {
		diags.Append(providerdiag.AttributeError(path.Root("ticket_type_id"), "reading ticket type "+m.TicketTypeID.ValueString(), err, framework.NothingChanged))
	}
	return t
}
