package officehoursschedule

import (
	"fmt"
	"time"
	_ "time/tzdata" // a copy of the database, for machines that have none

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the schedule. If another schedule already has this name, the plan fails.",
			Required:            true,
			Validators:          []validator.String{schemas.Identifying},
		},
		"time_zone": schema.StringAttribute{
			MarkdownDescription: "Time zone of the hours, by its name in the IANA database, such as `Europe/Dublin`.",
			Required:            true,
			Validators:          []validator.String{schemas.Identifying},
		},
		"hours": schema.MapAttribute{
			MarkdownDescription: "Open hours, keyed by weekday (`monday` to `sunday`). Each day is a list of spans such as `09:00-17:30`, on quarters of an hour. Days that you leave out are closed. " +
				"Hours over midnight are two spans: one that ends at `24:00`, and one of the next day that starts at `00:00`. Set either this or `always_open = true`.",
			ElementType: spans,
			Optional:    true,
		},
		"always_open": schema.BoolAttribute{
			MarkdownDescription: "Whether the schedule is open around the clock, every day. Set either this to `true` or `hours`.",
			Optional:            true,
		},
	}
}

// validate requires either hours or always_open, and valid hours.
func validate(config *model) (diags diag.Diagnostics) {
	switch {
	case config.Hours.IsUnknown() || config.AlwaysOpen.IsUnknown():
	case config.AlwaysOpen.ValueBool() && !config.Hours.IsNull():
		diags.AddAttributeError(path.Root("always_open"), "Conflicting hours", "A schedule that is always open has no hours. Set either always_open = true or hours.")
	case !config.AlwaysOpen.ValueBool() && config.Hours.IsNull():
		diags.AddAttributeError(hoursPath, "Missing hours", "Set either hours or always_open = true.")
	}
	_, problems := read(config.Hours)
	diags.Append(problems...)
	if zone := config.TimeZone; !zone.IsNull() && !zone.IsUnknown() && !isTimeZone(zone.ValueString()) {
		diags.AddAttributeWarning(path.Root("time_zone"), "Unknown time zone",
			fmt.Sprintf("The time zone database of this provider (Go's) does not have %q. Intercom refuses time zones that it does not know. Names have the form Europe/Dublin, and the case counts.", intercom.Clean(zone.ValueString(), 80)))
	}
	return diags
}

// isTimeZone refuses Local, which is this machine's zone.
func isTimeZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "Local"
}
