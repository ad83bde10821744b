// Package association makes resources of what is nothing but a connection of two of Intercom's objects: its ids are all that
// there is to it, and with other ids it is another one.
package association

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var (
	_ resource.ResourceWithConfigure   = (*association)(nil)
	_ resource.ResourceWithIdentity    = (*association)(nil)
	_ resource.ResourceWithImportState = (*association)(nil)
	_ resource.ResourceWithModifyPlan  = (*association)(nil)
)

// maxAttempts bounds how often a POST whose effect a read does not show is sent.
const maxAttempts = 2

// Association is a kind of connection. Its Object has two keys: the ids of to what is attached, and of what.
type Association struct {
	framework.Object
	// Description is the resource's in the docs.
	Description string
	// Attaching and Detaching are clauses for messages, formatted with the two ids: "tagging contact %s with %s".
	Attaching, Detaching string
	// Attach and Detach make the connection and end it. Detach's IsNotFound means that there is none.
	Attach, Detach func(ctx context.Context, client *intercom.Client, to, what string) error
	// Attached is an error of which framework.IsNotFound holds if Intercom shows no connection.
	Attached func(ctx context.Context, client *intercom.Client, to, what string) error
	// AttachedAlready is the code, if any, with which Attach refuses what is attached, be it here or elsewhere.
	AttachedAlready string
	// Since is the first API version with the connection, as Has knows it; empty and nil if all have it.
	Since string
	Has   func(intercom.Version) bool
}

// NewResource returns the resource.
func (a Association) NewResource() resource.Resource {
	return &association{Base: framework.Base{Object: a.Object}, kind: a}
}

type association struct {
	framework.Base
	kind Association
}

// Schema implements resource.Resource.
func (r *association) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{"workspace_id": r.WorkspaceID(), "timeouts": framework.Timeouts(ctx)}
	for _, key := range r.Key {
		attributes[key.Name] = framework.Parent(key.Description)
	}
	resp.Schema = schema.Schema{MarkdownDescription: r.kind.Description, Attributes: attributes}
}

// ModifyPlan refuses what the API version lacks.
func (r *association) ModifyPlan(_ context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.kind.Has != nil && r.Session.Known() && !r.kind.Has(r.Session.Version()) && !req.Plan.Raw.Equal(req.State.Raw) {
		resp.Diagnostics.AddError("API version without "+r.Name+"s",
			fmt.Sprintf("The provider's api_version is %s, which has no %ss. Set api_version to %s; %s is the first that has them.", r.Session.Version(), r.Name, intercom.DefaultVersion, r.kind.Since))
	}
}

// data is the state, plan or configuration of a resource.
type data interface {
	GetAttribute(ctx context.Context, at path.Path, into any) diag.Diagnostics
}

// model is what every attachment has.
type model struct {
	to, what, workspace types.String
	timeouts            timeouts.Value
}

func (m *model) label() string { return m.to.ValueString() + "/" + m.what.ValueString() }

func (r *association) decode(ctx context.Context, d data, diags *diag.Diagnostics) (m model) {
	diags.Append(d.GetAttribute(ctx, path.Root(r.Key[0].Name), &m.to)...)
	diags.Append(d.GetAttribute(ctx, path.Root(r.Key[1].Name), &m.what)...)
	diags.Append(d.GetAttribute(ctx, path.Root("workspace_id"), &m.workspace)...)
	diags.Append(d.GetAttribute(ctx, path.Root("timeouts"), &m.timeouts)...)
	return m
}

// Create makes the connection.
func (r *association) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	plan := r.decode(ctx, req.Plan, &resp.Diagnostics)
	ctx, cancel, client := r.Begin(ctx, plan.timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	workspace := r.Workspace(ctx, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if err := r.attach(ctx, client, plan.to.ValueString(), plan.what.ValueString()); err != nil {
		resp.Diagnostics.Append(providerdiag.Error(fmt.Sprintf(r.kind.Attaching, plan.to.ValueString(), plan.what.ValueString()), err,
			"Apply again: what is there already is no error."))
		return
	}
	resp.State.Raw = req.Plan.Raw
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workspace_id"), workspace)...)
	resp.Diagnostics.Append(r.Identify(ctx, resp.State, resp.Identity)...)
}

// attach makes the connection. What the answer does not tell, a read does, also when the user stops the run.
func (r *association) attach(ctx context.Context, client *intercom.Client, to, what string) error {
	for try := 1; ; try++ {
		err := r.kind.Attach(ctx, client, to, what)
		api, _ := errors.AsType[*intercom.APIError](err)
		already := api != nil && r.kind.AttachedAlready != "" && api.HasCode(r.kind.AttachedAlready)
		if err == nil || !already && !intercom.MayHaveHappened(err) {
			return err
		}
		readErr := r.kind.Attached(context.WithoutCancel(ctx), client, to, what)
		switch {
		case readErr == nil:
			return nil
		case !framework.IsNotFound(readErr) || already || try == maxAttempts || ctx.Err() != nil:
			return err
		}
	}
}

// Read makes sure that Intercom still shows the connection.
func (r *association) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	state := r.decode(ctx, req.State, &resp.Diagnostics)
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	ctx, cancel, client := r.Begin(ctx, state.timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	_, err := framework.Fetch(ctx, &r.Base, client, req.Private, &resp.Diagnostics, func() (bool, error) {
		return true, r.kind.Attached(ctx, client, state.to.ValueString(), state.what.ValueString())
	})
	if err != nil {
		r.NotRead(ctx, req, resp, state.label(), err)
		return
	}
	r.Refresh(ctx, req, resp)
}

// Update takes over Terraform's own arguments: there are no others to change.
func (r *association) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
}

// Delete ends the connection. Where there is none, nothing is to be done.
func (r *association) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	state := r.decode(ctx, req.State, &resp.Diagnostics)
	ctx, cancel, client := r.Begin(ctx, state.timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	to, what := state.to.ValueString(), state.what.ValueString()
	resp.Diagnostics.Append(framework.Delete(ctx, r.Session, fmt.Sprintf(r.kind.Detaching, to, what), state.workspace.ValueString(),
		func(ctx context.Context) error { return r.kind.Detach(ctx, client, to, what) },
		func(ctx context.Context) error { return r.kind.Attached(ctx, client, to, what) })...)
}
