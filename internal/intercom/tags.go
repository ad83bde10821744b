package intercom

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Tag is a label for contacts, companies, conversations and tickets.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/tag
type Tag struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	Name string `json:"name"`
}

func (t *Tag) self() (kind string, id ID) { return t.Type, t.ID }

// Tags reads all tags.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/listtags
func (c *Client) Tags(ctx context.Context) ([]Tag, error) {
	return all[Tag](ctx, c, "/tags", "tag")
}

// Tag reads a tag.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/findtag
func (c *Client) Tag(ctx context.Context, id string) (*Tag, error) {
	path, err := objectPath("tags", id)
	if err != nil {
		return nil, err
	}
	return one[Tag](ctx, c, call{method: http.MethodGet, path: path, safe: true}, "tag", id)
}

// CreateTag creates a tag, or returns the one that has the name already in whatever case: sending it twice makes one tag.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/createtag
func (c *Client) CreateTag(ctx context.Context, name string) (*Tag, error) {
	body := map[string]string{"name": name}
	return one[Tag](ctx, c, call{method: http.MethodPost, path: "/tags", body: body, safe: true, write: true}, "tag", "")
}

// RenameTag gives a tag another name.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/createtag
func (c *Client) RenameTag(ctx context.Context, id, name string) (*Tag, error) {
	if err := ValidID(id); err != nil {
		return nil, err
	}
	body := map[string]string{"id": id, "name": name}
	return one[Tag](ctx, c, call{method: http.MethodPost, path: "/tags", body: body, safe: true, write: true}, "tag", id)
}

// DeleteTag deletes a tag and takes it off everything. Where a segment or another object depends on it, the error has the
// code tag_has_dependent_objects.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/deletetag
func (c *Client) DeleteTag(ctx context.Context, id string) error {
	path, err := objectPath("tags", id)
	if err != nil {
		return err
	}
	return c.do(ctx, call{method: http.MethodDelete, path: path, safe: true, write: true, accept: nothingMore})
}

// nothingMore accepts an answer that has nothing to tell: no body, or any JSON. A page is a proxy's.
func nothingMore(body []byte) error {
	if len(bytes.TrimSpace(body)) > 0 && !json.Valid(body) {
		return fmt.Errorf("%w: it is neither empty nor JSON", errBodyInvalid)
	}
	return nil
}

// tagging is the body of a call that tags or untags a ticket. Both say which admin does it.
type tagging struct {
	ID      string `json:"id,omitempty"`
	AdminID string `json:"admin_id"`
}

// TagTicket puts a tag on a ticket, in the name of an admin; a second time changes nothing.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/attachtagtoticket
func (c *Client) TagTicket(ctx context.Context, ticketID, tagID, adminID string) (*Tag, error) {
	path, err := objectPath("tickets", ticketID)
	if err != nil {
		return nil, err
	}
	return one[Tag](ctx, c, call{method: http.MethodPost, path: path + "/tags", body: tagging{tagID, adminID}, safe: true, write: true}, "tag", tagID)
}

// UntagTicket takes a tag off a ticket, in the name of an admin. Of a ticket or tag that is not there, IsNotFound holds.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/detachtagfromticket
func (c *Client) UntagTicket(ctx context.Context, ticketID, tagID, adminID string) error {
	path, err := objectPath("tickets", ticketID, "tags", tagID)
	if err != nil {
		return err
	}
	_, err = one[Tag](ctx, c, call{method: http.MethodDelete, path: path, body: tagging{AdminID: adminID}, safe: true, write: true}, "tag", tagID)
	return err
}
