package ticket

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// ValidateConfig refuses ticket_attributes that have an argument of their own, and a ticket that is closed and snoozed.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
	for name, argument := range map[string]string{intercom.TitleAttribute: "title", intercom.DescriptionAttribute: "description"} {
		if _, ok := config.TicketAttributes.Elements()[name]; ok {
			resp.Diagnostics.AddAttributeError(path.Root(attributesArgument).AtMapKey(name), "Attribute with an argument of its own",
				fmt.Sprintf("Set the argument %s instead of ticket_attributes[%q].", argument, name))
		}
	}
	resp.Diagnostics.Append(config.checkSnoozed()...)
}

// checkSnoozed refuses a ticket that is closed and snoozed, because closing a ticket ends its snooze.
func (m *model) checkSnoozed() (diags diag.Diagnostics) {
	if m.Open.Equal(types.BoolValue(false)) && m.SnoozedUntil.ValueString() != "" {
		diags.AddAttributeError(path.Root("snoozed_until"), "A closed ticket cannot be snoozed",
			"Intercom ends the snooze of a ticket that is closed, so open = false and snoozed_until contradict each other. Remove one of them.")
	}
	return diags
}

// planning is the plan of one ticket.
type planning struct {
	*Resource
	config, plan, state model
	// creates: there is no ticket yet, and state is zero.
	creates   bool
	unmanaged []string
	resp      *resource.ModifyPlanResponse
	// why is the reason in a replacement's warning.
	why string

	confirmed, refused bool
	read               framework.Reader
}

// ModifyPlan plans what stays, what is cleared, and what is known only after apply. It refuses, before anything happens,
// what Intercom, the workspace guard, or deletion_protection would refuse.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	ctx, cancel := context.WithTimeout(ctx, framework.DefaultTimeout)
	defer cancel()
	p := &planning{Resource: r, creates: req.State.Raw.IsNull(), resp: resp}
	if !p.creates {
		resp.Diagnostics.Append(framework.Get(ctx, req.State, &p.state)...)
	}
	if importing, _ := framework.Importing(ctx, req.Private, &resp.Diagnostics); importing {
		resp.Diagnostics.AddError(fmt.Sprintf("Moved ticket %s is not known yet", p.state.label()),
			"Only its ID came with the move, and it was not read since, so that nothing can be planned for it. "+framework.NothingChanged+"\n\nWhat to do: run this again without -refresh=false.")
		return
	}
	if req.Plan.Raw.IsNull() {
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(r.planDestroy(ctx, p.state, req.Private)...)
		}
		return
	}
	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &p.config)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &p.plan)...)
	resp.Diagnostics.Append(p.config.checkSnoozed()...)
	p.unmanaged = privatestate.Get[[]string](ctx, req.Private, privatestate.Unmanaged, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if p.creates {
		resp.Diagnostics.Append(r.CheckForced(ctx, req.Private)...)
		p.planCreate(ctx)
	} else {
		p.planUpdate(ctx)
	}
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(framework.Set(ctx, &resp.Plan, &p.plan)...)
	}
}

func (p *planning) planCreate(ctx context.Context) {
	if p.config.TicketAttributes.IsNull() {
		p.plan.TicketAttributes = types.MapNull(types.StringType)
	}
	p.check(ctx)
	p.checkCompany(ctx)
	if p.Data.Known() && !p.resp.Diagnostics.HasError() {
		p.reader(ctx)
		p.plan.WorkspaceID = p.state.WorkspaceID // an apply with a token of another workspace is refused
	}
}

