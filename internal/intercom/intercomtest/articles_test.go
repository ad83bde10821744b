package intercomtest

import (
	"fmt"
	"regexp"
	"testing"
	"time"
)

// seedArticle adds article 42 with a draft of a teammate's, collections 165 and 166, and audience 7.
func seedArticle(s *Server) {
	s.AddCollection(Collection{ID: "165", Name: "Billing"})
	s.AddCollection(Collection{ID: "166", Name: "Refunds"})
	s.AddAudience(Audience{ID: "7", Name: "Enterprise"})
	s.AddArticle(Article{ID: "42", ParentIDs: []string{"165"}, ArticleText: ArticleText{Title: "Refunds", Body: "Live", State: "published", AuthorID: ExampleAdmin}})
	s.DraftArticle("42", func(d *ArticleDraft) { d.Body = "Staged" })
}

// seedPublished is seedArticle without the draft.
func seedPublished(s *Server) {
	seedArticle(s)
	s.UpdateArticle("42", func(a *Article) { a.Draft = nil })
}

// TestScheduledArticle: a schedule publishes the draft that its request made.
func TestScheduledArticle(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s, c, _ := example(t, WithClock(func() time.Time { return now }))
	seedPublished(s)
	if got := c.do("PUT", "/articles/42", `{"body":"New","scheduled_publish_at":"2026-01-02T00:00:00Z"}`).at("body"); got != `<p class="no-margin">Live</p>` {
		t.Errorf("before the time of the schedule, live is %v", got)
	}
	now = now.AddDate(0, 0, 2)
	if got := c.do("GET", "/articles/42", "").at("body"); got != `<p class="no-margin">New</p>` {
		t.Errorf("after the time of the schedule, live is %v", got)
	}
}

