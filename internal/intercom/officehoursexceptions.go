package intercom

import (
	"cmp"
	"context"
	"net/http"
)

// OfficeHoursException replaces the hours of a schedule on one date.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/office_hours_exception
type OfficeHoursException struct {
	Type string `json:"type"`
	ID   ID     `json:"id"`
	// ScheduleID is the requested schedule if the answer does not name one.
	ScheduleID        ID                   `json:"office_hours_schedule_id"`
	ExceptionDate     string               `json:"exception_date"`
	ExceptionType     string               `json:"exception_type"`
	Name              string               `json:"name"`
	TimeIntervals     OfficeHoursIntervals `json:"time_intervals"`
	RecurringAnnually bool                 `json:"recurring_annually"`
	CreatedAt         UnixTime             `json:"created_at"`
	UpdatedAt         UnixTime             `json:"updated_at"`
}

func (e *OfficeHoursException) self() (kind string, id ID) { return e.Type, e.ID }

// CreateOfficeHoursExceptionRequest is the body of POST /office_hours_schedules/{id}/office_hours_exceptions. TimeIntervals
// are only for custom hours.
type CreateOfficeHoursExceptionRequest struct {
	ExceptionDate     string                      `json:"exception_date"`
	ExceptionType     string                      `json:"exception_type"`
	Name              Field[string]               `json:"name,omitzero"`
	TimeIntervals     Field[OfficeHoursIntervals] `json:"time_intervals,omitzero"`
	RecurringAnnually Field[bool]                 `json:"recurring_annually,omitzero"`
}

// UpdateOfficeHoursExceptionRequest is the body of PUT /office_hours_schedules/{id}/office_hours_exceptions/{id}. A zero
// field does not change the value. TimeIntervals are null for a closed day.
type UpdateOfficeHoursExceptionRequest struct {
	ExceptionDate     Field[string]               `json:"exception_date,omitzero"`
	ExceptionType     Field[string]               `json:"exception_type,omitzero"`
	Name              Field[string]               `json:"name,omitzero"`
	TimeIntervals     Field[OfficeHoursIntervals] `json:"time_intervals,omitzero"`
	RecurringAnnually Field[bool]                 `json:"recurring_annually,omitzero"`
}

const exceptionKind = "office_hours_exception"

// exceptionsPath returns the path of a schedule's exceptions, or of one of them.
func exceptionsPath(scheduleID string, id ...string) (string, error) {
	return objectPath(append([]string{"office_hours_schedules", scheduleID, "office_hours_exceptions"}, id...)...)
}

// ofSchedule sets the schedule's ID in an answer about its exceptions.
func ofSchedule(scheduleID string, e *OfficeHoursException, err error) (*OfficeHoursException, error) {
	if err != nil {
		return nil, err
	}
	e.ScheduleID = cmp.Or(e.ScheduleID, ID(scheduleID))
	return e, nil
}

// OfficeHoursExceptions reads all exceptions of a schedule.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/listofficehoursexceptions
func (r Reader) OfficeHoursExceptions(ctx context.Context, scheduleID string) ([]OfficeHoursException, error) {
	path, err := exceptionsPath(scheduleID)
	if err != nil {
		return nil, err
	}
	found, err := all[OfficeHoursException](ctx, r, path, exceptionKind)
	for i := range found {
		found[i].ScheduleID = cmp.Or(found[i].ScheduleID, ID(scheduleID))
	}
	return found, err
}

// OfficeHoursException reads an exception.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/getofficehoursexception
func (r Reader) OfficeHoursException(ctx context.Context, scheduleID, id string) (*OfficeHoursException, error) {
	path, err := exceptionsPath(scheduleID, id)
	if err != nil {
		return nil, err
	}
	e, err := one[OfficeHoursException](ctx, r, call{method: http.MethodGet, path: path, idempotent: true}, exceptionKind, id)
	return ofSchedule(scheduleID, e, err)
}

// CreateOfficeHoursException adds an exception to a schedule. If MayHaveHappened(err), it may exist.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/createofficehoursexception
func (w Writer) CreateOfficeHoursException(ctx context.Context, scheduleID string, req CreateOfficeHoursExceptionRequest) (*OfficeHoursException, error) {
	path, err := exceptionsPath(scheduleID)
	if err != nil {
		return nil, err
	}
	e, err := created[OfficeHoursException](ctx, w, call{method: http.MethodPost, path: path, body: req, write: true}, exceptionKind)
	return ofSchedule(scheduleID, e, err)
}

// UpdateOfficeHoursException changes an exception.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/updateofficehoursexception
func (w Writer) UpdateOfficeHoursException(ctx context.Context, scheduleID, id string, req UpdateOfficeHoursExceptionRequest) (*OfficeHoursException, error) {
	path, err := exceptionsPath(scheduleID, id)
	if err != nil {
		return nil, err
	}
	e, err := one[OfficeHoursException](ctx, w, call{method: http.MethodPut, path: path, body: req, idempotent: true, write: true}, exceptionKind, id)
	return ofSchedule(scheduleID, e, err)
}

// DeleteOfficeHoursException deletes an exception.
// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/office-hours/deleteofficehoursexception
func (w Writer) DeleteOfficeHoursException(ctx context.Context, scheduleID, id string) error {
	path, err := exceptionsPath(scheduleID, id)
	if err != nil {
		return err
	}
	return w.do(ctx, call{method: http.MethodDelete, path: path, idempotent: true, write: true, decode: isDeletion(exceptionKind, id)})
}
