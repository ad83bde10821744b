package acctest_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/export"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestExportAssociations: the objects that connect two others refer to both. A ticket that is no tracker costs no call, and the README
// says what another workspace cannot have.
func TestExportAssociations(t *testing.T) {
	t.Parallel()
	people := func(o *export.Options) { o.Include = []string{"people", "tickets"} }
	leaveOut := "Leave out `linked_conversations.tf`, too: the other workspace cannot have the linked conversations"
	s := acctest.Fake(t)
	intercomtest.SeedExisting(s.Workspace)
	dir, log, err := exported(t, s, people)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	all := filesIn(t, dir)
	for file, wants := range map[string][]string{
		"linked_conversations.tf": {`resource "intercom_ticket_linked_conversation" "ticket_linked_conversation_35_ticket_496_205"`, `conversation_id = "205"`, `ticket_id       = intercom_ticket.ticket_35_ticket_496.id`},
		"company_tags.tf":         {`resource "intercom_company_tag" "acme_vip"`, `company_id = intercom_company.acme.id`, `tag_id     = intercom_tag.vip.id`},
		"contact_tags.tf":         {`contact_id = intercom_contact.grace_example_com.id`, `tag_id     = intercom_tag.vip.id`},
		"contact_companies.tf":    {`contact_id = intercom_contact.grace_example_com.id`, `company_id = intercom_company.acme.id`},
		"article_tags.tf":         {`article_id = intercom_article.tour.id`, `tag_id     = intercom_tag.vip.id`},
	} {
		for _, want := range wants {
			if !strings.Contains(all[file], want) {
				t.Errorf("%s does not have %s:\n%s", file, want, all[file])
			}
		}
		if n := strings.Count(all[file], "resource "); n != 1 {
			t.Errorf("%s has %d resources:\n%s", file, n, all[file])
		}
	}
	if readme := all["README.md"]; !strings.Contains(readme, leaveOut) || strings.Contains(readme, "`205`") {
		t.Errorf("the README is\n%s", readme)
	}
	// Each ticket is read once at most, and the list reads the tracker.
	for id, most := range map[string]int{"494": 1, "495": 1, "496": 2} {
		if n := s.Count("GET", "/tickets/"+id); n > most {
			t.Errorf("%d GETs of ticket %s, want %d", n, id, most)
		}
	}

	// An association with an object that cannot be read is left out, and links that are not shown are a problem.
	s.Inject(intercomtest.Fault{Method: "GET", Path: "/articles/12", Act: intercomtest.Status(403, "forbidden", "No.")})
	s.Set(intercomtest.Overrides(map[string]any{"linked_objects": nil}).On("GET", "/tickets/496"))
	dir, log, err = exported(t, s, people)
	if !errors.Is(err, export.ErrIncomplete) || !strings.Contains(log, "intercom_ticket_linked_conversation of intercom_ticket.ticket_35_ticket_496: ") {
		t.Errorf("%v\n%s", err, log)
	}
	all = filesIn(t, dir)
	if all["article_tags.tf"] != "" || all["linked_conversations.tf"] != "" || strings.Contains(all["README.md"], leaveOut) {
		t.Errorf("%s\n%s\n%s", all["article_tags.tf"], all["linked_conversations.tf"], all["README.md"])
	}
}
