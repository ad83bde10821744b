package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func article(t *testing.T, s *intercomtest.Server, o acctest.Object) intercomtest.Article {
	t.Helper()
	a := s.Article(o.Get("id"))
	if a == nil {
		t.Fatalf("article %s is gone", o.Get("id"))
	}
	return *a
}

func protocol(t *testing.T, s *intercomtest.Server, version string) *acctest.Protocol {
	t.Helper()
	return acctest.NewProtocol(t, s, "intercom_article", acctest.Block{"api_version": version})
}

// refresh reads an object without an error.
func refresh(t *testing.T, s *intercomtest.Server, o acctest.Object) acctest.Object {
	t.Helper()
	read, diags := protocol(t, s, "2.16").Read(o)
	acctest.Expect(t, diags)
	return read
}

// apply plans and applies, and returns what was said by both.
func apply(t *testing.T, s *intercomtest.Server, prior acctest.Object, config acctest.Block) (acctest.Object, string) {
	t.Helper()
	p := protocol(t, s, "2.16")
	planned, diags := p.Plan(prior, config)
	said := acctest.Text(diags)
	if acctest.HasError(diags) {
		return prior, said
	}
	after, diags := p.Apply(planned)
	return after, said + acctest.Text(diags)
}

// TestTeammatesDraft: an update of the texts neither publishes nor loses what a teammate staged, and does not end as if it were
// live.
func TestTeammatesDraft(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"state makes live": nil, "drafts survive": {intercomtest.KeepsArticleDrafts()}, "drafts shown": {intercomtest.ShowsArticleDrafts()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, object := harness(t, acctest.Block{"body": "One"}, behaviors...)
			s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" })
			object = refresh(t, s, object)
			before := writes(s)
			object, said := apply(t, s, object, with(acctest.Block{"body": "Two"}))
			for _, words := range []string{"WARNING", "unpublished changes", "ERROR", "unpublished changes of a teammate", "pending_draft"} {
				if !strings.Contains(said, words) {
					t.Errorf("not said: %s, but %s", words, said)
				}
			}
			if strings.Contains(said, "proxy") || strings.Contains(said, "unexpected answer") {
				t.Errorf("a proxy is blamed: %s", said)
			}
			if n := writes(s) - before; n > 0 {
				t.Errorf("%d writes", n)
			}
			_, said = apply(t, s, object, with(acctest.Block{"body": "Two", "pending_draft": "overwrite"}))
			if strings.Contains(said, "ERROR") {
				t.Errorf("overwrite: %s", said)
			}
			if a := article(t, s, object); !strings.Contains(a.Body, "Two") || a.Draft != nil {
				t.Errorf("Intercom has %+v", a)
			}
		})
	}
}

