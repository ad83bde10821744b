package acctest_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

var (
	actionBlock   = regexp.MustCompile(`(?ms)^action "(\w+)" "(\w+)" \{\n(.*?)^\}`)
	resourceBlock = regexp.MustCompile(`(?ms)^resource "(\w+)" "(\w+)" \{\n(.*?)^\}`)
)

// refersToTrigger returns an action of a configuration that refers to the resource that triggers it. Terraform 1.14 accepts
// that. Newer versions warn about it, and report a cycle if a resource has two triggers (CASES 9).
func refersToTrigger(config string) string {
	for _, resource := range resourceBlock.FindAllStringSubmatch(config, -1) {
		for _, action := range actionBlock.FindAllStringSubmatch(config, -1) {
			triggers := strings.Contains(resource[3], fmt.Sprintf("action.%s.%s", action[1], action[2]))
			if triggers && strings.Contains(action[3], fmt.Sprintf("%s.%s.", resource[1], resource[2])) {
				return fmt.Sprintf("action.%s.%s", action[1], action[2])
			}
		}
	}
	return ""
}

// invoke applies an example with actions, some of which are triggered, invokes the others directly, and destroys the
// example.
func (e example) invoke(t *testing.T) {
	t.Helper()
	s := acctest.Fake(t)
	for _, id := range existing {
		s.AddTicket(intercomtest.Ticket{ID: id, ContactIDs: []string{intercomtest.ExampleContact}})
	}
	for _, id := range []string{"515", "516"} {
		s.AddConversation(id, intercomtest.ExampleContact)
	}
	s.AddContact(intercomtest.Contact{ID: "6762f2d81bb69f9f2193bc77", Role: "lead", Email: intercomtest.ExampleContactEmail})
	s.AddSubscriptionType(intercomtest.SubscriptionType{ID: "106", Name: "Newsletters"})
	for range 2 {
		s.AddTicket(intercomtest.Ticket{StateID: intercomtest.ExampleResolved, CreatedAt: 1700000000})
	}
	for _, title := range []string{"Release 5: what is new", "Upgrading to release 5"} {
		s.AddArticle(intercomtest.Article{ArticleText: intercomtest.ArticleText{Title: title}})
	}
	if strings.Contains(e.name, "article_draft") {
		s.DraftArticle(intercomtest.ExampleArticle, func(d *intercomtest.ArticleDraft) { d.Body = "Staged" })
	}
	var all strings.Builder
	for _, text := range e.files {
		all.WriteString(text)
	}
	if action := refersToTrigger(all.String()); action != "" {
		t.Errorf("%s refers to the resource that triggers it", action)
	}
	c := acctest.NewCLI(t, s)
	c.SkipBelow("1.14.0")
	for name, text := range e.files {
		c.Write(name, text)
	}
	c.Config("")
	run := func(args ...string) {
		t.Helper()
		if out, err := c.Run(nil, append(args, "-auto-approve", "-no-color")...); err != nil {
			t.Fatalf("terraform %v: %v\n%s", args, err, out)
		} else if !strings.Contains(out, " complete! ") {
			t.Errorf("terraform %v:\n%s", args, out)
		} else if strings.Contains(out, "Reference to triggering resource") {
			t.Errorf("terraform %v warns:\n%s", args, out)
		}
	}
	run("apply")
	blocks := actionBlock.FindAllStringSubmatch(all.String(), -1)
	for _, m := range blocks {
		address := fmt.Sprintf("action.%s.%s", m[1], m[2])
		if !strings.Contains(all.String(), "actions = ["+address+"]") {
			run("apply", "-invoke="+address)
		}
	}
	if writes := s.Count("POST", "/tickets/*/*") + s.Count("PUT", "/tickets/*") + s.Count("DELETE", "/*/*") + s.Count("POST", "/contacts/*/*") + s.Count("POST", "/contacts/merge") +
		s.Count("POST", "/companies/*/*") + s.Count("PUT", "/admins/*/*") + s.Count("POST", "/events") + s.Count("PATCH", "/data_connectors/*") +
		s.Count("DELETE", "/secure_mode_secrets/*") + s.Count("PUT", "/articles/*") + s.Count("POST", "/articles/*/draft/publish"); writes < len(blocks) || len(blocks) == 0 {
		t.Errorf("%d actions made %d writes", len(blocks), writes)
	}
	run("destroy")
}
