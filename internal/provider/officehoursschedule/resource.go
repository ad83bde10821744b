// Package officehoursschedule implements the intercom_office_hours_schedule resource, data sources, and list resource.
package officehoursschedule

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/openhours"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Object is intercom_office_hours_schedule. Only a reference newer than 2.16 says that names are unique, so a POST is never
// sent twice.
var Object = framework.Object[model, *intercom.OfficeHoursSchedule]{
	Metadata: framework.Metadata{
		Name: "office hours schedule", Plural: "office hours schedules", Type: "intercom_office_hours_schedule",
		Keys:         []framework.Key{{Name: "id", Description: "ID of the schedule."}},
		IDHint:       "The data source intercom_office_hours_schedules lists the IDs of all schedules.",
		Whole:        []string{"hours"},
		Irreversible: true, GoneCodes: openhours.GoneCodes, Since: openhours.Since, Permission: openhours.Permission,
	},
	Description: "An Intercom office hours schedule: the weekly hours in which a workspace or a team is open.\n\n" +
		"The provider compares open minutes. It is not a change if Intercom reorders, joins, or splits spans.\n\n" +
		"**Destroying this resource deletes the schedule.** Intercom does not document what happens to its exceptions and to teams that use it.",
	Attributes: attributes,
	Validate:   validate,
	Facts: func(s *intercom.OfficeHoursSchedule) framework.Facts {
		return framework.Facts{ID: framework.ID{string(s.ID)}, Name: s.Name, CreatedAt: s.CreatedAt, UpdatedAt: s.UpdatedAt}
	},
	Flatten: flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.OfficeHoursSchedule, error) {
		open, diags := plan.intervals()
		if diags.HasError() {
			return nil, openhours.AsError(diags)
		}
		return w.CreateOfficeHoursSchedule(ctx, intercom.CreateOfficeHoursScheduleRequest{Name: plan.Name.ValueString(), TimeZoneName: plan.TimeZone.ValueString(), TimeIntervals: open})
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.OfficeHoursSchedule, error) {
		return r.OfficeHoursSchedule(ctx, id[0])
	},
	All: func(ctx context.Context, r framework.Reader) ([]*intercom.OfficeHoursSchedule, error) {
		return framework.Pointers(all(ctx, r))
	},
	Update: func(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.OfficeHoursSchedule, error) {
		request, err := c.Plan.updateRequest(c.Prior)
		switch {
		case err != nil:
			return nil, err
		case request == intercom.UpdateOfficeHoursScheduleRequest{}:
			return nil, framework.ErrUnchanged
		}
		return w.UpdateOfficeHoursSchedule(ctx, c.Prior.ID.ValueString(), request)
	},
	Destroy: []framework.Verb[*intercom.OfficeHoursSchedule]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes office hours schedules permanently", Detail: "Intercom does not document what happens to its exceptions and to teams that use it.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			return w.DeleteOfficeHoursSchedule(ctx, id[0])
		},
	}},
	Label:       func(m *model) string { return m.Name.ValueString() },
	Key:         func(m *model) string { return m.Name.ValueString() },
	KeyArgument: func(*model) string { return "name" },
	Matches: func(m *model, s *intercom.OfficeHoursSchedule) bool {
		return attrvalue.EquivalentText(m.Name.ValueString(), s.Name)
	},
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.OfficeHoursSchedule, error) {
		return framework.Pointers(all(ctx, r))
	},
	FindAtPlan: true,
	Snapshot: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.OfficeHoursSchedule, error) {
		return framework.Pointers(all(ctx, r))
	},
	Differs: differs,
	Overtaken: func(plan, state, now *model) (string, string) {
		open := now.minutes()
		switch {
		case open == nil || open.Equal(state.minutes()) || open.Equal(plan.minutes()):
			return "", ""
		case open.IsWhole(openhours.Week):
			return "hours", "it is always open now"
		}
		return "hours", "it is not always open any more"
	},
	Invalidate: func(d *providerdata.Data, _ *model) {
		providerdata.Shared[framework.Listed[intercom.OfficeHoursSchedule]](d).Invalidate("")
	},
}

// all reads all schedules, once per walk.
var all = framework.ListOnce(framework.Reader.OfficeHoursSchedules)

// flatten copies everything that Intercom shows. If the open minutes are the same, the hours stay as written.
func flatten(_ context.Context, s *intercom.OfficeHoursSchedule, m *model) diag.Diagnostics {
	m.ID, m.Name, m.TimeZone = types.StringValue(string(s.ID)), framework.Always(s.Name, m.Name), framework.Always(s.TimeZoneName, m.TimeZone)
	m.CreatedAt = framework.Time(s.CreatedAt)
	shown := s.TimeIntervals
	switch {
	case s.TwentyFourSeven:
		shown = intercom.WholeWeek
	case shown == nil:
		return nil // an answer without hours does not mean that there are none
	}
	m.flatten(openhours.SetOf(shown, openhours.Week))
	return nil
}

func differs(m *model, s *intercom.OfficeHoursSchedule) string {
	if !attrvalue.EquivalentText(m.Name.ValueString(), s.Name) {
		return fmt.Sprintf("its name is %q", intercom.Clean(s.Name, 80))
	}
	return ""
}
