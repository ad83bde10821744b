package markdown

import (
	"bytes"
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// color is the background and the border of a callout in Intercom's editor.
type color struct{ background, border string }

var (
	blue   = color{"#e3e7fa80", "#334bfa33"}
	green  = color{"#d7efdc80", "#1bb15733"}
	yellow = color{"#feedaf80", "#fbc91633"}
	red    = color{"#fed9db80", "#fd3a5733"}
	// colors of GitHub's alerts.
	colors = map[string]color{"NOTE": blue, "IMPORTANT": blue, "TIP": green, "WARNING": yellow, "CAUTION": red}

	alert = regexp.MustCompile(`^\[!([A-Za-z]+)\]\s*$`)
)

func (r *renderer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		r.node(c)
	}
}

// wrapped writes the children of a node in a tag.
func (r *renderer) wrapped(tag string, n ast.Node) {
	r.b.WriteString("<" + tag + ">")
	r.children(n)
	r.b.WriteString("</" + tag + ">")
}

func (r *renderer) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n)
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.children(n)
	case *ast.List:
		r.list(n)
	case *ast.Blockquote:
		r.quote(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.b.WriteString("<pre><code>")
		var code bytes.Buffer
		for i := range n.Lines().Len() {
			code.Write(new(n.Lines().At(i)).Value(r.source))
		}
		r.b.WriteString(html.EscapeString(strings.TrimSuffix(code.String(), "\n")) + "</code></pre>")
	case *ast.ThematicBreak:
		r.b.WriteString("<hr>")
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *extast.Table:
		r.table(n)
	case *directive:
		r.directive(n)
	default:
		r.inline(n)
	}
}

func (r *renderer) heading(h *ast.Heading) {
	for _, a := range h.Attributes() {
		if value, ok := a.Value.([]byte); !ok || string(a.Name) != "id" || !bytes.HasPrefix(value, []byte("h_")) {
			r.problem(h, "Intercom gives headings IDs of its own. Remove the attributes in braces")
		}
	}
	r.wrapped("h"+strconv.Itoa(h.Level), h)
}

// paragraph writes a paragraph, or the containers of the images that are alone in it.
func (r *renderer) paragraph(p *ast.Paragraph) {
	if !onlyImages(p) {
		r.wrapped("p", p)
		return
	}
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != ast.KindText {
			r.b.WriteString(`<div class="intercom-container">`)
			r.node(c)
			r.b.WriteString("</div>")
		}
	}
}

// onlyImages reports whether a paragraph has images alone, which may be links.
func onlyImages(p ast.Node) bool {
	images := 0
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			images++
		case *ast.Link:
			if c.ChildCount() != 1 || c.FirstChild().Kind() != ast.KindImage {
				return false
			}
			images++
		case *ast.Text:
			if c.Segment.Len() > 0 || !c.SoftLineBreak() {
				return false
			}
		default:
			return false
		}
	}
	return images > 0
}

func (r *renderer) list(l *ast.List) {
	tag := "ul"
	if l.IsOrdered() {
		tag = "ol"
		if l.Start != 1 {
			r.problem(l, "Intercom numbers every list from 1. Start the list with 1")
		}
	}
	wasInList := r.inList
	flat := wasInList && !r.options.Compare
	if wasInList {
		r.problem(l, "Intercom refuses a list in a list. Write one list, or a heading and a list for each item")
	}
	if !flat {
		r.b.WriteString("<" + tag + ">")
	}
	r.inList = true
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		r.item(item)
	}
	r.inList = wasInList
	if !flat {
		r.b.WriteString("</" + tag + ">")
	}
}

// item writes an item. Lists in it follow it.
func (r *renderer) item(item ast.Node) {
	outer := r.b
	r.b = &strings.Builder{}
	var nested []ast.Node
	for c := item.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindList && !r.options.Compare {
			nested = append(nested, c)
			continue
		}
		r.node(c)
	}
	content := r.b.String()
	r.b = outer
	switch {
	case content != "":
		r.b.WriteString("<li>" + content + "</li>")
	case len(nested) == 0:
		r.problem(item, "Intercom refuses an empty list item. Remove it, or write its text")
	}
	for _, l := range nested {
		r.node(l)
	}
}

