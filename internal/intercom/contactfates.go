package intercom

import (
	"context"
	"fmt"
	"net/http"
)

// BlockContact blocks a contact and archives its conversations. There is no call that unblocks it, and no other answer shows
// whether a contact is blocked.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/blockcontact
func (w Writer) BlockContact(ctx context.Context, id string) error {
	path, err := objectPath("contacts", id)
	if err != nil {
		return err
	}
	type blocking struct {
		Type    string `json:"type"`
		ID      ID     `json:"id"`
		Blocked *bool  `json:"blocked"`
	}
	var answer blocking
	return w.do(ctx, call{method: http.MethodPost, path: path + "/block", idempotent: true, write: true, decode: decodeInto(&answer, func(b *blocking) error {
		switch {
		case b.ID == "" || b.Blocked == nil:
			return fmt.Errorf("%w: it is not a blocked contact", errBodyInvalid)
		case string(b.ID) != id || b.Type != "" && b.Type != "contact":
			return otherObject("contact", b.ID)
		case !*b.Blocked:
			return errNotBlocked
		}
		return nil
	})})
}

// MergeRequest is the body of POST /contacts/merge.
type MergeRequest struct {
	// From is the ID of a lead, which is merged into the user with the ID Into.
	From string `json:"from"`
	Into string `json:"into"`
	// SkipDuplicateValidation merges contacts that have no email and no phone in common: ChoosesDuplicates and later.
	SkipDuplicateValidation bool `json:"skip_duplicate_validation,omitempty"`
}

// ChoosesDuplicates is the first API version that refuses to merge contacts with nothing in common (400 invalid_merge), and that
// can be told to merge them.
const ChoosesDuplicates Version = "2.16"

// MergeContacts permanently merges a lead into a user and returns the user. Afterwards, a read of the lead fails: 410 with the
// code contact_merged (see MergedInto), or 404. A repeated call changes nothing more.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/contacts/mergecontact
func (w Writer) MergeContacts(ctx context.Context, req MergeRequest) (*Contact, error) {
	return one[Contact](ctx, w, call{method: http.MethodPost, path: "/contacts/merge", body: req, idempotent: true, write: true, checked: true}, "contact", req.Into)
}

// MergePreview is what a merge would do. Values of attributes are left out, because they are personal data.
// https://developers.intercom.com/docs/references/preview/rest-api/api.intercom.io/contacts/previewmergecontact
type MergePreview struct {
	Allowed *bool               `json:"allowed"`
	Reasons []MergeReason       `json:"reasons"`
	Summary MergePreviewSummary `json:"summary"`
}

// MergeReason is a reason why a merge is not allowed.
type MergeReason struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// MergePreviewSummary lists what changes, and how many objects of each kind would move.
type MergePreviewSummary struct {
	AttributeChanges struct {
		Attributes []MergeAttribute `json:"attributes"`
	} `json:"attribute_changes"`
	Reassignments struct {
		Conversations MergeCount `json:"conversations"`
		Tickets       MergeCount `json:"tickets"`
		PhoneCalls    MergeCount `json:"phone_calls"`
		Tags          MergeCount `json:"tags"`
		Notes         MergeCount `json:"notes"`
	} `json:"reassignments"`
}

// MergeAttribute is what happens to an attribute of the lead: Outcome is "adopted", "merged", or "discarded".
type MergeAttribute struct {
	Field   string `json:"field"`
	Outcome string `json:"outcome"`
}

// MergeCount is how many objects the lead has (From) and the user (Into).
type MergeCount struct {
	From int64 `json:"from"`
	Into int64 `json:"into"`
}

// PreviewMerge shows what MergeContacts would do. It changes nothing. Only Preview has it.
// https://developers.intercom.com/docs/references/preview/rest-api/api.intercom.io/contacts/previewmergecontact
func (r Reader) PreviewMerge(ctx context.Context, req MergeRequest) (*MergePreview, error) {
	var found MergePreview
	err := r.do(ctx, call{method: http.MethodPost, path: "/contacts/merge/preview", body: req, idempotent: true, decode: decodeInto(&found, func(p *MergePreview) error {
		if p.Allowed == nil {
			return fmt.Errorf("%w: it is no preview of a merge", errBodyInvalid)
		}
		return nil
	})})
	if err != nil {
		return nil, err
	}
	return &found, nil
}
