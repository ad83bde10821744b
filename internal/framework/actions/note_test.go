package actions_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/actions"
)

// TestSameBody: text comes back as HTML, whether Intercom takes angle brackets for tags or escapes them.
func TestSameBody(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sent, shown string
		same        bool
	}{
		{"Is 1 < 2?", "<p>Is 1 &lt; 2?</p>", true},
		{"1 < 2 and 3 > 2", "<p>1 &lt; 2 and 3 &gt; 2</p>", true},
		{"Use <br>", "<p>Use &lt;br&gt;</p>", true},
		{"<h2>Fixed &amp; done</h2>  <p>Bye</p>", "<html><body><h2>Fixed &amp; done</h2><p>Bye</p></body></html>", true},
		{"Fixed & done", "<p>Fixed &amp; done</p>", true},
		{"Hello  Ada", "<p>Hello &nbsp;Ada</p>", true},
		{"Hello\u00a0Ada", "<p>Hello&nbsp;Ada</p>", true},
		{"L'\u00c9quipe", "<p>L'E&#769;quipe</p>", true},
		{"AT&amp;T", "<p>AT&amp;amp;T</p>", true},
		{"Vec<String> & co", "<p>Vec&lt;String&gt; &amp; co</p>", true},
		{"&lt;b&gt;", "<b>", true},
		{"Fixed", "<p>Not fixed</p>", false},
		{"Fixed <1>", "<p>Fixed &lt;2&gt;</p>", false},
	} {
		if got := actions.SameBody(c.sent, c.shown); got != c.same {
			t.Errorf("%q and %q: %t", c.sent, c.shown, got)
		}
	}
}
