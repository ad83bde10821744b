package officehoursexception_test

import (
	"maps"
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

const (
	kind   = "intercom_office_hours_exception"
	within = "/office_hours_schedules/123/office_hours_exceptions"
)

var eve = acctest.Block{"schedule_id": intercomtest.ExampleSchedule, "date": "2026-12-24", "name": "Christmas Eve", "hours": []any{"10:00-14:00"}, "recurring_annually": true}

func TestCRUD(t *testing.T) {
	crud := acctest.CRUDTest{
		Type: kind, Keys: []string{"schedule_id", "id"}, Versions: []string{"2.16", "Preview"},
		Drift: func(s *intercomtest.Server, o acctest.Object) {
			s.UpdateOfficeHoursException(o.Get("id"), func(e *intercomtest.OfficeHoursException) {
				e.Date, e.Intervals = "2026-12-23", [][2]int64{{600, 660}}
			})
		},
		Destroyed: []string{`DELETE ` + within + `/{id}`},
		Vanish:    func(s *intercomtest.Server, o acctest.Object) { s.DeleteOfficeHoursException(o.Get("id")) },
		Seed: func(s *intercomtest.Server) {
			s.AddOfficeHoursSchedule(intercomtest.OfficeHoursSchedule{ID: "124", Name: "Weekend"})
		},
		Replaced: acctest.Block{"schedule_id": "124"},
	}
	open := crud
	open.Config = eve
	open.Created = []string{`POST ` + within + ` {"exception_date":"2026-12-24","exception_type":"custom_hours","name":"Christmas Eve","time_intervals":[{"start_minute":600,"end_minute":840}],"recurring_annually":true}`}
	open.Second = acctest.Block{"name": nil, "hours": nil, "closed": true, "recurring_annually": false}
	open.Updated = []string{`PUT ` + within + `/{id} {"exception_type":"closed","name":"","time_intervals":null,"recurring_annually":false}`}
	open.Restored = []string{`PUT ` + within + `/{id} {"exception_date":"2026-12-24","exception_type":"custom_hours","time_intervals":[{"start_minute":600,"end_minute":840}]}`}
	t.Run("custom hours", open.Run)
	closed := crud
	closed.Config = acctest.Block{"schedule_id": intercomtest.ExampleSchedule, "date": "2026-12-24", "closed": true}
	closed.Unread = []string{"recurring_annually"}
	closed.Created = []string{`POST ` + within + ` {"exception_date":"2026-12-24","exception_type":"closed"}`}
	closed.Second = acctest.Block{"date": "2027-12-24", "closed": nil, "hours": []any{"10:00-12:00", "12:00-13:00"}}
	closed.Updated = []string{`PUT ` + within + `/{id} {"exception_date":"2027-12-24","exception_type":"custom_hours","time_intervals":[{"start_minute":600,"end_minute":780}]}`}
	closed.Restored = []string{`PUT ` + within + `/{id} {"exception_date":"2026-12-24","exception_type":"closed","time_intervals":null}`}
	t.Run("closed", closed.Run)
}

func newHarness(t *testing.T, behaviors ...intercomtest.Behavior) (*acctest.Protocol, *intercomtest.Server) {
	t.Helper()
	s := acctest.Fake(t)
	s.Set(behaviors...)
	return acctest.NewProtocol(t, s, kind, nil), s
}

func with(changes acctest.Block) acctest.Block {
	config := maps.Clone(eve)
	maps.Copy(config, changes)
	return config
}

// TestVersions: a version without office hours is refused with a message that names the version that has them.
func TestVersions(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2.13", "2.14", "2.15"} {
		s := acctest.Fake(t)
		p := acctest.NewProtocol(t, s, kind, acctest.Block{"api_version": version})
		says := []string{"ERROR", "API version " + version + " does not support office hours exceptions", "2.16"}
		_, diags := p.Plan(acctest.Object{}, eve)
		acctest.Expect(t, diags, says...)
		_, diags = p.List(acctest.Block{"schedule_id": intercomtest.ExampleSchedule}, 0)
		acctest.Expect(t, diags, says...)
		_, diags = p.Of("intercom_office_hours_exceptions").Data(acctest.Block{})
		acctest.Expect(t, diags, says...)
		if n := len(s.Calls()); n > 0 {
			t.Errorf("%s: %d calls", version, n)
		}
	}
}

