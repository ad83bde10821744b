package article_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// library has drafts 101 to 103 and published articles 104 to 106, each with a French translation and a German draft.
func library(t *testing.T) *intercomtest.Server {
	t.Helper()
	s := acctest.Fake(t)
	seed(s)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr", "de"} })
	for i := range 6 {
		state := "draft"
		if i >= 3 {
			state = "published"
		}
		s.AddArticle(intercomtest.Article{
			ID: fmt.Sprint(101 + i), ArticleText: intercomtest.ArticleText{Title: fmt.Sprintf("Release %d", i), Body: "Text", State: state, AuthorID: intercomtest.ExampleAdmin}, ParentIDs: []string{"165"}, CreatedAt: 1734537243,
			Translations: map[string]intercomtest.ArticleText{"fr": {Title: "Version", Body: "Texte", State: state}, "de": {Title: "Fassung", Body: "Text", State: "draft"}},
		})
	}
	return s
}

// states are those of the articles in the library: P or D, in the default language and in French.
func states(s *intercomtest.Server) string {
	all := ""
	for i := range 6 {
		a := s.Article(fmt.Sprint(101 + i))
		all += strings.ToUpper(a.State[:1]) + a.Translations["fr"].State[:1] + " "
		if a.Translations["de"].Title != "Fassung" || a.Translations["de"].State != "draft" || !strings.Contains(a.Translations["fr"].Body, "Texte") {
			all += "and lost a translation "
		}
	}
	return strings.TrimSpace(all)
}

const untouched = "Dd Dd Dd Pp Pp Pp"

