package markdown_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
)

func TestRender(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"paragraphs":                 {"a\nb\n\nc", "<p>a b</p><p>c</p>"},
		"marks":                      {"**a** *b* `c <d>` __e__", "<p><b>a</b> <i>b</i> <code>c &lt;d&gt;</code> <b>e</b></p>"},
		"headings":                   {"# a\n## b\n### c {#h_61bff2dd7a}\n\nd\n===", "<h1>a</h1><h2>b</h2><h3>c</h3><h1>d</h1>"},
		"lists":                      {"- a\n- b\n\n1. c\n2. d", "<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>"},
		"a loose list":               {"- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"},
		"code":                       {"```go\na\n  <b>\n---\n```", "<pre><code>a\n  &lt;b&gt;\n---</code></pre>"},
		"indented code":              {"    a\n    b", "<pre><code>a\nb</code></pre>"},
		"a rule":                     {"a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"},
		"line breaks":                {"a  \nb\\\nc", "<p>a<br>b<br>c</p>"},
		"a link":                     {"[a](https://a.b/c?d=1&e=2)", `<p><a href="https://a.b/c?d=1&amp;e=2">a</a></p>`},
		"a reference":                {"[a][b]\n\n[b]: https://a.b/", `<p><a href="https://a.b/">a</a></p>`},
		"addresses":                  {"<https://a.b/> www.a.b x@a.b", `<p><a href="https://a.b/">https://a.b/</a> <a href="http://www.a.b">www.a.b</a> <a href="mailto:x@a.b">x@a.b</a></p>`},
		"an image":                   {"![a \"b\"](https://a.b/c.png)", `<div class="intercom-container"><img src="https://a.b/c.png" alt="a &#34;b&#34;"></div>`},
		"two images":                 {"![](https://a.b/c.png)\n![](https://a.b/d.png)", `<div class="intercom-container"><img src="https://a.b/c.png"></div><div class="intercom-container"><img src="https://a.b/d.png"></div>`},
		"a linked image":             {"[![a](https://a.b/c.png)](https://a.b/)", `<div class="intercom-container"><a href="https://a.b/"><img src="https://a.b/c.png" alt="a"></a></div>`},
		"an image in text":           {"a ![](https://a.b/c.png)", `<p>a <img src="https://a.b/c.png"></p>`},
		"a table":                    {"| a | b |\n|---|---|\n| c | **d** |", "<table><tr><td><b>a</b></td><td><b>b</b></td></tr><tr><td>c</td><td><b>d</b></td></tr></table>"},
		"a note":                     {"> [!NOTE]\n> a\n> b\n>\n> - c", `<div class="intercom-interblocks-callout" style="background-color: #e3e7fa80; border-color: #334bfa33;"><p>a b</p><ul><li>c</li></ul></div>`},
		"a tip":                      {"> [!tip]\n>\n> a", `<div class="intercom-interblocks-callout" style="background-color: #d7efdc80; border-color: #1bb15733;"><p>a</p></div>`},
		"a warning":                  {"> [!WARNING]\n> **a**", `<div class="intercom-interblocks-callout" style="background-color: #feedaf80; border-color: #fbc91633;"><p><b>a</b></p></div>`},
		"Intercom's callout":         {"a\n:::callout backgroundColor=\"#fed9db80\" borderColor=\"#fd3a5733\"\nb\n\n- c\n:::\nd", `<p>a</p><div class="intercom-interblocks-callout" style="background-color: #fed9db80; border-color: #fd3a5733;"><p>b</p><ul><li>c</li></ul></div><p>d</p>`},
		"Intercom's button":          {":::button label=\"a &amp; b\" href=\"https://a.b/\" :::\n\nc", `<p><a class="intercom-h2b-button" href="https://a.b/">a &amp; b</a></p><p>c</p>`},
		"entities":                   {`&copy; \&amp; \*a\* 1 < 2 & "b"`, "<p>© &amp;amp; *a* 1 &lt; 2 &amp; &quot;b&quot;</p>"},
		"HTML in text":               {"a<br>b <strong>c</strong>", "<p>a<br>b <strong>c</strong></p>"},
		"a block of HTML":            {"<details>\n<summary>a</summary>\n\nb\n\n</details>", "<details><summary>a</summary><p>b</p></details>"},
		"more HTML":                  {"<ul>\n  <li>a\n    b</li>\n</ul>\n<pre>\na\n b</pre>", "<ul><li>a b</li></ul><pre>\na\n b</pre>"},
		"a video":                    {`<iframe src="https://www.youtube.com/embed/a"></iframe>`, `<iframe src="https://www.youtube.com/embed/a"></iframe>`},
		"Intercom's callout in HTML": {`<div class="intercom-interblocks-callout" style="background-color: #feedaf80;">a</div>`, `<div class="intercom-interblocks-callout" style="background-color: #feedaf80;">a</div>`},
		"line ends and a mark":       {"\ufeffa\r\n\r\nb\rc", "<p>a</p><p>b c</p>"},
		"nothing":                    {"", ""},
	} {
		d := markdown.Render(c.text, markdown.Options{})
		if d.HTML != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, d.HTML, c.want)
		}
		if len(d.Problems) > 0 {
			t.Errorf("%s: problems %v", name, d.Problems)
		}
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		// problem is how the only problem begins; lenient is what is written instead, "" if it is a problem all the same.
		problem, lenient string
	}{
		"a task list":         {"a\n\n- [x] b\n- c", "line 3: Intercom has no task lists", "<p>a</p><ul><li>☑ b</li><li>c</li></ul>"},
		"struck through":      {"a\nb ~~c~~", "line 2: Intercom has no text that is struck through", "<p>a b c</p>"},
		"a nested list":       {"- a\n  - b\n- c", "line 2: Intercom refuses a list in a list", "<ul><li>a</li><li>b</li><li>c</li></ul>"},
		"a comment":           {"a\n\n<!-- b\n-->\n\nc", "line 3: Intercom does not keep HTML comments", "<p>a</p><p>c</p>"},
		"a comment in text":   {"a\nb <!-- c -->d", "line 2: Intercom does not keep HTML comments", "<p>a b d</p>"},
		"a start":             {"a\n\n3. b\n4. c", "line 3: Intercom numbers every list from 1", "<p>a</p><ol><li>b</li><li>c</li></ol>"},
		"a quotation":         {"a\n\n> b", "line 3: Intercom has no quotations", "<p>a</p><p>b</p>"},
		"an unknown alert":    {"> [!FYI]\n> b", "line 1: unknown alert [!FYI]", `<div class="intercom-interblocks-callout" style="background-color: #e3e7fa80; border-color: #334bfa33;"><p>b</p></div>`},
		"a tag":               {"a\n\nb\n<u>c</u>", "line 4: Intercom does not keep the tag <u>", "<p>a</p><p>b c</p>"},
		"tags in a block":     {"<dl>\n<hr>\n</dl>", "line 1: Intercom does not keep the tag <dl>", "<hr>"},
		"a later tag":         {"<p>a</p>\n<p><u>b</u></p>", "line 2: Intercom does not keep the tag <u>", "<p>a</p><p>b</p>"},
		"a style":             {"a\n<b style=\"color: red\">b</b>", "line 2: Intercom does not keep the style of <b>", `<p>a <b style="color: red">b</b></p>`},
		"an empty item":       {"- a\n-\n- b", "line 2: Intercom refuses an empty list item", "<ul><li>a</li><li>b</li></ul>"},
		"a table in a list":   {"- a\n\n  | b | c |\n  |---|---|\n  | d | e |", "line 3: Intercom refuses a table in a list", "<ul><li>a<p><b>b</b> | <b>c</b><br>d | e</p></li></ul>"},
		"aligned columns":     {"| a |\n|--:|\n| b |", "line 1: Intercom does not align the columns", "<table><tr><td><b>a</b></td></tr><tr><td>b</td></tr></table>"},
		"an ID":               {"## a {#b}", "line 1: Intercom gives headings IDs of its own", "<h2>a</h2>"},
		"a link to an ID":     {"a\n\n[b](#c)", "line 3: Intercom gives headings IDs of its own", "<p>a</p><p>b</p>"},
		"a title":             {`[a](https://a.b/ "c")`, "line 1: Intercom does not keep the title of a link", `<p><a href="https://a.b/">a</a></p>`},
		"a data image":        {"a\n\nb\n![](data:image/png;base64,AAAA)", "line 4: Intercom fetches images from public URLs only", ""},
		"a relative image":    {"a\n![](b.png)", "line 2: the image \"b.png\" is relative", ""},
		"another format":      {"![](https://a.b/c.webp?d)", "line 1: Intercom takes images as PNG", ""},
		"a script":            {"[a](javascript:alert(1))", "line 1: a link that begins with \"javascript:\"", ""},
		"no target":           {"[a]()", "line 1: a link leads nowhere", ""},
		"another video":       {`<iframe src="https://a.b/youtube.com"></iframe>`, "line 1: Intercom shows videos of YouTube", ""},
		"a callout in a list": {"- > [!NOTE]\n  > a", "line 1: Intercom has no callouts in lists", "<ul><li><p>a</p></li></ul>"},
		"Windows":             {"a\r\n\r\n> b", "line 3: Intercom has no quotations", "<p>a</p><p>b</p>"},
	} {
		d := markdown.Render(c.text, markdown.Options{})
		if len(d.Problems) != 1 || !strings.HasPrefix(d.Problems[0].String(), c.problem) {
			t.Errorf("%s: problems %v, want one: %s", name, d.Problems, c.problem)
		}
		lenient := markdown.Render(c.text, markdown.Options{Lenient: true})
		switch {
		case c.lenient == "" && len(lenient.Problems) != 1:
			t.Errorf("%s: lenient, problems %v", name, lenient.Problems)
		case c.lenient != "" && (lenient.HTML != c.lenient || len(lenient.Problems) > 0):
			t.Errorf("%s: lenient, problems %v\ngot  %s\nwant %s", name, lenient.Problems, lenient.HTML, c.lenient)
		}
		later := markdown.Render(c.text, markdown.Options{FirstLine: 11})
		if len(later.Problems) == 1 && later.Problems[0].Line != d.Problems[0].Line+10 {
			t.Errorf("%s: line %d in a file that has 10 lines before, %d else", name, later.Problems[0].Line, d.Problems[0].Line)
		}
	}
}

