// Package tickettypeattribute implements the intercom_ticket_type_attribute resource and list resource.
package tickettypeattribute

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// attribute is an attribute together with its requested type.
type attribute struct {
	intercom.TicketTypeAttribute
	typeID, typeName string
}

// facts returns what the attribute shows about itself. If it names its type, that takes precedence.
func (a *attribute) facts() framework.Facts {
	typeID, name := a.typeID, a.Name
	if a.TicketTypeID != "" {
		typeID = string(a.TicketTypeID)
	}
	if a.typeName != "" {
		name = a.typeName + ": " + name
	}
	return framework.Facts{ID: framework.ID{typeID, string(a.ID)}, Name: name, WorkspaceID: a.WorkspaceID}
}

// Object is intercom_ticket_type_attribute. An attribute is read with its type, which does not lag behind writes, so a read
// shows reliably whether a create happened.
var Object = framework.Object[model, *attribute]{
	Metadata: framework.Metadata{
		Name: "ticket type attribute", Plural: "ticket type attributes", Type: "intercom_ticket_type_attribute",
		Keys: []framework.Key{
			{Name: "ticket_type_id", Description: "ID of the ticket type."},
			{Name: "id", Description: "ID of the attribute."},
		},
		IDHint:    "The data source intercom_ticket_type lists the IDs of a type's attributes.",
		Immutable: []string{"ticket_type_id", "data_type"},
		Whole:     []string{"list_items"},
		GoneCodes: []string{"not_found", "ticket_type_not_found"},
		Since:     framework.Since{Read: "2.9", Write: "2.9", Delete: "2.9"}, Permission: "Read tickets, Write tickets",
		References: map[string]string{"ticket_type_id": "intercom_ticket_type"},
	},
	Description: "An attribute of an Intercom ticket type: one field of its tickets.\n\n" +
		"Intercom cannot delete an attribute. **Destroying this resource archives it**: new tickets do not show it, and older ones keep their values. " +
		"An archived attribute keeps its name, so a new attribute needs a different name, even if it replaces the archived one. " +
		"To take the archived attribute into state again, set `on_create` to `unarchive`. " +
		"You can import and change the built-in attributes `_default_title_` and `_default_description_`. Destroying such a resource does not change the attribute.\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Validate:   validate,
	Facts:      (*attribute).facts,
	Flatten:    flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*attribute, error) {
		return of(plan.TicketTypeID.ValueString())(w.CreateTicketTypeAttribute(ctx, plan.TicketTypeID.ValueString(), plan.createRequest()))
	},
	Complete: func(ctx context.Context, w framework.Writer, created *attribute, plan *model) (*attribute, error) {
		if !plan.Archived.ValueBool() {
			return created, nil
		}
		typeID := plan.TicketTypeID.ValueString()
		defer tickettypes.Invalidate(w.Data, typeID)
		return archive(ctx, w, framework.ID{typeID, string(created.ID)})
	},
	Read: read,
	All:  ofAllTypes,
	Update: func(ctx context.Context, w framework.Writer, c framework.Change[model]) (*attribute, error) {
		change := c.Plan.updateRequest(c.Prior)
		if change == (intercom.UpdateTicketTypeAttributeRequest{}) {
			return nil, framework.ErrUnchanged
		}
		typeID := c.Prior.TicketTypeID.ValueString()
		return of(typeID)(w.UpdateTicketTypeAttribute(ctx, typeID, c.Prior.ID.ValueString(), change))
	},
	Destroy: []framework.Verb[*attribute]{{
		OnDestroy: schemas.OnDestroyArchive, Doing: "archiving", Clause: "archives it",
		Effect: "This plan archives ticket type attributes", Detail: "Intercom cannot delete an attribute. It is archived: new tickets do not show it, and older ones keep their values. It keeps its name.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			_, err := archive(ctx, w, id)
			return err
		},
		Done: func(a *attribute) bool { return intercom.Yes(a.Archived) },
	}},
	Keeps:    func(m *model) bool { return m.Default.ValueBool() },
	Archived: func(a *attribute) *bool { return a.Archived },
	Unarchive: func(ctx context.Context, w framework.Writer, id framework.ID) error {
		a, err := w.UpdateTicketTypeAttribute(ctx, id[0], id[1], intercom.UpdateTicketTypeAttributeRequest{Archived: intercom.Set(false)})
		if err == nil {
			err = framework.CheckArchived(a.Archived, false)
		}
		return err
	},
	UnarchivesBy: "name", UnarchiveNote: "Tickets keep their values.",
	Label: func(m *model) string { return m.Name.ValueString() },
	Key: func(m *model) string {
		if m.TicketTypeID.ValueString() == "" || m.Name.ValueString() == "" {
			return ""
		}
		return fmt.Sprintf("%s of ticket type %s", m.Name.ValueString(), m.TicketTypeID.ValueString())
	},
	KeyArgument: func(*model) string { return "name" },
	Matches:     func(m *model, a *attribute) bool { return attrvalue.EquivalentText(m.Name.ValueString(), a.Name) },
	Find:        all,
	FindAtPlan:  true, SnapshotAtPlan: true,
	Again:       func(*model) bool { return true },
	Snapshot:    all,
	SnapshotKey: func(m *model) string { return m.TicketTypeID.ValueString() },
	Differs:     differs,
	CheckPlan:   checkPlan,
	Invalidate:  func(d *providerdata.Data, m *model) { tickettypes.Invalidate(d, m.TicketTypeID.ValueString()) },
}

