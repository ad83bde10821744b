package tickettypeattribute_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// behind changes an attribute of the incident type outside of Terraform.
func behind(s *intercomtest.Server, id string, change func(*intercomtest.Attribute)) {
	s.UpdateTicketType(intercomtest.ExampleIncidentType, func(t *intercomtest.TicketType) {
		for i := range t.Attributes {
			if t.Attributes[i].ID == id {
				change(&t.Attributes[i])
			}
		}
	})
}

func TestCRUD(t *testing.T) {
	const path = "/ticket_types/1234/attributes"
	crud := acctest.CRUDTest{
		Type:      "intercom_ticket_type_attribute",
		Keys:      []string{"ticket_type_id", "id"},
		Unread:    []string{"multiline", "allow_multiple_values", "required_to_create", "required_to_create_for_contacts", "visible_on_create", "visible_to_contacts"},
		Destroyed: []string{`PUT ` + path + `/{id} {"archived":true}`},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			behind(s, o.Get("id"), func(a *intercomtest.Attribute) { a.Archived, a.Description, a.Required = true, "Changed.", true })
		},
		Restored: []string{`PUT ` + path + `/{id} {"archived":false,"description":"How bad it is."}`},
		Vanish: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateTicketType(intercomtest.ExampleIncidentType, func(t *intercomtest.TicketType) { t.Attributes = t.Attributes[:len(t.Attributes)-1] })
		},
	}
	list := crud
	list.Config = acctest.Block{"ticket_type_id": "1234", "name": "Severity", "description": "How bad it is.", "data_type": "list", "list_items": []any{"Minor", "Major"}}
	list.Created = []string{`POST ` + path + ` {"name":"Severity","description":"How bad it is.","data_type":"list","list_items":"Minor,Major"}`}
	list.Second = acctest.Block{"list_items": []any{"Critical", "Major", "Minor"}, "required_to_create_for_contacts": false, "visible_to_contacts": false}
	list.Updated = []string{`PUT ` + path + `/{id} {"list_items":"Critical,Major,Minor","required_to_create_for_contacts":false,"visible_to_contacts":false}`}
	list.Replaced = acctest.Block{"data_type": "string", "list_items": nil, "name": "Severity in words"}
	t.Run("list", list.Run)
	text := crud
	text.Config = acctest.Block{"ticket_type_id": "1234", "name": "Steps", "description": "How bad it is.", "data_type": "string", "multiline": true}
	text.Created = []string{`POST ` + path + ` {"name":"Steps","description":"How bad it is.","data_type":"string","multiline":true}`}
	text.Second = acctest.Block{"name": "Steps to reproduce", "multiline": false, "visible_on_create": true}
	text.Updated = []string{`PUT ` + path + `/{id} {"name":"Steps to reproduce","multiline":false,"visible_on_create":true}`}
	t.Run("string", text.Run)
}

func newHarness(t *testing.T) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, "intercom_ticket_type_attribute", nil), s
}

// TestEveryDataType creates, refreshes, and archives one attribute of each type.
func TestEveryDataType(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"string", "list", "integer", "decimal", "boolean", "datetime", "files"} {
		p, s := newHarness(t)
		config := acctest.Block{"ticket_type_id": "1234", "name": "New", "description": "", "data_type": kind}
		switch kind {
		case "list":
			config["list_items"] = []any{"A", "B"}
		case "files":
			// CASES 6: the only documented use of this argument, which no answer shows.
			config["allow_multiple_values"] = true
		}
		object := p.Run(acctest.Object{}, config)
		read, diags := p.Read(object)
		planned, more := p.Plan(read, config)
		if len(diags)+len(more) > 0 || !planned.State.Equal(object.State) {
			t.Errorf("%s: %s\n%s\n%s%s", kind, object.State, planned.State, acctest.Text(diags), acctest.Text(more))
		}
		if !read.State.Equal(object.State) {
			t.Errorf("%s: the refresh shows drift: %s", kind, read.State)
		}
		if _, diags := p.Destroy(object); acctest.HasError(diags) || s.Count("PUT", "") != 1 {
			t.Errorf("%s: %s", kind, acctest.Text(diags))
		}
	}
}

// TestRefusedWhenPlanning: what Intercom would refuse or misinterpret is refused before anything happens.
func TestRefusedWhenPlanning(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change acctest.Block
		says   []string
	}{
		"comma":           {acctest.Block{"data_type": "list", "list_items": []any{"One, two"}}, []string{"must hold no comma"}},
		"no options":      {acctest.Block{"data_type": "list"}, []string{"needs list_items"}},
		"twice":           {acctest.Block{"data_type": "list", "list_items": []any{"A", "A"}}, []string{"duplicate"}},
		"not a list":      {acctest.Block{"list_items": []any{"A"}}, []string{"has no list_items"}},
		"not a text":      {acctest.Block{"data_type": "integer", "multiline": true}, []string{"has no multiline"}},
		"several options": {acctest.Block{"data_type": "list", "list_items": []any{"A"}, "allow_multiple_values": true}, []string{"has no allow_multiple_values", "files"}},
		"outer blank":     {acctest.Block{"name": "New "}, []string{"must not begin or end with a blank"}},
		"unknown type":    {acctest.Block{"data_type": "text"}, []string{"data_type"}},
		"name is taken":   {acctest.Block{"name": "Priority"}, []string{`Ticket type attribute "Priority of ticket type 1234" exists already`, `id = "1234/2001"`}},
		"no such type":    {acctest.Block{"ticket_type_id": "9"}, []string{"Reading ticket type 9", "404"}},
		"built-in's name": {acctest.Block{"name": "_default_title_"}, []string{"already", "import"}},
	} {
		p, s := newHarness(t)
		config := acctest.Block{"ticket_type_id": "1234", "name": "New", "description": "", "data_type": "string"}
		maps.Copy(config, c.change)
		diags := p.Validate(config)
		if !acctest.HasError(diags) {
			_, diags = p.Plan(acctest.Object{}, config)
		}
		t.Log(name)
		acctest.Expect(t, diags, append(c.says, "ERROR")...)
		if n := s.Count("POST", "") + s.Count("PUT", ""); n > 0 {
			t.Errorf("%d writes", n)
		}
	}
}

