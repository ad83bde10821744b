package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// kept are the tags that Intercom keeps.
var kept = map[string]bool{
	"p": true, "br": true, "hr": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "a": true, "img": true, "ul": true,
	"ol": true, "li": true, "table": true, "thead": true, "tbody": true, "tr": true, "td": true, "th": true, "iframe": true, "pre": true, "code": true,
	"b": true, "strong": true, "i": true, "em": true, "details": true, "summary": true,
}

// divisions are the classes of divisions that mean something to Intercom.
var divisions = []string{"intercom-container", "intercom-interblocks-callout", "intercom-interblocks-table-container", "intercom-h2b-video", "collapsible-section-content"}

// blockTags are the tags at which white space is not seen.
var blockTags = map[string]bool{
	"p": true, "br": true, "hr": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "ul": true, "ol": true, "li": true,
	"table": true, "thead": true, "tbody": true, "tr": true, "td": true, "th": true, "iframe": true, "pre": true, "details": true, "summary": true, "div": true,
	"dl": true, "dt": true, "dd": true, "section": true, "article": true, "form": true, "center": true, "blockquote": true, "figure": true, "figcaption": true,
}

// players are the hosts whose videos Intercom shows.
var players = []string{"youtube.com", "youtube-nocookie.com", "youtu.be", "wistia.com", "wistia.net", "vimeo.com", "loom.com", "vidyard.com", "streamio.com"}

func (r *renderer) htmlBlock(n *ast.HTMLBlock) {
	var raw strings.Builder
	for i := range n.Lines().Len() {
		raw.Write(new(n.Lines().At(i)).Value(r.source))
	}
	if n.HasClosure() {
		raw.Write(n.ClosureLine.Value(r.source))
	}
	r.rawHTML(n, raw.String())
}

// rawHTML writes HTML as it is, on one line, and reports the tags that Intercom does not keep.
func (r *renderer) rawHTML(n ast.Node, raw string) {
	z := html.NewTokenizer(strings.NewReader(strings.TrimRight(raw, "\n")))
	pre, afterBlock, line := 0, true, r.line(n)
	skipped := ""
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		text := string(z.Raw())
		at := line
		line += strings.Count(text, "\n")
		switch kind {
		case html.TextToken:
			switch {
			case skipped != "":
				continue
			case pre == 0:
				text = oneLine(text, afterBlock)
			}
			r.b.WriteString(text)
			afterBlock = false
		case html.CommentToken, html.DoctypeToken:
			if !r.flattens() {
				r.fail(at, "Intercom does not keep HTML comments. Remove it")
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			token := z.Token()
			if kind == html.StartTagToken && (token.Data == "script" || token.Data == "style") {
				skipped = token.Data
			}
			if kind == html.EndTagToken && token.Data == skipped {
				skipped = ""
			}
			if token.Data == "pre" {
				pre = max(0, pre+map[html.TokenType]int{html.StartTagToken: 1, html.EndTagToken: -1}[kind])
			}
			afterBlock = blockTags[token.Data]
			r.tag(at, token)
		}
	}
}

// tag writes a tag, if Intercom keeps it.
func (r *renderer) tag(line int, t html.Token) {
	lenient := r.flattens()
	switch {
	case t.Data == "div" && (t.Type == html.EndTagToken || meansSomething(t)), kept[t.Data], r.options.Compare:
	default:
		if !lenient && t.Type != html.EndTagToken {
			r.fail(line, "Intercom does not keep the tag <%s>. Remove it, or write Markdown", intercom.Clean(t.Data, 40))
		}
		return
	}
	if t.Type == html.EndTagToken {
		r.b.WriteString("</" + t.Data + ">")
		return
	}
	for i, a := range t.Attr {
		switch {
		case t.Data == "a" && a.Key == "href":
			target, ok := r.target(line, a.Val)
			if !ok {
				target = ""
			}
			t.Attr[i].Val = target
		case t.Data == "img" && a.Key == "src":
			source, ok := r.imageSource(line, a.Val)
			if !ok {
				return
			}
			t.Attr[i].Val = source
		case t.Data == "iframe" && a.Key == "src" && !isPlayer(a.Val) && !r.options.Compare:
			r.fail(line, "Intercom shows videos of YouTube, Wistia, Vimeo, Loom, Vidyard, and StreamIO, not %s", intercom.Quote(a.Val, 120))
			return
		case a.Key == "style" && t.Data != "div" && t.Data != "img" && !lenient:
			r.fail(line, "Intercom does not keep the style of <%s>. Remove it", intercom.Clean(t.Data, 40))
		case t.Data == "ol" && a.Key == "start" && a.Val != "1" && !lenient:
			r.fail(line, "Intercom numbers every list from 1. Remove start")
		}
	}
	if t.Type == html.SelfClosingTagToken {
		t.Type = html.StartTagToken
	}
	r.b.WriteString(strings.ReplaceAll(t.String(), "\n", " "))
}

// meansSomething reports whether a division has a class that Intercom keeps.
func meansSomething(t html.Token) bool {
	for _, a := range t.Attr {
		if a.Key != "class" {
			continue
		}
		for _, class := range divisions {
			if strings.Contains(" "+a.Val+" ", " "+class+" ") {
				return true
			}
		}
	}
	return false
}

// isPlayer reports whether Intercom shows the videos of a URL.
func isPlayer(address string) bool {
	address = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(address), "https:"), "http:"), "//")
	host, _, _ := strings.Cut(address, "/")
	host, _, _ = strings.Cut(strings.ToLower(host), "?")
	for _, p := range players {
		if host == p || strings.HasSuffix(host, "."+p) {
			return true
		}
	}
	return false
}

// oneLine writes text between tags on one line. After the tag of a block, white space is not seen.
func oneLine(text string, afterBlock bool) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	words := strings.Join(strings.FieldsFunc(text, isSpace), " ")
	if !afterBlock && isSpace(rune(text[0])) {
		words = " " + words
	}
	if strings.TrimSpace(words) != "" && isSpace(rune(text[len(text)-1])) {
		words += " "
	}
	return words
}

// isSpace reports whether HTML collapses the rune.
func isSpace(r rune) bool { return strings.ContainsRune(" \t\n\r\f", r) }
