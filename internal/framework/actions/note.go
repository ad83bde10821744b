package actions

import (
	"context"
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"golang.org/x/text/unicode/norm"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NoteAttributes returns the arguments that notes about every kind of object have. author completes the description of admin_id.
func NoteAttributes(author string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"admin_id": schema.StringAttribute{
			MarkdownDescription: "ID of the admin (teammate) who is the author of the note. " + author, Optional: true, Validators: []validator.String{schemas.IsID},
		},
		"body": schema.StringAttribute{
			MarkdownDescription: "Content of the note, as plain text or as HTML that Intercom supports.", Required: true, Validators: []validator.String{schemas.NotEmpty},
		},
	}
}

// Note is a note about the object with an ID. Area is "contacts" or "companies", and Subject names the object in messages.
type Note struct {
	Area, Subject, ID string
	Request           intercom.NoteRequest
}

// Create adds the note exactly once. If the answer is lost, it looks for the note and never sends a second POST.
func (n Note) Create(ctx context.Context, r Run) diag.Diagnostics {
	// A note that existed before is not this one.
	find := func(ctx context.Context) ([]*intercom.Note, error) {
		return framework.Pointers(r.Notes(ctx, n.Area, n.ID))
	}
	before, err := find(ctx)
	if err != nil {
		return r.Failed(err, "No note was created.")
	}
	var diags diag.Diagnostics
	made, diags := framework.Creation[*intercom.Note]{
		Base:   r.Base,
		Key:    n.ID + "\n" + n.Request.AdminID,
		Post:   func(ctx context.Context) (*intercom.Note, error) { return r.CreateNote(ctx, n.Area, n.ID, n.Request) },
		Facts:  noteFacts,
		Before: framework.SnapshotOf(before, noteFacts),
		Differs: func(_ context.Context, shown *intercom.Note, _ bool) (string, error) {
			return n.differs(shown), nil
		},
		Find: find,
		// The body is not quoted, because it may come from a sensitive value.
		Wanted: fmt.Sprintf("on %s %s", n.Subject, n.ID),
	}.Do(ctx, r.Data.Client(&diags))
	if !diags.HasError() {
		r.Report("Added note %s to %s %s", made.ID, n.Subject, n.ID)
	}
	return diags
}

func noteFacts(n *intercom.Note) framework.Facts {
	return framework.Facts{ID: framework.ID{string(n.ID)}, CreatedAt: n.CreatedAt}
}

// differs returns how a note differs from the requested one, or "". What an answer does not show does not differ.
func (n Note) differs(shown *intercom.Note) string {
	about := shown.Contact
	if n.Area == "companies" {
		about = shown.Company
	}
	switch {
	case about != nil && about.ID != "" && string(about.ID) != n.ID:
		return fmt.Sprintf("it is about %s %s", n.Subject, about.ID)
	case n.Request.AdminID != "" && shown.Author.ID != "" && string(shown.Author.ID) != n.Request.AdminID:
		return "its author is " + intercom.Quote(string(shown.Author.ID), 80)
	case !SameBody(n.Request.Body, shown.Body):
		return "its body is another one"
	}
	return ""
}

var htmlTag = regexp.MustCompile(`</?[A-Za-z][^>]*>`)

// SameBody reports whether Intercom may show the sent body as shown: it returns text as HTML, and may reformat HTML. Text with
// angle brackets can be shown escaped or as tags.
func SameBody(sent, shown string) bool {
	return attrvalue.EquivalentText(sent, shown) || plainText(sent) == plainText(shown) || withoutBlanks(sent) == plainText(shown)
}

// plainText returns a body without tags and blanks.
func plainText(body string) string {
	return withoutBlanks(html.UnescapeString(htmlTag.ReplaceAllString(body, " ")))
}

func withoutBlanks(text string) string {
	return strings.Join(strings.Fields(norm.NFC.String(text)), "")
}
