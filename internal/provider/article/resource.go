// Package article implements the intercom_article resource, data sources, and list resource.
package article

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const (
	permission         = "Read and write articles"
	readPermission     = "Read and list articles"
	onDestroyUnpublish = "unpublish"
)

// Object is intercom_article. Articles can have equal titles, so that a POST is never sent twice.
var Object = framework.Object[model, *intercom.Article]{
	Metadata: framework.Metadata{
		Name: "article", Plural: "articles", Type: "intercom_article",
		Keys:         []framework.Key{{Name: "id", Description: "ID of the article."}},
		IDHint:       "The ID is the number in the URL of the article, after /articles/. An import takes the URL, too.",
		Whole:        []string{"collection_ids", "audience_ids"},
		ImportOption: importHTML, Irreversible: true, GoneCodes: []string{"not_found", "article_not_found"}, Permission: permission, ReadPermission: readPermission,
		References: map[string]string{"collection_ids": "intercom_collection", "author_id": "intercom_admin", "audience_ids": "intercom_audience"},
	},
	Description: "An article of an Intercom help center.\n\n" +
		"Intercom rewrites the body of an article: it raises headings, copies images to its CDN, and signs their URLs anew on each read. The provider compares what a reader can see, so a plan is empty until somebody edits the article. " +
		"If Intercom drops something of a text, the apply warns and lists it.\n\n" +
		"**Destroying this resource deletes the article** with its URL, history, and statistics, unless `on_destroy` says otherwise. Intercom's API cannot change the order of articles, upload images, delete a translation, or discard a draft. " +
		"The teammate who owns the access token needs Intercom's permission to manage knowledge base content.\n\n" +
		"An import takes the ID of the article, which is the number in its URL after `/articles/`, or the whole URL. " + importSets + "\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Equivalent: map[string]framework.Equivalence{
		"translations": sameTranslations, "description": sameText, "body": exactly, "body_markdown": exactly, "collection_ids": sameIDs, "audience_ids": sameIDs,
	},
	TerraformOnly: []string{"stage", "pending_draft"},
	Resends:       unstages,
	Validate:      validate,
	Facts: func(a *intercom.Article) framework.Facts {
		return framework.Facts{ID: framework.ID{string(a.ID)}, Name: a.Title, WorkspaceID: a.WorkspaceID, CreatedAt: a.CreatedAt, UpdatedAt: a.UpdatedAt}
	},
	Flatten:  flatten,
	Recall:   recall,
	Remember: remember,
	Prepare:  prepare,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.Article, error) {
		return w.CreateArticle(ctx, plan.createRequest(w.Version()))
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.Article, error) {
		return r.Article(ctx, id[0])
	},
	All: legible,
	ShowsOtherwise: func(a *intercom.Article, name string) bool {
		_, html := a.Body.Get()
		return name == "body_markdown" && html
	},
	Lookup: lookup,
	Update: update,
	Destroy: []framework.Verb[*intercom.Article]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes articles permanently", Detail: "Its URL, its history, and its statistics are deleted with it.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.DeleteArticle(ctx, id[0])
		},
	}, {
		OnDestroy: onDestroyUnpublish, Doing: "unpublishing", Clause: "makes it and its translations drafts",
		Effect: "This plan unpublishes articles", Detail: "It becomes a draft in all languages, and its URL stops working.",
		Done: isDraft,
	}},
	Remove: func(ctx context.Context, w framework.Writer, private privatestate.Reader, state *model) error {
		release, err := lockTexts(ctx, w.Data, state.ID.ValueString())
		if err != nil {
			return err
		}
		defer release()
		return unpublish(ctx, w, private, state.ID.ValueString(), state.PendingDraft.ValueString() == pendingOverwrite)
	},
	CheckDestroy: checkDestroy,
	Label:        func(m *model) string { return m.Title.ValueString() },
	Alike:        func(m *model) string { return m.Title.ValueString() + "\n" + m.AuthorID.ValueString() },
	KeyArgument:  func(*model) string { return "title" },
	Matches:      func(m *model, a *intercom.Article) bool { return differs(m, a) == "" },
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.Article, error) {
		return framework.Pointers(r.LatestArticles(ctx))
	},
	Snapshot:  recent,
	Differs:   differs,
	KeyTaken:  keyTaken,
	Refused:   refused,
	CheckPlan: checkPlan,
	Invalidate: func(d *providerdata.Data, _ *model) {
		providerdata.Shared[framework.Listed[intercom.Article]](d).Invalidate("")
	},
}

// all reads all articles, once a walk.
var all = framework.ListOnce(framework.Reader.Articles)

// legible lists the articles of which the list shows every text in HTML, with which the seal tells whether it was edited.
func legible(ctx context.Context, r framework.Reader) (shown []*intercom.Article, err error) {
	listed, err := framework.Pointers(all(ctx, r))
	for _, a := range listed {
		_, html := a.Body.Get()
		for _, content := range a.TranslatedContent {
			_, translated := content.Body.Get()
			html = html && translated
		}
		if html {
			shown = append(shown, a)
		}
	}
	return shown, err
}

// recently is how far back an equal article may be the outcome of an earlier run.
const recently = 24 * time.Hour

