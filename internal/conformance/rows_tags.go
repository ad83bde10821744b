package conformance

import (
	"context"
	"strings"
)

var tagRows = []Row{
	{
		ID: "tag-other-case", Area: "tags",
		Assumption:  "A create with the name of a tag in another case returns that tag.",
		Fake:        "the same tag",
		Consequence: "The provider must treat tags that differ in case as different.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return secondTag(ctx, l, strings.ToUpper)
		},
	},
	{
		ID: "tag-other-case-name", Area: "tags",
		Assumption:  "A tag that is created again in another case keeps its first spelling.",
		Fake:        "the first spelling",
		Consequence: "A create can rename a tag that others use.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			name := l.name("spelling")
			if _, err := l.CreateTag(ctx, name); err != nil {
				return "", err
			}
			again, err := l.CreateTag(ctx, strings.ToUpper(name))
			switch {
			case err != nil:
				return outcome(err)
			case again.Name == name:
				return "the first spelling", nil
			}
			return "another spelling", nil
		},
	},
	{
		ID: "tag-blanks", Area: "tags",
		Assumption:  "A create with the name of a tag and blanks around it returns that tag.",
		Fake:        "the same tag",
		Consequence: "The provider must treat tags that differ in blanks as different.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return secondTag(ctx, l, func(name string) string { return "  " + name + "  " })
		},
	},
	{
		ID: "tag-inner-blanks", Area: "tags",
		Assumption:  "Tags that differ in blanks inside of the name are different tags.",
		Fake:        "another tag",
		Consequence: "The provider must compare names without regard to blanks.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return secondTag(ctx, l, func(name string) string { return strings.Replace(name, " ", "  ", 1) })
		},
	},
	{
		ID: "tag-html", Area: "tags",
		Assumption:  "A tag's name with <, >, and & reads back as it was sent.",
		Fake:        "unchanged",
		Consequence: "The provider accepts an escaped name as its own. Any other text shows as drift.",
		Knobs:       []string{"EscapesText"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			sent := l.name("a <b> & c")
			tag, err := l.CreateTag(ctx, sent)
			if err != nil {
				return "", err
			}
			return changed(sent, tag.Name), nil
		},
	},
	{
		ID: "tag-list-after-create", Area: "tags",
		Assumption:  "The list of tags shows a new tag at once.",
		Fake:        "at once",
		Consequence: "Absence in the list does not show that a name is free.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			tag, err := l.CreateTag(ctx, l.name("listed"))
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				all, err := l.Tags(ctx)
				for i := range all {
					if all[i].ID == tag.ID {
						return true, nil
					}
				}
				return false, err
			})
		},
	},
	{
		ID: "tag-delete-answer", Area: "tags",
		Assumption:  "The answer to the deletion of a tag has no body.",
		Fake:        "no body",
		Consequence: "None: the provider accepts a body that names the tag.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			tag, err := l.CreateTag(ctx, l.name("deleted"))
			if err != nil {
				return "", err
			}
			if err := l.DeleteTag(ctx, string(tag.ID)); err != nil {
				return outcome(err)
			}
			if len(l.last().body) == 0 {
				return "no body", nil
			}
			return "a body", nil
		},
	},
	{
		ID: "tag-get-after-delete", Area: "tags",
		Assumption:  "A deleted tag answers 404 with the code not_found.",
		Fake:        "404 not_found",
		Consequence: "The provider does not treat the tag as deleted, and reports an error.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			tag, err := l.CreateTag(ctx, l.name("deleted"))
			if err != nil {
				return "", err
			}
			return afterDelete(ctx, tag.ID, l.DeleteTag, l.Tag)
		},
	},
	{
		ID: "tag-contact-twice", Area: "tags",
		Assumption:  "Tagging a contact a second time changes nothing and is accepted.",
		Fake:        "accepted",
		Consequence: "A repeated call fails, and the provider must read first.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, tag, err := contactAndTag(ctx, l)
			if err != nil {
				return "", err
			}
			if err := l.TagContact(ctx, c, tag); err != nil {
				return "", err
			}
			return outcome(l.TagContact(ctx, c, tag))
		},
	},
	{
		ID: "tag-contact-untag-absent", Area: "tags",
		Assumption:  "Taking a tag off a contact that does not have it answers 404.",
		Fake:        "404 not_found",
		Consequence: "None: the provider accepts 404 and success.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			c, tag, err := contactAndTag(ctx, l)
			if err != nil {
				return "", err
			}
			return outcome(l.UntagContact(ctx, c, tag))
		},
	},
}

// secondTag creates a tag, and another one with the changed name.
func secondTag(ctx context.Context, l *Lab, change func(string) string) (string, error) {
	name := l.name("tag")
	first, err := l.CreateTag(ctx, name)
	if err != nil {
		return "", err
	}
	second, err := l.CreateTag(ctx, change(name))
	switch {
	case err != nil:
		return outcome(err)
	case second.ID == first.ID:
		return "the same tag", nil
	}
	return "another tag", nil
}

func contactAndTag(ctx context.Context, l *Lab) (contactID, tagID string, err error) {
	c, err := l.user(ctx)
	if err != nil {
		return "", "", err
	}
	tag, err := l.CreateTag(ctx, l.name("tag"))
	if err != nil {
		return "", "", err
	}
	return string(c.ID), string(tag.ID), nil
}
