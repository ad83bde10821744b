package contact_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestCustomAttributeSpelling checks that numbers are sent as JSON numbers, and that Intercom's spelling of a value is not
// drift.
func TestCustomAttributeSpelling(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		attribute, written string
		want               string
	}{
		"leading zeros": {"seats", "012", "12"},
		"a plus sign":   {"seats", "+5", "5"},
		"a small float": {"score", "1.0e-05", "0.00001"},
		"zeros behind":  {"score", "1.50", "1.5"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, _ := newHarness(t, nil)
			config := acctest.Block{"email": "joan@example.com", "custom_attributes": map[string]any{c.attribute: c.written}}
			object := p.Run(acctest.Object{}, config)
			object, diags := p.Read(object)
			acctest.Expect(t, diags)
			if got := object.Get("custom_attributes." + c.attribute); got != c.written {
				t.Errorf("state has %q, want %q", got, c.written)
			}
			if planned, _ := p.Plan(object, config); !planned.State.Equal(object.State) {
				t.Error("the next plan is not empty")
			}
			imported, diags := p.Import(object.Get("id")+"?attributes=all", nil)
			acctest.Expect(t, diags)
			imported, diags = p.Read(imported)
			acctest.Expect(t, diags)
			if got := imported.Get("custom_attributes." + c.attribute); got != c.want {
				t.Errorf("imported %q, want %q", got, c.want)
			}
		})
	}
}
