package framework

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// workspaceID is in every object's state and identity: no other workspace's token is let near it.
const workspaceID = "workspace_id"

// IdentitySchema is what tells the object from all others, over all workspaces.
func (o Object) IdentitySchema() identityschema.Schema {
	attributes := map[string]identityschema.Attribute{
		workspaceID: identityschema.StringAttribute{RequiredForImport: true, Description: "ID of the workspace that the " + o.Name + " is in."},
	}
	for _, k := range o.Key {
		attributes[k.Name] = identityschema.StringAttribute{RequiredForImport: true, Description: k.Description}
	}
	return identityschema.Schema{Attributes: attributes}
}

// Identify sets the identity of what state holds.
func (o Object) Identify(ctx context.Context, state tfsdk.State, identity *tfsdk.ResourceIdentity) (diags diag.Diagnostics) {
	for _, k := range append([]Key{{Name: workspaceID}}, o.Key...) {
		var value types.String
		diags.Append(state.GetAttribute(ctx, path.Root(k.Name), &value)...)
		diags.Append(identity.SetAttribute(ctx, path.Root(k.Name), value)...)
	}
	return diags
}

// Import takes the IDs of Intercom's API, or the identity. It makes sure of the workspace; Read then takes over the rest.
func (o Object) Import(ctx context.Context, s *providerdata.Data, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if s.Client(&resp.Diagnostics) == nil {
		return
	}
	ids, workspace := strings.Split(req.ID, "/"), types.String{}
	if req.ID == "" && req.Identity != nil && !req.Identity.Raw.IsNull() {
		ids = make([]string, len(o.Key))
		for i, k := range o.Key {
			resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(k.Name), &ids[i])...)
		}
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(workspaceID), &workspace)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	id := strings.Join(ids, "/")
	valid := len(ids) == len(o.Key)
	for _, part := range ids {
		valid = valid && intercom.ValidID(part) == nil
	}
	if !valid {
		resp.Diagnostics.AddError(fmt.Sprintf("Error importing a %s: not an id", o.Name),
			fmt.Sprintf("\"%s\" is not the id of a %s%s.\n\n%s", intercom.Clean(id, 80), o.Name, o.form(), o.IDHint))
		return
	}
	if err := s.CheckWorkspace(ctx, workspace.ValueString()); err != nil {
		resp.Diagnostics.Append(providerdiag.Error("importing "+o.Name+" "+id, err, "Nothing was imported."))
		return
	}
	token, _ := s.Workspace(ctx)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(workspaceID), token.ID)...)
	for i, k := range o.Key {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(k.Name), ids[i])...)
	}
	resp.Diagnostics.Append(o.Identify(ctx, resp.State, resp.Identity)...)
	privatestate.Set(ctx, resp.Private, privatestate.Importing, true, &resp.Diagnostics)
}

// form is how an import ID of several parts is written.
func (o Object) form() string {
	if len(o.Key) == 1 {
		return ""
	}
	names := make([]string, len(o.Key))
	for i, k := range o.Key {
		names[i] = k.Name
	}
	return ", which is written " + strings.Join(names, "/")
}

// id is the import ID of what state holds.
func (o Object) id(ctx context.Context, state tfsdk.State, diags *diag.Diagnostics) string {
	ids := make([]string, len(o.Key))
	for i, k := range o.Key {
		var value types.String
		diags.Append(state.GetAttribute(ctx, path.Root(k.Name), &value)...)
		ids[i] = value.ValueString()
	}
	return strings.Join(ids, "/")
}
