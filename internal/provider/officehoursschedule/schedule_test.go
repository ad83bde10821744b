package officehoursschedule_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

const kind = "intercom_office_hours_schedule"

func newHarness(t *testing.T, behaviors ...intercomtest.Behavior) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	s.Set(behaviors...)
	return acctest.NewProtocol(t, s, kind, nil), s
}

func with(changes acctest.Block) acctest.Block {
	config := maps.Clone(support)
	maps.Copy(config, changes)
	return config
}

// checkStable checks that a refresh and the plan after it find no change.
func checkStable(t *testing.T, p *acctest.Protocol, o acctest.Object, config acctest.Block) {
	t.Helper()
	read, diags := p.Read(o)
	acctest.Expect(t, diags)
	planned, diags := p.Plan(read, config)
	if acctest.Expect(t, diags); !planned.State.Equal(read.State) {
		t.Errorf("the plan is not empty:\n%s\n%s", read.State, planned.State)
	}
}

// TestVersions: a version without office hours is refused at plan, import, list, and lookup, with a message that names the
// version that has them.
func TestVersions(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15"} {
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version})
		says := []string{"ERROR", "API version " + version + " does not support office hours schedules", "2.16"}
		_, diags := p.Plan(acctest.Object{}, support)
		acctest.Expect(t, diags, says...)
		_, diags = p.List(nil, 0)
		acctest.Expect(t, diags, says...)
		_, diags = p.Data(acctest.Block{"name": "Standard Support Hours"})
		acctest.Expect(t, diags, says...)
		if n := len(s.Calls()); n > 0 {
			t.Errorf("%s: %d calls", version, n)
		}
		_, diags = p.Import(intercomtest.ExampleSchedule, nil)
		acctest.Expect(t, diags, "ERROR", "API version "+version+" does not support this operation", "2.16")
	}
}

// TestCreateLost: a create whose answer is lost creates one schedule, whether Intercom enforces unique names or not.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"unique names": nil, "equal names": {intercomtest.AllowsEqualNames()}} {
		for lost, act := range map[string]intercomtest.Act{"after": intercomtest.ResetAfter(), "before": intercomtest.ResetBefore(), "500": intercomtest.ActThenStatus(500)} {
			t.Run(name+", "+lost, func(t *testing.T) {
				t.Parallel()
				p, s := newHarness(t, behaviors...)
				s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
				planned, diags := p.Plan(acctest.Object{}, support)
				acctest.Expect(t, diags)
				object, diags := p.Apply(planned)
				if n := s.Count("POST", ""); n != 1 {
					t.Errorf("%d POSTs", n)
				}
				if lost == "before" {
					if acctest.Expect(t, diags, "ERROR", "may have been created"); !object.IsNull() {
						t.Errorf("in state %s", object.State)
					}
					again := acctest.NewProtocol(t, s, kind, nil)
					object = again.Run(acctest.Object{}, support)
				} else {
					acctest.Expect(t, diags, "WARNING", "Adopted")
				}
				if all := s.OfficeHoursSchedules(); len(all) != 2 || all[1].ID != object.Get("id") {
					t.Errorf("%v, in state %s", all, object.Get("id"))
				}
			})
		}
	}
}

// TestNameTaken: a name that a schedule already has is refused at plan with an import block, whether Intercom would refuse
// it or not.
func TestNameTaken(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.AllowsEqualNames()}} {
		p, s := newHarness(t, behaviors...)
		taken := with(acctest.Block{"name": "Standard Support Hours"})
		says := []string{"ERROR", `"Standard Support Hours" exists already`, "to = intercom_office_hours_schedule.NAME", `id = "123"`}
		_, diags := p.Plan(acctest.Object{}, taken)
		acctest.Expect(t, diags, says...)
		object := p.Run(acctest.Object{}, support)
		_, diags = p.Plan(object, taken)
		acctest.Expect(t, diags, says...)
		if n := len(s.OfficeHoursSchedules()); n != 2 {
			t.Errorf("%d schedules", n)
		}
	}
}