// recent lists those of the articles that were updated last which are of the last day, so that none of them is taken for a new
// one.
func recent(ctx context.Context, r framework.Reader, _ *model) (found []*intercom.Article, err error) {
	since := r.Data.Now().Add(-recently)
	latest, err := framework.Pointers(r.LatestArticles(ctx))
	for _, a := range latest {
		if a.CreatedAt.IsZero() || !a.CreatedAt.Before(since) {
			found = append(found, a)
		}
	}
	return found, err
}

// differs says what an article shows otherwise than it was asked for. Its body is Intercom's form of it, which can lack much.
func differs(m *model, a *intercom.Article) string {
	switch {
	case !attrvalue.EquivalentText(m.Title.ValueString(), a.Title):
		return fmt.Sprintf("its title is %q", intercom.Clean(a.Title, 80))
	case a.AuthorID != "" && string(a.AuthorID) != m.AuthorID.ValueString():
		return "its author_id is " + intercom.Quote(string(a.AuthorID), 40)
	}
	return ""
}

// keyTaken refuses to create an article like one that was created recently.
func keyTaken(b *framework.Base, _ *model, a *intercom.Article) diag.Diagnostic {
	at := "recently"
	if !a.CreatedAt.IsZero() {
		at = "at " + a.CreatedAt.Format(time.RFC3339)
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("title"), "An equal article was created recently",
		fmt.Sprintf("Article %s was created %s with the same title and author. An earlier run may have created it and lost Intercom's answer. No article was created.\n\n"+
			"What to do: import it, with the resource's address as \"to\". If you want another article like it, give it another title and rename it later.\n\n%s",
			framework.Label(string(a.ID), a.Title), at, b.ImportBlock(string(a.ID))))
}

// refused blames the argument that Intercom's error can only mean.
func refused(_ context.Context, _ framework.Reader, plan *model, doing string, err error) diag.Diagnostic {
	consequence := "No article was created."
	if api, ok := errors.AsType[*intercom.APIError](err); ok && api.StatusCode == 404 && api.HasCode("parameter_invalid") && !plan.AudienceIDs.IsNull() {
		return providerdiag.AttributeError(path.Root("audience_ids"), doing, err, consequence+" Intercom does not know one of the audiences.", permission)
	}
	return providerdiag.Error(doing, err, consequence, permission)
}

// isDraft reports whether an article is a draft in all languages.
func isDraft(a *intercom.Article) bool {
	for _, content := range a.TranslatedContent {
		if content.State == intercom.ArticlePublished {
			return false
		}
	}
	return a.State == intercom.ArticleDraft
}

// checkDestroy warns of unpublished changes that a destroy may lose. State does not tell whose they are.
func checkDestroy(state *model) (diags diag.Diagnostics) {
	if state.OnDestroy.ValueString() != onDestroyUnpublish || !state.HasUnpublished.ValueBool() || state.URL.IsNull() {
		return nil
	}
	effect := "Unpublishing it loses them if Terraform staged them, and fails if they are a teammate's."
	if state.PendingDraft.ValueString() == pendingOverwrite {
		effect = "Unpublishing it loses them, also if they are a teammate's, because pending_draft is \"overwrite\"."
	}
	diags.AddWarning("Articles to be unpublished have unpublished changes",
		"Article "+framework.Label(state.ID.ValueString(), state.Title.ValueString())+" has unpublished changes. "+effect+" To keep them, publish them first.")
	return diags
}

// unpublish makes an article a draft in all languages. It refuses to lose unpublished changes that the provider did not stage, unless
// they may be overwritten.
func unpublish(ctx context.Context, w framework.Writer, private privatestate.Reader, id string, overwrites bool) error {
	current, err := w.Article(ctx, id)
	if err != nil {
		return err
	}
	if isDraft(current) {
		return nil
	}
	if current.Pending() && !overwrites {
		if theirs, err := foreignDraft(ctx, w.Reads(), private, id); err != nil {
			return err
		} else if theirs != "" {
			return &providerdiag.LocalError{
				What: "the article has unpublished changes",
				Next: "publish or discard the changes in Intercom's editor, close tabs in which the article is open, and run it again. To lose the changes, set pending_draft = \"overwrite\", and apply that first.",
				Err:  fmt.Errorf("the article has %s, and unpublishing it would lose them", theirs),
			}
		}
	}
	draft := intercom.Set(intercom.ArticleDraft)
	request := intercom.ArticleRequest{ArticleText: intercom.ArticleText{State: draft, AuthorID: authorOf(string(current.AuthorID))}, TranslatedContent: map[string]intercom.ArticleText{}}
	for locale, content := range current.TranslatedContent {
		if content.State == intercom.ArticlePublished && locale != current.DefaultLocale {
			whole := wholeOf(content)
			whole.State = draft
			request.TranslatedContent[locale] = whole
		}
	}
	u := &change{Writer: w, id: id, current: current, request: request}
	shown, err := w.UpdateArticle(ctx, id, request)
	if err == nil {
		shown, err = u.restoreLocales(ctx, shown)
	}
	if err == nil && !isDraft(shown) {
		return &framework.NotDoneError{Shown: "it is published in some language"}
	}
	return err
}
