// Package markdown renders Markdown as the HTML that Intercom's articles hold.
//
// Intercom keeps few tags, makes an empty paragraph of a line break between two blocks, and rewrites the rest without an error. So the
// renderer writes one line, with the tags that Intercom keeps, and reports what it cannot hold with the line in the file. The Markdown is CommonMark
// with GitHub's tables, alerts, and autolinks, and with Intercom's own directives, ":::callout" and ":::button". See
// https://developers.intercom.com/docs/build-an-integration/supported-html.
package markdown

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Options say how to render.
type Options struct {
	// Lenient flattens what Intercom cannot hold, such as a nested list, instead of reporting it.
	Lenient bool
	// Path of the file in its folder, such as en/billing/refunds.md. Links and images are relative to it. "" takes them as they are
	// written.
	Path string
	// ImageBase is the URL of the folder, before the paths of relative images.
	ImageBase string
	// Links are the URLs of files by their path. Nil leaves links to files as they are written.
	Links map[string]string
	// Compare keeps what Intercom cannot hold, so that two texts can be compared. The result is not for Intercom.
	Compare bool
	// FirstLine is the number of the text's first line in its file; 0 stands for 1.
	FirstLine int
}

// Problem is something that Intercom cannot hold.
type Problem struct {
	// Line in the file, from 1.
	Line int
	// Text says what it is and what to write instead, without a period.
	Text string
	// Refused: Intercom refuses the whole text because of it, such as an image that it cannot fetch. Otherwise Intercom changes it.
	Refused bool
}

// String implements fmt.Stringer.
func (p Problem) String() string { return fmt.Sprintf("line %d: %s", p.Line, p.Text) }

// Document is a rendered text.
type Document struct {
	// Title is the text of the first heading of level 1, TitleLine its line; "" if there is none.
	Title     string
	TitleLine int
	// HTML of the text, one line but for preformatted text. Without the title, if it was taken out.
	HTML string
	// Markdown is the text itself, with line ends of Unix, without the title if it was taken out, and with the URLs of links and images that the HTML has.
	Markdown string
	// Links are the paths of the files that the text links to, sorted.
	Links []string
	// Problems in the order of the lines.
	Problems []Problem
}

var engine = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Linkify),
	goldmark.WithParserOptions(
		parser.WithHeadingAttribute(),
		parser.WithBlockParsers(util.Prioritized(directiveParser{}, 650)),
	),
)

// Render renders a text as HTML.
func Render(source string, o Options) Document { return render(source, o, false) }

// RenderArticle renders a text as the body of an article: its first heading of level 1 is the title, and no part of the body.
func RenderArticle(source string, o Options) Document { return render(source, o, true) }

// Normalize removes a byte order mark, and ends lines as Unix does.
func Normalize(source string) string {
	source = strings.TrimPrefix(source, "\ufeff")
	return strings.ReplaceAll(strings.ReplaceAll(source, "\r\n", "\n"), "\r", "\n")
}

func render(source string, o Options, titled bool) Document {
	source = Normalize(source)
	parsed := []byte(source)
	if !strings.HasSuffix(source, "\n") {
		parsed = append(parsed, '\n') // The end of a directive needs one.
	}
	root := engine.Parser().Parse(text.NewReader(parsed))
	r := renderer{source: parsed, options: o, b: &strings.Builder{}, links: map[string]bool{}, replaced: map[string]string{}}
	var d Document
	if h := r.title(root); h != nil {
		d.Title, d.TitleLine = r.plain(h), r.line(h)
		if titled {
			source = r.without(h)
			root.RemoveChild(root, h)
		}
	}
	r.children(root)
	d.HTML = r.b.String()
	d.Markdown = r.rewrite(source)
	for path := range r.links {
		d.Links = append(d.Links, path)
	}
	slices.Sort(d.Links)
	slices.SortStableFunc(r.problems, func(x, y Problem) int { return x.Line - y.Line })
	d.Problems = slices.Compact(r.problems)
	return d
}

// title returns the first heading of level 1 that has text and is in no other block.
func (r *renderer) title(root ast.Node) *ast.Heading {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 && r.plain(h) != "" {
			return h
		}
	}
	return nil
}

// renderer writes HTML.
type renderer struct {
	source   []byte
	options  Options
	b        *strings.Builder
	links    map[string]bool
	problems []Problem
	// replaced are the URLs by what is written in the text.
	replaced map[string]string
	// inList and inCallout say what is around the node.
	inList, inCallout bool
}

// line returns the line of a node in the file.
func (r *renderer) line(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if at := n.Pos(); at >= 0 && n.Kind() != ast.KindDocument {
			return r.lineAt(at)
		}
	}
	return r.lineAt(0)
}

func (r *renderer) lineAt(at int) int {
	return max(1, r.options.FirstLine) + bytes.Count(r.source[:min(at, len(r.source))], []byte("\n"))
}

// flattens reports whether what Intercom cannot hold is no problem.
func (r *renderer) flattens() bool { return r.options.Lenient || r.options.Compare }

// problem reports what Intercom cannot hold, unless it is flattened.
func (r *renderer) problem(n ast.Node, format string, args ...any) {
	if !r.flattens() {
		r.fail(r.line(n), format, args...)
	}
}

// fail reports what nothing can stand for.
func (r *renderer) fail(line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{Line: line, Text: fmt.Sprintf(format, args...)})
}

// refuse reports what Intercom refuses the whole text for.
func (r *renderer) refuse(line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{Line: line, Text: fmt.Sprintf(format, args...), Refused: true})
}

// plain returns the text of a node without its marks, on one line.
func (r *renderer) plain(n ast.Node) string {
	return strings.Join(strings.Fields(r.plainText(n)), " ")
}

func (r *renderer) plainText(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(html.UnescapeString(asHTML(c.Value(r.source))))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.AutoLink:
			b.Write(c.Label(r.source))
		case *ast.CodeSpan:
			for t := c.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					b.Write(t.Value(r.source))
				}
			}
		default:
			b.WriteString(r.plainText(c))
		}
	}
	return b.String()
}

// without returns the text without the lines of a heading.
func (r *renderer) without(h *ast.Heading) string {
	start := h.Pos()
	for start > 0 && r.source[start-1] != '\n' {
		start--
	}
	end := start
	if lines := h.Lines(); lines.Len() > 0 {
		end = lines.At(lines.Len() - 1).Stop
	}
	setext := h.Pos() < len(r.source) && r.source[h.Pos()] != '#'
	end = r.lineEnd(end)
	if setext {
		end = r.lineEnd(end)
	}
	return strings.TrimLeft(string(r.source[:start])+"\n"+strings.TrimLeft(string(r.source[end:]), "\n"), "\n")
}

// lineEnd returns where the line after the one that holds at, or ended just before it, begins.
func (r *renderer) lineEnd(at int) int {
	for at < len(r.source) && r.source[at] != '\n' {
		at++
	}
	return min(at+1, len(r.source))
}
