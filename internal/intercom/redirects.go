package intercom

import (
	"cmp"
	"context"
	"net/http"
)

// The values of HelpCenterRedirect.TargetType.
const (
	RedirectToArticle    = "article"
	RedirectToCollection = "collection"
)

// HelpCenterRedirect leads a URL of a help center to an article or a collection. It cannot be changed.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/help_center_redirect
type HelpCenterRedirect struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	// HelpCenterID is the one that the redirect was asked for with, where the answer names none.
	HelpCenterID ID     `json:"help_center_id"`
	FromURL      string `json:"from_url"`
	// Locale is that of the translation that the redirect leads to, which may differ from the one that was asked for.
	Locale     string   `json:"locale"`
	TargetType string   `json:"target_type"`
	TargetID   ID       `json:"target_id"`
	CreatedAt  UnixTime `json:"created_at"`
	UpdatedAt  UnixTime `json:"updated_at"`
}

func (h *HelpCenterRedirect) self() (kind string, id ID) { return h.Type, h.ID }

// CreateHelpCenterRedirectRequest is the body of POST /help_center/help_centers/{id}/redirects. All fields are required.
type CreateHelpCenterRedirectRequest struct {
	// FromURL is absolute and one of the help center's URLs.
	FromURL    string `json:"from_url"`
	Locale     string `json:"locale"`
	TargetType string `json:"target_type"`
	// TargetID is in the help center.
	TargetID string `json:"target_id"`
}

const redirectKind = "help_center_redirect"

// redirectsPath is where the redirects of a help center are, or one of them.
func redirectsPath(helpCenterID string, id ...string) (string, error) {
	return helpCenterPath(append([]string{"help_centers", helpCenterID, "redirects"}, id...)...)
}

// ofHelpCenter completes what a call about a help center's redirects answered.
func ofHelpCenter(helpCenterID string, h *HelpCenterRedirect, err error) (*HelpCenterRedirect, error) {
	if err != nil {
		return nil, err
	}
	h.HelpCenterID = cmp.Or(h.HelpCenterID, ID(helpCenterID))
	return h, nil
}

// HelpCenterRedirects reads all redirects of a help center.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/listhelpcenterredirects
func (r Reader) HelpCenterRedirects(ctx context.Context, helpCenterID string) ([]HelpCenterRedirect, error) {
	path, err := redirectsPath(helpCenterID)
	if err != nil {
		return nil, err
	}
	found, err := moving[HelpCenterRedirect](ctx, r, path+"?per_page=250", redirectKind)
	for i := range found {
		found[i].HelpCenterID = cmp.Or(found[i].HelpCenterID, ID(helpCenterID))
	}
	return found, err
}

// HelpCenterRedirect reads a redirect.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/retrievehelpcenterredirect
func (r Reader) HelpCenterRedirect(ctx context.Context, helpCenterID, id string) (*HelpCenterRedirect, error) {
	path, err := redirectsPath(helpCenterID, id)
	if err != nil {
		return nil, err
	}
	h, err := one[HelpCenterRedirect](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, redirectKind, id)
	return ofHelpCenter(helpCenterID, h, err)
}

// CreateHelpCenterRedirect creates a redirect. IsConflict holds of the error where the URL has one already. Where
// MayHaveHappened(err), it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/createhelpcenterredirect
func (w Writer) CreateHelpCenterRedirect(ctx context.Context, helpCenterID string, req CreateHelpCenterRedirectRequest) (*HelpCenterRedirect, error) {
	path, err := redirectsPath(helpCenterID)
	if err != nil {
		return nil, err
	}
	h, err := created[HelpCenterRedirect](ctx, w, call{method: http.MethodPost, path: path, body: req, write: true}, redirectKind)
	return ofHelpCenter(helpCenterID, h, err)
}

// DeleteHelpCenterRedirect deletes a redirect.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/deletehelpcenterredirect
func (w Writer) DeleteHelpCenterRedirect(ctx context.Context, helpCenterID, id string) error {
	path, err := redirectsPath(helpCenterID, id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion(redirectKind, id)})
}
