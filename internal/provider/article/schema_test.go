package article_test

import (
	"strings"
	"testing"

	articles "github.com/terraform-intercom/terraform-provider-intercom/internal/provider/article"
)

// TestPendingDraftDescribed: pending_draft says of each resource what it is about.
func TestPendingDraftDescribed(t *testing.T) {
	t.Parallel()
	if said := articles.Object.Attributes()["pending_draft"].GetMarkdownDescription(); !strings.Contains(said, "on_destroy") {
		t.Errorf("of an article: %s", said)
	}
	if said := articles.BodyObject.Attributes()["pending_draft"].GetMarkdownDescription(); strings.Contains(said, "states") {
		t.Errorf("of a body: %s", said)
	}
}
