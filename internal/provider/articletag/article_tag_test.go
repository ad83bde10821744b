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

// seedListed tags two articles, and one of them twice. The example workspace has another one with a tag, and one without.
func seedListed(s *intercomtest.Server) {
	seed(s)
	s.AddTag(intercomtest.Tag{ID: "9", Name: "Beta"})
	s.AddTag(intercomtest.Tag{ID: "10", Name: "Unused"})
	s.UpdateArticle("42", func(a *intercomtest.Article) { a.TagIDs = []string{intercomtest.ExampleTag, "9"} })
	s.UpdateArticle("43", func(a *intercomtest.Article) { a.TagIDs = []string{"9"} })
}

func TestList(t *testing.T) {
	const tag = intercomtest.ExampleTag
	untag := func(s *intercomtest.Server) {
		s.UpdateArticle("42", func(a *intercomtest.Article) { a.TagIDs = []string{tag} })
	}
	acctest.AssociationList{
		Type: "intercom_article_tag", Keys: []string{"article_id", "tag_id"}, Seed: seedListed, Lacks: "2.15",
		By: map[string]acctest.ListedBy{
			"article": {
				Config: acctest.Block{"article_id": "42"}, Found: map[string]string{"42/" + tag: "Refunds 42: VIP", "42/9": "Refunds 42: Beta"},
				Calls: []string{"GET /articles/42"}, Method: "GET", Path: "/articles/*",
				Empty: acctest.Block{"article_id": intercomtest.ExampleArticle}, Missing: acctest.Block{"article_id": "99"}, Says: []string{"404"},
				Take: untag, Taken: "42/9",
			},
			"tag": {
				Config: acctest.Block{"tag_id": "9"}, Found: map[string]string{"42/9": "Refunds 42: Beta", "43/9": "Refunds 43: Beta"},
				Calls: []string{"GET /articles"}, Method: "GET", Path: "/articles",
				Empty: acctest.Block{"tag_id": "10"}, Missing: acctest.Block{"tag_id": "11"}, Says: []string{"there is no such tag"},
				Take: untag, Taken: "42/9",
			},
			"all": {
				Found: map[string]string{"42/" + tag: "Refunds 42: VIP", "42/9": "Refunds 42: Beta", "43/9": "Refunds 43: Beta", "12/" + tag: "Tour: VIP"},
				Calls: []string{"GET /articles"}, Method: "GET", Path: "/articles",
				Take: untag, Taken: "42/9",
			},
		},
	}.Run(t)
}

// TestListArguments: at most one argument can be set.
func TestListArguments(t *testing.T) {
	t.Parallel()
	p := acctest.NewProtocol(t, acctest.Fake(t), "intercom_article_tag", nil)
	acctest.Expect(t, p.ValidateList(acctest.Block{"article_id": "42", "tag_id": "9"}), "ERROR", "article_id", "tag_id")
}

// TestTagsInPart: tags that the answer shows in part, or not at all, do not prove that the tag is gone.
func TestTagsInPart(t *testing.T) {
	t.Parallel()
	for name, shown := range map[string]any{
		"10 of 11": map[string]any{"type": "tag.list", "tags": []any{}, "total_count": 11, "has_more": true},
		"a total":  map[string]any{"type": "tag.list", "tags": []any{}, "total_count": 1},
		"no end":   map[string]any{"type": "tag.list", "tags": []any{}, "has_more": true},
		"a link":   map[string]any{"type": "tag.list", "tags": []any{}, "pages": map[string]any{"next": "https://api.intercom.io/tags?page=2"}},
		"null":     map[string]any{"type": "tag.list", "tags": nil},
		"no tags":  map[string]any{"type": "tag.list"},
	} {
		s := acctest.Fake(t)
		seed(s)
		p := acctest.NewProtocol(t, s, "intercom_article_tag", nil)
		object := p.Run(acctest.Object{}, acctest.Block{"article_id": "42", "tag_id": intercomtest.ExampleTag})
		s.Set(intercomtest.Overrides(map[string]any{"tags": shown}).On("GET", "/articles/*"))
		read, diags := p.Read(object)
		if acctest.Expect(t, diags, "ERROR", "tags"); read.IsNull() {
			t.Errorf("%s: removed from state", name)
		}
		after, diags := p.Destroy(object)
		if acctest.HasError(diags) || !after.IsNull() {
			t.Errorf("%s: the destroy needs a read", name)
		}
	}
}
