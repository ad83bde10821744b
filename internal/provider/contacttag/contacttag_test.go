package contacttag_test

import (
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
