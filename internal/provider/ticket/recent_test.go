package ticket_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestRecentOfAnotherEmail: a create is lost whose email Intercom resolves to a contact with another one. The next run must not create a
// second ticket silently (CASES.md 2).
func TestRecentOfAnotherEmail(t *testing.T) {
	t.Parallel()
	byEmail := func(email string, more acctest.Block) acctest.Block {
		return minimal(merged(acctest.Block{"contacts": []any{acctest.Block{"email": email}}}, more))
	}
	for name, c := range map[string]struct {
		config  acctest.Block
		meet    func(d harness, made intercomtest.Ticket)
		refused bool
	}{
		"again":                        {config: byEmail("ada@example.org", nil), refused: true},
		"allowed":                      {config: byEmail("ada@example.org", acctest.Block{"allow_duplicate": true})},
		"another title":                {config: byEmail("ada@example.org", acctest.Block{"title": "Other"})},
		"email of another contact":     {config: byEmail("grace@example.com", nil)},
		"contact created for a ticket": {config: byEmail("ada@example.org", nil), meet: func(d harness, made intercomtest.Ticket) { aged(d, made.CreatedAt) }},
		"ticket that was deleted since": {config: byEmail("ada@example.org", nil), meet: func(d harness, made intercomtest.Ticket) {
			d.fake.DeleteTicket(made.ID)
			d.fake.Set(intercomtest.Lags(time.Hour, "tickets"))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			aged(d, time.Now().Add(-time.Hour).Unix())
			d.fake.Set(intercomtest.ResolvesEmail("ada@example.org", "ada@example.com"))
			d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets", Act: intercomtest.ResetAfter(), Times: 1})
			_, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, byEmail("ada@example.org", nil)))
			made := d.fake.Tickets()
			if len(made) != 1 {
				t.Fatalf("%d tickets", len(made))
			}
			expectError(t, diags, "their contact has another email", made[0].ID)
			if c.meet != nil {
				c.meet(d, made[0])
			}
			next := harness{acctest.NewProtocol(t, d.fake, "intercom_ticket", nil), d.fake, t}
			_, diags = next.Apply(planned(t, next.Protocol, acctest.Object{}, c.config))
			posts := d.fake.Count("POST", "/tickets")
			if !c.refused {
				expectNoError(t, diags)
				if posts != 2 {
					t.Errorf("%d POSTs", posts)
				}
				return
			}
			expectError(t, diags, "their contact has another email", made[0].ID, "No ticket was created", "allow_duplicate = true", "import {")
			if posts != 1 {
				t.Errorf("%d POSTs", posts)
			}
		})
	}
}

// aged changes when the example's contact was created.
func aged(d harness, at int64) {
	d.fake.UpdateContact(intercomtest.ExampleContact, func(c *intercomtest.Contact) { c.CreatedAt = at })
}

// TestRecentAmongMany: an equal ticket is found, however many newer tickets there are.
func TestRecentAmongMany(t *testing.T) {
	t.Parallel()
	for name, typeID := range map[string]string{"of its type": intercomtest.ExampleIncidentType, "of another type": intercomtest.ExampleTaskType} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// acctest.Fake would take seconds to compare the tickets with the API description.
			s := intercomtest.New(t, intercomtest.WithRateLimit(1_000_000, 0))
			intercomtest.SeedExample(s.Workspace)
			d := harness{acctest.NewProtocol(t, s, "intercom_ticket", nil), s, t}
			made := twinOf(d)
			d.fake.UpdateTicket(made.ID, func(tk *intercomtest.Ticket) { tk.CreatedAt -= 3600 })
			for i := range 600 {
				s.AddTicket(intercomtest.Ticket{ContactIDs: []string{intercomtest.ExampleContact}, TypeID: typeID, Attributes: map[string]any{"_default_title_": fmt.Sprintf("Ticket %d", i)}})
			}
			_, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, minimal(nil)))
			expectError(t, diags, "An equal ticket was created in the last 24 hours", made.ID)
			if n := s.Count("POST", "/tickets"); n > 0 {
				t.Errorf("%d POSTs", n)
			}
		})
	}
}

// TestRecentThatShowsLittle: what a search leaves out is not a difference.
func TestRecentThatShowsLittle(t *testing.T) {
	t.Parallel()
	for _, omitted := range []string{"ticket_type", "ticket_type.id", "ticket_attributes", "ticket_attributes._default_title_"} {
		t.Run(omitted, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, nil)
			made := twinOf(d)
			d.fake.UpdateTicket(twinOf(d).ID, func(tk *intercomtest.Ticket) { tk.Attributes["_default_title_"] = "Other" })
			d.fake.Set(intercomtest.Omits(omitted).On("POST", "/tickets/search"))
			_, diags := d.Apply(planned(t, d.Protocol, acctest.Object{}, minimal(nil)))
			expectError(t, diags, "An equal ticket was created in the last 24 hours", "- "+made.ID)
			if n := d.fake.Count("POST", "/tickets"); n > 0 {
				t.Errorf("%d POSTs", n)
			}
		})
	}
}
