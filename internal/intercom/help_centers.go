package intercom

import (
	"context"
	"net/http"
)

// HelpCenter is a public site for articles. The API neither creates nor changes one.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/help_center
type HelpCenter struct {
	// Type is absent from Intercom's answers.
	Type        string `json:"type"`
	ID          ID     `json:"id"`
	WorkspaceID string `json:"workspace_id"`
	// Identifier is a part of the help center's URL.
	Identifier      string `json:"identifier"`
	DisplayName     string `json:"display_name"`
	WebsiteTurnedOn bool   `json:"website_turned_on"`
	URL             string `json:"url"`
	CustomDomain    string `json:"custom_domain"`
	// Default is nil before 2.16.
	Default *bool `json:"default"`
	// Locales is nil before 2.16.
	Locales   []string `json:"locales"`
	CreatedAt UnixTime `json:"created_at"`
	UpdatedAt UnixTime `json:"updated_at"`
}

func (h *HelpCenter) self() (kind string, id ID) { return h.Type, h.ID }

// ContentLocales are the locales that articles and collections can be translated to.
var ContentLocales = []string{
	"ar", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "mn", "nb", "nl", "pl",
	"pt", "pt-BR", "ro", "ru", "sl", "sr", "sv", "tr", "vi", "zh-CN", "zh-TW",
}

// helpCenterPath is the path below /help_center of a kind of objects, or of one of them.
func helpCenterPath(segments ...string) (string, error) {
	path, err := objectPath(segments...)
	return "/help_center" + path, err
}

// HelpCenters reads all help centers, of which a workspace has 100 at most.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/listhelpcenters
func (r Reader) HelpCenters(ctx context.Context) ([]HelpCenter, error) {
	return all[HelpCenter](ctx, r, "/help_center/help_centers", "help_center")
}

// HelpCenter reads a help center.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/retrievehelpcenter
func (r Reader) HelpCenter(ctx context.Context, id string) (*HelpCenter, error) {
	path, err := helpCenterPath("help_centers", id)
	if err != nil {
		return nil, err
	}
	return one[HelpCenter](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, "help_center", id)
}
