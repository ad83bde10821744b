// Package customobjectinstance implements the intercom_custom_object_instance resource, data source, and list resource.
package customobjectinstance

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/customattributes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/managedfields"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	Type               types.String      `tfsdk:"type"`
	ExternalID         types.String      `tfsdk:"external_id"`
	ID                 types.String      `tfsdk:"id"`
	ExternalCreatedAt  timetypes.RFC3339 `tfsdk:"external_created_at"`
	ExternalUpdatedAt  timetypes.RFC3339 `tfsdk:"external_updated_at"`
	CustomAttributes   types.Map         `tfsdk:"custom_attributes"`
	DeletionProtection types.Bool        `tfsdk:"deletion_protection"`
	OnDestroy          types.String      `tfsdk:"on_destroy"`
	CreatedAt          timetypes.RFC3339 `tfsdk:"created_at"`
	Drift              types.Map         `tfsdk:"drift"`
}

type instance = intercom.CustomObjectInstance

const permission = "Read and write custom object instances"

// Object is intercom_custom_object_instance. Its POST creates the instance with the external_id, or changes it if it exists.
var Object = framework.Object[model, *instance]{
	Metadata: framework.Metadata{
		Name: "custom object instance", Plural: "custom object instances", Type: "intercom_custom_object_instance",
		Keys: []framework.Key{
			{Name: "type", Description: "Identifier of the custom object type."},
			{Name: "external_id", Description: "ID that you chose for the instance.", Text: true},
		},
		IDHint:    "The type is the identifier that Intercom's settings show, and the external_id is the one that you chose, not Intercom's own ID.",
		Immutable: []string{"type", "external_id"}, Irreversible: true,
		Since:     framework.Since{Read: intercom.OldestTested, Write: intercom.OldestTested, Delete: intercom.OldestTested},
		GoneCodes: []string{"not_found"}, Permission: permission,
		Gone: "somebody deleted it or its type",
	},
	Description: "An instance of an Intercom custom object type. Use it for small reference data, such as plans, regions, or services. " +
		"The type and its attributes exist in Intercom's settings only.\n\n" +
		"Intercom does not refuse a value that it cannot store: it clears the attribute. The provider compares each answer with what it sent. After an update, a value that Intercom cleared is an error. " +
		"After a create, it is a warning, and the next plan shows the difference.\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Facts: func(c *instance) framework.Facts {
		return framework.Facts{ID: framework.ID{c.Type, c.ExternalID}, Name: c.ExternalID, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt}
	},
	Flatten: flatten,
	FlattenMaps: func(_ context.Context, _ framework.Reader, c *instance, m *model) diag.Diagnostics {
		m.CustomAttributes = customattributes.Show(c.CustomAttributes, definitions)
		return nil
	},
	Uncleared: func(_ context.Context, _ framework.Reader, c framework.Change[model], shown *instance, after *model) {
		unmanaged := func(string) bool { return c.Unmanaged(customattributes.Name) }
		after.CustomAttributes = definitions.Uncleared(c.Plan.CustomAttributes, c.Prior.CustomAttributes, after.CustomAttributes, unmanaged, shown.CustomAttributes)
	},
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*instance, error) {
		request, err := request(plan, &model{}, false, nil)
		if err != nil {
			return nil, err
		}
		return w.SaveCustomObjectInstance(ctx, plan.Type.ValueString(), "", request)
	},
	Complete: complete,
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*instance, error) {
		return r.CustomObjectInstance(ctx, id[0], id[1])
	},
	ReadOwn: readOwn,
	Update:  update,
	Destroy: []framework.Verb[*instance]{{
		OnDestroy: schemas.OnDestroyDelete, Doing: "deleting", Clause: "deletes it",
		Effect: "This plan deletes custom object instances permanently", Detail: "Contacts, conversations, and other instances lose their references to it. This cannot be undone.",
	}},
	Remove: func(ctx context.Context, w framework.Writer, _ privatestate.Reader, state *model) error {
		return w.DeleteCustomObjectInstance(ctx, state.Type.ValueString(), state.ID.ValueString())
	},
	Key: func(m *model) string {
		if m.Type.ValueString() == "" || m.ExternalID.ValueString() == "" {
			return ""
		}
		return m.Type.ValueString() + "/" + m.ExternalID.ValueString()
	},
	KeyArgument: func(*model) string { return "external_id" },
	KeyName:     "type/external_id",
	Matches: func(m *model, c *instance) bool {
		return c.Type == m.Type.ValueString() && c.ExternalID == m.ExternalID.ValueString()
	},
	Find:       find,
	FindBefore: true, FindAtPlan: true,
	Again:     func(*model) bool { return true },
	Differs:   differs,
	Overwrote: overwrote,
	Refused: func(_ context.Context, _ framework.Reader, _ *model, doing string, err error) diag.Diagnostic {
		if intercom.IsGone(err, "not_found") {
			return providerdiag.AttributeError(path.Root("type"), doing, err, "No custom object instance was created: the workspace has no such custom object type.", permission)
		}
		return providerdiag.Error(doing, err, "No custom object instance was created.", permission)
	},
}

