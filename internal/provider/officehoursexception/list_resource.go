package officehoursexception

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type listModel struct {
	ScheduleID        types.String `tfsdk:"schedule_id"`
	RecurringAnnually types.Bool   `tfsdk:"recurring_annually"`
	After             types.String `tfsdk:"after"`
}

// wants compares dates as text: the format 2026-12-25 sorts like the dates.
func (m *listModel) wants(e *intercom.OfficeHoursException) bool {
	return (m.RecurringAnnually.IsNull() || m.RecurringAnnually.ValueBool() == e.RecurringAnnually) &&
		(m.After.IsNull() || e.RecurringAnnually || e.ExceptionDate > m.After.ValueString())
}

// NewListResource returns list "intercom_office_hours_exception": the exceptions of one schedule or of all.
func NewListResource() list.ListResource {
	return framework.NewListResource(&Object, framework.Listing[listModel, *intercom.OfficeHoursException]{
		Description: "Lists the exceptions to Intercom office hours schedules that match all arguments that are set. Without `schedule_id`, the provider makes one call for each schedule.",
		Attributes: map[string]schema.Attribute{
			"schedule_id":        schema.StringAttribute{MarkdownDescription: "ID of the office hours schedule that has the exceptions.", Optional: true, Validators: []validator.String{schemas.IsID}},
			"recurring_annually": schema.BoolAttribute{MarkdownDescription: "Whether to list only exceptions that repeat every year (`true`) or only others (`false`).", Optional: true},
			"after":              schema.StringAttribute{MarkdownDescription: "Date, as `2026-12-25`, after which the exceptions must be. Leaves out past holidays. Exceptions that repeat every year are always listed.", Optional: true, Validators: []validator.String{schemas.IsDate}},
		},
		Find: func(ctx context.Context, r framework.Reader, wanted listModel, _ int64) iter.Seq2[*intercom.OfficeHoursException, error] {
			return framework.All(func() ([]*intercom.OfficeHoursException, error) {
				if id := wanted.ScheduleID; !id.IsNull() {
					return framework.Pointers(ofSchedule(ctx, r, id.ValueString()))
				}
				return all(ctx, r)
			}, wanted.wants)
		},
	})
}
