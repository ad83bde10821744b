package readonly

import (
	"context"
	"fmt"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/datasources"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// mostActivityLogs limits what one data source writes to state.
const mostActivityLogs = 250

type activityLogConfig struct {
	CreatedAfter  timetypes.RFC3339 `tfsdk:"created_after"`
	CreatedBefore timetypes.RFC3339 `tfsdk:"created_before"`
	EventTypes    types.List        `tfsdk:"event_types"`
}

var activityLog = datasources.Source[*intercom.ActivityLog]{
	Metadata: framework.Metadata{Name: "activity log", Plural: "activity logs", Type: "intercom_activity_log", Permission: "Read admin activity logs"},
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{
			"id":                 datasources.Text("ID of the activity log."),
			"activity_type":      datasources.Text("Type of the activity, such as `app_team_creation`."),
			"description":        datasources.Text("Intercom's description of the activity."),
			"performed_by_id":    datasources.Text("ID of the admin who did it."),
			"performed_by_email": datasources.Text("Email address of the admin who did it."),
			"created_at":         datasources.Time("Time of the activity"),
		}
	},
	Values: func(_ context.Context, _ framework.Reader, a *intercom.ActivityLog) (map[string]attr.Value, diag.Diagnostics) {
		return map[string]attr.Value{
			"id": id(a.ID), "activity_type": framework.Text(a.ActivityType), "description": framework.Text(a.Description),
			"performed_by_id": id(a.PerformedBy.ID), "performed_by_email": framework.Text(a.PerformedBy.Email), "created_at": framework.Time(a.CreatedAt),
		}, nil
	},
}

// NewActivityLogs returns data "intercom_activity_logs".
func NewActivityLogs() datasource.DataSource {
	return datasources.NewFound(&activityLog, framework.Listing[activityLogConfig, *intercom.ActivityLog]{
		Description: fmt.Sprintf("Reads what admins did in the workspace. It often cannot say who caused a drift. It reads at most %d activity logs, and fails if more match and `limit` is not lower. "+
			"**The state then holds names and email addresses of admins.** IP addresses and the details of an activity are left out.", mostActivityLogs),
		Order: "newest first",
		Attributes: map[string]listschema.Attribute{
			"created_after":  listschema.StringAttribute{MarkdownDescription: "Time, in RFC 3339 format, after which the activities happened.", Required: true, CustomType: timetypes.RFC3339Type{}},
			"created_before": listschema.StringAttribute{MarkdownDescription: "Time, in RFC 3339 format, before which the activities happened. Default: now.", Optional: true, CustomType: timetypes.RFC3339Type{}},
			"event_types": listschema.ListAttribute{
				MarkdownDescription: "Types of the activities to read. Intercom filters by them from API version 2.16, and the provider does before. Default: all types.", Optional: true, ElementType: types.StringType,
			},
		},
		Find: findActivityLogs,
	})
}

func findActivityLogs(ctx context.Context, r framework.Reader, config activityLogConfig, limit int64) iter.Seq2[*intercom.ActivityLog, error] {
	var filter intercom.ActivityLogFilter
	filter.After, _ = config.CreatedAfter.ValueRFC3339Time()
	filter.Before, _ = config.CreatedBefore.ValueRFC3339Time()
	for _, each := range config.EventTypes.Elements() {
		if text, ok := each.(types.String); ok {
			filter.Types = append(filter.Types, text.ValueString())
		}
	}
	return func(yield func(*intercom.ActivityLog, error) bool) {
		found := int64(0)
		for each, err := range r.ActivityLogs(ctx, filter) {
			if found++; err == nil && found > mostActivityLogs {
				each, err = nil, fmt.Errorf("more than %d activity logs match. Set created_after to a later time, created_before, event_types, or a limit of at most %d", mostActivityLogs, mostActivityLogs)
			}
			if !yield(each, err) || err != nil || found == limit {
				return
			}
		}
	}
}
