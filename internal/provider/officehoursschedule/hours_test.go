package officehoursschedule_test

import (
	"testing"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/acctest"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// TestSameMinutes: if Intercom orders or splits intervals differently, or an import writes them differently, that is not a
// change.
func TestSameMinutes(t *testing.T) {
	t.Parallel()
	for name, behaviors := range map[string][]intercomtest.Behavior{
		"as sent": nil, "merged": {intercomtest.MergesIntervals()}, "split": {intercomtest.SplitsIntervals()},
		"both": {intercomtest.MergesIntervals(), intercomtest.SplitsIntervals()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, behaviors...)
			config := with(acctest.Block{"hours": acctest.Block{"monday": []any{"12:00-24:00", "09:00-12:00"}, "tuesday": []any{"00:00-02:00"}, "sunday": []any{"20:00-24:00"}}})
			object := p.Run(acctest.Object{}, config)
			checkStable(t, p, object, config)
			p = acctest.NewProtocol(t, s, kind, nil)
			imported, diags := p.Import(object.Get("id"), nil)
			acctest.Expect(t, diags)
			for at, want := range map[string]string{"monday.0": "09:00-24:00", "monday.1": "<none>", "tuesday.0": "00:00-02:00", "sunday.0": "20:00-24:00", "friday": "<none>"} {
				if got := imported.Get("hours." + at); got != want {
					t.Errorf("imported, %s is %s, want %s", at, got, want)
				}
			}
			s.ResetCalls()
			checkStable(t, p, p.Run(imported, config), config)
			if n := s.Count("PUT", ""); n > 0 {
				t.Errorf("%d updates", n)
			}
		})
	}
}

// TestEverythingIntercomMakes: whatever hours a schedule has, importing it and applying the resulting configuration plans
// no change.
func TestEverythingIntercomMakes(t *testing.T) {
	t.Parallel()
	for name, intervals := range map[string][][2]int64{
		"closed": {}, "over midnight": {{1320, 1560}}, "the whole week": {{0, 10080}}, "the whole week until its last minute": {{0, 10079}},
		"until the week's last minute": {{9960, 10079}}, "overlapping": {{540, 720}, {600, 1020}}, "day by day": {{0, 1440}, {1440, 2880}},
		"over the week's end": {{9960, 120}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t)
			made := s.AddOfficeHoursSchedule(intercomtest.OfficeHoursSchedule{Name: name, TimeZone: "US/Moon", Intervals: intervals})
			imported, diags := p.Import(made.ID, nil)
			acctest.Expect(t, diags)
			config := acctest.Block{"name": name, "time_zone": "US/Moon"}
			if imported.Get("always_open") == "true" {
				config["always_open"] = true
			} else {
				config["hours"] = hoursOf(imported)
			}
			if diags := p.Validate(config); acctest.HasError(diags) {
				t.Error(acctest.Text(diags))
			}
			planned, diags := p.Plan(imported, config)
			if acctest.HasError(diags) || !planned.State.Equal(imported.State) {
				t.Errorf("the plan is not empty:\n%s\n%s\n%s", imported.State, planned.State, acctest.Text(diags))
			}
		})
	}
}

// hoursOf returns the hours in state as a configuration.
func hoursOf(o acctest.Object) acctest.Block {
	hours := acctest.Block{}
	for _, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if span := o.Get("hours." + day + ".0"); span != "<none>" {
			hours[day] = []any{span}
		}
	}
	return hours
}

// TestAlwaysOpen: seven whole days mean the same as always_open, whichever of the two is written and shown.
func TestAlwaysOpen(t *testing.T) {
	t.Parallel()
	days := acctest.Block{}
	for _, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		days[day] = []any{"00:00-24:00"}
	}
	written := with(acctest.Block{"hours": days})
	p, s := newHarness(t)
	object := p.Run(acctest.Object{}, written)
	checkStable(t, p, object, written)
	s.UpdateOfficeHoursSchedule(object.Get("id"), func(o *intercomtest.OfficeHoursSchedule) { o.Intervals = [][2]int64{{0, 10079}} })
	checkStable(t, p, object, written)
	s.ResetCalls()
	other := with(acctest.Block{"hours": nil, "always_open": true})
	checkStable(t, p, p.Run(object, other), other)
	if n := s.Count("PUT", ""); n > 0 {
		t.Errorf("%d updates for the same minutes", n)
	}
}

