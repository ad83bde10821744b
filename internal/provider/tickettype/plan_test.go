package tickettype_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func newHarness(t *testing.T) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	return acctest.NewProtocol(t, s, "intercom_ticket_type", nil), s
}

// TestNameTaken: a name that another type has, archived or not, is refused at plan with an import block.
func TestNameTaken(t *testing.T) {
	t.Parallel()
	for _, archived := range []bool{false, true} {
		p, s := newHarness(t)
		s.UpdateTicketType(intercomtest.ExampleIncidentType, func(t *intercomtest.TicketType) { t.Archived = archived })
		_, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "incident"})
		acctest.Expect(t, diags, "ERROR", `Ticket type "incident" exists already`, "to = intercom_ticket_type.NAME", `id = "1234"`)
		if said := strings.Contains(acctest.Text(diags), "unarchives the ticket type"); said != archived {
			t.Errorf("archived: %v, %s", archived, acctest.Text(diags))
		}
	}
}

// TestWhatAnApplyDoes: the plan warns of archiving and replacing.
func TestWhatAnApplyDoes(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug"})
	_, diags := p.Plan(object, nil)
	acctest.Expect(t, diags, "WARNING", "archives ticket types", `Ticket type 88 "Bug"`, "cannot delete", s.WorkspaceID)
	object, diags = p.Read(object)
	acctest.Expect(t, diags)
	planned, diags := p.Plan(object, acctest.Block{"name": "Bug 2", "category": "Tracker"})
	acctest.Expect(t, diags, "WARNING", "category", "archives ticket types", `Ticket type 88 "Bug"`, "A new one is created in its place")
	if !planned.Replace {
		t.Error("another category does not replace the type")
	}
	s.ResetCalls()
	abandoning := p.Run(object, acctest.Block{"name": "Bug", "on_destroy": "abandon"})
	_, diags = p.Destroy(abandoning)
	acctest.Expect(t, diags, "WARNING", "leaves them in Intercom")
	if acctest.HasError(diags) || len(s.Calls()) > 0 {
		t.Errorf("abandoning made %d calls: %s", len(s.Calls()), acctest.Text(diags))
	}
}

// TestCreateLost: after a create whose answer is lost, the new type is adopted, or not finding it is an error. Intercom
// does not document that names are unique, so there is never a second POST.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		act   intercomtest.Act
		found bool
	}{
		"after": {intercomtest.ResetAfter(), true}, "HTML": {intercomtest.ActThenHTML(502), true}, "before": {intercomtest.ResetBefore(), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			s.Inject(intercomtest.Fault{Method: "POST", Act: c.act, Times: 1})
			planned, _ := p.Plan(acctest.Object{}, acctest.Block{"name": "Bug"})
			object, diags := p.Apply(planned)
			if object.IsNull() == c.found || acctest.HasError(diags) == c.found {
				t.Errorf("in state: %v, %s", !object.IsNull(), acctest.Text(diags))
			}
			if n := s.Count("POST", "/ticket_types"); n != 1 {
				t.Errorf("%d POSTs", n)
			}
			if c.found {
				_, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "Bug"})
				acctest.Expect(t, diags, fmt.Sprintf("id = %q", object.Get("id")))
			}
		})
	}
}

// TestArchivingFails: a false 404, another workspace's token, and an error keep the type in state.
func TestArchivingFails(t *testing.T) {
	t.Parallel()
	for says, act := range map[string]intercomtest.Act{"but the ticket type exists": intercomtest.LyingNotFound(), "403": intercomtest.Status(403, "api_plan_restricted", "No."), "not followed": intercomtest.Redirect(302, "/")} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug"})
		s.Inject(intercomtest.Fault{Method: "PUT", Act: act})
		after, diags := p.Destroy(object)
		acctest.Expect(t, diags, "ERROR", "archiving ticket type 88", says)
		if after.IsNull() {
			t.Error("it left the state")
		}
	}
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug"})
	other := acctest.NewProtocol(t, s, "intercom_ticket_type", acctest.Block{"access_token": s.AddWorkspace("other").Token})
	for _, config := range []acctest.Block{nil, {"name": "Bug 2"}} {
		planned, _ := other.Plan(object, config)
		after, diags := other.Apply(planned)
		acctest.Expect(t, diags, "ERROR", "belongs to another workspace")
		if after.IsNull() {
			t.Error("it left the state")
		}
	}
}

// TestCreatedArchived: a type that cannot be archived right after its create is in state, and the next apply archives it.
func TestCreatedArchived(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	config := acctest.Block{"name": "Bug", "archived": true}
	s.Inject(intercomtest.Fault{Method: "PUT", Act: intercomtest.Status(403, "api_plan_restricted", "No."), Times: 1})
	planned, _ := p.Plan(acctest.Object{}, config)
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "WARNING", "completing the new ticket type 88", "Apply again")
	for _, archived := range []bool{false, true} {
		if made, _ := s.TicketType("88"); made.Archived != archived || acctest.HasError(diags) {
			t.Fatalf("archived: %v, %s", made.Archived, acctest.Text(diags))
		}
		object, diags = p.Read(object)
		acctest.Expect(t, diags)
		object = p.Run(object, config)
	}
	s.ResetCalls()
	if p.Run(object, config); s.Count("PUT", "") > 0 {
		t.Error("it is archived once more")
	}
}

// TestAdopted: what an import found is not changed until the configuration has set it; after that, removing it clears it.
func TestAdopted(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]acctest.Block{
		"changed":            {"name": "Incident", "description": "Other"},
		"set to what it was": {"name": "Incident", "description": "An outage", "on_destroy": "abandon"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			s.UpdateTicketType(intercomtest.ExampleIncidentType, func(t *intercomtest.TicketType) { t.Description = "An outage" })
			object, diags := p.Import(intercomtest.ExampleIncidentType, nil)
			acctest.Expect(t, diags)
			object = p.Run(object, acctest.Block{"name": "Incident", "icon": "🚨"})
			if shown, _ := s.TicketType(intercomtest.ExampleIncidentType); shown.Description != "An outage" || object.Get("description") != "An outage" {
				t.Errorf("the description was cleared: %q", shown.Description)
			}
			object = p.Run(object, by)
			if object.Get("created_at") == "<null>" || object.Get("workspace_id") != s.WorkspaceID {
				t.Errorf("state lost something: %s", object.State)
			}
			object = p.Run(object, acctest.Block{"name": "Incident"})
			if shown, _ := s.TicketType(intercomtest.ExampleIncidentType); shown.Description != "" || object.Get("description") != "<null>" {
				t.Errorf("the description was not cleared: %q", shown.Description)
			}
		})
	}
}

func expect(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q is missing in:\n%s", w, text)
		}
	}
}

func refuse(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(text, w) {
			t.Errorf("%q must not be in:\n%s", w, text)
		}
	}
}
