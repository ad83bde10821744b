// Package tickettag implements the intercom_ticket_tag resource.
package tickettag

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/association"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdata"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/providerdiag"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/schemas"
	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

type model struct {
	framework.Common
	TicketID types.String `tfsdk:"ticket_id"`
	TagID    types.String `tfsdk:"tag_id"`
	AdminID  types.String `tfsdk:"admin_id"`
}

const permission = "Read tickets, Write tickets, Read tags, Write tags"

// Object is intercom_ticket_tag.
var Object = association.New(association.Association[model]{
	Metadata: framework.Metadata{
		Name: "ticket tag", Plural: "ticket tags", Type: "intercom_ticket_tag",
		Keys: []framework.Key{
			{Name: "ticket_id", Description: "ID of the ticket in Intercom's API."},
			{Name: "tag_id", Description: "ID of the tag."},
		},
		IDHint:    "Both are IDs of Intercom's API: the ticket's is not the number that the Inbox shows. The data source intercom_tags lists the IDs of tags.",
		GoneCodes: []string{"not_found", "ticket_not_found", "tag_not_found"}, Permission: permission,
		Since:      framework.Since{Read: "2.9", Write: "2.12", Delete: "2.12"},
		Gone:       "somebody deleted the ticket or the tag",
		References: map[string]string{"ticket_id": "intercom_ticket", "tag_id": "intercom_tag", "admin_id": "intercom_admin"},
		Records:    framework.RecordsTickets,
	},
	Description: "A tag on an Intercom ticket. Destroying this resource removes the tag from the ticket. It deletes neither the tag nor the ticket.\n\n" +
		"Intercom's API does not show the tags of a ticket. A refresh detects that the ticket or the tag was deleted, but not that a teammate removed the tag from the ticket.",
	Attributes: func() map[string]schema.Attribute {
		return map[string]schema.Attribute{"admin_id": schema.StringAttribute{
			MarkdownDescription: "ID of the admin who adds the tag, and who removes it when the resource is destroyed. Required to create and to destroy the resource. A new value takes effect after it has been applied. An import does not set it.",
			Optional:            true,
			Validators:          []validator.String{schemas.IsID},
		}}
	},
	TerraformOnly: []string{"admin_id"},
	ID: func(m *model) framework.ID {
		return framework.ID{m.TicketID.ValueString(), m.TagID.ValueString()}
	},
	Attach: func(ctx context.Context, w framework.Writer, id framework.ID, plan *model) error {
		_, err := w.TagTicket(ctx, id[0], id[1], plan.AdminID.ValueString())
		return err
	},
	Detach: func(ctx context.Context, w framework.Writer, id framework.ID, state *model) error {
		return w.UntagTicket(ctx, id[0], id[1], state.AdminID.ValueString())
	},
	Attached:      exist,
	DetachedCodes: []string{"not_found", "tag_not_found"},
	CheckPlan: func(_ context.Context, p *framework.Plan[model]) diag.Diagnostics {
		if !p.Plan.AdminID.IsNull() || p.Prior != nil && !p.Replaces {
			return nil
		}
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("admin_id"), "admin_id is missing",
			"Intercom tags a ticket in the name of an admin. "+framework.NothingChanged+"\n\nWhat to do: set admin_id to the ID of an admin. The data source intercom_admins lists them.")}
	},
	CheckDestroy: func(state *model) diag.Diagnostics {
		if !state.AdminID.IsNull() {
			return nil
		}
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("admin_id"), fmt.Sprintf("The state of ticket tag %s/%s has no admin_id", state.TicketID.ValueString(), state.TagID.ValueString()),
			"Intercom removes a tag from a ticket in the name of an admin, and an import does not know one. "+framework.NothingChanged+" "+framework.StateKept+
				"\n\nWhat to do: set admin_id and apply, then destroy. To leave the tag on the ticket, use a removed block with destroy = false, or terraform state rm.")}
	},
	Refused: refused,
	Invalidate: func(d *providerdata.Data, m *model) {
		cache := providerdata.Shared[found](d)
		cache.Invalidate(ticketKey(m.TicketID.ValueString()))
		cache.Invalidate(tagKey(m.TagID.ValueString()))
	},
})

// found are the tickets and tags that a walk has read.
type found struct{ providerdata.Cache[bool] }

// exist checks what Intercom can show: that the ticket and the tag exist. Each is read once per walk.
func exist(ctx context.Context, r framework.Reader, id framework.ID) (bool, error) {
	cache := providerdata.Shared[found](r.Data)
	_, err := cache.Get(ctx, ticketKey(id[0]), func() (bool, error) {
		_, err := r.Ticket(ctx, id[0])
		return true, err
	})
	if err == nil {
		_, err = cache.Get(ctx, tagKey(id[1]), func() (bool, error) {
			_, err := r.Tag(ctx, id[1])
			return true, err
		})
	}
	return false, err
}

func ticketKey(id string) string { return "ticket " + id }

func tagKey(id string) string { return "tag " + id }

// refused blames the argument that the error's code names.
func refused(_ context.Context, _ framework.Reader, _ *model, doing string, err error) diag.Diagnostic {
	at, api := path.Root("admin_id"), (*intercom.APIError)(nil)
	switch {
	case !errors.As(err, &api):
	case api.HasCode("tag_not_found"):
		at = path.Root("tag_id")
	case api.HasCode("ticket_not_found"):
		at = path.Root("ticket_id")
	}
	return providerdiag.AttributeError(at, doing, err, "The ticket was not tagged.", permission)
}
