package intercom

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// IPAllowlist are the addresses from which a workspace's API and web application can be used. Every workspace has one.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ip-allowlist/ip_allowlist
type IPAllowlist struct {
	Type    string `json:"type"`
	Enabled bool   `json:"enabled"`
	// Addresses are IP addresses and ranges in CIDR notation. They are kept while the allowlist is not enabled.
	Addresses []string `json:"ip_allowlist"`
}

// IPAllowlistRequest is the body of a PUT. It always has both fields, because no description says what leaving one out does.
type IPAllowlistRequest struct {
	Enabled   bool     `json:"enabled"`
	Addresses []string `json:"ip_allowlist"`
}

// IPAllowlist reads the workspace's allowlist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ip-allowlist/getipallowlist
func (r Reader) IPAllowlist(ctx context.Context) (*IPAllowlist, error) {
	return allowlistOf(ctx, r, call{method: http.MethodGet, path: "/ip_allowlist", idempotent: true})
}

// SaveIPAllowlist replaces the workspace's allowlist. Intercom answers 422 if the request comes from an address that the new
// allowlist lacks.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/ip-allowlist/updateipallowlist
func (w Writer) SaveIPAllowlist(ctx context.Context, req IPAllowlistRequest) (*IPAllowlist, error) {
	if req.Addresses == nil {
		req.Addresses = []string{} // not null
	}
	return allowlistOf(ctx, w, call{method: http.MethodPut, path: "/ip_allowlist", body: req, idempotent: true, write: true})
}

// shownAllowlist is an answer, in which a missing field differs from an empty one.
type shownAllowlist struct {
	Type      string          `json:"type"`
	ID        ID              `json:"id"`
	Enabled   *bool           `json:"enabled"`
	Addresses json.RawMessage `json:"ip_allowlist"`
}

// allowlistOf accepts a whole allowlist only: with a missing field or address, it would look as if somebody had changed it. An
// allowlist has no ID, so an answer with one is about something else.
func allowlistOf(ctx context.Context, d doer, cl call) (*IPAllowlist, error) {
	var found shownAllowlist
	list := IPAllowlist{Type: "ip_allowlist"}
	cl.decode = only200(decodeInto(&found, func(s *shownAllowlist) error {
		switch {
		case s.Type != "" && s.Type != list.Type || s.ID != "":
			return otherObject(s.Type, s.ID)
		case s.Enabled == nil || json.Unmarshal(s.Addresses, &list.Addresses) != nil || list.Addresses == nil:
			return fmt.Errorf("%w: it is not an IP allowlist", errBodyInvalid)
		}
		list.Enabled = *s.Enabled
		return nil
	}))
	if err := d.do(ctx, cl); err != nil {
		return nil, err
	}
	return &list, nil
}
