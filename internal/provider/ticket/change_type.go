package ticket

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// errNoState: change_type requires a state, and the type names none to begin with.
var errNoState = errors.New("the new ticket type names no state of category submitted: set ticket_state_id to one of its states")

// cannotChangeType says why the ticket's type cannot become the configured one in place, or "". Where the token may not read
// types, Intercom decides: its refusal costs nothing, a replacement would cost the ticket.
func (r *Resource) cannotChangeType(ctx context.Context, config, state model) (why string, err error) {
	if config.TicketTypeID.IsUnknown() || config.TicketTypeID.Equal(state.TicketTypeID) || !r.Session.Known() {
		return "", nil
	}
	if version := r.Session.Version(); !version.ChangesTicketType() {
		return fmt.Sprintf("API version %s cannot change a ticket's type; 2.16 and later can.", version), nil
	}
	t, err := r.Session.TicketType(ctx, config.TicketTypeID.ValueString())
	switch {
	case err != nil && unreadableType(err):
		return "", nil
	case err != nil:
		return "", err
	case t.Category != state.Category.ValueString():
		return fmt.Sprintf("The new type's category is %s, the ticket's is %s, and Intercom changes types within one category only.",
			intercom.Clean(t.Category, 40), state.Category.ValueString()), nil
	}
	return "", nil
}

// changeType moves the ticket to its new type, if it gets one, and verifies by a read where the answer is lost.
func (r *Resource) changeType(ctx context.Context, client *intercom.Client, id string, c change) (*intercom.Ticket, error) {
	if c.typeID == "" {
		return nil, nil
	}
	stateID := c.stateID
	if stateID == "" {
		t, err := r.Session.TicketType(ctx, c.typeID)
		if err != nil {
			return nil, err
		}
		if stateID = firstState(t); stateID == "" {
			return nil, errNoState
		}
	}
	changed, err := client.ChangeTicketType(ctx, id, intercom.ChangeTicketTypeRequest{TicketTypeID: c.typeID, TicketStateID: stateID})
	if err != nil && intercom.MayHaveHappened(err) {
		shown, readErr := client.Ticket(ctx, id)
		if readErr == nil && shown.TicketType != nil && string(shown.TicketType.ID) == c.typeID {
			return shown, nil
		}
	}
	return changed, err
}

func firstState(t *intercom.TicketType) string {
	for _, s := range t.States {
		if s.Category == "submitted" && s.ID != "" {
			return string(s.ID)
		}
	}
	return ""
}

// foreignState says that a configured state is none of the type's, or "" where it is or the type does not tell.
func foreignState(t *intercom.TicketType, stateID string) string {
	if stateID == "" || len(t.States) == 0 {
		return ""
	}
	states := make([]string, len(t.States))
	for i, s := range t.States {
		if string(s.ID) == stateID {
			return ""
		}
		states[i] = fmt.Sprintf("%s (%s)", s.ID, intercom.Clean(s.InternalLabel, 80))
	}
	return fmt.Sprintf("Ticket type %s (%s) has no state %s. Its states are %s.",
		t.ID, intercom.Clean(t.Name, 80), stateID, strings.Join(states, ", "))
}
