package intercom

import (
	"context"
	"fmt"
	"net/http"
)

// The names under which ticket_attributes holds what the Inbox shows as title and description.
const (
	TitleAttribute       = "_default_title_"
	DescriptionAttribute = "_default_description_"
)

// Ticket is a ticket as Intercom answers it, in any version from 2.13 to Preview.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/ticket
type Ticket struct {
	Type string `json:"type"`
	// ID is what every path takes; TicketID is the number that the Inbox shows.
	ID         ID          `json:"id"`
	TicketID   ID          `json:"ticket_id"`
	Category   string      `json:"category"`
	Attributes Attributes  `json:"ticket_attributes"`
	State      TicketState `json:"ticket_state"`
	// TicketType is nil where the answer leaves it out.
	TicketType      *TicketType            `json:"ticket_type"`
	Contacts        list[ContactReference] `json:"contacts"`
	AdminAssigneeID ID                     `json:"admin_assignee_id"`
	TeamAssigneeID  ID                     `json:"team_assignee_id"`
	CreatedAt       UnixTime               `json:"created_at"`
	UpdatedAt       UnixTime               `json:"updated_at"`
	SnoozedUntil    UnixTime               `json:"snoozed_until"`
	Open            bool                   `json:"open"`
	IsShared        bool                   `json:"is_shared"`
	LinkedObjects   LinkedObjects          `json:"linked_objects"`
	Parts           list[TicketPart]       `json:"ticket_parts"`

	// Deleted: what a GET may answer after a deletion.
	Deleted bool `json:"deleted"`
}

// TicketState is a state of a ticket: its category (submitted, in_progress, waiting_on_customer, resolved) is fixed, its
// labels are the workspace's.
type TicketState struct {
	ID            ID     `json:"id"`
	Category      string `json:"category"`
	InternalLabel string `json:"internal_label"`
	ExternalLabel string `json:"external_label"`
}

// UnmarshalJSON accepts the object of 2.12 and later and the bare category that older answers, and one example of Preview,
// have.
func (s *TicketState) UnmarshalJSON(data []byte) error { return unmarshalForm(s, data) }

func (s *TicketState) form(data []byte) (usual []byte, into any) {
	*s = TicketState{}
	if data[0] == '"' {
		return data, &s.Category
	}
	type plain TicketState
	return data, (*plain)(s)
}

// ContactReference is a ticket's contact in an answer; ExternalID is empty where the contact has none.
type ContactReference struct {
	ID         ID     `json:"id"`
	ExternalID string `json:"external_id"`
}

// ContactIdentifier names a contact in a request, by exactly one of its fields. An email that no contact has creates one.
type ContactIdentifier struct {
	ID         string `json:"id,omitempty"`
	ExternalID string `json:"external_id,omitempty"`
	Email      string `json:"email,omitempty"`
}

// CreateTicketRequest is the body of POST /tickets.
type CreateTicketRequest struct {
	TicketTypeID string              `json:"ticket_type_id"`
	Contacts     []ContactIdentifier `json:"contacts"`
	Attributes   Attributes          `json:"ticket_attributes,omitempty"`
	CompanyID    string              `json:"company_id,omitempty"`
	// Assignment is 2.14's; Client.AssignsOnCreate tells whether it may be set.
	Assignment        *Assignment `json:"assignment,omitempty"`
	SkipNotifications bool        `json:"skip_notifications,omitempty"`
}

// Assignment is who a new ticket is assigned to.
type Assignment struct {
	AdminAssigneeID string `json:"admin_assignee_id,omitempty"`
	TeamAssigneeID  string `json:"team_assignee_id,omitempty"`
}

// UpdateTicketRequest is the body of PUT /tickets/{id}; a zero field stays as it is.
type UpdateTicketRequest struct {
	// Attributes with a nil value are cleared, those that are absent stay.
	Attributes   Attributes      `json:"ticket_attributes,omitempty"`
	StateID      string          `json:"ticket_state_id,omitempty"`
	CompanyID    Field[string]   `json:"company_id,omitzero"`
	Open         Field[bool]     `json:"open,omitzero"`
	IsShared     Field[bool]     `json:"is_shared,omitzero"`
	SnoozedUntil Field[UnixTime] `json:"snoozed_until,omitzero"`
	// AssigneeID is an admin's or a team's id; Unassigned removes both.
	AssigneeID        string `json:"assignee_id,omitempty"`
	SkipNotifications bool   `json:"skip_notifications,omitempty"`
}

// Unassigned is the AssigneeID that leaves a ticket to nobody.
const Unassigned = "0"

// IsZero reports whether the request would change nothing.
func (r UpdateTicketRequest) IsZero() bool {
	return len(r.Attributes) == 0 && r.StateID == "" && r.CompanyID.IsZero() && r.Open.IsZero() &&
		r.IsShared.IsZero() && r.SnoozedUntil.IsZero() && r.AssigneeID == ""
}

