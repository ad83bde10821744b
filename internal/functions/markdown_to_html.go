package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
)

// dialect says which Markdown the functions read. Several descriptions have it.
const dialect = "The Markdown is CommonMark with GitHub's tables, links without brackets, and alerts. `> [!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, and `[!CAUTION]` become Intercom's callouts. " +
	"Intercom's own `:::callout` and `:::button` work, too. What Intercom does not hold is an error with its line: nested lists, numbered lists that do not count up from 1, quotations, task lists, " +
	"text that is struck through, titles of links, aligned columns, HTML comments, tags such as `<u>`, links to headings, and images that are not at a public URL."

type markdownToHTML struct{}

// NewMarkdownToHTML returns the function markdown_to_html.
func NewMarkdownToHTML() function.Function { return markdownToHTML{} }

// Metadata implements function.Function.
func (markdownToHTML) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "markdown_to_html"
}

// Definition implements function.Function.
func (markdownToHTML) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "Renders Markdown as HTML for Intercom",
		MarkdownDescription: "Renders Markdown as the HTML that the articles of Intercom hold, without white space between blocks. " + dialect,
		Parameters: []function.Parameter{
			function.StringParameter{Name: "text", MarkdownDescription: "Markdown, without front matter."},
		},
		VariadicParameter: optionsParameter,
		Return:            function.StringReturn{},
	}
}

// Run implements function.Function.
func (markdownToHTML) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	var given []types.Dynamic
	if resp.Error = req.Arguments.Get(ctx, &text, &given); resp.Error != nil {
		return
	}
	o, problem := options(given, 1)
	if resp.Error = problem; problem != nil {
		return
	}
	d := markdown.Render(text, o)
	if resp.Error = problemsError(d.Problems, o); resp.Error == nil {
		resp.Error = resp.Result.Set(ctx, d.HTML)
	}
}