// TestDraftInBetween: a draft that comes between the provider's read and its write takes the text. That is no success.
func TestDraftInBetween(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One"}, intercomtest.KeepsArticleDrafts())
	s.Before("PUT", "/articles/*", func() { s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" }) })
	after, said := apply(t, s, object, with(acctest.Block{"body": "Two"}))
	if !strings.Contains(said, "ERROR") || !strings.Contains(said, "did not store body") {
		t.Errorf("it said: %s", said)
	}
	if got := after.Get("body"); !strings.Contains(got, "One") {
		t.Errorf("state has %s", got)
	}
}

// TestNeverUnpublished: no update sends the state draft unless the plan says so.
func TestNeverUnpublished(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One"})
	config := with(acctest.Block{"body": "Two", "title": "Other", "state": nil, "ai_chatbot_availability": false})
	object, said := apply(t, s, object, config)
	if a := article(t, s, object); a.State != "published" || strings.Contains(said, "unpublish") {
		t.Errorf("the article is %s; %s", a.State, said)
	}
	for _, c := range s.Calls() {
		if strings.Contains(string(c.Body), `"draft"`) {
			t.Errorf("%s %s %s", c.Method, c.Path, c.Body)
		}
	}
	_, said = apply(t, s, refresh(t, s, object), with(acctest.Block{"body": "Two", "title": "Other", "state": "draft", "deletion_protection": true}))
	if !strings.Contains(said, "protected from being unpublished") {
		t.Errorf("protected: %s", said)
	}
}

// TestUnpublishedOnPurpose says what it does.
func TestUnpublishedOnPurpose(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One"})
	object, said := apply(t, s, object, with(acctest.Block{"body": "One", "state": "draft"}))
	if !strings.Contains(said, "This plan unpublishes articles") || article(t, s, object).State != "draft" {
		t.Errorf("%s; it is %s", said, article(t, s, object).State)
	}
	_, said = apply(t, s, object, with(acctest.Block{"body": "One"}))
	if !strings.Contains(said, "This plan publishes articles") || article(t, s, object).State != "published" {
		t.Errorf("%s; it is %s", said, article(t, s, object).State)
	}
}

// TestImageSwapped: another image in the same place is drift once the images were copied.
func TestImageSwapped(t *testing.T) {
	t.Parallel()
	for form, text := range forms() {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			s, object := harness(t, text)
			object = checkStable(t, s, object, with(text))
			s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) {
				from := strings.Index(a.Body, "https://downloads.intercomcdn.com/i/o/")
				end := from + strings.Index(a.Body[from:], `"`)
				a.Body = a.Body[:from] + "https://downloads.intercomcdn.com/i/o/other/b.png" + a.Body[end:]
			})
			drifted := refresh(t, s, object)
			if got := drifted.Get("body") + drifted.Get("body_markdown"); !strings.Contains(got, "b.png") {
				t.Errorf("a refresh shows %s", got)
			}
			before := writes(s)
			apply(t, s, drifted, with(text))
			if n := writes(s) - before; n != 1 {
				t.Errorf("%d writes", n)
			}
		})
	}
}

// TestUnknownAudience: a 404 parameter_invalid is neither a vanished article nor a created one.
func TestUnknownAudience(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One"})
	after, said := apply(t, s, object, with(acctest.Block{"body": "One", "audience_ids": []any{"9"}}))
	if !strings.Contains(said, "parameter_invalid") || after.IsNull() || s.Article(object.Get("id")) == nil {
		t.Errorf("%s; %v", said, after.State)
	}
	created, said := apply(t, s, acctest.Object{}, with(acctest.Block{"title": "Another", "audience_ids": []any{"9"}}))
	if !strings.Contains(said, "audience_ids") || !created.IsNull() || len(s.Articles()) != 3 {
		t.Errorf("%s; %d articles", said, len(s.Articles()))
	}
}

// TestOneLanguage: without languages, translations are not shown. They stay in state, with a warning.
func TestOneLanguage(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"title": "Remboursements", "body": "Cinq"}}})
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en"} })
	read, diags := protocol(t, s, "2.16").Read(object)
	acctest.Expect(t, diags, "WARNING", "does not show the translations")
	if got, want := read.Get("translations"), object.Get("translations"); got != want {
		t.Errorf("state has %s, want %s", got, want)
	}
}

// TestOtherLocalesStay: an update of one locale leaves the others, whatever a PUT does to those that it does not name.
func TestOtherLocalesStay(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{
		"kept": nil, "replaced": {intercomtest.ReplacesTranslations()}, "cleared": {intercomtest.ReplacesLocales()}, "repeated": {intercomtest.RepeatsDefaultLocale()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr", "de"} })
			s.Set(behaviors...)
			config := func(fr string) acctest.Block {
				return with(acctest.Block{"body": "Five", "translations": acctest.Block{"fr": acctest.Block{"title": fr, "body": "Cinq"}}})
			}
			object := protocol(t, s, "2.16").Run(acctest.Object{}, config("Un"))
			s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) {
				a.Translations["de"] = intercomtest.ArticleText{Title: "Eins", Body: "Fünf", Description: "Zwei", State: "published"}
			})
			after := protocol(t, s, "2.16").Run(refresh(t, s, object), config("Deux"))
			a := article(t, s, after)
			if fr := a.Translations["fr"]; fr.Title != "Deux" || !strings.Contains(fr.Body, "Cinq") {
				t.Errorf("fr is %+v", fr)
			}
			if de := a.Translations["de"]; de.Title != "Eins" || !strings.Contains(de.Body, "Fünf") || de.Description != "Zwei" || de.State != "published" {
				t.Errorf("de is %+v", de)
			}
			removed, said := apply(t, s, after, with(acctest.Block{"body": "Five"}))
			if a := article(t, s, removed); a.Translations["fr"].State != "draft" || a.Translations["de"].State != "published" || !strings.Contains(said, "makes translations of articles drafts") {
				t.Errorf("%s; %+v", said, a.Translations)
			}
		})
	}
}