// TestBuiltIn: title and description are imported and changed, and never archived.
func TestBuiltIn(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	kind, _ := s.TicketType("1234")
	object, diags := p.Import("1234/"+kind.Attributes[0].ID, nil)
	if acctest.HasError(diags) || object.Get("default") != "true" {
		t.Fatal(acctest.Text(diags))
	}
	config := acctest.Block{"ticket_type_id": "1234", "name": "_default_title_", "description": "In a few words.", "data_type": "string"}
	object = p.Run(object, config)
	if kind, _ := s.TicketType("1234"); kind.Attributes[0].Description != "In a few words." {
		t.Errorf("%+v", kind.Attributes[0])
	}
	for change, value := range map[string]any{"name": "Title", "archived": true} {
		refused := acctest.Block{"ticket_type_id": "1234", "name": "_default_title_", "description": "", "data_type": "string", change: value}
		_, diags := p.Plan(object, refused)
		acctest.Expect(t, diags, "ERROR", "is built in and cannot be")
	}
	s.ResetCalls()
	_, diags = p.Destroy(object)
	acctest.Expect(t, diags, "WARNING", "leaves them in Intercom", "neither delete nor archive")
	if acctest.HasError(diags) || len(s.Calls()) > 0 {
		t.Errorf("%d calls: %s", len(s.Calls()), acctest.Text(diags))
	}
}

// TestOneReadAType: a refresh of 100 attributes over 4 types reads 4 types.
func TestOneReadAType(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	var plans []acctest.Planned
	for range 4 {
		kind := s.AddTicketType(intercomtest.TicketType{})
		for i := range 25 {
			planned, diags := p.Plan(acctest.Object{}, acctest.Block{"ticket_type_id": kind.ID, "name": fmt.Sprint("Field ", i), "description": "", "data_type": "integer"})
			acctest.Expect(t, diags)
			plans = append(plans, planned)
		}
	}
	walk := p.ApplyWalk()
	var objects []acctest.Object
	for _, planned := range plans {
		object, diags := walk.Apply(planned)
		acctest.Expect(t, diags)
		objects = append(objects, object)
	}
	if n := s.Count("GET", "/ticket_types/*"); n > 8 {
		t.Errorf("creating them read types %d times", n)
	}
	second := acctest.NewProtocol(t, s, "intercom_ticket_type_attribute", nil)
	s.ResetCalls()
	for _, o := range objects {
		if _, diags := second.Read(o); len(diags) > 0 {
			t.Fatal(acctest.Text(diags))
		}
	}
	if n, me := len(s.Calls()), s.Count("GET", "/me"); n != 5 || me != 1 {
		t.Errorf("%d calls, %d of them for the workspace, want 5 and 1", n, me)
	}
}

// TestCreateLost: a create whose answer is lost creates one attribute.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	for _, act := range []intercomtest.Act{intercomtest.ResetAfter(), intercomtest.ResetBefore(), intercomtest.ActThenStatus(500)} {
		p, s := newHarness(t)
		s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
		object := p.Run(acctest.Object{}, acctest.Block{"ticket_type_id": "1234", "name": "New", "description": "", "data_type": "string"})
		kind, _ := s.TicketType("1234")
		last := kind.Attributes[len(kind.Attributes)-1]
		if len(kind.Attributes) != 9 || last.ID != object.Get("id") || last.Name != "New" {
			t.Errorf("%d attributes, the last %+v, in state %s", len(kind.Attributes), last, object.Get("id"))
		}
	}
}

// TestTicketOfTheSamePlan: a ticket can use an attribute, and an option, that the same plan creates, replaces, or renames.
func TestTicketOfTheSamePlan(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	config := func(items string) string {
		return acctest.Config(s, strings.ReplaceAll(`
resource "intercom_ticket_type_attribute" "severity" {
  ticket_type_id = "1234"
  name           = "Severity"
  description    = "How bad it is."
  data_type      = "list"
  list_items     = [ITEMS]
}
resource "intercom_ticket" "outage" {
  ticket_type_id    = "1234"
  contacts          = [{ email = "ada@example.com" }]
  title             = "Checkout is down"
  ticket_attributes = { (intercom_ticket_type_attribute.severity.name) = reverse(intercom_ticket_type_attribute.severity.list_items)[0] }
}`, "ITEMS", items))
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config(`"Minor", "Major"`), Check: resource.TestCheckResourceAttr("intercom_ticket.outage", "ticket_attributes.Severity", "Major")},
			{Config: config(`"Minor", "Major", "Critical"`), Check: resource.TestCheckResourceAttr("intercom_ticket.outage", "ticket_attributes.Severity", "Critical")},
			{Config: config(`"Minor", "Blocker"`), Check: resource.TestCheckResourceAttr("intercom_ticket.outage", "ticket_attributes.Severity", "Blocker")},
			{
				Config: strings.ReplaceAll(config(`"Minor", "Blocker"`), `"Severity"`, `"Damage"`),
				Check: resource.ComposeAggregateTestCheckFunc(
					resource.TestCheckResourceAttr("intercom_ticket.outage", "ticket_attributes.Damage", "Blocker"),
					resource.TestCheckNoResourceAttr("intercom_ticket.outage", "ticket_attributes.Severity"),
				),
			},
		},
	})
}
