package ticket_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider"
)

// TestList: a list shows each ticket as an import and the refresh after it would, without a call per ticket.
func TestList(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	rich := existing(d)
	bare := d.fake.AddTicket(intercomtest.Ticket{ContactIDs: []string{intercomtest.ExampleContact}, TypeID: intercomtest.ExampleTaskType})
	found, diags := d.List(nil, 0)
	acctest.Expect(t, diags)
	if calls := d.wire(); len(found) != 2 || len(calls) != 2 || calls[0] != "GET /me 200" || calls[1] != "POST /tickets/search 200" {
		t.Fatalf("found %d with the calls %q", len(found), calls)
	}
	for i, c := range []struct{ id, name string }{{bare.ID, "#" + bare.TicketID}, {rich.ID, "#" + rich.TicketID + " Made by hand"}} {
		imported, diags := d.Import(c.id, nil)
		if acctest.Expect(t, diags); !found[i].State.Equal(imported.State) {
			t.Errorf("listed\n%s\nimported\n%s", found[i].State, imported.State)
		}
		byIdentity, diags := acctest.NewProtocol(t, d.fake, "intercom_ticket", nil).Import("", found[i].Identity)
		if acctest.Expect(t, diags); byIdentity.Get("id") != c.id || found[i].Name != c.name {
			t.Errorf("%q, whose identity is of %s", found[i].Name, byIdentity.Get("id"))
		}
	}
	for listed := range d.Stream(nil, 0, false) {
		if !listed.IsNull() || listed.Identity == nil || listed.Name == "" {
			t.Errorf("without resources, listed %+v", listed)
		}
	}
}

// TestListPages: no page is read before Terraform requests a ticket of it, no unneeded page is read, and no page is larger
// than the limit.
func TestListPages(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	many(d, 310)
	searches := func() int { return d.fake.Count("POST", "/tickets/search") }
	for limit, calls := range map[int]int{0: 3, 10: 1, 150: 1, 151: 2, 310: 3, 2000: 3} {
		want := min(limit, 310)
		if limit == 0 {
			want = 310
		}
		d.fake.ResetCalls()
		found, diags := d.List(nil, int64(limit))
		acctest.Expect(t, diags)
		last := d.fake.Calls()[len(d.fake.Calls())-1]
		if len(found) != want || searches() != calls || !strings.Contains(string(last.Body), fmt.Sprintf(`"per_page":%d`, min(want, 150))) {
			t.Errorf("limit %d: listed %d with %d searches, the last %s", limit, len(found), searches(), last.Body)
		}
	}
	d.fake.ResetCalls()
	n := 0
	for range d.Stream(nil, 0, true) {
		n++
		if want := (n + 149) / 150; searches() != want {
			t.Fatalf("%d searches when the ticket %d came", searches(), n)
		}
		if n == 160 {
			break
		}
	}
	if searches() != 2 {
		t.Errorf("%d searches for 160 tickets", searches())
	}
}

// TestListBreaksOff: what was found before an error is listed, and the error says that there may be more.
func TestListBreaksOff(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	many(d, 200)
	d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets/search", Skip: 1, Act: intercomtest.Status(403, "api_plan_restricted", "No.")})
	found, diags := d.List(nil, 0)
	expectError(t, diags, "listing intercom_ticket", "403 api_plan_restricted", "There may be more", "Request ID")
	if len(found) != 150 {
		t.Errorf("listed %d", len(found))
	}
}

// TestListGone: a ticket that the answer shows as deleted is left out and does not count.
func TestListGone(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	many(d, 4)
	d.fake.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets/search", Times: 1, Act: intercomtest.ListsDeleted()})
	found, diags := d.List(nil, 2)
	if acctest.Expect(t, diags); len(found) != 2 || found[0].Get("title") != "Ticket 2" || found[1].Get("title") != "Ticket 1" {
		t.Errorf("listed %v", found)
	}
}

// stuck is a clock on which no wait ever ends. It calls stop when a wait begins.
type stuck struct {
	*acctest.Clock
	stop func()
}

func (c *stuck) After(time.Duration) <-chan time.Time {
	c.stop()
	return nil
}