func TestArticle(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, title, html, rest string
	}{
		"a title":           {"# A *b* `c`\n\nd", "A b c", "<p>d</p>", "d\n"},
		"one below":         {"a\n\n# B\nc", "B", "<p>a</p><p>c</p>", "a\n\n\nc\n"},
		"an underlined one": {"A\n===\nb", "A", "<p>b</p>", "b\n"},
		"the first of two":  {"# A\n# B\n", "A", "<h1>B</h1>", "# B\n"},
		"none":              {"## A\nb", "", "<h2>A</h2><p>b</p>", "## A\nb"},
		"one in code":       {"```\n# A\n```\n# B", "B", "<pre><code># A</code></pre>", "```\n# A\n```\n\n"},
		"an empty one":      {"#\n\n# A", "A", "<h1></h1>", "#\n\n\n"},
		"entities":          {"# A &amp; \\*b\\*", "A & *b*", "", ""},
	} {
		d := markdown.RenderArticle(c.text, markdown.Options{})
		if d.Title != c.title {
			t.Errorf("%s: title %q, want %q", name, d.Title, c.title)
		}
		if d.HTML != c.html {
			t.Errorf("%s: %s, want %s", name, d.HTML, c.html)
		}
		if d.Markdown != c.rest {
			t.Errorf("%s: rest %q, want %q", name, d.Markdown, c.rest)
		}
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	o := markdown.Options{Path: "en/billing/a.md", ImageBase: "https://raw.example.com/abc/", Links: map[string]string{"en/refunds.md": "https://h.c/en/articles/1", "en/billing/b c.md": "https://h.c/en/articles/2"}}
	text := "[a](../refunds.md) `[a](../refunds.md)` [b](<b c.md>) ![c](img/d.png) ![](/e.png)\n\n```\n[a](../refunds.md)\n```\n\n[f]: ../refunds.md\n[f]\n"
	d := markdown.Render(text, o)
	if len(d.Problems) > 0 {
		t.Error(d.Problems)
	}
	if want := `<p><a href="https://h.c/en/articles/1">a</a> <code>[a](../refunds.md)</code> <a href="https://h.c/en/articles/2">b</a> <img src="https://raw.example.com/abc/en/billing/img/d.png" alt="c"> <img src="https://raw.example.com/abc/e.png"></p>` +
		`<pre><code>[a](../refunds.md)</code></pre><p><a href="https://h.c/en/articles/1">f</a></p>`; d.HTML != want {
		t.Errorf("got  %s\nwant %s", d.HTML, want)
	}
	if want := "[a](https://h.c/en/articles/1) `[a](../refunds.md)` [b](<https://h.c/en/articles/2>) ![c](https://raw.example.com/abc/en/billing/img/d.png) ![](https://raw.example.com/abc/e.png)\n\n```\n[a](../refunds.md)\n```\n\n[f]: https://h.c/en/articles/1\n[f]\n"; d.Markdown != want {
		t.Errorf("got  %s\nwant %s", d.Markdown, want)
	}
	if want := []string{"en/billing/b c.md", "en/refunds.md"}; !slices.Equal(d.Links, want) {
		t.Errorf("links %q, want %q", d.Links, want)
	}
	for text, want := range map[string]string{
		"a\n\n[a](c.md)":             `line 3: no URL for the link to "c.md". Add "en/billing/c.md" to links, or correct the link`,
		"[a](../refunds.md#b)":       `line 1: Intercom gives headings IDs of its own`,
		"![](../../../a.png)":        `line 1: the image "../../../a.png" is outside of the folder`,
		`<a href="c.md">a</a>`:       `line 1: no URL for the link to "c.md"`,
		`<img src="../../../a.png">`: `line 1: the image "../../../a.png" is outside`,
	} {
		if d := markdown.Render(text, o); len(d.Problems) != 1 || !strings.HasPrefix(d.Problems[0].String(), want) {
			t.Errorf("%q: problems %v, want %s", text, d.Problems, want)
		}
	}
	// Without links, they are only listed.
	o.Links = nil
	if d := markdown.Render("[a](../refunds.md#b)", o); len(d.Problems) > 0 || !slices.Equal(d.Links, []string{"en/refunds.md"}) || !strings.Contains(d.HTML, `href="../refunds.md#b"`) {
		t.Errorf("%+v", d)
	}
}
