package article

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// lockTexts waits until nothing else of this run writes to an article: an update may remove the locales that it does not name, and sends them
// again as they were before.
func lockTexts(ctx context.Context, d *providerdata.Data, id string) (release func(), err error) {
	return d.Creates.Lock(ctx, "texts of article "+id)
}

// restoreLocales sends the locales again that an update has removed although it did not name them: whether it leaves them alone
// is not documented.
func (u *change) restoreLocales(ctx context.Context, shown *intercom.Article) (*intercom.Article, error) {
	if u.current == nil || shown.TranslatedContent == nil || len(u.request.TranslatedContent) == 0 {
		return shown, nil
	}
	every := map[string]intercom.ArticleText{}
	for locale, content := range u.current.TranslatedContent {
		if _, sent := u.request.TranslatedContent[locale]; !sent && locale != u.current.DefaultLocale && content.Title != "" {
			every[locale] = wholeOf(content)
		}
	}
	missing := lacking(shown, every)
	if len(missing) == 0 {
		return shown, nil
	}
	maps.Copy(every, u.request.TranslatedContent)
	repairing, cancel := framework.Repairing(ctx)
	defer cancel()
	restored, err := u.UpdateArticle(repairing, u.id, intercom.ArticleRequest{ArticleText: intercom.ArticleText{AuthorID: u.request.AuthorID, State: u.request.State}, TranslatedContent: every})
	if err != nil {
		return nil, lostLocales(missing, "sending them again failed: "+err.Error())
	}
	if missing = lacking(restored, every); len(missing) > 0 {
		return nil, lostLocales(missing, "they were sent again, and Intercom still shows none")
	}
	return restored, nil
}

// lacking are the wanted locales that an article does not show.
func lacking(a *intercom.Article, wanted map[string]intercom.ArticleText) (missing []string) {
	for _, locale := range locales(wanted) {
		if a.TranslatedContent[locale].Title == "" {
			missing = append(missing, locale)
		}
	}
	return missing
}

// lostLocales reports translations that an update removed. It hides the error of the call that was to restore them: a read that shows
// what the update itself was to do must not make it a success.
func lostLocales(missing []string, why string) error {
	return &framework.PartialError{Err: &providerdiag.LocalError{
		What: "it lost translations",
		Next: "restore the translations in Intercom. The data source intercom_article_versions shows their earlier texts. Then run it again.",
		Err:  fmt.Errorf("the update removed the translations in %s, which it did not name, and %s", strings.Join(missing, ", "), why),
	}}
}
