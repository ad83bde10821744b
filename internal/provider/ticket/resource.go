// Package ticket implements the intercom_ticket resource, data sources, list resource, and actions.
package ticket

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
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
func NewResource() resource.Resource { return &Resource{framework.Base{Metadata: metadata}} }

// FillsMaps reports that an import fills ticket_attributes where the import ID requests all of their keys.
func (r *Resource) FillsMaps() bool { return true }

// Metadata implements resource.Resource.
func (r *Resource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.Type
}

func (r *Resource) now() time.Time { return r.Data.Client(&diag.Diagnostics{}).Now() }

// Create creates the ticket with one POST, and a PUT for what a POST cannot set. It never returns an error together with
// state: that would taint the ticket, and the next apply would delete it permanently.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	ctx, cancel, ok := r.StartOperation(ctx, plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	w, workspace, ok := r.NewObjectWriter(ctx, plan.WorkspaceID.ValueString(), &resp.Diagnostics)
	if !ok {
		return
	}
	c := newCreation(ctx, r, w, &plan, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	created, problems := c.do(ctx)
	resp.Diagnostics.Append(problems...)
	if problems.HasError() {
		return
	}
	walkOf(r.Data).recordWrite(created, r.now())
	plan.WorkspaceID = types.StringValue(workspace)
	s := plan.stateFrom(created, nil, c.definition, r.now())
	latest, err := put(ctx, w, string(created.ID), plan.completing(created, c.request), false)
	if latest != nil {
		if other := s.after.checkSame(latest); other != nil {
			err = other
		} else {
			walkOf(r.Data).recordWrite(latest, r.now())
			s = plan.stateFrom(latest, nil, c.definition, r.now())
		}
	}
	normalized := managedfields.Normalized{}
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Warning("completing the new ticket "+s.after.label(), err,
			"The ticket exists and is in state. What could not be set yet shows as a change in the next plan. Apply again to complete it.", r.Permission))
		s.unexpected = nil
	}
	for name, differs := range s.unexpected {
		if isText(name) {
			normalized[name], _ = normalized.Record(name, differs.Sent, differs.Got)
		}
		resp.Diagnostics.Append(r.StoredDifferently(argumentPath(name), s.after.label(), differs))
	}
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &s.after)...)
	resp.Diagnostics.Append(r.SetIdentity(ctx, resp.State, resp.Identity)...)
	privatestate.Set(ctx, resp.Private, privatestate.Normalized, normalized, &resp.Diagnostics)
}

// Read refreshes what is managed, or reads everything after an import. A ticket that is proved to be gone is removed from
// state.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	ctx, cancel, ok := r.StartOperation(ctx, state.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	if state.WorkspaceID.IsNull() && !r.adoptWorkspace(ctx, req, resp, &state) {
		return
	}
	resp.Diagnostics.Append(r.SetIdentity(ctx, resp.State, resp.Identity)...)
	id, workspace, doing := state.ID.ValueString(), state.WorkspaceID.ValueString(), "reading ticket "+state.label()
	if err := intercom.ValidID(id); err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	reader, ok := r.Reader(ctx, workspace, doing, &resp.Diagnostics)
	if !ok {
		return
	}
	normalized := privatestate.Get[managedfields.Normalized](ctx, req.Private, privatestate.Normalized, &resp.Diagnostics)
	client, changesType := r.Data.Client(&resp.Diagnostics), r.Data.Version().ChangesTicketType()
	t, err := framework.ReadWithRetry(ctx, client, func() (*intercom.Ticket, error) {
		return walkOf(r.Data).readForRefresh(ctx, reader, client, id, func(t *intercom.Ticket) bool {
			return state.isFreshIn(t, normalized, changesType, client.Now())
		})
	})
	if err == nil {
		err = state.checkSame(t)
	}
	if err != nil {
		r.HandleReadError(ctx, req, resp, workspace, state.label(), err)
		return
	}
	r.Data.Walk.RecordAnswer(r.Type)
	r.Data.Walk.RecordRead(r.Claim(state.identity()))
	r.Data.Creates.Claim(r.Claim(state.identity()))
	if importing, option := framework.Importing(ctx, req.Private, &resp.Diagnostics); importing {
		state.take(t, option == framework.ImportAll)
		r.RecordImport(ctx, resp, slices.Concat(fields().Managed, []string{attributesArgument}), framework.Values(&state))
	} else if drift := state.refresh(t, normalized, changesType, client.Now()); len(drift) > 0 {
		resp.Diagnostics.Append(r.DriftWarning(state.label(), drift))
	}
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &state)...)
}

// adoptWorkspace gives a moved ticket the token's workspace, as an import does, because the other provider's state has
// none. A state that does not come from a move names its workspace.
func (r *Resource) adoptWorkspace(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse, state *model) bool {
	doing := "moving ticket " + state.ID.ValueString()
	err := intercom.ErrNoWorkspace
	var workspace intercom.Workspace
	if moved, _ := framework.Importing(ctx, req.Private, &resp.Diagnostics); moved {
		workspace, err = r.Data.Client(&resp.Diagnostics).Workspace(ctx)
	}
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept, r.Permission))
		return false
	}
	state.WorkspaceID = types.StringValue(workspace.ID)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workspace_id"), state.WorkspaceID)...)
	return true
}
