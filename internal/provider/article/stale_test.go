package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestStateChangedSincePlan: an update neither publishes what somebody unpublished since the plan was made, nor writes a text live
// that the plan shows as a draft.
func TestStateChangedSincePlan(t *testing.T) {
	t.Parallel()
	french := func(title, state string) acctest.Block {
		return acctest.Block{"fr": acctest.Block{"title": title, "body": "Cinq", "state": state}}
	}
	root := func(state string) func(*intercomtest.Article) {
		return func(a *intercomtest.Article) { a.State = state }
	}
	inFrench := func(a *intercomtest.Article) {
		fr := a.Translations["fr"]
		fr.State = "draft"
		a.Translations["fr"] = fr
	}
	for name, c := range map[string]struct {
		before, change acctest.Block
		meanwhile      func(*intercomtest.Article)
		says           string
	}{
		"unpublished":              {nil, acctest.Block{"body": "Two"}, root("draft"), `state is "draft" now`},
		"unpublished, a title":     {nil, acctest.Block{"title": "Other"}, root("draft"), `state is "draft" now`},
		"staged":                   {acctest.Block{"stage": true}, acctest.Block{"body": "Two"}, root("draft"), `state is "draft" now`},
		"published":                {acctest.Block{"state": "draft"}, acctest.Block{"body": "Two"}, root("published"), `state is "published" now`},
		"translation unpublished":  {nil, acctest.Block{"translations": french("Deux", "published")}, inFrench, `translations["fr"].state is "draft" now`},
		"not the one that differs": {nil, acctest.Block{"body": "Two"}, inFrench, `translations["fr"].state is "draft" now`},
		"planned, too":             {nil, acctest.Block{"state": "draft"}, root("draft"), ""},
		"not managed":              {acctest.Block{"state": nil}, acctest.Block{"body": "Two"}, root("published"), ""},
	} {
		for _, version := range []string{"2.13", "2.16"} {
			if version == "2.13" && c.before["stage"] != nil {
				continue
			}
			t.Run(name+" "+version, func(t *testing.T) {
				t.Parallel()
				s := acctest.Fake(t)
				seed(s)
				s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
				config := with(acctest.Block{"body": "One", "translations": french("Un", "published")}, c.before)
				object := protocol(t, s, version).Run(acctest.Object{}, config)
				planned, _ := protocol(t, s, version).Plan(object, with(config, c.change))
				s.UpdateArticle(object.Get("id"), c.meanwhile)
				before := writes(s)
				_, diags := protocol(t, s, version).Apply(planned)
				said := acctest.Text(diags)
				if refused := strings.Contains(said, "somebody has changed") && strings.Contains(said, c.says); refused != (c.says != "") {
					t.Errorf("it said: %s", said)
				}
				if sent := writes(s) > before; sent == (c.says != "") {
					t.Errorf("%d writes", writes(s)-before)
				}
			})
		}
	}
}

// TestStateBySchedule: a state that the schedule explains is no change of somebody's.
func TestStateBySchedule(t *testing.T) {
	t.Parallel()
	s, _ := harness(t, nil)
	config := with(acctest.Block{"title": "Later", "body": "One", "scheduled_publish_at": "2100-01-01T01:00:00Z"})
	object, _ := apply(t, s, acctest.Object{}, config)
	object, said := apply(t, s, refresh(t, s, object), with(config, acctest.Block{"body": "Two"}))
	if a := article(t, s, object); strings.Contains(said, "ERROR") || !strings.Contains(a.Body, "Two") || a.State != "draft" {
		t.Errorf("%s; Intercom has %+v", said, a)
	}
}
