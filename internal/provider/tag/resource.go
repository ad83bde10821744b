// Package tag is all that Terraform knows of Intercom's tags.
package tag

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
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
	_ resource.ResourceWithModifyPlan  = (*Resource)(nil)
)

var object = framework.Object{
	Name: "tag", Type: "intercom_tag",
	Key:    []framework.Key{{Name: "id", Description: "ID of the tag."}},
	IDHint: "The data source intercom_tags lists the ids of all tags.",
}

// Resource is intercom_tag.
type Resource struct{ framework.Base }

// NewResource returns the resource.
func NewResource() resource.Resource { return &Resource{framework.Base{Object: object}} }

type model struct {
	ID          types.String   `tfsdk:"id"`
	WorkspaceID types.String   `tfsdk:"workspace_id"`
	Name        types.String   `tfsdk:"name"`
	Timeouts    timeouts.Value `tfsdk:"timeouts"`
}

func (m *model) label() string { return framework.Label(m.ID.ValueString(), m.Name.ValueString()) }

// Schema implements resource.Resource.
func (r *Resource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "An Intercom tag.\n\n" +
			"Destroying it takes it off every contact, company, conversation and ticket. Intercom refuses that while a segment or another object depends on the tag.",
		Attributes: map[string]schema.Attribute{
			"id":           framework.Computed("ID of the tag."),
			"workspace_id": r.WorkspaceID(),
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the tag. Intercom does not tell names apart by case: a name that a tag has in any case is an error, and that tag is left alone.",
				Required:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"timeouts": framework.Timeouts(ctx),
		},
	}
}

// ModifyPlan refuses a name that is taken, and says what deleting a tag does.
func (r *Resource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var plan, state model
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	}
	if req.Plan.Raw.IsNull() {
		resp.Diagnostics.AddWarning("Applying this plan deletes tag "+state.label(), "It is taken off every contact, company, conversation and ticket that has it.")
		return
	}
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	if !plan.Name.Equal(state.Name) && !plan.Name.IsUnknown() && r.Session.Known() && !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(r.nameTaken(ctx, plan, state)...)
	}
}

// nameTaken refuses a name that another tag has: the call that creates a tag would return that one, as if it were new.
func (r *Resource) nameTaken(ctx context.Context, plan, state model) (diags diag.Diagnostics) {
	err := r.Session.CheckPin(ctx)
	var all []intercom.Tag
	if err == nil {
		all, err = providerdata.Once(ctx, r.Session, Catalog.Path, func() ([]intercom.Tag, error) { return r.Session.Client(&diags).Tags(ctx) })
	}
	if err != nil {
		diags.Append(providerdiag.Error("looking for a tag of the same name", err, framework.NothingChanged))
	}
	for _, t := range all {
		if strings.EqualFold(t.Name, plan.Name.ValueString()) && string(t.ID) != state.ID.ValueString() {
			diags.Append(r.taken(t))
		}
	}
	return diags
}

func (r *Resource) taken(t intercom.Tag) diag.Diagnostic {
	return r.NameTaken(fmt.Sprintf("There is a tag named \"%s\" already, and case makes no difference", intercom.Clean(t.Name, 80)), string(t.ID), false)
}

// Create makes the tag. The POST can be repeated: it returns the tag that has the name.
func (r *Resource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	ctx, cancel, client := r.Begin(ctx, plan.Timeouts.Create, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	plan.WorkspaceID = r.Workspace(ctx, &resp.Diagnostics)
	if resp.Diagnostics.Append(r.nameTaken(ctx, plan, model{})...); resp.Diagnostics.HasError() {
		return
	}
	t, err := client.CreateTag(ctx, plan.Name.ValueString())
	r.Session.Changed(Catalog.Path)
	if err != nil {
		consequence := "No tag was created."
		if intercom.MayHaveHappened(err) {
			consequence = "Apply again: if the tag was created after all, the plan says so and how to import it."
		}
		resp.Diagnostics.Append(providerdiag.Error("creating a tag", err, consequence))
		return
	}
	if t.Name != plan.Name.ValueString() || !r.Claim(string(t.ID)) {
		resp.Diagnostics.Append(r.taken(*t))
		return
	}
	plan.ID = types.StringValue(string(t.ID))
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &plan)...)
	resp.Diagnostics.Append(r.Identify(ctx, resp.State, resp.Identity)...)
}

// Read refreshes the name.
func (r *Resource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	resp.Diagnostics.Append(r.Identify(ctx, req.State, resp.Identity)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Read, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	shown, err := framework.Fetch(ctx, &r.Base, client, req.Private, &resp.Diagnostics, func() (*intercom.Tag, error) { return client.Tag(ctx, state.ID.ValueString()) })
	if err != nil {
		r.NotRead(ctx, req, resp, state.label(), err)
		return
	}
	r.Claim(string(shown.ID))
	state.Name = types.StringValue(shown.Name)
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &state)...)
	r.Refresh(ctx, req, resp)
}

// Update renames the tag.
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
	if !plan.Name.Equal(state.Name) {
		err := r.Session.CheckWorkspace(ctx, state.WorkspaceID.ValueString())
		if err == nil {
			_, err = client.RenameTag(ctx, state.ID.ValueString(), plan.Name.ValueString())
			r.Session.Changed(Catalog.Path)
		}
		if err != nil {
			resp.Diagnostics.Append(providerdiag.AttributeError(path.Root("name"), "renaming tag "+state.label(), err, framework.StateKept))
			return
		}
	}
	resp.Diagnostics.Append(framework.Set(ctx, &resp.State, &plan)...)
}

// Delete deletes the tag, or makes sure that it is gone.
func (r *Resource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
	ctx, cancel, client := r.Begin(ctx, state.Timeouts.Delete, &resp.Diagnostics)
	defer cancel()
	if client == nil {
		return
	}
	id := state.ID.ValueString()
	resp.Diagnostics.Append(framework.Delete(ctx, r.Session, "deleting tag "+state.label(), state.WorkspaceID.ValueString(),
		func(ctx context.Context) error { return client.DeleteTag(ctx, id) },
		func(ctx context.Context) error { _, err := client.Tag(ctx, id); return err })...)
	r.Session.Changed(Catalog.Path)
}
