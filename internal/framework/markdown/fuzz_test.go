package markdown_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
)

// texts has every kind of block, and what files have that nobody meant.
var texts = []string{
	"", "\ufeff# A\r\n\r\nb", "a\n\n---\n\nb", "```\n---\n```", "~~~\n# a", "- a\n  - b\n    1. c\n", "3. a", "> [!NOTE]\n> a\n> > b", "> [!x]", ">", "| a | b |\n|---|:-:|\n| c |",
	"<div>\n\na\n\n</div>", "<details><summary>a</summary>\n\nb</details>", "<!-- a", "<script>a</script>", "a <b>c", "<pre>\na\n\nb</pre>", "![a](b.png)", "[a](b.md#c)", "[a]: b\n[a]",
	":::callout a=\"b\"\n:::callout\n:::\n:::", ":::button label=\"a\" href=\"b\" :::", ":::callout\n```\n:::\n```", "- :::callout\n  a\n  :::", "- [x] ~~a~~", "# a {#b}\n===", "a\n===\n---", "\t\ta", "\\\n&#0;\x00\xff",
	"<https://a.b>", "*a **b* c**", "- \n-\n\n  a", "#\n##", "<a href=\"b\n\">c</a>", "<img src=\"a\" alt='\"'>", strings.Repeat(">", 300), strings.Repeat("- ", 200) + "a", strings.Repeat("[", 500), "1. a\n\n   | b |\n   |---|\n   | c |",
	"<textarea>\na\n</textarea>", "<p>a\n\n<p>b", "a  \n  \nb", "&nbsp;", "**a\nb**", "[a](<b c.md> \"d\")", "<iframe src=\"https://www.loom.com/embed/1\"></iframe>", "www.a.b/c?d=%zz", "`a\n\nb`", "[![a](https://a.b/c.png)](https://a.b/)\n![](https://a.b/d.png)",
}

// FuzzRender checks what every text has to satisfy.
func FuzzRender(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		lines := strings.Count(markdown.Normalize(source), "\n") + 1
		for _, o := range []markdown.Options{{}, {Lenient: true}, {Compare: true}, {Path: "a/b.md", ImageBase: "https://a.b", Links: map[string]string{"a/b.md": "https://c.d/e"}}} {
			d := markdown.RenderArticle(source, o)
			for _, p := range d.Problems {
				if p.Line < 1 || p.Line > lines {
					t.Errorf("a problem in line %d of %d: %s", p.Line, lines, p.Text)
				}
				if strings.HasSuffix(p.Text, ".") || strings.ContainsAny(p.Text, "\n\r\x00\x1b") {
					t.Errorf("problem %q", p.Text)
				}
			}
			if strings.Contains(d.Markdown, "\r") || strings.HasPrefix(source, "\ufeff") && strings.HasPrefix(d.Markdown, "\ufeff") && !strings.HasPrefix(source, "\ufeff\ufeff") {
				t.Errorf("Markdown %q", d.Markdown)
			}
			if !richtext.Equivalent(d.HTML, d.HTML) || !richtext.Equivalent(d.HTML, richtext.OneLine(d.HTML)) {
				t.Errorf("not equivalent to itself: %s", d.HTML)
			}
		}
		if !richtext.EquivalentMarkdown(source, markdown.Normalize(source)) {
			t.Error("line ends make a difference")
		}
	})
}

// TestLarge renders what is large or deep, in a time that does not grow with the square of the size.
func TestLarge(t *testing.T) {
	t.Parallel()
	const size = 100_000
	for _, s := range []string{
		strings.Repeat("a *b* [c](https://d.e/) ", size/24), strings.Repeat("- a\n", size/4), strings.Repeat("> ", size/20) + "a", strings.Repeat("# a\n\n", size/5),
		strings.Repeat("| a ", size/8) + "|\n" + strings.Repeat("|---", size/8) + "|\n", strings.Repeat("<b>", size/3), strings.Repeat("![](b.png)\n", size/11), strings.Repeat(":::callout\n", size/100),
		strings.Repeat("[a](b.md)\n", size/10),
	} {
		d := markdown.Render(s, markdown.Options{})
		if d.HTML == "" && len(d.Problems) == 0 {
			t.Errorf("%.20s…: nothing", s)
		}
		markdown.RenderArticle(s, markdown.Options{Lenient: true, ImageBase: "https://a.b/", Links: map[string]string{"b.md": "https://a.b/c"}})
	}
}
