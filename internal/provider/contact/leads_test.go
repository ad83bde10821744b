package contact_test

import (
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseOlderLead (rule 2): after an unanswered create, an equal lead from last week is not a candidate, whether search
// shows the new one at once, late, or too late.
func TestCaseOlderLead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lag     time.Duration
		adopted bool
	}{"at once": {0, true}, "late": {45 * time.Second, true}, "not in time": {time.Hour, false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s, clock := newHarnessByClock(t)
			s.AddContact(intercomtest.Contact{Role: "lead", Email: "lead@example.com", Name: "Lead", CreatedAt: clock.Now().Add(-7 * 24 * time.Hour).Unix()})
			planned, _ := p.Plan(acctest.Object{}, lead)
			s.Set(intercomtest.Lags(c.lag, "contacts"))
			s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.ResetAfter(), Times: 1})
			object, diags := p.Apply(planned)
			if c.adopted {
				acctest.Expect(t, diags, "WARNING", "Adopted a contact")
			} else {
				acctest.Expect(t, diags, "ERROR", "A contact may have been created")
			}
			if object.IsNull() == c.adopted || c.adopted && object.Get("id") != s.Contacts()[3].ID {
				t.Errorf("state %s", object.State)
			}
			holds(t, s, 1, 0, 4)
		})
	}
}

// TestCaseTwoRuns (CASES 2: "two runs create the same ticket, one answer lost"): another run's equal lead is never mistaken
// for this run's, even if search shows it first.
func TestCaseTwoRuns(t *testing.T) {
	t.Parallel()
	for name, lag := range map[string]time.Duration{"at once": 0, "theirs first": 30 * time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s, clock := newHarnessByClock(t)
			planned, _ := p.Plan(acctest.Object{}, lead)
			s.Set(intercomtest.Lags(lag, "contacts"))
			s.Before("POST", "/contacts", func() {
				s.AddContact(intercomtest.Contact{Role: "lead", Email: "lead@example.com", Name: "Lead", CreatedAt: clock.Now().Unix()})
				<-clock.After(5 * time.Second)
			})
			s.Inject(intercomtest.Fault{Method: "POST", Path: "/contacts", Act: intercomtest.ResetAfter(), Times: 1})
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", "cannot tell which of these is this resource's", s.Contacts()[2].ID, s.Contacts()[3].ID)
			if !object.IsNull() {
				t.Errorf("state %s", object.State)
			}
			holds(t, s, 1, 0, 4)
		})
	}
}

// TestEqualLeads: two equal leads of one run are two leads, even if a user was created before them. A lead equal to one
// that existed before is refused, and the existing one is never mistaken for a new one.
func TestEqualLeads(t *testing.T) {
	t.Parallel()
	p, s, _ := newHarnessByClock(t)
	user, _ := p.Plan(acctest.Object{}, joan)
	first, _ := p.Plan(acctest.Object{}, lead)
	second, _ := p.Plan(acctest.Object{}, lead)
	walk := p.ApplyWalk()
	var ids []string
	for _, planned := range []acctest.Planned{user, first, second} {
		object, diags := walk.Apply(planned)
		if acctest.HasError(diags) {
			t.Fatal(acctest.Text(diags))
		}
		ids = append(ids, object.Get("id"))
	}
	if slices.Sort(ids); len(slices.Compact(ids)) != 3 {
		t.Errorf("IDs %v", ids)
	}
	holds(t, s, 3, 0, 5)

	// The next run's walk begins with a user, but the snapshot of the leads is still taken.
	other, _ := p.Plan(acctest.Object{}, acctest.Block{"email": "other@example.com"})
	third, _ := p.Plan(acctest.Object{}, lead)
	walk = p.ApplyWalk()
	if _, diags := walk.Apply(other); acctest.HasError(diags) {
		t.Fatal(acctest.Text(diags))
	}
	object, diags := walk.Apply(third)
	acctest.Expect(t, diags, "ERROR", "An equal lead was created recently")
	if !object.IsNull() {
		t.Error("an equal lead is in state")
	}
	holds(t, s, 4, 0, 6)

	another := maps.Clone(lead)
	another["name"] = "Another"
	checkStable(t, p, p.Run(acctest.Object{}, another), another)
}

