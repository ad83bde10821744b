package article_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestSameTime: what one resource writes to an article while another one of the run does stays, also where a PUT removes the locales that it
// does not name.
func TestSameTime(t *testing.T) {
	t.Parallel()
	french := acctest.Block{"fr": acctest.Block{"title": "Un", "state": "published"}, "de": acctest.Block{"title": "Eins", "state": "published"}}
	renamed := acctest.Block{"fr": acctest.Block{"title": "Un", "state": "published"}, "de": acctest.Block{"title": "Zwei", "state": "published"}}
	for name, first := range map[string]string{"two bodies": bodyKind, "an article and a body": "intercom_article"} {
		for how, behaviors := range map[string][]intercomtest.Behavior{"others stay": nil, "others are removed": {intercomtest.ReplacesTranslations()}} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := intercomtest.NewServer()
					t.Cleanup(s.Close)
					intercomtest.SeedExample(s.Workspace)
					s.URL = "http://127.0.0.1" // never dialled
					seed(s)
					s.UpdateHelpCenter(intercomtest.DefaultHelpCenter, func(h *intercomtest.HelpCenter) { h.Locales = []string{"en", "fr", "de"} })
					handler := s.Handler()
					articles := acctest.NewProtocol(t, s, "intercom_article", acctest.Block{"api_version": "2.16"}, provider.WithClient(func(c *intercom.Config) {
						c.HTTPClient = &http.Client{Transport: acctest.InProcess{Handler: handler}}
					}))
					owner := articles.Run(acctest.Object{}, with(acctest.Block{"translations": french}))
					id := owner.Get("id")
					s.Set(behaviors...)

					bodies := articles.Of(bodyKind)
					french, diags := bodies.Plan(acctest.Object{}, acctest.Block{"article_id": id, "locale": "fr", "body": "Cinq"})
					acctest.Expect(t, diags)
					var other acctest.Planned
					if first == bodyKind {
						other, diags = bodies.Plan(acctest.Object{}, acctest.Block{"article_id": id, "locale": "de", "body": "Fünf"})
					} else {
						other, diags = articles.Plan(owner, with(acctest.Block{"translations": renamed}))
					}
					acctest.Expect(t, diags)

					walk := articles.ApplyWalk()
					var both sync.WaitGroup
					var said []*tfprotov6.Diagnostic
					s.Before("PUT", "/articles/*", func() {
						both.Go(func() { _, said = walk.Of(bodyKind).Apply(french) })
						synctest.Wait() // it has ended, or waits for the other one
					})
					_, diags = walk.Of(first).Apply(other)
					both.Wait()
					acctest.Expect(t, append(diags, said...))
					a := s.Article(id)
					if fr := a.Translations["fr"]; !strings.Contains(fr.Body, "Cinq") {
						t.Errorf("fr is %+v", fr)
					}
					if de := a.Translations["de"]; de.Title+de.Body != "Zwei" && !strings.Contains(de.Body, "Fünf") {
						t.Errorf("de is %+v", de)
					}
				})
			})
		}
	}
}
