package ticket

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/provider/diagnose"
)

// identity is what tells a ticket from all others, over all workspaces.
type identity struct {
	WorkspaceID types.String `tfsdk:"workspace_id"`
	ID          types.String `tfsdk:"id"`
}

func (m *model) identity() identity { return identity{WorkspaceID: m.WorkspaceID, ID: m.ID} }

// IdentitySchema implements resource.ResourceWithIdentity.
func (r *Resource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"workspace_id": identityschema.StringAttribute{RequiredForImport: true, Description: "ID of the workspace that the ticket is in."},
		"id":           identityschema.StringAttribute{RequiredForImport: true, Description: "ID of the ticket in Intercom's API."},
	}}
}

const twoIDs = "A ticket has two ids. The one to import by is the id of Intercom's API (the field id of an answer). " +
	"The number that the Inbox shows (#1390; the field ticket_id) is another one, and the API finds no ticket by it. " +
	"To learn the id of a ticket that you see in the Inbox, search with POST /tickets/search, by its title or creation time for instance, and take the id whose ticket_id is that number."

// ImportState takes the id of Intercom's API, or the identity. It makes sure of the workspace; Read then takes over the rest.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.session.Client(&resp.Diagnostics) == nil {
		return
	}
	wanted := identity{ID: types.StringValue(req.ID)}
	if req.ID == "" && req.Identity != nil && !req.Identity.Raw.IsNull() {
		resp.Diagnostics.Append(req.Identity.Get(ctx, &wanted)...)
	}
	id := wanted.ID.ValueString()
	if intercom.ValidID(id) != nil {
		detail := fmt.Sprintf("\"%s\" is not the id of a ticket.\n\n%s", intercom.Clean(id, 80), twoIDs)
		if number, ok := strings.CutPrefix(id, "#"); ok {
			detail = fmt.Sprintf("#%s is the number that the Inbox shows.\n\n%s", intercom.Clean(number, 80), twoIDs)
		}
		resp.Diagnostics.AddError("Error importing a ticket: not an id", detail)
		return
	}
	if err := r.session.CheckWorkspace(ctx, wanted.WorkspaceID.ValueString()); err != nil {
		resp.Diagnostics.Append(diagnose.Error("importing ticket "+id, err, "Nothing was imported."))
		return
	}
	workspace, _ := r.session.Workspace(ctx)
	wanted.WorkspaceID = types.StringValue(workspace.ID)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), wanted.ID)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("workspace_id"), wanted.WorkspaceID)...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, wanted)...)
	setPrivate(ctx, resp.Private, keyImporting, true, &resp.Diagnostics)
}

// notImportable explains a ticket that an import does not find.
func notImportable(id string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic("Error importing ticket "+id+": there is none with this id",
		diagnose.Detail(err, fmt.Sprintf("If %s is the number that the Inbox shows (#%s): %s", id, id, twoIDs)))
}
