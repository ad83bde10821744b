package acctest_test

import (
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest/contract"
)

// refusesKind reports whether a plan refuses the object because of the API version. An argument that the version does not have is
// refused as "this argument of that object".
func refusesKind(plan, version string) bool {
	_, rest, found := strings.Cut(plan, "API version "+version+" does not support ")
	what, _, _ := strings.Cut(rest, "\n")
	return found && !strings.Contains(what, " of ")
}

// TestVersions: a plan is refused exactly for the versions whose published description lacks the required call. The
// objects' metadata has the provider's first version of each operation.
func TestVersions(t *testing.T) {
	t.Parallel()
	dir := os.Getenv(contract.DirVariable)
	if dir == "" {
		t.Skipf("%s is not set", contract.DirVariable)
	}
	for _, s := range subjects {
		for _, version := range contract.Versions {
			t.Run(s.name()+"/"+version, func(t *testing.T) {
				t.Parallel()
				c := newCell(t, s)
				describes := func(call call) bool {
					found, err := contract.Describes(dir, version, call.method, strings.ReplaceAll(call.path, "*", "1"))
					if err != nil {
						t.Fatal(err)
					}
					return found
				}
				newest := "Preview"
				if s.stable {
					newest = "2.16"
				}
				c.set(acctest.Block{"api_version": newest, "preview": nil})
				object := c.made()
				c.set(acctest.Block{"api_version": version})
				expect := func(doing string, call call, diags []*tfprotov6.Diagnostic) {
					described, text := describes(call), acctest.Text(diags)
					if refusesKind(text, version) == described {
						t.Errorf("%s: the description has %s %s: %v, and the plan says %q", doing, call.method, call.path, described, text)
					}
				}
				_, diags := c.p.Plan(acctest.Object{}, c.config(c.other))
				expect("creating", s.create, diags)
				if s.leaves {
					return // a destroy makes no call
				}
				_, diags = c.p.Plan(object, nil)
				expect("destroying", s.destroy, diags)
			})
		}
	}
}
