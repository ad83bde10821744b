package article_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestDraftDataSource(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		id, version string
		draft       bool
		behaviors   []intercomtest.Behavior
		exists      string
		says        string
	}{
		"a draft":                      {draft: true, exists: "true"},
		"a draft that lists hide":      {draft: true, behaviors: []intercomtest.Behavior{intercomtest.HidesPendingChanges()}, exists: "true"},
		"no draft":                     {exists: "false"},
		"no draft, and untold":         {behaviors: []intercomtest.Behavior{intercomtest.HidesPendingChanges()}, exists: "false"},
		"no article":                   {id: "4040", says: "there is no article"},
		"a gateway":                    {behaviors: []intercomtest.Behavior{intercomtest.Gateway404JSON().On("GET", "/articles/*/draft")}, says: "not Intercom's word"},
		"a gateway for a draft":        {draft: true, behaviors: []intercomtest.Behavior{intercomtest.Gateway404HTML().On("GET", "/articles/*/draft")}, says: "has unpublished changes"},
		"a gateway for everything":     {behaviors: []intercomtest.Behavior{intercomtest.Gateway404Empty().On("GET", "/articles/*"), intercomtest.Gateway404Empty().On("GET", "/articles/*/draft")}, says: "404"},
		"another article":              {draft: true, behaviors: []intercomtest.Behavior{intercomtest.Overrides(map[string]any{"id": "12"}).On("GET", "/articles/*/draft")}, says: "another object"},
		"an older version":             {version: "2.15", says: "2.16 is the first version"},
		"another workspace's token":    {version: "other", says: "belongs to another workspace"},
		"a scope that the token lacks": {behaviors: []intercomtest.Behavior{intercomtest.RefusesAfter(403, "forbidden", "No.").On("GET", "/articles/*/draft")}, says: "Read and list articles"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
			if c.draft {
				s.DraftArticle(intercomtest.ExampleArticle, func(d *intercomtest.ArticleDraft) { d.Body = `<img src="https://example.com/a.png">` })
			}
			s.Set(c.behaviors...)
			arguments := acctest.Block{"api_version": "2.16"}
			switch c.version {
			case "2.15":
				arguments["api_version"] = c.version
			case "other":
				arguments["workspace_id"] = c.version
			}
			id := c.id
			if id == "" {
				id = intercomtest.ExampleArticle
			}
			got, diags := acctest.NewProtocol(t, s, "intercom_article_draft", arguments).Data(acctest.Block{"article_id": id})
			if c.says != "" {
				acctest.Expect(t, diags, "ERROR", c.says)
				return
			}
			acctest.Expect(t, diags)
			if got.Get("exists") != c.exists {
				t.Errorf("exists is %s", got.Get("exists"))
			}
			if body := got.Get("body"); c.draft && (!strings.Contains(body, "downloads.intercomcdn.com") || strings.Contains(body+got.Get("body_markdown"), "signature=")) {
				t.Errorf("the body is %s", body)
			}
			if locales := got.Get("pending_locales.0"); c.draft && len(c.behaviors) == 0 && locales != "en" {
				t.Errorf("pending is %s", locales)
			}
		})
	}
}

// TestVersionsDataSource: versions of all pages, newest first, of one locale or all, with bodies where they are asked for.
func TestVersionsDataSource(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
	object := acctest.Object{}
	const edits = 60
	for i := range edits {
		object = protocol(t, s, "2.16").Run(object, with(acctest.Block{"body": fmt.Sprint("Edit ", i)}))
	}
	object = protocol(t, s, "2.16").Run(object, with(acctest.Block{"body": fmt.Sprint("Edit ", edits-1), "translations": acctest.Block{"fr": acctest.Block{"title": "Un", "body": "Cinq"}}}))
	read := func(config acctest.Block) acctest.Object {
		t.Helper()
		config["article_id"] = object.Get("id")
		got, diags := protocol(t, s, "2.16").Of("intercom_article_versions").Data(config)
		acctest.Expect(t, diags)
		return got
	}
	every := read(acctest.Block{})
	if got, end := every.Get(fmt.Sprintf("versions.%d.title", edits)), every.Get(fmt.Sprintf("versions.%d.id", edits+1)); got != "Refunds" || end != "<none>" {
		t.Errorf("the first version is %s, and after it comes %s", got, end)
	}
	if got := every.Get("versions.0.title") + every.Get("versions.0.created_via") + every.Get("versions.0.body"); got != "Unapi<null>" {
		t.Errorf("the newest is %s", got)
	}
	s.ResetCalls()
	english := read(acctest.Block{"locale": "en", "limit": 2, "include_bodies": true})
	if got := english.Get("versions.0.body") + english.Get("versions.1.body_markdown") + english.Get("versions.2.id"); !strings.Contains(got, "Edit 59") || !strings.Contains(got, "Edit 58") || !strings.Contains(got, "<none>") {
		t.Errorf("two in English are %s", got)
	}
	if n := s.Count("GET", "/articles/*/versions/*"); n != 2 {
		t.Errorf("%d bodies were read", n)
	}
	if got := english.Get("versions.0.state") + english.Get("versions.1.state"); got != "publisheddraft" {
		t.Errorf("the states are %s", got)
	}
	for says, config := range map[string]acctest.Block{"there is no article": {"article_id": "4040"}, "400": {"article_id": object.Get("id"), "locale": "de"}} {
		_, diags := protocol(t, s, "2.16").Of("intercom_article_versions").Data(config)
		acctest.Expect(t, diags, "ERROR", says)
	}
	_, diags := protocol(t, s, "2.15").Of("intercom_article_versions").Data(acctest.Block{"article_id": object.Get("id")})
	acctest.Expect(t, diags, "ERROR", "2.16 is the first version")
	s.Inject(intercomtest.Fault{Method: "GET", Path: "/articles/*/versions", Act: intercomtest.LyingNotFound()})
	_, diags = protocol(t, s, "2.16").Of("intercom_article_versions").Data(acctest.Block{"article_id": object.Get("id")})
	acctest.Expect(t, diags, "ERROR", "404")
}
