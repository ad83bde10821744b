package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// stagedTexts is what an article has before, in its draft, and after stage is turned off.
var stagedTexts = map[string]struct{ before, staged, after acctest.Block }{
	"published": {
		acctest.Block{"body": "One"}, acctest.Block{"body": "Two"}, acctest.Block{"body": "Two"},
	},
	"state left out": {
		acctest.Block{"body": "One"}, acctest.Block{"body": "Two", "state": nil}, acctest.Block{"body": "Two"},
	},
	"state never set": {
		acctest.Block{"body": "One"}, acctest.Block{"body": "Two", "state": nil}, acctest.Block{"body": "Two", "state": nil},
	},
	"Markdown with a loss": {
		acctest.Block{"body_markdown": "One"}, acctest.Block{"body_markdown": "Two <u>three</u>"}, acctest.Block{"body_markdown": "Two <u>three</u>"},
	},
	"an image": {
		acctest.Block{"body": "One"}, acctest.Block{"body": `Two<img src="https://example.com/a.png" alt="A">`}, acctest.Block{"body": `Two<img src="https://example.com/a.png" alt="A">`},
	},
	"a title": {
		acctest.Block{"body": "Two", "title": "Refunds"}, acctest.Block{"body": "Two", "title": "Money back"}, acctest.Block{"body": "Two", "title": "Money back"},
	},
	"a title alone": {
		acctest.Block{"title": "Refunds"}, acctest.Block{"title": "Money back"}, acctest.Block{"title": "Money back"},
	},
	"a description removed": {
		acctest.Block{"body": "Two", "description": "Old"}, acctest.Block{"body": "Two"}, acctest.Block{"body": "Two"},
	},
	"another text at once": {
		acctest.Block{"body": "One"}, acctest.Block{"body": "Three", "title": "Staged"}, acctest.Block{"body": "Two", "title": "Refunds"},
	},
	"a translation": {
		translation("Un", "Cinq", "published"), translation("Deux", "Six", "published"), translation("Deux", "Six", "published"),
	},
	"a translation, state left out": {
		translation("Un", "Cinq", "published"), translation("Deux", "Six", nil), translation("Deux", "Six", "published"),
	},
	"all": {
		with(acctest.Block{"body": "One"}, translation("Un", "Cinq", "published")),
		with(acctest.Block{"body": "Two", "title": "Money back", "state": nil}, translation("Deux", "Six", nil)),
		with(acctest.Block{"body": "Two", "title": "Money back"}, translation("Deux", "Six", "published")),
	},
}

func translation(title, body string, state any) acctest.Block {
	return acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"title": title, "body": body, "state": state}}}
}

var draftBehaviors = map[string][]intercomtest.Behavior{
	"dropped": nil, "left": {intercomtest.LeavesArticleDrafts()}, "takes the texts": {intercomtest.KeepsArticleDrafts()}, "published": {intercomtest.PublishesArticleDrafts()},
	"shown": {intercomtest.ShowsArticleDrafts()}, "shown and takes the texts": {intercomtest.ShowsArticleDrafts(), intercomtest.KeepsArticleDrafts()},
	"untold": {intercomtest.HidesPendingChanges()}, "images late": {intercomtest.CopiesImagesLate()},
}

// stage creates an article with one configuration, and stages another.
func stage(t *testing.T, p *acctest.Protocol, s *intercomtest.Server, before, staged acctest.Block) acctest.Object {
	t.Helper()
	object, diags := p.Read(p.Run(acctest.Object{}, with(before)))
	acctest.Expect(t, diags)
	object = p.Run(object, with(staged, acctest.Block{"stage": true}))
	if a := article(t, s, object); a.Draft == nil && a.Translations["fr"].Draft == nil {
		t.Fatalf("nothing is staged: %+v", a)
	}
	return object
}

