package ticket_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseLostAnswerNormalized: the first POST succeeds, its answer is lost, and Intercom shows the ticket differently than
// it was sent. The ticket is adopted, or an error shows the candidate; there is never a second ticket (CASES.md 2).
func TestCaseLostAnswerNormalized(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behaves []intercomtest.Behavior
		config  acctest.Block
		says    []string // in the error; nil if the ticket is adopted
	}{
		"trims the title":          {behaves: []intercomtest.Behavior{intercomtest.TrimsText()}, config: acctest.Block{"title": " Checkout is down "}},
		"shows HTML":               {behaves: []intercomtest.Behavior{intercomtest.EscapesText(), intercomtest.WrapsText()}, config: acctest.Block{"description": "Since 09:40 & on"}},
		"escapes the title":        {behaves: []intercomtest.Behavior{intercomtest.EscapesText()}, config: acctest.Block{"title": "Error in Vec<String>"}},
		"keeps blanks":             {behaves: []intercomtest.Behavior{intercomtest.SpacesText()}, config: acctest.Block{"title": "Checkout  is down"}},
		"decomposes letters":       {behaves: []intercomtest.Behavior{intercomtest.DecomposesText()}, config: acctest.Block{"title": "\u00c9quipe"}},
		"shows labels":             {behaves: []intercomtest.Behavior{intercomtest.ShowsLists(intercomtest.ListLabels)}, config: attributes("Priority", "High")},
		"shows IDs":                {behaves: []intercomtest.Behavior{intercomtest.ShowsLists(intercomtest.ListIDs)}, config: attributes("Priority", "High")},
		"omits external_id":        {behaves: []intercomtest.Behavior{intercomtest.HidesContactExternalID()}, config: acctest.Block{"contacts": []any{acctest.Block{"external_id": "70"}}}},
		"omits contacts":           {behaves: []intercomtest.Behavior{intercomtest.Omits("contacts")}},
		"knows the email by heart": {behaves: []intercomtest.Behavior{intercomtest.ResolvesEmail("ada@example.org", "ada@example.com")}, config: acctest.Block{"contacts": []any{acctest.Block{"email": "ada@example.org"}}}, says: []string{"their contact has another email", "import {"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			plan := planned(t, d.Protocol, acctest.Object{}, minimal(c.config))
			d.fake.Set(c.behaves...)
			d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Act: intercomtest.ResetAfter(), Times: 1})
			object, diags := d.Apply(plan)
			made := d.fake.Tickets()
			if len(made) != 1 || d.fake.Count("POST", "/tickets") != 1 {
				t.Fatalf("%d tickets, %d POSTs", len(made), d.fake.Count("POST", "/tickets"))
			}
			if c.says != nil {
				expectError(t, diags, append(c.says, made[0].ID)...)
				return
			}
			expectNoError(t, diags, "Adopted a ticket whose creation had no clear answer")
			if object.Get("id") != made[0].ID {
				t.Errorf("in state %s", object.Get("id"))
			}
		})
	}
}

// TestCaseAnswerAboutAnother: an answer to the POST that describes another ticket is not believed, and the created one is
// found (CASES.md 2).
func TestCaseAnswerAboutAnother(t *testing.T) {
	t.Parallel()
	for name, behaves := range map[string]intercomtest.Behavior{
		"an existing ticket": intercomtest.AnswersOldest(),
		"another contact":    intercomtest.AnswersTwin(map[string]any{"contacts.contacts.0.id": intercomtest.ExampleSecondContact}),
		"another type":       intercomtest.AnswersTwin(map[string]any{"ticket_type.id": intercomtest.ExampleTaskType}),
		"another workspace":  intercomtest.AnswersTwin(map[string]any{"ticket_type.workspace_id": "other"}),
		"another title":      intercomtest.AnswersTwin(map[string]any{"ticket_attributes._default_title_": "Other"}),
		"a job":              intercomtest.Accepted("req-77"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			older := d.fake.AddTicket(intercomtest.Ticket{TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleSecondContact}, Attributes: map[string]any{"_default_title_": "Older"}})
			plan := planned(t, d.Protocol, acctest.Object{}, minimal(acctest.Block{"contacts": []any{acctest.Block{"id": intercomtest.ExampleContact}}}))
			d.fake.Set(behaves.On("POST", "/tickets"))
			object, diags := d.Apply(plan)
			expectNoError(t, diags, "Adopted a ticket")
			made := d.fake.Tickets()
			if len(made) != 2 || object.Get("id") == older.ID || made[0].ID != object.Get("id") && made[1].ID != object.Get("id") {
				t.Errorf("%d tickets, in state %s, the older one is %s", len(made), object.Get("id"), older.ID)
			}
		})
	}
}

