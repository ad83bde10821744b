package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const publishes = "/articles/*/draft/publish"

// TestOverwriteLeavesTheirDraft: where an update makes the texts live beside a draft, the teammate's draft is not published over them.
func TestOverwriteLeavesTheirDraft(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"live shown": nil, "images late": {intercomtest.CopiesImagesLate()}} {
		for form, config := range map[string]acctest.Block{"HTML": {"body": "<p>Within <u>six</u> days</p>"}, "Markdown": {"body_markdown": "Within *six* days"}} {
			t.Run(name+" "+form, func(t *testing.T) {
				t.Parallel()
				s, object := harness(t, acctest.Block{"body": "One"}, append(behaviors, intercomtest.LeavesArticleDrafts())...)
				s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Body = "<p>Within one day, unfinished</p>" })
				config["pending_draft"] = "overwrite"
				object, said := apply(t, s, refresh(t, s, object), with(config))
				if strings.Contains(said, "ERROR") {
					t.Error(said)
				}
				a := article(t, s, object)
				if !strings.Contains(a.Body, "six") || a.Draft == nil || !strings.Contains(a.Draft.Body, "unfinished") {
					t.Errorf("live is %s, and the draft is %+v", a.Body, a.Draft)
				}
				if n := s.Count("POST", publishes); n > 0 {
					t.Errorf("%d publications", n)
				}
				checkStable(t, s, object, with(config))
			})
		}
	}
}

// TestOverwriteTheirTitle: a draft that has the text that was sent, and a teammate's title, is not published.
func TestOverwriteTheirTitle(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One"}, intercomtest.KeepsArticleDrafts())
	s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Title = "Theirs" })
	after, said := apply(t, s, refresh(t, s, object), with(acctest.Block{"body": "Two", "pending_draft": "overwrite"}))
	for _, words := range []string{"the draft was not published", "A part of the changes was made", "intercom_article_draft_publish"} {
		if !strings.Contains(said, words) {
			t.Errorf("not said: %s, but %s", words, said)
		}
	}
	if strings.Contains(said, "proxy") {
		t.Errorf("a proxy is blamed: %s", said)
	}
	if a := article(t, s, object); !strings.Contains(a.Body, "One") || a.Title != "Refunds" || s.Count("POST", publishes) > 0 {
		t.Errorf("live are %s and %s", a.Title, a.Body)
	}
	if got := after.Get("body"); !strings.Contains(got, "One") {
		t.Errorf("state has %s", got)
	}
	// The teammate takes the title back.
	s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Title = "Refunds" })
	_, said = apply(t, s, refresh(t, s, after), with(acctest.Block{"body": "Two", "pending_draft": "overwrite"}))
	if a := article(t, s, object); strings.Contains(said, "ERROR") || !strings.Contains(a.Body, "Two") || a.Draft != nil {
		t.Errorf("%s; Intercom has %+v", said, a)
	}
}

// TestOverwriteOneLocale: an update of a translation publishes its draft, and not the one of another language.
func TestOverwriteOneLocale(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	s.Set(intercomtest.KeepsArticleDrafts())
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
	config := func(fr string) acctest.Block {
		return with(acctest.Block{"body": "Five", "pending_draft": "overwrite", "translations": acctest.Block{"fr": acctest.Block{"title": "Un", "body": fr, "state": "published"}}})
	}
	object := protocol(t, s, "2.16").Run(acctest.Object{}, config("Cinq"))
	s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) {
		a.Draft = &intercomtest.ArticleDraft{Title: a.Title, Body: "Theirs"}
		fr := a.Translations["fr"]
		fr.Draft = &intercomtest.ArticleDraft{Title: fr.Title, Body: "Le leur"}
		a.Translations["fr"] = fr
	})
	object, said := apply(t, s, refresh(t, s, object), config("Six"))
	a := article(t, s, object)
	if fr := a.Translations["fr"]; strings.Contains(said, "ERROR") || !strings.Contains(fr.Body, "Six") || fr.Draft != nil {
		t.Errorf("%s; fr is %+v", said, fr)
	}
	if !strings.Contains(a.Body, "Five") || a.Draft == nil || !strings.Contains(a.Draft.Body, "Theirs") {
		t.Errorf("en is %s, and its draft %+v", a.Body, a.Draft)
	}
}

