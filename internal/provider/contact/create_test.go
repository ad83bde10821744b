package contact_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

var (
	byEmail = acctest.Block{"email": "joan@example.com"}
	lead    = acctest.Block{"role": "lead", "email": "lead@example.com", "name": "Lead"}
)

// newHarnessByClock is newHarness with one clock for the provider and Intercom, so that a lagging search catches up while
// the provider waits.
func newHarnessByClock(t *testing.T) (*acctest.Protocol, *intercomtest.Server, *acctest.Clock) {
	t.Helper()
	clock := acctest.NewClock(time.Now())
	s := acctest.Fake(t, intercomtest.WithClock(clock.Now))
	return acctest.NewProtocol(t, s, "intercom_contact", nil, acctest.WithClock(clock)), s, clock
}

// TestCaseUnclearCreate (CASES 2): whatever hides the effect of a POST, and whatever else fails at the same time, one
// contact is created, and it is in state.
func TestCaseUnclearCreate(t *testing.T) {
	t.Parallel()
	on := func(b intercomtest.Behavior) intercomtest.Behavior { return b.On("POST", "/contacts").Times(1) }
	lost := intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.ResetAfter(), Times: 1}
	for name, c := range map[string]struct {
		faults    []intercomtest.Fault
		behaviors []intercomtest.Behavior
	}{
		"lost":                         {[]intercomtest.Fault{lost}, nil},
		"lost, lag":                    {[]intercomtest.Fault{lost}, []intercomtest.Behavior{intercomtest.Lags(45*time.Second, "contacts")}},
		"lost, long lag":               {[]intercomtest.Fault{lost}, []intercomtest.Behavior{intercomtest.Lags(10*time.Minute, "contacts")}},
		"lost, trims text":             {[]intercomtest.Fault{lost}, []intercomtest.Behavior{intercomtest.TrimsText()}},
		"lost, escapes, lag":           {[]intercomtest.Fault{lost}, []intercomtest.Behavior{intercomtest.EscapesText("name"), intercomtest.Lags(30*time.Second, "contacts")}},
		"lost, created 4 s behind":     {[]intercomtest.Fault{lost}, []intercomtest.Behavior{intercomtest.CreatedBehind(4 * time.Second)}},
		"lost, Date an hour behind":    {[]intercomtest.Fault{lost}, []intercomtest.Behavior{intercomtest.DateOff(-time.Hour)}},
		"503, long lag":                {[]intercomtest.Fault{{Method: "POST", Path: "/contacts", Act: intercomtest.ActThenHTML(503), Times: 1}}, []intercomtest.Behavior{intercomtest.Lags(10*time.Minute, "contacts")}},
		"409 after the effect":         {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(409))}},
		"403 page after the effect":    {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(403))}},
		"303 after the effect":         {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(303))}},
		"425 after the effect":         {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(425))}},
		"499 after the effect":         {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(499))}},
		"404 page after the effect":    {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(404))}},
		"202 with a job":               {nil, []intercomtest.Behavior{on(intercomtest.Accepted("req-77"))}},
		"an existing contact":          {nil, []intercomtest.Behavior{on(intercomtest.AnswersOldest())}},
		"the newest other":             {nil, []intercomtest.Behavior{on(intercomtest.AnswersNewest())}},
		"another contact":              {nil, []intercomtest.Behavior{on(intercomtest.AnswersTwin(map[string]any{"email": "else@example.com"}))}},
		"another contact, lag":         {nil, []intercomtest.Behavior{on(intercomtest.AnswersTwin(map[string]any{"email": "else@example.com"})), intercomtest.Lags(45*time.Second, "contacts")}},
		"without type":                 {nil, []intercomtest.Behavior{on(intercomtest.Omits("type"))}},
		"another type":                 {nil, []intercomtest.Behavior{on(intercomtest.Overrides(map[string]any{"type": "company"}))}},
		"another role":                 {nil, []intercomtest.Behavior{on(intercomtest.Overrides(map[string]any{"role": "visitor"}))}},
		"another workspace":            {nil, []intercomtest.Behavior{on(intercomtest.Overrides(map[string]any{"workspace_id": "zz9other"}))}},
		"502, search fails once":       {[]intercomtest.Fault{{Method: "POST", Path: "/contacts", Act: intercomtest.ActThenHTML(502), Times: 1}, {Method: "POST", Path: "/contacts/search", Act: intercomtest.HTML(503), Times: 1}}, nil},
		"cut short, then the same 429": {[]intercomtest.Fault{{Method: "POST", Path: "/contacts", Act: intercomtest.TruncateJSON(), Times: 1}, {Method: "POST", Path: "/contacts/search", Act: intercomtest.TooManyRequests("1", "1"), Times: 1}}, nil},
	} {
		for kind, config := range map[string]acctest.Block{"external_id": joan, "email": byEmail, "lead": lead} {
			t.Run(name+", "+kind, func(t *testing.T) {
				t.Parallel()
				p, s, clock := newHarnessByClock(t)
				planned, diags := p.Plan(acctest.Object{}, config)
				if acctest.HasError(diags) {
					t.Fatal(acctest.Text(diags))
				}
				for _, f := range c.faults {
					s.Inject(f)
				}
				s.Set(c.behaviors...)
				object, diags := p.Apply(planned)
				if n := len(s.Contacts()); n != 3 {
					t.Errorf("%d contacts", n)
				}
				most := 2
				if kind == "lead" {
					most = 1
				}
				if n := s.Count("POST", "/contacts"); n > most {
					t.Errorf("%d POSTs", n)
				}
				if object.IsNull() {
					// The contact was not found in time, as the error says, and the next apply does not create a second one.
					acctest.Expect(t, diags, "ERROR", "may have been created")
					if !strings.HasSuffix(name, "long lag") || kind != "lead" {
						t.Fatalf("lost track of the contact: %s", acctest.Text(diags))
					}
					notAgain(t, p, s, clock, config)
					return
				}
				acctest.Expect(t, diags, "WARNING", "Adopted a contact whose creation had no clear answer")
				if made := s.Contacts()[2]; object.Get("id") != made.ID {
					t.Errorf("adopted %s, made %s", object.Get("id"), made.ID)
				}
				s.ClearBehaviors()
				checkStable(t, p, object, config)
			})
		}
	}
}

