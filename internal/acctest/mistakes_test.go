package acctest_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestMistakes makes the mistakes that people make in configurations. Validate or plan finds each of them where that is
// possible, and the message alone says what to change.
func TestMistakes(t *testing.T) {
	t.Parallel()
	ticket := func(changes acctest.Block) acctest.Block {
		config := acctest.Block{"ticket_type_id": "1234", "contacts": []any{acctest.Block{"email": "ada@example.com"}}, "title": "Checkout is down"}
		maps.Copy(config, changes)
		return config
	}
	contact := func(one acctest.Block) acctest.Block { return ticket(acctest.Block{"contacts": []any{one}}) }
	attributes := func(values acctest.Block) acctest.Block { return ticket(acctest.Block{"ticket_attributes": values}) }
	for name, c := range map[string]struct {
		kind string
		// found is what finds the mistake: validate, plan, apply, data, or import.
		found  string
		config acctest.Block
		id     string
		says   []string
	}{
		"misspelt attribute":               {"intercom_ticket", "plan", attributes(acctest.Block{"Prority": "High"}), "", []string{`Did you mean "Priority"?`}},
		"misspelt option":                  {"intercom_ticket", "plan", attributes(acctest.Block{"Priority": "Hgih"}), "", []string{`Did you mean "High"?`}},
		"text for a number":                {"intercom_ticket", "plan", attributes(acctest.Block{"Seats": "many"}), "", []string{"Seats", "whole number"}},
		"an invalid date":                  {"intercom_ticket", "plan", attributes(acctest.Block{"Due": "tomorrow"}), "", []string{"Due", "RFC 3339"}},
		"title as an attribute":            {"intercom_ticket", "validate", attributes(acctest.Block{"_default_title_": "x"}), "", []string{"Set the argument title"}},
		"empty title":                      {"intercom_ticket", "validate", ticket(acctest.Block{"title": ""}), "", []string{"title", "must not be empty"}},
		"title of blanks":                  {"intercom_ticket", "validate", ticket(acctest.Block{"title": " \u200b"}), "", []string{"title", "must not be empty or blank", `\u200b`}},
		"invisible text in an email":       {"intercom_contact", "validate", acctest.Block{"role": "user", "email": "ada\u200b@example.com"}, "", []string{"email", "invisible", `\u200b`}},
		"no contact":                       {"intercom_ticket", "validate", ticket(acctest.Block{"contacts": []any{}}), "", []string{"contacts", "1"}},
		"two contacts":                     {"intercom_ticket", "validate", ticket(acctest.Block{"contacts": []any{acctest.Block{"email": "a@example.com"}, acctest.Block{"email": "b@example.com"}}}), "", []string{"contacts", "1"}},
		"ID and email of a contact":        {"intercom_ticket", "validate", contact(acctest.Block{"id": intercomtest.ExampleContact, "email": "ada@example.com"}), "", []string{"contacts[0]", "one"}},
		"neither ID nor email":             {"intercom_ticket", "validate", contact(acctest.Block{}), "", []string{"contacts[0]", "one"}},
		"an unknown contact":               {"intercom_ticket", "apply", contact(acctest.Block{"id": "6762f2d81bb69f9f2193bbff"}), "", []string{"Contact not found", "No ticket was created"}},
		"type by its name":                 {"intercom_ticket", "validate", ticket(acctest.Block{"ticket_type_id": "Incident report"}), "", []string{"ticket_type_id", "ID"}},
		"an unknown type":                  {"intercom_ticket", "plan", ticket(acctest.Block{"ticket_type_id": "9999"}), "", []string{"ticket_type_id", "9999"}},
		"an unknown team":                  {"intercom_ticket", "apply", ticket(acctest.Block{"team_assignee_id": "999999"}), "", []string{"team_assignee_id", "the workspace has no such admin or team"}},
		"state of another type":            {"intercom_ticket", "plan", ticket(acctest.Block{"ticket_state_id": "77"}), "", []string{"has no state 77", `8481 "Submitted"`}},
		"a timeout in words":               {"intercom_ticket", "validate", ticket(acctest.Block{"timeouts": acctest.Block{"create": "5 minutes"}}), "", []string{"5 minutes", `"2h45m"`}},
		"the number of the Inbox":          {"intercom_ticket", "import", nil, "#1390", []string{"#1390 is the number that the Inbox shows"}},
		"a URL of the Inbox":               {"intercom_ticket", "import", nil, "https://app.intercom.com/a/inbox/x/conversation/42", []string{"is not the ID"}},
		"an unknown ID":                    {"intercom_ticket", "import", nil, "99999", []string{"does not exist", "99999"}},
		"an attribute by its name":         {"intercom_ticket_type_attribute", "import", nil, "1234/Priority", []string{`ticket type 1234 "Incident" has no attribute Priority`}},
		"half an ID":                       {"intercom_ticket_tag", "import", nil, "494", []string{"ticket_id/tag_id"}},
		"existing tag":                     {"intercom_tag", "plan", acctest.Block{"name": "vip"}, "", []string{"exists already", "import", "moved block"}},
		"existing contact":                 {"intercom_contact", "plan", acctest.Block{"role": "user", "email": intercomtest.ExampleContactEmail}, "", []string{"exists already", "import", "moved block"}},
		"existing company":                 {"intercom_company", "plan", acctest.Block{"company_id": "acme", "name": "Acme"}, "", []string{"exists already", "import", "moved block"}},
		"email without a domain":           {"intercom_contact", "validate", acctest.Block{"role": "user", "email": "ada@"}, "", []string{"email", "ada@"}},
		"a blank at the end":               {"intercom_tag", "validate", acctest.Block{"name": "vip "}, "", []string{"name", `"vip "`}},
		"an unknown role":                  {"intercom_contact", "validate", acctest.Block{"role": "admin", "email": "x@example.com"}, "", []string{"role", "user", "lead"}},
		"a lead with an external_id":       {"intercom_contact", "validate", acctest.Block{"role": "lead", "external_id": "7"}, "", []string{"external_id", "lead"}},
		"a ticket's company by its own ID": {"intercom_ticket", "plan", ticket(acctest.Block{"company_id": "acme"}), "", []string{"company_id", "Company not found", "ID that Intercom assigned"}},
		"a company by its customer's ID":   {"intercom_contact_company", "validate", acctest.Block{"contact_id": intercomtest.ExampleContact, "company_id": "acme inc"}, "", []string{"company_id", "ID"}},
		"an unknown data type":             {"intercom_ticket_type_attribute", "validate", acctest.Block{"ticket_type_id": "1234", "name": "Seats2", "description": "x", "data_type": "number"}, "", []string{"data_type", "integer"}},
		"options of a number":              {"intercom_ticket_type_attribute", "validate", acctest.Block{"ticket_type_id": "1234", "name": "Seats2", "description": "x", "data_type": "integer", "list_items": []any{"a"}}, "", []string{"list_items", "list"}},
		"an unknown on_destroy":            {"intercom_ticket", "validate", ticket(acctest.Block{"on_destroy": "archive"}), "", []string{"on_destroy", "close", "abandon"}},
		"admin by part of the email":       {"intercom_admin", "data", acctest.Block{"email": "murrey@example.com"}, "", []string{"0 admins have the email", "Did you mean"}},
		"team by another name":             {"intercom_team", "data", acctest.Block{"name": "On cal"}, "", []string{"0 teams have the name", "Did you mean"}},
		"type by a misspelt name":          {"intercom_ticket_type", "data", acctest.Block{"name": "Incidnt"}, "", []string{`Did you mean "Incident"?`}},
		"two ways to look up":              {"intercom_contact", "data", acctest.Block{"email": "ada@example.com", "id": intercomtest.ExampleContact}, "", []string{"email", "id"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			p := acctest.NewProtocol(t, s, c.kind, nil)
			var diags []*tfprotov6.Diagnostic
			found := ""
			stage := func(name string, do func() []*tfprotov6.Diagnostic) {
				if found == "" {
					if diags = do(); acctest.HasError(diags) {
						found = name
					}
				}
			}
			switch c.found {
			case "data":
				stage("data", func() []*tfprotov6.Diagnostic { return p.ValidateData(c.config) })
				stage("data", func() []*tfprotov6.Diagnostic { _, diags := p.Data(c.config); return diags })
			case "import":
				stage("import", func() []*tfprotov6.Diagnostic { _, diags := p.Import(c.id, nil); return diags })
			default:
				var planned acctest.Planned
				stage("validate", func() []*tfprotov6.Diagnostic { return p.Validate(c.config) })
				stage("plan", func() []*tfprotov6.Diagnostic {
					var diags []*tfprotov6.Diagnostic
					planned, diags = p.Plan(acctest.Object{}, c.config)
					return diags
				})
				stage("apply", func() []*tfprotov6.Diagnostic { _, diags := p.Apply(planned); return diags })
			}
			if found != c.found {
				t.Errorf("found by %q, want %q", found, c.found)
			}
			acctest.Expect(t, diags, c.says...)
			if text := acctest.Text(diags); strings.Contains(text, "HTTPS_PROXY") {
				t.Errorf("a mistake is blamed on the network (CASES 8): %s", text)
			}
			t.Log(acctest.Text(diags))
		})
	}
}
