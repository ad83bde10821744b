// Package companytag implements the intercom_company_tag resource.
package companytag

import (
	"context"
	"errors"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	CompanyID types.String `tfsdk:"company_id"`
	TagID     types.String `tfsdk:"tag_id"`
}

const permission = "Read and list users and companies, Write users and companies, Read tags, Write tags"

// Object is intercom_company_tag.
var Object = association.New(association.Association[model]{
	Metadata: framework.Metadata{
		Name: "company tag", Plural: "company tags", Type: "intercom_company_tag",
		Keys: []framework.Key{
			{Name: "company_id", Description: "ID of the company in Intercom's API: the `id` of an `intercom_company`, not its `company_id`."},
			{Name: "tag_id", Description: "ID of the tag."},
		},
		IDHint:    "Both are IDs of Intercom's API. The data sources intercom_company and intercom_tag look them up.",
		GoneCodes: []string{"not_found", "company_not_found"}, Permission: permission,
		Gone:       "somebody removed the tag from the company, or deleted the company or the tag",
		References: map[string]string{"company_id": "intercom_company", "tag_id": "intercom_tag"},
		Records:    framework.RecordsPeople,
	},
	Description: "A tag on an Intercom company. Destroying this resource removes the tag from the company. It deletes neither the tag nor the company.\n\n" +
		"Intercom's API tags companies by the name of the tag. The provider reads the name right before each write, and checks that the answer is about the tag with this ID. " +
		"If somebody renames the tag at the same moment, Intercom can use or create another tag. The provider then reports an error that names it.",
	ID: func(m *model) framework.ID {
		return framework.ID{m.CompanyID.ValueString(), m.TagID.ValueString()}
	},
	Attach:   attach,
	Detach:   detach,
	Attached: attached,
	Refused:  refused,
})

// attach tags the company. If the answer does not show it, a read decides.
func attach(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
	tag, err := named(ctx, w.Reads(), id[1])
	if err != nil {
		return err
	}
	if shown, err := w.TagCompany(ctx, id[0], *tag); err != nil || shown {
		return err
	}
	err = readUntil(ctx, w, id, func(err error) bool { return err == nil })
	if err == nil || framework.IsMissing(err) {
		return err
	}
	return &unconfirmedError{err}
}

func detach(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
	tag, err := named(ctx, w.Reads(), id[1])
	if err != nil {
		return err
	}
	shown, err := w.UntagCompany(ctx, id[0], *tag)
	if err == nil && !shown {
		_ = readUntil(ctx, w, id, framework.IsMissing) // the kernel reads it again
		return &framework.NotDoneError{Shown: "it does not show that the company lost the tag"}
	}
	return err
}

const (
	// lagging is how long the tags of a company can lag behind a call that changes them, as far as the provider waits for them.
	lagging = 10 * time.Second
	// pause is the time between two reads.
	pause = 2 * time.Second
)

// readUntil reads the company after a write until it shows what was written. The error is the last read's.
func readUntil(ctx context.Context, w framework.Writer, id framework.ID, done func(error) bool) error {
	client := w.Data.Client(&diag.Diagnostics{})
	for waited := time.Duration(0); ; waited += pause {
		_, err := attached(ctx, w.Reads(), id)
		if done(err) || err != nil && !framework.IsMissing(err) || waited >= lagging || client.Wait(ctx, pause) != nil {
			return err
		}
	}
}

// attached reads the company: its tags are a part of it.
func attached(ctx context.Context, r framework.Reader, id framework.ID) (bool, error) {
	company, err := r.Company(ctx, id[0])
	if err != nil {
		return false, err
	}
	tags, err := association.Tags(company.Tags, "company "+id[0])
	if !slices.ContainsFunc(tags, func(t intercom.Tag) bool { return string(t.ID) == id[1] }) {
		if err != nil {
			return false, err
		}
		return false, &framework.AbsentError{What: fmt.Sprintf("company %s does not have tag %s", id[0], id[1])}
	}
	return true, nil
}

// markup matches the tags of HTML.
var markup = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)

// ambiguous reports why a name may not mean its tag: it may be the HTML form of another text, or Intercom may change its blanks and
// then find no tag, or another one. It returns "" for any other name.
func ambiguous(name string) string {
	invisible := func(r rune) bool { return unicode.IsControl(r) || r <= 0xffff && unicode.Is(unicode.Cf, r) }
	switch {
	case name == "":
		return "which is empty"
	case html.UnescapeString(name) != name || markup.MatchString(name):
		return "which may be HTML for another text"
	case strings.Join(strings.Fields(name), " ") != name || strings.TrimFunc(name, invisible) != name:
		return "which has blanks or invisible characters that Intercom may remove from the name of a request"
	}
	return ""
}

// named reads a tag for a write, which identifies it by its name. It refuses an ambiguous name: Intercom would create a tag.
func named(ctx context.Context, r framework.Reader, id string) (*intercom.Tag, error) {
	tag, err := r.Tag(ctx, id)
	if err != nil {
		return nil, err
	}
	if why := ambiguous(tag.Name); why != "" {
		return nil, &providerdiag.LocalError{
			What: "the name of the tag is ambiguous",
			Next: "rename the tag so that its name has no HTML, no blanks at its ends, and no two blanks in a row, and run this again. Or change the tags of the company in Intercom.",
			Err: fmt.Errorf("a call that tags a company identifies the tag by its name. Intercom shows tag %s with the name %s, %s. Then Intercom would create a second tag",
				id, intercom.Quote(tag.Name, 80), why),
		}
	}
	return tag, nil
}

// unconfirmedError reports that neither the answer to a tagging nor a read shows what happened.
type unconfirmedError struct{ err error }

func (e *unconfirmedError) Error() string {
	return "Intercom's answer to the tagging does not show the company, and a read to check failed: " + e.err.Error()
}

// Unwrap returns the error of the read.
func (e *unconfirmedError) Unwrap() error { return e.err }

// refused blames the ID that Intercom does not know.
func refused(_ context.Context, _ framework.Reader, _ *model, doing string, err error) diag.Diagnostic {
	if _, unclear := errors.AsType[*unconfirmedError](err); unclear {
		return providerdiag.Error(doing, err, "The company may have been tagged. You can apply again: if the company has the tag already, nothing changes.", permission)
	}
	at, api := path.Root("tag_id"), (*intercom.APIError)(nil)
	if _, absent := errors.AsType[*framework.AbsentError](err); absent {
		err = &providerdiag.LocalError{What: "Intercom did not tag the company", Next: "look at the company in Intercom, then apply again.", Err: fmt.Errorf("the answer was a success, but %w", err)}
		return providerdiag.AttributeError(path.Root("company_id"), doing, err, fmt.Sprintf("The provider waited %s for the tag. You can apply again: if the company shows the tag later, nothing changes.", lagging), permission)
	} else if errors.As(err, &api) && api.HasCode("company_not_found") {
		at = path.Root("company_id")
	}
	return providerdiag.AttributeError(at, doing, err, "The company was not tagged.", permission)
}
