package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// translated has a published article with a published French translation.
func translated(t *testing.T, changes ...acctest.Block) (*intercomtest.Server, acctest.Object, acctest.Block) {
	t.Helper()
	s := acctest.Fake(t)
	seed(s)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr", "de"} })
	config := with(append([]acctest.Block{{"body": "One", "translations": acctest.Block{"fr": acctest.Block{"title": "Un", "body": "Cinq", "state": "published"}}}}, changes...)...)
	return s, protocol(t, s, "2.16").Run(acctest.Object{}, config), config
}

// draftBoth stages a teammate's changes in both languages.
func draftBoth(s *intercomtest.Server, id string) {
	s.UpdateArticle(id, func(a *intercomtest.Article) {
		a.Draft = &intercomtest.ArticleDraft{Title: a.Title, Body: "Theirs"}
		fr := a.Translations["fr"]
		fr.Draft = &intercomtest.ArticleDraft{Title: fr.Title, Body: "Le leur"}
		a.Translations["fr"] = fr
	})
}

// TestWithdrawnDraft: an update that sends a state would lose or publish a teammate's unpublished changes, as one of texts would.
func TestWithdrawnDraft(t *testing.T) {
	t.Parallel()
	french := func(state string) acctest.Block {
		return acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"title": "Un", "body": "Cinq", "state": state}}}
	}
	for name, change := range map[string]acctest.Block{
		"unpublished":             {"state": "draft"},
		"translation removed":     {"translations": nil},
		"translation unpublished": french("draft"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, object, config := translated(t)
			draftBoth(s, object.Get("id"))
			object, before := refresh(t, s, object), writes(s)
			planned, diags := protocol(t, s, "2.16").Plan(object, with(config, change))
			acctest.Expect(t, diags, "WARNING", "have unpublished changes of teammates")
			_, diags = protocol(t, s, "2.16").Apply(planned)
			acctest.Expect(t, diags, "ERROR", "unpublished changes of a teammate")
			if n := writes(s) - before; n > 0 {
				t.Errorf("%d writes", n)
			}
			_, said := apply(t, s, object, with(config, change, acctest.Block{"pending_draft": "overwrite"}))
			if strings.Contains(said, "ERROR") || writes(s) == before {
				t.Errorf("overwrite: %s", said)
			}
		})
	}
}

// TestStateTakenOver: a state that was not managed is sent although it is the one that Intercom shows. It would publish a draft.
func TestStateTakenOver(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One", "state": nil})
	s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) { a.State, a.Published = "published", true })
	s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" })
	object, before := refresh(t, s, object), writes(s)
	_, said := apply(t, s, object, with(acctest.Block{"body": "One"}))
	if !strings.Contains(said, "unpublished changes of a teammate") || writes(s) > before {
		t.Errorf("%d writes: %s", writes(s)-before, said)
	}
}

// TestTranslationDraftPlanned: a plan warns of a draft in a language that it changes, although the default language has none.
func TestTranslationDraftPlanned(t *testing.T) {
	t.Parallel()
	s, object, config := translated(t)
	draftBoth(s, object.Get("id"))
	s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) { a.Draft = nil })
	object = refresh(t, s, object)
	_, diags := protocol(t, s, "2.16").Plan(object, with(config, acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"title": "Deux", "body": "Cinq", "state": "published"}}}))
	acctest.Expect(t, diags, "WARNING", "have unpublished changes of teammates")
}

// TestDestroyPending: a destroy that unpublishes does not lose a teammate's draft, and keeps state.
func TestDestroyPending(t *testing.T) {
	t.Parallel()
	for pending, refused := range map[string]bool{"fail": true, "overwrite": false} {
		t.Run(pending, func(t *testing.T) {
			t.Parallel()
			s, object, _ := translated(t, acctest.Block{"on_destroy": "unpublish", "pending_draft": pending})
			draftBoth(s, object.Get("id"))
			after, diags := protocol(t, s, "2.16").Destroy(refresh(t, s, object))
			said := acctest.Text(diags)
			if strings.Contains(said, "would lose them") != refused || acctest.HasError(diags) != refused {
				t.Errorf("it said: %s", said)
			}
			if after.IsNull() == refused {
				t.Errorf("state is %s", after.State)
			}
			if a := article(t, s, object); (a.Draft != nil) != refused || a.State == "published" != refused {
				t.Errorf("Intercom has %+v", a)
			}
		})
	}
}

// TestDestroyStaged: a draft that Terraform staged does not keep a destroy from unpublishing the article, until a teammate changes it. The
// plan says that the draft is lost.
func TestDestroyStaged(t *testing.T) {
	t.Parallel()
	for name, theirs := range map[string]bool{"own": false, "a teammate's": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, object, config := translated(t, acctest.Block{"on_destroy": "unpublish", "stage": true})
			object, _ = apply(t, s, object, with(config, acctest.Block{"body": "Two"}))
			if article(t, s, object).Draft == nil {
				t.Fatal("nothing is staged")
			}
			if theirs {
				s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" })
			}
			planned, diags := protocol(t, s, "2.16").Plan(refresh(t, s, object), nil)
			acctest.Expect(t, diags, "WARNING", "has unpublished changes")
			after, diags := protocol(t, s, "2.16").Apply(planned)
			if acctest.HasError(diags) != theirs {
				t.Errorf("it said: %s", acctest.Text(diags))
			}
			if after.IsNull() == theirs {
				t.Errorf("state is %s", after.State)
			}
			if published := article(t, s, object).State == "published"; published != theirs {
				t.Errorf("it is published: %t", published)
			}
		})
	}
}

// TestOtherLocalesDraft: an update sends no locale but its own, and nothing documents that the drafts of the others survive it. So a teammate's
// draft in another language is an error at apply, of which the plan warns. Both name the language and the time.
func TestOtherLocalesDraft(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"intercom_article", bodyKind} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seedTexts(s)
			p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": "2.16"})
			config := func(body string) acctest.Block {
				if kind == bodyKind {
					return acctest.Block{"article_id": "42", "body": body}
				}
				return with(acctest.Block{"title": "Another", "body": body, "translations": acctest.Block{"fr": acctest.Block{"title": "Un", "body": "Cinq", "state": "published"}}})
			}
			object := p.Run(acctest.Object{}, config("One"))
			id := object.Get("id")
			s.UpdateArticle(id, func(a *intercomtest.Article) {
				fr := a.Translations["fr"]
				fr.Draft = &intercomtest.ArticleDraft{Title: fr.Title, Body: "Le leur", UpdatedAt: 1767225600}
				a.Translations["fr"] = fr
			})
			object, diags := p.Read(object)
			acctest.Expect(t, diags)
			before := writes(s)
			planned, diags := p.Plan(object, config("Two"))
			acctest.Expect(t, diags, "WARNING", "have unpublished changes of teammates", "in fr of 2026-01-01T00:00:00Z")
			_, diags = p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "unpublished changes of a teammate", "in fr of 2026-01-01T00:00:00Z")
			if n := writes(s) - before; n > 0 {
				t.Errorf("%d writes", n)
			}
		})
	}
}
