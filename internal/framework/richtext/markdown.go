package richtext

import (
	"regexp"
	"strings"
)

// headingID is what Intercom appends to the headings of Markdown, anew on each write.
var headingID = regexp.MustCompile(`(?m)[ \t]*\{#h_[0-9a-f]+\}[ \t]*$`)

// EquivalentMarkdown reports whether a Markdown body of the configuration and one that Intercom shows differ only by what Intercom
// is known to change: the IDs of headings, the signatures of image URLs, white space at the ends of lines, and line ends.
func EquivalentMarkdown(configured, shown string) bool {
	return configured == shown || plainMarkdown(configured) == plainMarkdown(shown)
}

// plainMarkdown removes what Intercom adds to Markdown.
func plainMarkdown(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = headingID.ReplaceAllString(StripSignatures(text), "")
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		trimmed := strings.TrimRight(line, " \t")
		// Two blanks at the end of a line that another follows break it.
		if strings.HasSuffix(line, "  ") && trimmed != "" && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
			trimmed += `\`
		}
		lines[i] = trimmed
	}
	return strings.Join(lines, "\n")
}