// TestListStops: Ctrl-C ends a running list, and a list that waits to repeat a call.
func TestListStops(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]intercomtest.Act{"in flight": intercomtest.Hang(), "waiting": intercomtest.TooManyRequestsFor(time.Hour)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Fake(t)
			clock := &stuck{Clock: acctest.NewClock(time.Now())}
			d := harness{acctest.NewProtocol(t, s, "intercom_ticket", nil, acctest.WithClock(clock)), s, t}
			clock.stop = d.Stop
			many(d, 200)
			s.OnCall(func(call intercomtest.Call) {
				if call.Status == 0 {
					d.Stop()
				}
			})
			s.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets/search", Skip: 1, Act: act})
			found, diags := d.List(nil, 0)
			expectError(t, diags, "Error listing intercom_ticket")
			if calls := s.Count("POST", "/tickets/search"); len(found) != 150 || calls != 2 {
				t.Errorf("listed %d with %d searches", len(found), calls)
			}
		})
	}
}

// TestListSlowly: a very slow answer is abandoned and not requested again.
func TestListSlowly(t *testing.T) {
	t.Parallel()
	s := acctest.Fake(t)
	impatient := provider.WithClient(func(cfg *intercom.Config) { cfg.AttemptTimeout = time.Second })
	d := harness{acctest.NewProtocol(t, s, "intercom_ticket", nil, impatient), s, t}
	many(d, 1)
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/tickets/search", Act: intercomtest.SlowBody(100 * time.Millisecond)})
	_, diags := d.List(nil, 0)
	expectError(t, diags, "deadline exceeded")
	if calls := s.Count("POST", "/tickets/search"); calls != 1 {
		t.Errorf("%d searches", calls)
	}
}

// TestListRefused: an impossible list is refused with an explanation and without a search.
func TestListRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		provider, config acctest.Block
		meet             *intercomtest.Act
		says             []string
	}{
		"token not known":          {provider: acctest.Block{"access_token": acctest.Unknown}, says: []string{"configuration is not known yet", "access_token"}},
		"filter not known":         {config: acctest.Block{"open": acctest.Unknown}, says: []string{"configuration is not known yet"}},
		"element not known":        {config: acctest.Block{"ids": []any{acctest.Unknown}}, says: []string{"configuration is not known yet"}},
		"another workspace":        {provider: acctest.Block{"workspace_id": "other"}, says: []string{"another workspace", "Nothing was listed"}},
		"workspace cannot be told": {meet: new(intercomtest.Status(403, "api_plan_restricted", "No.")), says: []string{"403", "Nothing was listed"}},
		"an unknown attribute":     {config: acctest.Block{"ticket_type_ids": []any{"1234"}, "ticket_attributes": acctest.Block{"Prio": "x"}}, says: []string{"Unknown ticket attribute"}},
		"an unknown ticket type":   {config: acctest.Block{"ticket_type_ids": []any{"1"}, "ticket_attributes": acctest.Block{"Prio": "x"}}, says: []string{"GET /ticket_types/1 was answered: 404"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newHarness(t, c.provider)
			if c.meet != nil {
				d.fake.Inject(intercomtest.Fault{Method: "GET", Path: "/me", Act: *c.meet})
			}
			found, diags := d.List(c.config, 0)
			expectError(t, diags, c.says...)
			if len(found) > 0 || d.fake.Count("POST", "") > 0 {
				t.Errorf("listed %d with the calls %q", len(found), d.wire())
			}
		})
	}
}

// TestSearchValidation: a search that makes no sense is refused at validation, but unknown values are not.
func TestSearchValidation(t *testing.T) {
	t.Parallel()
	d := newHarness(t, nil)
	for name, c := range map[string]struct {
		config acctest.Block
		says   string
	}{
		"nothing":               {},
		"not known":             {config: acctest.Block{"ticket_type_ids": acctest.Unknown, "ids": acctest.Unknown, "states": []any{acctest.Unknown}, "created_after": acctest.Unknown, "ticket_attributes": acctest.Unknown}},
		"no id":                 {acctest.Block{"ids": []any{"../contacts/1"}}, "must be one of Intercom's IDs"},
		"an empty list":         {acctest.Block{"contact_ids": []any{}}, "at least 1 element"},
		"null in a list":        {acctest.Block{"contact_ids": []any{nil}}, "null"},
		"an unknown state":      {acctest.Block{"states": []any{"open"}}, "waiting_on_customer"},
		"an invalid time":       {acctest.Block{"created_after": "yesterday"}, "RFC"},
		"attributes of no type": {acctest.Block{"ticket_attributes": acctest.Block{"Seats": "1"}}, "exactly one in ticket_type_ids"},
	} {
		diags := d.ValidateList(c.config)
		if acctest.HasError(diags) != (c.says != "") || !strings.Contains(acctest.Text(diags), c.says) {
			t.Errorf("%s: %s", name, acctest.Text(diags))
		}
	}
	if len(d.fake.Calls()) > 0 {
		t.Errorf("validation made the calls %q", d.wire())
	}
}
