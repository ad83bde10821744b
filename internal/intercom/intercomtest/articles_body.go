package intercomtest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// This file does to the HTML of a body what Intercom does, as documented and as seen by people who compared.

// imageCDN is where images are copied to. Their URLs are signed when they are shown.
const imageCDN = "https://downloads.intercomcdn.com/i/o/"

// bodyWriter rewrites one body.
type bodyWriter struct {
	rq      *request
	b       strings.Builder
	raise   int               // how far headings are raised
	lowest  int               // the lowest level that stays
	copied  map[string]string // copies of images, and what they are copies of
	problem reply
	inItem  bool // in a list item or a cell
}

var blockTags = []string{"p", "div", "section", "article", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "hr", "iframe", "details", "figure", "header", "footer", "main"}

// rewritten is a body as Intercom keeps it, without signatures. copied are the images that were copied, by their copies.
func (rq *request) rewritten(body string) (kept string, copied map[string]string, problem reply) {
	nodes, err := html.ParseFragment(strings.NewReader(body), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return "", nil, invalid("The body is not HTML")
	}
	w := &bodyWriter{rq: rq, copied: map[string]string{}, lowest: 2}
	highest := 7
	for _, n := range nodes {
		for _, d := range append([]*html.Node{n}, slices.Collect(n.Descendants())...) {
			if level := headingLevel(d); level > 0 {
				highest = min(highest, level)
			}
		}
	}
	if w.raise = highest - 1; w.raise == 0 {
		w.lowest = 4
	}
	w.blocks(nodes)
	return w.b.String(), w.copied, w.problem
}

func headingLevel(n *html.Node) int {
	if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

func isBlock(n *html.Node) bool {
	return n.Type == html.ElementNode && slices.Contains(blockTags, n.Data)
}

func children(n *html.Node) []*html.Node { return slices.Collect(n.ChildNodes()) }

func get(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (w *bodyWriter) refuse(message string) {
	if w.problem.status == 0 {
		w.problem = invalid(message)
	}
}

// blocks writes nodes of which each is a block or text that becomes a paragraph. White space with a line break between two
// blocks becomes an empty paragraph.
func (w *bodyWriter) blocks(nodes []*html.Node) {
	for i := 0; i < len(nodes); {
		n := nodes[i]
		if isBlock(n) {
			w.block(n)
			i++
			continue
		}
		from := i
		for i < len(nodes) && !isBlock(nodes[i]) {
			i++
		}
		run := nodes[from:i]
		switch {
		case !blank(run):
			w.paragraph(run, "")
		case from > 0 && i < len(nodes) && brokenLine(run) && !w.inItem:
			w.b.WriteString(`<p class="no-margin"></p>`)
		}
	}
}

func blank(run []*html.Node) bool {
	for _, n := range run {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" || n.Type == html.ElementNode && n.Data != "script" && n.Data != "style" {
			return false
		}
	}
	return true
}

func brokenLine(run []*html.Node) bool {
	return slices.ContainsFunc(run, func(n *html.Node) bool { return n.Type == html.TextNode && strings.Contains(n.Data, "\n") })
}

// paragraph writes text, and an image that stands alone in its container.
func (w *bodyWriter) paragraph(nodes []*html.Node, align string) {
	if len(nodes) == 1 && nodes[0].Type == html.ElementNode && nodes[0].Data == "img" {
		w.b.WriteString(`<div class="` + strings.TrimSpace("intercom-container "+align) + `">`)
		w.inline(nodes)
		w.b.WriteString(`</div>`)
		return
	}
	w.b.WriteString(`<p class="` + strings.TrimSpace("no-margin "+align) + `">`)
	w.inline(nodes)
	w.b.WriteString(`</p>`)
}

func alignOf(n *html.Node) string {
	for class := range strings.FieldsSeq(get(n, "class")) {
		if strings.HasPrefix(class, "intercom-align-") {
			return class
		}
	}
	return ""
}

func (w *bodyWriter) block(n *html.Node) {
	if level := headingLevel(n); level > 0 {
		tag := fmt.Sprintf("h%d", min(level-w.raise, w.lowest))
		w.b.WriteString(`<` + tag + ` id="h_` + w.rq.headingID() + `">`)
		w.inline(children(n))
		w.b.WriteString(`</` + tag + `>`)
		return
	}
	switch n.Data {
	case "p":
		w.paragraph(children(n), alignOf(n))
	case "ul", "ol":
		w.list(n)
	case "table":
		w.table(n)
	case "pre":
		w.b.WriteString(`<pre><code>` + html.EscapeString(textOf(n)) + `</code></pre>`)
	case "hr":
		w.b.WriteString(`<hr>`)
	case "iframe":
		w.video(n)
	case "details":
		w.accordion(n)
	default:
		w.division(n)
	}
}

func (w *bodyWriter) division(n *html.Node) {
	class := get(n, "class")
	switch {
	case strings.Contains(class, "intercom-interblocks-callout"):
		w.b.WriteString(`<div class="intercom-interblocks-callout" style="` + html.EscapeString(get(n, "style")) + `">`)
		w.blocks(children(n))
		w.b.WriteString(`</div>`)
	case slices.ContainsFunc(children(n), isBlock):
		w.blocks(children(n))
	default:
		w.paragraph(children(n), alignOf(n))
	}
}

func (w *bodyWriter) list(n *html.Node) {
	if w.inItem && w.rq.articles.nestedRefused {
		w.refuse("Nested lists are not supported")
	}
	w.b.WriteString(`<` + n.Data + `>`)
	items := 0
	for _, li := range children(n) {
		if li.Type != html.ElementNode || li.Data != "li" {
			continue
		}
		items++
		if strings.TrimSpace(textOf(li)) == "" && !has(li, "img") {
			w.refuse("List items cannot be empty")
		}
		if has(li, "table") {
			w.refuse("Tables cannot be in lists")
		}
		w.b.WriteString(`<li>`)
		w.item(li)
		w.b.WriteString(`</li>`)
	}
	if items == 0 {
		w.refuse("Lists cannot be empty")
	}
	w.b.WriteString(`</` + n.Data + `>`)
}

// item writes what is in a list item or a cell.
func (w *bodyWriter) item(n *html.Node) {
	outer := w.inItem
	w.inItem = true
	w.blocks(children(n))
	w.inItem = outer
}

func has(n *html.Node, tag string) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == tag {
			return true
		}
	}
	return false
}

