// Package contact is all that Terraform knows of Intercom's contacts.
package contact

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
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
)

var object = framework.Object{
	Name: "contact", Type: "intercom_contact",
	Key:        []framework.Key{{Name: "id", Description: "ID of the contact."}},
	IDHint:     "The data source intercom_contact looks contacts up by email or external_id; in the Inbox, the id is the last part of the contact's URL.",
	Optional:   []string{"role", "email", "external_id", "phone", "name", "avatar", "owner_id", "unsubscribed_from_emails", "signed_up_at", customattributes.Name},
	Normalised: []string{"email", "phone", "name", "avatar"},
}

// Resource is intercom_contact.
type Resource struct{ framework.Base }

// NewResource returns the resource.
func NewResource() resource.Resource { return &Resource{framework.Base{Object: object}} }

// Create makes the contact with one POST.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	plan.WorkspaceID = r.Workspace(ctx, &resp.Diagnostics)
	request := plan.changesFrom(model{}, customattributes.Write(ctx, r.Session, intercom.ModelContact, plan.CustomAttributes, types.MapNull(types.StringType), false, &resp.Diagnostics))
	if resp.Diagnostics.HasError() {
		return
	}
	shown, problem := r.creation(client, plan, request).Do(ctx, client)
	if problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	plan.show(shown)
	r.Created(ctx, req, resp, &plan)
}

// Read refreshes what is managed.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	shown, err := framework.Fetch(ctx, &r.Base, client, req.Private, &resp.Diagnostics, func() (*intercom.Contact, error) { return client.Contact(ctx, state.ID.ValueString()) })
	if err != nil {
		r.NotRead(ctx, req, resp, state.label(), err)
		return
	}
	r.Claim(string(shown.ID))
	state.show(shown)
	importing := privatestate.Get[bool](ctx, req.Private, privatestate.Importing, &resp.Diagnostics)
	state.CustomAttributes = customattributes.Read(ctx, r.Session, intercom.ModelContact, state.CustomAttributes, shown.CustomAttributes, importing, &resp.Diagnostics)
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
	adopted := r.Adopted(ctx, req, customattributes.Name, &resp.Diagnostics)
	change := plan.changesFrom(state, customattributes.Write(ctx, r.Session, intercom.ModelContact, plan.CustomAttributes, state.CustomAttributes, adopted, &resp.Diagnostics))
	if resp.Diagnostics.HasError() {
		return
	}
	if change.IsZero() {
		r.Unchanged(ctx, req, resp)
		return
	}
	id, doing := state.ID.ValueString(), "updating contact "+state.label()
	if err := r.Session.CheckWorkspace(ctx, state.WorkspaceID.ValueString()); err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	shown, err := client.UpdateContact(ctx, id, change)
	r.Session.Changed("contacts/" + id)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	plan.show(shown)
	r.Updated(ctx, req, resp, &plan)
}

// Delete does what on_destroy says. An error keeps the contact in state: Terraform forgets only what is known to be done.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if r.Session.Protected(state.DeletionProtection) {
		resp.Diagnostics.Append(r.Protected(path.Root("deletion_protection"), state.label(), state.DeletionProtection, "It was to be destroyed."))
		return
	}
	if state.onDestroy() == framework.OnDestroyAbandon {
		return
	}
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	id := state.ID.ValueString()
	doing, remove := "deleting contact "+state.label(), client.DeleteContact
	if state.onDestroy() == framework.OnDestroyArchive {
		doing, remove = "archiving contact "+state.label(), client.ArchiveContact
	}
	resp.Diagnostics.Append(framework.Delete(ctx, r.Session, doing, state.WorkspaceID.ValueString(),
		func(ctx context.Context) error { return remove(ctx, id) },
		func(ctx context.Context) error { _, err := client.Contact(ctx, id); return err })...)
	r.Session.Changed("contacts/" + id)
}
