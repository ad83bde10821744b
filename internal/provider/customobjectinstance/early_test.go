package customobjectinstance_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestBefore1970: a time before 1970 is stored and read like any other.
func TestBefore1970(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"1965-03-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:01Z"} {
		p, _ := newHarness(t)
		config := acctest.Block{"type": "Plan", "external_id": "pro", "external_created_at": at, "external_updated_at": at}
		planned, diags := p.Plan(acctest.Object{}, config)
		acctest.Expect(t, diags)
		object, diags := p.Apply(planned)
		acctest.Expect(t, diags)
		read, diags := p.Read(object)
		acctest.Expect(t, diags)
		if planned, diags := p.Plan(read, config); acctest.HasError(diags) || !planned.State.Equal(read.State) {
			t.Errorf("%s is drift: %s", at, acctest.Text(diags))
		}
	}
}

// TestRefusedTime: a time that Intercom's answers cannot show is refused at plan.
func TestRefusedTime(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z"} {
		for _, argument := range []string{"external_created_at", "external_updated_at"} {
			p, _ := newHarness(t)
			diags := p.Validate(acctest.Block{"type": "Plan", "external_id": "pro", argument: at})
			acctest.Expect(t, diags, "ERROR", "no time at all", at)
		}
	}
}
