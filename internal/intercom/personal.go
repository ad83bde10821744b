package intercom

import (
	"regexp"
	"strings"
)

const hidden = "(hidden)"

var (
	// quotedText is what messages quote: texts of people, of Intercom, and of the configuration. The words before it tell where
	// it is an ID or a word of the provider's own. A quote that was cut off ends with its line.
	quotedText = regexp.MustCompile(`(?m)(?:\bid = |\bon_[a-z]+ = |\bworkspace |\bnot to )?"(?:[^"\\\n]|\\.)*(?:"|\\?$)`)
	// givenValue is how validators end a line with a value that they do not quote.
	givenValue = regexp.MustCompile(`(\bgot: |\bGiven Value: )[^\n]*`)
	// pathValue is a value in the path of a request.
	pathValue = regexp.MustCompile(`(/find_by_external_id/|(?:^|\s)/[a-z_/]+\?)[^\s:]+`)
	address   = regexp.MustCompile(`[^\s"'<>(),;:=/?&]+(?:@|%40)[^\s"'<>(),;:=/?&]+`)
)

// HidePersonalData returns a message, or the path of a request, without what may be about a person: quoted texts other than IDs,
// email addresses, and the values in paths. It rests on what every message of the provider holds to: foreign text is quoted, as
// Quote does it.
func HidePersonalData(message string) string {
	message = quotedText.ReplaceAllStringFunc(message, func(found string) string {
		if strings.HasPrefix(found, `"`) {
			return `"` + hidden + `"`
		}
		return found
	})
	message = givenValue.ReplaceAllString(message, "${1}"+hidden)
	message = pathValue.ReplaceAllString(message, "${1}"+hidden)
	return address.ReplaceAllString(message, hidden)
}
