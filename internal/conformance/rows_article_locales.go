package conformance

import (
	"context"
	"encoding/json"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// articleLocaleRows are about translations of drafts.
var articleLocaleRows = []Row{
	{
		ID: "article-other-locales", Area: "articles", Since: "2.16",
		Assumption:  "An update of one translation leaves the others as they are.",
		Fake:        "kept",
		Consequence: "None: the provider reads the article after each update and compares all translations.",
		Knobs:       []string{"ReplacesTranslations"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.translatedArticle(ctx, func(_, second intercom.ArticleContent) string { return keptOrGone(second.Title) })
		},
	},
	{
		ID: "article-partial-locale", Area: "articles", Since: "2.16",
		Assumption:  "An update of a translation's title leaves its description as it is.",
		Fake:        "kept",
		Consequence: "None: the provider sends each translation whole.",
		Knobs:       []string{"ReplacesLocales"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.translatedArticle(ctx, func(first, _ intercom.ArticleContent) string {
				description, _ := first.Description.Get()
				return keptOrGone(description)
			})
		},
	},
	{
		ID: "article-default-locale", Area: "articles", Since: "2.16",
		Assumption:  "translated_content does not repeat the default locale.",
		Fake:        "absent",
		Consequence: "None: the provider takes the article's own texts.",
		Knobs:       []string{"RepeatsDefaultLocale"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, locales, err := l.translatable(ctx)
			if err != nil {
				return "", err
			}
			update := intercom.ArticleRequest{TranslatedContent: map[string]intercom.ArticleText{locales[0]: l.translation("Text.")}}
			shown, err := l.UpdateArticle(ctx, string(a.ID), update)
			if err != nil {
				return outcome(err)
			}
			if _, repeated := shown.TranslatedContent[shown.DefaultLocale]; repeated {
				return "repeated", nil
			}
			return "absent", nil
		},
	},
}

// translatable makes an article, and tells the locales that it can be translated to.
func (l *Lab) translatable(ctx context.Context) (a *intercom.Article, locales []string, err error) {
	if a, err = l.article(ctx, intercom.ArticleText{}); err != nil {
		return nil, nil, err
	}
	locales, err = l.otherLocales(ctx, a.DefaultLocale)
	return a, locales, err
}

func (l *Lab) translation(description string) intercom.ArticleText {
	return intercom.ArticleText{
		Title: intercom.Set(l.name("translation")), Description: intercom.Set(description),
		AuthorID: intercom.Set(json.Number(l.admin)), State: intercom.Set(intercom.ArticleDraft),
	}
}

// translatedArticle gives an article two translations, sends another title for the first one, and looks at both.
func (l *Lab) translatedArticle(ctx context.Context, look func(first, second intercom.ArticleContent) string) (string, error) {
	a, locales, err := l.translatable(ctx)
	if err != nil {
		return "", err
	}
	both := map[string]intercom.ArticleText{locales[0]: l.translation("First."), locales[1]: l.translation("Second.")}
	if _, err := l.UpdateArticle(ctx, string(a.ID), intercom.ArticleRequest{TranslatedContent: both}); err != nil {
		return outcome(err)
	}
	title := map[string]intercom.ArticleText{locales[0]: {Title: intercom.Set(l.name("first again"))}}
	if _, err := l.UpdateArticle(ctx, string(a.ID), intercom.ArticleRequest{TranslatedContent: title}); err != nil {
		return outcome(err)
	}
	shown, err := l.Article(ctx, string(a.ID))
	if err != nil {
		return outcome(err)
	}
	return look(shown.TranslatedContent[locales[0]], shown.TranslatedContent[locales[1]]), nil
}

func keptOrGone(text string) string {
	if text == "" {
		return "gone"
	}
	return "kept"
}
