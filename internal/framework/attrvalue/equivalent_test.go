package attrvalue

import (
	"html"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestEquivalentText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		configured, shown string
		want              bool
	}{
		"equal":                        {"a", "a", true},
		"blanks around it":             {" a\n", "a", true},
		"line ends":                    {"a\r\nb\rc", "a\nb\nc", true},
		"blanks at line ends":          {"a \t\nb", "a\nb", true},
		"run of blanks":                {"a   b", "a b", true},
		"non-breaking space":           {"a b", "a\u00a0b", true},
		"non-breaking space as HTML":   {"a b", "a&nbsp;b", true},
		"entities":                     {`a & "b" < c`, "a &amp; &quot;b&quot; &lt; c", true},
		"paragraph":                    {"a", "<p>a</p>", true},
		"paragraph with a class":       {"a", `<p class="no-margin">a</p>`, true},
		"paragraphs":                   {"a\n\nb", "<p>a</p>\n<p>b</p>", true},
		"breaks":                       {"a\nb", "a<br>b", true},
		"closed breaks":                {"a\nb", "a<br />b", true},
		"division":                     {"a < b", "<div>a &lt; b</div>", true},
		"nested":                       {"a", "<div><p>a</p></div>", true},
		"markup shown another way":     {"<p>a &amp; b</p>", "<div>a & b</div>", true},
		"literal markup":               {"write <p> here", "<p>write &lt;p&gt; here</p>", true},
		"empty paragraph":              {"", "<p></p>", true},
		"decomposed letters":           {"\u00c9quipe", "E\u0301quipe", true},
		"decomposed letters in HTML":   {"\u00c9quipe\nb", "<p>E&#769;quipe</p><p>b</p>", true},
		"without the accent":           {"\u00c9quipe", "Equipe", false},
		"compatible letters":           {"ﬁ", "fi", false},
		"case":                         {"a", "A", false},
		"other text":                   {"a", "<p>b</p>", false},
		"more text":                    {"a", "a b", false},
		"joined words":                 {"a b", "ab", false},
		"lines joined":                 {"a\nb", "a b", false},
		"blank line without HTML":      {"a\n\nb", "a\nb", false},
		"indentation without HTML":     {"a\n  b", "a\nb", false},
		"less than":                    {"a < b", "a  b", false},
		"comparison that is not a tag": {"a <b and c> d", "a d", false},
		"other markup":                 {"<b>a</b>", "a", false},
		"preformatted":                 {"<pre>a</pre>", "a", false},
		"link that was changed":        {`<p><a href="x">a</a></p>`, `<p><a href="y">a</a></p>`, false},
		"entity that is escaped twice": {"&", "&amp;amp;", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := EquivalentText(c.configured, c.shown); got != c.want {
				t.Errorf("%q and %q: %v", c.configured, c.shown, got)
			}
		})
	}
}

func TestContainsText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		shown, part string
		want        bool
	}{
		"part":                    {"Checkout is down", "OUT IS", true},
		"entity":                  {"Terms &amp; conditions", "terms & conditions", true},
		"entity in both":          {"Terms &amp; conditions", "terms &amp; conditions", true},
		"entity that is searched": {"Terms & conditions", "terms &amp; conditions", true},
		"run of blanks":           {"a  b", "a b", true},
		"run that is searched":    {"a b", "a  b", true},
		"non-breaking space":      {"a &nbsp;b", "a  b", true},
		"decomposed letters":      {"L'E\u0301quipe", "\u00e9quipe", true},
		"paragraphs":              {"<p>a</p>\n<p>b</p>", "a\n\nb", true},
		"literal markup":          {"Vec&lt;String&gt;", "<string>", true},
		"blanks around the part":  {"party", " art", false},
		"other text":              {"Checkout is down", "login", false},
		"nothing":                 {"", "x", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ContainsText(c.shown, c.part); got != c.want {
				t.Errorf("%q and %q: %v", c.shown, c.part, got)
			}
		})
	}
}

func TestTextKey(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Checkout is down": "Checkoutisdown", "<p>Checkout is<br>down</p>": "Checkoutisdown", "a &nbsp;b": "ab", "a b": "ab",
		"Vec<String>": "Vec<String>", "Vec&amp;lt;String&gt;": "Vec<String>", "E\u0301": "\u00c9", "E&#769;": "\u00c9", "": "",
	} {
		if got := TextKey(text); got != want {
			t.Errorf("%q has the key %q", text, got)
		}
	}
}

func TestEquivalentEmail(t *testing.T) {
	t.Parallel()
	if !EquivalentEmail(" Ada@Example.com", "ada@example.com") {
		t.Error("an email in lower case is not equivalent")
	}
	if EquivalentEmail("ada@example.com", "ada@example.org") {
		t.Error("a different email is equivalent")
	}
}

func FuzzEquivalentText(f *testing.F) {
	f.Add("a < b", "<p>a &lt; b</p>")
	f.Add("a\r\nb", "a<br>b\u00a0")
	f.Add("<p <p>>", "&#0;\xff")
	f.Add("<p>\u0338 &amp;nbsp;  E\u0301", "&amp;amp;lt;br&gt;\r")
	f.Fuzz(func(t *testing.T, x, y string) {
		if !EquivalentText(x, x) {
			t.Errorf("%q differs from itself", x)
		}
		if EquivalentText(x, y) != EquivalentText(y, x) {
			t.Errorf("the result for %q and %q depends on the order", x, y)
		}
		if !EquivalentText(x, " "+x+"\n") {
			t.Errorf("%q is not equivalent to itself with blanks around it", x)
		}
		for _, y := range []string{y, " " + x, "<p>" + x + "</p>", html.EscapeString(x), norm.NFD.String(x), strings.ReplaceAll(x, "  ", " &nbsp;")} {
			if EquivalentText(x, y) && TextKey(x) != TextKey(y) {
				t.Errorf("%q and %q are equivalent, and their keys are %q and %q", x, y, TextKey(x), TextKey(y))
			}
		}
	})
}
