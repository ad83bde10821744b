package richtext

import (
	"regexp"
	"strings"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/markdown"
)

// headingID is what Intercom appends to the headings of Markdown, anew on each write.
var headingID = regexp.MustCompile(`(?m)[ \t]*\{#h_[0-9a-f]+\}[ \t]*$`)

// EquivalentMarkdown reports whether a Markdown body of the configuration and one that Intercom shows differ only by what Intercom
// is known to change: the IDs of headings, the signatures of image URLs, white space at the ends of lines, line ends, and how
// the same text is written in Markdown, such as the character of a list. Texts that are rendered to equivalent HTML are equivalent, see
// [Equivalent], but the levels of all headings count.
func EquivalentMarkdown(configured, shown string) bool {
	if configured == shown {
		return true
	}
	x, y := plainMarkdown(configured), plainMarkdown(shown)
	if x == y {
		return true
	}
	compare := markdown.Options{Compare: true}
	return equivalent(markdown.Render(x, compare).HTML, markdown.Render(y, compare).HTML, 6)
}

// plainMarkdown removes what Intercom adds to Markdown.
func plainMarkdown(text string) string {
	text = headingID.ReplaceAllString(StripSignatures(markdown.Normalize(text)), "")
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	for i, line := range lines {
		trimmed := strings.TrimRight(line, " \t")
		// Two blanks at the end of a line that another follows break it.
		if strings.HasSuffix(line, "  ") && trimmed != "" && i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
			trimmed += "  "
		}
		lines[i] = trimmed
	}
	return strings.Join(lines, "\n")
}
