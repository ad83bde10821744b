package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestTakeover: a plan names the texts in Intercom that it replaces although state does not have them.
func TestTakeover(t *testing.T) {
	t.Parallel()
	french := func(text acctest.Block) acctest.Block {
		return acctest.Block{"translations": acctest.Block{"fr": text}}
	}
	for name, c := range map[string]struct {
		before, after acctest.Block
		theirs        func(*intercomtest.Article)
		says          string
	}{
		"a body": {nil, acctest.Block{"body": "Ours"}, func(a *intercomtest.Article) { a.Body = "Theirs" }, `has a body already, which this plan replaces`},
		"a translation": {nil, french(acctest.Block{"title": "Un", "body": "Le nôtre"}), func(a *intercomtest.Article) {
			a.Translations = map[string]intercomtest.ArticleText{"fr": {Title: "Remboursements", Body: "Le leur", State: "published"}}
		}, `has a translation to fr ("Remboursements") already, which this plan replaces`},
		"a translation's body": {french(acctest.Block{"title": "Un"}), french(acctest.Block{"title": "Un", "body": "Le nôtre"}), func(a *intercomtest.Article) {
			fr := a.Translations["fr"]
			fr.Body = "Le leur"
			a.Translations["fr"] = fr
		}, `has a body in fr already, which this plan replaces`},
		"a translation's description": {french(acctest.Block{"title": "Un"}), french(acctest.Block{"title": "Un", "description": "La nôtre"}), func(a *intercomtest.Article) {
			fr := a.Translations["fr"]
			fr.Description = "La leur"
			a.Translations["fr"] = fr
		}, `has a description in fr already, which this plan replaces`},
		"an equal body": {nil, acctest.Block{"body": "<p>Theirs</p>\n"}, func(a *intercomtest.Article) { a.Body = "Theirs" }, ""},
		"an equal translation": {nil, french(acctest.Block{"title": "Remboursements", "body": "Le leur"}), func(a *intercomtest.Article) {
			a.Translations = map[string]intercomtest.ArticleText{"fr": {Title: "Remboursements", Body: "Le leur", State: "published"}}
		}, ""},
		"no text":     {nil, acctest.Block{"body": "Ours", "translations": acctest.Block{"fr": acctest.Block{"title": "Un"}}}, func(*intercomtest.Article) {}, ""},
		"one managed": {acctest.Block{"body": "One"}, acctest.Block{"body": "Two"}, func(a *intercomtest.Article) { a.Body = "Theirs" }, ""},
	} {
		for _, version := range []string{"2.13", "2.16"} {
			t.Run(name+" "+version, func(t *testing.T) {
				t.Parallel()
				s := acctest.Fake(t)
				seed(s)
				s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr"} })
				object := protocol(t, s, version).Run(acctest.Object{}, with(c.before))
				s.UpdateArticle(object.Get("id"), c.theirs)
				object, diags := protocol(t, s, version).Read(object)
				acctest.Expect(t, diags)
				_, diags = protocol(t, s, version).Plan(object, with(c.before, c.after))
				said := acctest.Text(diags)
				if warned := strings.Contains(said, "This plan replaces texts of articles"); warned != (c.says != "") || !strings.Contains(said, c.says) {
					t.Errorf("it said: %s", said)
				}
			})
		}
	}
}
