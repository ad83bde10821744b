package contact_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseEmailChangesInPlace: a new email or external ID does not replace a contact. A conflict with another contact is
// found at plan.
func TestCaseEmailChangesInPlace(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, byEmail)
	_, diags := p.Plan(object, acctest.Block{"email": "ada@example.com"})
	acctest.Expect(t, diags, "ERROR", `AttributeName("email")`, "exists already")
	changed := acctest.Block{"email": "joan.clarke@example.com"}
	object = p.Run(object, changed)
	checkStable(t, p, object, changed)
	other := acctest.Block{"email": "JOAN.Clarke@example.com"}
	checkStable(t, p, p.Run(object, other), other)
	if n := s.Count("PUT", ""); n != 1 {
		t.Errorf("%d PUTs", n)
	}
	holds(t, s, 1, 0, 3)
}

// TestSharedEmail: users can share an email if their external IDs differ. Omitting the external ID, which Intercom then
// keeps, does not conflict with another user's email.
func TestSharedEmail(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, joan)
	s.AddContact(intercomtest.Contact{Email: "joan@example.com", ExternalID: "u-2"})
	after := p.Run(object, byEmail)
	checkStable(t, p, after, byEmail)
	if c := s.Contacts()[2]; c.ExternalID != "u-1" || s.Count("PUT", "") > 0 {
		t.Errorf("the contact is %v after %d PUTs", c, s.Count("PUT", ""))
	}
	_, diags := p.Plan(after, acctest.Block{"email": "joan@example.com", "external_id": "u-2"})
	acctest.Expect(t, diags, "ERROR", `AttributeName("external_id")`, "exists already", s.Contacts()[3].ID)
	holds(t, s, 1, 0, 4)
}

// TestEmailAsExternalID: an external ID that looks like another contact's email is a different key.
func TestEmailAsExternalID(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	var planned []acctest.Planned
	for _, config := range []acctest.Block{{"external_id": "joan@example.com"}, {"email": "joan@example.com"}} {
		one, diags := p.Plan(acctest.Object{}, config)
		if acctest.HasError(diags) {
			t.Fatal(acctest.Text(diags))
		}
		planned = append(planned, one)
	}
	walk := p.ApplyWalk()
	for _, one := range planned {
		if _, diags := walk.Apply(one); acctest.HasError(diags) {
			t.Error(acctest.Text(diags))
		}
	}
	holds(t, s, 2, 0, 4)
}

// TestOwnerUnknown: an unknown owner is reported when creating, and an update leaves the state as it was.
func TestOwnerUnknown(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	planned, _ := p.Plan(acctest.Object{}, with(joan, acctest.Block{"owner_id": "999"}))
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", `AttributeName("owner_id")`, "404 admin_not_found", "No contact was created")
	if !object.IsNull() {
		t.Error("it is in state")
	}
	holds(t, s, 1, 0, 2)
	object = p.Run(acctest.Object{}, joan)
	planned, _ = p.Plan(object, with(joan, acctest.Block{"owner_id": "999"}))
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "admin_not_found")
	if !after.State.Equal(object.State) {
		t.Errorf("state %s", after.State)
	}
	checkStable(t, p, after, joan)
}

// TestEmailTakenBeforeUpdate: somebody takes the email between the plan and the PUT, which Intercom refuses.
func TestEmailTakenBeforeUpdate(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, byEmail)
	planned, _ := p.Plan(object, acctest.Block{"email": "kim@example.com"})
	s.Before("PUT", "/contacts/*", func() { s.AddContact(intercomtest.Contact{Email: "kim@example.com"}) })
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "updating contact", "409")
	if !after.State.Equal(object.State) {
		t.Errorf("state %s", after.State)
	}
	checkStable(t, p, after, byEmail)
	holds(t, s, 1, 0, 4)
}
