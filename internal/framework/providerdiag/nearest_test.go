package providerdiag_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	many := make([]string, 21)
	for i := range many {
		many[i] = fmt.Sprintf("Name %d", i)
	}
	for _, c := range []struct {
		wanted string
		names  []string
		says   string
	}{
		{"priority", []string{"Priority", "Seats"}, `Did you mean "Priority"? There are "Priority", "Seats".`},
		{"Seets", []string{"Priority", "Seats"}, `Did you mean "Seats"? There are "Priority", "Seats".`},
		{"plan", []string{"plum", "plot"}, `Did you mean "plum"? There are "plum", "plot".`}, // as far as it may be, and the first of two
		{"plan", []string{"poem"}, `There is only "poem".`},
		{"Something else", []string{"Priority", "Seats"}, `There are "Priority", "Seats".`},
		{"Priority", nil, "There are none."},
		{"name 7", many, `Did you mean "Name 7"? There are 21.`},
		{"a", []string{"\x1b[31m" + strings.Repeat("x", 100)}, "There is only \"" + `\u001b[31m`},
	} {
		if got := providerdiag.Nearest(c.wanted, c.names); !strings.HasPrefix(got, c.says) || len(got) > 200 {
			t.Errorf("nearest to %q: %s, want %s", c.wanted, got, c.says)
		}
	}
}
