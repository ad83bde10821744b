package intercomtest

import (
	"net/http"
	"slices"
	"time"
)

// fillArticle takes over what a body says, all or nothing.
func (rq *request) fillArticle(a *Article) reply {
	before := a.clone()
	isNew := a.ID == ""
	given, problem := rq.translations()
	if problem.status != 0 {
		return problem
	}
	main := rq.defaultHelpCenter().Locales[0]
	if content, beside := given[main]; beside {
		for name, value := range content { // the root counts where both have a value
			if _, has := rq.body[name]; !has {
				rq.body[name] = value
			}
		}
		delete(given, main)
	}
	if isNew && rq.body["author_id"] == nil {
		return fail(http.StatusBadRequest, "parameter_not_found", "author_id must be in the main body or default locale translated_content object")
	}
	if isNew && text(rq.body["title"]) == "" {
		return fail(http.StatusBadRequest, "parameter_not_found", "Title can't be blank")
	}
	for _, step := range []func() reply{
		func() reply { return rq.fillText(a, "", rq.body) },
		func() reply { return rq.fillTranslations(a, given) },
		func() reply { return rq.placeArticle(a) },
		func() reply { return rq.fillAvailability(a) },
		func() reply { return rq.scheduleArticle(a) },
	} {
		if problem := step(); problem.status != 0 {
			return problem
		}
	}
	if !isNew && rq.articles.unchangedUntouched && sameArticle(before, *a) {
		return reply{}
	}
	a.UpdatedAt = rq.now.Unix()
	return reply{}
}

func sameArticle(a, b Article) bool {
	return a.Title == b.Title && a.Description == b.Description && a.State == b.State && a.AuthorID == b.AuthorID && len(a.Versions) == len(b.Versions) &&
		slices.Equal(a.ParentIDs, b.ParentIDs) && slices.Equal(a.AudienceIDs, b.AudienceIDs)
}

func (rq *request) fillTranslations(a *Article, given map[string]object) reply {
	if len(given) == 0 {
		return reply{}
	}
	if rq.content.translationsReplaced {
		for locale := range a.Translations {
			if given[locale] == nil {
				delete(a.Translations, locale)
			}
		}
	}
	for locale, content := range given {
		if rq.content.localesReplaced {
			kept := a.text(locale)
			a.setText(locale, ArticleText{AuthorID: kept.AuthorID, State: kept.State, Published: kept.Published})
		}
		if problem := rq.fillText(a, locale, content); problem.status != 0 {
			return problem
		}
	}
	return reply{}
}

// bodyOf is the body that a text of a request has, rewritten, and whether it has one.
func (rq *request) bodyOf(content object) (body string, has bool, problem reply) {
	asHTML, html := content["body"].(string)
	asMarkdown, markdown := content["body_markdown"].(string)
	switch {
	case html && markdown && rq.version.atLeast(v2(16)):
		return "", false, articleTwice
	case markdown && rq.version.atLeast(v2(16)):
		asHTML = fromMarkdown(asMarkdown)
	case !html:
		return "", false, reply{}
	}
	kept, copied, problem := rq.rewritten(asHTML)
	if rq.articles.copiedLate {
		rq.late = copied
	}
	return kept, true, problem
}

// fillText takes over a text. That of a published article with a draft goes to the draft, unless the state is given. So does one that
// comes with a time at which to publish it.
func (rq *request) fillText(a *Article, locale string, content object) reply {
	t := a.text(locale)
	setDefault(&t.State, func() string { return "draft" })
	body, hasBody, problem := rq.bodyOf(content)
	if problem.status != 0 {
		return problem
	}
	state, stated := content["state"].(string)
	if stated && state != "published" && state != "draft" {
		return invalid("state must be published or draft")
	}
	scheduled := rq.body["scheduled_publish_at"] != nil && rq.version.atLeast(v2(16))
	if stated && scheduled && locale == "" {
		if state == "draft" {
			return invalid("scheduled_publish_at cannot be combined with the state draft")
		}
		stated = false // it is published later
	}
	if author := idText(content["author_id"]); author != "" {
		if rq.admin(author) == nil {
			return invalid("author_id must be a teammate on the help center's workspace")
		}
		t.AuthorID = author
	} else if a.ID != "" && rq.articles.authorsReassigned {
		t.AuthorID = rq.owner.ID
	}
	setDefault(&t.AuthorID, func() string { return a.AuthorID })
	if stated && state == "published" && rq.articles.draftsPublished {
		t = t.drafted()
		t.Draft = nil
	}
	next := ArticleDraft{t.Title, t.Description, t.Body, rq.now.Unix()}
	staged := t.State == "published" && (t.Draft != nil && (!stated || state == "published" && rq.articles.draftsSurvive) || scheduled && !stated)
	if staged && t.Draft != nil {
		next = *t.Draft
		next.UpdatedAt = rq.now.Unix()
	}
	title, hasTitle := content["title"].(string)
	description, hasDescription := content["description"].(string)
	if hasTitle && text(title) == "" {
		return invalid("Title can't be blank")
	}
	if hasDescription && description == "" && rq.articles.emptyDescriptionsRefused {
		return invalid("description can't be blank")
	}
	changes := hasTitle || hasDescription || hasBody
	if hasTitle {
		next.Title = text(title)
	}
	if hasDescription {
		next.Description = text(description)
	}
	if hasBody {
		next.Body = body
	}
	switch {
	case staged && changes:
		t.Draft = &next
	case changes:
		t.Title, t.Description, t.Body = next.Title, next.Description, next.Body
	}
	if stated {
		if state == "published" && !rq.articles.draftsSurvive && !rq.articles.draftsLeft {
			t.Draft = nil
		}
		if state == "draft" {
			t.Draft = nil
		}
		t.State = state
	}
	t.Published = t.Published || t.State == "published"
	a.setText(locale, t)
	if changes {
		rq.versioned(a, locale, next, t.AuthorID, t.State == "published" && !staged)
	}
	return reply{}
}

