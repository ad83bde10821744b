package tickettype_test

import (
	"maps"
	"testing"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestCaseArchiveNotDone is CASES 4: "archive answered archived: false", and a case in which the answer is wrong and the
// type is archived.
func TestCaseArchiveNotDone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		done     bool
	}{
		"stored otherwise": {intercomtest.Stores(map[string]any{"archived": false}), false},
		"answer only":      {intercomtest.Overrides(map[string]any{"archived": false}), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug"})
			s.ResetCalls()
			s.Set(c.behavior.On("PUT", "/ticket_types/*"))
			after, diags := p.Destroy(object)
			if after.IsNull() != c.done || acctest.HasError(diags) == c.done {
				t.Errorf("in state: %v, %s", !after.IsNull(), acctest.Text(diags))
			}
			if !c.done {
				acctest.Expect(t, diags, "archived is false", "stays in Terraform's state")
			}
			if puts, gets := s.Count("PUT", ""), s.Count("GET", "/ticket_types/*"); puts != 1 || gets != 1 {
				t.Errorf("%d writes, %d reads", puts, gets)
			}
		})
	}
}

// TestCaseRenameNotDone is CASES 4: "rename answered with the old name", and "explicit archived: false".
func TestCaseRenameNotDone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change, stored acctest.Block
		says           string
	}{
		"rename":    {acctest.Block{"name": "Fault"}, acctest.Block{"name": "Bug"}, `"Fault" was sent`},
		"unarchive": {acctest.Block{"archived": false}, acctest.Block{"archived": true}, "false was sent"},
		"internal":  {acctest.Block{"is_internal": true}, acctest.Block{"is_internal": false}, "true was sent"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug", "archived": true, "is_internal": false})
			config := acctest.Block{"name": "Bug", "archived": true, "is_internal": false}
			maps.Copy(config, c.change)
			s.ResetCalls()
			s.Set(intercomtest.Stores(c.stored).On("PUT", "/ticket_types/*"))
			planned, diags := p.Plan(object, config)
			acctest.Expect(t, diags)
			after, diags := p.Apply(planned)
			acctest.Expect(t, diags, "ERROR", c.says, "Intercom's answer and a read after it")
			if after.Get("name") != "Bug" || after.Get("archived") != "true" {
				t.Errorf("state has what is not there: %s", after.State)
			}
			if puts, gets := s.Count("PUT", ""), s.Count("GET", "/ticket_types/*"); puts != 1 || gets != 1 {
				t.Errorf("%d writes, %d reads", puts, gets)
			}
		})
	}
}

// TestCaseCreateAnsweredWithAnother is CASES 2: "POST answered with another type" and "202", with and without effect. There
// is never a second POST.
func TestCaseCreateAnsweredWithAnother(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behavior intercomtest.Behavior
		adopted  bool
	}{
		"existing type":       {intercomtest.AnswersOldest(), true},
		"twin":                {intercomtest.AnswersTwin(map[string]any{"name": "Other"}), true},
		"other category":      {intercomtest.AnswersTwin(map[string]any{"category": "Tracker"}), true},
		"202":                 {intercomtest.Accepted("req-77"), true},
		"303 after":           {intercomtest.PageAfter(303), true},
		"existing, none made": {intercomtest.AnswersOldest().WithoutEffect(), false},
		"202, none made":      {intercomtest.Accepted("req-77").WithoutEffect(), false},
		"499, none made":      {intercomtest.PageAfter(499).WithoutEffect(), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			s.Set(c.behavior.On("POST", "/ticket_types"))
			planned, diags := p.Plan(acctest.Object{}, acctest.Block{"name": "Bug"})
			acctest.Expect(t, diags)
			object, diags := p.Apply(planned)
			if acctest.HasError(diags) == c.adopted {
				t.Errorf("%s", acctest.Text(diags))
			}
			if c.adopted {
				acctest.Expect(t, diags, "Adopted a ticket type")
				if made, ok := s.TicketType(object.Get("id")); !ok || made.Name != "Bug" {
					t.Errorf("in state: %s", object.State)
				}
			} else if !object.IsNull() {
				t.Errorf("in state: %s", object.State)
			}
			if n := s.Count("POST", ""); n != 1 {
				t.Errorf("%d POSTs", n)
			}
		})
	}
}

