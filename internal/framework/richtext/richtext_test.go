package richtext_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/richtext"
)

// pair is two bodies, and whether they count as the same.
type pair struct {
	x, y string
	same bool
}

// signed is a URL as Intercom signs it.
const signed = "https://downloads.intercomcdn.com/i/o/123/abc/shot.png?expires=1796115600&amp;signature=0a1b&amp;req=dSE%3D"

func TestFingerprint(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]pair{
		"order of attributes":        {`<td colspan="2" rowspan="3">a</td>`, `<td rowspan="3" colspan="2">a</td>`, true},
		"an added attribute":         {`<a href="https://a.b/">a</a>`, `<a rel="x" href="https://a.b/" data-new="1">a</a>`, true},
		"heading IDs":                {`<h1 id="h_1234567890">a</h1>`, `<h1 id="h_0987654321">a</h1>`, true},
		"a signature":                {`<img src="` + signed + `">`, `<img src="https://downloads.intercomcdn.com/i/o/123/abc/shot.png?expires=2">`, true},
		"a signature in Europe":      {`<img src="https://downloads.eu.intercomcdn.com/a.png?x=1">`, `<img src="https://downloads.eu.intercomcdn.com/a.png?x=2">`, true},
		"another file":               {`<img src="` + signed + `">`, `<img src="https://downloads.intercomcdn.com/i/o/124/abc/shot.png">`, false},
		"a query of another host":    {`<img src="https://a.b/c.png?v=1">`, `<img src="https://a.b/c.png?v=2">`, false},
		"a host that looks like it":  {`<img src="https://downloads.intercomcdn.com.a.b/c.png?v=1">`, `<img src="https://downloads.intercomcdn.com.a.b/c.png?v=2">`, false},
		"white space between blocks": {"<p>a</p>\n  <p>b</p>\n", "<p>a</p><p>b</p>", true},
		"white space in text":        {"<p>a\n b</p>", "<p>a b</p>", true},
		"white space in pre":         {"<pre>a\n b</pre>", "<pre>a b</pre>", false},
		"a space between words":      {"<p>a <b>b</b></p>", "<p>a<b>b</b></p>", false},
		"white space after a block":  {"<p>a</p> b", "<p>a</p>b", true},
		"white space in a block":     {"<ul> <li>a</li> </ul>", "<ul><li>a</li></ul>", true},
		"white space after a break":  {"<p>a<br> b</p>", "<p>a<br>b</p>", true},
		"white space after an image": {`<p><img src="https://a.b/c.png"> b</p>`, `<p><img src="https://a.b/c.png">b</p>`, false},
		"a space in front of a word": {"<p>a <u>b</u></p>", "<p>a<u> b</u></p>", false},
		"a slug":                     {`<a href="https://h.c/en/articles/12-old">a</a>`, `<a href="https://h.c/en/articles/12-new-title">a</a>`, true},
		"a slug with an anchor":      {`<a href="/en/articles/12-old#h_1">a</a>`, `<a href="/en/articles/12-new#h_2">a</a>`, false},
		"a linked collection":        {`<a href="/en/collections/12-old">a</a>`, `<a href="/en/collections/13-old">a</a>`, false},
		"a division":                 {`<div class="intercom-container"><img src="https://a.b/c.png"></div>`, `<img src="https://a.b/c.png">`, true},
		"a callout":                  {`<div class="intercom-interblocks-callout" style="background-color: #feedaf80"><p>a</p></div>`, `<p>a</p>`, false},
		"a callout's color":          {`<div class="intercom-interblocks-callout" style="background-color: #feedaf80"><p>a</p></div>`, `<div class="intercom-interblocks-callout" style="background-color: #d7efdc80"><p>a</p></div>`, false},
		"an alignment":               {`<p class="no-margin intercom-align-center">a</p>`, `<p class="no-margin">a</p>`, false},
		"a class of Intercom":        {`<p class="no-margin">a</p>`, `<p>a</p>`, true},
		"a heading":                  {`<h1>a</h1>`, `<h2>a</h2>`, false},
		"text":                       {`<p>a</p>`, `<p>b</p>`, false},
		"an entity":                  {`<p>a &amp; b</p>`, `<p>a &#38; b</p>`, true},
		"text that looks like a tag": {`<p>&lt;b&gt;a</p>`, `<p><b>a</b></p>`, false},
		"alternative text":           {`<img src="https://a.b/c.png" alt="x">`, `<img src="https://a.b/c.png" alt="y">`, false},
		"a comment":                  {`<p>a</p><!-- b -->`, `<p>a</p>`, true},
		"the parts of a table":       {`<table><tbody><tr><td>a</td></tr></tbody></table>`, `<table><tr><td>a</td></tr></table>`, true},
		"too deep":                   {strings.Repeat("<b>", 600) + "a", strings.Repeat("<b>", 600) + "b", false},
		"nothing":                    {"", " \n", true},
	} {
		if same := richtext.Fingerprint(c.x) == richtext.Fingerprint(c.y); same != c.same {
			t.Errorf("%s: equal fingerprints: %t, want %t", name, same, c.same)
		}
	}
	if f := richtext.Fingerprint("a"); richtext.Version(f) != richtext.CurrentVersion || len(f) != len("v1:")+64 {
		t.Errorf("fingerprint %s", f)
	}
}