// TestUnstage: turning stage off makes the staged texts live, whatever Intercom does with a draft when a state is sent.
func TestUnstage(t *testing.T) {
	t.Parallel()
	for name, c := range stagedTexts {
		for how, behaviors := range draftBehaviors {
			if name == "a description removed" && (how == "untold" || how == "shown") || name == "state never set" && how == "untold" {
				continue // nothing shows that the text is only in the draft
			}
			modes := map[string]acctest.Block{"": {}}
			if how == "dropped" || how == "takes the texts" {
				modes[" batched"], modes[" without refresh"] = acctest.Block{"batch_refresh": true}, nil
			}
			for refreshed, provider := range modes {
				t.Run(name+" "+how+refreshed, func(t *testing.T) {
					t.Parallel()
					s := acctest.Fake(t)
					seed(s)
					locales := []string{"en"}
					if c.before["translations"] != nil {
						locales = append(locales, "fr")
					}
					s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = locales })
					s.Set(behaviors...)
					p := acctest.NewProtocol(t, s, "intercom_article", but(acctest.Block{"api_version": "2.16"}, provider))
					object := stage(t, p, s, c.before, c.staged)
					if provider != nil {
						object, _ = p.Read(object)
					}
					planned, diags := p.Plan(object, with(c.after))
					if said := acctest.Text(diags); how != "untold" && !strings.Contains(said, "This plan publishes staged texts of articles") {
						t.Errorf("the plan said: %s", said)
					}
					object, diags = p.Apply(planned)
					if acctest.HasError(diags) {
						t.Error(acctest.Text(diags))
					}
					checkLive(t, article(t, s, object), with(c.after), how != "untold" && (how != "left" || name != "another text at once"))
					read, diags := p.Read(object)
					acctest.Expect(t, diags)
					for _, name := range []string{"title", "url", "translation_urls"} {
						if read.Get(name) != object.Get(name) {
							t.Errorf("a refresh shows %s %s, want %s", name, read.Get(name), object.Get(name))
						}
					}
					before := writes(s)
					if next, diags := p.Plan(read, with(c.after)); !next.State.Equal(read.State) || len(diags) > 0 {
						t.Errorf("the next plan is not empty: %s %s", next.State, acctest.Text(diags))
					}
					checkStable(t, s, read, with(c.after))
					if n := writes(s) - before; n > 0 {
						t.Errorf("%d more writes", n)
					}
				})
			}
		}
	}
}

// checkLive fails unless the site shows the texts of a configuration.
func checkLive(t *testing.T, a intercomtest.Article, config acctest.Block, told bool) {
	t.Helper()
	live := func(where string, text intercomtest.ArticleText, wanted acctest.Block) {
		t.Helper()
		word, _, _ := strings.Cut(fmtBody(wanted), " ")
		word, _, _ = strings.Cut(word, "<")
		description, _ := wanted["description"].(string)
		if text.Title != wanted["title"] || !strings.Contains(text.Body, word) || text.Description != description {
			t.Errorf("%slive are %q, %q, and %s", where, text.Title, text.Description, text.Body)
		}
		if told && text.Draft != nil {
			t.Errorf("%sthe draft is %+v", where, text.Draft)
		}
		if text.State != "published" {
			t.Errorf("%sit is a %s", where, text.State)
		}
	}
	live("", a.ArticleText, config)
	if texts, ok := config["translations"].(acctest.Block); ok {
		live("in fr, ", a.Translations["fr"], texts["fr"].(acctest.Block))
	}
}

func fmtBody(config acctest.Block) string {
	for _, name := range []string{"body", "body_markdown"} {
		if text, ok := config[name].(string); ok {
			return text
		}
	}
	return ""
}

// TestUnstageTheirs: what a teammate changed in the staged draft is neither published nor lost, and state keeps stage.
func TestUnstageTheirs(t *testing.T) {
	t.Parallel()
	for name, refreshes := range map[string]bool{"refreshed": true, "without refresh": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			p := protocol(t, s, "2.16")
			object := stage(t, p, s, acctest.Block{"body": "One"}, acctest.Block{"body": "Two"})
			s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Description = "Theirs" })
			if refreshes {
				object = refresh(t, s, object)
			}
			before := writes(s)
			planned, diags := p.Plan(object, with(acctest.Block{"body": "Two"}))
			acctest.Expect(t, diags, "WARNING", "have unpublished changes of teammates")
			if said := acctest.Text(diags); strings.Contains(said, "publishes staged texts") {
				t.Errorf("it said: %s", said)
			}
			after, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "unpublished changes of a teammate")
			if n := writes(s) - before; n > 0 || after.Get("stage") != "true" {
				t.Errorf("%d writes, stage is %s", n, after.Get("stage"))
			}
		})
	}
}

