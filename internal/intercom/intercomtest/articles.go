package intercomtest

import (
	"maps"
	"slices"
)

// Article is a text of a help center.
type Article struct {
	ID string // decimal
	// ArticleText are the texts in the default locale.
	ArticleText
	ParentIDs            []string               // collections
	Translations         map[string]ArticleText // by locale, without the default one
	AudienceIDs          []string               // empty = everyone
	AIChatbot, AICopilot bool
	AISalesAgent         bool
	ScheduledPublishAt   int64 // Unix seconds, 0 = none
	ScheduledUnpublishAt int64 // Unix seconds, 0 = none
	TagIDs               []string
	Versions             []ArticleVersion // oldest first
	CreatedAt            int64            // Unix seconds
	UpdatedAt            int64            // Unix seconds
}

// ArticleText are the texts of an article in one locale.
type ArticleText struct {
	Title, Description string
	// Body is HTML, as Intercom keeps it. AddArticle and UpdateArticle rewrite what is given.
	Body      string
	AuthorID  string
	State     string // "published" or, unless given, "draft"
	Published bool   // it was published at some time
	// Draft is what the site does not show yet of a published text.
	Draft *ArticleDraft
}

// ArticleDraft is the staged text of a published one.
type ArticleDraft struct {
	Title, Description, Body string
	UpdatedAt                int64 // Unix seconds
}

// ArticleVersion is what a text was at one time.
type ArticleVersion struct {
	ID, Locale, Title, Description, Body, AuthorID string
	Via                                            string // "api" or "web"
	Live                                           bool
	CreatedAt                                      int64 // Unix seconds
}

func (a Article) clone() Article {
	a.ParentIDs, a.AudienceIDs, a.TagIDs, a.Versions = slices.Clone(a.ParentIDs), slices.Clone(a.AudienceIDs), slices.Clone(a.TagIDs), slices.Clone(a.Versions)
	a.Draft = a.Draft.clone()
	a.Translations = maps.Clone(a.Translations)
	for locale, t := range a.Translations {
		t.Draft = t.Draft.clone()
		a.Translations[locale] = t
	}
	return a
}

func (d *ArticleDraft) clone() *ArticleDraft {
	if d == nil {
		return nil
	}
	copied := *d
	return &copied
}

// text is the content in a locale; "" is the default one.
func (a *Article) text(locale string) ArticleText {
	if locale == "" {
		return a.ArticleText
	}
	return a.Translations[locale]
}

func (a *Article) setText(locale string, t ArticleText) {
	if locale == "" {
		a.ArticleText = t
		return
	}
	if a.Translations == nil {
		a.Translations = map[string]ArticleText{}
	}
	a.Translations[locale] = t
}

// locales are "" and those of the translations, sorted.
func (a *Article) locales() []string {
	return append([]string{""}, slices.Sorted(maps.Keys(a.Translations))...)
}

var articleKind = &kind[Article]{
	name: "articles", missing: notFound, clone: Article.clone, noun: "article",
	in:    func(w *Workspace) **collection[Article] { return &w.articleTexts },
	id:    func(a *Article) *string { return &a.ID },
	fresh: func(w *Workspace) string { return w.count("article", 42) },
	made: func(rq *request) Article {
		return Article{ArticleText: ArticleText{State: "draft"}, AIChatbot: true, AICopilot: true, AISalesAgent: true, CreatedAt: rq.now.Unix()}
	},
	show: (*request).showArticle,
	fill: (*request).fillArticle,
	routes: func(k *kind[Article]) []route {
		const draft, tags, versions = "/articles/{id}/draft", "/articles/{id}/tags", "/articles/{id}/versions"
		return []route{
			at("GET", "/articles", v2(0), due((*request).listArticles)), at("POST", "/articles", v2(0), due(k.create)),
			at("GET", "/articles/{id}", v2(0), due(k.get)), at("PUT", "/articles/{id}", v2(0), due(k.update)), at("DELETE", "/articles/{id}", v2(0), k.remove),
			at("GET", draft, v2(16), due((*request).getArticleDraft)), at("PUT", draft, v2(16), due((*request).stageArticleDraft)),
			at("POST", draft+"/publish", v2(16), due((*request).publishArticleDraft)),
			at("GET", versions, v2(16), (*request).listArticleVersions), at("GET", versions+"/{id}", v2(16), (*request).getArticleVersion),
			at("POST", tags, v2(16), (*request).tagArticle), at("DELETE", tags+"/{id}", v2(16), (*request).untagArticle),
		}
	},
}