// of converts the answer of a call about the type to an attribute.
func of(typeID string) func(*intercom.TicketTypeAttribute, error) (*attribute, error) {
	return func(a *intercom.TicketTypeAttribute, err error) (*attribute, error) {
		if err != nil {
			return nil, err
		}
		return &attribute{TicketTypeAttribute: *a, typeID: typeID}, nil
	}
}

// archive archives an attribute. The answer must show it.
func archive(ctx context.Context, w framework.Writer, id framework.ID) (*attribute, error) {
	a, err := of(id[0])(w.UpdateTicketTypeAttribute(ctx, id[0], id[1], intercom.UpdateTicketTypeAttributeRequest{Archived: intercom.Set(true)}))
	if err == nil {
		err = framework.CheckArchived(a.Archived, true)
	}
	if err != nil {
		return nil, err
	}
	return a, nil
}

// all returns the attributes of the planned type.
func all(ctx context.Context, r framework.Reader, plan *model) ([]*attribute, error) {
	typeID := plan.TicketTypeID.ValueString()
	t, err := tickettypes.Get(ctx, r, typeID)
	if err != nil {
		return nil, fmt.Errorf("reading ticket type %s: %w", typeID, err)
	}
	return attributesOf(t)
}

// attributesOf returns the attributes of a type. An answer without them does not mean that there are none.
func attributesOf(t *intercom.TicketType) ([]*attribute, error) {
	if t.Attributes == nil {
		return nil, fmt.Errorf("the answer shows ticket type %s without its attributes (ticket_type_attributes), which does not prove that it has none", framework.Label(string(t.ID), t.Name))
	}
	found := make([]*attribute, len(t.Attributes))
	for i, a := range t.Attributes {
		found[i] = &attribute{TicketTypeAttribute: a, typeID: string(t.ID), typeName: t.Name}
	}
	return found, nil
}

// read reads an attribute with its type: one call, however many attributes a type has.
func read(ctx context.Context, r framework.Reader, id framework.ID) (*attribute, error) {
	t, err := tickettypes.Get(ctx, r, id[0])
	if err != nil {
		return nil, err
	}
	found, err := attributesOf(t)
	if err == nil {
		for _, a := range found {
			if string(a.ID) == id[1] {
				return a, nil
			}
		}
		err = &framework.AbsentError{What: fmt.Sprintf("ticket type %s has no attribute %s", framework.Label(id[0], t.Name), id[1])}
	}
	// The next read must call Intercom again.
	tickettypes.Invalidate(r.Data, id[0])
	return nil, err
}

