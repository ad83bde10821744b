package contact_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// with returns a configuration with additional arguments.
func with(config, more acctest.Block) acctest.Block {
	all := maps.Clone(config)
	maps.Copy(all, more)
	return all
}

// TestCaseNotArchived (CASES 4: archived: false, explicit): one POST and one read, then an error; the contact stays in
// state. If the read shows that the contact is archived, the destroy succeeds.
func TestCaseNotArchived(t *testing.T) {
	t.Parallel()
	archive := func(b intercomtest.Behavior) intercomtest.Behavior { return b.On("POST", "/contacts/*/archive") }
	no := archive(intercomtest.Overrides(map[string]any{"archived": false}))
	for name, c := range map[string]struct {
		behaviors []intercomtest.Behavior
		faults    []intercomtest.Act
		done      bool
		posts     int
	}{
		"archived: false":                {[]intercomtest.Behavior{no.WithoutEffect()}, nil, false, 1},
		"archived: false, and it is":     {[]intercomtest.Behavior{no, intercomtest.ArchivedContactsHidden()}, nil, true, 1},
		"archived: false after 502":      {[]intercomtest.Behavior{no.WithoutEffect()}, []intercomtest.Act{intercomtest.HTML(502)}, false, 2},
		"archived: false, read 503":      {[]intercomtest.Behavior{no.WithoutEffect(), intercomtest.RefusesAfter(503, "service_unavailable", "Later").On("GET", "/contacts/*")}, nil, false, 1},
		"archived: false, gateway's 404": {[]intercomtest.Behavior{no.WithoutEffect(), intercomtest.Gateway404HTML().On("GET", "/contacts/*")}, nil, false, 1},
		"another contact":                {[]intercomtest.Behavior{archive(intercomtest.AnswersOldest()).WithoutEffect()}, nil, false, 1},
		"error.list in a 200":            {[]intercomtest.Behavior{archive(intercomtest.AnswersBody(200, `{"type":"error.list","errors":[{"code":"conflict","message":"No"}]}`)).WithoutEffect()}, nil, false, 3},
		"names in another case":          {[]intercomtest.Behavior{archive(intercomtest.AnswersBody(200, `{"ID":"x","ARCHIVED":true}`)).WithoutEffect()}, nil, false, 3},
		"lost":                           {nil, []intercomtest.Act{intercomtest.ResetAfter()}, true, 2},
		"lost, then 404":                 {[]intercomtest.Behavior{intercomtest.ArchivedContactsHidden()}, []intercomtest.Act{intercomtest.ResetAfter()}, true, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			config := with(joan, acctest.Block{"on_destroy": "archive"})
			object := p.Run(acctest.Object{}, config)
			s.ResetCalls()
			s.Set(c.behaviors...)
			for _, act := range c.faults {
				s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts/*/archive", Act: act, Times: 1})
			}
			after, diags := p.Destroy(object)
			if acctest.HasError(diags) == c.done || after.IsNull() != c.done {
				t.Errorf("in state: %v\n%s", !after.IsNull(), acctest.Text(diags))
			}
			if n := s.Count("POST", "/contacts/*/archive"); n > c.posts {
				t.Errorf("%d POSTs, want %d at most", n, c.posts)
			}
			if got := s.Contacts()[2].Archived; got != c.done {
				t.Errorf("archived: %v", got)
			}
			holds(t, s, 0, 0, 3)
			if !c.done {
				s.ClearBehaviors()
				checkStable(t, p, after, config)
			}
		})
	}
}