// AssignsOnCreate reports whether the version lets POST /tickets assign the ticket (2.14 and later).
func (r Reader) AssignsOnCreate() bool { return r.Version().assignsOnCreate() }

// CreateTicket creates a ticket. There are no idempotency keys: where MayHaveHappened(err), a ticket may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/createticket
func (w Writer) CreateTicket(ctx context.Context, req CreateTicketRequest) (*Ticket, error) {
	return created[Ticket](ctx, w, call{method: http.MethodPost, path: "/tickets", body: req, write: true}, "ticket")
}

// Ticket reads a ticket. A ticket that is gone gives an error of which IsNotFound holds.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/getticket
func (r Reader) Ticket(ctx context.Context, id string) (*Ticket, error) {
	path, err := objectPath("tickets", id)
	if err != nil {
		return nil, err
	}
	var t Ticket
	if err := r.do(ctx, call{method: http.MethodGet, path: path, idempotent: true, decode: decodeInto(&t, isTicket(id))}); err != nil {
		return nil, err
	}
	return &t, nil
}

// UpdateTicket changes a ticket and returns it as it is afterwards. Its 404 can mean a missing assignee
// (assignee_not_found). Where MayHaveHappened(err), a read tells.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/updateticket
func (w Writer) UpdateTicket(ctx context.Context, id string, req UpdateTicketRequest) (*Ticket, error) {
	path, err := objectPath("tickets", id)
	if err != nil {
		return nil, err
	}
	var body any = req
	if !w.Version().assignsOnCreate() {
		body = olderUpdate(req)
	}
	var t Ticket
	err = w.do(ctx, call{
		method: http.MethodPut, path: path, body: body, write: true,
		decode: decodeInto(&t, isTicket(id)),
	})
	if err != nil {
		return nil, err
	}
	return &t, nil
}

// olderUpdate is the request as 2.13 has it: assignment in place of assignee_id.
func olderUpdate(req UpdateTicketRequest) any {
	type assignment struct {
		AssigneeID string `json:"assignee_id"`
	}
	older := struct {
		UpdateTicketRequest
		AssigneeID string      `json:"assignee_id,omitempty"`
		Assignment *assignment `json:"assignment,omitempty"`
	}{UpdateTicketRequest: req}
	if req.AssigneeID != "" {
		older.Assignment = &assignment{AssigneeID: req.AssigneeID}
	}
	return older
}

// ChangeTicketTypeRequest is the body of POST /tickets/{id}/change_type; both fields are required.
type ChangeTicketTypeRequest struct {
	TicketTypeID  string `json:"ticket_type_id"`
	TicketStateID string `json:"ticket_state_id"`
}

// ChangeTicketType moves a ticket to another type of its category; attributes of equal name and type are carried over. It
// needs a version of which ChangesTicketType holds. Where MayHaveHappened(err), a read tells.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/changetickettype
func (w Writer) ChangeTicketType(ctx context.Context, id string, req ChangeTicketTypeRequest) (*Ticket, error) {
	path, err := objectPath("tickets", id)
	if err != nil {
		return nil, err
	}
	var t Ticket
	err = w.do(ctx, call{
		method: http.MethodPost, path: path + "/change_type", body: req, write: true,
		decode: decodeInto(&t, isTicket(id)),
	})
	if err != nil {
		return nil, err
	}
	return &t, nil
}

// DeleteTicket erases a ticket for good, with its replies, attributes and uploads. A ticket that is gone already gives an
// error of which IsNotFound holds; so do a version without the method and a token of another workspace.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/deleteticket
func (w Writer) DeleteTicket(ctx context.Context, id string) error {
	path, err := objectPath("tickets", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion("ticket", id)})
}

// valid accepts any ticket.
func (t *Ticket) valid() error {
	if ValidID(string(t.ID)) != nil {
		return fmt.Errorf("%w: it is no ticket with an id", errBodyInvalid)
	}
	if t.otherType() {
		return otherObject(t.Type, t.ID)
	}
	return nil
}

func (t *Ticket) self() (kind string, id ID) { return t.Type, t.ID }

func (t *Ticket) otherType() bool { return t.Type != "" && t.Type != "ticket" }

// isTicket accepts the ticket with the id, unless it is deleted.
func isTicket(id string) func(*Ticket) error {
	return func(t *Ticket) error {
		if t.Deleted && !t.otherType() && (t.ID == "" || string(t.ID) == id) {
			return errGone
		}
		if err := t.valid(); err != nil {
			return err
		}
		if string(t.ID) != id {
			return otherObject("ticket", t.ID)
		}
		return nil
	}
}
