package contact_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseUnknownEmail (CASES 5: coralogix#520): a value that is known only at apply is planned as unknown, at create and
// update, whichever argument it is.
func TestCaseUnknownEmail(t *testing.T) {
	t.Parallel()
	known := with(joan, acctest.Block{
		"name": "Joan", "phone": "+44", "owner_id": intercomtest.ExampleAdmin, "signed_up_at": "2026-11-01T09:00:00Z", "unsubscribed_from_emails": true, "role": "user",
		"avatar": "https://example.com/joan.png", "custom_attributes": map[string]any{"plan": "pro", "seats": "12"},
	})
	for name := range known {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			planned, diags := p.Plan(acctest.Object{}, with(known, acctest.Block{name: acctest.Unknown}))
			if acctest.HasError(diags) || planned.Get(name) != "<unknown>" {
				t.Fatalf("planned %s\n%s", planned.State, acctest.Text(diags))
			}
			object, diags := p.ApplyWith(planned, known)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			checkStable(t, p, object, known)
			planned, diags = p.Plan(object, with(known, acctest.Block{name: acctest.Unknown}))
			if acctest.HasError(diags) || len(planned.Replaces) > 0 {
				t.Fatalf("planned to replace %v\n%s", planned.Replaces, acctest.Text(diags))
			}
			object, diags = p.ApplyWith(planned, known)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			checkStable(t, p, object, known)
			holds(t, s, 1, 0, 3)
			if n := s.Count("PUT", ""); n > 0 {
				t.Errorf("%d PUTs of what was so before", n)
			}
		})
	}
}

// TestCaseUnknownEmailIsTaken: a conflict that the plan could not know is found when the value becomes known, before the
// POST.
func TestCaseUnknownEmailIsTaken(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	planned, _ := p.Plan(acctest.Object{}, acctest.Block{"email": acctest.Unknown})
	object, diags := p.ApplyWith(planned, acctest.Block{"email": "ada@example.com"})
	acctest.Expect(t, diags, "ERROR", "exists already", `id = "`+intercomtest.ExampleContact+`"`)
	if !object.IsNull() {
		t.Error("it is in state")
	}
	holds(t, s, 0, 0, 2)
}

// TestCaseImportWithOtherAttributes (CASES 5: aci#1190): keys that the configuration omits do not show in a plan, and are
// neither checked nor sent, even if they have no definition.
func TestCaseImportWithOtherAttributes(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	made := s.AddContact(intercomtest.Contact{
		Email: "joan@example.com", Name: "Joan", Phone: "+44",
		CustomAttributes: map[string]any{"plan": "pro", "seats": json.Number("12"), "beta": true, "legacy_score": "x"},
	})
	object, diags := p.Import(made.ID, nil)
	if acctest.HasError(diags) || object.Get("custom_attributes") != "<null>" {
		t.Fatalf("%s\n%s", object.State, acctest.Text(diags))
	}
	same := with(byEmail, acctest.Block{"custom_attributes": map[string]any{"plan": "pro"}})
	object = p.Run(object, same)
	if n := s.Count("PUT", ""); n > 0 {
		t.Errorf("%d PUTs of what was so before", n)
	}
	checkStable(t, p, object, same)
	gold := with(byEmail, acctest.Block{"custom_attributes": map[string]any{"plan": "gold"}})
	object = p.Run(object, gold)
	for _, c := range s.Calls() {
		if c.Method == "PUT" && string(c.Body) != `{"custom_attributes":{"plan":"gold"}}` {
			t.Errorf("sent %s", c.Body)
		}
	}
	checkStable(t, p, object, gold)
	object = p.Run(object, byEmail)
	if c := s.Contacts()[2]; c.Name != "Joan" || c.Phone != "+44" || c.CustomAttributes["plan"] != nil || c.CustomAttributes["legacy_score"] != "x" {
		t.Errorf("the contact is %v", c)
	}
	checkStable(t, p, object, byEmail)

	// All attributes are imported, and the configuration then sets one: the others do not change.
	r := acctest.NewProtocol(t, s, "intercom_contact", nil)
	some, _ := r.Import(made.ID+"?attributes=all", nil)
	s.ResetCalls()
	checkStable(t, r, r.Run(some, gold), gold)
	if c := s.Contacts()[2]; c.CustomAttributes["seats"] == nil || c.CustomAttributes["plan"] != "gold" || s.Count("PUT", "") != 1 {
		t.Errorf("the contact is %v after %d PUTs", c, s.Count("PUT", ""))
	}

	// All attributes are imported: what the configuration then omits is not cleared.
	q := acctest.NewProtocol(t, s, "intercom_contact", nil)
	all, diags := q.Import(made.ID+"?attributes=all", nil)
	if acctest.HasError(diags) || all.Get("custom_attributes.seats") != "12" || all.Get("custom_attributes.legacy_score") != "x" {
		t.Fatalf("all attributes: %s\n%s", all.State, acctest.Text(diags))
	}
	s.ResetCalls()
	checkStable(t, q, q.Run(all, byEmail), byEmail)
	if c := s.Contacts()[2]; c.CustomAttributes["seats"] == nil || s.Count("PUT", "") > 0 {
		t.Errorf("the contact is %v", c)
	}
}

