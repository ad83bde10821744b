package intercom

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
)

// The roles of a contact.
const (
	RoleUser = "user"
	RoleLead = "lead"
)

// Contact is a user or lead.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/contact
type Contact struct {
	Type        string `json:"type"`
	ID          ID     `json:"id"`
	ExternalID  string `json:"external_id"`
	WorkspaceID string `json:"workspace_id"`
	// Role is RoleUser or RoleLead.
	Role   string `json:"role"`
	Email  string `json:"email"`
	Phone  string `json:"phone"`
	Name   string `json:"name"`
	Avatar struct {
		ImageURL string `json:"image_url"`
	} `json:"avatar"`
	OwnerID ID `json:"owner_id"`
	// UnsubscribedFromEmails is nil if the answer omits it.
	UnsubscribedFromEmails *bool      `json:"unsubscribed_from_emails"`
	CustomAttributes       Attributes `json:"custom_attributes"`
	SignedUpAt             UnixTime   `json:"signed_up_at"`
	CreatedAt              UnixTime   `json:"created_at"`
	UpdatedAt              UnixTime   `json:"updated_at"`
}

func (c *Contact) self() (kind string, id ID) { return c.Type, c.ID }

// DisplayName is what people know the contact by, "" if it has no email, external ID, or name.
func (c *Contact) DisplayName() string { return cmp.Or(c.Email, c.ExternalID, c.Name) }

// ContactRequest is the body of a create or an update. A zero field does not change the value. Role, ExternalID, and Email
// cannot be null.
type ContactRequest struct {
	Role                   Field[string]   `json:"role,omitzero"`
	ExternalID             Field[string]   `json:"external_id,omitzero"`
	Email                  Field[string]   `json:"email,omitzero"`
	Phone                  Field[string]   `json:"phone,omitzero"`
	Name                   Field[string]   `json:"name,omitzero"`
	Avatar                 Field[string]   `json:"avatar,omitzero"` // URL of an image
	SignedUpAt             Field[UnixTime] `json:"signed_up_at,omitzero"`
	OwnerID                Field[string]   `json:"owner_id,omitzero"` // ID of an admin
	UnsubscribedFromEmails Field[bool]     `json:"unsubscribed_from_emails,omitzero"`
	// CustomAttributes with a nil value are cleared; absent ones do not change.
	CustomAttributes Attributes `json:"custom_attributes,omitempty"`
}

// IsZero reports whether the request would change nothing.
func (r ContactRequest) IsZero() bool {
	return r.Role.IsZero() && r.ExternalID.IsZero() && r.Email.IsZero() && r.Phone.IsZero() && r.Name.IsZero() && r.Avatar.IsZero() &&
		r.SignedUpAt.IsZero() && r.OwnerID.IsZero() && r.UnsubscribedFromEmails.IsZero() && len(r.CustomAttributes) == 0
}

// body returns the request for the version. Before 2.16, an owner's ID is a number.
func (r ContactRequest) body(v Version) any {
	owner, set := r.OwnerID.Get()
	if !set || v.textOwner() {
		return r
	}
	return struct {
		ContactRequest
		OwnerID json.Number `json:"owner_id"`
	}{r, json.Number(owner)}
}

// Contact reads a contact. For a contact that was merged into another one, Intercom answers 410 with the code
// contact_merged.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/showcontact
func (r Reader) Contact(ctx context.Context, id string) (*Contact, error) {
	path, err := objectPath("contacts", id)
	if err != nil {
		return nil, err
	}
	return one[Contact](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, "contact", id)
}

// ContactByExternalID reads the contact with the external ID. Unlike a search, its 404 does not lag.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/showcontactbyexternalid
func (r Reader) ContactByExternalID(ctx context.Context, externalID string) (*Contact, error) {
	if externalID == "" || externalID == "." || externalID == ".." {
		return nil, &InvalidIDError{ID: externalID}
	}
	path := "/contacts/find_by_external_id/" + strings.ReplaceAll(url.PathEscape(externalID), ":", "%3A") // for HidePersonalData
	found, err := one[Contact](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, "contact", "")
	if err == nil && found.ExternalID != externalID {
		return nil, fmt.Errorf("GET %s: %w: contact %s", path, errOtherObject, found.ID)
	}
	return found, err
}

// SearchContacts yields the matching contacts, like SearchTickets. A new contact can be missing for minutes, and merged
// ones always are. Times count as whole days. Versions before 2.16 do not document an order.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/searchcontacts
func (r Reader) SearchContacts(ctx context.Context, query Filter, perPage int) iter.Seq2[*Contact, error] {
	req := searchRequest{Query: query, Pagination: pagination{PerPage: perPage}}
	if r.Version().sortsContacts() {
		req.Sort = newestFirst
	}
	return search[Contact](ctx, r, "/contacts/search", "contact", req)
}