// TestInvalid: what Intercom refuses or misinterprets is refused before anything happens, at its path.
func TestInvalid(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	for name, c := range map[string]struct {
		change   acctest.Block
		at, says string
	}{
		"overlap":     {acctest.Block{"hours": []any{"09:00-12:00", "11:00-13:00"}}, `"hours").ElementKeyInt(1)`, "overlaps 09:00-12:00"},
		"malformed":   {acctest.Block{"hours": []any{"9-5"}}, `"hours").ElementKeyInt(0)`, "09:00-17:30"},
		"none":        {acctest.Block{"hours": []any{}}, "hours", "at least 1"},
		"neither":     {acctest.Block{"hours": nil}, "hours", "Set either hours or closed"},
		"not closed":  {acctest.Block{"hours": nil, "closed": false}, "hours", "Set either hours or closed"},
		"both":        {acctest.Block{"closed": true}, "closed", "has no hours"},
		"no date":     {acctest.Block{"date": "25.12.2026"}, "date", "must be a date"},
		"no such day": {acctest.Block{"date": "2026-02-30"}, "date", "must be a date"},
		"empty name":  {acctest.Block{"name": ""}, "name", "must not be empty"},
		"no ID":       {acctest.Block{"schedule_id": "a/b"}, "schedule_id", "IDs"},
	} {
		diags := p.Validate(with(c.change))
		if acctest.Expect(t, diags, "ERROR", c.at, c.says); len(diags) != 1 {
			t.Errorf("%s: %s", name, acctest.Text(diags))
		}
	}
	for _, valid := range []acctest.Block{
		{"hours": acctest.Unknown}, {"hours": []any{acctest.Unknown, "09:00-12:00"}}, {"closed": acctest.Unknown}, {"hours": nil, "closed": acctest.Unknown}, {"closed": false}, {"date": acctest.Unknown},
	} {
		acctest.Expect(t, p.Validate(with(valid)))
	}
}

// TestSameMinutes: if Intercom orders or splits intervals differently, that is not a change.
func TestSameMinutes(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"as sent": nil, "merged": {intercomtest.MergesIntervals()}, "split": {intercomtest.SplitsIntervals()}} {
		p, s := newHarness(t, behaviors...)
		config := with(acctest.Block{"hours": []any{"13:00-17:00", "09:00-12:00", "12:00-13:00"}})
		object, diags := p.Read(p.Run(acctest.Object{}, config))
		acctest.Expect(t, diags)
		planned, diags := p.Plan(object, config)
		if acctest.Expect(t, diags); !planned.State.Equal(object.State) {
			t.Errorf("%s: the plan is not empty:\n%s\n%s", name, object.State, planned.State)
		}
		p = acctest.NewProtocol(t, s, kind, nil)
		imported, diags := p.Import("123/"+object.Get("id"), nil)
		if acctest.Expect(t, diags); imported.Get("hours.0") != "09:00-17:00" || imported.Get("closed") != "<null>" {
			t.Errorf("%s: imported %s", name, imported.State)
		}
		p.Run(imported, config)
		if n := s.Count("PUT", ""); n > 0 {
			t.Errorf("%s: %d updates", name, n)
		}
	}
}

