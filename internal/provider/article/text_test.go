package article_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

const bodyKind = "intercom_article_body"

// seedTexts adds articles 42, which is published, and 43 without bodies, and a translation of 42.
func seedTexts(s *intercomtest.Server) {
	seed(s)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
	s.AddArticle(intercomtest.Article{
		ID: "42", ArticleText: intercomtest.ArticleText{Title: "Refunds", Description: "Money", State: "published", AuthorID: intercomtest.ExampleAdmin},
		Translations: map[string]intercomtest.ArticleText{"fr": {Title: "Remboursements", Description: "Argent", State: "published", AuthorID: intercomtest.ExampleSecondAdmin}},
	})
	s.AddArticle(intercomtest.Article{ID: "43", ArticleText: intercomtest.ArticleText{Title: "Invoices", AuthorID: intercomtest.ExampleAdmin}})
}

func texts(t *testing.T, version string) (*intercomtest.Server, *acctest.Protocol) {
	t.Helper()
	s := acctest.Fake(t)
	seedTexts(s)
	return s, acctest.NewProtocol(t, s, bodyKind, acctest.Block{"api_version": version})
}

func TestCRUDBody(t *testing.T) {
	acctest.CRUDTest{
		Type: bodyKind, Keys: []string{"id"}, Versions: newest, Seed: seedTexts,
		Config:   acctest.Block{"article_id": "42", "body_markdown": "Within **five** days.\n"},
		Second:   acctest.Block{"body_markdown": "Within six days."},
		Replaced: acctest.Block{"article_id": "43"},
		Created:  []string{`PUT /articles/{id} {"body_markdown":"Within **five** days.\n","author_id":814860,"state":"published"}`},
		Updated:  []string{`PUT /articles/{id} {"body_markdown":"Within six days.","author_id":814860,"state":"published"}`},
		Drift: func(s *intercomtest.Server, _ acctest.Object) {
			s.UpdateArticle("42", func(a *intercomtest.Article) { a.Body = "<p>Within four days.</p>" })
		},
		Restored: []string{`PUT /articles/{id} {"body_markdown":"Within **five** days.\n","author_id":814860,"state":"published"}`},
		Vanish:   func(s *intercomtest.Server, _ acctest.Object) { s.DeleteArticle("42") },
		Unread:   []string{"body_markdown"}, // Intercom's form of it
	}.Run(t)
}

// TestBodyVersions: in each version, in both forms, and in both locales, only the text is written. A destroy leaves it.
func TestBodyVersions(t *testing.T) {
	t.Parallel()
	for _, version := range contract.Versions {
		for name, form := range map[string]acctest.Block{"HTML": {"body": "<p>Within <b>five</b> days.</p>\n"}, "Markdown": {"body_markdown": "Within **five** days."}} {
			for _, locale := range []string{"", "fr"} {
				t.Run(version+" "+name+" "+locale, func(t *testing.T) {
					t.Parallel()
					s, p := texts(t, version)
					config := acctest.Block{"article_id": "42"}
					maps.Copy(config, form)
					if locale != "" {
						config["locale"] = locale
					}
					before := *s.Article("42")
					object := p.Run(acctest.Object{}, config)
					if writes(s) != 1 {
						t.Errorf("%d writes, want 1", writes(s))
					}
					read, diags := p.Read(object)
					acctest.Expect(t, diags)
					planned, diags := p.Plan(read, config)
					if acctest.HasError(diags) || !planned.State.Equal(object.State) {
						t.Errorf("the plan is not empty: %s\n%s\n%s", acctest.Text(diags), object.State, planned.State)
					}
					after := *s.Article("42")
					said, silent := after.Body, after.Translations["fr"].Body
					if locale != "" {
						said, silent = silent, said
					}
					if !strings.Contains(said, "five") || silent != "" {
						t.Errorf("Intercom has %q, and in the other language %q", said, silent)
					}
					if fr := after.Translations["fr"]; after.Title != before.Title || after.Description != before.Description || after.State != before.State || after.AuthorID != before.AuthorID ||
						fr.Title != "Remboursements" || fr.Description != "Argent" || fr.State != "published" || fr.AuthorID != intercomtest.ExampleSecondAdmin {
						t.Errorf("the article changed: %+v", after)
					}
					planned, diags = p.Plan(read, nil)
					acctest.Expect(t, diags, "WARNING", "leaves them in Intercom")
					gone, diags := p.Apply(planned)
					if acctest.HasError(diags) || !gone.IsNull() || writes(s) != 1 || s.Article("42").Body != after.Body {
						t.Errorf("the destroy wrote %d times: %s", writes(s)-1, acctest.Text(diags))
					}
				})
			}
		}
	}
}

