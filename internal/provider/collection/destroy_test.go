package collection_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// destroyTwo destroys two empty collections in one walk. Between the two, some time passes and between is called.
func destroyTwo(t *testing.T, pause time.Duration, between func(s *intercomtest.Server, second string)) (s *intercomtest.Server, second acctest.Object, said string) {
	t.Helper()
	clock := acctest.NewClock(time.Now())
	s = acctest.Fake(t, intercomtest.WithClock(clock.Now))
	multilingual(s)
	p := acctest.NewProtocol(t, s, kind, nil, acctest.WithClock(clock))
	var all []acctest.Planned
	for _, o := range p.RunAll(acctest.Block{"name": "One"}, acctest.Block{"name": "Two"}) {
		second = o
		planned, diags := p.Plan(o, nil)
		acctest.Expect(t, diags, "WARNING")
		all = append(all, planned)
	}
	s.ResetCalls()
	walk := p.ApplyWalk()
	if _, diags := walk.Apply(all[0]); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	clock.After(pause)
	between(s, second.Get("id"))
	second, diags := walk.Apply(all[1])
	return s, second, acctest.Text(diags)
}

// TestFilledMeanwhile: what a teammate puts into a collection while the walk runs keeps it, although the walk saw it empty before.
func TestFilledMeanwhile(t *testing.T) {
	t.Parallel()
	s, second, said := destroyTwo(t, time.Minute, func(s *intercomtest.Server, second string) {
		s.AddArticle(intercomtest.Article{ID: "500", ArticleText: intercomtest.ArticleText{Title: "How refunds work"}, ParentIDs: []string{second}})
	})
	if !strings.Contains(said, "it is not empty") || !strings.Contains(said, `article 500 "How refunds work"`) {
		t.Errorf("it said: %s", said)
	}
	if second.IsNull() {
		t.Error("it is not in state any more")
	}
	if n := s.Count("DELETE", ""); n != 1 {
		t.Errorf("%d deletions", n)
	}
}

// TestContentsShared: destroys that run close together read once what is in all collections.
func TestContentsShared(t *testing.T) {
	t.Parallel()
	s, second, said := destroyTwo(t, time.Second, func(*intercomtest.Server, string) {})
	if !second.IsNull() {
		t.Errorf("it said: %s", said)
	}
	if n := s.Count("GET", "/articles"); n != 1 {
		t.Errorf("%d lists of articles", n)
	}
}
