package article_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestListFiltered: what each argument of a list finds.
func TestListFiltered(t *testing.T) {
	t.Parallel()
	const noon = 1767268800 // 2026-01-01T12:00:00Z
	s := acctest.Fake(t)
	seed(s)
	s.AddHelpCenter(intercomtest.HelpCenter{ID: "80", Identifier: "other"})
	s.AddCollection(intercomtest.Collection{ID: "700", Name: "Top", HelpCenterID: "80"})
	s.AddCollection(intercomtest.Collection{ID: "701", Name: "Inside", ParentID: "700"})
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
	for _, a := range s.Articles() {
		s.DeleteArticle(a.ID)
	}
	for _, a := range []intercomtest.Article{
		{ArticleText: intercomtest.ArticleText{Title: "In both", State: "published"}, ParentIDs: []string{"165", "701"}, CreatedAt: noon},
		{ArticleText: intercomtest.ArticleText{Title: "Elsewhere"}, ParentIDs: []string{"700"}, TagIDs: []string{intercomtest.ExampleTag}, CreatedAt: noon + 86400},
		{ArticleText: intercomtest.ArticleText{Title: "Nowhere"}, Translations: map[string]intercomtest.ArticleText{"fr": {Title: "Nulle part"}}, CreatedAt: noon + 2*86400},
	} {
		s.AddArticle(a)
	}
	for _, c := range []struct {
		name  string
		value any
		found int
	}{
		{"help_center_id", "80", 2},
		{"help_center_id", intercomtest.DefaultHelpCenter, 1},
		{"help_center_id", "81", 0},
		{"collection_ids", []any{"165", "700"}, 2},
		{"state", "published", 1},
		{"locale", "fr", 1},
		{"locale", "en", 3},
		{"title_contains", "WHERE", 2},
		{"tag_ids", []any{intercomtest.ExampleTag}, 1},
		{"updated_after", "2026-01-01T12:00:00Z", 2},
		{"updated_before", "2026-01-02T12:00:00Z", 1},
	} {
		found, diags := protocol(t, s, "2.16").List(acctest.Block{c.name: c.value}, 0)
		if acctest.Expect(t, diags); len(found) != c.found {
			t.Errorf("%s = %v: listed %d, want %d", c.name, c.value, len(found), c.found)
		}
	}
	s.Inject(intercomtest.Fault{Method: "GET", Path: "/help_center/collections", Act: intercomtest.Status(403, "forbidden", "No.")})
	_, diags := protocol(t, s, "2.16").List(acctest.Block{"help_center_id": "80"}, 0)
	acctest.Expect(t, diags, "ERROR", "403")
}