// alert returns the kind of a GitHub alert, and what follows it in its paragraph.
func (r *renderer) alert(p ast.Node) (kind string, rest ast.Node, ok bool) {
	// The brackets are texts of their own.
	var line strings.Builder
	for c := p.FirstChild(); c != nil; c = c.NextSibling() {
		t, isText := c.(*ast.Text)
		if !isText {
			return "", nil, false
		}
		line.Write(t.Value(r.source))
		if t.SoftLineBreak() || t.HardLineBreak() || c.NextSibling() == nil {
			if found := alert.FindStringSubmatch(line.String()); found != nil {
				return strings.ToUpper(found[1]), c.NextSibling(), true
			}
			return "", nil, false
		}
	}
	return "", nil, false
}

func (r *renderer) quote(q *ast.Blockquote) {
	first, isParagraph := q.FirstChild().(*ast.Paragraph)
	if isParagraph {
		if kind, rest, ok := r.alert(first); ok {
			style, known := colors[kind]
			if !known {
				r.problem(q, "unknown alert [!%s]. Write NOTE, TIP, IMPORTANT, WARNING, or CAUTION", kind)
				style = blue
			}
			for c := first.FirstChild(); c != nil && c != rest; c = first.FirstChild() {
				first.RemoveChild(first, c)
			}
			if rest == nil {
				q.RemoveChild(q, first)
			}
			r.callout(q, style)
			return
		}
	}
	r.problem(q, "Intercom has no quotations. Write > [!NOTE] above the text for a callout")
	if r.options.Compare {
		r.wrapped("blockquote", q)
		return
	}
	r.children(q)
}

func (r *renderer) callout(n ast.Node, style color) {
	if r.inList || r.inCallout {
		r.problem(n, "Intercom has no callouts in lists or in other callouts")
		r.children(n)
		return
	}
	r.b.WriteString(`<div class="intercom-interblocks-callout"`)
	var styles []string
	if style.background != "" {
		styles = append(styles, "background-color: "+style.background+";")
	}
	if style.border != "" {
		styles = append(styles, "border-color: "+style.border+";")
	}
	if len(styles) > 0 {
		r.b.WriteString(` style="` + html.EscapeString(strings.Join(styles, " ")) + `"`)
	}
	r.b.WriteString(">")
	r.inCallout = true
	r.children(n)
	r.inCallout = false
	r.b.WriteString("</div>")
}

func (r *renderer) table(t *extast.Table) {
	if r.inList {
		r.problem(t, "Intercom refuses a table in a list. Write the table after the list")
		r.rowsAsText(t)
		return
	}
	r.b.WriteString("<table>")
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		r.b.WriteString("<tr>")
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if c, ok := cell.(*extast.TableCell); ok && row.Kind() == extast.KindTableHeader && c.Alignment != extast.AlignNone && c.Alignment != extast.AlignLeft {
				r.problem(cell, "Intercom does not align the columns of a table. Remove the colons below the head")
			}
			r.b.WriteString("<td>")
			r.cell(row, cell)
			r.b.WriteString("</td>")
		}
		r.b.WriteString("</tr>")
	}
	r.b.WriteString("</table>")
}

// cell writes the content of a cell, the ones of the head in bold.
func (r *renderer) cell(row, cell ast.Node) {
	if row.Kind() == extast.KindTableHeader && cell.HasChildren() {
		r.wrapped("b", cell)
		return
	}
	r.children(cell)
}

// rowsAsText writes the rows of a table as lines of text.
func (r *renderer) rowsAsText(t *extast.Table) {
	r.b.WriteString("<p>")
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		if row.PreviousSibling() != nil {
			r.b.WriteString("<br>")
		}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell.PreviousSibling() != nil {
				r.b.WriteString(" | ")
			}
			r.cell(row, cell)
		}
	}
	r.b.WriteString("</p>")
}