// TestGrid: it is not documented whether an exception's hours must be on quarter hours. If Intercom requires it, its answer
// says so.
func TestGrid(t *testing.T) {
	t.Parallel()
	odd := with(acctest.Block{"hours": []any{"09:05-11:59"}})
	p, _ := newHarness(t)
	if object := p.Run(acctest.Object{}, odd); object.Get("hours.0") != "09:05-11:59" {
		t.Errorf("in state %s", object.State)
	}
	p, s := newHarness(t, intercomtest.ExceptionsOnQuarters())
	planned, diags := p.Plan(acctest.Object{}, odd)
	acctest.Expect(t, diags)
	_, diags = p.Apply(planned)
	acctest.Expect(t, diags, "ERROR", "422", "15-minute boundary")
	if n := len(s.OfficeHoursExceptions()); n != 1 {
		t.Errorf("%d exceptions", n)
	}
}

// TestNameRemoved: an empty name clears the name, or Intercom refuses it and state keeps the name.
func TestNameRemoved(t *testing.T) {
	t.Parallel()
	for _, refused := range []bool{false, true} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, eve)
		if refused {
			s.Set(intercomtest.RefusesEmptyNames())
		}
		planned, diags := p.Plan(object, with(acctest.Block{"name": nil}))
		acctest.Expect(t, diags)
		after, diags := p.Apply(planned)
		name := s.OfficeHoursExceptions()[1].Name
		if refused {
			acctest.Expect(t, diags, "ERROR", "422", "can't be blank")
		} else {
			acctest.Expect(t, diags)
		}
		if want := map[bool]string{true: "Christmas Eve", false: "<null>"}[refused]; after.Get("name") != want || (name == "") == refused {
			t.Errorf("refused %v: in state %s, in Intercom %q", refused, after.Get("name"), name)
		}
	}
}

// TestDateTaken: a date that already has an exception is refused at plan with an import block, whether Intercom would
// refuse it or not.
func TestDateTaken(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.AllowsEqualDates()}} {
		p, s := newHarness(t, behaviors...)
		taken := with(acctest.Block{"date": "2026-12-25"})
		says := []string{"ERROR", `"2026-12-25 of schedule 123" exists already`, `id = "123/456"`}
		_, diags := p.Plan(acctest.Object{}, taken)
		acctest.Expect(t, diags, says...)
		object := p.Run(acctest.Object{}, eve)
		_, diags = p.Plan(object, taken)
		acctest.Expect(t, diags, says...)
		_, diags = p.Plan(acctest.Object{}, eve)
		acctest.Expect(t, diags, "ERROR", "exists already")
		if n := len(s.OfficeHoursExceptions()); n != 2 {
			t.Errorf("%d exceptions", n)
		}
	}
}

// TestEqualDates: two exceptions on one date can both be imported.
func TestEqualDates(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t, intercomtest.AllowsEqualDates())
	s.AddOfficeHoursException(intercomtest.OfficeHoursException{ID: "457", ScheduleID: "123", Date: "2026-12-25", Intervals: [][2]int64{}})
	for _, id := range []string{"123/456", "123/457"} {
		imported, diags := p.Import(id, nil)
		acctest.Expect(t, diags)
		config := acctest.Block{"schedule_id": "123", "date": "2026-12-25", "closed": true}
		planned, diags := p.Plan(imported, config)
		if acctest.Expect(t, diags); !planned.State.Equal(imported.State) {
			t.Errorf("the plan is not empty:\n%s\n%s", imported.State, planned.State)
		}
	}
}

// TestCreateLost: a create whose answer is lost creates one exception, whether a date can have several or not.
func TestCreateLost(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{"one a date": nil, "equal dates": {intercomtest.AllowsEqualDates()}} {
		for _, act := range []intercomtest.Act{intercomtest.ResetAfter(), intercomtest.ActThenStatus(500)} {
			p, s := newHarness(t, behaviors...)
			s.Inject(intercomtest.Fault{Method: "POST", Act: act, Times: 1})
			planned, diags := p.Plan(acctest.Object{}, eve)
			acctest.Expect(t, diags)
			object, diags := p.Apply(planned)
			acctest.Expect(t, diags, "WARNING", "Adopted")
			if all := s.OfficeHoursExceptions(); len(all) != 2 || all[1].ID != object.Get("id") || s.Count("POST", "") != 1 {
				t.Errorf("%s: %v, in state %s", name, all, object.Get("id"))
			}
		}
	}
}

