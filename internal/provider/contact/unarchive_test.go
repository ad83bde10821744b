package contact_test

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// unarchived returns a configuration that unarchives a contact.
func unarchived(more acctest.Block) acctest.Block {
	config := acctest.Block{"on_create": "unarchive"}
	maps.Copy(config, more)
	return config
}

// TestUnarchiveByKey: the contact that Intercom's 409 names is unarchived if it has the planned contact's key. A contact
// with the same email but another external ID is somebody else and is archived again.
func TestUnarchiveByKey(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		theirs intercomtest.Contact
		config acctest.Block
		says   string // in the error, if it is refused
	}{
		"email":                          {intercomtest.Contact{Email: "joan@example.com", Name: "Kept"}, acctest.Block{"email": "Joan@Example.com"}, ""},
		"external_id":                    {intercomtest.Contact{ExternalID: "u-1", Email: "old@example.com"}, acctest.Block{"external_id": "u-1", "email": "new@example.com"}, ""},
		"email, and another external_id": {intercomtest.Contact{ExternalID: "u-2", Email: "joan@example.com"}, acctest.Block{"external_id": "u-1", "email": "joan@example.com"}, "its external_id is another one"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s, _ := newHarnessByClock(t)
			s.Set(intercomtest.ArchivedContactsHidden())
			c.theirs.Archived = true
			theirs := s.AddContact(c.theirs)
			config := unarchived(c.config)
			planned, diags := p.Plan(acctest.Object{}, config)
			acctest.Expect(t, diags)
			object, diags := p.Apply(planned)
			now := find(s, theirs.ID)
			if c.says != "" {
				if acctest.Expect(t, diags, "ERROR", theirs.ID, c.says, "archived it again"); !object.IsNull() || !now.Archived {
					t.Errorf("in state: %v, archived: %v", !object.IsNull(), now.Archived)
				}
				return
			}
			acctest.Expect(t, diags, "WARNING", "Unarchived contacts instead of creating new ones", theirs.ID)
			if object.Get("id") != theirs.ID || now.Archived || now.Name != theirs.Name {
				t.Errorf("in state is %s, and Intercom has %+v", object.Get("id"), now)
			}
			read, diags := p.Read(object)
			acctest.Expect(t, diags)
			if planned, diags := p.Plan(read, config); acctest.HasError(diags) || !planned.State.Equal(read.State) {
				t.Errorf("the next plan is not empty: %s", acctest.Text(diags))
			}
		})
	}
}

// TestUnarchiveConflictOfAnother: nothing is unarchived if the conflict names a live contact, no contact, or a deleted one.
// A contact that it names wrongly is archived again.
func TestUnarchiveConflictOfAnother(t *testing.T) {
	t.Parallel()
	const strange, gone = "6762f2d81bb69f9f2193bcaa", "6762f2d81bb69f9f2193bcff"
	for name, c := range map[string]struct {
		message string
		says    []string
	}{
		"another archived one": {"An archived contact matching those details already exists with id=" + strange, []string{strange, "another one", "archived it again"}},
		"a deleted one":        {"An archived contact matching those details already exists with id=" + gone, []string{gone, "unarchiving"}},
		"no ID":                {"A contact matching those details already exists", []string{"409", "Look it up in Intercom"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s, _ := newHarnessByClock(t)
			s.Set(intercomtest.ArchivedContactsHidden())
			s.AddContact(intercomtest.Contact{ID: strange, Email: "strange@example.com", Archived: true})
			planned, _ := p.Plan(acctest.Object{}, unarchived(byEmail))
			s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.Status(409, "conflict", c.message)})
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags, append(c.says, "ERROR")...)
			if !object.IsNull() || !find(s, strange).Archived {
				t.Errorf("in state: %v, archived: %v", !object.IsNull(), find(s, strange).Archived)
			}
		})
	}
}

