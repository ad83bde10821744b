package providerdiag

import (
	"fmt"
	"strings"

	"github.com/agext/levenshtein"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// few limits how many names are listed.
const few = 20

// Nearest returns a sentence for a name that does not exist: the most similar name, and all names if there are few.
func Nearest(wanted string, names []string) string {
	nearest, best := "", max(2, len(wanted)/2)
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = intercom.Quote(name, 80)
		if d := levenshtein.Distance(strings.ToLower(wanted), strings.ToLower(name), nil); d <= best && (nearest == "" || d < best) {
			nearest, best = quoted[i], d
		}
	}
	if nearest != "" {
		nearest = fmt.Sprintf("Did you mean %s? ", nearest)
	}
	switch {
	case len(names) == 0:
		return "There are none."
	case len(names) == 1:
		return nearest + "There is only " + quoted[0] + "."
	case len(names) > few:
		return nearest + fmt.Sprintf("There are %d.", len(names))
	}
	return nearest + "There are " + strings.Join(quoted, ", ") + "."
}
