package ticket

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// errNoState: change_type requires a state, and the type names none to begin with.
var errNoState error = &providerdiag.LocalError{
	What: "no state to change to", Next: "set ticket_state_id, then run it again.",
	Err: errors.New("the new ticket type shows no state of category submitted: set ticket_state_id to one of its states"),
}

// planType keeps a type that can be changed in place, and plans a replacement for a known type that cannot.
func (p *planning) planType(ctx context.Context) {
	if p.config.TicketTypeID.IsUnknown() || p.config.TicketTypeID.Equal(p.state.TicketTypeID) || !p.Data.Known() {
		return
	}
	why, err := p.cannotChangeType(ctx)
	if err != nil {
		p.resp.Diagnostics.Append(providerdiag.AttributeError(path.Root("ticket_type_id"), "reading ticket type "+p.config.TicketTypeID.ValueString(), err, framework.NothingChanged, p.Permission))
		return
	}
	if why == "" {
		return
	}
	p.resp.Diagnostics.Append(p.PlanImmutable(&framework.Immutable{
		Name: "ticket_type_id", Label: p.state.label(), ID: p.state.identity(), Plan: p.plan.TicketTypeID, Prior: p.state.TicketTypeID,
		Same:    func() bool { return false },
		Replace: func() { p.replace("ticket_type_id", why) },
	})...)
}

// cannotChangeType returns why the ticket's type cannot become the configured one in place, or "". If the token may not
// read types, Intercom decides: its refusal costs nothing, but a replacement would delete the ticket.
func (p *planning) cannotChangeType(ctx context.Context) (why string, err error) {
	if version := p.Data.Version(); !version.ChangesTicketType() {
		return fmt.Sprintf("API version %s cannot change the type of a ticket; 2.16 and later can.", version), nil
	}
	reader, ok := p.reader(ctx)
	if !ok {
		return "", nil
	}
	t, err := tickettypes.Planned(ctx, reader, p.config.TicketTypeID.ValueString())
	switch {
	case err != nil && isForbidden(err):
		return "", nil
	case err != nil:
		return "", err
	case isOtherCategory(t.Category, p.state.Category):
		return fmt.Sprintf("The new type's category is %s, the ticket's is %s, and Intercom changes types only within one category.",
			intercom.Clean(t.Category, 40), p.state.Category.ValueString()), nil
	}
	return "", nil
}

// isOtherCategory reports whether an answer shows another category than state. What either leaves out is not another one.
func isOtherCategory(shown string, state types.String) bool {
	return shown != "" && state.ValueString() != "" && shown != state.ValueString()
}

// changeType moves the ticket to its new type, if it has one. A read decides if the answer does not show the new type.
func (r *Resource) changeType(ctx context.Context, w framework.Writer, id string, c change) (*intercom.Ticket, error) {
	if c.typeID == "" {
		return nil, nil
	}
	stateID := c.stateID
	if stateID == "" {
		t, err := tickettypes.Get(ctx, w.Reads(), c.typeID)
		if err != nil {
			return nil, err
		}
		if stateID = firstState(t); stateID == "" {
			return nil, errNoState
		}
	}
	changed, err := w.ChangeTicketType(ctx, id, intercom.ChangeTicketTypeRequest{TicketTypeID: c.typeID, TicketStateID: stateID})
	if err == nil && hasType(changed, c.typeID) {
		return changed, nil
	}
	if err != nil && (!intercom.MayHaveHappened(err) || intercom.IsOtherObject(err)) {
		return nil, err
	}
	shown, readErr := w.Ticket(ctx, id)
	switch {
	case readErr == nil && hasType(shown, c.typeID):
		return shown, nil
	case err != nil:
		return nil, err
	case readErr != nil:
		return nil, readErr
	}
	return nil, &notDoneError{"the type of the ticket is still " + intercom.Clean(string(shown.TicketType.ID), 40)}
}

// retype moves the ticket to its new type and returns what is left to send: not the attributes that Intercom has carried over.
func (u *update) retype(ctx context.Context, w framework.Writer, id string, c change) (*intercom.Ticket, change, error) {
	t, err := u.changeType(ctx, w, id, c)
	if t == nil {
		return nil, c, err
	}
	c, err = c.dropEqual(definitionsIn(t, u.definition), u.plan.TicketAttributes, types.MapNull(types.StringType), func() (intercom.Attributes, error) { return t.Attributes, nil })
	return t, c, err
}

// hasType reports whether an answer shows the ticket with a type, or shows no type.
func hasType(t *intercom.Ticket, typeID string) bool {
	return t.TicketType == nil || string(t.TicketType.ID) == typeID
}

func firstState(t *intercom.TicketType) string {
	for _, s := range t.States {
		if s.Category == "submitted" && s.ID != "" {
			return string(s.ID)
		}
	}
	return ""
}

// foreignState returns a message if a configured state does not belong to the type. It returns "" if it does or if the type
// does not list its states.
func foreignState(t *intercom.TicketType, stateID string) string {
	if stateID == "" || len(t.States) == 0 {
		return ""
	}
	states := make([]string, len(t.States))
	for i, s := range t.States {
		if string(s.ID) == stateID {
			return ""
		}
		states[i] = framework.Label(string(s.ID), s.InternalLabel)
	}
	return fmt.Sprintf("Ticket type %s has no state %s. Its states are %s.",
		framework.Label(string(t.ID), t.Name), stateID, strings.Join(states, ", "))
}
