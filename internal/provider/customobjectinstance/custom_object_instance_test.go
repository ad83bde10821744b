package customobjectinstance_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const resource = "intercom_custom_object_instance"

var pro = acctest.Block{
	"type": "Plan", "external_id": "pro", "external_created_at": "2026-11-01T09:00:00Z",
	"custom_attributes": map[string]any{"title": "Pro", "seats": "5", "public": "true"},
}

func newHarness(t *testing.T) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, resource, nil), s
}

func TestCRUD(t *testing.T) {
	acctest.CRUDTest{
		Type: resource, Keys: []string{"type", "external_id"}, Config: pro, Unread: []string{"custom_attributes"},
		Second:    acctest.Block{"external_created_at": nil, "custom_attributes": map[string]any{"title": "Professional", "seats": "5", "price": "9.5"}},
		Replaced:  acctest.Block{"external_id": "pro-2"},
		Created:   []string{`POST /custom_object_instances/Plan {"external_id":"pro","external_created_at":1793523600,"custom_attributes":{"public":"true","seats":"5","title":"Pro"}}`},
		Updated:   []string{`POST /custom_object_instances/Plan {"external_id":"pro","external_created_at":null,"custom_attributes":{"price":"9.5","public":null,"title":"Professional"}}`},
		Destroyed: []string{`DELETE /custom_object_instances/Plan/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteCustomObjectInstance(o.Get("id")) },
	}.Run(t)
}

// stored returns an attribute of the instance that the tests create.
func stored(s *intercomtest.Server, name string) any {
	all := s.CustomObjectInstances()
	return all[len(all)-1].CustomAttributes[name]
}

func with(attributes map[string]any) acctest.Block {
	return acctest.Block{"type": "Plan", "external_id": "pro", "custom_attributes": attributes}
}

// TestDropped: Intercom clears what it cannot store without an error. After a create, that is a warning and drift; after an update, it
// is an error each time, and the other changes are in state.
func TestDropped(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{"tier": "gold", "seats": "many", "nowhere": "x", "successor": "nobody"} {
		p, s := newHarness(t)
		config := with(map[string]any{"title": "Pro", name: value})
		planned, _ := p.Plan(acctest.Object{}, config)
		object, diags := p.Apply(planned)
		if acctest.Expect(t, diags, "WARNING", "did not store every value", name); acctest.HasError(diags) || object.IsNull() {
			t.Fatalf("%s: %s", name, acctest.Text(diags))
		}
		for range 3 {
			read, _ := p.Read(object)
			again, _ := p.Plan(read, config)
			if again.State.Equal(read.State) {
				t.Fatalf("%s: no drift", name)
			}
			if object, diags = p.Apply(again); !acctest.HasError(diags) {
				t.Fatalf("%s: accepted: %s", name, acctest.Text(diags))
			}
			acctest.Expect(t, diags, "ERROR", "did not store every value", name)
		}
		good := with(map[string]any{"title": "Other"})
		read, _ := p.Read(object)
		object = p.Run(read, good)
		if got := stored(s, "title"); got != "Other" || object.Get("custom_attributes.title") != "Other" {
			t.Errorf("%s: title %v", name, got)
		}
	}
}

// TestTypedValues: whether Intercom reads numbers, booleans, and times from text is not documented. Either way, they are stored, and
// read back without drift.
func TestTypedValues(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set   []intercomtest.Behavior
		posts int
	}{"text": {nil, 1}, "typed": {[]intercomtest.Behavior{intercomtest.TakesTypedValues()}, 2}} {
		p, s := newHarness(t)
		s.Set(c.set...)
		config := with(map[string]any{"title": "5", "seats": "25", "price": "9.50", "public": "true", "starts_on": "2026-12-01T01:00:00+01:00"})
		object := p.Run(acctest.Object{}, config)
		if n := s.Count("POST", "/custom_object_instances/*"); n != c.posts || stored(s, "public") != true || stored(s, "title") != "5" {
			t.Errorf("%s: %d POSTs, stored %v and %v", name, n, stored(s, "public"), stored(s, "title"))
		}
		read, diags := p.Read(object)
		acctest.Expect(t, diags)
		if planned, diags := p.Plan(read, config); acctest.HasError(diags) || !planned.State.Equal(read.State) {
			t.Errorf("%s: drift: %s", name, acctest.Text(diags))
		}
		config = with(map[string]any{"title": "5", "seats": "26", "price": "9.50", "public": "false", "starts_on": "2026-12-01T01:00:00+01:00"})
		p.Run(read, config)
		if stored(s, "public") != false {
			t.Errorf("%s: public is %v", name, stored(s, "public"))
		}
	}
}

// TestUnknownAttribute: Intercom may also refuse an attribute that the type lacks. Then nothing is created.
func TestUnknownAttribute(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.Set(intercomtest.RefusesUnknownAttributes())
	planned, _ := p.Plan(acctest.Object{}, with(map[string]any{"nowhere": "x"}))
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "400", "No custom object instance was created"); !object.IsNull() || len(s.CustomObjectInstances()) != 1 {
		t.Errorf("in state %s", object.State)
	}
}

// TestOthersKept: whether an update leaves alone the attributes that it does not name is not documented. If it does not, they are sent
// again.
func TestOthersKept(t *testing.T) {
	t.Parallel()
	for name, set := range map[string][]intercomtest.Behavior{"kept": nil, "replaced": {intercomtest.ReplacesInstanceAttributes()}, "replaced and typed": {intercomtest.ReplacesInstanceAttributes(), intercomtest.TakesTypedValues()}} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, with(map[string]any{"title": "Pro", "seats": "5"}))
		s.UpdateCustomObjectInstance(object.Get("id"), func(c *intercomtest.CustomObjectInstance) { c.CustomAttributes["tier"] = "pro" })
		s.Set(set...)
		p.Run(object, with(map[string]any{"title": "Professional", "seats": "5"}))
		if stored(s, "tier") != "pro" || stored(s, "title") != "Professional" || stored(s, "seats") == nil {
			t.Errorf("%s: %v, %v, %v", name, stored(s, "tier"), stored(s, "title"), stored(s, "seats"))
		}
	}
}

// TestTaken: the POST would change an instance that exists, so the plan refuses it. One that somebody creates after that is refused, too.
func TestTaken(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	taken := acctest.Block{"type": "Plan", "external_id": "free"}
	_, diags := p.Plan(acctest.Object{}, taken)
	acctest.Expect(t, diags, "ERROR", "exists already", `id = "Plan/free"`)
	planned, _ := p.Plan(acctest.Object{}, pro)
	s.Before("POST", "/custom_object_instances/*", func() {
		s.AddCustomObjectInstance(intercomtest.CustomObjectInstance{Type: "Plan", ExternalID: "pro", CreatedAt: 1_700_000_000})
	})
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "Intercom changed an existing one"); !object.IsNull() {
		t.Errorf("in state %s", object.State)
	}
}

// TestNoType: Intercom answers the same for a type that does not exist as for an instance.
func TestNoType(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	planned, diags := p.Plan(acctest.Object{}, acctest.Block{"type": "Planet", "external_id": "x"})
	acctest.Expect(t, diags)
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "404", "no such custom object type"); !object.IsNull() {
		t.Errorf("in state %s", object.State)
	}
	acctest.Expect(t, p.Validate(acctest.Block{"type": "Plan", "external_id": "reference_not_found"}), "ERROR", "external_id")
}

// TestCreatedAgain: an update and a destroy never touch an instance that somebody created again under the external ID, and an ID that
// is another instance's external ID leads to no other instance.
func TestCreatedAgain(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, pro)
	planned, _ := p.Plan(object, with(map[string]any{"title": "Other"}))
	destroy, _ := p.Plan(object, nil)
	s.DeleteCustomObjectInstance(object.Get("id"))
	s.AddCustomObjectInstance(intercomtest.CustomObjectInstance{ID: "90", Type: "Plan", ExternalID: "pro", CustomAttributes: map[string]any{"title": "Theirs"}})
	_, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "another instance has its external_id")
	after, diags := p.Apply(destroy)
	if acctest.Expect(t, diags, "WARNING", "somebody deleted it"); !after.IsNull() {
		t.Error("the instance that is gone is in state")
	}
	if got := stored(s, "title"); got != "Theirs" || len(s.CustomObjectInstances()) != 2 {
		t.Errorf("title %v of %d", got, len(s.CustomObjectInstances()))
	}
}

// TestImportText: an external ID can have any characters, also those that separate the parts of an import ID.
func TestImportText(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	for _, external := range []string{"eu/west 1", "größe.xl", "a?b=c&d"} {
		s.AddCustomObjectInstance(intercomtest.CustomObjectInstance{Type: "Plan", ExternalID: external, CustomAttributes: map[string]any{"title": "T"}})
		object, diags := p.Import("Plan/"+external+"?attributes=all", nil)
		if acctest.Expect(t, diags); object.Get("external_id") != external || object.Get("custom_attributes.title") != "T" {
			t.Errorf("%s: %s", external, object.State)
		}
	}
}

// TestListAndLookUp: the list shows every page of one type, without instances that Terraform cannot manage. Versions before 2.16 have no
// list.
func TestListAndLookUp(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	for range 160 {
		s.AddCustomObjectInstance(intercomtest.CustomObjectInstance{Type: "Plan"})
	}
	found, diags := p.List(acctest.Block{"type": "Plan"}, 0)
	if acctest.Expect(t, diags); len(found) != 1 || s.Count("GET", "/custom_object_instances/*") != 2 {
		t.Errorf("%d found with %d calls", len(found), s.Count("GET", "/custom_object_instances/*"))
	}
	old := acctest.NewProtocol(t, s, resource, acctest.Block{"api_version": "2.15"})
	_, diags = old.List(acctest.Block{"type": "Plan"}, 0)
	acctest.Expect(t, diags, "ERROR", "2.16 is the first")
	for external, says := range map[string]string{"free": "", "none": "0 custom object instances have the external_id"} {
		_, diags := p.Data(acctest.Block{"type": "Plan", "external_id": external})
		if acctest.Expect(t, diags, says); acctest.HasError(diags) != (says != "") {
			t.Errorf("%s: %s", external, acctest.Text(diags))
		}
	}
}

// TestFoldedExternalID: Intercom may take external IDs that differ in case for the same. Then the instance with the other spelling is
// never taken for the planned one, and the plan of a create fails.
func TestFoldedExternalID(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set       []intercomtest.Behavior
		instances int
	}{"apart": {nil, 3}, "folded": {[]intercomtest.Behavior{intercomtest.FoldsExternalIDs()}, 2}} {
		p, s := newHarness(t)
		s.Set(c.set...)
		s.AddCustomObjectInstance(intercomtest.CustomObjectInstance{Type: "Plan", ExternalID: "PRO", CustomAttributes: map[string]any{"title": "Theirs"}})
		_, diags := p.Plan(acctest.Object{}, with(map[string]any{"title": "Pro"}))
		if acctest.HasError(diags) != (c.instances == 2) {
			t.Errorf("%s: %s", name, acctest.Text(diags))
		}
		if c.instances == 3 {
			p = acctest.NewProtocol(t, s, resource, nil)
			p.Run(p.Run(acctest.Object{}, with(map[string]any{"title": "Pro"})), with(map[string]any{"title": "Professional"}))
		}
		all := s.CustomObjectInstances()
		if len(all) != c.instances || all[1].CustomAttributes["title"] != "Theirs" {
			t.Errorf("%s: instances %v", name, all)
		}
	}
}

// TestBlanksRefused: an external ID with blanks at its ends is refused, because Intercom may trim it.
func TestBlanksRefused(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.Set(intercomtest.TrimsExternalIDs())
	for _, external := range []string{" pro", "pro ", "\tpro"} {
		acctest.Expect(t, p.Validate(acctest.Block{"type": "Plan", "external_id": external}), "ERROR", "external_id")
	}
	p.Run(p.Run(acctest.Object{}, pro), pro)
}
