package article

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	// maxChanged limits the articles of one invocation: a person can still review this many.
	maxChanged = 1000
	// fewNamed limits how many of the found articles a message lists.
	fewNamed = 20
)

var (
	_ action.ActionWithConfigure      = (*stateAction)(nil)
	_ action.ActionWithModifyPlan     = (*stateAction)(nil)
	_ action.ActionWithValidateConfig = (*stateAction)(nil)
)

// stateAction is intercom_articles_publish or intercom_articles_unpublish.
type stateAction struct {
	actions.Action
	publishes         bool
	verb, doing, done string
}

// NewPublishAction returns intercom_articles_publish.
func NewPublishAction() action.Action {
	return &stateAction{newStateAction("intercom_articles_publish"), true, "publish", "publishing", "Published"}
}

// NewUnpublishAction returns intercom_articles_unpublish.
func NewUnpublishAction() action.Action {
	return &stateAction{newStateAction("intercom_articles_unpublish"), false, "unpublish", "unpublishing", "Unpublished"}
}

func newStateAction(name string) actions.Action {
	return actions.New(framework.Metadata{Name: "article", Plural: "articles", Type: name, Permission: permission, GoneCodes: Object.GoneCodes})
}

// stateConfig has Locales for publishing only.
type stateConfig struct {
	IDs            types.List        `tfsdk:"ids"`
	Search         *searchConfig     `tfsdk:"search"`
	ExpectedCount  types.Int64       `tfsdk:"expected_count"`
	UnchangedSince timetypes.RFC3339 `tfsdk:"unchanged_since"`
	Locales        types.List        `tfsdk:"locales"`
	Timeouts       timeouts.Value    `tfsdk:"timeouts"`
}

type searchConfig struct {
	HelpCenterID  types.String `tfsdk:"help_center_id"`
	CollectionIDs types.List   `tfsdk:"collection_ids"`
	TitleContains types.String `tfsdk:"title_contains"`
	TagIDs        types.List   `tfsdk:"tag_ids"`
}

func (s *searchConfig) list() listConfig {
	return listConfig{HelpCenterID: s.HelpCenterID, CollectionIDs: s.CollectionIDs, TitleContains: s.TitleContains, TagIDs: s.TagIDs}
}

