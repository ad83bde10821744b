package article

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// textModel is one body of an article, of which another resource has the rest.
type textModel struct {
	framework.Common
	ID           types.String `tfsdk:"id"`
	ArticleID    types.String `tfsdk:"article_id"`
	Locale       types.String `tfsdk:"locale"`
	Body         types.String `tfsdk:"body"`
	BodyMarkdown types.String `tfsdk:"body_markdown"`
	PendingDraft types.String `tfsdk:"pending_draft"`
	Drift        types.Map    `tfsdk:"drift"`
}

func (m *textModel) body() body { return text{Body: m.Body, BodyMarkdown: m.BodyMarkdown}.body() }

func (m *textModel) setBody(b body) {
	t := text{Body: m.Body, BodyMarkdown: m.BodyMarkdown}
	t.setBody(b)
	m.Body, m.BodyMarkdown = t.Body, t.BodyMarkdown
}

// textID is the ID of an article's body: the article's, and the locale of a translation.
func textID(articleID, locale string) string {
	if locale == "" {
		return articleID
	}
	return articleID + "_" + locale
}

func splitTextID(id string) (articleID, locale string) {
	articleID, locale, _ = strings.Cut(id, "_")
	return articleID, locale
}

// shownText is an article of which one body counts. content is that of the locale, "" being the default one.
type shownText struct {
	*intercom.Article
	locale  string
	content intercom.ArticleContent
}

// NoTranslationError says that an article lacks a translation whose body is to be written. A translation needs a title.
type NoTranslationError struct {
	ID, Locale string
	// Hidden: the workspace's help centers have one language, so that Intercom shows no translations.
	Hidden bool
}

func (e *NoTranslationError) Error() string {
	if e.Hidden {
		return fmt.Sprintf("Intercom shows no translations of article %s, because the help centers of this workspace have one language", e.ID)
	}
	return fmt.Sprintf("article %s has no translation in %s", e.ID, e.Locale)
}

// textOfArticle is the body of an article in a locale.
func textOfArticle(a *intercom.Article, locale string) (shownText, error) {
	if locale == "" {
		return shownText{a, locale, a.ArticleContent}, nil
	}
	content, has := a.TranslatedContent[locale]
	if has && content.Title != "" {
		return shownText{a, locale, content}, nil
	}
	return shownText{a, locale, content}, &NoTranslationError{ID: string(a.ID), Locale: locale, Hidden: a.TranslatedContent == nil}
}