// TestCaseUserToLead (CASES 5: segment#682): Intercom turns leads into users and never back. The plan says so, even if
// state does not have the role because no configuration has set it.
func TestCaseUserToLead(t *testing.T) {
	t.Parallel()
	toLead := acctest.Block{"email": "joan@example.com", "role": "lead"}
	for name, config := range map[string]acctest.Block{"role in state": with(byEmail, acctest.Block{"role": "user"}), "role not in state": byEmail} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			object := p.Run(acctest.Object{}, config)
			_, diags := p.Plan(object, toLead)
			acctest.Expect(t, diags, "ERROR", `AttributeName("role")`, "A user cannot become a lead")
			// A role that is known only at apply is refused there.
			planned, diags := p.Plan(object, with(toLead, acctest.Block{"role": acctest.Unknown}))
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			after, diags := p.ApplyWith(planned, toLead)
			acctest.Expect(t, diags, "ERROR", "A user cannot become a lead")
			if !after.State.Equal(object.State) || s.Count("PUT", "") > 0 {
				t.Errorf("state %s, %d PUTs", after.State, s.Count("PUT", ""))
			}
		})
	}
	t.Run("a lead that became a user in Intercom", func(t *testing.T) {
		t.Parallel()
		p, s := newHarness(t, nil)
		object := p.Run(acctest.Object{}, lead)
		s.UpdateContact(object.Get("id"), func(c *intercomtest.Contact) { c.Role = "user" })
		read, _ := p.Read(object)
		_, diags := p.Plan(read, lead)
		acctest.Expect(t, diags, "ERROR", "A user cannot become a lead")
		checkStable(t, p, p.Run(read, with(lead, acctest.Block{"role": "user"})), with(lead, acctest.Block{"role": "user"}))
		holds(t, s, 1, 0, 3)
	})
	t.Run("a lead whose role nothing manages any more", func(t *testing.T) {
		t.Parallel()
		p, _ := newHarness(t, nil)
		object := p.Run(p.Run(acctest.Object{}, lead), acctest.Block{"email": "lead@example.com", "name": "Lead"})
		checkStable(t, p, p.Run(object, lead), lead)
	})
}

// TestCaseLeadWithExternalID (CASES 2: action-destinations#627): it is refused at validation, or at apply if it is known
// only then. An external ID that Intercom assigned to an imported lead does not matter.
func TestCaseLeadWithExternalID(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	acctest.Expect(t, p.Validate(with(lead, acctest.Block{"external_id": "u-9"})), "ERROR", `AttributeName("external_id")`, "A lead cannot have an external_id")
	unknown := with(lead, acctest.Block{"external_id": acctest.Unknown})
	acctest.Expect(t, p.Validate(unknown))
	planned, diags := p.Plan(acctest.Object{}, unknown)
	if acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	object, diags := p.ApplyWith(planned, with(lead, acctest.Block{"external_id": "u-9"}))
	acctest.Expect(t, diags, "ERROR", "A lead cannot have an external_id")
	if !object.IsNull() {
		t.Error("it is in state")
	}
	holds(t, s, 0, 0, 2)

	made := s.AddContact(intercomtest.Contact{Role: "lead", Email: "lead@example.com", Name: "Lead", ExternalID: "9c9a4d7e-0000-4000-8000-000000000000"})
	imported, diags := p.Import(made.ID, nil)
	if acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	checkStable(t, p, p.Run(imported, lead), lead)
}

// TestCaseProtectedByThePlan (CASES 5, rule 8): deletion_protection already protects when it comes together with -replace.
// In state, it still protects if the configuration removes it in the same apply.
func TestCaseProtectedByThePlan(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ before, after any }{"arrives": {nil, true}, "leaves": {true, nil}, "leaves as false": {true, false}, "stays": {true, true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			object := p.Run(acctest.Object{}, with(joan, acctest.Block{"deletion_protection": c.before}))
			object, _ = p.Read(object)
			_, diags := p.PlanReplace(object, with(joan, acctest.Block{"deletion_protection": c.after}))
			acctest.Expect(t, diags, "ERROR", "is protected from deletion")
			holds(t, s, 1, 0, 3)
		})
	}
}

// TestReplacedOnPurpose: -replace without protection deletes one contact and creates one, although the old one had the key.
func TestReplacedOnPurpose(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]acctest.Block{"external_id": joan, "email": byEmail} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s, _ := newHarnessByClock(t)
			s.Set(intercomtest.Lags(0, "contacts"))
			object, _ := p.Read(p.Run(acctest.Object{}, config))
			planned, diags := p.PlanReplace(object, config)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			after, diags := p.Apply(planned)
			if acctest.HasError(diags) || after.Get("id") == object.Get("id") {
				t.Fatalf("state %s\n%s", after.State, acctest.Text(diags))
			}
			checkStable(t, p, after, config)
			holds(t, s, 2, 1, 3)
		})
	}
}

// TestCaseBlanksAndEmails (CASES 5 and 7): what Intercom would trim or refuse is refused at plan.
func TestCaseBlanksAndEmails(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t, nil)
	for _, email := range []string{"ada@", "not an email", "x@example.com ", " x@example.com", "", "@example.com", "Ada <ada@example.com>"} {
		if diags := p.Validate(acctest.Block{"email": email}); !acctest.HasError(diags) || !strings.Contains(acctest.Text(diags), `AttributeName("email")`) {
			t.Errorf("%q: %s", email, acctest.Text(diags))
		}
	}
	for _, id := range []string{"z2 ", " z2", "", "\tz2", "z2\n"} {
		acctest.Expect(t, p.Validate(acctest.Block{"external_id": id}), "ERROR", "external_id", "must not begin or end with a blank")
	}
}
