package intercom

import (
	"context"
	"encoding/json"
	"net/http"
)

// AwayMode is an admin, with what answers show of its away mode.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/admin
type AwayMode struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	// Enabled and Reassign are nil if the answer does not show them.
	Enabled  *bool `json:"away_mode_enabled"`
	Reassign *bool `json:"away_mode_reassign"`
	ReasonID ID    `json:"away_status_reason_id"`
}

func (a *AwayMode) self() (kind string, id ID) { return a.Type, a.ID }

// AwayRequest is the body of PUT /admins/{id}/away.
type AwayRequest struct {
	Enabled  bool `json:"away_mode_enabled"`
	Reassign bool `json:"away_mode_reassign"`
	// ReasonID is the ID of an away status reason, which is a number in requests. Since AwayReasons.
	ReasonID json.Number `json:"away_status_reason_id,omitempty"`
}

// AwayReasons is the first API version with reasons for being away.
const AwayReasons Version = "2.14"

// AwayMode reads an admin's away mode.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/retrieveadmin
func (r Reader) AwayMode(ctx context.Context, adminID string) (*AwayMode, error) {
	path, err := objectPath("admins", adminID)
	if err != nil {
		return nil, err
	}
	return one[AwayMode](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, "admin", adminID)
}

// SetAwayMode sets an admin's away mode. A repeated call changes nothing.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/setawayadmin
func (w Writer) SetAwayMode(ctx context.Context, adminID string, req AwayRequest) (*AwayMode, error) {
	path, err := objectPath("admins", adminID)
	if err != nil {
		return nil, err
	}
	return one[AwayMode](ctx, w, call{method: http.MethodPut, path: path + "/away", body: req, idempotent: true, write: true}, "admin", adminID)
}
