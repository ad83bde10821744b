package intercom

import (
	"fmt"
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
