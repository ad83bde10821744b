package officehoursschedule

import (
	"context"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Source is data "intercom_office_hours_schedule" and "intercom_office_hours_schedules".
var Source = datasources.Of(&Object, datasources.Source[*intercom.OfficeHoursSchedule]{
	By: []string{"id", "name"},
	List: func(ctx context.Context, r framework.Reader) ([]*intercom.OfficeHoursSchedule, error) {
		return framework.Pointers(all(ctx, r))
	},
	Descriptions: map[string]string{
		"hours":       "Open hours, keyed by weekday (`monday` to `sunday`), as spans such as `09:00-17:30`. Null if the schedule is always open.",
		"always_open": "Whether the schedule is open around the clock, every day. Null if it is not.",
	},
})
