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

func TestLife(t *testing.T) {
	const path = "/contacts/" + intercomtest.ExampleContact + "/tags"
	acctest.Life{
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

func TestTrouble(t *testing.T) {
	acctest.Association{
		Type: "intercom_contact_tag", Seed: seed, Config: config,
		Count: func(s *intercomtest.Server) int { return len(s.Contacts()[0].TagIDs) },
	}.Trouble(t)
}
