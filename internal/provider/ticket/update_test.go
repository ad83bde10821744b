package ticket_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestUpdateSendsWhatChanged: each change is one PUT (two if an admin and a team change) with nothing else in it, and the
// plan after it is empty.
func TestUpdateSendsWhatChanged(t *testing.T) {
	t.Parallel()
	const put = "PUT"
	for name, c := range map[string]struct {
		before, after acctest.Block
		bodies        []string
	}{
		"title":                    {after: acctest.Block{"title": "Other"}, bodies: []string{`{"ticket_attributes":{"_default_title_":"Other"}}`}},
		"title removed":            {after: acctest.Block{"title": nil}, bodies: []string{`{"ticket_attributes":{"_default_title_":null}}`}},
		"description":              {after: acctest.Block{"description": "Text"}, bodies: []string{`{"ticket_attributes":{"_default_description_":"Text"}}`}},
		"description emptied":      {before: acctest.Block{"description": "Text"}, after: acctest.Block{"description": ""}, bodies: []string{`{"ticket_attributes":{"_default_description_":""}}`}},
		"attribute added":          {after: attributes("Seats", "3"), bodies: []string{`{"ticket_attributes":{"Seats":3}}`}},
		"attribute changed":        {before: attributes("Seats", "3", "Version", "1"), after: attributes("Seats", "4", "Version", "1"), bodies: []string{`{"ticket_attributes":{"Seats":4}}`}},
		"attribute nulled":         {before: attributes("Seats", "3"), after: attributes("Seats", nil), bodies: []string{`{"ticket_attributes":{"Seats":null}}`}},
		"attribute removed":        {before: attributes("Seats", "3", "Version", "1"), after: attributes("Version", "1"), bodies: []string{`{"ticket_attributes":{"Seats":null}}`}},
		"all attributes removed":   {before: attributes("Seats", "3"), after: acctest.Block{"ticket_attributes": nil}, bodies: []string{`{"ticket_attributes":{"Seats":null}}`}},
		"list option, by its id":   {before: attributes("Priority", "Low"), after: attributes("Priority", "de1825a0-0164-4070-8ca6-13e22462fa04"), bodies: []string{`{"ticket_attributes":{"Priority":"de1825a0-0164-4070-8ca6-13e22462fa04"}}`}},
		"option spelt by its id":   {before: attributes("Priority", "Low"), after: attributes("Priority", "de1825a0-0164-4070-8ca6-13e22462fa01")},
		"number spelt otherwise":   {before: attributes("Downtime", "1.5"), after: attributes("Downtime", "1.50")},
		"instant spelt otherwise":  {before: attributes("Due", "2036-12-01T09:00:00Z"), after: attributes("Due", "2036-12-01T10:00:00+01:00")},
		"snooze spelt otherwise":   {before: acctest.Block{"snoozed_until": "2036-12-01T09:00:00Z"}, after: acctest.Block{"snoozed_until": "2036-12-01T10:00:00+01:00"}},
		"snoozed":                  {after: acctest.Block{"snoozed_until": "2036-12-01T09:00:00Z"}, bodies: []string{`{"snoozed_until":2111734800}`}},
		"woken":                    {before: acctest.Block{"snoozed_until": "2036-12-01T09:00:00Z"}, after: acctest.Block{"snoozed_until": nil}, bodies: []string{`{"snoozed_until":null}`}},
		"state":                    {after: acctest.Block{"ticket_state_id": "8482"}, bodies: []string{`{"ticket_state_id":"8482"}`}},
		"state no longer managed":  {before: acctest.Block{"ticket_state_id": "8482"}, after: acctest.Block{"ticket_state_id": nil}},
		"closed":                   {after: acctest.Block{"open": false}, bodies: []string{`{"open":false}`}},
		"open no longer managed":   {before: acctest.Block{"open": false}, after: acctest.Block{"open": nil}},
		"shared":                   {after: acctest.Block{"is_shared": true}, bodies: []string{`{"is_shared":true}`}},
		"company":                  {after: acctest.Block{"company_id": intercomtest.ExampleCompany}, bodies: []string{`{"company_id":"` + intercomtest.ExampleCompany + `"}`}},
		"company removed":          {before: acctest.Block{"company_id": intercomtest.ExampleCompany}, after: acctest.Block{"company_id": nil}, bodies: []string{`{"company_id":null}`}},
		"admin":                    {after: acctest.Block{"admin_assignee_id": "814861"}, bodies: []string{`{"assignee_id":"814861"}`}},
		"admin and team":           {after: acctest.Block{"admin_assignee_id": "814861", "team_assignee_id": "814900"}, bodies: []string{`{"assignee_id":"814861"}`, `{"assignee_id":"814900"}`}},
		"unassigned":               {before: acctest.Block{"admin_assignee_id": "814861"}, after: acctest.Block{"admin_assignee_id": nil}, bodies: []string{`{"assignee_id":"0"}`}},
		"admin goes, team stays":   {before: acctest.Block{"admin_assignee_id": "814861", "team_assignee_id": "814900"}, after: acctest.Block{"team_assignee_id": "814900"}, bodies: []string{`{"assignee_id":"0"}`, `{"assignee_id":"814900"}`}},
		"silently":                 {after: acctest.Block{"title": "Other", "skip_notifications": true}, bodies: []string{`{"ticket_attributes":{"_default_title_":"Other"},"skip_notifications":true}`}},
		"Terraform's own argument": {after: acctest.Block{"deletion_protection": true, "on_destroy": "close", "skip_notifications": true, "timeouts": acctest.Block{"create": "5m"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(c.before))
			d.fake.ResetCalls()
			object = d.Run(object, minimal(c.after))
			if err := sent(d.fake, put, c.bodies...); err != nil {
				t.Error(err)
			}
			for _, call := range d.wire() {
				// Only a read shows Intercom's value of an attribute that state lacks, and an assignee that is not managed.
				if call == "GET /tickets/{id} 200" && name != "attribute added" && name != "unassigned" {
					t.Errorf("needless %s", call)
				}
			}
			read, diags := d.Read(object)
			acctest.Expect(t, diags)
			if !read.State.Equal(object.State) {
				t.Errorf("the refresh differs:\n%s\n%s", object.State, read.State)
			}
			again, diags := d.Plan(read, minimal(c.after))
			if len(diags) > 0 || !again.State.Equal(read.State) {
				t.Errorf("the next plan is not empty: %s\n%s\n%s", acctest.Text(diags), read.State, again.State)
			}
		})
	}
}

