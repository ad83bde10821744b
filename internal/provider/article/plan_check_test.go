package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestDefaultLocale: a translation to the default locale is refused for a new article and for one in state.
func TestDefaultLocale(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"fr", "en"} })
	translated := func(locale string) acctest.Block {
		return with(acctest.Block{"translations": acctest.Block{locale: acctest.Block{"title": "Refunds"}}})
	}
	refused := func(prior acctest.Object) {
		t.Helper()
		before := writes(s)
		_, said := apply(t, s, prior, translated("fr"))
		if !strings.Contains(said, "Translation to the default locale") || writes(s) > before {
			t.Errorf("%d writes, and it said: %s", writes(s)-before, said)
		}
	}
	refused(acctest.Object{})
	object, said := apply(t, s, acctest.Object{}, translated("en"))
	if strings.Contains(said, "ERROR") {
		t.Fatal(said)
	}
	refused(refresh(t, s, object))

	s.Inject(intercomtest.Fault{Method: "GET", Path: "/help_center/collections", Act: intercomtest.Status(403, "forbidden", "No.")})
	if _, said := apply(t, s, acctest.Object{}, with(acctest.Block{"title": "Another", "translations": acctest.Block{"en": acctest.Block{"title": "A"}}})); !strings.Contains(said, "reading the collections") {
		t.Errorf("without the collections, it said: %s", said)
	}
}

// TestDefaultLocaleUntold: help centers with one language tell no default locale, so nothing is refused.
func TestDefaultLocaleUntold(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en"} })
	if _, said := apply(t, s, acctest.Object{}, with(acctest.Block{"translations": acctest.Block{"fr": acctest.Block{"title": "Un"}}})); strings.Contains(said, "ERROR") {
		t.Error(said)
	}
}

// TestNewArticleNamed: the warnings about a planned article name it by its title, and by nothing where that is not known.
func TestNewArticleNamed(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	seed(s)
	for _, c := range []struct {
		title any
		says  string
	}{{"Refunds", "Article \"Refunds\" is not listed"}, {acctest.Unknown, "The new article is not listed"}} {
		_, diags := protocol(t, s, "2.16").Plan(acctest.Object{}, with(acctest.Block{"title": c.title, "collection_ids": nil}))
		acctest.Expect(t, diags, "WARNING", c.says)
	}
}

// TestUnknownAuthor: an author that Intercom does not list is a warning, once, and none if the list fails.
func TestUnknownAuthor(t *testing.T) {
	t.Parallel()
	const words = "Authors of articles are not among the admins"
	s, object := harness(t, acctest.Block{"body": "One"})
	plan := func(author string) string {
		_, diags := protocol(t, s, "2.16").Plan(refresh(t, s, object), with(acctest.Block{"body": "One", "author_id": author}))
		return acctest.Text(diags)
	}
	if said := plan("4711"); !strings.Contains(said, words) || strings.Contains(said, "ERROR") {
		t.Errorf("of an unknown author, it said: %s", said)
	}
	if said := plan(intercomtest.ExampleAdmin); strings.Contains(said, words) {
		t.Errorf("of the author that it has, it said: %s", said)
	}
	s.Inject(intercomtest.Fault{Method: "GET", Path: "/admins", Act: intercomtest.Status(403, "forbidden", "No.")})
	if said := plan("4711"); strings.Contains(said, words) || strings.Contains(said, "ERROR") {
		t.Errorf("without the list, it said: %s", said)
	}
}

// TestMarkdownImages: what Intercom refuses a text for is one error, with its line. What it only changes is a warning.
func TestMarkdownImages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a\n\n![](data:image/png;base64,AAAA)": "ERROR", "a\n\n![](shots/a.png)": "ERROR", "a\n\n~~b~~": "WARNING", "a\n\n![](https://example.com/a.png)": "",
	} {
		said := acctest.Text(protocol(t, acctest.Fake(t), "2.16").Validate(with(acctest.Block{"body_markdown": text})))
		if errors := strings.Count(said, "ERROR"); errors != strings.Count(want, "ERROR") || !strings.Contains(said, want) || want != "" && !strings.Contains(said, "line 3") {
			t.Errorf("of %q, it said: %s", text, said)
		}
	}
}
