// Package company is all that Terraform knows of Intercom's companies.
package company

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
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
	_ resource.ResourceWithConfigure   = (*Resource)(nil)
	_ resource.ResourceWithIdentity    = (*Resource)(nil)
	_ resource.ResourceWithImportState = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan  = (*Resource)(nil)
)

var object = framework.Object{
	Name: "company", Type: "intercom_company",
	Key:        []framework.Key{{Name: "id", Description: "ID of the company in Intercom's API."}},
	IDHint:     "It is not the company_id: the data source intercom_company looks the id up by that or by name.",
	Optional:   []string{"name", "plan", "size", "monthly_spend", "website", "industry", "remote_created_at", customattributes.Name},
	Normalised: []string{"name", "plan", "website", "industry"},
}

// Resource is intercom_company.
type Resource struct{ framework.Base }

// NewResource returns the resource.
func NewResource() resource.Resource { return &Resource{framework.Base{Object: object}} }

// ModifyPlan says what an apply would do to what cannot be undone, and refuses a company_id that is taken and custom
// attributes that are none.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var plan, state model
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	}
	if !req.Plan.Raw.IsNull() {
		r.PlanOptional(ctx, req, resp)
		resp.Diagnostics.Append(framework.Get(ctx, resp.Plan, &plan)...)
	}
	replaced := !req.State.Raw.IsNull() && !plan.CompanyID.Equal(state.CompanyID)
	if replaced && r.Session.Protected(state.DeletionProtection) {
		resp.Diagnostics.Append(r.Protected(path.Root("deletion_protection"), state.label(), state.DeletionProtection, "This plan would destroy it."))
	} else if replaced && !state.abandons() {
		resp.Diagnostics.AddWarning("Applying this plan deletes company "+state.label(), fmt.Sprintf("Then, in workspace %s, it is removed with its connections to contacts. This cannot be undone.", state.WorkspaceID.ValueString()))
	}
	if req.Plan.Raw.IsNull() || !r.Session.Known() || resp.Diagnostics.HasError() {
		return
	}
	if !plan.CompanyID.IsUnknown() && !plan.CompanyID.Equal(state.CompanyID) {
		resp.Diagnostics.Append(r.taken(ctx, plan)...)
	}
	customattributes.Plan(ctx, r.Session, intercom.ModelCompany, plan.CustomAttributes, state.CustomAttributes, &resp.Diagnostics)
}

// taken refuses a company_id that a company has: the call that creates one would change that company.
func (r *Resource) taken(ctx context.Context, plan model) (diags diag.Diagnostics) {
	err := r.Session.CheckPin(ctx)
	var found []intercom.Company
	if err == nil {
		found, err = r.Session.Client(&diags).CompaniesBy(ctx, "company_id", plan.CompanyID.ValueString())
	}
	if err != nil {
		diags.Append(providerdiag.AttributeError(path.Root("company_id"), "looking for a company with the same company_id", err, framework.NothingChanged))
	}
	for _, c := range found {
		diags.AddAttributeError(path.Root("company_id"), fmt.Sprintf("There is a company with the company_id \"%s\" already", intercom.Clean(c.CompanyID, 80)),
			fmt.Sprintf("It is \"%s\" with id %s. Choose another company_id, or import it, with the resource's address as \"to\":\n\n%s", intercom.Clean(c.Name, 80), c.ID, r.ImportBlock(string(c.ID))))
	}
	return diags
}

// Create makes the company. The POST can be repeated: it makes one company of the company_id.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	plan.WorkspaceID = r.Workspace(ctx, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(r.taken(ctx, plan)...)
	request := plan.changesFrom(model{}, customattributes.Write(ctx, r.Session, intercom.ModelCompany, plan.CustomAttributes, types.MapNull(types.StringType), false, &resp.Diagnostics))
	if resp.Diagnostics.HasError() {
		return
	}
	shown, err := client.SaveCompany(ctx, "", request)
	if err != nil {
		consequence := "No company was created."
		if intercom.MayHaveHappened(err) {
			consequence = "Apply again: if the company was created after all, the plan says so and how to import it."
		}
		resp.Diagnostics.Append(providerdiag.Error("creating a company", err, consequence))
		return
	}
	if !r.Claim(string(shown.ID)) {
		resp.Diagnostics.AddAttributeError(path.Root("company_id"), "Two resources have the same company_id", fmt.Sprintf("Company %s is another resource's of this configuration already.", shown.ID))
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
	shown, err := framework.Fetch(ctx, &r.Base, client, req.Private, &resp.Diagnostics, func() (*intercom.Company, error) { return client.Company(ctx, state.ID.ValueString()) })
	if err != nil {
		r.NotRead(ctx, req, resp, state.label(), err)
		return
	}
	r.Claim(string(shown.ID))
	state.show(shown)
	importing := privatestate.Get[bool](ctx, req.Private, privatestate.Importing, &resp.Diagnostics)
	state.CustomAttributes = customattributes.Read(ctx, r.Session, intercom.ModelCompany, state.CustomAttributes, shown.CustomAttributes, importing, &resp.Diagnostics)
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
	change := plan.changesFrom(state, customattributes.Write(ctx, r.Session, intercom.ModelCompany, plan.CustomAttributes, state.CustomAttributes, adopted, &resp.Diagnostics))
	if resp.Diagnostics.HasError() {
		return
	}
	if change.IsZero() {
		r.Unchanged(ctx, req, resp)
		return
	}
	id, doing := state.ID.ValueString(), "updating company "+state.label()
	err := r.Session.CheckWorkspace(ctx, state.WorkspaceID.ValueString())
	if err == nil {
		// The POST would create a company that is gone by now, under another id.
		_, err = client.Company(ctx, id)
	}
	var shown *intercom.Company
	if err == nil {
		shown, err = client.SaveCompany(ctx, id, change)
	}
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	plan.show(shown)
	r.Updated(ctx, req, resp, &plan)
}

// Delete deletes the company, or makes sure that it is gone.
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
	if state.abandons() {
		return
	}
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	id := state.ID.ValueString()
	resp.Diagnostics.Append(framework.Delete(ctx, r.Session, "deleting company "+state.label(), state.WorkspaceID.ValueString(),
		func(ctx context.Context) error { return client.DeleteCompany(ctx, id) },
		func(ctx context.Context) error { _, err := client.Company(ctx, id); return err })...)
}
