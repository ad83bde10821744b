package intercom

import "context"

// ArticleTitle is what an article is called and which collections it is in.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/article
type ArticleTitle struct {
	Type  string `json:"type"`
	ID    ID     `json:"id"`
	Title string `json:"title"`
	// ParentID and ParentIDs may disagree before 2.16, which no longer has ParentID.
	ParentID  ID   `json:"parent_id"`
	ParentIDs []ID `json:"parent_ids"`
}

func (a *ArticleTitle) self() (kind string, id ID) { return a.Type, a.ID }

// ArticleTitles reads the titles of all articles of all help centers.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/articles/listarticles
func (r Reader) ArticleTitles(ctx context.Context) ([]ArticleTitle, error) {
	return moving[ArticleTitle](ctx, r, "/articles?per_page=50", "article")
}
