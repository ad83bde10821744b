package richtext

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
)

// Same reports whether two HTML bodies of the configuration differ only in how they are written: white space that nobody sees, the
// order of attributes, comments, and the signatures of the CDN. Everything else is a change that somebody made, also one that
// [Equivalent] takes for Intercom's.
func Same(x, y string) bool {
	if x, y = StripSignatures(x), StripSignatures(y); x == y {
		return true
	}
	return exactly(x) == exactly(y)
}

// SameMarkdown is [Same] for Markdown bodies. Texts that are rendered to the same HTML are the same.
func SameMarkdown(x, y string) bool {
	if x, y = plainMarkdown(x), plainMarkdown(y); x == y {
		return true
	}
	compare := markdown.Options{Compare: true}
	return Same(markdown.Render(x, compare).HTML, markdown.Render(y, compare).HTML)
}

// exactly writes a body with all that it says, as HTML.
func exactly(body string) string {
	nodes, err := parse(body)
	if err != nil {
		return "unreadable:" + body
	}
	w := writer{exact: true, atBoundary: true}
	for _, n := range nodes {
		w.node(n, false)
	}
	return w.b.String()
}

// everyAttribute writes all attributes of a node, in alphabetical order.
func (w *writer) everyAttribute(n *html.Node) {
	attributes := slices.Clone(n.Attr)
	slices.SortStableFunc(attributes, func(x, y html.Attribute) int { return strings.Compare(x.Key, y.Key) })
	for _, a := range attributes {
		w.b.WriteString(" " + html.EscapeString(a.Key) + `="` + html.EscapeString(a.Val) + `"`)
	}
}

// CopiedImages returns the images of a body of which another body, which is [Equivalent], has one on Intercom's CDN instead, or the
// other way around: pairs of URLs, that of the first body first. Only the alternative text says that the two are the same image.
func CopiedImages(x, y string) (pairs [][2]string) {
	configured, shown := images(x), images(y)
	if len(configured) != len(shown) {
		return nil
	}
	for i, src := range configured {
		if isCDN(src) != isCDN(shown[i]) {
			pairs = append(pairs, [2]string{src, shown[i]})
		}
	}
	return pairs
}

// images are the sources of the images of a body, in their order.
func images(body string) (sources []string) {
	nodes, err := parse(StripSignatures(body))
	if err != nil {
		return nil
	}
	each(nodes, func(n *html.Node) {
		if n.Data == "img" {
			sources = append(sources, attribute(n, "src"))
		}
	})
	return sources
}
