package conformance

import (
	"html"
	"strings"
)

// changed describes how a text changed between sending and reading, without the text.
func changed(sent, got string) string {
	const paragraph, end = "<p>", "</p>"
	inner := strings.TrimSuffix(strings.TrimPrefix(got, paragraph), end)
	wrapped := len(inner) == len(got)-len(paragraph)-len(end)
	switch {
	case got == sent:
		return "unchanged"
	case got == "":
		return "empty"
	case got == strings.TrimSpace(sent):
		return "trimmed"
	case got == html.EscapeString(sent):
		return "escaped"
	case got == html.EscapeString(strings.TrimSpace(sent)):
		return "trimmed and escaped"
	case html.UnescapeString(got) == sent:
		return "escaped in part"
	case wrapped && inner == sent:
		return "in a paragraph"
	case wrapped && html.UnescapeString(inner) == sent:
		return "escaped, in a paragraph"
	case wrapped:
		return "changed, in a paragraph"
	case strings.ReplaceAll(got, "\r\n", "\n") == sent:
		return "with other line ends"
	case strings.Join(strings.Fields(got), " ") == strings.Join(strings.Fields(sent), " "):
		return "with other blanks"
	case strings.EqualFold(got, sent):
		return "in another case"
	}
	return "changed"
}
