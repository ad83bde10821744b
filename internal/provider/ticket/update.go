package ticket

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Update sends what changed, or nothing if only Terraform's own arguments changed. It compares the answer with the request.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var config, plan, state model
	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	// A state from before Terraform supported identities has none yet.
	resp.Diagnostics.Append(r.SetIdentity(ctx, req.State, resp.Identity)...)
	ctx, cancel, ok := r.StartOperation(ctx, plan.Timeouts.Update, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	unmanaged := privatestate.Get[[]string](ctx, req.Private, privatestate.Unmanaged, &resp.Diagnostics)
	normalized := privatestate.Get[managedfields.Normalized](ctx, req.Private, privatestate.Normalized, &resp.Diagnostics)
	if resp.Diagnostics.Append(r.resolvePlannedContact(ctx, &plan, state)...); resp.Diagnostics.HasError() {
		return
	}
	u := update{Resource: r, plan: plan, state: state, normalized: normalized, unmanaged: unmanaged}
	after, problems := u.run(ctx)
	resp.Diagnostics.Append(problems...)
	if after == nil {
		return
	}
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, after)...)
	privatestate.Set(ctx, resp.Private, privatestate.Normalized, u.normalized, &resp.Diagnostics)
	if problems.HasError() {
		// The names are still needed, because state still has the values.
		return
	}
	privatestate.Set(ctx, resp.Private, privatestate.Unmanaged, releaseAttributes(unmanaged, config, plan), &resp.Diagnostics)
	privatestate.EndPlan(ctx, resp.Private, &resp.Diagnostics)
}

// update is one update of a ticket.
type update struct {
	*Resource
	plan, state model
	normalized  managedfields.Normalized
	// definition is the type whose attributes were sent or cleared.
	definition *intercom.TicketType
	unmanaged  []string
	// shown is the ticket before the update, if something had to be read.
	shown *intercom.Ticket
}

// run makes the change and returns the new state, or nil if it did not change.
func (u *update) run(ctx context.Context) (after *model, diags diag.Diagnostics) {
	doing := "updating ticket " + u.state.label()
	if !u.plan.differs(u.state, u.unmanaged) {
		return u.unchanged(), nil
	}
	w, ok := u.Writer(ctx, u.state.WorkspaceID.ValueString(), doing, &diags)
	if !ok {
		return nil, diags
	}
	if u.plan.writesAttributes(u.state, u.unmanaged) {
		u.definition = readDefinition(ctx, w.Reads(), u.plan.TicketTypeID, &diags)
	}
	c := u.plan.expandUpdate(u.state, u.unmanaged, u.definition, &diags)
	if diags.HasError() {
		return nil, diags
	}
	c, err := u.dropPresent(ctx, w, c)
	if err == nil {
		c, err = u.keepAssignee(ctx, w, c)
	}
	if err != nil {
		return nil, diag.Diagnostics{providerdiag.Error(doing, err, framework.NothingChanged+" "+framework.StateKept, u.Permission)}
	}
	if c.isZero() {
		return u.unchanged(), nil
	}
	latest, err := u.send(ctx, w, c)
	if err != nil {
		return u.failed(ctx, w, latest, c, err)
	}
	return u.verified(ctx, w, latest)
}

// send makes the calls of a change. It returns the last answer, or nil if there was none.
func (u *update) send(ctx context.Context, w framework.Writer, c change) (latest *intercom.Ticket, err error) {
	id := u.state.ID.ValueString()
	for _, step := range []func() (*intercom.Ticket, error){
		func() (t *intercom.Ticket, err error) {
			t, c, err = u.retype(ctx, w, id, c)
			return t, err
		},
		func() (*intercom.Ticket, error) { return put(ctx, w, id, c, false) },
		func() (*intercom.Ticket, error) {
			return c.restore(ctx, w, id, u.plan.SkipNotifications.ValueBool())
		},
	} {
		t, err := step()
		if t != nil {
			latest = t
		}
		if err != nil {
			return latest, err
		}
	}
	return latest, nil
}

// current reads the ticket once before the first write.
func (u *update) current(ctx context.Context, w framework.Writer) (*intercom.Ticket, error) {
	if u.shown != nil {
		return u.shown, nil
	}
	t, err := w.Ticket(ctx, u.state.ID.ValueString())
	if err == nil {
		err = u.state.checkSame(t)
	}
	if err != nil {
		return nil, err
	}
	u.shown = t
	return t, nil
}

// dropPresent removes from a change the attributes that state lacks and the ticket already has: an import leaves
// ticket_attributes null, and Intercom often already has what the configuration then sets.
func (u *update) dropPresent(ctx context.Context, w framework.Writer, c change) (change, error) {
	if c.typeID != "" {
		return c, nil
	}
	return c.dropEqual(definitions(u.definition), u.plan.TicketAttributes, u.state.TicketAttributes, func() (intercom.Attributes, error) {
		t, err := u.current(ctx, w)
		if err != nil {
			return nil, err
		}
		return t.Attributes, nil
	})
}