// definitions are unknown: no call shows the attributes of a custom object type.
var definitions = attrvalue.Definitions{Argument: customattributes.Name, Noun: "custom attribute", Owner: "The custom object type"}

func attributes() map[string]schema.Attribute {
	instant := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, CustomType: timetypes.RFC3339Type{}, Optional: true, Computed: true,
			Validators: []validator.String{schemas.StorableTime}, PlanModifiers: []planmodifier.String{managedfields.Clearable()},
		}
	}
	return map[string]schema.Attribute{
		"type": schemas.Reference("Identifier of the custom object type, as Intercom's settings show it. Changing it **replaces the instance**."),
		"external_id": schema.StringAttribute{
			MarkdownDescription: "ID that you chose for the instance. Changing it **replaces the instance**. If another instance of the type already has this ID, the plan fails and does not change that instance.",
			Required:            true,
			Validators:          []validator.String{schemas.Identifying, stringvalidator.NoneOf("reference_not_found")},
		},
		"id":                  schemas.Computed("ID of the instance in Intercom's API."),
		"external_created_at": instant("Time at which the object was created in your own systems, in RFC 3339 format (`2026-12-01T09:00:00Z`)."),
		"external_updated_at": instant("Time at which the object was last changed in your own systems, in RFC 3339 format."),
		customattributes.Name: schema.MapAttribute{
			MarkdownDescription: "Custom attributes of the instance, keyed by the attribute's name. Write numbers as `5`, booleans as `true`, and times in RFC 3339 format (`2026-12-01T00:00:00Z`). " +
				"Attributes that refer to other objects are not supported. Attributes that you leave out are not managed. Removing an attribute that was set, or setting it to null, clears it. " +
				"An import sets this argument only if the import ID ends in `?attributes=all`. It then writes times in Unix seconds.",
			ElementType: types.StringType, Optional: true, Computed: true,
			PlanModifiers: []planmodifier.Map{managedfields.Clearable()},
		},
	}
}

func flatten(_ context.Context, c *instance, m *model) diag.Diagnostics {
	m.Type, m.ExternalID, m.ID = types.StringValue(c.Type), types.StringValue(c.ExternalID), types.StringValue(string(c.ID))
	m.ExternalCreatedAt, m.ExternalUpdatedAt, m.CreatedAt = framework.Time(c.ExternalCreatedAt), framework.Time(c.ExternalUpdatedAt), framework.Time(c.CreatedAt)
	if c.CustomAttributes != nil { // some answers leave them out
		m.CustomAttributes = definitions.Refresh(m.CustomAttributes, c.CustomAttributes, nil)
	}
	return nil
}

// find returns the instance with the planned type and external_id. The read can lag: it can show an instance that was deleted, which a
// read by ID does not find. Intercom answers 404 for an unknown type, too: the create then fails.
func find(ctx context.Context, r framework.Reader, m *model) ([]*instance, error) {
	found, err := r.CustomObjectInstance(ctx, m.Type.ValueString(), m.ExternalID.ValueString())
	switch {
	case intercom.IsGone(err, "not_found"):
		return nil, nil
	case err != nil:
		return nil, err
	}
	if _, err := r.CustomObjectInstanceByID(ctx, found.Type, string(found.ID)); intercom.IsGone(err, "not_found") {
		return nil, nil
	}
	return []*instance{found}, nil
}

func differs(m *model, c *instance) string {
	if c.Type != m.Type.ValueString() || c.ExternalID != m.ExternalID.ValueString() {
		return "it is " + intercom.Quote(c.Type+"/"+c.ExternalID, 80)
	}
	return ""
}

// upsertSlack is how far apart created_at and updated_at of a new instance may be, in addition to the duration of its create.
const upsertSlack = 2 * time.Second

// overwrote recognizes an instance that somebody created after the lookup and before the POST, which then changed it.
func overwrote(m *model, c *instance, took time.Duration) string {
	switch {
	case !c.CreatedAt.IsZero() && c.UpdatedAt.Sub(c.CreatedAt.Time) > took+upsertSlack:
		return fmt.Sprintf("it was created at %s, before the POST", c.CreatedAt.Format(time.RFC3339))
	case m.ExternalCreatedAt.IsNull() && !c.ExternalCreatedAt.IsZero():
		return "it has an external_created_at, which was not sent"
	case m.ExternalUpdatedAt.IsNull() && !c.ExternalUpdatedAt.IsZero():
		return "it has an external_updated_at, which was not sent"
	}
	return ""
}
