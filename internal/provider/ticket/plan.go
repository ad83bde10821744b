package ticket

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// ValidateConfig refuses ticket_attributes that have an argument of their own.
func (r *Resource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config model
	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
	for name, argument := range map[string]string{intercom.TitleAttribute: "title", intercom.DescriptionAttribute: "description"} {
		if _, ok := config.TicketAttributes.Elements()[name]; ok {
			resp.Diagnostics.AddAttributeError(path.Root("ticket_attributes").AtMapKey(name), "Attribute with an argument of its own",
				fmt.Sprintf("Set the argument %s instead of ticket_attributes[%q].", argument, name))
		}
	}
}

// ModifyPlan says what an apply would do: what stays, what is cleared, what is known only afterwards; and it refuses, before
// anything happens, what Intercom or deletion_protection would refuse.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var config, plan, state model
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	}
	if privatestate.Get[bool](ctx, req.Private, privatestate.Importing, &resp.Diagnostics) {
		resp.Diagnostics.AddError(fmt.Sprintf("Moved ticket %s is not known yet", state.label()),
			"Only its ID came with the move, and it was not read since, so that nothing can be planned for it. "+framework.NothingChanged+"\n\nWhat to do: run this again without -refresh=false.")
		return
	}
	if req.Plan.Raw.IsNull() {
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(r.planDestroy(state)...)
		}
		return
	}
	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if req.State.Raw.IsNull() {
		plan.leaveOut(config, model{}, nil)
		r.check(ctx, config, model{}, resp)
		resp.Diagnostics.Append(framework.Set(ctx, &resp.Plan, &plan)...)
		return
	}
	adopted := privatestate.Get[[]string](ctx, req.Private, privatestate.Adopted, &resp.Diagnostics)
	plan.leaveOut(config, state, adopted)
	why := r.planContact(ctx, config, state, &plan, resp) + r.planType(ctx, config, state, resp)
	definition := r.check(ctx, config, state, resp)
	plan.keepSpelling(config, state, adopted, definition)
	if len(resp.RequiresReplace) > 0 {
		r.planReplacement(config, state, why, resp)
	} else {
		plan.keepComputed(config, state, adopted)
	}
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(framework.Set(ctx, &resp.Plan, &plan)...)
	}
}

// leaveOut plans the optional arguments that the configuration does not set: an imported value stays without being managed,
// one that was configured is cleared, and everything else is none of Terraform's business.
func (m *model) leaveOut(config, state model, adopted []string) {
	stays := func(name string) bool { return slices.Contains(adopted, name) }
	configured, before := config.texts(), state.texts()
	for i, f := range m.texts() {
		if !configured[i].value.IsNull() {
			continue
		}
		*f.value = types.StringNull()
		if stays(f.name) {
			*f.value = *before[i].value
		}
	}
	if config.SnoozedUntil.IsNull() {
		m.SnoozedUntil = framework.Time(intercom.UnixTime{})
		if stays("snoozed_until") {
			m.SnoozedUntil = state.SnoozedUntil
		}
	}
	if config.TicketAttributes.IsNull() {
		kept := map[string]attr.Value{}
		for name, value := range state.TicketAttributes.Elements() {
			if stays(attributeName(name)) {
				kept[name] = value
			}
		}
		m.TicketAttributes = types.MapNull(types.StringType)
		if len(kept) > 0 {
			m.TicketAttributes = types.MapValueMust(types.StringType, kept)
		}
	}
}

// keepSpelling plans what state has where the configuration writes the same another way, so that the plan is empty.
func (m *model) keepSpelling(config, state model, adopted []string, definition *intercom.TicketType) {
	if !config.SnoozedUntil.IsNull() && !config.SnoozedUntil.IsUnknown() && !state.SnoozedUntil.IsNull() {
		want, _ := config.SnoozedUntil.ValueRFC3339Time()
		if have, _ := state.SnoozedUntil.ValueRFC3339Time(); want.Equal(have) {
			m.SnoozedUntil = state.SnoozedUntil
		}
	}
	if config.TicketAttributes.IsNull() || config.TicketAttributes.IsUnknown() || state.TicketAttributes.IsNull() {
		return
	}
	want, have, defined := config.attributes(), state.attributes(), definitions(definition)
	for name, value := range want {
		before, ok := have[name]
		a, _ := defined.Of(name)
		if value.IsUnknown() || !ok || value.IsNull() != before.IsNull() ||
			!value.IsNull() && !attrvalue.SameText(a, value.ValueString(), before.ValueString()) {
			return
		}
	}
	for name := range have {
		if _, ok := want[name]; !ok && !slices.Contains(adopted, attributeName(name)) {
			return
		}
	}
	m.TicketAttributes = state.TicketAttributes
}