func TestMaskedFingerprint(t *testing.T) {
	t.Parallel()
	x, y := `<p>a</p><img alt="b" src="https://a.b/c.png">`, `<p>a</p><img alt="b" src="`+signed+`">`
	if richtext.MaskedFingerprint(x) != richtext.MaskedFingerprint(y) {
		t.Error("the source of an image counts")
	}
	if richtext.Fingerprint(x) == richtext.Fingerprint(y) {
		t.Error("the source of an image does not count in a fingerprint")
	}
	if richtext.MaskedFingerprint(x) == richtext.MaskedFingerprint(`<p>a</p><img alt="c" src="https://a.b/c.png">`) {
		t.Error("the alternative text does not count")
	}
	for body, want := range map[string]bool{x: false, y: true, x + y: false, "<p>a</p>": true, `<img>`: false, "": true} {
		if got := richtext.ImagesCopied(body); got != want {
			t.Errorf("images of %s copied: %t", body, got)
		}
	}
}

func TestEquivalent(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]pair{
		"wrapped text":              {`Body`, `<p class="no-margin">Body</p>`, true},
		"strong and em":             {`<p><strong>a</strong> <em>b</em></p>`, `<p><b>a</b> <i>b</i></p>`, true},
		"marks in another order":    {`<p><b><i>a</i></b></p>`, `<p><i><b>a</b></i></p>`, true},
		"a split mark":              {`<p><b>a b</b></p>`, `<p><b>a</b> <b>b</b></p>`, true},
		"no mark":                   {`<p><b>a</b></p>`, `<p>a</p>`, false},
		"another mark":              {`<p><u>a</u></p>`, `<p>a</p>`, false},
		"a table":                   {`<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>`, `<div class="intercom-interblocks-table-container"><table role="presentation"><tbody><tr><td><p class="no-margin">a</p></td></tr><tr><td><p>b</p></td></tr></tbody></table></div>`, true},
		"a wider cell":              {`<table><tr><td colspan="2">a</td></tr></table>`, `<table><tr><td>a</td></tr></table>`, false},
		"paragraphs in items":       {`<ul><li>a</li><li>b</li></ul>`, `<ul><li><p class="no-margin">a</p></li><li><p>b</p></li></ul>`, true},
		"two paragraphs in an item": {`<ul><li><p>a</p><p>b</p></li></ul>`, `<ul><li>ab</li></ul>`, false},
		"another list":              {`<ul><li>a</li></ul>`, `<ol><li>a</li></ol>`, false},
		"the start of a list":       {`<ol start="3"><li>a</li></ol>`, `<ol><li>a</li></ol>`, true},
		"empty paragraphs":          {"<p>a</p>\n<p>b</p>", `<p>a</p><p class="no-margin"></p><p>b</p><p><br></p><p>&nbsp;</p>`, true},
		"raised headings":           {`<h2 id="x">a</h2><p>b</p><h3>c</h3><h4>d</h4>`, `<h1 id="h_1">a</h1><p>b</p><h2>c</h2><h2>d</h2>`, true},
		"headings that stay":        {`<h1>a</h1><h3>b</h3>`, `<h1>a</h1><h2>b</h2>`, true},
		"another rank":              {`<h1>a</h1><h2>b</h2>`, `<h1>a</h1><h1>b</h1>`, false},
		"no heading":                {`<h1>a</h1>`, `<p>a</p>`, false},
		"a link":                    {`<p><a href="https://a.b">a</a></p>`, `<p><a href="https://a.b/" target="_blank" class="intercom-content-link">a</a></p>`, true},
		"another link":              {`<p><a href="https://a.b/c">a</a></p>`, `<p><a href="https://a.b/d">a</a></p>`, false},
		"a link with a query":       {`<p><a href="https://a.b/c?d=1">a</a></p>`, `<p><a href="https://a.b/c?d=2">a</a></p>`, false},
		"a link to a heading":       {`<p><a href="#h_0123456789">a</a></p>`, `<p><a href="#h_9876543210">a</a></p>`, true},
		"a button":                  {`<p><a class="intercom-h2b-button" href="https://a.b/">a</a></p>`, `<p><a href="https://a.b/">a</a></p>`, false},
		"a copied image":            {`<p><img src="https://a.b/c.png" alt="d"></p>`, `<div class="intercom-container"><img style="height: auto;" width="3" height="4" alt="d" src="` + signed + `"></div>`, true},
		"a copy of another image":   {`<img src="https://a.b/c.png" alt="d">`, `<img src="` + signed + `" alt="e">`, false},
		"two foreign images":        {`<img src="https://a.b/c.png">`, `<img src="https://a.b/d.png">`, false},
		"two copies":                {`<img src="` + signed + `">`, `<img src="https://downloads.intercomcdn.com/i/o/124/x.png">`, false},
		"one copy":                  {`<img src="` + signed + `">`, `<img src="https://downloads.intercomcdn.com/i/o/123/abc/shot.png?expires=7">`, true},
		"a moved image":             {`<p>a</p><img src="https://a.b/c.png"><p>d</p>`, `<p>a</p><p>d</p><img src="` + signed + `">`, false},
		"an image in text":          {`<p>a <img src="https://a.b/c.png"> b</p>`, `<p>a</p><div class="intercom-container"><img src="` + signed + `"></div><p>b</p>`, true},
		"an aligned container":      {`<p class="intercom-align-center"><img src="https://a.b/c.png"></p>`, `<div class="intercom-container intercom-align-center"><img src="` + signed + `"></div>`, true},
		"divisions":                 {`<div>a</div><div><div>b</div></div>`, `<p>a</p><p>b</p>`, true},
		"a span":                    {`<p>a <span style="color: red">b</span></p>`, `<p>a b</p>`, true},
		"preformatted":              {"<pre><code>a\n  b\n</code></pre>", "<pre>a<br>  b</pre>", true},
		"preformatted otherwise":    {"<pre>a\n  b</pre>", "<pre>a\nb</pre>", false},
		"a callout":                 {`<div class="intercom-interblocks-callout" style="background-color: #FEEDAF80; border-color: #fbc91633;">a</div>`, `<div class="intercom-interblocks-callout" style="background-color:#feedaf80;"><p class="no-margin">a</p></div>`, true},
		"an accordion":              {`<details><summary>a</summary><p>b</p></details>`, `<details><summary>a</summary><div class="collapsible-section-content"><p>b</p></div></details>`, true},
		"a video":                   {`<iframe src="https://www.youtube.com/embed/1"></iframe>`, `<div class="intercom-h2b-video"><iframe width="1" src="https://www.youtube.com/embed/1" allowfullscreen></iframe></div>`, true},
		"another video":             {`<iframe src="https://www.youtube.com/embed/1"></iframe>`, `<iframe src="https://www.youtube.com/embed/2"></iframe>`, false},
		"a line break":              {`<p>a<br>b</p>`, `<p>a b</p>`, false},
		"a last line break":         {`<p>a <br> b<br></p>`, `<p>a<br/>b</p>`, true},
		"lost text":                 {`<p>a</p><form><p>b</p></form>`, `<p>a</p>`, false},
		"a script":                  {`<p>a</p><script>b</script>`, `<p>a</p>`, true},
		"case":                      {`<p>a</p>`, `<p>A</p>`, false},
		"text that is markup":       {`<p>&lt;b&gt;</p>`, `<p><b></b></p>`, false},
		"joined words":              {`<p>a</p><p>b</p>`, `<p>ab</p>`, false},
		"nothing":                   {``, `<p class="no-margin"></p>`, true},
	} {
		if same := richtext.Equivalent(c.x, c.y); same != c.same {
			t.Errorf("%s: equivalent: %t, want %t", name, same, c.same)
		}
		if same := richtext.Equivalent(c.y, c.x); same != c.same {
			t.Errorf("%s, the other way: equivalent: %t, want %t", name, same, c.same)
		}
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]pair{
		"white space between blocks": {"<p>a</p>\n  <p>b</p>\n", "<p>a</p><p>b</p>", true},
		"white space in text":        {"<p>a\n b</p>", "<p>a b</p>", true},
		"white space in pre":         {"<pre>a\n b</pre>", "<pre>a b</pre>", false},
		"order of attributes":        {`<td colspan="2" rowspan="3">a</td>`, `<td rowspan="3" colspan="2">a</td>`, true},
		"a comment":                  {`<p>a</p><!-- b -->`, `<p>a</p>`, true},
		"a signature":                {`<img src="` + signed + `">`, `<img src="https://downloads.intercomcdn.com/i/o/123/abc/shot.png">`, true},
		"an image copied":            {`<img src="https://a.b/c.png" alt="x">`, `<img src="https://downloads.intercomcdn.com/c.png" alt="x">`, false},
		"a level":                    {`<h1>a</h1><h2>b</h2>`, `<h1>a</h1><h3>b</h3>`, false},
		"a raised heading":           {`<h2>a</h2>`, `<h1>a</h1>`, false},
		"a border":                   {`<div style="border-color: #fbc91633">a</div>`, `<div style="border-color: #ff000033">a</div>`, false},
		"a tag":                      {`<b>a</b>`, `<strong>a</strong>`, false},
		"an attribute":               {`<a href="https://a.b/">a</a>`, `<a href="https://a.b/" target="_blank">a</a>`, false},
		"a division":                 {`<div>a</div>`, `a`, false},
		"too deep":                   {strings.Repeat("<b>", 600) + "a", strings.Repeat("<b>", 600) + "b", false},
	} {
		if same := richtext.Same(c.x, c.y); same != c.same {
			t.Errorf("%s: the same: %t, want %t", name, same, c.same)
		}
	}
	for name, c := range map[string]pair{
		"a list":      {"* a\n* b", "- a\n- b\n", true},
		"blank lines": {"a\n\nb", "a\n\n\nb\n", true},
		"a level":     {"# a\n\n## b", "# a\n\n### b", false},
		"an image":    {"![x](https://a.b/c.png)", "![x](https://downloads.intercomcdn.com/c.png)", false},
	} {
		if same := richtext.SameMarkdown(c.x, c.y); same != c.same {
			t.Errorf("%s in Markdown: the same: %t, want %t", name, same, c.same)
		}
	}
}

