package intercomtest

import (
	"slices"
	"strings"
)

// listArticles shows what was updated last first, without statistics.
func (rq *request) listArticles() reply {
	var all []object
	for _, a := range newestFirst(rq.articleTexts.seen(rq.lag("articles")), func(a *Article) int64 { return a.UpdatedAt }) {
		shown := rq.showArticle(a)
		delete(shown, "statistics")
		if !rq.articles.markdownListed {
			delete(shown, "body_markdown")
		}
		all = append(all, shown)
	}
	return ok(rq.movingPage(all, 25))
}

func (rq *request) showArticle(a *Article) object {
	return rq.showArticleWith(a, func(locale string) ArticleText {
		t := a.text(locale)
		if rq.articles.draftsShown {
			t = t.drafted()
		}
		return t
	})
}

// drafted is a text with what is staged.
func (t ArticleText) drafted() ArticleText {
	if t.Draft != nil {
		t.Title, t.Description, t.Body = t.Draft.Title, t.Draft.Description, t.Draft.Body
	}
	return t
}

func (rq *request) showArticleWith(a *Article, textOf func(locale string) ArticleText) object {
	helpCenter := rq.defaultHelpCenter()
	if len(a.ParentIDs) > 0 {
		if c := rq.collections.get(a.ParentIDs[0]); c != nil && rq.helpCenters.get(c.HelpCenterID) != nil {
			helpCenter = rq.helpCenters.get(c.HelpCenterID)
		}
	}
	several := rq.defaultHelpCenter().multilingual()
	shown := object{
		"id": a.ID, "type": "article", "workspace_id": rq.WorkspaceID, "created_at": a.CreatedAt, "updated_at": a.UpdatedAt,
		"statistics": object{"type": "article_statistics", "views": rq.server.next("views", 1), "conversations": 0, "reactions": 0, "happy_reaction_percentage": 0, "neutral_reaction_percentage": 0, "sad_reaction_percentage": 0},
		"tags":       object{"type": "tag.list", "tags": rq.showArticleTags(a)},
	}
	rq.showText(shown, a, textOf(""), helpCenter, helpCenter.Locales[0])
	rq.showParents(shown, a)
	if rq.version.atLeast(v2(16)) {
		shown["scheduled_publish_at"], shown["scheduled_unpublish_at"] = nil, nil
		if a.ScheduledPublishAt != 0 {
			shown["scheduled_publish_at"] = a.ScheduledPublishAt
		}
		if a.ScheduledUnpublishAt != 0 {
			shown["scheduled_unpublish_at"] = a.ScheduledUnpublishAt
		}
		if !several {
			shown["audience_ids"] = numbers(a.AudienceIDs)
		}
	}
	if several {
		shown["default_locale"] = rq.defaultHelpCenter().Locales[0]
		texts := object{"type": "article_translated_content"}
		show := func(locale, of string) {
			content := object{"type": "article_content", "created_at": a.CreatedAt, "updated_at": a.UpdatedAt}
			rq.showText(content, a, textOf(of), helpCenter, locale)
			if content["url"] == nil {
				delete(content, "url") // by the schema, it is text
			}
			if rq.version.atLeast(v2(16)) {
				content["audience_ids"] = numbers(a.AudienceIDs)
			}
			texts[locale] = content
		}
		for _, locale := range a.locales()[1:] {
			if slices.Contains(rq.defaultHelpCenter().Locales, locale) {
				show(locale, locale)
			}
		}
		if rq.content.mainLocaleRepeated {
			show(rq.defaultHelpCenter().Locales[0], "")
		}
		shown["translated_content"] = texts
	}
	return shown
}

// showText shows what is kept by locale.
func (rq *request) showText(into object, a *Article, t ArticleText, helpCenter *HelpCenter, locale string) {
	body := t.Body
	for copied, original := range rq.late {
		body = strings.ReplaceAll(body, copied, original)
	}
	into["title"], into["description"], into["author_id"], into["state"], into["url"] = t.Title, t.Description, number(t.AuthorID), t.State, nil
	into["body"] = rq.signed(body)
	if t.State == "published" {
		into["url"] = helpCenter.url() + "/" + locale + "/articles/" + a.ID + "-" + slug(t.Title)
	}
	if !rq.version.atLeast(v2(16)) {
		return
	}
	into["body_markdown"] = rq.signed(toMarkdown(body))
	into["ai_chatbot_availability"], into["ai_copilot_availability"], into["ai_sales_agent_availability"] = a.AIChatbot, a.AICopilot, a.AISalesAgent
	if rq.articles.pendingUntold {
		return
	}
	into["has_unpublished_changes"], into["draft_updated_at"] = t.Draft != nil, nil
	if t.Draft != nil {
		into["draft_updated_at"] = t.Draft.UpdatedAt
	}
}

// showParents follows the examples: before 2.16, parent_ids are empty beside a parent_id.
func (rq *request) showParents(shown object, a *Article) {
	shown["parent_ids"] = numbers(a.ParentIDs)
	if rq.version.atLeast(v2(16)) {
		return
	}
	if !rq.articles.parentsInSync {
		shown["parent_ids"] = []int64{}
	}
	shown["parent_id"], shown["parent_type"] = nil, nil
	if len(a.ParentIDs) > 0 {
		shown["parent_id"], shown["parent_type"] = number(a.ParentIDs[0]), "collection"
	}
}

func (rq *request) showArticleTags(a *Article) []object {
	shown := []object{}
	for _, id := range a.TagIDs {
		if t := rq.tags.get(id); t != nil {
			shown = append(shown, showTag(t))
		}
	}
	return shown
}
