// Package tickettype implements the intercom_ticket_type resource, data sources, and list resource.
package tickettype

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/attrvalue"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/tickettypes"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// Object is intercom_ticket_type. Intercom does not document that names are unique, and a list of types may lag, so a
// create is never sent twice.
var Object = framework.Object[model, *intercom.TicketType]{
	Metadata: framework.Metadata{
		Name: "ticket type", Plural: "ticket types", Type: "intercom_ticket_type",
		Keys:      []framework.Key{{Name: "id", Description: "ID of the ticket type."}},
		IDHint:    "The data source intercom_ticket_types lists the IDs of all ticket types.",
		Immutable: []string{"category"},
		GoneCodes: []string{"not_found", "ticket_type_not_found"},
		Since:     framework.Since{Read: "2.9", Write: "2.9", Delete: "2.9"}, Permission: "Read tickets, Write tickets",
	},
	Description: "An Intercom ticket type, which determines the attributes and states of its tickets.\n\n" +
		"Intercom cannot delete a ticket type. **Destroying this resource archives it**: no new tickets can have it, and existing tickets stay. " +
		"An archived type keeps its name, so a new type needs a different name, even if it replaces the archived one. " +
		"To take the archived type into state again, set `on_create` to `unarchive`.\n\n" + schemas.LeftAlone,
	Attributes: attributes,
	Facts: func(t *intercom.TicketType) framework.Facts {
		return framework.Facts{ID: framework.ID{string(t.ID)}, Name: t.Name, WorkspaceID: t.WorkspaceID, CreatedAt: t.CreatedAt}
	},
	Flatten: flatten,
	Create: func(ctx context.Context, w framework.Writer, plan *model) (*intercom.TicketType, error) {
		return w.CreateTicketType(ctx, plan.createRequest())
	},
	Complete: func(ctx context.Context, w framework.Writer, created *intercom.TicketType, plan *model) (*intercom.TicketType, error) {
		if !plan.Archived.ValueBool() {
			return created, nil
		}
		defer tickettypes.Invalidate(w.Data, string(created.ID))
		return archive(ctx, w, string(created.ID))
	},
	Read: func(ctx context.Context, r framework.Reader, id framework.ID) (*intercom.TicketType, error) {
		return tickettypes.Get(ctx, r, id[0])
	},
	All: func(ctx context.Context, r framework.Reader) ([]*intercom.TicketType, error) {
		return framework.Pointers(tickettypes.List(ctx, r))
	},
	Update: func(ctx context.Context, w framework.Writer, c framework.Change[model]) (*intercom.TicketType, error) {
		change := c.Plan.updateRequest(c.Prior)
		if change == (intercom.UpdateTicketTypeRequest{}) {
			return nil, framework.ErrUnchanged
		}
		return w.UpdateTicketType(ctx, c.Prior.ID.ValueString(), change)
	},
	Destroy: []framework.Verb[*intercom.TicketType]{{
		OnDestroy: schemas.OnDestroyArchive, Doing: "archiving", Clause: "archives it",
		Effect: "This plan archives ticket types", Detail: "Intercom cannot delete a ticket type. It is archived: it takes no new tickets, and the tickets that it has stay. It keeps its name.",
		Do: func(ctx context.Context, w framework.Writer, id framework.ID) error {
			_, err := archive(ctx, w, id[0])
			return err
		},
		Done: func(t *intercom.TicketType) bool { return intercom.Yes(t.Archived) },
	}},
	Archived: func(t *intercom.TicketType) *bool { return t.Archived },
	Unarchive: func(ctx context.Context, w framework.Writer, id framework.ID) error {
		t, err := w.UpdateTicketType(ctx, id[0], intercom.UpdateTicketTypeRequest{Archived: intercom.Set(false)})
		if err == nil {
			err = framework.CheckArchived(t.Archived, false)
		}
		return err
	},
	UnarchivesBy: "name", UnarchiveNote: "The tickets and attributes of the type stay as they are.",
	Label:       func(m *model) string { return m.Name.ValueString() },
	Key:         func(m *model) string { return strings.ToLower(m.Name.ValueString()) },
	KeyArgument: func(*model) string { return "name" },
	Matches:     func(m *model, t *intercom.TicketType) bool { return m.isNamed(t.Name) },
	Find: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.TicketType, error) {
		return framework.Pointers(tickettypes.List(ctx, r))
	},
	FindAtPlan: true, SnapshotAtPlan: true,
	Snapshot: func(ctx context.Context, r framework.Reader, _ *model) ([]*intercom.TicketType, error) {
		return framework.Pointers(tickettypes.List(ctx, r))
	},
	Differs: func(m *model, t *intercom.TicketType) string {
		switch category := m.createRequest().Category; {
		case !m.isNamed(t.Name):
			return fmt.Sprintf("its name is %q", intercom.Clean(t.Name, 80))
		case t.Category != "" && t.Category != category:
			return fmt.Sprintf("its category is %q, not %s", intercom.Clean(t.Category, 40), category)
		}
		return ""
	},
	CheckPlan: func(_ context.Context, p *framework.Plan[model]) diag.Diagnostics {
		if p.Prior == nil && p.Config.Category.IsNull() {
			p.Plan.Category = types.StringValue(intercom.CategoryCustomer)
		}
		return nil
	},
	Invalidate: func(d *providerdata.Data, m *model) { tickettypes.Invalidate(d, m.ID.ValueString()) },
}