// ContactsUpTo returns all contacts of a workspace. If it has more than most, the error is ErrTooMany, usually after one call.
func (r Reader) ContactsUpTo(ctx context.Context, most int) ([]Contact, error) {
	req := searchRequest{Query: All(Where("created_at", ">", 0)), Pagination: pagination{PerPage: MaxPerPage}, most: most}
	if r.Version().sortsContacts() {
		req.Sort = newestFirst
	}
	return atMost(search[Contact](ctx, r, "/contacts/search", "contact", req), most)
}

// CreateContact creates a contact. If a contact already has the email or external ID, Intercom answers 409. If
// MayHaveHappened(err), a contact may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/createcontact
func (w Writer) CreateContact(ctx context.Context, req ContactRequest) (*Contact, error) {
	return created[Contact](ctx, w, call{method: http.MethodPost, path: "/contacts", body: req.body(w.Version()), write: true}, "contact")
}

// UpdateContact changes a contact and returns the changed contact. A repeated call changes nothing more.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/updatecontact
func (w Writer) UpdateContact(ctx context.Context, id string, req ContactRequest) (*Contact, error) {
	path, err := objectPath("contacts", id)
	if err != nil {
		return nil, err
	}
	return one[Contact](ctx, w, call{method: http.MethodPut, path: path, body: req.body(w.Version()), idempotent: true, write: true}, "contact", id)
}

// DeleteContact permanently deletes a contact. If it is already gone, the error satisfies IsNotFound.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/deletecontact
func (w Writer) DeleteContact(ctx context.Context, id string) error {
	path, err := objectPath("contacts", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion("contact", id)})
}

// ArchiveContact archives a contact. It keeps its conversations and tickets but no longer appears in Intercom's lists.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/archivecontact
func (w Writer) ArchiveContact(ctx context.Context, id string) error {
	return w.archiveContact(ctx, id, "archive", errNotArchived)
}

// UnarchiveContact undoes ArchiveContact. A contact that was deleted cannot be unarchived.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/unarchivecontact
func (w Writer) UnarchiveContact(ctx context.Context, id string) error {
	return w.archiveContact(ctx, id, "unarchive", errNotUnarchived)
}

// archiveContact archives or unarchives a contact, depending on verb. If the answer disagrees, the error is notDone.
func (w Writer) archiveContact(ctx context.Context, id, verb string, notDone error) error {
	path, err := objectPath("contacts", id)
	if err != nil {
		return err
	}
	type archiving struct {
		ID       ID    `json:"id"`
		Archived *bool `json:"archived"`
	}
	var answer archiving
	return w.do(ctx, call{method: http.MethodPost, path: path + "/" + verb, idempotent: true, write: true, checked: true, decode: decodeInto(&answer, func(a *archiving) error {
		switch {
		case a.ID == "" || a.Archived == nil && verb == "unarchive":
			return fmt.Errorf("%w: it is not a contact", errBodyInvalid)
		case string(a.ID) != id:
			return otherObject("contact", a.ID)
		case (a.Archived != nil && *a.Archived) != (verb == "archive"):
			return notDone
		}
		return nil
	})})
}

// ContactTags reads all tags of a contact. If Intercom does not show all of them, the error is ErrIncomplete.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/listtagsforacontact
func (r Reader) ContactTags(ctx context.Context, contactID string) ([]Tag, error) {
	path, err := objectPath("contacts", contactID)
	if err != nil {
		return nil, err
	}
	return unmarked[Tag](ctx, r, path+"/tags", "tag")
}

// TagContact puts a tag on a contact. A repeated call changes nothing.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/attachtagtocontact
func (w Writer) TagContact(ctx context.Context, contactID, tagID string) error {
	path, err := objectPath("contacts", contactID)
	if err != nil {
		return err
	}
	_, err = one[Tag](ctx, w, call{method: http.MethodPost, path: path + "/tags", body: reference{tagID}, idempotent: true, write: true}, "tag", tagID)
	return err
}

// UntagContact removes a tag from a contact. If the contact does not have it, the error satisfies IsNotFound.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/detachtagfromcontact
func (w Writer) UntagContact(ctx context.Context, contactID, tagID string) error {
	path, err := objectPath("contacts", contactID, "tags", tagID)
	if err != nil {
		return err
	}
	_, err = one[Tag](ctx, w, call{method: http.MethodDelete, path: path, idempotent: true, write: true}, "tag", tagID)
	return err
}

// reference is the body of a call that adds an object to another one.
type reference struct {
	ID string `json:"id"`
}
