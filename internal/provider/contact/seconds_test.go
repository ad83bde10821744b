package contact_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestFractionOfASecond: Intercom stores whole seconds. A fraction in the configuration is neither a failed write nor drift, and a
// time that differs only in its fraction is not sent.
func TestFractionOfASecond(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	config := with(joan, acctest.Block{"signed_up_at": "2026-01-01T00:00:00.123Z"})
	planned, diags := p.Plan(acctest.Object{}, config)
	acctest.Expect(t, diags)
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags)
	checkStable(t, p, object, config)

	later := with(joan, acctest.Block{"signed_up_at": "2026-01-02T00:00:00.5Z"})
	planned, diags = p.Plan(object, later)
	acctest.Expect(t, diags)
	object, diags = p.Apply(planned)
	acctest.Expect(t, diags)
	checkStable(t, p, object, later)

	s.ResetCalls()
	object = p.Run(object, with(joan, acctest.Block{"signed_up_at": "2026-01-02T00:00:00.75Z"}))
	if n := s.Count("PUT", "/contacts/*"); n != 0 {
		t.Errorf("%d PUTs of a time in the same second", n)
	}
	if got := object.Get("signed_up_at"); got != "2026-01-02T00:00:00.75Z" {
		t.Errorf("state has %s", got)
	}
}

// TestRefusedTime: a time that Intercom's answers cannot show is refused at plan.
func TestRefusedTime(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t, nil)
	diags := p.Validate(with(joan, acctest.Block{"signed_up_at": "1970-01-01T00:00:00Z"}))
	acctest.Expect(t, diags, "ERROR", "no time at all", "1970-01-01T00:00:00Z")
}
