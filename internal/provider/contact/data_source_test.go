package contact_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestLookUp finds a contact by each of its identifiers (an email in any case), and fails with a clear error if there is
// none or more than one.
func TestLookUp(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	for _, id := range []string{"6762f2d81bb69f9f2193bc60", "6762f2d81bb69f9f2193bc61"} {
		s.AddContact(intercomtest.Contact{ID: id, Role: "lead", Email: "twice@example.com"})
	}
	p := acctest.NewProtocol(t, s, "intercom_contact", nil)
	for _, config := range []acctest.Block{
		{"id": intercomtest.ExampleContact}, {"email": intercomtest.ExampleContactEmail}, {"email": "Ada@Example.com"}, {"external_id": "70"},
	} {
		found, diags := p.Data(config)
		acctest.Expect(t, diags)
		for name, want := range map[string]string{
			"id": intercomtest.ExampleContact, "email": intercomtest.ExampleContactEmail, "external_id": "70", "name": "Ada Lovelace", "role": "user", "phone": "<null>",
			"unsubscribed_from_emails": "false", "custom_attributes": "<null>",
		} {
			if got := found.Get(name); got != want {
				t.Errorf("%v: %s is %s, not %s", config, name, got, want)
			}
		}
	}
	for _, c := range []struct{ by, value, says string }{
		{"email", "nobody@example.com", "Archived and merged contacts are not found by email"},
		{"external_id", "nobody", "An external_id is compared letter by letter"},
		{"id", "6762f2d81bb69f9f2193bcff", "have the id"},
	} {
		_, diags := p.Data(acctest.Block{c.by: c.value})
		acctest.Expect(t, diags, "ERROR", "0 contacts have the "+c.by+` "`+c.value+`"`, c.says)
	}
	_, diags := p.Data(acctest.Block{"email": "twice@example.com"})
	acctest.Expect(t, diags, "ERROR", `2 contacts have the email "twice@example.com"`, "Their ids are", "6762f2d81bb69f9f2193bc60", "6762f2d81bb69f9f2193bc61")
}

// TestLookUpMerged: a merged contact is not reported as missing.
func TestLookUpMerged(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.MergeContact(intercomtest.ExampleSecondContact, intercomtest.ExampleContact)
	_, diags := acctest.NewProtocol(t, s, "intercom_contact", nil).Data(acctest.Block{"id": intercomtest.ExampleSecondContact})
	acctest.Expect(t, diags, "ERROR", "contact_merged", intercomtest.ExampleContact)
}

// TestLookUpShowsCustomAttributes: all of them are shown, typed by their definitions, even if the token may not read the
// definitions.
func TestLookUpShowsCustomAttributes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behaviors []intercomtest.Behavior
		renewsAt  string
	}{
		"defined":                {nil, "2026-12-01T00:00:00Z"},
		"without the permission": {[]intercomtest.Behavior{intercomtest.RefusesAfter(403, "api_plan_restricted", "No").On("GET", "/data_attributes")}, "1796083200"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) {
				c.CustomAttributes = map[string]any{"plan": "pro", "seats": 7, "beta": true, "renews_at": 1796083200}
			})
			s.Set(c.behaviors...)
			found, diags := acctest.NewProtocol(t, s, "intercom_contact", nil).Data(acctest.Block{"id": intercomtest.ExampleContact})
			acctest.Expect(t, diags)
			for name, want := range map[string]string{"plan": "pro", "seats": "7", "beta": "true", "renews_at": c.renewsAt} {
				if got := found.Get("custom_attributes." + name); got != want {
					t.Errorf("%s is %s, not %s", name, got, want)
				}
			}
		})
	}
}

// TestLookUpWithoutDefinitions: if the definitions are temporarily unreadable, the lookup fails, because values in another
// format would show as a change.
func TestLookUpWithoutDefinitions(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.Set(intercomtest.LoginPage().On("GET", "/data_attributes"))
	_, diags := acctest.NewProtocol(t, s, "intercom_contact", nil).Data(acctest.Block{"id": intercomtest.ExampleContact})
	acctest.Expect(t, diags, "ERROR")
}

// TestSearchShowsWhatALookUpShows: a search shows the same attributes of a contact as a lookup.
func TestSearchShowsWhatALookUpShows(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) {
		c.OwnerID, c.CustomAttributes = intercomtest.ExampleAdmin, map[string]any{"plan": "pro", "renews_at": 1796083200}
	})
	p := acctest.NewProtocol(t, s, "intercom_contacts", nil)
	found, diags := p.Data(acctest.Block{"email": intercomtest.ExampleContactEmail, "role": "user", "external_id": "70", "owner_id": intercomtest.ExampleAdmin})
	acctest.Expect(t, diags)
	one, diags := p.Of("intercom_contact").Data(acctest.Block{"id": intercomtest.ExampleContact})
	acctest.Expect(t, diags)
	for _, name := range []string{"id", "role", "email", "external_id", "name", "phone", "owner_id", "unsubscribed_from_emails", "created_at", "custom_attributes"} {
		if got, want := found.Get("contacts.0."+name), one.Get(name); got != want {
			t.Errorf("%s is %s in a search, and %s in a look-up", name, got, want)
		}
	}
	if got := found.Get("contacts.0.custom_attributes.renews_at"); got != "2026-12-01T00:00:00Z" {
		t.Errorf("renews_at is %s", got)
	}
}