// TestTranslationLeftAlone: what a translation leaves out stays as Intercom shows it when another part of it changes. What is removed from
// the configuration is cleared.
func TestTranslationLeftAlone(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"parts stay": nil, "parts are cleared": {intercomtest.ReplacesLocales()}, "authors move": {intercomtest.ReassignsAuthors()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
			s.Set(behaviors...)
			config := func(fr acctest.Block) acctest.Block {
				return with(acctest.Block{"body": "Five", "translations": acctest.Block{"fr": fr}})
			}
			object := protocol(t, s, "2.16").Run(acctest.Object{}, config(acctest.Block{"title": "Un", "body": "Cinq"}))
			if fr := article(t, s, object).Translations["fr"]; fr.AuthorID != intercomtest.ExampleAdmin {
				t.Errorf("the author of a new translation is %s", fr.AuthorID)
			}
			s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) {
				fr := a.Translations["fr"]
				fr.Description, fr.State, fr.AuthorID = "Le leur", "published", intercomtest.ExampleSecondAdmin
				a.Translations["fr"] = fr
			})
			object = checkStable(t, s, object, config(acctest.Block{"title": "Un", "body": "Cinq"}))
			object = protocol(t, s, "2.16").Run(object, config(acctest.Block{"title": "Deux", "body": "Six"}))
			if fr := article(t, s, object).Translations["fr"]; fr.Title != "Deux" || fr.Description != "Le leur" || fr.State != "published" || fr.AuthorID != intercomtest.ExampleSecondAdmin {
				t.Errorf("fr is %+v", fr)
			}
			object = protocol(t, s, "2.16").Run(object, config(acctest.Block{"title": "Deux", "description": "Le nôtre", "body": "Six"}))
			object = protocol(t, s, "2.16").Run(object, config(acctest.Block{"title": "Trois", "body": "Six"}))
			if fr := article(t, s, object).Translations["fr"]; fr.Title != "Trois" || fr.Description != "" {
				t.Errorf("after its removal, fr is %+v", fr)
			}
		})
	}
}

// TestAudienceCleared: no audience means everyone, which the plan says. Leaving the argument out changes nothing.
func TestAudienceCleared(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	s.AddAudience(intercomtest.Audience{ID: "7", Name: "Enterprise"})
	object := protocol(t, s, "2.16").Run(acctest.Object{}, with(acctest.Block{"audience_ids": []any{"7"}}))
	object, _ = apply(t, s, object, with(acctest.Block{"title": "Other"}))
	if a := article(t, s, object); len(a.AudienceIDs) != 1 {
		t.Errorf("left out: %v", a.AudienceIDs)
	}
	object, _ = apply(t, s, object, with(acctest.Block{"title": "Other", "audience_ids": []any{"7"}}))
	object, said := apply(t, s, object, with(acctest.Block{"title": "Other", "audience_ids": []any{}}))
	if a := article(t, s, object); len(a.AudienceIDs) != 0 || !strings.Contains(said, "visible to everyone") {
		t.Errorf("%s; %v", said, a.AudienceIDs)
	}
}

