package intercom

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
)

const audienceKind = "audience"

// Audience is a group of people that content can be for.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/audiences/audience
type Audience struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// Predicates and RolePredicates are nil where the answer does not show them.
	Predicates     AudiencePredicates `json:"predicates"`
	RolePredicates AudiencePredicates `json:"role_predicates"`
	CreatedAt      UnixTime           `json:"created_at"`
	UpdatedAt      UnixTime           `json:"updated_at"`
}

func (a *Audience) self() (kind string, id ID) { return a.Type, a.ID }

// AudiencePredicate is a condition. No description says which types and comparisons there are, nor which need no value.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/audiences/predicate
type AudiencePredicate struct {
	Attribute  string `json:"attribute"`
	Type       string `json:"type"`
	Comparison string `json:"comparison"`
	// Value is nil where there is none.
	Value *string `json:"value,omitempty"`
	// Undescribed: the condition is a group, or has something else that no description has. It can be neither read nor sent.
	Undescribed bool `json:"-"`
}

// UnmarshalJSON accepts everything. Numbers and booleans are text, and what is null is absent.
func (p *AudiencePredicate) UnmarshalJSON(data []byte) error {
	*p = AudiencePredicate{}
	var members map[string]json.RawMessage
	if json.Unmarshal(data, &members) != nil || members == nil {
		p.Undescribed = true
		return nil
	}
	known := map[string]*string{"attribute": nil, "type": nil, "comparison": nil, "value": nil}
	for name, raw := range members {
		_, described := known[name]
		raw = bytes.TrimSpace(raw)
		switch {
		case bytes.Equal(raw, []byte("null")):
		case !described || raw[0] == '{' || raw[0] == '[':
			p.Undescribed = true
		default:
			value := string(raw)
			if raw[0] == '"' {
				if err := json.Unmarshal(raw, &value); err != nil {
					return err
				}
			}
			known[name] = &value
		}
	}
	for name, into := range map[string]*string{"attribute": &p.Attribute, "type": &p.Type, "comparison": &p.Comparison} {
		if known[name] == nil || *known[name] == "" {
			p.Undescribed = true
			continue
		}
		*into = *known[name]
	}
	p.Value = known["value"]
	return nil
}

// AudiencePredicates are all conditions of a kind, which must all hold.
type AudiencePredicates []AudiencePredicate

// UnmarshalJSON accepts a list, null for none, and anything else as one undescribed condition.
func (p *AudiencePredicates) UnmarshalJSON(data []byte) error {
	var shown []AudiencePredicate
	if json.Unmarshal(data, &shown) != nil {
		shown = []AudiencePredicate{{Undescribed: true}}
	}
	*p = append(AudiencePredicates{}, shown...)
	return nil
}

// AudienceRequest is the body of POST /audiences and PUT /audiences/{id}. A zero field stays as it is.
type AudienceRequest struct {
	Name           Field[string]             `json:"name,omitzero"`
	Predicates     Field[AudiencePredicates] `json:"predicates,omitzero"`
	RolePredicates Field[AudiencePredicates] `json:"role_predicates,omitzero"`
}

// audiencePage is a page of a list whose numbers are at its top level.
type audiencePage struct {
	Items      list[Audience] `json:"data"`
	Page       *int           `json:"page"`
	TotalPages *int           `json:"total_pages"`
	listEnd
}

// maxAudiences is how many audiences one page has at most.
const maxAudiences = 50

// Audiences lists all audiences. A list that does not show the number of its pages is ErrIncomplete, and so is an answer with
// another page than was asked for.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/audiences/listaudiences
func (r Reader) Audiences(ctx context.Context) ([]Audience, error) {
	const what = "GET /audiences"
	return complete(pages(what, func(cursor string) (page[Audience], error) {
		number := 1
		if cursor != "" {
			number, _ = strconv.Atoi(cursor)
		}
		query := url.Values{"page": {strconv.Itoa(number)}, "per_page": {strconv.Itoa(maxAudiences)}}
		var answer audiencePage
		err := r.do(ctx, call{method: http.MethodGet, path: "/audiences?" + query.Encode(), idempotent: true, decode: decodeInto(&answer, func(p *audiencePage) error {
			if p.Items == nil {
				return fmt.Errorf("%w: it is not a list of audiences", errBodyInvalid)
			}
			return areObjects[Audience](p.Items, audienceKind)
		})})
		switch {
		case err != nil:
			return page[Audience]{}, err
		case answer.TotalPages == nil:
			return page[Audience]{}, fmt.Errorf("%s: %w", what, errNoEnd)
		case answer.Page != nil && *answer.Page != number:
			return page[Audience]{}, fmt.Errorf("%s: %w: page %d was answered instead of page %d", what, ErrIncomplete, *answer.Page, number)
		}
		found := page[Audience]{items: answer.Items, total: answer.TotalCount}
		if number < *answer.TotalPages {
			found.next = strconv.Itoa(number + 1)
			return found, nil
		}
		if next, err := answer.next(); err != nil || len(next) > 0 { // it contradicts the number of pages
			return page[Audience]{}, fmt.Errorf("%s: %w", what, errNoEnd)
		}
		return found, nil
	}))
}

// Audience reads an audience.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/audiences/retrieveaudience
func (r Reader) Audience(ctx context.Context, id string) (*Audience, error) {
	path, err := objectPath("audiences", id)
	if err != nil {
		return nil, err
	}
	return one[Audience](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, audienceKind, id)
}

// CreateAudience creates an audience. If MayHaveHappened(err), it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/audiences/createaudience
func (w Writer) CreateAudience(ctx context.Context, req AudienceRequest) (*Audience, error) {
	return created[Audience](ctx, w, call{method: http.MethodPost, path: "/audiences", body: req, write: true}, audienceKind)
}

// UpdateAudience changes an audience.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/audiences/updateaudience
func (w Writer) UpdateAudience(ctx context.Context, id string, req AudienceRequest) (*Audience, error) {
	path, err := objectPath("audiences", id)
	if err != nil {
		return nil, err
	}
	return one[Audience](ctx, w, call{method: http.MethodPut, path: path, body: req, idempotent: true, write: true}, audienceKind, id)
}

// DeleteAudience deletes an audience.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/audiences/deleteaudience
func (w Writer) DeleteAudience(ctx context.Context, id string) error {
	path, err := objectPath("audiences", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isNoContent})
}

// isNoContent accepts a 204, which has no body. It is for areas that document this answer to a deletion.
func isNoContent(a *answer) error {
	if a.status != http.StatusNoContent || len(bytes.TrimSpace(a.body)) > 0 {
		return fmt.Errorf("%w: it is not an empty 204", errBodyInvalid)
	}
	return nil
}
