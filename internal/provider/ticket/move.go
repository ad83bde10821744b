package ticket

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	tfpath "github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/privatestate"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

// generic is the common part of the states of the generic REST providers' resources, in every version of their schemas so
// far. Everything else is read from Intercom.
type generic struct {
	ID          string `json:"id"`
	Path        string `json:"path"`
	CreatePath  string `json:"create_path"`
	ReadPath    string `json:"read_path"`
	UpdatePath  string `json:"update_path"`
	DestroyPath string `json:"destroy_path"`
}

// generics are the resource types that a moved block can turn into a ticket, by provider name, whoever builds and hosts it:
// Mastercard/restapi and magodo/restful. Each function returns the ticket's id, or "" if the state is of another object.
var generics = map[string]map[string]func(generic) string{
	"restapi": {"restapi_object": generic.restapiTicket},
	"restful": {"restful_resource": generic.restfulTicket},
}

// MoveState implements resource.ResourceWithMoveState.
func (r *Resource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: moveGeneric}}
}

// moveGeneric copies only the id: Terraform calls it before the provider is configured. The refresh that follows treats the
// ticket as imported.
func moveGeneric(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	ticketID, ok := generics[path.Base(req.SourceProviderAddress)][req.SourceTypeName]
	if !ok {
		return
	}
	var source generic
	if err := json.Unmarshal(req.SourceRawState.JSON, &source); err != nil {
		resp.Diagnostics.AddError(fmt.Sprintf("Error moving a %s: its state cannot be read", req.SourceTypeName),
			fmt.Sprintf("The state of schema version %d, as %s wrote it, cannot be read: %s. %s", req.SourceSchemaVersion, req.SourceProviderAddress, err, framework.NothingChanged))
		return
	}
	id := ticketID(source)
	if intercom.ValidID(id) != nil {
		resp.Diagnostics.AddError(fmt.Sprintf("Error moving a %s: not a ticket", req.SourceTypeName),
			fmt.Sprintf("Its path is %s and its id %s: a ticket is made at /tickets, and read, changed and deleted at /tickets/ID. %s\n\n"+
				"What to do: remove the moved block. If the object is a ticket, import it into %s, and remove the %s from state with a removed block that has destroy = false.",
				intercom.Quote(source.Path, 80), intercom.Quote(source.ID, 80), framework.NothingChanged, metadata.Type, req.SourceTypeName))
		return
	}
	resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, tfpath.Root("id"), id)...)
	// The move reads all attributes: only a plan that shows nothing but the move proves that the configuration is right.
	privatestate.Set(ctx, resp.TargetPrivate, privatestate.Importing, framework.ImportAll, &resp.Diagnostics)
}

// restapiTicket expects the ticket's id in id; the provider replaces {id} in a path with it. All arguments except path are
// optional.
func (g generic) restapiTicket() string {
	for _, p := range []string{g.CreatePath, g.ReadPath, g.UpdatePath, g.DestroyPath} {
		if p != "" && !ofTicket(strings.ReplaceAll(p, "{id}", g.ID), g.ID) {
			return ""
		}
	}
	if !ofTicket(g.Path, g.ID) {
		return ""
	}
	return g.ID
}

// restfulTicket expects the path for reading the ticket in id. A tag can also be read there, but its create path differs.
func (g generic) restfulTicket() string {
	id, ok := strings.CutPrefix(strings.Trim(g.ID, "/"), "tickets/")
	if !ok || !ofTicket(g.Path, id) {
		return ""
	}
	return id
}

// ofTicket reports whether the path is the path of all tickets or of this ticket.
func ofTicket(p, id string) bool {
	p = strings.Trim(p, "/")
	return p == "tickets" || p == "tickets/"+id
}
