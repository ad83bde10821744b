package dataevent_test

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

func event(changes acctest.Block) acctest.Block {
	config := acctest.Block{"event_name": "deployed-release", "external_id": "70"}
	maps.Copy(config, changes)
	return config
}

// TestEvent: the time is fixed before the first attempt, so that an event of a contact with an external ID may be repeated. Without
// an external ID, it is sent once.
func TestEvent(t *testing.T) {
	t.Parallel()
	lead := acctest.Block{"external_id": nil, "contact_id": "6762f2d81bb69f9f2193bd01"}
	known := acctest.Block{"external_id": nil, "contact_id": intercomtest.ExampleContact}
	lost := []intercomtest.Act{intercomtest.ResetAfter(), intercomtest.ActThenHTML(502)}
	for situation, c := range map[string]struct {
		config acctest.Block
		acts   []intercomtest.Act
		events int
		posts  int
		says   []string
	}{
		"external ID":                 {events: 1, posts: 1},
		"ID of a user":                {config: known, events: 1, posts: 1},
		"ID of a lead":                {config: lead, events: 1, posts: 1},
		"lost twice":                  {acts: lost, events: 1, posts: 3},
		"lost twice, ID of a user":    {config: known, acts: lost, events: 1, posts: 3},
		"lost, ID of a lead":          {config: lead, acts: lost[:1], events: 1, posts: 1, says: []string{"may have been recorded", "no external ID"}},
		"429, ID of a lead":           {config: lead, acts: []intercomtest.Act{intercomtest.TooManyRequests("", "")}, events: 1, posts: 2},
		"always lost":                 {acts: append(lost, lost...), events: 1, posts: 4, says: []string{"may have been recorded", "set created_at = "}},
		"unreadable, ID of a lead":    {config: lead, acts: []intercomtest.Act{intercomtest.HTMLBody200()}, events: 1, posts: 1, says: []string{"may have been recorded"}},
		"nobody":                      {config: acctest.Block{"external_id": "72"}, says: []string{"404", "No event was submitted"}},
		"neither":                     {config: acctest.Block{"external_id": nil}, says: []string{"Set either external_id or contact_id"}},
		"both":                        {config: acctest.Block{"contact_id": intercomtest.ExampleContact}, says: []string{"Set either external_id or contact_id"}},
		"a time, in whole seconds":    {config: acctest.Block{"created_at": "2026-11-26T10:00:00+01:00"}, events: 1, posts: 1},
		"the permission is not there": {acts: []intercomtest.Act{intercomtest.Status(403, "forbidden", "No")}, posts: 1, says: []string{"Write events", "No event was submitted"}},
	} {
		t.Run(situation, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			s.AddContact(intercomtest.Contact{ID: "6762f2d81bb69f9f2193bd01", Role: "lead"})
			for _, act := range c.acts {
				s.Inject(intercomtest.Fault{Method: "POST", Times: 1, Act: act})
			}
			a := acctest.NewAction(t, s, "intercom_data_event", nil)
			result := a.Invoke(event(c.config))
			if c.says != nil {
				acctest.Expect(t, result.Diags, append(c.says, "ERROR")...)
			} else if acctest.Expect(t, result.Diags); len(result.Progress) != 1 {
				t.Errorf("progress %q", result.Progress)
			}
			if n := len(s.Events()); n != c.events || s.Count("POST", "/events") != c.posts {
				t.Errorf("%d events, %d POSTs", n, s.Count("POST", "/events"))
			}
			if c.config["created_at"] != nil {
				acctest.Expect(t, a.Invoke(event(c.config)).Diags)
				if events := s.Events(); len(events) != 1 || events[0].CreatedAt != 1795683600 {
					t.Errorf("a second invocation with the same time: %+v", events)
				}
			}
		})
	}
}

// TestEventsOfOneSecond: Intercom takes two events of one contact with one name and one time for one, so two actions of a run get times of
// their own.
func TestEventsOfOneSecond(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	a := acctest.NewAction(t, s, "intercom_data_event", nil)
	for _, plan := range []string{"pro", "team", "free"} {
		acctest.Expect(t, a.Invoke(event(acctest.Block{"metadata": acctest.Block{"plan": plan}})).Diags)
	}
	if n := len(s.Events()); n != 3 {
		t.Errorf("%d events", n)
	}
}

// TestEventMetadata: Intercom would drop the eleventh key without an error, so it is refused.
func TestEventMetadata(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	a := acctest.NewAction(t, s, "intercom_data_event", nil)
	metadata := acctest.Block{}
	for _, key := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
		metadata[key] = "1"
	}
	acctest.Expect(t, a.Validate(event(acctest.Block{"metadata": metadata})))
	acctest.Expect(t, a.Invoke(event(acctest.Block{"metadata": metadata})).Diags)
	if events := s.Events(); len(events) != 1 || len(events[0].Metadata) != 10 {
		t.Errorf("%+v", events)
	}
	metadata["k"] = "1"
	acctest.Expect(t, a.Validate(event(acctest.Block{"metadata": metadata})), "ERROR", "metadata", "10")
}
