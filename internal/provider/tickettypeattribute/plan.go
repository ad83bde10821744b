package tickettypeattribute

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// ModifyPlan says what an apply would do to what cannot be undone, refuses a name that is taken, and tells the plans of
// tickets what their type will be like.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var plan, state model
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	}
	if req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(planDestroy(state))
		return
	}
	r.PlanOptional(ctx, req, resp)
	resp.Diagnostics.Append(framework.Get(ctx, resp.Plan, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if state.Default.ValueBool() {
		resp.Diagnostics.Append(builtIn(plan, state)...)
	}
	if req.State.Raw.IsNull() && !plan.TicketTypeID.IsUnknown() && !plan.Name.IsUnknown() && r.Session.Known() {
		resp.Diagnostics.Append(r.nameTaken(ctx, plan)...)
	}
	if len(resp.RequiresReplace) > 0 && !req.State.Raw.IsNull() {
		resp.Diagnostics.AddAttributeWarning(resp.RequiresReplace[0], "Applying this plan replaces ticket type attribute "+state.label(),
			"The old attribute is archived and keeps its name, and tickets keep its values. A new one is created, in which no ticket has a value.")
	}
	if !plan.TicketTypeID.IsUnknown() && !plan.Name.IsUnknown() && !resp.Diagnostics.HasError() {
		r.Session.PlanAttribute(plan.TicketTypeID.ValueString(), plan.definition())
	}
}

func planDestroy(state model) diag.Diagnostic {
	switch {
	case state.Default.ValueBool():
		return diag.NewWarningDiagnostic("Applying this plan forgets ticket type attribute "+state.label(), "It is built in: Intercom can neither delete nor archive it.")
	case state.abandons():
		return diag.NewWarningDiagnostic("Applying this plan forgets ticket type attribute "+state.label(), "It stays in Intercom as it is (on_destroy is abandon).")
	}
	return diag.NewWarningDiagnostic("Applying this plan archives ticket type attribute "+state.label(),
		"Intercom cannot delete an attribute. It is archived: new tickets do not show it, and older ones keep their values.")
}

// builtIn refuses what Intercom refuses of the title and the description.
func builtIn(plan, state model) (diags diag.Diagnostics) {
	if !plan.Name.Equal(state.Name) {
		diags.AddAttributeError(path.Root("name"), "Built-in attribute", fmt.Sprintf("Attribute %s is built in and cannot be renamed.", state.label()))
	}
	if plan.Archived.ValueBool() {
		diags.AddAttributeError(path.Root("archived"), "Built-in attribute", fmt.Sprintf("Attribute %s is built in and cannot be archived.", state.label()))
	}
	return diags
}

// nameTaken refuses a new attribute whose name another one of the type has: tickets know attributes by their names. The type
// is read once for it, although the run's own creates change it: of two with one name, Intercom refuses the second.
func (r *Resource) nameTaken(ctx context.Context, plan model) (diags diag.Diagnostics) {
	typeID := plan.TicketTypeID.ValueString()
	err := r.Session.CheckPin(ctx)
	var t *intercom.TicketType
	if err == nil {
		t, err = providerdata.Once(ctx, r.Session, "ticket_types/"+typeID+" before", func() (*intercom.TicketType, error) { return r.Session.TicketType(ctx, typeID) })
	}
	if err != nil {
		diags.Append(providerdiag.AttributeError(path.Root("ticket_type_id"), "reading ticket type "+intercom.Clean(typeID, 40), err, framework.NothingChanged))
		return diags
	}
	i := slices.IndexFunc(t.Attributes, func(a intercom.TicketTypeAttribute) bool { return a.Name == plan.Name.ValueString() })
	if i < 0 {
		return diags
	}
	diags.Append(r.NameTaken(
		fmt.Sprintf("Ticket type %s has an attribute named \"%s\" already", framework.Label(typeID, intercom.Clean(t.Name, 80)), intercom.Clean(t.Attributes[i].Name, 80)),
		typeID+"/"+string(t.Attributes[i].ID), t.Attributes[i].Archived))
	return diags
}

// creation is how the attribute is created exactly once: one of its name that the type did not have before must be it.
func (r *Resource) creation(client *intercom.Client, plan model) framework.Creation[*intercom.TicketTypeAttribute] {
	typeID := plan.TicketTypeID.ValueString()
	return framework.Creation[*intercom.TicketTypeAttribute]{
		Base: &r.Base,
		Turn: typeID + "\n" + plan.Name.ValueString(),
		Create: func(ctx context.Context) (*intercom.TicketTypeAttribute, error) {
			return client.CreateTicketTypeAttribute(ctx, typeID, plan.createRequest())
		},
		Find: func(ctx context.Context, _ time.Time) (found []*intercom.TicketTypeAttribute, err error) {
			t, err := client.TicketType(ctx, typeID)
			if err != nil {
				return nil, err
			}
			for i := range t.Attributes {
				if t.Attributes[i].Name == plan.Name.ValueString() {
					found = append(found, &t.Attributes[i])
				}
			}
			return found, nil
		},
		Shown:  func(a *intercom.TicketTypeAttribute) (id, details string) { return typeID + "/" + string(a.ID), a.Name },
		Wanted: fmt.Sprintf("named \"%s\" of ticket type %s", intercom.Clean(plan.Name.ValueString(), 80), typeID),
	}
}
