package ticket_test

import (
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestReadAfterOwnWrite: a replica that lags behind this run's own write is asked again, for 10 seconds; what it then shows is
// believed.
func TestReadAfterOwnWrite(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		update bool
		times  int
		// later is how long after the write the read comes.
		later   time.Duration
		gets    int
		removed bool
		title   string
	}{
		"a 404 after the create, for a moment":      {times: 3, gets: 4, title: "Checkout is down"},
		"a 404 after the create, for good":          {gets: 12, removed: true},
		"a 404 long after the create":               {times: 1, later: time.Minute, gets: 2, title: "Checkout is down"},
		"a 404 long after the create, for good":     {later: time.Minute, gets: 2, removed: true},
		"old values after the update, for a moment": {update: true, times: 3, gets: 4, title: "Changed"},
		"old values after the update, for good":     {update: true, gets: 11, title: "Checkout is down"},
		"old values long after the update":          {update: true, times: 1, later: time.Minute, gets: 1, title: "Checkout is down"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clock := acctest.NewClock(time.Now())
			s := acctest.Fake(t, intercomtest.WithClock(clock.Now))
			d := harness{acctest.NewProtocol(t, s, "intercom_ticket", nil, acctest.WithClock(clock)), s, t}
			plan := planned(t, d.Protocol, acctest.Object{}, minimal(nil))
			if c.update {
				object := d.Run(acctest.Object{}, minimal(nil))
				<-clock.After(2 * time.Second) // updated_at counts whole seconds
				plan = planned(t, d.Protocol, object, minimal(acctest.Block{"title": "Changed"}))
			}
			walk := d.ApplyWalk()
			object, diags := walk.Apply(plan)
			expectNoError(t, diags)
			<-clock.After(c.later)
			s.ResetCalls()
			s.Inject(intercomtest.Fault{Method: "GET", Path: "/tickets/*", Act: intercomtest.StaleRead(), Times: c.times})
			read, diags := walk.Read(object)
			expectNoError(t, diags)
			if read.IsNull() != c.removed || !c.removed && read.Get("title") != c.title {
				t.Errorf("left the state: %v, title %s", read.IsNull(), read.Get("title"))
			}
			if gets := s.Count("GET", "/tickets/*"); gets != c.gets {
				t.Errorf("%d GETs, want %d", gets, c.gets)
			}
		})
	}
}
