package tickettype_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

var restored = acctest.Block{"name": "Old name", "category": "Tracker", "on_create": "unarchive"}

// TestUnarchiveOnlyOneArchived: a live type, one of several archived ones, and one that an update cannot turn into the
// planned one are not unarchived. The plan refuses it, or the apply if the plan could not know.
func TestUnarchiveOnlyOneArchived(t *testing.T) {
	t.Parallel()
	old := intercomtest.TicketType{ID: "71", Name: "OLD name", Category: intercomtest.Tracker, Archived: true}
	live, twin, other := old, old, old
	live.ID, live.Archived, twin.ID, other.Category = "72", false, "73", intercomtest.Customer
	for name, c := range map[string]struct {
		types []intercomtest.TicketType
		says  []string
	}{
		"live":              {[]intercomtest.TicketType{live}, []string{"exists already", "72"}},
		"live and archived": {[]intercomtest.TicketType{old, live}, []string{"exists already", "72"}},
		"several":           {[]intercomtest.TicketType{old, twin}, []string{"2 archived ticket types have the name", "71", "73", "import"}},
		"another category":  {[]intercomtest.TicketType{other}, []string{"not like the configured one", `its category is "Customer", which cannot change`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			for _, each := range c.types {
				s.AddTicketType(each)
			}
			p := acctest.NewProtocol(t, s, "intercom_ticket_type", nil)
			_, diags := p.Plan(acctest.Object{}, restored)
			acctest.Expect(t, diags, append(c.says, "ERROR", "Nothing was changed")...)
			late := acctest.Block{"name": acctest.Unknown, "category": "Tracker", "on_create": "unarchive"}
			planned, diags := p.Plan(acctest.Object{}, late)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			object, diags := p.ApplyWith(planned, restored)
			if acctest.Expect(t, diags, append(c.says, "ERROR", "Nothing was changed")...); !object.IsNull() {
				t.Error("it is in state")
			}
			if n := s.Count("PUT", "/ticket_types/*") + s.Count("POST", "/ticket_types"); n > 0 {
				t.Errorf("%d writes", n)
			}
		})
	}
}

// TestUnarchiveCreates: if there is no archived type, one is created, as without the argument.
func TestUnarchiveCreates(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	object := acctest.NewProtocol(t, s, "intercom_ticket_type", nil).Run(acctest.Object{}, restored)
	if n := s.Count("POST", "/ticket_types"); n != 1 || object.Get("archived") != "false" {
		t.Errorf("%d creates, archived is %s", n, object.Get("archived"))
	}
}

// TestUnarchiveKeeps: only what the configuration sets is changed in the unarchived type, and its tickets and attributes
// stay.
func TestUnarchiveKeeps(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	old := s.AddTicketType(intercomtest.TicketType{
		Name: "OLD name", Category: intercomtest.Tracker, Archived: true, Description: "Kept", Icon: "🐛", Internal: true,
		Attributes: []intercomtest.Attribute{{Name: "Reach"}},
	})
	p := acctest.NewProtocol(t, s, "intercom_ticket_type", nil)
	object := p.Run(acctest.Object{}, restored)
	now, _ := s.TicketType(old.ID)
	for what, pair := range map[string][2]any{
		"id": {object.Get("id"), old.ID}, "name": {now.Name, "Old name"}, "description": {now.Description, "Kept"}, "icon": {now.Icon, "🐛"},
		"internal": {now.Internal, true}, "archived": {now.Archived, false}, "attributes": {len(now.Attributes), len(old.Attributes)},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %v, not %v", what, pair[0], pair[1])
		}
	}
	read, diags := p.Read(object)
	acctest.Expect(t, diags)
	if planned, diags := p.Plan(read, restored); acctest.HasError(diags) || !planned.State.Equal(read.State) {
		t.Errorf("the next plan is not empty: %s", acctest.Text(diags))
	}
}

// TestUnarchiveUpdateFails: the type is in state as soon as it is unarchived. A change that failed is a warning, and the
// next plan shows it.
func TestUnarchiveUpdateFails(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	old := s.AddTicketType(intercomtest.TicketType{Name: "OLD name", Category: intercomtest.Tracker, Archived: true})
	p := acctest.NewProtocol(t, s, "intercom_ticket_type", nil)
	planned, _ := p.Plan(acctest.Object{}, restored)
	s.Inject(intercomtest.Fault{Method: "PUT", Path: "/ticket_types/*", Skip: 1, Act: intercomtest.Status(403, "forbidden", "No.")})
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "WARNING", "completing the new ticket type "+old.ID, "shows as a change in the next plan")
	if object.IsNull() || acctest.HasError(diags) {
		t.Fatalf("it is not in state: %s", acctest.Text(diags))
	}
	s.ClearFaults()
	read, diags := p.Read(object)
	acctest.Expect(t, diags)
	p.Run(read, restored)
	if now, _ := s.TicketType(old.ID); now.Name != "Old name" {
		t.Errorf("its name is %s", now.Name)
	}
}

// TestUnarchiveTwice: if two resources have one key, one unarchives the type, and the other is refused.
func TestUnarchiveTwice(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddTicketType(intercomtest.TicketType{Name: "Old name", Category: intercomtest.Tracker, Archived: true})
	p := acctest.NewProtocol(t, s, "intercom_ticket_type", nil)
	if _, diags := p.Plan(acctest.Object{}, restored); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	_, diags := p.Plan(acctest.Object{}, restored)
	acctest.Expect(t, diags, "ERROR", "Two resources have the same name")
}

// TestUnarchiveManaged: an archived type that is in another resource's state is not unarchived.
func TestUnarchiveManaged(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	p := acctest.NewProtocol(t, s, "intercom_ticket_type", nil)
	held := p.Run(acctest.Object{}, acctest.Block{"name": "Old name", "category": "Tracker", "archived": true})
	if _, diags := p.Read(held); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	_, diags := p.Plan(acctest.Object{}, restored)
	acctest.Expect(t, diags, "ERROR", "exists already", "It is in Terraform's state")
}
