package intercom

import "context"

// WorkspaceTicketState is a state that the workspace defines for one or more ticket types.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-states/ticket_state_detailed
type WorkspaceTicketState struct {
	Type          string           `json:"type"`
	ID            ID               `json:"id"`
	Category      string           `json:"category"`
	InternalLabel string           `json:"internal_label"`
	ExternalLabel string           `json:"external_label"`
	Archived      bool             `json:"archived"`
	TicketTypes   list[TicketType] `json:"ticket_types"`
}

func (s *WorkspaceTicketState) self() (kind string, id ID) { return s.Type, s.ID }

// TicketStates reads all ticket states, each with the ticket types that have it.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-states/listticketstates
func (r Reader) TicketStates(ctx context.Context) ([]WorkspaceTicketState, error) {
	return all[WorkspaceTicketState](ctx, r, "/ticket_states", "ticket_state")
}