func differs(m *model, a *attribute) string {
	switch typeID := a.facts().ID[0]; {
	case typeID != m.TicketTypeID.ValueString():
		return "its ticket type is " + intercom.Clean(typeID, 40)
	case !attrvalue.EquivalentText(m.Name.ValueString(), a.Name):
		return fmt.Sprintf("its name is %q", intercom.Clean(a.Name, 80))
	case a.DataType != "" && a.DataType != m.DataType.ValueString():
		return "its data type is " + intercom.Clean(a.DataType, 40)
	}
	return ""
}

// checkPlan refuses what Intercom refuses for built-in attributes, and passes the planned attribute to the plans of
// tickets.
func checkPlan(_ context.Context, p *framework.Plan[model]) (diags diag.Diagnostics) {
	if p.Prior != nil && p.Prior.Default.ValueBool() {
		diags.Append(builtIn(p.Plan, p.Prior)...)
	}
	if p.Replaces {
		replaced := p.Prior.definition()
		replaced.Archived = new(true)
		tickettypes.PlanAttribute(p.Data, p.Prior.TicketTypeID.ValueString(), replaced)
	} else if !p.Plan.TicketTypeID.IsUnknown() && !p.Plan.Name.IsUnknown() && !diags.HasError() {
		tickettypes.PlanAttribute(p.Data, p.Plan.TicketTypeID.ValueString(), p.Plan.definition())
	}
	return diags
}

func builtIn(plan, state *model) (diags diag.Diagnostics) {
	label := framework.Label(state.TicketTypeID.ValueString()+"/"+state.ID.ValueString(), state.Name.ValueString())
	if !plan.Name.Equal(state.Name) {
		diags.AddAttributeError(path.Root("name"), "Built-in attribute", fmt.Sprintf("Attribute %s is built in and cannot be renamed.", label))
	}
	if plan.Archived.ValueBool() {
		diags.AddAttributeError(path.Root("archived"), "Built-in attribute", fmt.Sprintf("Attribute %s is built in and cannot be archived.", label))
	}
	return diags
}

// flatten copies everything that Intercom shows. An option that the answer omits is not false.
func flatten(_ context.Context, a *attribute, m *model) diag.Diagnostics {
	id := a.facts().ID
	m.TicketTypeID, m.ID = types.StringValue(id[0]), types.StringValue(id[1])
	m.Name, m.DataType, m.Description = framework.Always(a.Name, m.Name), framework.Always(a.DataType, m.DataType), types.StringValue(a.Description)
	m.RequiredToCreate = framework.Flag(a.RequiredToCreate, m.RequiredToCreate)
	m.RequiredToCreateForContacts = framework.Flag(a.RequiredToCreateForContacts, m.RequiredToCreateForContacts)
	m.VisibleOnCreate, m.VisibleToContacts = framework.Flag(a.VisibleOnCreate, m.VisibleOnCreate), framework.Flag(a.VisibleToContacts, m.VisibleToContacts)
	m.Archived, m.Default = framework.Flag(a.Archived, m.Archived), framework.Flag(a.BuiltIn, m.Default)
	options := a.InputOptions
	// Without a data type, the options tell what the attribute has.
	isOf := func(dataType string) bool { return m.DataType.IsNull() || m.DataType.ValueString() == dataType }
	m.Multiline = option(isOf(intercom.DataTypeString), options.ShowsMultiline, options.Multiline, m.Multiline)
	m.AllowMultipleValues = option(isOf(intercom.DataTypeFiles), options.ShowsAllowMultipleValues, options.AllowMultipleValues, m.AllowMultipleValues)
	switch {
	case !isOf(intercom.DataTypeList):
		m.ListItems = types.ListNull(types.StringType)
	case options.ListOptions != nil:
		m.ListItems = labels(options.ListOptions)
	}
	return nil
}

// option returns a bool that only attributes of one data type have.
func option(has, shows, value bool, before types.Bool) types.Bool {
	switch {
	case !has || !shows && before.IsUnknown():
		return types.BoolNull()
	case shows:
		return types.BoolValue(value)
	}
	return before
}
