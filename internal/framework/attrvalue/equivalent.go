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
	if configured == shown {
		return true
	}
	normalize := collapseBlanks
	if lineTags.MatchString(configured) || lineTags.MatchString(shown) {
		normalize = collapseLines
	}
	x, y := normalize(configured), normalize(shown)
	if x == y {
		return true
	}
	// Text that contains "<p>" literally is shown as "&lt;p&gt;": either side may be plain text or HTML.
	fromX, fromY := normalize(plain(configured)), normalize(plain(shown))
	return fromX == y || x == fromY || fromX == fromY
}

// plain returns the text that a browser shows for HTML.
func plain(s string) string {
	return html.UnescapeString(lineTags.ReplaceAllString(s, "\n"))
}

func collapseBlanks(s string) string {
	s = norm.NFC.String(s)
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = blanks.ReplaceAllString(s, " ")
	return strings.TrimSpace(strings.ReplaceAll(s, " \n", "\n"))
}

// collapseLines normalizes blanks and ignores how many line breaks separate two lines, because HTML does not keep the
// number.
func collapseLines(s string) string {
	return strings.TrimSpace(lineBreaks.ReplaceAllString(collapseBlanks(s), "\n"))
}

// EquivalentEmail reports whether two email addresses are the same to Intercom, which stores them in lower case.
func EquivalentEmail(configured, shown string) bool {
	return strings.EqualFold(strings.TrimSpace(configured), strings.TrimSpace(shown))
}
