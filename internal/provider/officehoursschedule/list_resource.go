package officehoursschedule

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// NewListResource returns list "intercom_office_hours_schedule": all schedules.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[struct{}, *intercom.OfficeHoursSchedule]{
		Description: "Lists all Intercom office hours schedules.",
		Find: func(ctx context.Context, r framework.Reader, _ struct{}, _ int64) iter.Seq2[*intercom.OfficeHoursSchedule, error] {
			return framework.All(func() ([]*intercom.OfficeHoursSchedule, error) { return framework.Pointers(all(ctx, r)) }, nil)
		},
	})
}
