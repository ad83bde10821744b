package company_test

import (
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func newHarnessByClock(t *testing.T) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	clock := acctest.NewClock(time.Now())
	s := acctest.Fake(t, intercomtest.WithClock(clock.Now))
	return acctest.NewProtocol(t, s, "intercom_company", nil, acctest.WithClock(clock)), s
}

// holds checks the number of writes and of companies in Intercom.
func holds(t *testing.T, s *intercomtest.Server, posts, deletes, companies int) {
	t.Helper()
	if n := s.Count("POST", "/companies"); n != posts {
		t.Errorf("%d POSTs, want %d", n, posts)
	}
	if n := s.Count("DELETE", "/companies/*"); n != deletes {
		t.Errorf("%d DELETEs, want %d", n, deletes)
	}
	if n := len(s.Companies()); n != companies {
		t.Errorf("%d companies, want %d", n, companies)
	}
}

// checkStable checks that a refresh and a plan of the same configuration find no change.
func checkStable(t *testing.T, p *acctest.Protocol, object acctest.Object, config acctest.Block) {
	t.Helper()
	read, diags := p.Read(object)
	if acctest.HasError(diags) || read.IsNull() {
		t.Fatalf("refresh: in state: %v\n%s", !read.IsNull(), acctest.Text(diags))
	}
	planned, diags := p.Plan(read, config)
	if acctest.HasError(diags) || !planned.State.Equal(read.State) {
		t.Errorf("the next plan is not empty: %s\nplanned %s\n%s", read.State, planned.State, acctest.Text(diags))
	}
}

// TestCaseUnclearCreate (CASES 2): whatever hides the effect of a POST, and whatever else fails at the same time, one
// company is created and is in state, and no other one changes.
func TestCaseUnclearCreate(t *testing.T) {
	t.Parallel()
	on := func(b intercomtest.Behavior) intercomtest.Behavior { return b.On("POST", "/companies").Times(1) }
	post := func(act intercomtest.Act) []intercomtest.Fault {
		return []intercomtest.Fault{{Method: "POST", Path: "/companies", Act: act, Times: 1}}
	}
	for name, c := range map[string]struct {
		faults    []intercomtest.Fault
		behaviors []intercomtest.Behavior
	}{
		"lost":                     {post(intercomtest.ResetAfter()), nil},
		"lost, lag":                {post(intercomtest.ResetAfter()), []intercomtest.Behavior{intercomtest.Lags(45*time.Second, "companies")}},
		"lost, long lag":           {post(intercomtest.ResetAfter()), []intercomtest.Behavior{intercomtest.Lags(10*time.Minute, "companies")}},
		"lost, trims text":         {post(intercomtest.ResetAfter()), []intercomtest.Behavior{intercomtest.TrimsText()}},
		"lost, Date an hour ahead": {post(intercomtest.ResetAfter()), []intercomtest.Behavior{intercomtest.DateOff(time.Hour)}},
		"lost, created 4 s behind": {post(intercomtest.ResetAfter()), []intercomtest.Behavior{intercomtest.CreatedBehind(4 * time.Second)}},
		"another company":          {nil, []intercomtest.Behavior{on(intercomtest.AnswersOldest())}},
		"another company, lag":     {nil, []intercomtest.Behavior{on(intercomtest.AnswersOldest()), intercomtest.Lags(45*time.Second, "companies")}},
		"a twin":                   {nil, []intercomtest.Behavior{on(intercomtest.AnswersTwin(map[string]any{"company_id": "initech"}))}},
		"202 with a job":           {nil, []intercomtest.Behavior{on(intercomtest.Accepted("req-77"))}},
		"without type":             {nil, []intercomtest.Behavior{on(intercomtest.Omits("type"))}},
		"another type":             {nil, []intercomtest.Behavior{on(intercomtest.Overrides(map[string]any{"type": "contact"}))}},
		"another workspace":        {nil, []intercomtest.Behavior{on(intercomtest.Overrides(map[string]any{"app_id": "zz9other"}))}},
		"409 page":                 {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(409))}},
		"303":                      {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(303))}},
		"499":                      {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(499))}},
		"404 page":                 {nil, []intercomtest.Behavior{on(intercomtest.PageAfter(404))}},
		"cut short, look-up 503":   {append(post(intercomtest.TruncateJSON()), intercomtest.Fault{Method: "GET", Path: "/companies", Act: intercomtest.HTML(503), Times: 1}), nil},
		"502, then lost":           {append(post(intercomtest.ActThenHTML(502)), post(intercomtest.ResetAfter())...), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarnessByClock(t)
			before := s.Companies()[0]
			planned, diags := p.Plan(acctest.Object{}, globex)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			for _, f := range c.faults {
				s.Inject(f)
			}
			s.Set(c.behaviors...)
			object, diags := p.Apply(planned)
			if acctest.HasError(diags) {
				t.Fatal(acctest.Text(diags))
			}
			all := s.Companies()
			if len(all) != 2 || object.Get("id") != all[1].ID {
				t.Fatalf("companies %v, state %s", all, object.State)
			}
			if all[0].Name != before.Name || all[0].UpdatedAt != before.UpdatedAt {
				t.Errorf("the other company is %v, was %v", all[0], before)
			}
			if n := s.Count("POST", "/companies"); n > 3 {
				t.Errorf("%d POSTs", n)
			}
			s.ClearBehaviors()
			checkStable(t, p, object, globex)
		})
	}
}

