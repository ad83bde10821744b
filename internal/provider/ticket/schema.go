package ticket

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// onDestroyClose is the value of on_destroy that only tickets have.
const onDestroyClose = "close"

// ConfigValidators implements resource.ResourceWithConfigValidators.
func (r *Resource) ConfigValidators(context.Context) []resource.ConfigValidator {
	element := path.MatchRoot("contacts").AtListIndex(0)
	return []resource.ConfigValidator{resourcevalidator.ExactlyOneOf(element.AtName("id"), element.AtName("external_id"), element.AtName("email"))}
}

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"timeouts": framework.Timeouts(ctx),
	}
	for _, group := range []map[string]schema.Attribute{identifying(), content(), handling(), terraformOnly(), computed()} {
		maps.Copy(attributes, group)
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "An Intercom ticket.\n\n" +
			"~> **Destroying this resource erases the ticket for good**: its replies, attributes, uploads and related content; only reporting keeps a trace. " +
			"Set `deletion_protection`, or `on_destroy` to `close` or `abandon`, where that must not happen. " +
			"See the guide [Deleting tickets for good](https://registry.terraform.io/providers/terraform-intercom/intercom/latest/docs/guides/deleting-tickets).\n\n" +
			"What the configuration leaves out is left alone: it never shows as drift and is never changed. " +
			"Removing an argument that was set clears it in Intercom, where Intercom can.",
		Attributes: attributes,
	}
}

func identifying() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"ticket_type_id": schema.StringAttribute{
			MarkdownDescription: "ID of the ticket type. Changing it changes the type in place where Intercom can: within one category, with API version 2.16 or later; " +
				"the ticket then starts in `ticket_state_id` or the new type's first `submitted` state. Otherwise it **replaces the ticket**: the old one is erased for good.",
			Required:   true,
			Validators: []validator.String{framework.IsID},
		},
		"contacts": schema.ListNestedAttribute{
			MarkdownDescription: "The contact that the ticket is about: exactly one, named by exactly one of `id`, `external_id` and `email`. " +
				"Naming the same contact another way is no change. Another contact **replaces the ticket**: the old one is erased for good.",
			Required:   true,
			Validators: []validator.List{listvalidator.SizeBetween(1, 1)},
			NestedObject: schema.NestedAttributeObject{
				Attributes: map[string]schema.Attribute{
					"id": schema.StringAttribute{
						MarkdownDescription: "ID that Intercom gave the contact.",
						Optional:            true,
						Computed:            true,
						Validators:          []validator.String{framework.IsID},
					},
					"external_id": schema.StringAttribute{
						MarkdownDescription: "ID that you gave the contact.",
						Optional:            true,
						Computed:            true,
						Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
					},
					"email": schema.StringAttribute{
						MarkdownDescription: "Email address of the contact. Intercom creates a contact if none has it.",
						Optional:            true,
						Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
					},
				},
			},
		},
	}
}

func content() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"title": schema.StringAttribute{
			MarkdownDescription: "Title of the ticket.",
			Optional:            true,
			Computed:            true,
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description of the ticket.",
			Optional:            true,
			Computed:            true,
		},
		"ticket_attributes": schema.MapAttribute{
			MarkdownDescription: "Values of the ticket type's other attributes, keyed by the attribute's name and checked against the ticket type when planning. " +
				"Write a list option as its label or its ID, a datetime as RFC 3339 (`2026-12-01T09:00:00Z`), numbers and booleans plainly. `null` clears an attribute, and so does removing one that was set; " +
				"one that was never set is left alone. For an attribute that takes several options, write `jsonencode([\"A\", \"B\"])`. Attributes of type `files` cannot be set.",
			ElementType: types.StringType,
			Optional:    true,
			Computed:    true,
		},
		"company_id": schema.StringAttribute{
			MarkdownDescription: "ID, given by Intercom, of the company that the ticket is about. Intercom never tells it, so that changes made elsewhere are not noticed and it is not imported.",
			Optional:            true,
			Validators:          []validator.String{framework.IsID},
		},
	}
}