// archive archives a type. The answer must show it.
func archive(ctx context.Context, w framework.Writer, id string) (*intercom.TicketType, error) {
	t, err := w.UpdateTicketType(ctx, id, intercom.UpdateTicketTypeRequest{Archived: intercom.Set(true)})
	if err == nil {
		err = framework.CheckArchived(t.Archived, true)
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

// isNamed reports whether a name is the model's, in a lenient comparison.
func (m *model) isNamed(name string) bool {
	return attrvalue.EquivalentText(strings.ToLower(m.Name.ValueString()), strings.ToLower(name))
}

// flatten copies everything that Intercom shows. An answer without attributes does not mean that there are none.
func flatten(_ context.Context, t *intercom.TicketType, m *model) diag.Diagnostics {
	m.ID, m.Name, m.Category = types.StringValue(string(t.ID)), framework.Always(t.Name, m.Name), framework.Always(t.Category, m.Category)
	if m.Description.IsUnknown() || m.Description.ValueString() != t.Description {
		m.Description = framework.Text(t.Description)
	}
	m.Icon = framework.Text(t.Icon)
	m.IsInternal, m.Archived = framework.Flag(t.IsInternal, m.IsInternal), framework.Flag(t.Archived, m.Archived)
	m.CreatedAt = framework.TimeAs(m.CreatedAt, t.CreatedAt)
	if t.Attributes != nil {
		m.Attributes = attributeList(t)
	} else if m.Attributes.IsNull() || m.Attributes.IsUnknown() {
		m.Attributes = types.ListNull(attributeType)
	}
	return nil
}

func attributeList(t *intercom.TicketType) types.List {
	shown := make([]attr.Value, len(t.Attributes))
	for i, a := range t.Attributes {
		shown[i] = types.ObjectValueMust(attributeType.AttrTypes, map[string]attr.Value{
			"id": types.StringValue(string(a.ID)), "name": types.StringValue(a.Name), "data_type": types.StringValue(a.DataType), "archived": types.BoolPointerValue(a.Archived),
		})
	}
	return types.ListValueMust(attributeType, shown)
}

func (m *model) createRequest() intercom.CreateTicketTypeRequest {
	category := m.Category.ValueString()
	if category == "" {
		category = intercom.CategoryCustomer
	}
	return intercom.CreateTicketTypeRequest{
		Name: m.Name.ValueString(), Description: m.Description.ValueString(), Category: category, Icon: m.Icon.ValueString(),
		IsInternal: framework.Bool(m.IsInternal, types.BoolNull()),
	}
}

// updateRequest returns the changes from state to the plan m and nothing else.
func (m *model) updateRequest(state *model) intercom.UpdateTicketTypeRequest {
	return intercom.UpdateTicketTypeRequest{
		Name:        framework.String(m.Name, state.Name),
		Description: framework.StringOrEmpty(m.Description, state.Description),
		Icon:        framework.Kept(m.Icon, state.Icon),
		IsInternal:  framework.Bool(m.IsInternal, state.IsInternal),
		Archived:    framework.Bool(m.Archived, state.Archived),
	}
}
