package conversationattribute_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// live are the attributes that are not archived and have a name, whatever the case.
func live(s *intercomtest.Server, names ...string) (n int) {
	for _, a := range s.ConversationAttributes() {
		for _, name := range names {
			if !a.Archived && a.Name == name {
				n++
			}
		}
	}
	return n
}

// TestNameTaken: two attributes with one name would break every update of conversations, whether Intercom refuses that or not.
func TestNameTaken(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.RefusesEqualAttributeNames()}} {
		p, s := newHarness(t, behaviors...)
		says := []string{"ERROR", `"urgency" exists already`, "to = intercom_conversation_attribute.NAME", `id = "3"`}
		for _, name := range []string{"Urgency", "URGENCY"} {
			_, diags := acctest.NewProtocol(t, s, kind, nil).Plan(acctest.Object{}, severity(acctest.Block{"name": name}))
			acctest.Expect(t, diags, says...)
		}
		object := p.Run(acctest.Object{}, severity(nil))
		_, diags := p.Plan(object, severity(acctest.Block{"name": "Urgency"}))
		acctest.Expect(t, diags, says...)
		if n := len(s.ConversationAttributes()); n != 2 {
			t.Errorf("%d attributes", n)
		}
	}
}

// TestNameTakenMeanwhile: a name that somebody takes between plan and apply is neither created nor renamed to.
func TestNameTakenMeanwhile(t *testing.T) {
	t.Parallel()
	for name, rename := range map[string]bool{"create": false, "rename": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			prior, wanted := acctest.Object{}, severity(nil)
			if rename {
				prior, _ = p.Read(p.Run(prior, severity(acctest.Block{"name": "Before"})))
			}
			planned, diags := p.Plan(prior, wanted)
			acctest.Expect(t, diags)
			s.AddConversationAttribute(intercomtest.ConversationAttribute{Name: "severity"})
			_, diags = p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "severity")
			if said := acctest.Text(diags); strings.Contains(said, "proxy") || strings.Contains(said, "unexpected answer") {
				t.Errorf("a proxy is blamed: %s", said)
			}
			if n := live(s, "Severity", "severity"); n != 1 {
				t.Errorf("%d attributes have the name", n)
			}
		})
	}
}

// TestTwoOfOneRun: two resources of one run never give one name to two attributes.
func TestTwoOfOneRun(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	other := p.Run(acctest.Object{}, severity(acctest.Block{"name": "Other"}))
	renamed, diags := p.Plan(other, severity(nil))
	acctest.Expect(t, diags)
	created, diags := p.Plan(acctest.Object{}, severity(acctest.Block{"name": "SEVERITY"}))
	acctest.Expect(t, diags)
	_, diags = p.Plan(acctest.Object{}, severity(nil))
	acctest.Expect(t, diags, "ERROR", "Two resources have the same name")
	together := acctest.NewProtocol(t, s, kind, nil)
	_, first := together.Apply(created)
	_, second := together.Apply(renamed)
	acctest.Expect(t, append(first, second...), "ERROR")
	if said := acctest.Text(append(first, second...)); strings.Contains(said, "proxy") || strings.Contains(said, "unexpected answer") {
		t.Errorf("a proxy is blamed: %s", said)
	}
	if n := live(s, "Severity", "SEVERITY"); n != 1 {
		t.Errorf("%d attributes have the name", n)
	}
}

// TestCreateLost: a create whose answer is lost makes one attribute, and no second POST is sent.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]intercomtest.Act{"after": intercomtest.ResetAfter(), "before": intercomtest.ResetBefore(), "500": intercomtest.ActThenStatus(500)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
			planned, diags := p.Plan(acctest.Object{}, severity(nil))
			acctest.Expect(t, diags)
			object, diags := p.Apply(planned)
			if n := s.Count("POST", ""); n != 1 {
				t.Errorf("%d POSTs", n)
			}
			if name == "before" {
				if acctest.Expect(t, diags, "ERROR", "may have been created"); !object.IsNull() {
					t.Errorf("in state %s", object.State)
				}
				return
			}
			if acctest.Expect(t, diags, "WARNING", "Adopted"); live(s, "Severity") != 1 {
				t.Errorf("%d attributes", live(s, "Severity"))
			}
			checkStable(t, acctest.NewProtocol(t, s, kind, nil), object, severity(nil))
		})
	}
}

