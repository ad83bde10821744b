// Package officehoursexception implements the intercom_office_hours_exception resource, data sources, and list resource.
package officehoursexception

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/openhours"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Object is intercom_office_hours_exception. It is not documented that a date has only one exception, so a POST is never
// sent twice.
var Object = framework.Object[model, *intercom.OfficeHoursException]{
	Metadata: framework.Metadata{
		Name: "office hours exception", Plural: "office hours exceptions", Type: "intercom_office_hours_exception",
		Keys: []framework.Key{
			{Name: "schedule_id", Description: "ID of the office hours schedule."},
			{Name: "id", Description: "ID of the exception."},
		},
		IDHint:    "The data source intercom_office_hours_exceptions lists the IDs of all exceptions.",
		Immutable: []string{"schedule_id"},
		Whole:     []string{"hours"},
		GoneCodes: openhours.GoneCodes, Since: openhours.Since, Permission: openhours.Permission,
		Gone:       "somebody deleted it or its schedule",
		References: map[string]string{"schedule_id": "intercom_office_hours_schedule"},
	},
	Description: "An exception to an Intercom office hours schedule: a date on which other hours apply, or none. Its date can change in place.\n\n" +
		"The provider compares open minutes. It is not a change if Intercom reorders, joins, or splits spans.\n\n" +
		"**Destroying this resource deletes the exception**: the weekly hours of the schedule apply on its date again. The resource has no `deletion_protection`, because you can create the exception again.",
	Attributes: attributes,
	Validate:   validate,
	Facts:      facts,
	Flatten:    flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.OfficeHoursException, error) {
		request, err := plan.createRequest()
		if err != nil {
			return nil, err
		}
		return w.CreateOfficeHoursException(ctx, plan.ScheduleID.ValueString(), request)
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.OfficeHoursException, error) {
		return r.OfficeHoursException(ctx, id[0], id[1])
	},
	All: all,
	Overtaken: func(plan, state, now *model) (string, string) {
		wanted, _ := plan.minutes() // validated
		was, _ := state.minutes()
		open, err := now.minutes()
		switch {
		case err != nil || open.Equal(was) || open.Equal(wanted):
			return "", ""
		case len(open) == 0:
			return "hours", "the day is closed now"
		}
		return "hours", "the day has hours now"
	},
	Update: func(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.OfficeHoursException, error) {
		request, err := c.Plan.updateRequest(c.Prior)
		switch {
		case err != nil:
			return nil, err
		case request == intercom.UpdateOfficeHoursExceptionRequest{}:
			return nil, framework.ErrUnchanged
		}
		return w.UpdateOfficeHoursException(ctx, c.Prior.ScheduleID.ValueString(), c.Prior.ID.ValueString(), request)
	},
	Destroy: []framework.Verb[*intercom.OfficeHoursException]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes office hours exceptions", Detail: "The schedule's weekly hours apply on its date again.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.DeleteOfficeHoursException(ctx, id[0], id[1])
		},
	}},
	Label: func(m *model) string { return label(m.Date.ValueString(), m.Name.ValueString()) },
	Key: func(m *model) string {
		if m.ScheduleID.ValueString() == "" || m.Date.ValueString() == "" {
			return ""
		}
		return fmt.Sprintf("%s of schedule %s", m.Date.ValueString(), m.ScheduleID.ValueString())
	},
	KeyArgument: func(*model) string { return "date" },
	Matches: func(m *model, e *intercom.OfficeHoursException) bool {
		return string(e.ScheduleID) == m.ScheduleID.ValueString() && e.ExceptionDate == m.Date.ValueString()
	},
	Find:        planned,
	FindAtPlan:  true,
	Snapshot:    planned,
	SnapshotKey: func(m *model) string { return m.ScheduleID.ValueString() },
	Differs:     differs,
	Invalidate: func(d *providerdata.Data, m *model) {
		providerdata.Shared[framework.Listed[intercom.OfficeHoursException]](d).Invalidate(m.ScheduleID.ValueString())
	},
}

func facts(e *intercom.OfficeHoursException) framework.Facts {
	return framework.Facts{
		ID: framework.ID{string(e.ScheduleID), string(e.ID)}, Name: label(e.ExceptionDate, e.Name), CreatedAt: e.CreatedAt, UpdatedAt: e.UpdatedAt,
	}
}

// label names an exception in messages.
func label(date, name string) string {
	if name == "" {
		return date
	}
	return date + ": " + name
}

// planned returns the exceptions of the planned schedule.
func planned(ctx context.Context, r framework.Reader, plan *model) ([]*intercom.OfficeHoursException, error) {
	return framework.Pointers(ofSchedule(ctx, r, plan.ScheduleID.ValueString()))
}

// ofSchedule reads the exceptions of a schedule, once per walk.
func ofSchedule(ctx context.Context, r framework.Reader, scheduleID string) ([]intercom.OfficeHoursException, error) {
	return providerdata.Shared[framework.Listed[intercom.OfficeHoursException]](r.Data).Get(ctx, scheduleID, func() ([]intercom.OfficeHoursException, error) {
		return r.OfficeHoursExceptions(ctx, scheduleID)
	})
}

// flatten copies everything that Intercom shows. If the open minutes are the same, the hours stay as written.
func flatten(_ context.Context, e *intercom.OfficeHoursException, m *model) diag.Diagnostics {
	m.ScheduleID, m.ID = types.StringValue(string(e.ScheduleID)), types.StringValue(string(e.ID))
	m.Date, m.Name = framework.Always(e.ExceptionDate, m.Date), framework.Text(e.Name)
	m.RecurringAnnually, m.CreatedAt = types.BoolValue(e.RecurringAnnually), framework.Time(e.CreatedAt)
	switch {
	case e.ExceptionType == intercom.ExceptionClosed:
		m.flatten(openhours.Set{})
	case e.TimeIntervals != nil: // an answer without them does not mean that there are none
		m.flatten(openhours.SetOf(e.TimeIntervals, openhours.Day))
	}
	return nil
}

func differs(m *model, e *intercom.OfficeHoursException) string {
	switch {
	case string(e.ScheduleID) != m.ScheduleID.ValueString():
		return "its schedule is " + intercom.Quote(string(e.ScheduleID), 40)
	case e.ExceptionDate != m.Date.ValueString():
		return fmt.Sprintf("its date is %q", intercom.Clean(e.ExceptionDate, 40))
	}
	return ""
}
