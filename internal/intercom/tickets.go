package intercom

import (
	"context"
	"fmt"
	"net/http"
)

// The keys in ticket_attributes of what the Inbox shows as title and description.
const (
	TitleAttribute       = "_default_title_"
	DescriptionAttribute = "_default_description_"
)

// Ticket is a ticket in Intercom's answers, in any version from 2.13 to Preview.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/ticket
type Ticket struct {
	Type string `json:"type"`
	// ID is the ID in paths. TicketID is the number in the Inbox.
	ID         ID          `json:"id"`
	TicketID   ID          `json:"ticket_id"`
	Category   string      `json:"category"`
	Attributes Attributes  `json:"ticket_attributes"`
	State      TicketState `json:"ticket_state"`
	// TicketType is nil if the answer omits it.
	TicketType *TicketType            `json:"ticket_type"`
	Contacts   list[ContactReference] `json:"contacts"`
	// An assignee is "" if there is none, and not shown if the answer omits it.
	AdminAssigneeID Shown[ID] `json:"admin_assignee_id,omitzero"`
	TeamAssigneeID  Shown[ID] `json:"team_assignee_id,omitzero"`
	CreatedAt       UnixTime  `json:"created_at"`
	UpdatedAt       UnixTime  `json:"updated_at"`
	SnoozedUntil    UnixTime  `json:"snoozed_until"`
	// Open and IsShared are nil if the answer omits them.
	Open          *bool            `json:"open"`
	IsShared      *bool            `json:"is_shared"`
	LinkedObjects LinkedObjects    `json:"linked_objects"`
	Parts         list[TicketPart] `json:"ticket_parts"`

	// Deleted: a GET may answer this after a deletion.
	Deleted bool `json:"deleted"`
}

// TicketState is a ticket's state. Its category (submitted, in_progress, waiting_on_customer, resolved) is fixed; the
// workspace chooses its labels.
type TicketState struct {
	ID            ID     `json:"id"`
	Category      string `json:"category"`
	InternalLabel string `json:"internal_label"`
	ExternalLabel string `json:"external_label"`
}

// UnmarshalJSON accepts the object of 2.12 and later, and the bare category of older answers and one example of Preview.
func (s *TicketState) UnmarshalJSON(data []byte) error { return unmarshalForm(s, data) }

func (s *TicketState) form(data []byte) (usual []byte, into any) {
	*s = TicketState{}
	if data[0] == '"' {
		return data, &s.Category
	}
	type plain TicketState
	return data, (*plain)(s)
}

// ContactReference is a ticket's contact in an answer. ExternalID is empty if the contact has none.
type ContactReference struct {
	ID         ID     `json:"id"`
	ExternalID string `json:"external_id"`
}

// ContactIdentifier identifies a contact in a request, with exactly one of its fields. An email that no contact has creates
// a contact.
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
	// Assignment exists since 2.14; Client.AssignsOnCreate reports whether it may be set.
	Assignment        *Assignment `json:"assignment,omitempty"`
	SkipNotifications bool        `json:"skip_notifications,omitempty"`
}

// Assignment is the assignee of a new ticket.
type Assignment struct {
	AdminAssigneeID string `json:"admin_assignee_id,omitempty"`
	TeamAssigneeID  string `json:"team_assignee_id,omitempty"`
}

// UpdateTicketRequest is the body of PUT /tickets/{id}. A zero field does not change the value.
type UpdateTicketRequest struct {
	// Attributes with a nil value are cleared; absent ones do not change.
	Attributes   Attributes      `json:"ticket_attributes,omitempty"`
	StateID      string          `json:"ticket_state_id,omitempty"`
	CompanyID    Field[string]   `json:"company_id,omitzero"`
	Open         Field[bool]     `json:"open,omitzero"`
	IsShared     Field[bool]     `json:"is_shared,omitzero"`
	SnoozedUntil Field[UnixTime] `json:"snoozed_until,omitzero"`
	// AssigneeID is an admin's or a team's ID; Unassigned removes both.
	AssigneeID        string `json:"assignee_id,omitempty"`
	SkipNotifications bool   `json:"skip_notifications,omitempty"`
}

// Unassigned is the AssigneeID that removes the assignees.
const Unassigned = "0"

// IsZero reports whether the request would change nothing.
func (r UpdateTicketRequest) IsZero() bool {
	return len(r.Attributes) == 0 && r.StateID == "" && r.CompanyID.IsZero() && r.Open.IsZero() &&
		r.IsShared.IsZero() && r.SnoozedUntil.IsZero() && r.AssigneeID == ""
}

// AssignsOnCreate reports whether the version's POST /tickets can assign the ticket (2.14 and later).
func (r Reader) AssignsOnCreate() bool { return r.Version().assignsOnCreate() }

// CreateTicket creates a ticket. There are no idempotency keys: if MayHaveHappened(err), a ticket may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/createticket
func (w Writer) CreateTicket(ctx context.Context, req CreateTicketRequest) (*Ticket, error) {
	return created[Ticket](ctx, w, call{method: http.MethodPost, path: "/tickets", body: req, write: true}, "ticket")
}

// Ticket reads a ticket. If it is gone, the error satisfies IsNotFound.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/getticket
func (r Reader) Ticket(ctx context.Context, id string) (*Ticket, error) {
	path, err := objectPath("tickets", id)
	if err != nil {
		return nil, err
	}
	var t Ticket
	err = r.do(ctx, call{method: http.MethodGet, path: path, idempotent: true, decode: decodeInto(&t, isTicket(id))})
	if err == nil && t.TicketType != nil {
		err = r.c.checkWorkspace(t.TicketType.WorkspaceID)
	}
	if err != nil {
		return nil, err
	}
	return &t, nil
}

// UpdateTicket changes a ticket and returns the changed ticket. A 404 can mean a missing assignee (assignee_not_found). If
// MayHaveHappened(err), a read decides.
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

// olderUpdate returns the request for 2.13, which has assignment instead of assignee_id.
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

// ChangeTicketType moves a ticket to another type of its category. Attributes with the same name and type keep their
// values. The version must satisfy ChangesTicketType. If MayHaveHappened(err), a read decides.
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

// DeleteTicket permanently deletes a ticket with its replies, attributes, and uploads. If it is already gone, the error
// satisfies IsNotFound; the same error comes from a version without the operation and for another workspace's token.
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
		return fmt.Errorf("%w: it is not a ticket with an ID", errBodyInvalid)
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
