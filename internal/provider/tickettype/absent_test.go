package tickettype_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestAbsentFlagsDecideNothing: a type is not archived, unarchived or changed unless an answer or a read shows it.
func TestAbsentFlagsDecideNothing(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"archived", "is_internal"} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug", at: true})
			planned, diags := p.Plan(object, acctest.Block{"name": "Bug", at: false})
			acctest.Expect(t, diags)
			s.Set(intercomtest.NotDone().On("PUT", "/ticket_types/*"), intercomtest.Omits(at))
			after, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "Intercom does not show "+at)
			if got := after.Get(at); got != "true" {
				t.Errorf("state has %s", got)
			}
			after, diags = p.Read(after)
			acctest.Expect(t, diags)
			if got := after.Get(at); got != "true" {
				t.Errorf("a refresh shows %s", got)
			}
			s.ClearBehaviors()
			s.Set(intercomtest.Omits(at).On("PUT", "/ticket_types/*"))
			after = p.Run(object, acctest.Block{"name": "Bug", at: false})
			if got := after.Get(at); got != "false" {
				t.Errorf("a read shows false, state has %s", got)
			}
		})
	}
	t.Run("destroy", func(t *testing.T) {
		t.Parallel()
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug"})
		s.Set(intercomtest.NotDone().On("PUT", "/ticket_types/*"), intercomtest.Omits("archived"))
		after, diags := p.Destroy(object)
		acctest.Expect(t, diags, "ERROR", "does not show whether it happened")
		if after.IsNull() {
			t.Error("the type left the state")
		}
	})
}