// versioned keeps one more version.
func (rq *request) versioned(a *Article, locale string, d ArticleDraft, author string, live bool) {
	if live {
		for i := range a.Versions {
			a.Versions[i].Live = a.Versions[i].Live && a.Versions[i].Locale != locale
		}
	}
	a.Versions = append(a.Versions, ArticleVersion{
		ID: rq.count("article version", 301), Locale: locale, Title: d.Title, Description: d.Description, Body: d.Body, AuthorID: author, Via: "api", Live: live, CreatedAt: rq.now.Unix(),
	})
}

// placeArticle reads where the article belongs, which each version takes otherwise.
func (rq *request) placeArticle(a *Article) reply {
	ids, several := rq.body["parent_ids"].([]any)
	takes := rq.version.atLeast(v2(16)) && (rq.version == preview || !rq.articles.parentIDsIgnored)
	parents, set := a.ParentIDs, false
	if several && takes {
		parents, set = nil, true
		for _, id := range ids {
			parents = append(parents, idText(id))
		}
	} else if value, given := rq.body["parent_id"]; given {
		set = true
		switch id := idText(value); {
		case id == "":
			parents = nil
		case rq.articles.parentAdds:
			parents = include(parents, id)
		default:
			parents = []string{id}
		}
	}
	for _, id := range parents {
		if set && rq.collections.get(id) == nil {
			return invalid("parent_id does not exist")
		}
	}
	a.ParentIDs = parents
	return reply{}
}

// fillAvailability takes over what came with 2.16. Earlier versions ignore it.
func (rq *request) fillAvailability(a *Article) reply {
	if !rq.version.atLeast(v2(16)) {
		return reply{}
	}
	for name, into := range map[string]*bool{"ai_chatbot_availability": &a.AIChatbot, "ai_copilot_availability": &a.AICopilot, "ai_sales_agent_availability": &a.AISalesAgent} {
		if value, given := rq.body[name].(bool); given {
			*into = value
		}
	}
	ids, given := rq.body["audience_ids"].([]any)
	if !given {
		return reply{}
	}
	a.AudienceIDs = nil
	for _, id := range ids {
		if rq.audiences.get(idText(id)) == nil {
			return fail(http.StatusNotFound, "parameter_invalid", "Audience not found")
		}
		a.AudienceIDs = append(a.AudienceIDs, idText(id))
	}
	return reply{}
}

// scheduleArticle takes over the schedule: one of the two times, in the future.
func (rq *request) scheduleArticle(a *Article) reply {
	if !rq.version.atLeast(v2(16)) {
		return reply{}
	}
	for name, into := range map[string]*int64{"scheduled_publish_at": &a.ScheduledPublishAt, "scheduled_unpublish_at": &a.ScheduledUnpublishAt} {
		value, given := rq.body[name]
		if !given {
			continue
		}
		*into = 0
		if value == nil {
			continue
		}
		instant, err := time.Parse(time.RFC3339, text(value))
		if err != nil || !instant.After(rq.now) {
			return invalid(name + " must be in the future")
		}
		*into = instant.Unix()
	}
	switch {
	case a.ScheduledPublishAt != 0 && a.ScheduledUnpublishAt != 0:
		return invalid("an article is scheduled either to be published or to be unpublished")
	case a.ScheduledUnpublishAt != 0 && !a.Published:
		return invalid("scheduled_unpublish_at needs an article that was published")
	}
	return reply{}
}