func attributes(pairs ...any) acctest.Block {
	values := acctest.Block{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i].(string)] = pairs[i+1]
	}
	return acctest.Block{"ticket_attributes": values}
}

// TestDrift: arguments that the configuration sets drift; omitted ones do not.
func TestDrift(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config acctest.Block
		change func(tk *intercomtest.Ticket)
		drifts bool
	}{
		"title that is set":          {change: func(tk *intercomtest.Ticket) { tk.Attributes["_default_title_"] = "Other" }, drifts: true},
		"title that is left out":     {config: acctest.Block{"title": nil}, change: func(tk *intercomtest.Ticket) { tk.Attributes["_default_title_"] = "Other" }},
		"attribute that is set":      {config: attributes("Seats", "3"), change: func(tk *intercomtest.Ticket) { tk.Attributes["Seats"] = int64(4) }, drifts: true},
		"attribute that is unset":    {config: attributes("Seats", "3"), change: func(tk *intercomtest.Ticket) { delete(tk.Attributes, "Seats") }, drifts: true},
		"attribute that is left out": {config: attributes("Seats", "3"), change: func(tk *intercomtest.Ticket) { tk.Attributes["Version"] = "4" }},
		"attribute held at null":     {config: attributes("Seats", nil), change: func(tk *intercomtest.Ticket) { tk.Attributes["Seats"] = int64(4) }, drifts: true},
		"assignee that is set":       {config: acctest.Block{"admin_assignee_id": "814860"}, change: func(tk *intercomtest.Ticket) { tk.AdminAssigneeID = "" }, drifts: true},
		"assignee that is left out":  {change: func(tk *intercomtest.Ticket) { tk.AdminAssigneeID = "814860" }},
		"state that is set":          {config: acctest.Block{"ticket_state_id": "8481"}, change: func(tk *intercomtest.Ticket) { tk.StateID = "8482" }, drifts: true},
		"state that is left out":     {change: func(tk *intercomtest.Ticket) { tk.StateID = "8482" }},
		"open that is set":           {config: acctest.Block{"open": true}, change: func(tk *intercomtest.Ticket) { tk.Open = false }, drifts: true},
		"open that is left out":      {change: func(tk *intercomtest.Ticket) { tk.Open = false }},
		"snooze that is set":         {config: acctest.Block{"snoozed_until": "2036-12-01T09:00:00Z"}, change: func(tk *intercomtest.Ticket) { tk.SnoozedUntil = 0 }, drifts: true},
		"snooze that is over":        {config: acctest.Block{"snoozed_until": "2020-12-01T09:00:00Z"}, change: func(tk *intercomtest.Ticket) { tk.SnoozedUntil = 0 }},
		"another contact is added": {change: func(tk *intercomtest.Ticket) {
			tk.ContactIDs = append(tk.ContactIDs, intercomtest.ExampleSecondContact)
		}},
		"type changed by a teammate":   {change: func(tk *intercomtest.Ticket) { tk.TypeID = "1236" }, drifts: true},
		"updated_at is Intercom's own": {change: func(tk *intercomtest.Ticket) { tk.UpdatedAt += 100 }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			d.fake.AddTicketType(intercomtest.TicketType{ID: "1236", Name: "Bug", States: []intercomtest.State{{ID: "8481", Category: intercomtest.Submitted}}})
			object := d.Run(acctest.Object{}, minimal(c.config))
			d.fake.UpdateTicket(object.Get("id"), c.change)
			object, diags := d.Read(object)
			acctest.Expect(t, diags)
			plan, diags := d.Plan(object, minimal(c.config))
			acctest.Expect(t, diags)
			if drifts := !plan.State.Equal(object.State); drifts != c.drifts {
				t.Errorf("drift: %v, want %v\n%s\n%s", drifts, c.drifts, object.State, plan.State)
			}
			if len(plan.Replaces) > 0 {
				t.Errorf("it would be replaced: %v", plan.Replaces)
			}
		})
	}
}

