package contact

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// fates are what becomes of a destroyed contact, by on_destroy.
var fates = map[string]struct{ does, how string }{
	framework.OnDestroyDelete:  {"erases contact %s for good", "it is erased from Intercom. This cannot be undone."},
	framework.OnDestroyArchive: {"archives contact %s and forgets it", "it is archived with its conversations and tickets; Terraform forgets it (on_destroy is archive)."},
	framework.OnDestroyAbandon: {"forgets contact %s", "it stays in Intercom as it is; Terraform forgets it (on_destroy is abandon)."},
}

// ModifyPlan says what an apply would do to what cannot be undone, and refuses custom attributes that are none.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var plan, state model
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	}
	if req.Plan.Raw.IsNull() {
		if r.Session.Protected(state.DeletionProtection) {
			resp.Diagnostics.Append(r.Protected(path.Root("deletion_protection"), state.label(), state.DeletionProtection, "This plan would destroy it."))
			return
		}
		fate := fates[state.onDestroy()]
		resp.Diagnostics.AddWarning("Applying this plan "+fmt.Sprintf(fate.does, state.label()), fmt.Sprintf("Then, in workspace %s, %s", state.WorkspaceID.ValueString(), fate.how))
		return
	}
	r.PlanOptional(ctx, req, resp)
	resp.Diagnostics.Append(framework.Get(ctx, resp.Plan, &plan)...)
	if !plan.Email.Equal(state.Email) && strings.EqualFold(plan.Email.ValueString(), state.Email.ValueString()) {
		// Intercom keeps emails in lower case: a change of case would be sent for ever.
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("email"), state.Email)...)
	}
	customattributes.Plan(ctx, r.Session, intercom.ModelContact, plan.CustomAttributes, state.CustomAttributes, &resp.Diagnostics)
}

// creation is how the contact is created exactly once. A new one with its external ID, or else its email, must be it.
func (r *Resource) creation(client *intercom.Client, plan model, request intercom.ContactRequest) framework.Creation[*intercom.Contact] {
	wanted := "with email " + plan.Email.ValueString()
	if !plan.ExternalID.IsNull() {
		wanted = "with external_id " + plan.ExternalID.ValueString()
	}
	return framework.Creation[*intercom.Contact]{
		Base: &r.Base,
		Turn: wanted,
		// Of leads there can be several with one email, and a search may show them after minutes only.
		Once: plan.ExternalID.IsNull() && plan.Role.ValueString() == intercom.RoleLead,
		Create: func(ctx context.Context) (*intercom.Contact, error) {
			return client.CreateContact(ctx, request)
		},
		Find: func(ctx context.Context, since time.Time) (found []*intercom.Contact, err error) {
			all, err := find(ctx, client, plan)
			for _, c := range all {
				if !c.CreatedAt.Before(since.Add(-2 * time.Second)) {
					found = append(found, c)
				}
			}
			return found, err
		},
		Shown:   func(c *intercom.Contact) (id, details string) { return string(c.ID), c.Role },
		Refused: func(doing string, err error) diag.Diagnostic { return r.refused(client, plan, doing, err) },
		Wanted:  intercom.Clean(wanted, 120),
	}
}

// find returns the contacts that have what no other may have: the plan's external ID, or else its email.
func find(ctx context.Context, client *intercom.Client, plan model) (found []*intercom.Contact, err error) {
	if !plan.ExternalID.IsNull() {
		c, err := client.ContactByExternalID(ctx, plan.ExternalID.ValueString())
		switch {
		case intercom.IsNotFound(err):
			return nil, nil
		case err != nil:
			return nil, err
		}
		return []*intercom.Contact{c}, nil
	}
	all, err := byEmail(ctx, client, plan.Email.ValueString())
	for i := range all {
		found = append(found, &all[i])
	}
	return found, err
}

// refused is the diagnostic of a POST that certainly created nothing. Where the contact exists already, it says how to import it.
func (r *Resource) refused(client *intercom.Client, plan model, doing string, err error) diag.Diagnostic {
	const consequence = "No contact was created."
	api, ok := errors.AsType[*intercom.APIError](err)
	if !ok || api.StatusCode != http.StatusConflict {
		if ok && api.HasCode("admin_not_found") {
			return providerdiag.AttributeError(path.Root("owner_id"), doing, err, consequence)
		}
		return providerdiag.Error(doing, err, consequence)
	}
	at, id := path.Root("email"), "ID"
	if !plan.ExternalID.IsNull() {
		at = path.Root("external_id")
	}
	// The run may be stopping, and the answer has the id in its text anyway.
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	for _, by := range []model{plan, {Email: plan.Email, ExternalID: framework.Text("")}} {
		if id == "ID" && (!by.ExternalID.IsNull() || !by.Email.IsNull()) {
			if existing, err := find(ctx, client, by); err == nil && len(existing) > 0 {
				id = string(existing[0].ID)
			}
		}
	}
	return providerdiag.AttributeError(at, doing, err, consequence+" One with the same email or external_id exists. To manage that one, import it, with the resource's address as \"to\":\n\n"+r.ImportBlock(id))
}