// TestCaseLag: if a list lags by 45 s, a lost POST's type is still found. If it lags longer than the provider searches,
// that is an error, not a second type.
func TestCaseLag(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lag   time.Duration
		found bool
	}{"45 s": {45 * time.Second, true}, "an hour": {time.Hour, false}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clock := acctest.NewClock(time.Now())
			s := acctest.Fake(t, intercomtest.WithClock(clock.Now))
			p := acctest.NewProtocol(t, s, "intercom_ticket_type", nil, acctest.WithClock(clock))
			s.Set(intercomtest.Lags(c.lag, "ticket_types"))
			s.Inject(intercomtest.Fault{Method: "POST", Act: intercomtest.ResetAfter(), Times: 1})
			planned, _ := p.Plan(acctest.Object{}, acctest.Block{"name": "Bug"})
			object, diags := p.Apply(planned)
			if object.IsNull() == c.found || acctest.HasError(diags) == c.found {
				t.Errorf("in state: %v, %s", !object.IsNull(), acctest.Text(diags))
			}
			if n := s.Count("POST", ""); n != 1 {
				t.Errorf("%d POSTs", n)
			}
		})
	}
}

// TestCaseReplaceKeepsName is CASES 5: "-replace of a ticket type": the archived type keeps the name, and no message
// suggests importing what is in state. The same is true for a tainted type and another category.
func TestCaseReplaceKeepsName(t *testing.T) {
	t.Parallel()
	for name, plan := range map[string]func(p *acctest.Protocol, o acctest.Object) (acctest.Planned, string){
		"-replace": func(p *acctest.Protocol, o acctest.Object) (acctest.Planned, string) {
			planned, diags := p.PlanReplace(o, acctest.Block{"name": "Bug"})
			return planned, acctest.Text(diags)
		},
		"tainted": func(p *acctest.Protocol, o acctest.Object) (acctest.Planned, string) {
			planned, diags := p.PlanTainted(o, acctest.Block{"name": "Bug"})
			return planned, acctest.Text(diags)
		},
		"category": func(p *acctest.Protocol, o acctest.Object) (acctest.Planned, string) {
			planned, diags := p.Plan(o, acctest.Block{"name": "Bug", "category": "Tracker"})
			return planned, acctest.Text(diags)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug"})
			object, diags := p.Read(object)
			acctest.Expect(t, diags)
			s.ResetCalls()
			_, text := plan(p, object)
			expect(t, text, "ERROR", `"bug" exists already`, "choose another name", "terraform untaint")
			refuse(t, text, "import {")
			if name == "tainted" {
				// With -refresh=false, the provider cannot know that it is in state.
				_, text = plan(acctest.NewProtocol(t, s, "intercom_ticket_type", nil), object)
				expect(t, text, "ERROR", "choose another name", "terraform untaint", "If Terraform has it in state already")
			}
			if n := s.Count("PUT", "") + s.Count("POST", ""); n > 0 {
				t.Errorf("%d writes", n)
			}
		})
	}
}

// TestCaseNameKnownAtApply: a replacement with a name that was unknown at plan archives the old type and then finds that it
// has the name. It is no longer in state by then, so an import helps.
func TestCaseNameKnownAtApply(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug"})
	object, _ = p.Read(object)
	planned, diags := p.Plan(object, acctest.Block{"name": acctest.Unknown, "category": "Tracker"})
	if acctest.HasError(diags) || !planned.Replace {
		t.Fatalf("replaces: %v, %s", planned.Replace, acctest.Text(diags))
	}
	after, diags := p.ApplyWith(planned, acctest.Block{"name": "bug", "category": "Tracker"})
	acctest.Expect(t, diags, "ERROR", "which is archived", `id = "`+object.Get("id")+`"`, "unarchives the ticket type")
	refuse(t, acctest.Text(diags), "untaint")
	if !after.IsNull() || s.Count("POST", "") != 1 {
		t.Errorf("in state: %v, %d POSTs", !after.IsNull(), s.Count("POST", ""))
	}
}

