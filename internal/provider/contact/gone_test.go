package contact_test

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseUnprovenAbsence (CASES 3; 2.30 stands for any undocumented version): only Intercom's own answer, from a version
// that has the operation, for the state's workspace, removes a contact from state, both at refresh and at destroy.
func TestCaseUnprovenAbsence(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		vanished  bool
		version   string
		behaviors []intercomtest.Behavior
		says      string
	}{
		"HTML":                     {false, "2.16", []intercomtest.Behavior{intercomtest.Gateway404HTML().On("", "/contacts/*")}, "Unconfirmed 404"},
		"empty":                    {false, "2.16", []intercomtest.Behavior{intercomtest.Gateway404Empty().On("", "/contacts/*")}, "Unconfirmed 404"},
		"a gateway's JSON":         {false, "2.16", []intercomtest.Behavior{intercomtest.Gateway404JSON().On("", "/contacts/*")}, "Unconfirmed 404"},
		"another object's code":    {false, "2.16", []intercomtest.Behavior{intercomtest.RefusesAfter(404, "ticket_not_found", "Ticket not found").WithoutEffect().On("", "/contacts/*")}, "404"},
		"410 HTML":                 {false, "2.16", []intercomtest.Behavior{intercomtest.PageAfter(410).WithoutEffect().On("", "/contacts/*")}, "Unconfirmed 410"},
		"gone, /me redirects":      {true, "2.16", []intercomtest.Behavior{intercomtest.LoginRedirect().On("GET", "/me")}, "workspace"},
		"gone, /me is HTML":        {true, "2.16", []intercomtest.Behavior{intercomtest.LoginPage().On("GET", "/me")}, "workspace"},
		"gone, /me without app":    {true, "2.16", []intercomtest.Behavior{intercomtest.MeWithoutApp()}, "workspace"},
		"gone, unknown version":    {true, "2.30", nil, "does not know API version 2.30"},
		"gone, version 1.4":        {true, "1.4", nil, "API version 1.4 does not support"},
		"there, version 1.4":       {false, "1.4", []intercomtest.Behavior{intercomtest.RefusesAfter(404, "not_found", "User Not Found").WithoutEffect().On("", "/contacts/*")}, "API version 1.4 does not support"},
		"HTML, /me 503":            {false, "2.16", []intercomtest.Behavior{intercomtest.Gateway404HTML().On("", "/contacts/*"), intercomtest.MeStatus(503)}, "workspace"},
		"HTML, another workspace":  {false, "2.16", []intercomtest.Behavior{intercomtest.Gateway404HTML().On("", "/contacts/*"), intercomtest.MeOtherWorkspace("zz9other")}, "another workspace"},
		"HTML, unknown version":    {false, "2.30", []intercomtest.Behavior{intercomtest.Gateway404HTML().On("", "/contacts/*")}, "Unconfirmed 404"},
		"gone, /me 403, Preview":   {true, "Preview", []intercomtest.Behavior{intercomtest.MeStatus(403)}, "Read admins"},
		"gone, /me 404, old":       {true, "2.13", []intercomtest.Behavior{intercomtest.MeStatus(404)}, "workspace"},
		"200 with another contact": {false, "2.16", []intercomtest.Behavior{intercomtest.AnswersOldest().On("GET", "/contacts/*"), intercomtest.Gateway404HTML().On("DELETE", "/contacts/*")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			object := p.Run(acctest.Object{}, joan)
			planned, _ := p.Plan(object, nil)
			if c.vanished {
				s.DeleteContact(object.Get("id"))
			}
			left := len(s.Contacts())
			s.ResetCalls()
			s.Set(c.behaviors...)
			other := acctest.NewProtocol(t, s, "intercom_contact", acctest.Block{"api_version": c.version})
			read, diags := other.Read(object)
			acctest.Expect(t, diags, "ERROR", c.says)
			if !read.State.Equal(object.State) {
				t.Errorf("after the refresh: %s", read.State)
			}
			after, diags := other.Apply(planned)
			acctest.Expect(t, diags, "ERROR", c.says)
			if after.IsNull() {
				t.Error("after the destroy, it is not in state")
			}
			if n := len(s.Contacts()); n != left {
				t.Errorf("%d contacts, want %d", n, left)
			}
			if n := s.Count("DELETE", "/contacts/*"); n > 1 {
				t.Errorf("%d DELETEs", n)
			}
		})
	}
}

