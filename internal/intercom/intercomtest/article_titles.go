package intercomtest

import "slices"

// ArticleTitle is an article, as far as collections have to do with it.
type ArticleTitle struct {
	ID        string // decimal
	Title     string
	ParentIDs []string // of collections
	UpdatedAt int64    // Unix seconds
}

func (a ArticleTitle) clone() ArticleTitle {
	a.ParentIDs = slices.Clone(a.ParentIDs)
	return a
}

var articleTitleKind = &kind[ArticleTitle]{
	name: "articles", missing: notFound, clone: ArticleTitle.clone, noun: "article",
	in:    func(w *Workspace) **collection[ArticleTitle] { return &w.articleTitles },
	id:    func(a *ArticleTitle) *string { return &a.ID },
	fresh: func(w *Workspace) string { return w.count("article", 42) },
	show:  (*request).showArticleTitle,
	routes: func(*kind[ArticleTitle]) []route {
		return []route{at("GET", "/articles", v2(0), (*request).listArticleTitles)}
	},
}

// AddArticleTitle adds an article, which the API cannot here.
func (w *Workspace) AddArticleTitle(a ArticleTitle) ArticleTitle {
	defer w.lock()()
	setDefaultTime(&a.UpdatedAt, w.server.now().Unix())
	return w.articleTitles.add(a).clone()
}

// ArticleTitles lists the articles in the order of their creation.
func (w *Workspace) ArticleTitles() []ArticleTitle {
	defer w.lock()()
	return w.articleTitles.values()
}

func (rq *request) listArticleTitles() reply {
	var all []object
	for _, a := range newestFirst(rq.articleTitles.seen(rq.lag("articles")), func(a *ArticleTitle) int64 { return a.UpdatedAt }) {
		all = append(all, rq.showArticleTitle(a))
	}
	return ok(rq.movingPage(all, 25))
}

// showArticleTitle shows the first collection apart from the others before 2.16, as the examples do.
func (rq *request) showArticleTitle(a *ArticleTitle) object {
	shown := object{"type": "article", "id": a.ID, "workspace_id": rq.WorkspaceID, "title": a.Title, "state": "published", "updated_at": a.UpdatedAt}
	ids := numbers(a.ParentIDs)
	if rq.version.atLeast(v2(16)) {
		shown["parent_ids"] = ids
		return shown
	}
	shown["parent_id"], shown["parent_type"], shown["parent_ids"] = nil, nil, []int64{}
	if len(ids) > 0 {
		shown["parent_id"], shown["parent_type"] = ids[0], "collection"
	}
	return shown
}

// dropArticlesOf deletes the articles of a collection that is deleted, or takes them out of it.
func (w *Workspace) dropArticlesOf(collectionID string, kept bool) {
	for _, a := range slices.Collect(w.articleTitles.all()) {
		switch {
		case !slices.Contains(a.ParentIDs, collectionID):
		case kept || len(a.ParentIDs) > 1:
			w.articleTitles.update(a.ID, func(a *ArticleTitle) { a.ParentIDs = exclude(a.ParentIDs, collectionID) })
		default:
			w.articleTitles.drop(a.ID)
		}
	}
}
