package officehoursschedule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/openhours"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	ID                 types.String      `tfsdk:"id"`
	Name               types.String      `tfsdk:"name"`
	TimeZone           types.String      `tfsdk:"time_zone"`
	Hours              types.Map         `tfsdk:"hours"`
	AlwaysOpen         types.Bool        `tfsdk:"always_open"`
	DeletionProtection types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy          types.String      `tfsdk:"on_destroy"`
	CreatedAt          timetypes.RFC3339 `tfsdk:"created_at"`
}

// spans is the type of a day's hours.
var spans = types.ListType{ElemType: types.StringType}

var hoursPath = path.Root("hours")

// intervals returns the known open minutes in Intercom's form.
func (m *model) intervals() (intercom.OfficeHoursIntervals, diag.Diagnostics) {
	if m.AlwaysOpen.ValueBool() {
		return intercom.WholeWeek, nil
	}
	return read(m.Hours)
}

// read converts hours to intervals. Invalid hours are errors with their paths.
func read(hours types.Map) (open intercom.OfficeHoursIntervals, diags diag.Diagnostics) {
	open = intercom.OfficeHoursIntervals{} // never null: a schedule may have no hours
	days := hours.Elements()
	for name := range days {
		if !slices.Contains(openhours.Weekdays, name) {
			diags.AddAttributeError(hoursPath.AtMapKey(name), "Invalid weekday",
				fmt.Sprintf("%q is not a weekday. The weekdays are %s.", intercom.Clean(name, 80), strings.Join(openhours.Weekdays, ", ")))
		}
	}
	for day, name := range openhours.Weekdays {
		list, _ := days[name].(types.List)
		parsed, problems := openhours.Parse(hoursPath.AtMapKey(name), list, openhours.Quarter)
		diags.Append(problems...)
		for _, i := range openhours.SetOf(parsed, openhours.Day) {
			from := int64(day) * openhours.Day
			open = append(open, intercom.OfficeHoursInterval{StartMinute: from + i.StartMinute, EndMinute: from + i.EndMinute})
		}
	}
	return open, diags
}

// minutes returns a model's open minutes, or nil if it has neither argument.
func (m *model) minutes() openhours.Set {
	if m.Hours.IsNull() && !m.AlwaysOpen.ValueBool() {
		return nil
	}
	open, diags := m.intervals()
	if diags.HasError() {
		return nil
	}
	return openhours.SetOf(open, openhours.Week)
}

// flatten writes open minutes into the model in the way that the model already uses. If it has none, the whole week becomes
// always_open.
func (m *model) flatten(open openhours.Set) {
	if before := m.minutes(); before != nil && before.Equal(open) {
		return
	}
	whole := open.IsWhole(openhours.Week)
	if whole || !m.AlwaysOpen.IsNull() {
		m.AlwaysOpen = types.BoolValue(whole)
	}
	if whole {
		m.Hours = types.MapNull(spans)
		return
	}
	days := map[string]attr.Value{}
	for day, name := range openhours.Weekdays {
		if of := open.Spans(day); len(of) > 0 {
			days[name] = openhours.ListOf(of)
		}
	}
	m.Hours = types.MapValueMust(spans, days)
}

// updateRequest returns the changes from state to the plan m and nothing else.
func (m *model) updateRequest(state *model) (request intercom.UpdateOfficeHoursScheduleRequest, err error) {
	request.Name = framework.String(m.Name, state.Name)
	request.TimeZoneName = framework.String(m.TimeZone, state.TimeZone)
	open, diags := m.intervals()
	if diags.HasError() {
		return request, openhours.AsError(diags)
	}
	if before := state.minutes(); before == nil || !before.Equal(openhours.SetOf(open, openhours.Week)) {
		request.TimeIntervals = intercom.Set(open)
	}
	return request, nil
}