// notAgain checks that after search has caught up, the next run refuses a second lead and names the first.
func notAgain(t *testing.T, p *acctest.Protocol, s *intercomtest.Server, clock *acctest.Clock, config acctest.Block) {
	t.Helper()
	<-clock.After(time.Hour)
	s.ResetCalls()
	planned, _ := p.Plan(acctest.Object{}, config)
	again, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "An equal lead was created recently", `id = "`+s.Contacts()[2].ID+`"`)
	if !again.IsNull() {
		t.Error("an equal lead is in state")
	}
	holds(t, s, 0, 0, 3)
}

// TestCaseRefusedAfterUnclear (CASES 2: "POST 1 acts and is lost, lag, POST 2 gets 403"): the refusal of a second POST
// proves nothing about the first. With the ID in a 409, the contact is found.
func TestCaseRefusedAfterUnclear(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]intercomtest.Act{
		"403":               intercomtest.Status(403, "api_plan_restricted", "No."),
		"400":               intercomtest.Status(400, "parameter_invalid", "No."),
		"409 without an ID": intercomtest.Status(409, "conflict", "Conflict"),
		"422":               intercomtest.Status(422, "parameter_invalid", "No."),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s, _ := newHarnessByClock(t)
			planned, _ := p.Plan(acctest.Object{}, byEmail)
			s.Set(intercomtest.Lags(time.Hour, "contacts"))
			s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.ResetAfter(), Times: 1})
			s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: act, Times: 1})
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "A contact may have been created", "joan@example.com", "to = intercom_contact.NAME")
			if !object.IsNull() {
				t.Error("it is in state")
			}
			holds(t, s, 2, 0, 3)
		})
	}
}