// TestCaseMerged (CASES 3: OpenAPI#454, #523): a merged contact answers 404 in stable versions and is reported as deleted,
// archived, or merged. Preview answers 410 with the other contact's ID, and state keeps the merged one. The other contact
// is never deleted.
func TestCaseMerged(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.16", "Preview"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, acctest.Block{"api_version": version})
			object := p.Run(acctest.Object{}, joan)
			s.Set(intercomtest.MergedContactsNotFound())
			s.MergeContact(object.Get("id"), intercomtest.ExampleContact)
			read, diags := p.Read(object)
			destroyed, more := p.Destroy(object)
			if version == "Preview" {
				acctest.Expect(t, diags, "ERROR", "410", "was merged into the contact "+intercomtest.ExampleContact)
				acctest.Expect(t, more, "ERROR", "410", "was merged into the contact "+intercomtest.ExampleContact)
			} else {
				acctest.Expect(t, diags, "WARNING", "deleted, archived, or merged into another contact")
			}
			if inState := version == "Preview"; read.IsNull() == inState || destroyed.IsNull() == inState {
				t.Errorf("in state after a refresh: %v, after a destroy: %v\n%s", !read.IsNull(), !destroyed.IsNull(), acctest.Text(more))
			}
			if _, diags := p.Import(object.Get("id"), nil); !acctest.HasError(diags) {
				t.Error("a merged contact was imported")
			}
			holds(t, s, 1, s.Count("DELETE", "/contacts/"+object.Get("id")), 3)

			// The merged contact does not prevent another one from having its external ID.
			fresh := acctest.NewProtocol(t, s, "intercom_contact", acctest.Block{"api_version": version})
			config := acctest.Block{"external_id": "u-1"}
			checkStable(t, fresh, fresh.Run(acctest.Object{}, config), config)
		})
	}
}

// TestCaseArchived: a contact that was archived in the Inbox is removed from state with a warning that says so. The next
// create gets the conflict that names it.
func TestCaseArchived(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, joan)
	id := object.Get("id")
	s.Set(intercomtest.ArchivedContactsHidden())
	s.UpdateContact(id, func(c *intercomtest.Contact) { c.Archived = true })
	read, diags := p.Read(object)
	acctest.Expect(t, diags, "WARNING", "deleted, archived")
	if !read.IsNull() {
		t.Error("it is in state")
	}
	planned, diags := p.Plan(acctest.Object{}, joan)
	if acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	again, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "409", "is archived", `id = "`+id+`"`)
	if !again.IsNull() {
		t.Error("it is in state")
	}
	holds(t, s, 2, 0, 3)
}

// TestGoneOnce: a lagging replica answers one GET as if the contact were gone.
func TestGoneOnce(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, joan)
	s.Set(intercomtest.RefusesAfter(404, "not_found", "User Not Found").On("GET", "/contacts/*").Times(1))
	checkStable(t, p, object, joan)
}

// TestGoneBeforeUpdate: an update of a deleted contact is an error, keeps state, and creates no contact.
func TestGoneBeforeUpdate(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	object := p.Run(acctest.Object{}, joan)
	changed := maps.Clone(joan)
	changed["name"] = "Joan"
	planned, _ := p.Plan(object, changed)
	s.DeleteContact(object.Get("id"))
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "updating contact", "404")
	if !after.State.Equal(object.State) {
		t.Errorf("state %s", after.State)
	}
	holds(t, s, 1, 0, 2)
}