func TestCopiedImages(t *testing.T) {
	t.Parallel()
	got := richtext.CopiedImages(`<img src="https://a.b/1.png"><p>x</p><img src="https://a.b/2.png">`, `<img src="https://a.b/1.png"><p>x</p><img src="`+signed+`">`)
	if want := "[[https://a.b/2.png https://downloads.intercomcdn.com/i/o/123/abc/shot.png]]"; fmt.Sprint(got) != want {
		t.Errorf("the pairs are %v, want %s", got, want)
	}
}

func TestLost(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sent, kept string
		want       []string
	}{
		"nothing":      {`<h2>a</h2><p><strong>b</strong></p><div>c</div>`, `<h1 id="h_1">a</h1><p class="no-margin"><b>b</b></p><p>c</p>`, nil},
		"tags":         {`<p><u>a</u> <u>b</u> <s>c</s></p>`, `<p><u>a</u> b c</p>`, []string{"<s> (1 of 1)", "<u> (1 of 2)"}},
		"levels":       {`<h1>a</h1><h2>b</h2><h3>c</h3>`, `<h1>a</h1><h2>b</h2><h2>c</h2>`, []string{"heading levels (1 of 3)"}},
		"a heading":    {`<h1>a</h1>`, `<p>a</p>`, []string{"heading (1 of 1)", "heading levels (1 of 1)"}},
		"words":        {`<p>a b c</p><form>d e</form>`, `<p>a b c</p>`, []string{"words (2 of 5)"}},
		"a start":      {`<ol start="3"><li>a</li></ol>`, `<ol><li>a</li></ol>`, []string{"start of a numbered list (1 of 1)"}},
		"a table":      {`<table><tr><td colspan="2">a</td></tr></table>`, `<p>a</p>`, []string{"<table> (1 of 1)", "<td> (1 of 1)", "<tr> (1 of 1)", "cell that spans others (1 of 1)"}},
		"styles":       {`<p style="color: red">a</p>`, `<p>a</p>`, []string{"inline style (1 of 1)"}},
		"a callout":    {`<div class="intercom-interblocks-callout">a</div>`, `<p>a</p>`, []string{"callout (1 of 1)"}},
		"an alignment": {`<p class="intercom-align-center">a</p>`, `<p>a</p>`, []string{"alignment (1 of 1)"}},
		"a button":     {`<a href="https://a.b/" class="intercom-h2b-button">a</a>`, `<a href="https://a.b/">a</a>`, []string{"button (1 of 1)"}},
		"all levels":   {`<h1>a</h1><h6>b</h6>`, `<h1>a</h1><p>b</p>`, []string{"heading (1 of 2)", "heading levels (1 of 2)"}},
		"additions":    {`a`, `<p>a <u>b</u></p>`, nil},
	} {
		if got := richtext.Lost(c.sent, c.kept); !slices.Equal(got, c.want) {
			t.Errorf("%s: lost %q, want %q", name, got, c.want)
		}
	}
}

func TestSharesWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sent, kept string
		want       bool
	}{
		{"<p>Five days</p>", "<div><p>Five days</p></div>", true},
		{"<p>Five days</p>", "<p>Six days</p>", true},
		{"<p>Five days</p>", "<p>Another text</p>", false},
		{"<p>Five days</p>", "", false},
		{`<img src="https://example.com/a.png">`, "<p>Another text</p>", true},
		{"", "<p>Another text</p>", true},
	} {
		if got := richtext.SharesWords(c.sent, c.kept); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.sent, c.kept, got, c.want)
		}
	}
}

func TestStripSignatures(t *testing.T) {
	t.Parallel()
	const path = "https://downloads.intercomcdn.com/i/o/a(1).png"
	for text, want := range map[string]string{
		"![a](" + path + "?expires=1&signature=(2)) b?c":             "![a](" + path + ") b?c",
		`<img src="` + path + `?expires=1&amp;signature=2" alt="?">`: `<img src="` + path + `" alt="?">`,
		"see https://uploads.intercomusercontent.com/a.png#b, c":     "see https://uploads.intercomusercontent.com/a.png c",
		"https://downloads.intercom-attachments-1.com/a?b":           "https://downloads.intercom-attachments-1.com/a",
		"&lt;" + path + "?a&gt;b":                                    "&lt;" + path + "&gt;b",
		"https://example.com/?u=https%3A%2F%2Fintercomcdn.com/a?b":   "https://example.com/?u=https%3A%2F%2Fintercomcdn.com/a?b",
		"https://intercom-attachments.example.com/a?b":               "https://intercom-attachments.example.com/a?b",
		"HTTPS://Downloads.AU.IntercomCDN.com/a?b":                   "HTTPS://Downloads.AU.IntercomCDN.com/a",
		"a " + path: "a " + path,
		"":          "",
	} {
		if got := richtext.StripSignatures(text); got != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", text, got, want)
		}
	}
}

