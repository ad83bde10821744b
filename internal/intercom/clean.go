package intercom

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes foreign text fit for a terminal and a diagnostic: valid UTF-8 on one line, control, format and bidirectional
// characters escaped, at most limit bytes and an ellipsis.
func Clean(s string, limit int) string {
	var b strings.Builder
	space := false
	for _, r := range strings.TrimSpace(s) {
		if r == '\n' || r == '\r' || r == '\t' || r == ' ' {
			space = true
			continue
		}
		text := string(r)
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			text = fmt.Sprintf(`\u%04x`, r)
		}
		if space {
			text = " " + text
			space = false
		}
		if b.Len()+len(text) > limit {
			return b.String() + "…"
		}
		b.WriteString(text)
	}
	return b.String()
}

// Quote is Clean in double quotes, with those of the text escaped: where a foreign text begins and ends is beyond doubt.
func Quote(s string, limit int) string { return quote(Clean(s, limit)) }

// toEscape are the quotes and the backslashes, other than those of Clean's escapes.
var toEscape = regexp.MustCompile(`"|\\(u[0-9a-f]{4})?`)

// quote puts what is clean already in quotes.
func quote(clean string) string {
	return `"` + toEscape.ReplaceAllStringFunc(clean, func(found string) string {
		if len(found) > 1 {
			return found
		}
		return `\` + found
	}) + `"`
}