// TestArticleWithoutBody: an article that leaves its body out neither writes nor sees it, when it is created, read, and updated.
func TestArticleWithoutBody(t *testing.T) {
	t.Parallel()
	for _, version := range contract.Versions {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seedTexts(s)
			p := func(kind string) *acctest.Protocol {
				return acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version})
			}
			config := with(acctest.Block{"title": "Payouts", "translations": acctest.Block{"fr": acctest.Block{"title": "Remboursements", "state": "published"}}})
			object := p("intercom_article").Run(acctest.Object{}, config)
			id := object.Get("id")
			if a := article(t, s, object); a.Body != "" || object.Get("body") != "<null>" || object.Get("body_markdown") != "<null>" {
				t.Errorf("the new article has the body %q, and state %s", a.Body, object.State)
			}
			for _, text := range []acctest.Block{{"article_id": id, "body": "<p>Five days</p>"}, {"article_id": id, "locale": "fr", "body": "<p>Cinq jours</p>"}} {
				p(bodyKind).Run(acctest.Object{}, text)
			}
			before := writes(s)
			read, diags := p("intercom_article").Read(object)
			acctest.Expect(t, diags)
			planned, diags := p("intercom_article").Plan(read, config)
			if acctest.HasError(diags) || !planned.State.Equal(read.State) {
				t.Errorf("the plan of the article is not empty: %s\n%s\n%s", acctest.Text(diags), read.State, planned.State)
			}
			config["title"], config["description"] = "Refunds of 2026", "Money"
			config["translations"] = acctest.Block{"fr": acctest.Block{"title": "Remboursements 2026", "state": "published"}}
			object = p("intercom_article").Run(read, config)
			if a := article(t, s, object); writes(s) == before || !strings.Contains(a.Body, "Five days") || !strings.Contains(a.Translations["fr"].Body, "Cinq jours") {
				t.Errorf("after the update, the bodies are %q and %q", a.Body, a.Translations["fr"].Body)
			}
		})
	}
}

// TestBodyOwners: two owners of one body are refused where one run sees both.
func TestBodyOwners(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedTexts(s)
	config := with(acctest.Block{"title": "Payouts", "translations": acctest.Block{"fr": acctest.Block{"title": "Remboursements"}}})
	object := protocol(t, s, "2.16").Run(acctest.Object{}, config)
	id := object.Get("id")
	for name, c := range map[string]struct {
		article, body acctest.Block
		twice         bool
	}{
		"the body":              {acctest.Block{"body": "One"}, acctest.Block{}, true},
		"in Markdown":           {acctest.Block{"body_markdown": "One"}, acctest.Block{}, true},
		"a translation":         {acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"title": "Remboursements", "body": "Un"}}}, acctest.Block{"locale": "fr"}, true},
		"in different locales":  {acctest.Block{"body": "One"}, acctest.Block{"locale": "fr"}, false},
		"the body is left out":  {nil, acctest.Block{}, false},
		"of different articles": {acctest.Block{"body": "One"}, acctest.Block{"article_id": "43"}, false},
	} {
		text := acctest.Block{"article_id": id, "body": "Two"}
		maps.Copy(text, c.body)
		wanted := with(config, c.article)
		for _, first := range []string{"article", "body"} {
			walk := protocol(t, s, "2.16")
			plans := map[string]func() []*tfprotov6.Diagnostic{
				"article": func() []*tfprotov6.Diagnostic { _, diags := walk.Plan(object, wanted); return diags },
				"body": func() []*tfprotov6.Diagnostic {
					_, diags := walk.Of(bodyKind).Plan(acctest.Object{}, text)
					return diags
				},
			}
			diags := plans[first]()
			delete(plans, first)
			for _, second := range plans {
				diags = append(diags, second()...)
			}
			said := acctest.Text(diags)
			if refused := strings.Contains(said, "Two resources have the same article body"); refused != c.twice {
				t.Errorf("%s, %s first: %s", name, first, said)
			}
		}
	}
}

// TestBodyOwnersAtApply: an article that the same apply creates has no ID at plan. The body is refused before it is written.
func TestBodyOwnersAtApply(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seedTexts(s)
	p := protocol(t, s, "2.16")
	article, diags := p.Plan(acctest.Object{}, with(acctest.Block{"title": "Payouts", "body": "One"}))
	acctest.Expect(t, diags)
	text, diags := p.Of(bodyKind).Plan(acctest.Object{}, acctest.Block{"article_id": acctest.Unknown, "body": "Two"})
	acctest.Expect(t, diags)
	walk := p.ApplyWalk()
	created, diags := walk.Apply(article)
	acctest.Expect(t, diags)
	before := writes(s)
	after, diags := walk.Of(bodyKind).ApplyWith(text, acctest.Block{"article_id": created.Get("id"), "body": "Two"})
	acctest.Expect(t, diags, "ERROR", "Two resources have the same article body")
	if !after.IsNull() || writes(s) != before {
		t.Errorf("%d writes", writes(s)-before)
	}
}

