package article_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// seed adds the collections 165 and 166.
func seed(s *intercomtest.Server) {
	s.AddCollection(intercomtest.Collection{ID: "165", Name: "Billing"})
	s.AddCollection(intercomtest.Collection{ID: "166", Name: "Refunds"})
}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: "intercom_article", Keys: []string{"id"}, Seed: seed,
		Config: acctest.Block{
			"title": "How refunds work", "description": "When the money is back.", "body": "<h1>Refunds</h1>\n<p>Within <strong>five</strong> days.</p>\n",
			"author_id": intercomtest.ExampleAdmin, "state": "published", "collection_ids": []any{"165"},
		},
		Unread: []string{"body", "ai_chatbot_availability", "ai_copilot_availability", "ai_sales_agent_availability"},
		Second: acctest.Block{"title": "Refunds", "description": nil, "body": "<p>Within six days.</p>", "collection_ids": []any{"166"}},
		Created: []string{`POST /articles {"title":"How refunds work","description":"When the money is back.","body":"<h1>Refunds</h1><p>Within <strong>five</strong> days.</p>",
			"author_id":814860,"state":"published","parent_id":165,"parent_type":"collection"}`},
		Updated: []string{`PUT /articles/{id} {"title":"Refunds","description":"","body":"<p>Within six days.</p>","author_id":814860,"state":"published","parent_id":"166","parent_type":"collection"}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateArticle(o.Get("id"), func(a *intercomtest.Article) { a.Body = "<p>Within four days.</p>" })
		},
		Restored:  []string{`PUT /articles/{id} {"body":"<h1>Refunds</h1><p>Within <strong>five</strong> days.</p>","author_id":814860,"state":"published"}`},
		Destroyed: []string{`DELETE /articles/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteArticle(o.Get("id")) },
		Versions:  []string{"2.13", "2.14", "2.15"},
	}.Run(t)
}
