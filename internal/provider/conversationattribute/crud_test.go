package conversationattribute_test

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const kind = "intercom_conversation_attribute"

var versions = []string{"2.16", "Preview"}

func TestCRUD(t *testing.T) {
	crud := acctest.CRUDTest{
		Unread: []string{"required"},
		Type:   kind, Keys: []string{"id"}, Versions: versions,
		Destroyed: []string{`DELETE /conversations/attributes/{id}`},
		Vanish: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateConversationAttribute(o.Get("id"), func(a *intercomtest.ConversationAttribute) { a.Archived = true })
		},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateConversationAttribute(o.Get("id"), func(a *intercomtest.ConversationAttribute) { a.Name, a.Description = "Theirs", "Changed." })
		},
	}
	list := crud
	list.Config = acctest.Block{"name": "Severity", "data_type": "list", "options": acctest.Block{"Minor": "Minor", "Major": "Major"}, "description": "How bad it is."}
	list.Created = []string{`POST /conversations/attributes {"name":"Severity","data_type":"list","options":[{"label":"Major"},{"label":"Minor"}],"description":"How bad it is."}`}
	list.Unread = []string{"option_ids", "required"}
	list.Restored = []string{`PUT /conversations/attributes/{id} {"name":"Severity","description":"How bad it is."}`}
	list.Second = acctest.Block{"options": acctest.Block{"Minor": "Cosmetic", "New": "Blocking"}, "required": true}
	list.Updated = []string{
		`PUT /conversations/attributes/{id} {"required":true}`,
		`PUT /conversations/attributes/{id}/options/0001c0de-0000-4000-8000-000000000002 {"label":"Cosmetic"}`,
		`POST /conversations/attributes/{id}/options {"label":"Blocking"}`,
		`DELETE /conversations/attributes/{id}/options/0001c0de-0000-4000-8000-000000000001`,
	}
	list.Replaced = acctest.Block{"data_type": "string", "options": nil}
	t.Run("list", list.Run)
	text := crud
	text.Config = acctest.Block{"name": "Cause", "data_type": "string", "description": "What it was.", "multiline": true, "visible_to_team_ids": []any{intercomtest.ExampleTeam}}
	text.Created = []string{`POST /conversations/attributes {"name":"Cause","data_type":"string","description":"What it was.","multiline":true,"visible_to_team_ids":["814900"]}`}
	text.Restored = []string{`PUT /conversations/attributes/{id} {"name":"Cause","description":"What it was."}`}
	text.Second = acctest.Block{"name": "Root cause", "description": nil, "visible_to_team_ids": nil, "multiline": false}
	text.Updated = []string{`PUT /conversations/attributes/{id} {"name":"Root cause","description":"","multiline":false,"visible_to_team_ids":[]}`}
	text.Replaced = acctest.Block{"data_type": "integer", "multiline": nil}
	t.Run("string", text.Run)
	relationship := crud
	relationship.Config = acctest.Block{"name": "Orders", "data_type": "relationship", "reference": acctest.Block{"type": "many", "object_type_id": "order"}, "visible_to_team_ids": []any{}}
	relationship.Unread = []string{"visible_to_team_ids", "required"}
	relationship.Created = []string{`POST /conversations/attributes {"name":"Orders","data_type":"relationship","reference":{"type":"many","object_type_id":"order"}}`}
	relationship.Restored = []string{`PUT /conversations/attributes/{id} {"name":"Orders"}`}
	relationship.Second = acctest.Block{"reference": acctest.Block{"type": "one", "object_type_id": "order"}}
	relationship.Updated = []string{`PUT /conversations/attributes/{id} {"reference":{"type":"one","object_type_id":"order"}}`}
	t.Run("relationship", relationship.Run)
}

// severity is a list whose keys are not its labels.
func severity(changes acctest.Block) acctest.Block {
	config := acctest.Block{"name": "Severity", "data_type": "list", "options": acctest.Block{"minor": "Minor", "major": "Major"}}
	maps.Copy(config, changes)
	return config
}

func newHarness(t *testing.T, behaviors ...intercomtest.Behavior) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	s.Set(behaviors...)
	return acctest.NewProtocol(t, s, kind, nil), s
}

// checkStable expects that a refresh and a plan find nothing to do.
func checkStable(t *testing.T, p *acctest.Protocol, o acctest.Object, config acctest.Block) {
	t.Helper()
	read, diags := p.Read(o)
	acctest.Expect(t, diags)
	planned, diags := p.Plan(read, config)
	if acctest.Expect(t, diags); !planned.State.Equal(read.State) {
		t.Errorf("not stable: %s\nplanned as %s", read.State, planned.State)
	}
}