// TestCaseMixedAnswers (CASES 2): concurrent creates get each other's answers, or all get the first one's. In the end, each
// resource has its own contact.
func TestCaseMixedAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behaviors     []intercomtest.Behavior
		first, second acctest.Block
	}{
		"swapped":            {[]intercomtest.Behavior{intercomtest.SwapsAnswers().On("POST", "/contacts")}, byEmail, acctest.Block{"email": "kim@example.com"}},
		"swapped, lag":       {[]intercomtest.Behavior{intercomtest.SwapsAnswers().On("POST", "/contacts"), intercomtest.Lags(20*time.Second, "contacts")}, byEmail, acctest.Block{"email": "kim@example.com"}},
		"swapped, leads":     {[]intercomtest.Behavior{intercomtest.SwapsAnswers().On("POST", "/contacts")}, lead, with(lead, acctest.Block{"email": "lead2@example.com"})},
		"previous":           {[]intercomtest.Behavior{intercomtest.AnswersPrevious().On("POST", "/contacts")}, byEmail, acctest.Block{"email": "kim@example.com"}},
		"swapped, two kinds": {[]intercomtest.Behavior{intercomtest.SwapsAnswers().On("POST", "/contacts")}, joan, lead},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s, _ := newHarnessByClock(t)
			first, _ := p.Plan(acctest.Object{}, c.first)
			second, _ := p.Plan(acctest.Object{}, c.second)
			s.Set(c.behaviors...)
			walk := p.ApplyWalk()
			objects := make([]acctest.Object, 2)
			var group sync.WaitGroup
			for i, planned := range []acctest.Planned{first, second} {
				group.Go(func() {
					var diags []*tfprotov6.Diagnostic
					if objects[i], diags = walk.Apply(planned); acctest.HasError(diags) {
						t.Error(acctest.Text(diags))
					}
				})
			}
			group.Wait()
			s.ClearBehaviors()
			if objects[0].Get("id") == objects[1].Get("id") {
				t.Errorf("both have contact %s", objects[0].Get("id"))
			}
			holds(t, s, 2, 0, 4)
			checkStable(t, p, objects[0], c.first)
			checkStable(t, p, objects[1], c.second)
		})
	}
}

// TestCasePreviousLead: a cache answers the second of two equal leads with the first, and the second is still found.
func TestCasePreviousLead(t *testing.T) {
	t.Parallel()
	p, s, _ := newHarnessByClock(t)
	first, _ := p.Plan(acctest.Object{}, lead)
	second, _ := p.Plan(acctest.Object{}, lead)
	s.Set(intercomtest.AnswersPrevious().On("POST", "/contacts"), intercomtest.Lags(30*time.Second, "contacts"))
	walk := p.ApplyWalk()
	one, diags := walk.Apply(first)
	acctest.Expect(t, diags)
	two, diags := walk.Apply(second)
	acctest.Expect(t, diags, "WARNING", "Adopted a contact")
	if all := s.Contacts(); len(all) != 4 || one.Get("id") != all[2].ID || two.Get("id") != all[3].ID {
		t.Errorf("contacts %v, state %s and %s", all, one.Get("id"), two.Get("id"))
	}
	holds(t, s, 2, 0, 4)
}

// TestLeadBesideAnEqualOneOfUnknownAge: a lead with an unreadable created_at may be from the last day.
func TestLeadBesideAnEqualOneOfUnknownAge(t *testing.T) {
	t.Parallel()
	for _, shown := range []any{nil, 1.7961156e12, "yesterday"} {
		p, s, _ := newHarnessByClock(t)
		p.Run(acctest.Object{}, lead)
		s.Set(intercomtest.Overrides(map[string]any{"created_at": shown}).On("POST", "/contacts/search"))
		planned, _ := p.Plan(acctest.Object{}, lead)
		_, diags := p.Apply(planned)
		acctest.Expect(t, diags, "ERROR", "An equal lead was created recently")
		holds(t, s, 1, 0, 3)
	}
}
