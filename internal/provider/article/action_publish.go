package article

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/action/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var _ action.ActionWithConfigure = (*publishAction)(nil)

// publishAction is intercom_article_draft_publish.
type publishAction struct{ actions.Action }

// NewPublishDraftAction returns intercom_article_draft_publish.
func NewPublishDraftAction() action.Action {
	return &publishAction{actions.New(framework.Metadata{
		Name: "article", Plural: "drafts of articles", Type: "intercom_article_draft_publish", Permission: permission,
		Since: framework.Since{Read: with216, Write: with216},
	})}
}

type publishConfig struct {
	ArticleID      types.String      `tfsdk:"article_id"`
	Locales        types.List        `tfsdk:"locales"`
	DraftUpdatedAt timetypes.RFC3339 `tfsdk:"draft_updated_at"`
	Timeouts       timeouts.Value    `tfsdk:"timeouts"`
}

// Schema implements action.Action.
func (a *publishAction) Schema(ctx context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: a.Base.Describe("Publishes the draft of an Intercom article, such as the texts that a resource with `stage = true` has staged. An article without a draft stays as it is."),
		Attributes: map[string]schema.Attribute{
			"article_id": actions.ID("ID of the article."),
			"locales":    schema.ListAttribute{MarkdownDescription: "Locales whose drafts are published. Default: all that have a draft.", ElementType: types.StringType, Optional: true},
			"draft_updated_at": schema.StringAttribute{
				MarkdownDescription: "Time of the draft that was reviewed, in RFC 3339 format. If the draft was changed later, nothing is published.", CustomType: timetypes.RFC3339Type{}, Optional: true,
			},
			"timeouts": actions.Timeouts(ctx),
		},
	}
}

// Invoke publishes the draft.
func (a *publishAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config publishConfig
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	ctx, cancel, ok := a.Base.StartOperation(ctx, config.Timeouts.Invoke, &resp.Diagnostics)
	defer cancel()
	if !ok {
		return
	}
	if problem := a.Base.CheckVersion(with216); problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	id := config.ArticleID.ValueString()
	doing := "publishing the draft of article " + id
	w, ok := a.Writer(ctx, doing, framework.NothingChanged, &resp.Diagnostics)
	if !ok {
		return
	}
	release, err := lockTexts(ctx, a.Base.Data, id)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.NothingChanged, permission))
		return
	}
	defer release()
	draft, err := w.ArticleDraft(ctx, id)
	if framework.IsMissing(err) {
		current, readErr := w.Article(ctx, id)
		if readErr != nil {
			resp.Diagnostics.Append(providerdiag.Error(doing, readErr, framework.NothingChanged, permission))
			return
		}
		if current.Pending() {
			resp.Diagnostics.Append(providerdiag.Error(doing, draftNotFound(err), framework.NothingChanged, permission))
			return
		}
		actions.Report(ctx, resp, fmt.Sprintf("Article %s has no draft: nothing was published", framework.Label(id, intercom.Clean(current.Title, 80))))
		return
	}
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.NothingChanged, permission))
		return
	}
	if reviewed, _ := config.DraftUpdatedAt.ValueRFC3339Time(); !config.DraftUpdatedAt.IsNull() && (draft.DraftUpdatedAt.IsZero() || draft.DraftUpdatedAt.After(reviewed)) {
		shown := "at a time that Intercom does not tell"
		if !draft.DraftUpdatedAt.IsZero() {
			shown = "at " + draft.DraftUpdatedAt.Format(time.RFC3339)
		}
		resp.Diagnostics.AddAttributeError(path.Root("draft_updated_at"), "The draft of article "+id+" was changed after the review",
			fmt.Sprintf("It was changed %s, and draft_updated_at is %s. %s\n\nWhat to do: review the draft, and run the action with its time.", shown, config.DraftUpdatedAt.ValueString(), framework.NothingChanged))
		return
	}
	locales := stringsOf(config.Locales)
	if len(locales) == 0 {
		locales = pendingLocales(draft)
	}
	published, err := w.PublishArticleDraft(ctx, id, locales)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, "The draft may have been published. Run the action again: an article without a draft stays as it is.", permission))
		return
	}
	now, err := w.Article(ctx, id)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, "Intercom answered that it published the draft, and a read to check that failed.", permission))
		return
	}
	still := now.TranslatedContent == nil && now.Pending()
	for _, locale := range pendingLocales(now) {
		still = still || slices.Contains(locales, locale)
	}
	if still {
		resp.Diagnostics.AddError("Error "+doing+": it is still a draft", "Intercom answered with success, and a read shows unpublished changes. Somebody may have changed the article at the same moment. Look at the article, and run the action again.")
		return
	}
	actions.Report(ctx, resp, "Published the draft of article "+framework.Label(id, intercom.Clean(published.Title, 80)))
}

// pendingLocales are the locales with a draft. There are none where help centers have one language: then a request names none.
func pendingLocales(a *intercom.Article) (pending []string) {
	if a.TranslatedContent == nil {
		return nil
	}
	if a.DefaultLocale != "" && a.HasUnpublishedChanges != nil && *a.HasUnpublishedChanges {
		pending = append(pending, a.DefaultLocale)
	}
	for _, locale := range locales(a.TranslatedContent) {
		if content := a.TranslatedContent[locale]; locale != a.DefaultLocale && content.HasUnpublishedChanges != nil && *content.HasUnpublishedChanges {
			pending = append(pending, locale)
		}
	}
	return pending
}
