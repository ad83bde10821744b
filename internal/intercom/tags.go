package intercom

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Tag is a label for contacts, companies, conversations, and tickets.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/tag
type Tag struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	Name string `json:"name"`
}

func (t *Tag) self() (kind string, id ID) { return t.Type, t.ID }

// TagList are the tags of an object, as far as its answer shows them.
type TagList struct {
	Tags []Tag `json:"tags"`
	listEnd
}

// Whole returns an ErrIncomplete if the list may not have all tags of the object.
func (l *TagList) Whole() error {
	switch {
	case l.Tags == nil:
		return fmt.Errorf("%w: it does not show the tags", ErrIncomplete)
	case l.more(len(l.Tags)):
		return fmt.Errorf("%w: there are more tags than the %d that were shown", ErrIncomplete, len(l.Tags))
	}
	return nil
}

// Tags reads all tags.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/listtags
func (r Reader) Tags(ctx context.Context) ([]Tag, error) {
	return all[Tag](ctx, r, "/tags", "tag")
}

// Tag reads a tag.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/findtag
func (r Reader) Tag(ctx context.Context, id string) (*Tag, error) {
	path, err := objectPath("tags", id)
	if err != nil {
		return nil, err
	}
	return one[Tag](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, "tag", id)
}

// CreateTag creates a tag, or returns the one that already has the name in any case, so sending it twice creates one tag.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/createtag
func (w Writer) CreateTag(ctx context.Context, name string) (*Tag, error) {
	body := map[string]string{"name": name}
	return created[Tag](ctx, w, call{method: http.MethodPost, path: "/tags", body: body, idempotent: true, write: true}, "tag")
}

// RenameTag renames a tag.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/createtag
func (w Writer) RenameTag(ctx context.Context, id, name string) (*Tag, error) {
	if err := ValidID(id); err != nil {
		return nil, err
	}
	body := map[string]string{"id": id, "name": name}
	return one[Tag](ctx, w, call{method: http.MethodPost, path: "/tags", body: body, idempotent: true, write: true}, "tag", id)
}

// DeleteTag deletes a tag and removes it from everything. If a segment or another object depends on it, the error has the
// code tag_has_dependent_objects.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/deletetag
func (w Writer) DeleteTag(ctx context.Context, id string) error {
	path, err := objectPath("tags", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isTagDeletion(id)})
}

// isTagDeletion accepts Intercom's possible answers to the deletion of a tag: no body, or an object that names the tag.
func isTagDeletion(id string) decoder {
	type tagDeletion struct {
		deletion
		Errors json.RawMessage `json:"errors"`
	}
	var decoded tagDeletion
	object := decodeInto(&decoded, func(d *tagDeletion) error {
		switch shown := cmp.Or(d.Object, d.Type); {
		case d.Errors != nil:
			return fmt.Errorf("%w: it has errors", errBodyInvalid)
		case d.ID == "":
			return fmt.Errorf("%w: it does not say which tag was deleted", errBodyInvalid)
		case shown != "" && shown != "tag" || string(d.ID) != id:
			return otherObject(shown, d.ID)
		case d.Deleted != nil && !*d.Deleted:
			return errNotDeleted
		}
		return nil
	})
	return func(a *answer) error {
		body := bytes.TrimSpace(a.body)
		switch {
		case len(body) == 0 && (a.status == http.StatusOK || a.status == http.StatusNoContent):
			return nil
		case len(body) == 0 || body[0] != '{' || a.status != http.StatusOK:
			return fmt.Errorf("%w: it is neither empty nor an object", errBodyInvalid)
		}
		return object(a)
	}
}

// tagging is the body of a call that tags or untags a ticket. Both name the admin who does it.
type tagging struct {
	ID      string `json:"id,omitempty"`
	AdminID string `json:"admin_id"`
}

// TagTicket puts a tag on a ticket on behalf of an admin. A repeated call changes nothing.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/attachtagtoticket
func (w Writer) TagTicket(ctx context.Context, ticketID, tagID, adminID string) (*Tag, error) {
	path, err := objectPath("tickets", ticketID)
	if err != nil {
		return nil, err
	}
	return one[Tag](ctx, w, call{method: http.MethodPost, path: path + "/tags", body: tagging{tagID, adminID}, idempotent: true, write: true}, "tag", tagID)
}

// UntagTicket removes a tag from a ticket on behalf of an admin. If the ticket or tag does not exist, the error satisfies
// IsNotFound.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/detachtagfromticket
func (w Writer) UntagTicket(ctx context.Context, ticketID, tagID, adminID string) error {
	path, err := objectPath("tickets", ticketID, "tags", tagID)
	if err != nil {
		return err
	}
	_, err = one[Tag](ctx, w, call{method: http.MethodDelete, path: path, body: tagging{AdminID: adminID}, idempotent: true, write: true}, "tag", tagID)
	return err
}