// TestUsed: a schedule that Intercom does not delete because it is used stays in state. If Intercom deletes it, its
// exceptions are deleted, too.
func TestUsed(t *testing.T) {
	t.Parallel()
	for _, kept := range []bool{false, true} {
		p, s := newHarness(t)
		if kept {
			s.Set(intercomtest.KeepsUsedSchedules())
		}
		s.UpdateOfficeHoursSchedule(intercomtest.ExampleSchedule, func(o *intercomtest.OfficeHoursSchedule) { o.Used = true })
		object, diags := p.Import(intercomtest.ExampleSchedule, nil)
		acctest.Expect(t, diags)
		after, diags := p.Destroy(object)
		acctest.Expect(t, diags, "WARNING", "deletes office hours schedules permanently", "teams")
		if acctest.HasError(diags) != kept || after.IsNull() == kept || len(s.OfficeHoursSchedules()) == 1 != kept || len(s.OfficeHoursExceptions()) == 1 != kept {
			t.Errorf("kept %v: in state %v, %s", kept, !after.IsNull(), acctest.Text(diags))
		}
		if kept {
			acctest.Expect(t, diags, "422", "in use")
		}
	}
}

// TestGone: both documented codes for a schedule that does not exist prove that it is gone.
func TestGone(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.IntegrationNotFound()}} {
		p, s := newHarness(t, behaviors...)
		object := p.Run(acctest.Object{}, support)
		s.DeleteOfficeHoursSchedule(object.Get("id"))
		read, diags := p.Read(object)
		if acctest.Expect(t, diags, "WARNING", "gone from Intercom"); !read.IsNull() {
			t.Errorf("in state %s", read.State)
		}
	}
}

// TestProtection: a protected schedule is neither destroyed nor replaced.
func TestProtection(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, with(acctest.Block{"deletion_protection": true}))
	after, diags := p.Destroy(object)
	acctest.Expect(t, diags, "ERROR", "is protected from deletion")
	if after.IsNull() || s.Count("DELETE", "") > 0 {
		t.Error("it was destroyed")
	}
}

// TestLookUp: by ID or name, with the hours as a configuration writes them.
func TestLookUp(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	for by, value := range map[string]string{"id": intercomtest.ExampleSchedule, "name": "Standard Support Hours"} {
		found, diags := p.Data(acctest.Block{by: value})
		acctest.Expect(t, diags)
		if got := strings.Join([]string{found.Get("id"), found.Get("time_zone"), found.Get("hours.monday.0"), found.Get("always_open")}, " "); got != "123 America/New_York 09:00-17:00 <null>" {
			t.Errorf("by %s: %s", by, got)
		}
	}
	_, diags := p.Data(acctest.Block{"name": "standard support hours"})
	acctest.Expect(t, diags, "ERROR", `0 office hours schedules have the name`, `Did you mean "Standard Support Hours"?`)
	all, diags := p.Of("intercom_office_hours_schedules").Data(acctest.Block{})
	if acctest.Expect(t, diags); all.Get("office_hours_schedules.0.name") != "Standard Support Hours" {
		t.Errorf("all are %s", all.State)
	}
}

// TestChangedToAnotherForm: an update of the hours is refused after somebody has made a schedule always open, or the reverse.
func TestChangedToAnotherForm(t *testing.T) {
	t.Parallel()
	always, hours := acctest.Block{"hours": nil, "always_open": true}, acctest.Block{"hours": acctest.Block{"monday": []any{"08:00-12:00"}}}
	for name, c := range map[string]struct {
		was  acctest.Block
		now  [][2]int64
		says string
	}{
		"always open": {nil, [][2]int64{{0, 7 * 24 * 60}}, "always open now"},
		"hours":       {always, [][2]int64{{600, 660}}, "not always open any more"},
		"as planned":  {always, [][2]int64{{480, 720}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, with(c.was))
			planned, diags := p.Plan(object, with(hours))
			acctest.Expect(t, diags)
			s.UpdateOfficeHoursSchedule(object.Get("id"), func(o *intercomtest.OfficeHoursSchedule) { o.Intervals = c.now })
			after, diags := p.Apply(planned)
			if c.says == "" {
				acctest.Expect(t, diags)
			} else if acctest.Expect(t, diags, "ERROR", "somebody has changed hours", c.says); !after.State.Equal(object.State) || s.Count("PUT", "") > 0 {
				t.Errorf("in state %s, %d PUTs", after.State, s.Count("PUT", ""))
			}
		})
	}
}
