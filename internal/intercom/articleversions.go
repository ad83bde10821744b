package intercom

import (
	"context"
	"net/http"
	"net/url"
)

// ArticleVersion is what an article was at one time, from 2.16 on.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/article_version
type ArticleVersion struct {
	Type        string `json:"type"`
	ID          ID     `json:"id"`
	ArticleID   ID     `json:"article_id"`
	Title       string `json:"title"`
	Description string `json:"description"`
	// Body and BodyMarkdown are absent in lists.
	Body          Shown[string] `json:"body"`
	BodyMarkdown  Shown[string] `json:"body_markdown"`
	AuthorID      ID            `json:"author_id"`
	CreatedByID   ID            `json:"created_by_id"`
	CreatedVia    string        `json:"created_via"` // "web" or "api"
	FromVersionID ID            `json:"from_version_id"`
	// State is "published" for the version that is live.
	State     string   `json:"state"`
	CreatedAt UnixTime `json:"created_at"`
}

func (v *ArticleVersion) self() (kind string, id ID) { return v.Type, v.ID }

const articleVersionKind = "article_version"

// ArticleVersions reads the versions of an article without their bodies, newest first, in a locale or, if that is "", in all.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/listarticleversions
func (r Reader) ArticleVersions(ctx context.Context, articleID, locale string) ([]ArticleVersion, error) {
	path, err := objectPath("articles", articleID)
	if err != nil {
		return nil, err
	}
	path += "/versions?per_page=50"
	if locale != "" {
		path += "&locale=" + url.QueryEscape(locale)
	}
	return moving[ArticleVersion](ctx, r, path, articleVersionKind)
}

// ArticleVersion reads a version of an article with its body.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/retrievearticleversion
func (r Reader) ArticleVersion(ctx context.Context, articleID, id string) (*ArticleVersion, error) {
	path, err := objectPath("articles", articleID, "versions", id)
	if err != nil {
		return nil, err
	}
	return one[ArticleVersion](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, articleVersionKind, id)
}

// TagArticle puts a tag on an article, from 2.16 on; a second time changes nothing.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/attachtagtoarticle
func (w Writer) TagArticle(ctx context.Context, articleID, tagID string) (*Tag, error) {
	path, err := objectPath("articles", articleID)
	if err != nil {
		return nil, err
	}
	body := struct {
		ID string `json:"id"`
	}{tagID}
	return one[Tag](ctx, w, call{method: http.MethodPost, path: path + "/tags", body: body, idempotent: true, write: true}, "tag", tagID)
}

// UntagArticle takes a tag off an article, from 2.16 on. Of an article or tag that is not there, IsNotFound holds.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/detachtagfromarticle
func (w Writer) UntagArticle(ctx context.Context, articleID, tagID string) error {
	path, err := objectPath("articles", articleID, "tags", tagID)
	if err != nil {
		return err
	}
	_, err = one[Tag](ctx, w, call{method: http.MethodDelete, path: path, idempotent: true, write: true}, "tag", tagID)
	return err
}
