package ticket

import (
	"context"
	"maps"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// ConfigValidators implements resource.ResourceWithConfigValidators.
func (r *Resource) ConfigValidators(context.Context) []resource.ConfigValidator {
	element := path.MatchRoot("contacts").AtListIndex(0)
	return []resource.ConfigValidator{resourcevalidator.ExactlyOneOf(element.AtName("id"), element.AtName("external_id"), element.AtName("email"))}
}

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: r.Describe("An Intercom ticket.\n\n"+
			"~> **Destroying this resource deletes the ticket permanently**, with its replies, attributes, uploads, and related content. Reporting still shows the ticket. "+
			"To prevent that, set `deletion_protection`, or set `on_destroy` to `close` or `abandon`. "+
			"See the guide [Deleting tickets for good](https://registry.terraform.io/providers/terraform-intercom/intercom/latest/docs/guides/deleting-tickets).\n\n"+
			schemas.LeftAlone) +
			" To compare a contact that the configuration refers to differently than state, and to check a new `company_id`, it also needs Read and list users and companies.",
		Attributes: attributes(ctx),
	}
}

func attributes(ctx context.Context) map[string]schema.Attribute {
	all := map[string]schema.Attribute{"timeouts": schemas.Timeouts(ctx)}
	for _, group := range []map[string]schema.Attribute{identifying(), content(), handling(), terraformOnly(), computed()} {
		maps.Copy(all, group)
	}
	return all
}

// fields is what the kernel must know about the attributes. The contact and the attributes have their own rules for refresh
// and comparison, and Intercom never shows the company.
var fields = sync.OnceValue(func() framework.Fields {
	return framework.FieldsOf(attributes(context.Background()), nil, map[string]framework.Equivalence{"description": sameDescription}, "contacts", "ticket_attributes", "company_id", "skip_notifications", "allow_duplicate")
})

// sameDescription: Intercom shows an empty description like none.
func sameDescription(a, b attr.Value) bool {
	x, _ := a.(types.String)
	y, _ := b.(types.String)
	return !x.IsUnknown() && !y.IsUnknown() && attrvalue.EquivalentText(x.ValueString(), y.ValueString())
}

func identifying() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"ticket_type_id": schema.StringAttribute{
			MarkdownDescription: "ID of the ticket type. With API version 2.16 or later, a new type of the same category changes the ticket in place. " +
				"The ticket then gets the state `ticket_state_id`, or the new type's first `submitted` state. Otherwise, a new value **replaces the ticket**: the old ticket is deleted permanently.",
			Required:   true,
			Validators: []validator.String{schemas.IsID},
		},
		"contacts": schema.ListNestedAttribute{
			MarkdownDescription: "Contact that the ticket is about. The list must have exactly one element, with exactly one of `id`, `external_id`, and `email`. " +
				"Referring to the same contact differently does not replace the ticket. A different contact **replaces the ticket**: the old ticket is deleted permanently. " +
				"A contact that changes in Intercom, for example by a merge, never replaces the ticket. `drift` then shows the new contact. " +
				"If the contact in state is gone or merged, a different contact does not replace the ticket either: a plan warns, and `-replace` replaces it.",
			Required:   true,
			Validators: []validator.List{listvalidator.SizeBetween(1, 1)},
			NestedObject: schema.NestedAttributeObject{
				Attributes: map[string]schema.Attribute{
					"id": schema.StringAttribute{
						MarkdownDescription: "ID of the contact, assigned by Intercom.",
						Optional:            true,
						Computed:            true,
						Validators:          []validator.String{schemas.IsID},
					},
					"external_id": schema.StringAttribute{
						MarkdownDescription: "ID that you chose for the contact.",
						Optional:            true,
						Computed:            true,
						Validators:          []validator.String{schemas.Identifying},
					},
					"email": schema.StringAttribute{
						MarkdownDescription: "Email address of the contact. If no contact has this address, Intercom creates one.",
						Optional:            true,
						Validators:          []validator.String{schemas.Email},
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
			Validators:          []validator.String{schemas.NotEmpty},
			PlanModifiers:       []planmodifier.String{managedfields.Clearable()},
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description of the ticket.",
			Optional:            true,
			Computed:            true,
			PlanModifiers:       []planmodifier.String{managedfields.Clearable()},
		},
		"ticket_attributes": schema.MapAttribute{
			MarkdownDescription: "Values of the ticket type's other attributes, keyed by the attribute's name and checked against the ticket type when planning. " +
				"Write a list option as its label or ID, a datetime in RFC 3339 format (`2026-12-01T09:00:00Z`), a number as `5`, and a boolean as `true`. Removing an attribute that was set, or setting it to `null`, clears it. " +
				"Attributes that you leave out are not managed. An import sets this argument only if the import ID ends in `?attributes=all`. For an attribute that accepts several options, write `jsonencode([\"A\", \"B\"])`. Attributes of type `files` cannot be set.",
			ElementType: types.StringType,
			Optional:    true,
			Computed:    true,
		},
		"company_id": schema.StringAttribute{
			MarkdownDescription: "ID, assigned by Intercom, of the company that the ticket is about. The contact must belong to this company. A plan checks that the company exists, if the access token has the permission Read and list users and companies. Intercom's API does not show the value, so the provider cannot detect drift and an import does not set it.",
			Optional:            true,
			Validators:          []validator.String{schemas.IsID},
		},
	}
}

func handling() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"admin_assignee_id": schema.StringAttribute{
			MarkdownDescription: "ID of the admin (teammate) that the ticket is assigned to.",
			Optional:            true,
			Computed:            true,
			Validators:          []validator.String{schemas.IsID, stringvalidator.NoneOf(intercom.Unassigned)},
			PlanModifiers:       []planmodifier.String{managedfields.Clearable()},
		},
		"team_assignee_id": schema.StringAttribute{
			MarkdownDescription: "ID of the team that the ticket is assigned to.",
			Optional:            true,
			Computed:            true,
			Validators:          []validator.String{schemas.IsID, stringvalidator.NoneOf(intercom.Unassigned)},
			PlanModifiers:       []planmodifier.String{managedfields.Clearable()},
		},
		"ticket_state_id": schema.StringAttribute{
			MarkdownDescription: "ID of the ticket's state. The ticket type must have this state. Removing this argument does not change the state.",
			Optional:            true,
			Computed:            true,
			Validators:          []validator.String{schemas.IsID},
			PlanModifiers:       []planmodifier.String{managedfields.Optional()},
		},
		"open": schema.BoolAttribute{
			MarkdownDescription: "Whether the ticket is open. Removing this argument does not change the ticket.",
			Optional:            true,
			Computed:            true,
		},
		"is_shared": schema.BoolAttribute{
			MarkdownDescription: "Whether the contact can see the ticket. Removing this argument does not change the ticket.",
			Optional:            true,
			Computed:            true,
		},
		"snoozed_until": schema.StringAttribute{
			MarkdownDescription: "Time at which the snoozed ticket reopens, in RFC 3339 format. After this time, an open ticket is not drift.",
			CustomType:          timetypes.RFC3339Type{},
			Optional:            true,
			Computed:            true,
			PlanModifiers:       []planmodifier.String{managedfields.Clearable()},
		},
	}
}

