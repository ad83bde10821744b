package article_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// staging has a published article with published French and a German draft, and stage.
func staging(t *testing.T) (s *intercomtest.Server, object acctest.Object, config func(changes ...acctest.Block) acctest.Block) {
	t.Helper()
	s, object, base := translated(t, acctest.Block{"stage": true, "translations": acctest.Block{
		"fr": acctest.Block{"title": "Un", "body": "Cinq", "state": "published"}, "de": acctest.Block{"title": "Eins", "body": "Fünf", "state": "draft"},
	}})
	return s, object, func(changes ...acctest.Block) acctest.Block {
		return with(append([]acctest.Block{base}, changes...)...)
	}
}

// but is a text with changes.
func but(text, changes acctest.Block) acctest.Block {
	changed := maps.Clone(text)
	maps.Copy(changed, changes)
	return changed
}

// TestStageRefused: a text that Intercom does not stage is not published instead.
func TestStageRefused(t *testing.T) {
	t.Parallel()
	s, object, config := staging(t)
	s.Inject(intercomtest.Fault{Method: "PUT", Path: "/articles/*/draft", Act: intercomtest.Status(422, "parameter_invalid", "No.")})
	_, said := apply(t, s, object, config(acctest.Block{"body": "Two", "translations": acctest.Block{
		"fr": acctest.Block{"title": "Un", "body": "Six", "state": "published"}, "de": acctest.Block{"title": "Eins", "body": "Fünf", "state": "draft"},
	}}))
	if !strings.Contains(said, "ERROR") || !strings.Contains(said, "422") {
		t.Errorf("it said: %s", said)
	}
	if a := article(t, s, object); !strings.Contains(a.Body, "One") || !strings.Contains(a.Translations["fr"].Body, "Cinq") {
		t.Errorf("live are %s and %s", a.Body, a.Translations["fr"].Body)
	}
}

// TestStageStateAdded: a state that is the one of the article already does not make a staged text live.
func TestStageStateAdded(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One", "state": nil, "stage": true})
	s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) { a.State = "published" })
	_, said := apply(t, s, refresh(t, s, object), with(acctest.Block{"body": "Two", "stage": true}))
	if a := article(t, s, object); strings.Contains(said, "ERROR") || !strings.Contains(a.Body, "One") || a.Draft == nil || !strings.Contains(a.Draft.Body, "Two") {
		t.Errorf("%s; Intercom has %+v", said, a)
	}
}

// TestStageTranslations: the texts of translations that stay published are staged. Their states, and the texts of drafts, reach the
// article.
func TestStageTranslations(t *testing.T) {
	t.Parallel()
	french := acctest.Block{"title": "Un", "body": "Cinq", "state": "published"}
	german := acctest.Block{"title": "Eins", "body": "Fünf", "state": "draft"}
	for name, c := range map[string]struct {
		body         string
		translations any
		live, staged string // the body and the states of fr and de, and what the drafts of en and fr have
	}{
		"a text":         {"Two", acctest.Block{"fr": but(french, acctest.Block{"body": "Six"}), "de": german}, "One Cinq published Fünf draft", "Two Six"},
		"unpublished":    {"Two", acctest.Block{"fr": but(french, acctest.Block{"state": "draft"}), "de": german}, "One Cinq draft Fünf draft", "Two -"},
		"with a text":    {"One", acctest.Block{"fr": but(french, acctest.Block{"state": "draft", "body": "Six"}), "de": german}, "One Six draft Fünf draft", "- -"},
		"published":      {"Two", acctest.Block{"fr": french, "de": but(german, acctest.Block{"state": "published", "body": "Sechs"})}, "One Cinq published Sechs published", "Two -"},
		"a draft's text": {"Two", acctest.Block{"fr": french, "de": but(german, acctest.Block{"body": "Sechs"})}, "One Cinq published Sechs draft", "Two -"},
		"one removed":    {"Two", acctest.Block{"de": german}, "One Cinq draft Fünf draft", "Two -"},
		"all removed":    {"One", nil, "One Cinq draft Fünf draft", "- -"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, object, config := staging(t)
			wanted := config(acctest.Block{"body": c.body, "translations": c.translations})
			object, said := apply(t, s, refresh(t, s, object), wanted)
			if strings.Contains(said, "ERROR") {
				t.Error(said)
			}
			a := article(t, s, object)
			fr, de := a.Translations["fr"], a.Translations["de"]
			plain := strings.NewReplacer(`<p class="no-margin">`, "", "</p>", "").Replace
			if got := plain(strings.Join([]string{a.Body, fr.Body, fr.State, de.Body, de.State}, " ")); got != c.live {
				t.Errorf("live are %s, want %s", got, c.live)
			}
			staged := []string{"-", "-"}
			for i, d := range []*intercomtest.ArticleDraft{a.Draft, fr.Draft} {
				if d != nil {
					staged[i] = plain(d.Body)
				}
			}
			if got := strings.Join(staged, " "); got != c.staged {
				t.Errorf("staged are %s, want %s", got, c.staged)
			}
			checkStable(t, s, object, wanted)
		})
	}
}

// TestStageKeepsStaged: what is staged stays staged when another text goes to the article.
func TestStageKeepsStaged(t *testing.T) {
	t.Parallel()
	s, object, config := staging(t)
	object, _ = apply(t, s, refresh(t, s, object), config(acctest.Block{"body": "Two"}))
	_, said := apply(t, s, refresh(t, s, object), config(acctest.Block{"body": "Two", "translations": acctest.Block{
		"fr": acctest.Block{"title": "Un", "body": "Cinq", "state": "published"}, "de": acctest.Block{"title": "Eins", "body": "Sechs", "state": "draft"},
	}}))
	if a := article(t, s, object); strings.Contains(said, "ERROR") || !strings.Contains(a.Body, "One") || a.Draft == nil {
		t.Errorf("%s; Intercom has %+v", said, a)
	}
}

// TestRemovedTranslationStays: a translation that stays published although it was removed is an error, and state keeps it.
func TestRemovedTranslationStays(t *testing.T) {
	t.Parallel()
	for name, stage := range map[string]bool{"live": false, "staged": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, object, config := translated(t, acctest.Block{"stage": stage})
			s.Set(intercomtest.Overrides(map[string]any{"translated_content": map[string]any{"fr": map[string]any{"title": "Un", "state": "published"}}}).On("PUT", "/articles/*").WithoutEffect())
			after, said := apply(t, s, refresh(t, s, object), with(config, acctest.Block{"translations": nil}))
			if !strings.Contains(said, "ERROR") || !strings.Contains(said, "the translation in fr is still published") {
				t.Errorf("it said: %s", said)
			}
			if !strings.Contains(after.Get("translations"), "Cinq") {
				t.Errorf("state has %s", after.Get("translations"))
			}
		})
	}
}