// TestNormalized: Intercom stores a value differently than it was written. If both are known to mean the same, the next
// plan is empty. If not, the first update fails and shows Intercom's value; the second gets the same answer and is
// believed. A later change by somebody else is still drift.
func TestNormalized(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		normalize func(*intercomtest.Ticket)
		known     bool
	}{
		"what is known": {func(tk *intercomtest.Ticket) {
			tk.Attributes["_default_title_"] = "Checkout  is down "
			tk.Attributes["_default_description_"] = "<p>Text &amp; more</p>"
		}, true},
		"what is not": {func(tk *intercomtest.Ticket) {
			tk.Attributes["_default_title_"] = "CHECKOUT IS DOWN"
			tk.Attributes["Version"] = "7"
			tk.SnoozedUntil = 2111738400
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := minimal(acctest.Block{"description": "Text & more", "snoozed_until": "2036-12-01T09:00:00Z", "ticket_attributes": acctest.Block{"Version": "v7"}})
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(acctest.Block{"title": "Old"}))
			store := intercomtest.Normalize(c.normalize)
			d.fake.Inject(intercomtest.Fault{Method: "PUT", Act: store})
			if !c.known {
				var diags []*tfprotov6.Diagnostic
				object, diags = d.Apply(planned(t, d.Protocol, object, config))
				expectError(t, diags, "Intercom did not store title", `Intercom did not store ticket_attributes["Version"]`, "Intercom did not store snoozed_until", "CHECKOUT IS DOWN")
				object = refreshed(t, d.Protocol, object)
				if title, version := object.Get("title"), object.Get("ticket_attributes.Version"); title != "CHECKOUT IS DOWN" || version != "7" {
					t.Errorf("state does not show what is there: %s, %s", title, version)
				}
			}
			object = d.Run(object, config)
			for range 2 {
				read := refreshed(t, d.Protocol, object)
				if plan := planned(t, d.Protocol, read, config); !plan.State.Equal(read.State) {
					t.Errorf("the plan is not empty:\n%s\n%s", read.State, plan.State)
				}
				object = read
			}
			d.fake.UpdateTicket(object.Get("id"), func(tk *intercomtest.Ticket) { tk.Attributes["Version"] = "8" })
			if got := refreshed(t, d.Protocol, object).Get("ticket_attributes.Version"); got != "8" {
				t.Errorf("somebody's change is not seen: %s", got)
			}
		})
	}
}

