package ticket_test

import (
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCompanyIsSentAgain: no answer shows the company, so an update that was ignored in part leaves it to the next apply.
func TestCompanyIsSentAgain(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	object := d.Run(acctest.Object{}, minimal(nil))
	before, _ := d.fake.Ticket(object.Get("id"))
	d.fake.Inject(intercomtest.Fault{Method: "PUT", Times: 1, Act: intercomtest.Normalize(func(tk *intercomtest.Ticket) { *tk = before })})
	config := minimal(acctest.Block{"title": "New", "company_id": intercomtest.ExampleCompany})
	after, diags := d.Apply(planned(t, d.Protocol, object, config))
	expectError(t, diags, "Intercom did not store title")
	d.fake.ResetCalls()
	d.Run(refreshed(t, d.Protocol, after), config)
	if err := sent(d.fake, "PUT", `{"ticket_attributes":{"_default_title_":"New"},"company_id":"`+intercomtest.ExampleCompany+`"}`); err != nil {
		t.Error(err)
	}
}

// TestChangeActionPartlyDone: the ticket is closed, but its state does not change.
func TestChangeActionPartlyDone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		meet func(*intercomtest.Server)
		says string
	}{
		"a read shows it": {func(*intercomtest.Server) {}, "Part of the change may have been made"},
		"no read": {func(s *intercomtest.Server) {
			s.Inject(intercomtest.Fault{Method: "GET", Path: "/tickets/*", Act: intercomtest.Status(403, "forbidden", "No.")})
		}, "Part of the change was made"},
		"another workspace": {func(s *intercomtest.Server) {
			s.Set(intercomtest.ObjectsOfWorkspace("other").On("PUT", "/tickets/*"))
		}, "The change may have been applied"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := stage(t, "intercom_ticket_close", nil)
			c.meet(a.fake)
			a.fake.Inject(intercomtest.Fault{Method: "PUT", Act: intercomtest.Normalize(func(tk *intercomtest.Ticket) { tk.StateID = "8481" })})
			diags := a.play(acctest.Block{"ticket_id": "494", "ticket_state_id": "8484"}).Diags
			expectError(t, diags, c.says)
			if strings.Contains(acctest.Text(diags), "Nothing was changed") {
				t.Error("it says that nothing was changed")
			}
		})
	}
}

// TestCompletingAnswersAnother: the answer to the PUT after a POST has the same ID and contradicts what cannot change. State has the
// created ticket.
func TestCompletingAnswersAnother(t *testing.T) {
	t.Parallel()
	for name, shown := range map[string]map[string]any{
		"created_at": {"created_at": 1000000000}, "ticket_id": {"ticket_id": "999"}, "workspace": {"ticket_type.workspace_id": "other"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			d.fake.Set(intercomtest.Overrides(shown).On("PUT", "/tickets/*"))
			object, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, minimal(acctest.Block{"is_shared": true})))
			expectNoError(t, diags, "completing the new ticket", "The ticket exists and is in state")
			if _, diags = d.Read(object); len(diags) > 0 {
				t.Errorf("the refresh: %s", acctest.Text(diags))
			}
		})
	}
}

// TestIgnoredSinceCreate: a value that a create sent and Intercom ignored is no form of it, so no update accepts it.
func TestIgnoredSinceCreate(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	d.fake.Inject(intercomtest.Fault{Method: "PUT", Act: intercomtest.Normalize(func(tk *intercomtest.Ticket) { tk.SnoozedUntil = 0 })})
	config := minimal(acctest.Block{"snoozed_until": "2036-12-01T09:00:00Z"})
	object, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, config))
	expectNoError(t, diags, "stored snoozed_until of new tickets differently")
	for range 2 {
		object, diags = d.Apply(planned(t, d.Protocol, refreshed(t, d.Protocol, object), config))
		expectError(t, diags, "Intercom did not store snoozed_until", "ignores the change")
	}
}

// TestActionsOfAnotherWorkspace: a read that names another workspace stops an action before its write, although GET /me named the
// right one.
func TestActionsOfAnotherWorkspace(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]acctest.Block{
		"intercom_ticket_reply":  reply(nil),
		"intercom_tickets_erase": erasure(acctest.Block{"ids": nil, "states": []any{"submitted"}}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := stage(t, name, nil)
			a.fake.Set(intercomtest.ObjectsOfWorkspace("other").On("GET", "/tickets/*"))
			expectError(t, a.play(config).Diags, "another workspace")
			if n := a.fake.Count("DELETE", "") + a.fake.Count("POST", "/tickets/*/reply"); n > 0 {
				t.Errorf("%d writes", n)
			}
		})
	}
}

// TestDataSourceWithoutContacts: an answer that does not show the contacts does not say that there are none.
func TestDataSourceWithoutContacts(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	s.AddTicket(intercomtest.Ticket{ID: "494", ContactIDs: []string{intercomtest.ExampleContact}})
	s.Set(intercomtest.Omits("contacts").On("GET", "/tickets/*"))
	found, diags := acctest.NewProtocol(t, s, "intercom_ticket", nil).Data(acctest.Block{"id": "494"})
	acctest.Expect(t, diags)
	if got := found.Get("contacts"); got != "<null>" {
		t.Errorf("contacts are %s", got)
	}
}
