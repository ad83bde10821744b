package functions

import (
	"context"
	"fmt"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// articleURL finds the ID in a URL of the help center, or of Intercom's editor.
var articleURL = regexp.MustCompile(`^(?:https?://)?[^?#]*/articles/(?:articles/)?([0-9]+)(?:[-/?#].*)?$`)

type articleID struct{}

// NewArticleID returns the function article_id.
func NewArticleID() function.Function { return articleID{} }

// Metadata implements function.Function.
func (articleID) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "article_id"
}

// Definition implements function.Function.
func (articleID) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Finds the ID of an article in its URL",
		MarkdownDescription: "Finds the ID of an article in its URL. For example, `article_id(\"https://help.example.com/en/articles/48-refunds\")` is `\"48\"`. " +
			"The URL of the article in Intercom's editor works, too.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "url", MarkdownDescription: "URL of the article."},
		},
		Return: function.StringReturn{},
	}
}

// Run implements function.Function.
func (articleID) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var url string
	if resp.Error = req.Arguments.Get(ctx, &url); resp.Error != nil {
		return
	}
	found := articleURL.FindStringSubmatch(url)
	if found == nil {
		resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf("%s is not the URL of an article, such as https://help.example.com/en/articles/48-refunds", intercom.Quote(url, 120)))
		return
	}
	resp.Error = resp.Result.Set(ctx, found[1])
}
