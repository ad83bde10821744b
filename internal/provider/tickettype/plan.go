package tickettype

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// ModifyPlan says what an apply would do to what cannot be undone, and refuses a name that is taken.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var plan, state model
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	}
	label := framework.Label(state.ID.ValueString(), state.Name.ValueString())
	if req.Plan.Raw.IsNull() {
		if !state.abandons() {
			resp.Diagnostics.AddWarning("Applying this plan archives ticket type "+label,
				fmt.Sprintf("Intercom cannot delete a ticket type. In workspace %s, it is archived: it takes no new tickets, and those that it has stay.", state.WorkspaceID.ValueString()))
		}
		return
	}
	r.PlanOptional(ctx, req, resp)
	resp.Diagnostics.Append(framework.Get(ctx, resp.Plan, &plan)...)
	switch {
	case resp.Diagnostics.HasError():
	case req.State.Raw.IsNull():
		if !plan.Name.IsUnknown() && r.Session.Known() {
			resp.Diagnostics.Append(r.nameTaken(ctx, plan.Name)...)
		}
	case !plan.Category.Equal(state.Category):
		resp.RequiresReplace.Append(path.Root("category"))
		resp.Diagnostics.AddAttributeWarning(path.Root("category"), "Applying this plan replaces ticket type "+label,
			fmt.Sprintf("The category of a ticket type cannot be changed (%s to %s). The old type is archived and keeps its tickets and its name; a new one is created, "+
				"and every intercom_ticket that follows it becomes another ticket.", state.Category.ValueString(), plan.Category.ValueString()))
	}
}

// nameTaken refuses a new type whose name another one has: Intercom's answers tell the two apart by nothing else that a
// person knows.
func (r *Resource) nameTaken(ctx context.Context, name types.String) (diags diag.Diagnostics) {
	doing := "looking for a ticket type of the same name"
	if err := r.Session.CheckPin(ctx); err != nil {
		diags.Append(providerdiag.Error(doing, err, framework.NothingChanged))
		return diags
	}
	all, err := providerdata.Once(ctx, r.Session, "ticket_types", func() ([]intercom.TicketType, error) {
		client := r.Session.Client(&diags)
		return client.TicketTypes(ctx)
	})
	if err != nil {
		diags.Append(providerdiag.Error(doing, err, framework.NothingChanged))
		return diags
	}
	for _, t := range all {
		if !strings.EqualFold(t.Name, name.ValueString()) {
			continue
		}
		diags.Append(r.NameTaken(fmt.Sprintf("There is a ticket type named \"%s\" already", intercom.Clean(t.Name, 80)), string(t.ID), t.Archived))
		return diags
	}
	return diags
}

// creation is how the type is created exactly once: one with its name that is new must be it.
func (r *Resource) creation(client *intercom.Client, plan model) framework.Creation[*intercom.TicketType] {
	return framework.Creation[*intercom.TicketType]{
		Base: &r.Base,
		Turn: plan.Name.ValueString(),
		Create: func(ctx context.Context) (*intercom.TicketType, error) {
			return client.CreateTicketType(ctx, plan.createRequest())
		},
		Find: func(ctx context.Context, since time.Time) (found []*intercom.TicketType, err error) {
			all, err := client.TicketTypes(ctx)
			for i := range all {
				if all[i].Name == plan.Name.ValueString() && !all[i].CreatedAt.Before(since.Add(-2*time.Second)) {
					found = append(found, &all[i])
				}
			}
			return found, err
		},
		Shown:  func(t *intercom.TicketType) (id, details string) { return string(t.ID), t.Name },
		Wanted: fmt.Sprintf("named \"%s\"", intercom.Clean(plan.Name.ValueString(), 80)),
	}
}
