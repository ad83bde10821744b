package attrvalue

import (
	"html"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Tags that Intercom puts around plain text. Each of them is a line break; other markup is content.
var lineTags = regexp.MustCompile(`(?i)</?(?:p|div)(?:\s[^<>]*)?>|<br(?:\s[^<>]*)?/?>`)

var (
	blanks     = regexp.MustCompile("[ \t\u00a0]+")
	lineBreaks = regexp.MustCompile(` ?\n[ \n]*`)
)

// EquivalentText reports whether two texts differ only in what Intercom is known to normalize: blanks around the text and
// at the ends of lines, runs of blanks, non-breaking spaces, line ends, HTML entities, and the paragraphs, divisions, and
// breaks that wrap plain text. Case always matters. Composed and decomposed letters are the same: Terraform composes every text of a
// configuration, and Intercom may not.
func EquivalentText(configured, shown string) bool {
	return configured == shown || anyForm(configured, shown, strings.TrimSpace, func(x, y string) bool { return x == y })
}

// ContainsText reports whether a text, as Intercom may show it, contains another one. Case does not matter. The part keeps the
// blanks around it.
func ContainsText(shown, part string) bool {
	return anyForm(shown, part, strings.ToLower, strings.Contains)
}

// anyForm compares two texts in every form in which Intercom may show them. Text that contains "<p>" literally is shown as
// "&lt;p&gt;": either side may be plain text or HTML.
func anyForm(a, b string, trim func(string) string, compare func(a, b string) bool) bool {
	a, b = collapseBlanks(a), collapseBlanks(b)
	normalize := trim
	if lineTags.MatchString(a) || lineTags.MatchString(b) {
		normalize = func(s string) string { return trim(collapseLines(s)) }
	}
	x, y := normalize(a), normalize(b)
	if compare(x, y) {
		return true
	}
	fromX, fromY := normalize(collapseBlanks(plain(a))), normalize(collapseBlanks(plain(b)))
	return compare(fromX, y) || compare(x, fromY) || compare(fromX, fromY)
}

// TextKey returns one key for all texts that EquivalentText calls equal, even through a third text. A few others have it, too.
func TextKey(text string) string {
	for {
		shown := plain(collapseBlanks(text))
		if shown == text {
			return strings.Join(strings.Fields(text), "")
		}
		text = shown
	}
}

// plain returns the text that a browser shows for HTML.
func plain(s string) string {
	return html.UnescapeString(lineTags.ReplaceAllString(s, "\n"))
}

func collapseBlanks(s string) string {
	s = norm.NFC.String(s)
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = blanks.ReplaceAllString(s, " ")
	return strings.ReplaceAll(s, " \n", "\n")
}

// collapseLines ignores how many line breaks separate two lines, because HTML does not keep the number.
func collapseLines(s string) string { return lineBreaks.ReplaceAllString(s, "\n") }

// EquivalentEmail reports whether two email addresses are the same to Intercom, which stores them in lower case.
func EquivalentEmail(configured, shown string) bool {
	return strings.EqualFold(strings.TrimSpace(configured), strings.TrimSpace(shown))
}
