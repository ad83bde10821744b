// Package tickettag is all that Terraform knows of the tags on tickets.
package tickettag

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

var (
	_ resource.ResourceWithConfigure   = (*Resource)(nil)
	_ resource.ResourceWithIdentity    = (*Resource)(nil)
	_ resource.ResourceWithImportState = (*Resource)(nil)
)

var object = framework.Object{
	Name: "ticket tag", Type: "intercom_ticket_tag",
	Key: []framework.Key{
		{Name: "ticket_id", Description: "ID of the ticket in Intercom's API."},
		{Name: "tag_id", Description: "ID of the tag."},
	},
	IDHint: "Both are ids of Intercom's API: the ticket's is not the number that the Inbox shows, and the data source intercom_tags lists those of tags.",
}

// Resource is intercom_ticket_tag.
type Resource struct{ framework.Base }

// NewResource returns the resource.
func NewResource() resource.Resource { return &Resource{framework.Base{Object: object}} }

type model struct {
	TicketID    types.String   `tfsdk:"ticket_id"`
	TagID       types.String   `tfsdk:"tag_id"`
	AdminID     types.String   `tfsdk:"admin_id"`
	WorkspaceID types.String   `tfsdk:"workspace_id"`
	Timeouts    timeouts.Value `tfsdk:"timeouts"`
}

func (m *model) label() string { return m.TicketID.ValueString() + "/" + m.TagID.ValueString() }

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "A tag on an Intercom ticket.\n\n" +
			"Intercom's API does not tell which tags a ticket has. A refresh notices that the ticket or the tag is gone, but not that a teammate took the tag off.",
		Attributes: map[string]schema.Attribute{
			"ticket_id": framework.Parent("ID of the ticket in Intercom's API."),
			"tag_id":    framework.Parent("ID of the tag."),
			"admin_id": schema.StringAttribute{
				MarkdownDescription: "ID of the admin in whose name the ticket is tagged, and untagged when the resource is destroyed. A change counts from then on. An import does not know it.",
				Required:            true,
				Validators:          []validator.String{framework.IsID},
			},
			"workspace_id": r.WorkspaceID(),
			"timeouts":     framework.Timeouts(ctx),
		},
	}
}

// Create tags the ticket. The POST can be repeated: a ticket has a tag once.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	plan.WorkspaceID = r.Workspace(ctx, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if _, err := client.TagTicket(ctx, plan.TicketID.ValueString(), plan.TagID.ValueString(), plan.AdminID.ValueString()); err != nil {
		resp.Diagnostics.Append(providerdiag.AttributeError(blame(err), "tagging ticket "+plan.TicketID.ValueString(), err, "Apply again: tagging a ticket twice is no harm."))
		return
	}
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &plan)...)
	resp.Diagnostics.Append(r.Identify(ctx, resp.State, resp.Identity)...)
}

// blame is the argument that an error's code names.
func blame(err error) path.Path {
	api, ok := errors.AsType[*intercom.APIError](err)
	switch {
	case ok && api.HasCode("tag_not_found"):
		return path.Root("tag_id")
	case ok && api.HasCode("ticket_not_found"):
		return path.Root("ticket_id")
	}
	return path.Root("admin_id")
}

// Read makes sure of what Intercom tells: that there are the ticket and the tag.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	_, err := framework.Fetch(ctx, &r.Base, client, req.Private, &resp.Diagnostics, func() (bool, error) {
		return true, r.exists(ctx, client, state.TicketID.ValueString(), state.TagID.ValueString())
	})
	if err != nil {
		r.NotRead(ctx, req, resp, state.label(), err)
		return
	}
	r.Refresh(ctx, req, resp)
}

// exists is an error unless there are both; tickets and tags are read once a run.
func (r *Resource) exists(ctx context.Context, client *intercom.Client, ticketID, tagID string) error {
	for _, each := range []struct {
		key  string
		read func() error
	}{
		{"tickets/" + ticketID, func() error { _, err := client.Ticket(ctx, ticketID); return err }},
		{"tags/" + tagID, func() error { _, err := client.Tag(ctx, tagID); return err }},
	} {
		_, err := providerdata.Once(ctx, r.Session, each.key+" exists", func() (bool, error) { return true, each.read() })
		if framework.IsNotFound(err) {
			r.Session.Changed(each.key + " exists")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", each.key, err)
		}
	}
	return nil
}

// Update remembers another admin; to Intercom that is no change.
func (r *Resource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
}

// Delete takes the tag off. A ticket that does not have it needs nothing.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	ticketID, tagID := state.TicketID.ValueString(), state.TagID.ValueString()
	resp.Diagnostics.Append(framework.Delete(ctx, r.Session, "untagging ticket "+ticketID, state.WorkspaceID.ValueString(), func(ctx context.Context) error {
		err := client.UntagTicket(ctx, ticketID, tagID, state.AdminID.ValueString())
		if api, ok := errors.AsType[*intercom.APIError](err); ok && api.HasCode("tag_not_found") {
			return nil
		}
		return err
	}, func(ctx context.Context) error { _, err := client.Ticket(ctx, ticketID); return err })...)
}