// TestOpenedAround: if somebody opened the hours around the clock, that is drift.
func TestOpenedAround(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	opened := p.Run(acctest.Object{}, support)
	s.UpdateOfficeHoursSchedule(opened.Get("id"), func(o *intercomtest.OfficeHoursSchedule) { o.Intervals = [][2]int64{{0, 10079}} })
	read, diags := p.Read(opened)
	acctest.Expect(t, diags)
	if read.Get("always_open") != "true" || read.Get("hours") != "<null>" {
		t.Errorf("state %s", read.State)
	}
	checkStable(t, p, p.Run(read, support), support)
}

// TestWholeWeekRefused: a version that does not accept the whole week as one interval refuses always_open and accepts seven
// days.
func TestWholeWeekRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		behaviors []intercomtest.Behavior
		says      []string
	}{"known": {nil, nil}, "unknown": {[]intercomtest.Behavior{intercomtest.RefusesWholeWeek()}, []string{"ERROR", "422", "15-minute boundary", "No office hours schedule was created"}}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, s := newHarness(t, c.behaviors...)
			planned, diags := p.Plan(acctest.Object{}, with(acctest.Block{"hours": nil, "always_open": true}))
			acctest.Expect(t, diags)
			object, diags := p.Apply(planned)
			if acctest.Expect(t, diags, c.says...); object.IsNull() != (c.says != nil) {
				t.Errorf("in state %s", object.State)
			}
			if made := len(s.OfficeHoursSchedules()) - 1; made == 1 != (c.says == nil) {
				t.Errorf("%d schedules were made", made)
			}
		})
	}
}

// TestInvalid: what Intercom refuses or misinterprets is refused before anything happens, at its path.
func TestInvalid(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	hours := func(day string, spans ...any) acctest.Block {
		return acctest.Block{"hours": acctest.Block{day: spans}}
	}
	for name, c := range map[string]struct {
		change   acctest.Block
		at, says string
	}{
		"overlap":         {hours("monday", "09:00-12:00", "11:00-13:00"), `ElementKeyString("monday").ElementKeyInt(1)`, "overlaps 09:00-12:00"},
		"malformed":       {hours("monday", "09:00-12:00", "1pm-5pm"), `ElementKeyString("monday").ElementKeyInt(1)`, "09:00-17:30"},
		"over midnight":   {hours("saturday", "22:00-02:00"), `ElementKeyString("saturday").ElementKeyInt(0)`, "two spans"},
		"off the grid":    {hours("monday", "09:10-12:00"), `ElementKeyString("monday").ElementKeyInt(0)`, "multiple of 15"},
		"no weekday":      {hours("mondays", "09:00-12:00"), `ElementKeyString("mondays")`, "not a weekday"},
		"capitals":        {hours("Monday", "09:00-12:00"), `ElementKeyString("Monday")`, "not a weekday"},
		"neither":         {acctest.Block{"hours": nil}, "hours", "Set either hours or always_open"},
		"not always open": {acctest.Block{"hours": nil, "always_open": false}, "hours", "Set either hours or always_open"},
		"both":            {acctest.Block{"always_open": true}, "always_open", "has no hours"},
		"blank":           {acctest.Block{"name": " EU"}, "name", "must not begin or end with a blank"},
	} {
		diags := p.Validate(with(c.change))
		if acctest.Expect(t, diags, "ERROR", c.at, c.says); len(diags) != 1 {
			t.Errorf("%s: %s", name, acctest.Text(diags))
		}
	}
	for _, valid := range []acctest.Block{
		hours("monday"),
		{"hours": acctest.Block{}},
		hours("monday", acctest.Unknown),
		{"hours": acctest.Unknown},
		{"always_open": acctest.Unknown},
		{"always_open": false},
		{"hours": acctest.Block{"monday": acctest.Unknown, "friday": []any{"09:00-12:00"}}},
		{"time_zone": acctest.Unknown},
	} {
		acctest.Expect(t, p.Validate(with(valid)))
	}
	if n := len(s.Calls()); n > 0 {
		t.Errorf("%d calls", n)
	}
}