// TestCaseRefusedAfterUnclear (CASES 2): the refusal of a second POST proves nothing about the first.
func TestCaseRefusedAfterUnclear(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]intercomtest.Act{
		"403": intercomtest.Status(403, "api_plan_restricted", "No."), "400": intercomtest.Status(400, "parameter_invalid", "No."), "409": intercomtest.Status(409, "conflict", "No."),
	} {
		for lagging, lag := range map[string]time.Duration{"found": 0, "lag": time.Hour} {
			t.Run(name+", "+lagging, func(t *testing.T) {
				t.Parallel()
				p, s := newHarnessByClock(t)
				planned, _ := p.Plan(acctest.Object{}, globex)
				s.Set(intercomtest.Lags(lag, "companies"))
				s.Inject(intercomtest.Fault{Method: "POST", Path: "/companies", Act: intercomtest.ResetAfter(), Times: 1})
				s.Inject(intercomtest.Fault{Method: "POST", Path: "/companies", Act: act})
				object, diags := p.Apply(planned)
				if lagging == "lag" {
					acctest.Expect(t, diags, "ERROR", "A company may have been created", "globex")
				} else if acctest.Expect(t, diags, "WARNING", "Adopted a company"); object.Get("id") != s.Companies()[1].ID {
					t.Errorf("state %s", object.State)
				}
				if object.IsNull() != (lagging == "lag") || len(s.Companies()) != 2 {
					t.Errorf("in state: %v, %d companies", !object.IsNull(), len(s.Companies()))
				}
			})
		}
	}
}

// TestCaseTakenWhileCreating (CASES 2): a company with an older created_at that appears between two POSTs of one create is
// overwritten and not adopted.
func TestCaseTakenWhileCreating(t *testing.T) {
	t.Parallel()
	p, s := newHarnessByClock(t)
	planned, _ := p.Plan(acctest.Object{}, globex)
	s.Before("POST", "/companies", func() {
		s.AddCompany(intercomtest.Company{CompanyID: "globex", Name: "Theirs", CreatedAt: 1_700_000_000})
	})
	s.Inject(intercomtest.Fault{Method: "POST", Path: "/companies", Act: intercomtest.ResetAfter(), Times: 1})
	object, diags := p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "Intercom changed an existing one", `id = "`+s.Companies()[1].ID+`"`)
	if !object.IsNull() {
		t.Error("somebody else's company is in state")
	}
}

// TestLookUpAtPlanThatProvesNothing: a plan fails if its lookup fails or its workspace is not confirmed.
func TestLookUpAtPlanThatProvesNothing(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]intercomtest.Behavior{
		"HTML": intercomtest.Gateway404HTML().On("GET", "/companies"), "empty": intercomtest.Gateway404Empty().On("GET", "/companies"),
		"JSON": intercomtest.Gateway404JSON().On("GET", "/companies"), "login": intercomtest.LoginPage().On("GET", "/companies"), "/me": intercomtest.MeStatus(503),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, nil)
			s.Set(b)
			_, diags := p.Plan(acctest.Object{}, globex)
			acctest.Expect(t, diags, "ERROR", "Nothing was changed")
			holds(t, s, 0, 0, 1)
		})
	}
}

// TestCreateDoesNotChangeACompanyThatAnswersWithoutItsKey: POST /companies would change the company that already has the
// key.
func TestCreateDoesNotChangeACompanyThatAnswersWithoutItsKey(t *testing.T) {
	t.Parallel()
	for _, shown := range []any{nil, map[string]any{}, "other"} {
		s := acctest.Fake(t)
		s.Set(intercomtest.Overrides(map[string]any{"company_id": shown}).On("GET", "/companies"))
		p := acctest.NewProtocol(t, s, "intercom_company", nil)
		planned, diags := p.Plan(acctest.Object{}, acctest.Block{"company_id": "acme", "name": "Ours"})
		if !acctest.HasError(diags) {
			_, diags = p.Apply(planned)
		}
		acctest.Expect(t, diags, "ERROR", "the answer is about another object")
		holds(t, s, 0, 0, 1)
	}
}
