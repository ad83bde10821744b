// Package richtext compares the HTML and Markdown bodies of articles and other content.
//
// Intercom rewrites every body that it stores: it wraps text, raises headings, adds classes and IDs, copies images to its CDN, and
// signs their URLs anew on each read. So there are three comparisons:
//
//   - Has somebody edited the text since the provider wrote it? [Fingerprint] and [MaskedFingerprint] compare an answer of Intercom
//     with an earlier answer.
//   - Does Intercom hold what the configuration says? [Equivalent] and [EquivalentMarkdown] compare the configured text with an answer.
//   - Has the configured text changed since the provider wrote it? [Same] and [SameMarkdown] compare it with the one that was sent.
//
// All functions are pure, accept any text, and never fail. See https://developers.intercom.com/docs/build-an-integration/supported-html.
package richtext

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// invisible are the elements whose content nobody sees.
var invisible = map[string]bool{"script": true, "style": true, "template": true, "head": true, "title": true, "noscript": true, "input": true, "meta": true, "link": true}

// transparent are the elements that mean nothing by themselves. What they contain counts.
var transparent = map[string]bool{
	"html": true, "body": true, "div": true, "span": true, "section": true, "article": true, "main": true, "header": true, "footer": true, "nav": true,
	"tbody": true, "thead": true, "tfoot": true, "colgroup": true, "col": true, "wbr": true, "font": true, "picture": true, "source": true, "form": true,
}

// blocks are the elements that start on a line of their own.
var blocks = map[string]bool{
	"p": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "ul": true, "ol": true, "li": true, "table": true, "tr": true,
	"td": true, "th": true, "pre": true, "hr": true, "iframe": true, "details": true, "summary": true, "blockquote": true, "dl": true, "dt": true,
	"dd": true, "figure": true, "figcaption": true, "caption": true, "video": true, "address": true, "aside": true, "center": true,
	"html": true, "body": true, "div": true, "section": true, "article": true, "main": true, "header": true, "footer": true, "nav": true,
	"tbody": true, "thead": true, "tfoot": true, "form": true,
}

// parse returns the nodes of a body. What no parser can read, such as elements nested more than 500 deep, is an error.
func parse(body string) (nodes []*html.Node, err error) {
	// The parser panics on some limits. A body is somebody else's text and must not end the provider.
	defer func() {
		if r := recover(); r != nil {
			nodes, err = nil, fmt.Errorf("unreadable HTML: %v", r)
		}
	}()
	return html.ParseFragment(strings.NewReader(body), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
}

// tagName names an element as this package compares it: the tag, "callout" for the division that is one.
func tagName(n *html.Node) string {
	if n.Data == "div" && hasClass(n, "intercom-interblocks-callout") {
		return "callout"
	}
	return n.Data
}

// hasClass reports whether a node has a class.
func hasClass(n *html.Node, class string) bool {
	for c := range strings.FieldsSeq(attribute(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// attribute returns an attribute's value, "" if the node lacks it.
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == key {
			return a.Val
		}
	}
	return ""
}

// alignment returns the class that aligns a block, "" if it is at the left, where blocks are by themselves.
func alignment(n *html.Node) string {
	for c := range strings.FieldsSeq(attribute(n, "class")) {
		if strings.HasPrefix(c, "intercom-align-") && c != "intercom-align-left" {
			return c
		}
	}
	return ""
}

// background returns the background color of a callout, in lower case, "" if it has none.
func background(n *html.Node) string {
	for declaration := range strings.SplitSeq(attribute(n, "style"), ";") {
		if key, value, _ := strings.Cut(declaration, ":"); strings.EqualFold(strings.TrimSpace(key), "background-color") {
			return strings.ToLower(strings.TrimSpace(value))
		}
	}
	return ""
}

// span returns the columns or rows that a cell covers, "" for one.
func span(n *html.Node, key string) string {
	if v := strings.TrimSpace(attribute(n, key)); v != "1" {
		return v
	}
	return ""
}

// isSpace reports whether HTML collapses the rune. A non-breaking space is text.
func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f'
}
