// Package articletag implements the intercom_article_tag resource.
package articletag

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ArticleID types.String `tfsdk:"article_id"`
	TagID     types.String `tfsdk:"tag_id"`
}

const permission = "Read and write articles"

// Object is intercom_article_tag.
var Object = association.New(association.Association[model]{
	Metadata: framework.Metadata{
		Name: "article tag", Plural: "article tags", Type: "intercom_article_tag",
		Keys: []framework.Key{
			{Name: "article_id", Description: "ID of the article."},
			{Name: "tag_id", Description: "ID of the tag."},
		},
		IDHint:    "The data sources intercom_articles and intercom_tags list both IDs.",
		GoneCodes: []string{"not_found", "article_not_found", "tag_not_found"}, Permission: permission, ReadPermission: "Read and list articles",
		Since:      framework.Since{Read: "2.16", Write: "2.16", Delete: "2.16"},
		Gone:       "somebody deleted the article or the tag, or removed the tag from the article",
		References: map[string]string{"article_id": "intercom_article", "tag_id": "intercom_tag"},
	},
	Description: "A tag on an Intercom article. Destroying this resource removes the tag from the article. It deletes neither the tag nor the article.",
	ID: func(m *model) framework.ID {
		return framework.ID{m.ArticleID.ValueString(), m.TagID.ValueString()}
	},
	Attach: func(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
		_, err := w.TagArticle(ctx, id[0], id[1])
		return err
	},
	Detach: func(ctx context.Context, w framework.Writer, id framework.ID, _ *model) error {
		return w.UntagArticle(ctx, id[0], id[1])
	},
	Attached: attached,
	Refused:  refused,
	Invalidate: func(d *providerdata.Data, m *model) {
		providerdata.Shared[tagged](d).Invalidate(m.ArticleID.ValueString())
	},
})

// tagged are the articles that a walk has read.
type tagged struct {
	providerdata.Cache[*intercom.Article]
}

// read reads an article, once per walk for all its tags.
func read(ctx context.Context, r framework.Reader, id string) (*intercom.Article, error) {
	return providerdata.Shared[tagged](r.Data).Get(ctx, id, func() (*intercom.Article, error) { return r.Article(ctx, id) })
}

// attached looks for the tag in those that the article shows.
func attached(ctx context.Context, r framework.Reader, id framework.ID) (bool, error) {
	article, err := read(ctx, r, id[0])
	if err != nil {
		return false, err
	}
	tags, err := association.Tags(article.Tags, "article "+id[0])
	for _, t := range tags {
		if string(t.ID) == id[1] {
			return true, nil
		}
	}
	providerdata.Shared[tagged](r.Data).Invalidate(id[0]) // a second read decides
	if err != nil {
		return false, err
	}
	return false, &framework.AbsentError{What: fmt.Sprintf("article %s has no tag %s", id[0], id[1])}
}

// refused blames the argument that the error's code names.
func refused(_ context.Context, _ framework.Reader, _ *model, doing string, err error) diag.Diagnostic {
	at, api := path.Root("article_id"), (*intercom.APIError)(nil)
	if errors.As(err, &api) && api.HasCode("tag_not_found") {
		at = path.Root("tag_id")
	}
	return providerdiag.AttributeError(at, doing, err, "The article was not tagged.", permission)
}