// BodyObject is intercom_article_body. A create is an update of the article, which can be repeated.
var BodyObject = framework.Object[textModel, shownText]{
	Metadata: framework.Metadata{
		Name: "article body", Plural: "article bodies", Type: "intercom_article_body",
		Keys:         []framework.Key{{Name: "id", Description: "ID of the article or, for the body of a translation, the ID and the locale: `123_fr`."}},
		IDHint:       "An import takes the ID of the article and, for the body of a translation, the locale: 123 or 123/fr.",
		ImportOption: importHTML, Immutable: []string{"article_id", "locale"}, GoneCodes: []string{"not_found", "article_not_found"}, Permission: permission,
		Gone:       "somebody deleted the article or the translation",
		References: map[string]string{"article_id": "intercom_article"},
	},
	Description: "The body of an article of an Intercom help center, apart from the article. With it, articles can link to each other: each body uses the `url` of the other article, which would be a cycle between two `intercom_article` resources.\n\n" +
		"Leave `body` and `body_markdown` out of the `intercom_article`, or out of its `translations` for the body of a translation. A body has one owner: the provider refuses two, as far as one run can see both. " +
		"If the article is published, the body is live at once. An article has a `url` only while it is published.\n\n" +
		"**Destroying this resource leaves the text in Intercom.** To remove the text, apply another body before the destroy, or delete the article.\n\n" +
		"Intercom rewrites each body. The provider compares the content, so a difference in formatting alone is not a change.\n\n" +
		"An import takes the ID of the article (`123`), for the body of a translation with the locale (`123/fr` or `123_fr`), or the URL of the article. " + importSets,
	Attributes:       textAttributes,
	ConfigValidators: []resource.ConfigValidator{resourcevalidator.ExactlyOneOf(path.MatchRoot("body"), path.MatchRoot("body_markdown"))},
	TerraformOnly:    []string{"pending_draft"},
	Equivalent:       map[string]framework.Equivalence{"body": exactly, "body_markdown": exactly},
	Validate:         func(config *textModel) diag.Diagnostics { return checkBody(path.Empty(), config.body()) },
	Facts: func(s shownText) framework.Facts {
		return framework.Facts{ID: framework.ID{textID(string(s.ID), s.locale)}, Name: s.content.Title, WorkspaceID: s.WorkspaceID}
	},
	Flatten:  flattenText,
	Recall:   recallText,
	Remember: rememberText,
	Prepare: func(ctx context.Context, p *framework.Plan[textModel]) (diags diag.Diagnostics) {
		if p.Prior == nil {
			return nil
		}
		t := text{Body: p.Plan.Body, BodyMarkdown: p.Plan.BodyMarkdown}
		sealed := privatestate.Get[seals](ctx, p.Private, sealKey, &diags)
		diags.Append(sealed.keep("", &t, text{Body: p.Prior.Body, BodyMarkdown: p.Prior.BodyMarkdown}, p.Prior.ArticleID.ValueString())...)
		p.Plan.Body, p.Plan.BodyMarkdown = t.Body, t.BodyMarkdown
		return diags
	},
	Create: writeText,
	Read:   readText,
	Update: func(ctx context.Context, w framework.Writer, c framework.Change[textModel]) (shownText, error) {
		if c.Plan.body() == c.Prior.body() {
			return shownText{}, framework.ErrUnchanged
		}
		return writeText(ctx, w, c.Plan)
	},
	Lookup:      lookupText,
	Singleton:   true,
	Key:         keyOfText,
	KeyArgument: func(*textModel) string { return "article_id" },
	KeyName:     "article_id and locale",
	Shared:      true,
	Again:       func(*textModel) bool { return true },
	Immediate:   true,
	Matches:     func(*textModel, shownText) bool { return true },
	Differs:     func(*textModel, shownText) string { return "" },
	Find: func(ctx context.Context, r framework.Reader, plan *textModel) ([]shownText, error) {
		found, err := readText(ctx, r, framework.ID{textID(plan.ArticleID.ValueString(), plan.Locale.ValueString())})
		if framework.IsMissing(err) || err == nil && !plan.body().equivalent(found.content) {
			return nil, nil
		}
		return []shownText{found}, err
	},
	Refused: func(_ context.Context, _ framework.Reader, _ *textModel, doing string, err error) diag.Diagnostic {
		return providerdiag.AttributeError(path.Root("article_id"), doing, err, "The body was not written.", permission)
	},
	CheckPlan: checkTextPlan,
	Invalidate: func(d *providerdata.Data, _ *textModel) {
		providerdata.Shared[framework.Listed[intercom.Article]](d).Invalidate("")
	},
}

// keyOfText is the ID of a planned body, or "" while it is unknown.
func keyOfText(plan *textModel) string {
	if plan.ArticleID.IsUnknown() || plan.Locale.IsUnknown() {
		return ""
	}
	return textID(plan.ArticleID.ValueString(), plan.Locale.ValueString())
}

func textAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"article_id": schema.StringAttribute{MarkdownDescription: "ID of the article. Changing it **replaces the resource**.", Required: true, Validators: []validator.String{schemas.IsNumber}},
		"locale": schema.StringAttribute{
			MarkdownDescription: "Locale of the translation whose body this is, such as `fr` or `pt-BR`. The article must have the translation. Default: the default locale of the help center.",
			Optional:            true, Validators: []validator.String{stringvalidator.OneOf(localeNames...)},
		},
		"body":          schema.StringAttribute{MarkdownDescription: "Body of the article in HTML. Exactly one of `body` and `body_markdown` is required. " + htmlImport, Optional: true, Validators: []validator.String{schemas.NotEmpty}},
		"body_markdown": schema.StringAttribute{MarkdownDescription: markdownOf + "Exactly one of `body` and `body_markdown` is required.", Optional: true, Validators: []validator.String{schemas.NotEmpty}},
		"pending_draft": pendingDraftAttribute("a change of the body"),
	}
}

func readText(ctx context.Context, r framework.Reader, id framework.ID) (shownText, error) {
	articleID, locale := splitTextID(id[0])
	a, err := r.Article(ctx, articleID)
	if err != nil {
		return shownText{}, err
	}
	shown, err := textOfArticle(a, locale)
	if missing, ok := err.(*NoTranslationError); ok && !missing.Hidden { //nolint:errorlint // textOfArticle returns it as it is.
		return shownText{}, &framework.AbsentError{What: missing.Error()}
	}
	return shown, nil
}

