package conformance

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// companyTagRows are about tags of companies, which Intercom identifies by their names.
var companyTagRows = []Row{
	{
		ID: "company-tag-answer", Area: "tags", Since: "2.16",
		Assumption:  "The answer to a call that tags a company shows the company as tagged.",
		Fake:        "shown",
		Consequence: "None: the provider then reads the company.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, tag, err := companyAndTag(ctx, l)
			if err != nil {
				return "", err
			}
			switch shown, err := l.TagCompany(ctx, string(c.ID), *tag); {
			case err != nil:
				return outcome(err)
			case shown:
				return "shown", nil
			}
			return "not shown", nil
		},
	},
	{
		ID: "company-tag-after-tagging", Area: "tags",
		Assumption:  "A company shows a new tag at once.",
		Fake:        "at once",
		Consequence: "The provider reports a company as not tagged. It is safe to apply again.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, tag, err := companyAndTag(ctx, l)
			if err != nil {
				return "", err
			}
			if _, err := l.TagCompany(ctx, string(c.ID), *tag); err != nil {
				return outcome(err)
			}
			return l.until(ctx, func() (bool, error) { return hasTag(ctx, l, c.ID, tag.ID) })
		},
	},
	{
		ID: "company-tag-unused", Area: "tags",
		Assumption:  "The list of the companies with a tag is empty if no company has the tag.",
		Fake:        "an empty list",
		Consequence: "None: the provider also takes a 404 company_not_found for an empty list.",
		Knobs:       []string{"UnusedTagMissing"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			tag, err := l.CreateTag(ctx, l.name("unused"))
			if err != nil {
				return "", err
			}
			a, err := l.raw(ctx, http.MethodGet, "/companies?tag_id="+string(tag.ID), nil)
			if err != nil || a.status != http.StatusOK {
				return a.said(), err
			}
			return "an empty list", nil
		},
	},
	{
		ID: "company-tag-list", Area: "tags",
		Assumption:  "The list of the companies with a tag has a company without contacts, at once.",
		Fake:        "at once",
		Consequence: "The list resource of company tags, and an export, may lack such companies.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, tag, err := companyAndTag(ctx, l)
			if err != nil {
				return "", err
			}
			if _, err := l.TagCompany(ctx, string(c.ID), *tag); err != nil {
				return outcome(err)
			}
			return l.until(ctx, func() (bool, error) {
				found, err := l.TaggedCompanies(ctx, string(tag.ID))
				return slices.ContainsFunc(found, func(other intercom.Company) bool { return other.ID == c.ID }), err
			})
		},
	},
	{
		ID: "company-tag-other-case", Area: "tags",
		Assumption:  "A call that tags a company finds the tag by its name in another case.",
		Fake:        "the same tag",
		Consequence: "None: the provider sends the name as Intercom shows it.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return taggedBy(ctx, l, func(tag *intercom.Tag) { tag.Name = strings.ToUpper(tag.Name) })
		},
	},
	{
		ID: "company-tag-html", Area: "tags",
		Assumption:  "A call that tags a company finds a tag with <, >, and & in its name by the name that Intercom shows.",
		Fake:        "the same tag",
		Consequence: "None: the provider does not tag companies by such a name.",
		Knobs:       []string{"EscapesText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return taggedBy(ctx, l, func(*intercom.Tag) {}, "a <b> & c")
		},
	},
	{
		ID: "company-untag-absent", Area: "tags",
		Assumption:  "Taking a tag off a company that does not have it is accepted.",
		Fake:        "accepted",
		Consequence: "None: the provider reads the company.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, tag, err := companyAndTag(ctx, l)
			if err != nil {
				return "", err
			}
			_, err = l.UntagCompany(ctx, string(c.ID), *tag)
			return outcome(err)
		},
	},
	{
		ID: "company-untag-unknown", Area: "tags",
		Assumption:  "Taking a tag off a company by a name that no tag has creates a tag.",
		Fake:        "created",
		Consequence: "None: the provider reports an error if the answer names another tag.",
		Knobs:       []string{"RefusesUnknownUntag"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, err := l.company(ctx)
			if err != nil {
				return "", err
			}
			name := l.name("unknown")
			_, err = l.UntagCompany(ctx, string(c.ID), intercom.Tag{ID: "0", Name: name})
			if !intercom.IsOtherObject(err) {
				return outcome(err)
			}
			id, _ := l.member("id")
			answered, _ := id.(string)
			switch _, err := l.Tag(ctx, answered); {
			case err == nil:
				return "created", nil
			case !intercom.IsNotFound(err):
				return "", err
			}
			return "not created", nil
		},
	},
}

// taggedBy tags a company with a tag after a change of how the call names it.
func taggedBy(ctx context.Context, l *Lab, change func(*intercom.Tag), name ...string) (string, error) {
	c, tag, err := companyAndTag(ctx, l, name...)
	if err != nil {
		return "", err
	}
	change(tag)
	switch _, err := l.TagCompany(ctx, string(c.ID), *tag); {
	case intercom.IsOtherObject(err):
		return "another tag", nil
	case err != nil:
		return outcome(err)
	}
	return "the same tag", nil
}

func companyAndTag(ctx context.Context, l *Lab, name ...string) (*intercom.Company, *intercom.Tag, error) {
	c, err := l.company(ctx)
	if err != nil {
		return nil, nil, err
	}
	tag, err := l.CreateTag(ctx, l.name("tag"+strings.Join(name, "")))
	return c, tag, err
}

func hasTag(ctx context.Context, l *Lab, company, tag intercom.ID) (bool, error) {
	c, err := l.Company(ctx, string(company))
	if err != nil {
		return false, err
	}
	tags, _ := c.Tags.Get()
	return slices.ContainsFunc(tags.Tags, func(t intercom.Tag) bool { return t.ID == tag }), nil
}
