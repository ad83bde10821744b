package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
)

const later = "2100-01-01T00:00:00Z"

// TestScheduledText: Intercom puts a text that is sent with a schedule into the draft of a published article, so a plan refuses the two
// in one update.
func TestScheduledText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  acctest.Block
		refused bool
	}{
		"a body":                        {acctest.Block{"body": "Two"}, true},
		"a title":                       {acctest.Block{"title": "Other"}, true},
		"a translation":                 {acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"title": "Un", "body": "Six", "state": "published"}}}, true},
		"unmanaged":                     {acctest.Block{"body": "Two", "state": nil}, true},
		"staged":                        {acctest.Block{"body": "Two", "stage": true}, false},
		"no text":                       {nil, false},
		"body removed":                  {acctest.Block{"body": nil}, false},
		"body of a translation removed": {acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"title": "Un", "state": "published"}}}, false},
		"title without a body":          {acctest.Block{"body": nil, "title": "Other"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, object, config := translated(t)
			before, calls := writes(s), len(s.Calls())
			object, said := apply(t, s, refresh(t, s, object), with(config, acctest.Block{"scheduled_publish_at": later}, c.change))
			if refused := strings.Contains(said, "cannot be scheduled with its new text") && strings.Contains(said, "set stage = true, which sends texts to the draft"); refused != c.refused || strings.Contains(said, "ERROR") != c.refused {
				t.Errorf("it said: %s", said)
			}
			if n := writes(s) - before; c.refused && n > 0 {
				t.Errorf("%d writes", n)
			}
			a := article(t, s, object)
			if staged := a.Draft != nil && strings.Contains(a.Draft.Body, "Two"); staged != (name == "staged") || !strings.Contains(a.Body, "One") {
				t.Errorf("Intercom has %+v", a)
			}
			for _, call := range s.Calls()[calls:] {
				if call.Method == "PUT" && strings.Contains(string(call.Body), `"title"`) && name != "staged" {
					t.Errorf("a text was sent: %s", call.Body)
				}
			}
			if set := a.ScheduledPublishAt != 0; set == c.refused {
				t.Errorf("the schedule is %d", a.ScheduledPublishAt)
			}
		})
	}
}

// TestScheduledDraft: the first text of an article can be scheduled, and changed with its schedule.
func TestScheduledDraft(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One", "scheduled_publish_at": later})
	_, said := apply(t, s, refresh(t, s, object), with(acctest.Block{"body": "Two", "scheduled_publish_at": "2100-01-02T00:00:00Z"}))
	if a := article(t, s, object); strings.Contains(said, "ERROR") || !strings.Contains(a.Body, "Two") {
		t.Errorf("%s; Intercom has %+v", said, a)
	}
}
