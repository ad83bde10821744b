package teammembers_test

import (
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestLag: reads of a team that lag behind its changes never end in other members than the configuration's, and nobody whom a
// teammate has added is removed without a plan that shows it.
func TestLag(t *testing.T) {
	t.Parallel()
	for name, lag := range map[string]time.Duration{"no lag": 0, "45 s": 45 * time.Second, "2 h": 2 * time.Hour} {
		for fault, act := range map[string]*intercomtest.Act{"answered": nil, "lost": new(intercomtest.ResetAfter()), "never sent": new(intercomtest.ResetBefore())} {
			t.Run(name+", "+fault, func(t *testing.T) {
				t.Parallel()
				clock := acctest.NewClock(time.Now())
				s := acctest.Fake(t, intercomtest.WithClock(clock.Now))
				acctest.Samples[kind].Seed(s)
				run := func() *acctest.Protocol { return acctest.NewProtocol(t, s, kind, nil, acctest.WithClock(clock)) }
				s.Set(intercomtest.Lags(lag, intercomtest.TeamMembers))
				// The first configuration wants what the reads show as long as they lag.
				first, second := with(acctest.Block{"admin_ids": []any{former}, "secondary_admin_ids": nil}), both
				object := run().Run(acctest.Object{}, second)
				for _, step := range []struct {
					config acctest.Block
					want   string
				}{{first, former + "|"}, {second, ada + " " + grace + "|" + grace}, {first, former + "|"}, {second, ada + " " + grace + "|" + grace}} {
					// Terraform does not refresh with -refresh=false, so that the read that lags is the update's own.
					planned, diags := run().Plan(object, step.config)
					if acctest.HasError(diags) {
						t.Fatal(acctest.Text(diags))
					}
					if act != nil {
						s.Inject(intercomtest.Fault{Method: "PUT", Path: "/teams/*", Times: 1, Act: *act})
					}
					after, diags := run().Apply(planned)
					if acctest.HasError(diags) {
						acctest.Expect(t, diags, "ERROR", "lan again")
						clock.After(lag)
						after, _ = run().Read(after)
						after = run().Run(after, step.config)
					}
					object = after
					expectMembers(t, s, step.want)
				}
				clock.After(lag)
				read, diags := run().Read(object)
				acctest.Expect(t, diags)
				if planned, diags := run().Plan(read, second); acctest.HasError(diags) || !planned.State.Equal(read.State) {
					t.Errorf("planned %s: %s", planned.State, acctest.Text(diags))
				}
			})
		}
	}
}
