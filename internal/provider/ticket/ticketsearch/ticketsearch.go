// Package ticketsearch is how tickets are searched by a configuration: the arguments that narrow a search, which a data
// source, a list resource and an action have alike, and the query that they make.
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

// Filters are the values of the arguments, to be embedded in a model. A ticket is found if it matches all that are not null.
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

// Arguments are the attributes of a schema that Filters reads. The schema of a list resource or an action takes each of them
// as that of a data source does.
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
		"ids":             list("Tickets with one of these IDs of Intercom's API.", schemas.IsID),
		"ticket_type_ids": list("Tickets of one of these types, by the types' IDs.", schemas.IsID),
		"categories": list("Tickets of one of these categories: `Customer`, `Back-office`, `Tracker`.",
			stringvalidator.OneOf(intercom.CategoryCustomer, intercom.CategoryBackOffice, intercom.CategoryTracker)),
		"states": list("Tickets in a state of one of these categories: `submitted`, `in_progress`, `waiting_on_customer`, `resolved`.",
			stringvalidator.OneOf("submitted", "in_progress", "waiting_on_customer", "resolved")),
		"contact_ids":          list("Tickets about one of these contacts, by the IDs that Intercom gave them.", schemas.IsID),
		"admin_assignee_id":    text("Tickets that are assigned to the admin with this ID; `0` for those assigned to none.", schemas.IsID),
		"team_assignee_id":     text("Tickets that are assigned to the team with this ID; `0` for those assigned to none.", schemas.IsID),
		"open":                 schema.BoolAttribute{MarkdownDescription: "Tickets that are open, or those that are not.", Optional: true},
		"title_contains":       text("Tickets with this text in their title.", stringvalidator.LengthAtLeast(1)),
		"description_contains": text("Tickets with this text in their description.", stringvalidator.LengthAtLeast(1)),
		"created_after":        instant("Tickets created at this instant or later, as RFC 3339 (`2026-12-01T09:00:00Z`)."),
		"created_before":       instant("Tickets created before this instant."),
		"updated_after":        instant("Tickets last changed at this instant or later."),
		"updated_before":       instant("Tickets last changed before this instant."),
		"snoozed_until_after":  instant("Tickets snoozed until this instant or later."),
		"snoozed_until_before": instant("Tickets snoozed until before this instant."),
		"ticket_attributes": schema.MapAttribute{
			MarkdownDescription: "Tickets whose attributes have these values, keyed by the attribute's name. `ticket_type_ids` must name the one type that the attributes are of. " +
				"Write a list option as its label or its ID, a datetime as RFC 3339, numbers and booleans plainly.",
			ElementType: types.StringType,
			Optional:    true,
			Validators:  []validator.Map{mapvalidator.SizeAtLeast(1), mapvalidator.NoNullValues()},
		},
	}
}

// Validate refuses what no single argument shows to be wrong: attributes of no certain type, and more filters than Intercom
// takes.
func (f Filters) Validate() (diags diag.Diagnostics) {
	if !f.TicketAttributes.IsNull() && !f.TicketTypeIDs.IsUnknown() && len(f.TicketTypeIDs.Elements()) != 1 {
		diags.AddAttributeError(path.Root("ticket_attributes"), "Attributes of no certain ticket type",
			"Attributes are looked up by name in a ticket type. Name exactly one in ticket_type_ids.")
	}
	for name, text := range map[string]types.String{"title_contains": f.TitleContains, "description_contains": f.DescriptionContains} {
		// An action is not validated again when what was unknown has become known, and empty text is in every ticket.
		if !text.IsNull() && !text.IsUnknown() && text.ValueString() == "" {
			diags.AddAttributeError(path.Root(name), "Empty text to search for", "Every ticket would match it. Set a text, or null to leave the argument out.")
		}
	}
	if n := f.Len(); n > intercom.MaxFilters {
		diags.AddError("More filters than Intercom takes",
			fmt.Sprintf("A search has at most %d filters, and these are %d: every argument that is set is one, and so is every element of ticket_attributes.", intercom.MaxFilters, n))
	}
	return diags
}

// Len is how many filters there are. An unknown argument is one, whatever becomes of it.
func (f Filters) Len() int { return len(f.conditions()) + len(f.TicketAttributes.Elements()) }