func (w *bodyWriter) table(n *html.Node) {
	if w.inItem {
		w.refuse("Tables cannot be in tables or lists")
	}
	if !has(n, "td") && !has(n, "th") {
		w.refuse("Tables need cells")
	}
	w.b.WriteString(`<div class="intercom-interblocks-table-container"><table role="presentation"><tbody>`)
	for row := range n.Descendants() {
		if row.Type != html.ElementNode || row.Data != "tr" {
			continue
		}
		w.b.WriteString(`<tr>`)
		for _, cell := range children(row) {
			if cell.Type != html.ElementNode {
				continue
			}
			w.b.WriteString(`<td`)
			for _, name := range []string{"colspan", "rowspan"} {
				if v := get(cell, name); v != "" {
					w.b.WriteString(` ` + name + `="` + html.EscapeString(v) + `"`)
				}
			}
			w.b.WriteString(`>`)
			w.item(cell)
			w.b.WriteString(`</td>`)
		}
		w.b.WriteString(`</tr>`)
	}
	w.b.WriteString(`</tbody></table></div>`)
}

var videoHosts = []string{"youtube.com", "youtube-nocookie.com", "wistia.com", "wistia.net", "vimeo.com", "loom.com", "vidyard.com", "streamio.com"}

func (w *bodyWriter) video(n *html.Node) {
	u, err := url.Parse(get(n, "src"))
	if err != nil || !slices.ContainsFunc(videoHosts, func(h string) bool { return u.Hostname() == h || strings.HasSuffix(u.Hostname(), "."+h) }) {
		w.refuse("The video is of no supported host")
		return
	}
	w.b.WriteString(`<div class="intercom-h2b-video"><iframe src="` + html.EscapeString(u.String()) + `" frameborder="0" allowfullscreen="allowfullscreen"></iframe></div>`)
}

func (w *bodyWriter) accordion(n *html.Node) {
	w.b.WriteString(`<details>`)
	var rest []*html.Node
	for _, c := range children(n) {
		if c.Type == html.ElementNode && c.Data == "summary" {
			w.b.WriteString(`<summary>`)
			w.inline(children(c))
			w.b.WriteString(`</summary>`)
			continue
		}
		rest = append(rest, c)
	}
	w.b.WriteString(`<div class="collapsible-section-content">`)
	w.blocks(rest)
	w.b.WriteString(`</div></details>`)
}
