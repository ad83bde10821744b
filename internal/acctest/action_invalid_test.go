package acctest_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

// TestActionsAreValidatedAgain: Terraform does not validate an action again when unknown values become known, so an invocation refuses
// whatever validation refuses, before any call.
func TestActionsAreValidatedAgain(t *testing.T) {
	t.Parallel()
	for _, name := range acctest.NewUnconfigured(t, "intercom_tag").Actions() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			a := acctest.NewAction(t, s, name, nil)
			refused := a.Validate(acctest.Block{})
			if !acctest.HasError(refused) {
				t.Fatal("a configuration without any argument is valid, so the test proves nothing")
			}
			invoked := a.Invoke(acctest.Block{})
			for _, d := range refused {
				acctest.Expect(t, invoked.Diags, d.Summary, d.Detail)
			}
			acctest.Expect(t, invoked.Diags, "The action was not invoked")
			if calls := s.Calls(); len(calls) > 0 {
				t.Errorf("%d calls, the first %s %s", len(calls), calls[0].Method, calls[0].Path)
			}
		})
	}
}