// TestBodyPlans: what a plan refuses and warns of.
func TestBodyPlans(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version string
		seed    func(*intercomtest.Server)
		config  acctest.Block
		says    []string
	}{
		"a text is there": {"2.16", func(s *intercomtest.Server) {
			s.UpdateArticle("42", func(a *intercomtest.Article) { a.Body = "<p>Theirs</p>" })
		}, acctest.Block{"article_id": "42", "body": "<p>Ours</p>"}, []string{"WARNING", "This plan replaces texts of articles", "terraform import ADDRESS 42"}},
		"no such article":    {"2.16", nil, acctest.Block{"article_id": "404", "body": "<p>Ours</p>"}, []string{"ERROR", "article 404", "Nothing was changed"}},
		"the default locale": {"2.16", nil, acctest.Block{"article_id": "42", "locale": "en", "body": "<p>Ours</p>"}, []string{"ERROR", "default locale", "remove locale"}},
		"a relative image":   {"2.13", nil, acctest.Block{"article_id": "42", "body": `<img src="a.png">`}, []string{"ERROR", "no absolute URL"}},
		"two bodies":         {"2.16", nil, acctest.Block{"article_id": "42", "body": "One", "body_markdown": "One"}, []string{"ERROR", "body_markdown"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := texts(t, c.version)
			if c.seed != nil {
				c.seed(s)
			}
			diags := p.Validate(c.config)
			if !acctest.HasError(diags) {
				_, diags = p.Plan(acctest.Object{}, c.config)
			}
			acctest.Expect(t, diags, c.says...)
		})
	}
}

// TestBodyWithoutTranslation: a body needs a translation with a title, and help centers with one language show none.
func TestBodyWithoutTranslation(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		locales []string
		says    string
	}{"not translated": {[]string{"en", "fr", "de"}, "has no translation in de"}, "one language": {[]string{"en"}, "one language"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := texts(t, "2.16")
			s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = c.locales })
			planned, diags := p.Plan(acctest.Object{}, acctest.Block{"article_id": "42", "locale": "de", "body": "<p>Fünf Tage</p>"})
			acctest.Expect(t, diags)
			after, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", c.says, "translations")
			if !after.IsNull() || writes(s) > 0 {
				t.Errorf("%d writes, state %s", writes(s), after.State)
			}
		})
	}
}

// TestBodyDraft: a teammate's draft is neither published nor lost.
func TestBodyDraft(t *testing.T) {
	t.Parallel()
	s, p := texts(t, "2.16")
	s.DraftArticle("42", func(d *intercomtest.ArticleDraft) { d.Body = "Theirs" })
	config := acctest.Block{"article_id": "42", "body": "<p>Ours</p>"}
	planned, diags := p.Plan(acctest.Object{}, config)
	acctest.Expect(t, diags, "WARNING", "have unpublished changes of teammates")
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "unpublished changes", "pending_draft")
	if !after.IsNull() || writes(s) > 0 {
		t.Errorf("%d writes, state %s", writes(s), after.State)
	}
	config["pending_draft"] = "overwrite"
	p.Run(acctest.Object{}, config)
	if a := s.Article("42"); !strings.Contains(a.Body, "Ours") || a.Draft != nil {
		t.Errorf("Intercom has %+v", a)
	}
}

// TestBodyNotWritten: an answer that shows the text from before is no success.
func TestBodyNotWritten(t *testing.T) {
	t.Parallel()
	s, p := texts(t, "2.16")
	s.UpdateArticle("42", func(a *intercomtest.Article) { a.Body = "<p>Theirs</p>" })
	planned, _ := p.Plan(acctest.Object{}, acctest.Block{"article_id": "42", "body": "<p>Ours</p>"})
	theirs := *s.Article("42")
	s.Set(intercomtest.Overrides(map[string]any{"body": theirs.Body}).On("PUT", "/articles/*").WithoutEffect())
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "did not happen", "Intercom kept the body from before")
	if !after.IsNull() {
		t.Errorf("state %s", after.State)
	}
}

// TestBodyImport: an import takes the article's ID, its URL, and the locale of a translation.
func TestBodyImport(t *testing.T) {
	t.Parallel()
	s, p := texts(t, "2.16")
	s.UpdateArticle("42", func(a *intercomtest.Article) {
		a.Body = "<p>Five days</p>"
		fr := a.Translations["fr"]
		fr.Body = "<p>Cinq jours</p>"
		a.Translations["fr"] = fr
	})
	for given, want := range map[string]string{"42": "Five days", "42/fr": "Cinq jours", "42_fr": "Cinq jours", "https://intercom.help/x/en/articles/42-refunds": "Five days", "43": "", "4 2": "not an ID", "42/de": "does not exist", "42?body=text": "not an ID"} {
		p.Configure(acctest.Block{"base_url": s.URL, "access_token": s.Token, "api_version": "2.16"})
		object, diags := p.Import(given, nil)
		if got := object.Get("body_markdown"); acctest.HasError(diags) && !strings.Contains(acctest.Text(diags), want) || !acctest.HasError(diags) && !strings.Contains(got, want) {
			t.Errorf("%s: %s, %s", given, got, acctest.Text(diags))
		}
	}
}