// TestParents: whatever a version reads of where an article belongs, it is there or the apply says that it is not.
func TestParents(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version   string
		behaviors []intercomtest.Behavior
		to        []any
		fails     bool
	}{
		"2.13": {"2.13", nil, []any{"166"}, false}, "2.13 in sync": {"2.13", []intercomtest.Behavior{intercomtest.SyncsParents()}, []any{"166"}, false},
		"2.15 adds": {"2.15", []intercomtest.Behavior{intercomtest.AddsParents(), intercomtest.SyncsParents()}, []any{"166"}, true},
		"2.16":      {"2.16", nil, []any{"166", "165"}, false}, "2.16 ignores one": {"2.16", []intercomtest.Behavior{intercomtest.IgnoresParentIDs()}, []any{"166"}, false},
		"2.16 ignores none": {"2.16", []intercomtest.Behavior{intercomtest.IgnoresParentIDs()}, []any{}, true}, "Preview none": {"Preview", nil, []any{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			s.Set(c.behaviors...)
			object := protocol(t, s, c.version).Run(acctest.Object{}, with())
			p := protocol(t, s, c.version)
			planned, diags := p.Plan(object, with(acctest.Block{"collection_ids": c.to}))
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) != c.fails {
				t.Errorf("%s", acctest.Text(diags))
			}
			if got := article(t, s, after).ParentIDs; !c.fails && len(got) != len(c.to) {
				t.Errorf("Intercom has %v", got)
			}
		})
	}
}

// TestLosses: what Intercom drops is listed once, and shows no change later.
func TestLosses(t *testing.T) {
	t.Parallel()
	s, _ := harness(t, nil)
	text := acctest.Block{"title": "Lossy", "body": "<p>Stay <u>under</u> <mark>marked</mark></p><form><p>gone</p></form>"}
	object, said := apply(t, s, acctest.Object{}, with(text))
	if !strings.Contains(said, "did not keep everything") {
		t.Errorf("it said: %s", said)
	}
	checkStable(t, s, object, with(text))
}

// TestAuthors: every update names the author, so that the byline stays.
func TestAuthors(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One"}, intercomtest.ReassignsAuthors())
	object, _ = apply(t, s, object, with(acctest.Block{"body": "One", "ai_copilot_availability": false}))
	if a := article(t, s, object); a.AuthorID != intercomtest.ExampleAdmin {
		t.Errorf("the author is %s", a.AuthorID)
	}
}

// TestStage: texts go to the draft, and publishing it later is no drift.
func TestStage(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One", "stage": true})
	config := with(acctest.Block{"body": "Two", "title": "Other", "stage": true})
	object = protocol(t, s, "2.16").Run(object, config)
	if a := article(t, s, object); !strings.Contains(a.Body, "One") || a.Draft == nil || !strings.Contains(a.Draft.Body, "Two") || a.Draft.Title != "Other" {
		t.Errorf("Intercom has %+v", a)
	}
	object = checkStable(t, s, object, config)
	config = with(acctest.Block{"body": "Three", "title": "Other", "stage": true})
	object = protocol(t, s, "2.16").Run(object, config) // the draft is Terraform's own
	s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) { a.Body, a.Title, a.Draft = a.Draft.Body, a.Draft.Title, nil })
	checkStable(t, s, object, config)
}

// TestOnDestroy: unpublish makes a draft of all languages, and abandon does nothing.
func TestOnDestroy(t *testing.T) {
	t.Parallel()
	for how, state := range map[string]string{"unpublish": "draft", "abandon": "published"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
			object := protocol(t, s, "2.16").Run(acctest.Object{}, with(acctest.Block{"on_destroy": how, "translations": acctest.Block{"fr": acctest.Block{"title": "Un", "body": "Cinq", "state": "published"}}}))
			id := object.Get("id")
			_, diags := protocol(t, s, "2.16").Destroy(object)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			if a := s.Article(id); a == nil || a.State != state || a.Translations["fr"].State != state || !strings.Contains(a.Translations["fr"].Body, "Cinq") {
				t.Errorf("Intercom has %+v", a)
			}
		})
	}
}

// TestSchedule: a schedule is stored, and once its time has come, nothing drifts.
func TestSchedule(t *testing.T) {
	t.Parallel()
	s, _ := harness(t, nil)
	config := with(acctest.Block{"title": "Later", "scheduled_publish_at": "2100-01-01T01:00:00+01:00"})
	object, said := apply(t, s, acctest.Object{}, config)
	if a := article(t, s, object); a.State != "draft" || a.ScheduledPublishAt != 4102444800 {
		t.Errorf("%s; Intercom has %+v", said, a)
	}
	object = checkStable(t, s, object, config)
	object, _ = apply(t, s, object, with(acctest.Block{"title": "Later"}))
	if a := article(t, s, object); a.ScheduledPublishAt != 0 {
		t.Errorf("removed: %d", a.ScheduledPublishAt)
	}
}

