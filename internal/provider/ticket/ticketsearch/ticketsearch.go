// Package ticketsearch implements the ticket search of a data source, a list resource, and an action: their common
// arguments, and the query that these make.
package ticketsearch

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Filters holds the values of the arguments, to be embedded in a model. A ticket must match all that are not null.
type Filters struct {
	IDs                 types.List        `tfsdk:"ids"`
	TicketTypeIDs       types.List        `tfsdk:"ticket_type_ids"`
	Categories          types.List        `tfsdk:"categories"`
	States              types.List        `tfsdk:"states"`
	ContactIDs          types.List        `tfsdk:"contact_ids"`
	AdminAssigneeID     types.String      `tfsdk:"admin_assignee_id"`
	TeamAssigneeID      types.String      `tfsdk:"team_assignee_id"`
	Open                types.Bool        `tfsdk:"open"`
	TitleContains       types.String      `tfsdk:"title_contains"`
	DescriptionContains types.String      `tfsdk:"description_contains"`
	CreatedAfter        timetypes.RFC3339 `tfsdk:"created_after"`
	CreatedBefore       timetypes.RFC3339 `tfsdk:"created_before"`
	UpdatedAfter        timetypes.RFC3339 `tfsdk:"updated_after"`
	UpdatedBefore       timetypes.RFC3339 `tfsdk:"updated_before"`
	SnoozedUntilAfter   timetypes.RFC3339 `tfsdk:"snoozed_until_after"`
	SnoozedUntilBefore  timetypes.RFC3339 `tfsdk:"snoozed_until_before"`
	TicketAttributes    types.Map         `tfsdk:"ticket_attributes"`
}

// Arguments returns the attributes of a schema that Filters reads, as a data source's. A list resource or an action
// converts each of them to its own schema.
func Arguments() map[string]schema.Attribute {
	list := func(description string, each ...validator.String) schema.ListAttribute {
		return schema.ListAttribute{
			MarkdownDescription: description, ElementType: types.StringType, Optional: true,
			Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues(), listvalidator.ValueStringsAre(each...)},
		}
	}
	text := func(description string, valid validator.String) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{valid}}
	}
	instant := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, CustomType: timetypes.RFC3339Type{}, Optional: true}
	}
	return map[string]schema.Attribute{
		"ids":             list("IDs of the tickets to find, as used in Intercom's API.", schemas.IsID),
		"ticket_type_ids": list("IDs of the ticket types to find tickets of.", schemas.IsID),
		"categories": list("Categories of the tickets to find: `Customer`, `Back-office`, `Tracker`.",
			stringvalidator.OneOf(intercom.CategoryCustomer, intercom.CategoryBackOffice, intercom.CategoryTracker)),
		"states": list("State categories of the tickets to find: `submitted`, `in_progress`, `waiting_on_customer`, `resolved`.",
			stringvalidator.OneOf("submitted", "in_progress", "waiting_on_customer", "resolved")),
		"contact_ids":          list("IDs, assigned by Intercom, of the contacts that the tickets are about.", schemas.IsID),
		"admin_assignee_id":    text("ID of the admin that the tickets are assigned to. `0` finds tickets that are not assigned to an admin.", schemas.IsID),
		"team_assignee_id":     text("ID of the team that the tickets are assigned to. `0` finds tickets that are not assigned to a team.", schemas.IsID),
		"open":                 schema.BoolAttribute{MarkdownDescription: "Whether to find only open tickets (`true`) or only closed tickets (`false`).", Optional: true},
		"title_contains":       text("Text that the tickets' titles contain.", stringvalidator.LengthAtLeast(1)),
		"description_contains": text("Text that the tickets' descriptions contain.", stringvalidator.LengthAtLeast(1)),
		"created_after":        instant("Earliest time at which the tickets were created, in RFC 3339 format (`2026-12-01T09:00:00Z`)."),
		"created_before":       instant("Time before which the tickets were created."),
		"updated_after":        instant("Earliest time at which the tickets were last changed."),
		"updated_before":       instant("Time before which the tickets were last changed."),
		"snoozed_until_after":  instant("Earliest time until which the tickets are snoozed."),
		"snoozed_until_before": instant("Time before which the tickets' snooze ends."),
		"ticket_attributes": schema.MapAttribute{
			MarkdownDescription: "Attribute values of the tickets to find, keyed by the attribute's name. `ticket_type_ids` must contain exactly one ID, of the ticket type that has the attributes. " +
				"Write a list option as its label or ID, a datetime in RFC 3339 format, a number as `5`, and a boolean as `true`.",
			ElementType: types.StringType,
			Optional:    true,
			Validators:  []validator.Map{mapvalidator.SizeAtLeast(1), mapvalidator.NoNullValues()},
		},
	}
}

// Validate refuses what no single argument can show to be wrong: attributes without a definite type, and more filters than
// Intercom accepts.
func (f Filters) Validate() (diags diag.Diagnostics) {
	if !f.TicketAttributes.IsNull() && !f.TicketTypeIDs.IsUnknown() && len(f.TicketTypeIDs.Elements()) != 1 {
		diags.AddAttributeError(path.Root("ticket_attributes"), "Attributes of no certain ticket type",
			"Attributes are looked up by name in a ticket type. Name exactly one in ticket_type_ids.")
	}
	if n := f.Len(); n > intercom.MaxFilters {
		diags.AddError("More filters than Intercom takes",
			fmt.Sprintf("A search has at most %d filters, and these are %d: every argument that is set is one, and so is every element of ticket_attributes.", intercom.MaxFilters, n))
	}
	return diags
}

// Len returns the number of filters. An unknown argument counts as one.
func (f Filters) Len() int { return len(f.conditions()) + len(f.TicketAttributes.Elements()) }
