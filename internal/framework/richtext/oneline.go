package richtext

import (
	"strings"

	"golang.org/x/net/html"
)

// OneLine removes the line breaks and the white space between the blocks of an HTML body, of which Intercom makes empty paragraphs,
// and leaves preformatted text alone. A body that reads otherwise without them is returned as it is.
func OneLine(body string) string {
	if !strings.ContainsAny(body, "\n\r") {
		return body
	}
	type token struct {
		raw   string
		text  bool
		block bool
	}
	tokens := []token{{block: true}}
	z := html.NewTokenizer(strings.NewReader(body))
	pre := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := token{raw: string(z.Raw())}
		switch kind {
		case html.TextToken:
			t.text = pre == 0
		case html.CommentToken, html.DoctypeToken:
			continue
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			t.block = blocks[string(name)] || string(name) == "br" || string(name) == "summary"
			t.raw = lineBreaks.Replace(t.raw)
			switch {
			case string(name) != "pre" && string(name) != "textarea":
			case kind == html.StartTagToken:
				pre++
			case kind == html.EndTagToken:
				pre = max(0, pre-1)
			}
		}
		tokens = append(tokens, t)
	}
	tokens = append(tokens, token{block: true})
	var b strings.Builder
	for i, t := range tokens {
		if t.text && strings.ContainsAny(t.raw, "\n\r") {
			t.raw = joinLines(t.raw, tokens[i-1].block, tokens[i+1].block)
		}
		b.WriteString(t.raw)
	}
	if joined := b.String(); Fingerprint(joined) == Fingerprint(body) {
		return joined
	}
	return body
}

var lineBreaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

// joinLines writes text as one line, without the white space at the block that it begins or ends.
func joinLines(s string, begins, ends bool) string {
	if begins {
		s = strings.TrimLeftFunc(s, isSpace)
	}
	if ends {
		s = strings.TrimRightFunc(s, isSpace)
	}
	var b strings.Builder
	for s != "" {
		i := strings.IndexFunc(s, isSpace)
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = strings.TrimLeftFunc(s[i:], isSpace)
		b.WriteByte(' ')
	}
	b.WriteString(s)
	return b.String()
}
