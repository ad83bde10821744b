package intercom

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// The values of OfficeHoursException.ExceptionType.
const (
	ExceptionClosed      = "closed"
	ExceptionCustomHours = "custom_hours"
)

// WholeWeek is how the newer reference writes a schedule that is always open. It is the only interval that does not end on
// a quarter hour. The documentation of 2.16 does not mention it.
var WholeWeek = OfficeHoursIntervals{{StartMinute: 0, EndMinute: 10079}}

// OfficeHoursInterval is an interval in which a workspace is open, in minutes from Monday 00:00 for a schedule and from
// midnight for an exception. Answers also have day_of_week, which requests must not have.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/office_hours_time_interval
type OfficeHoursInterval struct {
	StartMinute int64 `json:"start_minute"`
	EndMinute   int64 `json:"end_minute"`
}

// OfficeHoursIntervals are all intervals of a schedule or an exception; nil if the answer does not show them.
type OfficeHoursIntervals []OfficeHoursInterval

// UnmarshalJSON accepts all intervals or none: with a missing one, a workspace would look closed.
func (i *OfficeHoursIntervals) UnmarshalJSON(data []byte) error {
	*i = nil
	var shown []struct {
		Start *int64 `json:"start_minute"`
		End   *int64 `json:"end_minute"`
	}
	if err := json.Unmarshal(data, &shown); err != nil || shown == nil {
		return err
	}
	all := make(OfficeHoursIntervals, len(shown))
	for at, each := range shown {
		if each.Start == nil || each.End == nil {
			return fmt.Errorf("interval %d has no start or no end", at)
		}
		all[at] = OfficeHoursInterval{*each.Start, *each.End}
	}
	*i = all
	return nil
}

// OfficeHoursSchedule are the recurring weekly hours of a workspace or a team.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/office_hours_schedule
type OfficeHoursSchedule struct {
	Type            string               `json:"type"`
	ID              ID                   `json:"id"`
	Name            string               `json:"name"`
	TimeZoneName    string               `json:"time_zone_name"`
	TimeIntervals   OfficeHoursIntervals `json:"time_intervals"`
	TwentyFourSeven bool                 `json:"twenty_four_seven"`
	CreatedAt       UnixTime             `json:"created_at"`
	UpdatedAt       UnixTime             `json:"updated_at"`
}

func (s *OfficeHoursSchedule) self() (kind string, id ID) { return s.Type, s.ID }

// CreateOfficeHoursScheduleRequest is the body of POST /office_hours_schedules.
type CreateOfficeHoursScheduleRequest struct {
	Name          string               `json:"name"`
	TimeZoneName  string               `json:"time_zone_name"`
	TimeIntervals OfficeHoursIntervals `json:"time_intervals"`
}

// UpdateOfficeHoursScheduleRequest is the body of PUT /office_hours_schedules/{id}. A zero field does not change the value.
type UpdateOfficeHoursScheduleRequest struct {
	Name          Field[string]               `json:"name,omitzero"`
	TimeZoneName  Field[string]               `json:"time_zone_name,omitzero"`
	TimeIntervals Field[OfficeHoursIntervals] `json:"time_intervals,omitzero"`
}

// OfficeHoursSchedules reads all schedules of the workspace.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/listofficehoursschedules
func (r Reader) OfficeHoursSchedules(ctx context.Context) ([]OfficeHoursSchedule, error) {
	return all[OfficeHoursSchedule](ctx, r, "/office_hours_schedules", "office_hours_schedule")
}

// OfficeHoursSchedule reads a schedule.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/getofficehoursschedule
func (r Reader) OfficeHoursSchedule(ctx context.Context, id string) (*OfficeHoursSchedule, error) {
	path, err := objectPath("office_hours_schedules", id)
	if err != nil {
		return nil, err
	}
	return one[OfficeHoursSchedule](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, "office_hours_schedule", id)
}

// CreateOfficeHoursSchedule creates a schedule. If MayHaveHappened(err), it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/createofficehoursschedule
func (w Writer) CreateOfficeHoursSchedule(ctx context.Context, req CreateOfficeHoursScheduleRequest) (*OfficeHoursSchedule, error) {
	return created[OfficeHoursSchedule](ctx, w, call{method: http.MethodPost, path: "/office_hours_schedules", body: req, write: true}, "office_hours_schedule")
}

// UpdateOfficeHoursSchedule changes a schedule.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/updateofficehoursschedule
func (w Writer) UpdateOfficeHoursSchedule(ctx context.Context, id string, req UpdateOfficeHoursScheduleRequest) (*OfficeHoursSchedule, error) {
	path, err := objectPath("office_hours_schedules", id)
	if err != nil {
		return nil, err
	}
	return one[OfficeHoursSchedule](ctx, w, call{method: http.MethodPut, path: path, body: req, idempotent: true, write: true}, "office_hours_schedule", id)
}

// DeleteOfficeHoursSchedule deletes a schedule.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/deleteofficehoursschedule
func (w Writer) DeleteOfficeHoursSchedule(ctx context.Context, id string) error {
	path, err := objectPath("office_hours_schedules", id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion("office_hours_schedule", id)})
}