func (p *planning) planUpdate(ctx context.Context) {
	if p.config.TicketAttributes.IsNull() {
		p.plan.planUnsetAttributes(p.state, p.unmanaged)
	}
	p.planContact(ctx)
	p.planType(ctx)
	p.check(ctx)
	p.checkCompany(ctx)
	p.plan.keepSpelling(p.state, p.unmanaged, p.definedBefore(ctx))
	if p.resp.Diagnostics.HasError() {
		return
	}
	own, planned, effect := p.state.DeletionProtection, p.plan.DeletionProtection, p.state.destroyEffect()
	protected := p.Data.Protected(own, planned)
	if len(p.resp.RequiresReplace) > 0 {
		at := p.resp.RequiresReplace[0]
		if protected {
			p.resp.Diagnostics.Append(p.Protected(at, p.state.label(), p.why+" This plan would replace it.", own, planned))
			return
		}
		if effect.writes {
			p.resp.Diagnostics.Append(p.CheckDestroyed(ctx, p.state.identity(), p.resp.Private)...)
		}
		p.resp.Diagnostics.AddAttributeWarning(at, effect.summary, effect.detail(p.state)+" A new one is created in its place. "+p.why)
	} else {
		p.plan.keepComputed(p.config, p.state, p.unmanaged)
		p.resp.Diagnostics.Append(p.CheckKept(ctx, p.state.identity(), effect.writes, p.resp.Private)...)
	}
	if p.Data.Known() && (len(p.resp.RequiresReplace) > 0 || p.plan.differs(p.state, p.unmanaged)) {
		p.reader(ctx)
	}
	note := ""
	if protected {
		note = p.state.label()
	}
	privatestate.Set(ctx, p.resp.Private, privatestate.Protected, note, &p.resp.Diagnostics)
}

// replace plans a replacement for the reason why.
func (p *planning) replace(argument, why string) {
	p.resp.RequiresReplace.Append(path.Root(argument))
	if p.why != "" {
		p.why += " "
	}
	p.why += why
}

// reader confirms the workspace once per plan and returns its Reader.
func (p *planning) reader(ctx context.Context) (framework.Reader, bool) {
	if p.confirmed || p.refused {
		return p.read, p.confirmed
	}
	if p.creates {
		workspace, err := p.Data.Client(&p.resp.Diagnostics).Workspace(ctx)
		if err != nil {
			p.resp.Diagnostics.Append(providerdiag.Error("planning a ticket", err, framework.NothingChanged, p.Permission))
			p.refused = true
			return p.read, false
		}
		p.state.WorkspaceID = types.StringValue(workspace.ID)
	}
	p.read, p.confirmed = p.Reader(ctx, p.state.WorkspaceID.ValueString(), "planning ticket "+p.state.label(), &p.resp.Diagnostics)
	p.refused = !p.confirmed
	return p.read, p.confirmed
}

// keepComputed plans what Intercom decides. The ticket's identifiers never change; updated_at changes with every write.
// open and the state are unknown only if the write changes them. The next refresh shows what Intercom's workflows change.
func (m *model) keepComputed(config, state model, unmanaged []string) {
	m.Category, m.TicketState, m.UpdatedAt, m.Drift = state.Category, state.TicketState, state.UpdatedAt, state.Drift
	if config.Open.IsNull() {
		m.Open = state.Open
	}
	if config.IsShared.IsNull() {
		m.IsShared = state.IsShared
	}
	if !m.differs(state, unmanaged) {
		return
	}
	m.UpdatedAt.StringValue = types.StringUnknown()
	retyped := !m.TicketTypeID.Equal(state.TicketTypeID)
	if retyped {
		m.Drift = types.MapUnknown(types.StringType)
	}
	if !retyped && m.TicketStateID.Equal(state.TicketStateID) && m.SnoozedUntil.Equal(state.SnoozedUntil) && m.Open.Equal(state.Open) {
		return
	}
	m.TicketState = types.ObjectUnknown(stateTypes)
	if config.Open.IsNull() {
		m.Open = types.BoolUnknown()
	}
}

// planDestroy warns of the effects of a destroy, or refuses it.
func (r *Resource) planDestroy(ctx context.Context, state model, private privatestate.Reader) (diags diag.Diagnostics) {
	if r.Data.Protected(state.DeletionProtection) {
		return diag.Diagnostics{r.Protected(path.Root("deletion_protection"), state.label(), "This plan would destroy it.", state.DeletionProtection)}
	}
	effect := state.destroyEffect()
	if effect.writes && r.Data.Known() {
		if problem := r.checkDeletion(state); problem != nil {
			return diag.Diagnostics{problem}
		}
		r.Reader(ctx, state.WorkspaceID.ValueString(), "planning to destroy ticket "+state.label(), &diags)
		diags.Append(r.CheckDestroyed(ctx, state.identity(), private)...)
	}
	if !diags.HasError() {
		diags.AddWarning(effect.summary, effect.detail(state))
	}
	return diags
}