// Schema implements action.Action.
func (a *stateAction) Schema(ctx context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	does, from, state := "Publishes Intercom articles, one after another. The texts in the default language become visible to the readers of the help center, and translations if `locales` names them.", "drafts", "published (with the translations in `locales`)"
	locales := "Locales whose translations are published, too. The action stops at an article that lacks one of these translations. Default: none."
	alsoFinds := " With `locales`, it also finds published articles whose translation to one of them is not published."
	if !a.publishes {
		alsoFinds = ""
		does, from, state = "Unpublishes Intercom articles, one after another: they become drafts in all languages, and their URLs stop working. An article that has unpublished changes, by a teammate or staged by Terraform, is refused, because it would lose them. API versions before 2.16 do not show such changes. "+
			"If the provider's `deletion_protection` is true, the action fails.", "published articles", "a draft"
		locales = "Must not be set: the articles become drafts in all languages."
	}
	ids := []validator.List{listvalidator.SizeBetween(1, maxChanged), listvalidator.UniqueValues(), listvalidator.NoNullValues(), listvalidator.ValueStringsAre(schemas.IsID)}
	resp.Schema = schema.Schema{
		MarkdownDescription: a.Base.Describe(does + "\n\n" +
			"Each article is read right before it is changed. An article that is already " + state + " stays as it is. The action stops at the first article that it cannot change, and lists the ones that are left. " +
			"A resource that manages the `state` of such an article shows the change as drift."),
		Attributes: map[string]schema.Attribute{
			"ids": schema.ListAttribute{MarkdownDescription: "IDs of the articles. Set either `ids` or `search`.", ElementType: types.StringType, Optional: true, Validators: ids},
			"search": schema.SingleNestedAttribute{
				MarkdownDescription: "What the articles have in common. The action finds the " + from + " that match all arguments that are set, of which there must be at least one." + alsoFinds,
				Optional:            true,
				Attributes: map[string]schema.Attribute{
					"help_center_id": schema.StringAttribute{MarkdownDescription: "ID of the help center that a collection of the article is in.", Optional: true, Validators: []validator.String{schemas.IsID}},
					"collection_ids": schema.ListAttribute{MarkdownDescription: "IDs of collections, of which the article is in at least one.", ElementType: types.StringType, Optional: true, Validators: []validator.List{listvalidator.SizeAtLeast(1)}},
					"title_contains": schema.StringAttribute{MarkdownDescription: "Text that the title contains, without regard to case.", Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
					"tag_ids":        schema.ListAttribute{MarkdownDescription: "IDs of tags, of which the article has at least one.", ElementType: types.StringType, Optional: true, Validators: []validator.List{listvalidator.SizeAtLeast(1)}},
				},
			},
			"expected_count": schema.Int64Attribute{
				MarkdownDescription: fmt.Sprintf("Number of articles, at most %d. If the number of `ids` or of the articles that the search finds differs, nothing is changed.", maxChanged),
				Required:            true, Validators: []validator.Int64{int64validator.Between(1, maxChanged)},
			},
			"unchanged_since": schema.StringAttribute{
				MarkdownDescription: "Time of the review, in RFC 3339 format. The action stops at an article that was changed later.", CustomType: timetypes.RFC3339Type{}, Optional: true,
			},
			"locales":  schema.ListAttribute{MarkdownDescription: locales, ElementType: types.StringType, Optional: true, Validators: []validator.List{listvalidator.ValueStringsAre(stringvalidator.OneOf(localeNames...))}},
			"timeouts": actions.Timeouts(ctx),
		},
	}
}

// ValidateConfig implements action.ActionWithValidateConfig.
func (a *stateAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	if !req.Config.Raw.IsFullyKnown() {
		return // it is validated again when it is invoked
	}
	var config stateConfig
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(a.check(&config)...)
	}
}

// check refuses a configuration that does not say in one way which articles are meant.
func (a *stateAction) check(c *stateConfig) (diags diag.Diagnostics) {
	named := len(c.IDs.Elements())
	switch s := c.Search; {
	case c.IDs.IsNull() == (s == nil):
		diags.AddAttributeError(path.Root("ids"), "Articles must be selected in one way", "Set either ids or search. "+framework.NothingChanged)
	case s != nil && s.HelpCenterID.IsNull() && s.CollectionIDs.IsNull() && s.TitleContains.IsNull() && s.TagIDs.IsNull():
		diags.AddAttributeError(path.Root("search"), "A search without an argument", "It would find all articles of the workspace. Set at least one argument of search. "+framework.NothingChanged)
	case s == nil && int64(named) != c.ExpectedCount.ValueInt64():
		diags.AddAttributeError(path.Root("expected_count"), "Unexpected number of articles", fmt.Sprintf("ids has %d, and %d are expected. %s", named, c.ExpectedCount.ValueInt64(), framework.NothingChanged))
	}
	if !a.publishes && !c.Locales.IsNull() {
		diags.AddAttributeError(path.Root("locales"), "Articles are unpublished in all languages", "Remove locales. To make one translation a draft, set its state in the article's resource. "+framework.NothingChanged)
	}
	return diags
}

// ModifyPlan refuses what the invocation would certainly refuse, and says what it does.
func (a *stateAction) ModifyPlan(_ context.Context, _ action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	if resp.Diagnostics.Append(a.forbidden()...); resp.Diagnostics.HasError() {
		return
	}
	effect := "They become visible to the readers of the help center."
	if !a.publishes {
		effect = "They become drafts in all languages, and their URLs stop working."
	}
	resp.Diagnostics.AddWarning("This plan "+a.verb+"es articles", effect+" The action changes them only if their number is expected_count.")
}

