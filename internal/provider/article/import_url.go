package article

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var articleURL = regexp.MustCompile(`^https?://\S*/articles/([0-9]+)(?:[-/?#]\S*)?$`)

func idOfURL(text string) string {
	if m := articleURL.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// lookup finds the article that a URL names.
func lookup(ctx context.Context, r framework.Reader, text string) (framework.ID, diag.Diagnostics) {
	if id := idOfURL(text); id != "" {
		return framework.ID{id}, refuseURL(ctx, r, id, text)
	}
	return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Error importing an article: neither an ID nor a URL",
		fmt.Sprintf("%q is neither the ID nor the URL of an article. %s", intercom.Clean(text, 80), "The ID is the number in the URL, after /articles/."))}
}

// refuseURL refuses a URL of another site: the number in it is another workspace's article.
func refuseURL(ctx context.Context, r framework.Reader, id, text string) diag.Diagnostics {
	var diags diag.Diagnostics
	workspace, err := r.Data.Client(&diags).Workspace(ctx)
	given, problem := url.Parse(text)
	if err != nil || problem != nil || strings.Contains(given.Path, "/apps/"+workspace.ID+"/") {
		return diags
	}
	a, err := r.Article(ctx, id)
	if err != nil {
		return nil // the import's own read reports it
	}
	shown := []string{a.URL}
	for _, locale := range locales(a.TranslatedContent) {
		shown = append(shown, a.TranslatedContent[locale].URL)
	}
	for _, each := range shown {
		if of, err := url.Parse(each); err == nil && of.Host != "" && strings.EqualFold(of.Host, given.Host) {
			return nil
		}
	}
	is := "Intercom shows no URL for it, because it is not published."
	if a.URL != "" {
		is = "Its URL is " + intercom.Quote(a.URL, 200) + "."
	}
	return diag.Diagnostics{diag.NewErrorDiagnostic("Error importing an article: the URL may be that of another article",
		fmt.Sprintf("The number in %s is that of article %s in this workspace. %s Nothing was imported.\n\nWhat to do: if that is the article, import it by its ID, %s. Otherwise, use a token of the workspace that has the URL.",
			intercom.Quote(text, 200), framework.Label(id, a.Title), is, id))}
}
