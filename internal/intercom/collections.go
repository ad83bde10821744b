package intercom

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Collection holds articles and other collections of a help center.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/collection
type Collection struct {
	// Type is absent from Intercom's answers.
	Type        string        `json:"type"`
	ID          ID            `json:"id"`
	WorkspaceID string        `json:"workspace_id"`
	Name        string        `json:"name"`
	Description Shown[string] `json:"description"`
	// ParentID is null or empty on the first level.
	ParentID Shown[ID] `json:"parent_id"`
	// HelpCenterID may be empty for a collection that has a parent, whose help center it is in.
	HelpCenterID ID     `json:"help_center_id"`
	URL          string `json:"url"`
	Icon         string `json:"icon"`
	// Order is the position among the collections of the same parent. The API cannot change it.
	Order *int64 `json:"order"`
	// DefaultLocale is empty where the help center has one language.
	DefaultLocale string `json:"default_locale"`
	// TranslatedContent is nil where the help center has one language.
	TranslatedContent CollectionTranslations `json:"translated_content"`
	CreatedAt         UnixTime               `json:"created_at"`
	UpdatedAt         UnixTime               `json:"updated_at"`
}

// self takes for a collection what names no type, since collections do not, and has a workspace and a name: an answer of
// something else than Intercom that only has an ID does not.
func (c *Collection) self() (kind string, id ID) {
	if c.Type == "" && c.WorkspaceID != "" && c.Name != "" {
		return "collection", c.ID
	}
	return c.Type, c.ID
}

// CollectionTranslations are the texts of a collection by locale, perhaps including the default one.
type CollectionTranslations map[string]CollectionContent

// CollectionContent are the texts of a collection in one locale.
type CollectionContent struct {
	Name        Shown[string] `json:"name"`
	Description Shown[string] `json:"description"`
}

// UnmarshalJSON leaves out what is no object: a locale without content is null, and Intercom adds a "type" to the locales.
func (t *CollectionTranslations) UnmarshalJSON(data []byte) error {
	*t = nil
	var shown map[string]json.RawMessage
	if err := json.Unmarshal(data, &shown); err != nil || shown == nil {
		return err
	}
	*t = CollectionTranslations{}
	for locale, value := range shown {
		if len(value) == 0 || value[0] != '{' {
			continue
		}
		var content CollectionContent
		if _, err := unmarshal(append([]byte(nil), value...), &content); err != nil {
			return err
		}
		(*t)[locale] = content
	}
	return nil
}

// CollectionText are the texts of a collection in one locale, in a request.
type CollectionText struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

// CollectionRequest is the body of PUT /help_center/collections/{id}; a zero field stays as it is. A null ParentID moves the
// collection to the first level. Locales that TranslatedContent does not have stay as they are, as far as Intercom says.
type CollectionRequest struct {
	Name              Field[string]             `json:"name,omitzero"`
	Description       Field[string]             `json:"description,omitzero"`
	TranslatedContent map[string]CollectionText `json:"translated_content,omitempty"`
	ParentID          Field[string]             `json:"parent_id,omitzero"`
}

// IsZero reports whether the request would change nothing.
func (r CollectionRequest) IsZero() bool {
	return r.Name.IsZero() && r.Description.IsZero() && len(r.TranslatedContent) == 0 && r.ParentID.IsZero()
}

// CreateCollectionRequest is the body of POST /help_center/collections, whose Name is required.
type CreateCollectionRequest struct {
	CollectionRequest
	// HelpCenterID is decimal; "" is the default help center.
	HelpCenterID string `json:"-"`
}

// MarshalJSON writes the help center's ID as the number that Intercom takes.
func (r CreateCollectionRequest) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		CollectionRequest
		HelpCenterID json.Number `json:"help_center_id,omitempty"`
	}{r.CollectionRequest, json.Number(r.HelpCenterID)})
}

const collectionKind = "collection"

// Collections reads all collections of all help centers, at whatever level.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/listallcollections
func (r Reader) Collections(ctx context.Context) ([]Collection, error) {
	return moving[Collection](ctx, r, "/help_center/collections", collectionKind)
}

// Collection reads a collection.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/retrievecollection
func (r Reader) Collection(ctx context.Context, id string) (*Collection, error) {
	path, err := helpCenterPath("collections", id)
	if err != nil {
		return nil, err
	}
	return one[Collection](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, collectionKind, id)
}

// CreateCollection creates a collection. Where MayHaveHappened(err), it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/createcollection
func (w Writer) CreateCollection(ctx context.Context, req CreateCollectionRequest) (*Collection, error) {
	const path = "/help_center/collections"
	if req.HelpCenterID != "" {
		if _, err := wholeNumber([]byte(req.HelpCenterID)); err != nil {
			return nil, fmt.Errorf("POST %s: %w", path, &InvalidIDError{ID: req.HelpCenterID})
		}
	}
	return created[Collection](ctx, w, call{method: http.MethodPost, path: path, body: req, write: true}, collectionKind)
}

// UpdateCollection changes a collection. Nothing moves one to another help center.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/updatecollection
func (w Writer) UpdateCollection(ctx context.Context, id string, req CollectionRequest) (*Collection, error) {
	path, err := helpCenterPath("collections", id)
	if err != nil {
		return nil, err
	}
	return one[Collection](ctx, w, call{method: http.MethodPut, path: path, body: req, idempotent: true, write: true}, collectionKind, id)
}

// DeleteCollection deletes a collection. What becomes of the articles and collections in it is not documented.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/help-center/deletecollection
func (w Writer) DeleteCollection(ctx context.Context, id string) error {
	path, err := helpCenterPath("collections", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion(collectionKind, id)})
}