func TestOneLine(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"<h2>a</h2>\n\n<p>b\n  <b>c</b>\n</p>\n":        "<h2>a</h2><p>b <b>c</b></p>",
		"<p>a</p>\r\n<ul>\r\n <li>b\r\nc</li>\r\n</ul>": "<p>a</p><ul><li>b c</li></ul>",
		"<p>a</p>\n<pre>b\n  c\n</pre>\n<p>d</p>":       "<p>a</p><pre>b\n  c\n</pre><p>d</p>",
		"<p>a</p>\n<!-- b\n c -->\n<p>d</p>":            "<p>a</p><p>d</p>",
		"<p>a</p><img\n src=\"https://a.b/c.png\"\n>":   "<p>a</p><img  src=\"https://a.b/c.png\" >",
		"<p><b>a</b>\n<i>b</i></p>":                     "<p><b>a</b> <i>b</i></p>",
		"<details><summary>a</summary>\nb</details>":    "<details><summary>a</summary>b</details>",
		"<p>a<br>\n b</p>":                              "<p>a<br>b</p>",
		"a  b":                                          "a  b",
	} {
		if got := richtext.OneLine(body); got != want {
			t.Errorf("%q becomes %q, want %q", body, got, want)
		}
	}
}

func TestEquivalentMarkdown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]pair{
		"heading IDs":             {"## a\n\nb", "## a {#h_61bff2dd7a}\n\nb\n", true},
		"line ends":               {"\ufeffa\r\n\r\nb\r\n", "a\n\nb", true},
		"trailing blanks":         {"a \n\nb\t\n", "a\n\nb", true},
		"a line break":            {"a  \nb", "a\nb", false},
		"a signature":             {"![a](https://downloads.intercomcdn.com/b.png?c=1)", "![a](https://downloads.intercomcdn.com/b.png?c=2&d=3)", true},
		"text":                    {"a", "b", false},
		"the character of a list": {"* a\n* b", "- a\n- b", true},
		"a lazy paragraph":        {"a\nb", "a b", true},
		"Intercom's callout":      {"> [!WARNING]\n> a", ":::callout backgroundColor=\"#feedaf80\" borderColor=\"#fbc91633\"\na\n:::", true},
		"another callout":         {"> [!TIP]\n> a", ":::callout backgroundColor=\"#feedaf80\" borderColor=\"#fbc91633\"\na\n:::", false},
		"struck through":          {"~~a~~", "a", false},
		"a nested list":           {"- a\n  - b", "- a\n- b", false},
		"a quotation":             {"> a", "a", false},
		"levels of headings":      {"# a\n## b\n### c", "# a\n## b\n## c", false},
		"a copied image":          {"![a](b.png)", "![a](https://downloads.intercomcdn.com/b.png)", true},
		"a link":                  {"[a](b.md)", "[a](c.md)", false},
		"an ID of the user's":     {"## a {#b}", "## a", true},
	} {
		if same := richtext.EquivalentMarkdown(c.x, c.y); same != c.same {
			t.Errorf("%s: equivalent: %t, want %t", name, same, c.same)
		}
	}
}

func Example() {
	sent := "<h2>Refunds</h2>\n<p>Money is back in <u>five</u> days.</p>"
	kept := `<h1 id="h_61bff2dd7a">Refunds</h1><p class="no-margin">Money is back in five days.</p>`
	fmt.Println(richtext.Equivalent(sent, kept), richtext.Lost(sent, kept))
	// Output: false [<u> (1 of 1)]
}
