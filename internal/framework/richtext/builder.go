package richtext

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// context is what a node inherits.
type context struct {
	// marks are the inline elements around the node, sorted.
	marks []string
	// kind and level of the paragraph or heading around the node.
	kind  string
	level int
	align string
	pre   bool
}

// builder makes blocks of nodes.
type builder struct {
	parent *block
	// open is the paragraph or heading that text goes to, nil at the start of one.
	open *block
}

func (b *builder) node(n *html.Node, c context) {
	if n.Type == html.TextNode {
		b.text(n.Data, c)
		return
	}
	if n.Type != html.ElementNode || invisible[n.Data] {
		return
	}
	if align := alignment(n); align != "" {
		c.align = align
	}
	switch name := tagName(n); {
	case name == "br":
		b.lineBreak(c)
	case name == "img":
		b.leaf(&block{kind: "img", src: attribute(n, "src"), attributes: attributes("alt", normal(attribute(n, "alt")), "align", c.align, "marks", strings.Join(c.marks, " "))})
	case name == "hr":
		b.leaf(&block{kind: "hr"})
	case name == "iframe":
		b.leaf(&block{kind: "iframe", attributes: attributes("src", sameTarget(attribute(n, "src")))})
	case name == "p":
		c.kind, c.level = "p", 0
		b.flush()
		b.content(n, c)
		b.flush()
	case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
		c.kind, c.level = "h", int(name[1]-'0')
		b.flush()
		b.content(n, c)
		b.flush()
	case transparent[name] && blocks[n.Data]:
		b.flush()
		b.content(n, c)
		b.flush()
	case transparent[name], name == "code" && c.pre:
		b.content(n, c)
	case blocks[n.Data]:
		b.container(n, name, c)
	default:
		if m := mark(n, name); !slices.Contains(c.marks, m) {
			c.marks = append(slices.Clone(c.marks), m)
			slices.Sort(c.marks)
		}
		b.content(n, c)
	}
}

// mark names an inline element with what counts of it.
func mark(n *html.Node, name string) string {
	switch name {
	case "strong":
		return "b"
	case "em":
		return "i"
	case "a":
		if hasClass(n, "intercom-h2b-button") {
			name = "button"
		}
		return name + "(" + sameTarget(attribute(n, "href")) + ")"
	}
	return name
}

func (b *builder) content(n *html.Node, c context) {
	for child := range n.ChildNodes() {
		b.node(child, c)
	}
}

// container adds a block that holds blocks.
func (b *builder) container(n *html.Node, name string, c context) {
	b.flush()
	made := &block{kind: name}
	switch name {
	case "td", "th":
		made.kind = "td"
		made.attributes = attributes("colspan", span(n, "colspan"), "rowspan", span(n, "rowspan"))
	case "callout":
		made.attributes = attributes("background", background(n))
	case "pre":
		c.pre = true
	}
	c.kind, c.level = "", 0
	inner := builder{parent: made}
	inner.content(n, c)
	inner.flush()
	b.parent.children = append(b.parent.children, made)
}

// leaf adds a block without content, and ends the paragraph before it.
func (b *builder) leaf(made *block) {
	b.flush()
	b.parent.children = append(b.parent.children, made)
}

func (b *builder) paragraph(c context) *block {
	if b.open == nil {
		kind := c.kind
		if kind == "" {
			kind = "p"
		}
		b.open = &block{kind: kind, level: c.level, attributes: attributes("align", c.align)}
	}
	return b.open
}

func (b *builder) lineBreak(c context) {
	p := b.paragraph(c)
	if c.pre {
		p.addPre("\n", "")
		return
	}
	p.runs = append(p.runs, run{text: "\n"})
}

func (b *builder) text(s string, c context) {
	if c.pre {
		if s = strings.ReplaceAll(s, "\r\n", "\n"); s != "" {
			b.paragraph(c).addPre(s, strings.Join(c.marks, " "))
		}
		return
	}
	marks := strings.Join(c.marks, " ")
	for s != "" {
		i := strings.IndexFunc(s, isSpace)
		if i == 0 {
			if b.open != nil {
				b.open.space()
			}
			s = strings.TrimLeftFunc(s, isSpace)
			continue
		}
		if i < 0 {
			i = len(s)
		}
		b.paragraph(c).add(s[:i], marks)
		s = s[i:]
	}
}

// add appends text to a paragraph.
func (b *block) add(text, marks string) {
	if last := len(b.runs) - 1; last >= 0 && b.runs[last].marks == marks && b.runs[last].text != "\n" {
		b.runs[last].text += text
		return
	}
	b.runs = append(b.runs, run{text: text, marks: marks})
}

// addPre appends preformatted text, in which line breaks are text.
func (b *block) addPre(text, marks string) {
	if last := len(b.runs) - 1; last >= 0 && b.runs[last].marks == marks {
		b.runs[last].text += text
		return
	}
	b.runs = append(b.runs, run{text: text, marks: marks})
}

// space appends white space, once.
func (b *block) space() {
	if last := len(b.runs) - 1; last >= 0 && b.runs[last].text != " " && b.runs[last].text != "\n" {
		b.runs = append(b.runs, run{text: " "})
	}
}

// flush ends the paragraph. An empty one is none.
func (b *builder) flush() {
	p := b.open
	b.open = nil
	if p == nil {
		return
	}
	if b.parent.kind == "pre" {
		p.trimPre()
	} else {
		p.trim()
	}
	if len(p.runs) > 0 {
		b.parent.children = append(b.parent.children, p)
	}
}

// trim removes white space around a paragraph and around its line breaks, and all of an empty paragraph.
func (b *block) trim() {
	kept := b.runs[:0]
	for _, r := range b.runs {
		if r.text == "\n" && r.marks == "" && len(kept) > 0 && kept[len(kept)-1].text == " " {
			kept = kept[:len(kept)-1]
		}
		kept = append(kept, r)
	}
	blank := func(r run) bool { return r.marks == "" && (r.text == " " || r.text == "\n") }
	for len(kept) > 0 && blank(kept[0]) {
		kept = kept[1:]
	}
	for len(kept) > 0 && blank(kept[len(kept)-1]) {
		kept = kept[:len(kept)-1]
	}
	empty := true
	for _, r := range kept {
		if strings.Trim(r.text, " \n\u00a0\u200b\ufeff") != "" {
			empty = false
		}
	}
	if empty {
		kept = nil
	}
	b.runs = kept
}

// trimPre removes the line breaks around preformatted text.
func (b *block) trimPre() {
	for len(b.runs) > 0 {
		last := &b.runs[len(b.runs)-1]
		if last.text = strings.TrimRight(last.text, "\n"); last.text != "" {
			break
		}
		b.runs = b.runs[:len(b.runs)-1]
	}
}
