package intercom

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
)

// MaxEventMetadata is how many keys of an event's metadata Intercom keeps. It drops the others without an error.
const MaxEventMetadata = 10

// EventRequest is the body of POST /events.
type EventRequest struct {
	Name      string   `json:"event_name"`
	CreatedAt UnixTime `json:"created_at"`
	// UserID is the contact's external ID, and ID its ID in Intercom. Exactly one is set.
	UserID   string            `json:"user_id,omitempty"`
	ID       string            `json:"id,omitempty"`
	Metadata map[string]string `json:"metadata,omitempty"`
}

// SubmitEvent submits a data event. Intercom ignores a second event with the same name, created_at, and external ID of the
// contact, so the call may be repeated if repeatable: the contact has an external ID. The answer is 202 without a body, and no
// read shows the event reliably.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/data-events/createdataevent
func (w Writer) SubmitEvent(ctx context.Context, req EventRequest, repeatable bool) error {
	return w.do(ctx, call{method: http.MethodPost, path: "/events", body: req, idempotent: repeatable, write: true, decode: func(a *answer) error {
		if a.status != http.StatusAccepted || len(bytes.TrimSpace(a.body)) > 0 {
			return fmt.Errorf("%w: the answer to an event is 202 without a body", errBodyInvalid)
		}
		return nil
	}})
}