// keepComputed plans what Intercom decides. What identifies the ticket never changes; updated_at changes with every write;
// whether it is open and in which state only where the write is about that. What Intercom's workflows change besides is seen
// by the next refresh.
func (m *model) keepComputed(config, state model, adopted []string) {
	m.ID, m.TicketID, m.WorkspaceID = state.ID, state.TicketID, state.WorkspaceID
	m.CreatedAt, m.Category = state.CreatedAt, state.Category
	m.TicketState, m.UpdatedAt = state.TicketState, state.UpdatedAt
	if config.Open.IsNull() {
		m.Open = state.Open
	}
	if config.IsShared.IsNull() {
		m.IsShared = state.IsShared
	}
	if !m.differs(state, adopted) {
		return
	}
	m.UpdatedAt.StringValue = types.StringUnknown()
	if m.TicketTypeID.Equal(state.TicketTypeID) && m.TicketStateID.Equal(state.TicketStateID) &&
		m.SnoozedUntil.Equal(state.SnoozedUntil) && m.Open.Equal(state.Open) {
		return
	}
	m.TicketState = types.ObjectUnknown(stateTypes)
	if config.Open.IsNull() {
		m.Open = types.BoolUnknown()
	}
}

// planContact keeps the contact that is the same written another way, and says why another one replaces the ticket.
func (r *Resource) planContact(ctx context.Context, config, state model, plan *model, resp *resource.ModifyPlanResponse) (why string) {
	configured := config.contact()
	same, err := r.sameContact(ctx, configured, state.contact())
	switch {
	case err != nil:
		resp.Diagnostics.Append(providerdiag.AttributeError(path.Root("contacts"), "comparing the configured contact with ticket "+state.ID.ValueString()+"'s", err,
			"Another contact would replace the ticket and erase the old one for good, so nothing is planned while this cannot be told."))
	case !same:
		resp.RequiresReplace.Append(path.Root("contacts"))
		return "The configured contact is another one than the ticket's, and Intercom cannot change it. "
	case !configured.unsettled():
		plan.Contacts = state.Contacts
	}
	return ""
}

// planType says why another type replaces the ticket, or "" where it is changed in place.
func (r *Resource) planType(ctx context.Context, config, state model, resp *resource.ModifyPlanResponse) string {
	why, err := r.cannotChangeType(ctx, config, state)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.AttributeError(path.Root("ticket_type_id"), "reading ticket type "+config.TicketTypeID.ValueString(), err, framework.NothingChanged))
	}
	if why == "" {
		return ""
	}
	resp.RequiresReplace.Append(path.Root("ticket_type_id"))
	return why + " "
}

// sameContact reports whether the configured contact is the one in state, and asks Intercom where state does not tell:
// before a ticket is erased for it, a contact must be known to be another one. One that is known only after apply is taken
// for the same; Update looks again.
func (r *Resource) sameContact(ctx context.Context, configured, state contact) (bool, error) {
	if configured.unsettled() || configured.names(state) {
		return true, nil
	}
	id := state.ID.ValueString()
	if configured.ID.ValueString() != "" {
		id = configured.ID.ValueString()
	}
	if !r.Session.Known() || id == "" {
		return true, nil
	}
	shown, err := r.Session.Contact(ctx, id)
	var api *intercom.APIError
	switch {
	case errors.As(err, &api) && api.StatusCode == http.StatusGone:
		// Merged into another contact, which the ticket now shows.
		return true, nil
	case err != nil:
		// A 404, too: it does not say whose contact the configuration names, and for one that is not there no ticket could be
		// created after the old one is erased.
		return false, err
	}
	return configured.ID.ValueString() == "" && configured.matches(shown), nil
}

// planReplacement warns that a replacement erases the old ticket, or refuses it.
func (r *Resource) planReplacement(config, state model, why string, resp *resource.ModifyPlanResponse) {
	if resp.Diagnostics.HasError() {
		return
	}
	at := resp.RequiresReplace[0]
	if r.Session.Protected(state.DeletionProtection) || r.Session.Protected(config.DeletionProtection) {
		resp.Diagnostics.Append(r.Protected(at, state.label(), state.DeletionProtection, why+"This plan would replace it."))
		return
	}
	resp.Diagnostics.AddAttributeWarning(at, "Applying this plan replaces ticket "+state.label(),
		fmt.Sprintf("%sA new ticket is created. As to the old one: %s", why, fate(state)))
}

// planDestroy warns of what a destroy does, or refuses it.
func (r *Resource) planDestroy(state model) (diags diag.Diagnostics) {
	if r.Session.Protected(state.DeletionProtection) {
		diags.Append(r.Protected(path.Root("deletion_protection"), state.label(), state.DeletionProtection, "This plan would destroy it."))
		return diags
	}
	diags.AddWarning("Applying this plan "+fmt.Sprintf(fates[state.onDestroy()].does, state.label()), "Then, "+fate(state))
	return diags
}