// TestCaseClocks: with a Date header that is an hour off or a created_at that is behind it, the provider neither adopts
// somebody else's older ticket nor creates a second one (CASES.md 2).
func TestCaseClocks(t *testing.T) {
	t.Parallel()
	for name, behaves := range map[string]intercomtest.Behavior{
		"Date behind": intercomtest.DateOff(-time.Hour), "Date ahead": intercomtest.DateOff(time.Hour), "created_at behind": intercomtest.CreatedBehind(4 * time.Second),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			older := d.fake.AddTicket(intercomtest.Ticket{
				TypeID: intercomtest.ExampleIncidentType, ContactIDs: []string{intercomtest.ExampleContact}, CreatedAt: time.Now().Add(-30 * time.Minute).Unix(),
				Attributes: map[string]any{"_default_title_": "Checkout is down"},
			})
			d.fake.Set(behaves)
			next := harness{acctest.NewProtocol(t, d.fake, "intercom_ticket", nil), d.fake, t}
			plan := planned(t, next.Protocol, acctest.Object{}, minimal(acctest.Block{"allow_duplicate": true}))
			d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Act: intercomtest.ResetAfter(), Times: 1})
			object, _ := next.Apply(plan)
			if object.Get("id") == older.ID || len(d.fake.Tickets()) != 2 {
				t.Errorf("in state %s, the older ticket is %s; %d tickets", object.Get("id"), older.ID, len(d.fake.Tickets()))
			}
		})
	}
}

// TestCaseRecentDuplicate: an equal ticket from the last 24 hours that belongs to no resource of the walk is an error with
// an import block, unless the configuration allows it (CASES.md 2: search lags 45 s, or two runs create the same ticket).
func TestCaseRecentDuplicate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  acctest.Block
		ticket  func(*intercomtest.Ticket)
		refused bool
	}{
		"equal":               {refused: true},
		"equal, allowed":      {change: acctest.Block{"allow_duplicate": true}},
		"older":               {ticket: func(tk *intercomtest.Ticket) { tk.CreatedAt = time.Now().Add(-25 * time.Hour).Unix() }},
		"another title":       {ticket: func(tk *intercomtest.Ticket) { tk.Attributes["_default_title_"] = "Other" }},
		"title escaped":       {change: acctest.Block{"title": "Error in Vec<String>"}, ticket: func(tk *intercomtest.Ticket) { tk.Attributes["_default_title_"] = "Error in Vec&lt;String&gt;" }, refused: true},
		"title with blanks":   {change: acctest.Block{"title": "Checkout  is down"}, ticket: func(tk *intercomtest.Ticket) { tk.Attributes["_default_title_"] = "Checkout &nbsp;is down" }, refused: true},
		"title decomposed":    {change: acctest.Block{"title": "\u00c9quipe"}, ticket: func(tk *intercomtest.Ticket) { tk.Attributes["_default_title_"] = "E\u0301quipe" }, refused: true},
		"title as HTML":       {ticket: func(tk *intercomtest.Ticket) { tk.Attributes["_default_title_"] = "<p>Checkout is down</p>" }, refused: true},
		"another description": {change: acctest.Block{"description": "Since 09:40."}, ticket: func(tk *intercomtest.Ticket) { tk.Attributes["_default_description_"] = "Other" }},
		"another attribute":   {change: attributes("Seats", "3"), ticket: func(tk *intercomtest.Ticket) { tk.Attributes["Seats"] = int64(4) }},
		"another contact":     {ticket: func(tk *intercomtest.Ticket) { tk.ContactIDs = []string{intercomtest.ExampleSecondContact} }},
		"no contact":          {ticket: func(tk *intercomtest.Ticket) { tk.ContactIDs = nil }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			made := twinOf(d)
			if c.ticket != nil {
				d.fake.UpdateTicket(made.ID, c.ticket)
			}
			_, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, minimal(c.change)))
			if c.refused {
				expectError(t, diags, "An equal ticket was created in the last 24 hours", made.ID, "allow_duplicate = true", "import {")
			} else {
				acctest.Expect(t, diags)
			}
			if posts := d.fake.Count("POST", "/tickets"); posts > 0 == c.refused {
				t.Errorf("%d POSTs", posts)
			}
		})
	}
}

