package conversation_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestDataSource: a conversation is read in every version, without its text. A 404 that is not Intercom's proves nothing.
func TestDataSource(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15", "2.16", "Preview"} {
		s := acctest.Fake(t)
		s.AddConversation("515", intercomtest.ExampleContact)
		s.UpdateConversation("515", func(c *intercomtest.Conversation) {
			c.Title, c.TagIDs, c.AdminID = "Refund", []string{intercomtest.ExampleTag}, intercomtest.ExampleAdmin
		})
		p := acctest.NewProtocol(t, s, "intercom_conversation", acctest.Block{"api_version": version})
		found, diags := p.Data(acctest.Block{"id": "515"})
		acctest.Expect(t, diags)
		for name, want := range map[string]string{
			"title": "Refund", "state": "open", "open": "true", "read": "true", "admin_assignee_id": intercomtest.ExampleAdmin, "team_assignee_id": "<null>",
			"contact_ids.0": intercomtest.ExampleContact, "contact_ids.1": "<none>", "tag_ids.0": intercomtest.ExampleTag, "snoozed_until": "<null>",
		} {
			if got := found.Get(name); got != want {
				t.Errorf("%s: %s is %s, not %s", version, name, got, want)
			}
		}
		_, diags = p.Data(acctest.Block{"id": "516"})
		acctest.Expect(t, diags, "ERROR", `0 conversations have the id "516"`)
		s.Set(intercomtest.Gateway404HTML().On("GET", "/conversations/*"))
		_, diags = p.Data(acctest.Block{"id": "515"})
		if acctest.Expect(t, diags, "ERROR", "404"); strings.Contains(acctest.Text(diags), "0 conversations") {
			t.Errorf("%s: it was believed: %s", version, acctest.Text(diags))
		}
	}
}

// TestDataSourceWithoutLists: an answer that does not show the contacts and tags does not say that there are none.
func TestDataSourceWithoutLists(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddConversation("515", intercomtest.ExampleContact)
	s.Set(intercomtest.Omits("contacts", "tags").On("GET", "/conversations/*"))
	found, diags := acctest.NewProtocol(t, s, "intercom_conversation", nil).Data(acctest.Block{"id": "515"})
	acctest.Expect(t, diags)
	for _, name := range []string{"contact_ids", "tag_ids"} {
		if got := found.Get(name); got != "<null>" {
			t.Errorf("%s are %s", name, got)
		}
	}
}
