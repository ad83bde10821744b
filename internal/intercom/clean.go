package intercom

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes foreign text safe for a terminal and a diagnostic: valid UTF-8 on one line, with control, format, and
// bidirectional characters escaped, and at most limit bytes plus an ellipsis.
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

// Quote is Clean in double quotes. Quotes in the text are escaped, so it is clear where foreign text begins and ends.
func Quote(s string, limit int) string { return quote(Clean(s, limit)) }

// toEscape matches quotes and the backslashes that are not part of Clean's escapes.
var toEscape = regexp.MustCompile(`"|\\(u[0-9a-f]{4})?`)

// quote puts clean text in quotes.
func quote(clean string) string {
	return `"` + toEscape.ReplaceAllStringFunc(clean, func(found string) string {
		if len(found) > 1 {
			return found
		}
		return `\` + found
	}) + `"`
}