// TestManyCreates: a hundred creates take a hundred POSTs and a few other calls.
func TestManyCreates(t *testing.T) {
	t.Parallel()
	const n = 100
	s := intercomtest.New(t, intercomtest.WithRateLimit(1_000_000, 0))
	intercomtest.SeedExample(s.Workspace)
	d := harness{acctest.NewProtocol(t, s, "intercom_ticket", nil), s, t}
	many(d, 300)
	plans := make([]acctest.Planned, n)
	for i := range plans {
		plans[i] = planned(t, d.Protocol, acctest.Object{}, minimal(acctest.Block{"title": fmt.Sprintf("Checkout %d is down", i), "ticket_attributes": acctest.Block{"Seats": "3"}}))
	}
	s.ResetCalls()
	walk := d.ApplyWalk()
	var all sync.WaitGroup
	slots := make(chan struct{}, 10)
	for _, plan := range plans {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			_, diags := walk.Apply(plan)
			acctest.Expect(t, diags)
		})
	}
	all.Wait()
	if posts, others := s.Count("POST", "/tickets"), len(s.Calls())-n; posts != n || others > 5 {
		t.Errorf("%d POSTs and %d other calls", posts, others)
	}
}

// TestCreateBesideAnEqualTicketOfUnknownAge: a ticket with an unreadable created_at may be from the last 24 hours.
func TestCreateBesideAnEqualTicketOfUnknownAge(t *testing.T) {
	t.Parallel()
	for _, shown := range []any{nil, 1.7961156e12, "yesterday"} {
		d := newHarness(t, nil)
		d.Run(acctest.Object{}, minimal(nil))
		d.fake.Set(intercomtest.Overrides(map[string]any{"created_at": shown}).On("POST", "/tickets/search"))
		_, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, minimal(nil)))
		expectError(t, diags, "An equal ticket was created in the last 24 hours")
		if n := len(d.fake.Tickets()); n != 1 {
			t.Errorf("created_at %v: %d tickets", shown, n)
		}
	}
}

// TestCreateAnsweredWithoutDefinitions: the answer shows an option's label, and not the type's attributes. It is the ticket's.
func TestCreateAnsweredWithoutDefinitions(t *testing.T) {
	t.Parallel()
	for _, omitted := range []string{"ticket_type", "ticket_type.ticket_type_attributes"} {
		t.Run(omitted, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			plan := planned(t, d.Protocol, acctest.Object{}, minimal(merged(attributes("Priority", "High", "Due", "2036-12-01T09:00:00Z"), acctest.Block{"is_shared": true})))
			d.fake.Set(intercomtest.Omits(omitted).On("POST", "/tickets"), intercomtest.Omits(omitted).On("PUT", "/tickets/*"), intercomtest.ShowsLists(intercomtest.ListLabels))
			_, diags := d.Apply(plan)
			acctest.Expect(t, diags)
		})
	}
}

// TestEmptyDescription: Intercom shows no description and an empty one alike.
func TestEmptyDescription(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	config := minimal(acctest.Block{"description": ""})
	object, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, config))
	acctest.Expect(t, diags)
	object, diags = d.Read(object)
	acctest.Expect(t, diags)
	if plan := planned(t, d.Protocol, object, config); !plan.State.Equal(object.State) {
		t.Errorf("the next plan is not empty:\n%s\n%s", object.State, plan.State)
	}
}