// TestTimeZone: a time zone that Go's database lacks is a warning, because Intercom may have it.
func TestTimeZone(t *testing.T) {
	t.Parallel()
	p, _ := newHarness(t)
	for zone, known := range map[string]bool{
		"Europe/Dublin": true, "UTC": true, "Asia/Kolkata": true, "America/Argentina/Buenos_Aires": true,
		"Mars/Base": false, "Local": false, "Dublin": false, "../zone": false, "GMT+1": false,
	} {
		diags := p.Validate(with(acctest.Block{"time_zone": zone}))
		if known {
			acctest.Expect(t, diags)
			continue
		}
		if acctest.Expect(t, diags, "WARNING", "time_zone", "Unknown time zone", zone); acctest.HasError(diags) {
			t.Error(acctest.Text(diags))
		}
	}
}

// TestLateHours: if invalid hours become known only at apply, nothing is sent.
func TestLateHours(t *testing.T) {
	t.Parallel()
	p, s := newHarness(t)
	planned, diags := p.Plan(acctest.Object{}, with(acctest.Block{"hours": acctest.Unknown}))
	acctest.Expect(t, diags)
	late := with(acctest.Block{"hours": acctest.Block{"monday": []any{"9-5"}}})
	_, diags = p.ApplyWith(planned, late)
	acctest.Expect(t, diags, "ERROR", `hours["monday"][0]`, "9-5")
	object := p.Run(acctest.Object{}, support)
	planned, diags = p.Plan(object, with(acctest.Block{"hours": acctest.Unknown}))
	acctest.Expect(t, diags)
	after, diags := p.ApplyWith(planned, late)
	acctest.Expect(t, diags, "ERROR", `hours["monday"][0]`)
	if !after.State.Equal(object.State) || s.Count("POST", "") != 1 || s.Count("PUT", "") > 0 {
		t.Errorf("in state %s, %d updates", after.State, s.Count("PUT", ""))
	}
}

// TestMissingHours: an answer without the hours, or with only some of them, does not mean that a schedule is closed.
func TestMissingHours(t *testing.T) {
	t.Parallel()
	for name, shown := range map[string]any{
		"null": nil, "text": "always", "no end": []any{map[string]any{"start_minute": 540}}, "a word": []any{map[string]any{"start_minute": "nine", "end_minute": 600}},
	} {
		p, s := newHarness(t)
		object := p.Run(acctest.Object{}, support)
		s.Set(intercomtest.Overrides(map[string]any{"time_intervals": shown}).On("GET", "/office_hours_schedules/*"))
		read, diags := p.Read(object)
		if acctest.Expect(t, diags); !read.State.Equal(object.State) {
			t.Errorf("%s: state is %s", name, read.State)
		}
	}
}

// TestTwentyFourSeven: a schedule that says that it is always open is, whatever intervals it shows.
func TestTwentyFourSeven(t *testing.T) {
	t.Parallel()
	for name, shown := range map[string]any{"null": nil, "no intervals": []any{}} {
		p, s := newHarness(t)
		s.Set(intercomtest.Overrides(map[string]any{"time_intervals": shown, "twenty_four_seven": true}).On("GET", "/office_hours_schedules/*"))
		imported, diags := p.Import(intercomtest.ExampleSchedule, nil)
		if acctest.Expect(t, diags); imported.Get("always_open") != "true" || imported.Get("hours") != "<null>" {
			t.Errorf("%s: imported %s", name, imported.State)
		}
	}
}