func TestArticlesPublish(t *testing.T) {
	t.Parallel()
	drafts := []any{"101", "102", "103"}
	shows := func(state string) intercomtest.Behavior {
		return intercomtest.Overrides(map[string]any{"state": state}).On("PUT", "/articles/*")
	}
	for name, c := range map[string]struct {
		action    string
		config    acctest.Block
		arguments acctest.Block
		behaviors []intercomtest.Behavior
		before    func(s *intercomtest.Server)
		says      string
		states    string
		fails     bool
	}{
		"by ids":              {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3}, says: `Published article 103 "Release 2", 3 of 3 done`, states: "Pd Pd Pd Pp Pp Pp"},
		"translations, too":   {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3, "locales": []any{"fr", "en"}}, says: "3 of 3 done", states: "Pp Pp Pp Pp Pp Pp"},
		"by a search":         {action: "publish", config: acctest.Block{"search": acctest.Block{"collection_ids": []any{"165"}}, "expected_count": 3}, says: "3 of 3 done", states: "Pd Pd Pd Pp Pp Pp"},
		"of a help center":    {action: "publish", config: acctest.Block{"search": acctest.Block{"help_center_id": intercomtest.DefaultHelpCenter, "title_contains": "release 1"}, "expected_count": 1}, says: "1 of 1 done", states: "Dd Pd Dd Pp Pp Pp"},
		"more than expected":  {action: "publish", config: acctest.Block{"search": acctest.Block{"collection_ids": []any{"165"}}, "expected_count": 2}, says: "finds 3 to publish, and 2 are expected: 10", states: untouched, fails: true},
		"fewer than expected": {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 4}, says: "ids has 3, and 4 are expected", states: untouched, fails: true},
		"published already":   {action: "publish", config: acctest.Block{"ids": []any{"104"}, "expected_count": 1}, says: "Nothing to do for article 104", states: untouched},
		"a teammate's draft stays one": {
			action: "publish", config: acctest.Block{"ids": []any{"104"}, "expected_count": 1, "locales": []any{"de"}}, says: "Published article 104", states: "Dd Dd Dd Pp and lost a translation Pp Pp",
			before: func(s *intercomtest.Server) {
				s.DraftArticle("104", func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" })
			},
		},
		"unchanged since": {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3, "unchanged_since": "2026-01-01T00:00:00Z"}, says: "3 of 3 done", states: "Pd Pd Pd Pp Pp Pp"},
		"changed since": {
			action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3, "unchanged_since": "2026-01-01T00:00:00Z"}, says: "after unchanged_since", states: "Pd Dd Dd Pp Pp Pp", fails: true,
			before: func(s *intercomtest.Server) {
				s.UpdateArticle("102", func(a *intercomtest.Article) { a.Description = "Edited" })
			},
		},
		"moved meanwhile": {
			action: "publish", config: acctest.Block{"search": acctest.Block{"title_contains": "release"}, "expected_count": 3}, says: "does not match the search any more", states: "Dd Dd Pd Pp Pp Pp", fails: true,
			before: func(s *intercomtest.Server) {
				s.Before("PUT", "/articles/*", func() {
					for _, id := range []string{"101", "102"} {
						s.UpdateArticle(id, func(a *intercomtest.Article) { a.Title = "Other" })
					}
				})
			},
		},
		"no such article":            {action: "publish", config: acctest.Block{"ids": []any{"101", "4040", "102"}, "expected_count": 3}, says: "1 of 3 articles are done. Left, as far as is known: 4040, 102", states: "Pd Dd Dd Pp Pp Pp", fails: true},
		"a lying 404":                {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3}, behaviors: []intercomtest.Behavior{intercomtest.Gateway404JSON().On("GET", "/articles/*")}, says: "not Intercom's word", states: untouched, fails: true},
		"not done":                   {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3}, behaviors: []intercomtest.Behavior{intercomtest.NotDone().On("PUT", "/articles/*"), shows("draft")}, says: "it did not happen", states: untouched, fails: true},
		"no such translation":        {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3, "locales": []any{"it"}}, says: "no translation to it", states: untouched, fails: true},
		"the other locales replaced": {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3, "locales": []any{"fr"}}, behaviors: []intercomtest.Behavior{intercomtest.ReplacesTranslations()}, says: "3 of 3 done", states: "Pp Pp Pp Pp Pp Pp"},
		"authors reassigned":         {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3}, behaviors: []intercomtest.Behavior{intercomtest.ReassignsAuthors()}, says: "3 of 3 done", states: "Pd Pd Pd Pp Pp Pp"},
		"a read decides":             {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3}, behaviors: []intercomtest.Behavior{shows("draft")}, says: "3 of 3 done", states: "Pd Pd Pd Pp Pp Pp"},

		"unpublish":                   {action: "unpublish", config: acctest.Block{"ids": []any{"104", "105"}, "expected_count": 2}, says: `Unpublished article 105 "Release 4", 2 of 2 done`, states: "Dd Dd Dd Dd Dd Pp"},
		"unpublish, locales replaced": {action: "unpublish", config: acctest.Block{"ids": []any{"104", "105"}, "expected_count": 2}, behaviors: []intercomtest.Behavior{intercomtest.ReplacesTranslations()}, says: "2 of 2 done", states: "Dd Dd Dd Dd Dd Pp"},
		"unpublish by a search":       {action: "unpublish", config: acctest.Block{"search": acctest.Block{"collection_ids": []any{"165"}}, "expected_count": 3}, says: "3 of 3 done", states: "Dd Dd Dd Dd Dd Dd"},
		"unpublish a draft":           {action: "unpublish", config: acctest.Block{"ids": []any{"101"}, "expected_count": 1}, says: "Nothing to do", states: untouched},
		"unpublish, a read decides":   {action: "unpublish", config: acctest.Block{"ids": []any{"104"}, "expected_count": 1}, behaviors: []intercomtest.Behavior{shows("published")}, says: "1 of 1 done", states: "Dd Dd Dd Dd Pp Pp"},
		"unpublish, not done":         {action: "unpublish", config: acctest.Block{"ids": []any{"104"}, "expected_count": 1}, behaviors: []intercomtest.Behavior{intercomtest.NotDone().On("PUT", "/articles/*"), shows("published")}, says: "it did not happen", states: untouched, fails: true},
		"unpublish a teammate's draft": {
			action: "unpublish", config: acctest.Block{"ids": []any{"104", "105"}, "expected_count": 2}, says: "would lose unpublished changes", states: untouched, fails: true,
			before: func(s *intercomtest.Server) {
				s.DraftArticle("104", func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" })
			},
		},
		"unpublish, protected": {action: "unpublish", config: acctest.Block{"ids": []any{"104"}, "expected_count": 1}, arguments: acctest.Block{"deletion_protection": true}, says: "protected from being unpublished", states: untouched, fails: true},
		"unpublish one locale": {action: "unpublish", config: acctest.Block{"ids": []any{"104"}, "expected_count": 1, "locales": []any{"fr"}}, says: "in all languages", states: untouched, fails: true},
		"selected twice":       {action: "publish", config: acctest.Block{"ids": drafts, "search": acctest.Block{"title_contains": "release"}, "expected_count": 3}, says: "selected in one way", states: untouched, fails: true},
		"not selected":         {action: "publish", config: acctest.Block{"expected_count": 3}, says: "selected in one way", states: untouched, fails: true},
		"a search for all":     {action: "publish", config: acctest.Block{"search": acctest.Block{}, "expected_count": 3}, says: "all articles of the workspace", states: untouched, fails: true},
		"another workspace":    {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3}, arguments: acctest.Block{"workspace_id": "other"}, says: "another workspace", states: untouched, fails: true},
		"an older version":     {action: "publish", config: acctest.Block{"ids": drafts, "expected_count": 3}, arguments: acctest.Block{"api_version": "2.13"}, says: "3 of 3 done", states: "Pd Pd Pd Pp Pp Pp"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := library(t)
			if c.before != nil {
				c.before(s)
			}
			s.Set(c.behaviors...)
			arguments := acctest.Block{"api_version": "2.16"}
			maps.Copy(arguments, c.arguments)
			got := acctest.NewAction(t, s, "intercom_articles_"+c.action, arguments).Invoke(c.config)
			if said := strings.Join(got.Progress, "\n") + acctest.Text(got.Diags); !strings.Contains(said, c.says) || acctest.HasError(got.Diags) != c.fails {
				t.Errorf("it said: %s", said)
			}
			if is := states(s); is != c.states {
				t.Errorf("the states are %s, want %s", is, c.states)
			}
			for _, a := range s.Articles() {
				if a.AuthorID != intercomtest.ExampleAdmin {
					t.Errorf("the author of %s is %s", a.ID, a.AuthorID)
				}
			}
			if name == "a teammate's draft stays one" && s.Article("104").Draft == nil {
				t.Error("the teammate's draft is gone")
			}
		})
	}
}

