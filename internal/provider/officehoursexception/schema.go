package officehoursexception

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/openhours"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
)

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"schedule_id": schemas.Reference("ID of the office hours schedule. Changing it **replaces the exception**."),
		"date": schema.StringAttribute{
			MarkdownDescription: "Date of the exception, as `2026-12-25`. If the schedule already has an exception on this date, the plan fails.",
			Required:            true,
			Validators:          []validator.String{schemas.IsDate},
		},
		"name": schema.StringAttribute{
			MarkdownDescription: "Name of the exception. Removing this argument clears the name.",
			Optional:            true, Computed: true,
			Validators: []validator.String{schemas.Identifying}, PlanModifiers: []planmodifier.String{managedfields.Clearable()},
		},
		"closed": schema.BoolAttribute{
			MarkdownDescription: "Whether the whole day is closed. Set either this to `true` or `hours`.",
			Optional:            true,
		},
		"hours": schema.ListAttribute{
			MarkdownDescription: "Open hours on this date, as spans such as `10:00-14:00`. Set either this or `closed = true`.",
			ElementType:         types.StringType,
			Optional:            true,
			Validators:          []validator.List{listvalidator.SizeAtLeast(1)},
		},
		"recurring_annually": schema.BoolAttribute{
			MarkdownDescription: "Whether the exception repeats every year on the same date. Removing this argument does not change the value in Intercom.",
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.Bool{managedfields.Optional()},
		},
	}
}

// validate requires either closed or hours, and valid hours.
func validate(config *model) (diags diag.Diagnostics) {
	switch {
	case config.Hours.IsUnknown() || config.Closed.IsUnknown():
	case config.Closed.ValueBool() && !config.Hours.IsNull():
		diags.AddAttributeError(path.Root("closed"), "Conflicting hours", "A closed day has no hours. Set either closed = true or hours.")
	case !config.Closed.ValueBool() && config.Hours.IsNull():
		diags.AddAttributeError(hoursPath, "Missing hours", "Set either hours or closed = true.")
	}
	_, problems := openhours.Parse(hoursPath, config.Hours, exceptionsGrid)
	return append(diags, problems...)
}