// due first does what was scheduled for a time that has come.
func due(handle func(*request) reply) func(*request) reply {
	return func(rq *request) reply {
		for _, a := range slices.Collect(rq.articleTexts.all()) {
			now := rq.now.Unix()
			publish, unpublish := a.ScheduledPublishAt != 0 && a.ScheduledPublishAt <= now, a.ScheduledUnpublishAt != 0 && a.ScheduledUnpublishAt <= now
			if publish {
				rq.articleTexts.update(a.ID, func(a *Article) {
					a.ScheduledPublishAt, a.State, a.Published, a.UpdatedAt = 0, "published", true, now
					for _, locale := range a.locales() {
						t := a.text(locale).drafted()
						t.Draft = nil
						a.setText(locale, t)
					}
				})
			}
			if unpublish {
				rq.articleTexts.update(a.ID, func(a *Article) { a.ScheduledUnpublishAt, a.State, a.UpdatedAt = 0, "draft", now })
			}
		}
		return handle(rq)
	}
}

// AddArticle adds an article. Its bodies are rewritten as Intercom does.
func (w *Workspace) AddArticle(a Article) Article {
	defer w.lock()()
	a = a.clone()
	setDefault(&a.AuthorID, func() string { return w.owner.ID })
	setDefaultTime(&a.CreatedAt, w.server.now().Unix())
	setDefaultTime(&a.UpdatedAt, a.CreatedAt)
	w.rewriteArticle(&a)
	return w.articleTexts.add(a).clone()
}

// UpdateArticle changes an article behind Terraform's back, as a teammate does in the editor. The function must not call the
// server.
func (w *Workspace) UpdateArticle(id string, change func(*Article)) {
	defer w.lock()()
	w.articleTexts.update(id, func(a *Article) {
		a.UpdatedAt = w.server.now().Unix()
		change(a)
		w.rewriteArticle(a)
	})
}

// DraftArticle stages a text in the default locale, as an open tab of the editor does.
func (w *Workspace) DraftArticle(id string, change func(*ArticleDraft)) {
	w.UpdateArticle(id, func(a *Article) {
		if a.Draft == nil {
			a.Draft = &ArticleDraft{Title: a.Title, Description: a.Description, Body: a.Body}
		}
		change(a.Draft)
		a.Draft.UpdatedAt = w.server.now().Unix()
	})
}

// rewriteArticle rewrites the bodies of a seeded article.
func (w *Workspace) rewriteArticle(a *Article) {
	rq := &request{Workspace: w, now: w.server.now()}
	rewrite := func(body string) string {
		kept, _, problem := rq.rewritten(body)
		if problem.status != 0 {
			panic("intercomtest: " + problem.text)
		}
		return kept
	}
	for _, locale := range a.locales() {
		t := a.text(locale)
		t.Body = rewrite(t.Body)
		setDefault(&t.State, func() string { return "draft" })
		setDefault(&t.AuthorID, func() string { return a.AuthorID })
		t.Published = t.Published || t.State == "published"
		if t.Draft != nil {
			t.Draft = t.Draft.clone()
			t.Draft.Body = rewrite(t.Draft.Body)
		}
		a.setText(locale, t)
	}
}

// DeleteArticle deletes an article behind Terraform's back.
func (w *Workspace) DeleteArticle(id string) {
	defer w.lock()()
	w.articleTexts.drop(id)
}

// Articles lists the articles in the order of their creation.
func (w *Workspace) Articles() []Article {
	defer w.lock()()
	return w.articleTexts.values()
}

// Article returns an article, or nil.
func (w *Workspace) Article(id string) *Article {
	defer w.lock()()
	if a := w.articleTexts.get(id); a != nil {
		copied := a.clone()
		return &copied
	}
	return nil
}
