// Package tickettypeattribute is all that Terraform knows of the attributes of Intercom's ticket types.
package tickettypeattribute

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var (
	_ resource.ResourceWithConfigure      = (*Resource)(nil)
	_ resource.ResourceWithIdentity       = (*Resource)(nil)
	_ resource.ResourceWithImportState    = (*Resource)(nil)
	_ resource.ResourceWithModifyPlan     = (*Resource)(nil)
	_ resource.ResourceWithValidateConfig = (*Resource)(nil)
)

var object = framework.Object{
	Name: "ticket type attribute", Type: "intercom_ticket_type_attribute",
	Key: []framework.Key{
		{Name: "ticket_type_id", Description: "ID of the ticket type."},
		{Name: "id", Description: "ID of the attribute."},
	},
	IDHint:     "The data source intercom_ticket_type lists the ids of a type's attributes.",
	Optional:   []string{"required_to_create", "required_to_create_for_contacts", "visible_on_create", "visible_to_contacts", "multiline", "allow_multiple_values"},
	Normalised: []string{"name", "description"},
}

// Resource is intercom_ticket_type_attribute.
type Resource struct{ framework.Base }

// NewResource returns the resource.
func NewResource() resource.Resource { return &Resource{framework.Base{Object: object}} }

// Create adds the attribute with one POST. One that is to be archived from the start is archived by a PUT.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	workspace := r.Workspace(ctx, &resp.Diagnostics)
	if resp.Diagnostics.Append(r.nameTaken(ctx, plan)...); resp.Diagnostics.HasError() {
		return
	}
	typeID := plan.TicketTypeID.ValueString()
	shown, problem := r.creation(client, plan).Do(ctx, client)
	r.Session.ChangedTicketType(typeID)
	if problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	archived := plan.Archived.ValueBool()
	plan.WorkspaceID = workspace
	plan.show(shown)
	r.Created(ctx, req, resp, &plan)
	if !archived || resp.Diagnostics.HasError() {
		return
	}
	if _, err := client.UpdateTicketTypeAttribute(ctx, typeID, string(shown.ID), intercom.UpdateTicketTypeAttributeRequest{Archived: intercom.Set(true)}); err != nil {
		// An error would taint it, and the next apply would make another.
		resp.Diagnostics.Append(providerdiag.Warning("archiving the new attribute "+string(shown.ID), err,
			"The attribute exists and is in state. Apply again to archive it."))
	}
}

// Read refreshes what is managed. The attribute is read with its type: one call, however many attributes a type has.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	shown, err := framework.Fetch(ctx, &r.Base, client, req.Private, &resp.Diagnostics, func() (*intercom.TicketTypeAttribute, error) {
		return r.find(ctx, state.TicketTypeID.ValueString(), state.ID.ValueString())
	})
	if err != nil {
		r.NotRead(ctx, req, resp, state.label(), err)
		return
	}
	state.show(shown)
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &state)...)
	r.Refresh(ctx, req, resp)
}

// find reads the attribute with its type.
func (r *Resource) find(ctx context.Context, typeID, id string) (*intercom.TicketTypeAttribute, error) {
	t, err := r.Session.TicketType(ctx, typeID)
	if err == nil {
		for i := range t.Attributes {
			if string(t.Attributes[i].ID) == id {
				return &t.Attributes[i], nil
			}
		}
		err = &framework.AbsentError{What: fmt.Sprintf("ticket type %s has no attribute %s", framework.Label(typeID, intercom.Clean(t.Name, 80)), intercom.Clean(id, 40))}
	}
	if framework.IsNotFound(err) {
		// Who asks again is to see what there is then.
		r.Session.ChangedTicketType(typeID)
	}
	return nil, err
}

// Update sends what changed, and nothing if only Terraform's own arguments did.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Update, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	change := plan.changesFrom(state)
	if change == (intercom.UpdateTicketTypeAttributeRequest{}) {
		r.Unchanged(ctx, req, resp)
		return
	}
	typeID, id := state.TicketTypeID.ValueString(), state.ID.ValueString()
	doing := "updating ticket type attribute " + intercom.Clean(state.label(), 160)
	if err := r.Session.CheckWorkspace(ctx, state.WorkspaceID.ValueString()); err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	shown, err := client.UpdateTicketTypeAttribute(ctx, typeID, id, change)
	r.Session.ChangedTicketType(typeID)
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, framework.StateKept))
		return
	}
	plan.show(shown)
	r.Updated(ctx, req, resp, &plan)
}

// Delete archives the attribute: Intercom cannot delete one, and the built-in ones not even be archived.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	if state.abandons() || resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	typeID, id := state.TicketTypeID.ValueString(), state.ID.ValueString()
	doing := "archiving ticket type attribute " + intercom.Clean(state.label(), 160)
	resp.Diagnostics.Append(framework.Delete(ctx, r.Session, doing, state.WorkspaceID.ValueString(), func(ctx context.Context) error {
		_, err := client.UpdateTicketTypeAttribute(ctx, typeID, id, intercom.UpdateTicketTypeAttributeRequest{Archived: intercom.Set(true)})
		r.Session.ChangedTicketType(typeID)
		return err
	}, func(ctx context.Context) error { _, err := r.find(ctx, typeID, id); return err })...)
}
