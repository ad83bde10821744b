package ticket_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// resolved returns a search for resolved tickets.
func resolved(count int) acctest.Block {
	return erasure(acctest.Block{"ids": nil, "states": []any{"resolved"}, "expected_count": fmt.Sprint(count)})
}

// searching adds ticket 494, which is not resolved, and tickets 501 and 502, which are resolved and were created in this
// order.
func searching(t *testing.T, s *intercomtest.Server) actor {
	t.Helper()
	s.AddTicket(intercomtest.Ticket{ID: "494"})
	for i, id := range []string{"501", "502"} {
		s.AddTicket(intercomtest.Ticket{ID: id, StateID: intercomtest.ExampleResolved, CreatedAt: int64(1000 + i)})
	}
	return actor{acctest.NewAction(t, s, "intercom_tickets_erase", nil), s, t}
}

func TestEraseFound(t *testing.T) {
	t.Parallel()
	a := searching(t, acctest.Fake(t))
	result := a.play(resolved(2))
	acctest.Expect(t, result.Diags)
	a.expectProgress(result, "Erasing 2 tickets of workspace ecahpwf5 for good: 502 (#35), 501 (#34)",
		"Erased ticket 502 (#35), 1 of 2 done", "Erased ticket 501 (#34), 2 of 2 done")
	a.expectCalls("GET /me 200", "POST /tickets/search 200",
		"GET /tickets/{id} 200", "DELETE /tickets/{id} 200", "GET /tickets/{id} 200", "DELETE /tickets/{id} 200")
	if erased := a.fake.Erased(); !slices.Equal(erased, []string{"502", "501"}) {
		t.Errorf("erased %v", erased)
	}
}

// TestEraseFoundByText: Intercom shows a text differently than its search compares it.
func TestEraseFoundByText(t *testing.T) {
	t.Parallel()
	for text, shows := range map[string]intercomtest.Behavior{
		"Terms & conditions": intercomtest.EscapesText(), "Terms  and conditions": intercomtest.SpacesText(), "L'\u00c9quipe": intercomtest.DecomposesText(),
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			a := searching(t, acctest.Fake(t))
			a.fake.AddTicket(intercomtest.Ticket{ID: "503", Attributes: map[string]any{intercomtest.TitleAttribute: text}})
			a.fake.Set(shows)
			result := a.play(erasure(acctest.Block{"ids": nil, "title_contains": text, "expected_count": "1"}))
			acctest.Expect(t, result.Diags)
			if erased := a.fake.Erased(); !slices.Equal(erased, []string{"503"}) {
				t.Errorf("erased %v", erased)
			}
		})
	}
}

// TestEraseCounts: an unexpected number of tickets erases nothing, and the error lists what was found.
func TestEraseCounts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		expected, more int
		says           []string
	}{
		"fewer expected": {expected: 1, says: []string{"The search finds 2, and 1 are expected: 502 (#35), 501 (#34)", "None is erased"}},
		"more expected":  {expected: 3, says: []string{"The search finds 2, and 3 are expected", "lags behind"}},
		"many found":     {expected: 2, more: 40, says: []string{"The search finds 42, and 2 are expected", ", …"}},
		"too many found": {expected: 1000, more: 1100, says: []string{"The search finds more than 1000, and 1000 are expected"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// acctest.Fake would take seconds to compare a thousand tickets with the API description.
			s := intercomtest.New(t)
			intercomtest.SeedExample(s.Workspace)
			a := searching(t, s)
			for range c.more {
				a.fake.AddTicket(intercomtest.Ticket{StateID: intercomtest.ExampleResolved})
			}
			result := a.play(resolved(c.expected))
			expectError(t, result.Diags, c.says...)
			a.expectProgress(result)
			if n := a.fake.Count("DELETE", "") + a.fake.Count("GET", "/tickets/*"); n > 0 || len(a.fake.Erased()) > 0 {
				t.Errorf("%d calls after the search, erased %v", n, a.fake.Erased())
			}
		})
	}
}

// TestEraseLooksAgain: a found ticket is erased only if a read right before shows that it still matches.
func TestEraseLooksAgain(t *testing.T) {
	t.Parallel()
	const me, search, get, del = "GET /me 200", "POST /tickets/search 200", "GET /tickets/{id} ", "DELETE /tickets/{id} "
	reopen := func(s *intercomtest.Server, id string) {
		s.UpdateTicket(id, func(tk *intercomtest.Ticket) { tk.StateID, tk.Open = intercomtest.ExampleInProgress, true })
	}
	duringFirst := func(do func(s *intercomtest.Server)) func(a actor) {
		return func(a actor) {
			a.fake.OnCall(func(c intercomtest.Call) {
				if c.Method == "DELETE" && c.Path == "/tickets/502" {
					do(a.fake)
				}
			})
		}
	}
	for name, c := range map[string]struct {
		meet  func(a actor)
		done  bool
		says  []string
		calls []string
	}{
		"changed, and the search has yet to notice": {
			meet:  func(a actor) { reopen(a.fake, "502") },
			says:  []string{`[AttributeName("states")]`, "erasing ticket 502 (#35): it does not match states", "It was not erased", "0 of 2 tickets are erased. Left, as far as is known: 502 (#35), 501 (#34)."},
			calls: []string{me, search, get + "200"},
		},
		"changed while another was erased": {
			meet:  duringFirst(func(s *intercomtest.Server) { reopen(s, "501") }),
			says:  []string{"erasing ticket 501 (#34): it does not match states", "1 of 2 tickets are erased. Left, as far as is known: 501 (#34). To go on, invoke the action again with expected_count = 1"},
			calls: []string{me, search, get + "200", del + "200", get + "200"},
		},
		"erased, and the search has yet to notice": {
			meet: func(a actor) { a.fake.DeleteTicket("502") }, done: true,
			calls: []string{me, search, get + "404", del + "404", get + "404", get + "200", del + "200"},
		},
		"read that fails": {
			meet: func(a actor) {
				a.fake.Inject(intercomtest.Fault{Method: "GET", Path: "/tickets/502", Act: intercomtest.Status(403, "api_plan_restricted", "No.")})
			},
			says: []string{"erasing ticket 502", "403", "0 of 2"}, calls: []string{me, search, get + "403"},
		},
		"search that fails": {
			meet: func(a actor) {
				a.fake.Inject(intercomtest.Fault{Path: "/tickets/search", Act: intercomtest.Status(403, "api_plan_restricted", "No.")})
			},
			says: []string{"searching for the tickets to erase", "403", "Nothing was changed"}, calls: []string{me, "POST /tickets/search 403"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clock := acctest.NewClock(time.Now())
			a := searching(t, acctest.Fake(t, intercomtest.WithClock(clock.Now), intercomtest.WithSearchLag(time.Minute)))
			clock.After(2 * time.Minute) // everything so far is indexed
			c.meet(a)
			result := a.play(resolved(2))
			a.expectCalls(c.calls...)
			if c.done {
				acctest.Expect(t, result.Diags)
				return
			}
			expectError(t, result.Diags, c.says...)
			if text := strings.Join(a.fake.Erased(), " "); text != "" && text != "502" {
				t.Errorf("erased %s", text)
			}
		})
	}
}
