package article_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

var newest = []string{"2.16", "Preview"}

// harness has article 42 of Terraform's, with the configuration.
func harness(t *testing.T, config acctest.Block, behaviors ...intercomtest.Behavior) (*intercomtest.Server, acctest.Object) {
	t.Helper()
	s := acctest.Fake(t)
	seed(s)
	s.Set(behaviors...)
	p := acctest.NewProtocol(t, s, "intercom_article", acctest.Block{"api_version": "2.16"})
	object := p.Run(acctest.Object{}, with(config, nil))
	return s, object
}

// with is the smallest configuration of a published article, with changes.
func with(changes ...acctest.Block) acctest.Block {
	config := acctest.Block{"title": "Refunds", "author_id": intercomtest.ExampleAdmin, "state": "published", "collection_ids": []any{"165"}}
	for _, change := range changes {
		maps.Copy(config, change)
	}
	return config
}

func TestCRUDMarkdown(t *testing.T) {
	acctest.CRUDTest{
		Type: "intercom_article", Keys: []string{"id"}, Versions: newest,
		Seed: func(s *intercomtest.Server) {
			seed(s)
			s.AddAudience(intercomtest.Audience{ID: "7", Name: "Enterprise"})
			s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr", "de"} })
		},
		Config: with(acctest.Block{
			"body_markdown": "## Refunds\n\nWithin **five** days.\n", "collection_ids": []any{"165", "166"}, "audience_ids": []any{"7"}, "ai_copilot_availability": false,
			"translations": acctest.Block{"fr": acctest.Block{"title": "Remboursements", "body_markdown": "Cinq jours.", "state": "published"}},
		}),
		Unread: []string{"body_markdown", "translations", "ai_chatbot_availability", "ai_sales_agent_availability"},
		Created: []string{`POST /articles {"title":"Refunds","body_markdown":"## Refunds\n\nWithin **five** days.\n","author_id":814860,"state":"published","parent_ids":[165,166],"audience_ids":[7],
			"ai_copilot_availability":false,"translated_content":{"fr":` + french("Remboursements", "Cinq jours.") + `}}`},
		Updated:  []string{`PUT /articles/{id} {"body_markdown":"Within six days.","author_id":814860,"state":"published","parent_ids":[],"translated_content":{"fr":` + french("Remboursement", "Six jours.") + `}}`},
		Restored: []string{`PUT /articles/{id} {"author_id":814860,"state":"published","translated_content":{"fr":` + french("Remboursements", "Cinq jours.") + `}}`},
		Second: acctest.Block{
			"body_markdown": "Within six days.", "collection_ids": []any{},
			"translations": acctest.Block{"fr": acctest.Block{"title": "Remboursement", "body_markdown": "Six jours.", "state": "published"}},
		},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateArticle(o.Get("id"), func(a *intercomtest.Article) {
				fr := a.Translations["fr"]
				fr.Body = "Quatre jours."
				a.Translations["fr"] = fr
			})
		},
		Destroyed: []string{`DELETE /articles/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteArticle(o.Get("id")) },
	}.Run(t)
}

func french(title, body string) string {
	return fmt.Sprintf(`{"title":%q,"body_markdown":%q,"author_id":814860,"state":"published"}`, title, body)
}

func writes(s *intercomtest.Server) int {
	return s.Count("POST", "") + s.Count("PUT", "") + s.Count("DELETE", "")
}

// everything is a body with every kind of block.
const everything = `<h2>Refunds</h2>
<p>Read <a href="https://example.com/terms">the terms</a>, <em>please</em>, and <code>run</code> it.<br>Then wait.</p>
<p class="intercom-align-center">Centered</p>
<h3>Steps</h3>
<ol><li>One<ul><li>A</li><li>B</li></ul></li><li>Two</li></ol>
<table><thead><tr><th>Plan</th><th>Days</th></tr></thead><tbody><tr><td>Gold</td><td>1</td></tr></tbody></table>
<img src="https://example.com/shots/a.png" alt="A screenshot">
<div class="intercom-interblocks-callout" style="background-color: #feedaf80; border-color: #fbc91633;"><p>Careful</p></div>
<p><a class="intercom-h2b-button" href="https://example.com/go">Go</a></p>
<iframe src="https://www.youtube.com/embed/abc"></iframe>
<pre><code>line 1
line 2</code></pre>
<hr>
<details><summary>More</summary><p>Hidden text</p></details>
`

// everythingMarkdown is the like in Markdown.
const everythingMarkdown = "## Refunds\n\nRead [the terms](https://example.com/terms), *please*, and **wait**.\n\n### Steps\n\n1. One\n   - A\n   - B\n2. Two\n\n" +
	"| Plan | Days |\n| --- | --- |\n| Gold | 1 |\n\n![A screenshot](https://example.com/shots/a.png)\n\n" +
	":::callout backgroundColor=\"#feedaf80\" borderColor=\"#fbc91633\"\nCareful\n:::\n\n:::button label=\"Go\" href=\"https://example.com/go\" :::\n\n```\nline 1\nline 2\n```\n\n---\n\nThe end.\n"

func forms() map[string]acctest.Block {
	return map[string]acctest.Block{"HTML": {"body": everything}, "Markdown": {"body_markdown": everythingMarkdown}}
}

// checkStable fails if a refresh and a plan show a change.
func checkStable(t *testing.T, s *intercomtest.Server, object acctest.Object, config acctest.Block) acctest.Object {
	t.Helper()
	before := writes(s)
	p := acctest.NewProtocol(t, s, "intercom_article", acctest.Block{"api_version": "2.16"})
	read, diags := p.Read(object)
	acctest.Expect(t, diags)
	for _, name := range []string{"body", "body_markdown", "title", "state"} {
		if read.Get(name) != object.Get(name) {
			t.Errorf("a refresh shows %s %s, want %s", name, read.Get(name), object.Get(name))
		}
	}
	after := p.Run(read, config)
	if got := writes(s) - before; got != 0 {
		t.Errorf("%d writes", got)
	}
	return after
}

func TestEveryBlock(t *testing.T) {
	t.Parallel()
	for form, text := range forms() {
		for name, behaviors := range map[string][]intercomtest.Behavior{
			"copied": nil, "copied late": {intercomtest.CopiesImagesLate().Times(1).On("POST", "/articles")}, "untold": {intercomtest.HidesPendingChanges()}, "drafts survive": {intercomtest.KeepsArticleDrafts()},
		} {
			t.Run(form+" "+name, func(t *testing.T) {
				t.Parallel()
				s, object := harness(t, text, behaviors...)
				for range 3 {
					object = checkStable(t, s, object, with(text))
				}
				reformatted := acctest.Block{}
				for name, value := range text {
					reformatted[name] = strings.ReplaceAll(fmt.Sprint(value), "\n\n", "\n\n\n") + "\n"
				}
				checkStable(t, s, object, with(reformatted))

				s.UpdateArticle(object.Get("id"), func(a *intercomtest.Article) { a.Body = strings.Replace(a.Body, "Gold", "Silver", 1) })
				p := acctest.NewProtocol(t, s, "intercom_article", acctest.Block{"api_version": "2.16"})
				drifted, diags := p.Read(object)
				acctest.Expect(t, diags)
				shown := drifted.Get("body") + drifted.Get("body_markdown")
				if !strings.Contains(shown, "Silver") {
					t.Errorf("a refresh shows %s", shown)
				}
				if strings.Contains(shown, "signature=") {
					t.Errorf("state has a signature: %s", shown)
				}
				restored := p.Run(drifted, with(text))
				if got := s.Article(object.Get("id")).Body; !strings.Contains(got, "Gold") {
					t.Errorf("after an apply, Intercom has %s", got)
				}
				checkStable(t, s, restored, with(text))
			})
		}
	}
}
