package article

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_article" and "intercom_articles".
var Source = source()

func source() *datasources.Source[*intercom.Article] {
	s := datasources.Of(&Object, datasources.Source[*intercom.Article]{
		By: []string{"id", "title", "url"},
		List: func(ctx context.Context, r framework.Reader) ([]*intercom.Article, error) {
			return framework.Pointers(all(ctx, r))
		},
		Descriptions: map[string]string{
			"body":          "Body of the article in HTML, as Intercom rewrote it, without the signatures of image URLs.",
			"body_markdown": "Body of the article in Markdown, without the signatures of image URLs. Null where Intercom's list of articles leaves it out.",
			"state":         "State of the article: `published` or `draft`.",
			"audience_ids":  "IDs of the audiences that the article is for. Null or empty if it is for everyone.",
		},
	})
	values := s.Values
	s.Values = func(ctx context.Context, r framework.Reader, a *intercom.Article) (map[string]attr.Value, diag.Diagnostics) {
		shown, diags := values(ctx, r, a)
		html, _ := a.Body.Get()
		markdown, _ := a.BodyMarkdown.Get()
		shown["body"], shown["body_markdown"] = framework.Text(richtext.StripSignatures(html)), framework.Text(richtext.StripSignatures(markdown))
		return shown, diags
	}
	return s
}
