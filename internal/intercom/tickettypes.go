package intercom

import (
	"context"
	"net/http"
)

// The categories of ticket types.
const (
	CategoryCustomer   = "Customer"
	CategoryBackOffice = "Back-office"
	CategoryTracker    = "Tracker"
)

// TicketType defines the attributes and states of its tickets.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-types/ticket_type
type TicketType struct {
	Type        string `json:"type"`
	ID          ID     `json:"id"`
	Category    string `json:"category"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Icon        string `json:"icon"`
	// IsInternal and Archived are nil if the answer omits them.
	IsInternal  *bool  `json:"is_internal"`
	Archived    *bool  `json:"archived"`
	WorkspaceID string `json:"workspace_id"`
	// Attributes and States are nil if the answer does not show all of them.
	Attributes wholeList[TicketTypeAttribute] `json:"ticket_type_attributes"`
	States     wholeList[TicketState]         `json:"ticket_states"`
	CreatedAt  UnixTime                       `json:"created_at"`
}

func (t *TicketType) self() (kind string, id ID) { return t.Type, t.ID }

// CreateTicketTypeRequest is the body of POST /ticket_types. Intercom chooses the values of empty fields.
type CreateTicketTypeRequest struct {
	Name        string      `json:"name"`
	Description string      `json:"description,omitempty"`
	Category    string      `json:"category,omitempty"`
	Icon        string      `json:"icon,omitempty"`
	IsInternal  Field[bool] `json:"is_internal,omitzero"`
}

// UpdateTicketTypeRequest is the body of PUT /ticket_types/{id}. A zero field does not change the value; "" clears text.
type UpdateTicketTypeRequest struct {
	Name        Field[string] `json:"name,omitzero"`
	Description Field[string] `json:"description,omitzero"`
	Icon        Field[string] `json:"icon,omitzero"`
	IsInternal  Field[bool]   `json:"is_internal,omitzero"`
	Archived    Field[bool]   `json:"archived,omitzero"`
}

// TicketTypes reads all ticket types, including archived ones.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-types/listtickettypes
func (r Reader) TicketTypes(ctx context.Context) ([]TicketType, error) {
	return all[TicketType](ctx, r, "/ticket_types", "ticket_type")
}

// TicketType reads a ticket type with its attributes.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-types/gettickettype
func (r Reader) TicketType(ctx context.Context, id string) (*TicketType, error) {
	path, err := objectPath("ticket_types", id)
	if err != nil {
		return nil, err
	}
	return one[TicketType](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, "ticket_type", id)
}

// CreateTicketType creates a ticket type with the built-in attributes and the workspace's states. If MayHaveHappened(err),
// it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-types/createtickettype
func (w Writer) CreateTicketType(ctx context.Context, req CreateTicketTypeRequest) (*TicketType, error) {
	return created[TicketType](ctx, w, call{method: http.MethodPost, path: "/ticket_types", body: req, write: true}, "ticket_type")
}

// UpdateTicketType changes a ticket type. It cannot be deleted; if it is archived, it accepts no new tickets.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ticket-types/updatetickettype
func (w Writer) UpdateTicketType(ctx context.Context, id string, req UpdateTicketTypeRequest) (*TicketType, error) {
	path, err := objectPath("ticket_types", id)
	if err != nil {
		return nil, err
	}
	return one[TicketType](ctx, w, call{method: http.MethodPut, path: path, body: req, idempotent: true, write: true}, "ticket_type", id)
}
