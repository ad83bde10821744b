package dataattribute_test

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const kind = "intercom_data_attribute"

func TestCRUD(t *testing.T) {
	crud := acctest.CRUDTest{
		Type:      kind,
		Keys:      []string{"id"},
		Unread:    []string{"description", "messenger_writable"},
		Destroyed: []string{`PUT /data_attributes/{id} {"archived":true}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateDataAttribute(o.Get("id"), func(a *intercomtest.DataAttribute) { a.Archived, a.Description = true, "Changed." })
		},
		Restored: []string{`PUT /data_attributes/{id} {"archived":false,"description":"Price plan."}`},
		Vanish:   func(s *intercomtest.Server, o acctest.Object) { s.DeleteDataAttribute(o.Get("id")) },
	}
	list := crud
	list.Versions = []string{"2.14", "2.15", "2.16", "Preview"} // these versions call it options; TestEveryDataType tests 2.13
	list.Config = acctest.Block{"model": "contact", "name": "tariff", "data_type": "list", "options": []any{"free", "pro"}, "description": "Price plan."}
	list.Created = []string{`POST /data_attributes {"name":"tariff","model":"contact","data_type":"options","options":[{"value":"free"},{"value":"pro"}],"description":"Price plan."}`}
	list.Second = acctest.Block{"options": []any{"pro", "team", "free"}, "messenger_writable": true}
	list.Updated = []string{`PUT /data_attributes/{id} {"options":[{"value":"pro"},{"value":"team"},{"value":"free"}],"messenger_writable":true}`}
	list.Replaced = acctest.Block{"data_type": "string", "options": nil, "name": "tariff in words"}
	t.Run("list", list.Run)
	text := crud
	text.Config = acctest.Block{"model": "company", "name": "segment", "data_type": "string", "description": "Price plan.", "messenger_writable": true}
	text.Created = []string{`POST /data_attributes {"name":"segment","model":"company","data_type":"string","description":"Price plan.","messenger_writable":true}`}
	text.Second = acctest.Block{"description": nil, "archived": true}
	text.Updated = []string{`PUT /data_attributes/{id} {"description":"","archived":true}`}
	text.Replaced = acctest.Block{"name": "market"}
	t.Run("string", text.Run)
}

func config(changes acctest.Block) acctest.Block {
	all := acctest.Block{"model": "contact", "name": "tariff", "data_type": "string"}
	maps.Copy(all, changes)
	return all
}

func newHarness(t *testing.T, version string) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version}), s
}

// checkStable checks that a refresh and a plan find no change.
func checkStable(t *testing.T, p *acctest.Protocol, o acctest.Object, config acctest.Block) {
	t.Helper()
	read, diags := p.Read(o)
	acctest.Expect(t, diags)
	planned, diags := p.Plan(read, config)
	if acctest.Expect(t, diags); !planned.State.Equal(read.State) {
		t.Errorf("not stable: %s\nplanned as %s", read.State, planned.State)
	}
}

// TestEveryDataType creates, imports, and archives one attribute of each type on every version. A list is a string before
// 2.14, and stable versions show a datetime as a date. After an import of either, the configuration plans no change.
func TestEveryDataType(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15", "2.16", "Preview"} {
		for _, dataType := range []string{"string", "integer", "float", "boolean", "date", "datetime", "list"} {
			t.Run(version+" "+dataType, func(t *testing.T) {
				t.Parallel()
				p, s := newHarness(t, version)
				wanted := config(acctest.Block{"data_type": dataType})
				if dataType == "list" {
					wanted["options"] = []any{"b", "a"}
				}
				object := p.Run(acctest.Object{}, wanted)
				checkStable(t, p, object, wanted)
				for _, id := range []string{object.Get("id"), "contact/tariff"} {
					other := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version})
					imported, diags := other.Import(id, nil)
					acctest.Expect(t, diags)
					if imported.Get("id") != object.Get("id") {
						t.Fatalf("%s imports %s", id, imported.Get("id"))
					}
					planned, diags := other.Plan(imported, wanted)
					if acctest.Expect(t, diags); !planned.State.Equal(imported.State) {
						t.Errorf("imported as %s\nplanned as %s", imported.State, planned.State)
					}
				}
				if _, diags := p.Destroy(object); acctest.HasError(diags) || s.Count("PUT", "") != 1 {
					t.Errorf("%d updates: %s", s.Count("PUT", ""), acctest.Text(diags))
				}
			})
		}
	}
}

// TestTwoReads: a refresh of 60 attributes reads the lists of both models. Creating them reads the lists once more.
func TestTwoReads(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, "2.16")
	var plans []acctest.Planned
	for i := range 60 {
		planned, diags := p.Plan(acctest.Object{}, config(acctest.Block{"name": "field-" + string(rune('A'+i%26)) + string(rune('a'+i/26))}))
		acctest.Expect(t, diags)
		plans = append(plans, planned)
	}
	if n := s.Count("GET", "/data_attributes"); n != 2 {
		t.Errorf("planning reads %d lists", n)
	}
	s.ResetCalls()
	walk := p.ApplyWalk()
	var objects []acctest.Object
	for _, planned := range plans {
		object, diags := walk.Apply(planned)
		acctest.Expect(t, diags)
		objects = append(objects, object)
	}
	if n := s.Count("GET", "/data_attributes"); n != 2 {
		t.Errorf("creating reads %d lists", n)
	}
	second := acctest.NewProtocol(t, s, kind, nil)
	s.ResetCalls()
	for _, o := range objects {
		_, diags := second.Read(o)
		acctest.Expect(t, diags)
	}
	if n := s.Count("GET", "/data_attributes"); n != 2 {
		t.Errorf("a refresh reads %d lists", n)
	}
}