// unchanged completes a plan that sends nothing to Intercom.
func (u *update) unchanged() *model {
	after, was := u.plan, framework.Values(&u.state)
	for name, planned := range framework.Values(&u.plan) {
		if planned.IsUnknown() {
			framework.SetValues(&after, map[string]attr.Value{name: was[name]})
		}
	}
	return &after
}

// failed reports the state of things after a failed update.
func (u *update) failed(ctx context.Context, w framework.Writer, latest *intercom.Ticket, c change, err error) (after *model, diags diag.Diagnostics) {
	doing, consequence := "updating ticket "+u.state.label(), framework.StateKept
	at, blames := attributePath(err, c)
	if intercom.IsNotFound(err) && !blames {
		consequence += " The next plan reads whether it is gone."
	}
	if latest != nil {
		consequence = "Part of the change was made before this failed, and state shows it. Apply again to complete it."
		if t, readErr := w.Ticket(ctx, u.state.ID.ValueString()); readErr == nil && u.state.checkSame(t) == nil {
			latest = t
		}
		state := u.state
		state.refresh(latest, u.normalized, true, u.now())
		after = &state
		walkOf(u.Data).recordWrite(latest, u.now())
	}
	lost, removed := c.lost(latest, err)
	if consequence += lost; removed {
		at, blames = path.Root(c.restores.argument), true
	}
	if blames {
		return after, diag.Diagnostics{providerdiag.AttributeError(at, doing, err, consequence, u.Permission)}
	}
	return after, diag.Diagnostics{providerdiag.Error(doing, err, consequence, u.Permission)}
}

// verified completes an update with Intercom's answer. If the answer disagrees with the request, one read decides. If that
// disagrees, too, it is an error, and state shows the values in Intercom.
func (u *update) verified(ctx context.Context, w framework.Writer, latest *intercom.Ticket) (after *model, diags diag.Diagnostics) {
	doing := "updating ticket " + u.state.label()
	if err := u.state.checkSame(latest); err != nil {
		return nil, diag.Diagnostics{providerdiag.Error(doing, err, "The change may have been applied. The next plan shows what is there. "+framework.StateKept, u.Permission)}
	}
	s, known := u.stateFrom(latest)
	if len(s.unexpected) > 0 || len(s.hidden) > 0 {
		again, err := w.Ticket(ctx, u.state.ID.ValueString())
		if err == nil {
			err = u.state.checkSame(again)
		}
		if err != nil {
			return nil, diag.Diagnostics{providerdiag.Error(doing, err, "Intercom's answer to the update shows something else than was sent, and a read to check failed. The next plan shows what is there. "+framework.StateKept, u.Permission)}
		}
		latest = again
		s, known = u.stateFrom(again)
	}
	walkOf(u.Data).recordWrite(latest, u.now())
	u.normalized = known
	was := u.state.texts()
	for name, differs := range s.unexpected {
		diags.Append(u.NotStored(argumentPath(name), s.after.label(), differs, managedfields.Equivalent(differs.Got, was[name])))
		s.after.set(name, differs.Got)
		// No answer shows the company. If the update was ignored in part, nothing shows whether the company was stored.
		s.after.CompanyID = u.state.CompanyID
	}
	for _, name := range s.hidden {
		diags.Append(u.NotShown(path.Root(name), s.after.label()))
		s.after.set(name, framework.Values(&u.state)[name])
	}
	return &s.after, diags
}

func (u *update) stateFrom(shown *intercom.Ticket) (s written, known managedfields.Normalized) {
	before := u.state
	before.TicketAttributes = u.plan.attributesBefore(u.state, u.unmanaged)
	s = u.plan.stateFrom(shown, &before, u.definition, u.now())
	kept := definitions(u.definition).Uncleared(u.plan.TicketAttributes, u.state.TicketAttributes, types.MapNull(types.StringType), isUnmanaged(u.unmanaged), shown.Attributes)
	for name, value := range attrvalue.Texts(kept) {
		s.unexpected[attributeName(name)] = framework.Difference{Sent: types.StringNull(), Got: value}
	}
	known = managedfields.Normalized{}
	was, planned := u.state.texts(), u.plan.texts()
	for name, answer := range u.normalized {
		if now, ok := planned[name]; ok && now.Equal(was[name]) {
			known[name] = answer
		}
	}
	unexpected := map[string]framework.Difference{}
	for name, differs := range s.unexpected {
		seen := false
		if isText(name) {
			answer, confirmed := u.normalized.Record(name, differs.Sent, differs.Got)
			if seen = confirmed; seen || !managedfields.Equivalent(differs.Got, was[name]) {
				known[name] = answer // not the value from before the write, which Intercom has ignored then
			}
		}
		if !seen {
			unexpected[name] = differs
		}
	}
	s.unexpected = unexpected
	return s, known
}

// readDefinition reads the ticket type whose definitions the written attributes need. A token that may not read types is
// not an error.
func readDefinition(ctx context.Context, r framework.Reader, typeID types.String, diags *diag.Diagnostics) *intercom.TicketType {
	t, err := tickettypes.Get(ctx, r, typeID.ValueString())
	if err != nil && !isForbidden(err) {
		diags.Append(providerdiag.AttributeError(path.Root("ticket_type_id"), "reading ticket type "+typeID.ValueString(), err, framework.NothingChanged))
	}
	return t
}
