package intercom

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// The values of Article.State.
const (
	ArticlePublished = "published"
	ArticleDraft     = "draft"
)

// Article is a text of a help center.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/article
type Article struct {
	Type        string `json:"type"`
	ID          ID     `json:"id"`
	WorkspaceID string `json:"workspace_id"`
	// ArticleContent are the texts in the default locale, and its state. Its AudienceIDs are absent in a workspace with several
	// languages, which shows them by locale.
	ArticleContent
	// ParentIDs are the collections that the article is in. Before 2.16, they may be empty although ParentID is not.
	ParentIDs Shown[[]ID] `json:"parent_ids"`
	ParentID  Shown[ID]   `json:"parent_id"`
	// TranslatedContent is nil in a workspace with one language.
	TranslatedContent ArticleTranslations `json:"translated_content"`
	DefaultLocale     string              `json:"default_locale"`
	// ScheduledPublishAt and ScheduledUnpublishAt are absent before 2.16.
	ScheduledPublishAt   Shown[UnixTime] `json:"scheduled_publish_at"`
	ScheduledUnpublishAt Shown[UnixTime] `json:"scheduled_unpublish_at"`
	Tags                 Shown[TagList]  `json:"tags"`
	HelpCenterAudience   string          `json:"help_center_audience"`
}

// ArticleContent are the texts of an article in one locale, and what Intercom keeps by locale.
type ArticleContent struct {
	Title       string        `json:"title"`
	Description Shown[string] `json:"description"`
	// Body is HTML as Intercom rewrites it. The URLs of its images are signed anew on each read.
	Body Shown[string] `json:"body"`
	// BodyMarkdown is absent before 2.16.
	BodyMarkdown Shown[string] `json:"body_markdown"`
	AuthorID     ID            `json:"author_id"`
	State        string        `json:"state"`
	// URL is empty while the text is a draft.
	URL         string      `json:"url"`
	AudienceIDs Shown[[]ID] `json:"audience_ids"`
	// The availabilities are nil before 2.16.
	AIChatbotAvailability    *bool `json:"ai_chatbot_availability"`
	AICopilotAvailability    *bool `json:"ai_copilot_availability"`
	AISalesAgentAvailability *bool `json:"ai_sales_agent_availability"`
	// HasUnpublishedChanges reports a draft of a published text; nil where the answer does not tell.
	HasUnpublishedChanges *bool    `json:"has_unpublished_changes"`
	DraftUpdatedAt        UnixTime `json:"draft_updated_at"`
	CreatedAt             UnixTime `json:"created_at"`
	UpdatedAt             UnixTime `json:"updated_at"`
}

func (a *Article) self() (kind string, id ID) { return a.Type, a.ID }

// Parents returns the IDs of the collections that an article is in, and whether the answer tells. Before 2.16, the two fields
// are often out of sync, and parent_ids is then the empty one.
func (a *Article) Parents() (ids []string, shown bool) {
	several, shown := a.ParentIDs.Get()
	for _, id := range several {
		ids = append(ids, string(id))
	}
	if one, alone := a.ParentID.Get(); len(ids) == 0 && alone {
		shown = true
		if one != "" {
			ids = []string{string(one)}
		}
	}
	return ids, shown
}

// Pending reports whether the article is known to have changes in any locale that are not published.
func (a *Article) Pending() bool {
	if a.HasUnpublishedChanges != nil && *a.HasUnpublishedChanges {
		return true
	}
	for _, content := range a.TranslatedContent {
		if content.HasUnpublishedChanges != nil && *content.HasUnpublishedChanges {
			return true
		}
	}
	return false
}

// ArticleTranslations are the texts of an article by locale, perhaps including the default one.
type ArticleTranslations map[string]ArticleContent

// UnmarshalJSON leaves out what is no object: a locale without content is null, and Intercom adds a "type" to the locales.
func (t *ArticleTranslations) UnmarshalJSON(data []byte) error {
	*t = nil
	var shown map[string]json.RawMessage
	if err := json.Unmarshal(data, &shown); err != nil || shown == nil {
		return err
	}
	*t = ArticleTranslations{}
	for locale, value := range shown {
		if len(value) == 0 || value[0] != '{' {
			continue
		}
		var content ArticleContent
		if _, err := unmarshal(append([]byte(nil), value...), &content); err != nil {
			return err
		}
		(*t)[locale] = content
	}
	return nil
}

// ArticleText are the texts of an article in one locale, in a request; a zero field stays as it is. At most one of Body and
// BodyMarkdown may be set; the latter from 2.16 on. AuthorID is decimal.
type ArticleText struct {
	Title        Field[string]      `json:"title,omitzero"`
	Description  Field[string]      `json:"description,omitzero"`
	Body         Field[string]      `json:"body,omitzero"`
	BodyMarkdown Field[string]      `json:"body_markdown,omitzero"`
	AuthorID     Field[json.Number] `json:"author_id,omitzero"`
	State        Field[string]      `json:"state,omitzero"`
}

// ArticleRequest is the body of POST and PUT /articles; a zero field stays as it is. Versions before 2.16 ignore the fields after
// TranslatedContent. The times are in the future and in RFC 3339, and at most one of them is set.
type ArticleRequest struct {
	ArticleText
	// ParentIDs are the collections that the article is in, decimal. Versions before 2.16 take one at most.
	ParentIDs         Field[[]string]        `json:"-"`
	TranslatedContent map[string]ArticleText `json:"translated_content,omitempty"`

	AudienceIDs              Field[[]json.Number] `json:"audience_ids,omitzero"`
	AIChatbotAvailability    Field[bool]          `json:"ai_chatbot_availability,omitzero"`
	AICopilotAvailability    Field[bool]          `json:"ai_copilot_availability,omitzero"`
	AISalesAgentAvailability Field[bool]          `json:"ai_sales_agent_availability,omitzero"`
	ScheduledPublishAt       Field[string]        `json:"scheduled_publish_at,omitzero"`
	ScheduledUnpublishAt     Field[string]        `json:"scheduled_unpublish_at,omitzero"`
}

