package intercom

import (
	"context"
	"fmt"
	"net/http"
)

// companyTagging is the body of a POST that tags or untags companies. It names the tag by its name, and Intercom creates a tag if
// none has the name.
type companyTagging struct {
	Name      string         `json:"name"`
	Companies []companyToTag `json:"companies"`
}

type companyToTag struct {
	ID    string `json:"id"`
	Untag bool   `json:"untag,omitempty"`
}

// taggedCompanies is the answer: the tag, and from 2.16 on the companies.
type taggedCompanies struct {
	Tag
	Companies []struct {
		ID     ID   `json:"id"`
		Tagged bool `json:"tagged"`
	} `json:"companies"`
}

// TagCompany puts a tag on a company. Intercom identifies the tag by its name: if the name is another tag's by now, or no tag's, the
// error is an answer about another object, and the company may have that tag. A repeated call changes nothing. shown reports
// whether the answer shows the company with the tag. Before 2.16, no answer does; later, an answer leaves out a company that does
// not exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/createtag
func (w Writer) TagCompany(ctx context.Context, companyID string, tag Tag) (shown bool, err error) {
	return w.tagCompany(ctx, companyID, tag, false)
}

// UntagCompany removes a tag from a company. Everything else is as for TagCompany: shown reports whether the answer shows the
// company without the tag.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tags/createtag
func (w Writer) UntagCompany(ctx context.Context, companyID string, tag Tag) (shown bool, err error) {
	return w.tagCompany(ctx, companyID, tag, true)
}

func (w Writer) tagCompany(ctx context.Context, companyID string, tag Tag, untag bool) (bool, error) {
	if err := ValidID(companyID); err != nil {
		return false, err
	}
	body := companyTagging{tag.Name, []companyToTag{{companyID, untag}}}
	answer, err := one[taggedCompanies](ctx, w, call{method: http.MethodPost, path: "/tags", body: body, idempotent: true, write: true}, "tag", string(tag.ID))
	if IsOtherObject(err) {
		change := "put that tag on the company, and may have created it. Look at the company in Intercom, and remove the tag"
		if untag {
			change = "removed that tag from the company. Look at the company in Intercom, and put the tag back if it had it"
		}
		return false, fmt.Errorf("the call identifies the tag by its name, %s, and the answer names another tag than %s. Somebody may have renamed the tag at the same moment: then Intercom has %s (%w)",
			Quote(tag.Name, 80), tag.ID, change, err)
	}
	if err != nil {
		return false, err
	}
	for _, c := range answer.Companies {
		if string(c.ID) == companyID {
			return c.Tagged != untag, nil
		}
	}
	return false, nil
}