// TestArchivedByTeammate: an attribute that somebody archived leaves the state, with a warning that says what is lost, however
// Intercom answers. It is neither destroyed again nor imported, and its name is free.
func TestArchivedByTeammate(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"shown": nil, "not found": {intercomtest.ArchivedAttributesNotFound()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, behaviors...)
			object := p.Run(acctest.Object{}, severity(nil))
			s.UpdateConversationAttribute(object.Get("id"), func(a *intercomtest.ConversationAttribute) { a.Archived = true })
			if after, diags := p.Destroy(object); acctest.HasError(diags) || !after.IsNull() {
				t.Errorf("destroy: %s", acctest.Text(diags))
			}
			read, diags := p.Read(object)
			if acctest.Expect(t, diags, "WARNING", "gone from Intercom", "somebody archived it", "no old values", "unarchive"); !read.IsNull() {
				t.Errorf("in state %s", read.State)
			}
			_, diags = acctest.NewProtocol(t, s, kind, nil).Import(object.Get("id"), nil)
			acctest.Expect(t, diags, "ERROR", "does not exist", "unarchive it in Intercom's settings")
			again := acctest.NewProtocol(t, s, kind, nil)
			if made := again.Run(acctest.Object{}, severity(nil)); made.Get("id") == object.Get("id") {
				t.Error("the archived attribute was taken for the new one")
			}
		})
	}
}

// TestArchivedKeepsName: where Intercom keeps the names of archived attributes, it refuses a replacement, and nothing is made.
func TestArchivedKeepsName(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.ArchivedKeepNames())
	s.AddConversationAttribute(intercomtest.ConversationAttribute{Name: "Severity", Archived: true})
	planned, diags := p.Plan(acctest.Object{}, severity(nil))
	acctest.Expect(t, diags)
	object, diags := p.Apply(planned)
	if acctest.Expect(t, diags, "ERROR", "422", "'Severity' already exists", "No conversation attribute was created"); !object.IsNull() {
		t.Errorf("in state %s", object.State)
	}
}

// TestNotArchived: an answer that shows the attribute as it was before does not count, nor does another object.
func TestNotArchived(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, severity(nil))
	s.Set(intercomtest.NotDone().On("DELETE", ""), intercomtest.Overrides(map[string]any{"archived": false}).On("DELETE", ""))
	after, diags := p.Destroy(object)
	if acctest.Expect(t, diags, "ERROR", "archived is false"); after.IsNull() {
		t.Error("it left the state")
	}
}

// TestInvalid: arguments of another data type are refused at validation, and those that a data type needs are required.
func TestInvalid(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	for name, c := range map[string]struct {
		config acctest.Block
		at     string
	}{
		"options of a string":          {acctest.Block{"name": "x", "data_type": "string", "options": acctest.Block{"a": "A", "b": "B"}}, "options"},
		"list without options":         {acctest.Block{"name": "x", "data_type": "list"}, "options"},
		"multiline list":               {severity(acctest.Block{"multiline": true}), "multiline"},
		"reference of a string":        {acctest.Block{"name": "x", "data_type": "string", "reference": acctest.Block{"type": "one", "object_type_id": "o"}}, "reference"},
		"relationship without objects": {acctest.Block{"name": "x", "data_type": "relationship"}, "reference"},
		"unknown type":                 {acctest.Block{"name": "x", "data_type": "text"}, "data_type"},
		"blank":                        {acctest.Block{"name": "x ", "data_type": "string"}, "name"},
	} {
		if diags := p.Validate(c.config); len(diags) != 1 || !acctest.HasError(diags) {
			t.Errorf("%s: %s", name, acctest.Text(diags))
		} else {
			acctest.Expect(t, diags, c.at)
		}
	}
	acctest.Expect(t, p.Validate(acctest.Block{"name": "x", "data_type": acctest.Unknown, "options": acctest.Unknown}))
	if n := len(s.Calls()); n > 0 {
		t.Errorf("%d calls", n)
	}
}

// TestMissingMembers: an answer that leaves something out does not say that there is none, and an option without its ID or label does
// not say which options there are.
func TestMissingMembers(t *testing.T) {
	t.Parallel()
	for _, missing := range [][]string{{"options", "visible_to_team_ids"}, {"data_type"}, {"name"}, {"options.0.id"}, {"options.1.label"}} {
		p, s := newHarness(t)
		config := severity(acctest.Block{"visible_to_team_ids": []any{intercomtest.ExampleTeam}})
		object := p.Run(acctest.Object{}, config)
		s.Set(intercomtest.Omits(missing...).On("GET", "/conversations/attributes/*"))
		checkStable(t, p, object, config)
	}
}

