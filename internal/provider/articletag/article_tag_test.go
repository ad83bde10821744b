package articletag_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

func seed(s *intercomtest.Server) {
	for _, id := range []string{"42", "43"} {
		s.AddArticle(intercomtest.Article{ID: id, ArticleText: intercomtest.ArticleText{Title: "Refunds " + id}})
	}
}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: "intercom_article_tag", Seed: seed, Keys: []string{"article_id", "tag_id"}, Versions: []string{"2.16", "Preview"},
		Config:    acctest.Block{"article_id": "42", "tag_id": intercomtest.ExampleTag},
		Second:    acctest.Block{"timeouts": acctest.Block{"create": "5m"}},
		Replaced:  acctest.Block{"article_id": "43"},
		Created:   []string{`POST /articles/42/tags {"id":"7522907"}`},
		Destroyed: []string{`DELETE /articles/42/tags/7522907`},
		Drift: func(s *intercomtest.Server, _ acctest.Object) {
			s.UpdateArticle("42", func(a *intercomtest.Article) { a.TagIDs = nil })
		},
		Restored: []string{`POST /articles/42/tags {"id":"7522907"}`},
	}.Run(t)
}
