package article

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// writeText writes the planned body, and leaves the rest of the article as it is.
func writeText(ctx context.Context, w framework.Writer, plan *textModel) (shownText, error) {
	id, locale := plan.ArticleID.ValueString(), plan.Locale.ValueString()
	release, err := lockTexts(ctx, w.Data, id)
	if err != nil {
		return shownText{}, err
	}
	defer release()
	current, err := w.Article(ctx, id)
	if err != nil {
		return shownText{}, err
	}
	if problem := mainLocaleProblem(current, locale); problem != nil {
		return shownText{}, problem
	}
	before, err := textOfArticle(current, locale)
	if err != nil {
		return shownText{}, &providerdiag.LocalError{What: "the article lacks the translation", Next: "add the translation with its title to the article's translations, without a body, then run it again.", Err: err}
	}
	u := &change{Writer: w, id: id, current: current, textual: true}
	u.Plan, u.Prior = &model{PendingDraft: plan.PendingDraft, State: types.StringValue(before.content.State)}, &model{}
	u.request.AuthorID = authorOf(string(current.AuthorID))
	if locale == "" {
		request{&u.request.ArticleText}.set(plan.body(), w.Version())
		if current.State == intercom.ArticlePublished {
			u.request.State = intercom.Set(intercom.ArticlePublished) // it makes the text live although there is a draft
		}
	} else {
		whole := wholeOf(before.content)
		whole.Body = intercom.Field[string]{}
		request{&whole}.set(plan.body(), w.Version())
		u.request.TranslatedContent = map[string]intercom.ArticleText{locale: whole}
	}
	if w.Version().Has(with216) {
		if err := u.checkDraft(ctx); err != nil {
			return shownText{}, err
		}
	}
	shown, err := u.send(ctx)
	if err != nil {
		return shownText{}, err
	}
	return stored(ctx, w, plan, before, shown)
}

// stored believes an answer that shows what was sent, or what Intercom can have made of it. Otherwise a read decides. Where that shows the
// text from before, the write was not carried out, or went to a draft.
func stored(ctx context.Context, w framework.Writer, plan *textModel, before shownText, answer *intercom.Article) (shownText, error) {
	same := func(s shownText) bool {
		was, _ := before.content.Body.Get()
		now, shown := s.content.Body.Get()
		return shown && richtext.Fingerprint(was) == richtext.Fingerprint(now) && !plan.body().equivalent(s.content)
	}
	s, err := textOfArticle(answer, before.locale)
	if html, shown := s.content.Body.Get(); err == nil && !same(s) && (!shown || richtext.SharesWords(plan.body().html(), html)) {
		return s, nil
	}
	again, err := w.Article(ctx, string(before.ID))
	if err != nil {
		return shownText{}, err
	}
	if s, err = textOfArticle(again, before.locale); err != nil {
		return shownText{}, &providerdiag.LocalError{What: "the translation is gone", Next: "look at the article's translations in Intercom, then plan again.", Err: err}
	}
	if same(s) {
		return shownText{}, &providerdiag.LocalError{
			What: "Intercom kept the body from before", Next: "look whether the article has unpublished changes in Intercom's editor. Publish or discard them, then run it again.",
			Err: &framework.NotDoneError{Shown: "the body is the one from before"},
		}
	}
	return s, nil
}

// mainLocaleProblem refuses the default locale as a translation: the same body would have two names.
func mainLocaleProblem(a *intercom.Article, locale string) error {
	if locale == "" || locale != a.DefaultLocale {
		return nil
	}
	return &providerdiag.LocalError{What: "locale is the default locale", Next: "remove locale.", Err: fmt.Errorf("%s is the default locale of the help center of article %s", locale, a.ID)}
}