func (a *stateAction) forbidden() (diags diag.Diagnostics) {
	if !a.publishes && a.Base.Data.Protected(types.BoolNull()) {
		diags.AddError("Articles are protected from being unpublished", "The provider's deletion_protection (or INTERCOM_DELETION_PROTECTION) is true, or not known yet. "+framework.NothingChanged+
			"\n\nWhat to do: to unpublish them anyway, set it to false for this run.")
	}
	return diags
}

// Invoke changes one article after another.
func (a *stateAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config stateConfig
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(a.forbidden()...)
	ctx, cancel, ok := a.Base.StartOperation(ctx, config.Timeouts.Invoke, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	w, ok := a.Writer(ctx, a.doing+" articles", framework.NothingChanged, &resp.Diagnostics)
	if !ok {
		return
	}
	ids, matches := stringsOf(config.IDs), func(*intercom.Article) bool { return true }
	if config.Search != nil {
		ids, matches = a.find(ctx, w.Reads(), &config, &resp.Diagnostics)
	}
	for i, id := range ids {
		if resp.Diagnostics.HasError() {
			return
		}
		left := fmt.Sprintf("%d of %d articles are done. Left, as far as is known: %s. %s", i, len(ids), strings.Join(ids[i:], ", "), again(&config, len(ids)-i))
		if err := context.Cause(ctx); err != nil {
			resp.Diagnostics.Append(providerdiag.Error(a.doing+" articles", err, left, permission))
			return
		}
		fate, problem := a.one(ctx, w, id, &config, matches, left)
		if problem != nil {
			resp.Diagnostics.Append(problem)
			return
		}
		actions.Report(ctx, resp, fmt.Sprintf("%s, %d of %d done", fate, i+1, len(ids)))
	}
}

// again tells the user how to continue.
func again(c *stateConfig, left int) string {
	if c.Search != nil {
		return fmt.Sprintf("To go on, invoke the action again with expected_count = %d.", left)
	}
	return "To go on, invoke the action again as it is: an article that is done stays as it is."
}

// find returns the IDs of the articles that a search finds, if the number is as expected, and what they must still match.
func (a *stateAction) find(ctx context.Context, r framework.Reader, c *stateConfig, diags *diag.Diagnostics) (ids []string, matches func(*intercom.Article) bool) {
	listed, err := framework.Pointers(r.Articles(ctx))
	matches, problem := c.Search.list().matcher(ctx, r)
	if err = errors.Join(err, problem); err != nil {
		diags.Append(providerdiag.Error("searching for articles", err, framework.NothingChanged, permission))
		return nil, nil
	}
	var named []string
	for _, article := range listed {
		if matches(article) && !a.isDone(article, stringsOf(c.Locales)) {
			ids, named = append(ids, string(article.ID)), append(named, framework.Label(string(article.ID), article.Title))
		}
	}
	if expected := c.ExpectedCount.ValueInt64(); int64(len(ids)) != expected {
		list := strings.Join(named, ", ")
		if len(named) > fewNamed {
			list = strings.Join(named[:fewNamed], ", ") + ", …"
		}
		diags.AddAttributeError(path.Root("expected_count"), "Unexpected number of articles", fmt.Sprintf("The search finds %d to %s, and %d are expected: %s\n\n%s", len(ids), a.verb, expected, list, framework.NothingChanged))
	}
	return ids, matches
}

// isDone reports whether an article is in the state in which the action brings it.
func (a *stateAction) isDone(article *intercom.Article, locales []string) bool {
	if !a.publishes {
		return isDraft(article)
	}
	for _, locale := range locales {
		if content := article.TranslatedContent[locale]; locale != article.DefaultLocale && content.State != intercom.ArticlePublished {
			return false
		}
	}
	return article.State == intercom.ArticlePublished
}

// one changes an article, and says what became of it. Left says what remains after a failure.
func (a *stateAction) one(ctx context.Context, w framework.Writer, id string, c *stateConfig, matches func(*intercom.Article) bool, left string) (fate string, problem diag.Diagnostic) {
	doing := a.doing + " article " + id
	release, err := lockTexts(ctx, w.Data, id)
	if err != nil {
		return "", providerdiag.Error(doing, err, left, permission)
	}
	defer release()
	current, err := w.Article(ctx, id)
	if framework.IsMissing(err) {
		if err = a.Base.ProveMissing(err); err == nil {
			err = &providerdiag.LocalError{Next: "correct the ID, then run it again.", Err: &framework.AbsentError{What: "there is no article " + intercom.Quote(id, 40)}}
		}
	}
	if err != nil {
		return "", providerdiag.Error(doing, err, left, permission)
	}
	label := framework.Label(id, intercom.Clean(current.Title, 80))
	if a.isDone(current, stringsOf(c.Locales)) {
		return "Nothing to do for article " + label, nil
	}
	if why := a.refuses(current, c, matches); why != "" {
		return "", diag.NewErrorDiagnostic("Error "+doing+": "+why, "Article "+label+" was not changed.\n\n"+left)
	}
	if err := a.change(ctx, w, current, stringsOf(c.Locales)); err != nil {
		return "", providerdiag.Error(doing, err, "The article may have been changed. "+left, permission)
	}
	return a.done + " article " + label, nil
}

// refuses says why an article must not be changed, or "".
func (a *stateAction) refuses(current *intercom.Article, c *stateConfig, matches func(*intercom.Article) bool) string {
	reviewed, _ := c.UnchangedSince.ValueRFC3339Time()
	switch {
	case !matches(current):
		return "it does not match the search any more"
	case !c.UnchangedSince.IsNull() && (current.UpdatedAt.IsZero() || current.UpdatedAt.After(reviewed)):
		at := "Intercom does not tell when it was changed"
		if !current.UpdatedAt.IsZero() {
			at = "it was changed at " + current.UpdatedAt.Format(time.RFC3339)
		}
		return at + ", after unchanged_since"
	case !a.publishes && current.Pending():
		return "it would lose unpublished changes. Publish or discard them in Intercom's editor"
	}
	for _, locale := range stringsOf(c.Locales) {
		if content := current.TranslatedContent[locale]; locale != current.DefaultLocale && content.Title == "" {
			return "Intercom shows no translation to " + locale
		}
	}
	return ""
}

// change sends one PUT and believes only what Intercom shows afterwards. What is published already is not sent: it could have a
// draft, which would be published, too.
func (a *stateAction) change(ctx context.Context, w framework.Writer, current *intercom.Article, locales []string) error {
	id := string(current.ID)
	if !a.publishes {
		err := unpublish(ctx, w, nil, id, false)
		if notDone, ok := errors.AsType[*framework.NotDoneError](err); ok {
			return a.confirm(ctx, w, id, nil, notDone)
		}
		return err
	}
	request := intercom.ArticleRequest{ArticleText: intercom.ArticleText{AuthorID: authorOf(string(current.AuthorID))}, TranslatedContent: map[string]intercom.ArticleText{}}
	if current.State != intercom.ArticlePublished {
		request.State = intercom.Set(intercom.ArticlePublished)
	}
	for _, locale := range locales {
		if content := current.TranslatedContent[locale]; locale != current.DefaultLocale && content.State != intercom.ArticlePublished {
			whole := wholeOf(content)
			whole.State = intercom.Set(intercom.ArticlePublished)
			request.TranslatedContent[locale] = whole
		}
	}
	u := &change{Writer: w, id: id, current: current, request: request}
	shown, err := w.UpdateArticle(ctx, id, request)
	if err == nil {
		shown, err = u.restoreLocales(ctx, shown)
	}
	if err != nil || a.isDone(shown, locales) {
		return err
	}
	return a.confirm(ctx, w, id, locales, &framework.NotDoneError{Shown: "it is " + intercom.Quote(shown.State, 20)})
}

// confirm reads an article of which an answer showed another state.
func (a *stateAction) confirm(ctx context.Context, w framework.Writer, id string, locales []string, notDone error) error {
	again, err := w.Article(ctx, id)
	switch {
	case err != nil:
		return err
	case !a.isDone(again, locales):
		return notDone
	}
	return nil
}