// TestUndecidedArticles turns each knob: what the fake does without it, and with it.
func TestUndecidedArticles(t *testing.T) {
	t.Parallel()
	const one = "/articles/42"
	stored := func(s *Server, _ response) any {
		a := s.Article("42")
		draft := ""
		if a.Draft != nil {
			draft = " draft " + a.Draft.Body
		}
		return fmt.Sprintf("%s%s by %s in %v, %s", a.Body, draft, a.AuthorID, a.ParentIDs, a.State)
	}
	const live, staged = `<p class="no-margin">Live</p>`, ` draft <p class="no-margin">Staged</p>`
	const by, in, published = " by " + ExampleAdmin, " in [165]", ", published"
	nested := `{"body":"<ul><li>a<ul><li>b</li></ul></li></ul>","state":"published"}`
	picture := `{"body":"<img src=\"https://example.com/a.png\">","state":"published"}`
	source := regexp.MustCompile(`src="(https://[^/]+)`)
	host := func(_ *Server, r response) any { return source.FindStringSubmatch(fmt.Sprint(r.body["body"]))[1] }
	runBehaviors(t, map[string]behaviorTest{
		"a text lands in the draft":       {seed: seedArticle, method: "PUT", path: one, body: `{"body":"New"}`, got: stored, want: live + ` draft <p class="no-margin">New</p>` + by + in + published},
		"a published text is live":        {seed: seedArticle, method: "PUT", path: one, body: `{"body":"New","state":"published"}`, got: stored, want: `<p class="no-margin">New</p>` + by + in + published},
		"a published text lands, too":     {seed: seedArticle, set: []Behavior{KeepsArticleDrafts()}, method: "PUT", path: one, body: `{"body":"New","state":"published"}`, got: stored, want: live + ` draft <p class="no-margin">New</p>` + by + in + published},
		"a state drops the draft":         {seed: seedArticle, method: "PUT", path: one, body: `{"state":"published"}`, got: stored, want: live + by + in + published},
		"a state publishes the draft":     {seed: seedArticle, set: []Behavior{PublishesArticleDrafts()}, method: "PUT", path: one, body: `{"state":"published"}`, got: stored, want: `<p class="no-margin">Staged</p>` + by + in + published},
		"a published text leaves it":      {seed: seedArticle, set: []Behavior{LeavesArticleDrafts()}, method: "PUT", path: one, body: `{"body":"New","state":"published"}`, got: stored, want: `<p class="no-margin">New</p>` + staged + by + in + published},
		"the draft state unpublishes":     {seed: seedArticle, method: "PUT", path: one, body: `{"state":"draft"}`, got: stored, want: live + by + in + ", draft"},
		"a draft has no URL":              {seed: seedArticle, method: "PUT", path: one, body: `{"state":"draft"}`, got: member("url"), want: nil},
		"authors stay":                    {seed: seedArticle, method: "PUT", path: one, body: `{"description":"x","state":"published"}`, got: member("author_id"), want: 814860.0},
		"authors are reassigned":          {seed: seedArticle, set: []Behavior{ReassignsAuthors()}, method: "PUT", path: one, body: `{"description":"x"}`, got: member("author_id"), want: 814800.0},
		"nested lists pass":               {seed: seedArticle, method: "PUT", path: one, body: nested, status: 200},
		"nested lists are refused":        {seed: seedArticle, set: []Behavior{RefusesNestedLists()}, method: "PUT", path: one, body: nested, status: 400},
		"images are copied":               {seed: seedArticle, method: "PUT", path: one, body: picture, got: host, want: "https://downloads.intercomcdn.com"},
		"images are copied late":          {seed: seedArticle, set: []Behavior{CopiesImagesLate()}, method: "PUT", path: one, body: picture, got: host, want: "https://example.com"},
		"an image that cannot be fetched": {seed: seedArticle, method: "PUT", path: one, body: `{"body":"<img src=\"https://x.invalid/a.png\">"}`, status: 400},
		"parent_id replaces":              {seed: seedArticle, method: "PUT", path: one, body: `{"parent_id":"166"}`, got: stored, want: live + staged + by + " in [166]" + published},
		"parent_id adds":                  {seed: seedArticle, set: []Behavior{AddsParents()}, method: "PUT", path: one, body: `{"parent_id":"166"}`, got: stored, want: live + staged + by + " in [165 166]" + published},
		"parent_ids are taken":            {seed: seedArticle, method: "PUT", path: one, body: `{"parent_ids":[165,166]}`, got: stored, want: live + staged + by + " in [165 166]" + published},
		"parent_ids are ignored":          {seed: seedArticle, set: []Behavior{IgnoresParentIDs()}, method: "PUT", path: one, body: `{"parent_ids":[]}`, got: stored, want: live + staged + by + in + published},
		"the live text is shown":          {seed: seedArticle, method: "GET", path: one, got: member("body"), want: live},
		"the draft is shown":              {seed: seedArticle, set: []Behavior{ShowsArticleDrafts()}, method: "GET", path: one, got: member("body"), want: `<p class="no-margin">Staged</p>`},
		"a draft is told":                 {seed: seedArticle, method: "GET", path: one, got: member("has_unpublished_changes"), want: true},
		"a draft is not told":             {seed: seedArticle, set: []Behavior{HidesPendingChanges()}, method: "GET", path: one, got: member("has_unpublished_changes"), want: nil},
		"an empty description":            {seed: seedArticle, method: "PUT", path: one, body: `{"description":""}`, status: 200},
		"an empty description is refused": {seed: seedArticle, set: []Behavior{RefusesEmptyArticleDescriptions()}, method: "PUT", path: one, body: `{"description":""}`, status: 400},
		"an unknown audience is a 404":    {seed: seedArticle, method: "PUT", path: one, body: `{"audience_ids":[8]}`, status: 404},
		"an audience":                     {seed: seedArticle, method: "PUT", path: one, body: `{"audience_ids":[7]}`, got: func(s *Server, _ response) any { return s.Article("42").AudienceIDs[0] }, want: "7"},
		"a schedule in the past":          {seed: seedArticle, method: "PUT", path: one, body: `{"scheduled_publish_at":"2001-01-01T00:00:00Z"}`, status: 400},
		"a text with a schedule":          {seed: seedPublished, method: "PUT", path: one, body: `{"body":"New","state":"published","scheduled_publish_at":"2100-01-01T00:00:00Z"}`, got: stored, want: live + ` draft <p class="no-margin">New</p>` + by + in + published},
		"a schedule alone":                {seed: seedPublished, method: "PUT", path: one, body: `{"scheduled_publish_at":"2100-01-01T00:00:00Z"}`, got: stored, want: live + by + in + published},
		"both bodies":                     {seed: seedArticle, method: "PUT", path: one, body: `{"body":"a","body_markdown":"b"}`, status: 422},
		"a list without Markdown":         {seed: seedArticle, method: "GET", path: "/articles", got: markdownListed, want: false},
		"a list with Markdown":            {seed: seedArticle, set: []Behavior{ListsMarkdown()}, method: "GET", path: "/articles", got: markdownListed, want: true},
		"white space becomes a paragraph": {seed: seedArticle, method: "PUT", path: one, body: `{"body":"<p>a</p>\n<p>b</p>","state":"published"}`, got: stored, want: `<p class="no-margin">a</p><p class="no-margin"></p><p class="no-margin">b</p>` + by + in + published},
		"headings are raised":             {seed: seedArticle, method: "PUT", path: one, body: `{"body":"<h3>a</h3>","state":"published"}`, got: stored, want: `<h1 id="h_61bff2dd7b">a</h1>` + by + in + published},
		"Markdown becomes HTML":           {seed: seedArticle, method: "PUT", path: one, body: `{"body_markdown":"*a*\n\n- b","state":"published"}`, got: stored, want: `<p class="no-margin"><i>a</i></p><ul><li><p class="no-margin">b</p></li></ul>` + by + in + published},
		"publishing a draft":              {seed: seedArticle, method: "POST", path: one + "/draft/publish", body: `{"locales":["en"]}`, got: stored, want: `<p class="no-margin">Staged</p>` + by + in + published},
	})
}

func markdownListed(_ *Server, r response) any {
	_, shown := elements(r.body)[0].(object)["body_markdown"]
	return shown
}

// TestSignaturesChange: no two reads show the URL of an image alike.
func TestSignaturesChange(t *testing.T) {
	t.Parallel()
	s, c, _ := example(t)
	s.AddArticle(Article{ID: "42", ArticleText: ArticleText{Title: "Refunds", Body: `<img src="https://example.com/a.png">`}})
	first, second := c.do("GET", "/articles/42", "").at("body"), c.do("GET", "/articles/42", "").at("body")
	if first == second {
		t.Errorf("two reads show %v", first)
	}
}
