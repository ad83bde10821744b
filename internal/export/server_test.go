package export

import (
	"errors"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestNoMatch: a data source that matches nothing is told apart from one that could not be read.
func TestNoMatch(t *testing.T) {
	t.Parallel()
	for name, refused := range map[string]bool{"no tag has the name": false, "the list is refused": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := intercomtest.New(t)
			if refused {
				s.Set(intercomtest.RefusesAfter(403, "forbidden", "No").On("GET", "/tags"))
			}
			provider, err := newServer(t.Context(), "test", map[string]string{"base_url": s.URL, "access_token": s.Token}, nil, func(time.Duration) {})
			if err != nil {
				t.Fatal(err)
			}
			_, err = provider.data(t.Context(), "intercom_tag", map[string]tftypes.Value{"name": tftypes.NewValue(tftypes.String, "None")})
			if err == nil || errors.Is(err, errNoMatch) == refused {
				t.Errorf("the error is %v", err)
			}
		})
	}
}