// TestRefused: what Intercom would refuse, or an API version ignore, is refused before anything happens.
func TestRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version string
		change  acctest.Block
		says    string
	}{
		"two bodies":       {"2.16", acctest.Block{"body": "a", "body_markdown": "b"}, "Two bodies"},
		"relative image":   {"2.16", acctest.Block{"body": `<img src="a.png">`}, "no absolute URL"},
		"data image":       {"2.16", acctest.Block{"body_markdown": "![a](data:image/png;base64,AAAA)"}, "absolute URL"},
		"late list":        {"2.16", acctest.Block{"body": `<ol start="3"><li>a</li></ol>`}, "begin at 1"},
		"definitions":      {"2.16", acctest.Block{"body": `<dl><dt>a</dt></dl>`}, "Definition lists"},
		"table in list":    {"2.16", acctest.Block{"body": `<ul><li><table><tr><td>a</td></tr></table></li></ul>`}, "cannot be in a list"},
		"foreign video":    {"2.16", acctest.Block{"body": `<iframe src="https://example.com/v"></iframe>`}, "no host that Intercom supports"},
		"unknown locale":   {"2.16", acctest.Block{"translations": acctest.Block{"xx": acctest.Block{"title": "a"}}}, "Unknown locale"},
		"two schedules":    {"2.16", acctest.Block{"scheduled_publish_at": "2100-01-01T00:00:00Z", "scheduled_unpublish_at": "2100-01-02T00:00:00Z"}, "Two schedules"},
		"past":             {"2.16", acctest.Block{"scheduled_unpublish_at": "2001-01-01T00:00:00Z"}, "has passed"},
		"scheduled draft":  {"2.16", acctest.Block{"scheduled_publish_at": "2100-01-01T00:00:00Z", "state": "draft"}, "scheduled to be published"},
		"no collections":   {"2.15", acctest.Block{"collection_ids": []any{}}, "2.16 is the first version"},
		"many collections": {"2.13", acctest.Block{"collection_ids": []any{"165", "166"}}, "2.16 is the first version"},
		"stage":            {"2.15", acctest.Block{"stage": true}, "2.16 is the first version"},
		"audiences":        {"2.14", acctest.Block{"audience_ids": []any{"1"}}, "2.16 is the first version"},
		"availability":     {"2.13", acctest.Block{"ai_copilot_availability": true}, "2.16 is the first version"},
		"schedule":         {"2.15", acctest.Block{"scheduled_publish_at": "2100-01-01T00:00:00Z"}, "2.16 is the first version"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			p := protocol(t, s, c.version)
			diags := p.Validate(with(c.change))
			if !acctest.HasError(diags) {
				_, diags = p.Plan(acctest.Object{}, with(c.change))
			}
			acctest.Expect(t, diags, "ERROR", c.says)
			if n := writes(s); n > 0 {
				t.Errorf("%d writes", n)
			}
		})
	}
}

// TestMarkdownBefore216: the provider renders what the version does not.
func TestMarkdownBefore216(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	config := with(acctest.Block{"body_markdown": "## How\n\nWithin **five** days."})
	object := protocol(t, s, "2.15").Run(acctest.Object{}, config)
	if a := article(t, s, object); !strings.Contains(a.Body, "<b>five</b>") {
		t.Errorf("Intercom has %s", a.Body)
	}
	read, diags := protocol(t, s, "2.15").Read(object)
	acctest.Expect(t, diags)
	if read.Get("body_markdown") != object.Get("body_markdown") {
		t.Errorf("state has %s", read.Get("body_markdown"))
	}
	s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) { a.Body = "Edited" })
	read, _ = protocol(t, s, "2.15").Read(object)
	if got := read.Get("body_markdown"); !strings.Contains(got, "Edited") {
		t.Errorf("state has %s", got)
	}
}
