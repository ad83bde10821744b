package article_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestForeignAnswer: an answer and a read without a word of the text that was sent are no form of it.
func TestForeignAnswer(t *testing.T) {
	t.Parallel()
	s, object := harness(t, acctest.Block{"body": "One"})
	s.Set(intercomtest.Overrides(map[string]any{"body": "<p>Theirs</p>", "body_markdown": "Theirs"}).On("", "/articles/*"))
	after, said := apply(t, s, object, with(acctest.Block{"body": "Two"}))
	if !strings.Contains(said, "ERROR") || !strings.Contains(said, "did not store body") || strings.Contains(said, "did not keep everything") {
		t.Errorf("it said: %s", said)
	}
	if got := after.Get("body"); !strings.Contains(got, "Theirs") {
		t.Errorf("state has %s", got)
	}
	s.ClearBehaviors()
	after, said = apply(t, s, refresh(t, s, after), with(acctest.Block{"body": "Two"}))
	if strings.Contains(said, "ERROR") || !strings.Contains(article(t, s, after).Body, "Two") {
		t.Errorf("the next apply: %s", said)
	}
}
