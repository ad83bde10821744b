package ticket_test

import (
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/ticket"
)

// TestCaseStateAsText (CASES 10): versions before 2.12, and one example of Preview, answer only the category of the state. That
// is no change of its ID and labels. Another category is.
func TestCaseStateAsText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		shown    any
		category string
		kept     bool
	}{
		"same category":    {"submitted", "submitted", true},
		"another category": {"resolved", "resolved", false},
		"null":             {nil, "submitted", true},
		"no category":      {map[string]any{}, "submitted", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(nil))
			d.fake.Set(intercomtest.Overrides(map[string]any{"ticket_state": c.shown}).On("GET", "/tickets/*"))
			read, diags := d.Read(object)
			expectNoError(t, diags)
			if kept := read.State.Equal(object.State); kept != c.kept {
				t.Errorf("kept: %v, want %v: %s", kept, c.kept, read.State)
			}
			if got := read.Get("ticket_state.category"); got != c.category {
				t.Errorf("category %s, want %s", got, c.category)
			}
		})
	}
}

// TestNewestWriteCounts (CASES 10): of two writes of one ticket at once, the answer to the later one can come first.
func TestNewestWriteCounts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		first, second, read int64
		again               bool
	}{
		"in order, old read":     {100, 200, 100, true},
		"in order, new read":     {100, 200, 200, false},
		"out of order, old read": {200, 100, 100, true},
		"out of order, new read": {200, 100, 200, false},
	} {
		if again := ticket.WritesAnswered(c.first, c.second, c.read); again != c.again {
			t.Errorf("%s: asked again: %v, want %v", name, again, c.again)
		}
	}
}

// TestReadAfterOwnWrite: a replica that lags behind this run's own write is asked again, for 10 seconds; what it then shows is
// believed.
func TestReadAfterOwnWrite(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		update bool
		times  int
		// later is the time from the write to the read.
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