// articleBody is a request as a version takes it.
type articleBody struct {
	ArticleRequest
	ParentIDs  Field[[]json.Number] `json:"parent_ids,omitzero"`
	ParentID   any                  `json:"parent_id,omitempty"`
	ParentType string               `json:"parent_type,omitempty"`
}

// body writes where the article belongs in all forms that the version may read: parent_ids from 2.16, although the descriptions
// of 2.16 lack it in requests, and parent_id for one collection, a number in a POST and a string in a PUT.
func (r ArticleRequest) body(version Version, create bool) (articleBody, error) {
	body := articleBody{ArticleRequest: r}
	ids, set := r.ParentIDs.Get()
	if !set {
		return body, nil
	}
	numbers, err := Numbers(ids)
	if err != nil {
		return body, err
	}
	if version.Has("2.16") {
		body.ParentIDs = Set(numbers)
	}
	if len(ids) == 1 && version != Preview {
		body.ParentID, body.ParentType = any(ids[0]), "collection"
		if create {
			body.ParentID = numbers[0]
		}
	}
	return body, nil
}

// Numbers returns decimal IDs as the numbers that requests take in fields.
func Numbers(ids []string) ([]json.Number, error) {
	numbers := make([]json.Number, len(ids))
	for i, id := range ids {
		if _, err := wholeNumber([]byte(id)); err != nil {
			return nil, &InvalidIDError{ID: id}
		}
		numbers[i] = json.Number(id)
	}
	return numbers, nil
}

const articleKind = "article"

// Articles reads all articles of all help centers with their texts, those first that were updated last.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/listarticles
func (r Reader) Articles(ctx context.Context) ([]Article, error) {
	return moving[Article](ctx, r, "/articles?per_page=50", articleKind)
}

// LatestArticles reads the articles that were updated last, 50 at most.
func (r Reader) LatestArticles(ctx context.Context) ([]Article, error) {
	pass := movingPass[Article, *Article]{Reader: r, path: "/articles?per_page=50", kind: articleKind, seen: map[ID]bool{}}
	first, err := pass.page(ctx, "")
	return once(first.items), err
}

// Article reads an article.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/retrievearticle
func (r Reader) Article(ctx context.Context, id string) (*Article, error) {
	path, err := objectPath("articles", id)
	if err != nil {
		return nil, err
	}
	return one[Article](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, articleKind, id)
}

// ArticleDraft reads an article with the texts of its draft, from 2.16 on. Of an article without a draft, IsNotFound holds.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/retrievearticledraft
func (r Reader) ArticleDraft(ctx context.Context, id string) (*Article, error) {
	path, err := objectPath("articles", id)
	if err != nil {
		return nil, err
	}
	return one[Article](ctx, r, call{method: http.MethodGet, path: path + "/draft", idempotent: true}, articleKind, id)
}

// CreateArticle creates an article, whose title and author are required. Where MayHaveHappened(err), it may exist. A 404 with the
// code parameter_invalid says that an audience does not exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/createarticle
func (w Writer) CreateArticle(ctx context.Context, req ArticleRequest) (*Article, error) {
	body, err := req.body(w.Version(), true)
	if err != nil {
		return nil, fmt.Errorf("POST /articles: %w", err)
	}
	return created[Article](ctx, w, call{method: http.MethodPost, path: "/articles", body: body, write: true}, articleKind)
}

// UpdateArticle changes an article. A text without a state may end up in a draft that the article has already. A 404 with the
// code parameter_invalid says that an audience does not exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/updatearticle
func (w Writer) UpdateArticle(ctx context.Context, id string, req ArticleRequest) (*Article, error) {
	path, err := objectPath("articles", id)
	if err != nil {
		return nil, err
	}
	body, err := req.body(w.Version(), false)
	if err != nil {
		return nil, fmt.Errorf("PUT %s: %w", path, err)
	}
	return one[Article](ctx, w, call{method: http.MethodPut, path: path, body: body, idempotent: true, write: true}, articleKind, id)
}

// StageArticle writes texts to the draft of a published article, from 2.16 on. The live texts stay as they are. Of an article that
// was never published, the error is a 422.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/stagearticledraft
func (w Writer) StageArticle(ctx context.Context, id string, text ArticleText, translations map[string]ArticleText) (*Article, error) {
	path, err := objectPath("articles", id)
	if err != nil {
		return nil, err
	}
	body := ArticleRequest{ArticleText: text, TranslatedContent: translations}
	return one[Article](ctx, w, call{method: http.MethodPut, path: path + "/draft", body: body, idempotent: true, write: true}, articleKind, id)
}

// PublishArticleDraft makes the draft of an article live, from 2.16 on. A workspace with several languages requires the locales,
// each of which must have a draft; otherwise the error is a 422.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/publisharticledraft
func (w Writer) PublishArticleDraft(ctx context.Context, id string, locales []string) (*Article, error) {
	path, err := objectPath("articles", id)
	if err != nil {
		return nil, err
	}
	body := struct {
		Locales []string `json:"locales,omitempty"`
	}{locales}
	return one[Article](ctx, w, call{method: http.MethodPost, path: path + "/draft/publish", body: body, write: true}, articleKind, id)
}

// DeleteArticle deletes an article with its URL, history, and statistics. Whether Intercom can undo that is not documented.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/deletearticle
func (w Writer) DeleteArticle(ctx context.Context, id string) error {
	path, err := objectPath("articles", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion(articleKind, id)})
}
