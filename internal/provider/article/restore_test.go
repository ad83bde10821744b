package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestLocalesRestored: a PUT that removes the locales that it does not name is repaired although the user stops the run. If the repair
// fails, an error names the locales.
func TestLocalesRestored(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]acctest.Block{
		"update":  {"translations": acctest.Block{"fr": acctest.Block{"title": "Deux", "body": "Cinq", "state": "published"}}},
		"destroy": nil,
	} {
		for how, fails := range map[string]bool{"stopped": false, "refused": true} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				s, object, config := translated(t, acctest.Block{"on_destroy": "unpublish"})
				s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) {
					a.Translations["de"] = intercomtest.ArticleText{Title: "Eins", Body: "Fünf", State: "draft"}
				})
				s.Set(intercomtest.ReplacesTranslations())
				p := protocol(t, s, "2.16")
				if fails {
					s.Inject(intercomtest.Fault{Method: "PUT", Path: "/articles/*", Skip: 1, Act: intercomtest.Status(500, "server_error", "Sorry.")})
				} else {
					s.Before("PUT", "/articles/*", p.Stop)
				}
				var said string
				if change == nil {
					_, diags := p.Destroy(object)
					said = acctest.Text(diags)
				} else {
					planned, _ := p.Plan(object, with(config, change))
					_, diags := p.Apply(planned)
					said = acctest.Text(diags)
				}
				_, restored := article(t, s, object).Translations["de"]
				if restored == fails {
					t.Errorf("de is there: %v", restored)
				}
				if named := strings.Contains(said, "removed the translations in de"); named != fails {
					t.Errorf("it said: %s", said)
				}
			})
		}
	}
}