// terraformOnly are the arguments that Intercom never sees, or sees only with a change.
func terraformOnly() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"skip_notifications": schema.BoolAttribute{
			MarkdownDescription: "Whether to suppress notifications when Terraform creates or changes the ticket. Default: `false`.",
			Optional:            true,
		},
		"allow_duplicate": schema.BoolAttribute{
			MarkdownDescription: "Whether to create the ticket even if an equal ticket was created in the last 24 hours. Default: `false`. An equal ticket is then an error, because an earlier run may have created it and lost track of it.",
			Optional:            true,
		},
		"deletion_protection": schemas.DeletionProtection("ticket"),
		"on_destroy": schemas.OnDestroy("ticket", [][2]string{
			{schemas.OnDestroyDelete, "deletes it permanently"}, {schemas.OnDestroyClose, "closes it and keeps it"},
		}),
	}
}

func computed() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           schemas.Computed("ID of the ticket in Intercom's API. It is not the number that the Inbox shows."),
		"ticket_id":    schemas.Computed("Number that the Inbox shows (`1390` for #1390). Intercom's API does not accept it as an ID."),
		"workspace_id": schemas.WorkspaceID("ticket"),
		"drift":        schemas.Drift(),
		"category": schema.StringAttribute{
			MarkdownDescription: "Category of the ticket: `Customer`, `Back-office`, or `Tracker`.",
			Computed:            true,
		},
		"ticket_state": schema.SingleNestedAttribute{
			MarkdownDescription: "State that the ticket is in.",
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"id":             schema.StringAttribute{MarkdownDescription: "ID of the state.", Computed: true},
				"category":       schema.StringAttribute{MarkdownDescription: "Category of the state: `submitted`, `in_progress`, `waiting_on_customer`, or `resolved`.", Computed: true},
				"internal_label": schema.StringAttribute{MarkdownDescription: "Label that teammates see.", Computed: true},
				"external_label": schema.StringAttribute{MarkdownDescription: "Label that the contact sees.", Computed: true},
			},
		},
		"created_at": schemas.CreatedAt("ticket"),
		"updated_at": schema.StringAttribute{
			MarkdownDescription: "Time at which the ticket was last changed, in RFC 3339 format.",
			CustomType:          timetypes.RFC3339Type{},
			Computed:            true,
		},
	}
}
