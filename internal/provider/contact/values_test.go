package contact_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
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

// TestDecomposedName: a data attribute whose name Intercom has with decomposed letters is found, sent in Intercom's spelling, and no
// drift. Terraform composes the letters of a configuration.
func TestDecomposedName(t *testing.T) {
	t.Parallel()
	const composed, decomposed = "r\u00e9gion", "re\u0301gion"
	p, s := newHarness(t, nil)
	s.AddDataAttribute(intercomtest.DataAttribute{ID: "77", Model: "contact", Name: decomposed, DataType: "string"})
	object := acctest.Object{}
	for _, value := range []string{"north", "south"} {
		config := with(joan, acctest.Block{"custom_attributes": map[string]any{composed: value}})
		object = p.Run(object, config)
		all := s.Contacts()
		if got := all[len(all)-1].CustomAttributes[decomposed]; got != value {
			t.Errorf("Intercom has %v, want %s", got, value)
		}
		checkStable(t, p, object, config)
	}
}
