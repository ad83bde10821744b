package conformance

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const articlesPath = "/articles"

// noAudience is an ID that no audience has.
const noAudience = "999999999999"

// articleRows are about articles that are drafts and never become visible.
var articleRows = []Row{
	{
		ID: "article-nested-list", Area: "articles",
		Assumption:  "A list in a list is accepted, although the documentation says otherwise.",
		Fake:        "accepted",
		Consequence: "An apply with a nested list fails, and nothing is created.",
		Knobs:       []string{"RefusesNestedLists"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, err := l.article(ctx, intercom.ArticleText{Body: intercom.Set("<ul><li>One<ul><li>Two</li></ul></li></ul>")})
			return outcome(err)
		},
	},
	{
		ID: "article-heading-ids", Area: "articles",
		Assumption:  "Each write gives the headings other IDs, even if the body is the same.",
		Fake:        "other IDs",
		Consequence: "None: the provider ignores the IDs of headings.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			body := intercom.Set("<h2>Money</h2><p>Back.</p>")
			a, err := l.article(ctx, intercom.ArticleText{Body: body})
			if err != nil {
				return outcome(err)
			}
			again, err := l.updateArticle(ctx, a, intercom.ArticleText{Body: body})
			if err != nil {
				return outcome(err)
			}
			first, second := headingID(a), headingID(again)
			switch {
			case first == "" || second == "":
				return "no IDs", nil
			case first == second:
				return "the same IDs", nil
			}
			return "other IDs", nil
		},
	},
	{
		ID: "article-line-break", Area: "articles",
		Assumption:  "A line break between two paragraphs of a body becomes an empty paragraph.",
		Fake:        "another paragraph",
		Consequence: "None: the provider sends bodies without line breaks between blocks, and ignores empty paragraphs.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.article(ctx, intercom.ArticleText{Body: intercom.Set("<p>One.</p>\n<p>Two.</p>")})
			if err != nil {
				return outcome(err)
			}
			if html, _ := a.Body.Get(); strings.Count(html, "<p") != 2 {
				return "another paragraph", nil
			}
			return "two paragraphs", nil
		},
	},
	{
		ID: "article-long-texts", Area: "articles",
		Assumption:  "A title of 300 characters and a description of 200 are kept whole.",
		Fake:        "kept",
		Consequence: "An apply reports a text that is stored differently.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			title, description := l.name("article ")+strings.Repeat("t", 240), strings.Repeat("d", 200)
			a, err := l.article(ctx, intercom.ArticleText{Title: intercom.Set(title), Description: intercom.Set(description)})
			if err != nil {
				return outcome(err)
			}
			if shown, _ := a.Description.Get(); a.Title != title || shown != description {
				return "cut or changed", nil
			}
			return "kept", nil
		},
	},
	{
		ID: "article-empty-description", Area: "articles",
		Assumption:  "An empty text clears the description of an article.",
		Fake:        "accepted",
		Consequence: "The provider cannot clear a description.",
		Knobs:       []string{"RefusesEmptyArticleDescriptions"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.article(ctx, intercom.ArticleText{Description: intercom.Set("Money.")})
			if err != nil {
				return "", err
			}
			_, err = l.updateArticle(ctx, a, intercom.ArticleText{Description: intercom.Set("")})
			return outcome(err)
		},
	},
	{
		ID: "article-unchanged", Area: "articles",
		Assumption:  "An update that changes nothing moves updated_at.",
		Fake:        "moved",
		Consequence: "None: the provider never compares updated_at alone.",
		Knobs:       []string{"KeepsUpdatedAt"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.article(ctx, intercom.ArticleText{})
			if err != nil {
				return "", err
			}
			if err := sleep(ctx, l.cfg.Clock, 2*time.Second); err != nil {
				return "", err
			}
			again, err := l.UpdateArticle(ctx, string(a.ID), intercom.ArticleRequest{ArticleText: intercom.ArticleText{AuthorID: intercom.Set(json.Number(l.admin))}})
			if err != nil {
				return outcome(err)
			}
			if again.UpdatedAt == a.UpdatedAt {
				return "the same", nil
			}
			return "moved", nil
		},
	},
	{
		ID: "article-moves", Area: "articles",
		Assumption:  "The parent_id of an update replaces the collection that the article was in.",
		Fake:        "the other collection",
		Consequence: "An apply that moves an article reports that it is in both collections.",
		Knobs:       []string{"AddsParents"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, from, to, err := l.articleIn(ctx)
			if err != nil {
				return "", err
			}
			sent, err := l.raw(ctx, http.MethodPut, articlesPath+"/"+string(a.ID), object{"parent_id": to, "parent_type": "collection"})
			if err != nil || sent.status != http.StatusOK {
				return sent.said(), err
			}
			return l.parents(ctx, a, from, to)
		},
	},
	{
		ID: "article-two-collections", Area: "articles", Since: "2.16",
		Assumption:  "The parent_ids of an update are accepted, although only the description of Preview has them.",
		Fake:        "both collections",
		Consequence: "With 2.16, an article cannot be in two collections. An apply reports it.",
		Knobs:       []string{"IgnoresParentIDs"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, from, to, err := l.articleIn(ctx)
			if err != nil {
				return "", err
			}
			if _, err := l.UpdateArticle(ctx, string(a.ID), intercom.ArticleRequest{ParentIDs: intercom.Set([]string{from, to})}); err != nil {
				return outcome(err)
			}
			return l.parents(ctx, a, from, to)
		},
	},
	{
		ID: "article-parents-in-2.15", Area: "articles",
		Assumption:  "Before 2.16, parent_ids is empty although parent_id is not.",
		Fake:        "empty",
		Consequence: "None: the provider reads both.",
		Knobs:       []string{"SyncsParents"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, _, _, err := l.articleIn(ctx)
			if err != nil {
				return "", err
			}
			older, err := l.at(ctx, "2.15")
			if err != nil {
				return "", err
			}
			if _, err := older.Article(ctx, string(a.ID)); err != nil {
				return outcome(err)
			}
			shown, given := l.member("parent_ids")
			ids, isList := shown.([]any)
			switch {
			case !given || !isList:
				return "not shown", nil
			case len(ids) == 0:
				return "empty", nil
			}
			return "filled", nil
		},
	},
	{
		ID: "article-default-availability", Area: "articles", Since: "2.16",
		Assumption:  "Fin can use a new article, unless the request says otherwise.",
		Fake:        "on",
		Consequence: "None: the provider leaves alone what the configuration leaves out.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.article(ctx, intercom.ArticleText{})
			switch {
			case err != nil:
				return "", err
			case a.AIChatbotAvailability == nil:
				return "not shown", nil
			case *a.AIChatbotAvailability:
				return "on", nil
			}
			return "off", nil
		},
	},
	{
		ID: "article-pending-changes", Area: "articles", Since: "2.16",
		Assumption:  "has_unpublished_changes is shown, although the description says that only Preview has it.",
		Fake:        "shown",
		Consequence: "The provider asks for the draft of each article that it refreshes.",
		Knobs:       []string{"HidesPendingChanges"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			if _, err := l.article(ctx, intercom.ArticleText{}); err != nil {
				return "", err
			}
			if _, shown := l.member("has_unpublished_changes"); shown {
				return "shown", nil
			}
			return "missing", nil
		},
	},
	{
		ID: "article-no-draft", Area: "articles", Since: "2.16",
		Assumption:  "An article that was never published has no separate draft.",
		Fake:        "404 not_found",
		Consequence: "The provider takes a new text for a teammate's draft.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.article(ctx, intercom.ArticleText{})
			if err != nil {
				return "", err
			}
			_, err = l.ArticleDraft(ctx, string(a.ID))
			return outcome(err)
		},
	},
	{
		ID: "article-stage-unpublished", Area: "articles", Since: "2.16",
		Assumption:  "Text cannot be staged for an article that was never published.",
		Fake:        "422 parameter_invalid",
		Consequence: "None: the provider writes such a text to the article.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.article(ctx, intercom.ArticleText{})
			if err != nil {
				return "", err
			}
			_, err = l.StageArticle(ctx, string(a.ID), intercom.ArticleText{Title: intercom.Set(l.name("staged"))}, nil)
			return outcome(err)
		},
	},
	{
		ID: "article-two-bodies", Area: "articles", Since: "2.16",
		Assumption:  "A body and a body_markdown in one request are refused.",
		Fake:        "422 parameter_invalid",
		Consequence: "None: the provider sends one of them.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, err := l.article(ctx, intercom.ArticleText{Body: intercom.Set("<p>One.</p>"), BodyMarkdown: intercom.Set("Two.")})
			return outcome(err)
		},
	},
	{
		ID: "article-unknown-audience", Area: "articles", Since: "2.16",
		Assumption:  "An audience that does not exist is answered with a 404, which does not mean that the article is gone.",
		Fake:        "404 parameter_invalid",
		Consequence: "None, unless the code is not_found: the provider then takes the article for deleted.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.article(ctx, intercom.ArticleText{})
			if err != nil {
				return "", err
			}
			_, err = l.UpdateArticle(ctx, string(a.ID), intercom.ArticleRequest{AudienceIDs: intercom.Set([]json.Number{noAudience})})
			return outcome(err)
		},
	},
	{
		ID: "article-list-after-create", Area: "articles",
		Assumption:  "The list of articles shows a new article at once.",
		Fake:        "at once",
		Consequence: "The provider must look longer for an article whose create had no answer.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.article(ctx, intercom.ArticleText{})
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				latest, err := l.LatestArticles(ctx)
				for i := range latest {
					if latest[i].ID == a.ID {
						return true, nil
					}
				}
				return false, err
			})
		},
	},
	{
		ID: "article-list-markdown", Area: "articles", Since: "2.16",
		Assumption:  "The list of articles does not show body_markdown.",
		Fake:        "missing",
		Consequence: "None: the provider reads the HTML, too.",
		Knobs:       []string{"ListsMarkdown"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.listedArticle(ctx, func(first, _ object) string {
				if has(first, "body_markdown") {
					return "shown"
				}
				return "missing"
			})
		},
	},
	{
		ID: "article-next-page", Area: "articles",
		Assumption:  "The list of articles names the next page with a cursor.",
		Fake:        "an object with starting_after",
		Consequence: "None: the provider follows a cursor, a URL, or the number of the page.",
		Knobs:       []string{"NextAsPage"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return l.listedArticle(ctx, func(_, pages object) string {
				switch next := pages["next"].(type) {
				case string:
					return "a URL"
				case object:
					if has(next, "starting_after") {
						return "an object with starting_after"
					}
				}
				return jsonType(pages["next"])
			})
		},
	},
	{
		ID: "article-after-delete", Area: "articles",
		Assumption:  "A deleted article is not found.",
		Fake:        "404 not_found",
		Consequence: "A refresh cannot tell that an article is gone.",
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			a, err := l.article(ctx, intercom.ArticleText{})
			if err != nil {
				return "", err
			}
			return afterDelete(ctx, a.ID, l.DeleteArticle, l.Article)
		},
	},
}

