package privatestate_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
)

// private is the private state of a request and of a response.
type private map[string][]byte

func (p private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return p[key], nil }

func (p private) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = value
	return nil
}

// TestRoundTrip: a stored value is read back, and a zero value takes no space.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	p := private{}
	var diags diag.Diagnostics
	privatestate.Set(t.Context(), p, privatestate.Unmanaged, []string{"name"}, &diags)
	if got := privatestate.Get[[]string](t.Context(), p, privatestate.Unmanaged, &diags); len(got) != 1 || got[0] != "name" {
		t.Errorf("%v", got)
	}
	for _, zero := range []any{nil, []string{}, map[string]string{}, "", false} {
		privatestate.Set(t.Context(), p, privatestate.Unmanaged, zero, &diags)
		if p[privatestate.Unmanaged] != nil {
			t.Errorf("%#v is stored as %s", zero, p[privatestate.Unmanaged])
		}
	}
	if got := privatestate.Get[[]string](t.Context(), p, "nothing", &diags); got != nil {
		t.Errorf("%v", got)
	}
	if diags.HasError() {
		t.Error(diags)
	}
	p["broken"] = []byte("{")
	if privatestate.Get[[]string](t.Context(), p, "broken", &diags); !diags.HasError() {
		t.Error("an unreadable value is read without an error")
	}
}