// TestImportURL: the number in a URL of another site is another workspace's article.
func TestImportURL(t *testing.T) {
	t.Parallel()
	s, _ := texts(t, "2.16")
	for _, kind := range []string{"intercom_article", "intercom_article_body"} {
		for given, says := range map[string]string{
			"https://intercom.help/x/en/articles/42-refunds":                                  "",
			"https://app.intercom.com/a/apps/" + s.WorkspaceID + "/articles/articles/42/show": "",
			"https://help.example.org/en/articles/42-their-article":                           "import it by its ID, 42",
			"https://app.intercom.com/a/apps/zz9other/articles/articles/42/show":              "import it by its ID, 42",
		} {
			p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": "2.16"})
			object, diags := p.Import(given, nil)
			if acctest.HasError(diags) != (says != "") || !strings.Contains(acctest.Text(diags), says) || object.IsNull() != (says != "") {
				t.Errorf("%s: %s: %s, %s", kind, given, object.State, acctest.Text(diags))
			}
		}
	}
}

// TestBodyImportRefused: an import of a body that the provider could not write takes nothing into state.
func TestBodyImportRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		locales   []string
		behaviors []intercomtest.Behavior
		id, says  string
	}{
		"no translations shown": {locales: []string{"en"}, id: "42/fr", says: "does not show the translation"},
		"no such translation":   {locales: []string{"en"}, id: "42/de", says: "one language"},
		"the default locale":    {locales: []string{"en", "fr"}, id: "42/en", says: "default locale", behaviors: []intercomtest.Behavior{intercomtest.RepeatsDefaultLocale()}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := texts(t, "2.16")
			s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = c.locales })
			s.Set(c.behaviors...)
			_, diags := p.Import(c.id, nil)
			acctest.Expect(t, diags, "ERROR", c.says, "Nothing was imported", "What to do: ")
			if said := acctest.Text(diags); strings.Contains(said, "proxy") || strings.Contains(said, "WARNING") {
				t.Errorf("it said: %s", said)
			}
		})
	}
}

// TestImportHTML: an import whose ID requests HTML sets the bodies in HTML, so that a configuration in HTML that says the same plans
// nothing. Otherwise it sets them in Markdown, where Intercom shows it.
func TestImportHTML(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ kind, version, id string }{
		{"intercom_article", "2.13", "42?body=html"},
		{"intercom_article", "2.13", "42"},
		{"intercom_article", "2.16", "42?body=html"},
		{"intercom_article", "2.16", "https://intercom.help/x/en/articles/42-refunds?body=html"},
		{"intercom_article_body", "2.13", "42?body=html"},
		{"intercom_article_body", "2.16", "42?body=html"},
		{"intercom_article_body", "2.16", "42/fr?body=html"},
	} {
		t.Run(c.kind+" "+c.version+" "+c.id, func(t *testing.T) {
			t.Parallel()
			s, _ := texts(t, c.version)
			s.UpdateArticle("42", func(a *intercomtest.Article) {
				a.Body = "<p>Five days</p>"
				fr := a.Translations["fr"]
				fr.Body = "<p>Cinq jours</p>"
				a.Translations["fr"] = fr
			})
			shown := s.Article("42")
			p := acctest.NewProtocol(t, s, c.kind, acctest.Block{"api_version": c.version})
			imported, diags := p.Import(c.id, nil)
			if acctest.HasError(diags) || imported.Get("body") == "" {
				t.Fatalf("%s\n%s", imported.State, acctest.Text(diags))
			}
			config := acctest.Block{"article_id": "42", "body": "<p>\nFive days</p>"}
			switch {
			case c.kind == "intercom_article":
				fr := shown.Translations["fr"]
				config = acctest.Block{"title": shown.Title, "author_id": shown.AuthorID, "body": config["body"], "translations": acctest.Block{
					"fr": acctest.Block{"title": fr.Title, "description": fr.Description, "state": fr.State, "body": "<p>\nCinq jours</p>"},
				}}
			case strings.Contains(c.id, "/fr?"):
				config["locale"], config["body"] = "fr", "<p>\nCinq jours</p>"
			}
			planned, diags := p.Plan(imported, config)
			if acctest.HasError(diags) || !planned.State.Equal(imported.State) {
				t.Errorf("planned\n%s\nafter the import of\n%s\n%s", planned.State, imported.State, acctest.Text(diags))
			}
		})
	}
}
