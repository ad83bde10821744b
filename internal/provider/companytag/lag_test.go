package companytag_test

import (
	"slices"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestLag: a company that shows its tags late is tagged and untagged once, also if an answer is lost, and nothing is reported that is
// not so. What an answer does not tell, as before 2.16, a read does within 10 seconds.
func TestLag(t *testing.T) {
	t.Parallel()
	for name, lag := range map[string]time.Duration{"no lag": 0, "5 s": 5 * time.Second, "2 h": 2 * time.Hour} {
		for fault, act := range map[string]*intercomtest.Act{"answered": nil, "lost": new(intercomtest.ResetAfter()), "never sent": new(intercomtest.ResetBefore())} {
			for _, version := range versions {
				t.Run(name+", "+fault+", "+version, func(t *testing.T) {
					t.Parallel()
					clock := acctest.NewClock(time.Now())
					s := acctest.Fake(t, intercomtest.WithClock(clock.Now))
					run := func() *acctest.Protocol {
						return acctest.NewProtocol(t, s, "intercom_company_tag", acctest.Block{"api_version": version}, acctest.WithClock(clock))
					}
					s.Set(intercomtest.Lags(lag, intercomtest.CompanyTags))
					told := lag <= 10*time.Second || version == "2.16" || version == "Preview"
					lose := func() {
						if act != nil {
							s.Inject(intercomtest.Fault{Method: "POST", Path: "/tags", Times: 1, Act: *act})
						}
					}
					planned, _ := run().Plan(acctest.Object{}, config)
					lose()
					object, diags := run().Apply(planned)
					if acctest.HasError(diags) == told || object.IsNull() == told || !slices.Equal(tagIDs(s), []string{tag}) {
						t.Fatalf("in state: %v, tags %v: %s", !object.IsNull(), tagIDs(s), acctest.Text(diags))
					}
					clock.After(lag)
					object = run().Run(object, config) // for an error, the next apply
					lose()
					after, diags := run().Destroy(object)
					if acctest.HasError(diags) == told || after.IsNull() != told || len(tagIDs(s)) > 0 {
						t.Fatalf("in state: %v, tags %v: %s", !after.IsNull(), tagIDs(s), acctest.Text(diags))
					}
					clock.After(lag)
					if read, diags := run().Read(after); !told && !read.IsNull() {
						t.Errorf("in state %s: %s", read.State, acctest.Text(diags))
					}
					if len(s.Tags()) != 1 {
						t.Errorf("%d tags", len(s.Tags()))
					}
				})
			}
		}
	}
}