// article makes a draft without a collection.
func (l *Lab) article(ctx context.Context, text intercom.ArticleText) (*intercom.Article, error) {
	return l.createArticle(ctx, intercom.ArticleRequest{ArticleText: text})
}

func (l *Lab) createArticle(ctx context.Context, req intercom.ArticleRequest) (*intercom.Article, error) {
	if req.Title.IsZero() {
		req.Title = intercom.Set(l.name("article"))
	}
	req.AuthorID, req.State = intercom.Set(json.Number(l.admin)), intercom.Set(intercom.ArticleDraft)
	return l.CreateArticle(ctx, req)
}

func (l *Lab) updateArticle(ctx context.Context, a *intercom.Article, text intercom.ArticleText) (*intercom.Article, error) {
	return l.UpdateArticle(ctx, string(a.ID), intercom.ArticleRequest{ArticleText: text})
}

// articleIn makes an article in a collection, and another collection.
func (l *Lab) articleIn(ctx context.Context) (a *intercom.Article, from, to string, err error) {
	first, err := l.collection(ctx, intercom.CollectionRequest{})
	if err != nil {
		return nil, "", "", err
	}
	second, err := l.collection(ctx, intercom.CollectionRequest{})
	if err != nil {
		return nil, "", "", err
	}
	a, err = l.createArticle(ctx, intercom.ArticleRequest{ParentIDs: intercom.Set([]string{string(first.ID)})})
	return a, string(first.ID), string(second.ID), err
}

