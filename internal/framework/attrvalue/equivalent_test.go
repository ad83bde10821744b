package attrvalue

import "testing"

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
	})
}
