package richtext_test

import (
	"html"
	"slices"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
)

// seeds are bodies with every kind of block, and some that no editor writes.
var seeds = []string{
	"", "text", "<p>a</p>\n<p>b</p>", `<h1 id="h_1">a</h1><h3>b</h3>`, `<a href="https://a.b/articles/1-c" target="_blank">d</a>`,
	`<div class="intercom-container"><img src="https://downloads.intercomcdn.com/i/o/1?expires=2&amp;signature=3" alt="x" width="4"></div>`,
	`<table><thead><tr><th colspan="2">a</th></tr></thead><tr><td>b<td>c</table>`, "<pre>\n a\n</pre><ul><li>a<ul><li>b</ul></ul>",
	`<div class="intercom-interblocks-callout" style="background-color: #feedaf80">a</div><details><summary>b</summary>c</details>`,
	"<p><button><p>a", "<a><p><a><table><a>b", "<svg><title><p>a</svg>", "<template><p>a</template>", "<iframe src=x><p>a</iframe>", "<!-- a --><![CDATA[b]]>",
	"<select><option>a<keygen><textarea>\n<pre>b", "</p></br><b><p></b>a", "<math><mi><p>", "<frameset>", "<plaintext><p>a", strings.Repeat("<b>", 600),
	"https://downloads.intercomcdn.com/a(?b)c)?d", "\x00\xff&#0;&notin", "<p a=1 a=2 class=intercom-align-center>a", "<pre>a\r\n\rb<textarea>\n\n</pre>", "<p>a\n<p>b<br>\n<hr>\nc",
}

// FuzzBody checks what every body has to satisfy.
func FuzzBody(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		hash := richtext.Fingerprint(body)
		if !richtext.Equivalent(body, body) {
			t.Error("a body is not equivalent to itself")
		}
		stripped := richtext.StripSignatures(body)
		if richtext.StripSignatures(stripped) != stripped {
			t.Errorf("stripped twice, %q becomes %.200q", stripped, richtext.StripSignatures(stripped))
		}
		if richtext.Fingerprint(stripped) != hash || richtext.MaskedFingerprint(stripped) != richtext.MaskedFingerprint(body) {
			t.Error("stripped signatures change the fingerprint")
		}
		if !richtext.Equivalent(body, stripped) || !richtext.EquivalentMarkdown(body, stripped) {
			t.Error("stripped signatures make a difference")
		}
		line := richtext.OneLine(body)
		if richtext.Fingerprint(line) != hash {
			t.Errorf("as one line: %.200q", line)
		}
		if !richtext.Equivalent(body, line) {
			t.Errorf("not equivalent as one line: %.200q", line)
		}
		if richtext.OneLine(line) != line {
			t.Errorf("the line %q becomes %.200q", line, richtext.OneLine(line))
		}
		if lost := richtext.Lost(body, body); lost != nil {
			t.Errorf("lost %q of what was kept", lost)
		}
		richtext.ImagesCopied(body)
		if turned, ok := turnAttributes(body); ok {
			if richtext.Fingerprint(turned) != hash {
				t.Errorf("attributes in another order: %.200q", turned)
			}
			if !richtext.Equivalent(body, turned) {
				t.Errorf("not equivalent with attributes in another order: %.200q", turned)
			}
		}
	})
}

// turnAttributes writes the attributes of each tag in the opposite order, with one more. Where a tag has an attribute twice, the
// order counts.
func turnAttributes(body string) (string, bool) {
	if strings.Count(body, "<") > 250 {
		return "", false // Too deep to be read, maybe: then every byte counts.
	}
	var b strings.Builder
	z := nethtml.NewTokenizer(strings.NewReader(body))
	for {
		kind := z.Next()
		raw := string(z.Raw())
		switch kind {
		case nethtml.ErrorToken:
			return b.String(), true
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			token := z.Token()
			keys := map[string]bool{}
			for _, a := range token.Attr {
				if keys[a.Key] || strings.ContainsAny(a.Key, "<>\"'`=/ \x00") || strings.ContainsAny(a.Val, "\x00\r<>\"'`\\") {
					return "", false
				}
				keys[a.Key] = true
			}
			if strings.ContainsAny(token.Data, "<>\"'`=/\x00") || keys["data-new"] || token.Data == "input" || token.Data == "annotation-xml" || token.Data == "font" {
				return "", false
			}
			slices.Reverse(token.Attr)
			token.Attr = append(token.Attr, nethtml.Attribute{Key: "data-new", Val: "1"})
			raw = token.String()
		}
		b.WriteString(raw)
	}
}

// FuzzSignature checks that the query of a URL on the CDN never counts, and that the one of another host does.
func FuzzSignature(f *testing.F) {
	f.Add("expires=1&signature=2", "expires=3", "b")
	f.Add("a)b(c", `"'<>`, "<p>")
	f.Fuzz(func(t *testing.T, x, y, alt string) {
		if strings.ContainsAny(x+y, " \t\n\r\f") {
			t.Skip("white space is escaped in a URL")
		}
		image := func(host, query string) string {
			return `<p>a</p><img src="` + host + `/i/o/1.png?` + html.EscapeString(query) + `" alt="` + html.EscapeString(alt) + `">`
		}
		const cdn = "https://uploads.au.intercomcdn.com"
		if richtext.Fingerprint(image(cdn, x)) != richtext.Fingerprint(image(cdn, y)) {
			t.Errorf("signatures %q and %q differ", x, y)
		}
		if !richtext.Equivalent(image(cdn, x), image(cdn, y)) {
			t.Errorf("signatures %q and %q make a difference", x, y)
		}
		if !richtext.Equivalent(image("https://example.com", x), image(cdn, y)) {
			t.Error("a copied image makes a difference")
		}
	})
}

// FuzzEquivalent checks that equivalence holds both ways, and that an equal fingerprint implies it.
func FuzzEquivalent(f *testing.F) {
	for i, s := range seeds {
		f.Add(s, seeds[(i+1)%len(seeds)])
		f.Add(s, s+" ")
	}
	f.Fuzz(func(t *testing.T, x, y string) {
		same := richtext.Equivalent(x, y)
		if richtext.Equivalent(y, x) != same {
			t.Errorf("equivalent: %t, the other way %t", same, !same)
		}
		if !same && richtext.Fingerprint(x) == richtext.Fingerprint(y) {
			t.Error("not equivalent, but with the same fingerprint")
		}
		richtext.Lost(x, y)
		richtext.EquivalentMarkdown(x, y)
	})
}