// TestScheduleGone: an exception is deleted with its schedule, whichever error code Intercom uses.
func TestScheduleGone(t *testing.T) {
	t.Parallel()
	for _, behaviors := range [][]intercomtest.Behavior{nil, {intercomtest.IntegrationNotFound()}} {
		p, s := newHarness(t, behaviors...)
		object := p.Run(acctest.Object{}, eve)
		s.DeleteOfficeHoursSchedule(intercomtest.ExampleSchedule)
		read, diags := p.Read(object)
		if acctest.Expect(t, diags, "WARNING", "gone from Intercom", "or its schedule"); !read.IsNull() {
			t.Errorf("in state %s", read.State)
		}
	}
}

// TestLookUp: one exception of a schedule by ID, date, or name, and all exceptions of one schedule or of all schedules.
func TestLookUp(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	s.AddOfficeHoursSchedule(intercomtest.OfficeHoursSchedule{ID: "124", Name: "Weekend"})
	s.AddOfficeHoursException(intercomtest.OfficeHoursException{ID: "457", ScheduleID: "124", Date: "2026-12-25", Name: "Christmas Day", Intervals: [][2]int64{{600, 720}}})
	for by, value := range map[string]string{"id": "457", "date": "2026-12-25", "name": "Christmas Day"} {
		found, diags := p.Data(acctest.Block{by: value, "schedule_id": "124"})
		if acctest.Expect(t, diags); found.Get("id") != "457" || found.Get("hours.0") != "10:00-12:00" || found.Get("schedule_id") != "124" {
			t.Errorf("by %s: %s", by, found.State)
		}
	}
	every := p.Of("intercom_office_hours_exceptions")
	for schedule, want := range map[string]string{"": "456", "124": "457"} {
		config := acctest.Block{}
		if schedule != "" {
			config["schedule_id"] = schedule
		}
		all, diags := every.Data(config)
		if acctest.Expect(t, diags); all.Get("office_hours_exceptions.0.id") != want {
			t.Errorf("of schedule %q: %s", schedule, all.State)
		}
	}
}

// TestChangedToAnotherForm: an update is refused after somebody has closed a day that had hours, or opened one that was closed.
func TestChangedToAnotherForm(t *testing.T) {
	t.Parallel()
	closed := acctest.Block{"hours": nil, "closed": true}
	for name, c := range map[string]struct {
		was, planned acctest.Block
		now          [][2]int64
		says         string
	}{
		"closed":                {nil, acctest.Block{"hours": []any{"10:00-16:00"}}, nil, "closed now"},
		"opened":                {closed, acctest.Block{"hours": []any{"10:00-16:00"}}, [][2]int64{{480, 540}}, "has hours now"},
		"opened, as planned":    {closed, acctest.Block{"hours": []any{"10:00-16:00"}}, [][2]int64{{600, 960}}, ""},
		"closed, as planned":    {nil, closed, nil, ""},
		"other hours, to close": {nil, closed, [][2]int64{{480, 540}}, "hours"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			object := p.Run(acctest.Object{}, with(c.was))
			planned, diags := p.Plan(object, with(c.planned))
			acctest.Expect(t, diags)
			s.UpdateOfficeHoursException(object.Get("id"), func(e *intercomtest.OfficeHoursException) { e.Intervals = c.now })
			after, diags := p.Apply(planned)
			if c.says == "" {
				acctest.Expect(t, diags)
			} else if acctest.Expect(t, diags, "ERROR", "somebody has changed hours", c.says); !after.State.Equal(object.State) || s.Count("PUT", "") > 0 {
				t.Errorf("in state %s, %d PUTs", after.State, s.Count("PUT", ""))
			}
		})
	}
}