// TestUnstagePublished: texts that were published already, and unpublished or discarded ones, are told apart.
func TestUnstagePublished(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		between func(*intercomtest.Article)
		writes  int
	}{
		"published": {func(a *intercomtest.Article) { a.Body, a.Draft = a.Draft.Body, nil }, 0},
		"discarded": {func(a *intercomtest.Article) { a.Draft = nil }, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			p := protocol(t, s, "2.16")
			object := stage(t, p, s, acctest.Block{"body": "One"}, acctest.Block{"body": "Two"})
			planned, _ := p.Plan(refresh(t, s, object), with(acctest.Block{"body": "Two"}))
			s.UpdateArticle(object.Get("id"), c.between)
			before := writes(s)
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags)
			if n := writes(s) - before; n != c.writes {
				t.Errorf("%d writes, want %d", n, c.writes)
			}
			checkLive(t, article(t, s, object), with(acctest.Block{"body": "Two"}), true)
			checkStable(t, s, object, with(acctest.Block{"body": "Two"}))
		})
	}
}

// TestUnstageFails: texts that are not live after the update are an error, state keeps stage, and the next apply completes it.
func TestUnstageFails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		says     string
	}{
		"publishing is refused": {intercomtest.KeepsArticleDrafts(), "publishing it failed"},
		"ignored":               {intercomtest.Overrides(map[string]any{"body": `<p class="no-margin">One</p>`, "has_unpublished_changes": false}).On("PUT", "/articles/*").WithoutEffect(), "not live"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			p := protocol(t, s, "2.16")
			object := stage(t, p, s, acctest.Block{"body": "One"}, acctest.Block{"body": "Two"})
			s.Set(c.behavior)
			s.Inject(intercomtest.Fault{Method: "POST", Path: publishes, Act: intercomtest.Status(403, "forbidden", "No.")})
			config := with(acctest.Block{"body": "Two"})
			planned, _ := p.Plan(refresh(t, s, object), config)
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", c.says)
			if got := object.Get("stage"); got != "true" {
				t.Errorf("stage is %s", got)
			}
			s.ClearBehaviors()
			s.ClearFaults()
			object, said := apply(t, s, refresh(t, s, object), config)
			if strings.Contains(said, "ERROR") {
				t.Error(said)
			}
			checkLive(t, article(t, s, object), config, true)
		})
	}
}

// TestStageKeepsDraft: a state that is the one of the article already neither publishes nor drops what stage has put into the draft.
func TestStageKeepsDraft(t *testing.T) {
	t.Parallel()
	for how, behaviors := range draftBehaviors {
		if how == "untold" {
			continue
		}
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			s.Set(behaviors...)
			p := protocol(t, s, "2.16")
			object := stage(t, p, s, acctest.Block{"body": "One"}, acctest.Block{"body": "Two", "state": nil})
			config := with(acctest.Block{"body": "Two", "stage": true})
			object, said := apply(t, s, refresh(t, s, object), config)
			if a := article(t, s, object); strings.Contains(said, "ERROR") || !strings.Contains(a.Body, "One") || a.Draft == nil || !strings.Contains(a.Draft.Body, "Two") {
				t.Errorf("%s; Intercom has %+v", said, a)
			}
			if got := object.Get("state"); got != "published" {
				t.Errorf("state is %s", got)
			}
			checkStable(t, s, object, config)
		})
	}
}

// TestStateOverTheirs: a state that is sent over a teammate's draft, which may be overwritten, does not publish the draft's text in place of a
// managed one.
func TestStateOverTheirs(t *testing.T) {
	t.Parallel()
	for how, behaviors := range draftBehaviors {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			s, object := harness(t, acctest.Block{"body": "One", "state": nil}, behaviors...)
			s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) { a.State, a.Published = "published", true })
			object = refresh(t, s, object)
			s.DraftArticle(object.Get("id"), func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" })
			object, said := apply(t, s, object, with(acctest.Block{"body": "One", "pending_draft": "overwrite"}))
			if a := article(t, s, object); strings.Contains(said, "ERROR") || !strings.Contains(a.Body, "One") {
				t.Errorf("%s; Intercom has %+v", said, a)
			}
		})
	}
}
