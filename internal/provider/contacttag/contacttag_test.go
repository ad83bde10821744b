package contacttag_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const tag = intercomtest.ExampleTag

var config = acctest.Block{"contact_id": intercomtest.ExampleContact, "tag_id": tag}

func seed(s *intercomtest.Server) {
	s.AddTag(intercomtest.Tag{ID: "9", Name: "Beta"})
}

func take(s *intercomtest.Server, _ acctest.Object) {
	s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.TagIDs = nil })
}

func TestCRUD(t *testing.T) {
	const path = "/contacts/" + intercomtest.ExampleContact + "/tags"
	acctest.CRUDTest{
		Type:      "intercom_contact_tag",
		Keys:      []string{"contact_id", "tag_id"},
		Seed:      seed,
		Config:    config,
		Replaced:  acctest.Block{"tag_id": "9"},
		Created:   []string{`POST ` + path + ` {"id":"` + tag + `"}`},
		Destroyed: []string{`DELETE ` + path + `/` + tag},
		Vanish:    take,
	}.Run(t)
}

func TestFaults(t *testing.T) {
	acctest.Association{
		Type: "intercom_contact_tag", Seed: seed, Config: config, Another: acctest.Block{"tag_id": "9"},
		Post: "/contacts/*/tags", Delete: "/contacts/*/tags/*", Get: "/contacts/*/tags",
		Orphan: func(s *intercomtest.Server) { s.DeleteContact(intercomtest.ExampleContact) }, Gone: "deleted, archived, or merged",
		Count: func(s *intercomtest.Server) int { return len(s.Contacts()[0].TagIDs) },
	}.Faults(t)
}

// TestCaseMerged (CASES 3): the tags of a merged contact belong to the other contact. If Intercom names that contact, the
// error does, too; a plain 404 can mean a merge.
func TestCaseMerged(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer intercomtest.Behavior
		gone   bool
		says   []string
	}{
		"404":              {intercomtest.RefusesAfter(404, "not_found", "User Not Found"), true, []string{"WARNING", "archived, or merged"}},
		"410":              {intercomtest.RefusesAfter(410, "contact_merged", "This contact has been merged."), false, []string{"ERROR", "was merged into"}},
		"404 without code": {intercomtest.RefusesAfter(404, "route_not_found", "No such route"), false, []string{"ERROR", "Unconfirmed 404", "It stays"}},
		"has more":         {intercomtest.AnswersBody(200, `{"type":"list","data":[],"has_more":true}`), false, []string{"ERROR", "list is not complete", "It stays"}},
		"larger total":     {intercomtest.AnswersBody(200, `{"type":"list","data":[],"total_count":1}`), false, []string{"ERROR", "list is not complete"}},
		"no list":          {intercomtest.Omits("data"), false, []string{"ERROR", "It stays"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			seed(s)
			p := acctest.NewProtocol(t, s, "intercom_contact_tag", nil)
			object := p.Run(acctest.Object{}, config)
			s.Set(c.answer.On("GET", "/contacts/*/tags"))
			read, diags := p.Read(object)
			if acctest.Expect(t, diags, c.says...); read.IsNull() != c.gone {
				t.Errorf("gone: %v", read.IsNull())
			}
		})
	}
}

// seedListed tags two contacts, and one of them twice.
func seedListed(s *intercomtest.Server) {
	seed(s)
	s.AddTag(intercomtest.Tag{ID: "10", Name: "Unused"})
	s.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.TagIDs = []string{tag, "9"} })
	s.UpdateContact(intercomtest.ExampleSecondContact, func(c *intercomtest.Contact) { c.TagIDs = []string{tag} })
}

func TestList(t *testing.T) {
	const contact, second = intercomtest.ExampleContact, intercomtest.ExampleSecondContact
	acctest.AssociationList{
		Type: "intercom_contact_tag", Keys: []string{"contact_id", "tag_id"}, Seed: seedListed,
		By: map[string]acctest.ListedBy{
			"contact": {
				Config: acctest.Block{"contact_id": contact}, Found: map[string]string{contact + "/" + tag: "VIP", contact + "/9": "Beta"},
				Calls: []string{"GET /contacts/" + contact + "/tags"}, Method: "GET", Path: "/contacts/*/tags",
				Missing: acctest.Block{"contact_id": "nobody"}, Says: []string{"404", "GET /contacts/nobody/tags"},
				Take: func(s *intercomtest.Server) {
					s.UpdateContact(contact, func(c *intercomtest.Contact) { c.TagIDs = []string{"9"} })
				}, Taken: contact + "/" + tag,
			},
			"tag": {
				Config: acctest.Block{"tag_id": tag}, Found: map[string]string{contact + "/" + tag: "ada@example.com", second + "/" + tag: "grace@example.com"},
				Calls: []string{"POST /contacts/search"}, Method: "POST", Path: "/contacts/search",
				Empty: acctest.Block{"tag_id": "10"}, Missing: acctest.Block{"tag_id": "11"}, Says: []string{"there is no such tag", "correct tag_id"},
				Take: func(s *intercomtest.Server) {
					s.UpdateContact(second, func(c *intercomtest.Contact) { c.TagIDs = nil })
				}, Taken: second + "/" + tag,
			},
		},
	}.Run(t)
}

// TestListArguments: a list needs exactly one argument, and Terraform says so before it calls Intercom.
func TestListArguments(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "intercom_contact_tag", nil)
	for _, config := range []acctest.Block{{}, {"contact_id": intercomtest.ExampleContact, "tag_id": tag}} {
		diags := p.ValidateList(config)
		if acctest.Expect(t, diags, "ERROR", "contact_id", "tag_id"); len(diags) != 1 {
			t.Errorf("%d diagnostics: %s", len(diags), acctest.Text(diags))
		}
	}
	acctest.Expect(t, p.ValidateList(acctest.Block{"tag_id": "../me"}), "ERROR", "must be one of Intercom's IDs")
	found, diags := p.List(nil, 0)
	if acctest.Expect(t, diags, "ERROR", "missing argument", "set exactly one of `contact_id` and `tag_id`"); len(found) > 0 {
		t.Errorf("listed %d", len(found))
	}
	_, diags = p.List(acctest.Block{"tag_id": acctest.Unknown}, 0)
	acctest.Expect(t, diags, "ERROR", "not known yet")
}

// TestListLimited: a limit asks the search for no larger page, and reads no further one.
func TestListLimited(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	for range 200 {
		s.AddContact(intercomtest.Contact{TagIDs: []string{tag}})
	}
	found, diags := acctest.NewProtocol(t, s, "intercom_contact_tag", nil).List(acctest.Block{"tag_id": tag}, 3)
	acctest.Expect(t, diags)
	if body := string(s.Calls()[1].Body); len(found) != 3 || len(s.Calls()) != 2 || !strings.Contains(body, `"per_page":3`) {
		t.Errorf("listed %d with %d calls, asked %s", len(found), len(s.Calls()), body)
	}
}

// TestListOfTagUnconfirmed: if nothing has the tag and the tags cannot be read, the list does not say that there is nothing.
func TestListOfTagUnconfirmed(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.Inject(intercomtest.Fault{Method: "GET", Path: "/tags", Act: intercomtest.Status(403, "forbidden", "No.")})
	_, diags := acctest.NewProtocol(t, s, "intercom_contact_tag", nil).List(acctest.Block{"tag_id": tag}, 0)
	acctest.Expect(t, diags, "ERROR", "403", "could not be read", "Read tags")
}
