package intercom

import (
	"regexp"
	"strings"
)

const hidden = "(hidden)"

var (
	// quotedText matches quoted text from people, Intercom, and the configuration. The words before a quote show whether it is
	// an ID or one of the provider's own words. A quote that was cut off ends with its line.
	quotedText = regexp.MustCompile(`(?m)(?:\bid = |\bon_[a-z]+ = |\bworkspace |\bnot to )?"(?:[^"\\\n]|\\.)*(?:"|\\?$)`)
	// givenValue matches the unquoted value at the end of a validator's line.
	givenValue = regexp.MustCompile(`(\bgot: |\bGiven Value: )[^\n]*`)
	// pathValue matches a value in the path of a request. A colon ends it, because the client escapes those in values.
	pathValue = regexp.MustCompile(`(/find_by_external_id/|(?:^|\s)/[\w/-]+\?)[^\s:]+`)
	address   = regexp.MustCompile(`[^\s"'<>(),;:=/?&]+(?:@|%40)[^\s"'<>(),;:=/?&]+`)
)

// HidePersonalData removes from a message, or the path of a request, what may be personal data: quoted text other than IDs,
// email addresses, and values in paths. It relies on the rule that every message of the provider quotes foreign text, as
// Quote does.
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