// TestCaseUpdateNotDone: a PUT that is answered with success and does nothing is an error, and state shows the values in
// Intercom (CASES.md 4, rename answered with the old name).
func TestCaseUpdateNotDone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change acctest.Block
		at     string
		kept   string
	}{
		"title":    {acctest.Block{"title": "New"}, "title", "Checkout is down"},
		"open":     {acctest.Block{"open": false}, "open", "true"},
		"assignee": {acctest.Block{"admin_assignee_id": "814861"}, "admin_assignee_id", "<null>"},
		"state":    {acctest.Block{"ticket_state_id": "8482"}, "ticket_state_id", "8481"},
		"snoozed":  {acctest.Block{"snoozed_until": "2036-12-01T09:00:00Z"}, "snoozed_until", "<null>"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(nil))
			plan := planned(t, d.Protocol, object, minimal(c.change))
			before, _ := d.fake.Ticket(object.Get("id"))
			d.fake.Inject(intercomtest.Fault{Method: "PUT", Act: intercomtest.Normalize(func(tk *intercomtest.Ticket) { *tk = before })})
			d.fake.ResetCalls()
			after, diags := d.Apply(plan)
			expectError(t, diags, "Intercom did not store "+c.at, "plan again")
			if got := after.Get(c.at); got != c.kept {
				t.Errorf("state shows %s, want what is there: %s", got, c.kept)
			}
			if puts, gets := d.fake.Count("PUT", ""), d.fake.Count("GET", "/tickets/*"); puts != 1 || gets != 1 {
				t.Errorf("%d PUTs and %d GETs, want 1 and 1", puts, gets)
			}
		})
	}
}

