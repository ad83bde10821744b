package officehoursexception

import (
	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/openhours"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                types.String      `tfsdk:"id"`
	ScheduleID        types.String      `tfsdk:"schedule_id"`
	Date              types.String      `tfsdk:"date"`
	Name              types.String      `tfsdk:"name"`
	Closed            types.Bool        `tfsdk:"closed"`
	Hours             types.List        `tfsdk:"hours"`
	RecurringAnnually types.Bool        `tfsdk:"recurring_annually"`
	CreatedAt         timetypes.RFC3339 `tfsdk:"created_at"`
}

var hoursPath = path.Root("hours")

// exceptionsGrid is the grid of an exception's hours: quarter hours are documented only for a schedule.
const exceptionsGrid = 1

// minutes returns a model's open minutes, or nil if it has neither argument or its hours are invalid.
func (m *model) minutes() (openhours.Set, error) {
	switch {
	case m.Closed.ValueBool():
		return openhours.Set{}, nil
	case m.Hours.IsNull():
		return nil, nil
	}
	open, diags := openhours.Parse(hoursPath, m.Hours, exceptionsGrid)
	if diags.HasError() {
		return nil, openhours.AsError(diags)
	}
	return openhours.SetOf(open, openhours.Day), nil
}

// flatten writes open minutes into the model in the way that the model already uses. A day without open minutes is closed.
func (m *model) flatten(open openhours.Set) {
	if before, err := m.minutes(); err == nil && before != nil && before.Equal(open) {
		return
	}
	closed := len(open) == 0
	if closed || !m.Closed.IsNull() {
		m.Closed = types.BoolValue(closed)
	}
	m.Hours = types.ListNull(types.StringType)
	if !closed {
		m.Hours = openhours.ListOf(open.Spans(0))
	}
}

// hours returns the two fields of a request that set a day's hours. A closed day has no intervals.
func hours(open openhours.Set) (kind intercom.Field[string], intervals intercom.Field[intercom.OfficeHoursIntervals]) {
	if len(open) == 0 {
		return intercom.Set(intercom.ExceptionClosed), intercom.Null[intercom.OfficeHoursIntervals]()
	}
	return intercom.Set(intercom.ExceptionCustomHours), intercom.Set(intercom.OfficeHoursIntervals(open))
}

func (m *model) createRequest() (request intercom.CreateOfficeHoursExceptionRequest, err error) {
	open, err := m.minutes()
	request = intercom.CreateOfficeHoursExceptionRequest{
		ExceptionDate: m.Date.ValueString(), ExceptionType: intercom.ExceptionClosed,
		Name: framework.Kept(m.Name, types.StringNull()), RecurringAnnually: framework.Bool(m.RecurringAnnually, types.BoolNull()),
	}
	if len(open) > 0 {
		request.ExceptionType, request.TimeIntervals = intercom.ExceptionCustomHours, intercom.Set(intercom.OfficeHoursIntervals(open))
	}
	return request, err
}

// updateRequest returns the changes from state to the plan m and nothing else. It is not documented that a name can be
// null, so "" clears it.
func (m *model) updateRequest(state *model) (request intercom.UpdateOfficeHoursExceptionRequest, err error) {
	request.ExceptionDate = framework.String(m.Date, state.Date)
	request.Name = framework.StringOrEmpty(m.Name, state.Name)
	request.RecurringAnnually = framework.Bool(m.RecurringAnnually, state.RecurringAnnually)
	open, err := m.minutes()
	if err != nil {
		return request, err
	}
	if before, err := state.minutes(); err != nil || before == nil || !before.Equal(open) {
		request.ExceptionType, request.TimeIntervals = hours(open)
	}
	return request, nil
}