// TestCaseConflict (CASES 2): a 409 names the conflicting contact, which is archived or not indexed yet. The error has its
// ID and says what to do.
func TestCaseConflict(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		theirs   intercomtest.Contact
		says     []string
	}{
		"archived": {intercomtest.ArchivedContactsHidden(), intercomtest.Contact{Email: "joan@example.com", Archived: true}, []string{"is archived", "/unarchive"}},
		"not shown by search": {
			intercomtest.Lags(time.Hour, "contacts"),
			intercomtest.Contact{Email: "joan@example.com"},
			[]string{"To manage that one, import it"},
		},
		"by external_id, archived": {intercomtest.ArchivedContactsHidden(), intercomtest.Contact{ExternalID: "u-1", Archived: true}, []string{"is archived", "/unarchive"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s, _ := newHarnessByClock(t)
			s.Set(c.behavior)
			theirs := s.AddContact(c.theirs)
			config := byEmail
			if c.theirs.ExternalID != "" {
				config = joan
			}
			planned, diags := p.Plan(acctest.Object{}, config)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags, append(c.says, "ERROR", "409", "No contact was created", `id = "`+theirs.ID+`"`)...)
			if !object.IsNull() {
				t.Error("it is in state")
			}
			holds(t, s, 1, 0, 3)
		})
	}
}

// TestCaseConflictAfterUnclear: the first POST never arrived, and the second conflicts with an archived contact. The error
// names it and does not say that nothing was created.
func TestCaseConflictAfterUnclear(t *testing.T) {
	t.Parallel()
	p, s, _ := newHarnessByClock(t)
	s.Set(intercomtest.ArchivedContactsHidden())
	theirs := s.AddContact(intercomtest.Contact{Email: "joan@example.com", Archived: true})
	planned, _ := p.Plan(acctest.Object{}, byEmail)
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.ResetBefore(), Times: 1})
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "409", "An earlier attempt had no clear answer", "if it is archived, unarchive it first", `id = "`+theirs.ID+`"`)
	if !object.IsNull() {
		t.Error("it is in state")
	}
	holds(t, s, 2, 0, 3)
}

// TestCaseConflictOfAnother: a proxy that mixes up answers gives a successful create the conflict of another create. The
// conflict names a contact that has nothing in common with the new one, which is found and adopted.
func TestCaseConflictOfAnother(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]acctest.Block{"user": byEmail, "user with an external ID": joan, "lead": lead} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s, _ := newHarnessByClock(t)
			planned, _ := p.Plan(acctest.Object{}, config)
			s.Set(intercomtest.RefusesAfter(409, "conflict", "A contact matching those details already exists with id="+intercomtest.ExampleContact).On("POST", "/contacts").Times(1))
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags, "WARNING", "Adopted a contact", "names "+intercomtest.ExampleContact)
			if object.IsNull() || object.Get("id") == intercomtest.ExampleContact {
				t.Errorf("in state: %s", object.Get("id"))
			}
			holds(t, s, 1, 0, 3)
			checkStable(t, p, object, config)
		})
	}
}

// TestTwoOfOneKey: two resources with one email are refused at plan, or before the second POST if the email was unknown at
// plan.
func TestTwoOfOneKey(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, nil)
	if _, diags := p.Plan(acctest.Object{}, byEmail); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	_, diags := p.Plan(acctest.Object{}, acctest.Block{"email": "Joan@Example.com"})
	acctest.Expect(t, diags, "ERROR", "Two resources have the same email")

	late := acctest.NewProtocol(t, s, "intercom_contact", nil)
	first, _ := late.Plan(acctest.Object{}, acctest.Block{"email": acctest.Unknown})
	second, _ := late.Plan(acctest.Object{}, acctest.Block{"email": acctest.Unknown})
	walk := late.ApplyWalk()
	if _, diags := walk.ApplyWith(first, byEmail); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	object, diags := walk.ApplyWith(second, byEmail)
	acctest.Expect(t, diags, "ERROR", "Two resources have the same email")
	if !object.IsNull() {
		t.Error("the second is in state")
	}
	holds(t, s, 1, 0, 3)
}
