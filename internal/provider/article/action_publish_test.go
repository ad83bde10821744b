package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestPublishDraft(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config    acctest.Block
		behaviors []intercomtest.Behavior
		draft     bool
		says      string
		published bool
		fails     bool
	}{
		"a draft":          {draft: true, says: "Published the draft", published: true},
		"no draft":         {says: "has no draft"},
		"reviewed":         {draft: true, config: acctest.Block{"draft_updated_at": "2099-01-01T00:00:00Z"}, says: "Published the draft", published: true},
		"changed since":    {draft: true, config: acctest.Block{"draft_updated_at": "2020-01-01T00:00:00Z"}, says: "changed after the review", fails: true},
		"not done":         {draft: true, behaviors: []intercomtest.Behavior{intercomtest.NotDone().On("POST", "/articles/*/draft/publish")}, says: "still a draft", fails: true},
		"a lying 404":      {draft: true, behaviors: []intercomtest.Behavior{intercomtest.Gateway404JSON().On("GET", "/articles/*/draft")}, says: "unpublished changes", fails: true},
		"an older version": {draft: true, config: acctest.Block{"version": "2.15"}, says: "2.16 is the first version", fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			if c.draft {
				s.DraftArticle(intercomtest.ExampleArticle, func(d *intercomtest.ArticleDraft) { d.Body = "Staged" })
			}
			s.Set(c.behaviors...)
			version, config := "2.16", acctest.Block{"article_id": intercomtest.ExampleArticle}
			for name, value := range c.config {
				if name == "version" {
					version = "2.15"
					continue
				}
				config[name] = value
			}
			got := acctest.NewAction(t, s, "intercom_article_draft_publish", acctest.Block{"api_version": version}).Invoke(config)
			if said := strings.Join(got.Progress, "\n") + acctest.Text(got.Diags); !strings.Contains(said, c.says) || acctest.HasError(got.Diags) != c.fails {
				t.Errorf("it said: %s", said)
			}
			if a := s.Article(intercomtest.ExampleArticle); strings.Contains(a.Body, "Staged") != c.published {
				t.Errorf("Intercom has %s", a.Body)
			}
		})
	}
}

// TestPublishLocales: a workspace with several languages must be told which to publish.
func TestPublishLocales(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
	s.DraftArticle(intercomtest.ExampleArticle, func(d *intercomtest.ArticleDraft) { d.Body = "Staged" })
	got := acctest.NewAction(t, s, "intercom_article_draft_publish", nil).Invoke(acctest.Block{"article_id": intercomtest.ExampleArticle})
	acctest.Expect(t, got.Diags)
	if a := s.Article(intercomtest.ExampleArticle); !strings.Contains(a.Body, "Staged") {
		t.Errorf("Intercom has %s", a.Body)
	}
}