// parents tells which of two collections an article is in.
func (l *Lab) parents(ctx context.Context, a *intercom.Article, from, to string) (string, error) {
	shown, err := l.Article(ctx, string(a.ID))
	if err != nil {
		return outcome(err)
	}
	ids, _ := shown.Parents()
	switch strings.Join(ids, " ") {
	case from:
		return "the first collection", nil
	case to:
		return "the other collection", nil
	case from + " " + to, to + " " + from:
		return "both collections", nil
	}
	return "something else", nil
}

// listedArticle makes two articles and looks at the first one on a page of the list, and at the list's pages.
func (l *Lab) listedArticle(ctx context.Context, look func(first, pages object) string) (string, error) {
	for range 2 {
		if _, err := l.article(ctx, intercom.ArticleText{}); err != nil {
			return "", err
		}
	}
	a, err := l.raw(ctx, http.MethodGet, articlesPath+"?per_page=1", nil)
	if err != nil || a.status != http.StatusOK {
		return a.said(), err
	}
	data, _ := l.member("data")
	all, _ := data.([]any)
	if len(all) == 0 {
		return "an empty list", nil
	}
	first, _ := all[0].(object)
	shown, _ := l.member("pages")
	pages, _ := shown.(object)
	return look(first, pages), nil
}

var headingPattern = regexp.MustCompile(`<h[1-6] id="([^"]+)"`)

func headingID(a *intercom.Article) string {
	html, _ := a.Body.Get()
	if found := headingPattern.FindStringSubmatch(html); found != nil {
		return found[1]
	}
	return ""
}
