package intercomtest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEvents: an equal event of a contact with an external ID is ignored, unless KeepsEqualEvents says otherwise, and a summary counts
// what is kept.
func TestEvents(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		set   []Behavior
		count float64
	}{"ignored": {nil, 2}, "kept": {[]Behavior{KeepsEqualEvents()}, 3}} {
		s, c, _ := example(t)
		s.Set(want.set...)
		for _, at := range []string{"1671028894", "1671028894", "1671028895"} {
			c.do("POST", "/events", `{"event_name":"ordered","user_id":"70","created_at":`+at+`}`).want(t, 202, "")
		}
		got := c.do("GET", "/events?type=user&summary=true&user_id=70", "").want(t, 200, "").at("events")
		if diff := cmp.Diff([]any{map[string]any{
			"name": "ordered", "count": want.count, "description": "", "first": "2022-12-14T14:41:34.000+00:00", "last": "2022-12-14T14:41:35.000+00:00",
		}}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		c.do("GET", "/events?type=user&user_id=nobody", "").want(t, 404, "not_found")
		for _, query := range []string{"type=user", "user_id=70"} {
			if got := c.do("GET", "/events?"+query, "").status; got != 400 {
				t.Errorf("%s: %d", query, got)
			}
		}
	}
}