// TestUpdateMeets faults and checks the calls and whether state has the new or the old title.
func TestUpdateMeets(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault intercomtest.Act
		times int
		title string
		puts  int
		gets  int
		says  []string
	}{
		"reset before it acted":     {fault: intercomtest.ResetBefore(), times: 1, title: "New", puts: 2, gets: 1},
		"reset after it acted":      {fault: intercomtest.ResetAfter(), times: 1, title: "New", puts: 1, gets: 1},
		"502 HTML, not acted":       {fault: intercomtest.HTML(502), times: 1, title: "New", puts: 2, gets: 1},
		"acted, then 500":           {fault: intercomtest.ActThenStatus(500), times: 1, title: "New", puts: 1, gets: 1},
		"200 cut off":               {fault: intercomtest.Truncate(), times: 1, title: "New", puts: 1, gets: 1},
		"200 with null":             {fault: intercomtest.NullBody(), times: 1, title: "New", puts: 1, gets: 1},
		"500 for good":              {fault: intercomtest.Status(500, "server_error", "Sorry"), title: "Checkout is down", puts: 3, gets: 3, says: []string{"500", "stays in Terraform's state", "Request ID"}},
		"429, then well":            {fault: intercomtest.TooManyRequests("", "1"), times: 1, title: "New", puts: 2},
		"401":                       {fault: intercomtest.NotAuthorized(), title: "Checkout is down", puts: 1, says: []string{"401"}},
		"404":                       {fault: intercomtest.LyingNotFound(), title: "Checkout is down", puts: 1, says: []string{"404", "The next plan reads whether it is gone"}},
		"answered for another one":  {fault: intercomtest.WrongID(), title: "Checkout is down", puts: 1, says: []string{"another object"}},
		"answered by another thing": {fault: intercomtest.WrongType(), title: "Checkout is down", puts: 1, says: []string{"another object"}},
		"redirect":                  {fault: intercomtest.Redirect(301, "/"), title: "Checkout is down", puts: 1, gets: 1, says: []string{"301"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			object := d.Run(acctest.Object{}, minimal(nil))
			d.fake.Inject(intercomtest.Fault{Method: "PUT", Act: c.fault, Times: c.times})
			after, diags := d.Apply(planned(t, d.Protocol, object, minimal(acctest.Block{"title": "New"})))
			if c.says == nil {
				acctest.Expect(t, diags)
			} else {
				expectError(t, diags, c.says...)
			}
			if got := after.Get("title"); got != c.title {
				t.Errorf("title %s in state, want %s", got, c.title)
			}
			if puts, gets := d.fake.Count("PUT", ""), d.fake.Count("GET", "/tickets/*"); puts != c.puts || gets != c.gets {
				t.Errorf("%d PUTs and %d GETs, want %d and %d", puts, gets, c.puts, c.gets)
			}
		})
	}
}

// TestSecondPutFails: a read shows what was done, and state and the error show it.
func TestSecondPutFails(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	object := d.Run(acctest.Object{}, minimal(nil))
	d.fake.Inject(intercomtest.Fault{Method: "PUT", Skip: 1, Act: intercomtest.Status(403, "api_plan_restricted", "No.")})
	config := minimal(acctest.Block{"title": "New", "admin_assignee_id": "814861", "team_assignee_id": "814900"})
	after, diags := d.Apply(planned(t, d.Protocol, object, config))
	expectError(t, diags, "Part of the change was made", "403")
	if got := after.Get("title"); got != "New" {
		t.Errorf("title %s", got)
	}
	d.fake.ClearFaults()
	d.fake.ResetCalls()
	after = d.Run(after, config)
	if after.Get("team_assignee_id") != "814900" || after.Get("admin_assignee_id") != "814861" {
		t.Errorf("assigned to %s and %s", after.Get("admin_assignee_id"), after.Get("team_assignee_id"))
	}
}

// TestWithoutTypes: a token that may not read ticket types can still manage attributes, as text.
func TestWithoutTypes(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	d.fake.RestrictToken(d.fake.Token, "ticket_types")
	config := minimal(attributes("Version", "7.1", "Priority", "de1825a0-0164-4070-8ca6-13e22462fa03"))
	object := d.Run(acctest.Object{}, config)
	if err := sentTo(d.fake, "POST", "/tickets", fmt.Sprintf(`{"ticket_type_id":"1234","contacts":[{"email":%q}],
		"ticket_attributes":{"_default_title_":"Checkout is down","Version":"7.1","Priority":"de1825a0-0164-4070-8ca6-13e22462fa03"}}`, intercomtest.ExampleContactEmail)); err != nil {
		t.Error(err)
	}
	read, diags := d.Read(object)
	acctest.Expect(t, diags)
	if plan := planned(t, d.Protocol, read, config); !plan.State.Equal(read.State) {
		t.Errorf("the plan is not empty:\n%s\n%s", read.State, plan.State)
	}
}
