package framework

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// workspaceID is in every object's state and identity: the provider refuses tokens from any other workspace.
const workspaceID = "workspace_id"

// ImportAll is the value of privatestate.Importing if the refresh must fill free maps, too.
const ImportAll = "all"

// importing is the value of privatestate.Importing if the import requested nothing special.
const importing = "true"

// allAttributes at the end of an import ID requests all keys of the object's free maps.
const allAttributes = "?attributes=all"

// identitySchema returns the schema of the identity, which is unique across all workspaces.
func (m Metadata) identitySchema() identityschema.Schema {
	attributes := map[string]identityschema.Attribute{
		workspaceID: identityschema.StringAttribute{RequiredForImport: true, Description: "ID of the workspace that the " + m.Name + " is in."},
	}
	for _, k := range m.Keys {
		attributes[k.Name] = identityschema.StringAttribute{RequiredForImport: true, Description: k.Description}
	}
	return identityschema.Schema{Attributes: attributes}
}

// SetIdentity sets the identity of the object in state. Terraform requires it even for a resource that turns out to be
// gone.
func (m Metadata) SetIdentity(ctx context.Context, state tfsdk.State, identity *tfsdk.ResourceIdentity) (diags diag.Diagnostics) {
	for _, k := range append([]Key{{Name: workspaceID}}, m.Keys...) {
		var value types.String
		diags.Append(state.GetAttribute(ctx, path.Root(k.Name), &value)...)
		diags.Append(identity.SetAttribute(ctx, path.Root(k.Name), value)...)
	}
	return diags
}

// ImportState implements resource.ResourceWithImportState, by the IDs of Intercom's API or by identity. It confirms the
// workspace; the refresh that follows reads the rest.
func (b *Base) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	b.importState(ctx, req, resp, nil)
}

// ImportState implements resource.ResourceWithImportState.
func (r *object[M, T]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.importState(ctx, req, resp, r.kind.Lookup)
}

// lookup finds the ID of an object that an import does not name by its ID.
type lookup func(ctx context.Context, r Reader, text string) (ID, diag.Diagnostics)

func (b *Base) importState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse, find lookup) {
	client := b.Data.Client(&resp.Diagnostics)
	if client == nil {
		return
	}
	text, option := b.importOption(req.ID)
	id, expected := ID(strings.SplitN(text, "/", len(b.Keys))), types.String{}
	if req.ID == "" && req.Identity != nil && !req.Identity.Raw.IsNull() {
		id = make(ID, len(b.Keys))
		for i, k := range b.Keys {
			resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(k.Name), &id[i])...)
		}
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(workspaceID), &expected)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	named := find != nil && req.ID != "" && !b.valid(id)
	if !named && !b.valid(id) {
		resp.Diagnostics.AddError(fmt.Sprintf("Error importing %s: not an ID", b.article()),
			fmt.Sprintf("%q is not the ID of %s%s.\n\n%s", intercom.Clean(req.ID, 80), b.article(), b.form(), b.IDHint))
		return
	}
	ctx, cancel := context.WithTimeout(ctx, DefaultTimeout)
	defer cancel()
	doing := fmt.Sprintf("importing %s %s", b.Name, intercom.Clean(id.String(), 80))
	workspace, err := client.Workspace(ctx)
	if err == nil && !expected.IsNull() {
		err = b.Data.ConfirmWorkspace(ctx, expected.ValueString())
	}
	var reader intercom.Reader
	if err == nil && named {
		reader, err = client.Reader(ctx, workspace.ID)
	}
	if err != nil {
		resp.Diagnostics.Append(providerdiag.Error(doing, err, nothingImported, b.Permission))
		return
	}
	if named {
		found, problems := find(ctx, Reader{reader, b.Data}, text)
		if resp.Diagnostics.Append(problems...); problems.HasError() {
			return
		}
		id = found
	}
	b.imported(ctx, resp, workspace.ID, id, option)
}

// importOption returns an import ID without what it requests, and that.
func (m Metadata) importOption(id string) (text, option string) {
	if text, all := strings.CutSuffix(id, allAttributes); all {
		return text, ImportAll
	}
	if text, chosen := strings.CutSuffix(id, "?"+m.ImportOption); chosen && m.ImportOption != "" {
		return text, m.ImportOption
	}
	return id, ""
}

const nothingImported = "Nothing was imported."

// imported puts the imported object's identity into state, for the refresh that follows.
func (b *Base) imported(ctx context.Context, resp *resource.ImportStateResponse, workspace string, id ID, option string) {
	if !b.Data.Walk.Plan("import " + b.Claim(id)) {
		resp.Diagnostics.AddError(fmt.Sprintf("Error importing %s %s: imported twice", b.Name, id),
			"Another resource of this configuration imports the same object. Two resources that manage one object undo each other's changes, and destroying one deletes it for both. Keep one of the import blocks. "+nothingImported)
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(workspaceID), workspace)...)
	for i, k := range b.Keys {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(k.Name), id[i])...)
	}
	resp.Diagnostics.Append(b.SetIdentity(ctx, resp.State, resp.Identity)...)
	how := importing
	if option != "" {
		how = strconv.Quote(option)
	}
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, privatestate.Importing, []byte(how))...)
	privatestate.Set(ctx, resp.Private, privatestate.ImportedIn, b.Data.Walk.ID(), &resp.Diagnostics)
}

func (m Metadata) valid(id ID) bool {
	if len(id) != len(m.Keys) {
		return false
	}
	for i, part := range id {
		if m.Keys[i].check(part) != nil {
			return false
		}
	}
	return true
}

// form shows the format of an import ID with several parts.
func (m Metadata) form() string {
	if len(m.Keys) == 1 {
		return ""
	}
	names := make([]string, len(m.Keys))
	for i, k := range m.Keys {
		names[i] = k.Name
	}
	return ", which is written " + strings.Join(names, "/")
}

// Importing reports whether a refresh follows an import, and what the import requested: ImportAll, the object's ImportOption, or "".
func Importing(ctx context.Context, private privatestate.Reader, diags *diag.Diagnostics) (is bool, option string) {
	how, problems := private.GetKey(ctx, privatestate.Importing)
	diags.Append(problems...)
	option, _ = strconv.Unquote(string(how)) // the value importing is not quoted
	return len(how) > 0, option
}

// NaturalKeys returns a function that returns the natural key of an object in state, as a clause for messages (name "VIP"), or "" if it
// has none. Two resources with the same clause cannot both be created in one workspace.
func (r *object[M, T]) NaturalKeys(ctx context.Context) func(state tftypes.Value) string {
	shape := schema.Schema{Attributes: r.attributes(ctx)}
	return func(state tftypes.Value) string {
		m := new(M)
		if diags := Get(ctx, tfsdk.State{Raw: state, Schema: shape}, m); diags.HasError() || r.key(m) == "" {
			return ""
		}
		return fmt.Sprintf("%s %q", r.keyName(m), r.key(m))
	}
}
