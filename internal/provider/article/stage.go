package article

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// stage sends the texts that are published and stay so to the draft, and everything else to the article: the texts of a draft are not
// live, and a text without a published one has nothing to be staged for. What Intercom does not stage is not published instead.
func (u *change) stage(ctx context.Context) (*intercom.Article, error) {
	text, translations := intercom.ArticleText{}, map[string]intercom.ArticleText{}
	direct := &change{Writer: u.Writer, Change: u.Change, id: u.id, current: u.current, request: u.request}
	direct.request.TranslatedContent = map[string]intercom.ArticleText{}
	if u.staysPublished("") {
		text = onlyText(u.request.ArticleText)
		direct.request.ArticleText = intercom.ArticleText{AuthorID: u.request.AuthorID}
	}
	for locale, t := range u.request.TranslatedContent {
		if u.staysPublished(locale) {
			translations[locale] = onlyText(t)
		} else {
			direct.request.TranslatedContent[locale] = t
		}
	}
	var shown *intercom.Article
	if direct.writes("") || !direct.isZero() {
		var err error
		if shown, err = direct.put(ctx); err != nil {
			return nil, err
		}
	}
	switch {
	case text != (intercom.ArticleText{}) || len(translations) > 0:
	case shown == nil:
		return nil, framework.ErrUnchanged
	default:
		return shown, nil
	}
	staged, err := u.StageArticle(ctx, u.id, text, translations)
	if err != nil && shown != nil {
		err = &framework.PartialError{Err: fmt.Errorf("the rest of the article was changed, and staging its texts failed: %w", err)}
	}
	return staged, err
}

// staysPublished reports whether Intercom shows a text as published, and the request leaves it so.
func (u *change) staysPublished(locale string) bool {
	return contentIn(u.current, locale).State == intercom.ArticlePublished && !u.becomesDraft(locale)
}

// onlyText is what a draft can have of a text.
func onlyText(t intercom.ArticleText) intercom.ArticleText {
	t.State, t.AuthorID = intercom.Field[string]{}, intercom.Field[json.Number]{}
	return t
}