func handling() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"admin_assignee_id": schema.StringAttribute{
			MarkdownDescription: "ID of the admin (teammate) that the ticket is assigned to.",
			Optional:            true,
			Computed:            true,
			Validators:          []validator.String{framework.IsID, stringvalidator.NoneOf(intercom.Unassigned)},
		},
		"team_assignee_id": schema.StringAttribute{
			MarkdownDescription: "ID of the team that the ticket is assigned to.",
			Optional:            true,
			Computed:            true,
			Validators:          []validator.String{framework.IsID, stringvalidator.NoneOf(intercom.Unassigned)},
		},
		"ticket_state_id": schema.StringAttribute{
			MarkdownDescription: "ID of the ticket's state, one of those of its type. Removing it leaves the state as it is.",
			Optional:            true,
			Computed:            true,
			Validators:          []validator.String{framework.IsID},
		},
		"open": schema.BoolAttribute{
			MarkdownDescription: "Whether the ticket is open. Removing it leaves the ticket as it is.",
			Optional:            true,
			Computed:            true,
		},
		"is_shared": schema.BoolAttribute{
			MarkdownDescription: "Whether the contact sees the ticket. Removing it leaves the ticket as it is.",
			Optional:            true,
			Computed:            true,
		},
		"snoozed_until": schema.StringAttribute{
			MarkdownDescription: "When a snoozed ticket reopens, as RFC 3339. Once that has passed, a ticket that is awake is no drift.",
			CustomType:          timetypes.RFC3339Type{},
			Optional:            true,
			Computed:            true,
		},
	}
}

// terraformOnly are what Intercom never sees, or sees only with a change.
func terraformOnly() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"skip_notifications": schema.BoolAttribute{
			MarkdownDescription: "Whether nobody is notified when Terraform creates or changes the ticket. Default: `false`.",
			Optional:            true,
		},
		"deletion_protection": object.DeletionProtection(),
		"on_destroy": schema.StringAttribute{
			MarkdownDescription: "What destroying does to the ticket in Intercom: `delete` (default) erases it for good, `close` closes it and leaves it there, `abandon` leaves it as it is. A change counts once it is applied.",
			Optional:            true,
			Validators:          []validator.String{stringvalidator.OneOf(framework.OnDestroyDelete, onDestroyClose, framework.OnDestroyAbandon)},
		},
	}
}

func computed() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "ID of the ticket in Intercom's API. It is not the number that the Inbox shows.",
			Computed:            true,
		},
		"ticket_id": schema.StringAttribute{
			MarkdownDescription: "Number that the Inbox shows (`1390` for #1390). No call of Intercom's API takes it.",
			Computed:            true,
		},
		"workspace_id": schema.StringAttribute{
			MarkdownDescription: "ID of the workspace that the ticket is in. No other workspace's token is let near it.",
			Computed:            true,
		},
		"category": schema.StringAttribute{
			MarkdownDescription: "Category of the ticket: `Customer`, `Back-office` or `Tracker`.",
			Computed:            true,
		},
		"ticket_state": schema.SingleNestedAttribute{
			MarkdownDescription: "State that the ticket is in.",
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"id":             schema.StringAttribute{MarkdownDescription: "ID of the state.", Computed: true},
				"category":       schema.StringAttribute{MarkdownDescription: "`submitted`, `in_progress`, `waiting_on_customer` or `resolved`.", Computed: true},
				"internal_label": schema.StringAttribute{MarkdownDescription: "What teammates see.", Computed: true},
				"external_label": schema.StringAttribute{MarkdownDescription: "What the contact sees.", Computed: true},
			},
		},
		"created_at": schema.StringAttribute{
			MarkdownDescription: "When the ticket was created, as RFC 3339.",
			CustomType:          timetypes.RFC3339Type{},
			Computed:            true,
		},
		"updated_at": schema.StringAttribute{
			MarkdownDescription: "When the ticket was last changed, as RFC 3339.",
			CustomType:          timetypes.RFC3339Type{},
			Computed:            true,
		},
	}
}