// TestUnarchiveLive: a live contact with the key is not taken into state; the error shows how to import it.
func TestUnarchiveLive(t *testing.T) {
	t.Parallel()
	p, s, _ := newHarnessByClock(t)
	theirs := s.AddContact(intercomtest.Contact{Email: "joan@example.com"})
	_, diags := p.Plan(acctest.Object{}, unarchived(byEmail))
	acctest.Expect(t, diags, "ERROR", "exists already", theirs.ID)
}

// TestUnarchiveMerged: a merged contact does not prevent another one from having its email, so a new one is created.
func TestUnarchiveMerged(t *testing.T) {
	t.Parallel()
	p, s, _ := newHarnessByClock(t)
	theirs := s.AddContact(intercomtest.Contact{Email: "joan@example.com"})
	s.MergeContact(theirs.ID, intercomtest.ExampleContact)
	if object := p.Run(acctest.Object{}, unarchived(byEmail)); object.Get("id") == theirs.ID {
		t.Error("the merged contact is in state")
	}
}

// TestUnarchiveLead: an archived lead cannot be identified, so the argument is refused.
func TestUnarchiveLead(t *testing.T) {
	t.Parallel()
	p, _, _ := newHarnessByClock(t)
	acctest.Expect(t, p.Validate(unarchived(acctest.Block{"role": "lead", "email": "lead@example.com"})), "ERROR", "[AttributeName(\"on_create\")]", "A lead cannot be unarchived")
	acctest.Expect(t, p.Validate(acctest.Block{"role": "lead", "email": "lead@example.com", "on_create": "create"}))
}

func find(s *intercomtest.Server, id string) (found intercomtest.Contact) {
	for _, c := range s.Contacts() {
		if c.ID == id {
			found = c
		}
	}
	return found
}

// TestUnarchiveForOne: if two resources' conflicts name one archived contact, one unarchives it. For the other, it is live.
func TestUnarchiveForOne(t *testing.T) {
	t.Parallel()
	p, s, _ := newHarnessByClock(t)
	s.Set(intercomtest.ArchivedContactsHidden())
	theirs := s.AddContact(intercomtest.Contact{ExternalID: "u-1", Email: "joan@example.com", Archived: true})
	byID, diags := p.Plan(acctest.Object{}, unarchived(acctest.Block{"external_id": "u-1"}))
	acctest.Expect(t, diags)
	byMail, diags := p.Plan(acctest.Object{}, unarchived(byEmail))
	acctest.Expect(t, diags)
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.Status(409, "conflict", "An archived contact matching those details already exists with id="+theirs.ID)})
	walk := p.ApplyWalk()
	first, diags := walk.Apply(byID)
	if acctest.HasError(diags) || first.Get("id") != theirs.ID {
		t.Fatalf("in state is %s: %s", first.Get("id"), acctest.Text(diags))
	}
	second, diags := walk.Apply(byMail)
	if acctest.Expect(t, diags, "ERROR", "To manage that one, import it", theirs.ID); !second.IsNull() {
		t.Error("the second is in state")
	}
}

// TestUnarchiveOfThisRun: a contact that this run archived is not unarchived by another resource.
func TestUnarchiveOfThisRun(t *testing.T) {
	t.Parallel()
	p, s, _ := newHarnessByClock(t)
	s.Set(intercomtest.ArchivedContactsHidden())
	old, diags := p.Read(p.Run(acctest.Object{}, acctest.Block{"email": "kim@example.com", "on_destroy": "archive"}))
	acctest.Expect(t, diags)
	destroyed, diags := p.Plan(old, nil)
	acctest.Expect(t, diags, "archives contacts")
	planned, diags := p.Plan(acctest.Object{}, unarchived(byEmail))
	acctest.Expect(t, diags)
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.Status(409, "conflict", "An archived contact matching those details already exists with id="+old.Get("id"))})
	walk := p.ApplyWalk()
	if _, diags := walk.Apply(destroyed); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	object, diags := walk.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "Archived contact "+old.Get("id")+" is not free", "What to do"); !object.IsNull() || !find(s, old.Get("id")).Archived {
		t.Errorf("in state: %v, and Intercom has %+v", !object.IsNull(), find(s, old.Get("id")))
	}
}