// TestForeignAnswer: an answer and a read without a word of the text that was sent are no form of it.
func TestForeignAnswer(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One"})
	s.Set(intercomtest.Overrides(map[string]any{"body": "<p>Theirs</p>", "body_markdown": "Theirs"}).On("", "/articles/*"))
	after, said := apply(t, s, object, with(acctest.Block{"body": "Two"}))
	if !strings.Contains(said, "ERROR") || !strings.Contains(said, "did not store body") || strings.Contains(said, "did not keep everything") {
		t.Errorf("it said: %s", said)
	}
	if got := after.Get("body"); !strings.Contains(got, "Theirs") {
		t.Errorf("state has %s", got)
	}
	s.ClearBehaviors()
	after, said = apply(t, s, refresh(t, s, after), with(acctest.Block{"body": "Two"}))
	if strings.Contains(said, "ERROR") || !strings.Contains(article(t, s, after).Body, "Two") {
		t.Errorf("the next apply: %s", said)
	}
}

// TestOwnDraftStays: a draft that Terraform staged is its own also after stage was removed, and nothing that a teammate makes of it is.
func TestOwnDraftStays(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{
		"dropped": nil, "left": {intercomtest.LeavesArticleDrafts()}, "takes the texts": {intercomtest.KeepsArticleDrafts()},
	} {
		for managed, config := range map[string]acctest.Block{"body": {"body": "One"}, "title": {}} {
			t.Run(name+" "+managed, func(t *testing.T) {
				t.Parallel()
				s, object := harness(t, with(config, acctest.Block{"stage": true}), behaviors...)
				step := func(title string, changes ...acctest.Block) string {
					t.Helper()
					after := with(append([]acctest.Block{config, {"title": title}}, changes...)...)
					if _, has := config["body"]; has {
						after["body"] = title + " body"
					}
					var said string
					object, said = apply(t, s, refresh(t, s, object), after)
					return said
				}
				said := step("Two", acctest.Block{"stage": true})
				if a := article(t, s, object); a.Draft == nil || a.Draft.Title != "Two" || a.Title != "Refunds" {
					t.Fatalf("%s; Intercom has %+v", said, a)
				}
				for _, title := range []string{"Four", "Five"} {
					said := step(title)
					if strings.Contains(said, "unpublished changes") || strings.Contains(said, "ERROR") {
						t.Errorf("%s: %s", title, said)
					}
					if a := article(t, s, object); a.Title != title {
						t.Errorf("%s: live are %s and %s", title, a.Title, a.Body)
					}
				}
				s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" })
				said = step("Six")
				if strings.Count(said, "unpublished changes") < 2 || !strings.Contains(said, "ERROR") {
					t.Errorf("a teammate's draft: %s", said)
				}
				if a := article(t, s, object); a.Draft == nil || !strings.Contains(a.Draft.Body, "Theirs") || a.Title != "Five" {
					t.Errorf("Intercom has %+v", a)
				}
			})
		}
	}
}

// TestTheirsInOwnDraft: what a teammate changes in a draft that Terraform staged is a teammate's, however often it is refreshed.
func TestTheirsInOwnDraft(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*intercomtest.ArticleDraft){
		"title":       func(d *intercomtest.ArticleDraft) { d.Title = "Theirs" },
		"description": func(d *intercomtest.ArticleDraft) { d.Description = "Theirs" },
		"body":        func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, object := harness(t, acctest.Block{"body": "One", "stage": true})
			object, _ = apply(t, s, object, with(acctest.Block{"body": "Two", "stage": true}))
			s.DraftArticle(object.Get("id"), change)
			object = refresh(t, s, refresh(t, s, refresh(t, s, object)))
			before := writes(s)
			_, said := apply(t, s, object, with(acctest.Block{"body": "Three", "stage": true}))
			if !strings.Contains(said, "WARNING") || !strings.Contains(said, "ERROR") || !strings.Contains(said, "unpublished changes of a teammate") || writes(s) != before {
				t.Errorf("%d writes: %s", writes(s)-before, said)
			}
		})
	}
}

// TestDraftNotFound: a 404 of the draft beside unpublished changes is no proof that there is no draft.
func TestDraftNotFound(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One"})
	s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" })
	object = refresh(t, s, object)
	s.Set(intercomtest.Gateway404JSON().On("GET", "/articles/*/draft"))
	before := writes(s)
	_, said := apply(t, s, object, with(acctest.Block{"body": "Two"}))
	if !strings.Contains(said, "WARNING") || !strings.Contains(said, "ERROR") || !strings.Contains(said, "did not find the draft") || writes(s) != before {
		t.Errorf("%d writes: %s", writes(s)-before, said)
	}
	s.ClearBehaviors()
	s.Before("GET", "/articles/*/draft", func() { s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) { a.Draft = nil }) })
	_, said = apply(t, s, object, with(acctest.Block{"body": "Two"}))
	if strings.Contains(said, "ERROR") || !strings.Contains(article(t, s, object).Body, "Two") {
		t.Errorf("it was discarded in between: %s", said)
	}
}