// TestArticlesPublishLost: an answer that is lost is asked for again, and no article is changed that was not meant.
func TestArticlesPublishLost(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]intercomtest.Act{"lost": intercomtest.ResetAfter(), "500": intercomtest.Status(500, "server_error", "Sorry"), "HTML": intercomtest.HTMLBody200()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := library(t)
			s.Inject(intercomtest.Fault{Method: "PUT", Path: "/articles/*", Times: 1, Act: act})
			got := acctest.NewAction(t, s, "intercom_articles_publish", nil).Invoke(acctest.Block{"ids": []any{"101", "102"}, "expected_count": 2})
			if is := states(s); acctest.HasError(got.Diags) || is != "Pd Pd Dd Pp Pp Pp" {
				t.Errorf("the states are %s: %s", is, acctest.Text(got.Diags))
			}
		})
	}
}

// TestArticlesPublishPlan: a plan says what an invocation does, and refuses what it would refuse.
func TestArticlesPublishPlan(t *testing.T) {
	t.Parallel()
	s := library(t)
	config := acctest.Block{"ids": []any{"101"}, "expected_count": 1}
	acctest.Expect(t, acctest.NewAction(t, s, "intercom_articles_publish", nil).Plan(config), "WARNING", "This plan publishes articles")
	acctest.Expect(t, acctest.NewAction(t, s, "intercom_articles_unpublish", nil).Plan(config), "WARNING", "This plan unpublishes articles")
	acctest.Expect(t, acctest.NewAction(t, s, "intercom_articles_unpublish", acctest.Block{"deletion_protection": true}).Plan(config), "ERROR", "protected")
	acctest.Expect(t, acctest.NewAction(t, s, "intercom_articles_publish", nil).Validate(acctest.Block{"expected_count": 1}), "ERROR", "selected in one way")
	acctest.Expect(t, acctest.NewAction(t, s, "intercom_articles_publish", nil).Validate(acctest.Block{"ids": acctest.Unknown, "expected_count": 1}))
}
