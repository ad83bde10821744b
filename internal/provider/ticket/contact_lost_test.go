package ticket_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const contactIsGone = "Tickets are not replaced because their contact is gone"

// TestLostContact: if the ticket's contact is gone or the ticket no longer shows it, another contact in the configuration
// never replaces the ticket, known or unknown: a managed contact that was merged or deleted is created again with another ID.
func TestLostContact(t *testing.T) {
	t.Parallel()
	const other = "6762f2d81bb69f9f2193bc99"
	for name, meet := range map[string]func(harness, string){
		"merged, hidden": func(d harness, _ string) {
			d.fake.MergeContact(intercomtest.ExampleContact, intercomtest.ExampleSecondContact)
		},
		"deleted": func(d harness, _ string) { d.fake.DeleteContact(intercomtest.ExampleContact) },
		"exchanged": func(d harness, id string) {
			d.fake.UpdateTicket(id, func(t *intercomtest.Ticket) { t.ContactIDs = []string{intercomtest.ExampleSecondContact} })
		},
		"taken off": func(d harness, id string) {
			d.fake.UpdateTicket(id, func(t *intercomtest.Ticket) { t.ContactIDs = nil })
		},
		"there and visible": nil,
	} {
		for _, contact := range []acctest.Block{{"id": other}, {"external_id": "73"}, {"email": "third@example.com"}} {
			for key := range contact {
				t.Run(name+", by "+key, func(t *testing.T) {
					t.Parallel()
					d := newHarness(t, nil)
					d.fake.AddContact(intercomtest.Contact{ID: other, Email: "third@example.com", ExternalID: "73"})
					d.fake.Set(intercomtest.MergedContactsNotFound())
					object := d.Run(acctest.Object{}, minimal(acctest.Block{"contacts": []any{acctest.Block{"id": intercomtest.ExampleContact}}}))
					if meet != nil {
						meet(d, object.Get("id"))
					}
					object = refreshed(t, d.Protocol, object)
					config := minimal(acctest.Block{"contacts": []any{contact}})
					known, diags := d.Plan(object, config)
					late := planned(t, d.Protocol, object, minimal(acctest.Block{"contacts": []any{acctest.Block{key: acctest.Unknown}}}))
					if meet == nil {
						if acctest.Expect(t, diags, "This plan deletes tickets permanently"); len(known.Replaces) == 0 {
							t.Error("the contact is there: not replaced")
						}
						return
					}
					acctest.Expect(t, diags, "WARNING", contactIsGone, object.Get("id"), intercomtest.ExampleContact, contact[key].(string), "-replace")
					if len(known.Replaces) > 0 || !known.State.Equal(object.State) {
						t.Errorf("replaced: %v; planned contact: %s", known.Replaces, known.Get("contacts"))
					}
					after, diags := d.ApplyWith(late, config)
					expectNoError(t, diags, contactIsGone)
					if got := after.Get("contacts.0.id"); got != intercomtest.ExampleContact {
						t.Errorf("contact %s", got)
					}
					if n := d.fake.Count("DELETE", ""); n > 0 || len(d.fake.Tickets()) != 1 {
						t.Errorf("%d DELETEs, %d tickets", n, len(d.fake.Tickets()))
					}
				})
			}
		}
	}
}

// TestMergedLeadWithTerraform: a teammate merges the managed lead of a ticket. Terraform creates the lead again, and the ticket
// stays until somebody asks for its replacement.
func TestMergedLeadWithTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.Set(intercomtest.MergedContactsNotFound())
	c := acctest.NewCLI(t, s)
	run := func(says string, args ...string) {
		t.Helper()
		out, err := c.Run(nil, append(args, "-no-color")...)
		if text := strings.Join(strings.Fields(strings.ReplaceAll(out, "│", "")), " "); err != nil || !strings.Contains(text, says) {
			t.Fatalf("terraform %v: %v; it does not say %q\n%s", args, err, says, out)
		}
	}
	c.Config(`
resource "intercom_contact" "lead" {
  role  = "lead"
  email = "lead@example.com"
}
resource "intercom_ticket" "one" {
  ticket_type_id = "` + intercomtest.ExampleIncidentType + `"
  contacts       = [{ id = intercom_contact.lead.id }]
  title          = "Checkout is down"
}
`)
	run("2 added", "apply", "-auto-approve")
	first := s.Tickets()[0]
	s.MergeContact(first.ContactIDs[0], intercomtest.ExampleContact)
	run(contactIsGone, "apply", "-auto-approve")
	run(contactIsGone, "apply", "-auto-approve")
	run("No changes", "plan", "-detailed-exitcode")
	if left := s.Tickets(); len(left) != 1 || left[0].ID != first.ID || s.Count("DELETE", "/tickets/*") > 0 {
		t.Fatalf("the ticket is lost: %v", left)
	}
	run("1 added, 0 changed, 1 destroyed", "apply", "-auto-approve", "-replace=intercom_ticket.one")
	if left := s.Tickets(); len(left) != 1 || left[0].ID == first.ID || left[0].ContactIDs[0] == first.ContactIDs[0] {
		t.Errorf("not replaced: %v", left)
	}
	run("No changes", "plan", "-detailed-exitcode")
}
