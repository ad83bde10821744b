package intercomtest

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var gfm = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))

var (
	calloutLine = regexp.MustCompile(`(?m)^:::callout(?: backgroundColor="([^"]*)")?(?: borderColor="([^"]*)")?[ \t]*$`)
	calloutEnd  = regexp.MustCompile(`(?m)^:::[ \t]*$`)
	buttonLine  = regexp.MustCompile(`(?m)^:::button label="([^"]*)" href="([^"]*)"[ \t]*:::[ \t]*$`)
	headingMark = regexp.MustCompile(`(?m)[ \t]*\{#h_[0-9a-f]+\}[ \t]*$`)
	betweenTags = regexp.MustCompile(`>\s*\n\s*<`)
)

// fromMarkdown is the HTML of a Markdown body.
func fromMarkdown(text string) string {
	text = headingMark.ReplaceAllString(strings.ReplaceAll(text, "\r\n", "\n"), "")
	text = buttonLine.ReplaceAllString(text, "\n<p><a class=\"intercom-h2b-button\" href=\"$2\">$1</a></p>\n")
	text = calloutLine.ReplaceAllString(text, "\n<div class=\"intercom-interblocks-callout\" style=\"background-color: $1; border-color: $2;\">\n")
	text = calloutEnd.ReplaceAllString(text, "\n</div>\n")
	var out bytes.Buffer
	if err := gfm.Convert([]byte(text), &out); err != nil {
		return ""
	}
	// A renderer for people breaks lines between blocks, of which Intercom's own does not make paragraphs.
	pre := strings.Contains(out.String(), "<pre")
	if pre {
		return strings.TrimSpace(betweenBlocks(out.String()))
	}
	return strings.TrimSpace(betweenTags.ReplaceAllString(out.String(), "><"))
}

// betweenBlocks removes the line breaks outside of pre.
func betweenBlocks(text string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "<pre")
		b.WriteString(betweenTags.ReplaceAllString(strings.TrimRight(before, "\n"), "><"))
		if !found {
			return b.String()
		}
		inside, rest, _ := strings.Cut(after, "</pre>")
		b.WriteString("<pre" + inside + "</pre>")
		text = strings.TrimLeft(rest, "\n")
	}
}

// toMarkdown writes a body that Intercom keeps as its body_markdown.
func toMarkdown(body string) string {
	nodes, err := xhtml.ParseFragment(strings.NewReader(body), &xhtml.Node{Type: xhtml.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return ""
	}
	var blocks []string
	for _, n := range nodes {
		if text := markdownBlock(n); text != "" {
			blocks = append(blocks, text)
		}
	}
	if len(blocks) == 0 {
		return ""
	}
	return strings.Join(blocks, "\n\n") + "\n"
}

func markdownBlocks(n *xhtml.Node) string {
	var blocks []string
	for _, c := range children(n) {
		if text := markdownBlock(c); text != "" {
			blocks = append(blocks, text)
		}
	}
	return strings.Join(blocks, "\n\n")
}

var (
	backgroundColor = regexp.MustCompile(`background-color:\s*([^;]+)`)
	borderColor     = regexp.MustCompile(`border-color:\s*([^;]+)`)
)

func markdownBlock(n *xhtml.Node) string {
	if n.Type == xhtml.TextNode {
		return strings.TrimSpace(n.Data)
	}
	if level := headingLevel(n); level > 0 {
		return strings.Repeat("#", level) + " " + markdownText(n) + " {#" + get(n, "id") + "}"
	}
	switch n.Data {
	case "ul", "ol":
		return markdownList(n)
	case "pre":
		return "```\n" + strings.TrimSuffix(textOf(n), "\n") + "\n```"
	case "hr":
		return "---"
	case "details":
		summary, rest := "", ""
		for _, c := range children(n) {
			if c.Data == "summary" {
				summary = markdownText(c)
			} else {
				rest = markdownBlocks(c)
			}
		}
		return "<details><summary>" + summary + "</summary>\n\n" + rest + "\n\n</details>"
	case "div":
		switch class := get(n, "class"); {
		case strings.Contains(class, "callout"):
			color := func(of *regexp.Regexp) string {
				if m := of.FindStringSubmatch(get(n, "style")); m != nil {
					return strings.TrimSpace(m[1])
				}
				return ""
			}
			return fmt.Sprintf(":::callout backgroundColor=%q borderColor=%q\n%s\n:::", color(backgroundColor), color(borderColor), markdownBlocks(n))
		case strings.Contains(class, "table"):
			return markdownTable(n)
		case strings.Contains(class, "video"):
			return `<iframe src="` + get(n.FirstChild, "src") + `"></iframe>`
		}
		return markdownText(n)
	}
	if a := n.FirstChild; a != nil && a == n.LastChild && a.Data == "a" && get(a, "class") == "intercom-h2b-button" {
		return fmt.Sprintf(":::button label=%q href=%q :::", textOf(a), get(a, "href"))
	}
	return markdownText(n)
}

func markdownList(n *xhtml.Node) string {
	var lines []string
	for i, li := range children(n) {
		marker := "- "
		if n.Data == "ol" {
			marker = fmt.Sprintf("%d. ", i+1)
		}
		var parts []string
		for _, c := range children(li) {
			parts = append(parts, markdownBlock(c))
		}
		text := strings.ReplaceAll(strings.Join(parts, "\n"), "\n", "\n"+strings.Repeat(" ", len(marker)))
		lines = append(lines, marker+text)
	}
	return strings.Join(lines, "\n")
}

func markdownTable(n *xhtml.Node) string {
	var lines []string
	for row := range n.Descendants() {
		if row.Data != "tr" {
			continue
		}
		var cells []string
		for _, cell := range children(row) {
			cells = append(cells, strings.ReplaceAll(markdownBlocks(cell), "\n", " "))
		}
		lines = append(lines, "| "+strings.Join(cells, " | ")+" |")
		if len(lines) == 1 {
			lines = append(lines, "|"+strings.Repeat(" --- |", len(cells)))
		}
	}
	return strings.Join(lines, "\n")
}

func markdownText(n *xhtml.Node) string {
	var b strings.Builder
	for _, c := range children(n) {
		switch {
		case c.Type == xhtml.TextNode:
			b.WriteString(c.Data)
		case c.Data == "b":
			b.WriteString("**" + markdownText(c) + "**")
		case c.Data == "i":
			b.WriteString("*" + markdownText(c) + "*")
		case c.Data == "code":
			b.WriteString("`" + textOf(c) + "`")
		case c.Data == "br":
			b.WriteString("  \n")
		case c.Data == "a":
			b.WriteString("[" + markdownText(c) + "](" + get(c, "href") + ")")
		case c.Data == "img":
			b.WriteString("![" + get(c, "alt") + "](" + get(c, "src") + ")")
		default:
			b.WriteString(markdownText(c))
		}
	}
	return b.String()
}