// importProblem refuses the import of a body that the provider could not write: nothing shows that the translation exists, or it is
// the body in the default locale under another name.
func importProblem(s shownText) (diags diag.Diagnostics) {
	if s.locale == "" {
		return nil
	}
	doing := "importing article body " + importOf(string(s.ID), s.locale)
	if problem := mainLocaleProblem(s.Article, s.locale); problem != nil {
		return diag.Diagnostics{providerdiag.Error(doing, &providerdiag.LocalError{What: "locale is the default locale", Next: "import it by the ID of the article alone.", Err: problem}, "Nothing was imported.")}
	}
	if _, err := textOfArticle(s.Article, s.locale); err != nil {
		return diag.Diagnostics{providerdiag.Error(doing, &providerdiag.LocalError{
			What: "Intercom does not show the translation", Next: "add the languages in the settings of the help center, or import the body in the default locale, by the ID of the article alone.", Err: err,
		}, "Nothing was imported.")}
	}
	return nil
}

func flattenText(_ context.Context, s shownText, m *textModel) diag.Diagnostics {
	m.ID, m.ArticleID, m.Locale = types.StringValue(textID(string(s.ID), s.locale)), types.StringValue(string(s.ID)), framework.Text(s.locale)
	t := text{Body: m.Body, BodyMarkdown: m.BodyMarkdown}
	t.showBody(s.content)
	m.Body, m.BodyMarkdown = t.Body, t.BodyMarkdown
	return nil
}

// recallText compares the text that a read shows with what Intercom made of the last one that the provider wrote.
func recallText(ctx context.Context, _ framework.Reader, m framework.Memory, state, after *textModel, s shownText) (diags diag.Diagnostics) {
	sealed := privatestate.Get[seals](ctx, m.Reader, sealKey, &diags)
	if sealed == nil {
		sealed = seals{}
	}
	if m.Importing {
		if diags.Append(importProblem(s)...); diags.HasError() {
			return diags
		}
		t := text{Body: after.Body, BodyMarkdown: after.BodyMarkdown}
		t.oneForm(s.content, m.Option)
		after.Body, after.BodyMarkdown = t.Body, t.BodyMarkdown
	}
	if b := state.body(); !b.IsNull() {
		after.setBody(sealed.recall("", b, after.body(), s.content, s.UpdatedAt))
	} else if m.Importing && !after.body().IsNull() {
		sealed[""] = sealOf(after.body(), s.content, s.UpdatedAt)
	}
	if s.locale != "" && s.TranslatedContent == nil {
		diags.AddWarning("Intercom does not show the translations of articles",
			"The help centers of the workspace have one language, and Intercom shows no translations then. Terraform keeps the body of article "+framework.Label(string(s.ID), s.Title)+
				" in state and cannot tell whether Intercom has it. Add the languages in the settings of the help center.")
	}
	privatestate.Set(ctx, m.Writer, sealKey, sealed, &diags)
	return diags
}

// rememberText seals the text that a write sent, and says what Intercom did not keep of it.
func rememberText(ctx context.Context, _ framework.Reader, m framework.Memory, plan, prior, after *textModel, s shownText) (diags diag.Diagnostics) {
	sealed := privatestate.Get[seals](ctx, m.Reader, sealKey, &diags)
	if sealed == nil {
		sealed = seals{}
	}
	before := text{}
	if prior != nil {
		before = text{Body: prior.Body, BodyMarkdown: prior.BodyMarkdown}
	}
	answered := text{Body: after.Body, BodyMarkdown: after.BodyMarkdown}
	lost := sealed.remember("", text{Body: plan.Body, BodyMarkdown: plan.BodyMarkdown}, before, &answered, s.content, s.UpdatedAt)
	after.Body, after.BodyMarkdown = answered.Body, answered.BodyMarkdown
	if len(lost) > 0 {
		diags.Append(notKept(framework.Label(string(s.ID), s.content.Title), lost))
	}
	privatestate.Set(ctx, m.Writer, sealKey, sealed, &diags)
	return diags
}

func lookupText(ctx context.Context, r framework.Reader, given string) (framework.ID, diag.Diagnostics) {
	articleID, locale, _ := strings.Cut(given, "/")
	if id := idOfURL(given); id != "" {
		if problems := refuseURL(ctx, r, id, given); problems.HasError() {
			return nil, problems
		}
		articleID, locale = id, ""
	}
	if intercom.ValidID(articleID) == nil && (locale == "" || intercom.ValidID(locale) == nil) {
		return framework.ID{textID(articleID, locale)}, nil
	}
	return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Error importing an article body: not an ID",
		fmt.Sprintf("%q is not the ID of an article body.\n\nAn import takes the ID of the article and, for the body of a translation, the locale: 123 or 123/fr.", intercom.Clean(given, 80)))}
}
