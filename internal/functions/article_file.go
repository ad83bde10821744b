package functions

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// article is the result of article_file.
type article struct {
	Title        string   `tfsdk:"title"`
	Description  *string  `tfsdk:"description"`
	State        *string  `tfsdk:"state"`
	Locale       *string  `tfsdk:"locale"`
	Key          *string  `tfsdk:"key"`
	IntercomID   *string  `tfsdk:"intercom_id"`
	Collection   *string  `tfsdk:"collection"`
	Author       *string  `tfsdk:"author"`
	Tags         []string `tfsdk:"tags"`
	RedirectFrom []string `tfsdk:"redirect_from"`
	Links        []string `tfsdk:"links"`
	Body         string   `tfsdk:"body"`
	BodyMarkdown string   `tfsdk:"body_markdown"`
}

var articleTypes = map[string]attr.Type{
	"title": types.StringType, "description": types.StringType, "state": types.StringType, "locale": types.StringType, "key": types.StringType,
	"intercom_id": types.StringType, "collection": types.StringType, "author": types.StringType, "body": types.StringType, "body_markdown": types.StringType,
	"tags": types.ListType{ElemType: types.StringType}, "redirect_from": types.ListType{ElemType: types.StringType}, "links": types.ListType{ElemType: types.StringType},
}

// locales are those that a help center can have.
var locales = []string{
	"ar", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "mn", "nb", "nl", "pl",
	"pt", "ro", "ru", "sl", "sr", "sv", "tr", "vi", "pt-BR", "zh-CN", "zh-TW",
}

var (
	number = regexp.MustCompile(`^[0-9]+$`)
	key    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`)
)

type articleFile struct{}

// NewArticleFile returns the function article_file.
func NewArticleFile() function.Function { return articleFile{} }

// Metadata implements function.Function.
func (articleFile) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "article_file"
}

// Definition implements function.Function.
func (articleFile) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Reads an article from a Markdown file",
		MarkdownDescription: "Reads an article from a Markdown file with front matter. Returns an object:\n" +
			"  - `title`: From the front matter, or else the first heading of level 1. That heading is not part of the body.\n" +
			"  - `description`, `state` (`published` or `draft`), `locale`, `key`, `intercom_id`, `collection`, `author`: Texts of the front matter, null where it lacks them.\n" +
			"  - `tags`, `redirect_from`: Lists of the front matter, empty where it lacks them. A single text is a list of one.\n" +
			"  - `body`: The text as HTML for Intercom.\n" +
			"  - `body_markdown`: The text as Markdown, without front matter and title, with the URLs of `links` and `image_base`.\n" +
			"  - `links`: Sorted paths of the files that the text links to.\n\n" +
			"Other keys of the front matter are ignored. Read them with `front_matter`.\n\n" + dialect,
		Parameters: []function.Parameter{
			function.StringParameter{Name: "text", MarkdownDescription: "Text of the file, such as `file(\"help/refunds.md\")`."},
		},
		VariadicParameter: optionsParameter,
		Return:            function.ObjectReturn{AttributeTypes: articleTypes},
	}
}

// Run implements function.Function.
func (articleFile) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	var given []types.Dynamic
	if resp.Error = req.Arguments.Get(ctx, &text, &given); resp.Error != nil {
		return
	}
	o, problem := options(given, 1)
	if resp.Error = problem; problem != nil {
		return
	}
	f, err := split(text)
	if err == nil {
		var a *article
		if a, err = f.article(); err == nil {
			o.FirstLine = f.line
			d := markdown.RenderArticle(f.body, o)
			if err = a.hold(d, f); err == nil {
				if resp.Error = problemsError(d.Problems, o); resp.Error == nil {
					resp.Error = resp.Result.Set(ctx, a)
				}
				return
			}
		}
	}
	resp.Error = function.NewArgumentFuncError(0, at(o, err.Error()))
}

// hold takes the text of an article.
func (a *article) hold(d markdown.Document, f *file) error {
	a.Body, a.BodyMarkdown, a.Links = d.HTML, d.Markdown, d.Links
	if a.Links == nil {
		a.Links = []string{}
	}
	if a.Title == "" {
		a.Title = d.Title
	}
	if a.Title == "" {
		return fmt.Errorf("line %d: the article has no title. Write a heading, such as # Refunds, or title: in the front matter", f.line)
	}
	return nil
}

// article reads the front matter.
func (f *file) article() (*article, error) {
	a := &article{}
	var title *string
	for name, into := range map[string]**string{
		"title": &title, "description": &a.Description, "state": &a.State, "locale": &a.Locale, "key": &a.Key, "intercom_id": &a.IntercomID,
		"collection": &a.Collection, "author": &a.Author,
	} {
		value, err := f.text(name)
		if err != nil {
			return nil, err
		}
		*into = value
	}
	if title != nil {
		a.Title = *title
	}
	for name, into := range map[string]*[]string{"tags": &a.Tags, "redirect_from": &a.RedirectFrom} {
		values, err := f.texts(name)
		if err != nil {
			return nil, err
		}
		*into = values
	}
	wrong := func(name string, value *string, want string) error {
		return fmt.Errorf("line %d: %s is %s. Write %s", f.get(name).Line+1, name, intercom.Quote(*value, 60), want)
	}
	switch {
	case a.State != nil && *a.State != "published" && *a.State != "draft":
		return nil, wrong("state", a.State, "published or draft")
	case a.Locale != nil && !slices.Contains(locales, *a.Locale):
		return nil, wrong("locale", a.Locale, "one of the locales of a help center, such as en or pt-BR")
	case a.IntercomID != nil && !number.MatchString(*a.IntercomID):
		return nil, wrong("intercom_id", a.IntercomID, "the digits that the URL of the article has")
	case a.Key != nil && !key.MatchString(*a.Key):
		return nil, wrong("key", a.Key, "letters, digits, dots, hyphens, underscores, and slashes")
	}
	return a, nil
}
