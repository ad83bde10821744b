package customobjectinstance_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestKeptAndDropped: of an update that fails because Intercom dropped a value, state also has an attribute that it did not clear.
func TestKeptAndDropped(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, with(map[string]any{"title": "Pro", "seats": "5"}))
	planned, diags := p.Plan(object, with(map[string]any{"title": "Professional", "nowhere": "x"}))
	acctest.Expect(t, diags)
	s.Set(intercomtest.KeepsCleared())
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "did not store every value", "nowhere")
	for name, want := range map[string]string{"title": "Professional", "seats": "5"} {
		if got := after.Get("custom_attributes." + name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