// TestOptionsNotShown: a write whose answer leaves out the options is completed by a read. Without one, nothing is doubled.
func TestOptionsNotShown(t *testing.T) {
	t.Parallel()
	more := options("minor", "Minor", "major", "Major", "new", "Blocking")
	p, s := newHarness(t, intercomtest.Omits("options").On("POST", ""), intercomtest.Omits("options").On("PUT", ""))
	object := p.Run(acctest.Object{}, severity(nil))
	object = p.Run(object, more)
	checkStable(t, p, object, more)
	if got := labels(s, object.Get("id")); got != "1:Major 2:Minor 3:Blocking" {
		t.Errorf("Intercom has %s", got)
	}
	s.Set(intercomtest.Omits("options").On("GET", "/conversations/attributes/*"))
	planned, diags := p.Plan(object, options("minor", "Minor", "major", "Major", "new", "Blocking", "other", "Other"))
	acctest.Expect(t, diags)
	after, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "Intercom does not show the options", "A part of the changes was made")
	s.ClearBehaviors()
	after, diags = p.Read(after)
	acctest.Expect(t, diags)
	p.Run(after, options("minor", "Minor", "major", "Major", "new", "Blocking", "other", "Other"))
	if got := labels(s, object.Get("id")); got != "1:Major 2:Minor 3:Blocking 4:Other" {
		t.Errorf("Intercom has %s", got)
	}
}

// TestOptionWithoutID: an option whose ID Intercom never showed is not added again.
func TestOptionWithoutID(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.Omits("options"))
	object := p.Run(acctest.Object{}, severity(nil))
	checkStable(t, p, object, severity(nil))
	_, diags := p.Plan(object, options("minor", "Minor", "major", "Greater"))
	acctest.Expect(t, diags, "ERROR", "Option without an ID", "refresh, then plan again")
	s.ClearBehaviors()
	object, diags = p.Read(object)
	acctest.Expect(t, diags)
	p.Run(object, options("minor", "Minor", "major", "Greater"))
	if got := labels(s, object.Get("id")); got != "1:Greater 2:Minor" {
		t.Errorf("Intercom has %s", got)
	}
}

// TestVersions: a version without conversation attributes is refused when planning, with the one that has them.
func TestVersions(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15"} {
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version})
		_, diags := p.Plan(acctest.Object{}, severity(nil))
		acctest.Expect(t, diags, "ERROR", "API version "+version+" does not support conversation attributes", "2.16")
		if n := len(s.Calls()); n > 0 {
			t.Errorf("%s: %d calls", version, n)
		}
	}
}

// TestProtection: a protected attribute is neither destroyed nor replaced.
func TestProtection(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object, _ := p.Read(p.Run(acctest.Object{}, severity(acctest.Block{"deletion_protection": true})))
	_, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "is protected from deletion")
	_, diags = p.Plan(object, severity(acctest.Block{"deletion_protection": true, "data_type": "integer", "options": nil}))
	acctest.Expect(t, diags, "ERROR", "is protected from deletion")
	if s.Count("DELETE", "") > 0 {
		t.Error("it was archived")
	}
}

// TestLookUp: by ID or name. Archived attributes are left out.
func TestLookUp(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.AddConversationAttribute(intercomtest.ConversationAttribute{Name: "Urgency", Archived: true})
	for by, value := range map[string]string{"id": intercomtest.ExampleConversationAttribute, "name": "Urgency"} {
		found, diags := p.Data(acctest.Block{by: value})
		if acctest.Expect(t, diags); found.Get("option_ids.High") != "b2c3d4e5-f6a7-8901-bcde-f01234567891" || found.Get("id") != intercomtest.ExampleConversationAttribute {
			t.Errorf("by %s: %s", by, found.State)
		}
	}
	all, diags := p.Of("intercom_conversation_attributes").Data(acctest.Block{})
	if acctest.Expect(t, diags); all.Get("conversation_attributes.0.name") != "Urgency" || all.Get("conversation_attributes.1") != "<none>" {
		t.Errorf("all are %s", all.State)
	}
}
