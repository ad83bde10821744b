package officehoursexception

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_office_hours_exception" and "intercom_office_hours_exceptions".
var Source = datasources.Of(&Object, datasources.Source[*intercom.OfficeHoursException]{
	By:   []string{"id", "date", "name"},
	List: all,
	Within: datasources.Within[*intercom.OfficeHoursException]{
		Argument: "schedule_id", Description: "ID of the office hours schedule that has the exceptions.",
		Holds: func(e *intercom.OfficeHoursException, value string) bool { return string(e.ScheduleID) == value },
	},
	Descriptions: map[string]string{
		"schedule_id": "ID of the office hours schedule.",
		"closed":      "Whether the whole day is closed. Null if it is not.",
		"hours":       "Open hours on this date, as spans such as `10:00-14:00`. Null if the day is closed.",
	},
})

// all reads the exceptions of all schedules, with one call per schedule and walk.
func all(ctx context.Context, r framework.Reader) (found []*intercom.OfficeHoursException, err error) {
	schedules, err := framework.ListOnce(framework.Reader.OfficeHoursSchedules)(ctx, r)
	for _, s := range schedules {
		exceptions, err := framework.Pointers(ofSchedule(ctx, r, string(s.ID)))
		if err != nil {
			return nil, err
		}
		found = append(found, exceptions...)
	}
	return found, err
}