// TestCaseWithoutAttributes is CASES 3 for the type: an answer without attributes does not empty the list in state.
func TestCaseWithoutAttributes(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object, diags := p.Import(intercomtest.ExampleIncidentType, nil)
	acctest.Expect(t, diags)
	s.Set(intercomtest.Omits("ticket_type_attributes"))
	read, diags := p.Read(object)
	if acctest.HasError(diags) || !read.State.Equal(object.State) {
		t.Errorf("read as\n%s\n%s", read.State, acctest.Text(diags))
	}
}

// TestCaseGone is CASES 3: after a gateway's 404 or an unreadable /me, the type stays in state.
func TestCaseGone(t *testing.T) {
	t.Parallel()
	behaviors := map[string]intercomtest.Behavior{"HTML": intercomtest.Gateway404HTML(), "empty": intercomtest.Gateway404Empty(), "JSON": intercomtest.Gateway404JSON()}
	for name, b := range behaviors {
		behaviors[name] = b.On("GET", "/ticket_types/*")
	}
	for name, b := range intercomtest.WrongMe() {
		behaviors["me, "+name] = b
	}
	for name, b := range behaviors {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug"})
			s.Set(b)
			s.ResetCalls()
			after, diags := p.Read(object)
			acctest.Expect(t, diags, "ERROR")
			if after.IsNull() {
				t.Error("it left the state")
			}
			if after, _ := p.Destroy(object); name[:2] == "me" && (after.IsNull() || s.Count("PUT", "") > 0) {
				t.Errorf("in state: %v, %d writes", !after.IsNull(), s.Count("PUT", ""))
			}
		})
	}
}

// TestCategoryDrift is rule 6: a category that differs in Intercom, or that the configuration omits, does not cause a
// replacement.
func TestCategoryDrift(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, acctest.Block{"name": "Bug", "category": "Tracker"})
	s.UpdateTicketType(object.Get("id"), func(t *intercomtest.TicketType) { t.Category = "Customer" })
	object, diags := p.Read(object)
	acctest.Expect(t, diags, "WARNING", "cannot change in place")
	if object.Get("category") != "Tracker" || object.Get("drift.category") != "Customer" {
		t.Errorf("category %s, drift %s", object.Get("category"), object.Get("drift"))
	}
	for _, config := range []acctest.Block{{"name": "Bug", "category": "Tracker"}, {"name": "Bug"}} {
		planned, diags := p.Plan(object, config)
		acctest.Expect(t, diags)
		if planned.Replace || !planned.State.Equal(object.State) {
			t.Errorf("%v replaces: %v, planned %s", config, planned.Replace, planned.State)
		}
	}
}

// TestCategoryLeftOut: an answer without a category replaces nothing, and leaves the one in state.
func TestCategoryLeftOut(t *testing.T) {
	t.Parallel()
	for name, omits := range map[string]intercomtest.Behavior{"absent": intercomtest.Omits("category"), "empty": intercomtest.Overrides(map[string]any{"category": ""})} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := acctest.Block{"name": "Bug", "category": "Tracker"}
			p, s := newHarness(t)
			s.Set(omits)
			object, diags := p.Read(p.Run(acctest.Object{}, config))
			acctest.Expect(t, diags)
			if got := object.Get("category"); got != "Tracker" {
				t.Errorf("category %s", got)
			}
			imported, diags := p.Import(object.Get("id"), nil)
			acctest.Expect(t, diags)
			planned, diags := p.Plan(imported, config)
			if acctest.Expect(t, diags); planned.Replace {
				t.Error("it would be replaced")
			}
			after, diags := p.Apply(planned)
			acctest.Expect(t, diags)
			s.ClearBehaviors()
			after, diags = p.Read(after)
			acctest.Expect(t, diags)
			if again, diags := p.Plan(after, config); len(diags) > 0 || !again.State.Equal(after.State) {
				t.Errorf("the next plan is not empty: %s\n%s\n%s", acctest.Text(diags), after.State, again.State)
			}
			if n := s.Count("PUT", ""); n > 0 {
				t.Errorf("%d PUTs", n)
			}
		})
	}
}
