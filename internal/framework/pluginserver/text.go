package pluginserver

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Limits of a text in bytes, including the ellipsis of a shortened text.
const (
	// maxLine limits summaries and names, which are one line each.
	maxLine = 512
	// maxParagraphs limits details. Intercom's answers take at most 4 KiB; the rest is for import blocks.
	maxParagraphs = 16 << 10
	// maxDetailLine limits a line of a detail. Terraform shows nothing of a detail that has a line of 70,000 characters.
	maxDetailLine = 4000
)

const ellipsis = "…"

var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ")

// text makes texts safe to print and removes the secrets. It also removes personal data if the provider hides it.
type text struct {
	redactors    []*intercom.Redactor
	hidesPersons bool
}

// line returns s as one line.
func (t text) line(s string) string {
	return cut(t.safe(oneLine.Replace(t.impersonal(s))), maxLine)
}

// name returns a text that is only a name as one line.
func (t text) name(s string) string {
	if t.hidesPersons && s != "" {
		s = strconv.Quote(s)
	}
	return t.line(s)
}

func (t text) impersonal(s string) string {
	if t.hidesPersons {
		return intercom.HidePersonalData(s)
	}
	return s
}

// paragraphs returns s with its line breaks and tabs.
func (t text) paragraphs(s string) string {
	s = t.safe(t.impersonal(s))
	if len(s) > maxDetailLine {
		lines := strings.Split(s, "\n")
		for i, line := range lines {
			lines[i] = cut(line, maxDetailLine)
		}
		s = strings.Join(lines, "\n")
	}
	return cut(s, maxParagraphs)
}

// safe redacts again after escaping, because an escape can complete a secret.
func (t text) safe(s string) string {
	return t.redact(escape(t.redact(s)))
}

func (t text) redact(s string) string {
	for _, r := range t.redactors {
		s = r.Redact(s)
	}
	return s
}

// escape replaces what a terminal executes or does not show with an escape sequence: control characters other than tab and
// line feed, format characters such as bidirectional marks, line separators, and bytes that are not UTF-8.
func escape(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// cut shortens s to limit bytes, including an ellipsis if it is longer.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	end := limit - len(ellipsis)
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + ellipsis
}