// TestCaseNotDeleted (CASES 4): unless the answer to a DELETE says exactly that the contact was deleted, the contact stays
// in state as long as a read finds it. Messages are about a contact.
func TestCaseNotDeleted(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"deleted: false": `{"type":"contact","id":"{id}","deleted":false}`, "another ID": `{"type":"contact","id":"999","deleted":true}`,
		"error.list": `{"type":"error.list","errors":[{"code":"conflict","message":"No"}]}`, "list": `[]`, "null": `null`, "true": `true`,
		"another case": `{"TYPE":"contact","ID":"{id}","DELETED":true}`, "archived": `{"type":"contact","id":"{id}","archived":true}`,
		"a ticket": `{"object":"ticket","id":"{id}","deleted":true}`, "deleted as text": `{"type":"contact","id":"{id}","deleted":"false"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, effect := range []bool{false, true} {
				p, s := newHarness(t, nil)
				object := p.Run(acctest.Object{}, joan)
				answer := intercomtest.AnswersBody(200, idIn(body, object)).On("DELETE", "/contacts/*")
				if !effect {
					answer = answer.WithoutEffect()
				}
				s.Set(answer)
				after, diags := p.Destroy(object)
				if acctest.HasError(diags) == effect || after.IsNull() != effect {
					t.Errorf("happened: %v, in state: %v\n%s", effect, !after.IsNull(), acctest.Text(diags))
				}
				left := 2
				if !effect {
					left = 3
					acctest.Expect(t, diags, "ERROR", "Error deleting contact")
					if name != "a ticket" && strings.Contains(acctest.Text(diags), "ticket") {
						t.Errorf("it speaks of a ticket: %s", acctest.Text(diags))
					}
				}
				if n := s.Count("DELETE", "/contacts/*"); n > 3 {
					t.Errorf("%d DELETEs", n)
				}
				if n := len(s.Contacts()); n != left {
					t.Errorf("%d contacts, want %d", n, left)
				}
			}
		})
	}
}

func idIn(body string, o acctest.Object) string { return strings.ReplaceAll(body, "{id}", o.Get("id")) }

// TestCaseStoredOtherwise (CASES 4: "PUT's answer shows somebody else's text"): an update that Intercom does not carry out
// is an error, and state shows Intercom's value. The second equal answer to the same value counts as Intercom's form of it.
func TestCaseStoredOtherwise(t *testing.T) {
	t.Parallel()
	for name, behavior := range map[string]intercomtest.Behavior{
		"name":              intercomtest.Stores(map[string]any{"name": "Somebody else"}).On("PUT", "/contacts/*"),
		"phone":             intercomtest.Stores(map[string]any{"phone": "+1 555"}).On("PUT", "/contacts/*"),
		"custom attributes": intercomtest.Stores(map[string]any{"custom_attributes.plan": "silver"}).On("PUT", "/contacts/*"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			config := with(joan, acctest.Block{"name": "Joan", "phone": "+44", "custom_attributes": map[string]any{"plan": "pro"}})
			wanted := with(joan, acctest.Block{"name": "Joan C.", "phone": "+45", "custom_attributes": map[string]any{"plan": "gold"}})
			object := p.Run(acctest.Object{}, config)
			s.Set(behavior)
			planned, _ := p.Plan(object, wanted)
			once, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "Intercom did not store", "apply once more")
			c := s.Contacts()[2]
			if once.Get("name") != c.Name || once.Get("phone") != c.Phone || once.Get("custom_attributes.plan") != c.CustomAttributes["plan"] {
				t.Errorf("state %s, Intercom %v", once.State, c)
			}
			// It shows as drift, and the same answer to a second write is accepted.
			read, diags := p.Read(once)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			again, diags := p.Plan(read, wanted)
			if acctest.HasError(diags) || again.State.Equal(read.State) {
				t.Fatalf("no drift: %s\n%s", again.State, acctest.Text(diags))
			}
			twice, diags := p.Apply(again)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			checkStable(t, p, twice, wanted)
			if n := s.Count("PUT", "/contacts/*"); n != 2 {
				t.Errorf("%d PUTs", n)
			}
			// A later change by somebody else is drift.
			s.UpdateContact(c.ID, func(c *intercomtest.Contact) {
				c.Name, c.Phone, c.CustomAttributes = "Third", "+1", map[string]any{"plan": "third"}
			})
			read, _ = p.Read(twice)
			if read.Get("name") != "Third" || read.Get("phone") != "+1" || read.Get("custom_attributes.plan") != "third" {
				t.Errorf("the drift does not show: %s", read.State)
			}
		})
	}
}

// TestCaseAnswerOtherwise (CASES 4: "rename answered with the old name"): if only the answer disagrees, the read decides.
func TestCaseAnswerOtherwise(t *testing.T) {
	t.Parallel()
	put := func(b intercomtest.Behavior) intercomtest.Behavior { return b.On("PUT", "/contacts/*") }
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		faults   []intercomtest.Act
		says     string
	}{
		"somebody else's text":       {put(intercomtest.Overrides(map[string]any{"name": "Somebody else"})), nil, ""},
		"not done":                   {put(intercomtest.NotDone()), nil, ""},
		"the old name, 502 at first": {put(intercomtest.Overrides(map[string]any{"name": "Joan"})), []intercomtest.Act{intercomtest.ActThenHTML(502)}, ""},
		"another contact":            {put(intercomtest.AnswersOldest()), nil, "ERROR"},
		"another created_at":         {put(intercomtest.Overrides(map[string]any{"created_at": 1_600_000_000})), nil, "ERROR"},
		"another workspace":          {put(intercomtest.Overrides(map[string]any{"workspace_id": "zz9other"})), nil, "ERROR"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			object := p.Run(acctest.Object{}, with(joan, acctest.Block{"name": "Joan"}))
			wanted := with(joan, acctest.Block{"name": "Joan C."})
			s.Set(c.behavior)
			for _, act := range c.faults {
				s.Inject(intercomtest.Fault{Method: "PUT", Act: act, Times: 1})
			}
			planned, _ := p.Plan(object, wanted)
			after, diags := p.Apply(planned)
			if c.says == "" && name != "not done" {
				acctest.Expect(t, diags)
			} else {
				acctest.Expect(t, diags, c.says)
			}
			s.ClearBehaviors()
			read, diags := p.Read(after)
			if acctest.HasError(diags) || read.Get("name") != s.Contacts()[2].Name {
				t.Errorf("state %s, Intercom %v\n%s", read.State, s.Contacts()[2], acctest.Text(diags))
			}
			checkStable(t, p, p.Run(read, wanted), wanted)
			holds(t, s, 1, 0, 3)
		})
	}
}

// TestCreateStoredOtherwise: a create never fails after the contact exists. A value that Intercom stored differently is a
// warning, then drift, then accepted.
func TestCreateStoredOtherwise(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	s.Set(intercomtest.Stores(map[string]any{"phone": "+44 1"}))
	config := with(joan, acctest.Block{"phone": "0044-1"})
	planned, _ := p.Plan(acctest.Object{}, config)
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "WARNING", "Intercom stored phone of new contacts differently")
	if acctest.HasError(diags) || object.Get("phone") != "0044-1" {
		t.Errorf("state %s\n%s", object.State, acctest.Text(diags))
	}
	read, _ := p.Read(object)
	if read.Get("phone") != "+44 1" {
		t.Errorf("no drift: %s", read.State)
	}
	checkStable(t, p, p.Run(read, config), config)
	holds(t, s, 1, 0, 3)
}
