package contact_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseArchivedBeforeDestroy (CASES 9): Intercom answers 404 for an archived contact, as for a deleted one. A destroy
// that only a read confirms therefore warns; one that Intercom confirms does not.
func TestCaseArchivedBeforeDestroy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		prepare func(s *intercomtest.Server, id string)
		warns   bool
	}{
		"deleted": {func(*intercomtest.Server, string) {}, false},
		"archived before": {func(s *intercomtest.Server, id string) {
			s.UpdateContact(id, func(c *intercomtest.Contact) { c.Archived = true })
			s.Set(intercomtest.ArchivedContactsHidden())
		}, true},
		"deleted before": {func(s *intercomtest.Server, id string) { s.DeleteContact(id) }, true},
		"lost": {func(s *intercomtest.Server, _ string) {
			s.Inject(intercomtest.Fault{Method: "DELETE", Path: "/contacts/*", Act: intercomtest.ResetAfter(), Times: 1})
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			object := p.Run(acctest.Object{}, joan)
			c.prepare(s, object.Get("id"))
			after, diags := p.Destroy(object)
			if acctest.HasError(diags) || !after.IsNull() {
				t.Errorf("in state: %v\n%s", !after.IsNull(), acctest.Text(diags))
			}
			if warns := strings.Contains(acctest.Text(diags), "Deletion not proved"); warns != c.warns {
				t.Errorf("it warns: %v\n%s", warns, acctest.Text(diags))
			}
			if c.warns {
				acctest.Expect(t, diags, "WARNING", "Deletion not proved by Intercom's answer", "joan@example.com", "archived, or merged")
			}
		})
	}
}
