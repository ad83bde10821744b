package conformance

import (
	"context"
	"slices"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var officeHoursRows = []Row{
	{
		ID: "hours-touching-intervals", Area: "office hours", Since: "2.16",
		Assumption:  "Intervals of a schedule that touch each other read back as they were sent.",
		Fake:        "as they were sent",
		Consequence: "None: the provider compares open minutes, however they are divided.",
		Knobs:       []string{"MergesIntervals", "SplitsIntervals"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return shownIntervals(ctx, l, intercom.OfficeHoursIntervals{{StartMinute: 540, EndMinute: 720}, {StartMinute: 720, EndMinute: 1020}})
		},
	},
	{
		ID: "hours-over-midnight", Area: "office hours", Since: "2.16",
		Assumption:  "An interval of a schedule over midnight reads back as one interval.",
		Fake:        "as they were sent",
		Consequence: "None: the provider compares open minutes, however they are divided.",
		Knobs:       []string{"SplitsIntervals"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			return shownIntervals(ctx, l, intercom.OfficeHoursIntervals{{StartMinute: 1320, EndMinute: 1560}})
		},
	},
	{
		ID: "hours-whole-week", Area: "office hours", Since: "2.16",
		Assumption:  "A schedule can have one interval from 0 to 10079, which is the whole week.",
		Fake:        "accepted",
		Consequence: "A schedule with always_open = true cannot be created.",
		Knobs:       []string{"RefusesWholeWeek"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, err := l.schedule(ctx, "", intercom.WholeWeek)
			return outcome(err)
		},
	},
	{
		ID: "hours-equal-names", Area: "office hours", Since: "2.16",
		Assumption:  "A second schedule with a name is refused, as a newer reference says.",
		Fake:        "422 data_invalid",
		Consequence: "None: the provider refuses a name that another schedule has.",
		Knobs:       []string{"AllowsEqualNames"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			s, err := l.schedule(ctx, "", nil)
			if err != nil {
				return "", err
			}
			_, err = l.schedule(ctx, s.Name, nil)
			return outcome(err)
		},
	},
	{
		ID: "hours-list-after-create", Area: "office hours", Since: "2.16",
		Assumption:  "The list of schedules shows a new schedule at once.",
		Fake:        "at once",
		Consequence: "The provider must look longer for a schedule whose create had no answer.",
		Knobs:       []string{"Lags"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			s, err := l.schedule(ctx, "", nil)
			if err != nil {
				return "", err
			}
			return l.until(ctx, func() (bool, error) {
				all, err := l.OfficeHoursSchedules(ctx)
				return slices.ContainsFunc(all, func(o intercom.OfficeHoursSchedule) bool { return o.ID == s.ID }), err
			})
		},
	},
	{
		ID: "hours-get-after-delete", Area: "office hours", Since: "2.16",
		Assumption:  "A deleted schedule answers 404 with the code not_found. The description has data_invalid, too.",
		Fake:        "404 not_found",
		Consequence: "None: the provider takes 404 with either code for a deletion.",
		Knobs:       []string{"IntegrationNotFound"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			s, err := l.schedule(ctx, "", nil)
			if err != nil {
				return "", err
			}
			return afterDelete(ctx, s.ID, l.DeleteOfficeHoursSchedule, l.OfficeHoursSchedule)
		},
	},
	{
		ID: "hours-exception-equal-dates", Area: "office hours", Since: "2.16",
		Assumption:  "A schedule has one exception on a date.",
		Fake:        "422 data_invalid",
		Consequence: "None: the provider refuses a date that the schedule has an exception on.",
		Knobs:       []string{"AllowsEqualDates"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			e, err := l.exception(ctx, "", nil)
			if err != nil {
				return "", err
			}
			_, err = l.exception(ctx, string(e.ScheduleID), nil)
			return outcome(err)
		},
	},
	{
		ID: "hours-exception-empty-name", Area: "office hours", Since: "2.16",
		Assumption:  "An empty text clears the name of an exception.",
		Fake:        "accepted",
		Consequence: "Removing the name from a configuration ends with an error.",
		Knobs:       []string{"RefusesEmptyNames"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			e, err := l.exception(ctx, "", nil)
			if err != nil {
				return "", err
			}
			e, err = l.UpdateOfficeHoursException(ctx, string(e.ScheduleID), string(e.ID), intercom.UpdateOfficeHoursExceptionRequest{Name: intercom.Set("")})
			if err == nil && e.Name != "" {
				return "the name stays", nil
			}
			return outcome(err)
		},
	},
	{
		ID: "hours-exception-quarters", Area: "office hours", Since: "2.16",
		Assumption:  "The intervals of an exception need not begin and end on quarter hours.",
		Fake:        "accepted",
		Consequence: "Intercom refuses such hours when they are applied, instead of the provider when planning.",
		Knobs:       []string{"ExceptionsOnQuarters"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			_, err := l.exception(ctx, "", intercom.OfficeHoursIntervals{{StartMinute: 610, EndMinute: 725}})
			return outcome(err)
		},
	},
}

// schedule makes a schedule that no team uses. Nil intervals are those of Monday morning.
func (l *Lab) schedule(ctx context.Context, name string, intervals intercom.OfficeHoursIntervals) (*intercom.OfficeHoursSchedule, error) {
	if name == "" {
		name = l.name("schedule")
	}
	if intervals == nil {
		intervals = intercom.OfficeHoursIntervals{{StartMinute: 540, EndMinute: 720}}
	}
	return l.CreateOfficeHoursSchedule(ctx, intercom.CreateOfficeHoursScheduleRequest{Name: name, TimeZoneName: "Europe/Dublin", TimeIntervals: intervals})
}

// exception makes an exception on a date that is the same for all, with custom hours or closed. No schedule: on a new one.
func (l *Lab) exception(ctx context.Context, scheduleID string, hours intercom.OfficeHoursIntervals) (*intercom.OfficeHoursException, error) {
	if scheduleID == "" {
		s, err := l.schedule(ctx, "", nil)
		if err != nil {
			return nil, err
		}
		scheduleID = string(s.ID)
	}
	request := intercom.CreateOfficeHoursExceptionRequest{ExceptionDate: "2035-12-24", ExceptionType: intercom.ExceptionClosed, Name: intercom.Set(l.name("exception"))}
	if hours != nil {
		request.ExceptionType, request.TimeIntervals = intercom.ExceptionCustomHours, intercom.Set(hours)
	}
	return l.CreateOfficeHoursException(ctx, scheduleID, request)
}

// shownIntervals makes a schedule with the intervals, reads it, and compares.
func shownIntervals(ctx context.Context, l *Lab, sent intercom.OfficeHoursIntervals) (string, error) {
	s, err := l.schedule(ctx, "", sent)
	if err != nil {
		return "", err
	}
	s, err = l.OfficeHoursSchedule(ctx, string(s.ID))
	switch {
	case err != nil:
		return outcome(err)
	case slices.Equal(s.TimeIntervals, sent):
		return "as they were sent", nil
	case len(s.TimeIntervals) < len(sent):
		return "as fewer intervals", nil
	case len(s.TimeIntervals) > len(sent):
		return "as more intervals", nil
	}
	return "as other intervals", nil
}
