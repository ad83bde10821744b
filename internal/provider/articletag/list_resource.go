package articletag

import (
	"context"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_article_tag": the tags of all articles, of one, or the articles that have a tag.
func NewListResource() list.ListResource {
	return association.NewListResource(Object, association.Listing{
		Description: "Lists the tags of all Intercom articles, the tags of one article, or the articles that have a tag.\n\n" +
			"Without `article_id`, the provider reads the list of all articles. If no article has the tag, it reads the list of all tags, too, to confirm that the tag exists. This requires the permission Read tags.",
		By: map[string]association.By{
			"article_id": association.ByObject(func(r framework.Reader, ctx context.Context, id string) (*intercom.Article, error) {
				return read(ctx, r, id)
			}, links),
			"tag_id": {Find: having, Exists: association.TagExists},
		},
		All: func(ctx context.Context, r framework.Reader) iter.Seq2[*association.Link, error] {
			return association.Of(articles(ctx, r), links)
		},
	})
}

// links are the tags that an article shows.
func links(a *intercom.Article) (links []*association.Link, err error) {
	tags, err := association.Tags(a.Tags, "article "+string(a.ID))
	for _, t := range tags {
		links = append(links, &association.Link{ID: framework.ID{string(a.ID), string(t.ID)}, Name: association.Pair(a.Title, t.Name)})
	}
	return links, err
}

// having yields the articles that have a tag.
func having(ctx context.Context, r framework.Reader, tag string, _ int64) iter.Seq2[*association.Link, error] {
	return association.Of(articles(ctx, r), func(a *intercom.Article) ([]*association.Link, error) {
		shown, err := links(a)
		return slices.DeleteFunc(shown, func(l *association.Link) bool { return l.ID[1] != tag }), err
	})
}

// articles yields all articles, which are read once per walk.
func articles(ctx context.Context, r framework.Reader) iter.Seq2[*intercom.Article, error] {
	return framework.All(func() ([]*intercom.Article, error) {
		return framework.Pointers(framework.ListOnce(framework.Reader.Articles)(ctx, r))
	}, nil)
}
