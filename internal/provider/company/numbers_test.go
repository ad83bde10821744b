package company_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestUnreadableNumber: a number that an answer leaves out, or that is no whole number, is unknown. State keeps a managed one, and a
// data source shows null, not 0.
func TestUnreadableNumber(t *testing.T) {
	t.Parallel()
	for name, shown := range map[string]any{"fraction": 155.5, "null": nil, "text": "many"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			config := acctest.Block{"company_id": "globex", "name": "Globex", "size": 120, "monthly_spend": 155}
			s.Set(intercomtest.Overrides(map[string]any{"size": shown, "monthly_spend": shown}))
			planned, diags := p.Plan(acctest.Object{}, config)
			acctest.Expect(t, diags)
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags)
			read, diags := p.Read(object)
			acctest.Expect(t, diags)
			data, diags := p.Data(acctest.Block{"company_id": "globex"})
			acctest.Expect(t, diags)
			for _, argument := range []string{"size", "monthly_spend"} {
				if got, want := read.Get(argument), map[string]string{"size": "120", "monthly_spend": "155"}[argument]; got != want {
					t.Errorf("the refreshed %s is %s, want %s", argument, got, want)
				}
				if got := data.Get(argument); got != "<null>" {
					t.Errorf("the data source shows the %s %s, want null", argument, got)
				}
			}
		})
	}
}

// TestRefusedTime: a time that Intercom's answers cannot show is refused at plan.
func TestRefusedTime(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t, nil)
	diags := p.Validate(acctest.Block{"company_id": "globex", "name": "Globex", "remote_created_at": "1970-01-01T00:00:00Z"})
	acctest.Expect(t, diags, "ERROR", "no time at all", "1970-01-01T00:00:00Z")
}
