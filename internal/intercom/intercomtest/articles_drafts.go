package intercomtest

import (
	"net/http"
	"slices"
	"strings"
)

func (rq *request) getArticleDraft() reply {
	a := rq.articleTexts.get(rq.ids[0])
	if a == nil || !a.pending() {
		return notFound
	}
	return ok(rq.showDraft(a))
}

func (rq *request) showDraft(a *Article) object {
	return rq.showArticleWith(a, func(locale string) ArticleText { return a.text(locale).drafted() })
}

func (a *Article) pending() bool {
	return slices.ContainsFunc(a.locales(), func(locale string) bool { return a.text(locale).Draft != nil })
}

// stageArticleDraft takes over texts alone. Nothing else of the body counts.
func (rq *request) stageArticleDraft() reply {
	a := rq.articleTexts.get(rq.ids[0])
	if a == nil {
		return notFound
	}
	if !a.Published {
		return fail(http.StatusUnprocessableEntity, "parameter_invalid", "Article must be published before a draft can be staged")
	}
	given, problem := rq.translations()
	if problem.status != 0 {
		return problem
	}
	main := rq.defaultHelpCenter().Locales[0]
	if given[main] == nil {
		given[main] = rq.body
	}
	next := a.clone()
	for locale, content := range given {
		if locale == main {
			locale = ""
		}
		body, hasBody, problem := rq.bodyOf(content)
		if problem.status != 0 {
			return problem
		}
		t := next.text(locale)
		d := t.Draft.clone()
		if d == nil {
			d = &ArticleDraft{Title: t.Title, Description: t.Description, Body: t.Body}
		}
		title, hasTitle := content["title"].(string)
		description, hasDescription := content["description"].(string)
		if !hasTitle && !hasDescription && !hasBody {
			continue
		}
		if hasTitle {
			d.Title = title
		}
		if hasDescription {
			d.Description = description
		}
		if hasBody {
			d.Body = body
		}
		d.UpdatedAt = rq.now.Unix()
		t.Draft = d
		next.setText(locale, t)
		rq.versioned(&next, locale, *d, t.AuthorID, false)
	}
	next.UpdatedAt = rq.now.Unix()
	return ok(rq.showDraft(rq.articleTexts.put(next)))
}

// publishArticleDraft needs the locales in a workspace with several.
func (rq *request) publishArticleDraft() reply {
	a := rq.articleTexts.get(rq.ids[0])
	if a == nil {
		return notFound
	}
	main := rq.defaultHelpCenter()
	var locales []string
	listed, given := rq.body["locales"].([]any)
	switch {
	case !a.pending():
		return fail(http.StatusUnprocessableEntity, "parameter_invalid", "Article has no draft to publish")
	case !given && main.multilingual():
		return fail(http.StatusUnprocessableEntity, "parameter_not_found", "locales must be specified to publish a draft on a multilingual workspace")
	case !given:
		locales = []string{""}
	}
	var clean []string
	for _, each := range listed {
		locale := text(each)
		if locale == main.Locales[0] {
			locale = ""
		}
		if a.text(locale).Draft == nil {
			clean = append(clean, text(each))
		}
		locales = append(locales, locale)
	}
	if len(clean) > 0 {
		return fail(http.StatusUnprocessableEntity, "parameter_invalid", "Cannot publish a draft for locale(s) without pending changes: "+strings.Join(clean, ", "))
	}
	next := a.clone()
	for _, locale := range locales {
		t := next.text(locale)
		t = t.drafted()
		t.Draft, t.State, t.Published = nil, "published", true
		next.setText(locale, t)
		rq.versioned(&next, locale, ArticleDraft{Title: t.Title, Description: t.Description, Body: t.Body}, t.AuthorID, true)
	}
	next.UpdatedAt = rq.now.Unix()
	return ok(rq.showArticle(rq.articleTexts.put(next)))
}

func (rq *request) listArticleVersions() reply {
	a := rq.articleTexts.get(rq.ids[0])
	if a == nil {
		return notFound
	}
	locale := rq.query.Get("locale")
	main := rq.defaultHelpCenter()
	if locale != "" && !slices.Contains(main.Locales, locale) {
		return invalid("Unknown locale")
	}
	var all []object
	for i, v := range slices.Backward(a.Versions) {
		if of := v.Locale; locale != "" && of != locale && (of != "" || locale != main.Locales[0]) {
			continue
		}
		all = append(all, showArticleVersion(a, i))
	}
	return ok(rq.movingPage(all, 25))
}

func (rq *request) getArticleVersion() reply {
	a := rq.articleTexts.get(rq.ids[0])
	if a == nil {
		return notFound
	}
	for i, v := range a.Versions {
		if v.ID == rq.ids[1] {
			shown := showArticleVersion(a, i)
			shown["body"], shown["body_markdown"], shown["updated_at"] = rq.signed(v.Body), rq.signed(toMarkdown(v.Body)), v.CreatedAt
			return ok(shown)
		}
	}
	return notFound
}

func showArticleVersion(a *Article, i int) object {
	v := a.Versions[i]
	shown := object{
		"type": "article_version", "id": v.ID, "article_id": a.ID, "title": v.Title, "description": v.Description, "author_id": v.AuthorID, "created_by_id": v.AuthorID,
		"created_via": v.Via, "from_version_id": nil, "state": "draft", "created_at": v.CreatedAt,
	}
	if v.Live {
		shown["state"] = "published"
	}
	if i > 0 {
		shown["from_version_id"] = a.Versions[i-1].ID
	}
	return shown
}

func (rq *request) tagArticle() reply {
	a, t := rq.articleTexts.get(rq.ids[0]), rq.tags.get(idText(rq.body["id"]))
	switch {
	case a == nil:
		return fail(http.StatusNotFound, "article_not_found", "Article not found")
	case t == nil:
		return fail(http.StatusNotFound, "tag_not_found", "Tag not found")
	}
	rq.articleTexts.update(a.ID, func(a *Article) { a.TagIDs = include(a.TagIDs, t.ID) })
	shown := showTag(t)
	shown["applied_at"], shown["applied_by"] = rq.now.Unix(), object{"type": "admin", "id": rq.owner.ID}
	return ok(shown)
}

func (rq *request) untagArticle() reply {
	a, t := rq.articleTexts.get(rq.ids[0]), rq.tags.get(rq.ids[1])
	switch {
	case a == nil:
		return fail(http.StatusNotFound, "article_not_found", "Article not found")
	case t == nil || !slices.Contains(a.TagIDs, t.ID):
		return fail(http.StatusNotFound, "tag_not_found", "Tag not found")
	}
	rq.articleTexts.update(a.ID, func(a *Article) { a.TagIDs = exclude(a.TagIDs, t.ID) })
	shown := showTag(t)
	delete(shown, "applied_at")
	delete(shown, "applied_by")
	return ok(shown)
}
