package ticket_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestUnassignKeepsTheOther: Intercom removes the admin and the team together. The one that nobody manages is read before any write, and
// assigned again after it.
func TestUnassignKeepsTheOther(t *testing.T) {
	t.Parallel()
	const admin, team = "814861", "814900"
	read, refused := intercomtest.Status(503, "service_unavailable", "Later."), intercomtest.Status(403, "api_plan_restricted", "No.")
	for name, c := range map[string]struct {
		managed, other string // arguments
		others         string // ID of the assignee that only Intercom has
		changes        acctest.Block
		fault          *intercomtest.Fault
		bodies         []string
		says           []string
		lost, undone   bool
		stops          bool // the user stops the run during the first PUT
	}{
		"admin goes":              {managed: "admin_assignee_id", other: "team_assignee_id", others: team, bodies: []string{`{"assignee_id":"0"}`, `{"assignee_id":"814900"}`}},
		"team goes":               {managed: "team_assignee_id", other: "admin_assignee_id", others: admin, bodies: []string{`{"assignee_id":"0"}`, `{"assignee_id":"814861"}`}},
		"admin goes, silently":    {managed: "admin_assignee_id", other: "team_assignee_id", others: team, changes: acctest.Block{"title": "New", "skip_notifications": true}, bodies: []string{`{"assignee_id":"0","skip_notifications":true,"ticket_attributes":{"_default_title_":"New"}}`, `{"assignee_id":"814900","skip_notifications":true}`}},
		"stopped":                 {managed: "admin_assignee_id", other: "team_assignee_id", others: team, stops: true, bodies: []string{`{"assignee_id":"0"}`, `{"assignee_id":"814900"}`}},
		"there is no other":       {managed: "admin_assignee_id", other: "team_assignee_id", bodies: []string{`{"assignee_id":"0"}`}},
		"the read fails":          {managed: "admin_assignee_id", other: "team_assignee_id", others: team, fault: &intercomtest.Fault{Method: "GET", Path: "/tickets/*", Act: read}, says: []string{"503", "Nothing was changed"}, undone: true},
		"assigning again fails":   {managed: "admin_assignee_id", other: "team_assignee_id", others: team, fault: &intercomtest.Fault{Method: "PUT", Skip: 1, Act: refused}, says: []string{"403", "Part of the change was made", "team 814900", "team_assignee_id", "does not manage"}, lost: true},
		"assigning does nothing":  {managed: "team_assignee_id", other: "admin_assignee_id", others: admin, fault: &intercomtest.Fault{Method: "PUT", Skip: 1, Act: intercomtest.Normalize(func(tk *intercomtest.Ticket) { tk.AdminAssigneeID = "" })}, says: []string{"did not carry it out", "admin 814861", "admin_assignee_id"}, lost: true},
		"the other is gone":       {managed: "admin_assignee_id", other: "team_assignee_id", others: team, fault: &intercomtest.Fault{Method: "PUT", Skip: 1, Act: intercomtest.Status(404, "assignee_not_found", "Assignee not found")}, says: []string{"assignee_not_found", `AttributeName("team_assignee_id")`, "team 814900"}, lost: true},
		"unassigning may be done": {managed: "admin_assignee_id", other: "team_assignee_id", others: team, fault: &intercomtest.Fault{Method: "PUT", Act: intercomtest.Status(500, "server_error", "Sorry")}, says: []string{"500", "team 814900"}, undone: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := map[string]string{"admin_assignee_id": admin, "team_assignee_id": team}[c.managed]
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(acctest.Block{c.managed: own}))
			d.fake.UpdateTicket(object.Get("id"), func(tk *intercomtest.Ticket) {
				if c.other == "team_assignee_id" {
					tk.TeamAssigneeID = c.others
				} else {
					tk.AdminAssigneeID = c.others
				}
			})
			plan := planned(t, d.Protocol, refreshed(t, d.Protocol, object), minimal(c.changes))
			if c.fault != nil {
				d.fake.Inject(*c.fault)
			}
			if c.stops {
				d.fake.Before("PUT", "/tickets/*", d.Stop)
			}
			d.fake.ResetCalls()
			after, diags := d.Apply(plan)
			if c.says == nil {
				expectNoError(t, diags)
			} else {
				expectError(t, diags, c.says...)
			}
			if c.bodies != nil {
				if err := sent(d.fake, "PUT", c.bodies...); err != nil {
					t.Error(err)
				}
			}
			ticket, _ := d.fake.Ticket(object.Get("id"))
			has := map[string]string{"admin_assignee_id": ticket.AdminAssigneeID, "team_assignee_id": ticket.TeamAssigneeID}
			if want := map[bool]string{true: "", false: c.others}[c.lost]; has[c.other] != want {
				t.Errorf("Intercom has %s %q, want %q", c.other, has[c.other], want)
			}
			if want := map[bool]string{true: own, false: ""}[c.undone]; has[c.managed] != want {
				t.Errorf("Intercom has %s %q, want %q", c.managed, has[c.managed], want)
			}
			if want := map[bool]string{true: own, false: "<null>"}[c.undone]; after.Get(c.managed) != want {
				t.Errorf("state has %s %s, want %s", c.managed, after.Get(c.managed), want)
			}
			if got := after.Get(c.other); got != "<null>" {
				t.Errorf("state has %s %s, which is not managed", c.other, got)
			}
		})
	}
}
